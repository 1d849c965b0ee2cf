// Where a row, a cell or a problem stands in its file. Numbers are 0-based numbers in the sheet; what a person
// reads ("D7") is 1-based with letters.

import type { ProblemReport } from "../../shell/types/ProblemReport";
import type { RowView } from "../../shell/types/RowView";

export interface Place {
  sheet: string;
  row: number;
  column: number;
}

export const rowKey = (row: Pick<RowView, "sheet" | "row">): string => `${row.sheet}!${row.row}`;

/** The row a problem is about, `null` when it is about the file. */
export function rowOf({ sheet, cell }: ProblemReport): string | null {
  const number = cell === null ? undefined : /\d+$/.exec(cell)?.[0];
  return sheet === null || number === undefined ? null : `${sheet}!${number}`;
}

/** The cell a problem is about, `null` when it is about a sheet or the file. */
export function placeOf({ sheet, cell }: ProblemReport): Place | null {
  const parts = cell === null ? null : /^([A-Z]+)(\d+)$/.exec(cell);
  if (sheet === null || !parts) return null;
  return { sheet, row: Number(parts[2]) - 1, column: column(parts[1] ?? "A") };
}

/** "A" → 0, "AA" → 26. */
export function column(letters: string): number {
  let n = 0;
  for (const letter of letters) n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

/** 0 → "A", 26 → "AA". */
export function letters(column: number): string {
  let text = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) text = String.fromCharCode(65 + ((n - 1) % 26)) + text;
  return text;
}

/** "D7" of 0-based numbers. */
export const address = (row: number, column: number): string => `${letters(column)}${row + 1}`;
