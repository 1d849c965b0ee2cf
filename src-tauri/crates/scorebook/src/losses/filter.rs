//! Narrowing the losses to what the officer wants to look at. A filter never changes a figure.

use super::{ComponentLoss, Facet, Filter, Flag, Losses};
use crate::Scoring;
use crate::submission::ScoreState;
use crate::text::fold;

impl Facet {
    /// In the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::BelowMax,
        Self::TotalLoss,
        Self::Decreased,
        Self::Missing,
        Self::WithoutCause,
        Self::ScoredByOthers,
        Self::Agreed,
        Self::NotSelfScored,
    ];

    /// Does the row belong to the facet?
    pub fn holds(self, row: &ComponentLoss) -> bool {
        let self_scored = row.scoring == Scoring::SelfScored;
        match self {
            Self::BelowMax => row.flags.contains(&Flag::BelowMax),
            Self::TotalLoss => row.flags.contains(&Flag::TotalLoss),
            Self::Decreased => row.flags.contains(&Flag::Decreased),
            Self::Missing => {
                self_scored && row.counted.is_none() && row.state != ScoreState::NotApplicable
            }
            Self::NotSelfScored => !self_scored,
            Self::WithoutCause => row.flags.contains(&Flag::BelowMax) && row.cause.is_empty(),
            Self::ScoredByOthers => !row.also_scored_by.is_empty(),
            Self::Agreed => row.agreed.is_some(),
        }
    }
}

impl Filter {
    /// Does the row pass?
    pub fn passes(&self, row: &ComponentLoss) -> bool {
        self.facets.iter().all(|f| f.holds(row))
            && self.under.as_ref().is_none_or(|code| row.code.is_under(code))
            && self.agency.is_none_or(|id| row.agency_id == Some(id))
            && self.holds_text(row)
    }

    fn holds_text(&self, row: &ComponentLoss) -> bool {
        let wanted = fold(&self.text);
        wanted.is_empty()
            || fold(&row.name).contains(&wanted)
            || row.code.to_string().starts_with(self.text.trim())
    }
}

impl Losses {
    /// The rows that pass, in the order of the catalogue.
    pub fn matching<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a ComponentLoss> {
        self.components.iter().filter(|row| filter.passes(row))
    }
}
