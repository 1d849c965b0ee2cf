//! Bodies with all their names, what they came from and what they became.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::types::Type;

use super::Scorebook;
use crate::agency::{AgencyHistory, DatedName, Succession};
use crate::{AgencyId, Result};

impl Scorebook {
    /// Every body there ever was, in order of first appearance.
    pub fn agency_histories(&self) -> Result<Vec<AgencyHistory>> {
        let mut names = self.dated_names()?;
        let last: BTreeMap<AgencyId, String> =
            names.iter().filter_map(|(id, of)| Some((*id, of.first()?.name.clone()))).collect();
        let mut leads: BTreeMap<AgencyId, u32> = BTreeMap::new();
        for lead in self.catalogue()?.leaves().filter_map(|n| n.lead) {
            *leads.entry(lead).or_default() += 1;
        }
        let now = self.agency_names()?;
        let successions = self.successions()?;
        let side = |agency: AgencyId, since: Option<NaiveDate>| Succession {
            agency,
            name: last.get(&agency).cloned().unwrap_or_default(),
            since,
        };
        let mut ids =
            self.connection.prepare_cached("SELECT id FROM agency ORDER BY position, id")?;
        let ids =
            ids.query_map([], |row| Ok(AgencyId(row.get(0)?)))?.collect::<Result<Vec<_>, _>>()?;
        let mut histories = Vec::new();
        for id in ids {
            let into = successions.iter().find(|(_, from, _)| *from == id);
            let came = successions.iter().filter(|(to, _, _)| *to == id);
            let names = names.remove(&id).unwrap_or_default();
            let mut aliases = self.aliases_of(id)?;
            aliases.retain(|alias| names.iter().all(|dated| dated.name != *alias));
            histories.push(AgencyHistory {
                id,
                name: now.get(&id).cloned(),
                names,
                aliases,
                predecessors: came.map(|(_, from, since)| side(*from, *since)).collect(),
                successor: into.map(|(to, _, since)| side(*to, *since)),
                leads: leads.get(&id).copied().unwrap_or_default(),
            });
        }
        Ok(histories)
    }

    fn dated_names(&self) -> Result<BTreeMap<AgencyId, Vec<DatedName>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT agency_id, name, valid_from, valid_to FROM agency_name ORDER BY id DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut names: BTreeMap<AgencyId, Vec<DatedName>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let name = DatedName { name: row.get(1)?, from: day(row, 2)?, to: day(row, 3)? };
            names.entry(AgencyId(row.get(0)?)).or_default().push(name);
        }
        Ok(names)
    }

    /// Successor, predecessor, since when.
    fn successions(&self) -> Result<Vec<(AgencyId, AgencyId, Option<NaiveDate>)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT agency_id, predecessor_id, since FROM agency_predecessor ORDER BY id",
        )?;
        let pairs = statement
            .query_map([], |row| Ok((AgencyId(row.get(0)?), AgencyId(row.get(1)?), day(row, 2)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(pairs)
    }

    fn aliases_of(&self, id: AgencyId) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT alias FROM agency_alias WHERE agency_id = ?1 ORDER BY id")?;
        let aliases =
            statement.query_map([id.0], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(aliases)
    }
}

fn day(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| t.parse())
        .transpose()
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(e)))
}
