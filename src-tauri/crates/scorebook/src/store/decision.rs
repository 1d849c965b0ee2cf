//! The officer's decisions.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Scorebook, TIME, Tx, word};
use crate::decision::{CauseId, Decision, Responsible, Standing, Status, Verdict, settle};
use crate::losses::counting_agency;
use crate::{AgencyId, Code, Error, NodeId, Op, Points, Result};

/// What [`read`] expects, in its order.
const COLUMNS: &str = "node_id, agreed, reason, cause, remedy, due, cause_id, recoverable, likelihood, notes, \
                       asked, answer_by";

impl Scorebook {
    /// What is decided on a criterion; all empty when nothing is.
    pub fn decision(&self, code: &Code) -> Result<Decision> {
        let node = node_of(&self.connection, self.year, code)?;
        Ok(self.decision_on(node)?.unwrap_or_default())
    }

    fn decision_on(&self, node: NodeId) -> Result<Option<Decision>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM decision WHERE node_id = ?1"))?;
        let mut rows = statement.query([node.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (_, mut decision) = read(row)?;
        let mut responsible = self.connection.prepare_cached(
            "SELECT agency_id, parts FROM responsible WHERE node_id = ?1 ORDER BY id",
        )?;
        decision.responsible = responsible
            .query_map([node.0], |row| {
                Ok(Responsible { agency: AgencyId(row.get(0)?), parts: row.get(1)? })
            })?
            .collect::<Result<_, _>>()?;
        Ok(Some(decision))
    }

    /// Everything decided in the year at hand.
    pub(super) fn decisions(&self) -> Result<BTreeMap<NodeId, Decision>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM decision JOIN catalogue_node ON id = node_id WHERE year = ?1"
        ))?;
        let mut rows = statement.query([self.year])?;
        let mut decisions = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (node, decision) = read(row)?;
            decisions.insert(node, decision);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT node_id, agency_id, parts FROM responsible
             JOIN catalogue_node ON catalogue_node.id = node_id WHERE year = ?1 ORDER BY responsible.id",
        )?;
        let mut rows = statement.query([self.year])?;
        while let Some(row) = rows.next()? {
            if let Some(decision) = decisions.get_mut(&NodeId(row.get(0)?)) {
                let body = Responsible { agency: AgencyId(row.get(1)?), parts: row.get(2)? };
                decision.responsible.push(body);
            }
        }
        Ok(decisions)
    }

    /// Rules on a self-scored criterion: the decision is written as the verdict makes it, in place of the earlier
    /// one (which the journal keeps), and its status moves with it. Agreed points lie between 0 and the maximum,
    /// and need a reason when they are not what the lead body reported.
    pub fn rule(
        &mut self,
        code: &Code,
        verdict: Verdict,
        decision: &Decision,
        now: NaiveDateTime,
    ) -> Result<()> {
        let standing = self.standing(code)?;
        let (decision, status, reason) = settle(&standing, verdict, decision)?;
        let op = Op::Decide {
            code: code.clone(),
            agreed: decision.agreed,
            before: standing.agreed.or(standing.reported),
            verdict,
        };
        let moved = status != standing.status || verdict == Verdict::SendBack;
        self.transact(&op, now, |tx| {
            tx.set_decision(standing.node, &decision)?;
            if moved { tx.add_status(standing.node, status, &reason) } else { Ok(()) }
        })
    }

    /// A criterion as it stands, read alone: a decision must not cost a reading of the whole year.
    pub(super) fn standing(&self, code: &Code) -> Result<Standing> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT id, max_points, scoring,
                        (SELECT agency_id FROM assignment WHERE node_id = n.id AND role = 'lead'),
                        (SELECT agency_id FROM counting WHERE node_id = n.id),
                        (SELECT status FROM status_event WHERE node_id = n.id ORDER BY id DESC LIMIT 1)
                 FROM catalogue_node n WHERE year = ?1 AND code = ?2",
            )?
            .query_row(params![self.year, code.to_string()], |row| {
                Ok((
                    NodeId(row.get(0)?),
                    Points::from_ten_thousandths(row.get(1)?),
                    row.get::<_, Option<String>>(2)?,
                    row.get::<_, Option<i64>>(3)?.map(AgencyId),
                    row.get::<_, Option<i64>>(4)?.map(AgencyId),
                    row.get::<_, Option<String>>(5)?,
                ))
            })
            .optional()?;
        let unknown = || Error::UnknownCriterion { code: code.clone() };
        let (node, max, scoring, lead, chosen, status) = row.ok_or_else(unknown)?;
        let decision = self.decision_on(node)?;
        let status = match status {
            Some(noted) => word(&noted)?,
            None => Status::of(decision.as_ref()),
        };
        Ok(Standing {
            node,
            code: code.clone(),
            max,
            scoring: scoring.as_deref().map(word).transpose()?,
            reported: self.counting_score(node, lead, chosen)?,
            agreed: decision.and_then(|d| d.agreed),
            status,
        })
    }

    fn counting_score(
        &self,
        node: NodeId,
        lead: Option<AgencyId>,
        chosen: Option<AgencyId>,
    ) -> Result<Option<Points>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT points FROM reported WHERE submission_id = ?1 AND node_id = ?2",
        )?;
        let mut speaking = BTreeMap::new();
        for (agency, submission) in self.current_submissions()? {
            let points = statement
                .query_row([submission.0, node.0], |row| row.get::<_, Option<i64>>(0))
                .optional()?;
            if let Some(points) = points {
                speaking.insert(agency, points.map(Points::from_ten_thousandths));
            }
        }
        let bodies: Vec<AgencyId> = speaking.keys().copied().collect();
        Ok(counting_agency(lead, chosen, &bodies).and_then(|a| speaking.get(&a).copied().flatten()))
    }
}

fn read(row: &Row<'_>) -> Result<(NodeId, Decision)> {
    let points = |at| -> Result<Option<Points>> {
        Ok(row.get::<_, Option<i64>>(at)?.map(Points::from_ten_thousandths))
    };
    let day = |at| -> Result<Option<NaiveDate>> {
        row.get::<_, Option<String>>(at)?.as_deref().map(date).transpose()
    };
    let decision = Decision {
        agreed: points(1)?,
        reason: row.get(2)?,
        cause: row.get(3)?,
        remedy: row.get(4)?,
        due: day(5)?,
        cause_id: row.get::<_, Option<i64>>(6)?.map(CauseId),
        responsible: Vec::new(),
        recoverable: points(7)?,
        likelihood: row.get::<_, Option<String>>(8)?.as_deref().map(word).transpose()?,
        notes: row.get(9)?,
        asked: row.get(10)?,
        answer_by: day(11)?,
    };
    Ok((NodeId(row.get(0)?), decision))
}

pub(super) fn node_of(sql: &Connection, year: i32, code: &Code) -> Result<NodeId> {
    sql.prepare_cached("SELECT id FROM catalogue_node WHERE year = ?1 AND code = ?2")?
        .query_row(params![year, code.to_string()], |row| row.get(0).map(NodeId))
        .optional()?
        .ok_or_else(|| Error::UnknownCriterion { code: code.clone() })
}

impl Tx<'_> {
    fn set_decision(&self, node: NodeId, decision: &Decision) -> Result<()> {
        let likelihood: Option<&'static str> = decision.likelihood.map(Into::into);
        let day = |d: Option<NaiveDate>| d.map(|d| d.format("%Y-%m-%d").to_string());
        self.sql
            .prepare_cached(
                "INSERT INTO decision (node_id, agreed, reason, cause, remedy, due, decided_at, cause_id,
                  recoverable, likelihood, notes, asked, answer_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                 ON CONFLICT (node_id) DO UPDATE SET agreed = excluded.agreed, reason = excluded.reason,
                 cause = excluded.cause, remedy = excluded.remedy, due = excluded.due,
                 decided_at = excluded.decided_at, cause_id = excluded.cause_id,
                 recoverable = excluded.recoverable, likelihood = excluded.likelihood,
                 notes = excluded.notes, asked = excluded.asked, answer_by = excluded.answer_by",
            )?
            .execute(params![
                node.0,
                decision.agreed.map(Points::ten_thousandths),
                decision.reason.trim(),
                decision.cause.trim(),
                decision.remedy.trim(),
                day(decision.due),
                self.now.format(TIME).to_string(),
                decision.cause_id.map(|c| c.0),
                decision.recoverable.map(Points::ten_thousandths),
                likelihood,
                decision.notes.trim(),
                decision.asked.trim(),
                day(decision.answer_by),
            ])?;
        self.set_responsible(node, &decision.responsible)
    }

    /// Written anew only when it differs, so that the journal tells of changes alone.
    fn set_responsible(&self, node: NodeId, bodies: &[Responsible]) -> Result<()> {
        let stored = self
            .sql
            .prepare_cached(
                "SELECT agency_id, parts FROM responsible WHERE node_id = ?1 ORDER BY id",
            )?
            .query_map([node.0], |row| {
                Ok(Responsible { agency: AgencyId(row.get(0)?), parts: row.get(1)? })
            })?
            .collect::<Result<Vec<_>, _>>()?;
        if stored == bodies {
            return Ok(());
        }
        self.sql.execute("DELETE FROM responsible WHERE node_id = ?1", [node.0])?;
        for body in bodies {
            self.sql.execute(
                "INSERT INTO responsible (node_id, agency_id, parts) VALUES (?1, ?2, ?3)",
                params![node.0, body.agency.0, body.parts],
            )?;
        }
        Ok(())
    }
}

pub(super) fn date(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::Corrupt(format!("date {text:?}")))
}
