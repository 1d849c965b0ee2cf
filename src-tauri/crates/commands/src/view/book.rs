//! The open store.

use chrono::NaiveDateTime;
use scorebook::BaselineKind;
use serde::Serialize;
use ts_rs::TS;

/// The store that is open.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct StoreInfo {
    /// Its file's name, without folder.
    pub(crate) file: String,
    /// The year that is scored.
    pub(crate) year: i32,
    /// Every year of the store, earliest first.
    pub(crate) years: Vec<i32>,
    /// The year compared with.
    pub(crate) baseline_year: i32,
    /// Which of its results is compared.
    pub(crate) baseline_kind: Option<BaselineKind>,
    /// Which results the store holds.
    pub(crate) baseline_kinds: Vec<BaselineKind>,
    /// "tỉnh Sông Mây"; empty when unknown.
    pub(crate) province: String,
    /// Sample data: every screen says so.
    pub(crate) is_sample: bool,
    /// When something was last written.
    pub(crate) last_saved: Option<NaiveDateTime>,
    /// What undo would take back, as a sentence.
    pub(crate) undoable: Option<String>,
    /// What redo would make again, as a sentence.
    pub(crate) redoable: Option<String>,
    /// The newest snapshot's code.
    pub(crate) snapshot: Option<String>,
}
