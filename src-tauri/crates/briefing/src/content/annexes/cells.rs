//! The cells and sums that the tables of the annexes share.

use scorebook::losses::{ComponentLoss, Losses};
use scorebook::{Points, Scoring};

use crate::content::table::{Align, Cell, Column};
use crate::sentences::baseline_word;
use crate::view;
use crate::words::{self, NO_FIGURE, short_date};

pub(in crate::content) fn figure(points: Option<Points>) -> Cell {
    Cell::figure(points)
}

pub(super) fn signed(points: Option<Points>) -> Cell {
    Cell::signed(points)
}

/// Last year's points; where they are not compared with this year's, they are told and in no sum.
pub(super) fn prior(c: &ComponentLoss) -> Cell {
    let cell = figure(c.baseline);
    if c.change.is_some() || c.baseline.is_none() { cell } else { cell.aside() }
}

pub(super) fn prior_heading(losses: &Losses) -> String {
    match losses.baseline_kind {
        Some(kind) => format!("Năm {} ({})", losses.baseline_year, baseline_word(kind)),
        None => format!("Năm {}", losses.baseline_year),
    }
}

pub(super) fn scoring_word(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::SelfScored => "Tự chấm",
        Scoring::Survey => "Điều tra XHH",
        Scoring::Central => "Trung ương chấm",
    }
}

pub(super) fn name(c: &ComponentLoss) -> Cell {
    Cell::new(c.name.trim())
}

/// The columns of a list of criteria: its number, code, name and most points, then those of its own.
pub(in crate::content) fn opening_columns(
    heading: &str,
    name_width: u32,
    max_width: u32,
    own: impl IntoIterator<Item = Column>,
) -> Vec<Column> {
    let mut columns = vec![
        Column::new("STT", 11, Align::Center),
        Column::new("Mã", 15, Align::Left),
        Column::new(heading, name_width, Align::Left),
        Column::new("Điểm tối đa", max_width, Align::Right),
    ];
    columns.extend(own);
    columns
}

/// The cells under [`opening_columns`], for the row at `index`.
pub(in crate::content) fn opening_cells(
    index: usize,
    c: &ComponentLoss,
    own: impl IntoIterator<Item = Cell>,
) -> Vec<Cell> {
    let mut cells = vec![
        Cell::new((index + 1).to_string()),
        Cell::new(c.code.to_string()),
        name(c),
        figure(Some(c.max)),
    ];
    cells.extend(own);
    cells
}

pub(super) fn lead(c: &ComponentLoss) -> Cell {
    match view::agency(c) {
        view::NO_LEAD => Cell::new(NO_FIGURE),
        name => Cell::new(name),
    }
}

/// Who answers for the loss: what the officer decided, else the lead body.
pub(super) fn responsible(c: &ComponentLoss) -> Cell {
    match c.responsible.as_slice() {
        [] => lead(c),
        [only] => Cell::new(only.name.trim()),
        several => Cell::new(
            several
                .iter()
                .map(|r| format!("{} ({})", r.name.trim(), words::percent(r.share)))
                .collect::<Vec<_>>()
                .join("; "),
        ),
    }
}

pub(super) fn said(text: &str, none: &str) -> Cell {
    let text = text.trim();
    Cell::new(if text.is_empty() { none } else { text })
}

pub(super) fn due(c: &ComponentLoss) -> Cell {
    Cell::new(c.due.map_or_else(|| NO_FIGURE.to_owned(), short_date))
}

/// Sums of leaves with a score that counts, in the columns of Phụ lục I.
pub(super) struct Sums {
    pub(super) baseline: Option<Points>,
    pub(super) reported: Option<Points>,
    pub(super) counted: Option<Points>,
    pub(super) lost: Option<Points>,
    pub(super) change: Option<Points>,
}

impl Sums {
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a ComponentLoss>) -> Self {
        let rows: Vec<_> =
            rows.filter(|c| c.scoring == Scoring::SelfScored && c.counted.is_some()).collect();
        let sum = |of: fn(&ComponentLoss) -> Option<Points>| {
            rows.iter()
                .filter_map(|c| of(c))
                .fold(None, |sum: Option<Points>, p| Some(sum.unwrap_or_default() + p))
        };
        Self {
            baseline: sum(|c| c.baseline.filter(|_| c.change.is_some())),
            reported: sum(|c| c.reported),
            counted: sum(|c| c.counted),
            lost: sum(|c| c.lost),
            change: sum(|c| c.change),
        }
    }

    pub(super) fn cells(&self, reviewed: bool) -> Vec<Cell> {
        // agreed scores alone have no meaningful sum: what counts is the agreed score, else the reported one
        let mut cells = vec![figure(self.baseline), figure(self.reported), Cell::new("")];
        if reviewed {
            cells.push(figure(self.counted));
        }
        cells.extend([figure(self.lost), signed(self.change)]);
        cells
    }
}
