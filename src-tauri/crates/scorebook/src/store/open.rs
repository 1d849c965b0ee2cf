//! Opening a book: held, its leftovers decided about, proven whole, and only then written to.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::file::{self, APPLICATION_ID};
use super::header::Header;
use super::hold::Hold;
use super::leftover;
use super::{Scorebook, SetAside};
use crate::error::file_name;
use crate::{Error, Result, backup, disk, vi};

/// A book and what is wrong with it.
pub(super) struct Judged {
    pub(super) book: Scorebook,
    /// Empty when it is whole.
    pub(super) faults: Vec<String>,
    /// The newest entry that the file itself holds: bringing an older one up to date adds one of its own.
    pub(super) newest: i64,
}

impl Scorebook {
    /// Opens a book: ours, whole, not newer than this program, held by nobody else. An older one is backed up and
    /// then brought up to date. Before it is proven whole, its journal included, nothing is written to it.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_whole(path).map_err(|e| backup::named(path, e))
    }

    fn open_whole(path: &Path) -> Result<Self> {
        let (disk, mut book) = begin(path)?;
        if let Some(fault) = book.check().first() {
            return Err(Error::damaged(path, vi::fault(fault)));
        }
        if let Some(mut disk) = disk {
            // what was proven was a copy in memory, brought up to date
            if book.hold.as_ref().is_some_and(Hold::is_writable) {
                one_file(&disk, path)?;
                let version = version(&disk, path)?;
                super::copy::keep_version(&disk, path, version)?;
                file::bring_up_to_date(&mut disk, path)?;
                book.connection = disk;
            }
        } else if book.is_writable() {
            one_file(&book.connection, path)?;
        }
        book.proven = true;
        Ok(book)
    }

    /// Opens a book to look at it, whole or not: nothing is written to it.
    pub fn inspect(path: &Path) -> Result<Self> {
        begin(path).map(|(_, book)| book)
    }

    /// Logs that lay beside the book and did not belong to it; each has another name now.
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    fn is_writable(&self) -> bool {
        self.hold.as_ref().is_none_or(Hold::is_writable)
    }

    /// Refuses a change that could not be kept: of a book that was only looked at, where nothing may be written, or
    /// whose file is no longer there.
    pub(super) fn may_change(&self) -> Result<()> {
        if !self.proven || !self.is_writable() {
            return Err(Error::NoPermission { file: file_name(&self.path) });
        }
        self.still_there()
    }

    /// Is the file still under its name?
    pub(super) fn still_there(&self) -> Result<()> {
        self.hold.as_ref().map_or(Ok(()), Hold::still_there)
    }

    /// A book over a connection that nobody else has.
    pub(super) fn over(connection: Connection, path: &Path, hold: Option<Hold>) -> Result<Self> {
        let year = connection
            .query_row("SELECT max(year) FROM year", [], |row| row.get::<_, Option<i32>>(0))?
            .ok_or_else(|| Error::Corrupt("no year".into()))?;
        Ok(Self {
            connection,
            hold,
            path: path.to_owned(),
            year,
            changes: 0,
            proven: false,
            set_aside: Vec::new(),
        })
    }
}

/// The book as it may be looked at; of an older one that is a copy in memory, brought up to date, and the file comes
/// along.
fn begin(path: &Path) -> Result<(Option<Connection>, Scorebook)> {
    if !path.is_file() {
        return Err(Error::missing(path));
    }
    disk::sweep(disk::folder_of(path));
    let hold = Hold::take(path)?;
    let header = Header::read(path, hold.file())?;
    let set_aside = leftover::settle(path, &hold, &header)?;
    let connection = connect(path, hold.is_writable()).map_err(|e| cut_off(path, &header, e))?;
    let (disk, book) =
        as_of_today(connection, path, Some(hold)).map_err(|e| cut_off(path, &header, e))?;
    Ok((disk, Scorebook { set_aside, ..book }))
}

/// Looks over a file that is nobody else's: a copy.
pub(super) fn judge(path: &Path) -> Result<Judged> {
    let connection = connect(path, true)?;
    let (disk, book) = as_of_today(connection, path, None)?;
    let newest = disk.as_ref().unwrap_or(&book.connection).query_row(
        "SELECT coalesce(max(id), 0) FROM audit",
        [],
        |row| row.get(0),
    )?;
    let faults = book.check().iter().map(vi::fault).collect();
    Ok(Judged { book, faults, newest })
}

/// The book over a connection; of an older one over a copy of it in memory, brought up to date.
pub(super) fn as_of_today(
    connection: Connection,
    path: &Path,
    hold: Option<Hold>,
) -> Result<(Option<Connection>, Scorebook)> {
    let version = version(&connection, path)?;
    if version == file::latest() {
        let book = Scorebook::over(connection, path, hold).map_err(|e| in_file(path, e))?;
        return Ok((None, book));
    }
    let mut today = Connection::open_in_memory()?;
    let copied = rusqlite::backup::Backup::new(&connection, &mut today)
        .and_then(|backup| backup.run_to_completion(1024, Duration::ZERO, None));
    copied.map_err(|e| in_file(path, e.into()))?;
    file::bring_up_to_date(&mut today, path)?;
    today.pragma_update(None, "foreign_keys", true)?;
    let book = Scorebook::over(today, path, hold).map_err(|e| in_file(path, e))?;
    Ok((Some(connection), book))
}

/// Of our kind, and of a version that this program knows.
fn version(connection: &Connection, path: &Path) -> Result<usize> {
    let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i32>(0));
    if number("PRAGMA application_id").map_err(|e| open_error(path, &e))? != APPLICATION_ID {
        return Err(Error::NotAStore { file: file_name(path) });
    }
    let version = number("PRAGMA user_version").map_err(|e| open_error(path, &e))?;
    match usize::try_from(version) {
        Ok(version) if version <= file::latest() => Ok(version),
        Ok(_) => Err(Error::NewerStore { file: file_name(path) }),
        Err(_) => Err(Error::damaged(path, format!("phiên bản {version}"))),
    }
}

/// Connects and locks; writes nothing.
pub(super) fn connect(path: &Path, writable: bool) -> Result<Connection> {
    let connection = if writable {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(path, flags)
    } else {
        // where nothing may be written there can be no lock and no log
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(format!("file:{}?immutable=1", escaped(path)), flags)
    };
    let connection = connection.map_err(|e| open_error(path, &e))?;
    configure(&connection).map_err(|e| open_error(path, &e))?;
    if writable {
        // takes the lock now, not at the first change
        connection.execute_batch("BEGIN EXCLUSIVE; COMMIT").map_err(|e| open_error(path, &e))?;
    }
    Ok(connection)
}

/// What every connection needs.
pub(super) fn configure(connection: &Connection) -> rusqlite::Result<()> {
    // another holder answers at once or not at all: waiting would only freeze the window
    connection.busy_timeout(Duration::from_millis(200))?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // pages of a change reach the file at its end, all in one go: a copy taken during a long one is whole
    connection.pragma_update(None, "cache_spill", false)?;
    connection.pragma_update(None, "journal_size_limit", 1 << 20)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Makes a book of the time when a log lay beside it one file, with a rollback journal, and reads back that it is.
pub(super) fn one_file(connection: &Connection, path: &Path) -> Result<()> {
    let mode: String = connection
        .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
        .map_err(|e| open_error(path, &e))?;
    if mode == "delete" { Ok(()) } else { Err(Error::NoJournal { mode }) }
}

/// A path inside a URI.
fn escaped(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let text = absolute.to_string_lossy().replace('%', "%25").replace('?', "%3f");
    let text = text.replace('#', "%23").replace('\\', "/");
    if text.starts_with('/') { text } else { format!("/{text}") }
}

/// An error met while reading the file, which is the file's.
pub(super) fn in_file(path: &Path, error: Error) -> Error {
    match error {
        Error::Database(detail) | Error::Corrupt(detail) => Error::damaged(path, detail),
        other => other,
    }
}

fn cut_off(path: &Path, header: &Header, error: Error) -> Error {
    match error {
        Error::Damaged { .. } if header.is_cut_off() => {
            Error::Truncated { file: file_name(path), backup: None }
        }
        other => other,
    }
}

pub(super) fn open_error(path: &Path, error: &rusqlite::Error) -> Error {
    use rusqlite::ErrorCode as C;
    let file = file_name(path);
    match error.sqlite_error_code() {
        Some(C::NotADatabase) => Error::NotAStore { file },
        Some(C::DatabaseBusy | C::DatabaseLocked) => Error::InUse { file },
        Some(C::DatabaseCorrupt) => Error::damaged(path, error.to_string()),
        Some(C::DiskFull) => Error::DiskFull,
        Some(C::ReadOnly | C::PermissionDenied) => Error::NoPermission { file },
        _ => Error::Io { file, detail: error.to_string() },
    }
}
