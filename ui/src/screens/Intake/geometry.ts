// How the picture of a sheet is laid out: pixels of columns, cells that are merged, what each cell was taken for.

import type { ColumnRole } from "../../shell/types/ColumnRole";
import type { MergeView } from "../../shell/types/MergeView";
import type { SheetHead } from "../../shell/types/SheetHead";
import type { SheetTable } from "../../shell/types/SheetTable";

export const ROW = 28;
export const HEAD = 50;
/** Row numbers, and what each row was taken for: both stay in sight at the left. */
export const NUMBERS = 44;
export const TAKEN = 136;
export const SIDE = NUMBERS + TAKEN;

const ROLE_WIDTHS: Partial<Record<ColumnRole, number>> = {
  code: 68, name: 260, max: 92, score: 104, evidence: 208, explanation: 208, lead: 144, partner: 144, scale: 208,
  prior_self: 92, prior_appraised: 92, prior_published: 92, prior_code: 92,
};
/** What stands before the scores gives way down to this, the widest first, so that they are in sight at once. */
const LEAST: Partial<Record<ColumnRole, number>> = { name: 160, code: 52 };

/** Columns of sentences take what room is left, up to so much. */
const GROWS: [ColumnRole, number][] = [["name", 560], ["evidence", 400], ["explanation", 400]];

/** Widths of all columns, told from their meaning, else from the first rows' texts; `room` is what they can fill. */
export function widths(head: SheetHead, sample: string[][], room: number): number[] {
  const columns = head.tables.flatMap((t) => t.columns);
  const roles = new Map(columns.map((c) => [c.column, c.role]));
  const words = new Map(columns.map((c) => [c.column, c.role_text.length]));
  const merged = new Set(head.merges.filter((m) => m.right > m.left).map((m) => `${m.top}:${m.left}`));
  const found = Array.from({ length: head.columns }, (_, column) => {
    const fixed = ROLE_WIDTHS[roles.get(column) ?? "other"];
    if (fixed !== undefined) return fixed;
    const longest = sample.reduce(
      (most, texts, row) => (merged.has(`${row}:${column}`) ? most : Math.max(most, texts[column]?.length ?? 0)),
      0,
    );
    return Math.min(208, Math.max(48, 20 + longest * 7, 14 + Math.ceil((words.get(column) ?? 0) / 2) * 8));
  });
  const score = [...roles].find(([, r]) => r === "score")?.[0];
  if (room > 0 && score !== undefined) {
    let beyond = found.slice(0, score + 1).reduce((sum, width) => sum + width, 0) - room;
    const before = Array.from({ length: score }, (_, column) => column).sort((x, y) => (found[y] ?? 0) - (found[x] ?? 0));
    for (const column of before) {
      const width = found[column] ?? 0;
      const less = Math.max(0, Math.min(beyond, width - (LEAST[roles.get(column) ?? "other"] ?? 72)));
      found[column] = width - less;
      beyond -= less;
    }
  }
  for (const [role, most] of GROWS) {
    const left = room - found.reduce((sum, width) => sum + width, 0);
    const column = [...roles].find(([, r]) => r === role)?.[0];
    const width = column === undefined ? undefined : found[column];
    if (left > 0 && column !== undefined && width !== undefined) found[column] = Math.min(most, width + left);
  }
  return found;
}

/** Left edges of the columns, and behind the last one the width of all. */
export function edges(widths: number[]): number[] {
  const at = [0];
  for (const width of widths) at.push((at.at(-1) ?? 0) + width);
  return at;
}

/** The columns between two pixels. */
export function between(edges: number[], from: number, to: number): { first: number; end: number } {
  const columns = edges.length - 1;
  let first = 0;
  while (first < columns - 1 && (edges[first + 1] ?? 0) <= from) first++;
  let end = first;
  while (end < columns && (edges[end] ?? 0) < to) end++;
  return { first, end };
}

/** Merged areas by cell. Areas of a whole sheet's width or height stay small: only their rows are walked. */
export class Merges {
  readonly #byRow = new Map<number, MergeView[]>();
  readonly #tall: MergeView[];

  constructor(merges: MergeView[], rows: number) {
    for (const merge of merges)
      for (let row = merge.top; row <= Math.min(merge.bottom, rows - 1); row++) {
        const here = this.#byRow.get(row);
        if (here) here.push(merge);
        else this.#byRow.set(row, [merge]);
      }
    this.#tall = merges.filter((m) => m.bottom > m.top);
  }

  at(row: number, column: number): MergeView | undefined {
    return this.#byRow.get(row)?.find((m) => column >= m.left && column <= m.right);
  }

  /** Rows above a row in which areas begin that reach down to it. */
  reaching(row: number): number[] {
    return [...new Set(this.#tall.filter((m) => m.top < row && m.bottom >= row).map((m) => m.top))];
  }

  of(row: number): MergeView[] {
    return this.#byRow.get(row) ?? [];
  }
}

/** The table a row belongs to: the last that begins at it or above, else the first. */
export function tableAt(head: SheetHead, row: number): SheetTable | undefined {
  return head.tables.filter((t) => t.header_first <= row).at(-1) ?? head.tables[0];
}

/** Does the table only start below this row? */
export const above = (table: SheetTable | undefined, row: number): boolean => !table || row < table.header_first;

export const inHeader = (table: SheetTable | undefined, row: number): boolean =>
  table !== undefined && row >= table.header_first && row <= table.header_last;

/** Columns whose text is read but never becomes part of what is written. */
export const isUnused = (role: ColumnRole | undefined): boolean =>
  role === undefined || role === "other" || role === "appraisal" || role === "data";

/** Columns that hold numbers, so that a decimal sign can be said. */
export const isNumeric = (role: ColumnRole | undefined): boolean =>
  role === "score" || role === "max" || role === "prior_self" || role === "prior_appraised" || role === "prior_published";

/** For finding one of a sheet's rows or columns by its number. */
export const keyed = <T>(all: T[], number: (one: T) => number): ReadonlyMap<number, T> => new Map(all.map((one) => [number(one), one]));
export const known = (numbers: number[]): ReadonlySet<number> => new Set(numbers);
