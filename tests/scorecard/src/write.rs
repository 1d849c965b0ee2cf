//! Pages as files, by the writers that real programs have.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use anyhow::{Context, Result};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Formula, Workbook, Worksheet};
use unicode_normalization::UnicodeNormalization;

use crate::dice::Dice;
use crate::layout::{Format, Letters};
use crate::page::{Cell, Page};

/// The file's bytes.
pub(crate) fn file(pages: &[Page], format: Format, dice: &mut Dice) -> Result<Vec<u8>> {
    match format {
        Format::Xlsx => xlsx(pages),
        Format::Csv { separator, letters } => {
            csv(pages.first().context("a page")?, separator, letters, dice)
        }
    }
}

/// Stands for a result that is not stored, until it is taken out: the writer always stores one.
const NO_RESULT: &str = "KHONG-LUU";

pub(crate) fn xlsx(pages: &[Page]) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let mut has_formulas = false;
    // Excel opens on a sheet that is shown
    for page in pages {
        let sheet = book.add_worksheet().set_name(&page.name)?;
        sheet.set_hidden(page.hidden);
        for ((row, column), cell) in &page.cells {
            has_formulas |= matches!(cell, Cell::Formula(..));
            put(sheet, *row, *column, cell)?;
        }
        let plain = Look::new();
        for (first_row, first_column, last_row, last_column) in &page.merges {
            if (first_row, first_column) != (last_row, last_column) {
                let text = match page.cells.get(&(*first_row, *first_column)) {
                    Some(Cell::Text(text)) => text.as_str(),
                    _ => "",
                };
                sheet.merge_range(
                    *first_row,
                    *first_column,
                    *last_row,
                    *last_column,
                    text,
                    &plain,
                )?;
            }
        }
        for row in &page.hidden_rows {
            sheet.set_row_hidden(*row)?;
        }
        for column in &page.hidden_columns {
            sheet.set_column_hidden(*column)?;
        }
    }
    let bytes = book.save_to_buffer()?;
    if has_formulas { as_saved(&bytes) } else { Ok(bytes) }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<()> {
    match cell {
        Cell::Text(text) => sheet.write_string(row, column, text)?,
        Cell::Number(n) => sheet.write_number(row, column, *n)?,
        Cell::Percent(n) => {
            sheet.write_number_with_format(row, column, *n, &Look::new().set_num_format("0%"))?
        }
        Cell::Date(year, month, day) => {
            let look = Look::new().set_num_format("dd/mm/yyyy");
            let date = ExcelDateTime::from_ymd(*year, *month, *day)?;
            sheet.write_datetime_with_format(row, column, date, &look)?
        }
        Cell::Formula(formula, result) => {
            let result = result.map_or_else(|| NO_RESULT.to_owned(), |n| n.to_string());
            sheet.write_formula(row, column, Formula::new(formula).set_result(result))?
        }
    };
    Ok(())
}

/// As Excel saves it: without a request to compute all anew, and without the results that are to be lacking.
fn as_saved(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index)?;
        let name = part.name()?.to_string();
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        to.start_file(name, zip::write::SimpleFileOptions::default())?;
        let text =
            text.replace(&format!("<v>{NO_RESULT}</v>"), "").replace(" fullCalcOnLoad=\"1\"", "");
        to.write_all(text.as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}

fn csv(page: &Page, separator: u8, letters: Letters, dice: &mut Dice) -> Result<Vec<u8>> {
    let mut rows: BTreeMap<u32, BTreeMap<u16, String>> = BTreeMap::new();
    // a Vietnamese Excel writes decimal commas
    let commas = separator != b',' || dice.percent(50);
    for ((row, column), cell) in &page.cells {
        rows.entry(*row).or_default().insert(*column, shown(cell, commas));
    }
    let width = page.cells.keys().map(|(_, column)| column + 1).max().unwrap_or(1);
    let mut writer =
        csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    for row in 0..=rows.keys().max().copied().unwrap_or(0) {
        let empty = BTreeMap::new();
        let cells = rows.get(&row).unwrap_or(&empty);
        let fields = (0..width).map(|column| cells.get(&column).map_or("", String::as_str));
        writer.write_record(fields)?;
    }
    let text = String::from_utf8(writer.into_inner()?)?;
    Ok(match letters {
        Letters::Utf8 => text.into_bytes(),
        Letters::Utf8Mark => format!("\u{feff}{text}").into_bytes(),
        Letters::Utf16 => {
            let mut bytes = vec![0xFF, 0xFE];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        }
        Letters::Windows1258 => windows_1258(&text),
    })
}

/// Tones stand behind their letters there; what it has no place for is left out.
fn windows_1258(text: &str) -> Vec<u8> {
    let is_tone = |c: char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let mut apart = String::with_capacity(text.len());
    for c in text.nfc().filter(|c| *c != '\u{200b}') {
        let parts: Vec<char> = std::iter::once(c).nfd().collect();
        let (tones, letter): (Vec<char>, Vec<char>) = parts.into_iter().partition(|p| is_tone(*p));
        apart.extend(letter.into_iter().nfc());
        apart.extend(tones);
    }
    let apart = apart.replace('≥', ">=").replace('−', "-");
    encoding_rs::WINDOWS_1258.encode(&apart).0.into_owned()
}

fn shown(cell: &Cell, commas: bool) -> String {
    let number = |n: f64| {
        // what Excel shows in a cell of ordinary width
        let text = format!("{n:.9}");
        let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
        if commas { text.replace('.', ",") } else { text }
    };
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(n) | Cell::Formula(_, Some(n)) => number(*n),
        Cell::Percent(n) => format!("{}%", number(n * 100.0)),
        Cell::Date(year, month, day) => format!("{day:02}/{month:02}/{year}"),
        Cell::Formula(_, None) => String::new(),
    }
}
