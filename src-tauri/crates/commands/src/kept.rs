//! What this machine keeps of a book outside it, so that closing the program or a crash loses none of it: the files that
//! wait with their corrections, and the view with what is half written.

use std::path::{Path, PathBuf};

use scorebook::plan::{Origin, SourceFile};
use scorebook::{Error, disk};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::pending::{GivenCorrection, Pending};

const FOLDER: &str = "dang-lam";
const VIEW: &str = "man-hinh.json";
const WAITING: &str = "tep-cho";

/// The folder of one book.
pub(crate) struct Kept(PathBuf);

/// A waiting file, to be read again.
pub(crate) struct Waiting {
    pub(crate) file: SourceFile,
    pub(crate) corrections: Vec<GivenCorrection>,
}

#[derive(Serialize, Deserialize)]
struct Note {
    /// Its place among the waiting files.
    place: u32,
    name: String,
    origin: Option<Origin>,
    corrections: Vec<GivenCorrection>,
}

impl Kept {
    /// Of the book at a path.
    pub(crate) fn of(program: &Path, store: &Path) -> Self {
        let real = store.canonicalize().unwrap_or_else(|_| store.to_owned());
        Self(program.join(FOLDER).join(key(&real)))
    }

    /// The window's own state, as it was last kept.
    pub(crate) fn view(&self) -> Option<String> {
        std::fs::read_to_string(self.0.join(VIEW)).ok()
    }

    pub(crate) fn put_view(&self, view: &str) -> Result<(), Failure> {
        self.write(&self.0.join(VIEW), view.as_bytes())
    }

    /// The files that waited, in order. One that cannot be read any more is left where it is.
    pub(crate) fn waiting(&self) -> Vec<Waiting> {
        let entries = std::fs::read_dir(self.0.join(WAITING)).into_iter().flatten().flatten();
        let notes =
            entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "json"));
        let read = |path: PathBuf| -> Option<(u32, Waiting)> {
            let note: Note = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
            let bytes = std::fs::read(path.with_extension("bin")).ok()?;
            let mut file = SourceFile::new(note.name, bytes);
            file.origin = note.origin;
            // what is not what it was is not taken for it
            let same = path.file_stem().is_some_and(|stem| stem == file.sha256.as_str());
            same.then_some((note.place, Waiting { file, corrections: note.corrections }))
        };
        let mut waiting: Vec<(u32, Waiting)> = notes.filter_map(read).collect();
        waiting.sort_by_key(|(place, _)| *place);
        waiting.into_iter().map(|(_, file)| file).collect()
    }

    /// Keeps a waiting file with its corrections. One without bytes could not be read again.
    pub(crate) fn put_waiting(&self, pending: &Pending) -> Result<(), Failure> {
        let file = &pending.received.file;
        if file.bytes.is_empty() {
            return Ok(());
        }
        let bytes = self.waiting_file(&file.sha256).with_extension("bin");
        if !bytes.exists() {
            self.write(&bytes, &file.bytes)?;
        }
        let note = Note {
            place: pending.id,
            name: file.name.clone(),
            origin: file.origin.clone(),
            corrections: pending.corrections.clone(),
        };
        self.write(&bytes.with_extension("json"), &json(&note)?)
    }

    /// A file waits no more.
    pub(crate) fn drop_waiting(&self, sha256: &str) {
        for ending in ["json", "bin"] {
            // the note first: without it the bytes are nothing that waits
            let gone = std::fs::remove_file(self.waiting_file(sha256).with_extension(ending));
            if let Err(error) = gone
                && error.kind() != std::io::ErrorKind::NotFound
            {
                tracing::warn!(%error, "a waiting file could not be put away");
            }
        }
    }

    fn waiting_file(&self, sha256: &str) -> PathBuf {
        self.0.join(WAITING).join(sha256)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let folder = path.parent().unwrap_or(&self.0);
        std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, &e))?;
        Ok(disk::write_whole(path, bytes)?)
    }
}

/// A short name for a path.
pub(crate) fn key(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes().to_vec();
    SourceFile::new("", bytes).sha256.chars().take(16).collect()
}

fn json<T: Serialize>(what: &T) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(what).map_err(|error| {
        tracing::error!(%error, "what is to be kept could not be written down");
        Failure::unexpected()
    })
}
