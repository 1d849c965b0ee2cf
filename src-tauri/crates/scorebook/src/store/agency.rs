//! Bodies: identity, dated names, aliases.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{OptionalExtension, params};

use super::{Scorebook, Tx};
use crate::{Agency, AgencyId, Error, Op, Result, text};

impl Scorebook {
    /// The bodies, by the names in force in the year at hand, in order of first appearance.
    pub fn agencies(&self) -> Result<Vec<Agency>> {
        self.agencies_of(self.year)
    }

    /// The bodies, by the names in force at the end of that year.
    pub(super) fn agencies_of(&self, year: i32) -> Result<Vec<Agency>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT agency.id, agency_name.name FROM agency
             JOIN agency_name ON agency_name.agency_id = agency.id
              AND (valid_from IS NULL OR valid_from <= ?1 || '-12-31')
              AND (valid_to IS NULL OR valid_to >= ?1 || '-12-31')
             ORDER BY agency.position, agency.id",
        )?;
        let named = statement
            .query_map([year.to_string()], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let mut aliases = self
            .connection
            .prepare_cached("SELECT alias FROM agency_alias WHERE agency_id = ?1 ORDER BY id")?;
        named
            .into_iter()
            .map(|(id, name)| {
                let aliases =
                    aliases.query_map([id], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?;
                Ok(Agency { id: AgencyId(id), name, aliases })
            })
            .collect()
    }
}

impl Scorebook {
    /// The body's name in force at the end of the year.
    pub(super) fn name_of(&self, id: AgencyId) -> Result<Option<String>> {
        let mut name = self.connection.prepare_cached(
            "SELECT name FROM agency_name WHERE agency_id = ?1
              AND (valid_from IS NULL OR valid_from <= ?2 || '-12-31')
              AND (valid_to IS NULL OR valid_to >= ?2 || '-12-31')",
        )?;
        Ok(name.query_row(params![id.0, self.year.to_string()], |row| row.get(0)).optional()?)
    }

    /// Gives a body another name from that day on. Earlier years keep the name of their time, and what was
    /// written with it is still recognised.
    pub fn rename_agency(
        &mut self,
        id: AgencyId,
        name: &str,
        since: NaiveDate,
        now: NaiveDateTime,
    ) -> Result<()> {
        let from = self.named(id)?;
        let to = text::tidy(name);
        if to.is_empty() {
            return Err(Error::NameRequired);
        }
        if self.agencies()?.iter().any(|a| a.id != id && a.name == to) {
            return Err(Error::NameTaken { name: to });
        }
        let op = Op::RenameAgency { from: from.clone(), to: to.clone(), since };
        self.transact(&op, now, |tx| {
            tx.end_name(id, since)?;
            tx.sql.execute(
                "INSERT INTO agency_name (agency_id, name, valid_from) VALUES (?1, ?2, ?3)",
                params![id.0, to, since.to_string()],
            )?;
            tx.sql.execute(
                "INSERT OR IGNORE INTO agency_alias (agency_id, alias) VALUES (?1, ?2)",
                params![id.0, from],
            )?;
            Ok(())
        })
    }

    /// Merges bodies into another from that day on: years that end before it keep them, later ones follow the
    /// successor.
    pub fn merge_agencies(
        &mut self,
        predecessors: &[AgencyId],
        successor: AgencyId,
        since: NaiveDate,
        now: NaiveDateTime,
    ) -> Result<()> {
        let into = self.named(successor)?;
        if predecessors.is_empty() || predecessors.contains(&successor) {
            return Err(Error::BadLink);
        }
        let merged = predecessors.iter().map(|id| self.named(*id)).collect::<Result<_>>()?;
        self.transact(&Op::MergeAgencies { merged, into, since }, now, |tx| {
            for predecessor in predecessors {
                tx.end_name(*predecessor, since)?;
                tx.sql.execute(
                    "INSERT INTO agency_predecessor (agency_id, predecessor_id, since) VALUES (?1, ?2, ?3)",
                    params![successor.0, predecessor.0, since.to_string()],
                )?;
            }
            Ok(())
        })
    }

    fn named(&self, id: AgencyId) -> Result<String> {
        self.name_of(id)?.ok_or_else(|| Error::UnknownName { name: id.0.to_string() })
    }
}

impl Tx<'_> {
    /// The name in force ends the day before.
    pub(super) fn end_name(&self, id: AgencyId, since: NaiveDate) -> Result<()> {
        let last = since.pred_opt().unwrap_or(since);
        self.sql.execute(
            "UPDATE agency_name SET valid_to = ?1 WHERE agency_id = ?2 AND valid_to IS NULL",
            params![last.to_string(), id.0],
        )?;
        Ok(())
    }

    pub(super) fn add_agency(&self, agency: &Agency, position: usize) -> Result<AgencyId> {
        self.sql.execute(
            "INSERT INTO agency (position) VALUES (?1)",
            [i64::try_from(position).unwrap_or(0)],
        )?;
        let id = self.sql.last_insert_rowid();
        self.sql.execute(
            "INSERT INTO agency_name (agency_id, name) VALUES (?1, ?2)",
            params![id, agency.name],
        )?;
        for alias in &agency.aliases {
            self.sql.execute(
                "INSERT OR IGNORE INTO agency_alias (agency_id, alias) VALUES (?1, ?2)",
                params![id, alias],
            )?;
        }
        Ok(AgencyId(id))
    }
}
