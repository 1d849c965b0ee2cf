//! A table that goes on on the next sheet without its header.

use crate::codes;
use crate::matching::{Match, Matcher};
use crate::table::{self, Table};
use crate::workbook::Sheet;
use scorebook::plan::ColumnRole;

/// So many rows at least must be criteria by code and name.
const FEWEST: usize = 2;

/// Gives each sheet without a table the columns of the sheet before, where its rows name criteria in the very
/// columns in which those stood there.
pub(crate) fn go_on(tables: &mut [(&Sheet, Vec<Table>)], matcher: &Matcher<'_>, year: i32) {
    for at in 1..tables.len() {
        let (before, rest) = tables.split_at_mut(at);
        let (Some((sheet, own)), Some((last, of_last))) = (rest.first_mut(), before.last()) else {
            continue;
        };
        let Some(table) = of_last.last() else { continue };
        if !own.is_empty() || table.column(ColumnRole::Score).is_none() {
            continue;
        }
        let all = sheet.rows();
        // a header of something else begins a table of its own
        let has_header =
            (0..all.len()).any(|at| table::other_header(sheet, &all, at, year).is_some());
        if has_header {
            continue;
        }
        let is_criterion = |row: &u32| names_criterion(sheet, table, *row, matcher);
        let Some(first) = all.iter().position(is_criterion) else { continue };
        if all.iter().filter(|row| is_criterion(row)).count() >= FEWEST {
            own.extend(table.continued(&last.name, all[first..].to_vec()));
        }
    }
}

fn names_criterion(sheet: &Sheet, table: &Table, row: u32, matcher: &Matcher<'_>) -> bool {
    let codes = table.column(ColumnRole::Code).and_then(|c| sheet.cell(row, c));
    let codes = codes.map(codes::candidates).unwrap_or_default();
    let name = table.column(ColumnRole::Name).map_or("", |c| sheet.reading(row, c));
    match matcher.find(&codes, name) {
        Match::Sure(node) => node.is_leaf(),
        Match::ByName(node) => node.is_leaf() && codes.is_empty(),
        _ => false,
    }
}
