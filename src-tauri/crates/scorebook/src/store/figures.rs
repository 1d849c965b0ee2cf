//! The losses of the year at hand, and snapshots of them.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{Scorebook, TIME, time};
use crate::crosswalk::Earlier;
use crate::deadline::DeadlineKind;
use crate::decision::{Cause, Decision, StatusEvent};
use crate::fault::Fault;
use crate::losses::ReportedScore;
use crate::plan::hex;
use crate::snapshot::{AgencyStatus, Figures, Snapshot};
use crate::{Agency, AgencyId, BaselineKind, Catalogue, Losses, NodeId, Op, Result, losses};

/// Everything the losses of the year at hand follow from, as stored.
pub(super) struct Readings {
    pub(super) catalogue: Catalogue,
    agencies: Vec<Agency>,
    baseline_kind: Option<BaselineKind>,
    pub(super) reported: Vec<ReportedScore>,
    decisions: BTreeMap<NodeId, Decision>,
    statuses: BTreeMap<NodeId, StatusEvent>,
    causes: Vec<Cause>,
    counting: BTreeMap<NodeId, AgencyId>,
    earlier: Option<Earlier>,
}

impl Readings {
    pub(super) fn inputs(&self) -> losses::Inputs<'_> {
        losses::Inputs {
            catalogue: &self.catalogue,
            agencies: &self.agencies,
            baseline_kind: self.baseline_kind,
            reported: &self.reported,
            decisions: &self.decisions,
            statuses: &self.statuses,
            causes: &self.causes,
            counting: &self.counting,
            earlier: self.earlier.as_ref(),
        }
    }

    pub(super) fn name_of(&self, agency: AgencyId) -> String {
        let known = self.agencies.iter().find(|a| a.id == agency);
        known.map(|a| a.name.clone()).unwrap_or_default()
    }
}

impl Scorebook {
    pub(super) fn readings(&self) -> Result<Readings> {
        Ok(Readings {
            catalogue: self.catalogue()?,
            agencies: self.agencies()?,
            baseline_kind: self.baseline_kind()?,
            reported: self.reported()?,
            decisions: self.decisions()?,
            statuses: self.statuses()?,
            causes: self.causes()?,
            counting: self.counting()?.into_iter().map(|(node, c)| (node, c.agency)).collect(),
            earlier: self.earlier()?,
        })
    }

    /// Everything lost, as of now.
    pub fn losses(&self) -> Result<Losses> {
        Ok(losses::compute(&self.readings()?.inputs()))
    }

    /// The figures a document would be drawn from, as of now.
    pub fn figures(&self) -> Result<Figures> {
        let year = self.year_row()?;
        let losses = self.losses()?;
        let submissions = self.submissions()?;
        let agencies = losses
            .agencies
            .iter()
            .filter(|a| a.totals.self_scored > 0)
            .filter_map(|a| a.agency_id.map(|id| (id, a)))
            .map(|(id, agency)| {
                let current = submissions.iter().find(|s| s.current && s.agency == id);
                Ok(AgencyStatus {
                    name: agency.name.clone(),
                    applied_at: current.map(|s| s.applied_at),
                    sent_on: current.map(|s| self.sent_on(s)).transpose()?.flatten(),
                    revision: current.map(|s| s.revision),
                    file: current.map(|s| s.file.clone()),
                    leads: agency.totals.self_scored,
                    scored: agency.totals.scored,
                    problems: current.map_or(0, |s| s.problems),
                })
            })
            .collect::<Result<_>>()?;
        Ok(Figures {
            province: year.province,
            is_sample: year.is_sample,
            agencies,
            sent_by: Some(self.deadline(DeadlineKind::SelfScores)?)
                .filter(|day| *day != DeadlineKind::SelfScores.of_the_dispatch(self.year)),
            losses,
            scenarios: self.scenarios()?,
        })
    }

    /// Freezes the figures. If nothing changed since the newest snapshot, that one is returned.
    pub fn take_snapshot(&mut self, now: NaiveDateTime) -> Result<Snapshot> {
        let figures = self.figures()?;
        let text = serde_json::to_string(&figures)?;
        let hash = hex(&Sha256::digest(&text));
        let newest = self.newest_snapshot()?;
        if let Some(snapshot) = newest.as_ref().filter(|s| s.hash == hash) {
            return Ok(snapshot.clone());
        }
        let number: i64 = self.connection.query_row(
            "SELECT coalesce(max(number), 0) + 1 FROM snapshot",
            [],
            |row| row.get(0),
        )?;
        let snapshot = Snapshot { number, taken_at: now, hash, figures };
        let year = self.year;
        self.transact(&Op::TakeSnapshot { number }, now, |tx| {
            tx.sql.execute(
                "INSERT INTO snapshot (number, year, taken_at, hash, figures) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![number, year, now.format(TIME).to_string(), snapshot.hash, text],
            )?;
            Ok(())
        })?;
        Ok(snapshot)
    }

    /// The newest snapshot of the year at hand.
    pub fn newest_snapshot(&self) -> Result<Option<Snapshot>> {
        let row = self
            .connection
            .query_row(
                "SELECT number, taken_at, hash, figures FROM snapshot WHERE year = ?1 ORDER BY number DESC LIMIT 1",
                [self.year],
                |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, String>(3)?)),
            )
            .optional()?;
        row.map(|(number, taken_at, hash, figures)| {
            let mut figures: Figures = serde_json::from_str(&figures)?;
            // sums that an older version did not freeze follow from its rows
            figures.losses.add_up();
            Ok(Snapshot { number, taken_at: time(&taken_at)?, hash, figures })
        })
        .transpose()
    }

    /// Do the figures of now differ from the snapshot's?
    pub fn is_stale(&self, snapshot: &Snapshot) -> Result<bool> {
        Ok(self.figures()? != snapshot.figures)
    }
}

/// Names every snapshot that no longer matches its hash.
pub(super) fn check_snapshots(sql: &Connection, faults: &mut Vec<Fault>) -> Result<()> {
    let mut statement = sql.prepare("SELECT number, hash, figures FROM snapshot")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let figures = row.get_ref(2)?.as_bytes().unwrap_or_default();
        if hex(&Sha256::digest(figures)).as_bytes()
            != row.get_ref(1)?.as_bytes().unwrap_or_default()
        {
            faults.push(Fault::SnapshotAltered { number: row.get(0)? });
        }
    }
    Ok(())
}
