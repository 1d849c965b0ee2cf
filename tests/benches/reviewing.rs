//! A decision against a bare `SQLite` commit, as durable; the losses of a store of ten years against those of a
//! store of one; the losses of ten times the criteria.
#![allow(clippy::expect_used, reason = "a bench may fail loudly")]

use std::path::Path;

use journeys::stopwatch::{in_turn, ms, tell};
use journeys::{large, moment};
use rusqlite::params;
use scorebook::decision::{Decision, Verdict};
use scorebook::{Code, Points, Scorebook};

/// Fields of five criteria of ten leaves each.
fn store(folder: &Path, name: &str, fields: u16, years: i32) -> Scorebook {
    let mut book =
        Scorebook::create(&folder.join(name), &large::catalogue(fields, 5, 10), moment())
            .expect("a store");
    decide_all(&mut book);
    for _ in 1..years {
        let next = book.plan_of_next_year().expect("a plan");
        book.roll_over(&next, moment()).expect("rolled over");
        decide_all(&mut book);
    }
    book
}

/// Every tenth criterion, so that there is something to read.
fn decide_all(book: &mut Scorebook) {
    let codes: Vec<Code> =
        book.catalogue().expect("tree").leaves().step_by(10).map(|n| n.code.clone()).collect();
    for code in codes {
        book.rule(&code, Verdict::Record, &decision(5_000), moment()).expect("decided");
    }
}

fn decision(points: i64) -> Decision {
    Decision {
        agreed: Some(Points::from_ten_thousandths(points)),
        reason: "thiếu báo cáo quý".into(),
        ..Decision::default()
    }
}

fn main() {
    // a disk answers now sooner, now later: enough rounds that both meet its best
    const ROUNDS: usize = 401;
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = store(folder.path(), "one.sodiem", 10, 1);
    let ten = store(folder.path(), "ten.sodiem", 10, 10);
    let large = store(folder.path(), "large.sodiem", 100, 1);

    let bare = rusqlite::Connection::open(folder.path().join("bare")).expect("a database");
    bare.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;
         CREATE TABLE decision (code TEXT PRIMARY KEY, agreed INTEGER, reason TEXT) STRICT;",
    )
    .expect("a schema");
    let code: Code = "1.1.1".parse().expect("a code");
    let (mut n, mut m) = (0, 0);
    let (ours, floor) = in_turn(
        ROUNDS,
        || {
            n += 1;
            one.rule(&code, Verdict::Record, &decision(n), moment()).expect("decided");
        },
        || {
            m += 1;
            bare.execute(
                "INSERT INTO decision VALUES (?1, ?2, ?3)
                 ON CONFLICT (code) DO UPDATE SET agreed = excluded.agreed, reason = excluded.reason",
                params!["1.1.1", m, "thiếu báo cáo quý"],
            )
            .expect("committed");
        },
    );
    let mut met = tell("a decision", ms(ours), ms(floor), "ms", 1.5);
    let read = |book: &Scorebook| assert!(!book.losses().expect("losses").components.is_empty());
    let (ours, floor) = in_turn(ROUNDS, || read(&ten), || read(&one));
    met &= tell("losses of ten years of 500 criteria", ms(ours), ms(floor), "ms", 1.5);
    let (ours, floor) = in_turn(ROUNDS, || read(&large), || read(&one));
    // ten times the rows: in proportion, with room for logarithms and caches
    met &= tell("losses of 5,000 criteria against 500", ms(ours), ms(floor), "ms", 15.0);
    if !met {
        std::process::exit(1);
    }
}
