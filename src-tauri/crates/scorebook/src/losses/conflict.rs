//! Criteria that another body than the lead scored, both sides next to each other.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::compute::{Inputs, Lookup, ReportedScore, counting};
use crate::submission::ScoreState;
use crate::{AgencyId, CatalogueNode, Code, NodeId, Points, Scoring, SourceCell};

/// What one body says of the criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Side {
    /// Which body.
    pub agency: AgencyId,
    /// Its name.
    pub name: String,
    /// Does it lead the criterion?
    pub leads: bool,
    /// Does its score count?
    pub counts: bool,
    /// What it says.
    pub state: ScoreState,
    /// Its points.
    pub points: Option<Points>,
    /// Evidence as sent.
    pub evidence: String,
    /// Explanation as sent.
    pub explanation: String,
    /// The cell its score came from.
    pub source: SourceCell,
}

/// Whose score counts, decided by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScoreChoice {
    /// Whose.
    pub agency: AgencyId,
    /// Why.
    pub reason: String,
    /// When, local time.
    pub decided_at: NaiveDateTime,
}

/// A criterion scored by two bodies, or by one that does not lead it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Conflict {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Điểm tối đa.
    pub max: Points,
    /// The lead body's name, if any.
    pub lead: Option<String>,
    /// Do the sides say different things?
    pub differ: bool,
    /// What each body says; the lead first.
    pub sides: Vec<Side>,
    /// What was decided, if it was.
    pub choice: Option<ScoreChoice>,
}

/// Every conflict, in the order of the catalogue.
pub fn conflicts(inputs: &Inputs<'_>, choices: &BTreeMap<NodeId, ScoreChoice>) -> Vec<Conflict> {
    let lookup = Lookup::of(inputs);
    inputs
        .catalogue
        .leaves()
        .filter(|node| node.scoring == Some(Scoring::SelfScored))
        .filter_map(|node| conflict(inputs, &lookup, choices, node))
        .collect()
}

fn conflict(
    inputs: &Inputs<'_>,
    lookup: &Lookup<'_>,
    choices: &BTreeMap<NodeId, ScoreChoice>,
    node: &CatalogueNode,
) -> Option<Conflict> {
    let scores = lookup.scores(node.id);
    let leads = |s: &ReportedScore| node.lead == Some(s.agency);
    // an empty cell in another's row claims nothing
    let claims = scores.iter().filter(|s| s.points.is_some() && !leads(s)).count();
    if claims < if node.lead.is_some() { 1 } else { 2 } {
        return None;
    }
    let counts = counting(inputs, node, scores).map(|s| s.agency);
    let mut sides: Vec<Side> = scores
        .iter()
        .filter(|s| s.points.is_some() || leads(s))
        .map(|s| Side {
            agency: s.agency,
            name: lookup.name(s.agency),
            leads: leads(s),
            counts: counts == Some(s.agency),
            state: s.state,
            points: s.points,
            evidence: s.evidence.clone(),
            explanation: s.explanation.clone(),
            source: s.source.clone(),
        })
        .collect();
    sides.sort_by_key(|side| !side.leads);
    let first = sides.first().map(|s| s.points);
    Some(Conflict {
        code: node.code.clone(),
        name: node.name.clone(),
        max: node.max_points,
        lead: node.lead.map(|id| lookup.name(id)),
        differ: sides.iter().any(|s| Some(s.points) != first),
        sides,
        choice: choices.get(&node.id).cloned(),
    })
}
