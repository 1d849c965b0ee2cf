//! Does a component owe a score? One answer, in sums, facets, waterfall and bodies alike.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use scorebook::decision::{Decision, Responsible, Verdict};
use scorebook::losses::{ComponentLoss, Coverage, Facet, Filter, GroupBy, Sort, gather, waterfall};
use scorebook::submission::ScoreState;
use scorebook::{Agency, AgencyId, BaselineKind, Losses, Points, Scorebook};
use support::{agency, at, catalogue_plan, code, new_book, plan, points};
use tempfile::TempDir;

fn because(reason: &str) -> Decision {
    Decision { reason: reason.into(), ..Decision::default() }
}

/// Sở Nội vụ scores 1.1.1 in full; Sở Tư pháp gives 1.1.2 half and says of 1.2.1 what `state` says.
fn received(state: ScoreState) -> (TempDir, Scorebook) {
    let (folder, mut book) = new_book();
    let noi_vu = plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("1"))]);
    book.apply(&noi_vu, false, at(1)).unwrap();
    let mut tu_phap = plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0.25")), ("1.2.1", None)]);
    tu_phap.rows[1].state = Some(state);
    book.apply(&tu_phap, false, at(2)).unwrap();
    (folder, book)
}

fn coverage(losses: &Losses, of: &str) -> Coverage {
    row(losses, of).coverage()
}

fn row<'a>(losses: &'a Losses, of: &str) -> &'a ComponentLoss {
    losses.components.iter().find(|c| c.code == code(of)).unwrap()
}

fn held(losses: &Losses, facet: Facet) -> Vec<String> {
    let filter = Filter { facets: vec![facet], ..Filter::default() };
    let shown = losses.review(&losses.names(), &filter, Sort::default(), at(9).date());
    shown.rows.iter().map(|c| c.code.to_string()).collect()
}

/// What holds of the sums of any year.
fn adds_up(losses: &Losses) {
    let t = &losses.totals;
    assert_eq!(t.self_scored, t.scored + t.missing + t.not_applicable, "each leaf once: {t:?}");
    assert_eq!(
        t.self_scored_max,
        t.counted + t.lost + t.missing_max + t.not_applicable_max,
        "the maximum never shrinks: {t:?}"
    );
    let owed = losses.components.iter().filter(|c| c.coverage().owes_score()).count();
    assert_eq!(usize::try_from(t.missing).unwrap(), owed, "sums and coverage agree");
    assert_eq!(held(losses, Facet::Missing).len(), owed, "facets and coverage agree");
    let fall = waterfall(losses, GroupBy::Responsible);
    let lost: Points = fall.steps.iter().map(|s| s.lost).sum();
    assert_eq!(
        fall.max,
        fall.counted + lost + fall.missing + fall.not_applicable,
        "the waterfall ends where the sums do"
    );
    assert_eq!((fall.missing, fall.not_applicable), (t.missing_max, t.not_applicable_max));
}

#[test]
fn each_leaf_stands_where_its_file_and_the_office_put_it() {
    use Coverage::{Absent, Blank, NotSelfScored, Scored};
    let (_folder, book) = received(ScoreState::Blank);
    let losses = book.losses().unwrap();
    let stands: Vec<Coverage> = losses.components.iter().map(ComponentLoss::coverage).collect();
    assert_eq!(stands, [Scored, Scored, Blank, NotSelfScored, Absent]);
    assert_eq!(held(&losses, Facet::Missing), ["1.2.1", "1.3"], "a score is owed on both");
    adds_up(&losses);
}

#[test]
fn a_scored_criterion_that_the_office_rules_out_is_neither_owed_counted_nor_lost() {
    let (_folder, mut book) = received(ScoreState::Blank);
    let before = book.losses().unwrap();
    book.rule(&code("1.1.2"), Verdict::NotApplicable, &because("tỉnh không có"), at(3)).unwrap();
    let after = book.losses().unwrap();
    assert_eq!(coverage(&after, "1.1.2"), Coverage::NotApplicableByOffice);
    let (was, is) = (&before.totals, &after.totals);
    assert_eq!(is.counted, was.counted - points("0.25"), "it no longer counts");
    assert_eq!(is.lost, was.lost - points("0.25"), "and nothing is lost on it");
    assert_eq!(is.missing, was.missing, "no score is owed on it");
    assert_eq!((is.not_applicable, is.not_applicable_by_agency), (1, 0), "it stands apart");
    assert_eq!(is.not_applicable_max, points("0.5"), "with its maximum");
    assert_eq!(is.self_scored_max, was.self_scored_max, "which never shrinks");
    assert_eq!(is.reported, was.reported, "what the body reported stays told");
    for facet in [Facet::BelowMax, Facet::Missing, Facet::WithoutEvidence, Facet::WithoutCause] {
        assert!(!held(&after, facet).contains(&"1.1.2".to_owned()), "nothing is asked: {facet:?}");
    }
    adds_up(&after);
}

#[test]
fn a_blank_that_the_office_rules_out_is_no_longer_missing() {
    let (_folder, mut book) = received(ScoreState::Blank);
    book.rule(&code("1.2.1"), Verdict::NotApplicable, &because("tỉnh không có"), at(3)).unwrap();
    let losses = book.losses().unwrap();
    assert_eq!(coverage(&losses, "1.2.1"), Coverage::NotApplicableByOffice);
    assert_eq!(held(&losses, Facet::Missing), ["1.3"]);
    adds_up(&losses);
}

#[test]
fn a_bodys_own_word_owes_nothing_and_stays_a_doubt_until_the_office_rules() {
    let (_folder, mut book) = received(ScoreState::NotApplicable);
    let losses = book.losses().unwrap();
    assert_eq!(coverage(&losses, "1.2.1"), Coverage::NotApplicableByAgency);
    assert_eq!(held(&losses, Facet::Missing), ["1.3"], "no number is owed");
    assert_eq!(
        (losses.totals.not_applicable, losses.totals.not_applicable_by_agency),
        (1, 1),
        "and it is told that only the body says so"
    );
    adds_up(&losses);
    book.rule(&code("1.2.1"), Verdict::NotApplicable, &because("đúng"), at(3)).unwrap();
    let ruled = book.losses().unwrap();
    assert_eq!(coverage(&ruled, "1.2.1"), Coverage::NotApplicableByOffice, "the office ruled");
    assert_eq!(ruled.totals.not_applicable_by_agency, 0, "no doubt is left");
    let agreed = Decision { agreed: Some(points("1")), ..because("có áp dụng") };
    book.rule(&code("1.2.1"), Verdict::Adjust, &agreed, at(4)).unwrap();
    let scored = book.losses().unwrap();
    assert_eq!(coverage(&scored, "1.2.1"), Coverage::Scored, "agreed points come before its word");
    adds_up(&scored);
}

#[test]
fn a_loss_is_the_named_bodies_in_their_parts_and_else_the_leads() {
    let (_folder, mut book) = received(ScoreState::Blank);
    let (noi_vu, tu_phap) = (agency(&book, "Sở Nội vụ"), agency(&book, "Sở Tư pháp"));
    let losses = book.losses().unwrap();
    let of = |losses: &Losses| -> Vec<(String, Points)> {
        let losing = losses.components.iter().filter(|c| c.lost.is_some_and(|l| !l.is_zero()));
        gather(losses, losing, GroupBy::Responsible)
            .iter()
            .map(|g| (g.label.to_owned(), g.lost()))
            .collect()
    };
    assert_eq!(of(&losses), [("Sở Tư pháp".to_owned(), points("0.25"))], "the lead, unnamed");
    let responsible =
        vec![Responsible { agency: tu_phap, parts: 1 }, Responsible { agency: noi_vu, parts: 2 }];
    let decision = Decision { responsible, ..Decision::default() };
    book.rule(&code("1.1.2"), Verdict::Record, &decision, at(3)).unwrap();
    let losses = book.losses().unwrap();
    assert_eq!(
        of(&losses),
        [("Sở Nội vụ".to_owned(), points("0.1667")), ("Sở Tư pháp".to_owned(), points("0.0833"))],
        "the named ones, in their parts"
    );
    let filter = Filter { responsible: Some(noi_vu), ..Filter::default() };
    let shown = losses.review(&losses.names(), &filter, Sort::default(), at(9).date());
    let codes: Vec<String> = shown.rows.iter().map(|c| c.code.to_string()).collect();
    assert_eq!(codes, ["1.1.1", "1.1.2"], "what it leads unnamed, and what it was named for");
}

#[test]
fn shares_of_a_loss_add_up_to_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan_of_year = catalogue_plan();
    plan_of_year.agencies.push(Agency {
        id: AgencyId(2),
        name: "Sở Tài chính".into(),
        aliases: Vec::new(),
    });
    let path = folder.path().join("so.sodiem");
    let mut book = Scorebook::create(&path, &plan_of_year, at(0)).unwrap();
    let sent = plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0.25"))]);
    book.apply(&sent, false, at(1)).unwrap();
    let bodies = ["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính"];
    let responsible: Vec<Responsible> = bodies
        .into_iter()
        .map(|name| Responsible { agency: agency(&book, name), parts: 1 })
        .collect();
    let decision = Decision { responsible, ..Decision::default() };
    book.rule(&code("1.1.2"), Verdict::Record, &decision, at(3)).unwrap();
    let losses = book.losses().unwrap();
    let shares: Vec<i64> = row(&losses, "1.1.2").responsible.iter().map(|r| r.share).collect();
    assert_eq!(shares, [3_334, 3_333, 3_333], "two decimals that add up to 100 %");
}

#[test]
fn a_day_of_sending_is_entered_and_taken_back() {
    let (_folder, mut book) = received(ScoreState::Blank);
    let sent_on = |book: &Scorebook| {
        let agencies = book.figures().unwrap().agencies;
        agencies.into_iter().find(|a| a.name == "Sở Tư pháp").unwrap().sent_on
    };
    assert_eq!(sent_on(&book), None, "when the file was taken in is no day of sending");
    let day = at(0).date();
    let tu_phap = agency(&book, "Sở Tư pháp");
    book.set_sent_day(tu_phap, day, at(3)).unwrap();
    assert_eq!(sent_on(&book), Some(day), "as the officer entered it");
    book.undo(at(4)).unwrap();
    assert_eq!(sent_on(&book), None, "and it can be taken back");
    book.set_sent_day(tu_phap, day, at(5)).unwrap();
    let again = plan(&book, "Sở Tư pháp", "b2", &[("1.1.2", Some("0.5"))]);
    book.apply(&again, false, at(6)).unwrap();
    assert_eq!(sent_on(&book), None, "another file was sent on a day of its own");
}

#[test]
fn more_points_than_there_are_this_year_do_not_compare() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan_of_year = catalogue_plan();
    let leaf = plan_of_year.catalogue.nodes.iter_mut().find(|n| n.code == code("1.1.2")).unwrap();
    leaf.baselines[0].points = points("0.75");
    assert_eq!(leaf.baselines[0].kind, BaselineKind::Published, "the one that is compared");
    let path = folder.path().join("so.sodiem");
    let mut book = Scorebook::create(&path, &plan_of_year, at(0)).unwrap();
    let sent = plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0.5"))]);
    book.apply(&sent, false, at(1)).unwrap();
    let losses = book.losses().unwrap();
    let told = row(&losses, "1.1.2");
    assert_eq!(told.baseline, Some(points("0.75")), "it is told");
    assert_eq!((told.change, told.change_share), (None, None), "and is no fall");
    assert!(held(&losses, Facet::Decreased).is_empty());
}
