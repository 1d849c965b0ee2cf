//! Documents of flowing text as sheets: each table a sheet, with the text above it as rows above it.
//!
//! A letterhead is often a table without lines, of one or two columns: such a table counts as text. A table
//! that goes on after an empty line stays one, as Word cuts long tables. What follows the last table lies
//! under it, as signatures do.

use std::collections::{BTreeMap, BTreeSet};

use scorebook::Finding;

use super::{Cell, Merge, Sheet, Workbook, limits, within_cells};

/// A table, its cells placed: 0-based (row, column) within it.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) cells: BTreeMap<(u32, u32), Cell>,
    pub(super) merges: Vec<Merge>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_columns: BTreeSet<u32>,
    /// Number of rows.
    pub(super) height: u32,
    /// Number of columns.
    pub(super) width: u32,
}

/// Tables of up to so many columns hold letterheads and signatures.
const LETTERHEAD_COLUMNS: u32 = 2;

/// Collects a document's text and tables, top to bottom.
#[derive(Debug, Default)]
pub(super) struct Flow {
    done: Vec<Sheet>,
    /// The sheet of the last table, and its number of rows and columns.
    open: Option<(Sheet, u32, u32)>,
    /// What came after it.
    after: Sheet,
    after_rows: u32,
    count: usize,
}

impl Flow {
    /// A line of text, or an empty one.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Finding> {
        self.count += 1;
        within_cells(self.count)?;
        self.after.put((self.after_rows, 0), Cell::text(text));
        self.after_rows += 1;
        Ok(())
    }

    /// A table.
    pub(super) fn table(&mut self, grid: Grid) -> Result<(), Finding> {
        self.count += grid.cells.len();
        within_cells(self.count)?;
        let width = grid.width;
        if grid.cells.is_empty() || width <= LETTERHEAD_COLUMNS {
            self.after_rows = lay(&mut self.after, self.after_rows, grid);
            return Ok(());
        }
        let goes_on = self.after.cells.is_empty()
            && self.open.as_ref().is_some_and(|(_, _, columns)| *columns == width);
        let mut lines = std::mem::take(&mut self.after);
        let lines_rows = std::mem::take(&mut self.after_rows);
        if let Some((sheet, rows, _)) = self.open.as_mut().filter(|_| goes_on) {
            *rows = lay(sheet, *rows, grid);
        } else {
            let rows = lay(&mut lines, lines_rows, grid);
            let before = self.open.replace((lines, rows, width));
            self.done.extend(before.map(|(sheet, ..)| sheet));
        }
        if self.done.len() >= limits::SHEETS {
            return Err(Finding::TooLarge { detail: "nhiều hơn 256 bảng".into() });
        }
        Ok(())
    }

    /// The sheets, "Bảng 1" and so on.
    pub(super) fn finish(mut self) -> Workbook {
        let last = match self.open.take() {
            Some((mut sheet, rows, _)) => {
                let under = |(row, column): (u32, u32)| (row.saturating_add(rows), column);
                sheet.cells.extend(self.after.cells.into_iter().map(|(at, c)| (under(at), c)));
                let moved = |m: Merge| Merge { start: under(m.start), end: under(m.end) };
                sheet.merges.extend(self.after.merges.into_iter().map(moved));
                sheet
            }
            None => self.after,
        };
        self.done.push(last);
        for (number, sheet) in (1..).zip(&mut self.done) {
            sheet.name = format!("Bảng {number}");
        }
        Workbook { sheets: self.done }
    }
}

/// Puts a table into a sheet from that row on; the first row after it.
fn lay(sheet: &mut Sheet, from: u32, grid: Grid) -> u32 {
    let under = |(row, column): (u32, u32)| (row.saturating_add(from), column);
    for (at, cell) in grid.cells {
        sheet.put(under(at), cell);
    }
    let moved = |m: Merge| Merge { start: under(m.start), end: under(m.end) };
    sheet.merges.extend(grid.merges.into_iter().map(moved));
    sheet.hidden_rows.extend(grid.hidden_rows.iter().map(|row| row.saturating_add(from)));
    if grid.width > LETTERHEAD_COLUMNS {
        sheet.hidden_columns.extend(grid.hidden_columns);
    }
    from.saturating_add(grid.height)
}
