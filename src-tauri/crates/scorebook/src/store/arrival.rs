//! What arrives whole, in the journal: a file's scores are not filed row by row, so their entry holds a hash of them, and
//! the chain holds the entry. A year's criteria came the same way, before they were filed row by row.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::chain::feed;
use crate::fault::Fault;
use crate::plan::hex;
use crate::{Op, Result};

/// A table whose new row brings others along, and those, in an order of their own.
const ARRIVALS: [(&str, &[&str]); 2] = [
    (
        "submission",
        &[
            "SELECT sha256 FROM source_file JOIN submission ON source_file_id = source_file.id
             WHERE submission.id = ?1",
            "SELECT node_id, state, points, sheet, cell, raw, evidence, explanation, correction
             FROM reported WHERE submission_id = ?1 ORDER BY node_id",
            "SELECT node_id, carried_from FROM reported
             WHERE submission_id = ?1 AND carried_from IS NOT NULL ORDER BY node_id",
        ],
    ),
    (
        "year",
        &[
            "SELECT id, parent_id, position, level, code, name, max_points, scoring, prior_code, sheet, cell
             FROM catalogue_node WHERE year = ?1 ORDER BY id",
            "SELECT node_id, kind, points, baseline.sheet, baseline.cell, raw
             FROM baseline JOIN catalogue_node ON id = node_id WHERE year = ?1 ORDER BY node_id, kind",
        ],
    ),
];

/// SHA-256 over all that came with the entry; `None` when nothing did.
pub(super) fn digest(sql: &Connection, entry: i64) -> rusqlite::Result<Option<String>> {
    digest_of(sql, entry, false)
}

/// The same; `with_years`, from before a year's criteria were filed row by row.
fn digest_of(sql: &Connection, entry: i64, with_years: bool) -> rusqlite::Result<Option<String>> {
    let mut hasher = Sha256::new();
    let mut any = false;
    for (table, queries) in ARRIVALS {
        if table == "year" && !with_years {
            continue;
        }
        for key in brought(sql, entry, table)? {
            any = true;
            for query in queries {
                let mut statement = sql.prepare_cached(query)?;
                let columns = statement.column_count();
                let mut rows = statement.query([key])?;
                while let Some(row) = rows.next()? {
                    for column in 0..columns {
                        feed(&mut hasher, row.get_ref(column)?);
                    }
                }
            }
        }
    }
    Ok(any.then(|| hex(&hasher.finalize())))
}

/// The rows that an entry put into a table, and the submissions it vouches for afterwards.
fn brought(sql: &Connection, entry: i64, table: &str) -> rusqlite::Result<Vec<i64>> {
    let mut statement = sql.prepare_cached(
        "SELECT row FROM change WHERE audit_id = ?1 AND tbl = ?2 AND old IS NULL ORDER BY id",
    )?;
    let mut rows = statement
        .query_map(params![entry, table], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    if table == "submission" {
        let op: Option<String> = sql
            .prepare_cached("SELECT op FROM audit WHERE id = ?1 AND op LIKE '%\"upgrade\"%'")?
            .query_row([entry], |row| row.get(0))
            .optional()?;
        if let Some(Ok(Op::Upgrade { submissions, .. })) = op.map(|op| serde_json::from_str(&op)) {
            rows.extend(submissions);
        }
    }
    Ok(rows)
}

/// Names every entry whose scores are no longer what arrived; `with_years`, its criteria too.
pub(super) fn check(sql: &Connection, with_years: bool, faults: &mut Vec<Fault>) -> Result<()> {
    let mut statement =
        sql.prepare("SELECT id, arrived, op FROM audit WHERE arrived IS NOT NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let entry: i64 = row.get(0)?;
        // once they are filed row by row, every row is compared with its last word instead
        if !with_years && !brought(sql, entry, "year")?.is_empty() {
            continue;
        }
        let noted = row.get_ref(1)?.as_bytes().unwrap_or_default().to_vec();
        let now = digest_of(sql, entry, with_years)?.unwrap_or_default();
        if now.as_bytes() != noted {
            let op = serde_json::from_slice(row.get_ref(2)?.as_bytes().unwrap_or_default()).ok();
            faults.push(Fault::ArrivalAltered { entry, op });
        }
    }
    Ok(())
}
