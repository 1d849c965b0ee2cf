//! The picture of a sheet.

use scorebook::plan::{Bucket, ColumnRole};
use scorebook::{Code, Points};
use serde::Serialize;
use ts_rs::TS;

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
