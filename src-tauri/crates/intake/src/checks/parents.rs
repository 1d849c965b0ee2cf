//! Scores on whole criteria whose components have none: nothing could be written of them.

use std::collections::BTreeSet;

use scorebook::plan::Bucket;
use scorebook::{Code, Finding, Points};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::score::ScoreValue;

/// Refuses the rows of such criteria. Of a criterion and its field, both scored, the criterion is told.
pub(crate) fn check(rows: &[ClassifiedRow], matcher: &Matcher<'_>, doubts: &mut Doubts) {
    let points = |row: &ClassifiedRow| match row.value {
        ScoreValue::Points(points) if points > Points::ZERO => Some(points),
        _ => None,
    };
    let scored = rows.iter().filter(|row| row.value != ScoreValue::Blank);
    let mut above_scored: BTreeSet<Code> = BTreeSet::new();
    let codes = scored.filter_map(|row| row.planned.node.and_then(|id| matcher.node(id)));
    for code in codes.map(|node| &node.code) {
        above_scored.extend(std::iter::successors(code.parent(), Code::parent));
    }
    for row in rows.iter().filter(|r| r.planned.bucket == Bucket::Parents && points(r).is_some()) {
        let Some(node) = row.planned.node.and_then(|id| matcher.node(id)) else { continue };
        if !above_scored.contains(&node.code) {
            let (criterion, raw) = (node.code.clone(), row.planned.raw.clone());
            doubts.block(row.planned.cell.clone(), Finding::ParentScore { criterion, raw });
        }
    }
}
