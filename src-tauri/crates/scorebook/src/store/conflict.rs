//! Which body's score counts, where that was decided.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rusqlite::params;

use super::{Scorebook, TIME, time};
use crate::losses::{Conflict, ScoreChoice, conflicts};
use crate::{AgencyId, Code, Error, NodeId, Op, Result};

impl Scorebook {
    /// Criteria scored by two bodies, or by one that does not lead them.
    pub fn conflicts(&self) -> Result<Vec<Conflict>> {
        Ok(conflicts(&self.readings()?.inputs(), &self.counting()?))
    }

    /// Decides whose score of a criterion counts, until the other is chosen or it is undone. Only a body that
    /// did score it can be chosen; a reason is required.
    pub fn choose_score(
        &mut self,
        code: &Code,
        agency: AgencyId,
        reason: &str,
        now: NaiveDateTime,
    ) -> Result<()> {
        let node = super::decision::node_of(&self.connection, self.year, code)?;
        let conflicts = self.conflicts()?;
        let sides = conflicts.iter().find(|c| &c.code == code).map(|c| c.sides.as_slice());
        let side = sides.unwrap_or_default().iter().find(|s| s.agency == agency);
        let side = side.filter(|s| s.points.is_some());
        let name = side.map(|s| s.name.clone());
        let agency_name = name.ok_or_else(|| Error::NoSuchScore { code: code.clone() })?;
        if reason.trim().is_empty() {
            return Err(Error::ReasonRequired { code: code.clone() });
        }
        let op = Op::ChooseScore { code: code.clone(), agency: agency_name };
        self.transact(&op, now, |tx| {
            tx.sql.execute(
                "INSERT INTO counting (node_id, agency_id, reason, decided_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (node_id) DO UPDATE SET agency_id = excluded.agency_id,
                 reason = excluded.reason, decided_at = excluded.decided_at",
                params![node.0, agency.0, reason.trim(), now.format(TIME).to_string()],
            )?;
            Ok(())
        })
    }

    pub(super) fn counting(&self) -> Result<BTreeMap<NodeId, ScoreChoice>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT node_id, agency_id, reason, decided_at FROM counting
             JOIN catalogue_node ON catalogue_node.id = node_id WHERE year = ?1",
        )?;
        let mut rows = statement.query([self.year])?;
        let mut choices = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let choice = ScoreChoice {
                agency: AgencyId(row.get(1)?),
                reason: row.get(2)?,
                decided_at: time(&row.get::<_, String>(3)?)?,
            };
            choices.insert(NodeId(row.get(0)?), choice);
        }
        Ok(choices)
    }
}
