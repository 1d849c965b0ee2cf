//! Stores that were open before.

use serde::Serialize;
use ts_rs::TS;

use crate::failure::Failure;

/// A book that could not be opened.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct Trouble {
    /// Its file's name.
    pub(crate) file: String,
    /// Its folder.
    pub(crate) folder: String,
    /// Why.
    pub(crate) failure: Failure,
}

/// A book that was open before.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct RecentBook {
    /// Names it, for opening.
    pub(crate) key: String,
    /// Its file's name.
    pub(crate) file: String,
    /// Its folder.
    pub(crate) folder: String,
    /// Is it where it was?
    pub(crate) is_there: bool,
    /// Is it the one that is open?
    pub(crate) is_open: bool,
}
