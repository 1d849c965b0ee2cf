//! What arrives whole, in the journal: a file's scores and a year's criteria are not filed row by row, so their
//! entry holds a hash of them, and the chain holds the entry.

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::Scorebook;
use super::chain::feed;
use crate::plan::hex;
use crate::{Op, Result, vi};

/// A table whose new row brings others along, and those, in an order of their own.
const ARRIVALS: [(&str, &[&str]); 2] = [
    (
        "submission",
        &[
            "SELECT sha256 FROM source_file JOIN submission ON source_file_id = source_file.id
             WHERE submission.id = ?1",
            "SELECT node_id, state, points, sheet, cell, raw, evidence, explanation, correction
             FROM reported WHERE submission_id = ?1 ORDER BY node_id",
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
    let mut hasher = Sha256::new();
    let mut any = false;
    for (table, queries) in ARRIVALS {
        let mut brought = sql.prepare_cached(
            "SELECT row FROM change WHERE audit_id = ?1 AND tbl = ?2 AND old IS NULL ORDER BY id",
        )?;
        let mut brought = brought.query(params![entry, table])?;
        while let Some(row) = brought.next()? {
            any = true;
            let key: i64 = row.get(0)?;
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

impl Scorebook {
    /// Names every entry whose scores or criteria are no longer what arrived.
    pub(super) fn check_arrivals(&self, faults: &mut Vec<String>) -> Result<()> {
        let mut statement = self
            .connection
            .prepare("SELECT id, arrived, op FROM audit WHERE arrived IS NOT NULL ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let entry: i64 = row.get(0)?;
            let noted = row.get_ref(1)?.as_bytes().unwrap_or_default().to_vec();
            let now = digest(&self.connection, entry)?.unwrap_or_default();
            if now.as_bytes() != noted {
                let op: Option<Op> =
                    serde_json::from_slice(row.get_ref(2)?.as_bytes().unwrap_or_default()).ok();
                let what = op.map(|op| format!(" ({})", vi::op(&op))).unwrap_or_default();
                faults
                    .push(format!("số liệu nhận vào theo mục nhật ký số {entry}{what} đã bị sửa"));
            }
        }
        Ok(())
    }
}
