//! The stores that were open lately, so that the next start goes on where the last one ended.

use std::path::{Path, PathBuf};

const FILE: &str = "gan-day.txt";
/// As many as a menu shows at a glance.
const KEPT: usize = 8;

/// Newest first, whether they are still there or not.
pub(crate) fn read(folder: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
    text.lines().filter(|line| !line.is_empty()).map(PathBuf::from).take(KEPT).collect()
}

/// Remembers a store as the last one. Failing to is no reason to stop anyone's work.
pub(crate) fn write(folder: &Path, store: &Path) {
    let others = read(folder).into_iter().filter(|path| path != store);
    let all: Vec<String> = [store.to_owned()]
        .into_iter()
        .chain(others)
        .take(KEPT)
        .map(|p| p.to_string_lossy().into_owned())
        .collect();
    let written = std::fs::create_dir_all(folder)
        .map_err(|e| scorebook::Error::io(folder, &e))
        .and_then(|()| scorebook::disk::write_whole(&folder.join(FILE), all.join("\n").as_bytes()));
    if let Err(error) = written {
        tracing::warn!(%error, "the last store could not be remembered");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_store_comes_first_and_each_stands_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |n: usize| PathBuf::from(format!("/so/{n}.sodiem"));
        (0..12).for_each(|n| write(folder.path(), &at(n)));
        write(folder.path(), &at(7));
        let list = read(folder.path());
        assert_eq!(list.first(), Some(&at(7)), "opened again, it is the last");
        assert_eq!(list.len(), KEPT);
        assert_eq!(list.iter().filter(|p| **p == at(7)).count(), 1);
    }
}
