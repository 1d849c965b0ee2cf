//! What is lost, row by row and in sum.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use scorebook::decision::{Decision, Verdict};
use scorebook::losses::{Facet, Filter, Flag, Sort};
use scorebook::submission::ScoreState;
use scorebook::{Losses, Points, Scoring};
use support::{at, code, new_book, plan, points};

fn reviewed() -> Losses {
    let (_folder, mut book) = new_book();
    let noi_vu = plan(
        &book,
        "Sở Nội vụ",
        "a",
        &[("1.1.1", Some("0.75")), ("1.1.2", Some("0.25")), ("1.3", Some("1"))],
    );
    book.apply(&noi_vu, false, at(1)).unwrap();
    book.apply(
        &plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0")), ("1.2.1", None)]),
        false,
        at(2),
    )
    .unwrap();
    let decision = Decision {
        agreed: Some(points("0.5")),
        reason: "thiếu báo cáo".into(),
        ..Decision::default()
    };
    book.rule(&code("1.1.1"), Verdict::Record, &decision, at(3)).unwrap();
    book.losses().unwrap()
}

#[test]
fn the_agreed_score_counts_before_the_reported_one() {
    let losses = reviewed();
    let row = losses.components.iter().find(|c| c.code == code("1.1.1")).unwrap();
    assert_eq!(row.reported, Some(points("0.75")), "what the body said stays");
    assert_eq!(row.counted, Some(points("0.5")), "what was agreed counts");
    assert_eq!(row.lost, Some(points("0.5")));
    assert_eq!(row.change, Some(points("-0.5")), "against the published 1");
    assert_eq!(row.flags, [Flag::BelowMax, Flag::Decreased]);
    let source = row.source.as_ref().unwrap();
    assert_eq!(
        (source.cell.as_str(), source.raw.as_str()),
        ("D6", "0,75"),
        "it leads back to its cell"
    );
}

#[test]
fn blank_is_not_zero_and_zero_is_a_total_loss() {
    let losses = reviewed();
    let find = |c| losses.components.iter().find(|row| row.code == code(c)).unwrap();
    let blank = find("1.2.1");
    assert_eq!((blank.state, blank.counted, blank.lost), (ScoreState::Blank, None, None));
    assert!(blank.flags.is_empty(), "nothing is said of a blank");
    let zero = find("1.1.2");
    assert_eq!(zero.counted, Some(Points::ZERO));
    assert_eq!(zero.flags, [Flag::BelowMax, Flag::TotalLoss, Flag::Decreased]);
}

#[test]
fn only_the_lead_body_counts_and_others_are_kept_beside_it() {
    let losses = reviewed();
    let row = losses.components.iter().find(|c| c.code == code("1.1.2")).unwrap();
    assert_eq!(row.reported, Some(Points::ZERO), "Sở Tư pháp leads it");
    assert_eq!(row.also_scored_by, [("Sở Nội vụ".to_owned(), points("0.25"))]);
    let orphan = losses.components.iter().find(|c| c.code == code("1.3")).unwrap();
    assert_eq!(
        orphan.reported,
        Some(points("1")),
        "nobody leads it: the only body that speaks counts"
    );
}

#[test]
fn sums_hold_row_by_row_and_leave_the_survey_out() {
    let losses = reviewed();
    let t = &losses.totals;
    assert_eq!(t.max, points("6"), "all leaves");
    assert_eq!(t.self_scored_max, points("4.5"), "without the survey");
    assert_eq!((t.self_scored, t.scored, t.missing), (4, 3, 1));
    assert_eq!(t.counted, points("1.5"));
    assert_eq!(
        t.lost,
        points("1"),
        "0.5 of 1.1.1 and 0.5 of 1.1.2; the blank 1.2.1 loses nothing yet"
    );
    assert_eq!(t.baseline, points("1.5"), "of counted leaves only");
    let by_hand: Points = losses
        .components
        .iter()
        .filter(|c| c.scoring == Scoring::SelfScored)
        .filter_map(|c| c.counted.map(|n| c.max - n))
        .sum();
    assert_eq!(t.lost, by_hand, "lost = max − counted, row by row");
    let of_agencies: Points = losses.agencies.iter().map(|a| a.totals.lost).sum();
    assert_eq!(t.lost, of_agencies, "the bodies' sums add up to it");
    assert_eq!(losses.nodes[0].totals, *t, "one field: its sums are the total");
}

#[test]
fn facets_combine_and_never_change_a_figure() {
    let losses = reviewed();
    let codes = |filter: &Filter| {
        let look = losses.review(&losses.names(), filter, Sort::default(), at(9).date());
        look.rows.into_iter().map(|c| c.code.to_string()).collect::<Vec<_>>()
    };
    let only = |facet| Filter { facets: vec![facet], ..Filter::default() };
    assert_eq!(codes(&only(Facet::BelowMax)), ["1.1.1", "1.1.2"]);
    assert_eq!(codes(&only(Facet::Missing)), ["1.2.1"]);
    assert_eq!(codes(&only(Facet::NotSelfScored)), ["1.2.2"]);
    assert_eq!(codes(&only(Facet::ScoredByOthers)), ["1.1.2"]);
    let both = Filter { facets: vec![Facet::BelowMax, Facet::TotalLoss], ..Filter::default() };
    assert_eq!(codes(&both), ["1.1.2"], "all must hold");
    let text = Filter { text: "tieu chi 1.2".into(), ..Filter::default() };
    assert_eq!(codes(&text), ["1.2.1", "1.2.2"], "found without diacritics");
    let under = Filter { under: Some(code("1.1")), ..Filter::default() };
    assert_eq!(codes(&under), ["1.1.1", "1.1.2"]);
}
