// Deadlines, bodies and bộ tiêu chí of the stand-in shell.

import { date } from "../../format";
import type { AgencyHistory } from "../types/AgencyHistory";
import type { CatalogueRow } from "../types/CatalogueRow";
import type { Deadline } from "../types/Deadline";
import type { DeadlineKind } from "../types/DeadlineKind";
import type { Level } from "../types/Level";
import type { Scoring } from "../types/Scoring";
import type { Context } from "./context";
import { parse, write } from "./points";

type Dates = Record<DeadlineKind, string>;

const LABELS: Record<DeadlineKind, string> = {
  self_scores: "Các cơ quan gửi điểm tự chấm",
  briefing: "Báo cáo nhanh UBND tỉnh",
};

const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export const deadlines = (dates: Dates, today: string): Deadline[] =>
  (Object.keys(dates) as DeadlineKind[])
    .map((kind) => ({ kind, label: LABELS[kind], date: dates[kind], days_left: days(today, dates[kind]) }))
    .sort((a, b) => a.days_left - b.days_left);

export function officeCommands(context: Context) {
  const { change, leaves, names, agencies, agencyOf, fail } = context;
  const dates: Dates = { self_scores: "2024-12-25", briefing: "2025-01-10" };
  const leads = new Map<string, number>();
  let histories: AgencyHistory[] = [];

  const leadOf = (code: string, key: string) => leads.get(code) ?? agencyOf(key)?.id ?? null;
  const led = (id: number) => leaves.filter((leaf) => leaf.how === "self" && leadOf(leaf.code, leaf.lead) === id).length;
  const begin = (): AgencyHistory[] =>
    agencies.map(({ id, name, aliases }) => ({
      id, name, names: [{ name, from: null, to: null }], aliases, predecessors: [], successor: null, leads: led(id),
    }));
  const all = () => (histories = histories.length > 0 ? histories.map((h) => ({ ...h, leads: led(h.id) })) : begin());
  const one = (id: unknown) => all().find((h) => h.id === id) ?? fail("unknown_name", "Không có cơ quan này.");
  const write_histories = (sentence: string, next: AgencyHistory[]) => {
    const before = histories;
    change(sentence, () => (histories = before));
    histories = next;
    return `Đã ${sentence}.`;
  };
  const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

  function rows(): CatalogueRow[] {
    return [...names].map(([code, name]) => {
      const leaf = leaves.find((l) => l.code === code);
      const depth = code.split(".").length;
      const below = leaves.filter((l) => l.code.startsWith(`${code}.`));
      return {
        code, name, level: (["field", "criterion", "component"] as Level[])[depth - 1] ?? "component",
        max: leaf?.max ?? write(below.reduce((sum, l) => sum + parse(l.max), 0)),
        scoring: leaf ? (leaf.how as Scoring) : null, lead: leaf ? leadOf(code, leaf.lead) : null, partners: [],
        prior_code: null, prior: leaf ? [{ kind: "published", points: leaf.before }] : [],
        sheet: "Phụ lục 1", cell: `C${[...names.keys()].indexOf(code) + 7}`,
      };
    });
  }

  return {
    dates,
    commands: {
      set_deadline: (args: Record<string, unknown>) => {
        const kind = args.deadline as DeadlineKind;
        const before = dates[kind];
        const said = `dời hạn “${LABELS[kind]}” từ ${date(before)} sang ${date(args.date as string)}`;
        change(said, () => (dates[kind] = before));
        dates[kind] = args.date as string;
        return `Đã ${said}.`;
      },
      catalogue: rows,
      set_lead: (args: Record<string, unknown>) => {
        const [code, to] = [args.code as string, args.agency as number];
        const before = leads.get(code);
        const said = `giao tiêu chí ${code} cho ${agencies.find((a) => a.id === to)?.name ?? ""}`;
        change(said, () => (before === undefined ? leads.delete(code) : leads.set(code, before)));
        leads.set(code, to);
        return `Đã ${said}.`;
      },
      agency_histories: all,
      rename_agency: (args: Record<string, unknown>) => {
        const body = one(args.agency);
        const [name, since] = [args.name as string, args.since as string];
        const names = [{ name, from: since, to: null }, ...body.names.map((n) => (n.to === null ? { ...n, to: dayBefore(since) } : n))];
        const aliases = [...body.aliases, body.name ?? ""];
        return write_histories(`đổi tên ${body.name ?? ""} thành ${name} từ ngày ${date(since)}`,
          all().map((h) => (h.id === body.id ? { ...h, names, aliases, name: since <= "2024-12-31" ? name : h.name } : h)));
      },
      merge_agencies: (args: Record<string, unknown>) => {
        const since = args.since as string;
        const [gone] = args.predecessors as number[];
        const [from, into] = [one(gone), one(args.successor)];
        const succession = (of: AgencyHistory) => ({ agency: of.id, name: of.name ?? "", since });
        return write_histories(`sáp nhập ${from.name ?? ""} vào ${into.name ?? ""} từ ngày ${date(since)}`,
          all().map((h) => h.id === from.id ? { ...h, successor: succession(into) }
            : h.id === into.id ? { ...h, predecessors: [...h.predecessors, succession(from)] } : h));
      },
    },
  };
}
