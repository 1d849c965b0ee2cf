//! The day on which a body sent its file: its mail says so, or the officer enters it. When the file was taken in says
//! nothing of it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::Scorebook;
use crate::submission::Submission;
use crate::{AgencyId, Error, Op, Result};

/// Days entered, under the files' identities.
type Days = BTreeMap<i64, NaiveDate>;

const KEY: &str = "sent_days";

impl Scorebook {
    /// Enters the day on which a body sent its counting file. [`Error::NothingSent`] when it has none.
    pub fn set_sent_day(
        &mut self,
        agency: AgencyId,
        day: NaiveDate,
        now: NaiveDateTime,
    ) -> Result<()> {
        let submissions = self.submissions()?;
        let counting = submissions.iter().find(|s| s.current && s.agency == agency);
        let counting = counting.ok_or(Error::NothingSent)?;
        let mut days: Days = self.setting(KEY)?.unwrap_or_default();
        if days.insert(counting.id.0, day) == Some(day) {
            return Ok(());
        }
        let (agency, revision) = (counting.agency_name.clone(), counting.revision);
        self.transact(&Op::SetSentDay { agency, revision, day }, now, |tx| {
            tx.set_setting(KEY, &days)
        })
    }

    /// The day on which a file was sent: as entered, else its mail's.
    pub(super) fn sent_on(&self, submission: &Submission) -> Result<Option<NaiveDate>> {
        let days: Days = self.setting(KEY)?.unwrap_or_default();
        let of_mail = submission.origin.as_ref().and_then(|origin| origin.sent_at);
        Ok(days.get(&submission.id.0).copied().or(of_mail.map(|at| at.date())))
    }
}
