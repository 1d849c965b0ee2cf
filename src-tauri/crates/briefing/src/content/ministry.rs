//! Báo cáo kết quả tự đánh giá, chấm điểm for the ministry: the table, the explanations, difficulties and
//! requests (`domain.md` §3.2). The provincial committee issues it; the numbers are those of the snapshot.

use scorebook::Snapshot;
use scorebook::losses::{ComponentLoss, Coverage};

use super::body::{Outline, field_notes, field_table};
use super::{Block, annexes, paragraph, remarks};
use crate::form::{BriefingForm, province_in_text};
use crate::sentences::{progress, result};
use crate::view;
use crate::words::{self, BLANK};

pub(super) fn blocks(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Block> {
    let losses = &snapshot.figures.losses;
    let mut at = Outline::default();
    let body = words::inline(&form.body);
    let mut blocks = vec![Block::Paragraph {
        text: format!(
            "Thực hiện hướng dẫn của Bộ Nội vụ tại Công văn số {BLANK} ngày {BLANK} tháng {BLANK} năm {BLANK}, {body} báo \
             cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm {} của {} như sau:",
            losses.year,
            province_in_text(&snapshot.figures.province)
        ),
    }];
    blocks.push(at.part("KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM"));
    blocks.extend(paragraph([progress::scope(&snapshot.figures)]));
    blocks.extend(paragraph([result::total(losses), progress::scored(losses)]));
    blocks.push(Block::Paragraph {
        text: "Kết quả theo từng lĩnh vực (chi tiết tại Phụ lục I kèm theo Báo cáo này) như sau:"
            .into(),
    });
    blocks.push(Block::Table(field_table(losses)));
    blocks.extend(field_notes(losses));
    blocks.push(at.part("GIẢI TRÌNH TIÊU CHÍ CHƯA CÓ TÀI LIỆU KIỂM CHỨNG"));
    let evidence = match progress::evidence(losses) {
        none if none.is_empty() => "Các tiêu chí đã có điểm đều có tài liệu kiểm chứng.".to_owned(),
        some => format!("{some} Nội dung giải trình nêu tại Phụ lục II kèm theo Báo cáo này."),
    };
    blocks.extend(paragraph([evidence]));
    blocks.push(at.part("KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ"));
    let ruled_out: Vec<&ComponentLoss> =
        view::covered(losses, Coverage::NotApplicableByOffice).collect();
    if !ruled_out.is_empty() {
        blocks.push(Block::Paragraph {
            text: format!(
                "{} đề nghị Bộ Nội vụ thống nhất không áp dụng đối với {} tiêu chí: {}.",
                words::inline(&form.body),
                words::count(ruled_out.len()),
                progress::with_reasons(&ruled_out)
            ),
        });
    }
    let mut remarks = remarks(&form.remarks).peekable();
    if remarks.peek().is_none() && ruled_out.is_empty() {
        // only the officer knows whether there are none
        blocks.push(Block::Paragraph { text: BLANK.to_owned() });
    }
    blocks.extend(remarks);
    blocks
}

pub(super) fn tables(snapshot: &Snapshot) -> Vec<(String, Vec<Block>)> {
    let losses = &snapshot.figures.losses;
    vec![
        (
            format!(
                "BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {}",
                losses.year
            ),
            annexes::self_assessment(losses),
        ),
        (annexes::without_evidence_title(losses.year), annexes::without_evidence(losses)),
    ]
}
