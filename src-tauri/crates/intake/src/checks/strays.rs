//! Rows outside of the tables: letterheads, signatures, other tables. A score among them must not be lost.

use std::collections::BTreeMap;

use scorebook::plan::{Bucket, ColumnRole};
use scorebook::{CatalogueNode, CellRef, Finding};

use crate::classify::{ClassifiedRow, rows_outside};
use crate::codes;
use crate::corrections::CorrectionIndex;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::score;
use crate::table::{self, Column, Table};
use crate::workbook::{Cell, Sheet, Value};

/// Refuses rows of a sheet outside of its tables that hold a figure beside a criterion.
pub(crate) fn check(
    rows: &mut [ClassifiedRow],
    (sheet, tables): (&Sheet, &[Table]),
    year: i32,
    matcher: &Matcher<'_>,
    corrections: &CorrectionIndex<'_>,
    doubts: &mut Doubts,
) {
    let strays = strays(sheet, &rows_outside(sheet, tables), year, matcher);
    let mut strays: BTreeMap<u32, Stray<'_>> = strays.into_iter().map(|s| (s.row, s)).collect();
    for row in rows.iter_mut().filter(|r| r.planned.sheet == sheet.name) {
        let Some(stray) = strays.remove(&row.planned.row) else { continue };
        if let Some(reason) = corrections.row(&sheet.name, stray.row).excluded {
            row.planned.correction = Some(reason.to_owned());
            continue;
        }
        row.planned.bucket = Bucket::Unmatched;
        row.planned.cell = Some(stray.cell.clone());
        row.planned.raw = stray.raw;
        let title = format!("{} {}", stray.node.code, stray.node.name);
        let finding = Finding::Unmatched { row: title.clone(), suggestion: Some(title) };
        doubts.block(Some(stray.cell), finding);
    }
}

/// A figure beside a criterion, in a place that was not understood.
#[derive(Clone, Debug)]
struct Stray<'a> {
    /// The row, 0-based.
    row: u32,
    /// The figure's cell.
    cell: CellRef,
    /// Its text.
    raw: String,
    /// The criterion that the row names.
    node: &'a CatalogueNode,
}

/// The figures among these rows of a sheet that may be scores: beside a criterion's name or code, and not in
/// a column that says it holds something else.
fn strays<'a>(sheet: &Sheet, rows: &[u32], year: i32, matcher: &Matcher<'a>) -> Vec<Stray<'a>> {
    let mut columns: Vec<Column> = Vec::new();
    let mut strays = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if let Some((header, height)) = table::other_header(sheet, rows, at, year) {
            columns = header;
            at += height;
            continue;
        }
        let row = rows[at];
        at += 1;
        let first = sheet.row(row).next().map(|(at, _)| at);
        let heading = |at: u32| columns.iter().find(|c| c.at == at);
        let may_be_score = |(at, cell): &(u32, &Cell)| {
            is_figure(cell)
                && match heading(*at) {
                    Some(column) => table::may_hold_scores(column, year),
                    // a figure in front numbers the row
                    None => Some(*at) != first,
                }
        };
        let Some((column, cell)) = sheet.row(row).find(may_be_score) else { continue };
        let code_column = columns.iter().find(|c| c.role == ColumnRole::Code).map(|c| c.at);
        let names = |(at, cell): (u32, &Cell)| {
            let codes = if code_column == Some(at) { codes::candidates(cell) } else { Vec::new() };
            matcher.leaf(&codes, cell.reading())
        };
        if let Some(node) = sheet.row(row).filter(|(at, _)| *at != column).find_map(names) {
            strays.push(Stray {
                row,
                cell: CellRef::new(&sheet.name, row, column),
                raw: cell.text.to_string(),
                node,
            });
        }
    }
    strays
}

fn is_figure(cell: &Cell) -> bool {
    match cell.value {
        Value::Number(_) => !cell.text.starts_with('-'),
        Value::Text => !cell.text.trim_start().starts_with('-') && score::is_figure(&cell.text),
        _ => false,
    }
}
