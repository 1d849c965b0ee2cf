//! From the maximum down to what is left, a step for each body or cause that points are lost to.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ComponentLoss, GroupBy, Losses, Totals, group};
use crate::decision::CauseId;
use crate::{AgencyId, Points, Scoring};

/// The points lost to one body or cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WaterfallStep {
    /// Whose, or why; empty when that is not known.
    pub label: String,
    /// The body, when by body.
    pub agency: Option<AgencyId>,
    /// The cause, when by cause and of the office's list.
    pub cause: Option<CauseId>,
    /// Criteria that points are lost on.
    pub rows: u32,
    /// Points lost.
    pub lost: Points,
    /// What was left before this step.
    pub from: Points,
    /// What is left after it.
    pub to: Points,
}

/// The self-scored maximum, what is lost of it, what has no score yet or does not apply, and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Waterfall {
    /// Where it begins: the self-scored maximum.
    pub max: Points,
    /// The largest first; what is not known last.
    pub steps: Vec<WaterfallStep>,
    /// Of leaves that owe a score: neither reached nor lost.
    pub missing: Points,
    /// Of leaves that do not apply: neither reached nor lost.
    pub not_applicable: Points,
    /// What is left after that: where the step of what is missing begins.
    pub applicable: Points,
    /// Where it ends: the scores that count.
    pub counted: Points,
}

/// Steps down from the self-scored maximum.
pub fn waterfall(losses: &Losses, by: GroupBy) -> Waterfall {
    let lost: Vec<&ComponentLoss> = losses
        .components
        .iter()
        .filter(|c| c.scoring == Scoring::SelfScored && c.lost.is_some_and(|l| l > Points::ZERO))
        .collect();
    let mut groups = group(losses, &lost, by);
    groups.sort_by_key(|g| (g.label.is_empty(), Reverse(g.lost)));
    let mut left = losses.totals.self_scored_max;
    let steps = groups
        .into_iter()
        .map(|group| {
            let from = left;
            left = left - group.lost;
            WaterfallStep {
                label: group.label,
                agency: group.agency,
                cause: group.cause,
                rows: u32::try_from(group.rows.len()).unwrap_or(u32::MAX),
                lost: group.lost,
                from,
                to: left,
            }
        })
        .collect();
    let Totals { self_scored_max, counted, not_applicable_max, .. } = losses.totals;
    Waterfall {
        max: self_scored_max,
        steps,
        missing: left - counted - not_applicable_max,
        not_applicable: not_applicable_max,
        applicable: left - not_applicable_max,
        counted,
    }
}
