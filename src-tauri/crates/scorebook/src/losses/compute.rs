//! From what is stored to what is lost.

use std::collections::BTreeMap;

use super::{AgencyLoss, ComponentLoss, Flag, Losses, NodeLoss, Totals};
use crate::decision::Decision;
use crate::submission::ScoreState;
use crate::{
    Agency, AgencyId, BaselineKind, Catalogue, CatalogueNode, Code, NodeId, Points, Scoring,
    SourceCell,
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
    pub decisions: &'a BTreeMap<Code, Decision>,
}

/// Computes the read model. Pure: the same inputs give the same losses.
pub fn compute(inputs: &Inputs<'_>) -> Losses {
    let mut by_node: BTreeMap<NodeId, Vec<&ReportedScore>> = BTreeMap::new();
    for score in inputs.reported {
        by_node.entry(score.node).or_default().push(score);
    }
    let names: BTreeMap<AgencyId, &str> =
        inputs.agencies.iter().map(|a| (a.id, a.name.as_str())).collect();
    let components: Vec<ComponentLoss> = inputs
        .catalogue
        .leaves()
        .map(|node| {
            let scores = by_node.get(&node.id).map(Vec::as_slice).unwrap_or_default();
            component(inputs, &names, node, scores)
        })
        .collect();
    Losses {
        year: inputs.catalogue.year,
        baseline_year: inputs.catalogue.year - 1,
        baseline_kind: inputs.baseline_kind,
        totals: Totals::of(&components),
        nodes: parents(inputs.catalogue, &components),
        agencies: by_agency(inputs.agencies, &components),
        components,
    }
}

fn component(
    inputs: &Inputs<'_>,
    names: &BTreeMap<AgencyId, &str>,
    node: &CatalogueNode,
    scores: &[&ReportedScore],
) -> ComponentLoss {
    let scoring = node.scoring.unwrap_or(Scoring::SelfScored);
    let own = counting(node, scores).filter(|_| scoring == Scoring::SelfScored);
    let decision = inputs.decisions.get(&node.code).cloned().unwrap_or_default();
    let baseline = inputs.baseline_kind.and_then(|kind| node.baseline(kind)).map(|b| b.points);
    let reported = own.and_then(|s| s.points);
    let agreed = decision.agreed.filter(|_| scoring == Scoring::SelfScored);
    let counted = agreed.or(reported);
    let lost = counted.map(|c| node.max_points - c);
    let change = counted.zip(baseline).map(|(c, b)| c - b);
    let also = scores
        .iter()
        .filter(|s| own.is_none_or(|o| o.agency != s.agency))
        .filter_map(|s| Some(((*names.get(&s.agency)?).to_owned(), s.points?)));
    ComponentLoss {
        code: node.code.clone(),
        name: node.name.clone(),
        field: inputs.catalogue.field_of(node).code.clone(),
        max: node.max_points,
        scoring,
        agency: node.lead.and_then(|id| names.get(&id)).map(|n| (*n).to_owned()),
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
        flags: flags(node.max_points, counted, lost, change),
        source: own.map(|s| s.source.clone()),
        evidence: own.map(|s| s.evidence.clone()).unwrap_or_default(),
        explanation: own.map(|s| s.explanation.clone()).unwrap_or_default(),
        reason: decision.reason,
        cause: decision.cause,
        remedy: decision.remedy,
        due: decision.due,
        also_scored_by: also.collect(),
    }
}

/// The score that counts: the lead body's. Where nobody leads, the only body that speaks of it; two bodies
/// without a lead are a doubt for a person, and neither counts.
fn counting<'a>(node: &CatalogueNode, scores: &[&'a ReportedScore]) -> Option<&'a ReportedScore> {
    match (node.lead, scores) {
        (Some(lead), _) => scores.iter().find(|s| s.agency == lead).copied(),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}

fn flags(
    max: Points,
    counted: Option<Points>,
    lost: Option<Points>,
    change: Option<Points>,
) -> Vec<Flag> {
    let mut flags = Vec::new();
    if lost.is_some_and(|l| l > Points::ZERO) {
        flags.push(Flag::BelowMax);
    }
    if counted.is_some_and(Points::is_zero) && max > Points::ZERO {
        flags.push(Flag::TotalLoss);
    }
    if change.is_some_and(Points::is_negative) {
        flags.push(Flag::Decreased);
    }
    flags
}

impl Totals {
    /// Sums of those leaves.
    pub fn of<'a>(components: impl IntoIterator<Item = &'a ComponentLoss>) -> Self {
        let mut t = Self::default();
        for c in components {
            t.max = t.max + c.max;
            if c.scoring != Scoring::SelfScored {
                continue;
            }
            t.self_scored += 1;
            t.self_scored_max = t.self_scored_max + c.max;
            t.reported = t.reported + c.reported.unwrap_or_default();
            let (Some(counted), Some(lost)) = (c.counted, c.lost) else {
                t.missing += 1;
                continue;
            };
            t.scored += 1;
            t.counted = t.counted + counted;
            t.lost = t.lost + lost;
            t.baseline = t.baseline + c.baseline.unwrap_or_default();
            t.change = t.change + c.change.unwrap_or_default();
            t.compared += u32::from(c.baseline.is_some());
            t.below_max += u32::from(c.flags.contains(&Flag::BelowMax));
            t.total_loss += u32::from(c.flags.contains(&Flag::TotalLoss));
            t.decreased += u32::from(c.flags.contains(&Flag::Decreased));
        }
        t
    }
}

fn parents(catalogue: &Catalogue, components: &[ComponentLoss]) -> Vec<NodeLoss> {
    catalogue
        .nodes
        .iter()
        .filter(|node| !node.is_leaf())
        .map(|node| NodeLoss {
            code: node.code.clone(),
            name: node.name.clone(),
            depth: u32::try_from(node.code.depth()).unwrap_or(u32::MAX),
            totals: Totals::of(components.iter().filter(|c| c.code.is_under(&node.code))),
        })
        .collect()
}

fn by_agency(agencies: &[Agency], components: &[ComponentLoss]) -> Vec<AgencyLoss> {
    let led_by = |id: Option<AgencyId>| {
        let led: Vec<_> = components
            .iter()
            .filter(|c| c.agency_id == id && c.scoring == Scoring::SelfScored)
            .collect();
        (!led.is_empty()).then(|| Totals::of(led))
    };
    let named = agencies.iter().filter_map(|agency| {
        let totals = led_by(Some(agency.id))?;
        Some(AgencyLoss { agency_id: Some(agency.id), name: agency.name.clone(), totals })
    });
    let orphaned =
        led_by(None).map(|totals| AgencyLoss { agency_id: None, name: String::new(), totals });
    named.chain(orphaned).collect()
}
