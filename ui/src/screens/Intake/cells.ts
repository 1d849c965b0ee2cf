// What the picture draws, cell by cell.

import type { MergeView } from "../../shell/types/MergeView";
import { ROW, type Merges } from "./geometry";

export interface Box {
  column: number;
  left: number;
  width: number;
  height: number;
  merge: MergeView | undefined;
}

/** The boxes of one row: a merged area is one box, drawn in its first row; what it covers is not drawn. Of a row
 * that is not drawn whole only the areas that reach down. */
export function boxes(
  row: number,
  columns: { first: number; end: number },
  edges: number[],
  merges: Merges,
  rows: number,
  whole: boolean,
): Box[] {
  const found: Box[] = [];
  const put = (column: number, merge: MergeView | undefined) => {
    const left = edges[column] ?? 0;
    const right = edges[(merge ? Math.min(merge.right, edges.length - 2) : column) + 1] ?? left;
    const height = merge ? (Math.min(merge.bottom, rows - 1) - merge.top + 1) * ROW : ROW;
    found.push({ column, left, width: right - left, height, merge });
  };
  for (const merge of merges.of(row))
    if (merge.top === row && merge.left < columns.first && merge.right >= columns.first) put(merge.left, merge);
  for (let column = columns.first; column < columns.end; column++) {
    const merge = merges.at(row, column);
    if (!merge) {
      if (whole) put(column, undefined);
    } else if (merge.top === row && merge.left === column && (whole || merge.bottom > row)) put(column, merge);
  }
  return found;
}
