//! Which leaves a sentence or a table speaks of.

use scorebook::decision::split;
use scorebook::losses::{ComponentLoss, Losses, ResponsibleShare};
use scorebook::snapshot::Figures;
use scorebook::submission::ScoreState;
use scorebook::{Code, Points, Scoring};

/// What stands for the lead body of a leaf that has none.
pub(crate) const NO_LEAD: &str = "Chưa phân công cơ quan chủ trì";

pub(crate) fn self_scored(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    losses.components.iter().filter(|c| c.scoring == Scoring::SelfScored)
}

/// Self-scored leaves with a score that counts.
pub(crate) fn scored(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    self_scored(losses).filter(|c| c.counted.is_some())
}

/// Self-scored leaves that still owe a score.
pub(crate) fn unscored(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    self_scored(losses).filter(|c| c.counted.is_none() && c.state != ScoreState::NotApplicable)
}

/// Self-scored leaves of which the body says that they do not apply, and nothing else was agreed.
pub(crate) fn not_applicable(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    self_scored(losses).filter(|c| c.counted.is_none() && c.state == ScoreState::NotApplicable)
}

/// Below the maximum, the largest loss first; equal ones in the order of the catalogue.
pub(crate) fn losing(losses: &Losses) -> Vec<&ComponentLoss> {
    let mut rows: Vec<_> = scored(losses).filter(|c| lost(c) > Points::ZERO).collect();
    rows.sort_by_key(|c| std::cmp::Reverse(lost(c)));
    rows
}

/// Below last year, the largest fall first.
pub(crate) fn decreased(losses: &Losses) -> Vec<&ComponentLoss> {
    let mut rows: Vec<_> = compared(losses).filter(|c| change(c).is_negative()).collect();
    rows.sort_by_key(|c| change(c));
    rows
}

/// With a score in both years.
pub(crate) fn compared(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| c.change.is_some())
}

/// What Phụ lục II lists, in the order of the catalogue: below the maximum or below last year. A score above
/// the maximum is listed too, so that the losses of the list add up to the loss of the whole.
pub(crate) fn listed(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| !lost(c).is_zero() || change(c).is_negative())
}

/// With a score, but without evidence.
pub(crate) fn without_evidence(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| c.evidence.trim().is_empty())
}

/// Losses of which the officer has said that points can be won back.
pub(crate) fn recoverable(losses: &Losses) -> impl Iterator<Item = &ComponentLoss> {
    scored(losses).filter(|c| c.recoverable.is_some_and(|p| p > Points::ZERO))
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

/// Items under what they share, in the order of each one's first item.
fn gathered<K: PartialEq, T>(items: impl IntoIterator<Item = (K, T)>) -> Vec<(K, Vec<T>)> {
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    for (key, item) in items {
        if let Some((_, group)) = groups.iter_mut().find(|(k, _)| *k == key) {
            group.push(item);
        } else {
            groups.push((key, vec![item]));
        }
    }
    groups
}

/// Rows by their lead body, bodies in the order of their first row.
pub(crate) fn by_agency<'a>(
    rows: impl IntoIterator<Item = &'a ComponentLoss>,
) -> Vec<(&'a str, Vec<&'a ComponentLoss>)> {
    gathered(rows.into_iter().map(|row| (agency(row), row)))
}

/// What a body answers for of a loss.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a> {
    /// The loss.
    pub(crate) row: &'a ComponentLoss,
    /// The body's part of it, in hundredths of a per cent; none when it is all of it.
    pub(crate) share: Option<i64>,
    /// The points of that part.
    pub(crate) lost: Points,
}

/// Rows by the bodies that answer for them, else by the lead body; bodies in the order of their first row.
pub(crate) fn by_responsible<'a>(
    rows: impl IntoIterator<Item = &'a ComponentLoss>,
) -> Vec<(&'a str, Vec<Answer<'a>>)> {
    gathered(rows.into_iter().flat_map(|row| {
        let whole = Answer { row, share: None, lost: lost(row) };
        match row.responsible.as_slice() {
            [] => vec![(agency(row), whole)],
            [only] => vec![(only.name.trim(), whole)],
            several => {
                let parts: Vec<u32> = several.iter().map(|r| r.parts).collect();
                let answer = |(body, lost): (&'a ResponsibleShare, Points)| {
                    (body.name.trim(), Answer { row, share: Some(body.share), lost })
                };
                several.iter().zip(split(lost(row), &parts)).map(answer).collect()
            }
        }
    }))
}

/// Rows by the name of their field, fields in the order of their first row.
pub(crate) fn by_field<'a>(
    losses: &'a Losses,
    rows: impl IntoIterator<Item = &'a ComponentLoss>,
) -> Vec<(&'a str, Vec<&'a ComponentLoss>)> {
    let name = |code: &Code| {
        let node = losses.nodes.iter().find(|n| n.depth == 1 && n.code == *code);
        node.map_or("", |n| n.name.trim())
    };
    let groups = gathered(rows.into_iter().map(|row| (&row.field, row)));
    groups.into_iter().map(|(code, rows)| (name(code), rows)).collect()
}

/// Rows by their cause, causes in the order of their first row; those without one last, under an empty name.
pub(crate) fn by_cause<'a>(
    rows: impl IntoIterator<Item = &'a ComponentLoss>,
) -> Vec<(&'a str, Vec<&'a ComponentLoss>)> {
    let mut groups = gathered(rows.into_iter().map(|row| {
        // the list's words gather rows, whatever the officer added to them
        let cause = match row.cause_name.trim() {
            "" => row.cause.trim(),
            listed => listed,
        };
        (cause, row)
    }));
    groups.sort_by_key(|(name, _)| name.is_empty());
    groups
}

/// Bodies that have sent nothing.
pub(crate) fn not_sent(figures: &Figures) -> Vec<&str> {
    figures.agencies.iter().filter(|a| a.applied_at.is_none()).map(|a| a.name.as_str()).collect()
}

/// Which rows, those that share a figure together: "tiêu chí 1.1.1", "mỗi tiêu chí giảm 0,25 điểm: 1.1.1, 1.1.2",
/// "giảm 1,00 điểm: 1.1.1; giảm 0,25 điểm: 1.1.2, 2.1". Rows come sorted by that figure.
pub(crate) fn told_together(
    rows: &[&ComponentLoss],
    of: impl Fn(&ComponentLoss) -> Points,
    what: impl Fn(Points) -> String,
) -> String {
    let groups: Vec<(Points, &[&ComponentLoss])> = rows
        .chunk_by(|a, b| of(a) == of(b))
        .filter_map(|g| g.first().map(|c| (of(c), g)))
        .collect();
    match groups.as_slice() {
        [(_, [only])] => format!("tiêu chí {}", only.code),
        [(figure, all)] => format!("mỗi tiêu chí {}: {}", what(*figure), codes(all, "Phụ lục II")),
        many => many
            .iter()
            .map(|(figure, level)| format!("{}: {}", what(*figure), codes(level, "Phụ lục II")))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

/// "1.1.1, 1.1.2"; a long list is cut, and says so and where the rest stands.
pub(crate) fn codes(rows: &[&ComponentLoss], rest: &str) -> String {
    const AT_MOST: usize = 40;
    let text: Vec<String> = rows.iter().take(AT_MOST).map(|c| c.code.to_string()).collect();
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
