//! Why something was not done, said on stderr.

use std::fmt;
use std::path::Path;

use scorebook::{Error, vi};

use crate::terminal::say;

/// A refusal with its stable code and its sentence.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    pub(crate) message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lỗi [{}]: {}", self.code, self.message)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self { code: error.code().to_owned(), message: vi::error(&error) }
    }
}

/// Reads a whole file, named in the refusal when that fails.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(path).map_err(|e| Error::io(path, &e).into())
}

/// JSON on stdout.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Refusal> {
    let text = serde_json::to_string_pretty(value).map_err(Error::from)?;
    say(format_args!("{text}"));
    Ok(())
}
