//! The years of a store: looking at an earlier one, beginning the next.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rusqlite::params;

use super::Scorebook;
use super::results::OWN_SCORES;
use crate::crosswalk::{self, LinkKind};
use crate::plan::{CataloguePlan, SourceFile};
use crate::{
    Agency, AgencyId, Baseline, BaselineKind, CatalogueNode, Code, Error, Op, Result, text,
};

impl Scorebook {
    /// The years in the store, earliest first.
    pub fn years(&self) -> Result<Vec<i32>> {
        let mut statement =
            self.connection.prepare_cached("SELECT year FROM year ORDER BY year")?;
        let years = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(years)
    }

    /// Turns to another year of the store; everything read and decided from here on is that year's.
    pub fn turn_to(&mut self, year: i32) -> Result<()> {
        if !self.years()?.contains(&year) {
            return Err(Error::UnknownName { name: year.to_string() });
        }
        self.year = year;
        self.changes += 1;
        Ok(())
    }

    /// This year's bộ tiêu chí as a plan for the next one, for when no new one has been issued yet. It names no
    /// bodies: [`Scorebook::roll_over`] finds them, successors in the place of those that are no more.
    pub fn plan_of_next_year(&self) -> Result<CataloguePlan> {
        let mut catalogue = self.catalogue()?;
        catalogue.year = self.year + 1;
        for node in &mut catalogue.nodes {
            node.baselines.clear();
            node.prior_code = Some(node.code.clone());
            node.lead = None;
            node.partners.clear();
        }
        let (name, bytes) = self.connection.query_row(
            "SELECT name, bytes FROM source_file JOIN year ON source_file_id = source_file.id WHERE year = ?1",
            [self.year],
            |row| Ok((row.get::<_, String>(0)?, row.get(1)?)),
        )?;
        Ok(CataloguePlan {
            file: SourceFile::new(name, bytes),
            province: Some(self.province()?),
            is_sample: self.is_sample()?,
            catalogue,
            agencies: Vec::new(),
            tables: Vec::new(),
            problems: Vec::new(),
        })
    }

    /// Begins the next year, and turns to it: its bộ tiêu chí; who leads what, from this year where the plan
    /// does not say, successors in the place of bodies that are no more; and this year's scores as the baseline
    /// of kind tự chấm, where the plan gives none and the criterion is the same. One step, whole or not at all.
    pub fn roll_over(&mut self, plan: &CataloguePlan, now: NaiveDateTime) -> Result<()> {
        let blocking =
            plan.problems.iter().filter(|p| p.severity == crate::Severity::Blocking).count();
        if blocking > 0 {
            return Err(Error::Blocked { count: blocking });
        }
        let year = plan.catalogue.year;
        let newest = self.years()?.last().copied();
        if newest != Some(self.year) || year != self.year + 1 {
            return Err(Error::NotTheNextYear { year, expected: newest.unwrap_or(self.year) + 1 });
        }
        let (plan, known) = self.carried(plan)?;
        self.transact(&Op::CreateYear { year }, now, |tx| tx.add_year(&plan, &known))?;
        self.year = year;
        self.changes += 1;
        Ok(())
    }

    /// The plan with what this year gives to it, and which of its bodies are in the store already.
    pub(super) fn carried(
        &self,
        plan: &CataloguePlan,
    ) -> Result<(CataloguePlan, BTreeMap<AgencyId, AgencyId>)> {
        let mut plan = plan.clone();
        plan.province = plan.province.or(Some(self.province()?)).filter(|p| !p.is_empty());
        let year = plan.catalogue.year;
        let mut bodies = Bodies::new(self.agencies_of(year)?, &plan.agencies);
        let losses = self.losses()?;
        let scores: BTreeMap<&Code, _> =
            losses.components.iter().map(|c| (&c.code, c.counted)).collect();
        let earlier = self.catalogue()?;
        let links = crosswalk::propose(&earlier, &plan.catalogue, &[]);
        let before: BTreeMap<&Code, &CatalogueNode> = links
            .iter()
            // a name that only comes near is a proposal, and nothing is carried on a guess
            .filter(|link| {
                matches!(link.kind, LinkKind::Same | LinkKind::Reweighted | LinkKind::Renamed)
            })
            .filter_map(|link| Some((link.later.first()?, earlier.by_code(link.earlier.first()?)?)))
            .collect();
        let successors = self.successors(year)?;
        let own: Vec<_> =
            self.results()?.into_iter().filter(|r| r.year == self.year && r.of.is_none()).collect();
        for node in plan.catalogue.nodes.iter_mut().filter(|n| n.is_leaf()) {
            let Some(old) = before.get(&node.code).filter(|old| crosswalk::is_sure(old, node))
            else {
                continue;
            };
            if node.lead.is_none() {
                let body = |id: AgencyId| bodies_of(id, &successors);
                node.lead =
                    old.lead.map(body).and_then(|id| bodies.in_plan(id, &mut plan.agencies));
                let partners = old.partners.iter().map(|id| body(*id));
                let lead = node.lead;
                node.partners = partners
                    .filter_map(|id| bodies.in_plan(id, &mut plan.agencies))
                    .filter(|id| Some(*id) != lead)
                    .collect();
                node.partners.sort_unstable();
                node.partners.dedup();
            }
            // what was published or appraised of this year since stands beside the next one
            for result in own.iter().filter(|r| r.node == old.id) {
                if node.baseline(result.kind).is_none() {
                    node.baselines.push(Baseline {
                        kind: result.kind,
                        points: result.points,
                        sheet: format!("{OWN_SCORES}{}", self.year),
                        cell: old.code.to_string(),
                        raw: result.raw.clone(),
                    });
                }
            }
            let score = scores.get(&old.code).copied().flatten();
            if let Some(points) =
                score.filter(|_| node.baseline(BaselineKind::SelfScored).is_none())
            {
                node.baselines.push(Baseline {
                    kind: BaselineKind::SelfScored,
                    points,
                    sheet: format!("{OWN_SCORES}{}", self.year),
                    cell: old.code.to_string(),
                    raw: points.to_string(),
                });
            }
        }
        Ok((plan, bodies.known))
    }

    /// Which body took the place of which, by that year.
    fn successors(&self, year: i32) -> Result<BTreeMap<AgencyId, AgencyId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT predecessor_id, agency_id FROM agency_predecessor
             WHERE since IS NULL OR since <= ?1 || '-12-31' ORDER BY id",
        )?;
        let pairs = statement
            .query_map(params![year.to_string()], |row| {
                Ok((AgencyId(row.get(0)?), AgencyId(row.get(1)?)))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(pairs.into_iter().collect())
    }
}

/// The body that answers now for what that one answered for; a chain of mergers is followed to its end.
fn bodies_of(id: AgencyId, successors: &BTreeMap<AgencyId, AgencyId>) -> AgencyId {
    let mut at = id;
    for _ in 0..successors.len() {
        match successors.get(&at) {
            Some(next) => at = *next,
            None => break,
        }
    }
    at
}

/// Bodies of the plan (by their ids there) and of the store, told to be the same by name or alias.
struct Bodies {
    stored: Vec<Agency>,
    known: BTreeMap<AgencyId, AgencyId>,
}

impl Bodies {
    fn new(stored: Vec<Agency>, planned: &[Agency]) -> Self {
        let names = |a: &Agency| -> Vec<String> {
            [&a.name].into_iter().chain(&a.aliases).map(|n| text::agency_key(n)).collect()
        };
        let known = planned
            .iter()
            .filter_map(|body| {
                let key = text::agency_key(&body.name);
                let same = stored.iter().find(|s| names(s).contains(&key))?;
                Some((body.id, same.id))
            })
            .collect();
        Self { stored, known }
    }

    /// A stored body's id in the plan, which takes it up if it does not name it yet.
    fn in_plan(&mut self, id: AgencyId, planned: &mut Vec<Agency>) -> Option<AgencyId> {
        if let Some((plan_id, _)) = self.known.iter().find(|(_, stored)| **stored == id) {
            return Some(*plan_id);
        }
        let body = self.stored.iter().find(|s| s.id == id)?.clone();
        let free = AgencyId(planned.iter().map(|a| a.id.0).max().unwrap_or(-1) + 1);
        planned.push(Agency { id: free, ..body });
        self.known.insert(free, id);
        Some(free)
    }
}
