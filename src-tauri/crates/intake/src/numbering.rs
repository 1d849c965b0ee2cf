//! Which column holds the criteria's codes. Many sheets also count their rows, beside the codes or instead
//! of them: such numbers look like codes of fields and must not be taken for any.

use scorebook::Code;
use scorebook::plan::ColumnRole;

use crate::codes;
use crate::table::Table;
use crate::workbook::Sheet;

/// How a table numbers its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbering {
    /// The column of the codes.
    pub(crate) column: Option<u32>,
    /// Its plain numbers (1, 2, 3, …) count rows; dotted and Roman ones are codes still.
    pub(crate) counts_rows: bool,
}

/// What a row's other cells say of a code that was read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// It is this row's code.
    Yes,
    /// The row has another code.
    No,
    /// Nothing.
    Nothing,
}

impl Numbering {
    /// The column whose codes fit best. `says` judges the codes that a cell may mean beside the row's name.
    pub(crate) fn of(sheet: &Sheet, table: &Table, says: impl Fn(&[Code], &str) -> Says) -> Self {
        let mut columns = table.all(ColumnRole::Code);
        if let (Some(only), None) = (columns.next(), columns.next()) {
            let plain = |row: &&u32| is_plain(sheet.text(**row, only));
            if table.rows.iter().filter(plain).nth(1).is_none() {
                return Self { column: Some(only), counts_rows: false };
            }
        }
        let name_column = table.column(ColumnRole::Name);
        let judge = |column: u32| {
            let mut judged = Judged::default();
            for row in &table.rows {
                let Some(cell) = sheet.cell(*row, column) else { continue };
                let codes = codes::candidates(cell);
                if codes.is_empty() {
                    continue;
                }
                let says = says(&codes, name_column.map_or("", |c| sheet.reading(*row, c)));
                judged.fits += usize::from(says == Says::Yes);
                if is_plain(&cell.text) {
                    judged.plain_fits += usize::from(says == Says::Yes);
                    judged.plain_misfits += usize::from(says == Says::No);
                }
            }
            (column, judged)
        };
        // of equals the first, which `max_by_key` would not give
        let judged: Vec<(u32, Judged)> = table.all(ColumnRole::Code).map(judge).collect();
        let best = judged.iter().rev().max_by_key(|(_, j)| j.fits);
        best.map_or_else(Self::default, |(column, judged)| Self {
            column: Some(*column),
            counts_rows: judged.plain_fits == 0 && judged.plain_misfits >= 2,
        })
    }

    /// The codes a cell of the column may mean.
    pub(crate) fn codes(self, cell: &crate::workbook::Cell) -> Vec<Code> {
        if self.counts_rows && is_plain(&cell.text) { Vec::new() } else { codes::candidates(cell) }
    }
}

#[derive(Clone, Copy, Default)]
struct Judged {
    fits: usize,
    plain_fits: usize,
    plain_misfits: usize,
}

/// "3", "3.", "03": a number that may merely count.
fn is_plain(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')']);
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
