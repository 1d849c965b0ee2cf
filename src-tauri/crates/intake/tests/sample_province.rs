//! The sample province's six layouts, against what its makers expect of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "test code outside of #[test] functions"
)]

use std::collections::BTreeMap;
use std::path::Path;

use scorebook::plan::{Bucket, SourceFile};
use scorebook::submission::ScoreState;
use scorebook::{Agency, CataloguePlan, ImportPlan, Severity};
use serde_json::Value;

fn file(path: &Path) -> SourceFile {
    SourceFile::new(path.file_name().unwrap().to_string_lossy(), std::fs::read(path).unwrap())
}

fn catalogue() -> CataloguePlan {
    intake::plan_catalogue(&intake::Received::read_here(file(&sample::catalogue())), 2024)
}

fn expected() -> Value {
    serde_json::from_slice(&std::fs::read(sample::expected()).unwrap()).unwrap()
}

fn plans(catalogue: &CataloguePlan) -> Vec<ImportPlan> {
    let read = |path| {
        intake::plan_submission(
            &intake::Received::read_here(file(path)),
            &catalogue.catalogue,
            &catalogue.agencies,
            None,
            &[],
        )
    };
    sample::submissions().iter().map(|p| read(p)).collect()
}

#[test]
fn the_catalogue_is_understood_whole() {
    let plan = catalogue();
    assert!(!plan.is_blocked(), "{:#?}", plan.problems);
    assert!(plan.is_sample, "it says that it is sample data");
    assert_eq!(plan.province.as_deref(), Some("tỉnh Sông Mây"));
    let expected = expected();
    let leaves: Vec<_> = plan.catalogue.leaves().collect();
    let wanted = expected["components"].as_array().unwrap();
    assert_eq!(leaves.len(), wanted.len(), "every leaf is there");
    for (leaf, wanted) in leaves.iter().zip(wanted) {
        let lead = leaf.lead.and_then(|id| plan.agencies.iter().find(|a: &&Agency| a.id == id));
        assert_eq!(leaf.code.to_string(), wanted["code"].as_str().unwrap());
        assert_eq!(
            leaf.max_points.to_decimal(),
            wanted["max"].as_str().unwrap(),
            "maximum of {}",
            leaf.code
        );
        assert_eq!(
            lead.map(|a| a.name.as_str()),
            wanted["agency"].as_str(),
            "lead of {}",
            leaf.code
        );
    }
}

#[test]
fn six_layouts_give_the_scores_that_were_put_into_them() {
    let catalogue = catalogue();
    let mut read: BTreeMap<String, (Option<String>, &str)> = BTreeMap::new();
    for plan in plans(&catalogue) {
        let blocking: Vec<_> =
            plan.problems.iter().filter(|p| p.severity == Severity::Blocking).collect();
        assert!(blocking.is_empty(), "{}: {blocking:#?}", plan.file.name);
        let agency = plan.agency.expect("the body is told");
        for row in &plan.rows {
            let Some(node) = row.node.and_then(|id| catalogue.catalogue.node(id)) else { continue };
            if node.lead == Some(agency)
                && let Some(state) = row.state
            {
                let state = if state == ScoreState::Blank { "blank" } else { "scored" };
                read.insert(
                    node.code.to_string(),
                    (row.points.map(scorebook::Points::to_decimal), state),
                );
            }
        }
    }
    for wanted in expected()["components"].as_array().unwrap() {
        let code = wanted["code"].as_str().unwrap();
        let state = wanted["state"].as_str().unwrap();
        let is = read.get(code).map(|(points, state)| (points.as_deref(), *state));
        match state {
            "scored" | "blank" => {
                assert_eq!(is, Some((wanted["reported"].as_str(), state)), "{code}");
            }
            _ => assert_eq!(is, None, "{code} is {state}"),
        }
    }
}

#[test]
fn every_row_with_text_is_in_exactly_one_bucket() {
    for plan in plans(&catalogue()) {
        let workbook = intake::workbook::read(&plan.file.name, &plan.file.bytes).unwrap();
        let in_file: usize = workbook.sheets.iter().map(|s| s.rows().len()).sum();
        assert_eq!(plan.rows.len(), in_file, "{}", plan.file.name);
        let places: std::collections::BTreeSet<_> =
            plan.rows.iter().map(|r| (&r.sheet, r.row)).collect();
        assert_eq!(places.len(), in_file, "no row twice in {}", plan.file.name);
        for row in plan.rows.iter().filter(|r| r.bucket == Bucket::Scored) {
            assert!(row.points.is_some() && row.cell.is_some(), "a score has its cell: {row:?}");
        }
    }
}

#[test]
fn every_doubt_that_was_planted_is_told_at_its_cell() {
    let plans = plans(&catalogue());
    for file in expected()["files"].as_array().unwrap() {
        let name = file["file"].as_str().unwrap();
        let plan = plans.iter().find(|p| p.file.name == name).expect("the file was read");
        for wanted in file["findings"].as_array().unwrap() {
            let code = wanted["code"].as_str().unwrap();
            let cell = wanted["at"]["cell"].as_str();
            let told = plan.problems.iter().any(|p| {
                p.finding.code() == code
                    && (cell.is_none()
                        || p.at.as_ref().map(scorebook::CellRef::a1).as_deref() == cell)
            });
            assert!(told, "{code} at {cell:?} in {name}");
        }
        let told = plan.problems.len();
        let planted = file["findings"].as_array().unwrap().len();
        assert_eq!(told, planted, "and nothing else is said of {name}: {:#?}", plan.problems);
    }
}
