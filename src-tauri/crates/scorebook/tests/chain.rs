//! The journal's chain: any byte that is changed, any entry that is removed, is found and named.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;
use scorebook::decision::{Decision, Verdict};
use scorebook::journal::{JournalFilter, JournalKind, csv};
use scorebook::{Scorebook, vi};
use support::{at, code, new_book, plan, points};
use tempfile::TempDir;

/// A closed store whose journal holds eight entries of several kinds.
fn kept() -> (TempDir, PathBuf) {
    let (folder, mut book) = new_book();
    book.apply(&plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.5"))]), false, at(1)).unwrap();
    let adjust =
        Decision { agreed: Some(points("0.25")), reason: "thiếu".into(), ..Decision::default() };
    book.rule(&code("1.1.1"), Verdict::Adjust, &adjust, at(2)).unwrap();
    book.add_cause("Khác nữa", at(3)).unwrap();
    book.undo(at(4)).unwrap();
    book.redo(at(5)).unwrap();
    book.undo(at(6)).unwrap();
    book.take_snapshot(at(7)).unwrap();
    assert_eq!(book.journal().unwrap().len(), 8);
    assert_eq!(book.check(), [], "sound as written");
    let path = book.path().to_owned();
    book.close().unwrap();
    (folder, path)
}

/// Whoever tampers does away with the guards first.
fn tamper(path: &Path, work: impl FnOnce(&Connection)) {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    for trigger in ["audit_is_kept", "audit_stays", "change_is_kept", "change_stays"] {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    work(&connection);
}

fn faults(path: &Path) -> Vec<String> {
    Scorebook::inspect(path).unwrap().check().iter().map(vi::fault).collect()
}

/// Every value of the journal: table, row, column, and the entry it belongs to.
fn values(connection: &Connection) -> Vec<(&'static str, i64, &'static str, i64)> {
    let mut values = Vec::new();
    for (table, entry, columns) in [
        ("audit", "id", &["at", "op", "undone_by", "prev_hash", "hash", "arrived"][..]),
        ("change", "audit_id", &["audit_id", "tbl", "row", "old", "new"]),
    ] {
        let sql = format!("SELECT id, {entry} FROM {table}");
        let mut rows = connection.prepare(&sql).unwrap();
        let rows = rows.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        for (row, entry) in rows.map(Result::unwrap) {
            values.extend(columns.iter().map(|column| (table, row, *column, entry)));
        }
    }
    values
}

fn changed(value: Value, at: usize, by: u8) -> Value {
    match value {
        Value::Null => Value::Integer(1),
        Value::Integer(n) => Value::Integer(n ^ (1 << (at % 8))),
        Value::Text(text) => {
            let mut bytes = text.into_bytes();
            if bytes.is_empty() {
                bytes.push(0);
            }
            let at = at % bytes.len();
            bytes[at] ^= by;
            Value::Blob(bytes)
        }
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_single_byte_that_is_changed_is_found_and_its_entry_named(
        which in any::<prop::sample::Index>(), at in any::<usize>(), by in 1_u8..,
    ) {
        let (_folder, path) = kept();
        let mut place = None;
        tamper(&path, |connection| {
            let values = values(connection);
            let (table, row, column, entry) = values[which.index(values.len())];
            let old: Value = connection
                .query_row(&format!("SELECT {column} FROM {table} WHERE id = ?1"), [row], |r| r.get(0))
                .unwrap();
            let new = changed(old, at, by);
            let cast = if matches!(new, Value::Blob(_)) { "CAST(?1 AS TEXT)" } else { "?1" };
            // "old" and "new" are texts or nothing
            let cast = if matches!(column, "old" | "new") { "CAST(?1 AS TEXT)" } else { cast };
            let sql = format!("UPDATE {table} SET {column} = {cast} WHERE id = ?2");
            connection.execute(&sql, rusqlite::params![new, row]).unwrap();
            place = Some((table, column, entry));
        });
        let (table, column, entry) = place.expect("something was changed");
        let faults = faults(&path);
        let named = format!("số {entry} ");
        prop_assert!(
            faults.iter().any(|f| format!("{f} ").contains(&named)),
            "{table}.{column} of entry {entry} was changed; found: {faults:?}"
        );
    }
}

#[test]
fn a_removed_entry_is_named_wherever_it_stood() {
    for entry in 1..=8 {
        let (_folder, path) = kept();
        tamper(&path, |connection| {
            connection.execute("DELETE FROM change WHERE audit_id = ?1", [entry]).unwrap();
            connection
                .execute("UPDATE audit SET undone_by = NULL WHERE undone_by = ?1", [entry])
                .unwrap();
            connection.execute("DELETE FROM audit WHERE id = ?1", [entry]).unwrap();
        });
        let faults = faults(&path);
        let named = format!("nhật ký thiếu mục số {entry}");
        assert!(faults.contains(&named), "entry {entry}: {faults:?}");
    }
}

#[test]
fn an_entry_that_was_put_in_is_found() {
    let (_folder, path) = kept();
    tamper(&path, |connection| {
        connection
            .execute(
                "INSERT INTO audit (at, op, open) VALUES ('2024-12-20T10:00:00', '{\"op\":\"set_form\"}', 0)",
                [],
            )
            .unwrap();
    });
    assert!(faults(&path).iter().any(|f| f.contains("số 9")), "{:?}", faults(&path));
}

#[test]
fn a_score_or_a_criterion_that_is_no_longer_what_arrived_is_found_and_its_entry_named() {
    let arrived = "số 2 (ghi bản tự chấm lần 1";
    for (guards, sql, entry) in [
        (&["reported_is_kept"][..], "UPDATE reported SET points = points + 1", arrived),
        (&["reported_is_kept"], "UPDATE reported SET cell = 'Z9'", arrived),
        (&["reported_stays"], "DELETE FROM reported", arrived),
        (
            &["baseline_is_kept", "baseline_update"],
            "UPDATE baseline SET points = points + 1",
            "points khác với mục nhật ký số 1",
        ),
        (
            &["catalogue_node_is_kept", "catalogue_node_update"],
            "UPDATE catalogue_node SET max_points = 2 * max_points",
            "max_points khác với mục nhật ký số 1",
        ),
    ] {
        let (_folder, path) = kept();
        let connection = Connection::open(&path).unwrap();
        assert!(connection.execute(sql, []).is_err(), "the store itself refuses: {sql}");
        for guard in guards {
            connection.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
        }
        assert!(connection.execute(sql, []).unwrap() > 0, "something is altered by {sql}");
        drop(connection);
        let faults = faults(&path);
        let named = |f: &String| f.contains(entry);
        assert!(faults.iter().any(named), "{sql}: {faults:?}");
    }
}

#[test]
fn a_guard_that_is_gone_is_named() {
    let (_folder, path) = kept();
    tamper(&path, |_| ());
    let faults = faults(&path);
    assert!(faults.iter().any(|f| f.contains("trigger change_stays")), "{faults:?}");
}

#[test]
fn the_store_itself_refuses_to_alter_its_journal() {
    let (_folder, path) = kept();
    let connection = Connection::open(&path).unwrap();
    for sql in [
        "UPDATE audit SET at = '2020-01-01T00:00:00' WHERE id = 2",
        "UPDATE audit SET open = 1 WHERE id = 2",
        "UPDATE audit SET hash = 'x' WHERE id = 2",
        "DELETE FROM audit WHERE id = 8",
        "UPDATE change SET new = 'x'",
    ] {
        assert!(connection.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn the_journal_is_read_narrowed_and_exported() {
    let (_folder, path) = kept();
    let book = Scorebook::open(&path).unwrap();
    let all = book.journal_rows(&JournalFilter::default()).unwrap();
    assert_eq!(all.len(), 8, "every entry");
    let about = JournalFilter { code: Some(code("1.1.1")), ..JournalFilter::default() };
    let rows = book.journal_rows(&about).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].sentence, "điều chỉnh tiêu chí 1.1.1 từ 0,50 xuống 0,25 điểm");
    let details: Vec<_> = rows[0]
        .details
        .iter()
        .map(|d| (d.field.as_str(), d.before.as_deref(), d.after.as_deref()))
        .collect();
    assert!(details.contains(&("điểm thống nhất", None, Some("0,25"))), "{details:?}");
    assert!(details.contains(&("trạng thái", None, Some("đã thống nhất"))), "{details:?}");
    let words = JournalFilter { text: "hoan tac".into(), ..JournalFilter::default() };
    assert_eq!(book.journal_rows(&words).unwrap().len(), 2, "found without diacritics");
    let kinds = JournalFilter { kinds: vec![JournalKind::Submission], ..JournalFilter::default() };
    assert_eq!(book.journal_rows(&kinds).unwrap().len(), 1);
    let later = JournalFilter { from: at(0).date().succ_opt(), ..JournalFilter::default() };
    assert!(book.journal_rows(&later).unwrap().is_empty(), "all of it was that day");
    let text = csv(&all);
    assert!(text.starts_with("\u{feff}\"Mục\""), "a spreadsheet program reads it as UTF-8");
    let lines = 1 + all.iter().map(|r| r.details.len().max(1)).sum::<usize>();
    assert_eq!(text.matches("\r\n").count(), lines, "a line per change");
}
