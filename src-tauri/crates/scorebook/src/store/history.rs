//! A criterion's history, from the year at hand back as far as the crosswalks lead.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::{Scorebook, time, word};
use crate::decision::StatusEvent;
use crate::history::{PriorResult, RevisionScore, YearHistory};
use crate::{AgencyId, Code, Error, Points, Result, SourceCell, text};

impl Scorebook {
    /// The criterion's years, newest first. An earlier year is followed only where it is sure what the criterion
    /// was: decided one to one, named by the catalogue, or the same by code and name.
    pub fn history(&self, code: &Code) -> Result<Vec<YearHistory>> {
        let mut years = Vec::new();
        let mut at = Some((self.year, code.clone()));
        while let Some((year, code)) = at {
            let Some((node, prior_code, history)) = self.year_of(year, &code)? else { break };
            at = self
                .before(year, &code, prior_code.as_ref(), &history.name)?
                .map(|code| (year - 1, code));
            years.push(YearHistory {
                prior: self.prior_results(node)?,
                revisions: self.revisions_of(year, node)?,
                events: self.events_of(node)?,
                ..history
            });
        }
        if years.is_empty() {
            return Err(Error::UnknownCriterion { code: code.clone() });
        }
        Ok(years)
    }

    fn year_of(&self, year: i32, code: &Code) -> Result<Option<(i64, Option<Code>, YearHistory)>> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT id, name, max_points, prior_code, agreed FROM catalogue_node
                 LEFT JOIN decision ON node_id = id WHERE year = ?1 AND code = ?2",
            )?
            .query_row(params![year, code.to_string()], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, Option<String>>(3)?,
                    row.get::<_, Option<i64>>(4)?,
                ))
            })
            .optional()?;
        let Some((node, name, max, prior_code, agreed)) = row else { return Ok(None) };
        let history = YearHistory {
            year,
            code: code.clone(),
            name,
            max: Points::from_ten_thousandths(max),
            prior: Vec::new(),
            revisions: Vec::new(),
            agreed: agreed.map(Points::from_ten_thousandths),
            events: Vec::new(),
        };
        Ok(Some((node, prior_code.as_deref().map(word).transpose()?, history)))
    }

    /// Its code in the year before that one.
    fn before(
        &self,
        year: i32,
        code: &Code,
        prior: Option<&Code>,
        name: &str,
    ) -> Result<Option<Code>> {
        let decided = self.decided_links_of(year)?;
        if let Some(link) = decided.into_iter().find(|link| link.later.contains(code)) {
            return Ok(match (link.earlier.as_slice(), link.later.as_slice()) {
                ([before], [_]) => Some(before.clone()),
                _ => None,
            });
        }
        let before = prior.unwrap_or(code);
        let known = self.year_of(year - 1, before)?.map(|(_, _, history)| history.name);
        let same = |old: &String| {
            prior.is_some() || text::tidy(old).to_lowercase() == text::tidy(name).to_lowercase()
        };
        Ok(known.filter(same).map(|_| before.clone()))
    }

    fn prior_results(&self, node: i64) -> Result<Vec<PriorResult>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT kind, points FROM baseline WHERE node_id = ?1")?;
        let mut rows = statement.query([node])?;
        let mut results = Vec::new();
        while let Some(row) = rows.next()? {
            results.push(PriorResult {
                kind: word(&row.get::<_, String>(0)?)?,
                points: Points::from_ten_thousandths(row.get(1)?),
            });
        }
        Ok(results)
    }

    fn revisions_of(&self, year: i32, node: i64) -> Result<Vec<RevisionScore>> {
        let names: BTreeMap<AgencyId, String> =
            self.agencies_of(year)?.into_iter().map(|a| (a.id, a.name)).collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT agency_id, revision, applied_at, withdrawn_at, state, points, evidence, explanation,
                    file_name, sha256, sheet, cell, raw, correction
             FROM submission JOIN reported ON submission_id = submission.id AND node_id = ?2
             JOIN source_file ON source_file.id = source_file_id
             WHERE year = ?1 ORDER BY agency_id, revision",
        )?;
        let mut rows = statement.query(params![year, node])?;
        let mut revisions = Vec::new();
        while let Some(row) = rows.next()? {
            let agency = AgencyId(row.get(0)?);
            revisions.push(RevisionScore {
                agency,
                name: names.get(&agency).cloned().unwrap_or_default(),
                revision: row.get(1)?,
                applied_at: time(&row.get::<_, String>(2)?)?,
                withdrawn: row.get::<_, Option<String>>(3)?.is_some(),
                state: word(&row.get::<_, String>(4)?)?,
                points: row.get::<_, Option<i64>>(5)?.map(Points::from_ten_thousandths),
                evidence: row.get(6)?,
                explanation: row.get(7)?,
                source: SourceCell {
                    file: row.get(8)?,
                    sha256: row.get(9)?,
                    sheet: row.get(10)?,
                    cell: row.get(11)?,
                    raw: row.get(12)?,
                    correction: row.get(13)?,
                },
            });
        }
        Ok(revisions)
    }

    fn events_of(&self, node: i64) -> Result<Vec<StatusEvent>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT at, status, reason FROM status_event WHERE node_id = ?1 ORDER BY id",
        )?;
        let mut rows = statement.query([node])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.push(super::status::event(row)?);
        }
        Ok(events)
    }
}
