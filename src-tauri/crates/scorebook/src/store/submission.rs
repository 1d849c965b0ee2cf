//! Files taken in, their scores, and which of them count.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::supplement::AgainstLast;
use super::{Scorebook, TIME, Tx, time, word};
use crate::fault::Fault;
use crate::losses::ReportedScore;
use crate::plan::{FileNote, ImportPlan, SourceFile};
use crate::report::{Outcome, RowCounts};
use crate::submission::{ScoreState, Submission, SubmissionId};
use crate::{
    AgencyId, Correction, Error, NodeId, Op, Points, Problem, Result, Severity, SourceCell,
};

/// What applying a plan did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// Written, as this revision of its body.
    Written(SubmissionId, u32),
    /// The same bytes count already, as this revision: nothing was written.
    Unchanged(u32),
}

/// A received file, as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its name.
    pub name: String,
    /// The revision it became.
    pub revision: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
    sha256: String,
}

impl KeptFile {
    /// The hash is that of the bytes, whatever a store says of them.
    pub fn new(name: String, revision: u32, bytes: Vec<u8>) -> Self {
        let sha256 = crate::plan::hex(&Sha256::digest(&bytes));
        Self { name, revision, bytes, sha256 }
    }

    /// SHA-256 of the bytes, 64 lower-case hex digits, so that it may become a part of a path.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

impl Scorebook {
    /// Writes a body's file: that very plan, whole or not at all.
    ///
    /// A plan with blocking problems is refused, unless `skip_bad_rows` is set and they all are about single
    /// rows: then those rows stay out. The same bytes again change nothing, unless they come with other
    /// corrections.
    pub fn apply(
        &mut self,
        plan: &ImportPlan,
        skip_bad_rows: bool,
        now: NaiveDateTime,
    ) -> Result<Applied> {
        if let Some(revision) = self.unchanged(plan)? {
            return Ok(Applied::Unchanged(revision));
        }
        if !may_be_written(plan, skip_bad_rows) {
            let count = plan.problems.iter().filter(|p| p.severity == Severity::Blocking).count();
            return Err(Error::Blocked { count });
        }
        let agency = plan.agency.ok_or(Error::NoAgency)?;
        let name = self.name_of(agency)?.ok_or(Error::PlanOutdated)?;
        if plan.year != self.year {
            return Err(Error::PlanOutdated);
        }
        self.verify(plan)?;
        let against = self.against_last(plan)?;
        if against.as_ref().is_some_and(AgainstLast::is_open) {
            return Err(Error::Blocked { count: 1 });
        }
        let kept: Vec<ReportedScore> =
            against.iter().flat_map(|against| against.kept(plan)).cloned().collect();
        let revision = self.next_revision(agency)?;
        let op = Op::ApplySubmission { agency: name, file: plan.file.name.clone(), revision };
        let reopened = self.reopened_by_plan(plan, &kept, agency, revision)?;
        self.transact(&op, now, |tx| {
            let id = tx.add_submission(plan, &kept, agency, revision)?;
            if let Some(against) = &against {
                tx.carry(against.last, id, kept.iter().map(|score| score.node))?;
            }
            tx.reopen(&reopened)?;
            Ok(Applied::Written(id, revision))
        })
    }

    /// What [`Scorebook::apply`] would do, without doing it, and the revision it would be.
    pub fn foresee(
        &self,
        plan: &ImportPlan,
        skip_bad_rows: bool,
    ) -> Result<(Outcome, Option<u32>)> {
        if let Some(revision) = self.unchanged(plan)? {
            return Ok((Outcome::Unchanged, Some(revision)));
        }
        match plan.agency {
            Some(agency)
                if may_be_written(plan, skip_bad_rows)
                    && !self.against_last(plan)?.is_some_and(|a| a.is_open()) =>
            {
                Ok((Outcome::Applied, Some(self.next_revision(agency)?)))
            }
            _ => Ok((Outcome::Refused, None)),
        }
    }

    /// The last guard before a plan is written: what it says must fit the catalogue it was made for.
    fn verify(&self, plan: &ImportPlan) -> Result<()> {
        let mut maximum = self.connection.prepare_cached(
            "SELECT max_points FROM catalogue_node WHERE id = ?1 AND year = ?2 AND scoring IS NOT NULL",
        )?;
        for row in plan.rows.iter().filter(|r| r.state.is_some()) {
            let node = row.node.ok_or(Error::PlanOutdated)?;
            let max: Option<i64> =
                maximum.query_row([node.0, self.year.into()], |row| row.get(0)).optional()?;
            let max = max.map(Points::from_ten_thousandths).ok_or(Error::PlanOutdated)?;
            let sound = match (row.state, row.points) {
                (Some(ScoreState::Scored), Some(points)) => !points.is_negative() && points <= max,
                (Some(ScoreState::Blank | ScoreState::NotApplicable), None) => true,
                _ => false,
            };
            if !sound {
                return Err(Error::PlanOutdated);
            }
        }
        Ok(())
    }

    /// The newest file with these bytes that was not withdrawn, and its revision.
    fn same_bytes(&self, sha256: &str) -> Result<Option<(SubmissionId, u32)>> {
        let mut newest = self.connection.prepare_cached(
            "SELECT submission.id, revision FROM submission
             JOIN source_file ON source_file.id = source_file_id
             WHERE year = ?1 AND sha256 = ?2 AND withdrawn_at IS NULL
             ORDER BY submission.id DESC LIMIT 1",
        )?;
        let found = |row: &rusqlite::Row<'_>| Ok((SubmissionId(row.get(0)?), row.get(1)?));
        Ok(newest.query_row(params![self.year, sha256], found).optional()?)
    }

    /// The revision that a plan would only repeat.
    pub(super) fn unchanged(&self, plan: &ImportPlan) -> Result<Option<u32>> {
        let Some((id, revision)) = self.same_bytes(&plan.file.sha256)? else { return Ok(None) };
        let of_content = |all: &[Correction]| -> Vec<Correction> {
            let is_of_content = |c: &&Correction| {
                !matches!(c, Correction::Agency { .. } | Correction::Extent { .. })
            };
            all.iter().filter(is_of_content).cloned().collect()
        };
        let given = of_content(&plan.corrections);
        let repeats = given.is_empty() || given == of_content(&self.corrections_of(id)?.given);
        Ok(repeats.then_some(revision))
    }

    /// The revision a body's next file becomes.
    pub fn next_revision(&self, agency: AgencyId) -> Result<u32> {
        let mut next = self.connection.prepare_cached(
            "SELECT coalesce(max(revision), 0) + 1 FROM submission WHERE year = ?1 AND agency_id = ?2",
        )?;
        Ok(next.query_row(params![self.year, agency.0], |row| row.get(0))?)
    }

    /// Takes a body's file out of the count. It is kept, and its scores with it.
    pub fn withdraw(&mut self, id: SubmissionId, now: NaiveDateTime) -> Result<()> {
        let submissions = self.submissions()?;
        let submission = submissions.iter().find(|s| s.id == id && !s.withdrawn);
        let submission = submission.ok_or(Error::PlanOutdated)?;
        let op = Op::WithdrawSubmission {
            agency: submission.agency_name.clone(),
            revision: submission.revision,
        };
        let reopened = self.reopened_without(submission)?;
        self.transact(&op, now, |tx| {
            tx.withdraw(id)?;
            tx.reopen(&reopened)
        })
    }

    /// Every file taken in for the year, newest first.
    pub fn submissions(&self) -> Result<Vec<Submission>> {
        let names = self.agency_names()?;
        let current = self.current_submissions()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT submission.id, agency_id, revision, file_name, sha256, applied_at, withdrawn_at, counts, problems, origin
             FROM submission JOIN source_file ON source_file.id = source_file_id
             WHERE year = ?1 ORDER BY submission.id DESC",
        )?;
        let mut rows = statement.query([self.year])?;
        let mut submissions = Vec::new();
        while let Some(row) = rows.next()? {
            let id = SubmissionId(row.get(0)?);
            let agency = AgencyId(row.get(1)?);
            let counts: RowCounts = serde_json::from_str(&row.get::<_, String>(7)?)?;
            let problems: Vec<Problem> = serde_json::from_str(&row.get::<_, String>(8)?)?;
            submissions.push(Submission {
                id,
                agency,
                agency_name: names.get(&agency).cloned().unwrap_or_default(),
                revision: row.get(2)?,
                file: row.get(3)?,
                sha256: row.get(4)?,
                applied_at: time(&row.get::<_, String>(5)?)?,
                current: current.get(&agency) == Some(&id),
                withdrawn: row.get::<_, Option<String>>(6)?.is_some(),
                scored: counts.scored,
                blank: counts.blank,
                problems: count_problems(&problems),
                origin: row
                    .get::<_, Option<String>>(9)?
                    .map(|text| serde_json::from_str(&text))
                    .transpose()?,
            });
        }
        Ok(submissions)
    }

    /// The problems noted when a file was taken in.
    pub fn submission_problems(&self, id: SubmissionId) -> Result<Vec<Problem>> {
        let text: String = self.connection.query_row(
            "SELECT problems FROM submission WHERE id = ?1",
            [id.0],
            |row| row.get(0),
        )?;
        Ok(serde_json::from_str(&text)?)
    }

    /// What speaks beside the figures of a file that was taken in.
    pub fn submission_notes(&self, id: SubmissionId) -> Result<Vec<FileNote>> {
        let text: String = self.connection.query_row(
            "SELECT notes FROM submission WHERE id = ?1",
            [id.0],
            |row| row.get(0),
        )?;
        Ok(serde_json::from_str(&text)?)
    }

    /// A body's file as it was received, in any year of the store; of the year at hand before others. One that no
    /// longer matches its hash is refused.
    pub fn kept_file(&self, sha256: &str) -> Result<Option<KeptFile>> {
        let kept = self
            .connection
            .query_row(
                "SELECT file_name, revision, bytes FROM source_file
                 JOIN submission ON source_file_id = source_file.id WHERE sha256 = ?1
                 ORDER BY year <> ?2, withdrawn_at IS NOT NULL, revision DESC LIMIT 1",
                params![sha256, self.year],
                |row| Ok(KeptFile::new(row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        match kept {
            Some(kept) if kept.sha256 != sha256 => Err(Error::FileAltered { file: kept.name }),
            kept => Ok(kept),
        }
    }

    /// The newest submission of each body that was not withdrawn.
    pub(super) fn current_submissions(&self) -> Result<BTreeMap<AgencyId, SubmissionId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT agency_id, id FROM submission WHERE year = ?1 AND withdrawn_at IS NULL ORDER BY revision",
        )?;
        let pairs = statement
            .query_map([self.year], |row| Ok((AgencyId(row.get(0)?), SubmissionId(row.get(1)?))))?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(pairs.into_iter().collect())
    }

    /// What every body's counting file says, by criterion.
    pub(super) fn reported(&self) -> Result<Vec<ReportedScore>> {
        self.reported_in(&self.current_submissions()?)
    }

    /// What those files say, by criterion.
    pub(super) fn reported_in(
        &self,
        files: &BTreeMap<AgencyId, SubmissionId>,
    ) -> Result<Vec<ReportedScore>> {
        let mut scores = Vec::new();
        for (&agency, &submission) in files {
            scores.append(&mut self.reported_by(agency, submission)?);
        }
        Ok(scores)
    }

    /// What one file of a body says.
    pub(super) fn reported_by(
        &self,
        agency: AgencyId,
        submission: SubmissionId,
    ) -> Result<Vec<ReportedScore>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT node_id, state, points, sheet, cell, raw, evidence, explanation, file_name, sha256,
                    correction
             FROM reported JOIN submission ON submission.id = coalesce(carried_from, submission_id)
             JOIN source_file ON source_file.id = source_file_id WHERE submission_id = ?1",
        )?;
        let mut rows = statement.query([submission.0])?;
        let mut scores = Vec::new();
        while let Some(row) = rows.next()? {
            scores.push(ReportedScore {
                node: NodeId(row.get(0)?),
                agency,
                state: word(&row.get::<_, String>(1)?)?,
                points: row.get::<_, Option<i64>>(2)?.map(Points::from_ten_thousandths),
                evidence: row.get(6)?,
                explanation: row.get(7)?,
                source: SourceCell {
                    sheet: row.get(3)?,
                    cell: row.get(4)?,
                    raw: row.get(5)?,
                    file: row.get(8)?,
                    sha256: row.get(9)?,
                    correction: row.get(10)?,
                },
            });
        }
        Ok(scores)
    }

    pub(super) fn agency_names(&self) -> Result<BTreeMap<AgencyId, String>> {
        Ok(self.agencies()?.into_iter().map(|a| (a.id, a.name)).collect())
    }
}

/// Names every kept file that no longer matches its hash.
pub(super) fn check_files(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    let mut statement = sql.prepare("SELECT name, sha256, bytes FROM source_file")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(2)?.as_bytes().unwrap_or_default();
        if crate::plan::hex(&Sha256::digest(bytes)).as_bytes()
            != row.get_ref(1)?.as_bytes().unwrap_or_default()
        {
            let name = row.get_ref(0)?.as_bytes().unwrap_or_default();
            faults.push(Fault::FileAltered { file: String::from_utf8_lossy(name).into_owned() });
        }
    }
    Ok(())
}

fn may_be_written(plan: &ImportPlan, skip_bad_rows: bool) -> bool {
    !plan.is_blocked() || (skip_bad_rows && plan.can_skip_bad_rows())
}

/// Warnings and refusals; notes are not problems.
fn count_problems(problems: &[Problem]) -> u32 {
    u32::try_from(problems.iter().filter(|p| p.severity != Severity::Note).count())
        .unwrap_or(u32::MAX)
}

impl Tx<'_> {
    /// Keeps a file's bytes, once per content.
    pub(super) fn keep_file(&self, file: &SourceFile) -> Result<i64> {
        let mut known = self.sql.prepare_cached("SELECT id FROM source_file WHERE sha256 = ?1")?;
        if let Some(id) = known.query_row([&file.sha256], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        let mut keep = self.sql.prepare_cached(
            "INSERT INTO source_file (sha256, name, bytes, received_at, origin) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        keep.execute(params![
            file.sha256,
            file.name,
            file.bytes,
            self.now.format(TIME).to_string(),
            file.origin.as_ref().map(serde_json::to_string).transpose()?,
        ])?;
        Ok(self.sql.last_insert_rowid())
    }

    fn add_submission(
        &self,
        plan: &ImportPlan,
        kept: &[ReportedScore],
        agency: AgencyId,
        revision: u32,
    ) -> Result<SubmissionId> {
        let file = self.keep_file(&plan.file)?;
        let mut add = self.sql.prepare_cached(
            "INSERT INTO submission
             (year, agency_id, revision, source_file_id, file_name, plan_hash, counts, problems, applied_at,
              corrections, notes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        add.execute(params![
            plan.year,
            agency.0,
            revision,
            file,
            plan.file.name,
            plan.hash(),
            serde_json::to_string(&RowCounts::of(plan))?,
            serde_json::to_string(&plan.problems)?,
            self.now.format(TIME).to_string(),
            serde_json::to_string(&super::Corrections::of(plan))?,
            serde_json::to_string(&plan.notes)?,
        ])?;
        let submission = self.sql.last_insert_rowid();
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO reported
             (submission_id, node_id, state, points, sheet, cell, raw, evidence, explanation, correction)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        for row in &plan.rows {
            let (Some(state), Some(node)) = (row.state, row.node) else { continue };
            // a blank beside a score that stays says nothing
            if kept.iter().any(|score| score.node == node) {
                continue;
            }
            let state: &'static str = state.into();
            insert.execute(params![
                submission,
                node.0,
                state,
                row.points.map(Points::ten_thousandths),
                row.sheet,
                row.cell.as_ref().map(crate::CellRef::a1).unwrap_or_default(),
                row.raw,
                row.evidence,
                row.explanation,
                row.correction,
            ])?;
        }
        for answer in &plan.remember {
            self.remember(agency, answer)?;
        }
        Ok(SubmissionId(submission))
    }

    pub(super) fn withdraw(&self, id: SubmissionId) -> Result<()> {
        self.sql.execute(
            "UPDATE submission SET withdrawn_at = ?1 WHERE id = ?2",
            params![self.now.format(TIME).to_string(), id.0],
        )?;
        Ok(())
    }
}
