//! .xlsb, cell by cell: the reader's own grid aborts on two far-apart cells.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb};
use scorebook::Finding;

use super::{Cell, Sheet, Value, Workbook, broken, layout, limits, number, within_cells, xlsb};

pub(super) fn xlsb(bytes: &[u8]) -> Result<Workbook, Finding> {
    let (mut workbook, mut layouts) = layout::beside(bytes, xlsb::layouts, || xlsb_cells(bytes))?;
    for sheet in &mut workbook.sheets {
        if let Some(layout) = layouts.remove(&sheet.name) {
            layout.give_to(sheet);
        }
    }
    Ok(workbook)
}

fn xlsb_cells(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|e| match e {
        calamine::XlsbError::Password => Finding::PasswordProtected,
        other => broken(other),
    })?;
    let mut workbook = Workbook::default();
    let mut count = 0;
    for meta in book.sheets_metadata().to_vec().into_iter().take(limits::SHEETS) {
        let mut sheet = Sheet {
            name: meta.name,
            hidden: meta.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            // chart sheets and the like have no cells
            Err(_) if meta.typ != SheetType::WorkSheet => continue,
            Err(error) => return Err(broken(error)),
        };
        while let Some(cell) = cells.next_cell().map_err(broken)? {
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
            Cell::new(format!("{day:02}/{month:02}/{year}"), Value::Date(year, month, day))
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::new(text.clone(), iso(text))
        }
        DataRef::Error(error) => Cell::new(error.to_string(), Value::Error),
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
