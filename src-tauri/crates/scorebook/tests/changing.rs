//! One way to change anything: whole or not at all, journalled with old values, undone from them.

mod support;

use proptest::prelude::*;
use rusqlite::Connection;
use scorebook::decision::{Decision, Verdict};
use scorebook::{Applied, BaselineKind, Error, Finding, Op, Problem, Scorebook, Severity};
use support::{at, code, new_book, plan, points};

fn agree(text: &str, reason: &str) -> Decision {
    Decision { agreed: Some(points(text)), reason: reason.into(), ..Decision::default() }
}

#[test]
fn a_change_that_fails_half_way_leaves_nothing() {
    let (_folder, mut book) = new_book();
    let entries = book.journal().unwrap().len();
    let result = book.transact(&Op::SetForm, at(1), |tx| {
        tx.set_setting("form", &"half")?;
        Err::<(), _>(Error::NothingToUndo)
    });
    assert!(result.is_err());
    assert_eq!(book.setting::<String>("form").unwrap(), None, "the setting was not written");
    assert_eq!(book.journal().unwrap().len(), entries, "nor was a journal entry");
}

#[test]
fn nothing_is_written_outside_an_operation() {
    let (_folder, book) = new_book();
    let path = book.path().to_owned();
    book.close().unwrap();
    let connection = Connection::open(&path).unwrap();
    for sql in [
        "INSERT INTO setting (key, value) VALUES ('a', '1')",
        "UPDATE year SET province = 'x'",
        "DELETE FROM assignment",
        "INSERT INTO source_file (sha256, name, bytes, received_at) VALUES ('a', 'b', x'00', 'c')",
        "UPDATE source_file SET bytes = x'00'",
    ] {
        assert!(connection.execute(sql, []).is_err(), "the store itself refuses: {sql}");
    }
}

#[test]
fn the_journal_keeps_old_values() {
    let (_folder, mut book) = new_book();
    book.apply(&plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("1"))]), false, at(1)).unwrap();
    book.rule(&code("1.1.1"), Verdict::Record, &agree("0.75", "thiếu tài liệu"), at(2)).unwrap();
    book.rule(&code("1.1.1"), Verdict::Record, &agree("0.5", "thiếu hai tài liệu"), at(3)).unwrap();
    let newest = book.journal().unwrap().remove(0);
    assert_eq!(newest.at, at(3));
    let (table, old, new) = &newest.changes[0];
    assert_eq!(table, "decision");
    assert!(old.as_ref().unwrap().contains("\"agreed\":7500"), "the old points are kept: {old:?}");
    assert!(new.as_ref().unwrap().contains("\"agreed\":5000"), "and the new: {new:?}");
}

#[test]
fn agreed_points_need_range_reason_and_a_self_scored_criterion() {
    let (_folder, mut book) = new_book();
    book.apply(&plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("1"))]), false, at(1)).unwrap();
    let mut refused =
        |c: &str, d: Decision| book.rule(&code(c), Verdict::Record, &d, at(2)).unwrap_err().code();
    assert_eq!(refused("1.1.1", agree("1.25", "x")), "out_of_range");
    assert_eq!(refused("1.1.1", agree("0.5", " ")), "reason_required");
    assert_eq!(refused("1.2.2", agree("1", "x")), "not_decidable");
    assert_eq!(refused("9.9", agree("1", "x")), "unknown_criterion");
    book.rule(&code("1.1.1"), Verdict::Record, &agree("1", ""), at(3))
        .expect("what was reported needs no reason");
}

#[test]
fn a_blocked_plan_writes_nothing_and_skipping_writes_the_rest() {
    let (_folder, mut book) = new_book();
    let mut bad = plan(&book, "Sở Tư pháp", "a", &[("1.1.2", Some("0.5")), ("1.2.1", Some("2"))]);
    bad.rows[1].bucket = scorebook::Bucket::Refused;
    (bad.rows[1].state, bad.rows[1].points) = (None, None);
    bad.problems.push(Problem {
        severity: Severity::Blocking,
        at: bad.rows[1].cell.clone(),
        finding: Finding::Unreadable { raw: "hai".into() },
    });
    assert_eq!(book.apply(&bad, false, at(1)).unwrap_err().code(), "blocked");
    assert!(book.submissions().unwrap().is_empty(), "nothing was written");
    assert!(matches!(book.apply(&bad, true, at(2)).unwrap(), Applied::Written(_, 1)));
    let losses = book.losses().unwrap();
    assert_eq!(losses.totals.scored, 1, "the good row is in, the bad one is not");
}

#[test]
fn a_plan_that_does_not_fit_the_catalogue_is_refused() {
    let (_folder, mut book) = new_book();
    let mut over = plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("1"))]);
    over.rows[0].points = Some(points("1.01"));
    assert_eq!(book.apply(&over, true, at(1)).unwrap_err().code(), "plan_outdated");
    assert!(book.submissions().unwrap().is_empty(), "nothing was written");
}

#[test]
fn the_same_bytes_change_nothing_and_a_newer_file_is_the_next_revision() {
    let (_folder, mut book) = new_book();
    let first = plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.5"))]);
    assert!(matches!(book.apply(&first, false, at(1)).unwrap(), Applied::Written(_, 1)));
    let entries = book.journal().unwrap().len();
    assert_eq!(book.apply(&first, false, at(2)).unwrap(), Applied::Unchanged(1));
    assert_eq!(book.journal().unwrap().len(), entries, "no entry for nothing");
    let second = plan(&book, "Sở Nội vụ", "b", &[("1.1.1", Some("1"))]);
    assert!(matches!(book.apply(&second, false, at(3)).unwrap(), Applied::Written(_, 2)));
    assert_eq!(book.losses().unwrap().totals.counted, points("1"), "the newer file counts");
    assert_eq!(book.submissions().unwrap().len(), 2, "the older one is kept");
}

#[test]
fn undo_walks_back_through_decisions_and_files_also_after_a_restart() {
    let (_folder, mut book) = new_book();
    book.apply(&plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.5"))]), false, at(1)).unwrap();
    book.apply(&plan(&book, "Sở Nội vụ", "b", &[("1.1.1", Some("1"))]), false, at(2)).unwrap();
    book.rule(&code("1.1.1"), Verdict::Record, &agree("0.25", "chưa đủ"), at(3)).unwrap();
    let path = book.path().to_owned();
    book.close().unwrap();
    let mut book = Scorebook::open(&path).unwrap();
    let counted = |book: &Scorebook| book.losses().unwrap().totals.counted;
    let named = "điều chỉnh tiêu chí 1.1.1 từ 1,00 xuống 0,25 điểm";
    assert_eq!(book.undo(at(4)).unwrap().what, named);
    assert_eq!(counted(&book), points("1"), "the decision is gone");
    book.undo(at(5)).unwrap();
    assert_eq!(counted(&book), points("0.5"), "the first file counts again");
    book.undo(at(6)).unwrap();
    assert_eq!(book.losses().unwrap().totals.scored, 0, "no file counts");
    assert_eq!(book.undo(at(7)).unwrap_err().code(), "nothing_to_undo");
    assert!(book.check().is_empty(), "the store is sound");
}

#[test]
fn a_withdrawn_file_can_be_taken_in_again() {
    let (_folder, mut book) = new_book();
    let first = plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.5"))]);
    let Applied::Written(id, _) = book.apply(&first, false, at(1)).unwrap() else {
        panic!("written")
    };
    book.withdraw(id, at(2)).unwrap();
    assert_eq!(book.losses().unwrap().totals.scored, 0, "it no longer counts");
    assert!(matches!(book.apply(&first, false, at(3)).unwrap(), Applied::Written(_, 2)));
    assert_eq!(book.losses().unwrap().totals.counted, points("0.5"));
}

#[test]
fn a_snapshot_is_frozen_and_reused_while_nothing_changes() {
    let (_folder, mut book) = new_book();
    book.apply(&plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.5"))]), false, at(1)).unwrap();
    let first = book.take_snapshot(at(2)).unwrap();
    assert_eq!(book.take_snapshot(at(3)).unwrap(), first, "nothing changed: the same snapshot");
    assert!(!book.is_stale(&first).unwrap());
    book.rule(&code("1.1.1"), Verdict::Record, &agree("0.25", "x"), at(4)).unwrap();
    assert!(book.is_stale(&first).unwrap(), "the figures moved");
    assert_eq!(book.newest_snapshot().unwrap().unwrap(), first, "the snapshot did not");
    assert_eq!(book.take_snapshot(at(5)).unwrap().number, 2);
}

#[test]
fn undo_refuses_nothing_it_offered() {
    let (_folder, mut book) = new_book();
    book.transact(&Op::SetBaselineKind { kind: BaselineKind::SelfScored }, at(1), |tx| {
        tx.set_baseline_kind(BaselineKind::SelfScored)
    })
    .unwrap();
    assert!(book.undoable().unwrap().is_some());
    book.undo(at(2)).unwrap();
    assert_eq!(
        book.baseline_kind().unwrap(),
        Some(BaselineKind::Published),
        "the old kind is back"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// However many decisions, undoing all of them gives the losses from before, figure for figure.
    #[test]
    fn undo_restores_exactly(choices in prop::collection::vec((0_usize..3, 0_i64..=5_000, ".{0,20}"), 1..8)) {
        let (_folder, mut book) = new_book();
        book.apply(&plan(&book, "Sở Tư pháp", "a", &[("1.1.2", Some("0.5")), ("1.2.1", None)]), false, at(1)).unwrap();
        let before = book.losses().unwrap();
        for (which, n, cause) in &choices {
            let decision = Decision {
                agreed: Some(scorebook::Points::from_ten_thousandths(*n)),
                reason: "lý do".into(),
                cause: cause.clone(),
                ..Decision::default()
            };
            book.rule(&code(["1.1.1", "1.1.2", "1.2.1"][*which]), Verdict::Record, &decision, at(2)).unwrap();
        }
        for _ in &choices {
            book.undo(at(3)).unwrap();
        }
        prop_assert_eq!(book.losses().unwrap(), before);
    }
}

#[test]
fn a_file_keeps_where_it_came_from() {
    let (_folder, mut book) = new_book();
    let mut sent = plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("1"))]);
    let origin = scorebook::plan::Origin {
        container: "thư.eml › bảng.zip".into(),
        sender: Some("Văn thư <vt@example.vn>".into()),
        sent_at: Some(at(1)),
        message: None,
        beside: vec!["Công văn.pdf (tệp PDF)".into()],
    };
    let before = sent.hash();
    sent.file.origin = Some(origin.clone());
    assert_ne!(sent.hash(), before, "it is part of what is confirmed");
    book.apply(&sent, false, at(2)).unwrap();
    book.apply(&plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0.5"))]), false, at(3)).unwrap();
    let origins: Vec<_> = book.submissions().unwrap().into_iter().map(|s| s.origin).collect();
    assert_eq!(origins, [None, Some(origin)], "newest first; a file that came as it is has none");
}
