//! Files are read in a child process while the desk stays free: the window never waits for them.

use std::path::PathBuf;

use intake::Received;
use reading::{Cancel, Reader, Stopped};
use scorebook::error::file_name;
use scorebook::plan::SourceFile;
use scorebook::Error;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};

use crate::commands::intake::understand;
use crate::desk::Desk;
use crate::view::Failure;

/// How far it is, for the window. `total` is 0 when it has ended.
#[derive(Clone, Serialize)]
struct Progress {
    done: usize,
    total: usize,
    file: String,
}

/// Reads files one by one and lays each on the desk as soon as it is understood. It waits for a child: not
/// for the threads that other commands run on.
pub(crate) fn files(app: &AppHandle, paths: &[PathBuf]) -> Result<(), Failure> {
    let paths: Vec<&PathBuf> = paths.iter().filter(|p| !p.is_dir()).collect();
    let tell = |done, total, file| {
        let _ = app.emit("reading", Progress { done, total, file });
    };
    let desk = app.state::<Desk>();
    let outcome = each(&desk, &paths, |done, path| tell(done, paths.len(), file_name(path)));
    tell(0, 0, String::new());
    outcome
}

fn each(
    desk: &Desk,
    paths: &[&PathBuf],
    tell: impl Fn(usize, &PathBuf) + Send,
) -> Result<(), Failure> {
    let store = store(desk)?;
    let (mut reader, cancel) = (Reader::for_a_run(), desk.cancel());
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
    reading::ahead(paths.iter().enumerate(), read, |_, files| lay(desk, &store, files?))
}

/// Reads one file that is at hand and lays it on the desk.
pub(crate) fn file(desk: &Desk, file: SourceFile) -> Result<(), Failure> {
    let store = store(desk)?;
    let received = alone(file)?;
    lay(desk, &store, vec![received])
}

/// Reads one file that is at hand.
pub(crate) fn alone(file: SourceFile) -> Result<Received, Failure> {
    Reader::new().read(file, &Cancel::default()).map_err(|_| Failure {
        code: "cancelled".into(),
        message: "Việc đọc tệp đã dừng theo yêu cầu.".into(),
    })
}

fn store(desk: &Desk) -> Result<PathBuf, Failure> {
    desk.with(|papers| Ok(papers.book()?.path().to_owned()))
}

/// Files are meant for the store that was open when their reading began.
fn lay(desk: &Desk, store: &PathBuf, files: Vec<Received>) -> Result<(), Failure> {
    desk.with(|papers| {
        if papers.book()?.path() != store {
            return Ok(());
        }
        understand(papers, files)
    })
}
