//! Part IV: what the figures say as a whole, and what the meeting is asked for.

use scorebook::losses::{ComponentLoss, Losses};
use scorebook::snapshot::Figures;
use scorebook::{Points, Scoring};

use super::quoted;
use crate::form::province_kind;
use crate::view;
use crate::words::{and_list, count, inline, percent, points, short_date};

/// Where the losses lie. What is not appraised is said not to be.
pub fn assessment(losses: &Losses) -> Vec<String> {
    if view::scored(losses).next().is_none() {
        return vec!["Chưa có số liệu tự chấm để đánh giá.".into()];
    }
    let losing = view::losing(losses);
    let whole: Points = losing.iter().map(|c| view::lost(c)).sum();
    let mut said = Vec::new();
    if losing.is_empty() {
        said.push("Các tiêu chí đã có điểm đều đạt điểm tối đa.".into());
    } else {
        said.push(by_field(losses, &losing, whole));
        said.push(by_agency(&losing, whole));
    }
    let survey = losses.components.iter().any(|c| c.scoring == Scoring::Survey);
    said.push(format!(
        "Kết quả nêu trên là kết quả tự chấm, chưa qua thẩm định{}.",
        if survey { " và chưa bao gồm điểm điều tra xã hội học" } else { "" }
    ));
    said
}

fn by_field(losses: &Losses, losing: &[&ComponentLoss], whole: Points) -> String {
    let mut sums: Vec<(String, Points)> = Vec::new();
    for node in losses.nodes.iter().filter(|n| n.depth == 1) {
        let lost: Points =
            losing.iter().filter(|c| c.field == node.code).map(|c| view::lost(c)).sum();
        if !lost.is_zero() {
            sums.push((quoted(&node.name), lost));
        }
    }
    sums.sort_by_key(|s| std::cmp::Reverse(s.1));
    match sums.as_slice() {
        [] => String::new(),
        [(only, lost)] => format!("Toàn bộ số điểm mất ({}) thuộc lĩnh vực {only}.", points(*lost)),
        many => format!("Số điểm mất nhiều nhất thuộc lĩnh vực {}.", most(many, whole)),
    }
}

fn by_agency(losing: &[&ComponentLoss], whole: Points) -> String {
    let mut sums: Vec<(String, Points)> = view::by_agency(losing.iter().copied())
        .into_iter()
        .filter(|(name, _)| *name != view::NO_LEAD)
        .map(|(name, rows)| (inline(name), rows.iter().map(|c| view::lost(c)).sum()))
        .collect();
    sums.sort_by_key(|s| std::cmp::Reverse(s.1));
    match sums.as_slice() {
        [] => String::new(),
        [(only, lost)] if *lost == whole => format!("Các tiêu chí mất điểm đều do {only} chủ trì."),
        many => format!("Theo cơ quan chủ trì, mất nhiều điểm nhất là {}.", most(many, whole)),
    }
}

/// "A (mất 2,25 điểm, chiếm 47,37% tổng số điểm mất)"; those level with the first are named with it.
fn most(sums: &[(String, Points)], whole: Points) -> String {
    let Some((_, top)) = sums.first() else { return String::new() };
    let names: Vec<&str> = sums.iter().filter(|s| s.1 == *top).map(|s| s.0.as_str()).collect();
    let share = top.share_of(whole).map_or_else(String::new, percent);
    if names.len() == 1 {
        format!("{} (mất {}, chiếm {share} tổng số điểm mất)", and_list(&names), points(*top))
    } else {
        format!(
            "{} (cùng mất {}, mỗi nơi chiếm {share} tổng số điểm mất)",
            and_list(&names),
            points(*top)
        )
    }
}

/// What the provincial committee is asked to direct: items of one enumeration, the request for its opinion last.
pub fn proposals(figures: &Figures, body: &str) -> Vec<String> {
    let losses = &figures.losses;
    let mut items = Vec::new();
    let not_sent = view::not_sent(figures);
    if !not_sent.is_empty() {
        let names: Vec<String> = not_sent.iter().map(|n| inline(n)).collect();
        items.push(format!(
            "Yêu cầu {} khẩn trương tự chấm điểm, gửi kết quả về {body} để tổng hợp",
            names.join("; ")
        ));
    }
    items.extend(late_scores(losses, &not_sent));
    let mut groups = view::by_agency(view::losing(losses));
    groups.sort_by_key(|(_, rows)| {
        std::cmp::Reverse(rows.iter().map(|c| view::lost(c)).sum::<Points>())
    });
    items.extend(
        groups
            .iter()
            .filter(|(name, _)| *name != view::NO_LEAD)
            .map(|(name, rows)| remedy(name, rows, losses.baseline_year)),
    );
    items.extend(open_causes(losses));
    items.extend(without_lead(losses));
    items.push(format!(
        "Cho ý kiến về kết quả tự chấm điểm năm {} để {body} hoàn thiện hồ sơ, tham mưu Ủy ban nhân dân {} báo cáo \
         chính thức cho Bộ Nội vụ",
        losses.year,
        province_kind(&figures.province)
    ));
    items
}

fn late_scores(losses: &Losses, not_sent: &[&str]) -> Option<String> {
    let rows = view::unscored(losses).filter(|c| {
        view::agency(c) != view::NO_LEAD && !not_sent.iter().any(|n| n.trim() == view::agency(c))
    });
    let who: Vec<String> = view::by_agency(rows)
        .iter()
        .map(|(name, rows)| format!("{} ({} tiêu chí)", inline(name), count(rows.len())))
        .collect();
    (!who.is_empty()).then(|| {
        format!(
            "Yêu cầu {} bổ sung điểm hoặc giải trình đối với các tiêu chí chưa có điểm",
            who.join("; ")
        )
    })
}

/// "Giao Sở Tư pháp chủ trì khắc phục 05 tiêu chí chưa đạt điểm tối đa (mất 2,25 điểm)…".
fn remedy(name: &str, rows: &[&ComponentLoss], prior: i32) -> String {
    let lost: Points = rows.iter().map(|c| view::lost(c)).sum();
    let fallen = rows.iter().filter(|c| view::change(c).is_negative()).count();
    let fallen = match fallen {
        0 => String::new(),
        n if n == rows.len() && n == 1 => format!(", tiêu chí này giảm điểm so với năm {prior}"),
        n if n == rows.len() => format!(", đều giảm điểm so với năm {prior}"),
        n => format!(", trong đó {} tiêu chí giảm điểm so với năm {prior}", count(n)),
    };
    format!(
        "Giao {} chủ trì khắc phục {} tiêu chí chưa đạt điểm tối đa (mất {}){fallen}{}",
        inline(name),
        count(rows.len()),
        points(lost),
        deadlines(rows)
    )
}

/// "; thời hạn: 30/12/2024 (2.1.1, 2.1.2); …"; nothing when no deadline is given.
fn deadlines(rows: &[&ComponentLoss]) -> String {
    let mut dates: Vec<_> = rows.iter().filter_map(|c| c.due).collect();
    dates.sort_unstable();
    dates.dedup();
    let open = rows.iter().filter(|c| c.due.is_none()).count();
    match dates.as_slice() {
        [] => String::new(),
        [only] if open == 0 => format!("; thời hạn {}", short_date(*only)),
        many => {
            let mut said: Vec<String> = many
                .iter()
                .map(|date| {
                    let rows: Vec<&ComponentLoss> =
                        rows.iter().copied().filter(|c| c.due == Some(*date)).collect();
                    let which = view::codes(&rows, "Phụ lục II");
                    format!("{} ({which})", short_date(*date))
                })
                .collect();
            if open > 0 {
                said.push(format!("{} tiêu chí chưa xác định thời hạn", count(open)));
            }
            format!("; thời hạn: {}", said.join("; "))
        }
    }
}

fn open_causes(losses: &Losses) -> Option<String> {
    let rows = view::scored(losses).filter(|c| {
        view::lost(c) > Points::ZERO
            && c.cause_text().trim().is_empty()
            && view::agency(c) != view::NO_LEAD
    });
    let who: Vec<String> = view::by_agency(rows)
        .iter()
        .map(|(name, rows)| format!("{} ({} tiêu chí)", inline(name), count(rows.len())))
        .collect();
    (!who.is_empty()).then(|| format!("Yêu cầu {} làm rõ nguyên nhân mất điểm", who.join("; ")))
}

fn without_lead(losses: &Losses) -> Option<String> {
    let rows: Vec<&ComponentLoss> =
        view::self_scored(losses).filter(|c| view::agency(c) == view::NO_LEAD).collect();
    (!rows.is_empty()).then(|| {
        format!(
            "Phân công cơ quan chủ trì đối với {} tiêu chí chưa có cơ quan chủ trì: {}",
            count(rows.len()),
            view::codes(&rows, "Phụ lục I")
        )
    })
}
