//! A body's file as a plan: tables, rows, whose it is, what a person should know.

use std::collections::BTreeMap;

use scorebook::correction::LegacyEncoding;
use scorebook::memory::Remembered;
use scorebook::plan::AgencyBasis;
use scorebook::{
    Agency, AgencyId, Catalogue, Correction, Finding, ImportPlan, Problem, Question, Severity, vi,
};

use crate::agency::{self, Evidence};
use crate::checks;
use crate::classify::{ClassifiedRow, RowClassifier, is_corrected};
use crate::continued;
use crate::corrections::{self, CorrectionIndex};
use crate::doubts::Doubts;
use crate::index::CatalogueIndex;
use crate::legacy::Encoding;
use crate::matching::Matcher;
use crate::questions;
use crate::received::Received;
use crate::table::{self, Purpose, Table};
use crate::versions;
use crate::workbook::{Remark, Sheet, Workbook};
use crate::year;

/// Understands a body's file. Never fails: what is wrong is among the plan's problems. `given` is the body
/// a person named; without it the file itself must tell. The same arguments give the same plan, so a
/// correction that is taken back leaves nothing. For several files, see [`CatalogueIndex`].
pub fn plan_submission(
    received: &Received,
    catalogue: &Catalogue,
    agencies: &[Agency],
    given: Option<AgencyId>,
    corrections: &[Correction],
) -> ImportPlan {
    CatalogueIndex::new(catalogue, agencies).plan(received, given, corrections)
}

impl CatalogueIndex<'_> {
    /// Understands a body's file, see [`crate::plan_submission`].
    pub fn plan(
        &self,
        received: &Received,
        given: Option<AgencyId>,
        corrections: &[Correction],
    ) -> ImportPlan {
        plan(received, self, given, &[], corrections)
    }

    /// The same, with what is remembered of the body's layouts. That needs the body, which the file may tell,
    /// so the file is first understood without.
    pub fn plan_with_memory(
        &self,
        received: &Received,
        given: Option<AgencyId>,
        corrections: &[Correction],
        memory: &[Remembered],
    ) -> ImportPlan {
        let plain = self.plan(received, given, corrections);
        let recalled = plain.recall(memory);
        if recalled.is_empty() {
            return plain;
        }
        let with = plan(received, self, given, &recalled, corrections);
        // answers of one body must not turn its file into another's
        if with.agency == plain.agency { with } else { plain }
    }
}

fn plan(
    received: &Received,
    index: &CatalogueIndex<'_>,
    given: Option<AgencyId>,
    remembered: &[Correction],
    corrections: &[Correction],
) -> ImportPlan {
    let by_hand = CorrectionIndex::new(remembered.iter().chain(corrections));
    let said = by_hand.agency().filter(|id| index.agencies.iter().any(|a| a.id == *id));
    let given = said.or(given);
    let mut plan = ImportPlan {
        year: index.catalogue.year,
        agency: given,
        agency_basis: given.map(|_| AgencyBasis::Given),
        says_supplement: versions::is_supplement(&received.file.name),
        tables: Vec::new(),
        rows: Vec::new(),
        notes: Vec::new(),
        problems: Vec::new(),
        questions: Vec::new(),
        corrections: corrections.to_vec(),
        remembered: remembered.to_vec(),
        remember: Vec::new(),
        file: received.file.clone(),
    };
    match &received.workbook {
        Ok(workbook) => {
            let reread = by_hand.letters().map(|encoding| {
                let mut reread = workbook.clone();
                reread.take_letters_as(match encoding {
                    LegacyEncoding::Tcvn3 => Some(Encoding::Tcvn3),
                    LegacyEncoding::Vni => Some(Encoding::Vni),
                    LegacyEncoding::Unicode => None,
                });
                reread
            });
            let reread = reread.as_ref().unwrap_or(workbook);
            understand(&mut plan, reread, workbook.has_legacy(), index, &by_hand);
            plan.problems.extend(workbook.remarks.iter().map(remark));
            plan.problems.sort_by_key(|p| p.severity);
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

/// Letters of column 512, the last that is read.
const LAST_COLUMN: &str = "SR";

/// What the reader of the format has to say.
fn remark(remark: &Remark) -> Problem {
    let finding = match remark {
        Remark::SheetsCut { left } => Finding::NotAllRead {
            what: format!("Tệp có quá nhiều trang tính; {left} trang cuối không được đọc"),
        },
        Remark::ColumnsCut { sheet } => Finding::NotAllRead {
            what: format!(
                "Trang tính “{sheet}” có dữ liệu bên phải cột {LAST_COLUMN}, không được đọc"
            ),
        },
        Remark::OnlyPicture { sheet } => Finding::OnlyPicture { sheet: sheet.clone() },
        Remark::EmbeddedTable => Finding::EmbeddedTable,
    };
    Problem { severity: Severity::Warning, at: None, finding }
}

fn understand(
    plan: &mut ImportPlan,
    workbook: &Workbook,
    has_legacy: bool,
    index: &CatalogueIndex<'_>,
    corrections: &CorrectionIndex<'_>,
) {
    let CatalogueIndex { catalogue, agencies, matcher, .. } = index;
    let tables = tables(workbook, catalogue.year, matcher, corrections);
    let mut classifier = RowClassifier::new(matcher, corrections);
    for (sheet, tables) in &tables {
        classifier.sheet(sheet, tables);
    }
    let (mut rows, mut doubts) = classifier.finish();
    checks::columns::check(&tables, &rows, matcher, &mut doubts);
    for (sheet, tables) in &tables {
        checks::headless::check(sheet, tables, &mut doubts);
        checks::hidden::check(sheet, tables, &rows, matcher, &mut doubts);
        checks::page::check(sheet, &rows, matcher, &mut doubts);
        checks::encoding::check(sheet, corrections, &mut doubts);
        checks::notes::check(sheet, &mut plan.notes, &mut doubts);
    }
    checks::notes::check_mail(plan.file.origin.as_ref(), catalogue, &mut plan.notes, &mut doubts);
    checks::merged::check(&tables, &mut rows, matcher, corrections, &mut doubts);
    checks::duplicates::check(&mut rows, matcher, &mut doubts);
    if tables.iter().all(|(_, t)| t.is_empty()) {
        doubts.block(None, no_table(workbook, catalogue.year));
    } else {
        for (sheet, tables) in &tables {
            let year = catalogue.year;
            let place = (*sheet, tables.as_slice());
            checks::strays::check(&mut rows, place, year, matcher, corrections, &mut doubts);
        }
        check_file(plan, &tables, &rows, index, &mut doubts);
        checks::totals::check(&rows, matcher, &mut doubts);
        checks::scale::check(&tables, &rows, matcher, &mut doubts);
        checks::unused::check(&tables, &rows, catalogue.year, matcher, &mut doubts);
        checks::parents::check(&rows, matcher, &mut doubts);
        checks::nothing::check(&rows, &mut doubts);
    }
    let took_effect = |correction: &Correction| match correction {
        Correction::Encoding { .. } => has_legacy,
        other => took_effect(other, &rows, &tables, catalogue, agencies),
    };
    for correction in corrections.all().filter(|c| !took_effect(c)) {
        let finding = Finding::CorrectionNotApplied { what: vi::correction(correction, agencies) };
        doubts.warn(None, finding);
    }
    plan.tables = tables.iter().flat_map(|(s, ts)| ts.iter().map(|t| t.planned(s))).collect();
    plan.rows = rows.into_iter().map(|r| r.planned).collect();
    doubts.write_into(plan);
}

/// The file as a whole: its year, whose it is, and what that body leads.
fn check_file(
    plan: &mut ImportPlan,
    tables: &[(&Sheet, Vec<Table>)],
    rows: &[ClassifiedRow],
    index: &CatalogueIndex<'_>,
    doubts: &mut Doubts,
) {
    let CatalogueIndex { catalogue, agencies, matcher, names } = index;
    let letterhead = letterhead(tables);
    plan.says_supplement |= letterhead.iter().any(|line| versions::is_supplement(line));
    let mut all = tables.iter().flat_map(|(_, tables)| tables);
    if all.clone().all(|table| table.score_given_up) {
        doubts.block(None, Finding::NoTable);
    }
    let headed = all.any(|table| table.names_year(catalogue.year));
    if let Some(found) = year::other_than(catalogue.year, &letterhead).filter(|_| !headed) {
        doubts.block(None, Finding::OtherYear { found, expected: catalogue.year });
    }
    if plan.agency.is_none() {
        let led = checks::scope::led(rows, matcher);
        let evidence = Evidence { letterhead: &letterhead, file_name: &plan.file.name, led: &led };
        match agency::find(names, &evidence) {
            Ok((agency, basis)) => {
                (plan.agency, plan.agency_basis) = (Some(agency), Some(basis));
            }
            Err(finding) => {
                doubts.ask(whose(&finding, agencies, &led));
                doubts.block(None, finding);
            }
        }
    }
    if let Some(agency) = plan.agency {
        checks::scope::check(rows, index, agency, doubts);
    }
}

/// Every sheet's tables, as the file shows them and as the officer said.
fn tables<'w>(
    workbook: &'w Workbook,
    year: i32,
    matcher: &Matcher<'_>,
    corrections: &CorrectionIndex<'_>,
) -> Vec<(&'w Sheet, Vec<Table>)> {
    let purpose = Purpose::Submission;
    let headers = |sheet| table::headers(sheet, year, purpose, &corrections.headers(&sheet.name));
    let mut tables: Vec<(&Sheet, Vec<Table>)> =
        workbook.sheets.iter().map(|sheet| (sheet, headers(sheet))).collect();
    corrections.apply_to_columns(&mut tables);
    for (sheet, tables) in &mut tables {
        for table in tables {
            table::choose_columns(sheet, table, purpose);
        }
    }
    continued::go_on(&mut tables, matcher, year);
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
    rows: &[ClassifiedRow],
    tables: &[(&Sheet, Vec<Table>)],
    catalogue: &Catalogue,
    agencies: &[Agency],
) -> bool {
    match correction {
        Correction::Header { sheet, first, last } => {
            let is_it = |t: &Table| t.header_first >= *first && t.header_last <= *last;
            tables.iter().any(|(on, ts)| on.name == *sheet && ts.iter().any(is_it))
        }
        Correction::Column { sheet, header, .. }
        | Correction::Notation { sheet, header, .. }
        | Correction::Shown { sheet, header, .. } => {
            corrections::find(tables, sheet, *header).is_some()
        }
        Correction::Match { sheet, row, criterion } => {
            let leaf = catalogue.by_code(criterion).filter(|node| node.is_leaf());
            leaf.is_some() && is_corrected(rows, sheet, *row)
        }
        Correction::Exclude { sheet, row, .. } | Correction::Value { sheet, row, .. } => {
            is_corrected(rows, sheet, *row)
        }
        Correction::Agency { agency } => agencies.iter().any(|a| a.id == *agency),
        // known before the body's last file is
        Correction::Extent { .. } => true,
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
