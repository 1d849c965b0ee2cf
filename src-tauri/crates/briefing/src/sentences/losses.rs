//! Part III: what is below the maximum, lost or fallen, whose it is, and why.

use scorebook::Points;
use scorebook::losses::{ComponentLoss, Losses};
use scorebook::snapshot::Figures;
use scorebook::submission::ScoreState;

use super::quoted;
use crate::view;
use crate::words::{change, clipped, count, inline, points, short_date};

/// Losses told one by one; the rest stands in Phụ lục II.
pub const TOLD: usize = 10;

/// Letters of a cause or remedy told in the text; annexes hold all of it.
const STORY: usize = 400;

/// How many, how much, and whether the causes are known.
pub fn summary(losses: &Losses) -> Vec<String> {
    let scored = view::scored(losses).count();
    if scored == 0 {
        return vec![
            "Chưa có điểm tự chấm nên chưa xác định được tiêu chí mất điểm, giảm điểm.".into(),
        ];
    }
    let losing = view::losing(losses);
    if losing.is_empty() {
        return vec![format!(
            "Các tiêu chí đã có điểm ({} tiêu chí) đều đạt điểm tối đa, không mất điểm.",
            count(scored)
        )];
    }
    let lost: Points = losing.iter().map(|c| view::lost(c)).sum();
    let who = match (losing.len(), scored) {
        (n, m) if n == m && n > 1 => {
            format!("Tất cả {} tiêu chí đã có điểm đều chưa đạt điểm tối đa", count(n))
        }
        (n, m) => format!(
            "Trong {} tiêu chí đã có điểm, {} tiêu chí chưa đạt điểm tối đa",
            count(m),
            count(n)
        ),
    };
    let nothing_left = match losing.iter().filter(|c| c.counted == Some(Points::ZERO)).count() {
        0 => String::new(),
        1 if losing.len() == 1 => ", mất toàn bộ điểm".into(),
        n if n == losing.len() => ", đều mất toàn bộ điểm".into(),
        n => format!(", trong đó {} tiêu chí mất toàn bộ điểm", count(n)),
    };
    vec![format!("{who}, mất tổng số {}{nothing_left}.", points(lost)), causes(&losing)]
}

/// Scores above their maximum: a doubt, and why the losses of the whole are less than those told here.
pub fn above_maximum(losses: &Losses) -> String {
    let rows: Vec<&ComponentLoss> =
        view::scored(losses).filter(|c| view::lost(c).is_negative()).collect();
    if rows.is_empty() {
        return String::new();
    }
    let over: Points = rows.iter().map(|c| Points::ZERO - view::lost(c)).sum();
    format!(
        "{} tiêu chí có điểm cao hơn điểm tối đa, vượt tổng số {} ({}), cần rà soát lại.",
        count(rows.len()),
        points(over),
        view::codes(&rows, "Phụ lục II")
    )
}

/// What fell against last year; nothing where there is nothing to compare with.
pub fn fallen(losses: &Losses) -> String {
    let prior = losses.baseline_year;
    if view::compared(losses).next().is_none() {
        return String::new();
    }
    let fallen = view::decreased(losses);
    if fallen.is_empty() {
        return format!("Không có tiêu chí giảm điểm so với năm {prior}.");
    }
    let by: Points = fallen.iter().map(|c| -view::change(c)).sum();
    format!(
        "{} tiêu chí giảm điểm so với năm {prior}, tổng mức giảm {} ({}).",
        count(fallen.len()),
        points(by),
        view::told_together(&fallen, view::change, change)
    )
}

fn causes(losing: &[&ComponentLoss]) -> String {
    let silent = losing.iter().filter(|c| c.cause_text().trim().is_empty()).count();
    match (losing.len(), silent) {
        (0, _) => String::new(),
        (1, 0) => "Tiêu chí mất điểm đã được nêu nguyên nhân.".into(),
        (_, 0) => "Các tiêu chí mất điểm đều đã được nêu nguyên nhân.".into(),
        (1, 1) => "Tiêu chí mất điểm chưa được nêu nguyên nhân.".into(),
        (n, m) if n == m => "Các tiêu chí mất điểm đều chưa được nêu nguyên nhân.".into(),
        (_, m) => format!("{} tiêu chí mất điểm chưa được nêu nguyên nhân.", count(m)),
    }
}

/// One item per body that answers for losses, the largest loss first.
pub fn by_agency(losses: &Losses) -> Vec<String> {
    let mut groups = view::by_agency(view::losing(losses));
    groups.sort_by_key(|(_, rows)| {
        std::cmp::Reverse(rows.iter().map(|c| view::lost(c)).sum::<Points>())
    });
    groups
        .iter()
        .map(|(name, rows)| {
            let lost: Points = rows.iter().map(|c| view::lost(c)).sum();
            let silent: Vec<&ComponentLoss> =
                rows.iter().copied().filter(|c| c.cause_text().trim().is_empty()).collect();
            let which =
                view::told_together(rows, view::lost, |lost| format!("mất {}", points(lost)));
            let why = match silent.len() {
                0 => String::new(),
                n if n == rows.len() => "; chưa nêu nguyên nhân".into(),
                n => format!(
                    "; chưa nêu nguyên nhân đối với {} tiêu chí: {}",
                    count(n),
                    view::codes(&silent, "Phụ lục II")
                ),
            };
            format!(
                "{}: {} tiêu chí, mất {} ({which}){why}",
                inline(name),
                count(rows.len()),
                points(lost)
            )
        })
        .collect()
}

/// The largest losses, one by one, each a few full sentences.
pub fn largest(losses: &Losses) -> Vec<String> {
    view::losing(losses).into_iter().take(TOLD).map(|c| one(c, losses.baseline_year)).collect()
}

fn one(c: &ComponentLoss, prior: i32) -> String {
    let against = match c.change {
        None => String::new(),
        Some(by) if by.is_zero() => format!(" (bằng năm {prior})"),
        Some(by) => format!(" ({} so với năm {prior})", change(by)),
    };
    let short = |text: &str| clipped(&inline(text), STORY, "Phụ lục II");
    let cause = match short(&c.cause_text()) {
        cause if cause.is_empty() => "Chưa nêu nguyên nhân.".to_owned(),
        cause => format!("Nguyên nhân: {cause}."),
    };
    let remedy = short(&c.remedy);
    let remedy = match (remedy.is_empty(), c.due) {
        (false, Some(due)) => format!(" Giải pháp: {remedy}; thời hạn {}.", short_date(due)),
        (false, None) => format!(" Giải pháp: {remedy}."),
        (true, Some(due)) => format!(" Thời hạn khắc phục: {}.", short_date(due)),
        (true, None) => String::new(),
    };
    format!(
        "Tiêu chí {} {}: đạt {}/{}, mất {}{against}. Cơ quan chủ trì: {}. {cause}{remedy}",
        c.code,
        quoted(&c.name),
        c.counted.unwrap_or_default(),
        points(c.max),
        points(view::lost(c)),
        lead(c)
    )
}

fn lead(c: &ComponentLoss) -> String {
    match view::agency(c) {
        view::NO_LEAD => "chưa phân công".into(),
        name => inline(name),
    }
}

/// What [`largest`] leaves out, and that some of it is as large as the last one told.
pub fn the_rest(losses: &Losses) -> String {
    let losing = view::losing(losses);
    let (Some(last), rest) = (losing.get(TOLD - 1), losing.get(TOLD..).unwrap_or_default()) else {
        return String::new();
    };
    if rest.is_empty() {
        return String::new();
    }
    let lost: Points = rest.iter().map(|c| view::lost(c)).sum();
    let level = rest.iter().filter(|c| view::lost(c) == view::lost(last)).count();
    let ties = match level {
        0 => String::new(),
        n if n == rest.len() && n > 1 => format!(", mỗi tiêu chí mất {}", points(view::lost(last))),
        n if n == rest.len() => String::new(),
        n => format!(", trong đó {} tiêu chí cùng mất {}", count(n), points(view::lost(last))),
    };
    format!(
        "Còn lại {} tiêu chí mất {}{ties}, nêu tại Phụ lục II.",
        count(rest.len()),
        points(lost)
    )
}

/// One item per body with criteria that have no score, and why there is none.
pub fn unscored(figures: &Figures) -> Vec<String> {
    let losses = &figures.losses;
    let not_sent = view::not_sent(figures);
    view::by_agency(view::unscored(losses))
        .into_iter()
        .map(|(name, rows)| {
            let max: Points = rows.iter().map(|c| c.max).sum();
            let list = |rows: &[&ComponentLoss]| view::codes(rows, "Phụ lục I");
            let why = if not_sent.iter().any(|n| n.trim() == name) {
                format!("chưa gửi kết quả, gồm: {}", list(&rows))
            } else {
                let (blank, absent): (Vec<_>, Vec<_>) =
                    rows.iter().copied().partition(|c| c.state == ScoreState::Blank);
                [(blank, "để trống điểm"), (absent, "không có trong bản tự chấm")]
                    .into_iter()
                    .filter(|(rows, _)| !rows.is_empty())
                    .map(|(rows, what)| format!("{what}: {}", list(&rows)))
                    .collect::<Vec<_>>()
                    .join("; ")
            };
            format!(
                "{}: {} tiêu chí (tối đa {}), {why}",
                inline(name),
                count(rows.len()),
                points(max)
            )
        })
        .collect()
}
