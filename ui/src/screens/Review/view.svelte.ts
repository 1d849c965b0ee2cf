// What Rà soát is looking at. Outlives the screen, so that coming back finds it as it was left.

import type { Code } from "../../shell/types/Code";
import type { Filter } from "../../shell/types/Filter";
import type { GroupBy } from "../../shell/types/GroupBy";
import type { ReviewAsked } from "../../shell/types/ReviewAsked";
import type { Sort } from "../../shell/types/Sort";
import type { SortBy } from "../../shell/types/SortBy";
import { NO_SORT, keepColumns, keepFacets, keepGroup, keepSort, keptColumns, keptFacets, keptGroup, keptSort } from "./arrangement";
import type { ColumnKey } from "./columns";

export const NO_FILTER: Filter = { facets: [], under: null, agency: null, text: "" };
/** Of words and dates the first comes first; of points the largest, but of a change the deepest fall. */
const ASCENDING_FIRST: SortBy[] = ["catalogue", "name", "agency", "change", "status", "responsible", "cause", "due"];

class View {
  #filter = $state.raw<Filter>({ ...NO_FILTER, facets: keptFacets() });
  #sort = $state.raw<Sort>(keptSort());
  #group = $state<GroupBy | null>(keptGroup());
  columns = $state.raw<ColumnKey[]>(keptColumns());
  selected = $state<Code | null>(null);
  /** Opened nodes of the tree. */
  opened = $state.raw<Code[]>([]);
  /** Labels of folded groups. */
  folded = $state.raw<string[]>([]);
  /** The right pane shows scenarios instead of one criterion. */
  whatIf = $state(false);

  get filter(): Filter {
    return this.#filter;
  }

  set filter(filter: Filter) {
    this.#filter = filter;
    keepFacets(filter.facets);
  }

  get sort(): Sort {
    return this.#sort;
  }

  set sort(sort: Sort) {
    this.#sort = sort;
    keepSort(sort);
  }

  get group(): GroupBy | null {
    return this.#group;
  }

  set group(group: GroupBy | null) {
    this.#group = group;
    keepGroup(group);
  }

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

  /** What belongs to one store is not for another. */
  forget(): void {
    this.#filter = { ...NO_FILTER, facets: keptFacets() };
    this.selected = null;
    this.opened = [];
    this.folded = [];
    this.whatIf = false;
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
    keepColumns(this.columns);
  }

  fold(label: string, to = !this.folded.includes(label)): void {
    this.folded = to ? [...this.folded.filter((l) => l !== label), label] : this.folded.filter((l) => l !== label);
  }
}

export const view = new View();
