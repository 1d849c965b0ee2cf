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
            book.rule(&row.code, scorebook::decision::Verdict::Record, &decision, moment())
                .expect("a decision");
        }
    }
    book.close().expect("closed");
    store
}

/// Two years of 5,000 criteria, and as many entries in the journal as there are decisions.
pub(crate) fn large(machine: &Machine, name: &str) -> PathBuf {
    use scorebook::{CatalogueNode, Level, NodeId, Points};

    let store = machine.path(name);
    let mut plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    plan.problems.clear();
    let leaf = plan.catalogue.leaves().find(|n| n.lead.is_some()).expect("a leaf").clone();
    let field = CatalogueNode {
        parent: None,
        level: Level::Field,
        scoring: None,
        lead: None,
        partners: Vec::new(),
        baselines: Vec::new(),
        ..leaf.clone()
    };
    plan.catalogue.nodes.clear();
    for n in 0..50 {
        let top = NodeId(i64::from(n) * 101);
        let code = format!("{}", n + 1).parse().expect("a code");
        let max_points = Points::from_ten_thousandths(1_000_000);
        plan.catalogue.nodes.push(CatalogueNode {
            id: top,
            code,
            name: format!("Lĩnh vực {}", n + 1),
            max_points,
            ..field.clone()
        });
        for m in 0..100 {
            plan.catalogue.nodes.push(CatalogueNode {
                id: NodeId(top.0 + m + 1),
                parent: Some(top),
                level: Level::Criterion,
                code: format!("{}.{}", n + 1, m + 1).parse().expect("a code"),
                name: format!("Tỷ lệ nhiệm vụ số {} của lĩnh vực {}", m + 1, n + 1),
                max_points: Points::from_ten_thousandths(10_000),
                ..leaf.clone()
            });
        }
    }
    let mut book = scorebook::Scorebook::create(&store, &plan, moment()).expect("a store");
    let next = book.plan_of_next_year().expect("the next year");
    book.roll_over(&next, moment()).expect("it begins");
    for n in 0..300 {
        let code = format!("{}.{}", n % 50 + 1, n / 50 + 1).parse().expect("a code");
        let decision = scorebook::decision::Decision {
            agreed: Some(Points::from_ten_thousandths(i64::from(n) * 30)),
            reason: "rà soát với cơ quan".into(),
            cause: format!("Nguyên nhân {}", n % 7),
            ..scorebook::decision::Decision::default()
        };
        book.rule(&code, scorebook::decision::Verdict::Record, &decision, moment())
            .expect("a decision");
    }
    book.close().expect("closed");
    store
}
