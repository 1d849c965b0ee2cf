//! Sheets, rows and columns that are hidden in the file and were read.

use scorebook::source::column_letters;
use scorebook::{CellRef, Finding};

use crate::doubts::Doubts;
use crate::table::Table;
use crate::workbook::Sheet;

/// Tells what of a sheet's tables is hidden.
pub(crate) fn check(sheet: &Sheet, tables: &[Table], doubts: &mut Doubts) {
    if tables.is_empty() {
        return;
    }
    let mut tell = |what: String, at: Option<CellRef>| {
        doubts.warn(at, Finding::Hidden { what });
    };
    if sheet.hidden {
        tell(format!("Trang tính “{}”", sheet.name), None);
    }
    for table in tables {
        let hidden = sheet.hidden_rows.iter().filter(|r| table.rows.binary_search(r).is_ok());
        for (first, last) in runs(hidden) {
            let what = if first == last {
                format!("Dòng {}", first + 1)
            } else {
                format!("Các dòng {}–{}", first + 1, last + 1)
            };
            tell(what, Some(CellRef::new(&sheet.name, first, 0)));
        }
        let used = table.columns.iter().filter(|c| sheet.hidden_columns.contains(&c.at));
        for column in used {
            let at = CellRef::new(&sheet.name, table.header_last, column.at);
            tell(format!("Cột {}", column_letters(column.at)), Some(at));
        }
    }
}

/// Neighbouring numbers as (first, last).
fn runs<'n>(numbers: impl Iterator<Item = &'n u32>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    runs
}
