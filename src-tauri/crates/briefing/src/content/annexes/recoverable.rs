//! What can still be won back.

use scorebook::Points;
use scorebook::losses::{ComponentLoss, Losses};

use super::cells::{due, figure, opening_cells, opening_columns, responsible, said};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view;
use crate::words::NO_FIGURE;

/// What can still be won back, by when and how likely.
pub(super) fn recoverable(losses: &Losses) -> Vec<Block> {
    let rows: Vec<&ComponentLoss> = view::recoverable(losses).collect();
    let mut table = Table::new(
        "Tiêu chí còn khắc phục được",
        11,
        opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            66,
            15,
            [
                Column::new("Mất điểm", 15, Align::Right),
                Column::new("Khắc phục được", 17, Align::Right),
                Column::new("Khả năng", 18, Align::Center),
                Column::new("Giải pháp", 45, Align::Left),
                Column::new("Cơ quan chịu trách nhiệm", 29, Align::Left),
                Column::new("Thời hạn", 21, Align::Center),
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
                    figure(c.lost),
                    figure(c.recoverable),
                    Cell::new(c.likelihood.map_or(NO_FIGURE, scorebook::vi::likelihood)),
                    said(&c.remedy, NO_FIGURE),
                    responsible(c),
                    due(c),
                ],
            ),
        );
    }
    let sum = |of: fn(&ComponentLoss) -> Points| figure(Some(rows.iter().map(|c| of(c)).sum()));
    let cells = vec![
        Cell::spanning("Tổng cộng", 3),
        sum(|c| c.max),
        sum(view::lost),
        sum(|c| c.recoverable.unwrap_or_default()),
        Cell::spanning("", 4),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    vec![Block::Table(table)]
}
