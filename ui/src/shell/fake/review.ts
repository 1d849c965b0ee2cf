// Rà soát of the stand-in shell: rows, rulings, causes and scenarios in one value, so that undo is the value before.

import { arranged, groups, offers, totals, whatIf } from "./losses";
import { parse, shown, write } from "./points";
import type { Cause } from "../types/Cause";
import type { Code } from "../types/Code";
import type { ComponentLoss } from "../types/ComponentLoss";
import type { Conflict } from "../types/Conflict";
import type { Criterion } from "../types/Criterion";
import type { Decision } from "../types/Decision";
import type { Failure } from "../types/Failure";
import type { Review } from "../types/Review";
import type { ReviewAsked } from "../types/ReviewAsked";
import type { ReviewRow } from "../types/ReviewRow";
import type { Scenario } from "../types/Scenario";
import type { Status } from "../types/Status";
import type { StatusEvent } from "../types/StatusEvent";
import type { Submission } from "../types/Submission";
import type { Verdict } from "../types/Verdict";

interface State {
  decisions: Record<Code, Decision>;
  events: Record<Code, StatusEvent[]>;
  causes: Cause[];
  scenarios: Scenario[];
  chosen: Record<Code, { agency: number; reason: string; decided_at: string }>;
}

/** What the rest of the stand-in lends. */
interface Book {
  components: () => ComponentLoss[];
  names: Map<string, string>;
  submissions: () => (Submission & { row: (code: Code) => { points: string | null; cell: string | null; raw: string; sheet: string } | undefined })[];
  now: () => string;
  change: (sentence: string, revert: () => void, again: () => void) => void;
}

export const NO_DECISION: Decision = {
  agreed: null, reason: "", cause: "", remedy: "", due: null, cause_id: null, responsible: [], recoverable: null,
  likelihood: null, notes: "", asked: "", answer_by: null,
};

const CAUSES = ["Chưa hoàn thành nhiệm vụ trong năm", "Chậm ban hành văn bản", "Thiếu tài liệu kiểm chứng", "Hạ tầng kỹ thuật chưa đáp ứng", "Chưa bố trí kinh phí"];
const WORDS: Record<Status, string> = {
  not_reviewed: "chưa rà soát", in_review: "đang rà soát", awaiting_explanation: "chờ giải trình", agreed: "đã thống nhất",
  not_applicable: "không áp dụng",
};

const fail = (code: string, message: string): never => {
  throw { code, message } satisfies Failure;
};

export function reviewing(book: Book) {
  let state: State = {
    decisions: {}, events: {}, scenarios: [], chosen: {}, causes: CAUSES.map((name, i) => ({ id: i + 1, name, retired: false })),
  };

  function set(sentence: string, next: Partial<State>): string {
    const [before, after] = [state, { ...state, ...next }];
    book.change(sentence, () => (state = before), () => (state = after));
    state = after;
    return `Đã ${sentence}.`;
  }

  const known = (code: Code) => book.components().find((c) => c.code === code) ?? fail("unknown_criterion", `Không có tiêu chí ${code} trong sổ này.`);
  const event = (code: Code, status: Status, reason: string) => ({
    ...state.events, [code]: [...(state.events[code] ?? []), { at: book.now(), status, reason }],
  });

  function rule(code: Code, verdict: Verdict, given: Decision | null): string {
    const row = known(code);
    const decision = { ...(given ?? state.decisions[code] ?? NO_DECISION) };
    if (verdict === "accept") decision.agreed = row.reported;
    if (verdict === "not_applicable") decision.agreed = null;
    if (decision.agreed !== null && parse(decision.agreed) > parse(row.max))
      fail("out_of_range", `Tiêu chí ${code}: điểm thống nhất phải từ 0 đến ${shown(row.max)}.`);
    const adjusted = decision.agreed !== null && decision.agreed !== row.reported;
    if ((adjusted || verdict === "adjust" || verdict === "not_applicable") && decision.reason.trim() === "")
      fail("reason_required", `Tiêu chí ${code}: phải ghi lý do.`);
    if (verdict === "send_back" && decision.asked.trim() === "") fail("question_required", `Tiêu chí ${code}: phải ghi nội dung đề nghị giải trình.`);
    const agreed = decision.agreed;
    const status: Status =
      verdict === "send_back" ? "awaiting_explanation" : verdict === "not_applicable" ? "not_applicable"
        : agreed !== null && (verdict !== "record" || agreed !== row.agreed) ? "agreed" : agreed === null && row.status !== "awaiting_explanation" ? "in_review" : row.status;
    const sentence =
      verdict === "send_back" ? `gửi lại tiêu chí ${code} để giải trình`
        : verdict === "not_applicable" ? `xác định tiêu chí ${code} không áp dụng`
          : agreed === null ? `ghi nhận xét tiêu chí ${code}`
            : adjusted && row.reported !== null ? `điều chỉnh tiêu chí ${code} từ ${shown(row.reported)} ${parse(agreed) < parse(row.reported) ? "xuống" : "lên"} ${shown(agreed)} điểm`
              : `thống nhất tiêu chí ${code}: ${shown(agreed)} điểm`;
    const events = status === row.status ? state.events : event(code, status, verdict === "send_back" ? decision.asked : decision.reason);
    return set(sentence, { decisions: { ...state.decisions, [code]: decision }, events });
  }

  const row = (c: ComponentLoss): ReviewRow => ({
    code: c.code, name: c.name, scoring: c.scoring, agency: c.agency, agency_id: c.agency_id, max: c.max, baseline: c.baseline,
    reported: c.reported, agreed: c.agreed, counted: c.counted, lost: c.lost, change: c.change, change_share: c.change_share, state: c.state,
    flags: c.flags, status: c.status, reopened: c.status === "in_review" && c.agreed !== null,
    cause: [c.cause_name, c.cause].filter(Boolean).join(": "), responsible: c.responsible.map((r) => r.name), due: c.due,
    overdue: c.due !== null && c.due < "2024-12-20", recoverable: c.recoverable,
    gain: write(Math.min(parse(c.recoverable ?? "0"), parse(c.lost ?? "0"))),
  });

  function conflict(c: ComponentLoss): Conflict | null {
    const [other] = c.also_scored_by;
    if (!other || !c.source || c.agency_id === null) return null;
    const choice = state.chosen[c.code] ?? null;
    const side = { evidence: c.evidence, explanation: c.explanation, state: "scored" as const, source: c.source };
    return {
      code: c.code, name: c.name, max: c.max, lead: c.agency, differ: other[1] !== c.reported, choice,
      sides: [
        { ...side, agency: c.agency_id, name: c.agency ?? "", leads: true, counts: choice === null || choice.agency === c.agency_id, points: c.reported },
        { ...side, agency: 2, name: other[0], leads: false, counts: choice?.agency === 2, points: other[1], evidence: "", explanation: "" },
      ],
    };
  }

  function criterion(code: Code): Criterion {
    const c = known(code);
    const own = book.submissions().filter((s) => s.agency === c.agency_id);
    const revisions = own.flatMap((s) => {
      const said = s.row(code);
      if (!said?.cell) return [];
      return [{
        agency: s.agency, name: s.agency_name, revision: s.revision, applied_at: s.applied_at, withdrawn: s.withdrawn,
        state: said.points === null ? ("blank" as const) : ("scored" as const), points: said.points, evidence: c.evidence, explanation: c.explanation,
        source: { file: s.file, sha256: s.sha256, sheet: said.sheet, cell: said.cell, raw: said.raw, correction: null },
      }];
    });
    return {
      row: c, reopened: row(c).reopened, conflict: conflict(c),
      history: [{
        year: 2024, code, name: c.name, max: c.max, prior: c.baseline === null ? [] : [{ kind: "published", points: c.baseline }], revisions,
        agreed: c.agreed, events: state.events[code] ?? [],
      }],
    };
  }

  const taken = (name: string, own?: number) => {
    if (name.trim() === "") fail("name_required", "Phải ghi tên.");
    if (state.causes.some((c) => c.name === name.trim() && c.id !== own)) fail("name_taken", `Đã có “${name.trim()}”.`);
    return name.trim();
  };
  const cause = (id: unknown) => state.causes.find((c) => c.id === id) ?? fail("unknown_name", "Không có nguyên nhân này.");

  const commands: Record<string, (args: Record<string, unknown>) => unknown> = {
    review_rows: () => book.components().map(row),
    review: ({ asked }) => {
      const { filter, sort, group } = asked as ReviewAsked;
      const all = book.components();
      const rows = arranged(all, filter, sort);
      return {
        codes: rows.map((r) => r.code), groups: group === null ? [] : groups(rows, group, book.names), totals: totals(rows),
        recoverable: write(rows.reduce((n, r) => n + parse(r.recoverable ?? "0"), 0)), offers: offers(all, filter, book.names),
      } satisfies Review;
    },
    criterion: ({ code }) => criterion(code as Code),
    open_original: () => "Đang mở bản gốc “so-noi-vu.xlsx” (bản chỉ đọc).",
    save_original: () => "Đã lưu bản gốc vào “ban-goc.xlsx”.",
    rule: ({ code, verdict, decision }) => rule(code as Code, verdict as Verdict, decision as Decision | null),
    set_status: ({ code, status, reason }) =>
      set(`chuyển tiêu chí ${String(code)} sang “${WORDS[status as Status]}”`, { events: event(code as Code, status as Status, reason as string) }),
    choose_score: ({ code, agency, reason }) => {
      if ((reason as string).trim() === "") fail("reason_required", `Tiêu chí ${String(code)}: phải ghi lý do.`);
      const chosen = { agency: agency as number, reason: reason as string, decided_at: book.now() };
      return set(`chọn điểm tiêu chí ${String(code)}`, { chosen: { ...state.chosen, [code as Code]: chosen } });
    },
    causes: () => state.causes,
    add_cause: ({ name }) => {
      const words = taken(name as string);
      return set(`thêm nguyên nhân “${words}”`, { causes: [...state.causes, { id: state.causes.length + 1, name: words, retired: false }] });
    },
    rename_cause: ({ id, name }) => {
      const words = taken(name as string, id as number);
      return set(`sửa nguyên nhân “${cause(id).name}” thành “${words}”`, { causes: state.causes.map((c) => (c.id === id ? { ...c, name: words } : c)) });
    },
    retire_cause: ({ id, retired }) =>
      set(`${retired ? "ngừng dùng" : "dùng lại"} nguyên nhân “${cause(id).name}”`, {
        causes: state.causes.map((c) => (c.id === id ? { ...c, retired: retired as boolean } : c)),
      }),
    what_if: ({ ticked }) => whatIf(book.components(), ticked as Code[], book.names),
    scenarios: () => state.scenarios,
    save_scenario: ({ scenario }) => {
      const kept = scenario as Scenario;
      return set(`lưu phương án “${kept.name}”`, { scenarios: [...state.scenarios.filter((s) => s.name !== kept.name), kept] });
    },
    drop_scenario: ({ name }) => set(`xóa phương án “${String(name)}”`, { scenarios: state.scenarios.filter((s) => s.name !== name) }),
  };

  return {
    commands,
    rule,
    decision: (code: Code): Decision => state.decisions[code] ?? NO_DECISION,
    decided: (code: Code): boolean => code in state.decisions,
    newest: (code: Code): StatusEvent | undefined => state.events[code]?.at(-1),
    causeName: (id: number | null): string => state.causes.find((c) => c.id === id)?.name ?? "",
    chosen: (code: Code): boolean => code in state.chosen,
  };
}
