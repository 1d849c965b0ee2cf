//! The bộ tiêu chí of a year, its assignments and last year's results.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{Scorebook, Tx, word};
use crate::plan::CataloguePlan;
use crate::{
    AgencyId, Baseline, BaselineKind, Catalogue, CatalogueNode, Error, NodeId, Points, Result, Role,
};

impl Tx<'_> {
    /// Writes a whole year: the file, the bodies (but for those that are `known`: plan's id → stored id), the
    /// tree, who leads what, last year's results.
    pub(super) fn add_year(
        &self,
        plan: &CataloguePlan,
        known: &BTreeMap<AgencyId, AgencyId>,
    ) -> Result<()> {
        let file = self.keep_file(&plan.file)?;
        let kind: Option<&'static str> = BaselineKind::ALL
            .into_iter()
            .find(|kind| plan.catalogue.nodes.iter().any(|n| n.baseline(*kind).is_some()))
            .map(Into::into);
        self.sql.execute(
            "INSERT INTO year (year, source_file_id, province, is_sample, baseline_kind) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![plan.catalogue.year, file, plan.province.clone().unwrap_or_default(), plan.is_sample, kind],
        )?;
        let mut agencies = known.clone();
        for (position, agency) in plan.agencies.iter().enumerate() {
            if known.contains_key(&agency.id) {
                continue;
            }
            agencies.insert(agency.id, self.add_agency(agency, position)?);
        }
        let mut nodes = BTreeMap::new();
        for (position, node) in plan.catalogue.nodes.iter().enumerate() {
            let id = self.add_node(plan.catalogue.year, position, node, &nodes)?;
            nodes.insert(node.id, id);
            self.assign(id, node, &agencies)?;
            for baseline in &node.baselines {
                self.add_baseline(id, baseline)?;
            }
            self.add_scale(id, &node.scale)?;
        }
        Ok(())
    }

    fn add_node(
        &self,
        year: i32,
        position: usize,
        node: &CatalogueNode,
        stored: &BTreeMap<NodeId, i64>,
    ) -> Result<i64> {
        let unknown_parent = || Error::Corrupt(format!("{} stands before its parent", node.code));
        let parent =
            node.parent.map(|p| stored.get(&p).copied().ok_or_else(unknown_parent)).transpose()?;
        let level: &'static str = node.level.into();
        let scoring: Option<&'static str> = node.scoring.map(Into::into);
        self.sql
            .prepare_cached(
                "INSERT INTO catalogue_node
                 (year, parent_id, position, level, code, name, max_points, scoring, prior_code, sheet, cell)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                year,
                parent,
                i64::try_from(position).unwrap_or(0),
                level,
                node.code.to_string(),
                node.name,
                node.max_points.ten_thousandths(),
                scoring,
                node.prior_code.as_ref().map(ToString::to_string),
                node.sheet,
                node.cell,
            ])?;
        Ok(self.sql.last_insert_rowid())
    }

    fn assign(
        &self,
        id: i64,
        node: &CatalogueNode,
        stored: &BTreeMap<AgencyId, AgencyId>,
    ) -> Result<()> {
        let roles = node
            .lead
            .iter()
            .map(|a| (a, Role::Lead))
            .chain(node.partners.iter().map(|a| (a, Role::Partner)));
        for (agency, role) in roles {
            let agency = stored
                .get(agency)
                .ok_or_else(|| Error::Corrupt(format!("{} names no body", node.code)))?;
            let role: &'static str = role.into();
            self.sql
                .prepare_cached(
                    "INSERT INTO assignment (node_id, agency_id, role) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![id, agency.0, role])?;
        }
        Ok(())
    }

    fn add_baseline(&self, id: i64, baseline: &Baseline) -> Result<()> {
        let kind: &'static str = baseline.kind.into();
        self.sql
            .prepare_cached(
                "INSERT INTO baseline (node_id, kind, points, sheet, cell, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                id,
                kind,
                baseline.points.ten_thousandths(),
                baseline.sheet,
                baseline.cell,
                baseline.raw
            ])?;
        Ok(())
    }
}

/// What is set once for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct YearRow {
    pub(super) province: String,
    pub(super) is_sample: bool,
    pub(super) baseline_kind: Option<BaselineKind>,
}

impl Scorebook {
    pub(super) fn year_row(&self) -> Result<YearRow> {
        let (province, is_sample, kind) = self.connection.query_row(
            "SELECT province, is_sample, baseline_kind FROM year WHERE year = ?1",
            [self.year],
            |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?)),
        )?;
        Ok(YearRow { province, is_sample, baseline_kind: kind.as_deref().map(word).transpose()? })
    }

    /// "tỉnh Sông Mây"; empty when the catalogue did not say.
    pub fn province(&self) -> Result<String> {
        Ok(self.year_row()?.province)
    }

    /// Is this the sample province?
    pub fn is_sample(&self) -> Result<bool> {
        Ok(self.year_row()?.is_sample)
    }

    /// Which of last year's results is compared.
    pub fn baseline_kind(&self) -> Result<Option<BaselineKind>> {
        Ok(self.year_row()?.baseline_kind)
    }

    /// The tree of the year at hand.
    pub fn catalogue(&self) -> Result<Catalogue> {
        self.catalogue_of(self.year)
    }

    pub(super) fn catalogue_of(&self, year: i32) -> Result<Catalogue> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, parent_id, level, code, name, max_points, scoring, prior_code, sheet, cell
             FROM catalogue_node WHERE year = ?1 ORDER BY position",
        )?;
        let mut rows = statement.query([year])?;
        let mut nodes = Vec::new();
        let mut index = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            index.insert(id, nodes.len());
            nodes.push(CatalogueNode {
                id: NodeId(id),
                parent: row.get::<_, Option<i64>>(1)?.map(NodeId),
                level: word(&row.get::<_, String>(2)?)?,
                code: word(&row.get::<_, String>(3)?)?,
                name: row.get(4)?,
                max_points: Points::from_ten_thousandths(row.get(5)?),
                scoring: row.get::<_, Option<String>>(6)?.as_deref().map(word).transpose()?,
                prior_code: row.get::<_, Option<String>>(7)?.as_deref().map(word).transpose()?,
                baselines: Vec::new(),
                lead: None,
                partners: Vec::new(),
                sheet: row.get(8)?,
                cell: row.get(9)?,
                scale: Vec::new(),
            });
        }
        self.read_baselines(year, &mut nodes, &index)?;
        self.read_assignments(year, &mut nodes, &index)?;
        self.read_scales(year, &mut nodes, &index)?;
        Ok(Catalogue { year, nodes })
    }

    fn read_baselines(
        &self,
        year: i32,
        nodes: &mut [CatalogueNode],
        index: &BTreeMap<i64, usize>,
    ) -> Result<()> {
        // those of another province are kept apart and compared with nothing
        let results = self.results_beside(year)?;
        for result in results.into_iter().filter(|r| r.year == year - 1 && r.of.is_none()) {
            if let Some(at) = index.get(&result.node.0) {
                nodes[*at].baselines.push(Baseline {
                    kind: result.kind,
                    points: result.points,
                    sheet: result.sheet,
                    cell: result.cell,
                    raw: result.raw,
                });
            }
        }
        Ok(())
    }

    fn read_assignments(
        &self,
        year: i32,
        nodes: &mut [CatalogueNode],
        index: &BTreeMap<i64, usize>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT node_id, agency_id, role FROM assignment
             JOIN catalogue_node ON catalogue_node.id = node_id WHERE year = ?1 ORDER BY assignment.id",
        )?;
        let mut rows = statement.query([year])?;
        while let Some(row) = rows.next()? {
            let Some(at) = index.get(&row.get(0)?) else { continue };
            let agency = AgencyId(row.get(1)?);
            match word(&row.get::<_, String>(2)?)? {
                Role::Lead => nodes[*at].lead = Some(agency),
                Role::Partner => nodes[*at].partners.push(agency),
            }
        }
        Ok(())
    }
}
