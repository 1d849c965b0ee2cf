//! .xlsx, .xlsm and .xlsb, cell by cell: the readers' own grids abort on two far-apart cells.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsb, Xlsx, XlsxError};
use scorebook::Finding;

use super::{Cell, Merge, Sheet, Value, Workbook, damaged, hidden, limits, number, within_cells};

pub(super) fn xlsx(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| xlsx_error(&e))?;
    let hidden = hidden::in_xlsx(bytes);
    let mut workbook = Workbook::default();
    let mut count = 0;
    for meta in book.sheets_metadata().to_vec().into_iter().take(limits::SHEETS) {
        let mut sheet = Sheet { hidden: meta.visible != SheetVisible::Visible, ..Sheet::default() };
        let mut cells = match book.worksheet_cells_reader(&meta.name) {
            Ok(cells) => cells,
            // chart sheets and the like have no cells
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(xlsx_error(&error)),
        };
        while let Some(cell) = cells.next_cell_with_formula().map_err(|e| xlsx_error(&e))? {
            let content = match (&cell.value, cell.formula) {
                (DataRef::Empty, Some(formula)) => {
                    Some(Cell { text: format!("={formula}"), value: Value::NoResult })
                }
                (value, _) => content(value),
            };
            if let Some(content) = content {
                count += 1;
                within_cells(count)?;
                sheet.put(cell.pos, content);
            }
        }
        drop(cells);
        if let Ok(merges) = book.merge_cells_by_sheet_name(&meta.name) {
            sheet.merges =
                merges.into_iter().map(|d| Merge { start: d.start, end: d.end }).collect();
        }
        if let Some(hidden) = hidden.get(&meta.name) {
            sheet.hidden_rows.clone_from(&hidden.rows);
            sheet.hidden_columns.clone_from(&hidden.columns);
        }
        sheet.name = meta.name;
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

pub(super) fn xlsb(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|e| match e {
        calamine::XlsbError::Password => Finding::PasswordProtected,
        other => damaged(other),
    })?;
    let mut workbook = Workbook::default();
    let mut count = 0;
    for meta in book.sheets_metadata().to_vec().into_iter().take(limits::SHEETS) {
        let mut sheet = Sheet {
            name: meta.name,
            hidden: meta.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else { continue };
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            if let Some(content) = content(cell.get_value()) {
                count += 1;
                within_cells(count)?;
                sheet.put(cell.get_position(), content);
            }
        }
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

fn xlsx_error(error: &XlsxError) -> Finding {
    match error {
        XlsxError::Password => Finding::PasswordProtected,
        other => damaged(other),
    }
}

/// A reader's value as a cell; nothing when it is empty.
pub(super) fn content(value: &DataRef<'_>) -> Option<Cell> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(n) => {
            let text = n.to_string();
            text.parse().map_or_else(|_| Cell::text(text.clone()), number)
        }
        DataRef::Float(n) => number(*n),
        DataRef::String(text) => Cell::text(text.as_str()),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(true) => Cell::text("TRUE"),
        DataRef::Bool(false) => Cell::text("FALSE"),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Cell {
                text: format!("{day:02}/{month:02}/{year}"),
                value: Value::Date(year, month, day),
            }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell { text: text.clone(), value: iso(text) }
        }
        DataRef::Error(error) => Cell { text: error.to_string(), value: Value::Error },
    })
}

fn iso(text: &str) -> Value {
    let mut parts = text.split(['-', 'T']);
    let date = (|| {
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        Some(Value::Date(year, month, parts.next()?.parse().ok()?))
    })();
    date.unwrap_or(Value::Text)
}
