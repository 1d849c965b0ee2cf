// Sums and filters of the stand-in shell: what the real one's `scorebook::losses` does.

import { folded } from "../../format";
import type { AgencyLoss } from "../types/AgencyLoss";
import type { ComponentLoss } from "../types/ComponentLoss";
import type { Facet } from "../types/Facet";
import type { FacetCount } from "../types/FacetCount";
import type { Filter } from "../types/Filter";
import type { NodeLoss } from "../types/NodeLoss";
import type { Totals } from "../types/Totals";
import { parse, write } from "./points";

export function totals(rows: ComponentLoss[]): Totals {
  const own = rows.filter((r) => r.scoring === "self");
  const scored = own.filter((r) => r.counted !== null);
  const compared = scored.filter((r) => r.baseline !== null);
  const sum = (of: ComponentLoss[], pick: (r: ComponentLoss) => string | null) =>
    write(of.reduce((n, r) => n + parse(pick(r) ?? "0"), 0));
  return {
    max: sum(rows, (r) => r.max),
    self_scored_max: sum(own, (r) => r.max),
    reported: sum(own, (r) => r.reported),
    counted: sum(scored, (r) => r.counted),
    baseline: sum(compared, (r) => r.baseline),
    change: sum(compared, (r) => r.change),
    compared: compared.length,
    lost: sum(scored, (r) => r.lost),
    self_scored: own.length,
    scored: scored.length,
    missing: own.length - scored.length,
    below_max: scored.filter((r) => r.flags.includes("below_max")).length,
    total_loss: scored.filter((r) => r.flags.includes("total_loss")).length,
    decreased: scored.filter((r) => r.flags.includes("decreased")).length,
  };
}

const FACETS: Record<Facet, [string, (r: ComponentLoss) => boolean]> = {
  below_max: ["Chưa đạt điểm tối đa", (r) => r.flags.includes("below_max")],
  total_loss: ["Mất toàn bộ điểm", (r) => r.flags.includes("total_loss")],
  decreased: ["Giảm so với năm trước", (r) => r.flags.includes("decreased")],
  missing: ["Thiếu điểm", (r) => r.scoring === "self" && r.counted === null],
  not_self_scored: ["Không phải tự chấm", (r) => r.scoring !== "self"],
  without_cause: ["Chưa nêu nguyên nhân", (r) => r.flags.includes("below_max") && r.cause === ""],
  scored_by_others: ["Hai cơ quan cùng chấm", (r) => r.also_scored_by.length > 0],
  agreed: ["Đã thống nhất", (r) => r.agreed !== null],
  without_evidence: ["Thiếu tài liệu kiểm chứng", (r) => r.state === "scored" && r.evidence.trim() === ""],
  not_reviewed: ["Chưa rà soát", (r) => r.scoring === "self" && r.status === "not_reviewed"],
  awaiting_explanation: ["Chờ giải trình", (r) => r.status === "awaiting_explanation"],
  recoverable: ["Khắc phục được", (r) => parse(r.recoverable ?? "0") > 0],
  overdue: ["Quá hạn", (r) => r.flags.includes("below_max") && r.due !== null && r.due < "2024-12-20"],
  scores_differ: ["Hai cơ quan chấm khác nhau", (r) => r.also_scored_by.some(([, points]) => points !== r.reported)],
};

export function facets(all: ComponentLoss[]): FacetCount[] {
  return (Object.keys(FACETS) as Facet[]).map((facet) => {
    const [label, holds] = FACETS[facet];
    const rows = all.filter(holds);
    return { facet, label, count: rows.length, lost: totals(rows).lost };
  });
}

const below = (code: string, under: string) => code === under || code.startsWith(`${under}.`);

export function filtered(all: ComponentLoss[], filter: Filter): ComponentLoss[] {
  const text = folded(filter.text.trim());
  return all.filter(
    (r) =>
      filter.facets.every((f) => FACETS[f][1](r)) &&
      (filter.under === null || below(r.code, filter.under)) &&
      (filter.agency === null || r.agency_id === filter.agency) &&
      (text === "" || folded(`${r.code} ${r.name}`).includes(text)),
  );
}

export function tree(all: ComponentLoss[], names: Map<string, string>): NodeLoss[] {
  return [...names]
    .filter(([code]) => !all.some((r) => r.code === code))
    .map(([code, name]) => ({
      code,
      name,
      depth: code.split(".").length,
      totals: totals(all.filter((r) => below(r.code, code))),
    }));
}

export function byAgency(all: ComponentLoss[], agencies: { id: number; name: string }[]): AgencyLoss[] {
  return agencies.map(({ id, name }) => ({
    agency_id: id,
    name,
    totals: totals(all.filter((r) => r.agency_id === id)),
  }));
}
