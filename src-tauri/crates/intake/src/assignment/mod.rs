//! Who answers for what, from a paper of its own: a table with a lead per component, criterion or field, or a list
//! of bodies with their codes, in a sheet or in plain paragraphs.

mod codes_in;
mod list;
mod table;

use scorebook::papers::{AssignedLeaf, AssignmentPlan};
use scorebook::{Agency, AgencyId, Catalogue, CellRef, Code, Finding, NodeId, Problem, Severity};

use crate::catalogue::{Bodies, Complaints};
use crate::checks::encoding::legacy_text;
use crate::legacy;
use crate::received::Received;
use crate::workbook::Workbook;

/// What a paper says of one node; it holds for all leaves below, but for those of which it says more.
#[derive(Debug)]
struct Statement {
    node: NodeId,
    lead: Option<AgencyId>,
    partners: Option<Vec<AgencyId>>,
    at: CellRef,
}

/// Collects statements.
struct Collected<'a> {
    catalogue: &'a Catalogue,
    bodies: Bodies,
    statements: Vec<Statement>,
    complaints: Complaints,
}

/// Understands a paper of assignments for that year's criteria. `agencies` are the bodies known already. Never
/// fails: what is wrong is among the plan's problems.
pub fn plan_assignment(
    received: &Received,
    catalogue: &Catalogue,
    agencies: &[Agency],
) -> AssignmentPlan {
    let mut plan = AssignmentPlan {
        file: received.file.clone(),
        year: catalogue.year,
        agencies: Vec::new(),
        leaves: Vec::new(),
        tables: Vec::new(),
        problems: Vec::new(),
    };
    match &received.workbook {
        Ok(workbook) => understand(&mut plan, workbook, catalogue, agencies),
        Err(finding) => {
            let finding = finding.clone();
            plan.problems.push(Problem { severity: Severity::Blocking, at: None, finding });
        }
    }
    plan.problems.sort_by_key(|p| p.severity);
    plan
}

fn understand(
    plan: &mut AssignmentPlan,
    workbook: &Workbook,
    catalogue: &Catalogue,
    agencies: &[Agency],
) {
    let mut collected = Collected {
        catalogue,
        bodies: Bodies::of(agencies),
        statements: Vec::new(),
        complaints: Complaints::default(),
    };
    for sheet in &workbook.sheets {
        collected.complaints.extend(legacy::marked(sheet).map(legacy_text));
        // a table says beside which criterion a body stands; only where there is none, codes are looked for in texts
        let (stated, said) = (collected.statements.len(), collected.complaints.problems.len());
        let tables = collected.tables(sheet);
        if collected.statements.len() > stated {
            plan.tables.extend(tables.iter().map(|t| t.planned(sheet)));
        } else {
            collected.complaints.problems.truncate(said);
            collected.list(sheet);
        }
    }
    plan.leaves = collected.leaves();
    if plan.leaves.is_empty() {
        collected.complaints.say(Severity::Blocking, None, Finding::NoAssignment);
    }
    plan.agencies = collected.bodies.used(agencies.len(), &plan.leaves);
    plan.problems = collected.complaints.problems;
}

impl Collected<'_> {
    /// Leaf by leaf, the statement that comes nearest to it.
    fn leaves(&mut self) -> Vec<AssignedLeaf> {
        let mut leaves = Vec::new();
        let catalogue = self.catalogue;
        for leaf in catalogue.leaves() {
            let depth = |s: &Statement| catalogue.node(s.node).map_or(0, |n| n.code.depth());
            let mut about: Vec<&Statement> = self
                .statements
                .iter()
                .filter(|s| catalogue.node(s.node).is_some_and(|n| leaf.code.is_under(&n.code)))
                .collect();
            about.sort_by_key(|s| std::cmp::Reverse(depth(s)));
            let lead = about.iter().find(|s| s.lead.is_some());
            let partners = about.iter().find(|s| s.partners.is_some());
            let Some(at) = lead.or(partners).map(|s| s.at.clone()) else { continue };
            let other = lead.and_then(|lead| {
                let same_depth = |s: &&&Statement| depth(s) == depth(lead);
                let others = about.iter().filter(same_depth).filter(|s| s.lead.is_some());
                others.into_iter().find(|s| s.lead != lead.lead)
            });
            if let (Some(lead), Some(other)) = (lead, other) {
                let name = |id: Option<AgencyId>| {
                    let body = self.bodies.agencies.iter().find(|a| Some(a.id) == id);
                    body.map(|a| a.name.clone()).unwrap_or_default()
                };
                let finding = Finding::AssignedTwice {
                    criteria: vec![leaf.code.clone()],
                    agencies: vec![name(lead.lead), name(other.lead)],
                };
                let place = other.at.clone();
                self.complaints.say(Severity::Warning, Some(place), finding);
                continue;
            }
            leaves.push(AssignedLeaf {
                node: leaf.id,
                lead: lead.and_then(|s| s.lead),
                partners: partners.and_then(|s| s.partners.clone()),
                at,
            });
        }
        leaves
    }

    /// The body a cell names as lead, and those it names as partners.
    fn named(
        &mut self,
        lead: &str,
        partner: &str,
        code: &Code,
        at: &CellRef,
    ) -> (Option<AgencyId>, Option<Vec<AgencyId>>) {
        let (leads, others) = (self.bodies.named(lead), self.bodies.named(partner));
        let criteria = || vec![code.clone()];
        for words in leads.collective.into_iter().chain(others.collective) {
            let finding = Finding::CollectivePartner { criteria: criteria(), raw: words };
            self.complaints.say(Severity::Note, Some(at.clone()), finding);
        }
        if leads.bodies.len() > 1 {
            let finding = Finding::TwoLeads { criteria: criteria(), raw: lead.to_owned() };
            self.complaints.say(Severity::Warning, Some(at.clone()), finding);
        }
        let first = leads.bodies.first().copied();
        let mut partners: Vec<AgencyId> = leads.bodies.into_iter().skip(1).collect();
        let says_partners = !partner.trim().is_empty() || !partners.is_empty();
        for body in others.bodies {
            if Some(body) != first && !partners.contains(&body) {
                partners.push(body);
            }
        }
        (first, says_partners.then_some(partners))
    }
}
