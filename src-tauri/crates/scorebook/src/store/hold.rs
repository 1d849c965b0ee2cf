//! Keeping a book to one process, and noticing when its file is moved away or replaced under it.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::error::file_name;
use crate::{Error, Result};

/// Which file it is, whatever its name: device and number on Unix, the full path elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum FileId {
    #[cfg(unix)]
    Node(u64, u64),
    #[cfg(not(unix))]
    Path(PathBuf),
}

impl FileId {
    fn of(path: &Path) -> std::io::Result<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let metadata = std::fs::metadata(path)?;
            Ok(Self::Node(metadata.dev(), metadata.ino()))
        }
        #[cfg(not(unix))]
        Ok(Self::Path(path.canonicalize()?))
    }
}

/// The books that this process holds. A lock of the system tells processes apart, not two openings in one of them;
/// worse, closing any handle of a file ends all locks that its process has on it.
static HELD: Mutex<BTreeSet<FileId>> = Mutex::new(BTreeSet::new());

/// A book kept to this process until dropped. To be dropped after its connection.
#[derive(Debug)]
pub(super) struct Hold {
    /// Locked as a whole, before anything is read; `SQLite` has locks of its own inside.
    file: File,
    id: FileId,
    path: PathBuf,
    writable: bool,
}

impl Hold {
    /// Takes a book. One that lies where nothing may be written is held for reading.
    pub(super) fn take(path: &Path) -> Result<Self> {
        let io = |e: &std::io::Error| Error::io(path, e);
        let id = FileId::of(path).map_err(|e| io(&e))?;
        if !HELD.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone()) {
            return Err(Error::InUse { file: file_name(path) });
        }
        Self::lock(path, id.clone()).inspect_err(|_| release(&id))
    }

    fn lock(path: &Path, id: FileId) -> Result<Self> {
        let io = |e: &std::io::Error| Error::io(path, e);
        let (file, writable) = match File::options().read(true).write(true).open(path) {
            Ok(file) => (file, true),
            Err(e) if is_forbidden(&e) => (File::open(path).map_err(|e| io(&e))?, false),
            Err(e) => return Err(io(&e)),
        };
        #[cfg(unix)]
        {
            use rustix::fs::FlockOperation::{NonBlockingLockExclusive, NonBlockingLockShared};
            use rustix::io::Errno;
            let lock = if writable { NonBlockingLockExclusive } else { NonBlockingLockShared };
            // on a file system without locks SQLite will say what it cannot do
            if let Err(Errno::AGAIN | Errno::ACCESS) = rustix::fs::fcntl_lock(&file, lock) {
                return Err(Error::InUse { file: file_name(path) });
            }
        }
        // the name might be another file's by now
        let moved = FileId::of(path).map_err(|e| io(&e))? != id;
        if moved {
            return Err(Error::InUse { file: file_name(path) });
        }
        Ok(Self { file, id, path: path.to_owned(), writable })
    }

    /// May it be written to?
    pub(super) fn is_writable(&self) -> bool {
        self.writable
    }

    /// The open file, to read from. Opening and closing another handle would end our locks.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Is the file still the one under its name? What is written to another is lost.
    pub(super) fn still_there(&self) -> Result<()> {
        let file = || file_name(&self.path);
        match FileId::of(&self.path) {
            Ok(id) if id == self.id => Ok(()),
            Ok(_) => Err(Error::StoreReplaced { file: file() }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                Err(Error::StoreGone { file: file() })
            }
            Err(e) => Err(Error::io(&self.path, &e)),
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        release(&self.id);
    }
}

fn release(id: &FileId) {
    HELD.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
}

pub(super) fn is_forbidden(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem
    )
}

/// Does this process hold the file?
pub(super) fn is_ours(path: &Path) -> bool {
    FileId::of(path)
        .is_ok_and(|id| HELD.lock().unwrap_or_else(PoisonError::into_inner).contains(&id))
}
