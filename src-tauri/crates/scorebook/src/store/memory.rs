//! Answers remembered for a body's layout, and what a body's previous file said.

use chrono::NaiveDateTime;
use rusqlite::params;

use super::{Scorebook, Tx};
use crate::correction::{Extent, LayoutAnswer};
use crate::memory::Remembered;
use crate::submission::SubmissionId;
use crate::{AgencyId, Difference, Error, ImportPlan, Op, Result, vi};

impl Scorebook {
    /// Everything that is remembered, oldest first.
    pub fn memory(&self) -> Result<Vec<Remembered>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, agency_id, layout, headings, choice FROM remembered ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut memory = Vec::new();
        while let Some(row) = rows.next()? {
            memory.push(Remembered {
                id: row.get(0)?,
                agency: AgencyId(row.get(1)?),
                answer: LayoutAnswer {
                    layout: row.get(2)?,
                    headings: row.get(3)?,
                    choice: serde_json::from_str(&row.get::<_, String>(4)?)?,
                },
            });
        }
        Ok(memory)
    }

    /// Forgets one answer and returns its sentence; undo brings it back.
    pub fn forget(&mut self, id: i64, now: NaiveDateTime) -> Result<String> {
        let known = self.memory()?.into_iter().find(|m| m.id == id).ok_or(Error::PlanOutdated)?;
        let agency = self.agency_names()?.remove(&known.agency).unwrap_or_default();
        let op = Op::ForgetAnswer { agency, answer: vi::choice(&known.answer.choice) };
        self.transact(&op, now, |tx| {
            tx.sql.execute("DELETE FROM remembered WHERE id = ?1", [id])?;
            Ok(())
        })?;
        Ok(vi::op(&op))
    }

    /// What a plan changes against the file of its body that counts now. Nothing when there is none, or when
    /// it is that very file.
    pub fn difference(&self, plan: &ImportPlan) -> Result<Option<Difference>> {
        Ok(self.against_last(plan)?.map(|against| {
            let mut difference = against.difference;
            if against.extent == Some(Extent::Supplement) {
                difference.keep_what_is_absent();
            }
            difference
        }))
    }

    /// What the officer changed when that file was taken in.
    pub fn corrections_of(&self, id: SubmissionId) -> Result<Corrections> {
        let text: String = self.connection.query_row(
            "SELECT corrections FROM submission WHERE id = ?1",
            [id.0],
            |row| row.get(0),
        )?;
        Ok(serde_json::from_str(&text)?)
    }
}

/// The corrections a submission was read with.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Corrections {
    /// From memory, applied first.
    pub remembered: Vec<crate::Correction>,
    /// Given for this file.
    pub given: Vec<crate::Correction>,
}

impl Corrections {
    pub(super) fn of(plan: &ImportPlan) -> Self {
        Self { remembered: plan.remembered.clone(), given: plan.corrections.clone() }
    }
}

impl Tx<'_> {
    /// Remembers an answer in place of an earlier one about the same.
    pub(super) fn remember(&self, agency: AgencyId, answer: &LayoutAnswer) -> Result<()> {
        self.sql.execute(
            "INSERT INTO remembered (agency_id, layout, headings, slot, choice) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (agency_id, layout, slot)
             DO UPDATE SET headings = excluded.headings, choice = excluded.choice",
            params![
                agency.0,
                answer.layout,
                answer.headings,
                answer.choice.slot(),
                serde_json::to_string(&answer.choice)?,
            ],
        )?;
        Ok(())
    }
}
