//! A body's new file against its previous one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "test code outside of #[test] functions"
)]

mod support;

use scorebook::difference::{Change, DifferenceRow};
use scorebook::{Scorebook, vi};
use support::{at, new_book, plan, points};

type Scores<'a> = &'a [(&'a str, Option<&'a str>)];

const BODY: &str = "Sở Tư pháp";

/// What the second of two files changes, and the lines that tell it.
fn between(first: Scores<'_>, second: Scores<'_>) -> (Vec<DifferenceRow>, Vec<String>) {
    let (_folder, mut book) = new_book();
    book.apply(&plan(&book, BODY, "a", first), false, at(1)).unwrap();
    let difference = book.difference(&plan(&book, BODY, "b", second)).unwrap().expect("a previous");
    assert_eq!((difference.revision, difference.file.as_str()), (1, "Sở Tư pháp.xlsx"));
    let lines = vi::difference(&difference);
    (difference.rows, lines)
}

fn changes(rows: &[DifferenceRow]) -> Vec<(String, Change)> {
    rows.iter().map(|r| (r.code.to_string(), r.change)).collect()
}

#[test]
fn every_criterion_of_either_file_is_told() {
    let (rows, lines) = between(
        &[("1.1.1", Some("0.5")), ("1.1.2", Some("0.5")), ("1.2.1", None)],
        &[("1.1.2", Some("0.25")), ("1.2.1", Some("2")), ("1.3", Some("0"))],
    );
    assert_eq!(
        changes(&rows),
        [
            ("1.1.1".into(), Change::Vanished),
            ("1.1.2".into(), Change::Fallen),
            ("1.2.1".into(), Change::Filled),
            ("1.3".into(), Change::Appeared),
        ]
    );
    assert_eq!(rows[1].old, Some(points("0.5")));
    assert_eq!(rows[1].new, Some(points("0.25")));
    assert_eq!(
        lines,
        [
            "So với bản lần 1 “Sở Tư pháp.xlsx”: 4 tiêu chí thay đổi.",
            "1.1.1 không còn dòng nào nhận được (trước: 0,50)",
            "1.1.2 0,50 → 0,25",
            "1.2.1 để trống → 2,00",
            "1.3 mới có: 0,00",
        ]
    );
}

#[test]
fn a_score_that_became_blank_is_not_zero() {
    let (rows, _) = between(&[("1.2.1", Some("2"))], &[("1.2.1", None)]);
    assert_eq!(changes(&rows), [("1.2.1".into(), Change::Blanked)]);
    assert_eq!(rows[0].new, None);
}

#[test]
fn nothing_changed_is_said_in_one_line() {
    let same: Scores<'_> = &[("1.1.2", Some("0.5")), ("1.2.1", None)];
    let (rows, lines) = between(same, same);
    assert!(rows.iter().all(|r| r.change == Change::Same), "{rows:?}");
    assert_eq!(lines.len(), 1, "{lines:?}");
}

#[test]
fn more_points_without_new_evidence_are_told() {
    let (_folder, mut book) = new_book();
    book.apply(&plan(&book, BODY, "a", &[("1.2.1", Some("1"))]), false, at(1)).unwrap();
    let with = |book: &Scorebook, evidence: &str| {
        let mut next = plan(book, BODY, "b", &[("1.2.1", Some("2"))]);
        next.rows[0].evidence = evidence.into();
        book.difference(&next).unwrap().expect("a previous").rows.remove(0)
    };
    let same = with(&book, "Kế hoạch 01");
    assert!(same.rose_without_evidence(), "the same evidence carries more points: {same:?}");
    let spaced = with(&book, " Kế  hoạch 01 ");
    assert!(spaced.rose_without_evidence(), "blanks are no evidence");
    assert!(with(&book, "").rose_without_evidence(), "nor is evidence that was taken away");
    let new = with(&book, "Kế hoạch 01; Báo cáo 02");
    assert!(new.new_evidence && !new.rose_without_evidence(), "{new:?}");
}

#[test]
fn only_the_file_that_counts_is_compared_with() {
    let (_folder, mut book) = new_book();
    let first = plan(&book, BODY, "a", &[("1.2.1", Some("1"))]);
    assert_eq!(book.difference(&first).unwrap(), None, "a first file changes nothing");
    book.apply(&first, false, at(1)).unwrap();
    book.apply(&plan(&book, BODY, "b", &[("1.2.1", Some("1.5"))]), false, at(2)).unwrap();
    let third = plan(&book, BODY, "c", &[("1.2.1", Some("2"))]);
    let old = |book: &Scorebook| {
        let difference = book.difference(&third).unwrap().expect("a previous");
        (difference.revision, difference.rows[0].old)
    };
    assert_eq!(old(&book), (2, Some(points("1.5"))));
    book.undo(at(3)).unwrap();
    assert_eq!(old(&book), (1, Some(points("1"))), "an undone file is not compared with");
    let other = plan(&book, "Sở Nội vụ", "d", &[("1.1.1", Some("1"))]);
    assert_eq!(book.difference(&other).unwrap(), None, "nor is another body's");
}
