//! Saved documents, and every snapshot they were drawn from.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::{Scorebook, TIME, time};
use crate::document::{DocumentLabel, SavedDocument, SnapshotLine};
use crate::fault::Fault;
use crate::plan::hex;
use crate::{Op, Result, Snapshot};

impl Scorebook {
    /// Every snapshot of every year, newest first.
    pub fn snapshots(&self) -> Result<Vec<SnapshotLine>> {
        let mut statement = self
            .connection
            .prepare("SELECT number, year, taken_at, hash FROM snapshot ORDER BY number DESC")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?))
        })?;
        rows.map(|row| {
            let (number, year, taken_at, hash) = row?;
            Ok(SnapshotLine { number, year, taken_at: time(&taken_at)?, hash })
        })
        .collect()
    }

    /// A snapshot by its number.
    pub fn snapshot(&self, number: i64) -> Result<Option<Snapshot>> {
        let row = self
            .connection
            .query_row(
                "SELECT taken_at, hash, figures FROM snapshot WHERE number = ?1",
                [number],
                |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, String>(2)?)),
            )
            .optional()?;
        row.map(|(taken_at, hash, figures)| {
            let figures = serde_json::from_str(&figures)?;
            Ok(Snapshot { number, taken_at: time(&taken_at)?, hash, figures })
        })
        .transpose()
    }

    /// Keeps a document as it was saved, unless these very bytes are kept for it already.
    pub fn keep_document(
        &mut self,
        label: &DocumentLabel,
        name: &str,
        bytes: &[u8],
        now: NaiveDateTime,
    ) -> Result<()> {
        let sha256 = hex(&Sha256::digest(bytes));
        if self.documents()?.iter().any(|d| d.label == *label && d.sha256 == sha256) {
            return Ok(());
        }
        let DocumentLabel { snapshot, kind, agency, format } = label;
        let op =
            Op::SaveDocument { snapshot: *snapshot, file: name.to_owned(), sha256: sha256.clone() };
        self.transact(&op, now, |tx| {
            tx.sql.execute(
                "INSERT INTO saved_document (snapshot, kind, agency, format, name, sha256, saved_at, bytes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    snapshot,
                    kind,
                    agency,
                    format,
                    name,
                    sha256,
                    now.format(TIME).to_string(),
                    bytes
                ],
            )?;
            Ok(())
        })
    }

    /// Every document that was saved, newest first.
    pub fn documents(&self) -> Result<Vec<SavedDocument>> {
        let mut statement = self.connection.prepare(
            "SELECT id, snapshot, kind, agency, format, name, sha256, length(bytes), saved_at
             FROM saved_document ORDER BY id DESC",
        )?;
        let rows =
            statement.query_map([], |row| Ok((read(row)?, row.get::<_, String>("saved_at")?)))?;
        rows.map(|row| {
            let (document, at) = row?;
            Ok(SavedDocument { saved_at: time(&at)?, ..document })
        })
        .collect()
    }

    /// A saved document's bytes.
    pub fn document_bytes(&self, id: i64) -> Result<Option<Vec<u8>>> {
        let bytes = self
            .connection
            .query_row("SELECT bytes FROM saved_document WHERE id = ?1", [id], |row| row.get(0))
            .optional()?;
        Ok(bytes)
    }
}

/// Every document has the bytes it was saved with; that none is gone, the check of rows tells.
pub(super) fn check(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    let mut statement =
        sql.prepare("SELECT name, sha256, bytes FROM saved_document ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(2)?.as_bytes().map_err(rusqlite::Error::from)?;
        if hex(&Sha256::digest(bytes)) != row.get::<_, String>(1)? {
            faults.push(Fault::FileAltered { file: row.get(0)? });
        }
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<SavedDocument> {
    Ok(SavedDocument {
        id: row.get(0)?,
        label: DocumentLabel {
            snapshot: row.get(1)?,
            kind: row.get(2)?,
            agency: row.get(3)?,
            format: row.get(4)?,
        },
        name: row.get(5)?,
        sha256: row.get(6)?,
        saved_at: NaiveDateTime::default(),
        size: row.get::<_, i64>(7)?.unsigned_abs(),
    })
}
