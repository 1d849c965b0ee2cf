// The one module that talks to the shell. Every command is declared here, once, with its types.
// A call rejects with a `Failure`, never with anything else.

import { asFailure } from "./failure";
import { tauri, type Transport } from "./transport";
import type { AgencyHistory } from "./types/AgencyHistory";
import type { Agency } from "./types/Agency";
import type { AgencyId } from "./types/AgencyId";
import type { BaselineKind } from "./types/BaselineKind";
import type { BriefingForm } from "./types/BriefingForm";
import type { BriefingInfo } from "./types/BriefingInfo";
import type { DocumentKind } from "./types/DocumentKind";
import type { Format } from "./types/Format";
import type { CatalogueRow } from "./types/CatalogueRow";
import type { Cause } from "./types/Cause";
import type { CauseId } from "./types/CauseId";
import type { CataloguePreview } from "./types/CataloguePreview";
import type { Charts } from "./types/Charts";
import type { Code } from "./types/Code";
import type { Correction } from "./types/Correction";
import type { Criterion } from "./types/Criterion";
import type { CriterionChoice } from "./types/CriterionChoice";
import type { Crosswalk } from "./types/Crosswalk";
import type { DeadlineKind } from "./types/DeadlineKind";
import type { Decision } from "./types/Decision";
import type { FilePreview } from "./types/FilePreview";
import type { JournalFilter } from "./types/JournalFilter";
import type { JournalRow } from "./types/JournalRow";
import type { Link } from "./types/Link";
import type { Overview } from "./types/Overview";
import type { ProblemReport } from "./types/ProblemReport";
import type { RememberedAnswer } from "./types/RememberedAnswer";
import type { Review } from "./types/Review";
import type { RollOver } from "./types/RollOver";
import type { ReviewAsked } from "./types/ReviewAsked";
import type { ReviewRow } from "./types/ReviewRow";
import type { Scenario } from "./types/Scenario";
import type { SourceCell } from "./types/SourceCell";
import type { SourceRows } from "./types/SourceRows";
import type { Status } from "./types/Status";
import type { StoreInfo } from "./types/StoreInfo";
import type { Submission } from "./types/Submission";
import type { SubmissionId } from "./types/SubmissionId";
import type { Verdict } from "./types/Verdict";
import type { WhatIf } from "./types/WhatIf";

export { asFailure } from "./failure";
export { insideShell, type Transport } from "./transport";

let transport: Transport = tauri;

/** Puts another shell in place of the program's own: for tests and for a plain browser. */
export function useTransport(other: Transport): void {
  transport = other;
}

async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return (await transport.invoke(command, args)) as T;
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

/** Files were dropped and read; files hover over the window; they left it; dropped files could not be read;
 * files are being read (`Reading`). */
export type ShellEvent = "pending-changed" | "drag-over" | "drag-leave" | "failure" | "reading";

/** How far the reading of files is; `total` is 0 when it has ended. */
export interface Reading {
  done: number;
  total: number;
  file: string;
}

/** Calls `heard` on each such event of the shell, until the returned function is called. */
export function on(event: ShellEvent, heard: (payload: unknown) => void): () => void {
  const stop = transport.listen(event, heard).catch(() => () => undefined);
  return () => void stop.then((end) => end());
}

export const shell = {
  // the store
  appState: () => call<StoreInfo | null>("app_state"),
  openStore: () => call<StoreInfo | null>("open_store"),
  pickCatalogue: (year: number) => call<CataloguePreview | null>("pick_catalogue", { year }),
  createStore: () => call<StoreInfo | null>("create_store"),
  openSample: () => call<StoreInfo>("open_sample"),
  undo: () => call<string | null>("undo"),
  redo: () => call<string | null>("redo"),
  setBaselineKind: (kind: BaselineKind) => call<StoreInfo>("set_baseline_kind", { kind }),

  // Tổng quan
  overview: () => call<Overview>("overview"),
  charts: () => call<Charts>("charts"),
  setDeadline: (deadline: DeadlineKind, date: string) => call<string>("set_deadline", { deadline, date }),
  agencies: () => call<Agency[]>("agencies"),
  writeForms: () => call<string | null>("write_forms"),

  // Tiếp nhận
  pickFiles: () => call<FilePreview[]>("pick_files"),
  pickSampleFiles: () => call<FilePreview[]>("pick_sample_files"),
  pendingFiles: () => call<FilePreview[]>("pending_files"),
  setAgency: (id: number, agency: AgencyId) => call<FilePreview>("set_agency", { id, agency }),
  confirmFile: (id: number, skipBadRows: boolean) => call<string>("confirm_file", { id, skipBadRows }),
  confirmAll: () => call<string>("confirm_all"),
  discardFile: (id: number) => call<null>("discard_file", { id }),
  sheetRows: (id: number, sheet: string, from: number, count: number) =>
    call<string[][]>("sheet_rows", { id, sheet, from, count }),
  correctFile: (id: number, correction: Correction, remember: boolean) =>
    call<FilePreview>("correct_file", { id, correction, remember }),
  uncorrectFile: (id: number, index: number) => call<FilePreview>("uncorrect_file", { id, index }),
  submissionCorrections: (id: SubmissionId) => call<string[]>("submission_corrections", { id }),
  criteria: () => call<CriterionChoice[]>("criteria"),
  rememberedAnswers: () => call<RememberedAnswer[]>("remembered_answers"),
  forgetAnswer: (key: string) => call<string>("forget_answer", { key }),
  pasteTable: (html: string | null, text: string) => call<FilePreview[]>("paste_table", { html, text }),
  cancelReading: () => call<null>("cancel_reading"),
  submissions: () => call<Submission[]>("submissions"),
  submissionProblems: (id: SubmissionId) => call<ProblemReport[]>("submission_problems", { id }),
  withdrawSubmission: (id: SubmissionId) => call<string>("withdraw_submission", { id }),

  // Rà soát
  reviewRows: () => call<ReviewRow[]>("review_rows"),
  review: (asked: ReviewAsked) => call<Review>("review", { asked }),
  criterion: (code: Code) => call<Criterion>("criterion", { code }),
  sourceRows: ({ sha256, sheet, cell }: SourceCell) => call<SourceRows | null>("source_rows", { sha256, sheet, cell }),
  openOriginal: (sha256: string) => call<string | null>("open_original", { sha256 }),
  saveOriginal: (sha256: string) => call<string | null>("save_original", { sha256 }),
  /** Without a decision, what is decided already stays beside the verdict. */
  rule: (code: Code, verdict: Verdict, decision: Decision | null) => call<string>("rule", { code, verdict, decision }),
  setStatus: (code: Code, status: Status, reason: string) => call<string>("set_status", { code, status, reason }),
  chooseScore: (code: Code, agency: AgencyId, reason: string) => call<string>("choose_score", { code, agency, reason }),
  causes: () => call<Cause[]>("causes"),
  addCause: (name: string) => call<string>("add_cause", { name }),
  renameCause: (id: CauseId, name: string) => call<string>("rename_cause", { id, name }),
  retireCause: (id: CauseId, retired: boolean) => call<string>("retire_cause", { id, retired }),
  whatIf: (ticked: Code[]) => call<WhatIf>("what_if", { ticked }),
  scenarios: () => call<Scenario[]>("scenarios"),
  saveScenario: (scenario: Scenario) => call<string>("save_scenario", { scenario }),
  dropScenario: (name: string) => call<string>("drop_scenario", { name }),

  // Báo cáo
  briefingForm: () => call<BriefingForm>("briefing_form"),
  setBriefingForm: (form: BriefingForm) => call<null>("set_briefing_form", { form }),
  freeze: () => call<null>("freeze"),
  briefing: (kind: DocumentKind, agency: string | null) => call<BriefingInfo | null>("briefing", { kind, agency }),
  briefingPage: (drawing: number, index: number) => call<string>("briefing_page", { drawing, index }),
  searchPages: (drawing: number, lookedFor: string) => call<number[]>("search_pages", { drawing, lookedFor }),
  printPages: () => call<null>("print_pages"),
  saveBriefing: (drawing: number, format: Format) => call<string | null>("save_briefing", { drawing, format }),
  saveLetters: (drawing: number, format: Format) => call<number | null>("save_letters", { drawing, format }),

  // Năm
  turnTo: (year: number) => call<StoreInfo>("turn_to", { year }),
  foreseeYear: (fromFile: boolean) => call<RollOver | null>("foresee_year", { fromFile }),
  beginYear: () => call<string>("begin_year"),
  crosswalk: () => call<Crosswalk | null>("crosswalk"),
  acceptSureLinks: () => call<string>("accept_sure_links"),
  decideLink: (link: Link) => call<string>("decide_link", { link }),

  // Bộ tiêu chí, Cơ quan
  catalogue: () => call<CatalogueRow[]>("catalogue"),
  setLead: (code: Code, agency: AgencyId) => call<string>("set_lead", { code, agency }),
  agencyHistories: () => call<AgencyHistory[]>("agency_histories"),
  renameAgency: (agency: AgencyId, name: string, since: string) =>
    call<string>("rename_agency", { agency, name, since }),
  mergeAgencies: (predecessors: AgencyId[], successor: AgencyId, since: string) =>
    call<string>("merge_agencies", { predecessors, successor, since }),

  // Nhật ký
  journal: (filter: JournalFilter) => call<JournalRow[]>("journal", { filter }),
  checkStore: () => call<string[]>("check_store"),
  exportJournal: (filter: JournalFilter) => call<string | null>("export_journal", { filter }),
};
