//! What a form holds, and what it does not let happen.
#![allow(clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod support;

use forms::{Content, Form, Line, Year};
use scorebook::deadline::DeadlineKind;
use scorebook::plan::SourceFile;
use scorebook::{
    Agency, AgencyId, BaselineKind, Catalogue, CatalogueNode, CataloguePlan, Code, Level, NodeId,
    Points, Scoring,
};

fn points(text: &str) -> Points {
    Points::from_decimal(text).expect("a number of points")
}

fn code(text: &str) -> Code {
    text.parse().expect("a code")
}

fn line(at: &str, name: &str, level: Level, content: Content) -> Line {
    Line { code: code(at), name: name.into(), level, content }
}

/// A form of two criteria; one without a result of last year.
fn small() -> Form {
    let criterion = |max, prior: Option<&str>| Content::Criterion {
        max: points(max),
        prior: prior.map(points),
    };
    Form {
        body: "Sở Thông tin & Truyền thông".into(),
        superior: Some("UBND tỉnh Sông Mây".into()),
        year: 2024,
        due: DeadlineKind::SelfScores.of_the_dispatch(2024),
        prior: Some(BaselineKind::Appraised),
        causes: vec!["Chưa hoàn thành trong năm".into(), "Thiếu tài liệu kiểm chứng".into()],
        is_sample: true,
        lines: vec![
            line(
                "6",
                "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
                Level::Field,
                Content::Heading,
            ),
            line("6.1", "Ứng dụng công nghệ thông tin", Level::Criterion, Content::Heading),
            line(
                "6.1.1",
                "Tỷ lệ văn bản điện tử được ký số",
                Level::Component,
                criterion("0.5", Some("0.25")),
            ),
            line("6.1.2", "Kết nối, chia sẻ dữ liệu", Level::Component, criterion("1.2525", None)),
        ],
    }
}

fn sample() -> CataloguePlan {
    let bytes = std::fs::read(sample::catalogue()).expect("the sample's bộ tiêu chí");
    let file = SourceFile::new("bo-tieu-chi-2024.xlsx", bytes);
    intake::plan_catalogue(&intake::Received::read_here(file), 2024)
}

fn year(plan: &CataloguePlan) -> Year<'_> {
    Year {
        catalogue: &plan.catalogue,
        agencies: &plan.agencies,
        prior: Some(BaselineKind::Published),
        province: plan.province.as_deref().unwrap_or_default(),
        due: DeadlineKind::SelfScores.of_the_dispatch(2024),
        causes: &[],
        is_sample: plan.is_sample,
    }
}

#[test]
fn a_form_is_all_this() {
    insta::assert_snapshot!("form", support::told(&forms::write(&small()).expect("a form")));
}

#[test]
fn without_last_year_s_results_the_column_is_not_there() {
    let form = Form { prior: None, superior: None, is_sample: false, ..small() };
    let told = support::told(&forms::write(&form).expect("a form"));
    assert!(!told.contains("thẩm định"), "no column of last year's points: {told}");
    assert!(!told.contains("DỮ LIỆU MẪU"), "real data is not marked as sample data");
    assert!(told.contains("D8 0.00## unlocked"), "the score is the fourth column: {told}");
}

#[test]
fn a_cause_is_chosen_from_the_office_s_list_which_is_not_shown() {
    let form =
        Form { causes: (0..40).map(|n| format!("Lý do thứ {n}, dài")).collect(), ..small() };
    let written = forms::write(&form).expect("a form");
    let told = support::told(&written);
    assert!(told.contains("'Danh mục lý do'!$A$1:$A$40"), "the rule names the list: {told}");
    let workbook = support::part(&written, "xl/workbook.xml");
    assert!(
        workbook.contains("name=\"Danh mục lý do\" sheetId=\"2\" state=\"hidden\""),
        "{workbook}"
    );
    let list = support::part(&written, "xl/worksheets/sheet2.xml");
    assert_eq!(list.matches("<c ").count(), 40, "each cause has its cell: {list}");
    let none =
        support::told(&forms::write(&Form { causes: Vec::new(), ..small() }).expect("a form"));
    assert!(!none.contains("Lý do"), "without a list there is no column: {none}");
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let once = forms::write(&small()).expect("a form");
    assert_eq!(once, forms::write(&small()).expect("a form"), "no clock, no chance");
}

#[test]
fn every_letter_is_times_new_roman() {
    let fonts = support::fonts(&forms::write(&small()).expect("a form"));
    assert!(fonts.len() > 3, "cells have fonts of their own: {fonts:?}");
    assert!(fonts.iter().all(|f| f == "Times New Roman"), "{fonts:?}");
}

#[test]
fn foreign_text_stays_text() {
    let mut form = small();
    form.body = "=cmd|' /C calc'!A0".into();
    form.lines[2].name = "=HYPERLINK(\"http://x\",\"y\")".into();
    form.lines[3].name = "+1 <b>&amp;".into();
    let told = support::told(&forms::write(&form).expect("a form"));
    assert!(told.contains("B9: =HYPERLINK("), "a name is text: {told}");
    let formulas: Vec<&str> = told.lines().filter(|l| l.contains(" = ")).collect();
    assert_eq!(formulas.len(), 3, "the only formulas are those of the sum row: {formulas:?}");
}

#[test]
fn a_text_longer_than_a_cell_is_refused() {
    let mut form = small();
    form.lines[2].name = "a".repeat(40_000);
    let error = forms::write(&form).expect_err("it does not fit");
    assert_eq!(error.code(), "form_unwritable", "{error}");
}

#[test]
fn each_body_gets_what_it_leads_and_scores_itself_and_nothing_else() {
    let plan = sample();
    let forms = year(&plan).forms();
    for leaf in plan.catalogue.leaves() {
        let lead = leaf.lead.and_then(|id| plan.agencies.iter().find(|a| a.id == id));
        let asked: Vec<&str> = forms
            .iter()
            .filter(|f| f.lines.iter().any(|l| l.code == leaf.code))
            .map(|f| f.body.as_str())
            .collect();
        let should: Vec<&str> = lead
            .filter(|_| leaf.scoring == Some(Scoring::SelfScored))
            .map(|a| a.name.as_str())
            .into_iter()
            .collect();
        assert_eq!(asked, should, "who is asked for {}", leaf.code);
    }
    for form in &forms {
        for (at, line) in form.lines.iter().enumerate() {
            let above = line.code.parent();
            let stands_above = above.is_none_or(|a| form.lines[..at].iter().any(|l| l.code == a));
            assert!(stands_above, "{} of {} stands under its own", line.code, form.body);
        }
    }
}

/// One criterion, led by the only body.
fn tiny(body: &str, scoring: Scoring) -> (Catalogue, Vec<Agency>) {
    let node = CatalogueNode {
        id: NodeId(1),
        parent: None,
        level: Level::Field,
        code: code("1"),
        name: "Chỉ đạo".into(),
        max_points: points("1"),
        scoring: Some(scoring),
        prior_code: None,
        baselines: Vec::new(),
        lead: Some(AgencyId(1)),
        partners: Vec::new(),
        sheet: "Bộ tiêu chí".into(),
        cell: "C2".into(),
        scale: Vec::new(),
    };
    let agency = Agency { id: AgencyId(1), name: body.into(), aliases: Vec::new() };
    (Catalogue { year: 2024, nodes: vec![node] }, vec![agency])
}

fn tiny_forms(body: &str, scoring: Scoring) -> Vec<Form> {
    let (catalogue, agencies) = tiny(body, scoring);
    let (catalogue, agencies) = (&catalogue, agencies.as_slice());
    Year {
        catalogue,
        agencies,
        prior: None,
        province: "tỉnh Sông Mây",
        due: DeadlineKind::SelfScores.of_the_dispatch(2024),
        causes: &[],
        is_sample: false,
    }
    .forms()
}

#[test]
fn a_body_that_scores_nothing_itself_gets_no_form() {
    assert_eq!(tiny_forms("Sở Nội vụ", Scoring::SelfScored).len(), 1, "it scores one criterion");
    assert!(tiny_forms("Sở Nội vụ", Scoring::Survey).is_empty(), "surveys score it for the body");
}

#[test]
fn the_letterhead_names_no_second_body() {
    let of = |body| tiny_forms(body, Scoring::SelfScored).remove(0).superior;
    assert_eq!(of("Sở Nội vụ").as_deref(), Some("UBND tỉnh Sông Mây"));
    assert_eq!(of("UBND tỉnh"), None, "the line would read as the name of that body");
}

#[test]
fn file_names_are_safe_and_each_another_one() {
    let named = |body: &str| Form { body: body.into(), ..small() };
    let forms =
        [named("Sở A/B: \"C\"?"), named("sở a-b- -c--"), named(&"Ban ".repeat(90)), named("X. ")];
    let names = forms::file_names(&forms);
    assert_eq!(names[0], "Biểu tự chấm CCHC 2024 - Sở A-B- -C--.xlsx");
    assert_eq!(
        names[1], "Biểu tự chấm CCHC 2024 - sở a-b- -c-- (2).xlsx",
        "capitals make no other file"
    );
    assert!(names[2].chars().count() <= 125, "short enough for Windows: {}", names[2]);
    assert_eq!(
        names[3], "Biểu tự chấm CCHC 2024 - X.xlsx",
        "no dot or blank in front of the ending"
    );
}
