//! A table's rows, read: code, name, score, evidence. What they match is decided later.

use scorebook::plan::ColumnRole;
use scorebook::text::{fold, tidy};
use scorebook::{CellRef, Code, Points};

use crate::codes;
use crate::score::{self, Notation, Reading};
use crate::table::Table;
use crate::workbook::Sheet;

/// One row as read.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) sheet: String,
    /// 0-based row of the sheet.
    pub(crate) at: u32,
    /// The code as written.
    pub(crate) code: String,
    /// What the code may be.
    pub(crate) codes: Vec<Code>,
    /// The name, NFC and tidied, without a code in front.
    pub(crate) name: String,
    /// The score cell, filled or not.
    pub(crate) cell: Option<CellRef>,
    /// Its text, untouched.
    pub(crate) raw: String,
    /// What it says.
    pub(crate) reading: Reading,
    /// The row's own maximum, if it has one that can be read.
    pub(crate) max: Option<Points>,
    pub(crate) evidence: String,
    pub(crate) explanation: String,
    /// Has the table a column for evidence or explanation?
    pub(crate) asks_evidence: bool,
}

/// Reads a table's rows.
pub(crate) fn read(sheet: &Sheet, table: &Table) -> Vec<Row> {
    let score = table.column(ColumnRole::Score);
    let max = table.column(ColumnRole::Max);
    let notation = |column: Option<u32>| {
        let texts = table.rows.iter().filter_map(|row| Some(sheet.text(*row, column?)));
        Notation::of(texts)
    };
    let (score_notation, max_notation) = (notation(score), notation(max));
    let use_codes = !numbers_rows_only(sheet, table);
    let joined = |row: u32, role: ColumnRole| {
        let texts: Vec<String> =
            table.all(role).map(|c| tidy(sheet.text(row, c))).filter(|t| !t.is_empty()).collect();
        texts.join("; ")
    };
    let read = |row: &u32| {
        let row = *row;
        let code_cell = table.column(ColumnRole::Code).and_then(|c| sheet.cell(row, c));
        let mut codes = code_cell.filter(|_| use_codes).map(codes::candidates).unwrap_or_default();
        let mut name =
            table.column(ColumnRole::Name).map(|c| tidy(sheet.text(row, c))).unwrap_or_default();
        if codes.is_empty()
            && let Some((code, rest)) = codes::leading(&name)
        {
            codes.push(code);
            name = tidy(rest);
        }
        let max_reading = max.map(|c| score::read(sheet.cell(row, c), max_notation));
        Row {
            sheet: sheet.name.clone(),
            at: row,
            code: code_cell.map(|c| tidy(&c.text)).unwrap_or_default(),
            codes,
            name,
            cell: score.map(|c| CellRef::new(&sheet.name, row, c)),
            raw: score.map(|c| sheet.text(row, c).to_owned()).unwrap_or_default(),
            reading: score
                .map_or(Reading::Blank, |c| score::read(sheet.cell(row, c), score_notation)),
            max: match max_reading {
                Some(Reading::Points(points)) => Some(points),
                _ => None,
            },
            evidence: joined(row, ColumnRole::Evidence),
            explanation: joined(row, ColumnRole::Explanation),
            asks_evidence: table
                .column(ColumnRole::Evidence)
                .or(table.column(ColumnRole::Explanation))
                .is_some(),
        }
    };
    table.rows.iter().map(read).collect()
}

/// Does the code column only count rows (1, 2, 3, …)? Then its numbers are no codes. A bộ tiêu chí has at
/// most a dozen fields, and their numbers stand far apart.
fn numbers_rows_only(sheet: &Sheet, table: &Table) -> bool {
    let Some(column) = table.column(ColumnRole::Code) else { return false };
    let codes: Vec<Code> = table
        .rows
        .iter()
        .filter_map(|row| sheet.cell(*row, column))
        .filter_map(|cell| codes::parse(&cell.text))
        .collect();
    let counting =
        codes.windows(2).filter(|w| w[1].segments()[0] == w[0].segments()[0] + 1).count();
    codes.len() >= 4
        && codes.iter().all(|c| c.depth() == 1)
        && counting + 1 == codes.len()
        && has_no_roman(sheet, table, column)
}

fn has_no_roman(sheet: &Sheet, table: &Table, column: u32) -> bool {
    table.rows.iter().all(|row| !sheet.text(*row, column).contains(['I', 'V', 'X']))
}

impl Row {
    /// A total or subtotal?
    pub(crate) fn is_total(&self) -> bool {
        let starts = |text: &str| {
            let text = fold(text);
            [
                "tong cong",
                "tong diem",
                "tong so",
                "cong linh vuc",
                "cong muc",
                "cong:",
                "tong hop diem",
            ]
            .iter()
            .any(|w| text.starts_with(w))
                || matches!(text.as_str(), "cong" | "tong")
        };
        starts(&self.name) || starts(&self.code)
    }

    /// The row that numbers the columns: "(1) (2) (3)".
    pub(crate) fn numbers_columns(&self) -> bool {
        let counts = |text: &str| {
            let text = text.trim_matches(['(', ')']);
            !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        counts(&self.name) && (self.code.is_empty() || counts(&self.code))
    }

    /// Does the score cell hold anything but blanks and words for nothing?
    pub(crate) fn has_score(&self) -> bool {
        self.reading != Reading::Blank
    }
}
