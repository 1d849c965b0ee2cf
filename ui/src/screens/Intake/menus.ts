// What can be done at a place of the sheet, as the entries of a menu.

import type { Choice } from "../../parts/Menu.svelte";
import type { ColumnRole } from "../../shell/types/ColumnRole";
import type { Correction } from "../../shell/types/Correction";
import type { RowMark } from "../../shell/types/RowMark";
import type { SheetTable } from "../../shell/types/SheetTable";
import { vi } from "../../vi";
import { inHeader, isNumeric } from "./geometry";
import { letters, type Place } from "./place";

/** What a menu leads to. */
export type Doing = "column" | "row" | "value" | "match" | "exclude" | "header" | "problems" | "corrections";

type Correct = (correction: Correction) => Promise<boolean>;
interface Choices {
  label: string;
  list: Choice[];
}

const MAIN: ColumnRole[] = ["score", "code", "name", "max", "evidence", "explanation"];
const LEFT: ColumnRole[] = ["other", "data", "appraisal"];
const MORE: ColumnRole[] = [
  "prior_published", "prior_appraised", "prior_self", "prior_code", "scoring", "mark_self", "mark_survey", "mark_central",
  "lead", "partner",
];

const t = vi.correct;

/** The meanings a column can have, the present one ticked. */
export function columnChoices({ sheet, column }: Place, table: SheetTable | undefined, correct: Correct): Choices {
  const label = t.columnMenu(letters(column));
  if (!table || column < 0) return { label, list: [{ id: "none", text: t.needsHeader, disabled: true, run: () => undefined }] };
  const header = table.header_first;
  const now = table.columns.find((c) => c.column === column)?.role ?? "other";
  const role = (role: ColumnRole, group?: string): Choice => ({
    id: role,
    text: vi.words.columnRole[role],
    checked: role === now,
    ...(group !== undefined && { group }),
    run: () => role !== now && void correct({ kind: "column", sheet, header, column, role }),
  });
  const list = [
    ...MAIN.map((r, i) => role(r, i === 0 ? label : undefined)),
    ...LEFT.map((r, i) => role(r, i === 0 ? t.leftRoles : undefined)),
    ...MORE.map((r, i) => role(r, i === 0 ? t.moreRoles : undefined)),
  ];
  if (isNumeric(now)) {
    const notation = (notation: "comma" | "dot", text: string, group?: string): Choice => ({
      id: notation,
      text,
      ...(group !== undefined && { group }),
      run: () => void correct({ kind: "notation", sheet, header, column, notation }),
    });
    list.push(notation("comma", t.decimalComma, t.decimal), notation("dot", t.decimalDot));
  }
  return { label, list };
}

interface Here {
  mark: RowMark | undefined;
  table: SheetTable | undefined;
  problems: boolean;
  corrections: boolean;
}

/** What can be said of a row; at a cell, of its column as well. */
export function rowChoices(
  { sheet, row, column }: Place,
  { mark, table, problems, corrections }: Here,
  turnTo: (what: Doing) => void,
  correct: Correct,
): Choices {
  const label = t.rowMenu(row + 1);
  const heading = inHeader(table, row);
  const list: Choice[] = [];
  const to = (what: Doing, text: string, more: Partial<Choice> = {}) =>
    list.push({ id: what, text, run: () => turnTo(what), ...more });
  if (mark && !heading) {
    to("value", t.value, { group: label });
    to("match", t.match, mark.criterion ? { hint: mark.criterion } : {});
    to("exclude", t.exclude, { disabled: mark.corrected && mark.bucket === "ignored" });
  }
  list.push({
    id: "is-header",
    text: t.isHeader,
    disabled: heading && table?.header_first === table?.header_last,
    group: list.length === 0 ? label : "",
    run: () => void correct({ kind: "header", sheet, first: row, last: row }),
  });
  to("header", t.headerRange);
  if (column >= 0) to("column", t.columnOf(letters(column)), { group: "" });
  if (problems) to("problems", t.toProblems, { group: "" });
  if (mark?.corrected && corrections) to("corrections", t.toCorrections, problems ? {} : { group: "" });
  return { label, list };
}
