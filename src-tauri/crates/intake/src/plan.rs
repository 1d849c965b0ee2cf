//! A body's file as a plan: tables, rows, whose it is, what a person should know.

use scorebook::plan::AgencyBasis;
use scorebook::{Agency, AgencyId, Catalogue, Correction, Finding, ImportPlan, Problem, Severity};

use crate::body::{self, Evidence};
use crate::reader::{Reader, blocking};
use crate::received::Received;
use crate::table::{self, Purpose, Table};
use crate::workbook::{Sheet, Workbook};
use crate::year;

/// Understands a body's file. Never fails: what is wrong is among the plan's problems. `given` is the body
/// a person named; without it the file itself must tell.
pub fn plan_submission(
    received: &Received,
    catalogue: &Catalogue,
    agencies: &[Agency],
    given: Option<AgencyId>,
    corrections: &[Correction],
) -> ImportPlan {
    let mut plan = ImportPlan {
        year: catalogue.year,
        agency: given,
        agency_basis: given.map(|_| AgencyBasis::Given),
        tables: Vec::new(),
        rows: Vec::new(),
        problems: Vec::new(),
        questions: Vec::new(),
        corrections: corrections.to_vec(),
        remembered: Vec::new(),
        remember: Vec::new(),
        file: received.file.clone(),
    };
    match &received.workbook {
        Ok(workbook) => understand(&mut plan, workbook, catalogue, agencies),
        Err(finding) => {
            let finding = finding.clone();
            plan.problems.push(Problem { severity: Severity::Blocking, at: None, finding });
        }
    }
    plan
}

fn understand(
    plan: &mut ImportPlan,
    workbook: &Workbook,
    catalogue: &Catalogue,
    agencies: &[Agency],
) {
    let tables: Vec<(&Sheet, Vec<Table>)> = workbook
        .sheets
        .iter()
        .map(|sheet| (sheet, table::find(sheet, catalogue.year, Purpose::Submission)))
        .collect();
    let letterhead = letterhead(&tables);
    let mut reader = Reader::new(catalogue, agencies);
    for (sheet, tables) in &tables {
        reader.sheet(sheet, tables);
    }
    reader.settle_duplicates();
    if tables.iter().all(|(_, t)| t.is_empty()) {
        reader.problems.push(blocking(None, no_table(workbook, catalogue.year)));
    } else {
        let mut all = tables.iter().flat_map(|(_, tables)| tables);
        let headed = all.any(|table| table.names_year(catalogue.year));
        if let Some(found) = year::other_than(catalogue.year, &letterhead).filter(|_| !headed) {
            let finding = Finding::OtherYear { found, expected: catalogue.year };
            reader.problems.push(blocking(None, finding));
        }
        if plan.agency.is_none() {
            let led = reader.led();
            let evidence =
                Evidence { letterhead: &letterhead, file_name: &plan.file.name, led: &led };
            match body::find(agencies, &evidence) {
                Ok((agency, basis)) => {
                    (plan.agency, plan.agency_basis) = (Some(agency), Some(basis));
                }
                Err(finding) => reader.problems.push(blocking(None, finding)),
            }
        }
        if let Some(agency) = plan.agency {
            reader.check_scope(agency);
        }
        reader.check_totals();
    }
    plan.tables = tables.iter().flat_map(|(s, ts)| ts.iter().map(|t| t.planned(s))).collect();
    (plan.rows, plan.problems) = reader.finish();
    plan.problems.sort_by_key(|p| p.severity);
}

/// Lines above the first table of each sheet.
fn letterhead(tables: &[(&Sheet, Vec<Table>)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (sheet, tables) in tables {
        let Some(first) = tables.first() else { continue };
        let above = sheet.cells.range(..(first.header_first, 0));
        lines.extend(above.flat_map(|(_, cell)| cell.text.lines().map(str::to_owned)));
    }
    lines
}

/// No table for this year: perhaps there is one for another.
fn no_table(workbook: &Workbook, year: i32) -> Finding {
    let other = [year - 1, year + 1, year - 2].into_iter().find(|other| {
        workbook
            .sheets
            .iter()
            .any(|sheet| !table::find(sheet, *other, Purpose::Submission).is_empty())
    });
    other.map_or(Finding::NoTable, |found| Finding::OtherYear { found, expected: year })
}
