//! Kept scenarios.

use chrono::NaiveDateTime;
use rusqlite::params;

use super::Scorebook;
use crate::losses::{Scenario, WhatIf, what_if};
use crate::{Error, Op, Result, text};

impl Scorebook {
    /// The year's scenarios, oldest first.
    pub fn scenarios(&self) -> Result<Vec<Scenario>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name, ticked FROM scenario WHERE year = ?1 ORDER BY id")?;
        let mut rows = statement.query([self.year])?;
        let mut scenarios = Vec::new();
        while let Some(row) = rows.next()? {
            let ticked = serde_json::from_str(&row.get::<_, String>(1)?)?;
            scenarios.push(Scenario { name: row.get(0)?, ticked });
        }
        Ok(scenarios)
    }

    /// Keeps a scenario under its name, replacing one that has it.
    pub fn save_scenario(&mut self, scenario: &Scenario, now: NaiveDateTime) -> Result<()> {
        let name = text::tidy(&scenario.name);
        if name.is_empty() {
            return Err(Error::NameRequired);
        }
        let catalogue = self.catalogue()?;
        let unknown = scenario.ticked.iter().find(|code| catalogue.by_code(code).is_none());
        if let Some(code) = unknown {
            return Err(Error::UnknownCriterion { code: code.clone() });
        }
        let (year, ticked) = (self.year, serde_json::to_string(&scenario.ticked)?);
        self.transact(&Op::SaveScenario { name: name.clone() }, now, |tx| {
            tx.sql.execute(
                "INSERT INTO scenario (year, name, ticked) VALUES (?1, ?2, ?3)
                 ON CONFLICT (year, name) DO UPDATE SET ticked = excluded.ticked",
                params![year, name, ticked],
            )?;
            Ok(())
        })
    }

    /// Drops a scenario.
    pub fn drop_scenario(&mut self, name: &str, now: NaiveDateTime) -> Result<()> {
        let known = self.scenarios()?.into_iter().any(|s| s.name == name);
        if !known {
            return Err(Error::UnknownName { name: name.to_owned() });
        }
        let year = self.year;
        self.transact(&Op::DropScenario { name: name.to_owned() }, now, |tx| {
            tx.sql.execute(
                "DELETE FROM scenario WHERE year = ?1 AND name = ?2",
                params![year, name],
            )?;
            Ok(())
        })
    }

    /// The index with that scenario applied.
    pub fn what_if(&self, scenario: &Scenario) -> Result<WhatIf> {
        Ok(what_if(&self.losses()?, &scenario.ticked))
    }
}
