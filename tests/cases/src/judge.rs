//! Is what was understood what a careful person takes from the file?

use anyhow::Result;
use scorebook::plan::{Bucket, CataloguePlan};
use scorebook::{Code, Finding, ImportPlan, Points, Problem, Severity, vi};

use crate::{Case, Understood};

/// What is wrong, a line each.
pub(crate) fn faults(
    case: &Case,
    plans: &[Understood],
    year: &CataloguePlan,
) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let plans: Vec<&ImportPlan> = plans
        .iter()
        .filter_map(|understood| match understood {
            Understood::Plan(plan) => Some(plan.as_ref()),
            Understood::Refused(finding) => {
                if case.must == "read" {
                    faults.push(format!("refused: {}", vi::finding(finding)));
                }
                None
            }
        })
        .collect();
    let owner = year.agencies.iter().find(|a| a.name == case.agency).map(|a| a.id);
    for plan in &plans {
        if plan.agency.is_some() && plan.agency != owner && !is_blocked(plan) {
            faults.push(format!("{} is taken for another body's", plan.file.name));
        }
    }
    if case.must == "read" && !plans.iter().any(|plan| !is_blocked(plan)) {
        for problem in plans.iter().flat_map(|plan| &plan.problems) {
            if problem.severity == Severity::Blocking {
                faults.push(format!("refused: {}", vi::finding(&problem.finding)));
            }
        }
    }
    for (code, expected) in case.expected()? {
        faults.extend(plans.iter().filter_map(|plan| of_criterion(plan, &code, expected, year)));
        let found = |plan: &&&ImportPlan| {
            written(plan, &code, year).is_some() || asks(plan, &code, expected, year)
        };
        if expected.is_some() && !plans.is_empty() && !plans.iter().any(|plan| found(&plan)) {
            faults.push(format!("{code}: is nowhere, and nothing asks about it"));
        }
    }
    Ok(faults)
}

fn of_criterion(
    plan: &ImportPlan,
    code: &Code,
    expected: Option<Points>,
    year: &CataloguePlan,
) -> Option<String> {
    let written = written(plan, code, year)?;
    let show = |points: Option<Points>| points.map_or("nothing".to_owned(), Points::to_decimal);
    if Some(written) == expected || asks(plan, code, expected, year) {
        return None;
    }
    Some(format!("{code}: {} written, {} on the page", show(Some(written)), show(expected)))
}

/// What would be written for it.
fn written(plan: &ImportPlan, code: &Code, year: &CataloguePlan) -> Option<Points> {
    let node = year.catalogue.by_code(code)?;
    let mut rows =
        plan.rows.iter().filter(|row| row.bucket == Bucket::Scored && row.node == Some(node.id));
    rows.find_map(|row| row.points)
}

/// Does a problem of the file or of the criterion keep it from being written in silence?
fn asks(plan: &ImportPlan, code: &Code, expected: Option<Points>, year: &CataloguePlan) -> bool {
    plan.problems.iter().any(|problem| {
        let weighs = match problem.severity {
            Severity::Blocking => true,
            Severity::Warning if expected.is_some() => !is_absence(&problem.finding),
            Severity::Warning => !is_of_the_row(&problem.finding),
            Severity::Note => false,
        };
        weighs && concerns(problem, plan, code, year)
    })
}

/// That it is absent or blank is no question about what stands there.
fn is_absence(finding: &Finding) -> bool {
    matches!(finding, Finding::BlankScore { .. } | Finding::MissingRow { .. })
}

/// Where nothing stands on the page, what is said of the row tells nothing of the score.
fn is_of_the_row(finding: &Finding) -> bool {
    is_absence(finding)
        || matches!(
            finding,
            Finding::MaxDiffers { .. }
                | Finding::NameDiffers { .. }
                | Finding::CodeUnknown { .. }
                | Finding::OutsideScope { .. }
        )
}

/// The file as a whole, a place in the criterion's row, or its code.
fn concerns(problem: &Problem, plan: &ImportPlan, code: &Code, year: &CataloguePlan) -> bool {
    let Some(at) = &problem.at else {
        return problem.severity == Severity::Blocking || names(&problem.finding, code);
    };
    let node = year.catalogue.by_code(code).map(|node| node.id);
    let mut rows = plan.rows.iter().filter(|row| row.sheet == at.sheet);
    let of_header =
        plan.tables.iter().any(|table| table.sheet == at.sheet && at.row <= table.header_last);
    (problem.severity == Severity::Blocking && of_header)
        || names(&problem.finding, code)
        || rows.any(|row| row.row == at.row && row.node.is_some() && row.node == node)
}

/// Does the sentence name the criterion?
fn names(finding: &Finding, code: &Code) -> bool {
    let (sentence, code) = (vi::finding(finding), code.to_string());
    sentence.match_indices(&code).any(|(at, _)| {
        let part_of_another = |c: char| c.is_ascii_digit() || c == '.';
        let before = sentence[..at].chars().next_back().is_some_and(part_of_another);
        let mut after = sentence[at + code.len()..].chars();
        let after = match after.next() {
            Some('.') => after.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => c.is_ascii_digit(),
            None => false,
        };
        !before && !after
    })
}

fn is_blocked(plan: &ImportPlan) -> bool {
    plan.problems.iter().any(|problem| problem.severity == Severity::Blocking)
}
