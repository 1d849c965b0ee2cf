//! What crosses to the window. TypeScript types are generated from these (`cargo xtask types`).

use chrono::{NaiveDate, NaiveDateTime};
use scorebook::losses::{AgencyLoss, ComponentLoss, NodeLoss, Totals};
use scorebook::plan::{AgencyBasis, Bucket, ColumnRole};
use scorebook::report::{Outcome, ProblemReport, RowCounts};
use scorebook::snapshot::AgencyStatus;
use scorebook::{AgencyId, BaselineKind, Code, Points};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An error as the window shows it: a stable code, and a sentence that says what to do next.
#[derive(Clone, Debug, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code}: {message}")]
#[ts(export)]
pub struct Failure {
    /// Stable code.
    pub code: String,
    /// The Vietnamese sentence.
    pub message: String,
}

/// The store that is open.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct StoreInfo {
    /// Its file's name, without folder.
    pub file: String,
    /// The year that is scored.
    pub year: i32,
    /// The year compared with.
    pub baseline_year: i32,
    /// Which of its results is compared.
    pub baseline_kind: Option<BaselineKind>,
    /// Which results the store holds.
    pub baseline_kinds: Vec<BaselineKind>,
    /// "tỉnh Sông Mây"; empty when unknown.
    pub province: String,
    /// Sample data: every screen says so.
    pub is_sample: bool,
    /// When something was last written.
    pub last_saved: Option<NaiveDateTime>,
    /// What undo would take back, as a sentence.
    pub undoable: Option<String>,
    /// The newest snapshot's code.
    pub snapshot: Option<String>,
}

/// A deadline of the dispatch.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Deadline {
    /// What is due.
    pub label: String,
    /// When.
    pub date: NaiveDate,
    /// Days from today; negative when it has passed.
    pub days_left: i64,
}

/// A body's card on Tổng quan.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct AgencyCard {
    /// Identity.
    pub id: AgencyId,
    /// Where it stands.
    pub status: AgencyStatus,
    /// Sums of what it leads.
    pub totals: Totals,
}

/// Tổng quan.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Overview {
    /// Deadlines, soonest first.
    pub deadlines: Vec<Deadline>,
    /// The bodies that lead self-scored criteria.
    pub agencies: Vec<AgencyCard>,
    /// Sums of the year.
    pub totals: Totals,
    /// Share of `counted` in `self_scored_max`, in hundredths of a per cent.
    pub share: Option<i64>,
    /// Maximum of the survey leaves, which nobody here scores.
    pub survey_max: Points,
    /// Maximum of the centrally scored leaves.
    pub central_max: Points,
    /// By lĩnh vực.
    pub fields: Vec<NodeLoss>,
    /// The largest losses, largest first, ten at most.
    pub largest: Vec<ComponentLoss>,
}

/// A column as it was understood.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ColumnView {
    /// "D".
    pub letter: String,
    /// The heading as written.
    pub heading: String,
    /// What it was taken for.
    pub role: ColumnRole,
    /// The same in Vietnamese.
    pub role_text: String,
}

/// A table as it was understood.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TableView {
    /// Sheet.
    pub sheet: String,
    /// Header rows, 1-based: "5" or "5–6".
    pub header: String,
    /// Columns with a heading.
    pub columns: Vec<ColumnView>,
}

/// A row as it was understood.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct RowView {
    /// Sheet.
    pub sheet: String,
    /// 1-based row.
    pub row: u32,
    /// Where it ends up.
    pub bucket: Bucket,
    /// The code as written.
    pub code: String,
    /// The name as written.
    pub name: String,
    /// The criterion it was matched to.
    pub criterion: Option<Code>,
    /// The score.
    pub points: Option<Points>,
    /// The score cell, "D7".
    pub cell: Option<String>,
    /// The score cell's text.
    pub raw: String,
}

/// A file waiting in Tiếp nhận: understood, not written.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct FilePreview {
    /// Names it until it is confirmed or put away.
    pub id: u32,
    /// The file's name.
    pub file: String,
    /// Size in bytes.
    pub size: u32,
    /// Whose it is.
    pub agency: Option<AgencyId>,
    /// The body's name.
    pub agency_name: Option<String>,
    /// How that was told.
    pub agency_basis: Option<AgencyBasis>,
    /// What confirming it would do.
    pub outcome: Outcome,
    /// Refused as it stands, but its good rows could be taken in.
    pub can_skip_bad_rows: bool,
    /// The revision it would become.
    pub revision: Option<u32>,
    /// Its rows.
    pub rows: RowCounts,
    /// Its tables.
    pub tables: Vec<TableView>,
    /// Every row that holds text.
    pub row_list: Vec<RowView>,
    /// Its problems, gravest first.
    pub problems: Vec<ProblemReport>,
}

/// A bộ tiêu chí, understood, before a store is made of it.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CataloguePreview {
    /// The file's name.
    pub file: String,
    /// The year it will be used for.
    pub year: i32,
    /// Sample data?
    pub is_sample: bool,
    /// "tỉnh Sông Mây", if the letterhead says so.
    pub province: Option<String>,
    /// Lĩnh vực, tiêu chí, tiêu chí thành phần.
    pub fields: u32,
    /// See `fields`.
    pub criteria: u32,
    /// See `fields`.
    pub components: u32,
    /// Sum of the leaves' maxima.
    pub max: Points,
    /// Of that, self-scored.
    pub self_scored_max: Points,
    /// The bodies named in it.
    pub agencies: Vec<String>,
    /// Its tables.
    pub tables: Vec<TableView>,
    /// Its problems.
    pub problems: Vec<ProblemReport>,
    /// Can a store be made of it?
    pub usable: bool,
}

/// Rà soát: the rows that pass the filter, and their sums.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Review {
    /// The rows.
    pub rows: Vec<ComponentLoss>,
    /// Their sums: always of what is shown.
    pub totals: Totals,
    /// Lĩnh vực and tiêu chí with the sums of all their leaves, filter or not.
    pub tree: Vec<NodeLoss>,
    /// Bodies with the sums of all they lead.
    pub agencies: Vec<AgencyLoss>,
    /// Facets: how many rows each would leave of the whole year.
    pub facets: Vec<FacetCount>,
}

/// A facet with its count and its lost points, over the whole year.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct FacetCount {
    /// Which.
    pub facet: scorebook::losses::Facet,
    /// Its label.
    pub label: String,
    /// Rows.
    pub count: u32,
    /// Points lost on them.
    pub lost: Points,
}

/// The source row as it stood in the sheet, with its neighbours.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SourceRows {
    /// The file's name.
    pub file: String,
    /// Its revision.
    pub revision: u32,
    /// Sheet.
    pub sheet: String,
    /// The marked cell.
    pub cell: String,
    /// Letters of the columns shown.
    pub columns: Vec<String>,
    /// Rows shown, top to bottom.
    pub rows: Vec<SourceRow>,
}

/// One row of [`SourceRows`].
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SourceRow {
    /// 1-based number.
    pub number: u32,
    /// Texts, one per column shown.
    pub cells: Vec<String>,
    /// Index into `cells` of the marked cell, on the marked row.
    pub marked: Option<u32>,
}

/// The báo cáo nhanh as it would print.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct BriefingInfo {
    /// The snapshot it is drawn from.
    pub snapshot: String,
    /// When that was taken.
    pub taken_at: NaiveDateTime,
    /// Has the store changed since?
    pub stale: bool,
    /// Pages.
    pub pages: Vec<PageInfo>,
}

/// One page's size.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PageInfo {
    /// Width in millimetres.
    pub width_mm: f64,
    /// Height in millimetres.
    pub height_mm: f64,
}
