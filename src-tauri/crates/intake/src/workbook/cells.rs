//! The cells of a sheet: a list in order of row and column. Sheets are read from top to bottom, and a list that is
//! only added to at its end is made, sent, read and dropped several times faster than a tree.

use serde::{Deserialize, Serialize};

use super::Cell;

/// 0-based row and column.
type Position = (u32, u32);

/// Cells by absolute position, top to bottom and left to right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<(Position, Cell)>", into = "Vec<(Position, Cell)>")]
pub struct Cells(Vec<(Position, Cell)>);

impl Cells {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The cell there.
    pub fn get(&self, at: Position) -> Option<&Cell> {
        self.place(at).ok().map(|n| &self.0[n].1)
    }

    /// The cell there, to be changed.
    pub fn get_mut(&mut self, at: Position) -> Option<&mut Cell> {
        self.place(at).ok().map(|n| &mut self.0[n].1)
    }

    /// Puts a cell there, in place of the one that was.
    pub fn insert(&mut self, at: Position, cell: Cell) {
        match self.place(at) {
            Ok(n) => self.0[n].1 = cell,
            Err(n) => self.0.insert(n, (at, cell)),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Position, &Cell)> {
        self.0.iter().map(|(at, cell)| (*at, cell))
    }

    /// All of them, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Position, &mut Cell)> {
        self.0.iter_mut().map(|(at, cell)| (*at, cell))
    }

    /// Where there are any.
    pub fn positions(&self) -> impl DoubleEndedIterator<Item = Position> {
        self.0.iter().map(|(at, _)| *at)
    }

    /// The cells without their positions.
    pub fn values(&self) -> impl Iterator<Item = &Cell> {
        self.0.iter().map(|(_, cell)| cell)
    }

    /// The cells without their positions, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Cell> {
        self.0.iter_mut().map(|(_, cell)| cell)
    }

    /// The cells of a row, with their columns.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        let rest = &self.0[self.before((row, 0))..];
        rest.iter().take_while(move |(at, _)| at.0 == row).map(|(at, cell)| (at.1, cell))
    }

    /// The cells above a row.
    pub fn above(&self, row: u32) -> impl Iterator<Item = &Cell> {
        self.0[..self.before((row, 0))].iter().map(|(_, cell)| cell)
    }

    fn place(&self, at: Position) -> Result<usize, usize> {
        // most are put at the end
        if self.0.last().is_none_or(|(last, _)| *last < at) {
            return Err(self.0.len());
        }
        self.0.binary_search_by(|(here, _)| here.cmp(&at))
    }

    fn before(&self, at: Position) -> usize {
        self.0.partition_point(|(here, _)| *here < at)
    }
}

impl From<Vec<(Position, Cell)>> for Cells {
    /// In any order; of two cells in one place the later counts.
    fn from(mut cells: Vec<(Position, Cell)>) -> Self {
        if !cells.is_sorted_by(|a, b| a.0 < b.0) {
            cells.reverse();
            cells.sort_by_key(|(at, _)| *at);
            cells.dedup_by_key(|(at, _)| *at);
        }
        Self(cells)
    }
}

impl From<Cells> for Vec<(Position, Cell)> {
    fn from(cells: Cells) -> Self {
        cells.0
    }
}

impl Extend<(Position, Cell)> for Cells {
    fn extend<T: IntoIterator<Item = (Position, Cell)>>(&mut self, more: T) {
        let mut cells = std::mem::take(&mut self.0);
        cells.extend(more);
        *self = cells.into();
    }
}

impl FromIterator<(Position, Cell)> for Cells {
    fn from_iter<T: IntoIterator<Item = (Position, Cell)>>(cells: T) -> Self {
        cells.into_iter().collect::<Vec<_>>().into()
    }
}

impl IntoIterator for Cells {
    type Item = (Position, Cell);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &Cells) -> Vec<(Position, &str)> {
        cells.iter().map(|(at, cell)| (at, cell.text.as_str())).collect()
    }

    #[test]
    fn cells_stand_in_order_however_they_come() {
        let mut cells = Cells::default();
        for at in [(1, 0), (0, 1), (2, 2), (0, 0)] {
            cells.insert(at, Cell::text(format!("{at:?}")));
        }
        assert_eq!(
            cells.positions().collect::<Vec<_>>(),
            [(0, 0), (0, 1), (1, 0), (2, 2)],
            "top to bottom, left to right"
        );
        assert_eq!(cells.get((2, 2)).map(|c| c.text.as_str()), Some("(2, 2)"), "each is found");
        assert_eq!(cells.get((2, 1)), None, "and nothing where nothing is");
        assert_eq!(cells.row(0).map(|(column, _)| column).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(cells.above(1).count(), 2, "the first row is above the second");
    }

    #[test]
    fn the_later_of_two_cells_in_one_place_counts() {
        let listed = [((0, 0), "first"), ((0, 1), "beside"), ((0, 0), "second")];
        let cell = |(at, text): (Position, &'static str)| (at, Cell::text(text));
        let mut inserted = Cells::default();
        listed.map(cell).into_iter().for_each(|(at, cell)| inserted.insert(at, cell));
        let mut extended = Cells::default();
        extended.extend(listed.map(cell));
        for cells in [inserted, extended, listed.map(cell).into_iter().collect()] {
            assert_eq!(texts(&cells), [((0, 0), "second"), ((0, 1), "beside")]);
        }
    }
}
