//! Rà soát.

use chrono::NaiveDate;
use scorebook::decision::Status;
use scorebook::history::YearHistory;
use scorebook::losses::{
    ComponentLoss, Conflict, FacetCounts, Filter, Flag, Group, GroupBy, Losses, Sort, Totals,
};
use scorebook::submission::ScoreState;
use scorebook::{AgencyId, Code, Points, Scoring};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the table is to show.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub(crate) struct ReviewAsked {
    /// Narrowed to.
    pub(crate) filter: Filter,
    /// In this order.
    pub(crate) sort: Sort,
    /// Gathered by this.
    pub(crate) group: Option<GroupBy>,
}

/// What it shows then: codes alone, since the window has the rows. A keystroke must be answered in a frame.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Review {
    /// The rows, in order; under `groups` their order within each.
    pub(crate) codes: Vec<Code>,
    /// The groups; none when it is not grouped.
    pub(crate) groups: Vec<Group>,
    /// Sums: always of what is shown.
    pub(crate) totals: Totals,
    /// Recoverable points of what is shown.
    pub(crate) recoverable: Points,
    /// What narrowing further would leave.
    pub(crate) offers: FacetCounts,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct ReviewRow {
    /// Code.
    pub(crate) code: Code,
    /// Name.
    pub(crate) name: String,
    /// Who scores it.
    pub(crate) scoring: Scoring,
    /// The lead body's name.
    pub(crate) agency: Option<String>,
    /// The lead body.
    pub(crate) agency_id: Option<AgencyId>,
    /// Điểm tối đa.
    pub(crate) max: Points,
    /// Last year's points.
    pub(crate) baseline: Option<Points>,
    /// Điểm tự chấm.
    pub(crate) reported: Option<Points>,
    /// Điểm thống nhất.
    pub(crate) agreed: Option<Points>,
    /// The score that counts.
    pub(crate) counted: Option<Points>,
    /// Mất điểm.
    pub(crate) lost: Option<Points>,
    /// Against last year.
    pub(crate) change: Option<Points>,
    /// Against last year, where the maximum changed: of the share, in hundredths of a per cent.
    pub(crate) change_share: Option<i64>,
    /// What the lead body said.
    pub(crate) state: ScoreState,
    /// Why it deserves a look.
    pub(crate) flags: Vec<Flag>,
    /// Where the review stands.
    pub(crate) status: Status,
    /// Was agreed, and opened again since.
    pub(crate) reopened: bool,
    /// Nguyên nhân, as it is said.
    pub(crate) cause: String,
    /// Who answers for the loss.
    pub(crate) responsible: Vec<String>,
    /// Thời hạn.
    pub(crate) due: Option<NaiveDate>,
    /// A date has passed.
    pub(crate) overdue: bool,
    /// Khắc phục được.
    pub(crate) recoverable: Option<Points>,
    /// What a scenario wins that ticks it.
    pub(crate) gain: Points,
}

impl ReviewRow {
    /// The rows of a year, in the order of the catalogue.
    pub(crate) fn all(losses: &Losses, today: NaiveDate) -> Vec<Self> {
        losses.components.iter().map(|row| Self::of(row, today)).collect()
    }

    fn of(row: &ComponentLoss, today: NaiveDate) -> Self {
        Self {
            code: row.code.clone(),
            name: row.name.clone(),
            scoring: row.scoring,
            agency: row.agency.clone(),
            agency_id: row.agency_id,
            max: row.max,
            baseline: row.baseline,
            reported: row.reported,
            agreed: row.agreed,
            counted: row.counted,
            lost: row.lost,
            change: row.change,
            change_share: row.change_share,
            state: row.state,
            flags: row.flags.clone(),
            status: row.status,
            reopened: row.is_reopened(),
            cause: row.cause_text(),
            responsible: row.responsible.iter().map(|r| r.name.clone()).collect(),
            due: row.due,
            overdue: row.is_overdue(today),
            recoverable: row.recoverable,
            gain: row.gain(),
        }
    }
}

/// One criterion with everything known of it.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Criterion {
    /// As it stands.
    pub(crate) row: ComponentLoss,
    /// Was agreed, and opened again since.
    pub(crate) reopened: bool,
    /// Its years, newest first.
    pub(crate) history: Vec<YearHistory>,
    /// What two bodies say of it, if they do.
    pub(crate) conflict: Option<Conflict>,
}

/// The source row as it stood in the sheet, with its neighbours.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct SourceRows {
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
