//! The office's list of causes.

use chrono::NaiveDateTime;
use rusqlite::{OptionalExtension, params};

use super::{Scorebook, Tx};
use crate::decision::{Cause, CauseId};
use crate::{Error, Op, Result, text};

impl Scorebook {
    /// The office's list of causes, in its order; retired ones too.
    pub fn causes(&self) -> Result<Vec<Cause>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, name, retired FROM cause ORDER BY position, id")?;
        let causes = statement
            .query_map([], |row| {
                Ok(Cause { id: CauseId(row.get(0)?), name: row.get(1)?, retired: row.get(2)? })
            })?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(causes)
    }

    /// Adds a cause at the end of the list.
    pub fn add_cause(&mut self, name: &str, now: NaiveDateTime) -> Result<CauseId> {
        let name = self.new_cause_name(name, None)?;
        self.transact(&Op::AddCause { name: name.clone() }, now, |tx| tx.insert_cause(&name))
    }

    /// Gives a cause other words, everywhere it is named.
    pub fn rename_cause(&mut self, id: CauseId, name: &str, now: NaiveDateTime) -> Result<()> {
        let from = self.cause(id)?.name;
        let to = self.new_cause_name(name, Some(id))?;
        let op = Op::RenameCause { from, to: to.clone() };
        self.transact(&op, now, |tx| {
            tx.sql.execute("UPDATE cause SET name = ?1 WHERE id = ?2", params![to, id.0])?;
            Ok(())
        })
    }

    /// Stops offering a cause, or offers it again.
    pub fn retire_cause(&mut self, id: CauseId, retired: bool, now: NaiveDateTime) -> Result<()> {
        let op = Op::RetireCause { name: self.cause(id)?.name, retired };
        self.transact(&op, now, |tx| {
            tx.sql
                .execute("UPDATE cause SET retired = ?1 WHERE id = ?2", params![retired, id.0])?;
            Ok(())
        })
    }

    fn cause(&self, id: CauseId) -> Result<Cause> {
        let known = self.causes()?.into_iter().find(|c| c.id == id);
        known.ok_or_else(|| Error::UnknownName { name: id.0.to_string() })
    }

    /// Tidy, not empty, and not another cause's.
    fn new_cause_name(&self, name: &str, own: Option<CauseId>) -> Result<String> {
        let name = text::tidy(name);
        if name.is_empty() {
            return Err(Error::NameRequired);
        }
        let taken: Option<i64> = self
            .connection
            .query_row("SELECT id FROM cause WHERE name = ?1", [&name], |row| row.get(0))
            .optional()?;
        if taken.is_some_and(|id| Some(CauseId(id)) != own) {
            return Err(Error::NameTaken { name });
        }
        Ok(name)
    }
}

impl Tx<'_> {
    fn insert_cause(&self, name: &str) -> Result<CauseId> {
        self.sql.execute(
            "INSERT INTO cause (position, name) VALUES ((SELECT coalesce(max(position), 0) + 1 FROM cause), ?1)",
            [name],
        )?;
        Ok(CauseId(self.sql.last_insert_rowid()))
    }
}
