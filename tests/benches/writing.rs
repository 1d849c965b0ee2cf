//! Applying the six sample files, against the same rows in bare `SQLite`, as durable: a transaction for each file,
//! as the officer confirms them. Both files lie there and are opened, as on any day but the first; closing is in
//! both figures, since what was written goes from the log into the file then.
#![allow(clippy::expect_used, reason = "a bench may fail loudly")]

use journeys::stopwatch::{in_turn, ms, tell};
use journeys::{moment, received};
use rusqlite::params;
use scorebook::{ImportPlan, Scorebook};
use tempfile::TempDir;

fn bare_store(folder: &TempDir, name: &str) -> rusqlite::Connection {
    let open = || {
        let connection = rusqlite::Connection::open(folder.path().join(name)).expect("a database");
        connection
            .execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;")
            .expect("its manner");
        connection
    };
    open()
        .execute_batch(
            "CREATE TABLE file (id INTEGER PRIMARY KEY, sha256 TEXT, name TEXT, bytes BLOB) STRICT;
             CREATE TABLE reported (file INTEGER, node INTEGER, state TEXT, points INTEGER, sheet TEXT, cell TEXT,
                                    raw TEXT, evidence TEXT, explanation TEXT, PRIMARY KEY (file, node)) STRICT;",
        )
        .expect("a schema");
    let opened = open();
    opened.execute_batch("SELECT count(*) FROM reported").expect("its schema is read");
    opened
}

fn bare(connection: &mut rusqlite::Connection, plans: &[ImportPlan]) {
    for plan in plans {
        let tx = connection.transaction().expect("a transaction");
        tx.execute(
            "INSERT INTO file (sha256, name, bytes) VALUES (?1, ?2, ?3)",
            params![plan.file.sha256, plan.file.name, plan.file.bytes],
        )
        .expect("a file");
        let file = tx.last_insert_rowid();
        let mut insert = tx
            .prepare_cached("INSERT INTO reported VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            .expect("a statement");
        for row in plan.rows.iter().filter(|r| r.state.is_some()) {
            let state: &'static str = row.state.expect("set").into();
            insert
                .execute(params![
                    file,
                    row.node.map(|n| n.0),
                    state,
                    row.points.map(scorebook::Points::ten_thousandths),
                    row.sheet,
                    row.cell.as_ref().map(scorebook::CellRef::a1),
                    row.raw,
                    row.evidence,
                    row.explanation
                ])
                .expect("a row");
        }
        drop(insert);
        tx.commit().expect("committed");
    }
}

fn main() {
    const ROUNDS: usize = 15;
    let folder = tempfile::tempdir().expect("a folder");
    let catalogue = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let fresh = |n: usize| {
        let path = folder.path().join(format!("{n}.sodiem"));
        drop(Scorebook::create(&path, &catalogue, moment()).expect("a store"));
        Scorebook::open(&path).expect("it opens")
    };
    let book = fresh(usize::MAX);
    let (tree, agencies) = (book.catalogue().expect("tree"), book.agencies().expect("bodies"));
    let plans: Vec<ImportPlan> = sample::submissions()
        .iter()
        .map(|p| intake::plan_submission(&received(p), &tree, &agencies, None, &[]))
        .collect();
    let mut books: Vec<Scorebook> = (0..=ROUNDS).map(fresh).collect();
    let mut bares: Vec<_> =
        (0..=ROUNDS).map(|n| bare_store(&folder, &format!("{n}.bare"))).collect();
    let ours = || {
        let mut book = books.pop().expect("a fresh store");
        for plan in &plans {
            book.apply(plan, false, moment()).expect("applied");
        }
    };
    let floor = || bare(&mut bares.pop().expect("a fresh database"), &plans);
    let (ours, floor) = in_turn(ROUNDS, ours, floor);
    if !tell("applying six files", ms(ours), ms(floor), "ms", 2.0) {
        std::process::exit(1);
    }
}
