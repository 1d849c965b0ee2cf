//! Narrowing the losses to what the officer wants to look at. A filter never changes a figure.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ComponentLoss, Facet, Filter, Flag, Losses};
use crate::decision::Status;
use crate::submission::ScoreState;
use crate::text::fold;
use crate::{Points, Scoring, vi};

/// A facet with its count and its lost points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FacetCount {
    /// Which.
    pub facet: Facet,
    /// Its label.
    pub label: String,
    /// Rows.
    pub count: u32,
    /// Points lost on them.
    pub lost: Points,
}

impl Facet {
    /// In the order they are offered.
    pub const ALL: [Self; 14] = [
        Self::BelowMax,
        Self::TotalLoss,
        Self::Decreased,
        Self::Missing,
        Self::NotReviewed,
        Self::AwaitingExplanation,
        Self::Agreed,
        Self::WithoutCause,
        Self::WithoutEvidence,
        Self::Recoverable,
        Self::Overdue,
        Self::ScoredByOthers,
        Self::ScoresDiffer,
        Self::NotSelfScored,
    ];

    /// Does the row belong to the facet, on that day?
    pub fn holds(self, row: &ComponentLoss, today: NaiveDate) -> bool {
        let self_scored = row.scoring == Scoring::SelfScored;
        match self {
            Self::BelowMax => row.flags.contains(&Flag::BelowMax),
            Self::TotalLoss => row.flags.contains(&Flag::TotalLoss),
            Self::Decreased => row.flags.contains(&Flag::Decreased),
            Self::Missing => {
                self_scored
                    && row.counted.is_none()
                    && row.state != ScoreState::NotApplicable
                    && row.status != Status::NotApplicable
            }
            Self::NotSelfScored => !self_scored,
            Self::WithoutCause => {
                row.flags.contains(&Flag::BelowMax)
                    && row.cause.is_empty()
                    && row.cause_id.is_none()
            }
            Self::ScoredByOthers => !row.also_scored_by.is_empty(),
            Self::Agreed => row.agreed.is_some(),
            Self::WithoutEvidence => {
                row.state == ScoreState::Scored && row.evidence.trim().is_empty()
            }
            Self::NotReviewed => self_scored && row.status == Status::NotReviewed,
            Self::AwaitingExplanation => row.status == Status::AwaitingExplanation,
            Self::Recoverable => row.recoverable.is_some_and(|r| r > Points::ZERO),
            Self::Overdue => row.is_overdue(today),
            Self::ScoresDiffer => {
                !row.score_chosen
                    && row.also_scored_by.iter().any(|(_, points)| Some(*points) != row.reported)
            }
        }
    }
}

impl ComponentLoss {
    /// Has a date passed: the remedy's while points are still lost, or the answer's while it is awaited? The
    /// day itself is still in time.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        let passed = |date: Option<NaiveDate>| date.is_some_and(|d| d < today);
        let remedy = self.flags.contains(&Flag::BelowMax) && passed(self.due);
        remedy || (self.status == Status::AwaitingExplanation && passed(self.answer_by))
    }
}

impl Filter {
    /// Does the row pass, on that day?
    pub fn passes(&self, row: &ComponentLoss, today: NaiveDate) -> bool {
        self.facets.iter().all(|f| f.holds(row, today)) && self.passes_but_facets(row)
    }

    fn passes_but_facets(&self, row: &ComponentLoss) -> bool {
        self.under.as_ref().is_none_or(|code| row.code.is_under(code))
            && self.agency.is_none_or(|id| row.agency_id == Some(id))
            && self.responsible.is_none_or(|id| row.responsible.iter().any(|r| r.agency == id))
            && self.cause.is_none_or(|id| row.cause_id == Some(id))
            && self.own_cause.as_ref().is_none_or(|own| row.cause_id.is_none() && row.cause == *own)
            && self.status.is_none_or(|status| row.status == status)
            && self.lost_from.is_none_or(|from| row.lost.is_some_and(|lost| lost >= from))
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
    pub fn matching<'a>(
        &'a self,
        filter: &'a Filter,
        today: NaiveDate,
    ) -> impl Iterator<Item = &'a ComponentLoss> {
        self.components.iter().filter(move |row| filter.passes(row, today))
    }

    /// Every facet with its count and its points, over the whole year.
    pub fn facets(&self, today: NaiveDate) -> Vec<FacetCount> {
        self.facets_of(&Filter::default(), today)
    }

    /// Every facet with what choosing it beside the filter would leave.
    pub fn facets_of(&self, filter: &Filter, today: NaiveDate) -> Vec<FacetCount> {
        let rows: Vec<&ComponentLoss> = self.matching(filter, today).collect();
        let count = |facet: Facet| {
            let held = || rows.iter().filter(|row| facet.holds(row, today));
            FacetCount {
                facet,
                label: vi::facet(facet).to_owned(),
                count: u32::try_from(held().count()).unwrap_or(u32::MAX),
                lost: held().filter_map(|row| row.lost).sum(),
            }
        };
        Facet::ALL.into_iter().map(count).collect()
    }
}
