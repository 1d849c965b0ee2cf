//! Documents of flowing text as sheets: each table a sheet, with the text above it as rows above it.
//!
//! A letterhead is often a table without lines, of one or two columns: such a table counts as text. A table
//! that goes on after an empty line stays one, as Word cuts long tables. What follows the last table lies
//! under it, as signatures do.

use std::collections::{BTreeMap, BTreeSet};

use scorebook::Finding;

use super::{Cell, Merge, Note, Sheet, Workbook, limits, within_cells};

/// A table, its cells placed: 0-based (row, column) within it.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) cells: BTreeMap<(u32, u32), Cell>,
    pub(super) merges: Vec<Merge>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_columns: BTreeSet<u32>,
    pub(super) notes: Vec<Note>,
    /// Tables inside of cells, with what else the cell says.
    pub(super) inner: BTreeMap<(u32, u32), Inner>,
    /// Number of rows.
    pub(super) height: u32,
    /// Number of columns.
    pub(super) width: u32,
}

/// A cell that holds tables.
#[derive(Debug, Default)]
pub(super) struct Inner {
    /// Its text beside them.
    pub(super) text: String,
    pub(super) tables: Vec<Grid>,
}

/// A table inside of a cell that has fewer rows than this is that cell's text.
const FEWEST_ROWS: u32 = 3;

impl Grid {
    /// Is it only there to put things in their places on the page? Then it holds a table larger than itself.
    fn is_layout(&self) -> bool {
        let tables = || self.inner.values().flat_map(|inner| &inner.tables);
        let largest = tables()
            .filter(|t| t.is_layout() || (t.width > LETTERHEAD_COLUMNS && t.height >= FEWEST_ROWS))
            .map(Grid::size)
            .max();
        largest.is_some_and(|size| size > self.cells.len())
    }

    /// How many cells it has, those of tables in it among them.
    fn size(&self) -> usize {
        let inner = self.inner.values().flat_map(|inner| &inner.tables).map(Grid::size);
        self.cells.len().max(inner.max().unwrap_or(0))
    }

    /// Row by row, cells apart by tabs.
    pub(super) fn as_text(&self) -> String {
        let (mut text, mut before) = (String::new(), None);
        for ((row, _), cell) in &self.cells {
            if !text.is_empty() {
                text.push(if before == Some(row) { '\t' } else { '\n' });
            }
            text.push_str(&cell.text);
            before = Some(row);
        }
        text
    }
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
        self.line_cell(Cell::text(text))
    }

    /// The same of a line that says more than its text.
    pub(super) fn line_cell(&mut self, line: Cell) -> Result<(), Finding> {
        self.count += 1;
        within_cells(self.count)?;
        self.after.put((self.after_rows, 0), line);
        self.after_rows += 1;
        Ok(())
    }

    /// Something that speaks about the line before.
    pub(super) fn note(&mut self, note: Note) {
        let at = Some((self.after_rows.saturating_sub(1), 0));
        self.after.notes.push(Note { at, ..note });
    }

    /// A table; one that only lays out the page gives way to what it holds.
    pub(super) fn table(&mut self, mut grid: Grid) -> Result<(), Finding> {
        if grid.is_layout() {
            let mut inner = std::mem::take(&mut grid.inner);
            for (at, cell) in grid.cells {
                let inner = inner.remove(&at);
                let text = inner.as_ref().map_or(cell.text.as_str(), |inner| &inner.text);
                for line in text.lines() {
                    self.line(line)?;
                }
                for table in inner.into_iter().flat_map(|inner| inner.tables) {
                    self.table(table)?;
                }
            }
            return Ok(());
        }
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
                sheet.notes.extend(self.after.notes.into_iter().map(|n| shifted(n, rows)));
                sheet
            }
            None => self.after,
        };
        self.done.push(last);
        for (number, sheet) in (1..).zip(&mut self.done) {
            sheet.name = format!("Bảng {number}");
        }
        Workbook { sheets: self.done, ..Workbook::default() }
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
    sheet.notes.extend(grid.notes.into_iter().map(|note| shifted(note, from)));
    sheet.hidden_rows.extend(grid.hidden_rows.iter().map(|row| row.saturating_add(from)));
    if grid.width > LETTERHEAD_COLUMNS {
        sheet.hidden_columns.extend(grid.hidden_columns);
    }
    from.saturating_add(grid.height)
}

fn shifted(note: Note, rows: u32) -> Note {
    Note { at: note.at.map(|(row, column)| (row.saturating_add(rows), column)), ..note }
}
