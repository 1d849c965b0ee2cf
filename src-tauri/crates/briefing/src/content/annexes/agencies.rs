//! The losses body by body.

use scorebook::Points;
use scorebook::losses::Losses;

use super::cells::{
    Sums, due, figure, opening_cells, opening_columns, prior, prior_heading, said, signed,
};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view;
use crate::words::{self, NO_FIGURE};

/// The losses body by body, the largest first, each with its sums.
pub(super) fn by_agency(losses: &Losses) -> Vec<Block> {
    let mut table = Table::new(
        "Tiêu chí chưa đạt điểm tối đa, mất điểm, giảm điểm theo cơ quan chủ trì",
        11,
        opening_columns(
            "Cơ quan chủ trì; tiêu chí, tiêu chí thành phần",
            78,
            15,
            [
                Column::new(prior_heading(losses), 17, Align::Right),
                Column::new("Điểm được tính", 15, Align::Right),
                Column::new("Mất điểm", 15, Align::Right),
                Column::new(format!("So với năm {}", losses.baseline_year), 16, Align::Right),
                Column::new("Giải pháp", 49, Align::Left),
                Column::new("Thời hạn", 21, Align::Center),
            ],
        ),
    );
    let mut groups = view::by_agency(view::listed(losses));
    groups.sort_by_key(|(_, rows)| {
        std::cmp::Reverse(rows.iter().map(|c| view::lost(c)).sum::<Points>())
    });
    let cells_of = |sums: &Sums, max: Points| {
        [
            figure(Some(max)),
            figure(sums.baseline),
            figure(sums.counted),
            figure(sums.lost),
            signed(sums.change),
        ]
    };
    let mut leaves = Vec::new();
    for (i, (agency, rows)) in groups.iter().enumerate() {
        let mut cells =
            vec![Cell::new(words::roman(i + 1)), Cell::new(""), Cell::new(words::inline(agency))];
        let max = rows.iter().map(|c| c.max).sum();
        cells.extend(cells_of(&Sums::of(rows.iter().copied()), max));
        cells.extend([Cell::new(""), Cell::new("")]);
        let group = table.push(RowKind::Field, cells);
        for (k, c) in rows.iter().enumerate() {
            leaves.push(table.push(
                RowKind::Component,
                opening_cells(
                    k,
                    c,
                    [
                        prior(c),
                        figure(c.counted),
                        figure(c.lost),
                        signed(c.change),
                        said(&c.remedy, NO_FIGURE),
                        due(c),
                    ],
                ),
            ));
        }
        table.sum_up(group, (group + 1..=group + rows.len()).collect());
    }
    let rows = || groups.iter().flat_map(|g| g.1.iter().copied());
    let mut cells = vec![Cell::spanning("Tổng cộng", 3)];
    cells.extend(cells_of(&Sums::of(rows()), rows().map(|c| c.max).sum()));
    cells.push(Cell::spanning("", 2));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, leaves);
    vec![Block::Table(table)]
}
