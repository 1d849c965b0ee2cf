//! Which leaves a sentence or a table speaks of.

use std::cmp::Reverse;

use chrono::NaiveDate;
use scorebook::decision::Status;
use scorebook::losses::{ComponentLoss, Coverage, Flag, Gathered, GroupBy, Losses, gather};
use scorebook::snapshot::Figures;
use scorebook::{Points, text};

/// What stands for the lead body of a leaf that has none.
pub(crate) const NO_LEAD: &str = "Chưa phân công cơ quan chủ trì";

pub(crate) fn self_scored(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    losses.components.iter().filter(|c| c.coverage() != Coverage::NotSelfScored)
}

/// Self-scored leaves with a score that counts.
pub(crate) fn scored(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    covered(losses, Coverage::Scored)
}

/// Self-scored leaves that still owe a score.
pub(crate) fn unscored(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    losses.components.iter().filter(|c| c.coverage().owes_score())
}

/// Leaves that stand there with their score.
pub(crate) fn covered(losses: &Losses, coverage: Coverage) -> impl Iterator<Item = &ComponentLoss> {
    losses.components.iter().filter(move |c| c.coverage() == coverage)
}

/// Below the maximum, the largest loss first; equal ones in the order of the catalogue.
pub(crate) fn losing(losses: &Losses) -> Vec<&ComponentLoss> {
    let mut rows: Vec<_> = scored(losses).filter(|c| lost(c) > Points::ZERO).collect();
    rows.sort_by_key(|c| std::cmp::Reverse(lost(c)));
    rows
}

/// Below last year in points, the largest fall first.
pub(crate) fn decreased(losses: &Losses) -> Vec<&ComponentLoss> {
    let mut rows: Vec<_> = compared(losses).filter(|c| change(c).is_negative()).collect();
    rows.sort_by_key(|c| change(c));
    rows
}

/// With a score in both years, and the same maximum.
pub(crate) fn compared(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| c.change.is_some())
}

/// With a score in both years, and a maximum that changed: compared as a share of it.
pub(crate) fn compared_as_share(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| c.change_share.is_some())
}

/// Below last year, in points or as a share.
pub(crate) fn has_fallen(c: &ComponentLoss) -> bool {
    c.flags.contains(&Flag::Decreased)
}

/// Last year's score is above this year's maximum: the maximum changed, and nobody has said from what.
pub(crate) fn baseline_above_maximum(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| {
        c.change.is_none() && c.change_share.is_none() && c.baseline.is_some_and(|b| b > c.max)
    })
}

/// What Phụ lục II lists, in the order of the catalogue: below the maximum or below last year. A score above
/// the maximum is listed too, so that the losses of the list add up to the loss of the whole.
pub(crate) fn listed(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| !lost(c).is_zero() || has_fallen(c))
}

/// With a score, but without evidence.
pub(crate) fn without_evidence(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| c.evidence.trim().is_empty())
}

/// Losses of which the officer has said that points can be won back.
pub(crate) fn recoverable(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| c.gain() > Points::ZERO)
}

/// Sent back to their bodies, no answer yet.
pub(crate) fn awaiting(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    self_scored(losses).filter(|c| c.status == Status::AwaitingExplanation)
}

/// Nothing has been said of the loss: neither by the office a cause, nor by the body an explanation.
pub(crate) fn is_silent(c: &ComponentLoss) -> bool {
    c.cause_text().trim().is_empty() && c.explanation.trim().is_empty()
}

/// The body has explained the loss, and the office has not said what the cause is.
pub(crate) fn is_only_explained(c: &ComponentLoss) -> bool {
    c.cause_text().trim().is_empty() && !c.explanation.trim().is_empty()
}

/// What can be done about a loss, on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Prospect {
    /// Còn hạn: the deadline has not passed.
    InTime,
    /// Nobody has set a deadline.
    Undated,
    /// Quá hạn.
    Overdue,
    /// Không khắc phục được: the office says that nothing can be won back.
    Unrecoverable,
}

impl Prospect {
    pub(crate) const ALL: [Self; 4] =
        [Self::InTime, Self::Undated, Self::Overdue, Self::Unrecoverable];

    /// The day of the deadline itself is in time.
    pub(crate) fn of(c: &ComponentLoss, on: NaiveDate) -> Self {
        match c.due {
            _ if c.recoverable == Some(Points::ZERO) => Self::Unrecoverable,
            None => Self::Undated,
            Some(due) if due < on => Self::Overdue,
            Some(_) => Self::InTime,
        }
    }
}

/// Points lost; none where there is no score.
pub(crate) fn lost(c: &ComponentLoss) -> Points {
    c.lost.unwrap_or_default()
}

/// Change on last year; none where it cannot be told.
pub(crate) fn change(c: &ComponentLoss) -> Points {
    c.change.unwrap_or_default()
}

pub(crate) fn agency(c: &ComponentLoss) -> &str {
    c.agency.as_deref().map(str::trim).filter(|a| !a.is_empty()).unwrap_or(NO_LEAD)
}

/// Rows under the bodies that answer for them, each body with its part; the largest loss first.
pub(crate) fn by_body<'a>(
    losses: &'a Losses,
    rows: impl IntoIterator<Item = &'a ComponentLoss>,
) -> Vec<Gathered<'a>> {
    let mut groups = gather(losses, rows, GroupBy::Responsible);
    groups.sort_by_key(|group| Reverse(group.lost()));
    groups
}

/// The same in Vietnamese order of the bodies.
pub(crate) fn in_order<'a>(
    losses: &'a Losses,
    rows: impl IntoIterator<Item = &'a ComponentLoss>,
) -> Vec<Gathered<'a>> {
    gather(losses, rows, GroupBy::Responsible)
}

/// Rows under the bodies that lead them.
pub(crate) fn by_lead<'a>(
    losses: &'a Losses,
    rows: impl IntoIterator<Item = &'a ComponentLoss>,
) -> Vec<Gathered<'a>> {
    gather(losses, rows, GroupBy::Agency)
}

/// Is it the same body, however it is written?
pub(crate) fn is_same_body(a: &str, b: &str) -> bool {
    text::agency_key(a) == text::agency_key(b)
}

/// Bodies that have sent nothing.
pub(crate) fn not_sent(figures: &Figures) -> Vec<&str> {
    figures.agencies.iter().filter(|a| a.applied_at.is_none()).map(|a| a.name.as_str()).collect()
}

/// Criteria told by name before the rest is told by code.
const NAMED: usize = 3;

/// "“Ban hành kế hoạch” (1.1.1, mất 1,00 điểm), “Công khai tiến độ” (1.1.2, mất 0,25 điểm) và 02 tiêu chí khác
/// (2.1, 2.2)": the first three by name, the rest by code and in its order.
pub(crate) fn named(
    rows: &[&ComponentLoss],
    what: impl Fn(&ComponentLoss) -> String,
    rest: &str,
) -> String {
    let mut told: Vec<String> = rows
        .iter()
        .take(NAMED)
        .map(|c| {
            format!(
                "“{}” ({}, {})",
                crate::words::running(&crate::words::inline(&c.name)),
                c.code,
                what(c)
            )
        })
        .collect();
    let others = rows.get(NAMED..).unwrap_or_default();
    if !others.is_empty() {
        told.push(format!(
            "{} tiêu chí khác ({})",
            crate::words::count(others.len()),
            codes(others, rest)
        ));
    }
    crate::words::and_list(&told)
}

/// "1.1.1, 1.1.2", in the order of the codes; a long list is cut, and says so and where the rest stands.
pub(crate) fn codes(rows: &[&ComponentLoss], rest: &str) -> String {
    const AT_MOST: usize = 40;
    let mut all: Vec<_> = rows.iter().map(|c| &c.code).collect();
    all.sort();
    let text: Vec<String> = all.iter().take(AT_MOST).map(ToString::to_string).collect();
    let more = rows.len().saturating_sub(AT_MOST);
    if more == 0 {
        text.join(", ")
    } else {
        format!("{} và {} tiêu chí khác nêu tại {rest}", text.join(", "), crate::words::count(more))
    }
}

/// Has the officer agreed any score?
pub(crate) fn reviewed(losses: &Losses) -> bool {
    self_scored(losses).any(|c| c.agreed.is_some())
}
