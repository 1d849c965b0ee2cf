//! From one year to the next: what became of each criterion, what still compares, who answers now.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use chrono::NaiveDate;
use proptest::prelude::*;
use scorebook::crosswalk::{Comparison, Link, LinkKind, propose};
use scorebook::decision::{Decision, Verdict};
use scorebook::losses::{ComponentLoss, Flag};
use scorebook::{BaselineKind, CataloguePlan, Scorebook};
use support::{agency, at, catalogue_plan, code, new_book, plan, points};
use tempfile::TempDir;

/// A store whose 2024 is scored: 1.1.1 at 0.75 of 1, 1.1.2 at 0.25 of 0.5, 1.2.1 at 1 of 2.
fn scored() -> (TempDir, Scorebook) {
    let (folder, mut book) = new_book();
    book.apply(&plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.75"))]), false, at(1)).unwrap();
    let tu_phap = plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0.25")), ("1.2.1", Some("1"))]);
    book.apply(&tu_phap, false, at(2)).unwrap();
    (folder, book)
}

/// The bộ tiêu chí of 2025, as its file would say it: no leads, no baselines.
fn next(change: impl FnOnce(&mut CataloguePlan)) -> CataloguePlan {
    let mut plan = catalogue_plan();
    plan.file = scorebook::plan::SourceFile::new("bo-tieu-chi-2025.xlsx", b"2025".to_vec());
    plan.catalogue.year = 2025;
    plan.agencies.clear();
    for node in &mut plan.catalogue.nodes {
        node.baselines.clear();
        node.lead = None;
    }
    change(&mut plan);
    plan
}

fn node<'a>(plan: &'a mut CataloguePlan, of: &str) -> &'a mut scorebook::CatalogueNode {
    plan.catalogue.nodes.iter_mut().find(|n| n.code == code(of)).unwrap()
}

fn row(book: &Scorebook, of: &str) -> ComponentLoss {
    book.losses().unwrap().components.into_iter().find(|c| c.code == code(of)).unwrap()
}

fn score(book: &mut Scorebook, body: &str, rows: &[(&str, Option<&str>)]) {
    let mut plan = plan(book, body, &format!("{body}{rows:?}"), rows);
    plan.year = book.year();
    book.apply(&plan, false, at(20)).unwrap();
}

#[test]
fn a_new_year_begins_with_assignments_and_this_years_scores_as_baselines() {
    let (_folder, mut book) = scored();
    let before = book.losses().unwrap();
    book.roll_over(&next(|_| ()), at(10)).unwrap();
    assert_eq!((book.year(), book.years().unwrap()), (2025, vec![2024, 2025]));
    let tree = book.catalogue().unwrap();
    let leaf = tree.by_code(&code("1.1.2")).unwrap();
    assert_eq!(leaf.lead, Some(agency(&book, "Sở Tư pháp")), "the lead is this year's");
    let baseline = leaf.baseline(BaselineKind::SelfScored).unwrap();
    assert_eq!(baseline.points, points("0.25"), "this year's score is the baseline");
    assert_eq!(
        (baseline.sheet.as_str(), baseline.cell.as_str()),
        ("Sổ năm 2024", "1.1.2"),
        "and says so"
    );
    assert!(
        tree.by_code(&code("1.3")).unwrap().baselines.is_empty(),
        "what was never scored has none"
    );
    assert_eq!(book.agencies().unwrap().len(), 2, "no body is there twice");
    score(&mut book, "Sở Tư pháp", &[("1.1.2", Some("0.5"))]);
    let compared = row(&book, "1.1.2");
    assert_eq!((compared.comparison, compared.change), (Comparison::Points, Some(points("0.25"))));
    assert!(book.check().is_empty(), "the store is sound");
    book.turn_to(2024).unwrap();
    assert_eq!(book.losses().unwrap(), before, "the old year is as it was");
    let path = book.path().to_owned();
    book.close().unwrap();
    assert_eq!(Scorebook::open(&path).unwrap().year(), 2025, "the newest year is opened");
}

#[test]
fn the_same_catalogue_can_be_carried_over_and_only_the_next_year_can_be_begun() {
    let (_folder, mut book) = scored();
    let mut wrong = book.plan_of_next_year().unwrap();
    wrong.catalogue.year = 2027;
    assert_eq!(book.roll_over(&wrong, at(9)).unwrap_err().code(), "not_the_next_year");
    let plan = book.plan_of_next_year().unwrap();
    book.roll_over(&plan, at(10)).unwrap();
    let links = book.crosswalk().unwrap().unwrap();
    assert!(links.iter().all(|l| l.kind == LinkKind::Same), "nothing changed: {links:?}");
    book.turn_to(2024).unwrap();
    assert_eq!(book.roll_over(&plan, at(11)).unwrap_err().code(), "not_the_next_year");
    assert!(book.crosswalk().unwrap().is_none(), "before the first year there is nothing");
}

#[test]
fn a_maximum_that_changed_is_compared_as_a_share() {
    let (_folder, mut book) = scored();
    let plan = next(|plan| node(plan, "1.2.1").max_points = points("4"));
    book.roll_over(&plan, at(10)).unwrap();
    score(&mut book, "Sở Tư pháp", &[("1.2.1", Some("1.5"))]);
    let compared = row(&book, "1.2.1");
    assert_eq!((compared.comparison, compared.change), (Comparison::Share, None), "not in points");
    assert_eq!(compared.baseline_max, Some(points("2")));
    assert_eq!(compared.change_share, Some(-1_250), "37,5 % of 4 after 50 % of 2");
    assert!(compared.flags.contains(&Flag::Decreased), "more points and yet a decrease");
    assert_eq!(book.losses().unwrap().totals.compared, 0, "and the sum of points leaves it out");
}

#[test]
fn a_code_that_means_something_else_now_compares_only_when_a_person_says_so() {
    let (_folder, mut book) = scored();
    let plan = next(|plan| {
        node(plan, "1.1.1").name = "Việc khác hẳn".into();
        let baseline = scorebook::Baseline {
            kind: BaselineKind::SelfScored,
            points: points("1"),
            sheet: "BTC".into(),
            cell: "F9".into(),
            raw: "1".into(),
        };
        node(plan, "1.1.1").baselines.push(baseline);
    });
    book.roll_over(&plan, at(10)).unwrap();
    let body = agency(&book, "Sở Nội vụ");
    assert_eq!(
        book.catalogue().unwrap().by_code(&code("1.1.1")).unwrap().lead,
        None,
        "nothing is carried on a guess"
    );
    score(&mut book, "Sở Nội vụ", &[("1.1.1", Some("0.75"))]);
    assert_eq!(book.agencies().unwrap().iter().filter(|a| a.id == body).count(), 1);
    let alone = row(&book, "1.1.1");
    assert_eq!((alone.comparison, alone.change), (Comparison::None, None), "not comparable");
    let link = Link {
        kind: LinkKind::Renamed,
        earlier: vec![code("1.1.1")],
        later: vec![code("1.1.1")],
        decided: true,
        note: "theo công văn".into(),
    };
    book.decide_link(&link, at(11)).unwrap();
    let decided = row(&book, "1.1.1");
    assert_eq!((decided.comparison, decided.change), (Comparison::Points, Some(points("-0.25"))));
    assert_eq!(book.crosswalk().unwrap().unwrap()[0], link, "what was decided comes first");
    let merged = Link {
        kind: LinkKind::Merged,
        earlier: vec![code("1.1.1"), code("1.1.2")],
        ..link.clone()
    };
    book.decide_link(&merged, at(12)).unwrap();
    assert_eq!(
        row(&book, "1.1.1").comparison,
        Comparison::None,
        "of two that became one nothing compares"
    );
    assert_eq!(book.undo(at(13)).unwrap().what, "đối chiếu 1.1.1, 1.1.2 năm trước với 1.1.1: gộp");
    assert_eq!(
        row(&book, "1.1.1").comparison,
        Comparison::Points,
        "undone: the link before is back"
    );
    let wrong = Link { kind: LinkKind::Split, ..link };
    assert_eq!(book.decide_link(&wrong, at(14)).unwrap_err().code(), "bad_link");
}

#[test]
fn later_years_follow_the_successor_and_history_keeps_the_names_of_its_time() {
    let (_folder, mut book) = scored();
    let (noi_vu, tu_phap) = (agency(&book, "Sở Nội vụ"), agency(&book, "Sở Tư pháp"));
    let since = NaiveDate::from_ymd_opt(2025, 3, 1).unwrap();
    book.merge_agencies(&[tu_phap], noi_vu, since, at(8)).unwrap();
    book.rename_agency(noi_vu, "Sở Nội vụ và Tư pháp", since, at(9)).unwrap();
    assert_eq!(row(&book, "1.1.2").agency.as_deref(), Some("Sở Tư pháp"), "2024 keeps its names");
    let plan = book.plan_of_next_year().unwrap();
    book.roll_over(&next(|_| ()), at(10)).unwrap();
    let led = row(&book, "1.1.2");
    assert_eq!(
        (led.agency.as_deref(), led.agency_id),
        (Some("Sở Nội vụ và Tư pháp"), Some(noi_vu)),
        "2025 follows the successor, under its new name"
    );
    assert_eq!(book.agencies().unwrap().len(), 1, "the merged body is no more");
    book.turn_to(2024).unwrap();
    assert_eq!(row(&book, "1.1.2").agency.as_deref(), Some("Sở Tư pháp"));
    assert!(plan.agencies.is_empty(), "a plan made from 2024 does not revive its bodies");
}

#[test]
fn bodies_can_be_merged_by_mistake_and_back() {
    let (_folder, mut book) = scored();
    let since = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
    let before = book.losses().unwrap();
    let (noi_vu, tu_phap) = (agency(&book, "Sở Nội vụ"), agency(&book, "Sở Tư pháp"));
    book.merge_agencies(&[tu_phap], noi_vu, since, at(8)).unwrap();
    assert_ne!(book.losses().unwrap(), before, "it is gone from this year already");
    assert_eq!(
        book.undo(at(9)).unwrap().what,
        "sáp nhập Sở Tư pháp vào Sở Nội vụ từ ngày 01/03/2024"
    );
    assert_eq!(book.losses().unwrap(), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever became of codes, names and points: every leaf of both years stands in exactly one link.
    #[test]
    fn every_leaf_of_both_years_stands_in_one_link(
        changes in prop::collection::vec((0_usize..5, 0_usize..4, 0_usize..5), 0..6),
    ) {
        let earlier = catalogue_plan().catalogue;
        let mut later = earlier.clone();
        let leaves = ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.3"];
        for (which, change, other) in changes {
            let name = earlier.by_code(&code(leaves[other])).unwrap().name.clone();
            let Some(at) = later.nodes.iter().position(|n| n.code == code(leaves[which])) else { continue };
            match change {
                0 => later.nodes[at].name = name,
                1 => later.nodes[at].max_points = points("3"),
                2 => later.nodes[at].prior_code = Some(code(leaves[other])),
                _ => { later.nodes.remove(at); }
            }
        }
        let links = propose(&earlier, &later, &[]);
        for (catalogue, side) in [(&earlier, true), (&later, false)] {
            for leaf in catalogue.leaves() {
                let holding = links
                    .iter()
                    .filter(|l| if side { &l.earlier } else { &l.later }.contains(&leaf.code))
                    .count();
                prop_assert_eq!(holding, 1, "{} in {:?}", &leaf.code, &links);
            }
        }
        prop_assert!(links.iter().all(|l| !l.decided), "nothing is decided by proposing");
    }
}

#[test]
fn sure_proposals_are_accepted_at_once_and_taken_back_as_one_change() {
    let (_folder, mut book) = scored();
    let plan = next(|plan| {
        // a name that only comes near is looked at; what has another maximum and the same name is sure
        node(plan, "1.1.2").name.push_str(" (mới)");
        node(plan, "1.2.1").max_points = points("3");
    });
    book.roll_over(&plan, at(10)).unwrap();
    let before = book.crosswalk().unwrap().unwrap();
    let (earlier, later) = {
        book.turn_to(2024).unwrap();
        let earlier = book.catalogue().unwrap();
        book.turn_to(2025).unwrap();
        (earlier, book.catalogue().unwrap())
    };
    let sure = before.iter().filter(|link| link.is_sure_proposal(&earlier, &later)).count();
    let accepted = book.accept_sure_links(at(11)).unwrap();
    assert_eq!(accepted as usize, sure, "those that were said to be sure");
    let links = book.crosswalk().unwrap().unwrap();
    let of = |code_: &str| links.iter().find(|l| l.later == [code(code_)]).unwrap();
    assert_eq!((of("1.1.1").decided, of("1.1.1").kind), (true, LinkKind::Same));
    assert_eq!((of("1.2.1").decided, of("1.2.1").kind), (true, LinkKind::Reweighted));
    assert!(!of("1.1.2").decided, "a name that only comes near is never taken");
    assert!(
        links.iter().all(|l| !matches!(l.kind, LinkKind::New | LinkKind::Dropped) || !l.decided)
    );
    assert_eq!(book.accept_sure_links(at(12)).unwrap(), 0, "nothing is left to accept");
    let undone = book.undo(at(13)).unwrap();
    assert_eq!(undone.what, format!("nhận {sure} đề xuất chắc chắn của bảng đối chiếu"));
    assert_eq!(book.crosswalk().unwrap().unwrap(), before, "all of them at once");
    book.redo(at(14)).unwrap();
    assert_eq!(book.crosswalk().unwrap().unwrap(), links, "and made again at once");
}

#[test]
fn what_came_before_a_year_began_is_not_taken_back_and_a_change_of_another_year_is_named() {
    let (_folder, mut book) = scored();
    let decision = |p: &str| Decision {
        agreed: Some(points(p)),
        reason: "thiếu".into(),
        ..Decision::default()
    };
    book.rule(&code("1.1.1"), Verdict::Adjust, &decision("0.5"), at(3)).unwrap();
    book.roll_over(&next(|_| ()), at(10)).unwrap();
    assert_eq!(book.undoable().unwrap(), None, "its results are the new year's baselines");
    assert_eq!(book.undo(at(11)).unwrap_err().code(), "nothing_to_undo");
    assert_eq!(row(&book, "1.1.1").baseline, Some(points("0.5")), "as it was carried");

    book.turn_to(2024).unwrap();
    book.rule(&code("1.1.1"), Verdict::Adjust, &decision("0.25"), at(12)).unwrap();
    let here = book.undoable().unwrap().unwrap();
    assert!(!here.contains("năm"), "the year at hand needs no name: {here}");
    book.turn_to(2025).unwrap();
    assert_eq!(book.undoable().unwrap(), Some(format!("{here} (năm 2024)")));
    assert_eq!(book.undo(at(13)).unwrap().what, format!("{here} (năm 2024)"));
    assert_eq!(book.redoable().unwrap(), Some(format!("{here} (năm 2024)")));
    book.turn_to(2024).unwrap();
    assert_eq!(row(&book, "1.1.1").agreed, Some(points("0.5")), "2024 has its old decision again");
}
