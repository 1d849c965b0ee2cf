//! A look at the next year before it begins.

use std::collections::BTreeMap;

use super::Scorebook;
use crate::crosswalk::{self, LinkKind};
use crate::plan::CataloguePlan;
use crate::report::ProblemReport;
use crate::rollover::{LinkCount, RollOver};
use crate::{BaselineKind, CatalogueNode, Result, Scoring, Severity};

impl Scorebook {
    /// What [`Scorebook::roll_over`] would do with the plan. It changes nothing.
    pub fn foresee_roll_over(&self, plan: &CataloguePlan) -> Result<RollOver> {
        let (carried, _) = self.carried(plan)?;
        let leaves: Vec<(&CatalogueNode, &CatalogueNode)> =
            plan.catalogue.leaves().zip(carried.catalogue.leaves()).collect();
        let count = |holds: &dyn Fn(&CatalogueNode, &CatalogueNode) -> bool| {
            number(leaves.iter().filter(|(given, carried)| holds(given, carried)).count())
        };
        let kind = BaselineKind::SelfScored;
        let self_scored = |n: &CatalogueNode| n.scoring == Some(Scoring::SelfScored);
        let mut kinds: BTreeMap<LinkKind, u32> = BTreeMap::new();
        for link in crosswalk::propose(&self.catalogue()?, &plan.catalogue, &[]) {
            *kinds.entry(link.kind).or_default() += 1;
        }
        Ok(RollOver {
            year: plan.catalogue.year,
            file: plan.file.name.clone(),
            criteria: number(leaves.len()),
            max: leaves.iter().map(|(n, _)| n.max_points).sum(),
            self_scored_max: leaves
                .iter()
                .filter(|(n, _)| self_scored(n))
                .map(|(n, _)| n.max_points)
                .sum(),
            links: kinds.into_iter().map(|(kind, count)| LinkCount { kind, count }).collect(),
            leads_given: count(&|given, _| given.lead.is_some()),
            leads_carried: count(&|given, carried| given.lead.is_none() && carried.lead.is_some()),
            without_lead: count(&|_, carried| self_scored(carried) && carried.lead.is_none()),
            baselines_carried: count(&|given, carried| {
                given.baseline(kind).is_none() && carried.baseline(kind).is_some()
            }),
            agencies: carried.agencies.iter().map(|a| a.name.clone()).collect(),
            problems: plan.problems.iter().map(ProblemReport::from).collect(),
            possible: plan.problems.iter().all(|p| p.severity != Severity::Blocking),
        })
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
