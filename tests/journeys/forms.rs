//! Forms go out, come back filled in, and are read without a question.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use scorebook::plan::{AgencyBasis, Bucket, SourceFile};
use scorebook::{CataloguePlan, ImportPlan, Points};
use serde_json::Value;

use crate::filling::{Answers, asked, filled};
use crate::sodiem::Office;

fn catalogue() -> CataloguePlan {
    let bytes = std::fs::read(sample::catalogue()).expect("the sample's bộ tiêu chí");
    let file = SourceFile::new("bo-tieu-chi-2024.xlsx", bytes);
    intake::plan_catalogue(&intake::Received::read_here(file), 2024)
}

/// The sample's forms as bytes, one per body.
fn forms(catalogue: &CataloguePlan) -> Vec<Vec<u8>> {
    let year = forms::Year {
        catalogue: &catalogue.catalogue,
        agencies: &catalogue.agencies,
        prior: Some(scorebook::BaselineKind::Published),
        province: catalogue.province.as_deref().unwrap_or_default(),
        due: scorebook::deadline::DeadlineKind::SelfScores.of_the_dispatch(2024),
        causes: &["Thiếu tài liệu kiểm chứng".to_owned(), "Nguyên nhân khác".to_owned()],
        is_sample: true,
    };
    year.forms().iter().map(|form| forms::write(form).expect("a form")).collect()
}

/// What a file named only "tep.xlsx" is understood as: the form itself must say whose it is.
fn understand(catalogue: &CataloguePlan, name: &str, bytes: Vec<u8>) -> ImportPlan {
    let received = intake::Received::read_here(SourceFile::new(name, bytes));
    intake::plan_submission(&received, &catalogue.catalogue, &catalogue.agencies, None, &[])
}

/// Points by code, of the rows that would be written with a score.
fn scores(catalogue: &CataloguePlan, plan: &ImportPlan) -> BTreeMap<String, Points> {
    let scored = plan.rows.iter().filter(|r| r.bucket == Bucket::Scored);
    let score = |r: &scorebook::plan::PlannedRow| {
        Some((catalogue.catalogue.node(r.node?)?.code.to_string(), r.points?))
    };
    scored.filter_map(score).collect()
}

/// All that is said of a plan, but that a cell is blank.
fn doubts(plan: &ImportPlan) -> Vec<String> {
    let doubts = plan.problems.iter().filter(|p| p.finding.code() != "blank_score");
    doubts.map(|p| format!("{p:?}")).collect()
}

fn blanks(plan: &ImportPlan) -> usize {
    plan.problems.iter().filter(|p| p.finding.code() == "blank_score").count()
}

#[test]
fn a_form_that_comes_back_empty_is_all_blanks() {
    let catalogue = catalogue();
    let forms = forms(&catalogue);
    assert_eq!(forms.len(), 6, "six bodies score themselves");
    for form in forms {
        let criteria = asked(&form).len();
        let plan = understand(&catalogue, "tep.xlsx", form);
        let mut else_said: Vec<_> = plan.problems.iter().map(|p| p.finding.code()).collect();
        else_said.retain(|code| *code != "blank_score");
        assert_eq!(else_said, ["no_scores"], "it is not applied, and nothing else is said of it");
        assert_eq!(plan.agency_basis, Some(AgencyBasis::Letterhead), "it says whose it is");
        assert_eq!(blanks(&plan), criteria, "every criterion is asked about");
        assert!(scores(&catalogue, &plan).is_empty(), "blank is not 0");
    }
}

/// Forms filled in with the sample's scores, then opened and saved by LibreOffice (see the README beside).
fn saved_by_libreoffice(ending: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("journeys/saved-by-libreoffice");
    folder.join(format!("tep.{ending}"))
}

#[test]
fn what_libreoffice_saved_is_read_the_same() {
    let catalogue = catalogue();
    let (answers, _) = sample_answers();
    let body = catalogue.agencies.iter().find(|a| a.name == "Sở Thông tin và Truyền thông");
    let body = body.expect("it is in the sample").id;
    let own = |code: &String| {
        let code = code.parse().expect("a code");
        catalogue.catalogue.by_code(&code).is_some_and(|n| n.lead == Some(body))
    };
    let filled_in: BTreeMap<String, Points> = answers
        .into_iter()
        .filter(|(code, _)| own(code))
        .map(|(code, (points, _))| (code, points))
        .collect();
    for ending in ["xlsx", "ods", "xls"] {
        let bytes = std::fs::read(saved_by_libreoffice(ending)).expect("the file");
        let plan = understand(&catalogue, &format!("tep.{ending}"), bytes);
        assert_eq!(doubts(&plan), Vec::<String>::new(), "{ending}: nothing is asked");
        assert_eq!(plan.agency, Some(body), "{ending}: it says whose it is");
        assert_eq!(plan.agency_basis, Some(AgencyBasis::Letterhead), "{ending}: in its letterhead");
        assert_eq!(scores(&catalogue, &plan), filled_in, "{ending}: every score");
        assert_eq!(blanks(&plan), 1, "{ending}: the blank one stays blank");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_filled_in_is_what_is_read(dice in prop::collection::vec(any::<u16>(), 64)) {
        let catalogue = catalogue();
        for form in forms(&catalogue) {
            let mut answers = Answers::new();
            for ((code, max), dice) in asked(&form).into_iter().zip(dice.iter().cycle()) {
                // one in six stays blank; the others lie anywhere from 0 to the maximum, both included
                if dice % 6 > 0 {
                    let points = max.ten_thousandths() * i64::from(*dice) / i64::from(u16::MAX);
                    let points = Points::from_ten_thousandths(points);
                    answers.insert(code, (points, "Báo cáo kèm theo".into()));
                }
            }
            let criteria = asked(&form).len();
            let plan = understand(&catalogue, "tep.xlsx", filled(&form, &answers));
            prop_assert_eq!(doubts(&plan), Vec::<String>::new());
            prop_assert_eq!(plan.agency_basis, Some(AgencyBasis::Letterhead));
            prop_assert_eq!(blanks(&plan), criteria - answers.len());
            let filled_in: BTreeMap<String, Points> =
                answers.into_iter().map(|(code, (points, _))| (code, points)).collect();
            prop_assert_eq!(scores(&catalogue, &plan), filled_in);
        }
    }
}

fn points(value: &Value) -> Option<Points> {
    value.as_str().and_then(Points::from_decimal)
}

/// What the sample's bodies say of themselves.
fn sample_answers() -> (Answers, Value) {
    let bytes = std::fs::read(sample::expected()).expect("the sample's expected results");
    let expected: Value = serde_json::from_slice(&bytes).expect("JSON");
    let components = expected["components"].as_array().expect("leaves");
    let answer = |c: &Value| {
        let code = c["code"].as_str()?.to_owned();
        Some((code, (points(&c["reported"])?, "Báo cáo số 00/BC (mẫu)".to_owned())))
    };
    (components.iter().filter_map(answer).collect(), expected)
}

/// Writes the forms; what was said as JSON.
fn forms_of(office: &Office) -> Value {
    let said = office.run(&["forms", "--store", "so.sodiem", "--out", "bieu", "--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    said.json()
}

fn fill_in(path: &Path, answers: &Answers) {
    let form = std::fs::read(path).expect("the form");
    let own: Answers = asked(&form)
        .into_iter()
        .filter_map(|(code, _)| answers.get_key_value(&code))
        .map(|(code, answer)| (code.clone(), answer.clone()))
        .collect();
    scorebook::disk::write_whole(path, &filled(&form, &own)).expect("saved");
}

#[test]
fn six_forms_go_out_and_come_back_with_the_sample_s_totals() {
    let office = Office::with_store();
    let said = forms_of(&office);
    let (answers, expected) = sample_answers();
    let files: Vec<PathBuf> = said["forms"]
        .as_array()
        .expect("forms")
        .iter()
        .map(|f| office.path("bieu").join(f["file"].as_str().expect("a name")))
        .collect();
    assert_eq!(files.len(), 6, "one per body: {said}");
    for file in &files {
        fill_in(file, &answers);
    }
    let said = office.import(&["--json"], &files);
    assert_eq!(said.code, 0, "{}", said.err);
    for file in said.json()["files"].as_array().expect("files") {
        assert_eq!(file["outcome"], "applied", "{file}");
        let codes: Vec<_> =
            file["problems"].as_array().expect("problems").iter().map(|p| &p["code"]).collect();
        assert!(codes.iter().all(|c| **c == "blank_score"), "{}: {codes:?}", file["file"]);
    }
    let totals = &office.losses()["totals"];
    for key in ["self_scored_max", "counted", "lost", "baseline", "missing"] {
        assert_eq!(totals[key], expected["totals"][key], "total {key}");
    }
}

#[test]
fn forms_say_how_much_each_body_scores() {
    let office = Office::with_store();
    let said = forms_of(&office);
    assert_eq!(said["year"], 2024);
    let (_, expected) = sample_answers();
    let self_scored = points(&expected["totals"]["self_scored_max"]).expect("points");
    let forms = said["forms"].as_array().expect("forms");
    let sum: Points = forms.iter().filter_map(|f| points(&f["max"])).sum();
    assert_eq!(sum, self_scored, "every self-scored point is asked of exactly one body");
    let file = &forms.first().expect("a form")["file"];
    assert_eq!(file, "Biểu tự chấm CCHC 2024 - Sở Nội vụ.xlsx", "the file is named for its body");
}

#[test]
fn a_form_that_is_there_is_not_replaced_unless_it_is_told_to() {
    let office = Office::with_store();
    let said = forms_of(&office);
    let name = said["forms"][0]["file"].as_str().expect("a name");
    let path = office.path("bieu").join(name);
    scorebook::disk::write_whole(&path, b"filled in already").expect("written");
    let other = office.path("bieu").join(said["forms"][1]["file"].as_str().expect("a name"));
    std::fs::remove_file(&other).expect("removed");
    let said = office.run(&["forms", "--store", "so.sodiem", "--out", "bieu"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.err.contains("files_exist") && said.err.contains(name), "{}", said.err);
    assert_eq!(std::fs::read(&path).expect("it"), b"filled in already", "it is as it was");
    assert!(!other.exists(), "and nothing else was written");
    let said = office.run(&["forms", "--store", "so.sodiem", "--out", "bieu", "--force"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_ne!(std::fs::read(&path).expect("it"), b"filled in already", "now it is a form");
    assert!(said.out.contains(name), "what was written is listed: {}", said.out);
}
