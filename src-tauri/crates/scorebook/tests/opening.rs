//! What may be opened as a store, and what happens to what may not.

mod support;

use rusqlite::Connection;
use scorebook::Scorebook;
use support::{at, catalogue_plan, new_book};

#[test]
fn a_store_opened_twice_is_refused_and_stays_usable() {
    let (_folder, mut book) = new_book();
    let error = Scorebook::open(book.path()).unwrap_err();
    assert_eq!(error.code(), "in_use", "{error}");
    book.take_snapshot(at(1)).expect("the first holder can still write");
}

#[test]
fn a_newer_store_is_refused_and_not_touched() {
    let (_folder, book) = new_book();
    let path = book.path().to_owned();
    book.close().unwrap();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert_eq!(Scorebook::open(&path).unwrap_err().code(), "newer_store");
    assert_eq!(std::fs::read(&path).unwrap(), before, "not a byte changed");
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("a.sodiem");
    std::fs::copy(
        file!().rsplit('/').next().map(|f| std::path::Path::new("tests").join(f)).unwrap(),
        &text,
    )
    .unwrap();
    let foreign = folder.path().join("b.sodiem");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    for path in [text, foreign] {
        let before = std::fs::read(&path).unwrap();
        assert_eq!(Scorebook::open(&path).unwrap_err().code(), "not_a_store", "{}", path.display());
        assert_eq!(
            std::fs::read(&path).unwrap(),
            before,
            "not a byte of {} changed",
            path.display()
        );
    }
}

#[test]
fn a_damaged_store_is_named_as_such() {
    let (_folder, book) = new_book();
    let path = book.path().to_owned();
    book.close().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    // the pages behind the schema: their content becomes noise
    for byte in bytes.iter_mut().skip(4096 * 8) {
        *byte = 0x5a;
    }
    scorebook::disk::write_whole(&path, &bytes).unwrap();
    assert_eq!(Scorebook::open(&path).unwrap_err().code(), "damaged");
}

#[test]
fn a_missing_file_is_named_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let error = Scorebook::open(&folder.path().join("none.sodiem")).unwrap_err();
    assert_eq!(error.code(), "not_found", "{error}");
    assert!(!folder.path().join("none.sodiem").exists(), "opening makes no file");
}

#[test]
fn making_a_store_never_overwrites_a_file() {
    let (_folder, book) = new_book();
    let path = book.path().to_owned();
    book.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    assert_eq!(
        Scorebook::create(&path, &catalogue_plan(), at(1)).unwrap_err().code(),
        "already_exists"
    );
    assert_eq!(std::fs::read(&path).unwrap(), before, "not a byte changed");
}

#[test]
fn a_catalogue_that_is_blocked_makes_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = catalogue_plan();
    plan.problems.push(scorebook::Problem {
        severity: scorebook::Severity::Blocking,
        at: None,
        finding: scorebook::Finding::RepeatedCode {
            criterion: support::code("1.1"),
            first: "BTC!A8".into(),
        },
    });
    let path = folder.path().join("so.sodiem");
    assert_eq!(Scorebook::create(&path, &plan, at(0)).unwrap_err().code(), "blocked");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no file, no scrap");
}

#[test]
fn a_store_is_one_file_and_carries_our_id() {
    let (_folder, book) = new_book();
    let path = book.path().to_owned();
    book.close().unwrap();
    let connection = Connection::open(&path).unwrap();
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |r| r.get(0)).unwrap();
    let id: i32 = connection.query_row("PRAGMA application_id", [], |r| r.get(0)).unwrap();
    assert_eq!(mode, "delete", "no log holds a part of it");
    assert_eq!(id.to_be_bytes(), *b"SODI", "the header names us");
    let loose: i64 = connection
        .query_row("SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(loose, 0, "every table is STRICT");
}
