//! What became of last year's criteria.

use chrono::NaiveDateTime;
use rusqlite::params;

use super::{Scorebook, Tx, word};
use crate::crosswalk::{self, Earlier, EarlierLeaf, Link};
use crate::{Catalogue, Error, Op, Points, Result};

impl Scorebook {
    /// The crosswalk from the year before: what was decided, and proposals for the rest. `None` when the year
    /// before is not in the store.
    pub fn crosswalk(&self) -> Result<Option<Vec<Link>>> {
        let Some(earlier) = self.earlier_catalogue()? else { return Ok(None) };
        let decided = self.decided_links()?;
        Ok(Some(crosswalk::propose(&earlier, &self.catalogue()?, &decided)))
    }

    /// Decides what became of criteria, replacing what was decided of any of them.
    pub fn decide_link(&mut self, link: &Link, now: NaiveDateTime) -> Result<()> {
        let earlier = self.earlier_catalogue()?.ok_or(Error::NoEarlierYear)?;
        crosswalk::check(link, &earlier, &self.catalogue()?)?;
        let op = Op::DecideLink {
            kind: link.kind,
            earlier: link.earlier.clone(),
            later: link.later.clone(),
        };
        let overlapping = self.links_touching(link)?;
        self.transact(&op, now, |tx| {
            for id in &overlapping {
                tx.sql.execute("DELETE FROM crosswalk WHERE id = ?1", [id])?;
            }
            tx.add_link(link)
        })
    }

    /// Accepts every proposal that is sure ([`Link::is_sure_proposal`]), as one change; how many.
    pub fn accept_sure_links(&mut self, now: NaiveDateTime) -> Result<u32> {
        let (earlier, later) =
            (self.earlier_catalogue()?.ok_or(Error::NoEarlierYear)?, self.catalogue()?);
        let links = crosswalk::propose(&earlier, &later, &self.decided_links()?);
        let sure: Vec<Link> =
            links.into_iter().filter(|link| link.is_sure_proposal(&earlier, &later)).collect();
        let count = u32::try_from(sure.len()).unwrap_or(u32::MAX);
        if count > 0 {
            self.transact(&Op::AcceptLinks { count }, now, |tx| {
                sure.iter().try_for_each(|link| tx.add_link(link))
            })?;
        }
        Ok(count)
    }

    fn stored_links(&self, year: i32) -> Result<Vec<(i64, Link)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, kind, earlier, later, note FROM crosswalk WHERE year = ?1 ORDER BY id",
        )?;
        let mut rows = statement.query([year])?;
        let mut links = Vec::new();
        while let Some(row) = rows.next()? {
            let link = Link {
                kind: word(&row.get::<_, String>(1)?)?,
                earlier: serde_json::from_str(&row.get::<_, String>(2)?)?,
                later: serde_json::from_str(&row.get::<_, String>(3)?)?,
                decided: true,
                note: row.get(4)?,
            };
            links.push((row.get(0)?, link));
        }
        Ok(links)
    }

    fn decided_links(&self) -> Result<Vec<Link>> {
        self.decided_links_of(self.year)
    }

    /// What was decided between that year and the one before.
    pub(super) fn decided_links_of(&self, year: i32) -> Result<Vec<Link>> {
        Ok(self.stored_links(year)?.into_iter().map(|(_, link)| link).collect())
    }

    fn links_touching(&self, link: &Link) -> Result<Vec<i64>> {
        let touches = |other: &Link| {
            other.earlier.iter().any(|code| link.earlier.contains(code))
                || other.later.iter().any(|code| link.later.contains(code))
        };
        let stored = self.stored_links(self.year)?.into_iter();
        Ok(stored.filter(|(_, other)| touches(other)).map(|(id, _)| id).collect())
    }

    fn earlier_catalogue(&self) -> Result<Option<Catalogue>> {
        if self.years()?.contains(&(self.year - 1)) {
            self.catalogue_of(self.year - 1).map(Some)
        } else {
            Ok(None)
        }
    }

    /// As much of the year before as comparing needs; `None` when it is not in the store.
    pub(super) fn earlier(&self) -> Result<Option<Earlier>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT code, name, max_points FROM catalogue_node WHERE year = ?1 AND scoring IS NOT NULL",
        )?;
        let mut rows = statement.query([self.year - 1])?;
        let mut leaves = Vec::new();
        while let Some(row) = rows.next()? {
            leaves.push(EarlierLeaf {
                code: word(&row.get::<_, String>(0)?)?,
                name: row.get(1)?,
                max: Points::from_ten_thousandths(row.get(2)?),
            });
        }
        if leaves.is_empty() {
            return Ok(None);
        }
        Ok(Some(Earlier::new(leaves, &self.decided_links()?)))
    }
}

impl Tx<'_> {
    fn add_link(&self, link: &Link) -> Result<()> {
        let kind: &'static str = link.kind.into();
        let (earlier, later) =
            (serde_json::to_string(&link.earlier)?, serde_json::to_string(&link.later)?);
        self.sql
            .prepare_cached(
                "INSERT INTO crosswalk (year, kind, earlier, later, note) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![self.year, kind, earlier, later, link.note.trim()])?;
        Ok(())
    }
}
