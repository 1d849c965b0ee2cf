//! What [`crate::Scorebook::check`] can find wrong with a store. The Vietnamese sentence is [`crate::vi::fault`].

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::Op;

/// Something that is not as the program left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Fault {
    /// `SQLite` finds its own pages at odds.
    PagesDamaged {
        /// Its words.
        detail: String,
    },
    /// A row names another that is not there.
    BrokenReference {
        /// The row's table.
        table: String,
        /// Its number, where it has one.
        row: Option<i64>,
    },
    /// A table, an index or a trigger is gone or is not the one the program made.
    ShapeChanged {
        /// "trigger change_stays"
        name: String,
    },
    /// There is a table, an index or a trigger that the program did not make.
    ShapeForeign {
        /// "table t"
        name: String,
    },
    /// An entry of the journal was never closed.
    EntryOpen {
        /// Its number.
        entry: i64,
    },
    /// An entry of the journal is gone.
    EntryMissing {
        /// Its number.
        entry: i64,
    },
    /// An entry does not follow from the one before it.
    EntryUnlinked {
        /// Its number.
        entry: i64,
    },
    /// An entry is not what was written.
    EntryAltered {
        /// Its number.
        entry: i64,
    },
    /// The end of the journal is not the one that was noted.
    EndDiffers {
        /// The last entry there is.
        entry: i64,
    },
    /// Changes are filed under no entry.
    StrayChanges {
        /// How many.
        count: i64,
    },
    /// An entry says wrongly whether it was taken back.
    UndoMarkWrong {
        /// Its number.
        entry: i64,
    },
    /// What arrived whole with an entry (a file's scores) is no longer that.
    ArrivalAltered {
        /// The entry's number.
        entry: i64,
        /// What was done, where that can still be read.
        op: Option<Op>,
    },
    /// A row is not what the journal last said of it.
    RowAltered {
        /// Its table.
        table: String,
        /// Its key.
        row: String,
        /// The columns that differ.
        columns: Vec<String>,
        /// The entry that wrote it last.
        entry: i64,
    },
    /// A row that the journal says is there is gone.
    RowGone {
        /// Its table.
        table: String,
        /// Its key.
        row: String,
        /// The entry that wrote it last.
        entry: i64,
    },
    /// A row is there that no entry of the journal wrote.
    RowUntold {
        /// Its table.
        table: String,
        /// Its key.
        row: String,
    },
    /// Scores are there that came with no file.
    ScoresUntold {
        /// The submission they claim.
        submission: i64,
    },
    /// A kept file no longer matches its hash.
    FileAltered {
        /// Its name.
        file: String,
    },
    /// A frozen snapshot no longer matches its hash.
    SnapshotAltered {
        /// Its number.
        number: i64,
    },
    /// The store was brought up to date while it had faults; they stand in the journal.
    FaultyBefore {
        /// The entry that brought it up to date.
        entry: i64,
        /// How many.
        count: usize,
    },
    /// A part of the check could not be made: what it asks for cannot be read.
    Unreadable {
        /// Which part.
        part: Part,
        /// The words of `SQLite` or of the reader.
        detail: String,
    },
}

/// The parts of a check; each says its own errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// `SQLite`'s own look at its pages.
    Pages,
    /// Every reference between rows.
    References,
    /// Tables, indexes, triggers.
    Shape,
    /// The journal's chain.
    Journal,
    /// What arrived whole with its entries.
    Arrivals,
    /// Every row against the journal.
    Rows,
    /// The bytes of received files.
    Files,
    /// Frozen snapshots.
    Snapshots,
}

impl Fault {
    /// The stable code: `entry_missing`.
    pub fn code(&self) -> &'static str {
        self.into()
    }
}
