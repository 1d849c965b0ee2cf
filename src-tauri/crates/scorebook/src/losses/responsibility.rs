//! Whose loss it is: the bodies the office named, each with its parts; where it named none, the lead body.

use super::ComponentLoss;
use crate::decision::split;
use crate::{AgencyId, Points};

/// What a body answers for of a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The loss.
    pub row: &'a ComponentLoss,
    /// The body.
    pub agency: Option<AgencyId>,
    /// Its name; empty when nobody answers.
    pub name: &'a str,
    /// Its parts, and all parts.
    pub parts: (u32, u32),
    /// Its share of the points lost.
    pub lost: Points,
    /// Its share of the points that can be won back.
    pub recoverable: Points,
}

impl Answer<'_> {
    /// Is the whole loss this body's?
    pub const fn is_whole(&self) -> bool {
        self.parts.0 == self.parts.1
    }
}

impl ComponentLoss {
    /// The bodies that answer for it, with what each answers for; they add up to the whole. One without a name
    /// when the office named nobody and nobody leads.
    pub fn answers(&self) -> Vec<Answer<'_>> {
        let (lost, recoverable) =
            (self.lost.unwrap_or_default(), self.recoverable_points().unwrap_or_default());
        if self.responsible.is_empty() {
            let name = self.agency.as_deref().map(str::trim).unwrap_or_default();
            let agency = self.agency_id.filter(|_| !name.is_empty());
            return vec![Answer { row: self, agency, name, parts: (1, 1), lost, recoverable }];
        }
        let parts: Vec<u32> = self.responsible.iter().map(|r| r.parts).collect();
        let whole = parts.iter().sum();
        let shares = split(lost, &parts).into_iter().zip(split(recoverable, &parts));
        let bodies = self.responsible.iter().zip(shares);
        bodies
            .map(|(body, (lost, recoverable))| Answer {
                row: self,
                agency: Some(body.agency),
                name: body.name.trim(),
                parts: (body.parts, whole),
                lost,
                recoverable,
            })
            .collect()
    }

    /// Does that body answer for it?
    pub fn is_answered_by(&self, agency: AgencyId) -> bool {
        if self.responsible.is_empty() {
            return self.agency_id == Some(agency);
        }
        self.responsible.iter().any(|body| body.agency == agency)
    }
}
