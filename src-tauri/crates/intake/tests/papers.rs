//! The papers a year begins from, in the layouts in which they are really found: what a careful person reads.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions"
)]

mod support;

use std::path::Path;

use intake::{Beside, Received, plan_assignment, plan_catalogue, plan_results};
use scorebook::plan::SourceFile;
use scorebook::{BaselineKind, CataloguePlan, Level, Points, Scoring, Severity};
use support::points;

fn paper(name: &str) -> Received {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/papers").join(name);
    Received::read_here(SourceFile::new(name, std::fs::read(path).expect("the paper")))
}

fn catalogue(name: &str) -> CataloguePlan {
    plan_catalogue(&paper(name), 2024)
}

const ANNEX_WORD: &str = "Phu luc 1 - bo tieu chi (Bo Noi vu).docx";
const ANNEX_EXCEL: &str = "Phu luc 1 - bo tieu chi (Bo Noi vu).xlsx";
const CODES_IN_NAMES: &str = "Bo tieu chi - ma trong ten.xlsx";
const SURVEY_IN_NOTES: &str = "Phu luc - ghi chu Dieu tra XHH.docx";

fn codes(plan: &CataloguePlan, only: impl Fn(&scorebook::CatalogueNode) -> bool) -> Vec<String> {
    plan.catalogue.nodes.iter().filter(|n| only(n)).map(|n| n.code.to_string()).collect()
}

fn sum(plan: &CataloguePlan, scoring: Option<Scoring>) -> Points {
    let of = |n: &&scorebook::CatalogueNode| scoring.is_none() || n.scoring == scoring;
    plan.catalogue.leaves().filter(of).map(|n| n.max_points).sum()
}

fn told(problems: &[scorebook::Problem]) -> Vec<String> {
    let tell = |p: &scorebook::Problem| {
        let severity: &str = p.severity.into();
        format!("{severity} {} {:?}", p.finding.code(), p.finding.criteria())
    };
    problems.iter().map(tell).collect()
}

/// Text and points of a scale; a formula has none.
fn scale(plan: &CataloguePlan, code: &str) -> Vec<(String, Option<String>)> {
    let node = plan.catalogue.by_code(&code.parse().expect("a code")).expect("a criterion");
    node.scale.iter().map(|s| (s.text.clone(), s.points.map(Points::to_decimal))).collect()
}

fn worth(plan: &CataloguePlan, code: &str) -> Vec<Option<String>> {
    scale(plan, code).into_iter().map(|(_, points)| points).collect()
}

fn some(points: &[&str]) -> Vec<Option<String>> {
    points.iter().map(|p| if *p == "f" { None } else { Some((*p).to_owned()) }).collect()
}

#[test]
fn the_ministrys_annex_is_read_alike_in_word_and_excel_and_with_its_codes_in_the_names() {
    for name in [ANNEX_WORD, ANNEX_EXCEL, CODES_IN_NAMES] {
        let plan = catalogue(name);
        assert!(!plan.is_blocked(), "{name}: {:?}", told(&plan.problems));
        assert_eq!(codes(&plan, |n| n.level == Level::Field), ["1", "2"], "{name}");
        assert_eq!(
            codes(&plan, |n| n.level == Level::Component),
            ["1.1.1", "1.1.2", "1.2", "1.3.1", "1.3.2", "1.4.1", "1.4.2", "2.1.1", "2.1.2"],
            "{name}: a leaf is a component however deep it lies"
        );
        assert_eq!(
            codes(&plan, |n| n.level == Level::Criterion),
            ["1.1", "1.3", "1.4", "2.1"],
            "{name}"
        );
        assert_eq!(sum(&plan, None), points("12.5"), "{name}");
        assert_eq!(sum(&plan, Some(Scoring::SelfScored)), points("8.5"), "{name}");
        assert_eq!(
            codes(&plan, |n| n.scoring == Some(Scoring::Survey)),
            ["1.4.1", "1.4.2"],
            "{name}"
        );
        assert_eq!(worth(&plan, "1.1.1"), some(&["0.5", "0.25", "0"]), "{name}");
        assert_eq!(worth(&plan, "1.1.2"), some(&["2", "f", "0"]), "{name}: one is a formula");
        assert_eq!(worth(&plan, "1.2"), some(&["1", "0"]), "{name}");
        assert_eq!(worth(&plan, "1.3.1"), some(&["1", "0.5", "0"]), "{name}");
        assert_eq!(worth(&plan, "1.3.2"), some(&["1", "f"]), "{name}");
        assert_eq!(worth(&plan, "2.1.1"), some(&["1.5", "0"]), "{name}");
        for none in ["1.4.1", "1.4.2", "2.1.2"] {
            assert_eq!(worth(&plan, none), some(&[]), "{name}: {none} has no scale");
        }
        assert_eq!(
            scale(&plan, "1.1.1")[0].0,
            "Ban hành kịp thời: 0,5",
            "{name}: the text as it stands, without the mark in front"
        );
        assert!(plan.agencies.is_empty() && plan.province.is_none(), "{name} names nobody");
        let name_of = &plan.catalogue.nodes[0].name;
        assert_eq!(name_of, "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CCHC", "{name}: capitals are kept");
    }
}

#[test]
fn a_step_keeps_its_cell() {
    let plan = catalogue(ANNEX_EXCEL);
    let node = plan.catalogue.by_code(&"1.1.1".parse().unwrap()).unwrap();
    let cells: Vec<&str> = node.scale.iter().map(|s| s.cell.as_str()).collect();
    assert_eq!(cells, ["B10", "B11", "B12"]);
}

#[test]
fn one_complaint_of_many_rows_is_said_once_with_its_list() {
    let plan = catalogue(ANNEX_EXCEL);
    let no_lead: Vec<_> = plan.problems.iter().filter(|p| p.finding.code() == "no_lead").collect();
    assert_eq!(no_lead.len(), 1, "{:?}", told(&plan.problems));
    assert_eq!(no_lead[0].finding.criteria().len(), 7, "the self-scored ones");
    let plan = catalogue(CODES_IN_NAMES);
    let unclear: Vec<_> =
        plan.problems.iter().filter(|p| p.finding.code() == "scoring_unclear").collect();
    assert_eq!(unclear.len(), 1, "{:?}", told(&plan.problems));
    assert_eq!(unclear[0].finding.criteria().len(), 7, "those without “(XHH)”");
}

#[test]
fn notes_say_which_criteria_are_surveyed() {
    let plan = catalogue(SURVEY_IN_NOTES);
    assert!(!plan.is_blocked(), "{:?}", told(&plan.problems));
    assert_eq!(codes(&plan, |n| n.level == Level::Field).len(), 8);
    assert_eq!(codes(&plan, |n| n.level == Level::Component).len(), 31);
    assert_eq!(sum(&plan, None), points("33"));
    assert_eq!(sum(&plan, Some(Scoring::SelfScored)), points("26.5"));
    assert_eq!(
        codes(&plan, |n| n.scoring == Some(Scoring::Survey)),
        ["1.3.1", "2.2.2", "4.2.1", "7.2.2"]
    );
    assert_eq!(worth(&plan, "1.1.1"), some(&["1.5", "f", "0"]));
    assert_eq!(worth(&plan, "3.2.3"), some(&["1", "0"]));
    let grave: Vec<String> = told(&plan.problems)
        .into_iter()
        .filter(|t| !t.starts_with("note") && !t.contains("no_lead"))
        .collect();
    assert_eq!(grave, Vec::<String>::new(), "nothing else is in doubt");
}

#[test]
fn a_table_of_another_year_is_named() {
    let plan = plan_catalogue(&paper(ANNEX_WORD), 2026);
    let told = told(&plan.problems);
    assert!(told.iter().any(|t| t.starts_with("warning other_year")), "{told:?}");
    assert!(!catalogue(ANNEX_WORD).problems.iter().any(|p| p.finding.code() == "other_year"));
}

#[test]
fn the_assignment_gives_every_component_its_lead_and_no_body_to_a_collective() {
    let tree = catalogue(ANNEX_EXCEL).catalogue;
    let plan = plan_assignment(&paper("Phan cong co quan.xlsx"), &tree, &[]);
    assert_eq!(plan.blocking(), 0, "{:?}", told(&plan.problems));
    let names: Vec<&str> = plan.agencies.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Sở Nội vụ", "Sở Tư pháp"], "“Các cơ quan, đơn vị” are no body");
    let led = |id: i64| plan.leaves.iter().filter(|l| l.lead.map(|a| a.0) == Some(id)).count();
    assert_eq!((led(0), led(1)), (7, 2));
    let collective: Vec<_> =
        plan.problems.iter().filter(|p| p.finding.code() == "collective_partner").collect();
    assert_eq!(collective.len(), 1, "said once: {:?}", told(&plan.problems));
}

#[test]
fn three_kinds_of_last_years_results_are_taken_and_parents_only_checked() {
    let tree = catalogue(ANNEX_EXCEL).catalogue;
    let beside = Beside { catalogue: &tree, earlier: None, province: "tỉnh Sông Mây" };
    let plan = plan_results(&paper("Ket qua nam 2023.xlsx"), beside, 2023, None);
    assert_eq!(told(&plan.problems), Vec::<String>::new());
    assert_eq!(plan.of, None);
    let kinds: Vec<(BaselineKind, usize)> =
        plan.kinds.iter().map(|k| (k.kind, k.rows.len())).collect();
    assert_eq!(
        kinds,
        [(BaselineKind::Published, 9), (BaselineKind::Appraised, 9), (BaselineKind::SelfScored, 9)],
        "leaves only"
    );
    let first = &plan.kinds[0].rows[0];
    assert_eq!((first.points, first.at.a1().as_str()), (points("0.45"), "F5"));
}

#[test]
fn results_of_another_year_than_the_one_asked_for_are_refused() {
    let tree = catalogue(ANNEX_EXCEL).catalogue;
    let beside = Beside { catalogue: &tree, earlier: None, province: "" };
    let plan = plan_results(&paper("Ket qua nam 2023.xlsx"), beside, 2022, None);
    assert!(
        plan.problems
            .iter()
            .any(|p| p.severity == Severity::Blocking && p.finding.code() == "other_year"),
        "{:?}",
        told(&plan.problems)
    );
}

#[test]
fn a_list_of_bodies_with_their_codes_assigns_too() {
    let tree = catalogue(ANNEX_EXCEL).catalogue;
    let text = "Phân công\nSở Tư pháp: 2.1, 1.3.1–1.3.2\n- Sở Nội vụ chủ trì các tiêu chí 1.1, 1.2; phối hợp: 2.1.1\n\
                UBND các huyện, thị xã, thành phố: 1.4.1, 9.9\n";
    let file = SourceFile::new("phan-cong.csv", text.as_bytes().to_vec());
    let plan = plan_assignment(&Received::read_here(file), &tree, &[]);
    let name = |id: scorebook::AgencyId| {
        plan.agencies.iter().find(|a| a.id == id).map(|a| a.name.clone()).unwrap_or_default()
    };
    let led: Vec<(String, String)> = plan
        .leaves
        .iter()
        .filter_map(|l| Some((tree.node(l.node)?.code.to_string(), name(l.lead?))))
        .collect();
    let expected = [
        ("1.1.1", "Sở Nội vụ"),
        ("1.1.2", "Sở Nội vụ"),
        ("1.2", "Sở Nội vụ"),
        ("1.3.1", "Sở Tư pháp"),
        ("1.3.2", "Sở Tư pháp"),
        ("1.4.1", "UBND các huyện, thị xã, thành phố"),
        ("2.1.1", "Sở Tư pháp"),
        ("2.1.2", "Sở Tư pháp"),
    ];
    assert_eq!(
        led,
        expected.map(|(c, n)| (c.to_owned(), n.to_owned())),
        "{:?}",
        told(&plan.problems)
    );
    let partner =
        plan.leaves.iter().find(|l| tree.node(l.node).unwrap().code.to_string() == "2.1.1");
    let partners = partner.and_then(|l| l.partners.clone()).unwrap_or_default();
    assert_eq!(partners.into_iter().map(name).collect::<Vec<_>>(), ["Sở Nội vụ"]);
    assert!(
        told(&plan.problems).iter().any(|t| t.contains("unknown_criteria") && t.contains('9')),
        "{:?}",
        told(&plan.problems)
    );
}
