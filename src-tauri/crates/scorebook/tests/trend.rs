//! Years side by side, the way down from the maximum, and a look at the next year before it begins.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use scorebook::crosswalk::{Comparison, LinkKind};
use scorebook::decision::{Decision, Verdict};
use scorebook::losses::{Filter, GroupBy, Sort, waterfall};
use scorebook::{Points, Scorebook};
use support::{agency, at, code, new_book, plan, points};
use tempfile::TempDir;

/// 1.1.1 at 0.75 of 1 (Nội vụ); 1.1.2 at 0.25 of 0.5 and 1.2.1 at 1 of 2 (Tư pháp); 1.3 without a score.
fn scored() -> (TempDir, Scorebook) {
    let (folder, mut book) = new_book();
    score(&mut book, "0.75", "0.25", "1");
    (folder, book)
}

fn score(book: &mut Scorebook, first: &str, second: &str, third: &str) {
    let year = book.year();
    let tu_phap: &[_] = &[("1.1.2", Some(second)), ("1.2.1", Some(third))];
    for (body, rows) in [("Sở Nội vụ", &[("1.1.1", Some(first))][..]), ("Sở Tư pháp", tu_phap)]
    {
        let mut plan = plan(book, body, &format!("{year}{body}"), rows);
        plan.year = year;
        book.apply(&plan, false, at(20)).unwrap();
    }
}

fn next_year(book: &mut Scorebook, change: impl FnOnce(&mut scorebook::CataloguePlan)) {
    let mut plan = book.plan_of_next_year().unwrap();
    change(&mut plan);
    book.roll_over(&plan, at(30)).unwrap();
}

fn leaf<'a>(plan: &'a mut scorebook::CataloguePlan, of: &str) -> &'a mut scorebook::CatalogueNode {
    plan.catalogue.nodes.iter_mut().find(|n| n.code == code(of)).unwrap()
}

#[test]
fn the_way_down_from_the_maximum_ends_at_the_scores_that_count() {
    let (_folder, book) = scored();
    let down = waterfall(&book.losses().unwrap(), GroupBy::Agency);
    let steps: Vec<_> =
        down.steps.iter().map(|s| (s.label.as_str(), s.lost, s.from, s.to)).collect();
    assert_eq!(
        steps,
        [
            ("Sở Tư pháp", points("1.25"), points("4.5"), points("3.25")),
            ("Sở Nội vụ", points("0.25"), points("3.25"), points("3")),
        ],
        "the largest first, each from where the one before ended"
    );
    assert_eq!((down.max, down.missing, down.counted), (points("4.5"), points("1"), points("2")));
    assert_eq!(down.steps[0].agency, Some(agency(&book, "Sở Tư pháp")), "leads to its rows");
}

#[test]
fn losses_without_a_cause_come_last_and_an_own_cause_leads_to_its_rows() {
    let (_folder, mut book) = scored();
    let own = Decision { cause: "Chậm kinh phí".into(), ..Decision::default() };
    book.rule(&code("1.1.2"), Verdict::Record, &own, at(40)).unwrap();
    let losses = book.losses().unwrap();
    let down = waterfall(&losses, GroupBy::Cause);
    let labels: Vec<_> = down.steps.iter().map(|s| (s.label.as_str(), s.rows)).collect();
    assert_eq!(labels, [("Chậm kinh phí", 1), ("", 2)], "what is not known stands last");
    let filter = Filter { own_cause: Some("Chậm kinh phí".into()), ..Filter::default() };
    let found = losses.review(&losses.names(), &filter, Sort::default(), at(40).date());
    let rows: Vec<_> = found.rows.iter().map(|c| c.code.to_string()).collect();
    assert_eq!(rows, ["1.1.2"]);
}

#[test]
fn years_compare_only_what_can_be_followed_through_all_of_them() {
    let (_folder, mut book) = scored();
    next_year(&mut book, |_| ());
    score(&mut book, "1", "0.5", "1");
    next_year(&mut book, |plan| {
        let renamed = leaf(plan, "1.1.2");
        renamed.name = "Việc khác hẳn".into();
        renamed.prior_code = None;
    });
    score(&mut book, "1", "0", "2");
    let trend = book.trend().unwrap();
    assert_eq!(book.year(), 2026, "the year at hand stays");
    assert_eq!(trend.comparison, Comparison::Points);
    let like: Vec<_> = trend.years.iter().map(|y| (y.year, y.like.rows, y.like.counted)).collect();
    assert_eq!(
        like,
        [(2024, 2, points("1.75")), (2025, 2, points("2")), (2026, 2, points("3"))],
        "1.1.2 is something else in 2026, so it is in none of them"
    );
    let all: Vec<_> =
        trend.years.iter().map(|y| (y.all.rows, y.all.counted, y.all.share)).collect();
    assert_eq!(
        all,
        [
            (3, points("2"), Some(5_714)),
            (3, points("2.5"), Some(7_143)),
            (3, points("3"), Some(8_571)),
        ],
        "beside it each year by itself"
    );
}

#[test]
fn a_maximum_that_changed_on_the_way_makes_the_trend_a_share() {
    let (_folder, mut book) = scored();
    next_year(&mut book, |plan| leaf(plan, "1.2.1").max_points = points("4"));
    score(&mut book, "1", "0.5", "1");
    let trend = book.trend().unwrap();
    assert_eq!(trend.comparison, Comparison::Share);
    assert_eq!(trend.years[0].like.share, Some(5_714), "2 of 3,5");
    assert_eq!(trend.years[1].like.share, Some(4_545), "2,5 of 5,5");
    book.turn_to(2024).unwrap();
    assert_eq!(book.trend().unwrap().years.len(), 1, "up to the year at hand");
}

#[test]
fn without_a_criterion_in_common_nothing_compares() {
    let (_folder, mut book) = scored();
    next_year(&mut book, |plan| {
        for leaf in plan.catalogue.nodes.iter_mut().filter(|n| n.is_leaf()) {
            leaf.name = format!("Khác {}", leaf.code);
            leaf.prior_code = None;
        }
    });
    score(&mut book, "1", "0.5", "1");
    let trend = book.trend().unwrap();
    assert_eq!(trend.comparison, Comparison::None);
    assert!(trend.years.iter().all(|y| y.like.rows == 0 && y.like.share.is_none()));
}

#[test]
fn the_next_year_is_foreseen_as_it_then_begins() {
    let (_folder, mut book) = scored();
    let mut plan = book.plan_of_next_year().unwrap();
    leaf(&mut plan, "1.2.1").max_points = points("3");
    let entries = book.journal().unwrap().len();
    let foreseen = book.foresee_roll_over(&plan).unwrap();
    assert_eq!(book.journal().unwrap().len(), entries, "a look changes nothing");
    assert_eq!(book.years().unwrap(), [2024]);
    assert_eq!((foreseen.year, foreseen.criteria, foreseen.possible), (2025, 5, true));
    assert_eq!((foreseen.max, foreseen.self_scored_max), (points("7"), points("5.5")));
    let kinds: Vec<_> = foreseen.links.iter().map(|l| (l.kind, l.count)).collect();
    assert_eq!(kinds, [(LinkKind::Same, 4), (LinkKind::Reweighted, 1)]);
    assert_eq!((foreseen.baselines_carried, foreseen.without_lead), (3, 1));
    book.roll_over(&plan, at(30)).unwrap();
    let catalogue = book.catalogue().unwrap();
    let with = |holds: &dyn Fn(&scorebook::CatalogueNode) -> bool| {
        u32::try_from(catalogue.leaves().filter(|n| holds(n)).count()).unwrap()
    };
    assert_eq!(with(&|n| !n.baselines.is_empty()), foreseen.baselines_carried);
    assert_eq!(with(&|n| n.lead.is_some()), foreseen.leads_given + foreseen.leads_carried);
    let sum: Points = catalogue.leaves().map(|n| n.max_points).sum();
    assert_eq!(sum, foreseen.max);
}
