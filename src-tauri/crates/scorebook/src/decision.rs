//! The officer's decision on a criterion: agreed points with a reason, cause, remedy, due date.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Points;

/// What the officer decided on a criterion. All of it is optional; agreed points need a reason when they
/// differ from what the body reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Decision {
    /// Điểm thống nhất.
    pub agreed: Option<Points>,
    /// Why the agreed points are what they are.
    pub reason: String,
    /// Nguyên nhân mất điểm.
    pub cause: String,
    /// Giải pháp khắc phục.
    pub remedy: String,
    /// Thời hạn khắc phục.
    pub due: Option<NaiveDate>,
}
