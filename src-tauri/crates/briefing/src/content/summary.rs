//! The box on page 1: what a leader asks first.

use scorebook::Snapshot;

use super::Block;
use super::table::{Align, Cell, Column, RowKind, Table};
use crate::form::BriefingForm;
use crate::sentences::outlook;

/// Half a page at most: an answer that cannot be given has no row.
pub(super) fn summary(snapshot: &Snapshot, form: &BriefingForm) -> Block {
    let figures = &snapshot.figures;
    let losses = &figures.losses;
    let on = form.day(snapshot);
    let list = |items: Vec<String>| {
        let numbered = items.iter().enumerate().map(|(i, item)| format!("{}) {item}", i + 1));
        numbered.collect::<Vec<_>>().join("\n")
    };
    let mut table = Table::new(
        "Tóm tắt kết quả và nội dung cần quyết định",
        12,
        vec![Column::new("Nội dung", 37, Align::Left), Column::new("Tóm tắt", 128, Align::Left)],
    )
    .without_unit()
    .on_sheet("Tóm tắt");
    let estimate = outlook::estimate(losses, form).join(" ");
    let rows = [
        ("Điểm được tính", outlook::reached(losses)),
        ("So với năm trước", outlook::against_last_year(losses)),
        ("Tổng số điểm mất", outlook::lost(losses)),
        ("Mất nhiều nhất", list(outlook::largest(losses))),
        ("Còn có thể đạt thêm", outlook::winnable(losses, on)),
        ("Cần quyết định", list(outlook::to_decide(figures, form, on))),
        ("Mục tiêu của tỉnh (ước tính)", outlook::target(losses, form)),
        ("Ước tính, không cộng vào số liệu", estimate),
    ];
    let province = crate::form::province_kind(&figures.province);
    for (label, text) in rows {
        if !text.is_empty() {
            let label = label.replace("tỉnh", province);
            table.push(RowKind::Component, vec![Cell::new(label), Cell::new(text)]);
        }
    }
    Block::Table(table)
}
