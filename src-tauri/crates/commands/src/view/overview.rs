//! Tổng quan.

use chrono::NaiveDate;
use scorebook::deadline::DeadlineKind;
use scorebook::losses::{ComponentLoss, NodeLoss, Totals, Waterfall};
use scorebook::snapshot::AgencyStatus;
use scorebook::trend::Trend;
use scorebook::{AgencyId, Points};
use serde::Serialize;
use ts_rs::TS;

/// A deadline of the dispatch.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Deadline {
    /// Which.
    pub(crate) kind: DeadlineKind,
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

/// The charts of Tổng quan.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Charts {
    /// Points lost by lead body.
    pub(crate) by_agency: Waterfall,
    /// Points lost by cause.
    pub(crate) by_cause: Waterfall,
    /// Years side by side, where there are three or more.
    pub(crate) trend: Option<Trend>,
}
