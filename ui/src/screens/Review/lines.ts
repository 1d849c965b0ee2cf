// The lines of the table: rows, or groups with the rows of those that are not folded.

import type { Code } from "../../shell/types/Code";
import type { Group } from "../../shell/types/Group";
import type { GroupBy } from "../../shell/types/GroupBy";
import type { Review } from "../../shell/types/Review";
import { vi } from "../../vi";

export interface Line {
  /** Of the group it stands in. */
  label: string;
  code: Code | null;
  group: Group | null;
}

export const groupLabel = (group: Group, by: GroupBy | null): string => {
  const { label, field } = group;
  if (label === "") return by === null ? "" : vi.review.without[by];
  return field === null ? label : `${field}. ${label}`;
};

export function linesOf(review: Review, by: GroupBy | null, folded: string[]): Line[] {
  if (by === null) return review.codes.map((code) => ({ label: "", code, group: null }));
  return review.groups.flatMap((group) => {
    const label = groupLabel(group, by);
    const rows = folded.includes(label) ? [] : group.rows;
    return [
      { label, code: null, group },
      ...rows.map((code) => ({ label, code, group: null })),
    ];
  });
}
