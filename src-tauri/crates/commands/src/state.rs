//! What every command is given: the work under way, behind a lock, and the program around it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDateTime;
use reading::Cancel;

use crate::failure::{Failure, guarded};
use crate::host::{Dialogs, Event, Host};
use crate::originals::Originals;
use crate::session::Session;
use crate::{original_file, recent};

/// Shared by all commands.
pub struct AppState {
    pub(crate) host: Host,
    session: Mutex<Session>,
    /// Kept files that were read again.
    pub(crate) originals: Originals,
    /// Stops the reading of files under way.
    cancel: Mutex<Cancel>,
}

impl AppState {
    /// Without a store; see [`Self::start`].
    pub fn new(host: Host) -> Self {
        Self {
            host,
            session: Mutex::default(),
            originals: Originals::default(),
            cancel: Mutex::default(),
        }
    }

    /// Opens the named store, else the last one. The folder is where stores and settings of this machine go. A store
    /// that cannot be opened is told to the window, once.
    pub fn start(&self, folder: PathBuf, named: Option<PathBuf>) {
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let store = named.or_else(|| recent::read(&folder).into_iter().next());
        original_file::clear(&original_file::folder(&folder));
        session.folder = folder;
        if let Some(store) = store {
            // told on the first screen
            let _ = session.open(&store);
        }
    }

    /// Opens a store that was dropped on the window or named in a second start, and tells the window.
    pub fn open_from_outside(&self, store: &Path) {
        let opened = guarded(|| self.with(|session| session.open(store)));
        self.tell(opened.map_or_else(Event::Failure, |()| Event::BookOpened));
    }

    /// Closes the book: for every way out of the program.
    pub fn finish(&self) {
        let closed = guarded(|| self.with(Session::close));
        if let Err(failure) = closed {
            tracing::error!(%failure, "the book was not closed in order");
        }
    }

    /// Runs a command's work on the session, alone.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        // a panic rolled its transaction back, so what the lock guards is sound
        work(&mut self.session.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn dialogs(&self) -> &dyn Dialogs {
        &*self.host.dialogs
    }

    pub(crate) fn now(&self) -> NaiveDateTime {
        self.host.clock.now()
    }

    /// Tells the window.
    pub fn tell(&self, event: Event) {
        self.host.events.tell(event);
    }

    /// What stops a reading that begins now.
    pub(crate) fn cancel(&self) -> Cancel {
        self.cancel.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Stops every reading that has begun.
    pub(crate) fn cancel_reading(&self) {
        let mut cancel = self.cancel.lock().unwrap_or_else(PoisonError::into_inner);
        cancel.cancel();
        *cancel = Cancel::default();
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::{NaiveDate, NaiveDateTime};

    /// A fixed moment in the year of the sample.
    pub(crate) fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2024, 12, 20).and_then(|d| d.and_hms_opt(9, 30, 0)).unwrap()
    }
}
