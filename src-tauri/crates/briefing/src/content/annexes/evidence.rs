//! What lacks evidence, and what is said of it.

use scorebook::Points;
use scorebook::losses::{ComponentLoss, Losses};

use super::cells::{figure, lead, opening_cells, opening_columns, said};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view;

pub(in crate::content) fn without_evidence_title(year: i32) -> String {
    format!("DANH MỤC TIÊU CHÍ CHƯA CÓ TÀI LIỆU KIỂM CHỨNG NĂM {year} VÀ NỘI DUNG GIẢI TRÌNH")
}

/// Scored leaves without evidence, and what their bodies say instead.
pub(in crate::content) fn without_evidence(losses: &Losses) -> Vec<Block> {
    let rows: Vec<&ComponentLoss> = view::without_evidence(losses).collect();
    if rows.is_empty() {
        let text = "Các tiêu chí đã có điểm đều có tài liệu kiểm chứng.".to_owned();
        return vec![Block::Paragraph { text }];
    }
    let mut table = Table::new(
        "Danh mục tiêu chí chưa có tài liệu kiểm chứng",
        11,
        opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            72,
            15,
            [
                Column::new("Điểm được tính", 15, Align::Right),
                Column::new("Mất điểm", 15, Align::Right),
                Column::new("Cơ quan chủ trì", 34, Align::Left),
                Column::new("Giải trình", 75, Align::Left),
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
                    lead(c),
                    said(&c.explanation, "Chưa giải trình"),
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
        Cell::spanning("", 2),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    vec![Block::Table(table)]
}
