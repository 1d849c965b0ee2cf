//! Dự thảo Thông báo kết luận of the meeting: what part IV of the report proposes, as the provincial committee would
//! direct it. The committee issues it, so the office that drafts it may be directed too.

use scorebook::Snapshot;

use super::body::Outline;
use super::{Block, enumeration, paragraph};
use crate::form::{BriefingForm, province_in_text, province_kind};
use crate::sentences::{losses as loss_sentences, progress, proposals, result};
use crate::words::{self, BLANK};

/// `office` is the body that consolidates and drafts.
pub(super) fn blocks(snapshot: &Snapshot, form: &BriefingForm, office: &str) -> Vec<Block> {
    let figures = &snapshot.figures;
    let losses = &figures.losses;
    let province = province_kind(&figures.province);
    let mut at = Outline::default();
    let mut blocks = vec![Block::Paragraph {
        text: format!(
            "Ngày {BLANK} tháng {BLANK} năm {BLANK}, tại {BLANK}, đồng chí {BLANK} chủ trì họp nghe {office} báo cáo kết quả \
             tự chấm điểm Chỉ số cải cách hành chính năm {} của {} (số liệu chốt lúc {}). Sau khi nghe báo cáo và ý kiến của \
             các cơ quan dự họp, đồng chí {BLANK} kết luận như sau:",
            losses.year,
            province_in_text(&figures.province),
            words::moment(snapshot.taken_at)
        ),
    }];
    blocks.push(at.part("VỀ KẾT QUẢ TỰ CHẤM ĐIỂM"));
    blocks.extend(paragraph([result::total(losses)]));
    blocks.extend(paragraph([loss_sentences::fallen(losses)]));
    blocks.extend(paragraph([progress::not_applicable(losses)]));
    blocks.push(at.part("VỀ NHIỆM VỤ CỦA CÁC CƠ QUAN"));
    let on = form.day(snapshot);
    let mut items = proposals::orders(figures, on, |_| true);
    items.extend(proposals::without_lead(losses));
    items.push(format!(
        "Giao {office} tiếp thu ý kiến tại cuộc họp, đôn đốc các cơ quan thực hiện, hoàn thiện hồ sơ, tham mưu Ủy ban nhân \
         dân {province} báo cáo Bộ Nội vụ trước ngày {BLANK} tháng {BLANK} năm {BLANK}"
    ));
    blocks.extend(enumeration(items));
    blocks
}
