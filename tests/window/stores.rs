//! Stores that window tests begin with.

use std::path::PathBuf;

use journeys::driver::Machine;
use journeys::{moment, received};

/// The sample province with all six files taken in.
pub(crate) fn taken(machine: &Machine, name: &str) -> PathBuf {
    let store = machine.path(name);
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let mut book = scorebook::Scorebook::create(&store, &plan, moment()).expect("a store");
    for path in sample::submissions() {
        let plan = intake::plan_submission(
            &received(&path),
            &book.catalogue().expect("its tree"),
            &book.agencies().expect("its bodies"),
            None,
            &[],
        );
        book.apply(&plan, false, moment()).expect("the sample's files are sound");
    }
    book.close().expect("closed");
    store
}

/// The sample province over three years: the second with one maximum changed, each scored a little otherwise.
pub(crate) fn years(machine: &Machine, name: &str) -> PathBuf {
    let store = taken(machine, name);
    let mut book = scorebook::Scorebook::open(&store).expect("the store");
    for skipped in [0, 3] {
        let scores: Vec<_> = book.losses().expect("its losses").components;
        let mut plan = book.plan_of_next_year().expect("the next year");
        if let Some(leaf) = plan.catalogue.nodes.iter_mut().filter(|n| n.is_leaf()).nth(12) {
            leaf.max_points = leaf.max_points + leaf.max_points;
        }
        book.roll_over(&plan, moment()).expect("the year begins");
        let led = scores.iter().filter(|row| row.agency_id.is_some());
        for (at, row) in led.enumerate().skip(skipped) {
            let Some(before) = row.counted else { continue };
            let agreed = if at % 9 == skipped { row.max } else { before };
            let decision = scorebook::decision::Decision {
                agreed: Some(agreed),
                reason: "rà soát với cơ quan".into(),
                ..scorebook::decision::Decision::default()
            };
            book.decide(&row.code, &decision, moment()).expect("a decision");
        }
    }
    book.close().expect("closed");
    store
}
