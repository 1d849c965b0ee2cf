//! Công văn đôn đốc: one for each body that has sent nothing.

use scorebook::Points;
use scorebook::Snapshot;
use scorebook::deadline::DeadlineKind;
use scorebook::losses::ComponentLoss;

use super::letters::{basis, matter, recipients, responsibility};
use super::{Block, DocumentKind, Letter, paragraph};
use crate::form::BriefingForm;
use crate::view;
use crate::words::{self, BLANK};

/// The issuing office reminds itself of nothing.
pub(super) fn reminders(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Letter> {
    let figures = &snapshot.figures;
    let late = view::not_sent(figures).into_iter();
    late.filter(|name| !view::is_same_body(name, &form.body))
        .map(|agency| reminder(agency, snapshot, form))
        .collect()
}

fn reminder(agency: &str, snapshot: &Snapshot, form: &BriefingForm) -> Letter {
    let figures = &snapshot.figures;
    let losses = &figures.losses;
    let (name, body) = (words::inline(agency), form.body.trim());
    let deadline =
        figures.sent_by.unwrap_or_else(|| DeadlineKind::SelfScores.of_the_dispatch(losses.year));
    let owed: Vec<&ComponentLoss> =
        view::unscored(losses).filter(|c| view::is_same_body(view::agency(c), agency)).collect();
    let max: Points = owed.iter().map(|c| c.max).sum();
    let of_which = if owed.is_empty() {
        String::new()
    } else {
        format!(
            " đối với {} tiêu chí do cơ quan chủ trì, tổng điểm tối đa {} ({})",
            words::count(owed.len()),
            words::points(max),
            view::codes(&owed, "bộ tiêu chí")
        )
    };
    let mut blocks = Vec::new();
    blocks.extend(paragraph([
        words::capitalised(&format!(
            "{}các cơ quan được giao tự chấm điểm gửi kết quả về {body} trước {}.",
            basis(form),
            words::long_date(deadline)
        )),
        format!(
            "Đến {}, {body} chưa nhận được {} của {name}{of_which}.",
            words::moment(snapshot.taken_at),
            matter(snapshot)
        ),
    ]));
    blocks.extend(paragraph([responsibility(form)]));
    blocks.push(Block::Paragraph {
        text: format!(
            "{body} đề nghị {name} khẩn trương tự chấm điểm, gửi kết quả kèm tài liệu kiểm chứng, giải trình về {body} trước \
             ngày {BLANK} tháng {BLANK} năm {BLANK} để tổng hợp."
        ),
    });
    Letter {
        agency: Some(agency.to_owned()),
        addressees: vec![name.clone()],
        subject: format!(
            "V/v đôn đốc gửi kết quả tự chấm điểm Chỉ số cải cách hành chính năm {}",
            losses.year
        ),
        title: format!("Công văn đôn đốc {name} gửi kết quả tự chấm năm {}", losses.year),
        blocks,
        closing: format!("{body} đề nghị {name} quan tâm, phối hợp thực hiện./."),
        recipients: recipients(snapshot, form, DocumentKind::Reminder),
        annexes: Vec::new(),
    }
}
