//! The journal.

use chrono::NaiveDateTime;
use rusqlite::params;

use super::{Scorebook, TIME, Tx, time};
use crate::{Op, Result};

/// One entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Counts from 1.
    pub id: i64,
    /// Local time.
    pub at: NaiveDateTime,
    /// What was done.
    pub op: Op,
    /// The entry that took it back.
    pub undone_by: Option<i64>,
    /// SHA-256 over the hash of the entry before and this one's content, lower-case hex.
    pub hash: String,
    /// Rows changed, as (table, old JSON, new JSON).
    pub changes: Vec<(String, Option<String>, Option<String>)>,
}

impl Tx<'_> {
    pub(super) fn open_entry(&self, op: &Op) -> Result<i64> {
        // counts on from the head, too: where the end was cut off, the gap stays to be seen
        self.sql
            .prepare_cached(
                "INSERT INTO audit (id, at, op, open)
                 SELECT 1 + max(entry, (SELECT coalesce(max(id), 0) FROM audit)), ?1, ?2, 1 FROM journal_head",
            )?
            .execute(params![self.now.format(TIME).to_string(), serde_json::to_string(op)?])?;
        Ok(self.sql.last_insert_rowid())
    }
}

impl Scorebook {
    /// The journal, newest first.
    pub fn journal(&self) -> Result<Vec<AuditEntry>> {
        let mut entries = self
            .connection
            .prepare("SELECT id, at, op, undone_by, hash FROM audit ORDER BY id DESC")?;
        let rows = entries.query_map([], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?;
        let mut changes = self
            .connection
            .prepare("SELECT tbl, old, new FROM change WHERE audit_id = ?1 ORDER BY id")?;
        rows.map(|row| {
            let (id, at, op, undone_by, hash) = row?;
            let changes = changes
                .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(AuditEntry {
                id,
                at: time(&at)?,
                op: serde_json::from_str(&op)?,
                undone_by,
                hash,
                changes,
            })
        })
        .collect()
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

    pub(super) fn check_journal(&self, faults: &mut Vec<String>) -> Result<()> {
        let open: i64 =
            self.connection
                .query_row("SELECT count(*) FROM audit WHERE open = 1", [], |row| row.get(0))?;
        if open > 0 {
            faults.push("nhật ký còn thao tác chưa kết thúc".into());
        }
        self.check_chain(faults)
    }
}
