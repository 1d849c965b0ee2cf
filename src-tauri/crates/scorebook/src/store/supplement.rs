//! A body's new file beside its last one: scores that would vanish, and what a supplement keeps of them.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{Scorebook, Tx};
use crate::correction::{Answer, Extent};
use crate::difference::{Change, DifferenceRow};
use crate::finding::CriterionCell;
use crate::losses::ReportedScore;
use crate::submission::{ScoreState, SubmissionId};
use crate::{
    Code, Correction, Difference, Finding, ImportPlan, NodeId, Problem, Question, Result, Severity,
    vi,
};

/// What a plan is to the body's last file.
pub(super) struct AgainstLast {
    /// The last file.
    pub(super) last: SubmissionId,
    /// What the plan says against it, nothing kept.
    pub(super) difference: Difference,
    /// As a person said, or the file itself where it only adds.
    pub(super) extent: Option<Extent>,
    /// What the last file says.
    reported: Vec<ReportedScore>,
    nodes: BTreeMap<Code, NodeId>,
}

impl AgainstLast {
    /// Criteria whose scores the plan does not have.
    fn vanishing(&self) -> impl Iterator<Item = &DifferenceRow> {
        let gone = |change| matches!(change, Change::Vanished | Change::Blanked);
        self.difference.rows.iter().filter(move |row| gone(row.change) && row.old.is_some())
    }

    /// Must a person say what the file is?
    pub(super) fn is_open(&self) -> bool {
        self.extent.is_none() && self.vanishing().next().is_some()
    }

    /// The scores of the last file that stay.
    pub(super) fn kept<'s>(
        &'s self,
        plan: &'s ImportPlan,
    ) -> impl Iterator<Item = &'s ReportedScore> {
        let is_supplement = self.extent == Some(Extent::Supplement);
        self.reported.iter().filter(move |score| is_supplement && !says(plan, score.node))
    }
}

/// Does the plan say something of the criterion that counts? In a supplement a blank says nothing.
fn says(plan: &ImportPlan, node: NodeId) -> bool {
    let counts = |state| matches!(state, ScoreState::Scored | ScoreState::NotApplicable);
    plan.rows.iter().any(|row| row.node == Some(node) && row.state.is_some_and(counts))
}

impl Scorebook {
    /// Adds to a plan what a person must say of it beside the body's last file. To be called before a plan is
    /// shown; [`Scorebook::apply`] refuses what was left open.
    pub fn compare_with_last(&self, plan: &mut ImportPlan) -> Result<()> {
        if let Some((problem, question)) = self.vanishing(plan)? {
            plan.problems.insert(0, problem);
            plan.questions.push(question);
        }
        Ok(())
    }

    /// The scores of the body's last file that a plan would take away without a word, and what is asked.
    pub fn vanishing(&self, plan: &ImportPlan) -> Result<Option<(Problem, Question)>> {
        let Some(against) = self.against_last(plan)?.filter(AgainstLast::is_open) else {
            return Ok(None);
        };
        let revision = against.difference.revision;
        let of_row = |row: &DifferenceRow| {
            let node = against.nodes.get(&row.code);
            let score = against.reported.iter().find(|score| Some(&score.node) == node);
            CriterionCell {
                criterion: row.code.clone(),
                cell: score.map(|score| score.source.cell.clone()).unwrap_or_default(),
                raw: row.old.map(|points| points.to_string()).unwrap_or_default(),
            }
        };
        let scores: Vec<CriterionCell> = against.vanishing().map(of_row).collect();
        let option = |extent| Answer {
            label: vi::answer_extent(extent).into(),
            correction: Correction::Extent { extent },
            proposed: false,
        };
        let question = Question {
            id: "extent".into(),
            why: vi::ask_extent(revision, scores.len()),
            at: None,
            options: vec![option(Extent::Supplement), option(Extent::Replacement)],
            rememberable: false,
        };
        let finding = Finding::ScoresWouldVanish { revision, scores };
        Ok(Some((Problem { severity: Severity::Blocking, at: None, finding }, question)))
    }

    /// Nothing where the body has no file that counts, or the plan is that very file.
    pub(super) fn against_last(&self, plan: &ImportPlan) -> Result<Option<AgainstLast>> {
        let Some(agency) = plan.agency else { return Ok(None) };
        let Some(last) = self.current_submissions()?.get(&agency).copied() else {
            return Ok(None);
        };
        let (revision, file) = self.connection.query_row(
            "SELECT revision, file_name FROM submission WHERE id = ?1",
            [last.0],
            |row| Ok((row.get(0)?, row.get::<_, String>(1)?)),
        )?;
        if self.unchanged(plan)? == Some(revision) {
            return Ok(None);
        }
        let reported = self.reported_by(agency, last)?;
        let catalogue = self.catalogue()?;
        let difference = Difference::between(&catalogue, revision, &file, &reported, plan);
        let nodes = catalogue.nodes.into_iter().map(|node| (node.code, node.id)).collect();
        let moves = |change| matches!(change, Change::Risen | Change::Fallen);
        let only_adds = !difference.rows.iter().any(|row| moves(row.change));
        let by_itself = (plan.says_supplement && only_adds).then_some(Extent::Supplement);
        let extent = plan.extent().or(by_itself);
        Ok(Some(AgainstLast { last, difference, extent, reported, nodes }))
    }
}

impl Tx<'_> {
    /// Keeps scores of an earlier file beside those of a new one. Each stays with the file whose cell it is.
    pub(super) fn carry(
        &self,
        from: SubmissionId,
        to: SubmissionId,
        nodes: impl Iterator<Item = NodeId>,
    ) -> Result<()> {
        let mut carry = self.sql.prepare_cached(
            "INSERT INTO reported (submission_id, node_id, state, points, sheet, cell, raw, evidence, explanation,
                                   correction, carried_from)
             SELECT ?2, node_id, state, points, sheet, cell, raw, evidence, explanation, correction,
                    coalesce(carried_from, submission_id)
             FROM reported WHERE submission_id = ?1 AND node_id = ?3",
        )?;
        for node in nodes {
            carry.execute(params![from.0, to.0, node.0])?;
        }
        Ok(())
    }
}
