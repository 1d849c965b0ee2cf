//! A waiting file's sheets as a picture: their extent, their texts, what was made of each row.

use std::collections::BTreeMap;

use intake::Received;
use intake::workbook::Sheet;
use scorebook::plan::{PlannedRow, PlannedTable};
use scorebook::{Catalogue, ImportPlan, vi};

use crate::view::{MergeView, RowMark, SheetColumn, SheetHead, SheetTable};

/// The most rows sent at once.
const MOST: u32 = 500;

/// Texts of `count` rows from the 0-based row `from`; fewer at the sheet's end, none for an unknown sheet.
pub(crate) fn rows(received: &Received, sheet: &str, from: u32, count: u32) -> Vec<Vec<String>> {
    let sheets = received.workbook.as_ref().map_or(&[][..], |workbook| &workbook.sheets);
    let Some(sheet) = sheets.iter().find(|s| s.name == sheet) else { return Vec::new() };
    let (rows, columns) = extent(sheet);
    let texts = |row| (0..columns).map(|column| sheet.text(row, column).to_owned()).collect();
    (from..rows.min(from.saturating_add(count.min(MOST)))).map(texts).collect()
}

/// Every sheet of a waiting file.
pub(crate) fn sheets(
    catalogue: &Catalogue,
    received: &Received,
    plan: &ImportPlan,
) -> Vec<SheetHead> {
    let Ok(workbook) = &received.workbook else { return Vec::new() };
    let mut marks: BTreeMap<&str, Vec<RowMark>> = BTreeMap::new();
    for row in &plan.rows {
        marks.entry(&row.sheet).or_default().push(mark(catalogue, row));
    }
    let mut head = |sheet: &Sheet| {
        let (rows, columns) = extent(sheet);
        SheetHead {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            rows,
            columns,
            hidden_rows: sheet.hidden_rows.iter().copied().filter(|r| *r < rows).collect(),
            hidden_columns: sheet.hidden_columns.iter().copied().filter(|c| *c < columns).collect(),
            merges: sheet
                .merges
                .iter()
                .map(|m| MergeView {
                    top: m.start.0,
                    left: m.start.1,
                    bottom: m.end.0,
                    right: m.end.1,
                })
                .collect(),
            tables: plan.tables.iter().filter(|t| t.sheet == sheet.name).map(table).collect(),
            marks: marks.remove(sheet.name.as_str()).unwrap_or_default(),
        }
    };
    workbook.sheets.iter().map(&mut head).collect()
}

fn extent(sheet: &Sheet) -> (u32, u32) {
    let rows = sheet.cells.positions().next_back().map_or(0, |(row, _)| row + 1);
    let columns = sheet.cells.positions().map(|(_, column)| column + 1).max().unwrap_or(0);
    (rows, columns)
}

fn mark(catalogue: &Catalogue, row: &PlannedRow) -> RowMark {
    RowMark {
        row: row.row,
        bucket: row.bucket,
        criterion: row.node.and_then(|id| catalogue.node(id)).map(|n| n.code.clone()),
        points: row.points,
        corrected: row.is_corrected(),
    }
}

fn table(table: &PlannedTable) -> SheetTable {
    let column = |(column, role, heading): &(u32, _, String)| SheetColumn {
        column: *column,
        role: *role,
        role_text: vi::column(*role).to_owned(),
        heading: heading.clone(),
    };
    SheetTable {
        header_first: table.header_first,
        header_last: table.header_last,
        columns: table.columns.iter().map(column).collect(),
    }
}
