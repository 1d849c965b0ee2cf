//! Undo and redo over every operation there is, in any order: each state comes back exactly.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use chrono::NaiveDateTime;
use proptest::prelude::*;
use scorebook::decision::{Cause, Decision, Likelihood, Responsible, Status, Verdict};
use scorebook::losses::{Conflict, Losses, Scenario};
use scorebook::{BaselineKind, Op, Scorebook};
use support::{agency, at, code, new_book, plan, points};

/// Everything an operation can change, as it is read.
#[derive(Clone, Debug, PartialEq)]
struct State {
    losses: Losses,
    conflicts: Vec<Conflict>,
    causes: Vec<Cause>,
    scenarios: Vec<Scenario>,
    events: usize,
}

fn state(book: &Scorebook) -> State {
    let leaves = ["1.1.1", "1.1.2", "1.2.1", "1.3"];
    State {
        losses: book.losses().unwrap(),
        conflicts: book.conflicts().unwrap(),
        causes: book.causes().unwrap(),
        scenarios: book.scenarios().unwrap(),
        events: leaves.iter().map(|c| book.status_events(&code(c)).unwrap().len()).sum(),
    }
}

#[derive(Clone, Debug)]
enum Step {
    Rule(usize, usize, String),
    Status(usize, usize),
    Choose(bool),
    Cause(usize),
    Scenario(usize),
    Baseline(bool),
    File(bool, usize),
    Withdraw,
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0_usize..4, 0_usize..5, "[a-zạ-ỹ '\"=]{0,8}").prop_map(|(c, v, t)| Step::Rule(c, v, t)),
        1 => (0_usize..4, 0_usize..5).prop_map(|(c, s)| Step::Status(c, s)),
        1 => any::<bool>().prop_map(Step::Choose),
        1 => (0_usize..3).prop_map(Step::Cause),
        1 => (0_usize..3).prop_map(Step::Scenario),
        1 => any::<bool>().prop_map(Step::Baseline),
        2 => (any::<bool>(), 0_usize..3).prop_map(|(a, p)| Step::File(a, p)),
        1 => Just(Step::Withdraw),
        6 => Just(Step::Undo),
        4 => Just(Step::Redo),
    ]
}

/// Takes a step; refusals are fine, they change nothing.
fn take(
    book: &mut Scorebook,
    step: &Step,
    n: usize,
    now: NaiveDateTime,
) -> Option<scorebook::Error> {
    let leaves = ["1.1.1", "1.1.2", "1.2.1", "1.3"];
    match step {
        Step::Rule(leaf, verdict, text) => {
            let verdict = [
                Verdict::Record,
                Verdict::Accept,
                Verdict::Adjust,
                Verdict::SendBack,
                Verdict::NotApplicable,
            ][*verdict];
            let bodies = [agency(book, "Sở Nội vụ"), agency(book, "Sở Tư pháp")];
            let decision = Decision {
                agreed: n.is_multiple_of(2).then(|| points("0.25")),
                reason: "vì".into(),
                cause: text.clone(),
                asked: "sao?".into(),
                notes: text.clone(),
                cause_id: book.causes().unwrap().get(n).map(|c| c.id),
                recoverable: Some(points("0.1")),
                likelihood: Some(Likelihood::Low),
                responsible: bodies
                    .iter()
                    .take(n % 3)
                    .map(|a| Responsible { agency: *a, parts: 1 })
                    .collect(),
                ..Decision::default()
            };
            book.rule(&code(leaves[*leaf]), verdict, &decision, now).err()
        }
        Step::Status(leaf, to) => {
            let to = [
                Status::NotReviewed,
                Status::InReview,
                Status::AwaitingExplanation,
                Status::Agreed,
                Status::NotApplicable,
            ][*to];
            book.set_status(&code(leaves[*leaf]), to, "tự chuyển", now).err()
        }
        Step::Choose(first) => {
            let body = agency(book, if *first { "Sở Nội vụ" } else { "Sở Tư pháp" });
            book.choose_score(&code("1.1.2"), body, "được giao", now).err()
        }
        Step::Cause(what) => {
            let last = book.causes().unwrap().pop().unwrap();
            match what {
                0 => book.add_cause(&format!("Nguyên nhân {n}"), now).err(),
                1 => book.rename_cause(last.id, &format!("Tên khác {n}"), now).err(),
                _ => book.retire_cause(last.id, !last.retired, now).err(),
            }
        }
        Step::Scenario(what) => {
            let scenario =
                Scenario { name: format!("PA {what}"), ticked: [code(leaves[n % 4])].into() };
            match (what, n % 3) {
                (_, 0) => book.drop_scenario(&scenario.name, now).err(),
                _ => book.save_scenario(&scenario, now).err(),
            }
        }
        Step::Baseline(published) => {
            let kind = if *published { BaselineKind::Published } else { BaselineKind::SelfScored };
            book.transact(&Op::SetBaselineKind { kind }, now, |tx| tx.set_baseline_kind(kind)).err()
        }
        Step::File(first, score) => {
            let body = if *first { "Sở Nội vụ" } else { "Sở Tư pháp" };
            let score = ["0.25", "0.5", "0"][*score];
            let rows = [
                ("1.1.1", Some(score)),
                ("1.1.2", Some(score)),
                ("1.2.1", None),
                ("1.3", Some(score)),
            ];
            book.apply(&plan(book, body, &format!("{n}"), &rows), false, now).err()
        }
        Step::Withdraw => {
            let counting = book.submissions().unwrap().into_iter().find(|s| s.current);
            counting.and_then(|s| book.withdraw(s.id, now).err())
        }
        Step::Undo => book.undo(now).err(),
        Step::Redo => book.redo(now).err(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn every_state_comes_back_exactly(steps in prop::collection::vec(step(), 1..24)) {
        let (_folder, mut book) = new_book();
        let (mut past, mut future) = (vec![], vec![]);
        let mut now = state(&book);
        for (n, step) in steps.iter().enumerate() {
            let entries = book.journal().unwrap().len();
            let refusal = take(&mut book, step, n, at(u32::try_from(n).unwrap() + 1));
            let after = state(&book);
            match step {
                Step::Undo => {
                    let Some(before) = past.pop() else {
                        prop_assert_eq!(refusal.map(|e| e.code()), Some("nothing_to_undo"));
                        continue;
                    };
                    prop_assert!(refusal.is_none(), "undo was offered: {refusal:?}");
                    prop_assert_eq!(&after, &before, "undo gives the state from before");
                    future.push(now);
                }
                Step::Redo => {
                    let Some(next) = future.pop() else {
                        prop_assert_eq!(refusal.map(|e| e.code()), Some("nothing_to_redo"));
                        continue;
                    };
                    prop_assert!(refusal.is_none(), "redo was offered: {refusal:?}");
                    prop_assert_eq!(&after, &next, "redo gives the state from after");
                    past.push(now);
                }
                _ if book.journal().unwrap().len() > entries => {
                    past.push(now);
                    future.clear();
                }
                _ => prop_assert_eq!(&after, &now, "what is refused changes nothing"),
            }
            prop_assert_eq!(book.undoable().unwrap().is_some(), !past.is_empty());
            prop_assert_eq!(book.redoable().unwrap().is_some(), !future.is_empty());
            now = after;
        }
        prop_assert_eq!(book.check(), [], "the store is sound");
    }
}

#[test]
fn redo_is_named_and_survives_a_restart_but_not_a_new_change() {
    let (_folder, mut book) = new_book();
    book.apply(&plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.5"))]), false, at(1)).unwrap();
    let lower =
        Decision { agreed: Some(points("0.25")), reason: "thiếu".into(), ..Decision::default() };
    book.rule(&code("1.1.1"), Verdict::Record, &lower, at(2)).unwrap();
    book.undo(at(3)).unwrap();
    let path = book.path().to_owned();
    book.close().unwrap();
    let mut book = Scorebook::open(&path).unwrap();
    let named = "điều chỉnh tiêu chí 1.1.1 từ 0,50 xuống 0,25 điểm";
    assert_eq!(book.redoable().unwrap().as_deref(), Some(named));
    assert_eq!(book.redo(at(4)).unwrap(), named);
    assert_eq!(book.losses().unwrap().totals.counted, points("0.25"));
    book.undo(at(5)).unwrap();
    book.add_cause("Khác nữa", at(6)).unwrap();
    assert_eq!(book.redoable().unwrap(), None, "a new change ends what could be made again");
}
