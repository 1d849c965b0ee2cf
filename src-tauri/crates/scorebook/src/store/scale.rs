//! Scales of points.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{Scorebook, Tx};
use crate::{CatalogueNode, Points, Result, ScaleStep};

impl Tx<'_> {
    pub(super) fn add_scale(&self, node: i64, steps: &[ScaleStep]) -> Result<()> {
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO scale_step (node_id, position, text, points, sheet, cell)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (position, step) in (0_i64..).zip(steps) {
            let points = step.points.map(Points::ten_thousandths);
            insert.execute(params![node, position, step.text, points, step.sheet, step.cell])?;
        }
        Ok(())
    }
}

impl Scorebook {
    pub(super) fn read_scales(
        &self,
        year: i32,
        nodes: &mut [CatalogueNode],
        index: &BTreeMap<i64, usize>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT node_id, text, points, scale_step.sheet, scale_step.cell FROM scale_step
             JOIN catalogue_node ON catalogue_node.id = node_id WHERE year = ?1
             ORDER BY node_id, scale_step.position",
        )?;
        let mut rows = statement.query([year])?;
        while let Some(row) = rows.next()? {
            if let Some(at) = index.get(&row.get(0)?) {
                nodes[*at].scale.push(ScaleStep {
                    text: row.get(1)?,
                    points: row.get::<_, Option<i64>>(2)?.map(Points::from_ten_thousandths),
                    sheet: row.get(3)?,
                    cell: row.get(4)?,
                });
            }
        }
        Ok(())
    }
}
