//! Page 1: what a leader asks first, each answer a few words. And what is only an estimate, apart from every total.

use chrono::NaiveDate;
use scorebook::crosswalk::Comparison;
use scorebook::losses::{ComponentLoss, Losses};
use scorebook::snapshot::Figures;
use scorebook::{Points, Scoring};

use super::{baseline_name, proposals};
use crate::form::BriefingForm;
use crate::view::{self, Prospect};
use crate::words::{and_list, change, count, percent, points, short_date};

/// Losses told by name on page 1.
const LARGEST: usize = 4;
/// Things to decide that page 1 names.
const TO_DECIDE: usize = 3;

/// "57,03/68,00 điểm (83,87%)": what counts of what could be self-scored.
pub fn reached(losses: &Losses) -> String {
    let t = &losses.totals;
    if t.scored == 0 {
        return "Chưa có điểm tự chấm.".into();
    }
    let share = t.counted.share_of(t.self_scored_max).map_or_else(String::new, percent);
    let mut apart = Vec::new();
    if t.missing > 0 {
        apart.push(format!(
            "{} tiêu chí chưa có điểm (tối đa {})",
            count(t.missing as usize),
            points(t.missing_max)
        ));
    }
    if t.not_applicable > 0 {
        apart.push(format!(
            "{} tiêu chí không áp dụng (tối đa {})",
            count(t.not_applicable as usize),
            points(t.not_applicable_max)
        ));
    }
    let apart =
        if apart.is_empty() { String::new() } else { format!("; còn {}", apart.join(", ")) };
    format!("{}/{}, bằng {share}{apart}.", t.counted, points(t.self_scored_max))
}

/// Against last year, over what compares; nothing when nothing does.
pub fn against_last_year(losses: &Losses) -> String {
    let (Some(kind), t) = (losses.baseline_kind, &losses.totals) else { return String::new() };
    if t.compared == 0 {
        return String::new();
    }
    format!(
        "{} so với {} năm {} ({} tiêu chí so sánh được: năm {} là {}, năm {} là {}).",
        crate::words::capitalised(&change(t.change)),
        baseline_name(kind),
        losses.baseline_year,
        count(t.compared as usize),
        losses.baseline_year,
        points(t.baseline),
        losses.year,
        points(t.baseline + t.change)
    )
}

/// How much, and the four largest by name.
pub fn lost(losses: &Losses) -> String {
    let losing = view::losing(losses);
    let whole: Points = losing.iter().map(|c| view::lost(c)).sum();
    match losing.len() {
        0 if losses.totals.scored == 0 => "Chưa xác định được.".into(),
        0 => "Không mất điểm ở các tiêu chí đã có điểm.".into(),
        n => format!("{}, ở {} tiêu chí.", points(whole), count(n)),
    }
}

/// "“Tên” (1.1.1, mất 1,00 điểm)", the largest first; nothing when nothing is lost.
pub fn largest(losses: &Losses) -> Vec<String> {
    let told = view::losing(losses)
        .into_iter()
        .take(LARGEST)
        .map(|c| format!("{} ({}): mất {}", super::quoted(&c.name), c.code, points(view::lost(c))));
    told.collect()
}

/// How much can still be won, by when.
pub fn winnable(losses: &Losses, on: NaiveDate) -> String {
    let rows: Vec<&ComponentLoss> = view::recoverable(losses).collect();
    if rows.is_empty() {
        return String::new();
    }
    let of = |prospect: Prospect| -> Vec<&ComponentLoss> {
        rows.iter().copied().filter(|c| Prospect::of(c, on) == prospect).collect()
    };
    let gain = |rows: &[&ComponentLoss]| -> Points { rows.iter().map(|c| c.gain()).sum() };
    let mut told = Vec::new();
    let in_time = of(Prospect::InTime);
    if let Some(last) = in_time.iter().filter_map(|c| c.due).max() {
        told.push(format!(
            "{} còn hạn đến {} ({} tiêu chí)",
            points(gain(&in_time)),
            short_date(last),
            count(in_time.len())
        ));
    }
    for (prospect, what) in
        [(Prospect::Undated, "chưa có thời hạn"), (Prospect::Overdue, "đã quá hạn")]
    {
        let rows = of(prospect);
        if !rows.is_empty() {
            told.push(format!("{} {what} ({} tiêu chí)", points(gain(&rows)), count(rows.len())));
        }
    }
    format!("{}: {}.", points(gain(&rows)), told.join(", "))
}

/// What the meeting is to decide, the first few requests of part IV.
pub fn to_decide(figures: &Figures, form: &BriefingForm, on: NaiveDate) -> Vec<String> {
    let items = proposals::headings(figures, form.body.trim(), on);
    items.into_iter().take(TO_DECIDE).collect()
}

/// The whole index, were survey and central parts as last year; nothing where any figure for it is missing. By share
/// where a maximum changed.
pub fn estimated_index(losses: &Losses) -> Option<Points> {
    if losses.totals.missing > 0 || losses.totals.scored == 0 {
        return None;
    }
    let others = losses.components.iter().filter(|c| c.scoring != Scoring::SelfScored);
    let mut sum = losses.totals.counted;
    let mut any = false;
    for c in others {
        sum = sum + as_last_year(c)?;
        any = true;
    }
    any.then_some(sum)
}

fn as_last_year(c: &ComponentLoss) -> Option<Points> {
    let baseline = c.baseline?;
    match (c.comparison, c.baseline_max) {
        (Comparison::Points, _) => Some(baseline),
        (Comparison::Share, Some(before)) if !before.is_zero() => {
            let scaled = i128::from(baseline.ten_thousandths())
                * i128::from(c.max.ten_thousandths())
                / i128::from(before.ten_thousandths());
            i64::try_from(scaled).ok().map(Points::from_ten_thousandths)
        }
        _ => None,
    }
}

/// The estimate and last year's published result, labelled as what they are; nothing where neither is known.
pub fn estimate(losses: &Losses, form: &BriefingForm) -> Vec<String> {
    let prior = losses.baseline_year;
    let mut said = Vec::new();
    if let Some(index) = estimated_index(losses) {
        said.push(format!(
            "Nếu điểm điều tra xã hội học và điểm do Trung ương chấm giữ như năm {prior}, Chỉ số năm {} ước đạt {}/{}.",
            losses.year,
            index,
            points(losses.totals.max)
        ));
    }
    let published: Vec<String> = [
        form.last_index.map(|p| format!("Chỉ số đạt {p}")),
        form.last_rank.map(|rank| format!("xếp thứ {rank}")),
        form.last_mean.map(|p| format!("trung bình cả nước {p}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !published.is_empty() {
        said.push(format!("Kết quả công bố năm {prior}: {}.", and_list(&published)));
    }
    said
}

/// The province's target for the index beside the estimate; nothing where either is missing.
pub fn target(losses: &Losses, form: &BriefingForm) -> String {
    let (Some(target), Some(index)) = (form.target, estimated_index(losses)) else {
        return String::new();
    };
    let gap = index - target;
    let told = if gap.is_negative() {
        format!("thấp hơn {}", points(-gap))
    } else if gap.is_zero() {
        "bằng mục tiêu".to_owned()
    } else {
        format!("cao hơn {}", points(gap))
    };
    format!("Mục tiêu {}; ước tính {told}.", points(target))
}
