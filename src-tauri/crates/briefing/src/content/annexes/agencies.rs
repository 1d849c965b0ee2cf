//! The losses by the body that answers for them.

use scorebook::Points;
use scorebook::losses::{Answer, ComponentLoss, Losses};

use super::cells::{
    Sums, against, due, figure, has_baseline, opening_cells, opening_columns, prior, prior_heading,
    room_beside, said, share_note, signed,
};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view;
use crate::words::{self, NO_FIGURE};

const SUMMARY: &str =
    "Tiêu chí chưa đạt điểm tối đa, mất điểm, giảm điểm theo cơ quan chịu trách nhiệm";
const NAMES: &str = "Cơ quan chịu trách nhiệm; tiêu chí, tiêu chí thành phần";

/// The losses body by body, the largest first, each with its sums. A loss that several bodies answer for is listed
/// under each, and only each one's part of it is added up.
pub(super) fn by_agency(losses: &Losses) -> Vec<Block> {
    let groups = view::by_body(losses, view::listed(losses));
    let in_parts = groups.iter().flat_map(|g| &g.answers).any(|a| !a.is_whole());
    let figures: &dyn Figures = if in_parts { &InParts } else { &Whole };

    let own = figures.columns(losses);
    let room = room_beside(&own) - 11 - 15 - 14 - 21;
    let name_mm = room * 55 / 100;
    let mut columns = opening_columns(NAMES, name_mm, 14, own);
    columns.extend([
        Column::new("Giải pháp", room - name_mm, Align::Left),
        Column::new("Thời hạn", 21, Align::Center),
    ]);
    let mut table = Table::new(SUMMARY, 11, columns);
    let mut leaves = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let name = match words::inline(group.label) {
            none if none.is_empty() => view::NO_LEAD.to_owned(),
            name => name,
        };
        let opening = [Cell::new(words::roman(i + 1)), Cell::new(""), Cell::new(name)];
        let row = table.push(
            RowKind::Field,
            opening
                .into_iter()
                .chain(figures.sums(&group.answers, losses))
                .chain([Cell::new(""), Cell::new("")])
                .collect(),
        );
        for (k, answer) in group.answers.iter().enumerate() {
            let c = answer.row;
            let own = figures
                .cells(answer, losses)
                .into_iter()
                .chain([said(&c.remedy, NO_FIGURE), due(c)]);
            leaves.push(table.push(RowKind::Component, opening_cells(k, c, own)));
        }
        table.sum_up(row, (row + 1..=row + group.answers.len()).collect());
    }
    let all: Vec<Answer<'_>> = groups.iter().flat_map(|g| g.answers.iter().copied()).collect();
    let mut cells = vec![Cell::spanning("Tổng cộng", 3)];
    cells.extend(figures.total(&all, losses));
    cells.push(Cell::spanning("", 2));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, leaves);

    let mut notes = Vec::new();
    if in_parts {
        notes.push(
            "tiêu chí do nhiều cơ quan chịu trách nhiệm được nêu ở từng cơ quan; dòng cơ quan chỉ cộng điểm mất thuộc trách \
             nhiệm, là điểm mất chia theo phần của mỗi cơ quan; dòng tổng cộng tính mỗi tiêu chí một lần"
                .to_owned(),
        );
    }
    notes.extend(share_note(all.iter().map(|a| a.row)));
    let mut blocks = vec![Block::Table(table)];
    if !notes.is_empty() {
        blocks.push(Block::Note { text: format!("Ghi chú: {}.", notes.join("; ")) });
    }
    blocks
}

/// The columns between a criterion's maximum and its remedy.
trait Figures {
    fn columns(&self, losses: &Losses) -> Vec<Column>;
    fn cells(&self, answer: &Answer<'_>, losses: &Losses) -> Vec<Cell>;
    /// Of one body, from the column of the maximum on.
    fn sums(&self, answers: &[Answer<'_>], losses: &Losses) -> Vec<Cell>;
    /// Of all of them, each criterion once.
    fn total(&self, answers: &[Answer<'_>], losses: &Losses) -> Vec<Cell>;
}

/// Each loss is one body's.
struct Whole;

impl Figures for Whole {
    fn columns(&self, losses: &Losses) -> Vec<Column> {
        let mut columns = vec![
            Column::new("Điểm được tính", 15, Align::Right),
            Column::new("Mất điểm", 15, Align::Right),
        ];
        if has_baseline(losses) {
            columns.insert(0, Column::new(prior_heading(losses), 17, Align::Right));
            columns.push(Column::new(
                format!("So với năm {}", losses.baseline_year),
                16,
                Align::Right,
            ));
        }
        columns
    }

    fn cells(&self, answer: &Answer<'_>, losses: &Losses) -> Vec<Cell> {
        let c = answer.row;
        let mut cells = vec![figure(c.counted), figure(c.lost)];
        if has_baseline(losses) {
            cells.insert(0, prior(c));
            cells.push(against(c));
        }
        cells
    }

    fn sums(&self, answers: &[Answer<'_>], losses: &Losses) -> Vec<Cell> {
        let rows = || answers.iter().map(|a| a.row);
        let sums = Sums::of(rows());
        let mut cells = vec![figure(sums.counted), figure(sums.lost)];
        if has_baseline(losses) {
            cells.insert(0, figure(sums.baseline));
            cells.push(signed(sums.change));
        }
        cells.insert(0, figure(Some(rows().map(|c: &ComponentLoss| c.max).sum())));
        cells
    }

    fn total(&self, answers: &[Answer<'_>], losses: &Losses) -> Vec<Cell> {
        self.sums(answers, losses)
    }
}

/// Some are of several bodies.
struct InParts;

impl Figures for InParts {
    fn columns(&self, _losses: &Losses) -> Vec<Column> {
        vec![
            Column::new("Điểm được tính", 15, Align::Right),
            Column::new("Mất điểm", 15, Align::Right),
            Column::new("Phần trách nhiệm", 18, Align::Center),
            Column::new("Điểm mất thuộc trách nhiệm", 20, Align::Right),
        ]
    }

    fn cells(&self, answer: &Answer<'_>, _losses: &Losses) -> Vec<Cell> {
        let c = answer.row;
        let (own, all) = answer.parts;
        let share =
            if answer.is_whole() { "toàn bộ".to_owned() } else { format!("{own}/{all}") };
        vec![figure(c.counted), figure(c.lost), Cell::new(share), figure(Some(answer.lost))]
    }

    fn sums(&self, answers: &[Answer<'_>], _losses: &Losses) -> Vec<Cell> {
        let mut cells = vec![Cell::new(""); 4];
        cells.push(figure(Some(answers.iter().map(|a| a.lost).sum())));
        cells
    }

    fn total(&self, answers: &[Answer<'_>], _losses: &Losses) -> Vec<Cell> {
        let mut rows: Vec<&ComponentLoss> = answers.iter().map(|a| a.row).collect();
        rows.sort_by_key(|c| &c.code);
        rows.dedup_by_key(|c| &c.code);
        let max: Points = rows.iter().map(|c| c.max).sum();
        let sums = Sums::of(rows.into_iter());
        vec![
            figure(Some(max)),
            figure(sums.counted),
            figure(sums.lost),
            Cell::new(""),
            figure(Some(answers.iter().map(|a| a.lost).sum())),
        ]
    }
}
