//! The one `SQLite` file. [`Scorebook`] reads; [`Scorebook::transact`] is the only way to write.

mod agency;
mod agency_history;
mod arrival;
mod assignment;
mod audit;
mod bodies;
mod catalogue;
mod cause;
mod chain;
mod check;
mod conflict;
mod copy;
mod crosswalk;
mod deadline;
mod decision;
mod document;
mod figures;
mod file;
mod header;
mod history;
mod hold;
mod journal;
mod lead;
mod leftover;
mod memory;
mod open;
pub(crate) mod rebuild;
mod reopen;
mod results;
mod rollover;
mod rows;
mod scale;
mod scenario;
mod sent_day;
mod setting;
mod status;
mod submission;
mod supplement;
mod table;
mod trend;
mod undo;
mod year;

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::{Connection, Transaction};

pub use self::audit::{AuditEntry, JournalHead};
pub(crate) use self::copy::{Copied, copy_of, keep_raw, take_over};
pub use self::leftover::SetAside;
pub use self::memory::Corrections;
pub use self::results::ResultTrees;
pub use self::submission::{Applied, KeptFile};
pub use self::undo::Undone;
use crate::{Error, Op, Result};

/// An open store. One process at a time holds it.
#[derive(Debug)]
pub struct Scorebook {
    connection: Connection,
    /// After the connection: closing the file before it would end its locks.
    hold: Option<hold::Hold>,
    path: PathBuf,
    year: i32,
    changes: u64,
    /// Was it found whole when it was opened? Otherwise nothing is written to it.
    proven: bool,
    set_aside: Vec<SetAside>,
}

/// A change under way, inside [`Scorebook::transact`]. Dropped without success, nothing has happened.
#[derive(Debug)]
pub struct Tx<'a> {
    sql: Transaction<'a>,
    /// Local time of the operation.
    now: NaiveDateTime,
    year: i32,
}

impl Scorebook {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The year at hand: the newest in the store, unless [`Scorebook::turn_to`] said otherwise.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Grows with everything after which other figures may be read: every change, every turn to another year.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Runs a change: all of `work` and its journal entry, or nothing. The triggers of the schema file every
    /// old and new row under that entry. When this returns `Ok`, it is on the disk, in the file that lies there
    /// under the book's name. An error means that nothing was written, except [`Error::FateUnknown`].
    pub fn transact<T>(
        &mut self,
        op: &Op,
        now: NaiveDateTime,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.may_change()?;
        self.changes += 1;
        let (entry, value, committed) = {
            let sql = self
                .connection
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let tx = Tx { sql, now, year: self.year };
            let entry = tx.open_entry(op)?;
            let value = work(&tx)?;
            tx.seal(entry)?;
            let committed = tx.sql.commit();
            (entry, value, committed)
        };
        committed.map_err(|e| self.after_failed_commit(entry, e))?;
        self.still_there()?;
        Ok(value)
    }

    /// What became of a change whose commit reported an error: `SQLite` takes it back when the file is read next, but
    /// an error at the very last step comes too late for that.
    fn after_failed_commit(&self, entry: i64, error: rusqlite::Error) -> Error {
        let newest =
            self.connection.query_row("SELECT entry FROM journal_head WHERE id = 1", [], |row| {
                row.get::<_, i64>(0)
            });
        match newest {
            Ok(newest) if newest < entry => error.into(),
            Ok(_) | Err(_) => Error::FateUnknown { detail: error.to_string() },
        }
    }
}

/// Times as they are stored.
pub(crate) const TIME: &str = "%Y-%m-%dT%H:%M:%S";

/// Reads a stored time.
pub(crate) fn time(text: &str) -> Result<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, TIME)
        .map_err(|_| crate::Error::Corrupt(format!("time {text:?}")))
}

/// Reads a stored word of a closed list.
pub(crate) fn word<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| crate::Error::Corrupt(format!("word {text:?}")))
}
