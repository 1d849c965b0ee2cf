//! The ministry's table.

use scorebook::losses::{Coverage, Losses};
use scorebook::{Code, Scoring};

use super::cells::{Sums, figure, name, scoring_word};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::words::NO_FIGURE;

/// The ministry's table: each leaf's score beside the documents that prove it, or the explanation.
pub(in crate::content) fn self_assessment(losses: &Losses) -> Vec<Block> {
    let mut table = Table::new(
        "Bảng tổng hợp kết quả tự đánh giá, chấm điểm",
        11,
        vec![
            Column::new("Mã", 15, Align::Left),
            Column::new("Lĩnh vực, tiêu chí, tiêu chí thành phần", 92, Align::Left),
            Column::new("Điểm tối đa", 17, Align::Right),
            Column::new("Hình thức đánh giá", 24, Align::Center),
            Column::new("Điểm tự đánh giá", 18, Align::Right),
            Column::new("Tài liệu kiểm chứng, giải trình", 86, Align::Left),
        ],
    );
    let mut field: Option<(usize, &Code, Vec<usize>)> = None;
    let mut fields = Vec::new();
    let mut own = Vec::new();
    for c in &losses.components {
        if field.as_ref().is_none_or(|f| *f.1 != c.field) {
            fields.extend(field.take());
            let node = losses.nodes.iter().find(|n| n.code == c.field && n.depth == 1);
            let run = losses.components.iter().filter(|o| o.field == c.field);
            let already = fields.iter().any(|f| *f.1 == c.field);
            if let Some(node) = node.filter(|_| !already) {
                let row = table.push(
                    RowKind::Field,
                    vec![
                        Cell::new(node.code.to_string()),
                        Cell::new(node.name.trim()),
                        figure(Some(node.totals.max)),
                        Cell::new(""),
                        figure(Sums::of(run).counted),
                        Cell::new(""),
                    ],
                );
                field = Some((row, &c.field, Vec::new()));
            }
        }
        let ruled_out = c.coverage() == Coverage::NotApplicableByOffice;
        let proof = match (c.evidence.trim(), c.explanation.trim()) {
            ("", "") => NO_FIGURE.to_owned(),
            (evidence, "") => evidence.to_owned(),
            ("", explanation) => format!("Giải trình: {explanation}"),
            (evidence, explanation) => format!("{evidence}\nGiải trình: {explanation}"),
        };
        let proof = match c.reason.trim() {
            reason if ruled_out && !reason.is_empty() => {
                format!("Đề nghị không áp dụng. Lý do: {reason}")
            }
            _ if ruled_out => "Đề nghị không áp dụng".to_owned(),
            _ => proof,
        };
        let score = if ruled_out {
            Cell::new("Không áp dụng")
        } else {
            figure(c.counted.filter(|_| c.scoring == Scoring::SelfScored))
        };
        let row = table.push(
            RowKind::Component,
            vec![
                Cell::new(c.code.to_string()),
                name(c),
                figure(Some(c.max)),
                Cell::new(scoring_word(c.scoring)),
                score,
                Cell::new(proof),
            ],
        );
        if c.scoring == Scoring::SelfScored {
            own.push(row);
        }
        let of_field = field.iter_mut().chain(fields.iter_mut()).find(|f| *f.1 == c.field);
        if let Some(f) = of_field {
            f.2.push(row);
        }
    }
    fields.extend(field);
    for (row, _, leaves) in fields {
        table.sum_up(row, leaves);
    }
    let row = table.push(
        RowKind::Total,
        vec![
            Cell::spanning("Tổng cộng phần tự chấm", 2),
            figure(Some(losses.totals.self_scored_max)),
            Cell::new(""),
            figure(Sums::of(losses.components.iter()).counted),
            Cell::new(""),
        ],
    );
    table.sum_up(row, own);
    let text = format!(
        "Ghi chú: dấu “{NO_FIGURE}” ở cột điểm là tiêu chí không tự chấm hoặc chưa có điểm, không phải 0 điểm."
    );
    vec![Block::Table(table), Block::Note { text }]
}
