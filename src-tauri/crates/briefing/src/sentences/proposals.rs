//! Part IV: what the figures say as a whole, and what the meeting is asked for.

use chrono::NaiveDate;
use scorebook::losses::{ComponentLoss, Gathered, Losses};
use scorebook::snapshot::Figures;
use scorebook::{Points, Scoring};

use super::{letters, quoted, result};
use crate::form::province_kind;
use crate::view::{self, Prospect};
use crate::words::{and_list, count, inline, percent, points, uncapitalised};

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
        said.push(by_body(losses, &losing, whole));
    }
    let survey = losses.components.iter().any(|c| c.scoring == Scoring::Survey);
    // beside last year's results it has been said already that nothing is appraised
    match (result::is_beside_appraised(losses), survey) {
        (true, false) => {}
        (true, true) => said.push("Kết quả nêu trên chưa bao gồm điểm điều tra xã hội học.".into()),
        (false, false) => {
            said.push("Kết quả nêu trên là kết quả tự chấm, chưa qua thẩm định.".into());
        }
        (false, true) => said.push(
            "Kết quả nêu trên là kết quả tự chấm, chưa qua thẩm định và chưa bao gồm điểm điều tra xã hội học."
                .into(),
        ),
    }
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

fn by_body(losses: &Losses, losing: &[&ComponentLoss], whole: Points) -> String {
    let groups = view::by_body(losses, losing.iter().copied());
    let sums: Vec<(String, Points)> = groups
        .iter()
        .filter(|group| !group.label.is_empty())
        .map(|group| (inline(group.label), group.lost()))
        .collect();
    match sums.as_slice() {
        [] => String::new(),
        [(only, lost)] if *lost == whole => {
            format!("Các tiêu chí mất điểm đều thuộc trách nhiệm của {only}.")
        }
        many => {
            format!("Theo cơ quan chịu trách nhiệm, mất nhiều điểm nhất là {}.", most(many, whole))
        }
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

/// What the office itself answers for. It owns to it: it neither asks nor orders itself.
pub fn own_part(figures: &Figures, body: &str, on: NaiveDate) -> String {
    let losses = &figures.losses;
    let mut said = Vec::new();
    let groups = view::by_body(losses, view::losing(losses));
    if let Some(own) = groups.iter().find(|g| view::is_same_body(g.label, body)) {
        let rows: Vec<&ComponentLoss> = own.rows().collect();
        said.push(format!(
            "{body} nhận trách nhiệm đối với {} tiêu chí chưa đạt điểm tối đa, mất {}, và tổ chức thực hiện: {}.",
            count(rows.len()),
            points(own.lost()),
            todo(&rows, on)
        ));
    }
    let open: Vec<&ComponentLoss> =
        view::unscored(losses).filter(|c| view::is_same_body(view::agency(c), body)).collect();
    if !open.is_empty() {
        said.push(format!(
            "{body} hoàn thành việc tự chấm {} tiêu chí do mình chủ trì còn chưa có điểm ({}).",
            count(open.len()),
            view::codes(&open, "Phụ lục I")
        ));
    }
    said.join(" ")
}

/// The items of [`letters::prospects`] within a sentence.
fn todo(rows: &[&ComponentLoss], on: NaiveDate) -> String {
    let items: Vec<String> =
        letters::prospects(rows, on).iter().map(|item| uncapitalised(item)).collect();
    items.join("; ")
}

/// What the provincial committee is asked to direct: items of one enumeration, the request for its opinion last.
/// Nothing is asked of the office that writes.
pub fn proposals(figures: &Figures, body: &str, on: NaiveDate) -> Vec<String> {
    let losses = &figures.losses;
    let mut items = orders(figures, on, |name| !view::is_same_body(name, body));
    items.extend(without_lead(losses));
    items.push(format!(
        "Cho ý kiến về kết quả tự chấm điểm năm {} để {body} hoàn thiện hồ sơ, tham mưu Ủy ban nhân dân {} báo cáo \
         chính thức cho Bộ Nội vụ",
        losses.year,
        province_kind(&figures.province)
    ));
    items
}

/// What the meeting is to decide, each in one line: the requests of [`proposals`] without their details.
pub fn headings(figures: &Figures, body: &str, on: NaiveDate) -> Vec<String> {
    let losses = &figures.losses;
    let mut items = Vec::new();
    let others = |name: &str| !name.is_empty() && !view::is_same_body(name, body);
    let late = view::not_sent(figures).into_iter().filter(|name| others(name)).count();
    if late > 0 {
        items.push(format!("Đôn đốc {} cơ quan chưa gửi kết quả tự chấm", count(late)));
    }
    let groups = view::by_body(losses, view::losing(losses));
    let bodies: Vec<String> =
        groups.iter().filter(|g| others(g.label)).map(|g| inline(g.label)).collect();
    if !bodies.is_empty() {
        let fixable = view::losing(losses)
            .iter()
            .filter(|c| Prospect::of(c, on) != Prospect::Unrecoverable)
            .count();
        let what = if fixable == 0 { "làm rõ trách nhiệm về" } else { "khắc phục" };
        items.push(format!("Giao các cơ quan {what} điểm mất: {}", bodies.join(", ")));
    }
    let open = view::losing(losses).into_iter().filter(|c| view::is_silent(c)).count();
    if open > 0 {
        items.push(format!("Yêu cầu giải trình {} tiêu chí chưa rõ nguyên nhân", count(open)));
    }
    if view::self_scored(losses).any(|c| view::agency(c) == view::NO_LEAD) {
        items.push("Phân công cơ quan chủ trì cho các tiêu chí chưa có".into());
    }
    items.push("Cho ý kiến về kết quả tự chấm để báo cáo Bộ Nội vụ".into());
    items
}

/// What bodies are told to do, those that `wanted` takes: who has not sent, what has no score, and what each
/// answers for.
pub(crate) fn orders(
    figures: &Figures,
    on: NaiveDate,
    wanted: impl Fn(&str) -> bool,
) -> Vec<String> {
    let losses = &figures.losses;
    let mut items = Vec::new();
    let not_sent = view::not_sent(figures);
    let late: Vec<String> =
        not_sent.iter().filter(|n| wanted(n)).map(|name| inline(name)).collect();
    if !late.is_empty() {
        items.push(format!(
            "Yêu cầu {} khẩn trương tự chấm điểm, gửi kết quả để tổng hợp",
            and_list(&late)
        ));
    }
    items.extend(late_scores(losses, &not_sent, &wanted));
    let groups = view::by_body(losses, view::losing(losses));
    items.extend(
        groups
            .iter()
            .filter(|g| !g.label.is_empty() && wanted(g.label))
            .map(|g| remedy(g, losses, on)),
    );
    items.extend(open_causes(losses, &wanted));
    items
}

fn late_scores(
    losses: &Losses,
    not_sent: &[&str],
    wanted: impl Fn(&str) -> bool,
) -> Option<String> {
    let rows = view::unscored(losses).filter(|c| {
        let lead = view::agency(c);
        lead != view::NO_LEAD
            && wanted(lead)
            && !not_sent.iter().any(|n| view::is_same_body(n, lead))
    });
    let who: Vec<String> = view::by_lead(losses, rows).iter().map(with_count).collect();
    (!who.is_empty()).then(|| {
        format!(
            "Yêu cầu {} bổ sung điểm hoặc giải trình đối với các tiêu chí chưa có điểm",
            and_list(&who)
        )
    })
}

fn with_count(group: &Gathered<'_>) -> String {
    format!("{} ({} tiêu chí)", inline(group.label), count(group.answers.len()))
}

/// "Giao Sở Tư pháp, đối với 05 tiêu chí chưa đạt điểm tối đa (mất 2,25 điểm): khắc phục …".
fn remedy(group: &Gathered<'_>, losses: &Losses, on: NaiveDate) -> String {
    let rows: Vec<&ComponentLoss> = group.rows().collect();
    let prior = losses.baseline_year;
    let fallen = match rows.iter().filter(|c| view::has_fallen(c)).count() {
        0 => String::new(),
        n if n == rows.len() && n == 1 => format!(", tiêu chí này giảm so với năm {prior}"),
        n if n == rows.len() => format!(", đều giảm so với năm {prior}"),
        n => format!(", trong đó {} tiêu chí giảm so với năm {prior}", count(n)),
    };
    format!(
        "Giao {}, đối với {} tiêu chí chưa đạt điểm tối đa (mất {}){fallen}: {}",
        inline(group.label),
        count(rows.len()),
        points(group.lost()),
        todo(&rows, on)
    )
}

fn open_causes(losses: &Losses, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let silent = view::losing(losses).into_iter().filter(|c| view::is_silent(c));
    let groups = view::by_body(losses, silent);
    let who: Vec<String> =
        groups.iter().filter(|g| !g.label.is_empty() && wanted(g.label)).map(with_count).collect();
    (!who.is_empty()).then(|| format!("Yêu cầu {} giải trình nguyên nhân mất điểm", and_list(&who)))
}

pub(crate) fn without_lead(losses: &Losses) -> Option<String> {
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
