//! Rows of other bodies, blanks, and what is missing of the body's own.

use std::collections::BTreeMap;

use scorebook::plan::Bucket;
use scorebook::submission::ScoreState;
use scorebook::{AgencyId, Finding, Scoring};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::index::CatalogueIndex;
use crate::matching::Matcher;
use crate::score::ScoreValue;

/// How many scored rows each body leads.
pub(crate) fn led(rows: &[ClassifiedRow], matcher: &Matcher<'_>) -> BTreeMap<AgencyId, usize> {
    let mut led = BTreeMap::new();
    for row in rows {
        let scored = row.value != ScoreValue::Blank && row.planned.bucket != Bucket::NotSelfScored;
        let lead = row.planned.node.and_then(|id| matcher.node(id)).and_then(|n| n.lead);
        if let (true, Some(lead)) = (scored, lead) {
            *led.entry(lead).or_insert(0) += 1;
        }
    }
    led
}

/// Sets the rows against what the body leads.
pub(crate) fn check(
    rows: &[ClassifiedRow],
    index: &CatalogueIndex<'_>,
    agency: AgencyId,
    doubts: &mut Doubts,
) {
    let name = |id: AgencyId| index.agency(id).map(|a| a.name.clone());
    for row in rows {
        let Some(node) = row.planned.node.and_then(|id| index.matcher.node(id)) else {
            continue;
        };
        let criterion = node.code.clone();
        let own = node.lead == Some(agency);
        match row.planned.state {
            Some(ScoreState::Scored) if !own => {
                let lead = node.lead.and_then(name).unwrap_or_default();
                doubts.warn(row.planned.cell.clone(), Finding::OutsideScope { criterion, lead });
            }
            Some(ScoreState::Blank) if own => {
                doubts.warn(row.planned.cell.clone(), Finding::BlankScore { criterion });
            }
            _ => {}
        }
    }
    for node in index.catalogue.leaves() {
        let led = node.lead == Some(agency) && node.scoring == Some(Scoring::SelfScored);
        if led && !rows.iter().any(|r| r.planned.node == Some(node.id)) {
            let (criterion, name) = (node.code.clone(), node.name.clone());
            doubts.warn(None, Finding::MissingRow { criterion, name });
        }
    }
}
