//! Kept originals that were read again to be looked at: the last few stay at hand, so that going from row to
//! row of a file reads it once.

use std::sync::{Arc, Mutex, PoisonError};

use intake::Received;

/// As many as bodies' files are looked at side by side.
const KEPT: usize = 6;

/// The files at hand, the last one looked at first.
#[derive(Default)]
pub(crate) struct Originals(Mutex<Vec<(String, Arc<Received>)>>);

impl Originals {
    /// The file of these bytes, if it is at hand. A hash is the content, so what is at hand never grows old.
    pub(crate) fn get(&self, sha256: &str) -> Option<Arc<Received>> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = files.iter().position(|(sha, _)| sha == sha256)?;
        let found = files.remove(at);
        files.insert(0, found);
        files.first().map(|(_, file)| Arc::clone(file))
    }

    pub(crate) fn keep(&self, sha256: String, file: &Arc<Received>) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(0, (sha256, Arc::clone(file)));
        files.truncate(KEPT);
    }
}
