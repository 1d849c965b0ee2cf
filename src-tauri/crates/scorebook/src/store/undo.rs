//! Taking changes back and making them again, from the old values in the journal. What is taken back last is
//! made again first; a new change ends what could be made again.

use chrono::NaiveDateTime;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};
use serde_json::{Map, Value as Json};

use super::table::{Shape, Table, table};
use super::{Scorebook, Tx};
use crate::{Error, Op, Result, vi};

type Row = Map<String, Json>;

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
    table: &'static Table,
    row: i64,
    old: Option<Row>,
    new: Option<Row>,
}

impl Change {
    /// Received files and read scores are kept: their submission can only stop counting.
    fn is_received_file(&self) -> bool {
        self.table.name == "submission" && self.old.is_none()
    }

    /// The row's key, as the journal keeps it.
    fn key(&self, shape: &Shape) -> Vec<Value> {
        let row = self.new.as_ref().or(self.old.as_ref());
        shape.key.iter().map(|c| row.and_then(|r| r.get(c)).map_or(Value::Null, value)).collect()
    }
}

impl Scorebook {
    /// What [`Scorebook::undo`] would take back, as a sentence. A year's beginning took the results before it as
    /// its baselines: what came before it is taken back no more.
    pub fn undoable(&self) -> Result<Option<String>> {
        let Some((entry, op)) = self.newest_undoable()? else { return Ok(None) };
        Ok(Some(self.told(entry, &op)?))
    }

    /// A change as a sentence, with its year where that is not the one at hand.
    fn told(&self, entry: i64, op: &Op) -> Result<String> {
        let sentence = vi::op(op);
        Ok(match self.year_of_entry(entry)? {
            Some(year) if year != self.year => vi::in_year(&sentence, year),
            _ => sentence,
        })
    }

    /// The year whose rows an entry changed; `None` for what belongs to no year.
    fn year_of_entry(&self, entry: i64) -> Result<Option<i32>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(json_extract(v, '$.year'),
                             (SELECT year FROM catalogue_node WHERE id = json_extract(v, '$.node_id')))
             FROM (SELECT coalesce(new, old) AS v FROM change WHERE audit_id = ?1 ORDER BY id)",
        )?;
        let mut rows = statement.query([entry])?;
        while let Some(row) = rows.next()? {
            if let Some(year) = row.get(0)? {
                return Ok(Some(year));
            }
        }
        Ok(None)
    }

    /// What [`Scorebook::redo`] would make again, as a sentence.
    pub fn redoable(&self) -> Result<Option<String>> {
        Ok(self.newest_redoable()?.map(|(_, sentence)| sentence))
    }

    /// Takes back the newest change that can be: its rows get their old values, in one transaction with its
    /// own entry.
    pub fn undo(&mut self, now: NaiveDateTime) -> Result<Undone> {
        let (entry, op) = self.newest_undoable()?.ok_or(Error::NothingToUndo)?;
        let undone = self.told(entry, &op)?;
        self.transact(&Op::Undo { entry, told: None }, now, |tx| {
            let refused = || Error::CannotUndo { op: undone.clone() };
            for change in tx.changes(entry)?.ok_or_else(refused)? {
                if change.table.only_arrives() {
                    continue;
                }
                if change.is_received_file() {
                    tx.withdraw(crate::submission::SubmissionId(change.row))?;
                } else if !tx.restore(&change)? {
                    return Err(refused());
                }
            }
            tx.sql.execute(
                "UPDATE audit SET undone_by = (SELECT id FROM audit WHERE open = 1) WHERE id = ?1",
                [entry],
            )?;
            Ok(())
        })?;
        let mut stays = Vec::new();
        if let Op::ApplySubmission { .. } = op {
            stays.push(vi::kept_file().to_owned());
        }
        stays.extend(self.snapshots_after(entry)?.iter().map(|s| vi::kept_snapshot(*s)));
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

    /// Makes again what was taken back last, unless something else was changed since. Returns its sentence.
    pub fn redo(&mut self, now: NaiveDateTime) -> Result<String> {
        let (entry, redone) = self.newest_redoable()?.ok_or(Error::NothingToRedo)?;
        self.transact(&Op::Redo { entry, told: None }, now, |tx| {
            let refused = || Error::CannotRedo { op: redone.clone() };
            for change in tx.changes(entry)?.ok_or_else(refused)? {
                if !tx.restore(&change)? {
                    return Err(refused());
                }
            }
            tx.sql.execute("UPDATE audit SET undone_by = NULL WHERE undone_by = ?1", [entry])?;
            tx.sql.execute(
                "UPDATE audit SET undone_by = (SELECT id FROM audit WHERE open = 1) WHERE id = ?1",
                [entry],
            )?;
            Ok(())
        })?;
        Ok(redone)
    }

    fn newest_undoable(&self) -> Result<Option<(i64, Op)>> {
        let mut newest = self
            .connection
            .prepare_cached("SELECT id, op FROM audit WHERE undone_by IS NULL ORDER BY id DESC")?;
        let mut rows = newest.query([])?;
        while let Some(row) = rows.next()? {
            let op: Op = serde_json::from_str(&row.get::<_, String>(1)?)?;
            if op.is_undoable() {
                return Ok(Some((row.get(0)?, op)));
            }
            if let Op::CreateYear { .. } = op {
                return Ok(None);
            }
        }
        Ok(None)
    }

    fn newest_redoable(&self) -> Result<Option<(i64, String)>> {
        let mut newest = self
            .connection
            .prepare_cached("SELECT id, op, undone_by FROM audit ORDER BY id DESC")?;
        let mut rows = newest.query([])?;
        while let Some(row) = rows.next()? {
            let op: Op = serde_json::from_str(&row.get::<_, String>(1)?)?;
            let taken_back = row.get::<_, Option<i64>>(2)?.is_some();
            match op {
                Op::Undo { entry: 0, .. } => {}
                Op::Undo { told: Some(told), .. } if !taken_back => {
                    return Ok(Some((row.get(0)?, told)));
                }
                Op::Undo { entry, .. } if !taken_back => {
                    let undone: String = self.connection.query_row(
                        "SELECT op FROM audit WHERE id = ?1",
                        [entry],
                        |row| row.get(0),
                    )?;
                    let told = self.told(entry, &serde_json::from_str(&undone)?)?;
                    return Ok(Some((row.get(0)?, told)));
                }
                // taken back or not, it came after whatever was taken back before it
                op if op.is_undoable() && !taken_back => return Ok(None),
                Op::CreateYear { .. } => return Ok(None),
                _ => {}
            }
        }
        Ok(None)
    }
}

impl Tx<'_> {
    /// An entry's changes, newest first, so that rows changed twice end at their oldest value; `None` when
    /// one cannot be written back.
    fn changes(&self, entry: i64) -> Result<Option<Vec<Change>>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT tbl, row, old, new FROM change WHERE audit_id = ?1 ORDER BY id DESC",
        )?;
        let mut rows = statement.query([entry])?;
        let mut changes = Vec::new();
        let parse =
            |text: Option<String>| text.map(|t| serde_json::from_str::<Row>(&t)).transpose();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let Some(table) = table(&name) else { return Ok(None) };
            changes.push(Change {
                table,
                row: row.get(1)?,
                old: parse(row.get(2)?)?,
                new: parse(row.get(3)?)?,
            });
        }
        Ok(Some(changes))
    }

    /// Gives a row its old value, if it still has the new one. Columns that came with a later version of
    /// the store stand beside it and are left alone.
    fn restore(&self, change: &Change) -> Result<bool> {
        let Some(shape) = Shape::read(&self.sql, change.table)? else { return Ok(false) };
        let now = self.row_as_json(change, &shape)?;
        let still = match (&now, &change.new) {
            (None, None) => true,
            (Some(now), Some(new)) => {
                new.iter().all(|(column, value)| now.get(column) == Some(value))
            }
            _ => false,
        };
        if still {
            self.write_back(change, &shape)?;
        }
        Ok(still)
    }

    /// The row as the triggers would write it now.
    fn row_as_json(&self, change: &Change, shape: &Shape) -> Result<Option<Row>> {
        let sql = format!(
            "SELECT {} FROM {} WHERE {}",
            shape.json(""),
            change.table.name,
            shape.key_is()
        );
        let text: Option<String> = self
            .sql
            .query_row(&sql, params_from_iter(change.key(shape)), |row| row.get(0))
            .optional()?;
        Ok(text.as_deref().map(serde_json::from_str).transpose()?)
    }

    fn write_back(&self, change: &Change, shape: &Shape) -> Result<()> {
        let table = change.table.name;
        let Some(old) = &change.old else {
            let sql = format!("DELETE FROM {table} WHERE {}", shape.key_is());
            self.sql.execute(&sql, params_from_iter(change.key(shape)))?;
            return Ok(());
        };
        let kept: Vec<(&String, Value)> = shape
            .columns
            .iter()
            .filter_map(|column| Some((column, value(old.get(column)?))))
            .collect();
        let names: Vec<&str> = kept.iter().map(|(column, _)| column.as_str()).collect();
        let marks: Vec<String> = (1..=kept.len()).map(|n| format!("?{n}")).collect();
        let updates: Vec<String> = names.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}",
            names.join(", "),
            marks.join(", "),
            shape.key.join(", "),
            updates.join(", ")
        );
        self.sql.execute(&sql, params_from_iter(kept.into_iter().map(|(_, value)| value)))?;
        Ok(())
    }
}

/// Stored values are integers and texts; the store has no other kinds in rows that can be written back.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Integer(i64::from(*b)),
        Json::Number(n) => n.as_i64().map_or(Value::Null, Value::Integer),
        Json::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}
