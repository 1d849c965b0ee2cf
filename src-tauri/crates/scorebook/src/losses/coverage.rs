//! Does a component owe a score? The one answer that sums, facets, the command line and documents share.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, IntoStaticStr};
use ts_rs::TS;

use super::ComponentLoss;
use crate::Scoring;
use crate::decision::Status;
use crate::submission::ScoreState;

/// Where a component stands with its score.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    Display,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Coverage {
    /// It has a score that counts.
    Scored,
    /// The body's file has its row, the score is empty: a score is owed.
    Blank,
    /// No file has its row: a score is owed.
    Absent,
    /// The body says that it does not apply. No score is owed, but it stays a doubt until the office rules.
    NotApplicableByAgency,
    /// The office ruled that it does not apply. Nothing is owed, counted or lost; its maximum stands.
    NotApplicableByOffice,
    /// Others score it (survey, central).
    NotSelfScored,
}

impl Coverage {
    /// Is a score still owed?
    pub const fn owes_score(self) -> bool {
        matches!(self, Self::Blank | Self::Absent)
    }

    /// Does somebody say that it does not apply: the office, or so far only the body?
    pub const fn is_not_applicable(self) -> bool {
        matches!(self, Self::NotApplicableByAgency | Self::NotApplicableByOffice)
    }
}

impl ComponentLoss {
    /// Does it owe a score? The office's word comes before the body's, and agreed points before both silence and
    /// "không áp dụng" of the body.
    pub fn coverage(&self) -> Coverage {
        if self.scoring != Scoring::SelfScored {
            Coverage::NotSelfScored
        } else if self.status == Status::NotApplicable {
            Coverage::NotApplicableByOffice
        } else if self.counted.is_some() {
            Coverage::Scored
        } else {
            match self.state {
                ScoreState::NotApplicable => Coverage::NotApplicableByAgency,
                ScoreState::Blank => Coverage::Blank,
                ScoreState::Scored | ScoreState::Missing | ScoreState::NotSelfScored => {
                    Coverage::Absent
                }
            }
        }
    }
}
