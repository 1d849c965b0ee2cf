//! What a letter says to one body of the losses it answers for.

use chrono::NaiveDate;
use scorebook::Points;
use scorebook::decision::Status;
use scorebook::losses::{Answer, ComponentLoss, Coverage, Gathered};

use crate::view::{self, Prospect};
use crate::words::{BLANK, bare, count, inline, points, short_date};

/// "Trong các tiêu chí thuộc trách nhiệm của Sở Tư pháp, có 05 tiêu chí chưa đạt điểm tối đa…".
pub fn losses_of(agency: &str, group: &Gathered<'_>, prior: i32) -> String {
    let losing: Vec<&Answer<'_>> =
        group.answers.iter().filter(|a| view::lost(a.row) > Points::ZERO).collect();
    let fallen = group.rows().filter(|c| view::has_fallen(c)).count();
    let lost: Points = losing.iter().map(|a| a.lost).sum();
    let nothing_left = match losing.iter().filter(|a| a.row.counted == Some(Points::ZERO)).count() {
        0 => String::new(),
        n if n == losing.len() && n == 1 => " (mất toàn bộ điểm)".into(),
        n if n == losing.len() => " (đều mất toàn bộ điểm)".into(),
        n => format!(" (trong đó {} tiêu chí mất toàn bộ điểm)", count(n)),
    };
    let mut told = Vec::new();
    if !losing.is_empty() {
        let in_parts = if losing.iter().any(|a| !a.is_whole()) {
            " tính theo phần trách nhiệm"
        } else {
            ""
        };
        told.push(format!(
            "{} tiêu chí chưa đạt điểm tối đa{nothing_left}, tổng số điểm mất{in_parts} là {}",
            count(losing.len()),
            points(lost)
        ));
    }
    if fallen > 0 {
        told.push(format!("{} tiêu chí giảm so với năm {prior}", count(fallen)));
    }
    if told.is_empty() {
        return String::new();
    }
    format!("Trong các tiêu chí thuộc trách nhiệm của {agency}, có {}.", told.join("; "))
}

/// What the body is asked to do on that day, items of one enumeration: what is in time is fixed, what is late is
/// answered for, what cannot be won back is explained.
pub fn remedy_requests(
    group: &Gathered<'_>,
    body: &str,
    committee: &str,
    on: NaiveDate,
) -> Vec<String> {
    let losing: Vec<&ComponentLoss> =
        group.rows().filter(|c| view::lost(c) > Points::ZERO || view::has_fallen(c)).collect();
    let mut items = prospects(&losing, on);
    let bare = group.rows().filter(|c| c.evidence.trim().is_empty());
    let bare = bare.filter(|c| c.explanation.trim().is_empty()).count();
    if bare > 0 {
        items.push(format!(
            "Bổ sung tài liệu kiểm chứng hoặc giải trình đối với {} tiêu chí chưa có tài liệu kiểm chứng",
            count(bare)
        ));
    }
    let silent: Vec<&ComponentLoss> = losing
        .iter()
        .copied()
        .filter(|c| view::lost(c) > Points::ZERO && view::is_silent(c))
        .collect();
    if !silent.is_empty() {
        items.push(format!(
            "Giải trình nguyên nhân mất điểm của {} tiêu chí chưa được giải trình ({})",
            count(silent.len()),
            view::codes(&silent, "Phụ lục")
        ));
    }
    items.push(format!(
        "Gửi kết quả thực hiện kèm tài liệu kiểm chứng về {body} trước ngày {BLANK} tháng {BLANK} năm {BLANK} để tổng \
         hợp, báo cáo {committee}"
    ));
    items
}

/// What can be done about losses, on that day: an item for each of the groups that has rows.
pub(crate) fn prospects(rows: &[&ComponentLoss], on: NaiveDate) -> Vec<String> {
    let of = |wanted: Prospect| -> Vec<&ComponentLoss> {
        rows.iter().copied().filter(|c| Prospect::of(c, on) == wanted).collect()
    };
    let said = |prospect: Prospect| {
        let rows = of(prospect);
        if rows.is_empty() {
            return None;
        }
        let n = count(rows.len());
        Some(match prospect {
            Prospect::InTime => format!("Khắc phục {n} tiêu chí còn hạn: {}", dated(&rows)),
            Prospect::Undated => format!(
                "Khắc phục {n} tiêu chí chưa xác định thời hạn và đăng ký thời hạn hoàn thành: {}",
                view::codes(&rows, "Phụ lục")
            ),
            Prospect::Overdue => format!(
                "Báo cáo kết quả, nêu rõ lý do chậm đối với {n} tiêu chí quá hạn: {}",
                dated(&rows)
            ),
            Prospect::Unrecoverable => format!(
                "Làm rõ trách nhiệm đối với {n} tiêu chí không khắc phục được: {}",
                view::codes(&rows, "Phụ lục")
            ),
        })
    };
    Prospect::ALL.into_iter().filter_map(said).collect()
}

/// "2.1.1, 2.1.2 (trước ngày …)": codes under their deadlines, the first deadline first.
fn dated(rows: &[&ComponentLoss]) -> String {
    let mut dates: Vec<_> = rows.iter().filter_map(|c| c.due).collect();
    dates.sort_unstable();
    dates.dedup();
    let told = dates.iter().map(|date| {
        let rows: Vec<&ComponentLoss> =
            rows.iter().copied().filter(|c| c.due == Some(*date)).collect();
        format!("{} (thời hạn {})", view::codes(&rows, "Phụ lục"), short_date(*date))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// What is open about a row, each in a few words; empty when nothing is. Nothing is asked about a score that the
/// office raised or left as it was, nor about what the body has explained already.
pub fn to_explain(c: &ComponentLoss) -> Vec<String> {
    let mut open = Vec::new();
    let mut say = |text: &str| open.push(text.to_owned());
    if c.status == Status::AwaitingExplanation && !c.asked.trim().is_empty() {
        let asked = bare(&inline(&c.asked)).to_owned();
        say(&c.answer_by.map_or(asked.clone(), |day| {
            format!("{asked} (trả lời trước ngày {})", short_date(day))
        }));
    }
    match c.coverage() {
        Coverage::Blank => say("để trống điểm"),
        Coverage::Absent => say("chưa có dòng điểm trong bản tự chấm"),
        Coverage::Scored => {
            if c.evidence.trim().is_empty() && c.explanation.trim().is_empty() {
                say("chưa có tài liệu kiểm chứng và giải trình");
            }
            if view::lost(c) > Points::ZERO && view::is_silent(c) {
                say("chưa giải trình nguyên nhân mất điểm");
            }
            if c.agreed.zip(c.reported).is_some_and(|(agreed, reported)| agreed < reported) {
                say("điểm thống nhất thấp hơn điểm tự chấm, cho ý kiến nếu chưa nhất trí");
            }
        }
        // what does not apply is no gap: the office rules on it
        Coverage::NotApplicableByAgency
        | Coverage::NotApplicableByOffice
        | Coverage::NotSelfScored => {}
    }
    open
}
