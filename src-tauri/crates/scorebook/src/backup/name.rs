//! Names of backups: "so.sao-luu-20241220-093005.sodiem" beside "so.sodiem". Plain letters, so that sticks, shares
//! and e-mail carry them; the time in the name survives copying, that of the file does not.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDateTime};

pub(super) const MOMENT: &str = "%Y%m%d-%H%M%S";
/// Before the number of the version that a migration began from.
pub(super) const VERSION: &str = "phien-ban-";
const MARK: &str = ".sao-luu-";
const ENDING: &str = ".sodiem";

fn prefix(store: &Path) -> String {
    let stem = store.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}{MARK}")
}

/// Names for a backup, the next where one is taken.
pub(super) fn candidates(
    store: &Path,
    folder: &Path,
    what: &str,
) -> impl Iterator<Item = PathBuf> + use<> {
    let (prefix, what) = (prefix(store), what.to_owned());
    let beside = folder == crate::disk::folder_of(store);
    let (store, folder) = (store.to_owned(), folder.to_owned());
    (1..1000).map(move |n| {
        let again = if n == 1 { String::new() } else { format!("-{n}") };
        let name = format!("{prefix}{what}{again}{ENDING}");
        if beside { store.with_file_name(name) } else { folder.join(name) }
    })
}

/// When the backup of that name was made; `None` when it is no backup of the book.
pub(super) fn moment(store: &Path, name: &str, metadata: &Metadata) -> Option<NaiveDateTime> {
    let what = name.strip_prefix(&prefix(store))?.strip_suffix(ENDING)?;
    if let Some(version) = what.strip_prefix(VERSION) {
        let number = version.split('-').next()?;
        number.parse::<u32>().ok()?;
        return Some(DateTime::<Local>::from(metadata.modified().ok()?).naive_local());
    }
    let (time, again) = what.split_at_checked(15)?;
    let numbered = again.is_empty() || again.strip_prefix('-')?.parse::<u32>().is_ok();
    numbered.then(|| NaiveDateTime::parse_from_str(time, MOMENT).ok()).flatten()
}
