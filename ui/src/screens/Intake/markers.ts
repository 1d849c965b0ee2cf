import type { ProblemReport } from "../../shell/types/ProblemReport";
import type { Severity } from "../../shell/types/Severity";
import type { Merges } from "./geometry";
import { placeOf } from "./place";

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
