//! What narrowing further would leave. The facets all hold together, so each is counted beside the whole filter;
//! of a body, a cause and the like one at a time is chosen, so each is counted as if it were chosen instead.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;
use ts_rs::TS;

use super::filter::Part;
use super::{ComponentLoss, Facet, Losses};
use crate::decision::{CauseId, Status};
use crate::{AgencyId, Code, Points, text, vi};

/// Sizes of a loss that are offered.
const SIZES: [Points; 4] = [
    Points::from_ten_thousandths(1_000),
    Points::from_ten_thousandths(2_500),
    Points::from_ten_thousandths(5_000),
    Points::from_ten_thousandths(10_000),
];

/// One value that can be chosen, with what it would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FacetCount<T> {
    /// Which.
    pub value: T,
    /// Its label.
    pub label: String,
    /// Rows.
    pub count: u32,
    /// Points lost on them.
    pub lost: Points,
}

/// Everything that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FacetCounts {
    /// Facets.
    pub facets: Vec<FacetCount<Facet>>,
    /// Lĩnh vực and tiêu chí, in the order of the catalogue (a field before its criteria).
    pub nodes: Vec<FacetCount<Code>>,
    /// Lead bodies.
    pub agencies: Vec<FacetCount<AgencyId>>,
    /// Bodies that answer for losses.
    pub responsible: Vec<FacetCount<AgencyId>>,
    /// Causes of the office's list.
    pub causes: Vec<FacetCount<CauseId>>,
    /// Where the review stands.
    pub statuses: Vec<FacetCount<Status>>,
    /// Losses of at least so many points.
    pub sizes: Vec<FacetCount<Points>>,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    count: u32,
    lost: Points,
}

impl Tally {
    fn add(&mut self, row: &ComponentLoss) {
        self.count += 1;
        self.lost = self.lost + row.lost.unwrap_or_default();
    }

    fn count<T>(self, value: T, label: &str) -> FacetCount<T> {
        FacetCount { value, label: label.to_owned(), count: self.count, lost: self.lost }
    }
}

/// Names and tallies of what rows share.
type Named<'a, K> = BTreeMap<K, (&'a str, Tally)>;

/// The counting under way.
pub(super) struct Counting<'a> {
    losses: &'a Losses,
    facets: [Tally; Facet::ALL.len()],
    nodes: BTreeMap<Code, Tally>,
    agencies: Named<'a, AgencyId>,
    responsible: Named<'a, AgencyId>,
    causes: Named<'a, CauseId>,
    statuses: BTreeMap<Status, Tally>,
    sizes: [Tally; SIZES.len()],
}

impl<'a> Counting<'a> {
    /// All of them at 0: what a year has is offered whatever the filter leaves.
    pub(super) fn of(losses: &'a Losses) -> Self {
        let rows = &losses.components;
        let leads = rows.iter().filter_map(|row| Some((row.agency_id?, row.agency.as_deref()?)));
        let answers = rows.iter().flat_map(ComponentLoss::answers);
        let causes = rows.iter().filter_map(|row| Some((row.cause_id?, row.cause_name.as_str())));
        Self {
            losses,
            facets: Default::default(),
            nodes: BTreeMap::new(),
            agencies: leads.map(|(id, name)| (id, (name, Tally::default()))).collect(),
            responsible: answers
                .filter_map(|a| Some((a.agency?, (a.name, Tally::default()))))
                .collect(),
            causes: causes.map(|(id, name)| (id, (name, Tally::default()))).collect(),
            statuses: BTreeMap::new(),
            sizes: Default::default(),
        }
    }

    /// A row that passes the whole filter.
    pub(super) fn add(&mut self, row: &ComponentLoss, today: NaiveDate) {
        for part in Part::ALL {
            self.add_to(part, row, today);
        }
    }

    /// A row that would pass, were that part another.
    pub(super) fn add_to(&mut self, part: Part, row: &ComponentLoss, today: NaiveDate) {
        match part {
            Part::Facets => {
                let all = Facet::ALL.into_iter().zip(&mut self.facets);
                all.filter(|(facet, _)| facet.holds(row, today)).for_each(|(_, t)| t.add(row));
            }
            Part::Under => {
                let mut above = row.code.parent();
                while let Some(code) = above {
                    above = code.parent();
                    self.nodes.entry(code).or_default().add(row);
                }
            }
            Part::Agency => add(&mut self.agencies, row.agency_id, row),
            Part::Responsible => {
                add(&mut self.responsible, row.answers().iter().filter_map(|a| a.agency), row);
            }
            Part::Cause => add(&mut self.causes, row.cause_id, row),
            Part::Status => {
                if let Some(status) = row.reviewed_as() {
                    self.statuses.entry(status).or_default().add(row);
                }
            }
            Part::Size => {
                let held = |size: &Points| row.lost.is_some_and(|lost| lost >= *size);
                let all = SIZES.iter().zip(&mut self.sizes);
                all.filter(|(size, _)| held(size)).for_each(|(_, tally)| tally.add(row));
            }
        }
    }

    pub(super) fn done(self) -> FacetCounts {
        let node = |code: &Code| self.nodes.get(code).copied().unwrap_or_default();
        FacetCounts {
            nodes: self
                .losses
                .nodes
                .iter()
                .map(|n| node(&n.code).count(n.code.clone(), &n.name))
                .collect(),
            facets: Facet::ALL
                .into_iter()
                .zip(self.facets)
                .map(|(facet, tally)| tally.count(facet, vi::facet(facet)))
                .collect(),
            agencies: named(self.agencies),
            responsible: named(self.responsible),
            causes: named(self.causes),
            statuses: Status::iter()
                .map(|s| self.statuses.get(&s).copied().unwrap_or_default().count(s, vi::status(s)))
                .collect(),
            sizes: SIZES
                .into_iter()
                .zip(self.sizes)
                .map(|(size, tally)| tally.count(size, &vi::lost_from(size)))
                .collect(),
        }
    }
}

fn add<K: Ord>(to: &mut Named<'_, K>, keys: impl IntoIterator<Item = K>, row: &ComponentLoss) {
    for key in keys {
        if let Some((_, tally)) = to.get_mut(&key) {
            tally.add(row);
        }
    }
}

/// In Vietnamese order.
fn named<K>(all: Named<'_, K>) -> Vec<FacetCount<K>> {
    let mut counts: Vec<FacetCount<K>> =
        all.into_iter().map(|(key, (name, tally))| tally.count(key, name)).collect();
    counts.sort_by(|a, b| text::compare(&a.label, &b.label));
    counts
}
