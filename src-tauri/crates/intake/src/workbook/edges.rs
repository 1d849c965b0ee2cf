//! Tables whose rows say where each cell ends (.doc, .rtf), and no row knows of the others: the columns are
//! what all the rows' edges make.

use std::collections::BTreeMap;

use super::flow::Grid;
use super::{Cell, Merge, limits};

/// A row: its cells left to right.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Where its first cell begins, in twips (1/1440 inch).
    pub(super) left: i32,
    pub(super) cells: Vec<Placed>,
}

/// A cell and where it ends.
#[derive(Debug)]
pub(super) struct Placed {
    /// In twips.
    pub(super) right: i32,
    pub(super) cell: Cell,
    pub(super) upright: Upright,
    /// Does it belong to the cell at its left?
    pub(super) joins_left: bool,
}

/// Is a cell one with those above and below?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Upright {
    #[default]
    Alone,
    Begins,
    GoesOn,
}

/// Edges that are no further apart, and that no row has both of, are one edge drawn by an unsteady hand: 3 mm.
const NEAR: i32 = 170;

/// The rows as a table.
pub(super) fn grid(rows: Vec<Row>) -> Grid {
    let edges = edges(&rows);
    let column = |place: i32| {
        let found = edges.get(&place).copied().unwrap_or_default();
        found.min(limits::COLUMNS)
    };
    let mut grid =
        Grid { height: u32::try_from(rows.len()).unwrap_or(u32::MAX), ..Grid::default() };
    // by first column: the place among the merges of the one that a cell below may carry on
    let mut upright: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, row) in (0_u32..).zip(rows) {
        let mut left = column(row.left);
        let mut cells = row.cells.into_iter().peekable();
        while let Some(first) = cells.next() {
            let mut right = first.right;
            while let Some(joined) = cells.next_if(|next| next.joins_left) {
                right = joined.right;
            }
            let at = (number, left);
            let after = column(right).max(left + 1);
            left = after;
            grid.width = grid.width.max(after);
            let begun = upright.get(&at.1).copied().filter(|_| first.upright == Upright::GoesOn);
            if let Some(merge) = begun.and_then(|n| grid.merges.get_mut(n)) {
                merge.end.0 = number;
                if !first.cell.raw().trim().is_empty() {
                    grid.cells.insert(at, first.cell);
                }
                continue;
            }
            upright.remove(&at.1);
            if first.upright == Upright::Begins {
                upright.insert(at.1, grid.merges.len());
            }
            if first.upright == Upright::Begins || after > at.1 + 1 {
                grid.merges.push(Merge { start: at, end: (number, after - 1) });
            }
            grid.cells.insert(at, first.cell);
        }
    }
    grid.merges.retain(|merge| merge.start != merge.end);
    grid
}

/// The number of the column that begins at each edge.
fn edges(rows: &[Row]) -> BTreeMap<i32, u32> {
    let own = |row: &Row| -> Vec<i32> {
        std::iter::once(row.left).chain(row.cells.iter().map(|cell| cell.right)).collect()
    };
    let mut all: Vec<i32> = rows.iter().flat_map(own).collect();
    all.sort_unstable();
    all.dedup();
    // pairs that stand in one row are two columns, however narrow
    let mut apart = std::collections::BTreeSet::new();
    for row in rows {
        let mut own = own(row);
        own.sort_unstable();
        own.dedup();
        let near = |pair: &&[i32]| pair[1].saturating_sub(pair[0]) <= NEAR;
        apart.extend(own.windows(2).filter(near).map(|pair| (pair[0], pair[1])));
    }
    let mut columns = BTreeMap::new();
    let (mut number, mut begins): (u32, Option<i32>) = (0, None);
    for edge in all {
        let is_same = |begins: i32| {
            edge.saturating_sub(begins) <= NEAR
                && !apart
                    .range((begins, i32::MIN)..=(edge, i32::MAX))
                    .any(|(a, b)| *a >= begins && *b <= edge)
        };
        match begins {
            None => begins = Some(edge),
            Some(begun) if is_same(begun) => {}
            Some(_) => {
                number += 1;
                begins = Some(edge);
            }
        }
        columns.insert(edge, number);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(edges: &[i32]) -> Row {
        let placed = |right: &i32| Placed {
            right: *right,
            cell: Cell::text(right.to_string()),
            upright: Upright::Alone,
            joins_left: false,
        };
        Row { left: edges[0], cells: edges[1..].iter().map(placed).collect() }
    }

    fn places(rows: Vec<Row>) -> Vec<(u32, u32)> {
        grid(rows).cells.into_keys().collect()
    }

    #[test]
    fn an_unsteady_hand_makes_no_column() {
        assert_eq!(
            places(vec![row(&[0, 500, 2_000]), row(&[-20, 430, 2_100])]),
            [(0, 0), (0, 1), (1, 0), (1, 1)],
            "edges that are near one another are one"
        );
    }

    #[test]
    fn a_narrow_column_is_one() {
        assert_eq!(
            places(vec![row(&[0, 500, 620, 2_000]), row(&[0, 500, 2_000])]),
            [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)],
            "a row that has both edges tells that there are two"
        );
    }

    #[test]
    fn a_wide_cell_covers_the_columns_of_other_rows() {
        let grid = grid(vec![row(&[0, 1_000, 2_000, 3_000]), row(&[0, 2_000, 3_000])]);
        assert_eq!(
            grid.merges,
            [Merge { start: (1, 0), end: (1, 1) }],
            "the wide one; and what follows it stands in the third column"
        );
        assert!(grid.cells.contains_key(&(1, 2)), "in its own column");
    }
}
