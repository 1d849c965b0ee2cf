//! A file's cells, whatever its format: absolute positions, raw text, what is hidden, what is merged.

mod aside;
mod biff;
mod cells;
pub(crate) mod compound;
mod delimited;
mod doc;
mod edges;
mod excel;
mod flow;
mod format;
pub(crate) mod fuzzing;
mod html;
mod html_looks;
mod inflate;
pub(crate) mod kind;
mod layout;
mod letters;
pub mod limits;
mod lists;
mod lock;
mod marked;
mod number;
mod ods;
mod odt;
mod package;
mod page;
pub(crate) mod passage;
mod quotes;
pub(crate) mod rtf;
mod spreadsheet_ml;
mod whole;
mod word;
mod word_styles;
mod xlsb;
mod xlsx;

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use scorebook::Finding;
use serde::{Deserialize, Serialize};

use crate::legacy::{self, Legacy};
pub use aside::{Aside, Formula, FormulaResult, Note, NoteKind, Remark, Unseen};
pub use cells::Cells;
use kind::Kind;
use number::number;

/// A file's sheets, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The sheets, hidden ones included.
    pub sheets: Vec<Sheet>,
    /// What is to be said of the file itself.
    pub remarks: Vec<Remark>,
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
    /// Comments, text boxes and footnotes.
    pub notes: Vec<Note>,
}

/// A cell: what it shows, and what kind of thing it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What is on the page, else untouched: without what is struck out, raised or unseen (see [`Aside`]); for a
    /// number, its shortest decimal form with a dot. Empty when the page shows nothing of what is there.
    pub text: CompactString,
    /// What the format says it is.
    pub value: Value,
    /// Set when the text is written in letters from before Unicode.
    pub legacy: Option<Box<Legacy>>,
    /// What the page does not show, and what makes the value a doubt.
    pub aside: Option<Box<Aside>>,
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
        Self { text: text.into(), value, legacy: None, aside: None }
    }

    fn text(text: impl Into<CompactString>) -> Self {
        Self::new(text, Value::Text)
    }

    /// The whole content as in the file, seen or not.
    pub fn raw(&self) -> &str {
        let raw = self.aside.as_ref().map(|aside| aside.raw.as_str());
        raw.filter(|raw| !raw.is_empty()).unwrap_or(&self.text)
    }

    /// Is it a formula's result that the workbook itself does not stand by?
    pub fn is_uncomputed(&self) -> bool {
        let formula = self.aside.as_ref().and_then(|aside| aside.formula.as_ref());
        self.value == Value::NoResult || formula.is_some_and(|f| f.result.is_doubtful())
    }

    /// Takes all of it off the page, for that reason.
    pub(crate) fn hide(&mut self, why: Unseen) {
        let text = std::mem::take(&mut self.text);
        self.value = Value::Text;
        self.legacy = None;
        let aside = self.aside.get_or_insert_default();
        if aside.raw.is_empty() {
            aside.raw = text;
        }
        aside.unseen = Some(why);
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

    /// The whole content there, seen or not.
    pub fn raw(&self, row: u32, column: u32) -> &str {
        self.cell(row, column).map_or("", Cell::raw)
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
    !cell.raw().trim().is_empty() && position.1 < limits::COLUMNS
}

/// Reads a file by its content; the name only names a .csv's sheet.
pub fn read(name: &str, bytes: &[u8]) -> Result<Workbook, Finding> {
    if bytes.is_empty() {
        return Err(Finding::EmptyFile);
    }
    if bytes.len() > limits::FILE_BYTES {
        return Err(Finding::TooLarge { detail: "dung lượng tệp lớn hơn 64 MB".into() });
    }
    let kind = match kind::of(bytes) {
        Err(Finding::PasswordProtected) => {
            let opened = lock::open(bytes).ok_or(Finding::PasswordProtected)?;
            // what lies inside is under no lock again
            return if kind::of(&opened) == Err(Finding::PasswordProtected) {
                Err(Finding::PasswordProtected)
            } else {
                read(name, &opened)
            };
        }
        kind => kind?,
    };
    // the readers are other people's code on foreign bytes: a panic in them is a damaged file
    let read = std::panic::catch_unwind(|| match kind {
        Kind::Xlsx => xlsx::read(bytes),
        Kind::Xlsb => excel::xlsb(bytes),
        Kind::Xls => whole::xls(bytes),
        Kind::Ods => ods::read(bytes),
        Kind::Word => word::read(bytes),
        Kind::Doc => doc::read(bytes),
        Kind::Odt => odt::read(bytes),
        Kind::Rtf => rtf::read(bytes),
        Kind::SpreadsheetMl => spreadsheet_ml::read(bytes),
        Kind::Html => html::read(bytes),
        Kind::Text => delimited::read(name, bytes),
    });
    let mut workbook = read.unwrap_or_else(|_| Err(damaged("trình đọc dừng giữa chừng")))?;
    if workbook.sheets.iter().all(|s| s.cells.is_empty()) {
        return Err(empty(&workbook));
    }
    workbook.sheets.iter_mut().for_each(cover);
    legacy::mark(&mut workbook);
    Ok(workbook)
}

/// Why there is no cell at all.
fn empty(workbook: &Workbook) -> Finding {
    for remark in &workbook.remarks {
        match remark {
            Remark::OnlyPicture { sheet } => return Finding::OnlyPicture { sheet: sheet.clone() },
            Remark::EmbeddedTable => return Finding::EmbeddedTable,
            Remark::SheetsCut { .. } | Remark::ColumnsCut { .. } => {}
        }
    }
    Finding::EmptyFile
}

/// Takes off the page what lies under a merged area: its upper left cell alone is seen.
fn cover(sheet: &mut Sheet) {
    let mut merges = sheet.merges.clone();
    merges.sort_unstable_by_key(|merge| merge.start);
    let mut merges = merges.into_iter().peekable();
    // those that reach the row at hand, by their first column; a file that lays one over another is not followed
    let mut open: BTreeMap<u32, Merge> = BTreeMap::new();
    for (at, cell) in sheet.cells.iter_mut() {
        while let Some(merge) = merges.next_if(|merge| merge.start <= at) {
            open.retain(|_, open| open.end.0 >= merge.start.0);
            let before = open.range(..=merge.end.1).next_back();
            if before.is_none_or(|(_, before)| before.end.1 < merge.start.1) {
                open.insert(merge.start.1, merge);
            }
        }
        let over = open.range(..=at.1).next_back().map(|(_, merge)| *merge);
        let covers = |m: &Merge| at.0 <= m.end.0 && at.1 <= m.end.1 && at != m.start;
        if over.is_some_and(|merge| covers(&merge)) && !cell.text.is_empty() {
            cell.hide(Unseen::Covered);
        }
    }
}

/// A damaged file, by a sentence of our own.
fn damaged(detail: &str) -> Finding {
    Finding::DamagedFile { detail: detail.to_owned() }
}

/// A damaged file, whatever words a library has for it.
fn broken(_: impl std::error::Error) -> Finding {
    damaged("nội dung không đúng định dạng của loại tệp này")
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
