//! A table's rows, read: code, name, score, evidence. What they match is decided later.

use scorebook::plan::ColumnRole;
use scorebook::text::{fold, tidy};
use scorebook::{CellRef, Code, Points};

use crate::codes;
use crate::column_numbers::numbers_columns;
use crate::numbering::Numbering;
use crate::score::{self, Notation, ScoreValue};
use crate::table::Table;
use crate::texts::TextColumns;
use crate::workbook::{Cell, FormulaResult, Sheet};

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
    /// The column of the name.
    pub(crate) name_at: Option<u32>,
    /// The score cell, filled or not.
    pub(crate) cell: Option<CellRef>,
    /// Its text, untouched.
    pub(crate) raw: String,
    /// What it says.
    pub(crate) value: ScoreValue,
    /// What the file shows of the score, where it stores something else.
    pub(crate) shown: Option<Points>,
    /// Whether a person takes that.
    pub(crate) takes_shown: Option<bool>,
    /// Does a comment stand in the row?
    pub(crate) has_note: bool,
    /// Set when it is a formula's result that the file does not stand by: what is stored, and whether it comes
    /// from an empty cell.
    pub(crate) not_computed: Option<(String, bool)>,
    /// The row's own maximum, if it has one that can be read.
    pub(crate) max: Option<Points>,
    /// The column of maxima.
    pub(crate) max_at: Option<u32>,
    pub(crate) evidence: String,
    pub(crate) explanation: String,
    /// Has the table a column for evidence or explanation?
    pub(crate) asks_evidence: bool,
    /// Does the row only number the columns: "(1) (2) (3)"?
    pub(crate) numbers_columns: bool,
}

/// Reads a table's rows, numbered that way.
pub(crate) fn read(sheet: &Sheet, table: &Table, numbering: Numbering) -> Vec<Row> {
    let score = table.column(ColumnRole::Score);
    let max = table.column(ColumnRole::Max);
    let notation = |column: Option<u32>| {
        let said = column.and_then(|column| table.sign(column)).map(Notation::certain);
        let texts = table.rows.iter().filter_map(|row| Some(sheet.text(*row, column?)));
        said.unwrap_or_else(|| Notation::of(texts))
    };
    let (score_notation, max_notation) = (notation(score), notation(max));
    let texts = TextColumns::of(sheet, table);
    let takes_shown =
        table.columns.iter().find(|c| c.role == ColumnRole::Score).and_then(|c| c.shown);
    let read = |row: &u32| {
        let row = *row;
        let code_cell = numbering.column.and_then(|c| sheet.cell(row, c));
        let mut codes = code_cell.map(|cell| numbering.codes(cell)).unwrap_or_default();
        let mut name =
            table.column(ColumnRole::Name).map(|c| tidy(sheet.reading(row, c))).unwrap_or_default();
        if let Some((code, rest)) = codes::leading(&name)
            && (codes.is_empty() || codes.contains(&code))
        {
            name = tidy(rest);
            codes = vec![code];
        }
        let code = code_cell.map(|c| tidy(c.reading())).unwrap_or_default();
        // "Tổng cộng" stands wherever there was room for it
        if code.is_empty() && name.is_empty() {
            let mut texts = sheet.row(row).map(|(_, cell)| cell.reading());
            name = texts.find(|text| is_total(text)).map(tidy).unwrap_or_default();
        }
        let (evidence, explanation) = texts.of_row(row);
        let max_reading = max.map(|c| score::read(sheet.cell(row, c), max_notation));
        let score_cell = score.and_then(|c| sheet.cell(row, c));
        let shown = score_cell.and_then(score::shown);
        let value = match (shown, takes_shown) {
            (Some(shown), Some(true)) => ScoreValue::Points(shown),
            _ => score.map_or(ScoreValue::Blank, |_| score::read(score_cell, score_notation)),
        };
        Row {
            sheet: sheet.name.clone(),
            at: row,
            code,
            codes,
            name,
            name_at: table.column(ColumnRole::Name),
            cell: score.map(|c| CellRef::new(&sheet.name, row, c)),
            raw: score.map(|c| sheet.text(row, c).to_owned()).unwrap_or_default(),
            shown: shown.filter(|shown| value != ScoreValue::Points(*shown)),
            takes_shown,
            has_note: sheet.notes.iter().any(|note| note.at.is_some_and(|at| at.0 == row)),
            value,
            not_computed: score.and_then(|c| sheet.cell(row, c)).and_then(not_computed),
            max_at: max,
            max: match max_reading {
                Some(ScoreValue::Points(points)) => Some(points),
                _ => None,
            },
            evidence,
            explanation,
            numbers_columns: numbers_columns(sheet, row),
            asks_evidence: table
                .column(ColumnRole::Evidence)
                .or(table.column(ColumnRole::Explanation))
                .is_some(),
        }
    };
    table.rows.iter().map(read).collect()
}

fn not_computed(cell: &Cell) -> Option<(String, bool)> {
    let formula = cell.aside.as_ref()?.formula.as_ref()?;
    let of_empty_cell = formula.result == FormulaResult::OfEmptyCell;
    formula.result.is_doubtful().then(|| (cell.raw().to_owned(), of_empty_cell))
}

/// Does a text begin as the name of a sum does?
fn is_total(text: &str) -> bool {
    // folding is dear, and most texts are nothing of the kind
    let text = text.trim_start_matches([' ', '-', '–', '+', '*', '•']);
    if !text.starts_with(['t', 'T', 'c', 'C']) {
        return false;
    }
    let text = fold(text);
    ["tong cong", "tong diem", "tong so", "cong linh vuc", "cong muc", "tong hop diem"]
        .iter()
        .any(|w| text.starts_with(w))
        || matches!(text.as_str(), "cong" | "tong")
}

impl Row {
    /// The cell of the name. Made when asked for: most rows are none to speak of.
    pub(crate) fn name_cell(&self) -> Option<CellRef> {
        self.name_at.map(|column| CellRef::new(&self.sheet, self.at, column))
    }

    /// The cell of the row's own maximum.
    pub(crate) fn max_cell(&self) -> Option<CellRef> {
        self.max_at.map(|column| CellRef::new(&self.sheet, self.at, column))
    }

    /// Is it "Cộng" or "Tổng cộng" and nothing else? No criterion is named so.
    pub(crate) fn is_bare_total(&self) -> bool {
        self.codes.is_empty()
            && matches!(fold(&self.name).as_str(), "cong" | "tong" | "tong cong" | "tong diem")
    }

    /// Does it read as a total or subtotal? A criterion may, too ("Tổng số thủ tục được rà soát"): that a
    /// row matches none is for the caller to see.
    pub(crate) fn is_total(&self) -> bool {
        is_total(&self.name) || is_total(&self.code)
    }

    /// Does the score cell begin as a number or formula does, whether or not it can be read?
    pub(crate) fn looks_like_a_number(&self) -> bool {
        self.raw.trim_start().starts_with(|c: char| c.is_numeric() || "-−.,=".contains(c))
    }

    /// Does the score cell hold anything but blanks and words for nothing?
    pub(crate) fn has_score(&self) -> bool {
        self.value != ScoreValue::Blank
    }
}
