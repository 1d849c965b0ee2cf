//! Chốt số liệu: figures frozen and hashed; a printed document always belongs to one.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Losses;
use crate::losses::Scenario;

/// Where a body stands with its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AgencyStatus {
    /// Name.
    pub name: String,
    /// When its counting file was applied; `None` when it has sent nothing. That is no day of sending.
    pub applied_at: Option<NaiveDateTime>,
    /// The day on which it sent its counting file: its mail's, or as the officer entered it. `None` when neither
    /// says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<NaiveDate>,
    /// The counting file's revision.
    pub revision: Option<u32>,
    /// The counting file's name.
    pub file: Option<String>,
    /// Self-scored leaves it leads.
    pub leads: u32,
    /// Of those, with a score.
    pub scored: u32,
    /// Problems noted in its counting file (warnings and refused rows).
    pub problems: u32,
}

/// The figures a document is drawn from. Nothing else may be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The province: "tỉnh Sông Mây"; empty when unknown.
    pub province: String,
    /// Is it the sample province? Then every page says so.
    pub is_sample: bool,
    /// The bodies that lead self-scored leaves.
    pub agencies: Vec<AgencyStatus>,
    /// The day by which bodies were to send their scores, where the office moved the dispatch's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<NaiveDate>,
    /// The losses.
    pub losses: Losses,
    /// The kept scenarios. Left out where there are none: snapshots from before they were frozen keep their hash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
}

/// Frozen figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Counts from 1 in a store.
    pub number: i64,
    /// When it was taken, local time.
    pub taken_at: NaiveDateTime,
    /// SHA-256 of the figures' JSON, lower-case hex.
    pub hash: String,
    /// The figures.
    pub figures: Figures,
}

impl Snapshot {
    /// The short code printed in file properties and shown on screen: "2024-03-9f2c41".
    pub fn code(&self) -> String {
        code(self.figures.losses.year, self.number, &self.hash)
    }
}

pub(crate) fn code(year: i32, number: i64, hash: &str) -> String {
    format!("{year}-{number:02}-{}", hash.get(..6).unwrap_or(hash))
}
