//! One score cell over the rows of several criteria: a number of none of them.

use scorebook::plan::{Bucket, ColumnRole};
use scorebook::{CatalogueNode, CellRef, Finding};

use crate::classify::ClassifiedRow;
use crate::corrections::CorrectionIndex;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::table::Table;
use crate::workbook::Sheet;

/// Refuses every criterion under such a cell until a person has given each of them a score, or left it out.
pub(crate) fn check(
    tables: &[(&Sheet, Vec<Table>)],
    rows: &mut [ClassifiedRow],
    matcher: &Matcher<'_>,
    corrections: &CorrectionIndex<'_>,
    doubts: &mut Doubts,
) {
    for (sheet, table) in tables.iter().flat_map(|(s, ts)| ts.iter().map(move |t| (*s, t))) {
        let Some(score) = table.column(ColumnRole::Score) else { continue };
        let over_rows = sheet
            .merges
            .iter()
            .filter(|m| m.end.0 > m.start.0 && (m.start.1..=m.end.1).contains(&score));
        for merge in over_rows {
            let raw = sheet.text(merge.start.0, merge.start.1).trim();
            let covered = |row: &ClassifiedRow| {
                row.planned.sheet == sheet.name
                    && (merge.start.0..=merge.end.0).contains(&row.planned.row)
                    && table.rows.binary_search(&row.planned.row).is_ok()
            };
            let leaf = |row: &ClassifiedRow| -> Option<&CatalogueNode> {
                row.planned.node.and_then(|id| matcher.node(id)).filter(|node| node.is_leaf())
            };
            let criteria: Vec<_> = rows
                .iter()
                .filter(|row| covered(row))
                .filter_map(|row| leaf(row).map(|node| node.code.clone()))
                .collect();
            if raw.is_empty() || criteria.len() < 2 {
                continue;
            }
            let is_open = |row: &ClassifiedRow| {
                let by_hand = corrections.row(&sheet.name, row.planned.row);
                by_hand.value.is_none() && by_hand.excluded.is_none()
            };
            let mut any_open = false;
            for row in rows.iter_mut().filter(|row| covered(row)) {
                if leaf(row).is_some() && is_open(row) {
                    any_open = true;
                    row.planned.bucket = Bucket::Refused;
                    (row.planned.state, row.planned.points) = (None, None);
                }
            }
            if any_open {
                let at = Some(CellRef::new(&sheet.name, merge.start.0, merge.start.1));
                doubts.block(at, Finding::MergedScore { criteria, raw: raw.to_owned() });
            }
        }
    }
}
