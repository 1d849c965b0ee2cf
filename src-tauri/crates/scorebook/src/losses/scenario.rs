//! What if: the index as it would be, were some of the lost points won back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ComponentLoss, Coverage, Losses};
use crate::{Code, Points, Scoring};

/// A kept scenario: the criteria whose recoverable points are supposed to be won back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Scenario {
    /// Its name, one of a kind in its year.
    pub name: String,
    /// The criteria.
    pub ticked: BTreeSet<Code>,
}

/// A lĩnh vực with and without the scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldWhatIf {
    /// Code of the field; `None` on the total.
    pub code: Option<Code>,
    /// Its name.
    pub name: String,
    /// Maximum of its self-scored leaves.
    pub max: Points,
    /// The score that counts now.
    pub counted: Points,
    /// Points won back.
    pub gained: Points,
    /// `counted + gained`.
    pub with: Points,
    /// Share of `counted` in `max`, in hundredths of a per cent.
    pub share: Option<i64>,
    /// Share of `with` in `max`, in hundredths of a per cent.
    pub share_with: Option<i64>,
}

/// The index with a scenario applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WhatIf {
    /// The total.
    pub total: FieldWhatIf,
    /// By lĩnh vực, in the order of the catalogue.
    pub fields: Vec<FieldWhatIf>,
    /// Ticked criteria that win nothing: nobody wrote down how many points are recoverable, or nothing is
    /// lost any more.
    pub without_gain: Vec<Code>,
}

impl ComponentLoss {
    /// What the officer wrote down as recoverable; of what was ruled not applicable there is nothing to win back.
    pub fn recoverable_points(&self) -> Option<Points> {
        self.recoverable.filter(|_| self.coverage() != Coverage::NotApplicableByOffice)
    }

    /// What can be won back at most: what the officer wrote down, and never more than is lost.
    pub fn gain(&self) -> Points {
        let lost = self.lost.unwrap_or_default();
        self.recoverable.unwrap_or_default().min(lost)
    }
}

/// Applies a scenario. Pure, and one walk over the rows.
pub fn what_if(losses: &Losses, ticked: &BTreeSet<Code>) -> WhatIf {
    let mut gained: BTreeMap<&Code, Points> = BTreeMap::new();
    let mut total = Points::ZERO;
    let mut without_gain = Vec::new();
    for row in losses.components.iter().filter(|row| ticked.contains(&row.code)) {
        let gain = row.gain();
        if row.scoring != Scoring::SelfScored || gain.is_zero() {
            without_gain.push(row.code.clone());
            continue;
        }
        let field = gained.entry(&row.field).or_default();
        *field = *field + gain;
        total = total + gain;
    }
    let line = |code: Option<Code>, name: String, max: Points, counted: Points, gained: Points| {
        let with = counted + gained;
        let (share, share_with) = (counted.share_of(max), with.share_of(max));
        FieldWhatIf { code, name, max, counted, gained, with, share, share_with }
    };
    let fields = losses.nodes.iter().filter(|node| node.depth == 1).map(|node| {
        let gain = gained.get(&node.code).copied().unwrap_or_default();
        let (max, counted) = (node.totals.self_scored_max, node.totals.counted);
        line(Some(node.code.clone()), node.name.clone(), max, counted, gain)
    });
    let (max, counted) = (losses.totals.self_scored_max, losses.totals.counted);
    WhatIf {
        fields: fields.collect(),
        total: line(None, String::new(), max, counted, total),
        without_gain,
    }
}
