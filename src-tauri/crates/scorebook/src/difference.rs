//! What a body's new file changes against its previous one, criterion by criterion.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use ts_rs::TS;

use crate::{Code, Points};

/// A new file against the body's previous one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Difference {
    /// The previous file's revision.
    pub revision: u32,
    /// Its name.
    pub file: String,
    /// Every criterion that either file speaks of, in the catalogue's order.
    pub rows: Vec<DifferenceRow>,
}

/// One criterion in both files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DifferenceRow {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its maximum.
    pub max: Points,
    /// The score in the previous file; none where that was blank or had no such row.
    pub old: Option<Points>,
    /// The score in the new file.
    pub new: Option<Points>,
    /// What happened to it.
    pub change: Change,
    /// Does the new file name evidence that the previous one did not?
    pub new_evidence: bool,
}

/// What happened to a criterion between two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Change {
    /// More points.
    Risen,
    /// Fewer points.
    Fallen,
    /// As it was.
    Same,
    /// The previous file had no such row.
    Appeared,
    /// The new file has no such row, or one that cannot be taken.
    Vanished,
    /// Had a score, is blank now.
    Blanked,
    /// Was blank, has a score now.
    Filled,
}
