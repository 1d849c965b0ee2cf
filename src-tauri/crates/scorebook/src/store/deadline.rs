//! The year's deadlines.

use chrono::{NaiveDate, NaiveDateTime};

use super::Scorebook;
use crate::deadline::DeadlineKind;
use crate::{Op, Result};

impl Scorebook {
    /// When that is due in the year at hand: the office's day, else the dispatch's.
    pub fn deadline(&self, kind: DeadlineKind) -> Result<NaiveDate> {
        let moved = self.setting(&self.key(kind))?;
        Ok(moved.unwrap_or_else(|| kind.of_the_dispatch(self.year)))
    }

    /// Moves a deadline of the year at hand.
    pub fn set_deadline(
        &mut self,
        kind: DeadlineKind,
        to: NaiveDate,
        now: NaiveDateTime,
    ) -> Result<()> {
        let (from, key) = (self.deadline(kind)?, self.key(kind));
        if from == to {
            return Ok(());
        }
        let op = Op::SetDeadline { deadline: kind, from, to };
        self.transact(&op, now, |tx| tx.set_setting(&key, &to))
    }

    fn key(&self, kind: DeadlineKind) -> String {
        let kind: &'static str = kind.into();
        format!("deadline.{kind}.{}", self.year)
    }
}
