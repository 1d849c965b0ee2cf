//! Rows outside of the tables: letterheads, signatures, other tables. A score among them must not be lost.

use scorebook::plan::ColumnRole;
use scorebook::{CatalogueNode, CellRef};

use crate::codes;
use crate::matching::Matcher;
use crate::score;
use crate::table::{self, Column};
use crate::workbook::{Cell, Sheet, Value};

/// A figure beside a criterion, in a place that was not understood.
#[derive(Clone, Debug)]
pub(crate) struct Stray<'a> {
    /// The row, 0-based.
    pub(crate) row: u32,
    /// The figure's cell.
    pub(crate) cell: CellRef,
    /// Its text.
    pub(crate) raw: String,
    /// The criterion that the row names.
    pub(crate) node: &'a CatalogueNode,
}

/// The figures among these rows of a sheet that may be scores: beside a criterion's name or code, and not in
/// a column that says it holds something else.
pub(crate) fn strays<'a>(
    sheet: &Sheet,
    rows: &[u32],
    year: i32,
    matcher: &Matcher<'a>,
) -> Vec<Stray<'a>> {
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
