//! A cell with its neighbours, read anew from the kept file: what the source row looked like.

use scorebook::source::column_letters;

use crate::workbook::{Workbook, position};

/// Rows around a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// Letters of the columns shown: those that hold anything in these rows.
    pub columns: Vec<String>,
    /// The rows, top to bottom.
    pub rows: Vec<AroundRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AroundRow {
    /// 1-based number.
    pub number: u32,
    /// Texts, one per column shown.
    pub cells: Vec<String>,
    /// Index into `cells` of the marked cell, on its row.
    pub marked: Option<usize>,
}

/// The cell at address `a1` ("D7") of that sheet, with up to `neighbours` rows above and below; `None` when
/// there is no such place.
pub fn surroundings(workbook: &Workbook, sheet: &str, a1: &str, neighbours: u32) -> Option<Around> {
    let sheet = workbook.sheets.iter().find(|s| s.name == sheet)?;
    let (row, column) = position(a1)?;
    let shown: Vec<u32> = (row.saturating_sub(neighbours)..=row.saturating_add(neighbours))
        .filter(|r| *r == row || sheet.row(*r).next().is_some())
        .collect();
    let mut columns: Vec<u32> = shown.iter().flat_map(|r| sheet.row(*r).map(|(c, _)| c)).collect();
    columns.push(column);
    columns.sort_unstable();
    columns.dedup();
    let rows = shown.iter().map(|r| AroundRow {
        number: r + 1,
        cells: columns.iter().map(|c| sheet.raw(*r, *c).to_owned()).collect(),
        marked: columns.iter().position(|c| *c == column).filter(|_| *r == row),
    });
    Some(Around {
        rows: rows.collect(),
        columns: columns.iter().map(|c| column_letters(*c)).collect(),
    })
}
