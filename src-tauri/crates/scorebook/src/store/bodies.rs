//! The list of bodies, kept by hand: adding, other ways they are written, retiring, order.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::params;

use super::Scorebook;
use super::assignment::same_body;
use crate::{Agency, AgencyId, Error, Op, Result, text};

impl Scorebook {
    /// Adds bodies at the end of the list. One that is there already under any of its names refuses all.
    pub fn add_agencies(&mut self, names: &[String], now: NaiveDateTime) -> Result<Vec<AgencyId>> {
        let mut known = self.agencies()?;
        let mut new: Vec<Agency> = Vec::new();
        for name in names {
            let name = text::tidy(name);
            if name.is_empty() {
                return Err(Error::NameRequired);
            }
            let body = Agency { id: AgencyId(-1), name: name.clone(), aliases: Vec::new() };
            if same_body(&known, &body).is_some() {
                return Err(Error::NameTaken { name });
            }
            known.push(body.clone());
            new.push(body);
        }
        if new.is_empty() {
            return Ok(Vec::new());
        }
        let op = Op::AddAgencies { names: new.iter().map(|a| a.name.clone()).collect() };
        self.transact(&op, now, |tx| new.iter().map(|a| tx.append_agency(a)).collect())
    }

    /// Says how else a body is written; the names it had and has are known without.
    pub fn set_aliases(
        &mut self,
        id: AgencyId,
        aliases: &[String],
        now: NaiveDateTime,
    ) -> Result<()> {
        let agencies = self.agencies()?;
        let unknown = || Error::UnknownName { name: id.0.to_string() };
        let body = agencies.iter().find(|a| a.id == id).ok_or_else(unknown)?;
        let mut wanted: Vec<String> = Vec::new();
        for alias in aliases.iter().map(|a| text::tidy(a)).filter(|a| !a.is_empty()) {
            let one = Agency { id, name: alias.clone(), aliases: Vec::new() };
            let others: Vec<Agency> = agencies.iter().filter(|a| a.id != id).cloned().collect();
            if same_body(&others, &one).is_some() {
                return Err(Error::NameTaken { name: alias });
            }
            if alias != body.name && !wanted.contains(&alias) {
                wanted.push(alias);
            }
        }
        let op = Op::SetAliases { agency: body.name.clone(), aliases: wanted.clone() };
        self.transact(&op, now, |tx| {
            tx.sql.execute("DELETE FROM agency_alias WHERE agency_id = ?1", [id.0])?;
            for alias in &wanted {
                tx.sql.execute(
                    "INSERT INTO agency_alias (agency_id, alias) VALUES (?1, ?2)",
                    params![id.0, alias],
                )?;
            }
            Ok(())
        })
    }

    /// A body that is no more from that day on, without a successor: years that end before it keep it.
    pub fn retire_agency(
        &mut self,
        id: AgencyId,
        since: NaiveDate,
        now: NaiveDateTime,
    ) -> Result<()> {
        let unknown = || Error::UnknownName { name: id.0.to_string() };
        let name = self.name_of(id)?.ok_or_else(unknown)?;
        self.transact(&Op::RetireAgency { name, since }, now, |tx| tx.end_name(id, since))
    }

    /// Puts the bodies in that order; those that are not named keep theirs behind them.
    pub fn order_agencies(&mut self, order: &[AgencyId], now: NaiveDateTime) -> Result<()> {
        self.transact(&Op::OrderAgencies, now, |tx| {
            tx.sql.execute(
                "UPDATE agency SET position = position + ?1",
                [i64::try_from(order.len()).unwrap_or(0)],
            )?;
            for (position, id) in (0_i64..).zip(order) {
                tx.sql.execute(
                    "UPDATE agency SET position = ?1 WHERE id = ?2",
                    params![position, id.0],
                )?;
            }
            Ok(())
        })
    }

    /// Sets the province's name, "tỉnh Sông Mây", as documents print it.
    pub fn set_province(&mut self, name: &str, now: NaiveDateTime) -> Result<()> {
        let (from, to) = (self.province()?, text::tidy(name));
        if to.is_empty() {
            return Err(Error::NameRequired);
        }
        if from == to {
            return Ok(());
        }
        let year = self.year;
        self.transact(&Op::SetProvince { from, to: to.clone() }, now, |tx| {
            tx.sql.execute("UPDATE year SET province = ?1 WHERE year = ?2", params![to, year])?;
            Ok(())
        })
    }
}
