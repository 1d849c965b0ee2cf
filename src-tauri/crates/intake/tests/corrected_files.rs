//! Corrections on real files: the sample province's six layouts and its bad one.
#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

use std::path::{Path, PathBuf};

use intake::{Received, plan_catalogue, plan_submission};
use scorebook::plan::{Bucket, CataloguePlan, PlannedRow, SourceFile};
use scorebook::{Correction, Finding, ImportPlan, Points, Severity};

fn received(path: &Path) -> Received {
    let name = path.file_name().unwrap().to_string_lossy();
    Received::read_here(SourceFile::new(name, std::fs::read(path).unwrap()))
}

fn catalogue() -> CataloguePlan {
    plan_catalogue(&received(&sample::catalogue()), 2024)
}

/// Reads files against the sample's catalogue.
struct Desk(CataloguePlan);

impl Desk {
    fn read(&self, received: &Received, corrections: &[Correction]) -> ImportPlan {
        plan_submission(received, &self.0.catalogue, &self.0.agencies, None, corrections)
    }
}

fn all_files() -> Vec<PathBuf> {
    let mut files = sample::submissions();
    files.extend([sample::revision(), sample::bad("over-max.xlsx")]);
    files
}

/// Rows without the note of who matched them.
fn bare(plan: &ImportPlan) -> Vec<PlannedRow> {
    plan.rows.iter().map(|r| PlannedRow { matched_by_hand: false, ..r.clone() }).collect()
}

#[test]
fn saying_what_was_understood_already_changes_nothing() {
    let desk = Desk(catalogue());
    for path in all_files() {
        let file = received(&path);
        let plan = desk.read(&file, &[]);
        let mut said = vec![Correction::Agency { agency: plan.agency.expect("a body") }];
        for table in &plan.tables {
            let (sheet, header) = (table.sheet.clone(), table.header_first);
            let last = table.header_last;
            said.push(Correction::Header { sheet: sheet.clone(), first: header, last });
            let columns = table.columns.iter().map(|(column, role, _)| Correction::Column {
                sheet: sheet.clone(),
                header,
                column: *column,
                role: *role,
            });
            said.extend(columns);
        }
        for row in plan.rows.iter().filter(|r| r.bucket != Bucket::Refused) {
            let node = row.node.and_then(|id| desk.0.catalogue.node(id)).filter(|n| n.is_leaf());
            said.extend(node.map(|node| Correction::Match {
                sheet: row.sheet.clone(),
                row: row.row,
                criterion: node.code.clone(),
            }));
        }
        assert!(said.len() >= 10, "{} says much", path.display());
        let same = desk.read(&file, &said);
        assert_eq!(bare(&same), bare(&plan), "rows of {}", path.display());
        assert_eq!(same.agency, plan.agency);
        let idle =
            |p: &scorebook::Problem| matches!(p.finding, Finding::CorrectionNotApplied { .. });
        assert!(!same.problems.iter().any(idle), "each found its place in {}", path.display());
        let back = desk.read(&file, &[]);
        assert_eq!(back.hash(), plan.hash(), "taken back, {} is as it was", path.display());
    }
}

#[test]
fn a_corrected_score_changes_its_row_and_no_other() {
    let desk = Desk(catalogue());
    for path in all_files() {
        let file = received(&path);
        let plan = desk.read(&file, &[]);
        let scored: Vec<usize> =
            (0..plan.rows.len()).filter(|at| plan.rows[*at].points.is_some()).collect();
        for at in scored.into_iter().step_by(7) {
            let row = &plan.rows[at];
            let said = Correction::Value {
                sheet: row.sheet.clone(),
                row: row.row,
                points: Some(Points::ZERO),
                reason: "đính chính".into(),
            };
            let corrected = desk.read(&file, &[said]);
            let expected = PlannedRow {
                points: Some(Points::ZERO),
                correction: Some("đính chính".into()),
                ..row.clone()
            };
            assert_eq!(corrected.rows[at], expected, "{} row {}", path.display(), row.row + 1);
            let others = |plan: &ImportPlan| {
                let mut rows = plan.rows.clone();
                rows.remove(at);
                rows
            };
            assert_eq!(others(&corrected), others(&plan), "the other rows of {}", path.display());
        }
    }
}

#[test]
fn a_bad_file_can_be_corrected_row_by_row_until_it_can_be_written() {
    let desk = Desk(catalogue());
    let file = received(&sample::bad("over-max.xlsx"));
    let mut said: Vec<Correction> = Vec::new();
    let mut plan = desk.read(&file, &said);
    let mut left = plan.problems.iter().filter(|p| p.severity == Severity::Blocking).count();
    assert!(left >= 4, "it has enough wrong with it");
    while let Some(problem) = plan.problems.iter().find(|p| p.severity == Severity::Blocking) {
        let at = problem.at.clone().expect("each problem of this file has its cell");
        let reason = "cơ quan gửi đã xác nhận qua điện thoại".to_owned();
        said.push(match &problem.finding {
            Finding::Unmatched { .. } | Finding::CodeNameMismatch { .. } => {
                Correction::Exclude { sheet: at.sheet, row: at.row, reason }
            }
            _ => Correction::Value { sheet: at.sheet, row: at.row, points: None, reason },
        });
        plan = desk.read(&file, &said);
        let now = plan.problems.iter().filter(|p| p.severity == Severity::Blocking).count();
        assert!(now < left, "{:?} settles what it was for", said.last());
        left = now;
    }
    assert!(!plan.is_blocked());
    assert!(plan.rows.iter().filter(|r| r.is_corrected()).count() >= 4, "and each shows it");
}

#[test]
fn every_answer_to_every_question_settles_it() {
    let desk = Desk(catalogue());
    let mut asked = 0;
    let mut files = all_files();
    files.push(sample::bad("no-body.xlsx"));
    for path in files {
        let file = received(&path);
        let plan = desk.read(&file, &[]);
        for question in &plan.questions {
            for option in &question.options {
                asked += 1;
                let after = desk.read(&file, std::slice::from_ref(&option.correction));
                assert!(
                    after.questions.iter().all(|q| q.id != question.id),
                    "“{}” does not answer “{}” in {}",
                    option.label,
                    question.why,
                    path.display()
                );
            }
        }
    }
    assert!(asked >= 4, "the bad files ask something: {asked}");
}
