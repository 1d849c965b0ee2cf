//! Phụ lục I: every criterion, by field.

use std::collections::HashSet;

use scorebook::losses::{ComponentLoss, Losses, NodeLoss, Totals};
use scorebook::{Code, Points, Scoring};

use super::cells::{
    Sums, differences, figure, figure_columns, lead, leaf_figures, name, room_beside, scoring_word,
    share_note,
};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::words::NO_FIGURE;

pub(super) fn whole_title(year: i32) -> String {
    format!("BẢNG TỔNG HỢP KẾT QUẢ TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}")
}

/// The short form leaves the lead bodies to Phụ lục II, so that names take one line.
pub(super) fn whole(losses: &Losses, with_lead: bool) -> Vec<Block> {
    let figures = figure_columns(losses);
    let room = room_beside(&figures) - 15 - 14 - 25;
    let lead_mm = if with_lead { room * 27 / 100 } else { 0 };
    let mut columns = vec![
        Column::new("Mã", 15, Align::Left),
        Column::new("Tiêu chí, tiêu chí thành phần", room - lead_mm, Align::Left),
        Column::new("Điểm tối đa", 14, Align::Right),
        Column::new("Hình thức đánh giá", 25, Align::Center),
    ];
    columns.extend(figures);
    if with_lead {
        columns.push(Column::new("Cơ quan chủ trì", lead_mm, Align::Left));
    }
    let mut table = Table::new(
        "Bảng tổng hợp kết quả tự chấm điểm theo lĩnh vực, tiêu chí, tiêu chí thành phần",
        if with_lead { 11 } else { 10 },
        columns,
    )
    .subtracting(differences(losses, 4, 2));

    let leaves: HashSet<&Code> = losses.components.iter().map(|c| &c.code).collect();
    let mut begun: HashSet<&Code> = HashSet::new();
    let mut groups = Vec::new();
    let mut rows_of_leaves = Vec::new();
    for c in &losses.components {
        let above = losses.nodes.iter().filter(|n| is_below(c, n) && !leaves.contains(&n.code));
        for node in above {
            if !begun.insert(&node.code) {
                continue;
            }
            let below = losses.components.iter().filter(|c| is_below(c, node));
            let kind = if node.depth == 1 { RowKind::Field } else { RowKind::Criterion };
            let row = table.push(
                kind,
                group_cells(
                    &node.code.to_string(),
                    &node.name,
                    &node.totals,
                    &Sums::of(below),
                    losses,
                    with_lead,
                ),
            );
            groups.push((row, node));
        }
        rows_of_leaves.push((table.push(RowKind::Component, leaf_cells(c, losses, with_lead)), c));
    }
    for (row, node) in groups {
        let below = rows_of_leaves.iter().filter(|(_, c)| is_below(c, node)).map(|l| l.0).collect();
        table.sum_up(row, below);
    }
    closing_rows(&mut table, losses, &rows_of_leaves, with_lead);

    let mut notes = vec![
        "dòng lĩnh vực, tiêu chí và dòng tổng cộng phần tự chấm chỉ cộng điểm của các tiêu chí tự chấm đã có điểm (cột \
         điểm tối đa cộng toàn bộ)"
            .to_owned(),
    ];
    if losses.components.iter().any(|c| c.baseline.is_some() && c.change.is_none()) {
        notes
            .push(format!("điểm năm {} in nghiêng để tham khảo, không cộng", losses.baseline_year));
    }
    notes.push(format!("dấu “{NO_FIGURE}” là không có điểm, không phải 0 điểm"));
    notes.extend(share_note(losses.components.iter()));
    let text = format!("Ghi chú: {}.", notes.join("; "));
    vec![Block::Table(table), Block::Note { text }]
}

/// A child may be numbered after another field: the field is told by the leaf, not by its code.
fn is_below(c: &ComponentLoss, node: &NodeLoss) -> bool {
    if node.depth == 1 {
        c.field == node.code
    } else {
        c.code.segments().starts_with(node.code.segments())
    }
}

fn group_cells(
    code: &str,
    name: &str,
    totals: &Totals,
    sums: &Sums,
    losses: &Losses,
    with_lead: bool,
) -> Vec<Cell> {
    let mut cells =
        vec![Cell::new(code), Cell::new(name.trim()), figure(Some(totals.max)), Cell::new("")];
    cells.extend(sums.cells(losses));
    if with_lead {
        cells.push(Cell::new(""));
    }
    cells
}

fn leaf_cells(c: &ComponentLoss, losses: &Losses, with_lead: bool) -> Vec<Cell> {
    let mut cells = vec![
        Cell::new(c.code.to_string()),
        name(c),
        figure(Some(c.max)),
        Cell::new(scoring_word(c.scoring)),
    ];
    cells.extend(leaf_figures(c, losses));
    if with_lead {
        cells.push(lead(c));
    }
    cells
}

/// The self-scored part, the part that others score, and both: never mixed.
fn closing_rows(
    table: &mut Table,
    losses: &Losses,
    leaves: &[(usize, &ComponentLoss)],
    with_lead: bool,
) {
    let t = &losses.totals;
    let rows_of = |wanted: &dyn Fn(Scoring) -> bool| -> Vec<usize> {
        leaves.iter().filter(|(_, c)| wanted(c.scoring)).map(|l| l.0).collect()
    };
    let mut cells = vec![
        Cell::spanning("Tổng cộng phần tự chấm", 2),
        figure(Some(t.self_scored_max)),
        Cell::new(""),
    ];
    cells.extend(Sums::of(losses.components.iter()).cells(losses));
    if with_lead {
        cells.push(Cell::new(""));
    }
    let empty = cells.len() - 2;
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, rows_of(&|s| s == Scoring::SelfScored));
    for (scoring, label) in [
        (Scoring::Survey, "Tổng cộng phần điều tra xã hội học (không tự chấm)"),
        (Scoring::Central, "Tổng cộng phần do Trung ương chấm (không tự chấm)"),
    ] {
        if losses.components.iter().any(|c| c.scoring == scoring) {
            let max: Points =
                losses.components.iter().filter(|c| c.scoring == scoring).map(|c| c.max).sum();
            let row = table.push(
                RowKind::Total,
                vec![Cell::spanning(label, 2), figure(Some(max)), Cell::spanning("", empty)],
            );
            table.sum_up(row, rows_of(&|s| s == scoring));
        }
    }
    if t.max != t.self_scored_max {
        let row = table.push(
            RowKind::Total,
            vec![
                Cell::spanning("Tổng cộng điểm tối đa của bộ tiêu chí", 2),
                figure(Some(t.max)),
                Cell::spanning("", empty),
            ],
        );
        table.sum_up(row, rows_of(&|_| true));
    }
}
