//! Losses by what can still be won, and what the appraisal may cut.

use chrono::NaiveDate;
use scorebook::Points;
use scorebook::losses::{ComponentLoss, Losses};

use super::cells::{due, figure, opening_cells, opening_columns, responsible, said};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view::{self, Prospect};
use crate::words::NO_FIGURE;

/// The state of a loss, as it is printed.
fn state(c: &ComponentLoss, on: NaiveDate) -> &'static str {
    match Prospect::of(c, on) {
        Prospect::InTime => "Còn hạn",
        Prospect::Undated => "Chưa có thời hạn",
        Prospect::Overdue => "Quá hạn",
        Prospect::Unrecoverable => "Không khắc phục được",
    }
}

/// Every loss that can be won back, the most first, with what must be done, by whom and until when.
pub(super) fn winnable(losses: &Losses, on: NaiveDate) -> Vec<Block> {
    let mut rows: Vec<&ComponentLoss> = view::recoverable(losses).collect();
    rows.sort_by_key(|c| std::cmp::Reverse(c.gain()));
    let mut table = Table::new(
        "Tiêu chí còn khắc phục được",
        11,
        opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            50,
            13,
            [
                Column::new("Điểm được tính", 13, Align::Right),
                Column::new("Mất điểm", 13, Align::Right),
                Column::new("Khắc phục được", 15, Align::Right),
                Column::new("Khả năng", 15, Align::Center),
                Column::new("Việc phải làm", 44, Align::Left),
                Column::new("Cơ quan chịu trách nhiệm", 25, Align::Left),
                Column::new("Thời hạn", 21, Align::Center),
                Column::new("Tình trạng", 17, Align::Left),
            ],
        ),
    );
    for (i, c) in rows.iter().enumerate() {
        table.push(
            RowKind::Component,
            opening_cells(
                i,
                c,
                [
                    figure(c.counted),
                    figure(c.lost),
                    figure(Some(c.gain())),
                    Cell::new(c.likelihood.map_or(NO_FIGURE, scorebook::vi::likelihood)),
                    said(&c.remedy, NO_FIGURE),
                    responsible(c),
                    due(c),
                    Cell::new(state(c, on)),
                ],
            ),
        );
    }
    let sum = |of: fn(&ComponentLoss) -> Points| figure(Some(rows.iter().map(|c| of(c)).sum()));
    let cells = vec![
        Cell::spanning("Tổng cộng", 3),
        sum(|c| c.max),
        sum(|c| c.counted.unwrap_or_default()),
        sum(view::lost),
        sum(ComponentLoss::gain),
        Cell::spanning("", 5),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    vec![Block::Table(table)]
}
