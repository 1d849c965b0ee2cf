//! The journal as people read it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::{AuditEntry, Scorebook};
use crate::journal::{ChangedColumn, ChangedRow, JournalDetail, JournalFilter, JournalRow};
use crate::{Code, Op, Points, Result, vi};

impl Scorebook {
    /// The entries that pass the filter, newest first.
    pub fn journal_rows(&self, filter: &JournalFilter) -> Result<Vec<JournalRow>> {
        let names = Names {
            codes: self.codes()?,
            agencies: self.agency_names()?.into_iter().map(|(id, name)| (id.0, name)).collect(),
            causes: self.causes()?.into_iter().map(|c| (c.id.0, c.name)).collect(),
        };
        let mut rows = Vec::new();
        let entries = self.journal()?;
        let ops: BTreeMap<i64, &Op> = entries.iter().map(|e| (e.id, &e.op)).collect();
        for entry in &entries {
            let row = JournalRow {
                id: entry.id,
                at: entry.at,
                author: entry.author.clone(),
                sentence: vi::op(&told(&entry.op, &ops)),
                kind: entry.op.kind(),
                code: entry.op.code().cloned(),
                undone_by: entry.undone_by,
                details: names.details(entry)?,
                hash: entry.hash.clone(),
            };
            if filter.passes(&row) {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    /// Every row that an entry changed, in the order in which it did.
    pub fn rows_of_entry(&self, entry: i64) -> Result<Vec<ChangedRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT tbl, row, old, new FROM change WHERE audit_id = ?1 ORDER BY id",
        )?;
        let mut rows = statement.query([entry])?;
        let mut changed = Vec::new();
        while let Some(row) = rows.next()? {
            let table: String = row.get(0)?;
            let read = |text: Option<String>| {
                text.as_deref().map(serde_json::from_str::<Map<String, Json>>).transpose()
            };
            let (old, new) = (read(row.get(2)?)?, read(row.get(3)?)?);
            let names: BTreeSet<&String> =
                old.iter().chain(&new).flat_map(|row| row.keys()).collect();
            let columns = names.into_iter().filter_map(|column| {
                let of = |row: &Option<Map<String, Json>>| {
                    row.as_ref().and_then(|row| row.get(column)).map(stored)
                };
                let (before, after) = (of(&old), of(&new));
                let column = column.clone();
                (before != after).then_some(ChangedColumn { column, before, after })
            });
            changed.push(ChangedRow {
                name: vi::table_name(&table).to_owned(),
                row: row.get(1)?,
                columns: columns.collect(),
                table,
            });
        }
        Ok(changed)
    }

    /// Codes of all nodes, of every year.
    fn codes(&self) -> Result<BTreeMap<i64, Code>> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, code FROM catalogue_node")?;
        let mut rows = statement.query([])?;
        let mut codes = BTreeMap::new();
        while let Some(row) = rows.next()? {
            codes.insert(row.get(0)?, super::word(&row.get::<_, String>(1)?)?);
        }
        Ok(codes)
    }
}

/// An entry that takes back or makes again, with the sentence of the change it is about; any other as it is.
fn told(op: &Op, ops: &BTreeMap<i64, &Op>) -> Op {
    let about = |entry: i64| {
        let mut at = entry;
        // an undo is older than what makes it again, so this ends
        while let Some(Op::Undo { entry, told: None }) = ops.get(&at)
            && *entry < at
        {
            at = *entry;
        }
        ops.get(&at).map(|op| match op {
            Op::Undo { told: Some(told), .. } => told.clone(),
            op => vi::op(op),
        })
    };
    match op {
        Op::Undo { entry, told: None } => Op::Undo { entry: *entry, told: about(*entry) },
        Op::Redo { entry, told: None } => Op::Redo { entry: *entry, told: about(*entry) },
        op => op.clone(),
    }
}

/// A value as it is stored; nothing is an empty text.
fn stored(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

struct Names {
    codes: BTreeMap<i64, Code>,
    agencies: BTreeMap<i64, String>,
    causes: BTreeMap<i64, String>,
}

impl Names {
    fn details(&self, entry: &AuditEntry) -> Result<Vec<JournalDetail>> {
        let mut details = Vec::new();
        // a year that begins brings everything, and changes nothing
        if matches!(entry.op, Op::CreateYear { .. }) {
            return Ok(details);
        }
        for (table, old, new) in &entry.changes {
            let parse = |text: &Option<String>| {
                text.as_deref().map(serde_json::from_str::<Map<String, Json>>).transpose()
            };
            let (old, new) = (parse(old)?.unwrap_or_default(), parse(new)?.unwrap_or_default());
            let columns: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            let node = new.get("node_id").or_else(|| old.get("node_id")).and_then(Json::as_i64);
            for column in columns {
                let Some(field) = vi::journal_field(table, column) else { continue };
                let said =
                    |row: &Map<String, Json>| row.get(column).and_then(|v| self.say(column, v));
                let (before, after) = (said(&old), said(&new));
                if before != after {
                    let code = node.and_then(|id| self.codes.get(&id)).cloned();
                    details.push(JournalDetail { code, field: field.to_owned(), before, after });
                }
            }
        }
        Ok(details)
    }

    /// A stored value as people read it; `None` when there is nothing to say.
    fn say(&self, column: &str, value: &Json) -> Option<String> {
        let known = |names: &BTreeMap<i64, String>| {
            value.as_i64().map(|id| names.get(&id).cloned().unwrap_or_else(|| id.to_string()))
        };
        match column {
            "agreed" | "recoverable" | "points" => {
                value.as_i64().map(|n| Points::from_ten_thousandths(n).to_string())
            }
            "agency_id" => known(&self.agencies),
            "cause_id" => known(&self.causes),
            "status" => Some(vi::status(value.as_str()?.parse().ok()?).to_owned()),
            "likelihood" => Some(vi::likelihood(value.as_str()?.parse().ok()?).to_owned()),
            _ => value.as_str().filter(|text| !text.is_empty()).map(ToOwned::to_owned),
        }
    }
}
