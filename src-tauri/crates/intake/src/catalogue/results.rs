//! Last year's points where the table of criteria has columns for them.

use scorebook::plan::ColumnRole;
use scorebook::{Baseline, BaselineKind, CellRef, Code, Finding, Severity};

use super::complaints::Complaints;
use crate::codes;
use crate::score::{self, Notation, ScoreValue};
use crate::table::Table;
use crate::workbook::Sheet;

/// The columns of results, and the kind of each.
pub(crate) const KINDS: [(ColumnRole, BaselineKind); 3] = [
    (ColumnRole::PriorPublished, BaselineKind::Published),
    (ColumnRole::PriorAppraised, BaselineKind::Appraised),
    (ColumnRole::PriorSelf, BaselineKind::SelfScored),
];

/// A row's results.
pub(super) fn of_row(
    sheet: &Sheet,
    table: &Table,
    row: u32,
    complaints: &mut Complaints,
) -> Vec<Baseline> {
    let mut baselines = Vec::new();
    for (role, kind) in KINDS {
        let Some(column) = table.column(role) else { continue };
        let notation = Notation::of(table.rows.iter().map(|r| sheet.text(*r, column)));
        let raw = sheet.text(row, column).to_owned();
        let at = CellRef::new(&sheet.name, row, column);
        let mut doubt = |at, finding| complaints.say(Severity::Warning, Some(at), finding);
        match score::read(sheet.cell(row, column), notation) {
            ScoreValue::Points(points) => {
                let (sheet, cell) = (at.sheet.clone(), at.a1());
                baselines.push(Baseline { kind, points, sheet, cell, raw });
            }
            ScoreValue::Blank | ScoreValue::NotApplicable => {}
            ScoreValue::Ambiguous => doubt(at, Finding::AmbiguousNumber { raw }),
            ScoreValue::NoResult => doubt(at, Finding::FormulaWithoutValue { formula: raw }),
            ScoreValue::Unreadable => doubt(at, Finding::Unreadable { raw }),
        }
    }
    baselines
}

/// Its code in last year's table.
pub(super) fn prior_code(sheet: &Sheet, table: &Table, row: u32) -> Option<Code> {
    let cell = sheet.cell(row, table.column(ColumnRole::PriorCode)?)?;
    codes::candidates(cell).into_iter().next()
}
