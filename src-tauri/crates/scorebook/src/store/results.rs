//! Results of earlier years (or of the year itself, once they are published) beside a year's criteria.

use chrono::NaiveDateTime;
use rusqlite::{OptionalExtension, params};

use super::{Scorebook, Tx, word};
use crate::crosswalk::{self, Link};
use crate::papers::{NodeResult, PaperChange, ResultRow, ResultsPlan};
use crate::{BaselineKind, Catalogue, Error, NodeId, Op, Points, Result};

/// The criteria that a paper of results is read beside.
#[derive(Debug)]
pub struct ResultTrees {
    /// Those it is to stand beside.
    pub catalogue: Catalogue,
    /// Those of its own year and what surely became of them, where that is another year of the store.
    pub earlier: Option<(Catalogue, Vec<Link>)>,
}

/// The sheet's name of scores that a year took over from the one before in the store.
pub(super) const OWN_SCORES: &str = "Sổ năm ";

impl Scorebook {
    /// All results that stand beside the criteria of the year at hand.
    pub fn results(&self) -> Result<Vec<NodeResult>> {
        self.results_beside(self.year)
    }

    pub(super) fn results_beside(&self, year: i32) -> Result<Vec<NodeResult>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT node_id, ?1 - 1, kind, '', points, source_file.name, b.sheet, b.cell, raw, position
             FROM baseline b
             JOIN catalogue_node n ON n.id = node_id AND n.year = ?1
             JOIN year ON year.year = n.year
             JOIN source_file ON source_file.id = source_file_id
             WHERE NOT EXISTS (SELECT 1 FROM result_paper p
                 WHERE p.for_year = ?1 AND p.result_year = ?1 - 1 AND p.kind = b.kind AND p.province = '')
             UNION ALL
             SELECT node_id, p.result_year, kind, province, points, file, r.sheet, r.cell, raw, position
             FROM result r
             JOIN result_paper p ON p.id = paper_id AND p.for_year = ?1
             JOIN catalogue_node n ON n.id = node_id
             ORDER BY position, 2, 3, 4",
        )?;
        let mut rows = statement.query([year])?;
        let mut results = Vec::new();
        while let Some(row) = rows.next()? {
            let (of, sheet): (String, String) = (row.get(3)?, row.get(6)?);
            let own = sheet.starts_with(OWN_SCORES);
            results.push(NodeResult {
                node: NodeId(row.get(0)?),
                year: row.get(1)?,
                kind: word(&row.get::<_, String>(2)?)?,
                of: Some(of).filter(|of| !of.is_empty()),
                points: Points::from_ten_thousandths(row.get(4)?),
                file: if own { String::new() } else { row.get(5)? },
                sheet,
                cell: row.get(7)?,
                raw: row.get(8)?,
            });
        }
        Ok(results)
    }

    /// The years of the store whose criteria results of that year stand beside, the one that is compared with them
    /// first.
    pub fn years_beside_results(&self, year: i32) -> Result<Vec<i32>> {
        let years = self.years()?;
        let beside: Vec<i32> = [year + 1, year].into_iter().filter(|y| years.contains(y)).collect();
        if beside.is_empty() {
            return Err(Error::UnknownName { name: format!("năm {year}, {}", year + 1) });
        }
        Ok(beside)
    }

    /// What results of that year are read beside.
    pub fn trees_for_results(&self, for_year: i32, year: i32) -> Result<ResultTrees> {
        let catalogue = self.catalogue_of(for_year)?;
        if year == for_year || !self.years()?.contains(&year) {
            return Ok(ResultTrees { catalogue, earlier: None });
        }
        let earlier = self.catalogue_of(year)?;
        let decided = self.decided_links_of(for_year)?;
        let mut links = crosswalk::propose(&earlier, &catalogue, &decided);
        // a name that only comes near is a proposal, and nothing is carried on a guess
        links.retain(|link| link.decided || link.is_sure_proposal(&earlier, &catalogue));
        Ok(ResultTrees { catalogue, earlier: Some((earlier, links)) })
    }

    /// What [`Scorebook::apply_results`] would change beside the criteria of the plan's year.
    pub fn foresee_results(&self, plan: &ResultsPlan) -> Result<Vec<PaperChange>> {
        let of = plan.of.clone();
        let present = self.results_beside(plan.for_year)?;
        let mut changes = Vec::new();
        for node in &self.catalogue_of(plan.for_year)?.nodes {
            for figures in &plan.kinds {
                let old = present.iter().find(|r| {
                    r.node == node.id && r.year == plan.year && r.kind == figures.kind && r.of == of
                });
                let new = figures.rows.iter().find(|row| row.node == node.id);
                let (old, new) = (old.map(|r| r.points), new.map(|r| r.points));
                if old != new {
                    let kind: &'static str = figures.kind.into();
                    changes.push(PaperChange {
                        code: node.code.clone(),
                        what: kind.to_owned(),
                        old: old.map(Points::to_decimal),
                        new: new.map(Points::to_decimal),
                    });
                }
            }
        }
        Ok(changes)
    }

    /// Puts a paper's results in the place of those of the same year, kind and province, for every year of the
    /// store that the plans are read for: one step, whole or not at all.
    pub fn apply_results(&mut self, plans: &[ResultsPlan], now: NaiveDateTime) -> Result<()> {
        let count = plans.iter().map(ResultsPlan::blocking).sum();
        if count > 0 {
            return Err(Error::Blocked { count });
        }
        let Some(first) = plans.first() else { return Ok(()) };
        let mut kinds: Vec<BaselineKind> =
            plans.iter().flat_map(|p| p.kinds.iter().map(|k| k.kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut files: Vec<String> = plans.iter().map(|p| p.file.name.clone()).collect();
        files.dedup();
        let op = Op::ApplyResults { year: first.year, kinds, files };
        let chosen_by_hand = self.baseline_kind_was_chosen()?;
        self.transact(&op, now, |tx| {
            for plan in plans {
                let file = tx.keep_file(&plan.file)?;
                for figures in &plan.kinds {
                    let paper = tx.paper_of(plan, figures.kind, Some(file), &plan.file.name)?;
                    tx.put_results(paper, &figures.rows)?;
                }
                if !chosen_by_hand {
                    tx.prefer_best_kind(plan.for_year)?;
                }
            }
            Ok(())
        })
    }

    /// Takes the results of that year and kind away again.
    pub fn withdraw_results(
        &mut self,
        year: i32,
        kind: BaselineKind,
        now: NaiveDateTime,
    ) -> Result<()> {
        let for_year = self.year;
        let chosen_by_hand = self.baseline_kind_was_chosen()?;
        self.transact(&Op::WithdrawResults { year, kind }, now, |tx| {
            let paper = tx.paper(for_year, year, kind, "", None, "")?;
            tx.put_results(paper, &[])?;
            if chosen_by_hand { Ok(()) } else { tx.prefer_best_kind(for_year) }
        })
    }

    /// Did the officer ever say which kind is compared?
    fn baseline_kind_was_chosen(&self) -> Result<bool> {
        Ok(self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM audit
             WHERE json_extract(op, '$.op') = 'set_baseline_kind' AND undone_by IS NULL)",
            [],
            |row| row.get(0),
        )?)
    }
}

impl Tx<'_> {
    fn paper_of(
        &self,
        plan: &ResultsPlan,
        kind: BaselineKind,
        source: Option<i64>,
        file: &str,
    ) -> Result<i64> {
        let of = plan.of.as_deref().unwrap_or_default();
        self.paper(plan.for_year, plan.year, kind, of, source, file)
    }

    /// The one paper of that year, kind and province, with its file.
    fn paper(
        &self,
        for_year: i32,
        year: i32,
        kind: BaselineKind,
        of: &str,
        source: Option<i64>,
        file: &str,
    ) -> Result<i64> {
        let kind: &'static str = kind.into();
        let known: Option<i64> = self
            .sql
            .query_row(
                "SELECT id FROM result_paper WHERE for_year = ?1 AND result_year = ?2 AND kind = ?3 AND province = ?4",
                params![for_year, year, kind, of],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(id) = known {
            self.sql.execute(
                "UPDATE result_paper SET source_file_id = ?2, file = ?3 WHERE id = ?1",
                params![id, source, file],
            )?;
            return Ok(id);
        }
        self.sql.execute(
            "INSERT INTO result_paper (for_year, result_year, kind, province, source_file_id, file)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![for_year, year, kind, of, source, file],
        )?;
        Ok(self.sql.last_insert_rowid())
    }

    fn put_results(&self, paper: i64, rows: &[ResultRow]) -> Result<()> {
        self.sql.execute("DELETE FROM result WHERE paper_id = ?1", [paper])?;
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO result (paper_id, node_id, points, sheet, cell, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for row in rows {
            let points = row.points.ten_thousandths();
            insert.execute(params![
                paper,
                row.node.0,
                points,
                row.at.sheet,
                row.at.a1(),
                row.raw
            ])?;
        }
        Ok(())
    }

    /// The published results are compared, else the appraised ones, else the province's own.
    fn prefer_best_kind(&self, for_year: i32) -> Result<()> {
        let mut statement = self.sql.prepare_cached(
            "SELECT kind FROM result_paper p WHERE for_year = ?1 AND result_year = ?1 - 1 AND province = ''
                 AND EXISTS (SELECT 1 FROM result WHERE paper_id = p.id)
             UNION
             SELECT kind FROM baseline b JOIN catalogue_node n ON n.id = node_id AND n.year = ?1
             WHERE NOT EXISTS (SELECT 1 FROM result_paper p
                 WHERE p.for_year = ?1 AND p.result_year = ?1 - 1 AND p.kind = b.kind AND p.province = '')",
        )?;
        let mut rows = statement.query([for_year])?;
        let mut kinds: Vec<BaselineKind> = Vec::new();
        while let Some(row) = rows.next()? {
            kinds.push(word(&row.get::<_, String>(0)?)?);
        }
        let best: Option<&'static str> =
            BaselineKind::ALL.into_iter().find(|kind| kinds.contains(kind)).map(Into::into);
        self.sql.execute(
            "UPDATE year SET baseline_kind = ?1 WHERE year = ?2 AND baseline_kind IS NOT ?1",
            params![best, for_year],
        )?;
        Ok(())
    }
}
