//! The short form of the báo cáo nhanh: what a meeting reads. Each loss is told once, with its body in part IV; fields
//! and criteria stand in the annexes.

use scorebook::Snapshot;

use super::body::{Outline, annex_of_evidence, annexes_of_losses, opening, requests};
use super::{Block, enumeration, paragraph, remarks, summary};
use crate::form::BriefingForm;
use crate::sentences::{losses as loss_sentences, progress, proposals, result};

pub(super) fn blocks(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Block> {
    let figures = &snapshot.figures;
    let losses = &figures.losses;
    let body = form.body.trim();
    let on = form.day(snapshot);
    let mut at = Outline::default();
    let mut blocks = vec![opening(snapshot, form), summary::summary(snapshot, form)];

    blocks.push(at.part("TÌNH HÌNH TRIỂN KHAI"));
    blocks.extend(paragraph([
        progress::received(&figures.agencies, body),
        progress::late(figures),
        progress::not_received(&figures.agencies),
    ]));
    blocks.extend(paragraph([
        progress::scored(losses),
        progress::evidence(losses),
        annex_of_evidence(figures, form),
        progress::scored_twice(losses),
    ]));
    blocks.extend(paragraph([progress::not_applicable(losses), progress::awaiting(losses)]));
    blocks.extend(remarks(&form.remarks_progress));

    blocks.push(at.part("KẾT QUẢ TỰ CHẤM ĐIỂM"));
    blocks.extend(paragraph([
        result::total(losses),
        result::at_maximum(losses),
        result::ladder(losses),
        "Kết quả từng lĩnh vực, tiêu chí nêu tại Phụ lục I kèm theo Báo cáo này.".into(),
    ]));
    blocks.extend(paragraph(result::against_baseline(losses)));
    blocks.extend(paragraph([result::caution(figures)]));
    blocks.extend(remarks(&form.remarks_result));

    blocks.push(at.part("TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA, MẤT ĐIỂM, GIẢM ĐIỂM"));
    let mut summed = loss_sentences::summary(losses);
    summed.push("Danh mục nêu tại Phụ lục II kèm theo Báo cáo này.".into());
    blocks.extend(paragraph(summed));
    blocks
        .extend(paragraph([loss_sentences::above_maximum(losses), loss_sentences::fallen(losses)]));
    blocks.extend(annexes_of_losses(figures, form));
    let unscored = loss_sentences::unscored(figures);
    if !unscored.is_empty() {
        let text = "Các tiêu chí tự chấm chưa có điểm, theo cơ quan chủ trì:".into();
        blocks.push(Block::Paragraph { text });
        blocks.extend(enumeration(unscored));
    }
    blocks.extend(remarks(&form.remarks_losses));

    blocks.push(at.part("ĐỀ XUẤT, KIẾN NGHỊ"));
    blocks.extend(paragraph([proposals::own_part(figures, body, on)]));
    blocks.extend(requests(proposals::proposals(figures, body, on), form));
    blocks.extend(remarks(&form.remarks));
    blocks
}
