//! The parsers of files, each by itself: see [`crate::fuzzing`].

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{
    Workbook, biff, compound, delimited, doc, html, kind, limits, lists, ods, odt, rtf,
    spreadsheet_ml, word, xlsb, xlsx,
};
use crate::legacy;

/// Which format a file is.
pub(crate) fn kind(data: &[u8]) {
    let _ = kind::of(data);
}

/// A text with separators.
pub(crate) fn delimited(data: &[u8]) {
    sound(delimited::read("a.csv", data).ok());
}

/// A web page.
pub(crate) fn html(data: &[u8]) {
    sound(html::read(data).ok());
}

/// The text of a .docx.
pub(crate) fn word(data: &[u8]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let written =
        zip.start_file("word/document.xml", stored).is_ok() && zip.write_all(data).is_ok();
    if let (true, Ok(file)) = (written, zip.finish()) {
        sound(word::read(file.get_ref()).ok());
    }
    let _ = lists::Lists::of(&String::from_utf8_lossy(data));
}

/// A .doc.
pub(crate) fn doc(data: &[u8]) {
    sound(doc::read(data).ok());
}

/// The text of an .odt.
pub(crate) fn odt(data: &[u8]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let written = zip.start_file("content.xml", stored).is_ok() && zip.write_all(data).is_ok();
    if let (true, Ok(file)) = (written, zip.finish()) {
        sound(odt::read(file.get_ref()).ok());
    }
}

/// An .rtf.
pub(crate) fn rtf(data: &[u8]) {
    sound(rtf::read(data).ok());
}

/// An Excel 2003 XML.
pub(crate) fn spreadsheet_ml(data: &[u8]) {
    sound(spreadsheet_ml::read(data).ok());
}

/// The XML of a sheet.
pub(crate) fn layout(data: &[u8]) {
    if let Some(sheet) = xlsx::trial(data) {
        let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
        assert!(
            workbook.sheets[0].hidden_columns.iter().all(|column| *column < limits::COLUMNS),
            "no column beyond the limit"
        );
        sound(Some(workbook));
    }
    let xml = String::from_utf8_lossy(data);
    sound(ods::content_of(&xml, &ods::Styles::default(), false).ok());
}

/// The box around an .xls, and its records.
pub(crate) fn compound(data: &[u8]) {
    let _ = compound::check(data);
    let _ = biff::asks_for_password(data);
    let _ = biff::layouts(data);
}

/// The records of an .xlsb: those of a sheet, those of the styles.
pub(crate) fn xlsb(data: &[u8]) {
    let layout = xlsb::of_sheet(data, &xlsb::styles(data));
    assert!(
        layout.hidden_columns.iter().all(|column| *column < limits::COLUMNS),
        "no column beyond the limit"
    );
}

/// What holds for every workbook, however it was read.
fn sound(workbook: Option<Workbook>) {
    let Some(mut workbook) = workbook else { return };
    for sheet in &workbook.sheets {
        for ((row, column), cell) in sheet.cells.iter() {
            assert!(column < limits::COLUMNS, "no cell beyond the limit: row {row}");
            assert!(!cell.raw().trim().is_empty(), "a cell that is kept holds something");
        }
    }
    legacy::mark(&mut workbook);
}
