//! Bodies: identity, dated names, aliases.

use rusqlite::params;

use super::{Scorebook, Tx};
use crate::{Agency, AgencyId, Result};

impl Scorebook {
    /// The bodies, by the names in force in the year at hand, in order of first appearance.
    pub fn agencies(&self) -> Result<Vec<Agency>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT agency.id, agency_name.name FROM agency
             JOIN agency_name ON agency_name.agency_id = agency.id
              AND (valid_from IS NULL OR valid_from <= ?1 || '-12-31')
              AND (valid_to IS NULL OR valid_to >= ?1 || '-12-31')
             ORDER BY agency.position, agency.id",
        )?;
        let named = statement
            .query_map([self.year.to_string()], |row| {
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

impl Tx<'_> {
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
