//! The journal.

use chrono::NaiveDateTime;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{Scorebook, TIME, Tx, time};
use crate::{Author, Op, Result};

/// One entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Counts from 1.
    pub id: i64,
    /// Local time.
    pub at: NaiveDateTime,
    /// What was done.
    pub op: Op,
    /// Who did it and where; none in entries from before that was noted.
    pub author: Option<Author>,
    /// The entry that took it back.
    pub undone_by: Option<i64>,
    /// SHA-256 over the hash of the entry before and this one's content, lower-case hex.
    pub hash: String,
    /// Rows changed, as (table, old JSON, new JSON).
    pub changes: Vec<(String, Option<String>, Option<String>)>,
}

/// Where the journal ends. It travels outside the book, with a document or a backup, and tells whether a book still holds
/// what it held then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalHead {
    /// The last entry.
    pub entry: i64,
    /// Its hash.
    pub hash: String,
}

impl Tx<'_> {
    pub(super) fn open_entry(&self, op: &Op) -> Result<i64> {
        // counts on from the head, too: where the end was cut off, the gap stays to be seen
        let author = Author::declared();
        self.sql
            .prepare_cached(
                "INSERT INTO audit (id, at, op, open, account, machine)
                 SELECT 1 + max(entry, (SELECT coalesce(max(id), 0) FROM audit)), ?1, ?2, 1, ?3, ?4
                 FROM journal_head",
            )?
            .execute(params![
                self.now.format(TIME).to_string(),
                serde_json::to_string(op)?,
                author.map(|a| &a.account),
                author.map(|a| &a.machine),
            ])?;
        Ok(self.sql.last_insert_rowid())
    }
}

impl Scorebook {
    /// The journal, newest first.
    pub fn journal(&self) -> Result<Vec<AuditEntry>> {
        let mut entries = self.connection.prepare(
            "SELECT id, at, op, undone_by, hash, account, machine FROM audit ORDER BY id DESC",
        )?;
        let rows = entries.query_map([], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get::<_, Option<String>>(5)?,
                row.get::<_, Option<String>>(6)?,
            ))
        })?;
        let mut changes = self
            .connection
            .prepare("SELECT tbl, old, new FROM change WHERE audit_id = ?1 ORDER BY id")?;
        rows.map(|row| {
            let (id, at, op, undone_by, hash, account, machine) = row?;
            let changes = changes
                .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(AuditEntry {
                id,
                at: time(&at)?,
                op: serde_json::from_str(&op)?,
                author: account.zip(machine).map(|(account, machine)| Author { account, machine }),
                undone_by,
                hash,
                changes,
            })
        })
        .collect()
    }

    /// Where the journal ends now.
    pub fn journal_head(&self) -> Result<JournalHead> {
        Ok(self.connection.query_row("SELECT entry, hash FROM journal_head", [], |row| {
            Ok(JournalHead { entry: row.get(0)?, hash: row.get(1)? })
        })?)
    }

    /// Does the journal go through that head? If not, this book is older than it, or parted from it before.
    pub fn holds(&self, head: &JournalHead) -> Result<bool> {
        Ok(self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM audit WHERE id = ?1 AND hash = ?2)",
            params![head.entry, head.hash],
            |row| row.get(0),
        )?)
    }

    /// The last entry that two books have in common; 0 when they never were one. Where it is the end of one of them, the
    /// other is only further on.
    pub fn common_entry(&self, other: &Self) -> Result<i64> {
        let hashes = |book: &Self| -> Result<Vec<(i64, String)>> {
            let mut statement =
                book.connection.prepare("SELECT id, hash FROM audit ORDER BY id")?;
            let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(pairs.collect::<Result<_, _>>()?)
        };
        let (ours, theirs) = (hashes(self)?, hashes(other)?);
        let common = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).last();
        Ok(common.map_or(0, |((entry, _), _)| *entry))
    }

    /// When something was last written.
    pub fn last_saved(&self) -> Result<Option<NaiveDateTime>> {
        let at: Option<String> = self.connection.query_row(
            "SELECT at FROM audit ORDER BY id DESC LIMIT 1",
            [],
            |row| row.get(0),
        )?;
        at.as_deref().map(time).transpose()
    }
}
