//! Looking a store over. Each part says its own errors, so that one that cannot be read does not hide the others.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rusqlite::Connection;

use super::{Scorebook, arrival, chain, document, figures, file, rows, submission};
use crate::fault::{Fault, Part};
use crate::{Op, Result};

type Look = fn(&Connection, &mut Vec<Fault>) -> Result<()>;

/// In the order in which their faults are told.
const PARTS: [(Part, Look); 9] = [
    (Part::Pages, pages),
    (Part::References, references),
    (Part::Shape, shape),
    (Part::Journal, chain::check),
    (Part::Arrivals, arrivals),
    (Part::Rows, rows::check),
    (Part::Files, submission::check_files),
    (Part::Snapshots, figures::check_snapshots),
    (Part::Snapshots, document::check),
];

impl Scorebook {
    /// Looks the whole store over. Empty when everything is as the program left it.
    pub fn check(&self) -> Vec<Fault> {
        look(&self.connection, &PARTS)
    }
}

fn look(sql: &Connection, parts: &[(Part, Look)]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (part, look) in parts {
        if let Err(error) = look(sql, &mut faults) {
            faults.push(Fault::Unreadable { part: *part, detail: error.to_string() });
        }
    }
    faults
}

/// What a store from before [`rows::adopt`] can be asked: its chain, and that what arrived is what it was.
pub(super) fn before_adoption(sql: &Connection) -> Vec<Fault> {
    look(
        sql,
        &[
            (Part::Journal, chain::check),
            (Part::Arrivals, |sql, faults| arrival::check(sql, true, faults)),
            (Part::Files, submission::check_files),
            (Part::Snapshots, figures::check_snapshots),
        ],
    )
}

fn pages(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    let lines = file::integrity(sql, "integrity_check")?;
    faults.extend(lines.into_iter().map(|detail| Fault::PagesDamaged { detail }));
    Ok(())
}

fn references(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    let mut broken = sql.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check")?;
    let mut rows = broken.query([])?;
    while let Some(row) = rows.next()? {
        faults.push(Fault::BrokenReference { table: row.get(0)?, row: row.get(1)? });
    }
    Ok(())
}

/// The guards of the store are part of its shape: one that is gone or altered is named.
fn shape(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    let (wanted, present) = (&fresh()?.definitions, definitions(sql)?);
    for (name, sql) in wanted {
        if present.get(name) != Some(sql) {
            faults.push(Fault::ShapeChanged { name: name.clone() });
        }
    }
    for name in present.keys().filter(|name| !wanted.contains_key(*name)) {
        faults.push(Fault::ShapeForeign { name: name.clone() });
    }
    Ok(())
}

/// What a new store is.
pub(super) struct Fresh {
    definitions: BTreeMap<String, String>,
    /// Table → key → row, as the journal would keep it.
    pub(super) rows: BTreeMap<&'static str, BTreeMap<String, String>>,
}

/// Made once: making a store costs more than looking one over.
pub(super) fn fresh() -> Result<&'static Fresh> {
    static FRESH: OnceLock<Fresh> = OnceLock::new();
    if let Some(fresh) = FRESH.get() {
        return Ok(fresh);
    }
    let store = file::in_memory()?;
    let fresh = Fresh { definitions: definitions(&store)?, rows: rows::all(&store)? };
    Ok(FRESH.get_or_init(|| fresh))
}

/// Name → definition of every table, index and trigger.
fn definitions(sql: &Connection) -> Result<BTreeMap<String, String>> {
    let mut statement =
        sql.prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let pairs =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    Ok(pairs)
}

/// What arrived whole; and what an upgrade found of it, which no later check could find any more.
fn arrivals(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    arrival::check(sql, false, faults)?;
    let mut statement = sql.prepare("SELECT id, op FROM audit WHERE op LIKE '%\"upgrade\"%'")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Op::Upgrade { faults: count @ 1.., .. } =
            serde_json::from_str(&row.get::<_, String>(1)?)?
        {
            faults.push(Fault::FaultyBefore { entry: row.get(0)?, count });
        }
    }
    Ok(())
}
