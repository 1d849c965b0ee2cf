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
    /// It is ours, and is not whole: damaged, tampered with, or copied in the middle of a change.
    #[error("{file} is damaged: {detail}")]
    Damaged {
        /// Its name.
        file: String,
        /// What was found.
        detail: String,
        /// The newest sound backup beside it, if there is one.
        backup: Option<String>,
    },
    /// It is ours, or was about to be, and its end is missing.
    #[error("{file} is cut off")]
    Truncated {
        /// Its name.
        file: String,
        /// The newest sound backup beside it, if there is one.
        backup: Option<String>,
    },
    /// It could not be brought up to date; it is as it was.
    #[error("{file} could not be migrated: {detail}")]
    MigrationFailed {
        /// Its name.
        file: String,
        /// What went wrong.
        detail: String,
    },
    /// It may not be read or written.
    #[error("{file}: no permission")]
    NoPermission {
        /// Its name.
        file: String,
    },
    /// The folder of a file is not there: a stick that was pulled, a share that is off.
    #[error("folder {folder} not found")]
    FolderNotFound {
        /// The folder's name.
        folder: String,
    },
    /// The book's file was moved or deleted while it was open.
    #[error("{file} is gone")]
    StoreGone {
        /// Its name.
        file: String,
    },
    /// Another file took the book's name while it was open.
    #[error("{file} was replaced")]
    StoreReplaced {
        /// Its name.
        file: String,
    },
    /// The disk failed in the last step of a change.
    #[error("it is not known whether the change was kept: {detail}")]
    FateUnknown {
        /// The system's words.
        detail: String,
    },
    /// Source and target are one file.
    #[error("{file} is the book itself")]
    SameFile {
        /// Its name.
        file: String,
    },
    /// Nothing of a damaged book can be read.
    #[error("nothing of {file} can be read")]
    NothingToRecover {
        /// Its name.
        file: String,
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
    /// Of several files only the first ones could be written.
    #[error("{} written, then: {why}", written.join(", "))]
    SomeWritten {
        /// Names of those that are there.
        written: Vec<String>,
        /// Names of those that are not.
        missing: Vec<String>,
        /// What happened to the first of these.
        why: Box<Error>,
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
    /// `SQLite` would not keep the book in one file.
    #[error("journal mode is {mode}, not delete")]
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
    /// Nothing may be written beside the book.
    #[error("the book's folder is read-only")]
    FolderReadOnly,
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

    /// Damage to the book at that path.
    pub(crate) fn damaged(path: &std::path::Path, detail: String) -> Self {
        Self::Damaged { file: file_name(path), detail, backup: None }
    }

    /// A file that is not there, or whose folder is not.
    pub(crate) fn missing(path: &std::path::Path) -> Self {
        let folder = crate::disk::folder_of(path);
        if folder.is_dir() {
            Self::NotFound { file: file_name(path) }
        } else {
            Self::FolderNotFound { folder: folder.display().to_string() }
        }
    }

    /// An [`std::io::Error`] about that file.
    pub fn io(file: &std::path::Path, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Self::DiskFull;
        }
        if error.kind() == std::io::ErrorKind::NotFound {
            return Self::missing(file);
        }
        // ERROR_SHARING_VIOLATION: another process has it open
        if cfg!(windows) && error.raw_os_error() == Some(32) {
            return Self::InUse { file: file_name(file) };
        }
        let file = file_name(file);
        match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::NoPermission { file }
            }
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
            // the journal could not be made, or the file could not be written to
            Some(
                rusqlite::ErrorCode::ReadOnly
                | rusqlite::ErrorCode::CannotOpen
                | rusqlite::ErrorCode::PermissionDenied,
            ) => Self::FolderReadOnly,
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}
