//! A body's file as a plan: tables, rows, whose it is, what a person should know.

use std::collections::BTreeMap;

use scorebook::correction::LegacyEncoding;
use scorebook::plan::AgencyBasis;
use scorebook::{
    Agency, AgencyId, Catalogue, Correction, Finding, ImportPlan, Problem, Question, Severity, vi,
};

use crate::body::{self, Evidence};
use crate::edits::{self, Edits};
use crate::known::Known;
use crate::legacy::Encoding;
use crate::questions;
use crate::reader::{Reader, blocking};
use crate::received::Received;
use crate::table::{self, Purpose, Table};
use crate::workbook::{Sheet, Workbook};
use crate::year;

/// Understands a body's file. Never fails: what is wrong is among the plan's problems. `given` is the body
/// a person named; without it the file itself must tell. The same arguments give the same plan, so a
/// correction that is taken back leaves nothing. For several files, see [`Known`].
pub fn plan_submission(
    received: &Received,
    catalogue: &Catalogue,
    agencies: &[Agency],
    given: Option<AgencyId>,
    corrections: &[Correction],
) -> ImportPlan {
    Known::new(catalogue, agencies).plan(received, given, corrections)
}

pub(crate) fn plan(
    received: &Received,
    known: &Known<'_>,
    given: Option<AgencyId>,
    remembered: &[Correction],
    corrections: &[Correction],
) -> ImportPlan {
    let edits = Edits::new(remembered.iter().chain(corrections));
    let said = edits.agency().filter(|id| known.agencies.iter().any(|a| a.id == *id));
    let given = said.or(given);
    let mut plan = ImportPlan {
        year: known.catalogue.year,
        agency: given,
        agency_basis: given.map(|_| AgencyBasis::Given),
        tables: Vec::new(),
        rows: Vec::new(),
        problems: Vec::new(),
        questions: Vec::new(),
        corrections: corrections.to_vec(),
        remembered: remembered.to_vec(),
        remember: Vec::new(),
        file: received.file.clone(),
    };
    match &received.workbook {
        Ok(workbook) => {
            let settled = edits.letters().map(|encoding| {
                let mut settled = workbook.clone();
                settled.settle_letters(match encoding {
                    LegacyEncoding::Tcvn3 => Some(Encoding::Tcvn3),
                    LegacyEncoding::Vni => Some(Encoding::Vni),
                    LegacyEncoding::Unicode => None,
                });
                settled
            });
            let settled = settled.as_ref().unwrap_or(workbook);
            understand(&mut plan, settled, workbook.has_legacy(), known, &edits);
        }
        Err(finding) => {
            let finding = finding.clone();
            plan.problems.push(Problem { severity: Severity::Blocking, at: None, finding });
        }
    }
    if let Some(origin) = plan.file.origin.as_ref().filter(|o| !o.beside.is_empty()) {
        let finding = Finding::NotReadBeside { names: origin.beside.clone() };
        plan.problems.push(Problem { severity: Severity::Note, at: None, finding });
    }
    plan
}

fn understand(
    plan: &mut ImportPlan,
    workbook: &Workbook,
    has_legacy: bool,
    known: &Known<'_>,
    edits: &Edits<'_>,
) {
    let Known { catalogue, agencies, bodies, .. } = known;
    let tables = tables(workbook, catalogue.year, edits);
    let letterhead = letterhead(&tables);
    let mut reader = Reader::new(known, edits);
    for (sheet, tables) in &tables {
        reader.sheet(sheet, tables);
    }
    reader.settle_duplicates();
    if tables.iter().all(|(_, t)| t.is_empty()) {
        reader.problems.push(blocking(None, no_table(workbook, catalogue.year)));
    } else {
        for (sheet, tables) in &tables {
            reader.check_outside(sheet, tables);
        }
        let mut all = tables.iter().flat_map(|(_, tables)| tables);
        if all.clone().all(|table| table.score_given_up) {
            reader.problems.push(blocking(None, Finding::NoTable));
        }
        let headed = all.any(|table| table.names_year(catalogue.year));
        if let Some(found) = year::other_than(catalogue.year, &letterhead).filter(|_| !headed) {
            let finding = Finding::OtherYear { found, expected: catalogue.year };
            reader.problems.push(blocking(None, finding));
        }
        if plan.agency.is_none() {
            let led = reader.led();
            let evidence =
                Evidence { letterhead: &letterhead, file_name: &plan.file.name, led: &led };
            match body::find(bodies, &evidence) {
                Ok((agency, basis)) => {
                    (plan.agency, plan.agency_basis) = (Some(agency), Some(basis));
                }
                Err(finding) => {
                    reader.ask(whose(&finding, agencies, &led));
                    reader.problems.push(blocking(None, finding));
                }
            }
        }
        if let Some(agency) = plan.agency {
            reader.check_scope(agency);
        }
        reader.check_totals();
    }
    let took_effect = |correction: &Correction| match correction {
        Correction::Encoding { .. } => has_legacy,
        other => took_effect(other, &reader, &tables, catalogue, agencies),
    };
    let idle: Vec<&Correction> = edits.all().filter(|c| !took_effect(c)).collect();
    for correction in idle {
        let finding = Finding::CorrectionNotApplied { what: vi::correction(correction, agencies) };
        reader.problems.push(Problem { severity: Severity::Warning, at: None, finding });
    }
    plan.tables = tables.iter().flat_map(|(s, ts)| ts.iter().map(|t| t.planned(s))).collect();
    reader.finish(plan);
    plan.problems.sort_by_key(|p| p.severity);
}

/// Every sheet's tables, as the file shows them and as the officer said.
fn tables<'w>(
    workbook: &'w Workbook,
    year: i32,
    edits: &Edits<'_>,
) -> Vec<(&'w Sheet, Vec<Table>)> {
    let purpose = Purpose::Submission;
    let headers = |sheet| table::headers(sheet, year, purpose, &edits.headers(&sheet.name));
    let mut tables: Vec<(&Sheet, Vec<Table>)> =
        workbook.sheets.iter().map(|sheet| (sheet, headers(sheet))).collect();
    edits.settle_columns(&mut tables);
    for (sheet, tables) in &mut tables {
        for table in tables {
            table::settle(sheet, table, year, purpose);
        }
    }
    tables
}

/// Asks whose file it is: the bodies in question, else all, those that lead most of its rows first.
fn whose(finding: &Finding, agencies: &[Agency], led: &BTreeMap<AgencyId, usize>) -> Question {
    let rows = |agency: &Agency| led.get(&agency.id).copied().unwrap_or(0);
    let mut asked: Vec<&Agency> = match finding {
        Finding::AgencyUnclear { candidates } => {
            agencies.iter().filter(|a| candidates.contains(&a.name)).collect()
        }
        _ => agencies.iter().collect(),
    };
    asked.sort_by_key(|a| std::cmp::Reverse(rows(a)));
    let likeliest = asked.first().filter(|a| rows(a) > 0).map(|a| a.id);
    questions::agency(&asked, likeliest)
}

fn took_effect(
    correction: &Correction,
    reader: &Reader<'_>,
    tables: &[(&Sheet, Vec<Table>)],
    catalogue: &Catalogue,
    agencies: &[Agency],
) -> bool {
    match correction {
        Correction::Header { sheet, first, last } => {
            let is_it = |t: &Table| t.header_first >= *first && t.header_last <= *last;
            tables.iter().any(|(on, ts)| on.name == *sheet && ts.iter().any(is_it))
        }
        Correction::Column { sheet, header, .. } | Correction::Notation { sheet, header, .. } => {
            edits::find(tables, sheet, *header).is_some()
        }
        Correction::Match { sheet, row, criterion } => {
            let leaf = catalogue.by_code(criterion).filter(|node| node.is_leaf());
            leaf.is_some() && reader.takes(sheet, *row)
        }
        Correction::Exclude { sheet, row, .. } | Correction::Value { sheet, row, .. } => {
            reader.takes(sheet, *row)
        }
        Correction::Agency { agency } => agencies.iter().any(|a| a.id == *agency),
        // the whole file's, and known before its tables are
        Correction::Encoding { .. } => false,
    }
}

/// Lines above the first table of each sheet.
fn letterhead(tables: &[(&Sheet, Vec<Table>)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (sheet, tables) in tables {
        let Some(first) = tables.first() else { continue };
        let above = sheet.cells.above(first.header_first);
        lines.extend(above.flat_map(|cell| cell.reading().lines().map(str::to_owned)));
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
