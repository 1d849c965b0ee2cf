//! Phụ lục II: what was lost.

use scorebook::Points;
use scorebook::losses::{ComponentLoss, Losses};

use super::cells::{
    Sums, due, figure, opening_cells, opening_columns, prior, prior_heading, responsible, said,
    signed,
};
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::content::{Block, Grouping};
use crate::view;
use crate::words::{self, NO_FIGURE};

/// What was lost, row by row, gathered where that is asked for; with the body's column, or wider stories for a list
/// that goes to that body.
pub(in crate::content) fn lost(
    losses: &Losses,
    rows: &[&ComponentLoss],
    with_agency: bool,
    grouping: Option<Grouping>,
) -> Vec<Block> {
    if rows.is_empty() {
        let text = if view::scored(losses).next().is_none() {
            "Chưa có điểm tự chấm nên chưa lập được danh mục."
        } else {
            "Không có tiêu chí chưa đạt điểm tối đa, mất điểm hoặc giảm điểm trong các tiêu chí đã có điểm."
        };
        return vec![Block::Paragraph { text: text.to_owned() }];
    }
    let names = match grouping {
        None => "Tiêu chí, tiêu chí thành phần",
        Some(Grouping::Field) => "Lĩnh vực; tiêu chí, tiêu chí thành phần",
        Some(Grouping::Agency) => "Cơ quan chủ trì; tiêu chí, tiêu chí thành phần",
        Some(Grouping::Cause) => "Nguyên nhân; tiêu chí, tiêu chí thành phần",
    };
    let mut columns = opening_columns(
        names,
        46,
        13,
        [
            Column::new(prior_heading(losses), 15, Align::Right),
            Column::new(format!("Tự chấm năm {}", losses.year), 13, Align::Right),
            Column::new("Thống nhất", 14, Align::Right),
            Column::new("Mất điểm", 13, Align::Right),
            Column::new(format!("So với năm {}", losses.baseline_year), 14, Align::Right),
            Column::new("Nguyên nhân", if with_agency { 29 } else { 40 }, Align::Left),
        ],
    );
    if with_agency {
        columns.push(Column::new("Cơ quan chịu trách nhiệm", 23, Align::Left));
    }
    columns.extend([
        Column::new("Giải pháp", if with_agency { 25 } else { 37 }, Align::Left),
        Column::new("Thời hạn", 21, Align::Center),
    ]);
    let trailing = if with_agency { 4 } else { 3 };
    let mut table =
        Table::new("Danh mục tiêu chí chưa đạt điểm tối đa, mất điểm, giảm điểm", 11, columns);
    let leaf = |i: usize, c: &ComponentLoss| {
        let mut cells = opening_cells(
            i,
            c,
            [
                prior(c),
                figure(c.reported),
                figure(c.agreed),
                figure(c.lost),
                signed(c.change),
                said(&c.cause_text(), "Chưa nêu nguyên nhân"),
            ],
        );
        if with_agency {
            cells.push(responsible(c));
        }
        cells.extend([said(&c.remedy, NO_FIGURE), due(c)]);
        cells
    };
    let sums = |opening: Vec<Cell>, rows: &[&ComponentLoss]| {
        let max: Points = rows.iter().map(|c| c.max).sum();
        let mut cells = opening;
        cells.push(figure(Some(max)));
        cells.extend(Sums::of(rows.iter().copied()).cells(false));
        cells
    };
    let mut leaves = Vec::new();
    for (name, rows) in gathered(losses, rows, grouping) {
        let opening = name.map(|name| {
            table.push(
                RowKind::Field,
                sums(vec![Cell::new(""), Cell::new(""), Cell::new(name)], &rows)
                    .into_iter()
                    .chain(vec![Cell::new(""); trailing])
                    .collect(),
            )
        });
        let first = leaves.len();
        for c in rows {
            leaves.push(table.push(RowKind::Component, leaf(leaves.len(), c)));
        }
        if let Some(row) = opening {
            table.sum_up(row, leaves.iter().skip(first).copied().collect());
        }
    }
    let mut cells = sums(vec![Cell::spanning("Tổng cộng", 3)], rows);
    cells.push(Cell::spanning("", trailing));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, leaves);
    let mut blocks = vec![Block::Table(table)];
    if view::reviewed(losses) {
        let text = format!(
            "Ghi chú: mất điểm là điểm tối đa trừ điểm thống nhất, chưa có điểm thống nhất thì trừ điểm tự chấm; tổng điểm \
             được tính của các tiêu chí trong danh mục là {}.",
            words::points(Sums::of(rows.iter().copied()).counted.unwrap_or_default())
        );
        blocks.push(Block::Note { text });
    }
    blocks
}

/// Rows under the name they share; all under none when they are not gathered.
fn gathered<'a>(
    losses: &'a Losses,
    rows: &[&'a ComponentLoss],
    grouping: Option<Grouping>,
) -> Vec<(Option<String>, Vec<&'a ComponentLoss>)> {
    let rows = rows.iter().copied();
    let groups = match grouping {
        None => return vec![(None, rows.collect())],
        Some(Grouping::Field) => view::by_field(losses, rows),
        Some(Grouping::Agency) => view::by_agency(rows),
        Some(Grouping::Cause) => view::by_cause(rows),
    };
    let named = |name: &str| {
        let unnamed =
            if grouping == Some(Grouping::Cause) { "Chưa nêu nguyên nhân" } else { NO_FIGURE };
        let name = if name.is_empty() { unnamed } else { name };
        Some(words::inline(name))
    };
    groups.into_iter().map(|(name, rows)| (named(name), rows)).collect()
}
