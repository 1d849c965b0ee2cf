//! A criterion's whole history: every score every revision gave it, and what was decided, year by year.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::decision::StatusEvent;
use crate::submission::ScoreState;
use crate::{AgencyId, BaselineKind, Code, Points, SourceCell};

/// What one revision of a body's file says of the criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionScore {
    /// Whose file.
    pub agency: AgencyId,
    /// The body's name in that year.
    pub name: String,
    /// Which of its files.
    pub revision: u32,
    /// When it was applied, local time.
    pub applied_at: NaiveDateTime,
    /// Was it taken out again?
    pub withdrawn: bool,
    /// What it says.
    pub state: ScoreState,
    /// Its points.
    pub points: Option<Points>,
    /// Evidence as sent.
    pub evidence: String,
    /// Explanation as sent.
    pub explanation: String,
    /// The cell.
    pub source: SourceCell,
}

/// A result of the year before, as the catalogue gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PriorResult {
    /// Which result.
    pub kind: BaselineKind,
    /// Its points.
    pub points: Points,
}

/// One year of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct YearHistory {
    /// The year.
    pub year: i32,
    /// Its code then.
    pub code: Code,
    /// Its name then.
    pub name: String,
    /// Its maximum then.
    pub max: Points,
    /// Results of the year before.
    pub prior: Vec<PriorResult>,
    /// Every file that has it, body by body, oldest first.
    pub revisions: Vec<RevisionScore>,
    /// What was agreed.
    pub agreed: Option<Points>,
    /// How the review went.
    pub events: Vec<StatusEvent>,
}
