//! The chain of the journal: every entry is sealed with the hash of the one before and of its own content.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};

use super::{Scorebook, Tx};
use crate::fault::Fault;
use crate::plan::hex;
use crate::{Op, Result};

impl Tx<'_> {
    /// Closes the open entry: from here on it cannot be altered without being found out.
    pub(super) fn seal(&self, entry: i64) -> Result<()> {
        close(&self.sql, entry)
    }
}

/// Hashes what arrived with the entry, and seals it.
pub(super) fn close(sql: &Connection, entry: i64) -> Result<()> {
    let arrived = super::arrival::digest(sql, entry)?;
    if let Some(arrived) = &arrived {
        sql.prepare_cached("UPDATE audit SET arrived = ?1 WHERE id = ?2")?
            .execute(params![arrived, entry])?;
    }
    seal(sql, entry, arrived.as_deref().map(str::as_bytes))?;
    Ok(())
}

/// Seals an entry.
pub(super) fn seal(sql: &Connection, entry: i64, arrived: Option<&[u8]>) -> rusqlite::Result<()> {
    let prev: String = sql
        .prepare_cached("SELECT hash FROM journal_head WHERE id = 1")?
        .query_row([], |row| row.get(0))?;
    let hash = digest(sql, entry, &prev, arrived)?;
    sql.prepare_cached("UPDATE audit SET open = 0, prev_hash = ?1, hash = ?2 WHERE id = ?3")?
        .execute(params![prev, hash, entry])?;
    sql.prepare_cached("UPDATE journal_head SET entry = ?1, hash = ?2 WHERE id = 1")?
        .execute(params![entry, hash])?;
    Ok(())
}

/// Seals the entries of a store from before the chain, as part of bringing it up to date.
pub(super) fn seal_all(sql: &Connection) -> rusqlite::Result<()> {
    let mut entries = sql.prepare("SELECT id FROM audit ORDER BY id")?;
    let entries = entries.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    entries.into_iter().try_for_each(|entry| seal(sql, entry, None))
}

/// The entries that are not what was sealed, or whose arrivals are not; for a journal that will be sealed anew.
pub(super) fn altered(sql: &Connection) -> Result<Vec<i64>> {
    let mut statement =
        sql.prepare("SELECT id, prev_hash, hash, undone_by, op, arrived FROM audit ORDER BY id")?;
    let links = statement.query_map([], Link::read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut altered = Vec::new();
    for link in links {
        let prev = String::from_utf8_lossy(&link.prev_hash);
        let as_sealed =
            digest(sql, link.id, &prev, link.arrived.as_deref())?.as_bytes() == link.hash;
        let arrived = match &link.arrived {
            Some(noted) => {
                super::arrival::digest(sql, link.id)?.unwrap_or_default().as_bytes() == noted
            }
            None => true,
        };
        if !as_sealed || !arrived {
            altered.push(link.id);
        }
    }
    Ok(altered)
}

/// Marks as taken back what the entries say was taken back.
pub(super) fn mark_taken_back(sql: &Connection) -> Result<()> {
    let mut statement =
        sql.prepare("SELECT id, prev_hash, hash, undone_by, op, arrived FROM audit ORDER BY id")?;
    let links = statement.query_map([], Link::read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let (by, untold) = taken_back(&links);
    for link in &links {
        let by = by.get(&link.id).copied();
        if link.undone_by != by && !link.undone_by.is_some_and(|id| untold.contains(&id)) {
            sql.execute("UPDATE audit SET undone_by = ?1 WHERE id = ?2", params![by, link.id])?;
        }
    }
    Ok(())
}

/// Seals every entry again, one after the other, with what arrived with it.
pub(super) fn seal_anew(sql: &Connection) -> Result<()> {
    let mut entries = sql.prepare("SELECT id FROM audit ORDER BY id")?;
    let entries =
        entries.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    for entry in entries {
        let arrived = super::arrival::digest(sql, entry)?;
        sql.execute("UPDATE audit SET arrived = ?1 WHERE id = ?2", params![arrived, entry])?;
        seal(sql, entry, arrived.as_deref().map(str::as_bytes))?;
    }
    Ok(())
}

/// SHA-256 over the hash before, the entry, its changes, the hash of what arrived with it and its author, each value with
/// its kind and length.
fn digest(
    sql: &Connection,
    entry: i64,
    prev: &str,
    arrived: Option<&[u8]>,
) -> rusqlite::Result<String> {
    let mut hasher = Sha256::new();
    feed(&mut hasher, ValueRef::Text(prev.as_bytes()));
    for query in [
        "SELECT id, at, op FROM audit WHERE id = ?1",
        "SELECT id, tbl, row, old, new FROM change WHERE audit_id = ?1 ORDER BY id",
    ] {
        let mut statement = sql.prepare_cached(query)?;
        let columns = statement.column_count();
        let mut rows = statement.query([entry])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                feed(&mut hasher, row.get_ref(column)?);
            }
        }
    }
    // entries from before arrivals were hashed keep the hash they had
    if let Some(arrived) = arrived {
        feed(&mut hasher, ValueRef::Text(arrived));
    }
    // a store that is just being brought up to date has no such columns yet
    let author = sql.prepare_cached(
        "SELECT 'author', account, machine FROM audit
         WHERE id = ?1 AND (account IS NOT NULL OR machine IS NOT NULL)",
    );
    if let Ok(mut statement) = author {
        let mut rows = statement.query([entry])?;
        while let Some(row) = rows.next()? {
            for column in 0..3 {
                feed(&mut hasher, row.get_ref(column)?);
            }
        }
    }
    Ok(hex(&hasher.finalize()))
}

/// Bytes as they are stored: what is no longer even text must be found, too.
pub(super) fn feed(hasher: &mut Sha256, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(n) => return feed_number(hasher, 1, n.to_le_bytes()),
        ValueRef::Real(n) => return feed_number(hasher, 2, n.to_le_bytes()),
        ValueRef::Text(bytes) => (3, bytes),
        ValueRef::Blob(bytes) => (4, bytes),
    };
    hasher.update([kind]);
    hasher.update((bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

fn feed_number(hasher: &mut Sha256, kind: u8, bytes: [u8; 8]) {
    hasher.update([kind]);
    hasher.update(bytes);
}

/// So many missing entries are named, at most: a number that was changed can claim any.
const MOST: usize = 100;

struct Link {
    id: i64,
    prev_hash: Vec<u8>,
    hash: Vec<u8>,
    arrived: Option<Vec<u8>>,
    undone_by: Option<i64>,
    op: Option<Op>,
}

impl Link {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let bytes = |at| -> rusqlite::Result<Vec<u8>> {
            Ok(row.get_ref(at)?.as_bytes().unwrap_or_default().to_vec())
        };
        Ok(Self {
            id: row.get(0)?,
            prev_hash: bytes(1)?,
            hash: bytes(2)?,
            undone_by: row.get(3)?,
            op: serde_json::from_slice(&bytes(4)?).ok(),
            arrived: row.get_ref(5)?.as_bytes_or_null().ok().flatten().map(<[u8]>::to_vec),
        })
    }
}

/// Names every entry that is missing, open, was altered, or does not follow from the one before.
pub(super) fn check(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    let mut open = sql.prepare("SELECT id FROM audit WHERE open = 1")?;
    let open = open.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    faults.extend(open.into_iter().map(|entry| Fault::EntryOpen { entry }));
    let mut statement =
        sql.prepare("SELECT id, prev_hash, hash, undone_by, op, arrived FROM audit ORDER BY id")?;
    let links = statement.query_map([], Link::read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut prev = Vec::new();
    let mut expected = 1;
    for link in &links {
        faults.extend((expected..link.id).take(MOST).map(|entry| Fault::EntryMissing { entry }));
        expected = link.id + 1;
        if link.prev_hash != prev {
            faults.push(Fault::EntryUnlinked { entry: link.id });
        }
        let text = String::from_utf8_lossy(&link.prev_hash);
        if digest(sql, link.id, &text, link.arrived.as_deref())?.as_bytes() != link.hash {
            faults.push(Fault::EntryAltered { entry: link.id });
        }
        prev.clone_from(&link.hash);
    }
    let (entry, hash) =
        sql.query_row("SELECT entry, hash FROM journal_head WHERE id = 1", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get_ref(1)?.as_bytes()?.to_vec()))
        })?;
    let last = links.last().map_or(0, |link| link.id);
    faults.extend((last + 1..=entry).take(MOST).map(|entry| Fault::EntryMissing { entry }));
    if last > entry || (last == entry && hash != prev) {
        faults.push(Fault::EndDiffers { entry: last });
    }
    let count: i64 = sql.query_row(
        "SELECT count(*) FROM change WHERE audit_id NOT IN (SELECT id FROM audit)",
        [],
        |row| row.get(0),
    )?;
    if count > 0 {
        faults.push(Fault::StrayChanges { count });
    }
    check_taken_back(&links, faults);
    Ok(())
}

/// What was taken back follows from the entries alone, so a mark that says otherwise was put there.
fn check_taken_back(links: &[Link], faults: &mut Vec<Fault>) {
    let (by, untold) = taken_back(links);
    for link in links {
        let from_before = link.undone_by.is_some_and(|id| untold.contains(&id));
        if by.get(&link.id).copied() != link.undone_by && !from_before {
            faults.push(Fault::UndoMarkWrong { entry: link.id });
        }
    }
}

/// Which entry took back which, and entries that do not say what they took back.
fn taken_back(links: &[Link]) -> (BTreeMap<i64, i64>, Vec<i64>) {
    let mut by: BTreeMap<i64, i64> = BTreeMap::new();
    let mut untold = Vec::new();
    for link in links {
        match link.op {
            // which entry it was is not known: from before that was noted, or lost
            Some(Op::Undo { entry: 0, .. } | Op::LostEntry) => untold.push(link.id),
            Some(Op::Undo { entry, .. }) => {
                by.insert(entry, link.id);
            }
            Some(Op::Redo { entry, .. }) => {
                by.retain(|_, undo| *undo != entry);
                by.insert(entry, link.id);
            }
            _ => {}
        }
    }
    (by, untold)
}

impl Scorebook {
    /// The hash of every entry up to this one, by its number.
    pub(super) fn journal_hashes(&self, newest: i64) -> Result<BTreeMap<i64, String>> {
        let mut statement = self.connection.prepare("SELECT id, hash FROM audit WHERE id <= ?1")?;
        let hashes = statement.query_map([newest], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(hashes.collect::<rusqlite::Result<_>>()?)
    }
}
