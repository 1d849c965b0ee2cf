//! What a body's new file changes against its previous one, criterion by criterion.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use ts_rs::TS;

use crate::losses::ReportedScore;
use crate::text::tidy;
use crate::{Catalogue, Code, ImportPlan, NodeId, Points};

/// A new file against the body's previous one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Difference {
    /// The previous file's revision.
    pub revision: u32,
    /// Its name.
    pub file: String,
    /// Every criterion that either file speaks of, in the catalogue's order.
    pub rows: Vec<DifferenceRow>,
}

/// One criterion in both files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DifferenceRow {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its maximum.
    pub max: Points,
    /// The score in the previous file; none where that was blank or had no such row.
    pub old: Option<Points>,
    /// The score in the new file.
    pub new: Option<Points>,
    /// What happened to it.
    pub change: Change,
    /// Does the new file name evidence that the previous one did not?
    pub new_evidence: bool,
}

/// What happened to a criterion between two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Change {
    /// More points.
    Risen,
    /// Fewer points.
    Fallen,
    /// As it was.
    Same,
    /// The previous file had no such row.
    Appeared,
    /// The new file has no such row, or one that cannot be taken.
    Vanished,
    /// Had a score, is blank now.
    Blanked,
    /// Was blank, has a score now.
    Filled,
}

impl Difference {
    /// Sets a plan against what the body's previous file reported.
    pub fn between(
        catalogue: &Catalogue,
        revision: u32,
        file: &str,
        previous: &[ReportedScore],
        plan: &ImportPlan,
    ) -> Self {
        let before: BTreeMap<NodeId, ScoreAndEvidence<'_>> = previous
            .iter()
            .map(|r| (r.node, ScoreAndEvidence { points: r.points, evidence: &r.evidence }))
            .collect();
        let mut now: BTreeMap<NodeId, ScoreAndEvidence<'_>> = BTreeMap::new();
        for row in plan.rows.iter().filter(|r| r.state.is_some()) {
            if let Some(node) = row.node {
                now.insert(node, ScoreAndEvidence { points: row.points, evidence: &row.evidence });
            }
        }
        let compare = |node: &crate::CatalogueNode| {
            let (old, new) = (before.get(&node.id), now.get(&node.id));
            Some(DifferenceRow {
                code: node.code.clone(),
                name: node.name.clone(),
                max: node.max_points,
                old: old.and_then(|s| s.points),
                new: new.and_then(|s| s.points),
                change: change(old, new)?,
                new_evidence: new.is_some_and(|new| new.adds_to(old)),
            })
        };
        Self {
            revision,
            file: file.to_owned(),
            rows: catalogue.nodes.iter().filter_map(compare).collect(),
        }
    }

    /// The new file only adds: what it does not have stays as it was.
    pub(crate) fn keep_what_is_absent(&mut self) {
        for row in &mut self.rows {
            if matches!(row.change, Change::Vanished | Change::Blanked) {
                (row.new, row.change) = (row.old, Change::Same);
            }
        }
    }

    /// Rows that are not as they were.
    pub fn changed(&self) -> impl Iterator<Item = &DifferenceRow> {
        self.rows.iter().filter(|r| r.change != Change::Same)
    }
}

impl DifferenceRow {
    /// More points, and no evidence that was not there before.
    pub fn rose_without_evidence(&self) -> bool {
        self.change == Change::Risen && !self.new_evidence
    }
}

/// What a file says of a criterion.
struct ScoreAndEvidence<'a> {
    points: Option<Points>,
    evidence: &'a str,
}

impl ScoreAndEvidence<'_> {
    fn adds_to(&self, old: Option<&ScoreAndEvidence<'_>>) -> bool {
        let new = tidy(self.evidence);
        !new.is_empty() && old.is_none_or(|old| tidy(old.evidence) != new)
    }
}

fn change(
    old: Option<&ScoreAndEvidence<'_>>,
    new: Option<&ScoreAndEvidence<'_>>,
) -> Option<Change> {
    Some(match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => Change::Appeared,
        (Some(_), None) => Change::Vanished,
        (Some(old), Some(new)) => match (old.points, new.points) {
            (Some(old), Some(new)) if new > old => Change::Risen,
            (Some(old), Some(new)) if new < old => Change::Fallen,
            (Some(_), None) => Change::Blanked,
            (None, Some(_)) => Change::Filled,
            _ => Change::Same,
        },
    })
}
