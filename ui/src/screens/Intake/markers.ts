import type { FilePreview } from "../../shell/types/FilePreview";
import type { ProblemReport } from "../../shell/types/ProblemReport";
import type { Severity } from "../../shell/types/Severity";
import type { Merges } from "./geometry";
import { placeOf, type Place } from "./place";

export interface Marker {
  severity: Severity;
  /** Of the gravest problem, in the list. */
  index: number;
  messages: string[];
}

/** A sheet's problems by cell ("row:column"), the gravest of each: they come gravest first. */
export function markersOf(problems: ProblemReport[], sheet: string, merges: Merges): Map<string, Marker> {
  const found = new Map<string, Marker>();
  problems.forEach((problem, index) => {
    const place = placeOf(problem);
    if (!place || place.sheet !== sheet) return;
    const merge = merges.at(place.row, place.column);
    const key = merge ? `${merge.top}:${merge.left}` : `${place.row}:${place.column}`;
    const here = found.get(key);
    if (here) here.messages.push(problem.message);
    else found.set(key, { severity: problem.severity, index, messages: [problem.message] });
  });
  return found;
}

/** Where the next problem stands, or the one before; round and round, over all sheets. */
export function nextProblem(file: FilePreview, at: Place, step: 1 | -1): Place | undefined {
  const sheetOf = (place: Place) => file.sheets.findIndex((s) => s.name === place.sheet);
  const order = (a: Place, b: Place) => sheetOf(a) - sheetOf(b) || a.row - b.row || a.column - b.column;
  const places = file.problems.map(placeOf).filter((p) => p !== null).sort(order);
  if (step > 0) return places.find((p) => order(p, at) > 0) ?? places[0];
  return places.findLast((p) => order(p, at) < 0) ?? places.at(-1);
}
