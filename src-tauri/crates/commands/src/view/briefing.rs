//! Báo cáo.

use briefing::content::DocumentKind;
use chrono::NaiveDateTime;
use scorebook::BaselineKind;
use scorebook::since::Changed;
use serde::Serialize;
use ts_rs::TS;

/// A document as it would print.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct BriefingInfo {
    /// The number of this drawing: its pages and files are asked for by it, so that what is saved is what is shown.
    pub(crate) drawing: u32,
    /// The snapshot it is drawn from.
    pub(crate) snapshot: String,
    /// When that was taken.
    pub(crate) taken_at: NaiveDateTime,
    /// With which of last year's results it compares.
    pub(crate) baseline: Option<BaselineKind>,
    /// Has the store changed since?
    pub(crate) stale: bool,
    /// What of the figures is not as it was, when the store has changed.
    pub(crate) changed: Vec<Changed>,
    /// Which document.
    pub(crate) kind: DocumentKind,
    /// Its name.
    pub(crate) title: String,
    /// Is there one for each body concerned?
    pub(crate) per_agency: bool,
    /// The bodies there is one for; empty when none is concerned.
    pub(crate) agencies: Vec<String>,
    /// The body whose letter is drawn.
    pub(crate) agency: Option<String>,
    /// The scenarios that were kept when the figures were frozen.
    pub(crate) scenarios: Vec<String>,
    /// Is there a table, so that Excel can have it?
    pub(crate) has_table: bool,
    /// Pages; none when no body is concerned.
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
