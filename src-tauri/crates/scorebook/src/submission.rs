//! Bản tự chấm: what a body sent, taken in. The newest applied revision counts; older ones are kept.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use ts_rs::TS;

use crate::AgencyId;
use crate::plan::Origin;

/// What a body said of a criterion. Blank is never zero.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    TS,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum ScoreState {
    /// A score was given.
    Scored,
    /// The criterion is in the file, its score cell is empty.
    Blank,
    /// No file has the criterion yet.
    Missing,
    /// Not for departments to score (survey, central).
    NotSelfScored,
    /// The body says it does not apply ("không áp dụng").
    NotApplicable,
}

/// A submission's identity in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export, as = "i64")]
pub struct SubmissionId(pub i64);

/// One applied file of a body, as listed in Tiếp nhận.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Submission {
    /// Identity.
    pub id: SubmissionId,
    /// Whose.
    pub agency: AgencyId,
    /// The body's name.
    pub agency_name: String,
    /// 1 for the body's first file of the year.
    pub revision: u32,
    /// The file's name as received.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// When it was applied, local time.
    pub applied_at: NaiveDateTime,
    /// Does it count: the newest of its body that was not undone?
    pub current: bool,
    /// Was it undone?
    pub withdrawn: bool,
    /// Rows with a score.
    pub scored: u32,
    /// Rows left blank.
    pub blank: u32,
    /// Problems noted when it was applied.
    pub problems: u32,
    /// The container its file came in, if it came in one.
    pub origin: Option<Origin>,
}
