//! Files written whole or not at all.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use tempfile::TempDir;

use crate::error::file_name;
use crate::{Error, Result};

/// How the names of everything begin that is not there to stay; the number of the process follows.
const SCRAP: &str = ".sodiem-";

/// Writes a file so that a crash or a full disk leaves either the old file or the new one, whole: a
/// temporary file in the same folder, synced, then renamed over.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let io = |e: std::io::Error| Error::io(path, &e);
    let folder = folder_of(path);
    let mut file = temporary().tempfile_in(folder).map_err(io)?;
    file.write_all(bytes).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    file.persist(path).map_err(|e| Error::io(path, &e.error))?;
    sync_folder(folder).map_err(io)
}

/// Writes several files into a folder, each whole. When one fails, the error says which are there.
pub fn write_several(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    sweep(folder);
    for (n, (name, bytes)) in files.iter().enumerate() {
        if let Err(why) = write_whole(&folder.join(name), bytes) {
            if n == 0 {
                return Err(why);
            }
            let names = |files: &[(String, Vec<u8>)]| files.iter().map(|f| f.0.clone()).collect();
            let (written, missing) = (names(&files[..n]), names(&files[n..]));
            return Err(Error::SomeWritten { written, missing, why: Box::new(why) });
        }
    }
    Ok(())
}

/// The folder a path lies in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A folder for work that may be cut off at any moment; gone when dropped, or at the next [`sweep`].
pub(crate) fn scratch_folder(folder: &Path) -> std::io::Result<TempDir> {
    tempfile::Builder::new().prefix(&scrap_prefix()).tempdir_in(folder)
}

/// Gives a finished file of the same folder its name, durably; never over another file.
pub(crate) fn place_new(made: &Path, path: &Path) -> Result<()> {
    let io = |e: &std::io::Error| Error::io(path, e);
    File::options().write(true).open(made).and_then(|f| f.sync_all()).map_err(|e| io(&e))?;
    match std::fs::hard_link(made, path) {
        Ok(()) => {}
        Err(e) if e.kind() == ErrorKind::AlreadyExists || path.exists() => {
            return Err(Error::AlreadyExists { file: file_name(path) });
        }
        // file systems on which a file has one name (FAT)
        Err(_) => std::fs::rename(made, path).map_err(|e| io(&e))?,
    }
    named(path)
}

/// Makes a name that was given durable. When that fails, the file has it and may lose it again.
fn named(path: &Path) -> Result<()> {
    sync_folder(folder_of(path)).map_err(|e| Error::FateUnknown { detail: e.to_string() })
}

/// Gives a finished file of the same folder the name of another one, in its place, durably.
pub(crate) fn place_over(made: &Path, path: &Path) -> Result<()> {
    let io = |e: &std::io::Error| Error::io(path, e);
    File::options().write(true).open(made).and_then(|f| f.sync_all()).map_err(|e| io(&e))?;
    std::fs::rename(made, path).map_err(|e| io(&e))?;
    named(path)
}

/// Takes away what a process that was ended left half made. What it cannot take away stays until the next time.
pub fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(SCRAP)) else { continue };
        let owner = rest.split('-').next().and_then(|number| number.parse().ok());
        if owner.is_none_or(is_running) {
            continue;
        }
        let path = entry.path();
        let _ = match entry.file_type() {
            Ok(kind) if kind.is_dir() => std::fs::remove_dir_all(path),
            _ => std::fs::remove_file(path),
        };
    }
}

#[cfg(unix)]
fn is_running(process: i32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    Pid::from_raw(process).is_some_and(|pid| test_kill_process(pid) != Err(Errno::SRCH))
}

/// Files that another process has open cannot be taken away, so trying does no harm; our own must stay.
#[cfg(not(unix))]
fn is_running(process: i32) -> bool {
    i64::from(process) == i64::from(std::process::id())
}

fn scrap_prefix() -> String {
    format!("{SCRAP}{}-", std::process::id())
}

/// As readable as any file that a program makes: what is written here is handed on to colleagues.
fn temporary() -> tempfile::Builder<'static, 'static> {
    static PREFIX: std::sync::LazyLock<String> = std::sync::LazyLock::new(scrap_prefix);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&**PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Makes the rename itself durable; Windows does this on its own.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_a_file_whole_and_leaves_no_scrap() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two", "the newer bytes stand");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no temporary file is left"
        );
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_it_as_they_may_any_file_of_ours() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode =
            |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        std::fs::File::create(folder.path().join("plain")).unwrap();
        write_whole(&folder.path().join("ours"), b"x").unwrap();
        assert_eq!(mode("ours"), mode("plain"), "the system's own default");
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_whole(&folder.path().join("no/such/a.pdf"), b"x").unwrap_err();
        assert_eq!(error.code(), "folder_not_found", "{error}");
    }
}
