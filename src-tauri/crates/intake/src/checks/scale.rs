//! Scores on another scale than the catalogue's.

use scorebook::plan::ColumnRole;
use scorebook::{CatalogueNode, CellRef, Finding, Points};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::questions;
use crate::score::ScoreValue;
use crate::table::Table;
use crate::workbook::Sheet;

/// So many rows at least make a scale.
const FEWEST: usize = 3;

/// Asks about tables whose maxima are all the same multiple of the catalogue's, and about those whose scores
/// are mostly above their maxima. A person's word on the column settles it.
pub(crate) fn check(
    tables: &[(&Sheet, Vec<Table>)],
    rows: &[ClassifiedRow],
    matcher: &Matcher<'_>,
    doubts: &mut Doubts,
) {
    for (sheet, table) in tables.iter().flat_map(|(s, ts)| ts.iter().map(move |t| (*s, t))) {
        let score = table.columns.iter().find(|c| c.role == ColumnRole::Score && !c.fixed);
        let Some(score) = score else { continue };
        let own: Vec<(&ClassifiedRow, &CatalogueNode)> = rows
            .iter()
            .filter(|r| r.planned.sheet == sheet.name)
            .filter(|r| table.rows.binary_search(&r.planned.row).is_ok())
            .filter_map(|r| Some((r, r.planned.node.and_then(|id| matcher.node(id))?)))
            .filter(|(_, node)| node.is_leaf())
            .collect();
        let finding = other_scale(&own).or_else(|| mostly_over(&own, &score.heading));
        if let Some(finding) = finding {
            let column = (score.at, score.heading.as_str());
            doubts.ask(questions::is_score(&sheet.name, table.header_first, column, &finding));
            doubts.block(Some(CellRef::new(&sheet.name, table.header_last, score.at)), finding);
        }
    }
}

fn other_scale(rows: &[(&ClassifiedRow, &CatalogueNode)]) -> Option<Finding> {
    let maxima: Vec<(Points, &CatalogueNode)> =
        rows.iter().filter_map(|(row, node)| Some((row.max?, *node))).collect();
    let (first, node) = maxima.first()?;
    let wide = |points: Points| i128::from(points.ten_thousandths());
    // a / b is c / d where a · d is b · c
    let same = |(max, other): &(Points, &CatalogueNode)| {
        wide(*max) * wide(node.max_points) == wide(*first) * wide(other.max_points)
    };
    let is_scale = maxima.len() >= FEWEST && *first != node.max_points && maxima.iter().all(same);
    is_scale.then(|| Finding::OtherScale {
        criterion: node.code.clone(),
        found: *first,
        expected: node.max_points,
    })
}

fn mostly_over(rows: &[(&ClassifiedRow, &CatalogueNode)], heading: &str) -> Option<Finding> {
    let points = rows.iter().filter_map(|(row, node)| match row.value {
        ScoreValue::Points(points) => Some(points > node.max_points),
        _ => None,
    });
    let over: Vec<bool> = points.collect();
    let count = over.iter().filter(|over| **over).count();
    (count >= FEWEST && count * 2 > over.len())
        .then(|| Finding::MostlyOverMax { heading: heading.to_owned() })
}
