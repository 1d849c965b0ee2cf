// Sums and filters of the stand-in shell: what the real one's `scorebook::losses` does.

import { folded } from "../../format";
import type { ComponentLoss } from "../types/ComponentLoss";
import type { Facet } from "../types/Facet";
import type { Filter } from "../types/Filter";
import type { Group } from "../types/Group";
import type { GroupBy } from "../types/GroupBy";
import type { NodeLoss } from "../types/NodeLoss";
import type { FacetCount } from "../types/FacetCount";
import type { FacetCounts } from "../types/FacetCounts";
import type { Sort } from "../types/Sort";
import type { Status } from "../types/Status";
import type { Totals } from "../types/Totals";
import type { WhatIf } from "../types/WhatIf";
import { parse, shown, write } from "./points";

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
    missing_max: "0",
    not_applicable: 0,
    not_applicable_by_agency: 0,
    not_applicable_max: "0",
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
  without_lead: ["Chưa có cơ quan chủ trì", (r) => r.scoring === "self" && r.agency_id === null],
  without_responsible: ["Chưa giao trách nhiệm", (r) => r.flags.includes("below_max") && r.responsible.length === 0],
  scored_by_others: ["Hai cơ quan cùng chấm", (r) => r.also_scored_by.length > 0],
  agreed: ["Đã thống nhất", (r) => r.agreed !== null],
  without_evidence: ["Thiếu tài liệu kiểm chứng", (r) => r.state === "scored" && r.evidence.trim() === ""],
  not_reviewed: ["Chưa rà soát", (r) => r.scoring === "self" && r.status === "not_reviewed"],
  awaiting_explanation: ["Chờ giải trình", (r) => r.status === "awaiting_explanation"],
  recoverable: ["Khắc phục được", (r) => parse(r.recoverable ?? "0") > 0],
  overdue: ["Quá hạn", (r) => r.flags.includes("below_max") && r.due !== null && r.due < "2024-12-20"],
  off_scale: ["Điểm không có trong thang điểm", () => false],
  scores_differ: ["Hai cơ quan chấm khác nhau", (r) => r.also_scored_by.some(([, points]) => points !== r.reported)],
};

const below = (code: string, under: string) => code === under || code.startsWith(`${under}.`);

function passes(r: ComponentLoss, filter: Filter): boolean {
  const text = folded(filter.text.trim());
  const { responsible = null, cause = null, status = null, lost_from = null } = filter;
  return (
    filter.facets.every((f) => FACETS[f][1](r)) &&
    (filter.under === null || below(r.code, filter.under)) &&
    (filter.agency === null || r.agency_id === filter.agency) &&
    (responsible === null || r.responsible.some((b) => b.agency === responsible)) &&
    (cause === null || r.cause_id === cause) &&
    (status === null || (r.scoring === "self" && r.status === status)) &&
    (lost_from === null || (r.lost !== null && parse(r.lost) >= parse(lost_from))) &&
    (text === "" || folded(`${r.code} ${r.name}`).includes(text))
  );
}

const KEYS: Partial<Record<Sort["by"], (r: ComponentLoss) => string | null>> = {
  lost: (r) => r.lost, max: (r) => r.max, reported: (r) => r.reported, counted: (r) => r.counted, baseline: (r) => r.baseline,
  change: (r) => r.change, recoverable: (r) => r.recoverable,
};

export function arranged(all: ComponentLoss[], filter: Filter, { by, descending }: Sort): ComponentLoss[] {
  const rows = all.filter((r) => passes(r, filter));
  const key = KEYS[by];
  if (!key) return rows;
  const value = (r: ComponentLoss) => parse(key(r) ?? "0") * (descending ? -1 : 1);
  return rows.sort((a, b) => Number(key(a) === null) - Number(key(b) === null) || value(a) - value(b));
}

/** What narrowing further would leave: facets beside all the filter, the others as if chosen instead. */
export function offers(all: ComponentLoss[], filter: Filter, names: Map<string, string>): FacetCounts {
  function offer<T>(value: T, label: string, without: Partial<Filter>, holds: (r: ComponentLoss) => boolean): FacetCount<T> {
    const rows = all.filter((r) => passes(r, { ...filter, ...without }) && holds(r));
    return { value, label, count: rows.length, lost: totals(rows).lost };
  }
  const unique = <T>(pairs: [T, string][]) => [...new Map(pairs)];
  const bodies = unique(all.flatMap((r): [number, string][] => (r.agency_id === null ? [] : [[r.agency_id, r.agency ?? ""]])));
  const answering = unique(all.flatMap((r) => r.responsible.map((b): [number, string] => [b.agency, b.name])));
  const causes = unique(all.flatMap((r): [number, string][] => (r.cause_id === null ? [] : [[r.cause_id, r.cause_name]])));
  return {
    facets: (Object.keys(FACETS) as Facet[]).map((f) => offer(f, FACETS[f][0], {}, FACETS[f][1])),
    nodes: [...names].filter(([code]) => !all.some((r) => r.code === code))
      .map(([code, name]) => offer(code, name, { under: null }, (r) => below(r.code, code))),
    agencies: bodies.map(([id, name]) => offer(id, name, { agency: null }, (r) => r.agency_id === id)),
    responsible: answering.map(([id, name]) => offer(id, name, { responsible: undefined }, (r) => r.responsible.some((b) => b.agency === id))),
    causes: causes.map(([id, name]) => offer(id, name, { cause: undefined }, (r) => r.cause_id === id)),
    statuses: (Object.keys(STATUSES) as Status[]).map((s) => offer(s, STATUSES[s], { status: undefined }, (r) => r.scoring === "self" && r.status === s)),
    sizes: ["0.1", "0.25", "0.5", "1"].map((size) =>
      offer(size, `Từ ${shown(size)} điểm`, { lost_from: undefined }, (r) => r.lost !== null && parse(r.lost) >= parse(size)),
    ),
  };
}

const STATUSES: Record<Status, string> = {
  not_reviewed: "chưa rà soát", in_review: "đang rà soát", awaiting_explanation: "chờ giải trình", agreed: "đã thống nhất",
  not_applicable: "không áp dụng",
};

export function groups(rows: ComponentLoss[], by: GroupBy, names: Map<string, string>): Group[] {
  const label = (r: ComponentLoss) =>
    by === "field" ? (names.get(r.field) ?? "") : by === "agency" ? (r.agency ?? "") : by === "cause" ? r.cause_name || r.cause : (r.responsible[0]?.name ?? "");
  const labels = [...new Set(rows.map(label))].sort((a, b) => Number(a === "") - Number(b === ""));
  return labels.map((text) => {
    const own = rows.filter((r) => label(r) === text);
    const sum = totals(own);
    return {
      label: text, field: by === "field" ? (own[0]?.field ?? null) : null, agency: null, cause: null, rows: own.map((r) => r.code), totals: sum,
      lost: sum.lost, recoverable: write(own.reduce((n, r) => n + parse(r.recoverable ?? "0"), 0)),
    };
  });
}

export function whatIf(all: ComponentLoss[], ticked: string[], names: Map<string, string>): WhatIf {
  const gain = (r: ComponentLoss) => (ticked.includes(r.code) ? Math.min(parse(r.recoverable ?? "0"), parse(r.lost ?? "0")) : 0);
  const line = (code: string | null, name: string, rows: ComponentLoss[]) => {
    const sum = totals(rows);
    const gained = rows.reduce((n, r) => n + gain(r), 0);
    const counted = parse(sum.counted);
    const part = (n: number) => (parse(sum.self_scored_max) > 0 ? Math.round((n * 10_000) / parse(sum.self_scored_max)) : null);
    return {
      code, name, max: sum.self_scored_max, counted: sum.counted, gained: write(gained), with: write(counted + gained), share: part(counted),
      share_with: part(counted + gained),
    };
  };
  const fields = [...names].filter(([code]) => !code.includes("."));
  return {
    total: line(null, "", all),
    fields: fields.map(([code, name]) => line(code, name, all.filter((r) => r.field === code))),
    without_gain: ticked.filter((code) => all.some((r) => r.code === code && gain(r) === 0)),
  };
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
