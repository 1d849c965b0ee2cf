//! A criterion that stands twice: the same score is taken once, different scores are nobody's to choose.

use std::collections::BTreeMap;

use scorebook::plan::Bucket;
use scorebook::{Finding, NodeId, Points};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::questions::{self, Twin};

/// Refuses every row of a criterion but the one that counts; all of them where they disagree.
pub(crate) fn check(rows: &mut [ClassifiedRow], matcher: &Matcher<'_>, doubts: &mut Doubts) {
    let mut places: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let (Some(node), Some(_)) = (row.planned.node, row.planned.state) {
            places.entry(node).or_default().push(at);
        }
    }
    for (node, places) in places.into_iter().filter(|(_, p)| p.len() > 1) {
        let Some(node) = matcher.node(node) else { continue };
        let scores: Vec<Points> = places.iter().filter_map(|at| rows[*at].planned.points).collect();
        let agree = scores.windows(2).all(|w| w[0] == w[1]);
        let kept = places
            .iter()
            .copied()
            .find(|at| rows[*at].planned.points.is_some())
            .unwrap_or(places[0]);
        let first = rows[kept].planned.cell.as_ref().map(ToString::to_string).unwrap_or_default();
        if let (false, [first, second]) = (agree, places.as_slice()) {
            let twin = |at: &usize| {
                let row = &rows[*at].planned;
                let (sheet, cell) = (row.sheet.as_str(), row.cell.as_ref());
                row.points.map(|points| Twin { sheet, row: row.row, cell, points })
            };
            if let (Some(first), Some(second)) = (twin(first), twin(second)) {
                doubts.ask(questions::twice(node, &[first, second]));
            }
        }
        for at in places.into_iter().filter(|at| !agree || *at != kept) {
            let row = &mut rows[at].planned;
            row.bucket = Bucket::Refused;
            (row.state, row.points) = (None, None);
            let (criterion, first) = (node.code.clone(), first.clone());
            if agree {
                doubts.warn(row.cell.clone(), Finding::Duplicate { criterion, first });
            } else {
                doubts.block(row.cell.clone(), Finding::DuplicateConflict { criterion, first });
            }
        }
    }
}
