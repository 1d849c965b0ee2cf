//! Live sums: the cells that a row of sums adds up, as ranges.

use scorebook::source::column_letters;

use crate::content::Table;

/// Excel reads no longer formula, and no function with more arguments.
const LONGEST: usize = 8_000;
const MOST_ARGUMENTS: usize = 250;

/// "SUM(D6:D9,D12)" for a figure of a row of sums; `first_row` is the 0-based sheet row of the table's first.
///
/// `None` when the row's figure is not exactly the sum of cells of the table: then it is written as a number.
pub(super) fn sum(table: &Table, row: usize, column: usize, first_row: u32) -> Option<String> {
    table.summands(row, column)?;
    // cells without a figure yet are in the sum too: somebody may fill them in
    let open_too = table.rows.get(row)?.sums.iter().copied().filter(|&i| {
        let cell = table.rows.get(i).and_then(|row| Table::cell_in(row, column));
        cell.is_some_and(|cell| !cell.aside && cell.span == 1)
    });
    let letters = column_letters(u32::try_from(column).ok()?);
    let at = |i: usize| u32::try_from(i).map(|i| format!("{letters}{}", first_row + i + 1)).ok();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for i in open_too {
        match ranges.last_mut() {
            // words between two figures add nothing
            Some((_, last)) if (*last + 1..i).all(|between| !is_number(table, between, column)) => {
                *last = i;
            }
            _ => ranges.push((i, i)),
        }
    }
    let ranges: Option<Vec<String>> = ranges
        .into_iter()
        .map(
            |(from, to)| {
                if from == to { at(from) } else { Some(format!("{}:{}", at(from)?, at(to)?)) }
            },
        )
        .collect();
    let formula = match ranges?.chunks(MOST_ARGUMENTS).collect::<Vec<_>>().as_slice() {
        [only] => format!("SUM({})", only.join(",")),
        many => {
            let parts: Vec<String> = many.iter().map(|c| format!("SUM({})", c.join(","))).collect();
            format!("SUM({})", parts.join(","))
        }
    };
    (formula.len() <= LONGEST).then_some(formula)
}

/// "E6-G6" for a criterion's figure that is the difference of two others in its row.
pub(super) fn difference(
    table: &Table,
    row: usize,
    column: usize,
    first_row: u32,
) -> Option<String> {
    let columns = table.difference(row, column)?;
    let at = first_row + u32::try_from(row).ok()? + 1;
    let [from, less] = columns.map(|c| u32::try_from(c).ok().map(column_letters));
    Some(format!("{}{at}-{}{at}", from?, less?))
}

fn is_number(table: &Table, row: usize, column: usize) -> bool {
    table
        .rows
        .get(row)
        .and_then(|row| Table::cell_in(row, column))
        .is_some_and(|cell| cell.points.is_some())
}
