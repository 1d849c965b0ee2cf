//! What crosses to the window. TypeScript types are generated from these (`cargo xtask types`).

use chrono::{NaiveDate, NaiveDateTime};
use scorebook::losses::{AgencyLoss, ComponentLoss, FacetCount, NodeLoss, Totals};
use scorebook::plan::{AgencyBasis, Bucket, ColumnRole};
use scorebook::report::{Outcome, ProblemReport, RowCounts};
use scorebook::snapshot::AgencyStatus;
use scorebook::{AgencyId, BaselineKind, Code, Difference, Points, Question};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An error as the window shows it: a stable code, and a sentence that says what to do next.
#[derive(Clone, Debug, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code}: {message}")]
#[ts(export)]
pub(crate) struct Failure {
    /// Stable code.
    pub(crate) code: String,
    /// The Vietnamese sentence.
    pub(crate) message: String,
}

/// The store that is open.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct StoreInfo {
    /// Its file's name, without folder.
    pub(crate) file: String,
    /// The year that is scored.
    pub(crate) year: i32,
    /// The year compared with.
    pub(crate) baseline_year: i32,
    /// Which of its results is compared.
    pub(crate) baseline_kind: Option<BaselineKind>,
    /// Which results the store holds.
    pub(crate) baseline_kinds: Vec<BaselineKind>,
    /// "tỉnh Sông Mây"; empty when unknown.
    pub(crate) province: String,
    /// Sample data: every screen says so.
    pub(crate) is_sample: bool,
    /// When something was last written.
    pub(crate) last_saved: Option<NaiveDateTime>,
    /// What undo would take back, as a sentence.
    pub(crate) undoable: Option<String>,
    /// The newest snapshot's code.
    pub(crate) snapshot: Option<String>,
}

/// A deadline of the dispatch.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Deadline {
    /// What is due.
    pub(crate) label: String,
    /// When.
    pub(crate) date: NaiveDate,
    /// Days from today; negative when it has passed.
    pub(crate) days_left: i64,
}

/// A body's card on Tổng quan.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct AgencyCard {
    /// Identity.
    pub(crate) id: AgencyId,
    /// Where it stands.
    pub(crate) status: AgencyStatus,
    /// Sums of what it leads.
    pub(crate) totals: Totals,
}

/// Tổng quan.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Overview {
    /// Deadlines, soonest first.
    pub(crate) deadlines: Vec<Deadline>,
    /// The bodies that lead self-scored criteria.
    pub(crate) agencies: Vec<AgencyCard>,
    /// Sums of the year.
    pub(crate) totals: Totals,
    /// Share of `counted` in `self_scored_max`, in hundredths of a per cent.
    pub(crate) share: Option<i64>,
    /// Maximum of the survey leaves, which nobody here scores.
    pub(crate) survey_max: Points,
    /// Maximum of the centrally scored leaves.
    pub(crate) central_max: Points,
    /// By lĩnh vực.
    pub(crate) fields: Vec<NodeLoss>,
    /// The largest losses, largest first, ten at most.
    pub(crate) largest: Vec<ComponentLoss>,
}

/// A column as it was understood.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct ColumnView {
    /// "D".
    pub(crate) letter: String,
    /// The heading as written.
    pub(crate) heading: String,
    /// What it was taken for.
    pub(crate) role: ColumnRole,
    /// The same in Vietnamese.
    pub(crate) role_text: String,
}

/// A table as it was understood.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct TableView {
    /// Sheet.
    pub(crate) sheet: String,
    /// Header rows, 1-based: "5" or "5–6".
    pub(crate) header: String,
    /// Columns with a heading.
    pub(crate) columns: Vec<ColumnView>,
}

/// A row as it was understood.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct RowView {
    /// Sheet.
    pub(crate) sheet: String,
    /// 1-based row.
    pub(crate) row: u32,
    /// Where it ends up.
    pub(crate) bucket: Bucket,
    /// The code as written.
    pub(crate) code: String,
    /// The name as written.
    pub(crate) name: String,
    /// The criterion it was matched to.
    pub(crate) criterion: Option<Code>,
    /// The score.
    pub(crate) points: Option<Points>,
    /// The score cell, "D7".
    pub(crate) cell: Option<String>,
    /// The score cell's text.
    pub(crate) raw: String,
}

/// A file waiting in Tiếp nhận: understood, not written.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct FilePreview {
    /// Names it until it is confirmed or put away.
    pub(crate) id: u32,
    /// The file's name.
    pub(crate) file: String,
    /// Size in bytes.
    pub(crate) size: u32,
    /// Whose it is.
    pub(crate) agency: Option<AgencyId>,
    /// The body's name.
    pub(crate) agency_name: Option<String>,
    /// How that was told.
    pub(crate) agency_basis: Option<AgencyBasis>,
    /// What confirming it would do.
    pub(crate) outcome: Outcome,
    /// Refused as it stands, but its good rows could be taken in.
    pub(crate) can_skip_bad_rows: bool,
    /// The revision it would become.
    pub(crate) revision: Option<u32>,
    /// Its rows.
    pub(crate) rows: RowCounts,
    /// Its tables.
    pub(crate) tables: Vec<TableView>,
    /// Every row that holds text.
    pub(crate) row_list: Vec<RowView>,
    /// Its problems, gravest first.
    pub(crate) problems: Vec<ProblemReport>,
    /// Its sheets, for the picture of the file.
    pub(crate) sheets: Vec<SheetHead>,
    /// Doubts that one key answers.
    pub(crate) questions: Vec<Question>,
    /// What the officer changed, in order.
    pub(crate) corrections: Vec<CorrectionView>,
    /// Answers applied from memory, as sentences.
    pub(crate) remembered: Vec<String>,
    /// What it changes against the body's previous file.
    pub(crate) difference: Option<Difference>,
}

/// A sheet's extent and what was made of it. All numbers are 0-based numbers in the sheet.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct SheetHead {
    /// Its name.
    pub(crate) name: String,
    /// Is it hidden in the file?
    pub(crate) hidden: bool,
    /// Rows from 0 to the last with text.
    pub(crate) rows: u32,
    /// Columns from 0 to the last with text.
    pub(crate) columns: u32,
    /// Hidden rows.
    pub(crate) hidden_rows: Vec<u32>,
    /// Hidden columns.
    pub(crate) hidden_columns: Vec<u32>,
    /// Merged areas.
    pub(crate) merges: Vec<MergeView>,
    /// Its tables.
    pub(crate) tables: Vec<SheetTable>,
    /// One per row that holds text.
    pub(crate) marks: Vec<RowMark>,
}

/// A merged area, both corners inclusive.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct MergeView {
    /// First row.
    pub(crate) top: u32,
    /// First column.
    pub(crate) left: u32,
    /// Last row.
    pub(crate) bottom: u32,
    /// Last column.
    pub(crate) right: u32,
}

/// A table in the picture of its sheet.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct SheetTable {
    /// First header row.
    pub(crate) header_first: u32,
    /// Last header row.
    pub(crate) header_last: u32,
    /// Columns with a heading or a meaning.
    pub(crate) columns: Vec<SheetColumn>,
}

/// A column in the picture of its sheet.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct SheetColumn {
    /// Which.
    pub(crate) column: u32,
    /// What it was taken for.
    pub(crate) role: ColumnRole,
    /// The same in Vietnamese.
    pub(crate) role_text: String,
    /// The heading as written.
    pub(crate) heading: String,
}

/// What became of a row, in the picture of its sheet.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct RowMark {
    /// Which.
    pub(crate) row: u32,
    /// Where it ends up.
    pub(crate) bucket: Bucket,
    /// The criterion it was matched to.
    pub(crate) criterion: Option<Code>,
    /// The score.
    pub(crate) points: Option<Points>,
    /// Did the officer change it?
    pub(crate) corrected: bool,
}

/// One correction of a waiting file.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct CorrectionView {
    /// Its place in the list of corrections.
    pub(crate) index: u32,
    /// The sentence.
    pub(crate) text: String,
}

/// A criterion that a row can be said to be.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct CriterionChoice {
    /// Its code.
    pub(crate) code: Code,
    /// Its name.
    pub(crate) name: String,
    /// Its maximum.
    pub(crate) max: Points,
}

/// An answer that is remembered for a body and a layout.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct RememberedAnswer {
    /// The body's name.
    pub(crate) agency: String,
    /// The headings of the layout.
    pub(crate) layout: String,
    /// The answer, as a sentence.
    pub(crate) text: String,
    /// Names it, for forgetting.
    pub(crate) key: String,
}

/// A bộ tiêu chí, understood, before a store is made of it.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct CataloguePreview {
    /// The file's name.
    pub(crate) file: String,
    /// The year it will be used for.
    pub(crate) year: i32,
    /// Sample data?
    pub(crate) is_sample: bool,
    /// "tỉnh Sông Mây", if the letterhead says so.
    pub(crate) province: Option<String>,
    /// Lĩnh vực, tiêu chí, tiêu chí thành phần.
    pub(crate) fields: u32,
    /// See `fields`.
    pub(crate) criteria: u32,
    /// See `fields`.
    pub(crate) components: u32,
    /// Sum of the leaves' maxima.
    pub(crate) max: Points,
    /// Of that, self-scored.
    pub(crate) self_scored_max: Points,
    /// The bodies named in it.
    pub(crate) agencies: Vec<String>,
    /// Its tables.
    pub(crate) tables: Vec<TableView>,
    /// Its problems.
    pub(crate) problems: Vec<ProblemReport>,
    /// Can a store be made of it?
    pub(crate) usable: bool,
}

/// Rà soát: the rows that pass the filter, and their sums.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Review {
    /// The rows.
    pub(crate) rows: Vec<ComponentLoss>,
    /// Their sums: always of what is shown.
    pub(crate) totals: Totals,
    /// Lĩnh vực and tiêu chí with the sums of all their leaves, filter or not.
    pub(crate) tree: Vec<NodeLoss>,
    /// Bodies with the sums of all they lead.
    pub(crate) agencies: Vec<AgencyLoss>,
    /// Facets: how many rows each would leave of the whole year.
    pub(crate) facets: Vec<FacetCount>,
}

/// The source row as it stood in the sheet, with its neighbours.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct SourceRows {
    /// The file's name.
    pub(crate) file: String,
    /// Its revision.
    pub(crate) revision: u32,
    /// Sheet.
    pub(crate) sheet: String,
    /// The marked cell.
    pub(crate) cell: String,
    /// Letters of the columns shown.
    pub(crate) columns: Vec<String>,
    /// Rows shown, top to bottom.
    pub(crate) rows: Vec<SourceRow>,
}

/// One row of [`SourceRows`].
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct SourceRow {
    /// 1-based number.
    pub(crate) number: u32,
    /// Texts, one per column shown.
    pub(crate) cells: Vec<String>,
    /// Index into `cells` of the marked cell, on the marked row.
    pub(crate) marked: Option<u32>,
}

/// The báo cáo nhanh as it would print.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct BriefingInfo {
    /// The snapshot it is drawn from.
    pub(crate) snapshot: String,
    /// When that was taken.
    pub(crate) taken_at: NaiveDateTime,
    /// Has the store changed since?
    pub(crate) stale: bool,
    /// Pages.
    pub(crate) pages: Vec<PageInfo>,
}

/// One page's size.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct PageInfo {
    /// Width in millimetres.
    pub(crate) width_mm: f64,
    /// Height in millimetres.
    pub(crate) height_mm: f64,
}
