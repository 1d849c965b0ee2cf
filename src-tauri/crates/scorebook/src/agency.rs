//! The bodies that score and answer for criteria.

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
