//! Files are read in a child process while the session stays free: the window never waits for them.

use std::path::PathBuf;

use intake::Received;
use reading::{Cancel, Reader, Stopped};
use scorebook::Error;
use scorebook::error::file_name;
use scorebook::plan::SourceFile;

use crate::failure::Failure;
use crate::host::{Event, Progress};
use crate::state::AppState;

/// Reads files one by one; each waits for confirmation as soon as it is understood. Blocks until all are read or the
/// reading is cancelled.
pub fn files(app: &AppState, paths: &[PathBuf]) -> Result<(), Failure> {
    let paths: Vec<&PathBuf> = paths.iter().filter(|p| !p.is_dir()).collect();
    let tell = |done, total, file| app.tell(Event::Reading(Progress { done, total, file }));
    let outcome = each(app, &paths, |done, path| tell(done, paths.len(), file_name(path)));
    tell(0, 0, String::new());
    outcome
}

fn each(
    app: &AppState,
    paths: &[&PathBuf],
    tell: impl Fn(usize, &PathBuf) + Send,
) -> Result<(), Failure> {
    let store = store(app)?;
    let (mut reader, cancel) = (Reader::for_a_run(), app.cancel());
    let read = move |(done, path): &(usize, &&PathBuf)| -> Result<Vec<Received>, Failure> {
        tell(*done, path);
        let bytes = reading::bytes_of(path).map_err(|e| Error::io(path, &e))?;
        Ok(match reader.take(&file_name(path), bytes, &cancel) {
            Ok(taken) => taken.files,
            // a .zip or e-mail with nothing to read waits like a file that cannot be read
            Err(Stopped::Refused(finding)) => {
                let file = SourceFile::new(file_name(path), Vec::new());
                vec![Received { file, workbook: Err(finding) }]
            }
            // once it is cancelled, so is what comes after
            Err(Stopped::Cancelled) => Vec::new(),
        })
    };
    reading::ahead(paths.iter().enumerate(), read, |_, files| keep(app, &store, files?))
}

/// Reads the files again that waited when the store was last closed.
pub(crate) fn left_waiting(app: &AppState) -> Result<(), Failure> {
    let left = app.with(|session| Ok(session.take_left_waiting()))?;
    if left.is_empty() {
        return Ok(());
    }
    let store = store(app)?;
    for waiting in left {
        let received = alone(waiting.file)?;
        app.with(|session| {
            if session.book()?.path() == store {
                session.put_back(received, waiting.corrections)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Reads one file whose bytes are at hand; it waits then for confirmation.
pub(crate) fn file(app: &AppState, file: SourceFile) -> Result<(), Failure> {
    let store = store(app)?;
    let received = alone(file)?;
    keep(app, &store, vec![received])
}

/// Reads one file whose bytes are at hand.
pub(crate) fn alone(file: SourceFile) -> Result<Received, Failure> {
    Reader::new()
        .read(file, &Cancel::default())
        .map_err(|_| Failure::new("cancelled", "Việc đọc tệp đã dừng theo yêu cầu."))
}

fn store(app: &AppState) -> Result<PathBuf, Failure> {
    app.with(|session| Ok(session.book()?.path().to_owned()))
}

/// Files are meant for the store that was open when their reading began.
fn keep(app: &AppState, store: &PathBuf, files: Vec<Received>) -> Result<(), Failure> {
    app.with(|session| {
        if session.book()?.path() != store {
            return Ok(());
        }
        session.understand(files)
    })
}
