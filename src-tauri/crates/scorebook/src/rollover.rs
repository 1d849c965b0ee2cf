//! What beginning the next year would do, before it is done.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Points;
use crate::crosswalk::LinkKind;
use crate::report::ProblemReport;

/// How many criteria became what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LinkCount {
    /// What became of them.
    pub kind: LinkKind,
    /// How many links say so.
    pub count: u32,
}

/// What beginning the next year would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RollOver {
    /// The next year.
    pub year: i32,
    /// The file its bộ tiêu chí comes from.
    pub file: String,
    /// Leaves.
    pub criteria: u32,
    /// Maximum of all of them.
    pub max: Points,
    /// Maximum of the self-scored ones.
    pub self_scored_max: Points,
    /// What became of this year's criteria, as proposed; each is decided later, by hand.
    pub links: Vec<LinkCount>,
    /// Leaves whose lead the bộ tiêu chí names itself.
    pub leads_given: u32,
    /// Leaves whose lead is this year's, or its successor.
    pub leads_carried: u32,
    /// Self-scored leaves that nobody leads.
    pub without_lead: u32,
    /// Leaves that get this year's score to be compared with.
    pub baselines_carried: u32,
    /// The bodies of the next year.
    pub agencies: Vec<String>,
    /// What was found in the bộ tiêu chí.
    pub problems: Vec<ProblemReport>,
    /// Can it be done? Blocking problems prevent it.
    pub possible: bool,
}
