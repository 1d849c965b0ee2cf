//! Tables whose column of scores is in doubt, or missing.

use std::collections::BTreeSet;

use scorebook::plan::ColumnRole;
use scorebook::{CellRef, Finding};

use crate::doubts::Doubts;
use crate::questions;
use crate::table::{Column, Doubt, Table};
use crate::workbook::Sheet;

/// Tells of every table whose score column is in doubt. An answer holds for later tables with the same
/// headings, so those do not ask again.
pub(crate) fn check(tables: &[(&Sheet, Vec<Table>)], doubts: &mut Doubts) {
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for (sheet, tables) in tables {
        for table in tables {
            let candidates = check_table(sheet, table, doubts);
            if !candidates.is_empty() && asked.insert(table.layout()) {
                let question =
                    questions::score_column(&sheet.name, table.header_first, &candidates);
                doubts.ask(question);
            }
        }
    }
}

/// Tells of one table. Returns the columns to ask about.
fn check_table(sheet: &Sheet, table: &Table, doubts: &mut Doubts) -> Vec<(u32, String)> {
    if let Some(Doubt { candidates, taken }) = &table.doubt {
        let column = candidates.first().map_or(0, |(column, _)| *column);
        let at = Some(CellRef::new(&sheet.name, table.header_last, column));
        let finding = Finding::AmbiguousColumn {
            headings: candidates.iter().map(|(_, heading)| heading.clone()).collect(),
            taken: taken.clone().unwrap_or_default(),
        };
        if taken.is_some() {
            doubts.warn(at, finding);
            return Vec::new();
        }
        doubts.block(at, finding);
        return candidates.clone();
    }
    if table.column(ColumnRole::Score).is_some() {
        return Vec::new();
    }
    let at = Some(CellRef::new(&sheet.name, table.header_last, 0));
    if table.score_given_up {
        doubts.warn(at, Finding::NoScoreColumn);
        return Vec::new();
    }
    doubts.block(at, Finding::NoScoreColumn);
    let unused = |c: &&Column| c.role == ColumnRole::Other && !c.fixed;
    table.columns.iter().filter(unused).map(|c| (c.at, c.heading.clone())).collect()
}
