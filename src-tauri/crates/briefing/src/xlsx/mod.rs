//! Excel files: the tables of a document, a sheet for each, with live sums, and a sheet that says where every
//! number came from.
//!
//! Foreign text is written as text, never as formula, link or number. The clock is the snapshot's: one snapshot
//! gives the same bytes.

mod formula;
mod style;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Formula, IgnoreError, Workbook, Worksheet, XlsxError,
};

use self::style::Style;
use crate::Error;
use crate::content::{Annex, Block, Cell, Column, Document, Row, RowKind, Table};
use crate::printable::printable;
use crate::typeface::Ruler;
use crate::words::count;

/// Letters that Excel holds in a cell, less room to say that some are missing.
const LONGEST_TEXT: usize = 32_000;

/// The document's tables as an Excel file; [`Error::NoTable`] when it has none.
pub fn write(document: &Document) -> Result<Vec<u8>, Error> {
    if document.sheets().is_empty() {
        return Err(Error::NoTable);
    }
    workbook(document).map_err(|e| Error::File(e.to_string()))
}

fn workbook(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let p = &document.properties;
    let said = |text: &str| printable(text, |_| true);
    let taken_at = p.taken_at_utc().format("%Y-%m-%dT%H:%M:%S").to_string();
    let taken_at = ExcelDateTime::parse_from_str(&taken_at)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(said(&p.title))
            .set_author(said(&p.author))
            .set_keywords(said(&p.keywords.join(", ")))
            .set_comment(said(&p.description))
            .set_creation_datetime(&taken_at),
    );
    let style = Style::new();
    let mark = document.sample_mark.as_deref();
    for annex in document.sheets() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&annex.label)?;
        page(sheet, mark);
        Sheet { cells: sheet, style: &style, row: 0 }.annex(&annex)?;
    }
    workbook.save_to_buffer()
}

/// A4 on its side, as wide as the paper, numbered at the top centre.
fn page(sheet: &mut Worksheet, mark: Option<&str>) {
    // 9 is A4
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    // in inches: 30 and 15 mm at the sides, 20 above and below
    sheet.set_margins(1.18, 0.59, 0.79, 0.79, 0.4, 0.4);
    let mark = mark.map(|m| format!("&R&\"Times New Roman,Bold\"&10{m}")).unwrap_or_default();
    // each sheet is paged on its own
    sheet.set_print_first_page_number(1);
    sheet.set_header(format!("&C&\"Times New Roman,Regular\"&14&P{mark}"));
}

/// A sheet being filled from the top.
struct Sheet<'a> {
    cells: &'a mut Worksheet,
    style: &'a Style,
    /// The next free row, 0-based.
    row: u32,
}

impl Sheet<'_> {
    fn annex(mut self, annex: &Annex) -> Result<(), XlsxError> {
        let columns = annex
            .blocks
            .iter()
            .find_map(|b| if let Block::Table(t) = b { Some(t.columns.as_slice()) } else { None })
            .unwrap_or_default();
        let mut widths: Vec<u32> = columns.iter().map(|c| c.width_mm).collect();
        if widths.is_empty() {
            widths.push(252);
        }
        for (i, width) in (0..).zip(&widths) {
            // 96 dots to the inch
            self.cells.set_column_width_pixels(i, width * 960 / 254)?;
        }
        let last = u16::try_from(widths.len() - 1).unwrap_or(u16::MAX);
        let whole: u32 = widths.iter().sum();
        let style = self.style;
        for (text, format) in [(&annex.title, &style.title), (&annex.reference, &style.reference)] {
            self.line(text, format, last, whole, 14)?;
        }
        let mut is_first = true;
        for block in &annex.blocks {
            match block {
                Block::Table(table) => {
                    self.table(table, is_first, last)?;
                    is_first = false;
                }
                Block::Note { text } => self.line(text, &style.note, last, whole, 11)?,
                Block::Paragraph { text } | Block::Remark { text } => {
                    self.line(text, &style.text, last, whole, 12)?;
                }
                Block::Part { number, title } | Block::Clause { number, title } => {
                    self.line(&format!("{number} {title}"), &style.text, last, whole, 12)?;
                }
                Block::Point { letter, text } => {
                    self.line(&format!("{letter} {text}"), &style.text, last, whole, 12)?;
                }
                // it stands in the text alone, and its figures in the table beside it
                Block::Chart(_) => {}
            }
        }
        self.line(&annex.snapshot_line, &style.note, last, whole, 11)
    }

    /// Words across all columns. Excel does not fit the height of joined cells, so it is set.
    fn line(
        &mut self,
        text: &str,
        format: &rust_xlsxwriter::Format,
        last: u16,
        width_mm: u32,
        size_pt: u32,
    ) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        let text = fitting(text);
        let lines = Ruler::new(size_pt, true).lines(&text, f64::from(width_mm));
        self.cells.set_row_height(self.row, height_pt(lines, size_pt))?;
        if last == 0 {
            self.cells.write_string_with_format(self.row, 0, text, format)?;
        } else {
            self.cells.merge_range(self.row, 0, self.row, last, &text, format)?;
        }
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &Table, is_first: bool, last: u16) -> Result<(), XlsxError> {
        if !table.unit.is_empty() {
            self.cells.write_string_with_format(self.row, last, &table.unit, &self.style.unit)?;
            self.row += 1;
        }
        let heading = self.row;
        let lines = table.columns.iter().map(|c| self.style.bold.lines(&c.heading, c.room_mm()));
        self.cells.set_row_height(heading, height_pt(lines.max().unwrap_or(1), 11))?;
        for (i, column) in (0..).zip(&table.columns) {
            let text = fitting(&column.heading);
            self.cells.write_string_with_format(heading, i, text, &self.style.heading)?;
        }
        let first_row = heading + 1;
        for (i, row) in (0..).zip(&table.rows) {
            self.table_row(table, row, i, first_row)?;
        }
        self.row = first_row + u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        if is_first {
            let end = self.row.max(first_row + 1) - 1;
            self.cells.set_repeat_rows(heading, heading)?;
            self.cells.set_freeze_panes(first_row, last.min(table.frozen_columns))?;
            let sums = table.rows.iter().rev().take_while(|r| r.kind == RowKind::Total).count();
            let sums = u32::try_from(sums).unwrap_or(0);
            self.cells.autofilter(heading, 0, (self.row - sums).max(first_row) - 1, last)?;
            // codes and ordinals are words here, however much they look like numbers
            self.cells.ignore_error_range(
                first_row,
                0,
                end,
                last,
                IgnoreError::NumberStoredAsText,
            )?;
        }
        Ok(())
    }

    fn table_row(
        &mut self,
        table: &Table,
        row: &Row,
        index: usize,
        first_row: u32,
    ) -> Result<(), XlsxError> {
        let at_row = first_row + u32::try_from(index).unwrap_or(u32::MAX);
        let mut column = 0_usize;
        let mut lines = 1;
        for cell in &row.cells {
            let room = table.columns.iter().skip(column).take(cell.span).map(Column::room_mm).sum();
            let ruler =
                if row.kind == RowKind::Component { &self.style.regular } else { &self.style.bold };
            lines = lines.max(ruler.lines(&cell.text, room));
            let at = u16::try_from(column).unwrap_or(u16::MAX);
            let align = table.columns.get(column).map(|c| c.align);
            let format = self.style.cell(row.kind, cell, align);
            if cell.span > 1 {
                let end = at + u16::try_from(cell.span - 1).unwrap_or(0);
                self.cells.merge_range(at_row, at, at_row, end, &fitting(&cell.text), format)?;
            } else {
                self.cell(
                    cell,
                    (at_row, at),
                    formula::sum(table, index, column, first_row)
                        .or_else(|| formula::difference(table, index, column, first_row)),
                    format,
                )?;
            }
            column += cell.span;
        }
        // not every program fits rows to their words when it opens a file
        self.cells.set_row_height(at_row, height_pt(lines, 11))?;
        Ok(())
    }

    fn cell(
        &mut self,
        cell: &Cell,
        (row, column): (u32, u16),
        formula: Option<String>,
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        match (cell.points, formula) {
            (Some(points), Some(formula)) => {
                let formula = Formula::new(formula).set_result(points.to_decimal());
                self.cells.write_formula_with_format(row, column, formula, format)?;
            }
            (Some(points), None) => {
                // the nearest double shows the same decimals
                let number: f64 = points.to_decimal().parse().unwrap_or(f64::NAN);
                self.cells.write_number_with_format(row, column, number, format)?;
            }
            (None, _) => {
                self.cells.write_string_with_format(row, column, fitting(&cell.text), format)?;
            }
        }
        Ok(())
    }
}

/// The height of a row of so many lines. Excel has none above 409 points.
fn height_pt(lines: u32, size_pt: u32) -> u32 {
    (lines.min(100) * size_pt * 130 / 100 + 4).min(409)
}

/// Text as a cell can hold it; what is too long says how much is missing and where it stands.
fn fitting(text: &str) -> String {
    let text = printable(text, |_| true);
    match text.char_indices().nth(LONGEST_TEXT) {
        None => text,
        Some((cut, _)) => {
            let missing = text[cut..].chars().count();
            format!("{}… [còn {} ký tự, xem bản PDF hoặc Word]", &text[..cut], count(missing))
        }
    }
}
