//! Putting a backup back in the place of a book. What it replaces is kept as a backup first.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::{Holdings, make, name};
use crate::error::file_name;
use crate::store::{Copied, SetAside, copy_of, keep_raw, take_over};
use crate::{Error, Result, Scorebook, disk};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup of what was replaced; `None` when there was nothing.
    pub kept: Option<PathBuf>,
    /// What the book holds now.
    pub holds: Holdings,
    /// Logs of the replaced book, under their new names.
    pub set_aside: Vec<SetAside>,
}

/// Puts `from` in the place of the book. Nobody may hold the book meanwhile.
///
/// # Errors
/// When `from` is not whole, or something is in the way; the book is then as it was.
pub fn restore(store: &Path, from: &Path, now: NaiveDateTime) -> Result<Restored> {
    let same = |a: &Path, b: &Path| {
        a.canonicalize().ok().is_some_and(|a| Some(a) == b.canonicalize().ok())
    };
    if same(store, from) {
        return Err(Error::SameFile { file: file_name(from) });
    }
    let folder = disk::folder_of(store);
    if !folder.is_dir() {
        return Err(Error::missing(store));
    }
    disk::sweep(folder);
    let scratch = disk::scratch_folder(folder).map_err(|e| Error::io(store, &e))?;
    let (made, holds) = match copy_of(from, scratch.path())? {
        Copied::Whole(made, holds) => (made, holds),
        Copied::InChange(fault) | Copied::Unsound(fault) => {
            return Err(Error::damaged(from, fault));
        }
    };
    let kept = keep(store, now)?;
    let set_aside = take_over(&made, store)?;
    if !Scorebook::is_whole(store) {
        return Err(Error::damaged(store, "không giống bản sao lưu vừa khôi phục".into()));
    }
    Ok(Restored { kept, holds, set_aside })
}

/// A backup of the present file: as a book when it is one, else as the bytes it is.
fn keep(store: &Path, now: NaiveDateTime) -> Result<Option<PathBuf>> {
    if !store.exists() {
        return Ok(None);
    }
    match make(store, None, now) {
        Ok(backup) => Ok(Some(backup.file)),
        Err(
            Error::Damaged { .. }
            | Error::Truncated { .. }
            | Error::NotAStore { .. }
            | Error::NewerStore { .. }
            | Error::MigrationFailed { .. },
        ) => {
            let what = now.format(name::MOMENT).to_string();
            for file in name::candidates(store, disk::folder_of(store), &what) {
                match keep_raw(store, &file) {
                    Err(Error::AlreadyExists { .. }) => {}
                    done => return done.map(|()| Some(file)),
                }
            }
            Err(Error::AlreadyExists { file: file_name(store) })
        }
        Err(error) => Err(error),
    }
}
