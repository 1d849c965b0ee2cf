//! The cells and sums that the tables of the annexes share.

use scorebook::losses::{ComponentLoss, Coverage, Losses};
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

/// Is there a last year to compare with? Without one its columns go.
pub(in crate::content) fn has_baseline(losses: &Losses) -> bool {
    losses.baseline_kind.is_some()
}

/// Against last year: in points, or as a share where the maximum changed.
pub(in crate::content) fn against(c: &ComponentLoss) -> Cell {
    match (c.change, c.change_share) {
        (None, Some(share)) => {
            let sign = if share > 0 { "+" } else { "" };
            Cell::new(format!("{sign}{} (*)", words::percent(share)))
        }
        (change, _) => signed(change),
    }
}

/// What [`against`] leaves to be explained under a table.
pub(in crate::content) fn share_note<'a>(
    mut rows: impl Iterator<Item = &'a ComponentLoss>,
) -> Option<String> {
    rows.any(|c| c.change.is_none() && c.change_share.is_some()).then(|| {
        "(*) Điểm tối đa đã thay đổi: so sánh tỷ lệ điểm đạt được trên điểm tối đa của hai năm, không cộng".to_owned()
    })
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
        several => {
            let whole: u32 = several.iter().map(|r| r.parts).sum();
            Cell::new(
                several
                    .iter()
                    .map(|r| format!("{} ({}/{whole})", r.name.trim(), r.parts))
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        }
    }
}

pub(super) fn said(text: &str, none: &str) -> Cell {
    let text = text.trim();
    Cell::new(if text.is_empty() { none } else { text })
}

pub(super) fn due(c: &ComponentLoss) -> Cell {
    Cell::new(c.due.map_or_else(|| NO_FIGURE.to_owned(), short_date))
}

/// What is known of why points are lost: the office's cause, else what the body explained.
pub(super) fn why(c: &ComponentLoss) -> Cell {
    match (c.cause_text().trim(), c.explanation.trim()) {
        ("", "") => Cell::new("Chưa giải trình"),
        ("", explained) => Cell::new(format!("Giải trình của cơ quan: {explained}")),
        (cause, _) => Cell::new(cause),
    }
}

/// The score as it was agreed; what was ruled out says so.
pub(super) fn agreed(c: &ComponentLoss) -> Cell {
    match c.coverage() {
        Coverage::NotApplicableByOffice => Cell::new("Không áp dụng"),
        Coverage::NotApplicableByAgency => Cell::new("Đề nghị không áp dụng"),
        _ => figure(c.agreed),
    }
}

/// Has the review come to anything: only then what was agreed, and what counts, can differ from what was reported.
fn has_outcomes(losses: &Losses) -> bool {
    view::reviewed(losses) || losses.totals.not_applicable > 0
}

/// The cells of a leaf under the same columns as [`Sums::cells`].
pub(super) fn leaf_figures(c: &ComponentLoss, losses: &Losses) -> Vec<Cell> {
    let mut cells = vec![figure(c.reported)];
    if has_outcomes(losses) {
        cells.extend([agreed(c), figure(c.counted)]);
    }
    cells.push(figure(c.lost));
    if has_baseline(losses) {
        cells.insert(0, prior(c));
        cells.push(against(c));
    }
    cells
}

/// Their headings, and their widths in millimetres.
pub(super) fn figure_columns(losses: &Losses) -> Vec<Column> {
    let mut columns = vec![Column::new(format!("Tự chấm năm {}", losses.year), 13, Align::Right)];
    if has_outcomes(losses) {
        columns.extend([
            Column::new("Thống nhất", 15, Align::Right),
            Column::new("Điểm được tính", 13, Align::Right),
        ]);
    }
    columns.push(Column::new("Mất điểm", 13, Align::Right));
    if has_baseline(losses) {
        columns.insert(0, Column::new(prior_heading(losses), 15, Align::Right));
        columns.push(Column::new(format!("So với năm {}", losses.baseline_year), 15, Align::Right));
    }
    columns
}

/// What is lost and what changed, as the columns of [`figure_columns`] give it, when they begin at `first` and the
/// maximum stands at `max`.
pub(super) fn differences(losses: &Losses, first: usize, max: usize) -> Vec<[usize; 3]> {
    let against = has_baseline(losses);
    let reported = first + usize::from(against);
    let counted = reported + if has_outcomes(losses) { 2 } else { 0 };
    let lost = counted + 1;
    let mut differences = vec![[lost, max, counted]];
    if against {
        differences.push([lost + 1, counted, first]);
    }
    differences
}

/// The width of a landscape page between its margins, in millimetres.
pub(super) const LANDSCAPE_MM: u32 = 252;

/// What `columns` leave of a landscape page.
pub(super) fn room_beside(columns: &[Column]) -> u32 {
    LANDSCAPE_MM.saturating_sub(columns.iter().map(|c| c.width_mm).sum())
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
        let rows: Vec<_> = rows.filter(|c| c.coverage() == Coverage::Scored).collect();
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

    /// In the columns of last year (if there is one), self-scored, agreed and counted (if reviewed), lost and change.
    pub(super) fn cells(&self, losses: &Losses) -> Vec<Cell> {
        // agreed scores alone have no meaningful sum: what counts is the agreed score, else the reported one
        let mut cells = vec![figure(self.reported)];
        if has_outcomes(losses) {
            cells.extend([Cell::new(""), figure(self.counted)]);
        }
        cells.push(figure(self.lost));
        if has_baseline(losses) {
            cells.insert(0, figure(self.baseline));
            cells.push(signed(self.change));
        }
        cells
    }
}
