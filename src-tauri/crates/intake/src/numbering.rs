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
pub(crate) enum CodeVerdict {
    /// It is this row's code, and the row has points of its own.
    Yes,
    /// It is the code of a row above others: the first field stands in the first row of many files.
    Above,
    /// The row is another one, and the code is of none that has points: it may well be no code.
    No,
    /// The row is another one, and the code is of one with points: one of the two is wrong.
    Contradicts,
    /// Nothing.
    Nothing,
}

impl Numbering {
    /// The column whose codes fit best. `judge` judges the codes that a cell may mean beside the row's name.
    pub(crate) fn of(
        sheet: &Sheet,
        table: &Table,
        judge: impl Fn(&[Code], &str) -> CodeVerdict,
    ) -> Self {
        let mut columns = table.all(ColumnRole::Code);
        if let (Some(only), None) = (columns.next(), columns.next()) {
            let plain = |row: &u32| is_plain(sheet.text(*row, only));
            if !table.rows.iter().any(plain) {
                return Self { column: Some(only), counts_rows: false };
            }
        }
        let name_column = table.column(ColumnRole::Name);
        let judged_column = |column: u32| {
            let mut judged = Judged::default();
            for row in &table.rows {
                let Some(cell) = sheet.cell(*row, column) else { continue };
                let codes = codes::candidates(cell);
                if codes.is_empty() {
                    continue;
                }
                let verdict = judge(&codes, name_column.map_or("", |c| sheet.reading(*row, c)));
                let fits = matches!(verdict, CodeVerdict::Yes | CodeVerdict::Above);
                judged.fits += usize::from(fits);
                if is_plain(&cell.text) {
                    judged.plain_fits += usize::from(fits);
                    judged.plain_misfits += usize::from(verdict == CodeVerdict::No);
                    judged.contradictions += usize::from(verdict == CodeVerdict::Contradicts);
                    if verdict != CodeVerdict::Nothing {
                        judged.count(&codes);
                    }
                }
            }
            (column, judged)
        };
        // of equals the first, which `max_by_key` would not give
        let judged: Vec<(u32, Judged)> = table.all(ColumnRole::Code).map(judged_column).collect();
        let best = judged.iter().rev().max_by_key(|(_, j)| j.fits);
        best.map_or_else(Self::default, |(column, judged)| Self {
            column: Some(*column),
            counts_rows: judged.counts_rows(),
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
    contradictions: usize,
    /// The plain number before.
    before: u16,
    /// A number was no larger than the one before, nor 1 again.
    goes_back: bool,
}

impl Judged {
    fn count(&mut self, codes: &[Code]) {
        let number = codes.first().and_then(|c| c.segments().first().copied()).unwrap_or(0);
        self.goes_back |= number != 1 && number <= self.before;
        self.before = number;
    }

    /// Do the plain numbers count rows? They stand beside names of other codes; and they only go up until
    /// they begin anew, or fit nowhere. The more of them fit, the more others must not.
    fn counts_rows(&self) -> bool {
        let fit_nowhere = self.plain_fits == 0 && self.plain_misfits >= 2;
        let run = !self.goes_back && self.plain_misfits > self.plain_fits + self.contradictions;
        fit_nowhere || run
    }
}

/// "3", "3.", "03": a number that may merely count.
fn is_plain(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')']);
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
