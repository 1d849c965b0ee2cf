//! Tiếp nhận.

use scorebook::plan::{AgencyBasis, Bucket, ColumnRole};
use scorebook::report::{Outcome, ProblemReport, RowCounts};
use scorebook::{AgencyId, Code, Difference, Points, Question};
use serde::Serialize;
use ts_rs::TS;

use super::picture::SheetHead;

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
