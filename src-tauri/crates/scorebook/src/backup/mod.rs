//! Copies of a book: each one file with nothing beside it, checked before it gets its name, never over another file.

mod name;
mod restore;
mod thin;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::NaiveDateTime;

pub use self::restore::{Restored, restore};
pub use self::thin::to_remove;
use crate::store::{Copied, copy_of};
use crate::{Error, Result, Scorebook, disk};

/// How often a copy is tried that another process writes into.
const TRIES: u32 = 60;
const PAUSE: Duration = Duration::from_millis(20);

/// A backup beside a book, or in the folder that was chosen for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub file: PathBuf,
    /// When it was made, local time.
    pub at: NaiveDateTime,
    /// Bytes.
    pub size: u64,
    /// What it holds; `None` when that cannot be read.
    pub holds: Option<Holdings>,
}

/// How much a book holds, of all years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holdings {
    /// Bodies' files that were taken in.
    pub submissions: u64,
    /// Criteria that were decided.
    pub decisions: u64,
}

/// Copies a book, whoever holds it, into a new file.
///
/// # Errors
/// When the target exists, its folder does not, or the book is not whole.
pub fn copy(store: &Path, out: &Path) -> Result<Holdings> {
    if out.exists() {
        return Err(Error::AlreadyExists { file: crate::error::file_name(out) });
    }
    let folder = disk::folder_of(out);
    if !folder.is_dir() {
        return Err(Error::missing(out));
    }
    disk::sweep(folder);
    for tried in 1.. {
        let scratch = disk::scratch_folder(folder).map_err(|e| Error::io(out, &e))?;
        match copy_of(store, scratch.path())? {
            Copied::Whole(made, holds) => {
                disk::place_new(&made, out)?;
                return Ok(holds);
            }
            // another process was in the middle of a change
            Copied::InChange(_) if tried < TRIES => thread::sleep(PAUSE),
            Copied::InChange(fault) | Copied::Unsound(fault) => {
                return Err(named(store, Error::damaged(store, fault)));
            }
        }
    }
    Err(Error::InUse { file: crate::error::file_name(store) })
}

/// Makes a backup in the book's folder, or in another one.
pub fn make(store: &Path, folder: Option<&Path>, now: NaiveDateTime) -> Result<Backup> {
    written(store, folder, now, |target| copy(store, target))
}

impl Scorebook {
    /// Makes a backup of this open book in its folder, or in another one.
    pub fn back_up(&self, folder: Option<&Path>, now: NaiveDateTime) -> Result<Backup> {
        written(self.path(), folder, now, |target| self.copy_to(target))
    }
}

fn written(
    store: &Path,
    folder: Option<&Path>,
    now: NaiveDateTime,
    copy: impl Fn(&Path) -> Result<Holdings>,
) -> Result<Backup> {
    let folder = folder.unwrap_or_else(|| disk::folder_of(store));
    if !folder.is_dir() {
        return Err(Error::FolderNotFound { folder: folder.display().to_string() });
    }
    for file in name::candidates(store, folder, &now.format(name::MOMENT).to_string()) {
        match copy(&file) {
            Err(Error::AlreadyExists { .. }) => {}
            done => {
                let holds = Some(done?);
                let size = std::fs::metadata(&file).map_err(|e| Error::io(&file, &e))?.len();
                return Ok(Backup { file, at: now, size, holds });
            }
        }
    }
    Err(Error::AlreadyExists { file: crate::error::file_name(store) })
}

/// The backups of a book in its folder and in others, newest first.
pub fn list(store: &Path, others: &[&Path]) -> Result<Vec<Backup>> {
    let own = disk::folder_of(store);
    if !own.is_dir() {
        return Err(Error::missing(store));
    }
    let mut found = Vec::new();
    for folder in [own].iter().chain(others) {
        let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder, &e))?;
        for entry in entries.flatten() {
            let file_name = entry.file_name();
            let Some(name) = file_name.to_str() else { continue };
            let Ok(metadata) = entry.metadata() else { continue };
            let Some(at) = name::moment(store, name, &metadata) else { continue };
            // a path as short as the one that was asked for
            let file = store.with_file_name(name);
            let file = if *folder == own { file } else { folder.join(name) };
            let holds = Scorebook::holdings_of(&file).ok();
            found.push(Backup { file, at, size: metadata.len(), holds });
        }
    }
    found.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.file.cmp(&a.file)));
    found.dedup_by(|a, b| a.file == b.file);
    Ok(found)
}

/// Takes away what is older than need be in one folder; what went. See [`to_remove`].
pub fn thin_out(store: &Path, folder: &Path, now: NaiveDateTime) -> Result<Vec<PathBuf>> {
    let backups = list(&folder.join(crate::error::file_name(store)), &[])?;
    let times: Vec<NaiveDateTime> = backups.iter().map(|b| b.at).collect();
    let mut gone = Vec::new();
    for at in to_remove(now, &times) {
        let file = &backups[at].file;
        std::fs::remove_file(file).map_err(|e| Error::io(file, &e))?;
        gone.push(file.clone());
    }
    Ok(gone)
}

/// The newest backup beside a book that is whole.
pub fn newest_sound(store: &Path) -> Option<Backup> {
    let backups = list(store, &[]).ok()?;
    backups.into_iter().find(|b| Scorebook::is_whole(&b.file))
}

/// Names the newest sound backup in an error that would make one look for it.
pub(crate) fn named(store: &Path, error: Error) -> Error {
    let newest = || newest_sound(store).map(|b| crate::error::file_name(&b.file));
    match error {
        Error::Damaged { file, detail, .. } => Error::Damaged { file, detail, backup: newest() },
        Error::Truncated { file, .. } => Error::Truncated { file, backup: newest() },
        other => other,
    }
}

/// The name of the backup of a version that is about to be migrated.
pub(crate) fn before_migration(store: &Path, version: usize) -> impl Iterator<Item = PathBuf> {
    name::candidates(store, disk::folder_of(store), &format!("{}{version}", name::VERSION))
}
