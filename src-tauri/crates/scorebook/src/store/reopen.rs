//! What was agreed is opened again when the score it was agreed on moves: nothing is agreed behind the officer's
//! back, and her points stay until she says otherwise.

use crate::decision::Status;
use crate::losses::{self, ComponentLoss, ReportedScore};
use crate::plan::ImportPlan;
use crate::submission::Submission;
use crate::{AgencyId, NodeId, Op, Result, SourceCell, vi};

use super::figures::Readings;
use super::{Scorebook, Tx};

/// A criterion to be opened again, and why.
pub(super) struct Reopened {
    node: NodeId,
    reason: String,
}

impl Scorebook {
    /// What a body's new file would open again.
    pub(super) fn reopened_by_plan(
        &self,
        plan: &ImportPlan,
        kept: &[ReportedScore],
        agency: AgencyId,
        revision: u32,
    ) -> Result<Vec<Reopened>> {
        let Some(readings) = self.readings_if_agreed()? else { return Ok(Vec::new()) };
        let name = readings.name_of(agency);
        let is_kept = |node| kept.iter().any(|score| score.node == node);
        let rows = plan.rows.iter().filter(|row| !row.node.is_some_and(is_kept));
        let scores = rows.filter_map(|row| {
            Some(ReportedScore {
                node: row.node?,
                agency,
                state: row.state?,
                points: row.points,
                evidence: String::new(),
                explanation: String::new(),
                source: SourceCell::default(),
            })
        });
        let others = readings.reported.iter().filter(|s| s.agency != agency).cloned();
        let after = others.chain(kept.iter().cloned()).chain(scores).collect();
        let op = Op::ApplySubmission { agency: name, file: plan.file.name.clone(), revision };
        Ok(moved(readings, after, &op))
    }

    /// What taking a body's file out would open again.
    pub(super) fn reopened_without(&self, submission: &Submission) -> Result<Vec<Reopened>> {
        let Some(readings) = self.readings_if_agreed()? else { return Ok(Vec::new()) };
        let mut files = self.current_submissions()?;
        if files.get(&submission.agency) != Some(&submission.id) {
            return Ok(Vec::new());
        }
        let earlier = self
            .submissions()?
            .into_iter()
            .find(|s| s.agency == submission.agency && !s.withdrawn && s.id != submission.id);
        match earlier {
            Some(earlier) => files.insert(earlier.agency, earlier.id),
            None => files.remove(&submission.agency),
        };
        let op = Op::WithdrawSubmission {
            agency: submission.agency_name.clone(),
            revision: submission.revision,
        };
        Ok(moved(readings, self.reported_in(&files)?, &op))
    }

    /// What giving criteria to other bodies, or to none, would open again.
    pub(super) fn reopened_under(
        &self,
        leads: &[(NodeId, Option<AgencyId>)],
        op: &Op,
    ) -> Result<Vec<Reopened>> {
        let Some(mut readings) = self.readings_if_agreed()? else { return Ok(Vec::new()) };
        let before = losses::compute(&readings.inputs()).components;
        for node in &mut readings.catalogue.nodes {
            if let Some((_, lead)) = leads.iter().find(|(id, _)| *id == node.id) {
                node.lead = *lead;
            }
        }
        Ok(moved_from(&before, &readings, op))
    }

    /// Reading the year costs time, and most files come before anything is agreed.
    fn readings_if_agreed(&self) -> Result<Option<Readings>> {
        // in any year: it is only asked whether the year need be read
        let mut ever_agreed = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM status_event WHERE status = 'agreed')
                 OR EXISTS (SELECT 1 FROM decision WHERE agreed IS NOT NULL)",
        )?;
        let agreed: bool = ever_agreed.query_row([], |row| row.get(0))?;
        if agreed { self.readings().map(Some) } else { Ok(None) }
    }
}

fn moved(mut readings: Readings, after: Vec<ReportedScore>, op: &Op) -> Vec<Reopened> {
    let before = losses::compute(&readings.inputs()).components;
    readings.reported = after;
    moved_from(&before, &readings, op)
}

fn moved_from(before: &[ComponentLoss], readings: &Readings, op: &Op) -> Vec<Reopened> {
    let after = losses::compute(&readings.inputs()).components;
    let nodes = readings.catalogue.leaves().map(|n| n.id);
    nodes
        .zip(before.iter().zip(&after))
        .filter(|(_, (b, _))| b.status == Status::Agreed)
        .map(|(node, (b, a))| (node, (b.state, b.reported), (a.state, a.reported)))
        .filter(|(_, b, a)| b != a)
        .map(|(node, b, a)| Reopened { node, reason: vi::reopened(&vi::op(op), b, a) })
        .collect()
}

impl Tx<'_> {
    pub(super) fn reopen(&self, criteria: &[Reopened]) -> Result<()> {
        criteria.iter().try_for_each(|c| self.add_status(c.node, Status::InReview, &c.reason))
    }
}
