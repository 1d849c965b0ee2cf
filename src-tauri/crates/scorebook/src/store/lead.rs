//! Who leads a criterion, when that changes within the year.

use chrono::NaiveDateTime;
use rusqlite::params;

use super::Scorebook;
use crate::{AgencyId, Code, Error, Op, Result};

impl Scorebook {
    /// Gives a criterion to another body, which may have been its partner. Its score counts from here on, if it
    /// has sent one; what was agreed on the score of the body before is opened again.
    pub fn set_lead(&mut self, code: &Code, agency: AgencyId, now: NaiveDateTime) -> Result<()> {
        let catalogue = self.catalogue()?;
        let unknown = || Error::UnknownCriterion { code: code.clone() };
        let node = catalogue.by_code(code).filter(|n| n.is_leaf()).ok_or_else(unknown)?;
        if node.lead == Some(agency) {
            return Ok(());
        }
        let names = self.agency_names()?;
        let name = |id: AgencyId| names.get(&id).cloned();
        let to = name(agency).ok_or_else(|| Error::UnknownName { name: agency.0.to_string() })?;
        let op = Op::SetLead { code: code.clone(), from: node.lead.and_then(name), to };
        let reopened = self.reopened_under(&[(node.id, Some(agency))], &op)?;
        let id = node.id;
        self.transact(&op, now, |tx| {
            tx.sql.execute(
                "DELETE FROM assignment WHERE node_id = ?1 AND (role = 'lead' OR agency_id = ?2)",
                params![id.0, agency.0],
            )?;
            tx.sql.execute(
                "INSERT INTO assignment (node_id, agency_id, role) VALUES (?1, ?2, 'lead')",
                params![id.0, agency.0],
            )?;
            tx.reopen(&reopened)
        })
    }
}
