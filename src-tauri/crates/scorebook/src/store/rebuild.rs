//! A new book from the rows of a damaged one. What the journal still says of a row stands in for the row; what
//! neither says is told. The journal keeps its numbers: an entry that is gone has one that says so in its place, and
//! a last one files what no entry explains.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDateTime;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::file::{self, APPLICATION_ID};
use super::open::{self, judge};
use super::{Scorebook, TIME, chain};
use crate::plan::hex;
use crate::recover::{Column, Found, Recovered, Rows, Table, Taken};
use crate::vi::Lost;
use crate::{Error, Op, Result, vi};

/// Writes what was found into a new file.
pub(crate) fn rebuild(
    found: Found,
    damaged: &Path,
    made: &Path,
    now: NaiveDateTime,
) -> Result<Recovered> {
    let nothing = || Error::NothingToRecover { file: crate::error::file_name(damaged) };
    let version = found.version().filter(|v| (1..=file::latest()).contains(v));
    let mut sql = Connection::open(made)?;
    open::configure(&sql)?;
    open::one_file(&sql, made)?;
    sql.pragma_update(None, "application_id", APPLICATION_ID)?;
    file::bring_up_to(&mut sql, made, version.unwrap_or(file::latest()))?;
    sql.pragma_update(None, "foreign_keys", false)?;
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    let rows = found.rows(&tables(&sql)?);
    put(&sql, &rows)?;
    drop(found);
    file::bring_up_to_date(&mut sql, made)?;
    sql.pragma_update(None, "foreign_keys", false)?;
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    let count = |table: &str| {
        sql.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
    };
    if count("audit")? + count("source_file")? + count("decision")? == 0 {
        return Err(nothing());
    }
    let mut lost = Vec::new();
    let unread: Vec<&str> =
        rows.spoilt.iter().filter(|(_, n)| **n > 0).map(|(table, _)| table.as_str()).collect();
    forgive_upgrade(&sql)?;
    drop_unkept(&sql)?;
    from_journal(&sql)?;
    fill_gaps(&sql, &mut lost)?;
    year_and_files(&sql, &mut lost)?;
    nodes(&sql, &mut lost)?;
    dangling(&sql, &mut lost)?;
    documents(&sql, now, &mut lost)?;
    if !lost.is_empty() || !unread.is_empty() || !sound(&sql, made)? {
        journal(&sql, now, &mut lost)?;
    }
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
    sql.close().map_err(|(_, e)| e)?;
    let judged = judge(made)?;
    if let Some(fault) = judged.faults.into_iter().next() {
        return Err(Error::damaged(damaged, fault));
    }
    let mut taken = counted(&judged.book.connection)?;
    let placeholders = lost.iter().filter(|l| matches!(l, Lost::Original { .. })).count();
    taken.originals -= placeholders as u64;
    Ok(Recovered { taken, lost: lost.iter().map(vi::lost).collect() })
}

/// How much a sound book holds, as the recovery counts.
pub(crate) fn taken(path: &Path) -> Result<Taken> {
    let judged = judge(path)?;
    counted(&judged.book.connection)
}

fn counted(sql: &Connection) -> Result<Taken> {
    let count =
        |query: &str| sql.query_row(query, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
    Ok(Taken {
        submissions: count("SELECT count(*) FROM submission")?,
        decisions: count("SELECT count(*) FROM decision")?,
        originals: count("SELECT count(*) FROM source_file")?,
        journal_entries: count(
            "SELECT count(*) FROM audit WHERE op NOT LIKE '{\"op\":\"lost_entry\"%'
             AND op NOT LIKE '{\"op\":\"recover\"%'",
        )?,
    })
}

fn sound(sql: &Connection, made: &Path) -> Result<bool> {
    let mut copy = Connection::open_in_memory()?;
    rusqlite::backup::Backup::new(sql, &mut copy)?.run_to_completion(
        4096,
        std::time::Duration::ZERO,
        None,
    )?;
    Ok(Scorebook::over(copy, made, None).is_ok_and(|book| book.check().is_empty()))
}

fn tables(sql: &Connection) -> Result<Vec<Table>> {
    let mut names = sql.prepare(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite%'",
    )?;
    let names = names
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    names
        .into_iter()
        .map(|(name, keyed)| {
            let mut columns = sql.prepare(
                "SELECT name, type, \"notnull\", pk, dflt_value IS NOT NULL FROM pragma_table_info(?1)",
            )?;
            let mut columns = columns
                .query_map([&name], |row| {
                    let (kind, key) = (row.get::<_, String>(1)?, row.get::<_, i64>(3)? > 0);
                    let is_rowid = !keyed && key && kind == "INTEGER";
                    Ok(Column {
                        name: row.get(0)?,
                        kind,
                        required: row.get::<_, bool>(2)? || key,
                        has_default: row.get(4)?,
                        is_rowid,
                    })
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            if !keyed && columns.iter().filter(|c| c.is_rowid).count() > 1 {
                for column in &mut columns {
                    column.is_rowid = false;
                }
            }
            Ok(Table { name, columns, keyed })
        })
        .collect()
}

fn put(sql: &Connection, rows: &Rows) -> Result<()> {
    let tables = tables(sql)?;
    sql.execute_batch("BEGIN")?;
    for table in &tables {
        if matches!(table.name.as_str(), "cause" | "journal_head")
            && rows.by_table.contains_key(&table.name)
        {
            // what every new book begins with
            sql.execute(&format!("DELETE FROM {}", table.name), [])?;
        }
        for row in rows.by_table.get(&table.name).into_iter().flatten() {
            let names: Vec<String> =
                table.columns.iter().take(row.len()).map(|c| format!("\"{}\"", c.name)).collect();
            let marks = vec!["?"; row.len()].join(", ");
            let text = format!(
                "INSERT OR IGNORE INTO {} ({}) VALUES ({marks})",
                table.name,
                names.join(", ")
            );
            // a value that the table does not allow is as good as unread
            let _ = sql.prepare_cached(&text)?.execute(params_from_iter(row));
        }
    }
    sql.execute_batch("COMMIT")?;
    Ok(())
}

/// What an upgrade found at fault is what the recovery tells of.
fn forgive_upgrade(sql: &Connection) -> Result<()> {
    let mut entries = sql.prepare("SELECT id, op FROM audit")?;
    let entries = entries
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for (entry, op) in entries {
        if let Ok(Op::Upgrade { faults: 1.., submissions }) = serde_json::from_str(&op) {
            let op = serde_json::to_string(&Op::Upgrade { faults: 0, submissions })?;
            sql.execute("UPDATE audit SET op = ?1 WHERE id = ?2", params![op, entry])?;
        }
    }
    Ok(())
}

/// Takes away originals, snapshots and documents whose bytes are not what they were.
fn drop_unkept(sql: &Connection) -> Result<()> {
    use sha2::{Digest, Sha256};
    let unlike = |query: &str| -> Result<Vec<i64>> {
        let mut statement = sql.prepare(query)?;
        let mut rows = statement.query([])?;
        let mut unlike = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(2)?.as_bytes().unwrap_or_default();
            if hex(&Sha256::digest(bytes)) != row.get::<_, String>(1)? {
                unlike.push(row.get(0)?);
            }
        }
        Ok(unlike)
    };
    for id in unlike("SELECT id, sha256, bytes FROM source_file")? {
        sql.execute("DELETE FROM source_file WHERE id = ?1", [id])?;
    }
    for number in unlike("SELECT number, hash, figures FROM snapshot")? {
        sql.execute("DELETE FROM snapshot WHERE number = ?1", [number])?;
    }
    for id in unlike("SELECT id, sha256, bytes FROM saved_document")? {
        sql.execute("DELETE FROM saved_document WHERE id = ?1", [id])?;
    }
    Ok(())
}

/// The journal tells of the snapshots and documents there are, and of no others.
fn documents(sql: &Connection, now: NaiveDateTime, lost: &mut Vec<Lost>) -> Result<()> {
    let mut entries = sql.prepare("SELECT id, op FROM audit ORDER BY id")?;
    let entries = entries
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut untold =
        sql.prepare("SELECT id, snapshot, name, sha256 FROM saved_document ORDER BY id")?;
    let mut untold = untold
        .query_map([], |row| {
            let told = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((row.get::<_, i64>(0)?, told))
        })?
        .collect::<rusqlite::Result<Vec<(i64, (i64, String, String))>>>()?;
    let lost_entry = serde_json::to_string(&Op::LostEntry)?;
    for (entry, op) in entries {
        let gone = match serde_json::from_str(&op) {
            Ok(Op::TakeSnapshot { number }) => {
                let there = sql
                    .query_row("SELECT 1 FROM snapshot WHERE number = ?1", [number], |_| Ok(()))
                    .optional()?;
                there.is_none().then_some(Lost::Snapshot { number })
            }
            Ok(Op::SaveDocument { snapshot, file, sha256 }) => {
                let told = (snapshot, file, sha256);
                match untold.iter().position(|(_, t)| *t == told) {
                    Some(at) => {
                        untold.remove(at);
                        None
                    }
                    None => Some(Lost::Document { name: told.1 }),
                }
            }
            _ => None,
        };
        if let Some(gone) = gone {
            sql.execute("UPDATE audit SET op = ?1 WHERE id = ?2", params![lost_entry, entry])?;
            lost.push(gone);
        }
    }
    for (_, (snapshot, file, sha256)) in untold {
        let op = serde_json::to_string(&Op::SaveDocument { snapshot, file, sha256 })?;
        sql.execute(
            "INSERT INTO audit (at, op, open) VALUES (?1, ?2, 0)",
            params![now.format(TIME).to_string(), op],
        )?;
    }
    Ok(())
}

/// Rows are what the journal last said of them. What is no longer even data says nothing.
fn from_journal(sql: &Connection) -> Result<()> {
    sql.execute(
        "DELETE FROM change WHERE NOT json_valid(coalesce(old, '{}')) OR NOT json_valid(coalesce(new, '{}'))",
        [],
    )?;
    super::rows::restore_told(sql)
}

/// An entry for each number that is gone.
fn fill_gaps(sql: &Connection, lost: &mut Vec<Lost>) -> Result<()> {
    let newest: i64 = sql.query_row(
        "SELECT max(coalesce((SELECT max(id) FROM audit), 0), coalesce((SELECT max(entry) FROM journal_head), 0),
                    coalesce((SELECT max(audit_id) FROM change), 0))",
        [],
        |row| row.get(0),
    )?;
    // a number out of a spoilt row would make a journal of millions
    let most: i64 = sql.query_row("SELECT count(*) FROM audit", [], |row| row.get(0))?;
    let newest = newest.min(most + 100_000);
    sql.execute("DELETE FROM change WHERE audit_id > ?1", [newest])?;
    let op = serde_json::to_string(&Op::LostEntry)?;
    let mut at = String::from("1970-01-01T00:00:00");
    for entry in 1..=newest {
        let there: Option<(String, String)> = sql
            .query_row("SELECT at, op FROM audit WHERE id = ?1", [entry], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        match there {
            Some((time, text))
                if super::time(&time).is_ok() && serde_json::from_str::<Op>(&text).is_ok() =>
            {
                at = time;
            }
            _ => {
                sql.execute(
                    "INSERT OR REPLACE INTO audit (id, at, op, open) VALUES (?1, ?2, ?3, 0)",
                    params![entry, at, op],
                )?;
                lost.push(Lost::Entry { entry });
            }
        }
    }
    sql.execute("UPDATE audit SET open = 0", [])?;
    Ok(())
}

/// Years and originals that other rows speak of.
fn year_and_files(sql: &Connection, lost: &mut Vec<Lost>) -> Result<()> {
    use sha2::{Digest, Sha256};
    sql.execute(
        "INSERT OR IGNORE INTO year (year, source_file_id, province, is_sample)
         SELECT DISTINCT year, 0, '', 0 FROM (SELECT year FROM catalogue_node UNION SELECT year FROM submission
                                              UNION SELECT year FROM snapshot)",
        [],
    )?;
    let mut missing = sql.prepare(
        "SELECT DISTINCT source_file_id, name FROM
            (SELECT source_file_id, file_name AS name FROM submission
             UNION ALL SELECT source_file_id, 'bộ tiêu chí năm ' || year FROM year)
         WHERE source_file_id NOT IN (SELECT id FROM source_file) GROUP BY source_file_id",
    )?;
    let missing = missing
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for (id, name) in missing {
        let text = vi::lost_original(&name, id);
        sql.execute(
            "INSERT INTO source_file (id, sha256, name, bytes, received_at)
             VALUES (?1, ?2, ?3, ?4, '1970-01-01T00:00:00')",
            params![
                id,
                hex(&Sha256::digest(text.as_bytes())),
                format!("{name} (không lấy lại được).txt"),
                text.as_bytes()
            ],
        )?;
        lost.push(Lost::Original { name });
    }
    Ok(())
}

/// Criteria that decisions and scores speak of. What is known of one is its number, and its code where it was decided.
fn nodes(sql: &Connection, lost: &mut Vec<Lost>) -> Result<()> {
    let mut missing = sql.prepare(
        "SELECT DISTINCT id FROM (
            SELECT node_id AS id FROM decision UNION SELECT node_id FROM reported UNION SELECT node_id FROM baseline
            UNION SELECT node_id FROM assignment UNION SELECT node_id FROM responsible
            UNION SELECT node_id FROM status_event UNION SELECT node_id FROM counting
            UNION SELECT parent_id FROM catalogue_node WHERE parent_id IS NOT NULL)
         WHERE id NOT IN (SELECT id FROM catalogue_node)",
    )?;
    let missing =
        missing.query_map([], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let decided = decided_codes(sql)?;
    for id in missing {
        let year: i64 = sql.query_row(
            "SELECT coalesce((SELECT year FROM catalogue_node ORDER BY abs(id - ?1) LIMIT 1),
                             (SELECT max(year) FROM year))",
            [id],
            |row| row.get(0),
        )?;
        let free = |code: &String| {
            sql.query_row(
                "SELECT count(*) FROM catalogue_node WHERE year = ?1 AND code = ?2",
                params![year, code],
                |row| row.get::<_, i64>(0),
            )
            .is_ok_and(|n| n == 0)
        };
        let known = decided.get(&id).cloned().filter(free);
        let code = known.unwrap_or_else(|| format!("99.{id}"));
        sql.execute(
            "INSERT INTO catalogue_node (id, year, parent_id, position, level, code, name, max_points, scoring,
                                         prior_code, sheet, cell)
             VALUES (?1, ?2, NULL, ?1, 'component', ?3, ?4, 0, 'self', NULL, '', '')",
            params![id, year, code, vi::lost_criterion(id)],
        )?;
        lost.push(Lost::Criterion { code });
    }
    Ok(())
}

/// The codes of criteria that were decided, from the journal.
fn decided_codes(sql: &Connection) -> Result<BTreeMap<i64, String>> {
    let mut statement = sql.prepare(
        "SELECT change.row, audit.op FROM change JOIN audit ON audit.id = audit_id WHERE tbl = 'decision'",
    )?;
    let rows =
        statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut codes = BTreeMap::new();
    for row in rows {
        let (node, op) = row?;
        if let Some(code) = serde_json::from_str::<Op>(&op).ok().as_ref().and_then(Op::code) {
            codes.insert(node, code.to_string());
        }
    }
    Ok(codes)
}

/// Takes away rows that speak of what is gone, and tells.
fn dangling(sql: &Connection, lost: &mut Vec<Lost>) -> Result<()> {
    let mut gone: BTreeMap<String, u64> = BTreeMap::new();
    // a row that goes may be spoken of by another
    for _ in 0..8 {
        let mut broken =
            sql.prepare("SELECT \"table\", rowid, \"parent\" FROM pragma_foreign_key_check")?;
        let broken = broken
            .query_map([], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, Option<i64>>(1)?,
                    row.get::<_, String>(2)?,
                ))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        if broken.is_empty() {
            break;
        }
        for (table, row, parent) in broken {
            let taken = match (table.as_str(), row) {
                ("reported", _) => sql.execute(
                    "DELETE FROM reported WHERE submission_id NOT IN (SELECT id FROM submission)
                     OR node_id NOT IN (SELECT id FROM catalogue_node)",
                    [],
                )?,
                ("baseline", _) => sql.execute(
                    "DELETE FROM baseline WHERE node_id NOT IN (SELECT id FROM catalogue_node)",
                    [],
                )?,
                ("audit", Some(id)) => {
                    sql.execute("UPDATE audit SET undone_by = NULL WHERE id = ?1", [id])?;
                    0
                }
                ("decision", Some(id)) if parent == "cause" => {
                    sql.execute("UPDATE decision SET cause_id = NULL WHERE node_id = ?1", [id])?;
                    0
                }
                (table, Some(id)) => {
                    sql.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [id])?
                }
                (_, None) => 0,
            };
            *gone.entry(table).or_default() += taken as u64;
        }
    }
    lost.extend(
        gone.into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(table, count)| Lost::Rows { table, count }),
    );
    Ok(())
}

/// Closes the journal over what there is: a last entry files what no other explains, and the chain is made anew.
fn journal(sql: &Connection, now: NaiveDateTime, lost: &mut Vec<Lost>) -> Result<()> {
    let altered = chain::altered(sql)?;
    let known: BTreeSet<i64> = lost
        .iter()
        .filter_map(|l| if let Lost::Entry { entry } = l { Some(*entry) } else { None })
        .collect();
    lost.extend(
        altered
            .into_iter()
            .filter(|entry| !known.contains(entry))
            .map(|entry| Lost::OfEntry { entry }),
    );
    chain::mark_taken_back(sql)?;
    sql.execute(
        "INSERT INTO audit (at, op, open) VALUES (?1, ?2, 1)",
        params![
            now.format(TIME).to_string(),
            serde_json::to_string(&Op::Recover { lost: lost.len() as u64 })?
        ],
    )?;
    let entry = sql.last_insert_rowid();
    super::rows::file_unexplained(sql, entry)?;
    sql.execute("UPDATE audit SET prev_hash = '', hash = '', arrived = NULL", [])?;
    sql.execute("INSERT OR REPLACE INTO journal_head (id, entry, hash) VALUES (1, 0, '')", [])?;
    chain::seal_anew(sql)
}
