//! Where the review of each criterion stands, and how it got there.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rusqlite::params;

use super::{Scorebook, TIME, Tx, time, word};
use crate::decision::{Status, StatusEvent};
use crate::{Code, Error, NodeId, Op, Result, Scoring};

impl Scorebook {
    /// Every change of a criterion's status, oldest first.
    pub fn status_events(&self, code: &Code) -> Result<Vec<StatusEvent>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT at, status, reason FROM status_event
             JOIN catalogue_node ON catalogue_node.id = node_id
             WHERE year = ?1 AND code = ?2 ORDER BY status_event.id",
        )?;
        let mut rows = statement.query(params![self.year, code.to_string()])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.push(event(row)?);
        }
        Ok(events)
    }

    /// Moves a criterion by hand, without touching its decision.
    pub fn set_status(
        &mut self,
        code: &Code,
        status: Status,
        reason: &str,
        now: NaiveDateTime,
    ) -> Result<()> {
        let standing = self.standing(code)?;
        if standing.scoring != Some(Scoring::SelfScored) {
            return Err(Error::NotDecidable { code: code.clone() });
        }
        if standing.status == status {
            return Ok(());
        }
        let op = Op::SetStatus { code: code.clone(), status };
        self.transact(&op, now, |tx| tx.add_status(standing.node, status, reason))
    }

    /// The newest change of status of every criterion that has one.
    pub(super) fn statuses(&self) -> Result<BTreeMap<NodeId, StatusEvent>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT at, status, reason, node_id FROM status_event
             JOIN catalogue_node ON catalogue_node.id = node_id
             WHERE year = ?1 ORDER BY status_event.id",
        )?;
        let mut rows = statement.query([self.year])?;
        let mut statuses = BTreeMap::new();
        while let Some(row) = rows.next()? {
            statuses.insert(NodeId(row.get(3)?), event(row)?);
        }
        Ok(statuses)
    }
}

pub(super) fn event(row: &rusqlite::Row<'_>) -> Result<StatusEvent> {
    Ok(StatusEvent {
        at: time(&row.get::<_, String>(0)?)?,
        status: word(&row.get::<_, String>(1)?)?,
        reason: row.get(2)?,
    })
}

impl Tx<'_> {
    pub(super) fn add_status(&self, node: NodeId, status: Status, reason: &str) -> Result<()> {
        let status: &'static str = status.into();
        self.sql
            .prepare_cached(
                "INSERT INTO status_event (node_id, at, status, reason) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![node.0, self.now.format(TIME).to_string(), status, reason.trim()])?;
        Ok(())
    }
}
