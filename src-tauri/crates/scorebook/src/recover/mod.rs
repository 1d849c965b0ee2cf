//! What can be read of a damaged book, in a new one that is sound, with a list of what could not be.

mod found;
mod pages;

use std::path::Path;

use chrono::NaiveDateTime;
use serde::Serialize;

pub(crate) use self::found::{Column, Found, Rows, Table};
use crate::store::{Copied, copy_of, keep_raw, rebuild};
use crate::{Error, Result, disk};

/// What was taken into the new book, and what was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recovered {
    /// Counted in the new book.
    pub taken: Taken,
    /// A sentence for each thing that is missing; empty when nothing is.
    pub lost: Vec<String>,
}

/// How much was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// Bodies' files with their scores.
    pub submissions: u64,
    /// Decided criteria.
    pub decisions: u64,
    /// Files as they were received.
    pub originals: u64,
    /// Entries of the journal.
    pub journal_entries: u64,
}

/// Takes what can be read of a book into a new one. The damaged file is not touched.
///
/// # Errors
/// When the new file exists, or nothing of the old one can be read; there is then no new file.
pub fn recover(store: &Path, out: &Path, now: NaiveDateTime) -> Result<Recovered> {
    if out.exists() {
        return Err(Error::AlreadyExists { file: crate::error::file_name(out) });
    }
    let folder = disk::folder_of(out);
    if !folder.is_dir() {
        return Err(Error::missing(out));
    }
    disk::sweep(folder);
    let scratch = disk::scratch_folder(folder).map_err(|e| Error::io(out, &e))?;
    // a sound book, perhaps with the log that belongs to it, is taken whole
    match copy_of(store, scratch.path()) {
        Ok(Copied::Whole(made, _)) => {
            let taken = rebuild::taken(&made)?;
            disk::place_new(&made, out)?;
            return Ok(Recovered { taken, lost: Vec::new() });
        }
        Ok(_)
        | Err(
            Error::Damaged { .. }
            | Error::Truncated { .. }
            | Error::NotAStore { .. }
            | Error::MigrationFailed { .. },
        ) => {}
        Err(error) => return Err(error),
    }
    let scratch = disk::scratch_folder(folder).map_err(|e| Error::io(out, &e))?;
    let damaged = scratch.path().join("hong");
    keep_raw(store, &damaged)?;
    let bytes = std::fs::read(&damaged).map_err(|e| Error::io(store, &e))?;
    let found = Found::of(bytes);
    let made = scratch.path().join("so.sodiem");
    let recovered = rebuild::rebuild(found, store, &made, now)?;
    disk::place_new(&made, out)?;
    Ok(recovered)
}
