//! Báo cáo.

use chrono::NaiveDateTime;
use serde::Serialize;
use ts_rs::TS;

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
