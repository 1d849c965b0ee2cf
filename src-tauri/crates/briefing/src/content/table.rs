//! Tables: columns with their widths, rows that are never split unless no page could hold them.

use scorebook::Points;
use serde::Serialize;

use crate::words::NO_FIGURE;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the table is, for readers that cannot see it.
    pub summary: String,
    /// "Đơn vị tính: điểm", above it at the right.
    pub unit: String,
    /// Columns; their headings are repeated on each page.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
    /// Size of the text in points.
    pub text_size: u32,
    /// Columns of criteria that are the difference of two others: result, from, less.
    #[serde(skip)]
    pub differences: Vec<[usize; 3]>,
    /// The name of its sheet in Excel, where it has one of its own.
    #[serde(skip)]
    pub sheet: String,
    /// Columns that stay in sight when the others are scrolled.
    #[serde(skip)]
    pub frozen_columns: u16,
}

/// The air between a cell's edge and its words, left and right, in millimetres.
pub(crate) const CELL_PADDING_MM: f64 = 1.2;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Heading.
    pub heading: String,
    /// Width. Fixed, in millimetres: Word rejects shares of a width, and pages must not differ by content.
    pub width_mm: u32,
    /// How its cells stand.
    pub align: Align,
}

impl Column {
    pub(super) fn new(heading: impl Into<String>, width_mm: u32, align: Align) -> Self {
        Self { heading: heading.into(), width_mm, align }
    }

    /// What its words have of the width, in millimetres: the rest is air beside the lines.
    pub fn room_mm(&self) -> f64 {
        f64::from(self.width_mm) - 2.0 * CELL_PADDING_MM
    }
}

/// How cells stand in their column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Text.
    Left,
    /// Numbering, short words.
    Center,
    /// Figures.
    Right,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A lĩnh vực with its sums.
    Field,
    /// A tiêu chí with its sums.
    Criterion,
    /// A row that carries points of its own.
    Component,
    /// The sums of the table.
    Total,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Cells; their spans add up to the number of columns.
    pub cells: Vec<Cell>,
    /// No page can hold it in one piece, so it may be split: better than text that runs off the paper.
    pub may_split: bool,
    /// It announces the rows after it, so the next one stands on the same page.
    pub leads: bool,
    /// The rows (by index) whose figures this one adds up, for writers that can show a live sum.
    #[serde(skip)]
    pub sums: Vec<usize>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Text.
    pub text: String,
    /// Columns it takes.
    pub span: usize,
    /// A figure given for reference, which no sum contains.
    pub aside: bool,
    /// How dark its ground is, from 0 (white) to 4: the figure on it stays readable, and is what counts.
    pub shade: u8,
    /// The points that the text tells, for writers that know numbers from words.
    #[serde(skip)]
    pub points: Option<Points>,
    /// Told with its sign.
    #[serde(skip)]
    pub signed: bool,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: 1, aside: false, shade: 0, points: None, signed: false }
    }

    /// Points; a dash where there are none.
    pub(super) fn figure(points: Option<Points>) -> Self {
        let text = points.map_or_else(|| NO_FIGURE.to_owned(), |p| p.to_string());
        Self { points, ..Self::new(text) }
    }

    /// A gain or a fall: points with their sign.
    pub(super) fn signed(points: Option<Points>) -> Self {
        let text = points.map_or_else(|| NO_FIGURE.to_owned(), Points::signed);
        Self { points, signed: true, ..Self::new(text) }
    }

    pub(super) fn spanning(text: impl Into<String>, span: usize) -> Self {
        Self { span, ..Self::new(text) }
    }

    pub(super) fn shaded(self, shade: u8) -> Self {
        Self { shade, ..self }
    }

    pub(super) fn aside(self) -> Self {
        Self { aside: true, ..self }
    }
}

/// The height a row may take before it is allowed to split: a landscape page less its margins, the heading of
/// the table and some reserve for the estimate.
const TALLEST_ROW_MM: u32 = 140;

/// The height that rows which lead and the row after them may take together before they are let go: no page could
/// hold them, so the table would leave pages empty in search of one.
const TALLEST_GROUP_MM: u32 = 110;

impl Table {
    pub(super) fn new(summary: &str, text_size: u32, columns: Vec<Column>) -> Self {
        Self {
            summary: summary.to_owned(),
            unit: "Đơn vị tính: điểm".into(),
            columns,
            rows: Vec::new(),
            text_size,
            differences: Vec::new(),
            sheet: String::new(),
            frozen_columns: 2,
        }
    }

    /// Says which columns of criteria are the difference of two others.
    pub(super) fn subtracting(self, differences: Vec<[usize; 3]>) -> Self {
        Self { differences, ..self }
    }

    /// The columns that a criterion's figure is the difference of, where it is exactly that.
    pub fn difference(&self, row: usize, column: usize) -> Option<[usize; 2]> {
        let row = self.rows.get(row).filter(|row| row.kind == RowKind::Component)?;
        let &[_, from, less] = self.differences.iter().find(|d| d[0] == column)?;
        let of = |at: usize| Self::cell_in(row, at).filter(|c| !c.aside)?.points;
        (of(from)? - of(less)? == of(column)?).then_some([from, less])
    }

    /// For a table of words.
    pub(super) fn without_unit(self) -> Self {
        Self { unit: String::new(), ..self }
    }

    pub(super) fn on_sheet(self, name: &str) -> Self {
        Self { sheet: name.to_owned(), ..self }
    }

    /// Adds a row and tells its index.
    pub(super) fn push(&mut self, kind: RowKind, cells: Vec<Cell>) -> usize {
        let height = self.estimated_height_mm(&cells);
        let may_split = height > TALLEST_ROW_MM;
        let leading = self.rows.iter().rev().take_while(|row| row.leads);
        let above: u32 = leading.map(|row| self.estimated_height_mm(&row.cells)).sum();
        if let Some(before) = self.rows.last_mut() {
            // of a row that may be split there is room for a part
            before.leads &= may_split || above + height <= TALLEST_GROUP_MM;
        }
        let leads = matches!(kind, RowKind::Field | RowKind::Criterion) && !may_split;
        self.rows.push(Row { kind, cells, may_split, leads, sums: Vec::new() });
        self.rows.len() - 1
    }

    /// Says which rows a row adds up.
    pub(super) fn sum_up(&mut self, row: usize, of: Vec<usize>) {
        if let Some(row) = self.rows.get_mut(row) {
            row.sums = of;
        }
    }

    /// How many columns stand before a row's cell with that index.
    pub fn column_of(row: &Row, cell: usize) -> usize {
        row.cells.iter().take(cell).map(|c| c.span).sum()
    }

    /// The cell of a row that stands in a column.
    pub fn cell_in(row: &Row, column: usize) -> Option<&Cell> {
        let mut at = 0;
        row.cells.iter().find(|c| {
            let here = (at..at + c.span).contains(&column);
            at += c.span;
            here
        })
    }

    /// The figures of one column that a row adds up: row index and points, those told only for reference left
    /// out. `None` unless they make exactly the row's own figure.
    pub fn summands(&self, row: usize, column: usize) -> Option<Vec<usize>> {
        let row = self.rows.get(row)?;
        let stated = Self::cell_in(row, column)?.points?;
        let told: Vec<(usize, Points)> = row
            .sums
            .iter()
            .filter_map(|&i| {
                let cell = Self::cell_in(self.rows.get(i)?, column)?;
                cell.points.filter(|_| !cell.aside).map(|p| (i, p))
            })
            .collect();
        let sum: Points = told.iter().map(|t| t.1).sum();
        (!told.is_empty() && sum == stated).then(|| told.into_iter().map(|t| t.0).collect())
    }

    /// An estimate on the safe side, from the number of letters: this model knows no fonts.
    fn estimated_height_mm(&self, cells: &[Cell]) -> u32 {
        // at 11 points a letter of running text is 1,9 mm wide on average and a line 4,8 mm high
        let (letter_um, line_um) = (172 * self.text_size, 440 * self.text_size);
        let mut at = 0;
        let mut tallest = 0;
        for cell in cells {
            let width_mm: u32 =
                self.columns.iter().skip(at).take(cell.span).map(|c| c.width_mm).sum();
            at += cell.span;
            let a_line = (width_mm.saturating_sub(3).max(4) * 1_000 / letter_um).max(1);
            let lines: u32 = cell
                .text
                .lines()
                .map(|line| {
                    u32::try_from(line.chars().count())
                        .unwrap_or(u32::MAX / 2)
                        .div_ceil(a_line)
                        .max(1)
                })
                .fold(0, u32::saturating_add);
            tallest = tallest.max(lines.saturating_mul(line_um) / 1_000);
        }
        tallest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_row_taller_than_a_page_may_split() {
        let mut table = Table::new(
            "",
            11,
            vec![Column::new("", 12, Align::Left), Column::new("", 50, Align::Left)],
        );
        for (letters, splits) in [(0, false), (600, false), (3_000, true)] {
            table.push(RowKind::Component, vec![Cell::new("1"), Cell::new("m".repeat(letters))]);
            assert_eq!(table.rows.last().map(|r| r.may_split), Some(splits), "{letters} letters");
        }
    }

    #[test]
    fn a_heading_row_leads_what_a_page_can_hold_with_it() {
        use RowKind::{Component, Criterion, Field};
        for (rows, leads) in [
            ([(Field, 10), (Criterion, 10), (Component, 10)], [true, true, false]),
            ([(Field, 10), (Criterion, 300), (Component, 300)], [true, false, false]),
            ([(Field, 300), (Criterion, 300), (Component, 10)], [false, true, false]),
            ([(Field, 250), (Criterion, 250), (Component, 250)], [true, false, false]),
            ([(Field, 3_000), (Criterion, 10), (Component, 3_000)], [false, true, false]),
        ] {
            let mut table = Table::new("", 11, vec![Column::new("", 50, Align::Left)]);
            for (kind, letters) in rows {
                table.push(kind, vec![Cell::new("m".repeat(letters))]);
            }
            let told: Vec<bool> = table.rows.iter().map(|row| row.leads).collect();
            assert_eq!(told, leads, "{rows:?}");
        }
    }
}
