//! Logs that lie beside a book: `-journal` of a change that was cut off, `-wal` and `-shm` of books from before a
//! book was one file. `SQLite` would play any of them into whatever file lies there under that name, so it is
//! decided before: a log says neither whose it is nor of which state.
//!
//! What tells is the book itself: its journal is a chain of hashes over everything in it. Whether a file alone, or
//! with its log, is whole and of which state, is tried on copies; see docs/decisions/08-one-file.md.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::header::Header;
use super::hold::Hold;
use super::open::{Judged, judge};
use crate::error::file_name;
use crate::{Error, Result, disk};

/// A log that did not belong to the book and was given another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its name before.
    pub log: String,
    /// Its name now, in the same folder.
    pub now: String,
}

const JOURNAL: &str = "-journal";
const WAL: &str = "-wal";
const INDEX: &str = "-shm";

/// What is to become of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// `SQLite` plays it in.
    Belongs,
    /// Of this book, and nothing of it is missing in the file.
    NotNeeded,
    /// Of another file or another state.
    Foreign,
    /// Neither the file alone nor the file with it is whole.
    Hopeless,
}

/// Decides about the logs beside a held book and does so. Until then nothing is written.
pub(super) fn settle(path: &Path, hold: &Hold, header: &Header) -> Result<Vec<SetAside>> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut set_aside = Vec::new();
    let found = find(&real)?;
    if !hold.is_writable() {
        // nothing can be decided where nothing may be written; an index alone is nothing
        return match found {
            Some(_) => Err(Error::NoPermission { file: file_name(path) }),
            None => Ok(set_aside),
        };
    }
    if let Some(log) = &found {
        match verdict(disk::folder_of(&real), hold.file(), header, log)? {
            Verdict::Belongs => return Ok(set_aside),
            Verdict::NotNeeded => remove(&log.path)?,
            Verdict::Foreign => set_aside.push(put_aside(&log.path)?),
            Verdict::Hopeless => return Err(hopeless(path, header)),
        }
    }
    for ending in [JOURNAL, WAL, INDEX] {
        let rest = beside(&real, ending);
        if rest.exists() {
            if ending == INDEX && !set_aside.is_empty() {
                set_aside.push(put_aside(&rest)?);
            } else {
                // empty, or with nothing in it that counts
                remove(&rest)?;
            }
        }
    }
    Ok(set_aside)
}

/// A copy of the file and of the log that belongs to it, if any, laid out in a folder: ready for `SQLite`. For files
/// that another process may hold.
pub(super) fn lay_out(path: &Path, file: &File, folder: &Path) -> Result<PathBuf> {
    let io = |e: io::Error| Error::io(path, &e);
    let real = path.canonicalize().map_err(io)?;
    let header = Header::read(path, file)?;
    let log = find(&real)?;
    let with = match &log {
        Some(log) => match verdict(folder, file, &header, log)? {
            Verdict::Belongs => Some(log),
            _ => None,
        },
        None => None,
    };
    copy(file, with, u64::MAX, folder).map_err(io)
}

struct Log {
    path: PathBuf,
    ending: &'static str,
    /// Bytes up to the end of the first change in it; for a write-ahead log.
    first: u64,
}

/// The log that `SQLite` would play in.
fn find(real: &Path) -> Result<Option<Log>> {
    let hot = beside(real, JOURNAL);
    let mut first = [0];
    match File::open(&hot).and_then(|mut f| f.read(&mut first)) {
        // a journal that is done with begins with a zero
        Ok(1) if first[0] != 0 => {
            return Ok(Some(Log { path: hot, ending: JOURNAL, first: 0 }));
        }
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(Error::io(&hot, &e)),
        _ => {}
    }
    let wal = beside(real, WAL);
    let first = match File::open(&wal) {
        Ok(file) => first_change(&file).map_err(|e| Error::io(&wal, &e))?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => return Err(Error::io(&wal, &e)),
    };
    Ok(first.map(|first| Log { path: wal, ending: WAL, first }))
}

/// Bytes of a write-ahead log up to the end of its first change. Source: "WAL-mode File Format" of `SQLite`, §2.
fn first_change(mut file: &File) -> io::Result<Option<u64>> {
    let mut header = [0; 32];
    let big = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_be_bytes);
    if file.read_exact(&mut header).is_err() || big(&header[..4]) & !1 != 0x377f_0682 {
        return Ok(None);
    }
    let page = u64::from(big(&header[8..12]));
    let mut at = 32;
    let mut frame = [0; 24];
    loop {
        file.seek(SeekFrom::Start(at))?;
        if file.read_exact(&mut frame).is_err() || frame[8..16] != header[16..24] {
            return Ok(None);
        }
        at += 24 + page;
        // the last frame of a change says how many pages there are after it
        if big(&frame[4..8]) != 0 {
            return Ok(Some(at));
        }
    }
}

fn verdict(scratch: &Path, file: &File, header: &Header, log: &Log) -> Result<Verdict> {
    let alone = state(scratch, file, None, 0)?;
    if log.ending == WAL && !header.is_wal {
        // a book that is one file has no such log
        return Ok(if alone.is_some() { Verdict::Foreign } else { Verdict::Hopeless });
    }
    let with = state(scratch, file, Some(log), u64::MAX)?;
    Ok(match (alone, with) {
        (None, None) => Verdict::Hopeless,
        (None, Some(_)) => Verdict::Belongs,
        (Some(_), None) => Verdict::Foreign,
        (Some(alone), Some(with)) if log.ending == JOURNAL => {
            // the file holds every change that was acknowledged; the journal is of one that was not, or undoes it
            if alone.goes_on_from(&with) || with.goes_on_from(&alone) {
                Verdict::NotNeeded
            } else {
                Verdict::Foreign
            }
        }
        (Some(alone), Some(with)) => {
            let first = state(scratch, file, Some(log), log.first)?;
            // a log begins with the very next change, or a change of shape
            let begins =
                first.is_some_and(|f| f.goes_on_from(&alone) && f.newest() <= alone.newest() + 1);
            if with.goes_on_from(&alone) && (begins || with.newest() == alone.newest()) {
                Verdict::Belongs
            } else {
                Verdict::Foreign
            }
        }
    })
}

/// The entries of a whole book's journal, as the file holds them: an older one is looked over as of today, and the entry
/// that is made for that, in each copy another, is none of its own.
struct State(BTreeMap<i64, String>);

impl State {
    fn newest(&self) -> i64 {
        self.0.last_key_value().map_or(0, |(entry, _)| *entry)
    }

    /// Did this come of that, by changes made to it?
    fn goes_on_from(&self, earlier: &Self) -> bool {
        earlier.0.last_key_value().is_none_or(|(entry, hash)| self.0.get(entry) == Some(hash))
    }
}

/// The state of a copy of the file, alone or with a log's first bytes; `None` when it is not whole.
fn state(folder: &Path, file: &File, log: Option<&Log>, bytes: u64) -> Result<Option<State>> {
    let io = |e: io::Error| Error::io(folder, &e);
    let scratch = disk::scratch_folder(folder).map_err(io)?;
    let copy = copy(file, log, bytes, scratch.path()).map_err(io)?;
    match judge(&copy) {
        Ok(Judged { book, faults, newest }) if faults.is_empty() => {
            Ok(Some(State(book.journal_hashes(newest)?)))
        }
        Err(Error::DiskFull) => Err(Error::DiskFull),
        Ok(_) | Err(_) => Ok(None),
    }
}

fn copy(mut file: &File, log: Option<&Log>, bytes: u64, folder: &Path) -> io::Result<PathBuf> {
    let copy = folder.join("so.sodiem");
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut file, &mut File::create(&copy)?)?;
    if let Some(log) = log {
        let mut from = File::open(&log.path)?.take(bytes);
        io::copy(&mut from, &mut File::create(beside(&copy, log.ending))?)?;
    }
    Ok(copy)
}

/// Gives every log of a book that is about to be replaced another name.
pub(super) fn put_all_aside(real: &Path) -> Result<Vec<SetAside>> {
    let found = find(real)?;
    let mut set_aside = Vec::new();
    for ending in [JOURNAL, WAL, INDEX] {
        let log = beside(real, ending);
        if log.exists() {
            if found.is_some() {
                set_aside.push(put_aside(&log)?);
            } else {
                remove(&log)?;
            }
        }
    }
    Ok(set_aside)
}

fn hopeless(path: &Path, header: &Header) -> Error {
    if header.is_cut_off() {
        Error::Truncated { file: file_name(path), backup: None }
    } else {
        Error::damaged(path, "tệp và nhật ký tạm bên cạnh không khớp nhau".into())
    }
}

fn put_aside(log: &Path) -> Result<SetAside> {
    let name = file_name(log);
    for n in 1.. {
        let now = format!("{name}.de-rieng-{n}");
        let target = log.with_file_name(&now);
        if !target.exists() {
            std::fs::rename(log, &target).map_err(|e| Error::io(log, &e))?;
            return Ok(SetAside { log: name, now });
        }
    }
    Err(Error::AlreadyExists { file: name })
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(Error::io(path, &e)),
        _ => Ok(()),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::Scorebook;
    use crate::store::file::tests::store_of_the_first_shape;
    use crate::store::open::{configure, one_file};

    fn now() -> chrono::NaiveDateTime {
        crate::store::time("2024-12-21T09:00:00").unwrap()
    }

    /// A closed book of today.
    fn book(folder: &Path) -> PathBuf {
        let path = store_of_the_first_shape(folder);
        Scorebook::open(&path).unwrap().close().unwrap();
        path
    }

    /// The book as an older program held it, with a log beside it.
    fn with_log(path: &Path) -> Scorebook {
        let connection = Connection::open(path).unwrap();
        configure(&connection).unwrap();
        let mode: String =
            connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal", "as it was");
        // the log is not folded in along the way
        connection.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
        let mut book = Scorebook::over(connection, path, None).unwrap();
        book.proven = true;
        book
    }

    fn change(book: &mut Scorebook, names: std::ops::Range<u32>) {
        for n in names {
            book.add_cause(&format!("Nguyên nhân {n}"), now()).unwrap();
        }
    }

    fn changed(path: &Path) -> (usize, Vec<SetAside>) {
        let book = Scorebook::open(path).unwrap();
        let count = book.causes().unwrap().len() - 12;
        let set_aside = book.set_aside().to_vec();
        book.close().unwrap();
        (count, set_aside)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.contains("sao-luu"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_book_of_an_older_program_opens_with_all_that_is_in_its_log() {
        for changes in [1, 2, 30] {
            let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let path = book(folder.path());
            let mut old = with_log(&path);
            change(&mut old, 0..changes);
            // as a program that was ended leaves it
            let left = other.path().join("a.sodiem");
            std::fs::copy(&path, &left).unwrap();
            std::fs::copy(beside(&path, WAL), beside(&left, WAL)).unwrap();
            drop(old);
            assert_eq!(changed(&left), (changes as usize, vec![]), "{changes} changes");
            assert_eq!(names(other.path()), ["a.sodiem"], "it is one file now");
            assert_eq!(changed(&left).0, changes as usize, "and holds them alone");
        }
    }

    /// Changes as a program of that version wrote them, with a log beside the book, and left so.
    fn old_changes(path: &Path, version: usize, keys: std::ops::Range<u32>, left: &Path) {
        let sql = Connection::open(path).unwrap();
        sql.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0").unwrap();
        for key in keys {
            sql.execute_batch("BEGIN IMMEDIATE").unwrap();
            sql.execute(
                "INSERT INTO audit (at, op, open)
                 VALUES ('2024-12-21T09:00:00', '{\"op\":\"create_year\",\"year\":2024}', 1)",
                [],
            )
            .unwrap();
            let entry = sql.last_insert_rowid();
            sql.execute("INSERT INTO setting (key, value) VALUES ('k' || ?1, '1')", [key]).unwrap();
            // the chain came with the fifth
            if version < 5 {
                sql.execute("UPDATE audit SET open = 0", []).unwrap();
            } else {
                crate::store::chain::seal(&sql, entry, None).unwrap();
            }
            sql.execute_batch("COMMIT").unwrap();
        }
        std::fs::copy(beside(path, WAL), beside(left, WAL)).unwrap();
    }

    fn settings(path: &Path) -> (usize, usize) {
        let book = Scorebook::open(path).unwrap();
        let query = "SELECT count(*) FROM setting WHERE key LIKE 'k%'";
        let count: i64 = book.connection.query_row(query, [], |row| row.get(0)).unwrap();
        let set_aside = book.set_aside().len();
        book.close().unwrap();
        (usize::try_from(count).unwrap(), set_aside)
    }

    #[test]
    fn a_book_of_any_older_version_opens_with_its_log_and_with_no_other() {
        use crate::store::file::{bring_up_to, latest};
        for version in 1..=latest() {
            let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let path = store_of_the_first_shape(folder.path());
            let mut sql = Connection::open(&path).unwrap();
            bring_up_to(&mut sql, &path, version).unwrap();
            // a program of that time had a log beside every book
            sql.execute_batch("PRAGMA journal_mode = WAL").unwrap();
            sql.close().unwrap();
            let (left, monday) = (other.path().join("a.sodiem"), other.path().join("b.sodiem"));
            std::fs::copy(&path, &left).unwrap();
            std::fs::copy(&path, &monday).unwrap();
            old_changes(&path, version, 0..1, &left);
            assert_eq!(settings(&left), (1, 0), "version {version}: its own log");
            assert_eq!(names(other.path()), ["a.sodiem", "b.sodiem"], "one file now");
            // the first, those around the chain, and the last that is brought up to date
            if [1, 4, 5, latest() - 1].contains(&version) {
                // Tuesday: brought up to date and closed, and then gone on with
                Scorebook::open(&path).unwrap().close().unwrap();
                old_changes(&path, latest(), 1..2, &monday);
                assert_eq!(settings(&monday), (0, 1), "version {version}: another state's log");
            }
        }
    }

    #[test]
    fn mondays_file_beside_tuesdays_log_stays_mondays() {
        for (monday, tuesday, logged) in
            [(0, 1, 1), (1, 1, 1), (1, 2, 3), (2, 5, 20), (3, 1, 40), (0, 30, 1), (10, 10, 10)]
        {
            let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let path = book(folder.path());
            let mut old = with_log(&path);
            change(&mut old, 0..monday);
            old.close().unwrap();
            let put_back = other.path().join("a.sodiem");
            std::fs::copy(&path, &put_back).unwrap();
            let mut old = with_log(&path);
            change(&mut old, monday..monday + tuesday);
            old.close().unwrap();
            let mut old = with_log(&path);
            change(&mut old, monday + tuesday..monday + tuesday + logged);
            std::fs::copy(beside(&path, WAL), beside(&put_back, WAL)).unwrap();
            let what = format!("{monday} on Monday, {tuesday} on Tuesday, {logged} in the log");
            let (count, set_aside) = changed(&put_back);
            assert_eq!(count, monday as usize, "{what}");
            assert_eq!(set_aside.len(), 1, "and it is said: {what}");
            assert_eq!(
                names(other.path()),
                ["a.sodiem", "a.sodiem-wal.de-rieng-1"],
                "the log is kept under another name: {what}"
            );
        }
    }

    #[test]
    fn a_book_that_is_one_file_takes_no_log() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = book(folder.path());
        let put_back = other.path().join("a.sodiem");
        std::fs::copy(&path, &put_back).unwrap();
        let mut old = with_log(&path);
        change(&mut old, 0..2);
        std::fs::copy(beside(&path, WAL), beside(&put_back, WAL)).unwrap();
        std::fs::copy(beside(&path, WAL), beside(&put_back, INDEX)).unwrap();
        let (count, set_aside) = changed(&put_back);
        assert_eq!((count, set_aside.len()), (0, 2), "log and index are set aside");
    }

    /// A change that was cut off with half of its pages in the file: the file, and its journal.
    fn cut_off(path: &Path, other: &Path) -> PathBuf {
        let connection = Connection::open(path).unwrap();
        one_file(&connection, path).unwrap();
        connection
            .execute_batch(
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_spill = 1; PRAGMA cache_size = 1; BEGIN IMMEDIATE;
                 INSERT INTO audit (at, op, open) VALUES ('2024-12-21T09:00:00', '{}', 1);
                 UPDATE cause SET name = name || ' (sửa)';
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
                 INSERT INTO setting (key, value) SELECT 'k' || i, hex(randomblob(40)) FROM n;",
            )
            .unwrap();
        let left = other.join("a.sodiem");
        std::fs::copy(path, &left).unwrap();
        std::fs::copy(beside(path, JOURNAL), beside(&left, JOURNAL)).unwrap();
        left
    }

    #[test]
    fn a_change_that_was_cut_off_never_happened() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = book(folder.path());
        let left = cut_off(&path, other.path());
        assert_eq!(changed(&left), (0, vec![]), "as before");
        assert_eq!(names(other.path()), ["a.sodiem"], "nothing lies beside it");
    }

    #[test]
    fn a_copy_from_the_middle_of_a_change_is_refused_and_stays_as_it_is() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = book(folder.path());
        let left = cut_off(&path, other.path());
        std::fs::remove_file(beside(&left, JOURNAL)).unwrap();
        let before = std::fs::read(&left).unwrap();
        let error = Scorebook::open(&left).unwrap_err();
        assert!(matches!(error.code(), "damaged" | "truncated"), "{error}");
        assert_eq!(std::fs::read(&left).unwrap(), before, "not a byte changed");
    }

    #[test]
    fn a_whole_file_beside_the_journal_of_another_change_takes_nothing_from_it() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = book(folder.path());
        let monday = std::fs::read(&path).unwrap();
        let mut held = Scorebook::open(&path).unwrap();
        change(&mut held, 0..20);
        held.close().unwrap();
        let left = cut_off(&path, other.path());
        crate::disk::write_whole(&left, &monday).unwrap();
        let (count, set_aside) = changed(&left);
        assert_eq!(count, 0, "Monday's, whole");
        assert!(
            set_aside.len() == 1 || names(other.path()) == ["a.sodiem"],
            "the journal is under another name, or away: {:?}",
            names(other.path())
        );
        assert_eq!(changed(&left).0, 0, "still");
    }
}
