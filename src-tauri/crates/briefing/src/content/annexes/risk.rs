//! What the ministry's appraisal may cut: scores without evidence or off their scale, and what it cut last year, with
//! the points at stake.

use scorebook::Points;
use scorebook::losses::{ComponentLoss, Losses};

use super::cells::{figure, lead, opening_cells, opening_columns};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view;
use crate::words;

/// The rows that it lists, in the order of the catalogue.
pub(super) fn rows(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    view::scored(losses).filter(|c| at_stake(c) > Points::ZERO)
}

/// Without evidence, or off its scale, all of the score; else as much as was cut last year.
pub(super) fn at_stake(c: &ComponentLoss) -> Points {
    let counted = c.counted.unwrap_or_default();
    if c.evidence.trim().is_empty() || c.off_scale {
        return counted;
    }
    c.cut_last_year.unwrap_or_default().min(counted)
}

pub(super) fn title(year: i32) -> String {
    format!("TIÊU CHÍ CÓ NGUY CƠ BỊ TRỪ ĐIỂM KHI THẨM ĐỊNH NĂM {year}")
}

pub(super) fn risk(losses: &Losses) -> Vec<Block> {
    let rows: Vec<&ComponentLoss> = rows(losses).collect();
    let mut table = Table::new(
        "Tiêu chí có nguy cơ bị trừ điểm khi thẩm định",
        11,
        opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            82,
            15,
            [
                Column::new("Điểm được tính", 16, Align::Right),
                Column::new("Mất điểm", 16, Align::Right),
                Column::new(format!("Bị trừ năm {}", losses.baseline_year), 17, Align::Right),
                Column::new("Điểm có nguy cơ", 17, Align::Right),
                Column::new("Vì sao", 35, Align::Left),
                Column::new("Cơ quan chủ trì", 28, Align::Left),
            ],
        ),
    );
    for (i, c) in rows.iter().enumerate() {
        let bare = c.evidence.trim().is_empty();
        let why: Vec<&str> = [
            (bare, "chưa có tài liệu kiểm chứng"),
            (c.off_scale, "điểm không có trong thang điểm"),
            (c.cut_last_year.is_some(), "năm trước bị trừ điểm"),
        ]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, why)| why)
        .collect();
        let own = [
            figure(c.counted),
            figure(c.lost),
            figure(c.cut_last_year),
            figure(Some(at_stake(c))),
            Cell::new(words::capitalised(&why.join("; "))),
            lead(c),
        ];
        table.push(RowKind::Component, opening_cells(i, c, own));
    }
    let sum =
        |of: &dyn Fn(&ComponentLoss) -> Points| figure(Some(rows.iter().map(|c| of(c)).sum()));
    let cells = vec![
        Cell::spanning("Tổng cộng", 3),
        sum(&|c| c.max),
        sum(&|c| c.counted.unwrap_or_default()),
        sum(&view::lost),
        figure(
            rows.iter()
                .filter_map(|c| c.cut_last_year)
                .fold(None, |sum: Option<Points>, p| Some(sum.unwrap_or_default() + p)),
        ),
        sum(&at_stake),
        Cell::spanning("", 2),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    vec![Block::Table(table)]
}
