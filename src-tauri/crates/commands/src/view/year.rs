//! Năm: what became of the criteria of the year before.

use scorebook::crosswalk::{Comparison, LinkKind};
use scorebook::{Code, Points};
use serde::Serialize;
use ts_rs::TS;

/// A criterion of either year.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct LinkLeaf {
    /// Code.
    pub(crate) code: Code,
    /// Name.
    pub(crate) name: String,
    /// Điểm tối đa.
    pub(crate) max: Points,
}

/// What became of criteria, decided or proposed.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct LinkRow {
    /// What became of them.
    pub(crate) kind: LinkKind,
    /// Decided by a person; else only proposed.
    pub(crate) decided: bool,
    /// Only proposed, and sure: the same by the catalogue's own word or by name.
    pub(crate) sure: bool,
    /// The person's note.
    pub(crate) note: String,
    /// Criteria of the earlier year.
    pub(crate) earlier: Vec<LinkLeaf>,
    /// Criteria of the later year.
    pub(crate) later: Vec<LinkLeaf>,
    /// How their scores compare as things stand; `None` for what is only in the earlier year.
    pub(crate) comparison: Option<Comparison>,
}

/// Bảng đối chiếu between the year at hand and the one before.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Crosswalk {
    /// The year before.
    pub(crate) earlier_year: i32,
    /// The year at hand.
    pub(crate) later_year: i32,
    /// In the order of the later year, then what was dropped.
    pub(crate) rows: Vec<LinkRow>,
    /// Rows that nobody has decided on.
    pub(crate) undecided: u32,
    /// Of them, proposals that are sure.
    pub(crate) sure: u32,
    /// Rows whose scores compare in points.
    pub(crate) in_points: u32,
    /// Rows whose scores compare as a share of the maximum, which changed.
    pub(crate) as_share: u32,
    /// Rows of the year at hand whose scores do not compare.
    pub(crate) not_compared: u32,
    /// Every criterion of the earlier year.
    pub(crate) earlier: Vec<LinkLeaf>,
    /// Every criterion of the later year.
    pub(crate) later: Vec<LinkLeaf>,
}
