//! From what is stored to what is lost.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AgencyLoss, ComponentLoss, Coverage, Flag, Losses, NodeLoss, ResponsibleShare, Totals,
};
use crate::crosswalk::{Comparison, Earlier};
use crate::decision::{Cause, CauseId, Decision, Responsible, Status, StatusEvent, split};
use crate::submission::ScoreState;
use crate::{
    Agency, AgencyId, BaselineKind, Catalogue, CatalogueNode, Code, NodeId, Points, Scoring,
    SourceCell, scale,
};

/// What a body's counting file says of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedScore {
    /// Which criterion.
    pub node: NodeId,
    /// Who says so.
    pub agency: AgencyId,
    /// Scored, blank or not applicable.
    pub state: ScoreState,
    /// Set exactly when scored.
    pub points: Option<Points>,
    /// Evidence as sent.
    pub evidence: String,
    /// Explanation as sent.
    pub explanation: String,
    /// The score's cell.
    pub source: SourceCell,
}

/// Everything the losses follow from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The year's tree.
    pub catalogue: &'a Catalogue,
    /// The bodies.
    pub agencies: &'a [Agency],
    /// Which of last year's results is compared.
    pub baseline_kind: Option<BaselineKind>,
    /// What the counting files say.
    pub reported: &'a [ReportedScore],
    /// What the officer decided.
    pub decisions: &'a BTreeMap<NodeId, Decision>,
    /// The newest change of status of each criterion that has one.
    pub statuses: &'a BTreeMap<NodeId, StatusEvent>,
    /// The office's list of causes.
    pub causes: &'a [Cause],
    /// Whose score counts, where that was decided.
    pub counting: &'a BTreeMap<NodeId, AgencyId>,
    /// The year before, if it is in the store.
    pub earlier: Option<&'a Earlier>,
}

/// What is looked up for every row, once.
pub(super) struct Lookup<'a> {
    pub(super) by_node: BTreeMap<NodeId, Vec<&'a ReportedScore>>,
    pub(super) names: BTreeMap<AgencyId, &'a str>,
    causes: BTreeMap<CauseId, &'a str>,
    fields: BTreeMap<NodeId, &'a Code>,
}

impl<'a> Lookup<'a> {
    pub(super) fn of(inputs: &Inputs<'a>) -> Self {
        let mut by_node: BTreeMap<NodeId, Vec<&ReportedScore>> = BTreeMap::new();
        for score in inputs.reported {
            by_node.entry(score.node).or_default().push(score);
        }
        // a parent comes before its children
        let mut fields: BTreeMap<NodeId, &Code> = BTreeMap::new();
        for node in &inputs.catalogue.nodes {
            let above = node.parent.and_then(|parent| fields.get(&parent).copied());
            fields.insert(node.id, above.unwrap_or(&node.code));
        }
        Self {
            by_node,
            names: inputs.agencies.iter().map(|a| (a.id, a.name.as_str())).collect(),
            causes: inputs.causes.iter().map(|c| (c.id, c.name.as_str())).collect(),
            fields,
        }
    }

    pub(super) fn name(&self, agency: AgencyId) -> String {
        self.names.get(&agency).copied().unwrap_or_default().to_owned()
    }

    pub(super) fn scores(&self, node: NodeId) -> &[&'a ReportedScore] {
        self.by_node.get(&node).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Computes the read model. Pure: the same inputs give the same losses.
pub fn compute(inputs: &Inputs<'_>) -> Losses {
    let lookup = Lookup::of(inputs);
    let components: Vec<ComponentLoss> =
        inputs.catalogue.leaves().map(|node| component(inputs, &lookup, node)).collect();
    let parents = inputs.catalogue.nodes.iter().filter(|node| !node.is_leaf());
    let mut losses = Losses {
        year: inputs.catalogue.year,
        baseline_year: inputs.catalogue.year - 1,
        baseline_kind: inputs.baseline_kind,
        totals: Totals::default(),
        nodes: parents.map(without_sums).collect(),
        agencies: leading(inputs.agencies, &components),
        components,
    };
    losses.add_up();
    losses
}

fn without_sums(node: &CatalogueNode) -> NodeLoss {
    NodeLoss {
        code: node.code.clone(),
        name: node.name.clone(),
        depth: u32::try_from(node.code.depth()).unwrap_or(u32::MAX),
        totals: Totals::default(),
    }
}

fn component(inputs: &Inputs<'_>, lookup: &Lookup<'_>, node: &CatalogueNode) -> ComponentLoss {
    let scores = lookup.scores(node.id);
    let scoring = node.scoring.unwrap_or(Scoring::SelfScored);
    let own = counting(inputs, node, scores).filter(|_| scoring == Scoring::SelfScored);
    let decided = inputs.decisions.get(&node.id);
    let event = inputs.statuses.get(&node.id);
    let status = event.map_or_else(|| Status::of(decided), |e| e.status);
    let decision = decided.cloned().unwrap_or_default();
    let baseline = inputs.baseline_kind.and_then(|kind| node.baseline(kind)).map(|b| b.points);
    let reported = own.and_then(|s| s.points);
    let agreed = decision.agreed.filter(|_| scoring == Scoring::SelfScored);
    // what does not apply has no score to lose
    let counted = agreed.or(reported).filter(|_| status != Status::NotApplicable);
    let lost = counted.map(|c| node.max_points - c);
    let (comparison, baseline_max) =
        inputs.earlier.map(|earlier| earlier.comparison(node)).unwrap_or_default();
    // more points than there are now: the maximum changed, and nobody has said from what
    let has_shrunk = baseline.is_some_and(|b| b > node.max_points);
    let comparison = match comparison {
        Comparison::Points if has_shrunk => Comparison::None,
        comparison => comparison,
    };
    let compared = counted.zip(baseline);
    let change = compared.filter(|_| comparison == Comparison::Points).map(|(c, b)| c - b);
    let share = |points: Points, max: Option<Points>| max.and_then(|max| points.share_of(max));
    let change_share = compared
        .filter(|_| comparison == Comparison::Share)
        .and_then(|(c, b)| Some(share(c, Some(node.max_points))? - share(b, baseline_max)?));
    let decreased = change.is_some_and(Points::is_negative) || change_share.is_some_and(|s| s < 0);
    let also = scores
        .iter()
        .filter(|s| own.is_none_or(|o| o.agency != s.agency))
        .filter_map(|s| Some((lookup.name(s.agency), s.points?)));
    let cause_name = decision.cause_id.and_then(|id| lookup.causes.get(&id).copied());
    ComponentLoss {
        code: node.code.clone(),
        name: node.name.clone(),
        field: lookup.fields.get(&node.id).map_or_else(|| node.code.clone(), |f| (*f).clone()),
        max: node.max_points,
        scoring,
        agency: node.lead.and_then(|id| lookup.names.get(&id)).map(|n| (*n).to_owned()),
        agency_id: node.lead,
        baseline,
        reported,
        agreed,
        counted,
        lost,
        change,
        state: match (scoring, own) {
            (Scoring::Survey | Scoring::Central, _) => ScoreState::NotSelfScored,
            (Scoring::SelfScored, Some(score)) => score.state,
            (Scoring::SelfScored, None) => ScoreState::Missing,
        },
        flags: flags(node.max_points, counted, lost, decreased),
        source: own.map(|s| s.source.clone()),
        evidence: own.map(|s| s.evidence.clone()).unwrap_or_default(),
        explanation: own.map(|s| s.explanation.clone()).unwrap_or_default(),
        reason: decision.reason,
        cause: decision.cause,
        remedy: decision.remedy,
        due: decision.due,
        also_scored_by: also.collect(),
        status,
        status_reason: event.map(|e| e.reason.clone()).unwrap_or_default(),
        status_at: event.map(|e| e.at),
        cause_id: decision.cause_id,
        cause_name: cause_name.unwrap_or_default().to_owned(),
        responsible: shares(&decision.responsible, lookup),
        recoverable: decision.recoverable,
        likelihood: decision.likelihood,
        notes: decision.notes,
        asked: decision.asked,
        answer_by: decision.answer_by,
        comparison,
        baseline_max,
        change_share,
        score_chosen: inputs.counting.contains_key(&node.id),
        off_scale: counted.is_some_and(|c| scale::is_off(&node.scale, node.max_points, c)),
        cut_last_year: cut_last_year(node),
    }
}

fn cut_last_year(node: &CatalogueNode) -> Option<Points> {
    let of = |kind| node.baseline(kind).map(|b| b.points);
    let left = of(BaselineKind::Appraised).or(of(BaselineKind::Published))?;
    let cut = of(BaselineKind::SelfScored)? - left;
    (cut > Points::ZERO).then_some(cut)
}

/// 100 % in hundredths of a per cent.
const WHOLE: Points = Points::from_ten_thousandths(10_000);

fn shares(bodies: &[Responsible], lookup: &Lookup<'_>) -> Vec<ResponsibleShare> {
    let parts: Vec<u32> = bodies.iter().map(|body| body.parts).collect();
    // split as points are, so that thirds add up to the whole
    let shares = split(WHOLE, &parts);
    bodies
        .iter()
        .zip(shares)
        .map(|(body, share)| ResponsibleShare {
            agency: body.agency,
            parts: body.parts,
            name: lookup.name(body.agency),
            share: share.ten_thousandths(),
        })
        .collect()
}

pub(super) fn counting<'a>(
    inputs: &Inputs<'_>,
    node: &CatalogueNode,
    scores: &[&'a ReportedScore],
) -> Option<&'a ReportedScore> {
    let speaking: Vec<AgencyId> = scores.iter().map(|s| s.agency).collect();
    let chosen = inputs.counting.get(&node.id).copied();
    let counts = counting_agency(node.lead, chosen, &speaking)?;
    scores.iter().find(|s| s.agency == counts).copied()
}

/// Whose score counts: the body the officer chose, if it (still) speaks of the criterion, else the lead body.
/// Where nobody leads, the only body that speaks of it; two bodies without a lead are a doubt for a person, and
/// neither counts.
pub(crate) fn counting_agency(
    lead: Option<AgencyId>,
    chosen: Option<AgencyId>,
    speaking: &[AgencyId],
) -> Option<AgencyId> {
    if let Some(chosen) = chosen.filter(|c| speaking.contains(c)) {
        return Some(chosen);
    }
    match (lead, speaking) {
        (Some(lead), _) => speaking.contains(&lead).then_some(lead),
        (None, [only]) => Some(*only),
        (None, _) => None,
    }
}

fn flags(max: Points, counted: Option<Points>, lost: Option<Points>, decreased: bool) -> Vec<Flag> {
    let mut flags = Vec::new();
    if lost.is_some_and(|l| l > Points::ZERO) {
        flags.push(Flag::BelowMax);
    }
    if counted.is_some_and(Points::is_zero) && max > Points::ZERO {
        flags.push(Flag::TotalLoss);
    }
    if decreased {
        flags.push(Flag::Decreased);
    }
    flags
}

impl Totals {
    /// Sums of those leaves.
    pub fn of<'a>(components: impl IntoIterator<Item = &'a ComponentLoss>) -> Self {
        let mut totals = Self::default();
        components.into_iter().for_each(|c| totals.add(c));
        totals
    }

    /// Adds a leaf.
    pub fn add(&mut self, c: &ComponentLoss) {
        self.max = self.max + c.max;
        if c.scoring != Scoring::SelfScored {
            return;
        }
        self.self_scored += 1;
        self.self_scored_max = self.self_scored_max + c.max;
        self.reported = self.reported + c.reported.unwrap_or_default();
        let coverage = c.coverage();
        if coverage.is_not_applicable() {
            self.not_applicable += 1;
            self.not_applicable_max = self.not_applicable_max + c.max;
            self.not_applicable_by_agency += u32::from(coverage == Coverage::NotApplicableByAgency);
            return;
        }
        let (Some(counted), Some(lost)) = (c.counted, c.lost) else {
            self.missing += 1;
            self.missing_max = self.missing_max + c.max;
            return;
        };
        self.scored += 1;
        self.counted = self.counted + counted;
        self.lost = self.lost + lost;
        if let (Some(change), Some(baseline)) = (c.change, c.baseline) {
            self.baseline = self.baseline + baseline;
            self.change = self.change + change;
            self.compared += 1;
        }
        self.below_max += u32::from(c.flags.contains(&Flag::BelowMax));
        self.total_loss += u32::from(c.flags.contains(&Flag::TotalLoss));
        self.decreased += u32::from(c.flags.contains(&Flag::Decreased));
    }
}

impl Losses {
    /// Sums of everything, of its parents and its bodies, from the leaves: one walk, however many there are.
    pub fn add_up(&mut self) {
        self.totals = Totals::of(&self.components);
        let mut below: BTreeMap<Code, Totals> = BTreeMap::new();
        let mut led: BTreeMap<Option<AgencyId>, Totals> = BTreeMap::new();
        for component in &self.components {
            let mut above = component.code.parent();
            while let Some(code) = above {
                above = code.parent();
                below.entry(code).or_default().add(component);
            }
            if component.scoring == Scoring::SelfScored {
                led.entry(component.agency_id).or_default().add(component);
            }
        }
        for node in &mut self.nodes {
            node.totals = below.remove(&node.code).unwrap_or_default();
        }
        for agency in &mut self.agencies {
            agency.totals = led.remove(&agency.agency_id).unwrap_or_default();
        }
    }
}

/// The bodies that lead self-scored leaves, in their order; last, nobody, where leaves have no lead.
fn leading(agencies: &[Agency], components: &[ComponentLoss]) -> Vec<AgencyLoss> {
    let leads: BTreeSet<Option<AgencyId>> = components
        .iter()
        .filter(|c| c.scoring == Scoring::SelfScored)
        .map(|c| c.agency_id)
        .collect();
    let named = agencies.iter().map(|agency| (Some(agency.id), agency.name.clone()));
    named
        .chain([(None, String::new())])
        .filter(|(agency_id, _)| leads.contains(agency_id))
        .map(|(agency_id, name)| AgencyLoss { agency_id, name, totals: Totals::default() })
        .collect()
}
