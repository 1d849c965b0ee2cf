//! What a letter says to one body of the rows it leads.

use scorebook::Points;
use scorebook::decision::Status;
use scorebook::losses::ComponentLoss;
use scorebook::submission::ScoreState;

use crate::view;
use crate::words::{BLANK, bare, count, inline, points, short_date};

/// "Theo đó, trong các tiêu chí do Sở Tư pháp chủ trì có 05 tiêu chí chưa đạt điểm tối đa, mất tổng số 2,25 điểm…".
pub fn losses_of(agency: &str, rows: &[&ComponentLoss], prior: i32) -> String {
    let losing: Vec<&ComponentLoss> =
        rows.iter().copied().filter(|c| view::lost(c) > Points::ZERO).collect();
    let fallen: Vec<&ComponentLoss> =
        rows.iter().copied().filter(|c| view::change(c).is_negative()).collect();
    let lost: Points = losing.iter().map(|c| view::lost(c)).sum();
    let fall: Points = fallen.iter().map(|c| -view::change(c)).sum();
    let nothing_left = match losing.iter().filter(|c| c.counted == Some(Points::ZERO)).count() {
        0 => String::new(),
        n if n == losing.len() && n == 1 => " (mất toàn bộ điểm)".into(),
        n if n == losing.len() => " (đều mất toàn bộ điểm)".into(),
        n => format!(" (trong đó {} tiêu chí mất toàn bộ điểm)", count(n)),
    };
    let mut told = Vec::new();
    if !losing.is_empty() {
        told.push(format!(
            "{} tiêu chí chưa đạt điểm tối đa, mất tổng số {}{nothing_left}",
            count(losing.len()),
            points(lost)
        ));
    }
    if !fallen.is_empty() {
        told.push(format!(
            "{} tiêu chí giảm điểm so với năm {prior}, tổng mức giảm {}",
            count(fallen.len()),
            points(fall)
        ));
    }
    if told.is_empty() {
        return String::new();
    }
    format!("Trong các tiêu chí do {agency} chủ trì, có {}.", told.join("; "))
}

/// What the body is asked to do, items of one enumeration.
pub fn remedy_requests(rows: &[&ComponentLoss], body: &str, committee: &str) -> Vec<String> {
    let mut dates: Vec<_> = rows.iter().filter_map(|c| c.due).collect();
    dates.sort_unstable();
    dates.dedup();
    let open = rows.iter().any(|c| c.due.is_none());
    let until = match dates.as_slice() {
        [] => String::new(),
        [only] if !open => format!(", thời hạn {}", short_date(*only)),
        _ => ", theo thời hạn nêu tại Phụ lục đối với tiêu chí đã có thời hạn".into(),
    };
    let mut items = vec![format!(
        "Khắc phục ngay các nội dung chưa đạt điểm tối đa, mất điểm, giảm điểm nêu tại Phụ lục{until}"
    )];
    let bare = rows.iter().filter(|c| c.evidence.trim().is_empty()).count();
    if bare > 0 {
        items.push(format!(
            "Bổ sung tài liệu kiểm chứng hoặc giải trình đối với {} tiêu chí chưa có tài liệu kiểm chứng",
            count(bare)
        ));
    }
    let silent = rows
        .iter()
        .filter(|c| view::lost(c) > Points::ZERO && c.cause_text().trim().is_empty())
        .count();
    if silent > 0 {
        items.push(format!(
            "Làm rõ nguyên nhân mất điểm của {} tiêu chí chưa nêu nguyên nhân",
            count(silent)
        ));
    }
    items.push(format!(
        "Gửi kết quả khắc phục kèm tài liệu kiểm chứng về {body} trước ngày {BLANK} tháng {BLANK} năm {BLANK} để tổng \
         hợp, báo cáo {committee}"
    ));
    items
}

/// What is open about a row, each in a few words; empty when nothing is.
pub fn to_explain(c: &ComponentLoss) -> Vec<String> {
    let mut open = Vec::new();
    let mut say = |text: &str| open.push(text.to_owned());
    if c.status == Status::AwaitingExplanation && !c.asked.trim().is_empty() {
        let asked = bare(&inline(&c.asked)).to_owned();
        say(&c.answer_by.map_or(asked.clone(), |day| {
            format!("{asked} (trả lời trước ngày {})", short_date(day))
        }));
    }
    if c.counted.is_none() {
        match c.state {
            ScoreState::Blank => say("để trống điểm"),
            ScoreState::Missing => say("chưa có dòng điểm trong bản tự chấm"),
            _ => {}
        }
        return open;
    }
    if c.evidence.trim().is_empty() && c.explanation.trim().is_empty() {
        say("chưa có tài liệu kiểm chứng và giải trình");
    }
    if view::lost(c) > Points::ZERO && c.cause_text().trim().is_empty() {
        say("chưa nêu nguyên nhân mất điểm");
    }
    if c.agreed.is_some() && c.agreed != c.reported {
        say("điểm thống nhất khác điểm tự chấm");
    }
    open
}
