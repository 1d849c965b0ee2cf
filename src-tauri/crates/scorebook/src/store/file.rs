//! Making, opening, checking and migrating the file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDateTime;
use rusqlite::{Connection, Transaction};
use rusqlite_migration::{HookError, M, Migrations};

use super::{Scorebook, open};
use crate::error::file_name;
use crate::plan::CataloguePlan;
use crate::{Error, Op, Result, disk};

/// "SODI", in the header of every store.
pub(super) const APPLICATION_ID: i32 = 0x534F_4449;

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
        step(include_str!("011_documents.sql")),
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
        let folder = disk::folder_of(path);
        if !folder.is_dir() {
            return Err(Error::missing(path));
        }
        disk::sweep(folder);
        // made whole under another name, so that a crash half-way leaves no half store
        let scratch = disk::scratch_folder(folder).map_err(|e| Error::io(path, &e))?;
        let draft = scratch.path().join("draft.sodiem");
        {
            let mut connection = Connection::open(&draft)?;
            open::configure(&connection)?;
            open::one_file(&connection, path)?;
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            migrate(&mut connection, path, &MIGRATIONS)?;
            let mut book = Self {
                connection,
                hold: None,
                path: draft.clone(),
                year: plan.catalogue.year,
                changes: 0,
                proven: true,
                set_aside: Vec::new(),
            };
            let year = book.year;
            book.transact(&Op::CreateYear { year }, now, |tx| tx.add_year(plan, &BTreeMap::new()))?;
            book.close()?;
        }
        disk::place_new(&draft, path)?;
        Self::open(path)
    }

    /// Closes the file; nothing is left beside it.
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

/// `SQLite`'s own look at its pages; empty when all is well.
pub(super) fn integrity(connection: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("PRAGMA {pragma}"))?;
    let lines =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// The version that this program writes.
pub(super) fn latest() -> usize {
    MIGRATIONS.len()
}

/// Gives an empty file the shape of an earlier version.
pub(super) fn bring_up_to(connection: &mut Connection, path: &Path, version: usize) -> Result<()> {
    migrate(connection, path, &MIGRATIONS[..version])
}

/// Brings an older store up to date.
pub(super) fn bring_up_to_date(connection: &mut Connection, path: &Path) -> Result<()> {
    migrate(connection, path, &MIGRATIONS)
}

/// All or nothing: on an error the file is as it was, at its old version.
fn migrate(connection: &mut Connection, path: &Path, migrations: &[M<'_>]) -> Result<()> {
    Migrations::from_slice(migrations).to_latest(connection).map_err(|e| match e {
        rusqlite_migration::Error::RusqliteError { err, .. }
            if err.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) =>
        {
            Error::DiskFull
        }
        e => Error::MigrationFailed { file: file_name(path), detail: e.to_string() },
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::Fault;

    #[test]
    fn an_older_store_is_backed_up_and_then_migrated() {
        let folder = tempfile::tempdir().unwrap();
        let path = store_of_the_first_shape(folder.path());
        let before = std::fs::read(&path).unwrap();
        let book = Scorebook::open(&path).unwrap();
        let version: u32 =
            book.connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(version as usize, latest(), "every migration ran");
        let backups = crate::backup::list(&path, &[]).unwrap();
        let [backup] = backups.as_slice() else { panic!("one backup: {backups:?}") };
        assert_eq!(backup.holds.unwrap().submissions, 1, "the backup holds the old data");
        let kept = Connection::open(&backup.file).unwrap();
        let version: i64 = kept.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(version, 1, "the backup has the old shape");
        let pages = |bytes: &[u8]| bytes.len() / 4096;
        assert_eq!(pages(&before), pages(&std::fs::read(&backup.file).unwrap()), "all of it");
    }

    #[test]
    fn a_store_that_is_only_looked_at_is_not_migrated() {
        let folder = tempfile::tempdir().unwrap();
        let path = store_of_the_first_shape(folder.path());
        let before = std::fs::read(&path).unwrap();
        let book = Scorebook::inspect(&path).unwrap();
        assert_eq!(book.submissions().unwrap().len(), 1, "it is read as of today");
        drop(book);
        assert_eq!(std::fs::read(&path).unwrap(), before, "not a byte changed");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing lies beside it");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_store_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sodiem");
        let mut connection = Connection::open(&path).unwrap();
        let first = M::up("CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (7)");
        migrate(&mut connection, &path, std::slice::from_ref(&first)).unwrap();
        let failing =
            [first, M::up("ALTER TABLE t ADD COLUMN y TEXT; SELECT nonsense FROM nowhere")];
        let error = migrate(&mut connection, &path, &failing).unwrap_err();
        assert_eq!(error.code(), "migration_failed", "it is not called damage");
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
    pub(in crate::store) fn store_of_the_first_shape(folder: &Path) -> std::path::PathBuf {
        // of the one byte that the file has
        let hash = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
        store_with_a_file(folder, hash)
    }

    fn store_with_a_file(folder: &Path, hash: &str) -> std::path::PathBuf {
        let path = folder.join("a.sodiem");
        let mut connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        migrate(&mut connection, &path, &MIGRATIONS[..1]).unwrap();
        connection
            .execute_batch(
                r#"INSERT INTO audit VALUES (1, '2024-12-20T09:00:00', '{"op":"create_year","year":2024}', NULL, 1);
                INSERT INTO source_file VALUES (1, 'HASH', 'a.xlsx', x'00', '2024-12-20T09:00:00');
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
                UPDATE audit SET open = 0;"#
                .replace("HASH", hash)
                .as_str(),
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
        assert_eq!(book.check(), [], "every row is taken into the journal");
        let other = tempfile::tempdir().unwrap();
        let faulty = Scorebook::inspect(&store_with_a_file(other.path(), "ab")).unwrap();
        let known = |f: &Fault| {
            matches!(f, Fault::FileAltered { .. } | Fault::FaultyBefore { count: 1, .. })
        };
        let faults = faulty.check();
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
