//! A file that was corrected before it was written: the figure leads back to cell, text and reason, what is
//! remembered comes and goes with the file, and undo restores all of it, also after a restart.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "test code outside of #[test] functions"
)]

mod support;

use scorebook::correction::{Choice, Correction, DecimalSign, LayoutAnswer};
use scorebook::decision::{Decision, Verdict};
use scorebook::{Applied, ImportPlan, Op, Scorebook, SourceCell, vi};
use support::{at, code, new_book, plan, points};

const BODY: &str = "Sở Nội vụ";

fn value(row: u32, text: &str, reason: &str) -> Correction {
    let points = Some(points(text));
    Correction::Value { sheet: "Sheet1".into(), row, points, reason: reason.into() }
}

fn layout_answer(sign: DecimalSign) -> LayoutAnswer {
    LayoutAnswer {
        layout: "ab12".into(),
        headings: "STT | Tiêu chí | Điểm".into(),
        choice: Choice::Notation { column: 3, notation: sign },
    }
}

/// A plan whose one score was set by the officer, with an answer to be remembered.
fn corrected(book: &Scorebook, content: &str, text: &str) -> ImportPlan {
    let mut plan = plan(book, BODY, content, &[("1.1.1", Some(text))]);
    plan.corrections = vec![value(5, text, "theo công văn đính chính")];
    plan.rows[0].correction = Some("theo công văn đính chính".into());
    plan.rows[0].raw = "không rõ".into();
    plan.remember = vec![layout_answer(DecimalSign::Dot)];
    plan
}

/// Everything a person can see of the store.
fn seen(book: &Scorebook) -> (scorebook::Losses, Vec<String>, Vec<(u32, bool)>) {
    let memory = book.memory().unwrap().iter().map(|m| vi::choice(&m.answer.choice)).collect();
    let files = book.submissions().unwrap();
    let files = files.iter().filter(|s| !s.withdrawn).map(|s| (s.revision, s.current)).collect();
    (book.losses().unwrap(), memory, files)
}

fn reopened(book: Scorebook) -> Scorebook {
    let path = book.path().to_owned();
    book.close().unwrap();
    Scorebook::open(&path).unwrap()
}

fn source(book: &Scorebook, of: &str) -> SourceCell {
    let rows = book.losses().unwrap().components;
    rows.into_iter().find(|c| c.code == code(of)).and_then(|c| c.source).expect("a source")
}

#[test]
fn a_corrected_figure_leads_to_its_cell_its_text_and_the_reason() {
    let (_folder, mut book) = new_book();
    let plan = corrected(&book, "a", "0.75");
    let Applied::Written(id, _) = book.apply(&plan, false, at(1)).unwrap() else {
        panic!("written")
    };
    let source = source(&book, "1.1.1");
    assert_eq!((source.cell.as_str(), source.raw.as_str()), ("D6", "không rõ"));
    assert_eq!(source.correction.as_deref(), Some("theo công văn đính chính"));
    let kept = book.corrections_of(id).unwrap();
    assert_eq!(kept.given, plan.corrections, "the corrections are kept with the file");
    let plain = support::plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0.5"))]);
    book.apply(&plain, false, at(2)).unwrap();
    assert_eq!(
        self::source(&book, "1.1.2").correction,
        None,
        "a score from the cell has no reason beside it"
    );
}

#[test]
fn undoing_a_corrected_file_restores_everything_also_after_a_restart() {
    let (_folder, mut book) = new_book();
    let mut first = corrected(&book, "a", "0.25");
    first.remember = vec![layout_answer(DecimalSign::Comma)];
    book.apply(&first, false, at(1)).unwrap();
    let decision = Decision {
        agreed: Some(points("0.5")),
        reason: "đã rà soát".into(),
        ..Decision::default()
    };
    book.rule(&code("1.1.1"), Verdict::Record, &decision, at(2)).unwrap();
    let before = seen(&book);
    book.apply(&corrected(&book, "b", "0.75"), false, at(3)).unwrap();
    let after = seen(&book);
    assert_ne!(after, before);
    assert_eq!(
        after.1,
        ["cột D dùng dấu chấm làm dấu thập phân"],
        "the newer answer is remembered"
    );
    let mut book = reopened(book);
    let undone = book.undo(at(4)).unwrap();
    assert_eq!(undone.what, "ghi bản tự chấm lần 2 của Sở Nội vụ từ tệp “Sở Nội vụ.xlsx”");
    assert_eq!(undone.stays, [vi::kept_file()], "it says what stays");
    assert_eq!(seen(&book), before, "figures, memory and files are as they were");
    let mut book = reopened(book);
    book.undo(at(5)).unwrap();
    book.undo(at(6)).unwrap();
    assert_eq!(book.losses().unwrap().totals.scored, 0, "nothing counts");
    assert!(book.memory().unwrap().is_empty(), "nothing is remembered");
    assert_eq!(book.undo(at(7)).unwrap_err().code(), "nothing_to_undo");
    assert!(book.check().is_empty(), "the store is sound");
}

#[test]
fn undo_names_the_snapshots_it_cannot_change() {
    let (_folder, mut book) = new_book();
    book.apply(&corrected(&book, "a", "0.25"), false, at(1)).unwrap();
    let snapshot = book.take_snapshot(at(2)).unwrap();
    let undone = book.undo(at(3)).unwrap();
    assert_eq!(undone.stays, [vi::kept_file().to_owned(), vi::kept_snapshot(snapshot.number)]);
    assert_eq!(book.newest_snapshot().unwrap(), Some(snapshot), "the snapshot is as it was");
}

#[test]
fn a_forgotten_answer_comes_back_by_undo() {
    let (_folder, mut book) = new_book();
    book.apply(&corrected(&book, "a", "0.25"), false, at(1)).unwrap();
    let memory = book.memory().unwrap();
    let sentence = book.forget(memory[0].id, at(2)).unwrap();
    assert_eq!(sentence, "quên lựa chọn của Sở Nội vụ: cột D dùng dấu chấm làm dấu thập phân");
    assert!(book.memory().unwrap().is_empty());
    assert!(book.forget(memory[0].id, at(3)).is_err(), "it cannot be forgotten twice");
    let mut book = reopened(book);
    book.undo(at(4)).unwrap();
    assert_eq!(book.memory().unwrap(), memory, "the very answer is back");
    assert!(matches!(book.journal().unwrap()[0].op, Op::Undo { .. }), "and the journal says so");
}

#[test]
fn the_same_bytes_with_other_corrections_are_a_new_revision() {
    let (_folder, mut book) = new_book();
    let first = corrected(&book, "a", "0.25");
    book.apply(&first, false, at(1)).unwrap();
    assert_eq!(book.apply(&first, false, at(2)).unwrap(), Applied::Unchanged(1));
    assert_eq!(book.difference(&first).unwrap(), None, "nothing is compared with itself");
    let plain = plan(&book, BODY, "a", &[("1.1.1", Some("1"))]);
    assert_eq!(
        book.apply(&plain, false, at(3)).unwrap(),
        Applied::Unchanged(1),
        "the file alone is known"
    );
    let again = corrected(&book, "a", "0.75");
    assert!(book.difference(&again).unwrap().is_some());
    assert!(matches!(book.apply(&again, false, at(4)).unwrap(), Applied::Written(_, 2)));
    assert_eq!(book.losses().unwrap().totals.counted, points("0.75"));
    book.undo(at(5)).unwrap();
    assert_eq!(book.losses().unwrap().totals.counted, points("0.25"), "the first counts again");
}

#[test]
fn the_plan_that_is_shown_names_what_was_corrected() {
    let (_folder, book) = new_book();
    let plain = corrected(&book, "a", "0.25");
    let mut other = plain.clone();
    other.corrections = vec![value(5, "0.25", "lý do khác")];
    assert_ne!(plain.hash(), other.hash(), "another reason is another plan");
    let mut other = plain.clone();
    other.remember.clear();
    assert_ne!(plain.hash(), other.hash(), "so is one that remembers nothing");
}
