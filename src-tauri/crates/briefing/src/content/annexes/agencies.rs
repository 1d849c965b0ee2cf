//! The losses by the body that answers for them.

use scorebook::Points;
use scorebook::losses::{ComponentLoss, Losses};

use super::cells::{
    Sums, due, figure, opening_cells, opening_columns, prior, prior_heading, said, signed,
};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view::{self, Answer};
use crate::words::{self, NO_FIGURE};

const SUMMARY: &str =
    "Tiêu chí chưa đạt điểm tối đa, mất điểm, giảm điểm theo cơ quan chịu trách nhiệm";
const NAMES: &str = "Cơ quan chịu trách nhiệm; tiêu chí, tiêu chí thành phần";

/// The losses body by body, the largest first, each with its sums. A loss that several bodies answer for is listed
/// under each, and only each one's part of it is added up.
pub(super) fn by_agency(losses: &Losses) -> Vec<Block> {
    let mut groups = view::by_responsible(view::listed(losses));
    groups.sort_by_key(|(_, answers)| {
        std::cmp::Reverse(answers.iter().map(|a| a.lost).sum::<Points>())
    });
    let in_parts = groups.iter().flat_map(|g| &g.1).any(|a| a.share.is_some());
    let figures: &dyn Figures = if in_parts { &InParts } else { &Whole };

    let mut table = Table::new(
        SUMMARY,
        11,
        opening_columns(NAMES, figures.name_mm(), 15, figures.columns(losses)),
    );
    let mut leaves = Vec::new();
    for (i, (agency, answers)) in groups.iter().enumerate() {
        let opening =
            [Cell::new(words::roman(i + 1)), Cell::new(""), Cell::new(words::inline(agency))];
        let group = table.push(
            RowKind::Field,
            opening
                .into_iter()
                .chain(figures.sums(answers))
                .chain([Cell::new(""), Cell::new("")])
                .collect(),
        );
        for (k, answer) in answers.iter().enumerate() {
            let c = answer.row;
            let own = figures.cells(answer).into_iter().chain([said(&c.remedy, NO_FIGURE), due(c)]);
            leaves.push(table.push(RowKind::Component, opening_cells(k, c, own)));
        }
        table.sum_up(group, (group + 1..=group + answers.len()).collect());
    }
    let all: Vec<Answer<'_>> = groups.into_iter().flat_map(|g| g.1).collect();
    let mut cells = vec![Cell::spanning("Tổng cộng", 3)];
    cells.extend(figures.sums(&all));
    cells.push(Cell::spanning("", 2));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, leaves);

    let mut blocks = vec![Block::Table(table)];
    if in_parts {
        let text = "Ghi chú: tiêu chí do nhiều cơ quan chịu trách nhiệm được nêu ở từng cơ quan; chỉ cộng cột điểm mất \
                    thuộc trách nhiệm, là điểm mất chia theo phần của mỗi cơ quan."
            .to_owned();
        blocks.push(Block::Note { text });
    }
    blocks
}

/// The columns between a criterion's maximum and its remedy.
trait Figures {
    fn name_mm(&self) -> u32;
    fn columns(&self, losses: &Losses) -> Vec<Column>;
    fn cells(&self, answer: &Answer<'_>) -> Vec<Cell>;
    /// From the column of the maximum on.
    fn sums(&self, answers: &[Answer<'_>]) -> Vec<Cell>;
}

/// Each loss is one body's.
struct Whole;

impl Figures for Whole {
    fn name_mm(&self) -> u32 {
        78
    }

    fn columns(&self, losses: &Losses) -> Vec<Column> {
        vec![
            Column::new(prior_heading(losses), 17, Align::Right),
            Column::new("Điểm được tính", 15, Align::Right),
            Column::new("Mất điểm", 15, Align::Right),
            Column::new(format!("So với năm {}", losses.baseline_year), 16, Align::Right),
            Column::new("Giải pháp", 49, Align::Left),
            Column::new("Thời hạn", 21, Align::Center),
        ]
    }

    fn cells(&self, answer: &Answer<'_>) -> Vec<Cell> {
        let c = answer.row;
        vec![prior(c), figure(c.counted), figure(c.lost), signed(c.change)]
    }

    fn sums(&self, answers: &[Answer<'_>]) -> Vec<Cell> {
        let rows = || answers.iter().map(|a| a.row);
        let sums = Sums::of(rows());
        vec![
            figure(Some(rows().map(|c: &ComponentLoss| c.max).sum())),
            figure(sums.baseline),
            figure(sums.counted),
            figure(sums.lost),
            signed(sums.change),
        ]
    }
}

/// Some are of several bodies.
struct InParts;

impl Figures for InParts {
    fn name_mm(&self) -> u32 {
        66
    }

    fn columns(&self, losses: &Losses) -> Vec<Column> {
        vec![
            Column::new("Điểm được tính", 15, Align::Right),
            Column::new("Mất điểm", 15, Align::Right),
            Column::new(format!("So với năm {}", losses.baseline_year), 16, Align::Right),
            Column::new("Phần trách nhiệm", 18, Align::Right),
            Column::new("Điểm mất thuộc trách nhiệm", 20, Align::Right),
            Column::new("Giải pháp", 40, Align::Left),
            Column::new("Thời hạn", 21, Align::Center),
        ]
    }

    fn cells(&self, answer: &Answer<'_>) -> Vec<Cell> {
        let c = answer.row;
        let share = answer.share.map_or_else(|| "toàn bộ".to_owned(), words::percent);
        vec![
            figure(c.counted),
            figure(c.lost),
            signed(c.change),
            Cell::new(share),
            figure(Some(answer.lost)),
        ]
    }

    fn sums(&self, answers: &[Answer<'_>]) -> Vec<Cell> {
        let mut cells = vec![Cell::new(""); 5];
        cells.push(figure(Some(answers.iter().map(|a| a.lost).sum())));
        cells
    }
}
