//! Narrowing the losses to what the officer wants to look at. A filter never changes a figure.

use chrono::NaiveDate;

use super::{ComponentLoss, Coverage, Facet, Filter, Flag};
use crate::decision::Status;
use crate::{Points, Scoring};

impl Facet {
    /// In the order they are offered.
    pub const ALL: [Self; 17] = [
        Self::BelowMax,
        Self::TotalLoss,
        Self::Decreased,
        Self::Missing,
        Self::NotReviewed,
        Self::AwaitingExplanation,
        Self::Agreed,
        Self::WithoutCause,
        Self::WithoutResponsible,
        Self::WithoutLead,
        Self::WithoutEvidence,
        Self::Recoverable,
        Self::Overdue,
        Self::ScoredByOthers,
        Self::ScoresDiffer,
        Self::OffScale,
        Self::NotSelfScored,
    ];

    /// Does the row belong to the facet, on that day?
    pub fn holds(self, row: &ComponentLoss, today: NaiveDate) -> bool {
        let self_scored = row.scoring == Scoring::SelfScored;
        let coverage = row.coverage();
        match self {
            Self::BelowMax => row.flags.contains(&Flag::BelowMax),
            Self::TotalLoss => row.flags.contains(&Flag::TotalLoss),
            Self::Decreased => row.flags.contains(&Flag::Decreased),
            Self::Missing => coverage.owes_score(),
            Self::NotSelfScored => !self_scored,
            Self::OffScale => row.off_scale,
            Self::WithoutCause => {
                row.flags.contains(&Flag::BelowMax)
                    && row.cause.is_empty()
                    && row.cause_id.is_none()
            }
            Self::WithoutLead => self_scored && row.agency_id.is_none(),
            Self::WithoutResponsible => {
                row.flags.contains(&Flag::BelowMax) && row.responsible.is_empty()
            }
            Self::ScoredByOthers => !row.also_scored_by.is_empty(),
            Self::Agreed => row.agreed.is_some(),
            Self::WithoutEvidence => coverage == Coverage::Scored && row.evidence.trim().is_empty(),
            Self::NotReviewed => self_scored && row.status == Status::NotReviewed,
            Self::AwaitingExplanation => row.status == Status::AwaitingExplanation,
            Self::Recoverable => {
                coverage != Coverage::NotApplicableByOffice
                    && row.recoverable.is_some_and(|r| r > Points::ZERO)
            }
            Self::Overdue => row.is_overdue(today),
            Self::ScoresDiffer => {
                !row.score_chosen
                    && row.also_scored_by.iter().any(|(_, points)| Some(*points) != row.reported)
            }
        }
    }
}

impl ComponentLoss {
    /// Where the review stands; of what departments do not score there is none.
    pub(super) fn reviewed_as(&self) -> Option<Status> {
        (self.scoring == Scoring::SelfScored).then_some(self.status)
    }

    /// Has a date passed: the remedy's while points are still lost, or the answer's while it is awaited? The
    /// day itself is still in time.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        let passed = |date: Option<NaiveDate>| date.is_some_and(|d| d < today);
        let remedy = self.flags.contains(&Flag::BelowMax) && passed(self.due);
        remedy || (self.status == Status::AwaitingExplanation && passed(self.answer_by))
    }
}

/// A part of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Facets,
    Under,
    Agency,
    Responsible,
    Cause,
    Status,
    Size,
}

impl Part {
    pub(super) const ALL: [Self; 7] = [
        Self::Facets,
        Self::Under,
        Self::Agency,
        Self::Responsible,
        Self::Cause,
        Self::Status,
        Self::Size,
    ];
}

/// Which parts of a filter a row does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missed {
    None,
    One(Part),
    More,
}

impl Filter {
    /// Which parts does the row not pass, on that day? Its text is looked for apart.
    pub(super) fn missed(&self, row: &ComponentLoss, today: NaiveDate) -> Missed {
        let mut missed = Part::ALL.into_iter().filter(|part| !self.passes(*part, row, today));
        match (missed.next(), missed.next()) {
            (None, _) => Missed::None,
            (Some(part), None) => Missed::One(part),
            (Some(_), Some(_)) => Missed::More,
        }
    }

    fn passes(&self, part: Part, row: &ComponentLoss, today: NaiveDate) -> bool {
        match part {
            Part::Facets => self.facets.iter().all(|f| f.holds(row, today)),
            Part::Under => self.under.as_ref().is_none_or(|code| row.code.is_under(code)),
            Part::Agency => self.agency.is_none_or(|id| row.agency_id == Some(id)),
            Part::Responsible => self.responsible.is_none_or(|id| row.is_answered_by(id)),
            Part::Cause => {
                let own = |own: &String| row.cause_id.is_none() && row.cause == *own;
                self.cause.is_none_or(|id| row.cause_id == Some(id))
                    && self.own_cause.as_ref().is_none_or(own)
            }
            Part::Status => self.status.is_none_or(|status| row.reviewed_as() == Some(status)),
            Part::Size => {
                self.lost_from.is_none_or(|from| row.lost.is_some_and(|lost| lost >= from))
            }
        }
    }
}
