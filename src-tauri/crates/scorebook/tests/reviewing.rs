//! The officer's review: where each criterion stands and why, and what moves it.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use chrono::NaiveDate;
use scorebook::decision::{Decision, Likelihood, Responsible, Status, Verdict};
use scorebook::losses::{ComponentLoss, Facet, Filter, GroupBy, Sort, SortBy, group};
use scorebook::{AgencyId, Losses, Points, Scorebook};
use support::{agency, at, code, new_book, plan, points};
use tempfile::TempDir;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, d).unwrap()
}

/// Nội vụ: 1.1.1 at 0.75; Tư pháp: 1.1.2 at 0.25 of 0.5, 1.2.1 at 1 of 2.
fn received() -> (TempDir, Scorebook) {
    let (folder, mut book) = new_book();
    let noi_vu = plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.75"))]);
    book.apply(&noi_vu, false, at(1)).unwrap();
    let tu_phap = plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0.25")), ("1.2.1", Some("1"))]);
    book.apply(&tu_phap, false, at(2)).unwrap();
    (folder, book)
}

fn row(book: &Scorebook, of: &str) -> ComponentLoss {
    let losses = book.losses().unwrap();
    losses.components.into_iter().find(|c| c.code == code(of)).unwrap()
}

fn shown(losses: &Losses, filter: &Filter, sort: Sort, today: NaiveDate) -> Vec<String> {
    let look = losses.review(&losses.names(), filter, sort, today);
    look.rows.into_iter().map(|c| c.code.to_string()).collect()
}

fn because(reason: &str) -> Decision {
    Decision { reason: reason.into(), ..Decision::default() }
}

#[test]
fn a_verdict_moves_the_status_and_every_move_keeps_its_time_and_reason() {
    let (_folder, mut book) = received();
    assert_eq!(row(&book, "1.1.1").status, Status::NotReviewed, "nobody has looked yet");
    book.set_status(&code("1.1.1"), Status::InReview, "bắt đầu xem", at(3)).unwrap();
    let ask = Decision {
        asked: "Vì sao chưa đạt?".into(),
        answer_by: Some(day(22)),
        ..Decision::default()
    };
    book.rule(&code("1.1.1"), Verdict::SendBack, &ask, at(4)).unwrap();
    let sent = row(&book, "1.1.1");
    assert_eq!(
        (sent.status, sent.status_reason.as_str(), sent.answer_by),
        (Status::AwaitingExplanation, "Vì sao chưa đạt?", Some(day(22))),
        "what is asked and by when stand beside it"
    );
    assert_eq!(sent.counted, Some(points("0.75")), "a status is not a score");
    book.rule(&code("1.1.1"), Verdict::Accept, &Decision::default(), at(5)).unwrap();
    let accepted = row(&book, "1.1.1");
    assert_eq!(
        (accepted.status, accepted.agreed),
        (Status::Agreed, Some(points("0.75"))),
        "accepting takes the reported score"
    );
    let events = book.status_events(&code("1.1.1")).unwrap();
    let told: Vec<_> = events.iter().map(|e| (e.at, e.status, e.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (at(3), Status::InReview, "bắt đầu xem"),
            (at(4), Status::AwaitingExplanation, "Vì sao chưa đạt?"),
            (at(5), Status::Agreed, ""),
        ]
    );
}

#[test]
fn a_verdict_without_what_it_needs_is_refused_and_writes_nothing() {
    let (_folder, mut book) = received();
    let entries = book.journal().unwrap().len();
    let agreed = |p| Decision { agreed: Some(points(p)), ..Decision::default() };
    let body = |parts| Responsible { agency: AgencyId(1), parts };
    let none = Decision::default;
    let cases = [
        ("1.1.1", Verdict::Adjust, agreed("0.75"), "reason_required"),
        ("1.1.1", Verdict::Adjust, because("x"), "points_required"),
        ("1.1.1", Verdict::SendBack, because("x"), "question_required"),
        ("1.1.1", Verdict::NotApplicable, none(), "reason_required"),
        ("1.3", Verdict::Accept, none(), "nothing_to_accept"),
        ("1.2.2", Verdict::Accept, none(), "not_decidable"),
        (
            "1.1.2",
            Verdict::Record,
            Decision { recoverable: Some(points("0.6")), ..none() },
            "recoverable_out_of_range",
        ),
        (
            "1.1.2",
            Verdict::Record,
            Decision { responsible: vec![body(1), body(2)], ..none() },
            "bad_shares",
        ),
        ("1.1.2", Verdict::Record, Decision { responsible: vec![body(0)], ..none() }, "bad_shares"),
    ];
    for (of, verdict, decision, refusal) in cases {
        let error = book.rule(&code(of), verdict, &decision, at(3)).unwrap_err();
        assert_eq!(error.code(), refusal, "{verdict:?} on {of}");
    }
    assert_eq!(book.journal().unwrap().len(), entries, "nothing was written");
}

#[test]
fn what_does_not_apply_is_neither_counted_nor_missing() {
    let (_folder, mut book) = received();
    book.rule(&code("1.1.2"), Verdict::NotApplicable, &because("tỉnh không có"), at(3)).unwrap();
    let none = row(&book, "1.1.2");
    assert_eq!((none.counted, none.lost), (None, None), "nothing is lost on it");
    assert_eq!(none.reported, Some(points("0.25")), "what the body said stays");
    assert!(!Facet::Missing.holds(&none, day(20)), "and no score is missing");
}

#[test]
fn a_new_revision_that_moves_an_agreed_score_reopens_it_and_undo_takes_both_back() {
    let (_folder, mut book) = received();
    for of in ["1.1.2", "1.2.1"] {
        book.rule(&code(of), Verdict::Accept, &Decision::default(), at(3)).unwrap();
    }
    let before = book.losses().unwrap();
    let second = plan(&book, "Sở Tư pháp", "c", &[("1.1.2", Some("0.5")), ("1.2.1", Some("1"))]);
    book.apply(&second, false, at(4)).unwrap();
    let reopened = row(&book, "1.1.2");
    assert_eq!(reopened.status, Status::InReview, "its score moved");
    assert!(
        reopened.status_reason.contains("Sở Tư pháp")
            && reopened.status_reason.contains("0,25")
            && reopened.status_reason.contains("0,50"),
        "it says who moved it, from what, to what: {}",
        reopened.status_reason
    );
    assert_eq!(reopened.counted, Some(points("0.25")), "the agreed points stay until she decides");
    assert_eq!(
        row(&book, "1.2.1").status,
        Status::Agreed,
        "a score that did not move stays agreed"
    );
    book.undo(at(5)).unwrap();
    assert_eq!(book.losses().unwrap(), before, "file and reopening are taken back as one");
    book.redo(at(6)).unwrap();
    assert_eq!(row(&book, "1.1.2").status, Status::InReview, "and made again as one");
    assert_eq!(row(&book, "1.1.2").reported, Some(points("0.5")));
}

#[test]
fn a_score_that_vanishes_with_a_withdrawn_file_reopens_what_was_agreed_on_it() {
    let (_folder, mut book) = received();
    book.rule(&code("1.2.1"), Verdict::Accept, &Decision::default(), at(3)).unwrap();
    let file = book.submissions().unwrap().into_iter().find(|s| s.agency_name == "Sở Tư pháp");
    book.withdraw(file.unwrap().id, at(4)).unwrap();
    let reopened = row(&book, "1.2.1");
    assert_eq!(reopened.status, Status::InReview);
    assert!(reopened.status_reason.contains("rút bản tự chấm"), "{}", reopened.status_reason);
    book.undo(at(5)).unwrap();
    assert_eq!(
        row(&book, "1.2.1").status,
        Status::Agreed,
        "the file is back and so is the agreement"
    );
}

#[test]
fn cause_bodies_and_recoverable_points_are_kept_and_can_be_summed() {
    let (_folder, mut book) = received();
    let (noi_vu, tu_phap) = (agency(&book, "Sở Nội vụ"), agency(&book, "Sở Tư pháp"));
    let cause =
        book.causes().unwrap().into_iter().find(|c| c.name.contains("Thiếu tài liệu")).unwrap();
    let decision = Decision {
        cause_id: Some(cause.id),
        cause: "chưa có báo cáo quý".into(),
        responsible: vec![
            Responsible { agency: tu_phap, parts: 2 },
            Responsible { agency: noi_vu, parts: 1 },
        ],
        recoverable: Some(points("0.5")),
        likelihood: Some(Likelihood::High),
        due: Some(day(22)),
        notes: "gọi lại".into(),
        ..Decision::default()
    };
    book.rule(&code("1.2.1"), Verdict::Record, &decision, at(3)).unwrap();
    assert_eq!(book.decision(&code("1.2.1")).unwrap(), decision, "everything is kept");
    let told = row(&book, "1.2.1");
    assert_eq!(told.cause_text(), "Thiếu tài liệu kiểm chứng: chưa có báo cáo quý");
    let shares: Vec<_> = told.responsible.iter().map(|r| (r.name.as_str(), r.share)).collect();
    assert_eq!(shares, [("Sở Tư pháp", 6_667), ("Sở Nội vụ", 3_333)]);
    let losses = book.losses().unwrap();
    let rows: Vec<&ComponentLoss> = losses.components.iter().collect();
    let by = |by| {
        group(&losses, &rows, by)
            .into_iter()
            .map(|g| (g.label, g.lost.to_decimal(), g.recoverable.to_decimal()))
            .collect::<Vec<_>>()
    };
    let line = |label: &str, lost: &str, gain: &str| (label.into(), lost.into(), gain.into());
    assert_eq!(
        by(GroupBy::Responsible),
        [
            line("Sở Nội vụ", "0.5833", "0.1667"),
            line("Sở Tư pháp", "0.9167", "0.3333"),
            line("", "0", "0"),
        ],
        "each body with its share of the points, and with what it leads where none is named"
    );
    assert_eq!(
        by(GroupBy::Cause),
        [line("Thiếu tài liệu kiểm chứng", "1", "0.5"), line("", "0.5", "0")]
    );
    for by in [GroupBy::Field, GroupBy::Agency, GroupBy::Responsible, GroupBy::Cause] {
        let lost: Points = group(&losses, &rows, by).iter().map(|g| g.lost).sum();
        assert_eq!(lost, losses.totals.lost, "{by:?} adds up to the total");
    }
}

#[test]
fn the_office_edits_its_causes_and_decisions_follow() {
    let (_folder, mut book) = received();
    assert!(book.causes().unwrap().len() > 5, "a new store begins with a list");
    let id = book.add_cause(" Chưa  bố trí kinh phí ", at(3)).unwrap();
    let decision = Decision { cause_id: Some(id), ..Decision::default() };
    book.rule(&code("1.1.1"), Verdict::Record, &decision, at(4)).unwrap();
    assert_eq!(book.add_cause("Chưa bố trí kinh phí", at(5)).unwrap_err().code(), "name_taken");
    book.rename_cause(id, "Chưa bố trí đủ kinh phí", at(6)).unwrap();
    assert_eq!(row(&book, "1.1.1").cause_name, "Chưa bố trí đủ kinh phí");
    book.retire_cause(id, true, at(7)).unwrap();
    assert!(book.causes().unwrap().iter().any(|c| c.id == id && c.retired), "kept, not offered");
    assert_eq!(
        row(&book, "1.1.1").cause_name,
        "Chưa bố trí đủ kinh phí",
        "what names it still does"
    );
    assert_eq!(book.undo(at(8)).unwrap().what, "ngừng dùng nguyên nhân “Chưa bố trí đủ kinh phí”");
}

#[test]
fn losses_without_a_body_that_answers_are_found_and_rows_are_sorted_by_it() {
    let (_folder, mut book) = received();
    let bodies = [agency(&book, "Sở Tư pháp"), agency(&book, "Sở Nội vụ")];
    for (of, body) in ["1.1.1", "1.1.2"].into_iter().zip(bodies) {
        let responsible = vec![Responsible { agency: body, parts: 1 }];
        let decision = Decision { responsible, ..Decision::default() };
        book.rule(&code(of), Verdict::Record, &decision, at(3)).unwrap();
    }
    let losses = book.losses().unwrap();
    let held = |facet| {
        let filter = Filter { facets: vec![facet], ..Filter::default() };
        shown(&losses, &filter, Sort::default(), day(20))
    };
    assert_eq!(held(Facet::WithoutResponsible), ["1.2.1"], "it loses, and nobody answers for it");
    let without: Vec<_> = losses
        .components
        .iter()
        .filter(|c| c.scoring == scorebook::Scoring::SelfScored && c.agency.is_none())
        .map(|c| c.code.to_string())
        .collect();
    assert_eq!(held(Facet::WithoutLead), without, "nobody was asked to score it");
    let sorted = |descending| {
        let sort = Sort { by: SortBy::Responsible, descending };
        shown(&losses, &Filter::default(), sort, day(20))
    };
    assert_eq!(sorted(false)[..2], ["1.1.2", "1.1.1"], "Sở Nội vụ before Sở Tư pháp");
    assert_eq!(sorted(true)[..2], ["1.1.1", "1.1.2"], "what has none stays last");
}

#[test]
fn facets_know_the_review_and_the_day() {
    let (_folder, mut book) = received();
    let due =
        Decision { due: Some(day(22)), recoverable: Some(points("0.25")), ..Decision::default() };
    book.rule(&code("1.1.2"), Verdict::Record, &due, at(3)).unwrap();
    let ask = Decision { asked: "?".into(), answer_by: Some(day(21)), ..Decision::default() };
    book.rule(&code("1.1.1"), Verdict::SendBack, &ask, at(4)).unwrap();
    let losses = book.losses().unwrap();
    let held = |facet, today| {
        let filter = Filter { facets: vec![facet], ..Filter::default() };
        shown(&losses, &filter, Sort::default(), today)
    };
    assert_eq!(held(Facet::AwaitingExplanation, day(20)), ["1.1.1"]);
    assert_eq!(
        held(Facet::NotReviewed, day(20)),
        ["1.2.1", "1.3"],
        "the survey is not hers to review"
    );
    assert_eq!(held(Facet::Recoverable, day(20)), ["1.1.2"]);
    assert!(held(Facet::Overdue, day(21)).is_empty(), "the day itself is in time");
    assert_eq!(held(Facet::Overdue, day(22)), ["1.1.1"], "the answer is late");
    assert_eq!(held(Facet::Overdue, day(23)), ["1.1.1", "1.1.2"], "now the remedy too");
    assert!(held(Facet::WithoutEvidence, day(20)).is_empty(), "each score came with evidence");
    let whole = Filter::default();
    let offers = losses.review(&losses.names(), &whole, Sort::default(), day(23)).facet_counts;
    let overdue = offers.facets.iter().find(|f| f.value == Facet::Overdue).unwrap();
    assert_eq!((overdue.count, overdue.lost), (2, points("0.5")), "with its points");
    let filter = Filter {
        lost_from: Some(points("0.25")),
        status: Some(Status::InReview),
        ..Filter::default()
    };
    assert_eq!(shown(&losses, &filter, Sort::default(), day(20)), ["1.1.2"], "narrowings combine");
}

#[test]
fn a_remark_beside_agreed_points_agrees_on_nothing_anew() {
    let (_folder, mut book) = received();
    book.rule(&code("1.1.1"), Verdict::Accept, &Decision::default(), at(3)).unwrap();
    let revised = plan(&book, "Sở Nội vụ", "a2", &[("1.1.1", Some("0.5"))]);
    book.apply(&revised, false, at(4)).unwrap();
    assert!(row(&book, "1.1.1").is_reopened(), "the score it was agreed on has moved");
    let mut remark = book.decision(&code("1.1.1")).unwrap();
    remark.reason = "chờ Sở Nội vụ xác nhận".into();
    book.rule(&code("1.1.1"), Verdict::Record, &remark, at(5)).unwrap();
    assert!(row(&book, "1.1.1").is_reopened(), "the remark alone does not agree");
    book.rule(&code("1.1.1"), Verdict::Adjust, &remark, at(6)).unwrap();
    assert_eq!(row(&book, "1.1.1").status, Status::Agreed, "her word does");
}

#[test]
fn what_can_be_chosen_is_counted_beside_the_rest_of_the_filter() {
    let (_folder, book) = received();
    let losses = book.losses().unwrap();
    let (noi_vu, tu_phap) = (agency(&book, "Sở Nội vụ"), agency(&book, "Sở Tư pháp"));
    let filter =
        Filter { agency: Some(tu_phap), facets: vec![Facet::BelowMax], ..Filter::default() };
    let look = losses.review(&losses.names(), &filter, Sort::default(), day(20));
    let codes: Vec<_> = look.rows.iter().map(|c| c.code.to_string()).collect();
    assert_eq!(codes, ["1.1.2", "1.2.1"]);
    assert_eq!(look.totals.lost, points("1.25"), "the sums are those of what is shown");
    let body = |id| look.facet_counts.agencies.iter().find(|c| c.value == id).unwrap();
    assert_eq!(body(tu_phap).count, 2);
    assert_eq!(
        (body(noi_vu).count, body(noi_vu).lost),
        (1, points("0.25")),
        "another body is counted as if it were chosen instead"
    );
    let facet = |f| look.facet_counts.facets.iter().find(|c| c.value == f).unwrap().count;
    assert_eq!((facet(Facet::BelowMax), facet(Facet::TotalLoss)), (2, 0), "a facet beside all");
    let sizes: Vec<_> =
        look.facet_counts.sizes.iter().map(|c| (c.label.as_str(), c.count)).collect();
    assert_eq!(
        sizes,
        [("Từ 0,10 điểm", 2), ("Từ 0,25 điểm", 2), ("Từ 0,50 điểm", 1), ("Từ 1,00 điểm", 1)]
    );
    let field = look.facet_counts.nodes.first().unwrap();
    assert_eq!((field.value.to_string(), field.count), ("1".into(), 2), "fields too");
}

#[test]
fn a_search_puts_codes_first_then_the_very_diacritics() {
    let (_folder, book) = received();
    let mut losses = book.losses().unwrap();
    for (row, name) in losses.components.iter_mut().zip(["Tự pháp", "Tư pháp", "Ngành tư pháp"])
    {
        name.clone_into(&mut row.name);
    }
    let found = |text: &str| {
        let filter = Filter { text: text.into(), ..Filter::default() };
        shown(&losses, &filter, Sort::default(), day(20))
    };
    assert_eq!(found("tư pháp"), ["1.1.2", "1.2.1", "1.1.1"]);
    assert_eq!(found("1.2"), ["1.2.1", "1.2.2"], "a code is found by its beginning");
    assert!(found("kiem tra").is_empty());
}

#[test]
fn rows_are_sorted_with_what_is_absent_last_either_way() {
    let (_folder, book) = received();
    let losses = book.losses().unwrap();
    let sorted = |descending| {
        let filter = Filter::default();
        let sort = Sort { by: SortBy::Lost, descending };
        shown(&losses, &filter, sort, day(20))
    };
    assert_eq!(sorted(true), ["1.2.1", "1.1.1", "1.1.2", "1.2.2", "1.3"]);
    assert_eq!(sorted(false), ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.3"]);
}

#[test]
fn two_bodies_side_by_side_are_decided_once_and_undone() {
    let (_folder, mut book) = received();
    let noi_vu = plan(&book, "Sở Nội vụ", "c", &[("1.1.1", Some("0.75")), ("1.1.2", Some("0.5"))]);
    book.apply(&noi_vu, false, at(3)).unwrap();
    let conflicts = book.conflicts().unwrap();
    assert_eq!(conflicts.len(), 1, "one criterion was scored by another's body");
    let conflict = &conflicts[0];
    assert!(conflict.differ && conflict.choice.is_none());
    let sides: Vec<_> = conflict
        .sides
        .iter()
        .map(|s| (s.name.as_str(), s.points, s.leads, s.counts, s.source.cell.as_str()))
        .collect();
    assert_eq!(
        sides,
        [
            ("Sở Tư pháp", Some(points("0.25")), true, true, "D6"),
            ("Sở Nội vụ", Some(points("0.5")), false, false, "D7"),
        ],
        "the lead first, each with its cell"
    );
    assert!(Facet::ScoresDiffer.holds(&row(&book, "1.1.2"), day(20)));
    let chosen = agency(&book, "Sở Nội vụ");
    let refused = book.choose_score(&code("1.1.2"), chosen, " ", at(4)).unwrap_err();
    assert_eq!(refused.code(), "reason_required");
    let refused = book.choose_score(&code("1.2.1"), chosen, "x", at(4)).unwrap_err();
    assert_eq!(refused.code(), "no_such_score", "it did not score that one");
    book.choose_score(&code("1.1.2"), chosen, "được giao lại từ tháng 6", at(4)).unwrap();
    let decided = row(&book, "1.1.2");
    assert_eq!(decided.reported, Some(points("0.5")), "the chosen body's score counts");
    assert_eq!(decided.source.as_ref().unwrap().cell, "D7", "from its cell");
    assert!(!Facet::ScoresDiffer.holds(&decided, day(20)), "it is decided");
    assert!(book.conflicts().unwrap()[0].choice.is_some());
    assert_eq!(book.undo(at(5)).unwrap().what, "tính điểm tiêu chí 1.1.2 theo Sở Nội vụ");
    assert_eq!(row(&book, "1.1.2").reported, Some(points("0.25")));
}

#[test]
fn a_scenario_moves_the_index_and_is_kept() {
    use scorebook::losses::Scenario;
    let (_folder, mut book) = received();
    let gain = |p| Decision { recoverable: Some(points(p)), ..Decision::default() };
    book.rule(&code("1.2.1"), Verdict::Record, &gain("0.5"), at(3)).unwrap();
    book.rule(&code("1.1.2"), Verdict::Record, &gain("0.5"), at(4)).unwrap();
    let ticked = ["1.2.1", "1.1.2", "1.1.1"].map(code).into();
    let scenario = Scenario { name: "Khắc phục trước 31/12".into(), ticked };
    book.save_scenario(&scenario, at(5)).unwrap();
    let path = book.path().to_owned();
    book.close().unwrap();
    let mut book = Scorebook::open(&path).unwrap();
    assert_eq!(book.scenarios().unwrap(), std::slice::from_ref(&scenario), "kept over a restart");
    let what_if = book.what_if(&scenario).unwrap();
    assert_eq!(what_if.total.counted, points("2"));
    assert_eq!(what_if.total.gained, points("0.75"), "of 1.1.2 only the 0.25 that is lost");
    assert_eq!(what_if.total.with, points("2.75"));
    assert_eq!(what_if.fields.iter().map(|f| f.gained).sum::<Points>(), what_if.total.gained);
    assert_eq!(what_if.without_gain, [code("1.1.1")], "nobody said what can be won back there");
    book.drop_scenario(&scenario.name, at(6)).unwrap();
    assert!(book.scenarios().unwrap().is_empty());
    book.undo(at(7)).unwrap();
    assert_eq!(book.scenarios().unwrap(), [scenario], "undone like everything else");
}

#[test]
fn a_lead_that_changed_in_the_year_moves_the_score_and_reopens_what_was_agreed() {
    let (_folder, mut book) = received();
    let both = plan(&book, "Sở Nội vụ", "c", &[("1.1.1", Some("0.75")), ("1.1.2", Some("0.5"))]);
    book.apply(&both, false, at(3)).unwrap();
    book.rule(&code("1.1.2"), Verdict::Accept, &Decision::default(), at(4)).unwrap();
    let before = book.losses().unwrap();
    let noi_vu = agency(&book, "Sở Nội vụ");
    book.set_lead(&code("1.1.2"), noi_vu, at(5)).unwrap();
    let moved = row(&book, "1.1.2");
    assert_eq!((moved.agency_id, moved.reported), (Some(noi_vu), Some(points("0.5"))));
    assert_eq!(moved.status, Status::InReview, "what was agreed on another's score is open again");
    let named = "chuyển tiêu chí 1.1.2 từ Sở Tư pháp sang Sở Nội vụ chủ trì";
    assert_eq!(book.undo(at(6)).unwrap().what, named);
    assert_eq!(book.losses().unwrap(), before);
    assert_eq!(book.redo(at(7)).unwrap(), named);
    assert_eq!(row(&book, "1.1.2"), moved);
}

#[test]
fn a_criterions_history_holds_every_revision_and_every_year() {
    let (_folder, mut book) = received();
    let scores = [("1.1.2", Some("0.5")), ("1.2.1", Some("1"))];
    let second = plan(&book, "Sở Tư pháp", "c", &scores);
    book.apply(&second, false, at(3)).unwrap();
    book.rule(&code("1.1.2"), Verdict::Accept, &Decision::default(), at(4)).unwrap();
    let next = book.plan_of_next_year().unwrap();
    book.roll_over(&next, at(5)).unwrap();
    let history = book.history(&code("1.1.2")).unwrap();
    assert_eq!(history.iter().map(|h| h.year).collect::<Vec<_>>(), [2025, 2024], "newest first");
    assert!(
        history[0].revisions.is_empty() && history[0].agreed.is_none(),
        "nothing yet this year"
    );
    assert_eq!(history[0].prior[0].points, points("0.5"), "last year's own score");
    let told: Vec<_> = history[1]
        .revisions
        .iter()
        .map(|r| (r.name.as_str(), r.revision, r.points, r.source.cell.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("Sở Tư pháp", 1, Some(points("0.25")), "D6"),
            ("Sở Tư pháp", 2, Some(points("0.5")), "D6"),
        ]
    );
    assert_eq!(history[1].agreed, Some(points("0.5")));
    assert_eq!(history[1].events.len(), 1);
    assert_eq!(book.history(&code("9.9")).unwrap_err().code(), "unknown_criterion");
}

#[test]
fn what_changed_since_the_figures_were_frozen_is_told_part_by_part() {
    let (_folder, mut book) = received();
    let frozen = book.take_snapshot(at(3)).unwrap();
    let told = |book: &Scorebook| {
        let now = book.figures().unwrap();
        let told = scorebook::since::changed(&frozen.figures, &now).into_iter();
        let code = |c: Option<scorebook::Code>| c.map(|c| c.to_string()).unwrap_or_default();
        told.map(|c| (code(c.code), c.what, c.before, c.now)).collect::<Vec<_>>()
    };
    assert_eq!(told(&book), [], "nothing has changed");
    let adjusted = Decision { agreed: Some(points("0.5")), ..because("Có đủ tài liệu") };
    book.rule(&code("1.1.2"), Verdict::Adjust, &adjusted, at(4)).unwrap();
    let newer = plan(&book, "Sở Nội vụ", "c", &[("1.1.1", Some("0.5"))]);
    book.apply(&newer, false, at(5)).unwrap();
    let row = |code: &str, what: &str, before: &str, now: &str| {
        (code.to_owned(), what.to_owned(), before.to_owned(), now.to_owned())
    };
    let told = told(&book);
    for expected in [
        row("1.1.2", "thống nhất", "", "0,50"),
        row("1.1.2", "mất điểm", "0,25", "0,00"),
        row("1.1.1", "tự chấm", "0,75", "0,50"),
    ] {
        assert!(told.contains(&expected), "{expected:?} is told: {told:?}");
    }
    assert!(
        told.iter().any(|(code, what, _, now)| {
            code.is_empty() && what == "bản tự chấm" && now.starts_with("lần 2, ")
        }),
        "and the newer file of the body: {told:?}"
    );
}
