//! The two dates of the dispatch that everything hurries towards. The office can move them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use ts_rs::TS;

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum DeadlineKind {
    /// The bodies' self-scores.
    SelfScores,
    /// The báo cáo nhanh to the UBND tỉnh.
    Briefing,
}

impl DeadlineKind {
    /// Soonest first, as the dispatch has them.
    pub const ALL: [Self; 2] = [Self::SelfScores, Self::Briefing];

    /// The dispatch's day: 25/12 of the year that is scored, 10/01 of the next.
    pub fn of_the_dispatch(self, year: i32) -> NaiveDate {
        let day = match self {
            Self::SelfScores => NaiveDate::from_ymd_opt(year, 12, 25),
            Self::Briefing => NaiveDate::from_ymd_opt(year + 1, 1, 10),
        };
        day.unwrap_or(NaiveDate::MAX)
    }
}
