//! Making, opening, checking and migrating the file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OpenFlags, Transaction};
use rusqlite_migration::{HookError, M, Migrations};

use super::Scorebook;
use crate::error::file_name;
use crate::plan::CataloguePlan;
use crate::{Error, Op, Result};

/// "SODI", in the header of every store.
const APPLICATION_ID: i32 = 0x534F_4449;

/// Never edited, only added to; from the eighth on each is a [`step`].
static MIGRATIONS: LazyLock<Vec<M<'static>>> = LazyLock::new(|| {
    vec![
        M::up(include_str!("001_begin.sql")),
        M::up(include_str!("002_corrections.sql")),
        M::up(include_str!("003_origin.sql")),
        M::up(include_str!("004_review.sql")),
        M::up_with_hook(include_str!("005_chain.sql"), |tx: &Transaction<'_>| {
            super::chain::seal_all(tx).map_err(HookError::from)
        }),
        M::up(include_str!("006_years.sql")),
        M::up(include_str!("007_arrivals.sql")),
        step(include_str!("008_generated_triggers.sql")),
        step(include_str!("009_supplements.sql")),
        step(include_str!("010_papers.sql")),
        M::up_with_hook(include_str!("012_vouched.sql"), |tx: &Transaction<'_>| {
            super::table::make_triggers(tx)?;
            super::rows::adopt(tx).map_err(|error| HookError::Hook(error.to_string()))
        }),
    ]
});

/// A migration, after which the journal's triggers are made anew from the columns that the tables have then.
fn step(sql: &'static str) -> M<'static> {
    M::up_with_hook(sql, |tx: &Transaction<'_>| {
        super::table::make_triggers(tx).map_err(HookError::from)
    })
}

impl Scorebook {
    /// Makes a store for the plan's year. An existing file is never overwritten; on any error there is no
    /// new file.
    pub fn create(path: &Path, plan: &CataloguePlan, now: NaiveDateTime) -> Result<Self> {
        let blocking =
            plan.problems.iter().filter(|p| p.severity == crate::Severity::Blocking).count();
        if blocking > 0 {
            return Err(Error::Blocked { count: blocking });
        }
        if path.exists() {
            return Err(Error::AlreadyExists { file: file_name(path) });
        }
        let folder = match path.parent() {
            Some(p) if !p.as_os_str().is_empty() => p,
            _ => Path::new("."),
        };
        // made whole under another name, so that a crash half-way leaves no half store
        let scratch = tempfile::Builder::new()
            .prefix(".sodiem-new-")
            .tempdir_in(folder)
            .map_err(|e| Error::io(path, &e))?;
        let draft = scratch.path().join("draft.sodiem");
        {
            let mut connection = Connection::open(&draft)?;
            configure(&connection, &draft)?;
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            migrate(&mut connection, &draft, &MIGRATIONS)?;
            let year = plan.catalogue.year;
            let mut book = Self { connection, path: draft.clone(), year, changes: 0 };
            book.transact(&Op::CreateYear { year }, now, |tx| tx.add_year(plan, &BTreeMap::new()))?;
            book.close()?;
        }
        std::fs::hard_link(&draft, path)
            .or_else(|e| match e.kind() {
                std::io::ErrorKind::AlreadyExists => Err(e),
                // file systems without hard links (FAT)
                _ => std::fs::rename(&draft, path),
            })
            .map_err(|e| Error::io(path, &e))?;
        if cfg!(unix) {
            std::fs::File::open(folder)
                .and_then(|f| f.sync_all())
                .map_err(|e| Error::io(path, &e))?;
        }
        Self::open(path)
    }

    /// Opens a store: ours, whole, not newer than this program, held by nobody else. An older one is
    /// backed up beside itself ("name.v1.bak") and then brought up to date.
    pub fn open(path: &Path) -> Result<Self> {
        let connection = open_with(path, &MIGRATIONS)?;
        let year = connection
            .query_row("SELECT max(year) FROM year", [], |row| row.get::<_, Option<i32>>(0))?
            .ok_or_else(|| Error::Corrupt("no year".into()))?;
        Ok(Self { connection, path: path.to_owned(), year, changes: 0 })
    }

    /// Closes the file, folding the log into it.
    pub fn close(self) -> Result<()> {
        self.connection.close().map_err(|(_, e)| e.into())
    }
}

/// A store of today's shape, and what a new one begins with.
pub(super) fn in_memory() -> Result<Connection> {
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh, Path::new(""), &MIGRATIONS)?;
    Ok(fresh)
}

fn open_with(path: &Path, migrations: &[M<'_>]) -> Result<Connection> {
    let file = || file_name(path);
    if !path.is_file() {
        return Err(Error::NotFound { file: file() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    let ours = connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i32>(0));
    match ours.map_err(|e| open_error(path, &e))? {
        APPLICATION_ID => {}
        _ => return Err(Error::NotAStore { file: file() }),
    }
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let version = version as usize;
    if version > migrations.len() {
        return Err(Error::NewerStore { file: file() });
    }
    configure(&connection, path)?;
    let faults = integrity(&connection, "quick_check").map_err(|e| match e {
        Error::Database(detail) => Error::Damaged { file: file(), detail },
        other => other,
    })?;
    if let Some(detail) = faults.into_iter().next() {
        return Err(Error::Damaged { file: file(), detail });
    }
    if version < migrations.len() {
        back_up(&connection, path, version)?;
        migrate(&mut connection, path, migrations)?;
    }
    Ok(connection)
}

/// Sets what every connection needs and reads it back where `SQLite` may decline.
fn configure(connection: &Connection, path: &Path) -> Result<()> {
    // another holder answers at once or not at all: waiting would only freeze the window
    connection.busy_timeout(Duration::from_millis(200))?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    let mode: String = connection
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .map_err(|e| open_error(path, &e))?;
    if mode != "wal" {
        return Err(Error::NoJournal { mode });
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // takes the lock now, not at the first write
    connection.execute_batch("BEGIN IMMEDIATE; COMMIT").map_err(|e| open_error(path, &e))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn open_error(path: &Path, error: &rusqlite::Error) -> Error {
    let file = file_name(path);
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => Error::NotAStore { file },
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            Error::InUse { file }
        }
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            Error::Damaged { file, detail: error.to_string() }
        }
        Some(rusqlite::ErrorCode::DiskFull) => Error::DiskFull,
        _ => Error::Io { file, detail: error.to_string() },
    }
}

/// `SQLite`'s own look at its pages; empty when all is well.
pub(super) fn integrity(connection: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("PRAGMA {pragma}"))?;
    let lines =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// A copy of the file as it is, beside it, before a migration touches it.
fn back_up(connection: &Connection, path: &Path, version: usize) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".v{version}.bak"));
    let target = path.with_file_name(name);
    let mut copy = Connection::open(&target)?;
    let backup = rusqlite::backup::Backup::new(connection, &mut copy)?;
    backup.run_to_completion(1024, Duration::ZERO, None)?;
    drop(backup);
    copy.close().map_err(|(_, e)| e)?;
    std::fs::File::open(&target).and_then(|f| f.sync_all()).map_err(|e| Error::io(&target, &e))
}

/// All or nothing: on an error the file is as it was, at its old version.
fn migrate(connection: &mut Connection, path: &Path, migrations: &[M<'_>]) -> Result<()> {
    let damaged = |detail: String| Error::Damaged { file: file_name(path), detail };
    Migrations::from_slice(migrations).to_latest(connection).map_err(|e| damaged(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fault;

    fn store_of_version_one(folder: &Path) -> std::path::PathBuf {
        let path = folder.join("a.sodiem");
        let mut connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        migrate(
            &mut connection,
            &path,
            &[M::up("CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (7)")],
        )
        .unwrap();
        path
    }

    #[test]
    fn an_older_store_is_backed_up_and_then_migrated() {
        let folder = tempfile::tempdir().unwrap();
        let path = store_of_version_one(folder.path());
        let newer = [M::up("SELECT 1"), M::up("ALTER TABLE t ADD COLUMN y TEXT")];
        let connection = open_with(&path, &newer).unwrap();
        let columns: i64 = connection
            .query_row("SELECT count(*) FROM pragma_table_info('t')", [], |row| row.get(0))
            .unwrap();
        assert_eq!(columns, 2, "the second migration ran");
        let backup = Connection::open(folder.path().join("a.sodiem.v1.bak")).unwrap();
        let kept: i64 = backup.query_row("SELECT x FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 7, "the backup holds the old data");
        let columns: i64 = backup
            .query_row("SELECT count(*) FROM pragma_table_info('t')", [], |row| row.get(0))
            .unwrap();
        assert_eq!(columns, 1, "the backup has the old shape");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_store_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = store_of_version_one(folder.path());
        let failing = [
            M::up("SELECT 1"),
            M::up("ALTER TABLE t ADD COLUMN y TEXT; SELECT nonsense FROM nowhere"),
        ];
        open_with(&path, &failing).unwrap_err();
        let connection = Connection::open(&path).unwrap();
        let version: i64 =
            connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        let columns: i64 = connection
            .query_row("SELECT count(*) FROM pragma_table_info('t')", [], |row| row.get(0))
            .unwrap();
        assert_eq!((version, columns), (1, 1), "neither version nor shape moved");
    }

    #[test]
    fn the_migrations_are_well_formed() {
        Migrations::from_slice(&MIGRATIONS).validate().unwrap();
    }

    /// A store of the first shape whose one file was withdrawn, by hand.
    fn store_of_the_first_shape(folder: &Path) -> std::path::PathBuf {
        let path = folder.join("a.sodiem");
        let mut connection = Connection::open(&path).unwrap();
        configure(&connection, &path).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        migrate(&mut connection, &path, &MIGRATIONS[..1]).unwrap();
        connection
            .execute_batch(
                r#"INSERT INTO audit VALUES (1, '2024-12-20T09:00:00', '{"op":"create_year","year":2024}', NULL, 1);
                INSERT INTO source_file VALUES (1, 'ab', 'a.xlsx', x'00', '2024-12-20T09:00:00');
                INSERT INTO year VALUES (2024, 1, '', 1, NULL);
                INSERT INTO agency VALUES (1, 0);
                INSERT INTO agency_name VALUES (1, 1, 'Sở Nội vụ', NULL, NULL);
                INSERT INTO submission VALUES (1, 2024, 1, 1, 1, 'a.xlsx', 'cd', '{"read":0,"scored":0,
                    "blank":0,"not_self_scored":0,"options":0,"parents":0,"totals":0,"ignored":0,"unmatched":0,
                    "refused":0}', '[]', '2024-12-20T09:00:00', NULL);
                UPDATE audit SET open = 0;
                INSERT INTO audit VALUES (2, '2024-12-20T09:05:00',
                    '{"op":"withdraw_submission","agency":"Sở Nội vụ","revision":1}', NULL, 1);
                UPDATE submission SET withdrawn_at = '2024-12-20T09:05:00';
                UPDATE audit SET open = 0;"#,
            )
            .unwrap();
        connection.close().unwrap();
        path
    }

    #[test]
    fn a_change_from_before_a_migration_is_sealed_by_it_and_undone_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Scorebook::open(&store_of_the_first_shape(folder.path())).unwrap();
        let now = crate::store::time("2024-12-21T09:00:00").unwrap();
        assert!(book.submissions().unwrap()[0].withdrawn);
        assert_eq!(book.undo(now).unwrap().what, "rút bản tự chấm lần 1 của Sở Nội vụ");
        let submission = book.submissions().unwrap().remove(0);
        assert!(!submission.withdrawn, "it counts again, as it did under the older shape");
        let kept = book.corrections_of(submission.id).unwrap();
        assert!(kept.given.is_empty(), "a file from before corrections has none");
        let mut faults = Vec::new();
        crate::store::chain::check(&book.connection, &mut faults).unwrap();
        assert!(faults.is_empty(), "entries from before the chain are sealed with it: {faults:?}");
        assert!(book.journal().unwrap().iter().all(|e| e.hash.len() == 64), "every one of them");
        let known = |f: &Fault| {
            matches!(f, Fault::FileAltered { .. } | Fault::FaultyBefore { count: 1, .. })
        };
        let faults = book.check();
        assert!(faults.iter().all(known), "every row is taken into the journal: {faults:?}");
        assert_eq!(faults.len(), 2, "the fault that it had before is not forgotten");
        let connection = &book.connection;
        connection
            .execute_batch(
                "DROP TRIGGER catalogue_node_update; DROP TRIGGER source_file_is_kept;
                 DROP TRIGGER source_file_update; UPDATE source_file SET name = 'b.xlsx'",
            )
            .unwrap();
        let altered =
            |f: &Fault| matches!(f, Fault::RowAltered { table, .. } if table == "source_file");
        assert!(book.check().iter().any(altered), "what was taken in is vouched for");
    }
}
