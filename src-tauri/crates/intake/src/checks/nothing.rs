//! A file without a score is never applied: it would only take away what the body's last one says.

use scorebook::Finding;

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;

/// Blocks a file of which no row has points, unless something else already does.
pub(crate) fn check(rows: &[ClassifiedRow], doubts: &mut Doubts) {
    let has_points = rows.iter().any(|row| row.planned.points.is_some());
    if !has_points && !doubts.any_blocks() {
        doubts.block(None, Finding::NoScores);
    }
}
