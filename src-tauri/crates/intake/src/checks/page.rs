//! Score cells that hold more than their page shows: what is struck out, raised or unseen, and what is shown
//! otherwise than it is stored.

use scorebook::plan::Bucket;
use scorebook::submission::ScoreState;
use scorebook::{CatalogueNode, Finding, OffPage, Scoring};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::workbook::{Aside, FormulaResult, Sheet, Unseen};

/// Tells what of the score cells of a sheet's rows is not on the page.
pub(crate) fn check(
    sheet: &Sheet,
    rows: &[ClassifiedRow],
    matcher: &Matcher<'_>,
    doubts: &mut Doubts,
) {
    for row in rows.iter().filter(|row| row.planned.sheet == sheet.name) {
        let Some(at) = &row.planned.cell else { continue };
        let Some(cell) = sheet.cell(at.row, at.col) else { continue };
        let Some(aside) = &cell.aside else { continue };
        let node = row.planned.node.and_then(|id| matcher.node(id));
        if !is_scored(node) || row.planned.bucket == Bucket::Totals {
            continue;
        }
        let criterion = node.map(|node| node.code.clone());
        for (why, text) in parts(aside, &cell.text) {
            let read = cell.text.to_string();
            let finding = Finding::OffPage { criterion: criterion.clone(), why, text, read };
            doubts.warn(Some(at.clone()), finding);
        }
        let from_outside =
            aside.formula.as_ref().is_some_and(|f| f.result == FormulaResult::FromOutside);
        if let (true, Some(criterion), Some(ScoreState::Scored)) =
            (from_outside, &criterion, row.planned.state)
        {
            doubts.warn(Some(at.clone()), Finding::FromOtherFile { criterion: criterion.clone() });
        }
    }
}

/// Could the row carry a score: a component that bodies score, or nothing that is known?
fn is_scored(node: Option<&CatalogueNode>) -> bool {
    node.is_none_or(|node| node.scoring == Some(Scoring::SelfScored))
}

/// What is not on the page, and why.
fn parts(aside: &Aside, shown: &str) -> Vec<(OffPage, String)> {
    let mut parts = Vec::new();
    if !aside.struck.trim().is_empty() {
        parts.push((OffPage::Struck, aside.struck.to_string()));
    }
    if !aside.raised.trim().is_empty() {
        parts.push((OffPage::Raised, aside.raised.to_string()));
    }
    if let Some(unseen) = aside.unseen {
        let why = match unseen {
            Unseen::Covered => OffPage::Covered,
            Unseen::Format => OffPage::Format,
            Unseen::SameColour => OffPage::SameColour,
            Unseen::HiddenText => OffPage::HiddenText,
            Unseen::Placeholder => OffPage::Placeholder,
            Unseen::Deleted => OffPage::Deleted,
        };
        let whole = aside.raw.to_string();
        // a change that is marked as one is what is meant
        if why != OffPage::Deleted || shown.is_empty() {
            parts.push((why, whole));
        }
    }
    parts
}
