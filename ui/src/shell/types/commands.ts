// This file was generated from the list of commands (`cargo xtask types`). Do not edit it.
import type { Agency } from "./Agency";
import type { AgencyHistory } from "./AgencyHistory";
import type { AgencyId } from "./AgencyId";
import type { BaselineKind } from "./BaselineKind";
import type { BriefingForm } from "./BriefingForm";
import type { BriefingInfo } from "./BriefingInfo";
import type { CataloguePreview } from "./CataloguePreview";
import type { CatalogueRow } from "./CatalogueRow";
import type { Cause } from "./Cause";
import type { CauseId } from "./CauseId";
import type { Charts } from "./Charts";
import type { Code } from "./Code";
import type { Correction } from "./Correction";
import type { Criterion } from "./Criterion";
import type { CriterionChoice } from "./CriterionChoice";
import type { Crosswalk } from "./Crosswalk";
import type { DeadlineKind } from "./DeadlineKind";
import type { Decision } from "./Decision";
import type { DocumentKind } from "./DocumentKind";
import type { FilePreview } from "./FilePreview";
import type { Format } from "./Format";
import type { JournalFilter } from "./JournalFilter";
import type { JournalRow } from "./JournalRow";
import type { Link } from "./Link";
import type { Overview } from "./Overview";
import type { ProblemReport } from "./ProblemReport";
import type { RecentBook } from "./RecentBook";
import type { RememberedAnswer } from "./RememberedAnswer";
import type { Review } from "./Review";
import type { ReviewAsked } from "./ReviewAsked";
import type { ReviewRow } from "./ReviewRow";
import type { RollOver } from "./RollOver";
import type { Scenario } from "./Scenario";
import type { SourceRows } from "./SourceRows";
import type { Status } from "./Status";
import type { StoreInfo } from "./StoreInfo";
import type { Submission } from "./Submission";
import type { SubmissionId } from "./SubmissionId";
import type { Trouble } from "./Trouble";
import type { Verdict } from "./Verdict";
import type { WhatIf } from "./WhatIf";

/** Carries a command to the shell; rejects with a `Failure`. */
export type Call = <T>(command: string, args?: Record<string, unknown>) => Promise<T>;

/** A function for each command. */
export const client = (call: Call) => ({
  // book
  appState: () => call<StoreInfo | null>("app_state"),
  openStore: () => call<StoreInfo | null>("open_store"),
  pickCatalogue: (year: number) => call<CataloguePreview | null>("pick_catalogue", { year }),
  createStore: () => call<StoreInfo | null>("create_store"),
  /** Stores that were open lately, newest first. */
  recentBooks: () => call<Array<RecentBook>>("recent_books"),
  openRecent: (key: string) => call<StoreInfo>("open_recent", { key }),
  /** The store that could not be opened, if that is why none is open. */
  trouble: () => call<Trouble | null>("trouble"),
  closeBook: () => call<null>("close_book"),
  openSample: () => call<StoreInfo>("open_sample"),
  undo: () => call<string | null>("undo"),
  redo: () => call<string | null>("redo"),
  setBaselineKind: (kind: BaselineKind) => call<StoreInfo>("set_baseline_kind", { kind }),

  // window
  viewState: () => call<string | null>("view_state"),
  keepViewState: (file: string, state: string) => call<null>("keep_view_state", { file, state }),
  waitingCount: () => call<number>("waiting_count"),
  closeWindow: () => call<null>("close_window"),

  // overview
  overview: () => call<Overview>("overview"),
  charts: () => call<Charts>("charts"),

  // office
  setDeadline: (deadline: DeadlineKind, date: string) => call<string>("set_deadline", { deadline, date }),
  agencies: () => call<Array<Agency>>("agencies"),
  agencyHistories: () => call<Array<AgencyHistory>>("agency_histories"),
  renameAgency: (agency: AgencyId, name: string, since: string) => call<string>("rename_agency", { agency, name, since }),
  mergeAgencies: (predecessors: Array<AgencyId>, successor: AgencyId, since: string) => call<string>("merge_agencies", { predecessors, successor, since }),
  catalogue: () => call<Array<CatalogueRow>>("catalogue"),
  setLead: (code: Code, agency: AgencyId) => call<string>("set_lead", { code, agency }),

  // forms
  writeForms: () => call<string | null>("write_forms"),

  // intake
  pickFiles: () => call<Array<FilePreview>>("pick_files"),
  pickSampleFiles: () => call<Array<FilePreview>>("pick_sample_files"),
  pasteTable: (html: string | null, text: string) => call<Array<FilePreview>>("paste_table", { html, text }),
  /** Stops the files being read; those read already stay. */
  cancelReading: () => call<null>("cancel_reading"),
  pendingFiles: () => call<Array<FilePreview>>("pending_files"),
  setAgency: (id: number, agency: AgencyId) => call<FilePreview>("set_agency", { id, agency }),
  confirmFile: (id: number, skipBadRows: boolean) => call<string>("confirm_file", { id, skipBadRows }),
  /** Writes every waiting file that nothing stands in the way of; each in its own transaction. */
  confirmAll: () => call<string>("confirm_all"),
  discardFile: (id: number) => call<null>("discard_file", { id }),
  submissions: () => call<Array<Submission>>("submissions"),
  submissionProblems: (id: SubmissionId) => call<Array<ProblemReport>>("submission_problems", { id }),
  withdrawSubmission: (id: SubmissionId) => call<string>("withdraw_submission", { id }),

  // correction
  /** Texts of a waiting file's sheet, as in the file: one array per row, each as long as the sheet is wide. */
  sheetRows: (id: number, sheet: string, from: number, count: number) => call<Array<Array<string>>>("sheet_rows", { id, sheet, from, count }),
  correctFile: (id: number, correction: Correction, remember: boolean) => call<FilePreview>("correct_file", { id, correction, remember }),
  uncorrectFile: (id: number, index: number) => call<FilePreview>("uncorrect_file", { id, index }),
  submissionCorrections: (id: SubmissionId) => call<Array<string>>("submission_corrections", { id }),
  criteria: () => call<Array<CriterionChoice>>("criteria"),
  rememberedAnswers: () => call<Array<RememberedAnswer>>("remembered_answers"),
  forgetAnswer: (key: string) => call<string>("forget_answer", { key }),

  // review
  reviewRows: () => call<Array<ReviewRow>>("review_rows"),
  review: (asked: ReviewAsked) => call<Review>("review", { asked }),
  criterion: (code: Code) => call<Criterion>("criterion", { code }),
  sourceRows: (sha256: string, sheet: string, cell: string) => call<SourceRows | null>("source_rows", { sha256, sheet, cell }),
  openOriginal: (sha256: string) => call<string | null>("open_original", { sha256 }),
  saveOriginal: (sha256: string) => call<string | null>("save_original", { sha256 }),

  // decision
  /** Without a decision, what is decided already stays beside the verdict. */
  decide: (code: Code, verdict: Verdict, decision: Decision | null) => call<string>("decide", { code, verdict, decision }),
  setStatus: (code: Code, status: Status, reason: string) => call<string>("set_status", { code, status, reason }),
  chooseScore: (code: Code, agency: AgencyId, reason: string) => call<string>("choose_score", { code, agency, reason }),
  causes: () => call<Array<Cause>>("causes"),
  addCause: (name: string) => call<string>("add_cause", { name }),
  renameCause: (id: CauseId, name: string) => call<string>("rename_cause", { id, name }),
  retireCause: (id: CauseId, retired: boolean) => call<string>("retire_cause", { id, retired }),

  // scenario
  whatIf: (ticked: Array<Code>) => call<WhatIf>("what_if", { ticked }),
  scenarios: () => call<Array<Scenario>>("scenarios"),
  saveScenario: (scenario: Scenario) => call<string>("save_scenario", { scenario }),
  dropScenario: (name: string) => call<string>("drop_scenario", { name }),

  // briefing
  briefingForm: () => call<BriefingForm>("briefing_form"),
  setBriefingForm: (form: BriefingForm) => call<null>("set_briefing_form", { form }),
  freeze: () => call<null>("freeze"),
  briefing: (kind: DocumentKind, agency: string | null) => call<BriefingInfo | null>("briefing", { kind, agency }),
  /** The picture of a page, as SVG. */
  briefingPage: (drawing: number, index: number) => call<string>("briefing_page", { drawing, index }),
  /** The pages on which a text stands, with or without diacritics; 0-based. */
  searchPages: (drawing: number, lookedFor: string) => call<Array<number>>("search_pages", { drawing, lookedFor }),
  printPages: () => call<null>("print_pages"),
  saveBriefing: (drawing: number, format: Format) => call<string | null>("save_briefing", { drawing, format }),
  saveLetters: (drawing: number, format: Format) => call<number | null>("save_letters", { drawing, format }),

  // year
  selectYear: (year: number) => call<StoreInfo>("select_year", { year }),
  previewYear: (fromFile: boolean) => call<RollOver | null>("preview_year", { fromFile }),
  beginYear: () => call<string>("begin_year"),
  crosswalk: () => call<Crosswalk | null>("crosswalk"),
  decideLink: (link: Link) => call<string>("decide_link", { link }),
  acceptSureLinks: () => call<string>("accept_sure_links"),

  // journal
  journal: (filter: JournalFilter) => call<Array<JournalRow>>("journal", { filter }),
  checkStore: () => call<Array<string>>("check_store"),
  exportJournal: (filter: JournalFilter) => call<string | null>("export_journal", { filter }),
});
