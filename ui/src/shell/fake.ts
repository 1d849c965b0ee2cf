// A stand-in for the shell, in memory, with a made-up province. For tests and for a plain browser; never in
// the production bundle (see `main.ts`).

import { AGENCIES, CATALOGUE, EVIDENCE, EXPLANATION } from "./fake/catalogue";
import { charts } from "./fake/charts";
import { understand } from "./fake/corrections";
import { sixFiles } from "./fake/files";
import { journalCommands, type Logged } from "./fake/journal";
import { large, LARGE_ROWS, largeTexts } from "./fake/large";
import { totals, tree } from "./fake/losses";
import { deadlines, officeCommands } from "./fake/office";
import { page } from "./fake/page";
import { parse, shown, write } from "./fake/points";
import { difference } from "./fake/questions";
import { NO_DECISION, reviewing } from "./fake/review";
import { pasted, texts } from "./fake/sheets";
import { yearCommands } from "./fake/years";
import type { Transport } from "./transport";
import type { BaselineKind } from "./types/BaselineKind";
import type { BriefingForm } from "./types/BriefingForm";
import type { BriefingInfo } from "./types/BriefingInfo";
import type { CataloguePreview } from "./types/CataloguePreview";
import type { ComponentLoss } from "./types/ComponentLoss";
import type { Correction } from "./types/Correction";
import type { CriterionChoice } from "./types/CriterionChoice";
import type { Failure } from "./types/Failure";
import type { FilePreview } from "./types/FilePreview";
import type { Flag } from "./types/Flag";
import type { Overview } from "./types/Overview";
import type { RememberedAnswer } from "./types/RememberedAnswer";
import type { SourceRows } from "./types/SourceRows";
import type { StoreInfo } from "./types/StoreInfo";
import type { Submission } from "./types/Submission";

export interface FakeOptions {
  /** "welcome": no store; "sample": only the catalogue; "pending": six files wait; "taken": five are in;
   * "frozen": and the figures are frozen; "revised": five are in and one of them is sent again; "large": one
   * file of 5,000 rows and 40 columns waits; "reading": files are being read. */
  start?: string;
}

interface Taken extends Submission {
  preview: FilePreview;
}

const fail = (code: string, message: string): never => {
  throw { code, message } satisfies Failure;
};

export function fakeTransport(options: FakeOptions = {}): Transport {
  const names = new Map<string, string>();
  const leaves: { code: string; max: string; how: string; lead: string; before: string }[] = [];
  for (const line of CATALOGUE.trim().split("\n")) {
    const [code = "", name = "", max, how = "", lead = "", before = ""] = line.split("|");
    names.set(code, name);
    if (max !== undefined) leaves.push({ code, max, how, lead, before });
  }
  const agencies = AGENCIES.map((a, i) => ({ id: i + 1, name: a.name, aliases: [...a.aliases] }));
  const agencyOf = (key: string) => agencies[AGENCIES.findIndex((a) => a.key === key)];

  let open = false;
  let pending: FilePreview[] = [];
  let taken: Taken[] = [];
  /** What the officer changed of each waiting file, and the files as they were read. */
  const given = new Map<number, Correction[]>();
  const read = new Map<number, FilePreview>();
  let memory: RememberedAnswer[] = [
    { agency: "Sở Tư pháp", layout: "TT | Nội dung | Điểm chuẩn | Điểm chấm | Điểm thẩm định | Ghi chú", text: "cột D là “Điểm tự chấm”", key: "1" },
    { agency: "Văn phòng UBND tỉnh", layout: "Số TT | Tiêu chí, tiêu chí thành phần | Thang điểm | Năm 2023 | Điểm tự đánh giá", text: "cột F dùng dấu phẩy làm dấu thập phân", key: "2" },
  ];
  let stopReading = (): void => undefined;
  let kind: BaselineKind = "published";
  let snapshot: { code: string; at: string; changes: number } | null = null;
  let changes = 0;
  let clock = Date.UTC(2024, 11, 20, 9, 30);
  interface Done {
    sentence: string;
    revert: () => void;
    /** Makes it again; what came from a file cannot be. */
    again?: () => void;
  }
  const done: Done[] = [];
  let takenBack: Done[] = [];
  let form: BriefingForm = {
    number: null, date: null, place: "Sông Mây", parent_body: "UBND tỉnh Sông Mây", body: "Sở Nội vụ",
    symbol: "BC-SNV", addressee: "Ủy ban nhân dân tỉnh Sông Mây", signer_authority: null, signer_title: "GIÁM ĐỐC",
    signer_name: "", recipients: ["Như trên", "CT, các PCT UBND tỉnh", "VP UBND tỉnh", "Lưu: VT, CCHC"],
    basis: "Thực hiện Công văn số … ngày … tháng … năm … của Ủy ban nhân dân tỉnh về việc triển khai xác định Chỉ số cải cách hành chính của tỉnh trong năm 2024",
    remarks_progress: "", remarks_result: "", remarks_losses: "", left_out: [], sections_left_out: [], grouping: null, scenario: null, remarks: "",
    responsibility: "", target: null, last_index: null, last_rank: null, last_mean: null, long: false,
  };

  const now = () => new Date(clock).toISOString().slice(0, 19);
  const change = (sentence: string, revert: () => void, again?: () => void) => {
    clock += 7 * 60_000;
    changes += 1;
    done.push({ sentence, revert, again });
    takenBack = [];
    log.push({ at: now(), sentence, undone_by: null });
  };
  const log: Logged[] = [{ at: "2024-12-02T08:00:00", sentence: "lập sổ năm 2024", undone_by: null }];
  const context = { change, fail, leaves, names, agencies, agencyOf, today: "2024-12-20" };
  const years = yearCommands(context);
  const office = officeCommands(context);
  const reviewed = reviewing({
    components: () => components(), names, now, change,
    submissions: () => taken.map((t) => ({ ...t, row: (code) => t.preview.row_list.find((r) => r.criterion === code) })),
  });

  const store = (): StoreInfo => ({
    file: "du-lieu-mau-2024.sodiem",
    year: years.year(),
    years: years.years(),
    baseline_year: years.year() - 1,
    baseline_kind: kind,
    baseline_kinds: ["published", "self"],
    province: "tỉnh Sông Mây",
    is_sample: true,
    last_saved: now(),
    undoable: done.at(-1)?.sentence ?? null,
    redoable: takenBack.at(-1)?.sentence ?? null,
    snapshot: snapshot?.code ?? null,
  });

  const current = (agency: number | undefined) =>
    taken.filter((t) => t.agency === agency && t.current && !t.withdrawn).at(-1);

  function component({ code, max, how, lead, before }: (typeof leaves)[number]): ComponentLoss {
    const agency = agencyOf(lead);
    const submission = current(agency?.id);
    const row = submission?.preview.row_list.find((r) => r.criterion === code);
    const self = how === "self";
    const decision = reviewed.decision(code);
    const event = reviewed.newest(code);
    const reported = self && row?.bucket === "scored" ? row.points : null;
    const counted = decision.agreed ?? reported;
    const baseline = kind === "self" && self ? write(Math.min(parse(max), parse(before) + 1250)) : before;
    const lost = counted === null ? null : write(parse(max) - parse(counted));
    const moved = counted === null ? null : write(parse(counted) - parse(baseline));
    const flags: Flag[] = [];
    if (lost !== null && parse(lost) > 0) flags.push("below_max");
    if (counted === "0") flags.push("total_loss");
    if (moved !== null && parse(moved) < 0) flags.push("decreased");
    return {
      code, name: names.get(code) ?? "", field: code.split(".")[0] ?? "", max,
      scoring: how as ComponentLoss["scoring"],
      agency: agency?.name ?? null, agency_id: agency?.id ?? null, baseline, reported, agreed: decision.agreed,
      counted, lost, change: moved,
      state: !self ? "not_self_scored" : reported !== null ? "scored" : row?.bucket === "blank" ? "blank" : "missing",
      flags,
      source: submission && row?.cell
        ? { file: submission.file, sha256: submission.sha256, sheet: row.sheet, cell: row.cell, raw: row.raw, correction: null }
        : null,
      evidence: submission ? (EVIDENCE[code] ?? "") : "",
      explanation: submission ? (EXPLANATION[code] ?? "") : "",
      reason: decision.reason, cause: decision.cause, remedy: decision.remedy, due: decision.due,
      also_scored_by: code === "7.2.1" && current(2) ? [["Văn phòng UBND tỉnh", "1"]] : [],
      status: event?.status ?? (reviewed.decided(code) ? "in_review" : "not_reviewed"),
      status_reason: event?.reason ?? "", status_at: event?.at ?? null, cause_id: decision.cause_id, cause_name: reviewed.causeName(decision.cause_id),
      responsible: decision.responsible.map((r) => ({ ...r, name: agencies.find((a) => a.id === r.agency)?.name ?? "", share: 0 })),
      recoverable: decision.recoverable, likelihood: decision.likelihood, notes: decision.notes,
      asked: decision.asked, answer_by: decision.answer_by, score_chosen: reviewed.chosen(code), off_scale: false,
      comparison: "points", baseline_max: null, change_share: null,
    };
  }
  const components = () => leaves.map(component);

  function take(preview: FilePreview): string {
    const id = Math.max(0, ...taken.map((t) => t.id)) + 1;
    const before = taken;
    const wait = pending;
    const revision = taken.filter((t) => t.agency === preview.agency).length + 1;
    const agency_name = preview.agency_name ?? "";
    const said = `ghi bản tự chấm lần ${revision} của ${agency_name} từ tệp “${preview.file}”`;
    change(said, () => {
      taken = before;
      pending = wait;
    });
    taken = [
      ...taken.map((t) => (t.agency === preview.agency ? { ...t, current: false } : t)),
      {
        id, agency: preview.agency ?? 0, agency_name, revision, file: preview.file,
        sha256: `${id}f2c41e07ab93d5580c6e21f4b7a9d01833e65bc2f09d41a7cb58e2604f7a91d`, applied_at: now(),
        current: true, withdrawn: false, scored: preview.rows.scored, blank: preview.rows.blank,
        problems: preview.problems.filter((p) => p.severity !== "note").length, origin: null, preview,
      },
    ];
    pending = pending.filter((p) => p.id !== preview.id);
    return `Đã ghi “${preview.file}” vào sổ, lần ${revision}.`;
  }

  const one = (id: unknown) => pending.find((p) => p.id === id) ?? fail("no_such_file", "Tệp này không còn trong danh sách chờ. Hãy chọn lại tệp.");

  /** Understands a waiting file anew after a change to its corrections. */
  function anew(id: unknown, change: (corrections: Correction[]) => Correction[]): FilePreview {
    const now = one(id);
    const base = read.get(now.id) ?? now;
    read.set(now.id, base);
    const corrections = change(given.get(now.id) ?? []);
    given.set(now.id, corrections);
    const next = understand(base, corrections, agencies, names);
    pending = pending.map((p) => (p.id === now.id ? next : p));
    return next;
  }

  function sourceRows(sha256: string, cell: string): SourceRows | null {
    const submission = taken.find((t) => t.sha256 === sha256);
    if (!submission) return null;
    const table = submission.preview.tables[0];
    const columns = table?.columns.map((c) => c.letter) ?? [];
    const rows = submission.preview.row_list;
    const at = rows.findIndex((r) => r.cell === cell);
    return {
      columns,
      rows: rows.slice(Math.max(0, at - 2), at + 3).map((r) => ({
        number: r.row,
        cells: (table?.columns ?? []).map((c) =>
          c.role === "code" ? r.code : c.role === "name" ? r.name : c.role === "score" ? r.raw
            : c.role === "max" ? shown(leaves.find((l) => l.code === r.criterion)?.max ?? "")
            : c.role === "evidence" ? (EVIDENCE[r.criterion ?? ""] ?? "")
            : c.role === "explanation" ? (EXPLANATION[r.criterion ?? ""] ?? "") : "",
        ),
        marked: r.cell === cell ? (table?.columns.findIndex((c) => c.role === "score") ?? null) : null,
      })),
    };
  }

  let drawings = 0;
  const info = (): BriefingInfo | null =>
    snapshot && {
      snapshot: snapshot.code,
      taken_at: snapshot.at,
      baseline: "published",
      stale: snapshot.changes !== changes,
      changed:
        snapshot.changes === changes
          ? []
          : [{ code: "1.1.1", name: "Ban hành kế hoạch cải cách hành chính năm", what: "thống nhất", before: "", now: "0,50" }],
      kind: "briefing",
      title: "báo cáo nhanh",
      per_agency: false,
      agencies: [],
      agency: null,
      drawing: 0,
      scenarios: ["Khắc phục trước 31/12"],
      has_table: true,
      pages: [0, 1, 2].map(() => ({ width_mm: 210, height_mm: 297 }))
        .concat([0, 1, 2, 3].map(() => ({ width_mm: 297, height_mm: 210 }))),
    };

  function overview(): Overview {
    const all = components();
    const sums = totals(all);
    return {
      deadlines: deadlines(office.dates, context.today),
      agencies: agencies.map(({ id, name }) => {
        const submission = current(id);
        const sum = totals(all.filter((c) => c.agency_id === id));
        return {
          id,
          status: {
            name, applied_at: submission?.applied_at ?? null, revision: submission?.revision ?? null,
            file: submission?.file ?? null, leads: sum.self_scored, scored: sum.scored,
            problems: submission?.problems ?? 0,
          },
          totals: sum,
        };
      }),
      totals: sums,
      share: Math.round((parse(sums.counted) * 10_000) / parse(sums.self_scored_max)),
      survey_max: totals(all.filter((c) => c.scoring === "survey")).max,
      central_max: totals(all.filter((c) => c.scoring === "central")).max,
      fields: tree(all, names).filter((n) => n.depth === 1),
      largest: all
        .filter((c) => c.lost !== null && parse(c.lost) > 0)
        .sort((a, b) => parse(b.lost ?? "0") - parse(a.lost ?? "0"))
        .slice(0, 10),
    };
  }

  const catalogue = (year: number): CataloguePreview => ({
    file: "Phu luc bo tieu chi 2024.xlsx", year, is_sample: false, province: null, fields: 8,
    criteria: [...names.keys()].filter((c) => c.split(".").length === 2).length, components: leaves.length,
    max: "100", self_scored_max: "64.5", agencies: AGENCIES.map((a) => a.name),
    tables: [{
      sheet: "Phụ lục 1", header: "4–5",
      columns: [
        { letter: "A", heading: "STT", role: "code", role_text: "Mã" },
        { letter: "B", heading: "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", role: "name", role_text: "Tên tiêu chí" },
        { letter: "C", heading: "Điểm tối đa", role: "max", role_text: "Điểm tối đa" },
        { letter: "D", heading: "Hình thức đánh giá", role: "scoring", role_text: "Hình thức đánh giá" },
        { letter: "E", heading: "Cơ quan chủ trì", role: "lead", role_text: "Cơ quan chủ trì" },
        { letter: "F", heading: "Kết quả 2023", role: "prior_published", role_text: "Năm trước, công bố" },
      ],
    }],
    problems: [
      { severity: "warning", code: "parent_sum_differs", sheet: "Phụ lục 1", cell: "C48", message: "4.2: điểm tối đa ghi 3,50, các mục con cộng lại được 3,00. Hãy kiểm tra lại bộ tiêu chí." },
      { severity: "note", code: "scoring_unclear", sheet: "Phụ lục 1", cell: "D97", message: "Tiêu chí 7.4.2: chưa ghi hình thức đánh giá; tạm coi là tự chấm." },
    ],
    usable: true,
  });

  const commands: Record<string, (args: Record<string, unknown>) => unknown> = {
    app_state: () => (open ? store() : null),
    open_store: () => fail("not_a_store", "“bang-diem.sodiem” không phải là sổ điểm của chương trình này. Hãy chọn tệp .sodiem khác."),
    pick_catalogue: ({ year }) => catalogue(year as number),
    create_store: () => ((open = true), store()),
    open_sample: () => ((open = true), store()),
    undo: () => {
      const last = done.pop();
      last?.revert();
      if (last) {
        changes += 1;
        const taken = log.findLast((entry) => entry.sentence === last.sentence && entry.undone_by === null);
        if (taken) taken.undone_by = log.length + 1;
        log.push({ at: now(), sentence: `hoàn tác: ${last.sentence}`, undone_by: null });
      }
      takenBack = last?.again ? [...takenBack, last] : [];
      return last?.sentence ?? null;
    },
    redo: () => {
      const last = takenBack.at(-1);
      takenBack = takenBack.slice(0, -1);
      last?.again?.();
      if (last) done.push(last);
      return last?.sentence ?? null;
    },
    set_baseline_kind: (args) => {
      const before = kind;
      kind = args.kind as BaselineKind;
      change("đổi kết quả năm trước dùng để so sánh", () => (kind = before));
      return store();
    },
    overview,
    charts: () => charts(components()),
    ...years.commands,
    ...office.commands,
    ...journalCommands(log),
    turn_to: ({ year }) => (years.turn(year as number), store()),
    agencies: () => agencies,
    pick_files: () => ((pending = pending.length ? pending : sixFiles().slice(2, 3)), pending),
    pick_sample_files: () => ((pending = sixFiles()), pending),
    pending_files: () => pending,
    set_agency: ({ id, agency }) => anew(id, (all) => [...all, { kind: "agency", agency: agency as number }]),
    sheet_rows: ({ id, sheet, from, count }) => {
      const file = one(id);
      const rows = file.sheets[0]?.rows === LARGE_ROWS ? largeTexts(from as number, count as number) : texts(file, sheet as string);
      return file.sheets[0]?.rows === LARGE_ROWS ? rows : rows.slice(from as number, (from as number) + Math.min(500, count as number));
    },
    correct_file: ({ id, correction }) => {
      const said = correction as Correction;
      if ("reason" in said && said.reason.trim() === "") fail("correction_needs_reason", "Sửa điểm hoặc bỏ một dòng thì phải ghi lý do.");
      return anew(id, (all) => [...all, said]);
    },
    uncorrect_file: ({ id, index }) => anew(id, (all) => all.filter((_, i) => i !== index)),
    criteria: () => leaves.map(({ code, max }) => ({ code, max, name: names.get(code) ?? "" }) satisfies CriterionChoice),
    remembered_answers: () => memory,
    forget_answer: ({ key }) => {
      const gone = memory.find((m) => m.key === key) ?? fail("plan_outdated", "Lựa chọn này không còn được nhớ.");
      const before = memory;
      change(`quên lựa chọn của ${gone.agency}: ${gone.text}`, () => (memory = before));
      memory = memory.filter((m) => m.key !== key);
      return `Đã quên lựa chọn của ${gone.agency}: ${gone.text}.`;
    },
    paste_table: ({ text }) => {
      const id = Math.max(0, ...pending.map((p) => p.id)) + 1;
      pending = [...pending, pasted(id, text as string)];
      return pending;
    },
    cancel_reading: () => (stopReading(), null),
    write_forms: () => "Đã ghi 6 biểu mẫu vào thư mục “Bieu mau PAR INDEX 2024”.",
    confirm_file: ({ id, skipBadRows }) => {
      const preview = one(id);
      const blocking = preview.problems.filter((p) => p.severity === "blocking").length;
      if (blocking > 0 && !skipBadRows) fail("blocked", `Còn ${blocking} vấn đề phải xử lý trước khi ghi. Chưa ghi gì.`);
      return take(preview);
    },
    confirm_all: () => {
      const ready = pending.filter((p) => p.outcome === "applied");
      for (const preview of ready) take(preview);
      const left = pending.length;
      return left === 0
        ? `Đã ghi ${ready.length} tệp vào sổ.`
        : `Đã ghi ${ready.length} tệp vào sổ; còn ${left} tệp có vấn đề phải xử lý.`;
    },
    discard_file: ({ id }) => ((pending = pending.filter((p) => p.id !== id)), null),
    submissions: () => [...taken].reverse().map((one) => ({ ...one, preview: undefined })),
    submission_corrections: ({ id }) => taken.find((t) => t.id === id)?.preview.corrections.map((c) => c.text) ?? [],
    submission_problems: ({ id }) => taken.find((t) => t.id === id)?.preview.problems ?? [],
    withdraw_submission: ({ id }) => {
      const gone = taken.find((t) => t.id === id) ?? fail("no_such_submission", "Không có bản tự chấm này.");
      const before = taken;
      const said = `rút bản tự chấm lần ${gone.revision} của ${gone.agency_name}`;
      change(said, () => (taken = before));
      taken = taken.map((t) => (t.id === id ? { ...t, withdrawn: true, current: false } : t));
      const older = taken.filter((t) => t.agency === gone.agency && !t.withdrawn).at(-1);
      taken = taken.map((t) => (t.id === older?.id ? { ...t, current: true } : t));
      return "Đã rút bản tự chấm. Tệp gốc vẫn được lưu trong sổ.";
    },
    ...reviewed.commands,
    source_rows: ({ sha256, cell }) => sourceRows(sha256 as string, cell as string),
    briefing_form: () => form,
    set_briefing_form: (args) => ((form = args.form as BriefingForm), null),
    freeze: () => {
      clock += 60_000;
      snapshot = { code: `2024-0${snapshot ? 2 : 1}-9f2c41`, at: now(), changes };
      return null;
    },
    briefing: ({ kind, agency }) => {
      const drawn = info();
      if (!drawn) return null;
      const letters = kind === "remedy_letter" || kind === "explanation_request";
      const names = kind === "remedy_letter" ? agencies.map((a) => a.name) : [];
      return {
        ...drawn,
        drawing: ++drawings,
        kind: kind as BriefingInfo["kind"],
        per_agency: letters,
        agencies: names,
        agency: letters ? (names.find((n) => n === agency) ?? names[0] ?? null) : null,
        has_table: kind !== "meeting_request",
        pages: kind === "explanation_request" ? [] : letters ? drawn.pages.slice(0, 2) : drawn.pages,
      };
    },
    search_pages: ({ lookedFor }) => (String(lookedFor).includes("x") ? [] : [1, 4]),
    briefing_page: ({ index }) => {
      const size = info()?.pages[index as number] ?? { width_mm: 210, height_mm: 297 };
      return page(index as number, size.width_mm, size.height_mm);
    },
    save_briefing: ({ format }) => `bao-cao-nhanh 2024.${String(format)}`,
    save_letters: () => 6,
    print_pages: () => null,
  };

  const stages = ["welcome", "sample", "pending", "taken", "frozen"];
  const stage = options.start === "reading" ? 2 : stages.indexOf(options.start ?? "welcome");
  if (stage >= 1) open = true;
  if (stage >= 2) pending = sixFiles();
  if (stage >= 3) {
    const [snv, vp, stp, tttt, stc] = pending;
    const good = (p: FilePreview | undefined): FilePreview[] => (p ? [p] : []);
    const earlier = good(stp).map((p) => ({ ...p, file: "STP tu cham diem 2024.xlsx" }));
    for (const preview of [...good(snv), ...earlier, ...good(vp), ...good(tttt), ...good(stp), ...good(stc)]) take(preview);
    reviewed.rule("1.1.2", "record", { ...NO_DECISION, agreed: "1.25", reason: "", cause: "02 nhiệm vụ về số hóa hồ sơ chưa hoàn thành do chậm bố trí kinh phí.", remedy: "Hoàn thành trong quý I năm 2025; báo cáo UBND tỉnh trước 31/3/2025.", due: "2025-03-31" });
    reviewed.rule("3.2.4", "record", { ...NO_DECISION, agreed: "0.5", reason: "Cấp huyện đã công khai bổ sung đủ trước ngày 20/12/2024.", cause: "Cấp xã chưa công khai tiến độ giải quyết hồ sơ.", remedy: "Văn phòng UBND tỉnh đôn đốc 159 xã công khai đầy đủ.", due: "2025-01-06" });
  }
  if (stage >= 4) commands.freeze?.({});
  if (options.start === "large") {
    open = true;
    pending = [large()];
  }
  if (options.start === "revised") {
    open = true;
    for (const preview of sixFiles().slice(0, 5)) take(preview);
    pending = sixFiles().slice(2, 3).map((p) => ({ ...p, revision: 2, file: "STP tu cham diem 2024 (sua lan 3).xlsx", difference: difference(p) }));
  }

  return {
    // a real shell answers later, and by value
    invoke: async (command, args = {}) => {
      await Promise.resolve();
      const run = commands[command];
      if (!run) return fail("unknown_command", command);
      return JSON.parse(JSON.stringify(run(JSON.parse(JSON.stringify(args)) as Record<string, unknown>) ?? null)) as unknown;
    },
    listen: async (event, heard) => {
      if (event === "reading" && options.start === "reading") {
        heard({ done: 2, total: 6, file: "STP tu cham diem 2024 (sua lan 2).xlsx" });
        stopReading = () => heard({ done: 2, total: 0, file: "" });
      }
      return () => undefined;
    },
  };
}
