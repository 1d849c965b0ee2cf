//! Who answers for what, for many criteria at once.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rusqlite::params;

use super::{Scorebook, Tx};
use crate::papers::{AssignedLeaf, AssignmentPlan, PaperChange};
use crate::{Agency, AgencyId, CatalogueNode, Code, Error, NodeId, Op, Result, Role, text};

/// A leaf's bodies as they will be.
struct Given {
    node: NodeId,
    lead: Option<AgencyId>,
    partners: Vec<AgencyId>,
}

impl Scorebook {
    /// What [`Scorebook::apply_assignment`] would change; bodies that are not in the store yet are named, too.
    pub fn foresee_assignment(&self, plan: &AssignmentPlan) -> Result<Vec<PaperChange>> {
        let names = self.names_with(plan)?;
        let mut changes = Vec::new();
        for (node, given) in self.given(plan)? {
            push_changes(&mut changes, &node, &given, &names);
        }
        Ok(changes)
    }

    /// Gives the criteria to the bodies the paper names, adding those that are not in the store yet: one step. What
    /// was agreed on the score of another body is opened again. Returns what changed.
    pub fn apply_assignment(
        &mut self,
        plan: &AssignmentPlan,
        now: NaiveDateTime,
    ) -> Result<Vec<PaperChange>> {
        let count = plan.blocking();
        if count > 0 {
            return Err(Error::Blocked { count });
        }
        let changes = self.foresee_assignment(plan)?;
        let new = self.new_bodies(plan)?;
        if changes.is_empty() && new.is_empty() {
            return Ok(changes);
        }
        let differs = |(node, given): &(CatalogueNode, Given)| {
            node.lead != given.lead || node.partners != given.partners
        };
        let given = self.given(plan)?.into_iter().filter(differs).map(|(_, given)| given).collect();
        let op =
            Op::ApplyAssignment { file: plan.file.name.clone(), count: changes_count(&changes) };
        self.give(&op, now, &new, given, Some(plan))?;
        Ok(changes)
    }

    /// What [`Scorebook::assign`] would change.
    pub fn foresee_assign(
        &self,
        codes: &[Code],
        role: Role,
        agency: AgencyId,
    ) -> Result<Vec<PaperChange>> {
        Ok(self.given_by_hand(codes, role, agency)?.0)
    }

    /// Gives criteria to a body by hand: its codes stand for all leaves below them. One step.
    pub fn assign(
        &mut self,
        codes: &[Code],
        role: Role,
        agency: AgencyId,
        now: NaiveDateTime,
    ) -> Result<Vec<PaperChange>> {
        let (changes, given) = self.given_by_hand(codes, role, agency)?;
        if given.is_empty() {
            return Ok(changes);
        }
        let to = self.agency_names()?.get(&agency).cloned();
        self.give(&Op::Assign { codes: codes.to_vec(), role, to }, now, &[], given, None)?;
        Ok(changes)
    }

    fn given_by_hand(
        &self,
        codes: &[Code],
        role: Role,
        agency: AgencyId,
    ) -> Result<(Vec<PaperChange>, Vec<Given>)> {
        let names = self.agency_names()?;
        if !names.contains_key(&agency) {
            return Err(Error::UnknownName { name: agency.0.to_string() });
        }
        let (mut given, mut changes) = (Vec::new(), Vec::new());
        for node in self.leaves_under(codes)? {
            let mut partners = node.partners.clone();
            partners.retain(|p| *p != agency);
            let new = match role {
                Role::Lead => Given { node: node.id, lead: Some(agency), partners },
                Role::Partner if node.lead == Some(agency) => continue,
                Role::Partner => {
                    partners.push(agency);
                    Given { node: node.id, lead: node.lead, partners }
                }
            };
            let before = changes.len();
            push_changes(&mut changes, &node, &new, &names);
            if changes.len() > before {
                given.push(new);
            }
        }
        Ok((changes, given))
    }

    /// Takes criteria from whoever leads or takes part in them. One step.
    pub fn clear_assignment(
        &mut self,
        codes: &[Code],
        role: Role,
        now: NaiveDateTime,
    ) -> Result<Vec<PaperChange>> {
        let names = self.agency_names()?;
        let (mut given, mut changes) = (Vec::new(), Vec::new());
        for node in self.leaves_under(codes)? {
            let new = match role {
                Role::Lead => Given { node: node.id, lead: None, partners: node.partners.clone() },
                Role::Partner => Given { node: node.id, lead: node.lead, partners: Vec::new() },
            };
            let before = changes.len();
            push_changes(&mut changes, &node, &new, &names);
            if changes.len() > before {
                given.push(new);
            }
        }
        if given.is_empty() {
            return Ok(changes);
        }
        let op = Op::Assign { codes: codes.to_vec(), role, to: None };
        self.give(&op, now, &[], given, None)?;
        Ok(changes)
    }

    /// The leaves at or below codes, in the order of the bộ tiêu chí.
    fn leaves_under(&self, codes: &[Code]) -> Result<Vec<CatalogueNode>> {
        let catalogue = self.catalogue()?;
        if let Some(code) = codes.iter().find(|code| catalogue.by_code(code).is_none()) {
            return Err(Error::UnknownCriterion { code: code.clone() });
        }
        let under = |n: &&CatalogueNode| codes.iter().any(|code| n.code.is_under(code));
        Ok(catalogue.leaves().filter(under).cloned().collect())
    }

    fn give(
        &mut self,
        op: &Op,
        now: NaiveDateTime,
        new: &[Agency],
        mut given: Vec<Given>,
        plan: Option<&AssignmentPlan>,
    ) -> Result<()> {
        let leads: Vec<(NodeId, Option<AgencyId>)> =
            given.iter().map(|g| (g.node, g.lead.filter(|id| id.0 >= 0))).collect();
        let reopened = self.reopened_under(&leads, op)?;
        self.transact(op, now, |tx| {
            if let Some(plan) = plan {
                tx.keep_file(&plan.file)?;
            }
            let mut stored: BTreeMap<AgencyId, AgencyId> = BTreeMap::new();
            for agency in new {
                stored.insert(agency.id, tx.append_agency(agency)?);
            }
            let real = |id: AgencyId| stored.get(&id).copied().unwrap_or(id);
            for one in &mut given {
                one.lead = one.lead.map(real);
                one.partners.iter_mut().for_each(|p| *p = real(*p));
                tx.put_assignment(one)?;
            }
            tx.reopen(&reopened)
        })
    }

    /// The plan's bodies that are not in the store, by ids below zero.
    fn new_bodies(&self, plan: &AssignmentPlan) -> Result<Vec<Agency>> {
        let known = self.agencies()?;
        let new = plan.agencies.iter().filter(|a| same_body(&known, a).is_none());
        Ok(new.map(|a| Agency { id: waiting(a.id), ..a.clone() }).collect())
    }

    fn names_with(&self, plan: &AssignmentPlan) -> Result<BTreeMap<AgencyId, String>> {
        let mut names = self.agency_names()?;
        names.extend(self.new_bodies(plan)?.into_iter().map(|a| (a.id, a.name)));
        Ok(names)
    }

    /// Every leaf that the paper names, as it is and as the paper says.
    fn given(&self, plan: &AssignmentPlan) -> Result<Vec<(CatalogueNode, Given)>> {
        let known = self.agencies()?;
        let catalogue = self.catalogue()?;
        let stored: BTreeMap<AgencyId, AgencyId> = plan
            .agencies
            .iter()
            .map(|a| (a.id, same_body(&known, a).unwrap_or_else(|| waiting(a.id))))
            .collect();
        let give = |leaf: &AssignedLeaf| {
            let node = catalogue.node(leaf.node)?.clone();
            let lead = leaf.lead.and_then(|id| stored.get(&id).copied()).or(node.lead);
            let said = leaf.partners.as_ref();
            let mut partners: Vec<AgencyId> = match said {
                Some(said) => said.iter().filter_map(|id| stored.get(id).copied()).collect(),
                None => node.partners.clone(),
            };
            partners.retain(|p| Some(*p) != lead);
            let given = Given { node: node.id, lead, partners };
            Some((node, given))
        };
        Ok(plan.leaves.iter().filter_map(give).collect())
    }
}

/// The id of a body that is still to be written.
fn waiting(id: AgencyId) -> AgencyId {
    AgencyId(-1 - id.0)
}

/// The stored body that has one of its names.
pub(super) fn same_body(known: &[Agency], planned: &Agency) -> Option<AgencyId> {
    let keys = |a: &Agency| -> Vec<String> {
        [&a.name].into_iter().chain(&a.aliases).map(|n| text::agency_key(n)).collect()
    };
    let wanted = keys(planned);
    known.iter().find(|k| keys(k).iter().any(|key| wanted.contains(key))).map(|k| k.id)
}

fn push_changes(
    changes: &mut Vec<PaperChange>,
    node: &CatalogueNode,
    given: &Given,
    names: &BTreeMap<AgencyId, String>,
) {
    let name = |id: AgencyId| names.get(&id).cloned().unwrap_or_default();
    if node.lead != given.lead {
        changes.push(PaperChange {
            code: node.code.clone(),
            what: "lead".into(),
            old: node.lead.map(name),
            new: given.lead.map(name),
        });
    }
    if node.partners != given.partners {
        let list = |ids: &[AgencyId]| {
            let names: Vec<String> = ids.iter().map(|id| name(*id)).collect();
            (!names.is_empty()).then(|| names.join("; "))
        };
        changes.push(PaperChange {
            code: node.code.clone(),
            what: "partner".into(),
            old: list(&node.partners),
            new: list(&given.partners),
        });
    }
}

fn changes_count(changes: &[PaperChange]) -> u32 {
    let mut codes: Vec<&Code> = changes.iter().map(|c| &c.code).collect();
    codes.dedup();
    u32::try_from(codes.len()).unwrap_or(u32::MAX)
}

impl Tx<'_> {
    fn put_assignment(&self, given: &Given) -> Result<()> {
        self.sql.execute("DELETE FROM assignment WHERE node_id = ?1", [given.node.0])?;
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO assignment (node_id, agency_id, role) VALUES (?1, ?2, ?3)",
        )?;
        if let Some(lead) = given.lead {
            insert.execute(params![given.node.0, lead.0, "lead"])?;
        }
        for partner in &given.partners {
            insert.execute(params![given.node.0, partner.0, "partner"])?;
        }
        Ok(())
    }

    /// Adds a body at the end of the list.
    pub(super) fn append_agency(&self, agency: &Agency) -> Result<AgencyId> {
        let position: i64 = self.sql.query_row(
            "SELECT coalesce(max(position), -1) + 1 FROM agency",
            [],
            |row| row.get(0),
        )?;
        self.add_agency(agency, usize::try_from(position).unwrap_or(0))
    }
}
