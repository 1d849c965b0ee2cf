//! A file's cells, whatever its format: absolute positions, raw text, what is hidden, what is merged.

mod biff;
mod cells;
mod compound;
mod delimited;
mod excel;
mod flow;
pub(crate) mod fuzzing;
mod html;
mod inflate;
pub(crate) mod kind;
mod layout;
mod letters;
pub mod limits;
mod lists;
mod number;
mod whole;
mod word;
mod xlsb;

use std::collections::BTreeSet;

use compact_str::CompactString;
use scorebook::Finding;
use serde::{Deserialize, Serialize};

use crate::legacy::{self, Legacy};
pub use cells::Cells;
use kind::Kind;
use number::number;

/// A file's sheets, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The sheets, hidden ones included.
    pub sheets: Vec<Sheet>,
}

/// A sheet's cells by absolute 0-based (row, column).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Name as in the file; a .csv has its file's stem.
    pub name: String,
    /// Is the sheet hidden?
    pub hidden: bool,
    /// Cells that hold anything.
    pub cells: Cells,
    /// Merged areas, where the format tells them.
    pub merges: Vec<Merge>,
    /// Hidden rows, where the format tells them.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns, where the format tells them.
    pub hidden_columns: BTreeSet<u32>,
}

/// A cell: its text as in the file, and what kind of thing it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The text, untouched; for a number, its shortest decimal form with a dot.
    pub text: CompactString,
    /// What the format says it is.
    pub value: Value,
    /// Set when the text is written in letters from before Unicode.
    pub legacy: Option<Box<Legacy>>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text.
    Text,
    /// A number. Only ever turned into text or points, never added or compared.
    Number(f64),
    /// A date: year, month, day.
    Date(u16, u8, u8),
    /// An error such as #REF!.
    Error,
    /// A formula whose result is not in the file; the text is the formula.
    NoResult,
}

/// A merged area, both corners inclusive, 0-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Upper left (row, column).
    pub start: (u32, u32),
    /// Lower right (row, column).
    pub end: (u32, u32),
}

impl Cell {
    /// A cell as read, before its letters are looked at.
    pub(crate) fn new(text: impl Into<CompactString>, value: Value) -> Self {
        Self { text: text.into(), value, legacy: None }
    }

    fn text(text: impl Into<CompactString>) -> Self {
        Self::new(text, Value::Text)
    }

    /// The text to understand: in Unicode, whatever letters the file uses.
    pub fn reading(&self) -> &str {
        self.legacy.as_ref().map_or(self.text.as_str(), |legacy| &legacy.reading)
    }
}

impl Sheet {
    /// The cell at 0-based (row, column).
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get((row, column))
    }

    /// The text there, empty when there is none.
    pub fn text(&self, row: u32, column: u32) -> &str {
        self.cell(row, column).map_or("", |c| c.text.as_str())
    }

    /// The text to understand there, see [`Cell::reading`].
    pub fn reading(&self, row: u32, column: u32) -> &str {
        self.cell(row, column).map_or("", Cell::reading)
    }

    /// The cells of a row, left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.row(row)
    }

    /// Rows that hold any text, top to bottom.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.positions().map(|(row, _)| row).collect();
        rows.dedup();
        rows
    }

    /// The upper left corner of the merged area a cell lies in, else the cell itself.
    pub fn origin(&self, row: u32, column: u32) -> (u32, u32) {
        let covers = |m: &&Merge| {
            (m.start.0..=m.end.0).contains(&row) && (m.start.1..=m.end.1).contains(&column)
        };
        self.merges.iter().find(covers).map_or((row, column), |m| m.start)
    }

    fn put(&mut self, position: (u32, u32), cell: Cell) {
        if is_kept(position, &cell) {
            self.cells.insert(position, cell);
        }
    }

    /// Puts many cells at once, in any order.
    fn fill(&mut self, mut cells: Vec<((u32, u32), Cell)>) {
        cells.retain(|(at, cell)| is_kept(*at, cell));
        self.cells.extend(cells);
    }
}

fn is_kept(position: (u32, u32), cell: &Cell) -> bool {
    !cell.text.trim().is_empty() && position.1 < limits::COLUMNS
}

/// Reads a file by its content; the name only names a .csv's sheet.
pub fn read(name: &str, bytes: &[u8]) -> Result<Workbook, Finding> {
    if bytes.is_empty() {
        return Err(Finding::EmptyFile);
    }
    if bytes.len() > limits::FILE_BYTES {
        return Err(Finding::TooLarge { detail: "dung lượng tệp lớn hơn 64 MB".into() });
    }
    let kind = kind::of(bytes)?;
    // the readers are other people's code on foreign bytes: a panic in them is a damaged file
    let read = std::panic::catch_unwind(|| match kind {
        Kind::Xlsx => excel::xlsx(bytes),
        Kind::Xlsb => excel::xlsb(bytes),
        Kind::Xls => whole::xls(bytes),
        Kind::Ods => whole::ods(bytes),
        Kind::Word => word::read(bytes),
        Kind::Html => html::read(bytes),
        Kind::Text => delimited::read(name, bytes),
    });
    let mut workbook = read.unwrap_or_else(|_| Err(damaged("trình đọc dừng giữa chừng")))?;
    if workbook.sheets.iter().all(|s| s.cells.is_empty()) {
        return Err(Finding::EmptyFile);
    }
    legacy::mark(&mut workbook);
    Ok(workbook)
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn damaged(detail: impl ToString) -> Finding {
    Finding::DamagedFile { detail: detail.to_string() }
}

/// Fails once more cells were read than a score table has.
fn within_cells(count: usize) -> Result<(), Finding> {
    if count > limits::CELLS {
        return Err(Finding::TooLarge {
            detail: "nhiều hơn 1.000.000 ô có dữ liệu".into()
        });
    }
    Ok(())
}

/// "D7" is row 6, column 3.
pub(crate) fn position(a1: &str) -> Option<(u32, u32)> {
    let split = a1.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = a1.split_at(split);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let digit = u32::from(letter.checked_sub(b'A').filter(|d| *d < 26)?) + 1;
        column = column.checked_mul(26)?.checked_add(digit)?;
    }
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
