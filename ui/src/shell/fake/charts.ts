// Waterfalls and a trend of the stand-in shell: what `scorebook::losses::waterfall` and `scorebook::trend` do.

import type { Charts } from "../types/Charts";
import type { ComponentLoss } from "../types/ComponentLoss";
import type { TrendYear } from "../types/TrendYear";
import type { Waterfall } from "../types/Waterfall";
import { totals } from "./losses";
import { parse, write } from "./points";

function waterfall(rows: ComponentLoss[], labelOf: (row: ComponentLoss) => string, byAgency: boolean): Waterfall {
  const sums = totals(rows);
  const groups = new Map<string, { agency: number | null; rows: number; lost: number }>();
  for (const row of rows) {
    const lost = parse(row.lost ?? "0");
    if (row.scoring !== "self" || lost <= 0) continue;
    const label = labelOf(row);
    const group = groups.get(label) ?? { agency: byAgency ? row.agency_id : null, rows: 0, lost: 0 };
    groups.set(label, { ...group, rows: group.rows + 1, lost: group.lost + lost });
  }
  let left = parse(sums.self_scored_max);
  const steps = [...groups]
    .sort(([a, x], [b, y]) => Number(a === "") - Number(b === "") || y.lost - x.lost)
    .map(([label, { agency, rows, lost }]) => {
      const from = left;
      left -= lost;
      return { label, agency, cause: null, rows, lost: write(lost), from: write(from), to: write(left) };
    });
  return { max: sums.self_scored_max, steps, missing: write(left - parse(sums.counted)), not_applicable: "0", applicable: write(left), counted: sums.counted };
}

const year = (year: number, rows: number, counted: string, max: string, share: number): TrendYear => ({
  year,
  like: { rows, counted, max, share },
  all: { rows: rows + 4, counted: write(parse(counted) + 30_000), max: write(parse(max) + 40_000), share: share - 120 },
});

export const charts = (rows: ComponentLoss[]): Charts => ({
  by_agency: waterfall(rows, (row) => row.agency ?? "", true),
  by_cause: waterfall(rows, (row) => row.cause, false),
  trend: {
    comparison: "share",
    years: [year(2022, 41, "38.5", "47", 8191), year(2023, 41, "40.25", "48", 8385), year(2024, 41, "39.625", "48.5", 8170)],
  },
});
