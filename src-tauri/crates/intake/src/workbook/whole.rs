//! .xls, which the reader takes whole.

use std::io::Cursor;

use calamine::{Data, DataRef, Range, Reader, SheetVisible, Xls, XlsError};
use scorebook::Finding;

use super::{
    Cell, Formula, FormulaResult, Merge, Sheet, Value, Workbook, biff, broken, excel, limits,
    within_cells,
};

pub(super) fn xls(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
        XlsError::Password => Finding::PasswordProtected,
        other => broken(other),
    })?;
    let mut workbook = sheets(&mut book)?;
    let mut layouts = biff::layouts(bytes);
    for sheet in &mut workbook.sheets {
        let merges = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merges = merges.into_iter().map(|d| Merge { start: d.start, end: d.end });
        let mut layout = layouts.remove(&sheet.name).unwrap_or_default();
        layout.merges = merges.collect();
        layout.give_to(sheet);
    }
    Ok(workbook)
}

fn sheets<'a, R>(book: &mut R) -> Result<Workbook, Finding>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: ToString,
{
    let mut workbook = Workbook::default();
    let mut count = 0;
    for meta in book.sheets_metadata().to_vec().into_iter().take(limits::SHEETS) {
        let mut sheet = Sheet {
            name: meta.name,
            hidden: meta.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "these formats have no other way, and hold their own grid"
        )]
        let Ok(range) = book.worksheet_range(&sheet.name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut filled = Vec::new();
        for (row, column, value) in range.used_cells() {
            if let Some(content) = excel::content(&borrowed(value)) {
                count += 1;
                within_cells(count)?;
                filled.push((at((top, left), row, column), content));
            }
        }
        sheet.fill(filled);
        if let Ok(formulas) = book.worksheet_formula(&sheet.name) {
            add_formulas(&mut sheet, &formulas);
        }
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

/// The reader has an owned and a borrowed form of the same value; ours is read from the borrowed one.
fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(b) => DataRef::Bool(*b),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn add_formulas(sheet: &mut Sheet, formulas: &Range<String>) {
    let start = formulas.start().unwrap_or_default();
    let mut without = Vec::new();
    for (row, column, formula) in formulas.used_cells().filter(|(_, _, f)| !f.is_empty()) {
        let position = at(start, row, column);
        match sheet.cells.get_mut(position) {
            Some(cell) => {
                let formula = Formula { text: formula.into(), result: FormulaResult::Stored };
                cell.aside.get_or_insert_default().formula = Some(formula);
            }
            None => without.push((position, Cell::new(format!("={formula}"), Value::NoResult))),
        }
    }
    sheet.fill(without);
}

/// A range counts from its own corner; we count from the sheet's.
fn at(corner: (u32, u32), row: usize, column: usize) -> (u32, u32) {
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (corner.0.saturating_add(offset(row)), corner.1.saturating_add(offset(column)))
}
