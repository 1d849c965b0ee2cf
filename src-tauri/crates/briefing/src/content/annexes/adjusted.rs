//! What the review changed and what it leaves open: scores raised or lowered, what does not apply, what is to be
//! explained, each with its reason.

use scorebook::Points;
use scorebook::decision::Status;
use scorebook::losses::{ComponentLoss, Coverage, Losses};

use super::cells::{agreed, figure, lead, opening_cells, opening_columns, said, signed};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view;
use crate::words::{NO_FIGURE, inline, short_date};

/// The rows that it lists.
pub(super) fn rows(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    view::self_scored(losses).filter(|c| !outcomes(c).is_empty())
}

/// By how much the agreed score moves what the body reported; what was ruled out takes its score along.
fn moved(c: &ComponentLoss) -> Option<Points> {
    match c.coverage() {
        Coverage::NotApplicableByOffice => c.reported.map(|reported| -reported),
        _ => c.agreed.map(|agreed| agreed - c.reported.unwrap_or_default()),
    }
}

fn outcomes(c: &ComponentLoss) -> Vec<&'static str> {
    let mut told = Vec::new();
    match c.coverage() {
        Coverage::NotApplicableByOffice => told.push("Không áp dụng"),
        Coverage::NotApplicableByAgency => told.push("Đề nghị không áp dụng"),
        _ => match (c.agreed, c.reported) {
            (Some(agreed), Some(reported)) if agreed > reported => told.push("Nâng điểm"),
            (Some(agreed), Some(reported)) if agreed < reported => told.push("Hạ điểm"),
            (Some(_), None) => told.push("Bổ sung điểm"),
            _ => {}
        },
    }
    if c.status == Status::AwaitingExplanation {
        told.push("Chờ giải trình");
    }
    told
}

fn reason(c: &ComponentLoss) -> String {
    let mut told = Vec::new();
    let reason =
        if c.coverage() == Coverage::NotApplicableByAgency { &c.explanation } else { &c.reason };
    if !reason.trim().is_empty() {
        told.push(inline(reason));
    }
    if c.status == Status::AwaitingExplanation {
        let by = c.answer_by.map(|day| format!(" (trả lời trước ngày {})", short_date(day)));
        told.push(format!("Đề nghị giải trình: {}{}", inline(&c.asked), by.unwrap_or_default()));
    }
    told.join("\n")
}

pub(super) fn title(year: i32) -> String {
    format!("TIÊU CHÍ ĐIỀU CHỈNH ĐIỂM, KHÔNG ÁP DỤNG, ĐANG CHỜ GIẢI TRÌNH NĂM {year}")
}

pub(super) fn adjusted(losses: &Losses) -> Vec<Block> {
    let rows: Vec<&ComponentLoss> = rows(losses).collect();
    let mut table = Table::new(
        "Tiêu chí điều chỉnh điểm, không áp dụng, đang chờ giải trình",
        11,
        opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            60,
            13,
            [
                Column::new("Tự chấm", 14, Align::Right),
                Column::new("Thống nhất", 17, Align::Right),
                Column::new("Chênh lệch", 15, Align::Right),
                Column::new("Kết quả rà soát", 24, Align::Left),
                Column::new("Lý do, nội dung đề nghị giải trình", 53, Align::Left),
                Column::new("Cơ quan chủ trì", 30, Align::Left),
            ],
        ),
    );
    for (i, c) in rows.iter().enumerate() {
        let own = [
            figure(c.reported),
            agreed(c),
            signed(moved(c)),
            Cell::new(outcomes(c).join("; ")),
            said(&reason(c), NO_FIGURE),
            lead(c),
        ];
        table.push(RowKind::Component, opening_cells(i, c, own));
    }
    let sum = |of: &dyn Fn(&ComponentLoss) -> Option<Points>| {
        rows.iter()
            .filter_map(|c| of(c))
            .fold(None, |sum: Option<Points>, p| Some(sum.unwrap_or_default() + p))
    };
    let cells = vec![
        Cell::spanning("Tổng cộng", 3),
        figure(sum(&|c| Some(c.max))),
        figure(sum(&|c| c.reported)),
        Cell::new(""),
        signed(sum(&moved)),
        Cell::spanning("", 3),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    vec![Block::Table(table)]
}
