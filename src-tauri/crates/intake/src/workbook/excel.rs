//! .xlsx, .xlsm and .xlsb, cell by cell: the readers' own grids abort on two far-apart cells.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, Xlsx, XlsxError};
use scorebook::Finding;

use crate::legacy;

use super::{Cell, Sheet, Value, Workbook, damaged, layout, limits, number, within_cells, xlsb};

pub(super) fn xlsx(bytes: &[u8]) -> Result<Workbook, Finding> {
    let cells = || {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| xlsx_error(&e))?;
        let workbook = xlsx_cells(&mut book)?;
        Ok((book, workbook))
    };
    let ((mut book, mut workbook), mut layouts) = layout::beside(bytes, layout::in_xlsx, cells)?;
    for sheet in &mut workbook.sheets {
        if let Some(layout) = layouts.remove(&sheet.name) {
            layout.give_to(sheet);
        }
        if sheet.cells.values().any(|cell| legacy::is_doubtful(&cell.text)) {
            hear_fonts(&mut book, sheet)?;
        }
    }
    Ok(workbook)
}

fn xlsx_cells(book: &mut Xlsx<Cursor<&[u8]>>) -> Result<Workbook, Finding> {
    let mut workbook = Workbook::default();
    let mut count = 0;
    for meta in book.sheets_metadata().to_vec().into_iter().take(limits::SHEETS) {
        let mut cells = match book.worksheet_cells_reader(&meta.name) {
            Ok(cells) => cells,
            // chart sheets and the like have no cells
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(xlsx_error(&error)),
        };
        let mut sheet = Sheet {
            name: meta.name,
            hidden: meta.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        let mut filled = Vec::new();
        while let Some(cell) = cells.next_cell_with_formula().map_err(|e| xlsx_error(&e))? {
            let content = match (&cell.value, cell.formula) {
                (DataRef::Empty, Some(formula)) => {
                    Some(Cell::new(format!("={formula}"), Value::NoResult))
                }
                (value, _) => content(value),
            };
            if let Some(content) = content {
                count += 1;
                within_cells(count)?;
                filled.push((cell.pos, content));
            }
        }
        sheet.fill(filled);
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

/// Lets the fonts decide on cells whose letters can be read in two ways.
fn hear_fonts(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &mut Sheet) -> Result<(), Finding> {
    let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(|e| xlsx_error(&e))?;
    let font = |style: &calamine::Style| style.font.as_ref().and_then(|f| f.name.clone());
    let fonts: Vec<Option<String>> = cells.styles().iter().map(font).collect();
    if !fonts.iter().flatten().any(|font| legacy::of_font(font).is_some()) {
        return Ok(());
    }
    while let Some((row, column, style)) = cells.next_style_id().map_err(|e| xlsx_error(&e))? {
        let font = fonts.get(style).and_then(Option::as_deref);
        if let (Some(cell), Some(font)) = (sheet.cells.get_mut((row, column)), font) {
            cell.legacy = legacy::in_font(&cell.text, Some(font));
        }
    }
    Ok(())
}

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
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            // chart sheets and the like have no cells
            Err(_) if meta.typ != SheetType::WorkSheet => continue,
            Err(error) => return Err(damaged(error)),
        };
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
