// What Rà soát is looking at. Outlives the screen, so that coming back finds it as it was left.

import type { Code } from "../../shell/types/Code";
import type { Filter } from "../../shell/types/Filter";
import type { GroupBy } from "../../shell/types/GroupBy";
import type { ReviewAsked } from "../../shell/types/ReviewAsked";
import type { Sort } from "../../shell/types/Sort";
import type { SortBy } from "../../shell/types/SortBy";
import { DEFAULT_COLUMNS, ROOMY_COLUMNS, isColumn, type ColumnKey } from "./columns";

export const NO_FILTER: Filter = { facets: [], under: null, agency: null, text: "" };
const NO_SORT: Sort = { by: "catalogue", descending: false };
const COLUMNS = "review.columns";

/** Of words and dates the first comes first; of points the largest, but of a change the deepest fall. */
const ASCENDING_FIRST: SortBy[] = ["catalogue", "name", "agency", "change", "status", "cause", "due"];

function storedColumns(): ColumnKey[] {
  const kept = localStorage.getItem(COLUMNS);
  if (kept !== null) return kept.split(" ").filter(isColumn);
  return window.innerWidth >= 1600 ? ROOMY_COLUMNS : DEFAULT_COLUMNS;
}

class View {
  filter = $state.raw<Filter>(NO_FILTER);
  sort = $state.raw<Sort>(NO_SORT);
  group = $state<GroupBy | null>(null);
  columns = $state.raw<ColumnKey[]>(storedColumns());
  selected = $state<Code | null>(null);
  /** Opened nodes of the tree. */
  opened = $state.raw<Code[]>([]);
  /** Labels of folded groups. */
  folded = $state.raw<string[]>([]);
  /** The right pane shows scenarios instead of one criterion. */
  whatIf = $state(false);

  get asked(): ReviewAsked {
    return { filter: this.filter, sort: this.sort, group: this.group };
  }

  get filtered(): boolean {
    const { facets, text, ...rest } = this.filter;
    return facets.length > 0 || text.trim() !== "" || Object.values(rest).some((v) => v !== null && v !== undefined);
  }

  narrow(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
  }

  /** One way, the other way, then back to the order of the bộ tiêu chí. */
  sortBy(by: SortBy): void {
    const first = !ASCENDING_FIRST.includes(by);
    if (this.sort.by !== by) this.sort = { by, descending: first };
    else if (this.sort.descending === first) this.sort = { by, descending: !first };
    else this.sort = NO_SORT;
  }

  toggleColumn(key: ColumnKey): void {
    const { columns } = this;
    this.columns = columns.includes(key) ? columns.filter((c) => c !== key) : [...columns, key];
    localStorage.setItem(COLUMNS, this.columns.join(" "));
  }

  fold(label: string, to = !this.folded.includes(label)): void {
    this.folded = to ? [...this.folded.filter((l) => l !== label), label] : this.folded.filter((l) => l !== label);
  }
}

export const view = new View();
