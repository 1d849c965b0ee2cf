//! Taking back the newest change that can be taken back, from the old values in the journal.

use chrono::NaiveDateTime;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::{Scorebook, Tx};
use crate::{Error, Op, Result, vi};

/// Tables whose rows undo may write; a name from the journal is compared with these, never trusted.
const TABLES: [(&str, &str); 5] = [
    ("setting", "id"),
    ("year", "year"),
    ("submission", "id"),
    ("decision", "node_id"),
    ("remembered", "id"),
];

/// What was taken back, and what stays all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The sentence of the change, without subject.
    pub what: String,
    /// What could not be taken back, a sentence each.
    pub stays: Vec<String>,
}

/// "ghi tệp … Tệp gốc …", for one message.
impl std::fmt::Display for Undone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)?;
        self.stays.iter().try_for_each(|stays| write!(f, ". {stays}"))
    }
}

struct Change {
    table: &'static str,
    key: &'static str,
    row: i64,
    old: Option<String>,
    new: Option<String>,
}

impl Scorebook {
    /// What [`Scorebook::undo`] would take back, as a sentence.
    pub fn undoable(&self) -> Result<Option<String>> {
        Ok(self.newest_undoable()?.map(|(_, op)| vi::op(&op)))
    }

    /// Takes back the newest change that can be: its rows get their old values, in one transaction with its
    /// own entry.
    pub fn undo(&mut self, now: NaiveDateTime) -> Result<Undone> {
        let (id, op) = self.newest_undoable()?.ok_or(Error::NothingToUndo)?;
        let undone = vi::op(&op);
        self.transact(&Op::Undo { undone: undone.clone() }, now, |tx| {
            if let Op::ApplySubmission { .. } = op {
                // received files and read scores are kept: the submission only stops counting
                tx.withdraw_applied_by(id)?;
            }
            tx.restore(id, &undone)?;
            tx.mark_undone(id)
        })?;
        let mut stays = Vec::new();
        if let Op::ApplySubmission { .. } = op {
            stays.push(vi::kept_file().to_owned());
        }
        stays.extend(self.snapshots_after(id)?.iter().map(|s| vi::kept_snapshot(*s)));
        Ok(Undone { what: undone, stays })
    }

    /// Numbers of the snapshots taken after that entry.
    fn snapshots_after(&self, entry: i64) -> Result<Vec<i64>> {
        let mut later =
            self.connection.prepare("SELECT op FROM audit WHERE id > ?1 ORDER BY id")?;
        let mut rows = later.query([entry])?;
        let mut numbers = Vec::new();
        while let Some(row) = rows.next()? {
            if let Op::TakeSnapshot { number } = serde_json::from_str(&row.get::<_, String>(0)?)? {
                numbers.push(number);
            }
        }
        Ok(numbers)
    }

    fn newest_undoable(&self) -> Result<Option<(i64, Op)>> {
        let mut newest = self
            .connection
            .prepare("SELECT id, op FROM audit WHERE undone_by IS NULL ORDER BY id DESC")?;
        let mut rows = newest.query([])?;
        while let Some(row) = rows.next()? {
            let op: Op = serde_json::from_str(&row.get::<_, String>(1)?)?;
            if op.is_undoable() {
                return Ok(Some((row.get(0)?, op)));
            }
        }
        Ok(None)
    }
}

impl Tx<'_> {
    fn mark_undone(&self, id: i64) -> Result<()> {
        let by = "(SELECT id FROM audit WHERE open = 1)";
        self.sql.execute(&format!("UPDATE audit SET undone_by = {by} WHERE id = ?1"), [id])?;
        Ok(())
    }

    fn withdraw_applied_by(&self, entry: i64) -> Result<()> {
        let submission: i64 = self.sql.query_row(
            "SELECT row FROM change WHERE audit_id = ?1 AND tbl = 'submission' AND old IS NULL",
            [entry],
            |row| row.get(0),
        )?;
        self.withdraw(crate::submission::SubmissionId(submission))
    }

    fn restore(&self, entry: i64, sentence: &str) -> Result<()> {
        for change in self.changes(entry, sentence)? {
            // a submission that came in with this entry was withdrawn, not removed
            if change.table == "submission" && change.old.is_none() {
                continue;
            }
            if self.row_as_json(&change)? != change.new {
                return Err(Error::CannotUndo { op: sentence.to_owned() });
            }
            self.write_back(&change)?;
        }
        Ok(())
    }

    /// Newest first, so that rows changed twice end at their oldest value.
    fn changes(&self, entry: i64, sentence: &str) -> Result<Vec<Change>> {
        let mut statement = self.sql.prepare(
            "SELECT tbl, row, old, new FROM change WHERE audit_id = ?1 ORDER BY id DESC",
        )?;
        let mut rows = statement.query([entry])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let (table, key) = TABLES
                .into_iter()
                .find(|(table, _)| *table == name)
                .ok_or_else(|| Error::CannotUndo { op: sentence.to_owned() })?;
            changes.push(Change {
                table,
                key,
                row: row.get(1)?,
                old: row.get(2)?,
                new: row.get(3)?,
            });
        }
        Ok(changes)
    }

    /// The table's columns that the change knows of: one from before a migration lacks the newer ones.
    fn columns(&self, change: &Change) -> Result<Vec<String>> {
        let Some(known) = change.new.as_ref().or(change.old.as_ref()) else {
            return Ok(Vec::new());
        };
        let mut statement = self.sql.prepare(
            "SELECT name FROM pragma_table_info(?1) WHERE name IN (SELECT key FROM json_each(?2)) ORDER BY cid",
        )?;
        let names = statement
            .query_map(params![change.table, known], |row| row.get(0))?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(names)
    }

    /// The row as the triggers would write it now.
    fn row_as_json(&self, change: &Change) -> Result<Option<String>> {
        let pairs: Vec<String> =
            self.columns(change)?.iter().map(|c| format!("'{c}', {c}")).collect();
        let sql = format!(
            "SELECT json_object({}) FROM {} WHERE {} = ?1",
            pairs.join(", "),
            change.table,
            change.key
        );
        Ok(self.sql.query_row(&sql, [change.row], |row| row.get(0)).optional()?)
    }

    fn write_back(&self, change: &Change) -> Result<()> {
        let Change { table, key, row, .. } = change;
        let Some(old) = &change.old else {
            self.sql.execute(&format!("DELETE FROM {table} WHERE {key} = ?1"), params![row])?;
            return Ok(());
        };
        let columns = self.columns(change)?;
        let values: Vec<Value> = columns
            .iter()
            .map(|column| {
                self.sql.query_row(
                    "SELECT json_extract(?1, '$.' || ?2)",
                    params![old, column],
                    |r| r.get(0),
                )
            })
            .collect::<Result<_, _>>()?;
        let marks: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        let updates: Vec<String> = columns.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT ({key}) DO UPDATE SET {}",
            columns.join(", "),
            marks.join(", "),
            updates.join(", ")
        );
        self.sql.execute(&sql, params_from_iter(values))?;
        Ok(())
    }
}
