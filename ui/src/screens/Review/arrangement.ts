// How the table was left on this machine: kept across restarts, like the panes' widths. What belongs to one store
// (a body, a cause, a part of the tree, a search) is not kept: another store would not know it.

import type { Facet } from "../../shell/types/Facet";
import type { GroupBy } from "../../shell/types/GroupBy";
import type { Sort } from "../../shell/types/Sort";
import type { SortBy } from "../../shell/types/SortBy";
import { vi } from "../../vi";
import { DEFAULT_COLUMNS, ROOMY_COLUMNS, isColumn, type ColumnKey } from "./columns";

const [COLUMNS, GROUP, SORT, FACETS] = ["review.columns", "review.group", "review.sort", "review.facets"];

export const NO_SORT: Sort = { by: "catalogue", descending: false };

// every facet there is, so that a word of another version of the program is left aside
const ALL_FACETS: Record<Facet, true> = {
  below_max: true, total_loss: true, decreased: true, missing: true, not_self_scored: true, without_cause: true, without_lead: true,
  without_responsible: true, scored_by_others: true, agreed: true, without_evidence: true, not_reviewed: true,
  awaiting_explanation: true, recoverable: true, overdue: true, scores_differ: true, off_scale: true,
};
const isFacet = (word: string): word is Facet => Object.hasOwn(ALL_FACETS, word);
const isGroup = (word: string): word is GroupBy => Object.hasOwn(vi.review.groupBy, word);
const isSort = (word: string): word is SortBy => Object.hasOwn(vi.review.sorts, word);

const words = (key: string): string[] => localStorage.getItem(key)?.split(" ").filter(Boolean) ?? [];

function keep(key: string, kept: string[]): void {
  if (kept.length > 0) localStorage.setItem(key, kept.join(" "));
  else localStorage.removeItem(key);
}

export function keptColumns(): ColumnKey[] {
  // none at all may be what was chosen
  if (localStorage.getItem(COLUMNS) !== null) return words(COLUMNS).filter(isColumn);
  return window.innerWidth >= 1600 ? ROOMY_COLUMNS : DEFAULT_COLUMNS;
}
export const keepColumns = (columns: ColumnKey[]): void => localStorage.setItem(COLUMNS, columns.join(" "));

export const keptGroup = (): GroupBy | null => words(GROUP).find(isGroup) ?? null;
export const keepGroup = (group: GroupBy | null): void => keep(GROUP, group === null ? [] : [group]);

export function keptSort(): Sort {
  const [by = "", way] = words(SORT);
  return isSort(by) ? { by, descending: way === "down" } : NO_SORT;
}
export const keepSort = ({ by, descending }: Sort): void => keep(SORT, by === NO_SORT.by && !descending ? [] : [by, descending ? "down" : "up"]);

export const keptFacets = (): Facet[] => words(FACETS).filter(isFacet);
export const keepFacets = (facets: Facet[]): void => keep(FACETS, facets);
