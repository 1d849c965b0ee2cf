//! Documents as they were saved from a snapshot: their very bytes.

use chrono::NaiveDateTime;

/// What tells one saved document of a snapshot from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLabel {
    /// The snapshot's number.
    pub snapshot: i64,
    /// The document's kind, as in file names: "bao-cao-nhanh".
    pub kind: String,
    /// The body it is addressed to, when each has its own.
    pub agency: Option<String>,
    /// The file's ending: "pdf".
    pub format: String,
}

/// A document that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDocument {
    /// Counts from 1 in a store.
    pub id: i64,
    /// Which document it is.
    pub label: DocumentLabel,
    /// The file's name.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// When it was saved, local time.
    pub saved_at: NaiveDateTime,
    /// Bytes.
    pub size: u64,
}

/// A snapshot without its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotLine {
    /// Counts from 1 in a store.
    pub number: i64,
    /// Of which year.
    pub year: i32,
    /// When it was taken, local time.
    pub taken_at: NaiveDateTime,
    /// SHA-256 of the figures, lower-case hex.
    pub hash: String,
}

impl SnapshotLine {
    /// The short code, as [`crate::Snapshot::code`].
    pub fn code(&self) -> String {
        crate::snapshot::code(self.year, self.number, &self.hash)
    }
}
