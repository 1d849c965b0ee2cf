//! Rà soát.

use scorebook::losses::{AgencyLoss, ComponentLoss, FacetCount, NodeLoss, Totals};
use serde::Serialize;
use ts_rs::TS;

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
