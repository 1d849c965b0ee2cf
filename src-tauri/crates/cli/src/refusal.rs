//! Why something was not done, said on stderr.

use std::fmt;
use std::path::Path;

use reading::Stopped;
use scorebook::{Error, vi};

use crate::terminal::say_whole;

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

impl From<Stopped> for Refusal {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Refused(finding) => {
                Self { code: finding.code().to_owned(), message: vi::finding(&finding) }
            }
            Stopped::Cancelled => Self {
                code: "cancelled".into(),
                message: "Việc đọc tệp đã dừng.".into(),
            },
        }
    }
}

/// A file's bytes, named in the refusal when it cannot be read from the disk.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    reading::bytes_of(path).map_err(|e| Error::io(path, &e).into())
}

/// JSON on stdout.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Refusal> {
    let text = serde_json::to_string_pretty(value).map_err(Error::from)?;
    say_whole(&text);
    Ok(())
}
