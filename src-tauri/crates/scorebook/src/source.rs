//! Where a number came from: file, sheet, cell, and the text that stood there.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A cell of a sheet. `row` and `col` are 0-based and absolute; people see "D7" ([`CellRef::a1`]).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CellRef {
    /// The sheet's name as in the file; for a .csv, the file's stem.
    pub sheet: String,
    /// 0-based row.
    pub row: u32,
    /// 0-based column.
    pub col: u32,
}

impl CellRef {
    /// A cell by its 0-based position.
    pub fn new(sheet: impl Into<String>, row: u32, col: u32) -> Self {
        Self { sheet: sheet.into(), row, col }
    }

    /// The address as spreadsheets show it: (6, 3) is "D7".
    pub fn a1(&self) -> String {
        format!("{}{}", column_letters(self.col), self.row + 1)
    }
}

/// "Sheet1!D7", as shown in messages.
impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.a1())
    }
}

/// The letters of a 0-based column: 0 is "A", 26 is "AA".
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut n = col + 1;
    while n > 0 {
        let digit = u8::try_from((n - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A printed figure's way back: the file it was read from, the cell, and the cell's text, untouched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceCell {
    /// The file's name as it was received.
    pub file: String,
    /// SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
    /// The sheet's name.
    pub sheet: String,
    /// The cell's address, "D7".
    pub cell: String,
    /// The cell's text as in the file.
    pub raw: String,
    /// Where the officer set another score than the cell's: her reason.
    #[serde(default)]
    pub correction: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_as_in_a_spreadsheet() {
        for (row, col, a1) in [
            (0, 0, "A1"),
            (6, 3, "D7"),
            (9, 25, "Z10"),
            (0, 26, "AA1"),
            (0, 701, "ZZ1"),
            (0, 702, "AAA1"),
        ] {
            assert_eq!(CellRef::new("s", row, col).a1(), a1, "row {row}, column {col}");
        }
    }
}
