//! The bodies that score and answer for criteria.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An agency's identity in the store. The name is not the identity: agencies are renamed and merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export, as = "i64")]
pub struct AgencyId(pub i64);

/// A body (cơ quan), by the name it has in the year at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Agency {
    /// Identity.
    pub id: AgencyId,
    /// The name in force, as it was first read: "Sở Tài chính".
    pub name: String,
    /// Other ways the same body is written: "STC", "VP UBND tỉnh".
    pub aliases: Vec<String>,
}

/// A name with the time it was in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DatedName {
    /// The name.
    pub name: String,
    /// From this day; `None`: from the beginning.
    pub from: Option<NaiveDate>,
    /// To the end of this day; `None`: still in force.
    pub to: Option<NaiveDate>,
}

/// A body that took another's place, or was taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Succession {
    /// The other body.
    pub agency: AgencyId,
    /// Its last name.
    pub name: String,
    /// Since when.
    pub since: Option<NaiveDate>,
}

/// A body with all its names, what it came from and what it became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AgencyHistory {
    /// Identity.
    pub id: AgencyId,
    /// The name in the year at hand; `None` when it is not there in that year.
    pub name: Option<String>,
    /// Its names, the newest first.
    pub names: Vec<DatedName>,
    /// Other ways it is written, its names aside.
    pub aliases: Vec<String>,
    /// Bodies merged into it.
    pub predecessors: Vec<Succession>,
    /// The body it was merged into.
    pub successor: Option<Succession>,
    /// Criteria it leads in the year at hand.
    pub leads: u32,
}
