// The sheet as a picture, worked out of what the shell says of it: widths, letters, who covers whom.

import type { ColumnRole } from "../../shell/types/ColumnRole";
import type { ProblemReport } from "../../shell/types/ProblemReport";
import type { RowMark } from "../../shell/types/RowMark";
import type { SheetHead } from "../../shell/types/SheetHead";
import type { SheetTable } from "../../shell/types/SheetTable";

/** A cell, both numbers from 0. */
export interface Place {
  row: number;
  column: number;
}

/** 0 is "A", 27 is "AB". */
export function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

export const a1 = ({ row, column }: Place): string => `${letters(column)}${row + 1}`;

/** "D7" is row 6, column 3. */
export function place(address: string | null): Place | null {
  const parts = /^([A-Z]+)(\d+)$/.exec(address ?? "");
  if (!parts) return null;
  const column = [...(parts[1] ?? "")].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(parts[2]) - 1, column };
}

const WIDE: Partial<Record<ColumnRole, number>> = {
  name: 236, evidence: 180, explanation: 180, data: 140, scoring: 120, lead: 140, partner: 140, code: 60,
};
const USUAL = 84;

/** The table a row belongs to: the last that begins at or above it, else the first. */
export function tableAt(sheet: SheetHead, row: number): SheetTable | undefined {
  return sheet.tables.filter((t) => t.header_first <= row).at(-1) ?? sheet.tables[0];
}

/** Where each column begins, in pixels, and where the last ends. */
export function edges(sheet: SheetHead): number[] {
  const table = sheet.tables[0];
  const edges = [0];
  for (let column = 0; column < sheet.columns; column++) {
    const role = table?.columns.find((c) => c.column === column)?.role;
    edges.push((edges[column] ?? 0) + ((role && WIDE[role]) ?? USUAL));
  }
  return edges;
}

export interface Block {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Merged areas by their first cell, and the first cells by what they cover. */
export class Merges {
  readonly #areas = new Map<string, Block>();
  readonly #covered = new Map<string, Place>();

  constructor(sheet: SheetHead) {
    for (const area of sheet.merges) {
      const bottom = Math.min(area.bottom, sheet.rows - 1);
      const right = Math.min(area.right, sheet.columns - 1);
      // a merge over a whole sheet is told by its first row: nothing here grows with what a file claims
      if ((bottom - area.top + 1) * (right - area.left + 1) > 20_000) continue;
      this.#areas.set(`${area.top},${area.left}`, { ...area, bottom, right });
      for (let row = area.top; row <= bottom; row++)
        for (let column = area.left; column <= right; column++)
          if (row !== area.top || column !== area.left)
            this.#covered.set(`${row},${column}`, { row: area.top, column: area.left });
    }
  }

  from(row: number, column: number): Block | undefined {
    return this.#areas.get(`${row},${column}`);
  }

  /** The first cell of the area that hides this cell. */
  hiding(row: number, column: number): Place | undefined {
    return this.#covered.get(`${row},${column}`);
  }
}

export const marksByRow = (sheet: SheetHead): Map<number, RowMark> => new Map(sheet.marks.map((m) => [m.row, m]));

/** The gravest problem of each cell of a sheet: problems come gravest first. */
export function problemsByCell(problems: ProblemReport[], sheet: string): Map<string, ProblemReport> {
  const found = new Map<string, ProblemReport>();
  for (const problem of problems)
    if (problem.sheet === sheet && problem.cell && !found.has(problem.cell)) found.set(problem.cell, problem);
  return found;
}
