//! Part III: what is below the maximum, lost or fallen, whose it is, and why.

use scorebook::Points;
use scorebook::losses::{ComponentLoss, Gathered, Losses};
use scorebook::snapshot::Figures;
use scorebook::submission::ScoreState;

use super::quoted;
use crate::view;
use crate::words::{and_list, change, clipped, count, inline, points, share_change, short_date};

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
            "Trong {} tiêu chí đã có điểm, có {} tiêu chí chưa đạt điểm tối đa",
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
    vec![format!("{who}{nothing_left}; tổng số điểm mất là {}.", points(lost)), causes(&losing)]
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
        "Có {} tiêu chí có điểm cao hơn điểm tối đa, vượt tổng số {} ({}), cần rà soát lại.",
        count(rows.len()),
        points(over),
        view::codes(&rows, "Phụ lục II")
    )
}

/// What fell against last year; nothing where there is nothing to compare with.
pub fn fallen(losses: &Losses) -> String {
    let prior = losses.baseline_year;
    let in_points = view::decreased(losses);
    let mut said = Vec::new();
    if !in_points.is_empty() {
        let by: Points = in_points.iter().map(|c| -view::change(c)).sum();
        said.push(format!(
            "Có {} tiêu chí giảm điểm so với năm {prior}, tổng mức giảm là {}: {}.",
            count(in_points.len()),
            points(by),
            view::named(&in_points, |c| change(view::change(c)), "Phụ lục II")
        ));
    } else if view::compared(losses).next().is_some() {
        said.push(format!("Không có tiêu chí giảm điểm so với năm {prior}."));
    }
    let mut as_share: Vec<&ComponentLoss> = view::compared_as_share(losses)
        .filter(|c| c.change_share.is_some_and(|share| share < 0))
        .collect();
    as_share.sort_by_key(|c| c.change_share);
    if !as_share.is_empty() {
        said.push(format!(
            "Có {} tiêu chí thay đổi điểm tối đa nên so sánh theo tỷ lệ điểm đạt được, tỷ lệ giảm so với năm {prior}: {}.",
            count(as_share.len()),
            view::named(
                &as_share,
                |c| share_change(c.change_share.unwrap_or_default()),
                "Phụ lục II"
            )
        ));
    }
    let doubtful: Vec<&ComponentLoss> = view::baseline_above_maximum(losses).collect();
    if !doubtful.is_empty() {
        said.push(format!(
            "Có {} tiêu chí có điểm năm {prior} cao hơn điểm tối đa năm {} ({}) nên chưa so sánh, cần đối chiếu lại bộ \
             tiêu chí hai năm.",
            count(doubtful.len()),
            losses.year,
            view::codes(&doubtful, "Phụ lục I")
        ));
    }
    said.join(" ")
}

/// What the office found as cause, what only the body explained, and what nobody has said anything of: apart.
fn causes(losing: &[&ComponentLoss]) -> String {
    let silent = losing.iter().filter(|c| view::is_silent(c)).count();
    let explained = losing.iter().filter(|c| view::is_only_explained(c)).count();
    let found = losing.len() - silent - explained;
    match (losing.len(), found, explained, silent) {
        (0, ..) => return String::new(),
        (1, 1, ..) => return "Tiêu chí mất điểm đã xác định nguyên nhân.".into(),
        (1, _, 1, _) => {
            return "Tiêu chí mất điểm đã được cơ quan giải trình, chưa kết luận nguyên nhân."
                .into();
        }
        (1, ..) => return "Tiêu chí mất điểm chưa được giải trình, chưa rõ nguyên nhân.".into(),
        (_, _, 0, 0) => return "Các tiêu chí mất điểm đều đã xác định nguyên nhân.".into(),
        (_, 0, _, 0) => {
            return "Các tiêu chí mất điểm đều đã được cơ quan giải trình, chưa kết luận nguyên \
                    nhân."
                .into();
        }
        (_, 0, 0, _) => {
            return "Các tiêu chí mất điểm đều chưa được giải trình, chưa rõ nguyên nhân.".into();
        }
        _ => {}
    }
    let said: Vec<String> = [
        (found, "đã xác định nguyên nhân"),
        (explained, "cơ quan đã giải trình, chưa kết luận nguyên nhân"),
        (silent, "chưa được giải trình, chưa rõ nguyên nhân"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, what)| format!("{} tiêu chí {what}", count(n)))
    .collect();
    format!("Về nguyên nhân: {}.", said.join("; "))
}

/// One item per body that answers for losses, the largest loss first.
pub fn by_body(losses: &Losses) -> Vec<String> {
    view::by_body(losses, view::losing(losses)).iter().map(of_body).collect()
}

fn of_body(group: &Gathered<'_>) -> String {
    let rows: Vec<&ComponentLoss> = group.rows().collect();
    let silent: Vec<&ComponentLoss> = rows.iter().copied().filter(|c| view::is_silent(c)).collect();
    let why = match silent.len() {
        0 => String::new(),
        n if n == rows.len() => "; chưa giải trình nguyên nhân".into(),
        n => format!(
            "; chưa giải trình nguyên nhân đối với {} tiêu chí ({})",
            count(n),
            view::codes(&silent, "Phụ lục II")
        ),
    };
    let lost_on = |c: &ComponentLoss| {
        let own = group.answers.iter().find(|a| a.row.code == c.code);
        match own {
            Some(answer) if !answer.is_whole() => {
                format!("chịu {}/{} của {}", answer.parts.0, answer.parts.1, points(view::lost(c)))
            }
            _ => format!("mất {}", points(view::lost(c))),
        }
    };
    format!(
        "{}: {} tiêu chí, mất {}, gồm {}{why}",
        body_name(group),
        count(rows.len()),
        points(group.lost()),
        view::named(&rows, lost_on, "Phụ lục II"),
    )
}

fn body_name(group: &Gathered<'_>) -> String {
    match inline(group.label) {
        none if none.is_empty() => view::NO_LEAD.to_owned(),
        name => name,
    }
}

/// The largest losses, one by one, each a few full sentences.
pub fn largest(losses: &Losses) -> Vec<String> {
    view::losing(losses).into_iter().take(TOLD).map(|c| one(c, losses.baseline_year)).collect()
}

fn one(c: &ComponentLoss, prior: i32) -> String {
    let against = match (c.change, c.change_share) {
        (Some(by), _) if by.is_zero() => format!(" (bằng năm {prior})"),
        (Some(by), _) => format!(" ({} so với năm {prior})", change(by)),
        (None, Some(0)) => format!(" (tỷ lệ bằng năm {prior}, điểm tối đa đã thay đổi)"),
        (None, Some(share)) => {
            format!(" ({} so với năm {prior}, điểm tối đa đã thay đổi)", share_change(share))
        }
        (None, None) => String::new(),
    };
    let short = |text: &str| clipped(&inline(text), STORY, "Phụ lục II");
    let cause = match (short(&c.cause_text()), short(&c.explanation)) {
        (cause, _) if !cause.is_empty() => format!("Nguyên nhân: {cause}."),
        (_, explained) if !explained.is_empty() => {
            format!("Giải trình của cơ quan: {explained}.")
        }
        _ => "Chưa được giải trình.".to_owned(),
    };
    let remedy = short(&c.remedy);
    let remedy = match (remedy.is_empty(), c.due) {
        (false, Some(due)) => format!(" Giải pháp: {remedy}; thời hạn {}.", short_date(due)),
        (false, None) => format!(" Giải pháp: {remedy}."),
        (true, Some(due)) => format!(" Thời hạn khắc phục: {}.", short_date(due)),
        (true, None) => String::new(),
    };
    format!(
        "Tiêu chí {} {}: đạt {}/{}, mất {}{against}. Cơ quan chịu trách nhiệm: {}. {cause}{remedy}",
        c.code,
        quoted(&c.name),
        c.counted.unwrap_or_default(),
        points(c.max),
        points(view::lost(c)),
        answering(c)
    )
}

/// "Sở Tư pháp", "Sở Tư pháp (2/3), Sở Nội vụ (1/3)", "chưa phân công".
pub(crate) fn answering(c: &ComponentLoss) -> String {
    let bodies: Vec<String> = c
        .answers()
        .iter()
        .map(|answer| match (inline(answer.name), answer.is_whole()) {
            (none, _) if none.is_empty() => "chưa phân công".to_owned(),
            (name, true) => name,
            (name, false) => format!("{name} ({}/{})", answer.parts.0, answer.parts.1),
        })
        .collect();
    bodies.join(", ")
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
    view::by_lead(losses, view::unscored(losses))
        .iter()
        .map(|group| {
            let rows: Vec<&ComponentLoss> = group.rows().collect();
            let max: Points = rows.iter().map(|c| c.max).sum();
            let list = |rows: &[&ComponentLoss]| view::codes(rows, "Phụ lục I");
            let why = if not_sent.iter().any(|n| view::is_same_body(n, group.label)) {
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
                body_name(group),
                count(rows.len()),
                points(max)
            )
        })
        .collect()
}

/// "2.1.1 (Sở Tư pháp), 2.1.3 (Sở Nội vụ và Sở Tài chính)".
pub(crate) fn with_bodies(rows: &[&ComponentLoss]) -> String {
    let told = rows.iter().map(|c| {
        let bodies: Vec<String> =
            c.answers().iter().map(|a| inline(a.name)).filter(|name| !name.is_empty()).collect();
        if bodies.is_empty() {
            c.code.to_string()
        } else {
            format!("{} ({})", c.code, and_list(&bodies))
        }
    });
    told.collect::<Vec<_>>().join(", ")
}
