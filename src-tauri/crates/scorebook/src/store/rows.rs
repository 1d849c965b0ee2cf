//! Every live row against what the journal last said of it. What a new store begins with is told by a fresh one.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use serde_json::{Map, Value as Json};

use super::check;
use super::table::{Shape, TABLES, Table, table};
use crate::fault::Fault;
use crate::{Op, Result};

/// What was last said of a row: by which entry, and the row as it was written; `None` when it was taken away.
struct Word {
    entry: i64,
    row: Option<String>,
}

/// Key → the last word on it.
type Words = BTreeMap<String, Word>;

/// Names rows that are not what the journal last said, that are gone, and that no entry wrote.
pub(super) fn check(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    let mut told = told(sql)?;
    let fresh = check::fresh()?;
    for table in &TABLES {
        let Some(shape) = Shape::read(sql, table)? else { continue };
        let mut words = told.remove(table.name).unwrap_or_default();
        for (key, row) in fresh.rows.get(table.name).into_iter().flatten() {
            words.entry(key.clone()).or_insert(Word { entry: 0, row: Some(row.clone()) });
        }
        compare(sql, table, &shape, words, faults)?;
    }
    let mut stray = sql.prepare(
        "SELECT DISTINCT submission_id FROM reported WHERE submission_id NOT IN (SELECT id FROM submission)",
    )?;
    let mut rows = stray.query([])?;
    while let Some(row) = rows.next()? {
        faults.push(Fault::ScoresUntold { submission: row.get(0)? });
    }
    Ok(())
}

fn compare(
    sql: &Connection,
    table: &Table,
    shape: &Shape,
    mut words: Words,
    faults: &mut Vec<Fault>,
) -> Result<()> {
    let name = || table.name.to_owned();
    for (row, text) in live(sql, table, shape)? {
        match words.remove(&row) {
            Some(Word { entry, row: Some(said) }) => {
                let columns =
                    if said == text { Vec::new() } else { differing(sql, shape, &said, &text)? };
                if !columns.is_empty() {
                    faults.push(Fault::RowAltered { table: name(), row, columns, entry });
                }
            }
            _ => faults.push(Fault::RowUntold { table: name(), row }),
        }
    }
    for (row, word) in words.into_iter().filter(|(_, word)| word.row.is_some()) {
        faults.push(Fault::RowGone { table: name(), row, entry: word.entry });
    }
    Ok(())
}

/// The columns that differ. One that came with a later version of the store has its default in older rows.
fn differing(sql: &Connection, shape: &Shape, said: &str, now: &str) -> Result<Vec<String>> {
    let said: Map<String, Json> = serde_json::from_str(said)?;
    let now: Map<String, Json> = serde_json::from_str(now)?;
    let mut columns = Vec::new();
    for (column, value) in now {
        let same = match said.get(&column) {
            Some(said) => *said == value,
            None => shape.default_of(sql, &column)? == value,
        };
        if !same {
            columns.push(column);
        }
    }
    Ok(columns)
}

/// Every row of every table of the list.
pub(super) fn all(sql: &Connection) -> Result<BTreeMap<&'static str, BTreeMap<String, String>>> {
    let mut all = BTreeMap::new();
    for table in &TABLES {
        if let Some(shape) = Shape::read(sql, table)? {
            all.insert(table.name, live(sql, table, &shape)?);
        }
    }
    Ok(all)
}

/// Every row of a table, by its key, as the triggers would write it.
fn live(sql: &Connection, table: &Table, shape: &Shape) -> Result<BTreeMap<String, String>> {
    let key = shape.key.join(" || '/' || ");
    let query = format!("SELECT CAST({key} AS TEXT), {} FROM {}", shape.json(""), table.name);
    let mut statement = sql.prepare(&query)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The last word of the journal on every row, by table.
fn told(sql: &Connection) -> Result<BTreeMap<&'static str, Words>> {
    let mut shapes = BTreeMap::new();
    for table in &TABLES {
        if let Some(shape) = Shape::read(sql, table)? {
            shapes.insert(table.name, shape);
        }
    }
    let mut told: BTreeMap<&'static str, Words> = BTreeMap::new();
    let mut statement =
        sql.prepare("SELECT tbl, audit_id, row, new, coalesce(new, old) FROM change ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        // a name that is no table's was put there, and the chain says so
        let Some(table) = table(row.get_ref(0)?.as_str().unwrap_or_default()) else { continue };
        let Some(shape) = shapes.get(table.name) else { continue };
        let key = match shape.key.as_slice() {
            [_] => row.get::<_, i64>(2)?.to_string(),
            several => {
                let whole: Map<String, Json> = serde_json::from_str(&row.get::<_, String>(4)?)?;
                let parts: Vec<String> = several
                    .iter()
                    .map(|column| match whole.get(column) {
                        Some(Json::String(text)) => text.clone(),
                        other => other.map(ToString::to_string).unwrap_or_default(),
                    })
                    .collect();
                parts.join("/")
            }
        };
        let word = Word { entry: row.get(1)?, row: row.get(3)? };
        told.entry(table.name).or_default().insert(key, word);
    }
    Ok(told)
}

/// Takes a store from before this check into it: one entry holds every row that no entry wrote, a hash of the scores
/// that none vouched for, and how many faults there were at that time.
pub(super) fn adopt(sql: &Connection) -> Result<()> {
    let years: i64 = sql.query_row("SELECT count(*) FROM year", [], |row| row.get(0))?;
    if years == 0 {
        return Ok(());
    }
    let faults = check::before_adoption(sql).len();
    let mut statement = sql.prepare(
        "SELECT id FROM submission WHERE id NOT IN
         (SELECT row FROM change JOIN audit ON audit.id = audit_id
          WHERE tbl = 'submission' AND old IS NULL AND arrived IS NOT NULL) ORDER BY id",
    )?;
    let submissions =
        statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let op = serde_json::to_string(&Op::Upgrade { faults, submissions })?;
    // bringing a store up to date belongs to opening it, which knows no time but SQLite's
    sql.execute(
        "INSERT INTO audit (id, at, op, open)
         SELECT 1 + max(entry, (SELECT coalesce(max(id), 0) FROM audit)),
                strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime'), ?1, 1 FROM journal_head",
        [op],
    )?;
    let entry = sql.last_insert_rowid();
    let mut told = told(sql)?;
    let fresh = check::fresh()?;
    for table in &TABLES {
        let Some(shape) = Shape::read(sql, table)? else { continue };
        let words = told.remove(table.name).unwrap_or_default();
        let seeds = fresh.rows.get(table.name);
        for (key, row) in live(sql, table, &shape)? {
            if words.contains_key(&key) || seeds.is_some_and(|seeds| seeds.contains_key(&key)) {
                continue;
            }
            let number: i64 = key.split('/').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            sql.execute(
                "INSERT INTO change (audit_id, tbl, row, old, new) VALUES (?1, ?2, ?3, NULL, ?4)",
                params![entry, table.name, number, row],
            )?;
        }
    }
    super::chain::close(sql, entry)
}

/// Makes every row what the journal last said of it; for a store put together from a damaged one. What the journal keeps
/// only a hash of cannot be made again.
pub(super) fn restore_told(sql: &Connection) -> Result<()> {
    let mut told = told(sql)?;
    for table in TABLES.iter().filter(|table| !table.only_arrives()) {
        let Some(shape) = Shape::read(sql, table)? else { continue };
        let now = live(sql, table, &shape)?;
        for (key, word) in told.remove(table.name).unwrap_or_default() {
            let Some(row) = word.row else {
                let by = shape.key.join(" || '/' || ");
                let text = format!("DELETE FROM {} WHERE CAST({by} AS TEXT) = ?1", table.name);
                sql.execute(&text, [key])?;
                continue;
            };
            let Ok(said) = serde_json::from_str::<Map<String, Json>>(&row) else { continue };
            if now.get(&key).is_some_and(|now| *now == row) {
                continue;
            }
            let columns: Vec<&String> =
                shape.columns.iter().filter(|column| said.contains_key(*column)).collect();
            let names: Vec<&str> = columns.iter().map(|column| column.as_str()).collect();
            let marks = vec!["?"; names.len()].join(", ");
            let values = columns.iter().map(|column| match &said[*column] {
                Json::Number(n) => n.as_i64().map_or(Value::Null, Value::Integer),
                Json::String(text) => Value::Text(text.clone()),
                _ => Value::Null,
            });
            let text = format!(
                "INSERT OR REPLACE INTO {} ({}) VALUES ({marks})",
                table.name,
                names.join(", ")
            );
            // a value that the table does not allow is as good as unread
            let _ = sql.execute(&text, params_from_iter(values));
        }
    }
    Ok(())
}

/// Files every row that is not as the journal says under an entry; for a journal that will be sealed anew.
pub(super) fn file_unexplained(sql: &Connection, entry: i64) -> Result<()> {
    let mut told = told(sql)?;
    let fresh = check::fresh()?;
    for table in &TABLES {
        let Some(shape) = Shape::read(sql, table)? else { continue };
        let mut words = told.remove(table.name).unwrap_or_default();
        for (key, row) in fresh.rows.get(table.name).into_iter().flatten() {
            words.entry(key.clone()).or_insert(Word { entry: 0, row: Some(row.clone()) });
        }
        let file = |key: &str, old: Option<&str>, new: Option<&str>| {
            let number: i64 = key.split('/').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            sql.execute(
                "INSERT INTO change (audit_id, tbl, row, old, new) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![entry, table.name, number, old, new],
            )
        };
        for (key, row) in live(sql, table, &shape)? {
            let said = words.remove(&key).and_then(|word| word.row);
            let same = match &said {
                Some(said) => *said == row || differing(sql, &shape, said, &row)?.is_empty(),
                None => false,
            };
            if !same {
                file(&key, said.as_deref(), Some(&row))?;
            }
        }
        for (key, word) in words {
            if let Some(row) = word.row {
                file(&key, Some(&row), None)?;
            }
        }
    }
    Ok(())
}
