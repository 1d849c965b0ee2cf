// What Rà soát is looking at. Outlives the screen, so that coming back finds it as it was left.

import type { Code } from "../../shell/types/Code";
import type { ComponentLoss } from "../../shell/types/ComponentLoss";
import type { Filter } from "../../shell/types/Filter";
import { compareCodes, comparePoints, compareText } from "../../format";

export type Column = "code" | "name" | "max" | "baseline" | "reported" | "agreed" | "lost" | "change" | "agency";

export const NO_FILTER: Filter = { facets: [], under: null, agency: null, text: "" };

class View {
  filter = $state.raw<Filter>(NO_FILTER);
  selected = $state<Code | null>(null);
  sort = $state.raw<{ column: Column; down: boolean } | null>(null);
  opened = $state.raw<Code[]>([]);
  scrolled = 0;

  get filtered(): boolean {
    const { facets, text, ...others } = this.filter;
    return facets.length > 0 || text.trim() !== "" || Object.values(others).some((value) => (value ?? null) !== null);
  }

  narrow(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
  }

  /** Up, down, then back to the order of the bộ tiêu chí. */
  sortBy(column: Column): void {
    const same = this.sort?.column === column;
    if (same && this.sort?.down !== firstDown(column)) this.sort = null;
    else this.sort = { column, down: same ? !this.sort?.down : firstDown(column) };
  }
}

/** Of points the largest matter first, but of a change the deepest fall. */
const firstDown = (column: Column): boolean => !["code", "name", "agency", "change"].includes(column);

const order: Record<Column, (a: ComponentLoss, b: ComponentLoss) => number> = {
  code: (a, b) => compareCodes(a.code, b.code),
  name: (a, b) => compareText(a.name, b.name),
  agency: (a, b) => compareText(a.agency ?? "", b.agency ?? ""),
  max: (a, b) => comparePoints(a.max, b.max),
  baseline: (a, b) => comparePoints(a.baseline ?? "0", b.baseline ?? "0"),
  reported: (a, b) => comparePoints(a.reported ?? "0", b.reported ?? "0"),
  agreed: (a, b) => comparePoints(a.counted ?? "0", b.counted ?? "0"),
  lost: (a, b) => comparePoints(a.lost ?? "0", b.lost ?? "0"),
  change: (a, b) => comparePoints(a.change ?? "0", b.change ?? "0"),
};

const empty = (row: ComponentLoss, column: Column): boolean =>
  (column === "agreed" ? row.counted : row[column]) === null;

/** The rows in the chosen order; those without a value come last, whichever way. */
export function sorted(rows: ComponentLoss[], sort: View["sort"]): ComponentLoss[] {
  if (!sort) return rows;
  const { column, down } = sort;
  return [...rows].sort((a, b) => {
    const gaps = Number(empty(a, column)) - Number(empty(b, column));
    if (gaps !== 0) return gaps;
    const by = order[column](a, b);
    return (down ? -by : by) || compareCodes(a.code, b.code);
  });
}

export const view = new View();
