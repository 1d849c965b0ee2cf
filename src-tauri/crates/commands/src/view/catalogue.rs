//! Bộ tiêu chí.

use scorebook::history::PriorResult;
use scorebook::{AgencyId, Code, Level, Points, Scoring};
use serde::Serialize;
use ts_rs::TS;

/// A lĩnh vực, tiêu chí or tiêu chí thành phần.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct CatalogueRow {
    /// Code.
    pub(crate) code: Code,
    /// Name.
    pub(crate) name: String,
    /// Depth in words.
    pub(crate) level: Level,
    /// Điểm tối đa.
    pub(crate) max: Points,
    /// Who scores it; leaves only.
    pub(crate) scoring: Option<Scoring>,
    /// Who leads it.
    pub(crate) lead: Option<AgencyId>,
    /// Partners' names.
    pub(crate) partners: Vec<String>,
    /// Its code in the year before, where the bộ tiêu chí says so.
    pub(crate) prior_code: Option<Code>,
    /// Results of the year before.
    pub(crate) prior: Vec<PriorResult>,
    /// Sheet it was read from.
    pub(crate) sheet: String,
    /// The cell of its maximum.
    pub(crate) cell: String,
}
