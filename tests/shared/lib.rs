//! What the tests and benches that cross crates share: where the built programs are, a driver for the real
//! window, a stopwatch.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "used by tests only, where failing is the point"
)]
#![allow(clippy::print_stdout, reason = "benches report on the terminal")]
#![allow(missing_docs, reason = "names say it; nothing outside this package uses it")]

pub mod driver;
pub mod large;
pub mod stopwatch;

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use intake::Received;
use scorebook::plan::SourceFile;

/// A program of this workspace: named by the environment (`cargo xtask test` does), else beside the test.
pub fn program(variable: &str, name: &str) -> PathBuf {
    if let Some(path) = std::env::var_os(variable) {
        return PathBuf::from(path);
    }
    let test = std::env::current_exe().unwrap_or_default();
    let folder = test.ancestors().nth(2).map(PathBuf::from).unwrap_or_default();
    folder.join(name).with_extension(std::env::consts::EXE_EXTENSION)
}

/// The command-line program.
pub fn sodiem() -> PathBuf {
    program("SODIEM", "sodiem")
}

/// A file, as the program receives and reads it.
pub fn received(path: &Path) -> Received {
    let bytes = std::fs::read(path).expect("the file is there");
    Received::read_here(SourceFile::new(scorebook::error::file_name(path), bytes))
}

/// A fixed moment.
pub fn moment() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2024, 12, 20).and_then(|d| d.and_hms_opt(9, 30, 0)).expect("a moment")
}
