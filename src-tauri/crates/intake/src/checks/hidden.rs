//! Sheets, rows and columns that are hidden in the file and were read.

use scorebook::plan::ColumnRole;
use scorebook::source::column_letters;
use scorebook::{CellRef, Finding};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::table::Table;
use crate::workbook::Sheet;

/// Tells what of a sheet's tables is hidden, and which criteria have their scores there.
pub(crate) fn check(
    sheet: &Sheet,
    tables: &[Table],
    rows: &[ClassifiedRow],
    matcher: &Matcher<'_>,
    doubts: &mut Doubts,
) {
    if tables.is_empty() {
        return;
    }
    let mut tell = |what: String, at: Option<CellRef>| {
        doubts.warn(at, Finding::Hidden { what });
    };
    // the criteria scored in these rows, as they are named in brackets
    let scored = |first: u32, last: u32| {
        let here = rows.iter().map(|row| &row.planned).filter(|row| {
            row.sheet == sheet.name && (first..=last).contains(&row.row) && row.points.is_some()
        });
        let nodes = here.filter_map(|row| matcher.node(row.node?));
        let codes: Vec<String> = nodes.map(|node| node.code.to_string()).collect();
        if codes.is_empty() {
            String::new()
        } else {
            format!(" (điểm của {})", codes.join(", "))
        }
    };
    if sheet.hidden {
        tell(format!("Trang tính “{}”{}", sheet.name, scored(0, u32::MAX)), None);
    }
    for table in tables {
        let hidden = sheet.hidden_rows.iter().filter(|r| table.rows.binary_search(r).is_ok());
        for (first, last) in runs(hidden) {
            let what = if first == last {
                format!("Dòng {}{}", first + 1, scored(first, last))
            } else {
                format!("Các dòng {}–{}{}", first + 1, last + 1, scored(first, last))
            };
            tell(what, Some(CellRef::new(&sheet.name, first, 0)));
        }
        let used = table.columns.iter().filter(|c| sheet.hidden_columns.contains(&c.at));
        for column in used {
            let at = CellRef::new(&sheet.name, table.header_last, column.at);
            let scores = match (column.role, table.rows.first(), table.rows.last()) {
                (ColumnRole::Score, Some(first), Some(last)) => scored(*first, *last),
                _ => String::new(),
            };
            tell(format!("Cột {}{scores}", column_letters(column.at)), Some(at));
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
