//! A sheet before it has a format: cells by position, merged areas, what is hidden.

use std::collections::{BTreeMap, BTreeSet};

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Number(f64),
    /// A number shown as a percentage.
    Percent(f64),
    /// Year, month, day.
    Date(u16, u8, u8),
    /// A formula with the result its program stored, if it stored one.
    Formula(String, Option<f64>),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) cells: BTreeMap<(u32, u16), Cell>,
    /// First row, first column, last row, last column.
    pub(crate) merges: Vec<(u32, u16, u32, u16)>,
    pub(crate) hidden: bool,
    pub(crate) hidden_rows: BTreeSet<u32>,
    pub(crate) hidden_columns: BTreeSet<u16>,
}

impl Page {
    /// Puts a cell; empty text is no cell.
    pub(crate) fn put(&mut self, row: u32, column: u16, cell: Cell) {
        if !matches!(&cell, Cell::Text(text) if text.is_empty()) {
            self.cells.insert((row, column), cell);
        }
    }

    pub(crate) fn write(&mut self, row: u32, column: u16, text: &str) {
        self.put(row, column, Cell::text(text));
    }
}
