//! Text in which marks end cells and rows (.doc, .rtf): put together into lines and tables.

use scorebook::Finding;

use super::edges::{self, Placed, Row, Upright};
use super::flow::Flow;
use super::passage::Passage;
use super::{Workbook, limits, within_cells};

/// How a row's cells lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Definition {
    /// Where the first one begins, in twips.
    pub(super) left: i32,
    pub(super) cells: Vec<Defined>,
}

/// How a cell lies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Defined {
    /// Where it ends, in twips.
    pub(super) right: i32,
    pub(super) upright: Upright,
    pub(super) joins_left: bool,
}

/// A document in the making. A depth is how many tables lie around: 0 is outside of all.
#[derive(Debug, Default)]
pub(super) struct Marked {
    flow: Flow,
    /// By depth: the paragraph or the cell that is open.
    passages: Vec<Passage>,
    /// By depth: the cells of the row that is open.
    cells: Vec<Vec<Passage>>,
    /// The table that is open.
    rows: Vec<Row>,
    count: usize,
}

/// Twips a cell is wide when its row does not say it.
const WIDTH: i32 = 1_000;

impl Marked {
    /// What text at that depth goes to.
    pub(super) fn passage(&mut self, depth: usize) -> &mut Passage {
        if self.passages.len() <= depth {
            self.passages.resize_with(depth + 1, Passage::default);
        }
        &mut self.passages[depth]
    }

    pub(super) fn end_paragraph(&mut self, depth: usize) -> Result<(), Finding> {
        if depth > 0 {
            self.passage(depth).break_line();
            return Ok(());
        }
        self.end_table()?;
        let line = std::mem::take(self.passage(0));
        self.flow.line_cell(line.into_cell())
    }

    pub(super) fn end_cell(&mut self, depth: usize) -> Result<(), Finding> {
        let passage = std::mem::take(self.passage(depth));
        if self.cells.len() <= depth {
            self.cells.resize_with(depth + 1, Vec::new);
        }
        self.count += 1;
        within_cells(self.count)?;
        if self.cells[depth].len() < limits::COLUMNS as usize {
            self.cells[depth].push(passage);
        }
        Ok(())
    }

    /// Ends a row of the outermost table.
    pub(super) fn end_row(&mut self, definition: &Definition) {
        let cells = self.cells.get_mut(1).map(std::mem::take).unwrap_or_default();
        if cells.is_empty() {
            return;
        }
        let mut row = Row { left: definition.left, cells: Vec::new() };
        let mut ends = definition.cells.iter().copied();
        let mut last = definition.left;
        for passage in cells {
            // more cells than were defined stand further right
            let further = Defined { right: last.saturating_add(WIDTH), ..Defined::default() };
            let Defined { right, upright, joins_left } = ends.next().unwrap_or(further);
            last = right;
            row.cells.push(Placed { right, cell: passage.into_cell(), upright, joins_left });
        }
        self.rows.push(row);
    }

    /// A row of a table inside a cell is a line of that cell's text, its cells apart by tabs.
    pub(super) fn end_nested_row(&mut self, depth: usize) {
        let cells = self.cells.get_mut(depth).map(std::mem::take).unwrap_or_default();
        let mut line = Passage::default();
        for (number, mut cell) in cells.into_iter().enumerate() {
            if number > 0 {
                line.push_plain("\t");
            }
            cell.trim_end();
            line.append(cell);
        }
        let outer = self.passage(depth.max(1) - 1);
        if !outer.is_empty() && !outer.ends_line() {
            outer.break_line();
        }
        outer.append(line);
        outer.break_line();
    }

    fn end_table(&mut self) -> Result<(), Finding> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.flow.table(edges::grid(std::mem::take(&mut self.rows)))
    }

    pub(super) fn finish(mut self) -> Result<Workbook, Finding> {
        // a row that was begun and not ended is on the page
        if self.cells.get(1).is_some_and(|cells| !cells.is_empty()) {
            self.end_row(&Definition::default());
        }
        self.end_table()?;
        let last = std::mem::take(self.passage(0));
        if !last.is_empty() {
            self.flow.line_cell(last.into_cell())?;
        }
        Ok(self.flow.finish())
    }
}
