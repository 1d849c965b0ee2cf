//! The row below a header that counts the columns and holds nothing else.

use crate::workbook::Sheet;

/// Does a row only number the columns: "(1) (2) (3)", "A B 1 2", "(5)=(4)-(3)"?
pub(crate) fn numbers_columns(sheet: &Sheet, row: u32) -> bool {
    let mut before = 0;
    let mut counted = 0;
    for (_, cell) in sheet.row(row) {
        let text = cell.text.trim().trim_matches(['(', ')', '[', ']']);
        if let Ok(number) = text.parse::<u8>() {
            if number <= before {
                return false;
            }
            (before, counted) = (number, counted + 1);
        } else if text.len() == 1 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
            counted += 1;
        } else if !text.contains(['=', '/']) || text.chars().any(char::is_alphabetic) {
            return false;
        }
    }
    counted >= 2
}
