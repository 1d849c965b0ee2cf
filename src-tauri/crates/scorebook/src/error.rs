//! What can go wrong with the store. The Vietnamese sentence is [`crate::vi::error`].

use strum::IntoStaticStr;

use crate::{Code, Points};

/// An error with its place. `Display` is for logs; people read [`crate::vi::error`].
#[derive(Debug, thiserror::Error, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Error {
    /// The file is not one of ours.
    #[error("{file} is not a store")]
    NotAStore {
        /// Its name.
        file: String,
    },
    /// Written by a newer version of the program.
    #[error("{file} was written by a newer version")]
    NewerStore {
        /// Its name.
        file: String,
    },
    /// `quick_check` found damage.
    #[error("{file} is damaged: {detail}")]
    Damaged {
        /// Its name.
        file: String,
        /// What was found.
        detail: String,
    },
    /// Another process or window holds it.
    #[error("{file} is in use")]
    InUse {
        /// Its name.
        file: String,
    },
    /// A new store would overwrite a file.
    #[error("{file} exists")]
    AlreadyExists {
        /// Its name.
        file: String,
    },
    /// Files to be written are there already, and nobody said to replace them.
    #[error("{} exist", files.join(", "))]
    FilesExist {
        /// Their names.
        files: Vec<String>,
    },
    /// No body leads self-scored criteria, so nobody has a form to fill in.
    #[error("no body has a form")]
    NoForms,
    /// A body's form holds what no spreadsheet can.
    #[error("the form of {body} could not be written: {detail}")]
    FormUnwritable {
        /// The body.
        body: String,
        /// The writer's own words.
        detail: String,
    },
    /// There is no such file.
    #[error("{file} not found")]
    NotFound {
        /// Its name.
        file: String,
    },
    /// The folder cannot hold a write-ahead log (network or roaming folders).
    #[error("journal mode is {mode}, not wal")]
    NoJournal {
        /// The mode that `SQLite` fell back to.
        mode: String,
    },
    /// The plan has blocking problems.
    #[error("{count} blocking problems")]
    Blocked {
        /// How many.
        count: usize,
    },
    /// The plan has no body.
    #[error("the plan has no agency")]
    NoAgency,
    /// The plan was made against another state of the store.
    #[error("the plan is outdated")]
    PlanOutdated,
    /// No criterion has that code.
    #[error("no criterion {code}")]
    UnknownCriterion {
        /// The code.
        code: Code,
    },
    /// Survey and central criteria are not decided here.
    #[error("{code} is not self-scored")]
    NotDecidable {
        /// The code.
        code: Code,
    },
    /// Agreed points that differ from the reported ones need a reason.
    #[error("{code} needs a reason")]
    ReasonRequired {
        /// The code.
        code: Code,
    },
    /// Agreed points below 0 or above the maximum.
    #[error("{code} must lie between 0 and {max}")]
    OutOfRange {
        /// The code.
        code: Code,
        /// The maximum.
        max: Points,
    },
    /// The body has sent no file that counts: there is no day of sending to enter.
    #[error("nothing was sent")]
    NothingSent,
    /// The body reported no score that could be accepted.
    #[error("{code} has no score to accept")]
    NothingToAccept {
        /// The code.
        code: Code,
    },
    /// Adjusting needs points.
    #[error("{code} needs points")]
    PointsRequired {
        /// The code.
        code: Code,
    },
    /// Sending back needs a question.
    #[error("{code} needs a question")]
    QuestionRequired {
        /// The code.
        code: Code,
    },
    /// Recoverable points below 0 or above the maximum.
    #[error("recoverable points of {code} must lie between 0 and {max}")]
    RecoverableOutOfRange {
        /// The code.
        code: Code,
        /// The maximum.
        max: Points,
    },
    /// A responsible body stands twice or has no part.
    #[error("responsible bodies of {code} are not sound")]
    BadShares {
        /// The code.
        code: Code,
    },
    /// The body did not score the criterion, so its score cannot be chosen.
    #[error("no such score of {code}")]
    NoSuchScore {
        /// The code.
        code: Code,
    },
    /// A name is empty.
    #[error("a name is required")]
    NameRequired,
    /// A name is taken.
    #[error("{name:?} exists")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// Nothing goes by that name.
    #[error("no {name:?}")]
    UnknownName {
        /// The name.
        name: String,
    },
    /// A link of the crosswalk, or a merger of bodies, with too few or too many sides.
    #[error("the link is not sound")]
    BadLink,
    /// The year before is not in the store.
    #[error("no earlier year")]
    NoEarlierYear,
    /// Only the year after the newest one can be begun.
    #[error("{year} is not {expected}")]
    NotTheNextYear {
        /// The plan's year.
        year: i32,
        /// The year that could be begun.
        expected: i32,
    },
    /// Nothing was taken back that could be made again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// A later change stands in the way.
    #[error("cannot redo {op}")]
    CannotRedo {
        /// The operation's sentence.
        op: String,
    },
    /// The journal holds nothing that can be taken back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// A later change stands in the way.
    #[error("cannot undo {op}")]
    CannotUndo {
        /// The operation's sentence.
        op: String,
    },
    /// No room on the disk.
    #[error("disk full")]
    DiskFull,
    /// The file system refused.
    #[error("{file}: {detail}")]
    Io {
        /// The file's name.
        file: String,
        /// The system's words.
        detail: String,
    },
    /// `SQLite` refused.
    #[error("database: {0}")]
    Database(String),
    /// A kept file is no longer what was received.
    #[error("{file} does not match its hash")]
    FileAltered {
        /// Its name.
        file: String,
    },
    /// A value in the store is not what it should be.
    #[error("corrupt value: {0}")]
    Corrupt(String),
}

/// Shorthand.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The stable code: "newer_store".
    pub fn code(&self) -> &'static str {
        self.into()
    }

    /// An [`std::io::Error`] about that file.
    pub fn io(file: &std::path::Path, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Self::DiskFull;
        }
        let file = file_name(file);
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotFound { file },
            std::io::ErrorKind::AlreadyExists => Self::AlreadyExists { file },
            _ => Self::Io { file, detail: error.to_string() },
        }
    }
}

/// A path's last part, for messages: folders are nobody's business.
pub fn file_name(path: &std::path::Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}
