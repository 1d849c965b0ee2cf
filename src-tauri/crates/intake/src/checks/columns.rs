//! Tables whose column of scores is in doubt, or missing.

use std::collections::BTreeSet;

use scorebook::finding::CriterionCell;
use scorebook::plan::ColumnRole;
use scorebook::{CellRef, Finding};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::heading::Doubtful;
use crate::matching::Matcher;
use crate::questions;
use crate::table::{Column, Doubt, Table};
use crate::workbook::Sheet;

/// Tells of every table whose score column is in doubt. An answer holds for later tables with the same
/// headings, so those do not ask again.
pub(crate) fn check(
    tables: &[(&Sheet, Vec<Table>)],
    rows: &[ClassifiedRow],
    matcher: &Matcher<'_>,
    doubts: &mut Doubts,
) {
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for (sheet, tables) in tables {
        for table in tables {
            let own = rows.iter().filter(|r| {
                r.planned.sheet == sheet.name && table.rows.binary_search(&r.planned.row).is_ok()
            });
            let question = match &table.doubt {
                Some(doubt) => of_doubt(sheet, table, doubt, own, matcher, doubts),
                None if table.column(ColumnRole::Score).is_none() => missing(sheet, table, doubts),
                None => None,
            };
            if question.is_some() && asked.insert(table.layout()) {
                doubts.ask(question);
            }
        }
    }
}

fn of_doubt<'r>(
    sheet: &Sheet,
    table: &Table,
    doubt: &Doubt,
    rows: impl Iterator<Item = &'r ClassifiedRow>,
    matcher: &Matcher<'_>,
    doubts: &mut Doubts,
) -> Option<scorebook::Question> {
    let Doubt { candidates, taken, why } = doubt;
    let (column, heading) = candidates.first()?;
    let at = Some(CellRef::new(&sheet.name, table.header_last, *column));
    let heading = heading.clone();
    let finding = match why {
        Some(Doubtful::PartOfYear) => Finding::PartOfYear { heading },
        Some(_) => Finding::NotPoints { heading },
        None => Finding::AmbiguousColumn {
            headings: candidates.iter().map(|(_, heading)| heading.clone()).collect(),
            taken: taken.clone().unwrap_or_default(),
            differing: differing(sheet, candidates, rows, matcher),
        },
    };
    if taken.is_some() {
        doubts.warn(at, finding);
        return None;
    }
    let question = match (why, candidates.as_slice()) {
        (Some(_), [(column, heading)]) => {
            questions::is_score(&sheet.name, table.header_first, (*column, heading), &finding)
        }
        _ => questions::score_column(&sheet.name, table.header_first, candidates),
    };
    doubts.block(at, finding);
    Some(question)
}

/// What the columns say of each criterion they differ about.
fn differing<'r>(
    sheet: &Sheet,
    columns: &[(u32, String)],
    rows: impl Iterator<Item = &'r ClassifiedRow>,
    matcher: &Matcher<'_>,
) -> Vec<CriterionCell> {
    let mut differing = Vec::new();
    for row in rows {
        let node = row.planned.node.and_then(|id| matcher.node(id)).filter(|n| n.is_leaf());
        let Some(node) = node else { continue };
        let text = |(column, _): &(u32, String)| sheet.text(row.planned.row, *column).trim();
        if columns.windows(2).all(|pair| text(&pair[0]) == text(&pair[1])) {
            continue;
        }
        differing.extend(columns.iter().filter(|c| !text(c).is_empty()).map(|column| {
            let cell = CellRef::new(&sheet.name, row.planned.row, column.0);
            let (criterion, raw) = (node.code.clone(), text(column).to_owned());
            CriterionCell { criterion, cell: cell.a1(), raw }
        }));
    }
    differing
}

/// A table that the officer's words left without a score.
fn missing(sheet: &Sheet, table: &Table, doubts: &mut Doubts) -> Option<scorebook::Question> {
    let at = Some(CellRef::new(&sheet.name, table.header_last, 0));
    if table.score_given_up {
        doubts.warn(at, Finding::NoScoreColumn);
        return None;
    }
    doubts.block(at, Finding::NoScoreColumn);
    let unused = |c: &&Column| c.role == ColumnRole::Other && !c.fixed;
    let candidates: Vec<(u32, String)> =
        table.columns.iter().filter(unused).map(|c| (c.at, c.heading.clone())).collect();
    let question = || questions::score_column(&sheet.name, table.header_first, &candidates);
    (!candidates.is_empty()).then(question)
}
