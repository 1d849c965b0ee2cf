//! Phụ lục I: every criterion, by field.

use std::collections::HashSet;

use scorebook::losses::{ComponentLoss, Losses, NodeLoss, Totals};
use scorebook::{Code, Points, Scoring};

use super::cells::{Sums, figure, lead, name, prior, prior_heading, scoring_word, signed};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::view;
use crate::words::NO_FIGURE;

pub(super) fn whole_title(year: i32) -> String {
    format!("BẢNG TỔNG HỢP KẾT QUẢ TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}")
}

pub(super) fn whole(losses: &Losses) -> Vec<Block> {
    // the score that counts has a column of its own only where it can differ from the reported one
    let reviewed = view::reviewed(losses);
    let mut columns = vec![
        Column::new("Mã", 15, Align::Left),
        Column::new("Tiêu chí, tiêu chí thành phần", if reviewed { 82 } else { 90 }, Align::Left),
        Column::new("Điểm tối đa", 14, Align::Right),
        Column::new("Hình thức đánh giá", 19, Align::Center),
        Column::new(prior_heading(losses), 16, Align::Right),
        Column::new(format!("Tự chấm năm {}", losses.year), 14, Align::Right),
        Column::new("Thống nhất", 14, Align::Right),
    ];
    if reviewed {
        columns.push(Column::new("Điểm được tính", 14, Align::Right));
    }
    columns.extend([
        Column::new("Mất điểm", 14, Align::Right),
        Column::new(format!("So với năm {}", losses.baseline_year), 16, Align::Right),
        Column::new("Cơ quan chủ trì", if reviewed { 34 } else { 40 }, Align::Left),
    ]);
    let mut table = Table::new(
        "Bảng tổng hợp kết quả tự chấm điểm theo lĩnh vực, tiêu chí, tiêu chí thành phần",
        11,
        columns,
    );

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
                    reviewed,
                ),
            );
            groups.push((row, node));
        }
        rows_of_leaves.push((table.push(RowKind::Component, leaf_cells(c, reviewed)), c));
    }
    for (row, node) in groups {
        let below = rows_of_leaves.iter().filter(|(_, c)| is_below(c, node)).map(|l| l.0).collect();
        table.sum_up(row, below);
    }
    closing_rows(&mut table, losses, &rows_of_leaves, reviewed);

    let aside = losses.components.iter().any(|c| c.baseline.is_some() && c.change.is_none());
    let note = "Ghi chú: dòng lĩnh vực, tiêu chí và dòng tổng cộng phần tự chấm chỉ cộng điểm của các tiêu chí tự \
                chấm đã có điểm (cột điểm tối đa cộng toàn bộ)";
    let of_asides = if aside {
        format!("; điểm năm {} in nghiêng để tham khảo, không cộng", losses.baseline_year)
    } else {
        String::new()
    };
    let text = format!("{note}{of_asides}; dấu “{NO_FIGURE}” là không có điểm, không phải 0 điểm.");
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

fn group_cells(code: &str, name: &str, totals: &Totals, sums: &Sums, reviewed: bool) -> Vec<Cell> {
    let mut cells =
        vec![Cell::new(code), Cell::new(name.trim()), figure(Some(totals.max)), Cell::new("")];
    cells.extend(sums.cells(reviewed));
    cells.push(Cell::new(""));
    cells
}

fn leaf_cells(c: &ComponentLoss, reviewed: bool) -> Vec<Cell> {
    let mut cells = vec![
        Cell::new(c.code.to_string()),
        name(c),
        figure(Some(c.max)),
        Cell::new(scoring_word(c.scoring)),
        prior(c),
        figure(c.reported),
        figure(c.agreed),
    ];
    if reviewed {
        cells.push(figure(c.counted));
    }
    cells.extend([figure(c.lost), signed(c.change), lead(c)]);
    cells
}

/// The self-scored part, the part that others score, and both: never mixed.
fn closing_rows(
    table: &mut Table,
    losses: &Losses,
    leaves: &[(usize, &ComponentLoss)],
    reviewed: bool,
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
    cells.extend(Sums::of(losses.components.iter()).cells(reviewed));
    cells.push(Cell::new(""));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, rows_of(&|s| s == Scoring::SelfScored));
    let empty = if reviewed { 8 } else { 7 };
    for (scoring, label) in [
        (Scoring::Survey, "Phần điều tra xã hội học (không tự chấm)"),
        (Scoring::Central, "Phần do Trung ương chấm (không tự chấm)"),
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
                Cell::spanning("Tổng điểm tối đa của bộ tiêu chí", 2),
                figure(Some(t.max)),
                Cell::spanning("", empty),
            ],
        );
        table.sum_up(row, rows_of(&|_| true));
    }
}
