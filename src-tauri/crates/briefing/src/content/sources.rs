//! Where every number came from: file, sheet, cell, and the text that stood there.

use scorebook::losses::{ComponentLoss, Losses};

use super::table::{Align, Cell, Column, RowKind, Table};
use crate::view;
use crate::words::NO_FIGURE;

/// A row for every leaf with a score of any kind.
pub(super) fn sources(losses: &Losses) -> Table {
    let mut table = Table::new(
        "Nguồn của từng số liệu",
        11,
        vec![
            Column::new("Mã", 15, Align::Left),
            Column::new("Tiêu chí, tiêu chí thành phần", 48, Align::Left),
            Column::new("Cơ quan chủ trì", 28, Align::Left),
            Column::new("Điểm tự chấm", 14, Align::Right),
            Column::new("Tệp", 36, Align::Left),
            Column::new("Trang tính", 22, Align::Left),
            Column::new("Ô", 12, Align::Center),
            Column::new("Nội dung gốc của ô", 20, Align::Left),
            Column::new("Thống nhất", 14, Align::Right),
            Column::new("Lý do thống nhất", 23, Align::Left),
            Column::new("Mã SHA-256 của tệp", 20, Align::Left),
        ],
    );
    let known =
        |c: &&ComponentLoss| c.reported.is_some() || c.agreed.is_some() || c.source.is_some();
    for c in losses.components.iter().filter(known) {
        let source = |of: fn(&scorebook::SourceCell) -> &str| {
            Cell::new(c.source.as_ref().map_or(NO_FIGURE, of))
        };
        table.push(
            RowKind::Component,
            vec![
                Cell::new(c.code.to_string()),
                Cell::new(c.name.trim()),
                Cell::new(match view::agency(c) {
                    view::NO_LEAD => NO_FIGURE,
                    name => name,
                }),
                Cell::figure(c.reported),
                source(|s| &s.file),
                source(|s| &s.sheet),
                source(|s| &s.cell),
                source(|s| &s.raw),
                Cell::figure(c.agreed),
                Cell::new(c.reason.trim()),
                source(|s| &s.sha256),
            ],
        );
    }
    table
}
