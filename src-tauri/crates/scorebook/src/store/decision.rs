//! The officer's decisions.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{OptionalExtension, params};

use super::{Scorebook, TIME, Tx, word};
use crate::decision::Decision;
use crate::{Code, Error, NodeId, Op, Points, Result, Scoring};

impl Scorebook {
    /// What is decided on a criterion; all empty when nothing is.
    pub fn decision(&self, code: &Code) -> Result<Decision> {
        Ok(self.decisions()?.remove(code).unwrap_or_default())
    }

    /// Everything decided in the year at hand.
    pub(super) fn decisions(&self) -> Result<BTreeMap<Code, Decision>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT code, agreed, reason, cause, remedy, due FROM decision
             JOIN catalogue_node ON id = node_id WHERE year = ?1",
        )?;
        let mut rows = statement.query([self.year])?;
        let mut decisions = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let due: Option<String> = row.get(5)?;
            let decision = Decision {
                agreed: row.get::<_, Option<i64>>(1)?.map(Points::from_ten_thousandths),
                reason: row.get(2)?,
                cause: row.get(3)?,
                remedy: row.get(4)?,
                due: due.as_deref().map(date).transpose()?,
            };
            decisions.insert(word(&row.get::<_, String>(0)?)?, decision);
        }
        Ok(decisions)
    }

    /// Writes the officer's decision on a self-scored criterion, replacing the earlier one (which the
    /// journal keeps). Agreed points lie between 0 and the maximum, and need a reason when they are not what
    /// the lead body reported.
    pub fn decide(&mut self, code: &Code, decision: &Decision, now: NaiveDateTime) -> Result<()> {
        let losses = self.losses()?;
        let known = losses.components.iter().find(|c| &c.code == code);
        let component = known.ok_or_else(|| Error::UnknownCriterion { code: code.clone() })?;
        if component.scoring != Scoring::SelfScored {
            return Err(Error::NotDecidable { code: code.clone() });
        }
        if let Some(agreed) = decision.agreed {
            if agreed.is_negative() || agreed > component.max {
                return Err(Error::OutOfRange { code: code.clone(), max: component.max });
            }
            if component.reported != Some(agreed) && decision.reason.trim().is_empty() {
                return Err(Error::ReasonRequired { code: code.clone() });
            }
        }
        let op = Op::Decide { code: code.clone(), agreed: decision.agreed };
        self.transact(&op, now, |tx| tx.set_decision(tx.node(code)?, decision))
    }
}

impl Tx<'_> {
    fn node(&self, code: &Code) -> Result<NodeId> {
        self.sql
            .query_row(
                "SELECT id FROM catalogue_node WHERE year = ?1 AND code = ?2",
                params![self.year, code.to_string()],
                |row| row.get(0).map(NodeId),
            )
            .optional()?
            .ok_or_else(|| Error::UnknownCriterion { code: code.clone() })
    }

    fn set_decision(&self, node: NodeId, decision: &Decision) -> Result<()> {
        self.sql
            .prepare_cached(
                "INSERT INTO decision (node_id, agreed, reason, cause, remedy, due, decided_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (node_id) DO UPDATE SET agreed = excluded.agreed, reason = excluded.reason,
                 cause = excluded.cause, remedy = excluded.remedy, due = excluded.due,
                 decided_at = excluded.decided_at",
            )?
            .execute(params![
                node.0,
                decision.agreed.map(Points::ten_thousandths),
                decision.reason.trim(),
                decision.cause.trim(),
                decision.remedy.trim(),
                decision.due.map(|d| d.format("%Y-%m-%d").to_string()),
                self.now.format(TIME).to_string(),
            ])?;
        Ok(())
    }
}

fn date(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::Corrupt(format!("date {text:?}")))
}
