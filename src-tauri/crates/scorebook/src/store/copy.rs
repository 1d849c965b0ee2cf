//! Copies of a book's file, and putting one in its place.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::header::Header;
use super::hold::{self, Hold};
use super::open::{self, judge};
use super::{Scorebook, SetAside, leftover};
use crate::backup::Holdings;
use crate::error::file_name;
use crate::{Error, Result, backup, disk};

/// A copy, looked over.
pub(crate) enum Copied {
    /// One file, with all that was in the log that belongs to it.
    Whole(PathBuf, Holdings),
    /// Not whole, and another process holds the book: it was in the middle of a change.
    InChange(String),
    /// Not whole; what is wrong.
    Unsound(String),
}

/// Copies a book into a folder of ours, whether another process holds it or not. Nothing is written to the book.
pub(crate) fn copy_of(store: &Path, folder: &Path) -> Result<Copied> {
    if !store.is_file() {
        return Err(Error::missing(store));
    }
    if hold::is_ours(store) {
        return Err(Error::InUse { file: file_name(store) });
    }
    let (made, shared) = match Hold::take(store) {
        Ok(hold) => (leftover::lay_out(store, hold.file(), folder)?, false),
        Err(Error::InUse { .. }) => {
            let file = File::open(store).map_err(|e| Error::io(store, &e))?;
            (leftover::lay_out(store, &file, folder)?, true)
        }
        Err(error) => return Err(error),
    };
    let judged = judge(&made).and_then(|judged| Ok((judged.book.holdings()?, judged.faults)));
    let fault = match judged {
        Ok((holds, faults)) => match faults.into_iter().next() {
            None => {
                let connection = open::connect(&made, true)?;
                open::one_file(&connection, &made)?;
                connection.close().map_err(|(_, e)| e)?;
                return Ok(Copied::Whole(made, holds));
            }
            Some(fault) => fault,
        },
        Err(Error::Damaged { detail, .. } | Error::Database(detail)) => detail,
        Err(Error::NewerStore { .. }) => {
            return Err(Error::NewerStore { file: file_name(store) });
        }
        Err(Error::MigrationFailed { detail, .. }) => {
            return Err(Error::MigrationFailed { file: file_name(store), detail });
        }
        Err(error) => return Err(error),
    };
    if shared {
        return Ok(Copied::InChange(fault));
    }
    let copied = File::open(&made).map_err(|e| Error::io(&made, &e))?;
    if Header::read(store, &copied)?.is_cut_off() {
        return Err(Error::Truncated { file: file_name(store), backup: None });
    }
    Ok(Copied::Unsound(fault))
}

/// Copies a file that is no sound book, byte for byte, into a new file.
pub(crate) fn keep_raw(store: &Path, out: &Path) -> Result<()> {
    let io = |e: io::Error| Error::io(out, &e);
    let scratch = disk::scratch_folder(disk::folder_of(out)).map_err(io)?;
    let made = scratch.path().join("so.sodiem");
    let hold = Hold::take(store)?;
    let mut file = hold.file();
    file.seek(SeekFrom::Start(0)).map_err(io)?;
    let mut copy = File::create(&made).map_err(io)?;
    io::copy(&mut file, &mut copy).map_err(io)?;
    disk::place_new(&made, out)
}

/// Puts a finished file in the place of a book that nobody holds. The logs of the old one are given other names.
pub(crate) fn take_over(made: &Path, store: &Path) -> Result<Vec<SetAside>> {
    let hold = if store.exists() { Some(Hold::take(store)?) } else { None };
    if hold.as_ref().is_some_and(|h| !h.is_writable()) {
        return Err(Error::NoPermission { file: file_name(store) });
    }
    let real = store.canonicalize().unwrap_or_else(|_| store.to_owned());
    let set_aside = leftover::put_all_aside(&real)?;
    // where a name cannot be taken from an open file
    let hold = hold.filter(|_| cfg!(unix));
    disk::place_over(made, &real)?;
    drop(hold);
    Ok(set_aside)
}

impl Scorebook {
    /// Copies this open book into a new file, whole and checked.
    pub fn copy_to(&self, out: &Path) -> Result<Holdings> {
        if out.exists() {
            return Err(Error::AlreadyExists { file: file_name(out) });
        }
        if !disk::folder_of(out).is_dir() {
            return Err(Error::missing(out));
        }
        copy_connection(&self.connection, out)
    }

    /// How much it holds.
    pub fn holdings(&self) -> Result<Holdings> {
        let count = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        Ok(Holdings {
            submissions: count("SELECT count(*) FROM submission")?.unsigned_abs(),
            decisions: count("SELECT count(*) FROM decision")?.unsigned_abs(),
        })
    }

    /// How much a closed book holds; nothing is written.
    pub(crate) fn holdings_of(path: &Path) -> Result<Holdings> {
        if hold::is_ours(path) {
            return Err(Error::InUse { file: file_name(path) });
        }
        let connection = open::connect(path, false)?;
        open::as_of_today(connection, path, None)?.1.holdings()
    }

    /// Is a closed book whole? Nothing is written.
    pub fn is_whole(path: &Path) -> bool {
        Self::inspect(path).is_ok_and(|book| book.check().is_empty())
    }
}

/// Before a migration.
pub(super) fn keep_version(connection: &Connection, store: &Path, version: usize) -> Result<()> {
    for file in backup::before_migration(store, version) {
        if !file.exists() {
            return copy_connection(connection, &file).map(|_| ());
        }
    }
    Err(Error::AlreadyExists { file: file_name(store) })
}

fn copy_connection(connection: &Connection, out: &Path) -> Result<Holdings> {
    let scratch = disk::scratch_folder(disk::folder_of(out)).map_err(|e| Error::io(out, &e))?;
    let made = scratch.path().join("so.sodiem");
    let mut copy = Connection::open(&made)?;
    rusqlite::backup::Backup::new(connection, &mut copy)?.run_to_completion(
        4096,
        Duration::ZERO,
        None,
    )?;
    open::one_file(&copy, out)?;
    copy.close().map_err(|(_, e)| e)?;
    let judged = judge(&made).map_err(|e| open::in_file(out, e))?;
    if let Some(fault) = judged.faults.into_iter().next() {
        return Err(Error::damaged(out, fault));
    }
    let holds = judged.book.holdings()?;
    drop(judged.book);
    disk::place_new(&made, out)?;
    Ok(holds)
}
