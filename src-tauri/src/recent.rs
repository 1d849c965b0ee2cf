//! The store that was open last, so that the next start goes on where the last one ended.

use std::path::{Path, PathBuf};

const FILE: &str = "gan-day.txt";

/// The last store, if it is still there.
pub(crate) fn read(folder: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(folder.join(FILE)).ok()?;
    Some(PathBuf::from(text)).filter(|path| path.is_file())
}

/// Remembers a store. Failing to is no reason to stop anyone's work.
pub(crate) fn write(folder: &Path, store: &Path) {
    let text = store.to_string_lossy();
    let written = std::fs::create_dir_all(folder)
        .map_err(|e| scorebook::Error::io(folder, &e))
        .and_then(|()| scorebook::disk::write_whole(&folder.join(FILE), text.as_bytes()));
    if let Err(error) = written {
        tracing::warn!(%error, "the last store could not be remembered");
    }
}
