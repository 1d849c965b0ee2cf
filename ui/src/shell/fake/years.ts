// Years and the crosswalk of the stand-in shell: what `scorebook::crosswalk` and `roll_over` do.

import type { Comparison } from "../types/Comparison";
import type { Crosswalk } from "../types/Crosswalk";
import type { Link } from "../types/Link";
import type { LinkLeaf } from "../types/LinkLeaf";
import type { LinkRow } from "../types/LinkRow";
import type { RollOver } from "../types/RollOver";
import type { Context } from "./context";
import { parse, write } from "./points";

const FIRST = 2024;

export function yearCommands({ change, fail, leaves, names }: Context) {
  let [all, at] = [[FIRST], FIRST];
  let decided: Link[] = [];
  let fromFile = false;

  const earlier = (): LinkLeaf[] => leaves.map(({ code, max }) => ({ code, max, name: names.get(code) ?? "" }));
  /** A new bộ tiêu chí: one criterion worth more, one with other words, the last one gone. */
  const later = (): LinkLeaf[] =>
    !fromFile ? earlier() : earlier().slice(0, -1).map((leaf, i) =>
      i === 1 ? { ...leaf, max: write(parse(leaf.max) + 5000) } : i === 2 ? { ...leaf, name: `${leaf.name} (sửa đổi)` } : leaf);

  function links(): Link[] {
    const open = (side: "earlier" | "later", code: string) => !decided.some((link) => link[side].includes(code));
    const before = new Map(earlier().filter((l) => open("earlier", l.code)).map((l) => [l.code, l]));
    const proposed = later().filter((l) => open("later", l.code)).map((leaf): Link => {
      const old = before.get(leaf.code);
      before.delete(leaf.code);
      const kind = !old ? "new" : old.max !== leaf.max ? "reweighted" : old.name !== leaf.name ? "renamed" : "same";
      return { kind, earlier: old ? [old.code] : [], later: [leaf.code], decided: false, note: "" };
    });
    const dropped = [...before.keys()].map((code): Link => ({ kind: "dropped", earlier: [code], later: [], decided: false, note: "" }));
    return [...decided, ...proposed, ...dropped];
  }

  const isSure = (link: Link) => !link.decided && (link.kind === "same" || link.kind === "reweighted");

  function comparison(link: Link): Comparison | null {
    if (link.later.length === 0) return null;
    if (link.kind === "reweighted") return "share";
    return link.kind === "same" || (link.kind === "renamed" && link.decided) ? "points" : "none";
  }

  function crosswalk(): Crosswalk | null {
    if (at === FIRST) return null;
    const [before, after] = [earlier(), later()];
    const pick = (codes: string[], of: LinkLeaf[]) => of.filter((leaf) => codes.includes(leaf.code));
    const place = (link: Link) => {
      const index = after.findIndex((l) => l.code === link.later[0]);
      return index < 0 ? after.length + before.findIndex((l) => l.code === link.earlier[0]) : index;
    };
    const rows = links().sort((a, b) => place(a) - place(b)).map((link): LinkRow => ({
      kind: link.kind, decided: link.decided, sure: isSure(link), note: link.note, comparison: comparison(link),
      earlier: pick(link.earlier, before), later: pick(link.later, after),
    }));
    const count = (of: Comparison) => rows.filter((row) => row.comparison === of).length;
    return {
      earlier_year: at - 1, later_year: at, rows, undecided: rows.filter((row) => !row.decided).length,
      sure: rows.filter((row) => row.sure).length,
      in_points: count("points"), as_share: count("share"), not_compared: count("none"), earlier: before, later: after,
    };
  }

  function foresee(): RollOver {
    const kinds = links().map((link) => link.kind);
    return {
      year: at + 1, file: fromFile ? "Bo tieu chi 2025.xlsx" : "Phu luc bo tieu chi 2024.xlsx", criteria: later().length,
      max: "100", self_scored_max: "64.5",
      links: [...new Set(kinds)].map((kind) => ({ kind, count: kinds.filter((k) => k === kind).length })),
      leads_given: 0, leads_carried: 44, without_lead: 1, baselines_carried: 41,
      agencies: ["Sở Nội vụ", "Văn phòng UBND tỉnh", "Sở Tư pháp", "Sở Tài chính"], problems: [], possible: true,
    };
  }

  return {
    year: () => at,
    years: () => all,
    turn: (year: number) => (at = all.includes(year) ? year : fail("unknown_name", `Sổ không có năm ${year}.`)),
    commands: {
      foresee_year: (args: Record<string, unknown>) => ((fromFile = Boolean(args.fromFile)), foresee()),
      begin_year: () => {
        at += 1;
        all = [...all, at];
        return `Đã mở năm ${at}.`;
      },
      crosswalk,
      accept_sure_links: () => {
        const [before, sure] = [decided, links().filter(isSure)];
        const said = `nhận ${sure.length} đề xuất chắc chắn của bảng đối chiếu`;
        change(said, () => (decided = before));
        decided = [...decided, ...sure.map((link) => ({ ...link, decided: true }))];
        return `Đã ${said}.`;
      },
      decide_link: (args: Record<string, unknown>) => {
        const link = args.link as Link;
        const sound = { same: [1, 1], renamed: [1, 1], reweighted: [1, 1], new: [0, 1], dropped: [1, 0] } as Record<string, number[]>;
        const wanted = sound[link.kind];
        if (wanted && (wanted[0] !== link.earlier.length || wanted[1] !== link.later.length))
          fail("bad_link", "Cách đối chiếu này không hợp với số tiêu chí đã chọn ở hai năm.");
        const before = decided;
        const said = `đối chiếu ${link.earlier.join(", ")} năm trước với ${link.later.join(", ")}`;
        change(said, () => (decided = before));
        const touches = (other: Link) =>
          other.earlier.some((c) => link.earlier.includes(c)) || other.later.some((c) => link.later.includes(c));
        decided = [...decided.filter((other) => !touches(other)), { ...link, decided: true }];
        return `Đã ${said}.`;
      },
    },
  };
}
