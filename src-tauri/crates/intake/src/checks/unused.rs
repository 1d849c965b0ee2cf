//! Figures beside criteria in columns that were not used: told once per table, for a score may be among them.

use scorebook::finding::CriterionCell;
use scorebook::plan::{Bucket, ColumnRole};
use scorebook::source::column_letters;
use scorebook::{CatalogueNode, CellRef, Finding, Scoring};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::score::{self, Notation, ScoreValue};
use crate::table::{self, Table};
use crate::workbook::Sheet;

/// Tells of figures that could be points of their row's criterion and are not those that were taken.
pub(crate) fn check(
    tables: &[(&Sheet, Vec<Table>)],
    rows: &[ClassifiedRow],
    year: i32,
    matcher: &Matcher<'_>,
    doubts: &mut Doubts,
) {
    for (sheet, table) in tables.iter().flat_map(|(s, ts)| ts.iter().map(move |t| (*s, t))) {
        let Some(score) = table.column(ColumnRole::Score) else { continue };
        let own: Vec<(&ClassifiedRow, &CatalogueNode)> = rows
            .iter()
            .filter(|r| r.planned.sheet == sheet.name)
            .filter(|r| table.rows.binary_search(&r.planned.row).is_ok())
            .filter(|r| {
                matches!(r.planned.bucket, Bucket::Scored | Bucket::Blank | Bucket::Refused)
            })
            .filter_map(|r| Some((r, r.planned.node.and_then(|id| matcher.node(id))?)))
            .filter(|(_, node)| node.scoring == Some(Scoring::SelfScored))
            .collect();
        let mut headings = Vec::new();
        let mut figures = Vec::new();
        for column in unused_columns(sheet, table, &own, year) {
            let before = figures.len();
            let notation = Notation::of(own.iter().map(|(r, _)| sheet.text(r.planned.row, column)));
            for (row, node) in &own {
                let cell = sheet.cell(row.planned.row, column);
                let ScoreValue::Points(points) = score::read(cell, notation) else { continue };
                let may_be_points = !points.is_negative() && points <= node.max_points;
                if may_be_points && row.planned.points != Some(points) {
                    figures.push(CriterionCell {
                        criterion: node.code.clone(),
                        cell: CellRef::new(&sheet.name, row.planned.row, column).a1(),
                        raw: sheet.text(row.planned.row, column).to_owned(),
                    });
                }
            }
            if figures.len() > before {
                let heading =
                    table.columns.iter().find(|c| c.at == column).map(|c| c.heading.clone());
                let heading = heading.filter(|h| !h.is_empty());
                headings.push(heading.unwrap_or_else(|| column_letters(column)));
            }
        }
        if !figures.is_empty() {
            let at = Some(CellRef::new(&sheet.name, table.header_last, score));
            doubts.warn(at, Finding::UnusedFigures { headings, figures });
        }
    }
}

/// Columns beside the criteria that no one said anything of, or that hold what others score.
fn unused_columns(
    sheet: &Sheet,
    table: &Table,
    own: &[(&ClassifiedRow, &CatalogueNode)],
    year: i32,
) -> Vec<u32> {
    let mut columns: Vec<u32> =
        own.iter().flat_map(|(r, _)| sheet.row(r.planned.row).map(|(column, _)| column)).collect();
    columns.sort_unstable();
    columns.dedup();
    let first_named = table.columns.iter().map(|c| c.at).min().unwrap_or(0);
    columns.retain(|at| match table.columns.iter().find(|c| c.at == *at) {
        Some(column) if column.fixed => false,
        Some(column) => {
            column.role == ColumnRole::Appraisal
                || (column.role == ColumnRole::Other && table::may_hold_scores(column, year))
        }
        // a figure in front of the table counts its rows
        None => *at > first_named,
    });
    columns
}
