//! What the officer changed, looked up by place. Of two changes of one place the later wins.

use std::collections::BTreeMap;

use scorebook::correction::{Correction, DecimalSign, LegacyEncoding};
use scorebook::plan::ColumnRole;
use scorebook::{AgencyId, Code, Points};

use crate::table::{Column, Table};
use crate::workbook::Sheet;

/// Corrections by place.
#[derive(Debug, Default)]
pub(crate) struct CorrectionIndex<'a> {
    all: Vec<&'a Correction>,
    rows: BTreeMap<(&'a str, u32), RowCorrection<'a>>,
}

/// What was changed about one row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RowCorrection<'a> {
    /// It is this criterion.
    pub(crate) criterion: Option<&'a Code>,
    /// It is left out, and why.
    pub(crate) excluded: Option<&'a str>,
    /// Its score, and why.
    pub(crate) value: Option<(Option<Points>, &'a str)>,
}

impl<'a> CorrectionIndex<'a> {
    /// Takes them in order.
    pub(crate) fn new(corrections: impl Iterator<Item = &'a Correction>) -> Self {
        let mut index = Self { all: corrections.collect(), rows: BTreeMap::new() };
        for correction in &index.all {
            match *correction {
                Correction::Match { sheet, row, criterion } => {
                    let row = index.rows.entry((sheet, *row)).or_default();
                    (row.criterion, row.excluded) = (Some(criterion), None);
                }
                Correction::Exclude { sheet, row, reason } => {
                    index.rows.entry((sheet, *row)).or_default().excluded = Some(reason);
                }
                Correction::Value { sheet, row, points, reason } => {
                    let row = index.rows.entry((sheet, *row)).or_default();
                    (row.value, row.excluded) = (Some((*points, reason.as_str())), None);
                }
                _ => {}
            }
        }
        index
    }

    /// All of them, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'a Correction> {
        self.all.iter().copied()
    }

    /// What was changed about that row.
    pub(crate) fn row(&self, sheet: &str, row: u32) -> RowCorrection<'a> {
        self.rows.get(&(sheet, row)).copied().unwrap_or_default()
    }

    /// Whose file it was said to be.
    pub(crate) fn agency(&self) -> Option<AgencyId> {
        let said = |c: &&Correction| match c {
            Correction::Agency { agency } => Some(*agency),
            _ => None,
        };
        self.all.iter().rev().find_map(said)
    }

    /// What the letters from before Unicode were said to be.
    pub(crate) fn letters(&self) -> Option<LegacyEncoding> {
        let said = |c: &&Correction| match c {
            Correction::Encoding { encoding } => Some(*encoding),
            _ => None,
        };
        self.all.iter().rev().find_map(said)
    }

    /// The headers said to be on a sheet, first and last row, top to bottom.
    pub(crate) fn headers(&self, sheet: &str) -> Vec<(u32, u32)> {
        let mut headers: Vec<(u32, u32)> = Vec::new();
        for correction in &self.all {
            if let Correction::Header { sheet: on, first, last } = correction
                && on == sheet
                && first <= last
            {
                headers.retain(|(f, l)| last < f || l < first);
                headers.push((*first, *last));
            }
        }
        headers.sort_unstable();
        headers
    }

    /// Gives columns the meaning and notation they were said to have: in the named table, and in those
    /// behind it with the same headings.
    pub(crate) fn apply_to_columns(&self, tables: &mut [(&Sheet, Vec<Table>)]) {
        for correction in &self.all {
            let (sheet, header, column) = match correction {
                Correction::Column { sheet, header, column, .. }
                | Correction::Notation { sheet, header, column, .. }
                | Correction::Shown { sheet, header, column, .. } => (sheet, *header, *column),
                _ => continue,
            };
            let Some(layout) = find(tables, sheet, header).map(Table::layout) else { continue };
            let mut reached = false;
            for (on, tables) in tables.iter_mut() {
                for table in tables.iter_mut() {
                    reached |= on.name == *sheet && table.has_header_at(header);
                    if reached && table.layout() == layout {
                        match correction {
                            Correction::Column { role, .. } => set_role(table, column, *role),
                            Correction::Notation { notation, .. } => {
                                set_sign(table, column, *notation);
                            }
                            Correction::Shown { take, .. } => {
                                self::column(table, column).shown = Some(*take);
                            }
                            _ => {}
                        }
                    }
                }
            }
        }
    }
}

/// The table with that header row.
pub(crate) fn find<'t>(
    tables: &'t [(&Sheet, Vec<Table>)],
    sheet: &str,
    header: u32,
) -> Option<&'t Table> {
    let on_sheet = tables.iter().filter(|(on, _)| on.name == sheet).flat_map(|(_, t)| t);
    on_sheet.into_iter().find(|t| t.has_header_at(header))
}

fn set_role(table: &mut Table, at: u32, role: ColumnRole) {
    use ColumnRole as R;
    if matches!(role, R::Score | R::Max | R::Name | R::Code) {
        for column in table.columns.iter_mut().filter(|c| c.role == role && c.at != at) {
            column.role = R::Other;
        }
    }
    let column = column(table, at);
    let gave_up = column.role == R::Score && role != R::Score;
    (column.role, column.fixed) = (role, true);
    table.score_given_up = (table.score_given_up || gave_up) && role != R::Score;
}

fn set_sign(table: &mut Table, at: u32, sign: DecimalSign) {
    column(table, at).sign = Some(sign);
}

/// The column, made where the table has none there: a column without a heading can have a meaning too.
fn column(table: &mut Table, at: u32) -> &mut Column {
    let place = table.columns.partition_point(|c| c.at < at);
    if table.columns.get(place).is_none_or(|c| c.at != at) {
        table.columns.insert(place, Column::unheaded(at));
    }
    &mut table.columns[place]
}
