//! Where the losses lie: fields down, bodies across, on one page. Dark cells are large losses, and every figure is
//! printed, so that black and white says as much.

use scorebook::Points;
use scorebook::losses::{Losses, NodeLoss};

use super::cells::{LANDSCAPE_MM, figure};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view;
use crate::words;

/// Letters of a body's name that its heading holds.
const LONGEST_NAME: usize = 60;

/// Bodies that have a column of their own; more would not fit on the page.
const MOST_BODIES: usize = 9;

pub(super) fn title(year: i32) -> String {
    format!("ĐIỂM MẤT THEO LĨNH VỰC VÀ CƠ QUAN CHỊU TRÁCH NHIỆM NĂM {year}")
}

/// Does it say more than a list would: at least two fields and two bodies?
pub(super) fn is_worth_it(losses: &Losses) -> bool {
    let bodies = view::by_body(losses, view::losing(losses)).len();
    (2..=MOST_BODIES).contains(&bodies) && fields(losses).count() > 1
}

fn fields(losses: &Losses) -> impl Iterator<Item = &NodeLoss> {
    let loses = |node: &&NodeLoss| view::losing(losses).iter().any(|c| c.field == node.code);
    losses.nodes.iter().filter(|node| node.depth == 1).filter(loses)
}

pub(super) fn heat(losses: &Losses) -> Vec<Block> {
    let groups = view::by_body(losses, view::losing(losses));
    let count = u32::try_from(groups.len()).unwrap_or(1);
    let each = ((LANDSCAPE_MM - 11 - 62) / (count + 1)).min(30);
    let names_mm = LANDSCAPE_MM - 11 - each * (count + 1);
    let mut columns =
        vec![Column::new("STT", 11, Align::Center), Column::new("Lĩnh vực", names_mm, Align::Left)];
    for group in &groups {
        let name = match words::inline(group.label) {
            none if none.is_empty() => "Chưa phân công".to_owned(),
            // a heading is no place for a long name: the list by body has it whole
            name => name.chars().take(LONGEST_NAME).collect(),
        };
        columns.push(Column::new(name, each, Align::Right));
    }
    columns.push(Column::new("Tổng số điểm mất", each, Align::Right));
    let mut table = Table::new("Điểm mất theo lĩnh vực và cơ quan", 11, columns);
    let of = |field: &NodeLoss| -> Vec<Points> {
        groups
            .iter()
            .map(|g| g.answers.iter().filter(|a| a.row.field == field.code).map(|a| a.lost).sum())
            .collect()
    };
    let most = fields(losses).flat_map(of).max().unwrap_or_default();
    let some = |p: Points| (!p.is_zero()).then_some(p);
    for (i, field) in fields(losses).enumerate() {
        let lost = of(field);
        let mut cells =
            vec![Cell::new((i + 1).to_string()), Cell::new(words::running(field.name.trim()))];
        cells.extend(lost.iter().map(|p| figure(some(*p)).shaded(shade(*p, most))));
        cells.push(figure(some(lost.iter().copied().sum())));
        table.push(RowKind::Component, cells);
    }
    let mut cells = vec![Cell::spanning("Tổng cộng", 2)];
    cells.extend(groups.iter().map(|g| figure(some(g.lost()))));
    cells.push(figure(some(groups.iter().map(scorebook::losses::Gathered::lost).sum())));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    let text = "Ghi chú: ô càng đậm, điểm mất càng lớn; tiêu chí do nhiều cơ quan chịu trách nhiệm được chia theo phần của \
                mỗi cơ quan."
        .to_owned();
    vec![Block::Table(table), Block::Note { text }]
}

/// In four steps of grey, light enough for the figure on it.
fn shade(lost: Points, most: Points) -> u8 {
    if lost <= Points::ZERO || most <= Points::ZERO {
        return 0;
    }
    let step = (lost.ten_thousandths() * 4 + most.ten_thousandths() - 1) / most.ten_thousandths();
    u8::try_from(step).unwrap_or(4)
}
