// Where a row or a problem stands in its file, as one comparable text.

import type { ProblemReport } from "../../shell/types/ProblemReport";
import type { RowView } from "../../shell/types/RowView";

export const rowKey = (row: Pick<RowView, "sheet" | "row">): string => `${row.sheet}!${row.row}`;

/** The row a problem is about, `null` when it is about the file. */
export function rowOf({ sheet, cell }: ProblemReport): string | null {
  const number = cell === null ? undefined : /\d+$/.exec(cell)?.[0];
  return sheet === null || number === undefined ? null : `${sheet}!${number}`;
}
