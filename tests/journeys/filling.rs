//! A form as a body sends it back: the cells it is meant to fill in hold something, and the sums follow, as
//! a spreadsheet program would store them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use intake::workbook::Sheet;
use scorebook::Points;
use scorebook::source::column_letters;

/// By code: the points, and the evidence.
pub(crate) type Answers = BTreeMap<String, (Points, String)>;

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The form with these answers; criteria without one stay blank.
pub(crate) fn filled(form: &[u8], answers: &Answers) -> Vec<u8> {
    let workbook = intake::workbook::read("bieu.xlsx", form).expect("the form is readable");
    let sheet = workbook.sheets.first().expect("its sheet");
    let at = |heading: &str| column_of(sheet, heading);
    let (score, evidence) = (at("Điểm tự chấm"), at("Tài liệu kiểm chứng"));
    let mut put: Vec<(String, Entry)> = Vec::new();
    for row in sheet.rows() {
        if let Some((points, document)) = answers.get(sheet.text(row, 0)) {
            put.push((address(row, score), Entry::Number(points.to_decimal())));
            put.push((address(row, evidence), Entry::Text(document.clone())));
        }
        if sheet.text(row, 1) == "Tổng cộng" && !answers.is_empty() {
            let sum: Points = answers.values().map(|(points, _)| *points).sum();
            put.push((address(row, score), Entry::Result(sum.to_decimal())));
        }
    }
    assert_eq!(put.len(), answers.len() * 2 + usize::from(!answers.is_empty()), "all have a row");
    edit(form, |xml| put.iter().fold(xml, |xml, (at, entry)| entry.written(&xml, at)))
}

/// The codes that the form asks for: rows with a maximum.
pub(crate) fn asked(form: &[u8]) -> Vec<(String, Points)> {
    let workbook = intake::workbook::read("bieu.xlsx", form).expect("the form is readable");
    let sheet = workbook.sheets.first().expect("its sheet");
    let max = column_of(sheet, "Điểm tối đa");
    let row =
        |row| Some((sheet.text(row, 0).to_owned(), Points::from_decimal(sheet.text(row, max))?));
    sheet.rows().into_iter().filter_map(row).filter(|(code, _)| !code.is_empty()).collect()
}

fn column_of(sheet: &Sheet, heading: &str) -> u32 {
    let mut cells = sheet.cells.iter();
    let found = cells.find(|((_, column), cell)| *column > 0 && cell.text.starts_with(heading));
    found.unwrap_or_else(|| panic!("no column {heading}")).0.1
}

fn address(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

enum Entry {
    Number(String),
    Text(String),
    /// What a formula comes to.
    Result(String),
}

impl Entry {
    /// The sheet with this in the cell, which must be there: a form has every cell that is to be filled in.
    fn written(&self, sheet: &str, at: &str) -> String {
        let from = sheet.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("a cell {at}"));
        let tag = from + sheet[from..].find('>').expect("its tag's end");
        let empty = sheet[..tag].ends_with('/');
        let end =
            if empty { tag + 1 } else { tag + sheet[tag..].find("</c>").expect("its end") + 4 };
        let tag_text = sheet[from..tag].trim_end_matches('/').replace(" t=\"str\"", "");
        let cell = match self {
            Self::Number(number) => format!("{tag_text}><v>{number}</v></c>"),
            Self::Text(text) => format!("{tag_text} t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            Self::Result(result) => {
                let formula = sheet[tag + 1..end].split("<v>").next().expect("a formula");
                format!("{tag_text}>{formula}<v>{result}</v></c>")
            }
        };
        format!("{}{cell}{}", &sheet[..from], &sheet[end..])
    }
}

fn edit(xlsx: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(xlsx)).expect("a container");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut text = String::new();
    from.by_name(SHEET).expect("the sheet").read_to_string(&mut text).expect("XML");
    for at in 0..from.len() {
        let part = from.by_index(at).expect("a part");
        if part.name().expect("a name") != SHEET {
            to.raw_copy_file(part).expect("copied");
        }
    }
    to.start_file(SHEET, zip::write::SimpleFileOptions::default()).expect("the sheet");
    to.write_all(change(text).as_bytes()).expect("written");
    to.finish().expect("a container").into_inner()
}
