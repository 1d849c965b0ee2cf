//! Word and Excel files read back by other means than they were written.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "our own files, in a test")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use quick_xml::events::Event;
use scorebook::Points;

/// The parts of an archive.
pub fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut part = archive.by_index(i).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            let name = part.name().unwrap().into_owned();
            (name, bytes)
        })
        .collect()
}

/// An element's name with its children; text is a child named "#text".
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// A part, parsed.
    pub fn parse(part: &[u8]) -> Self {
        let mut reader = quick_xml::Reader::from_reader(part);
        let mut open = vec![Self::default()];
        let begun = |e: &quick_xml::events::BytesStart<'_>| Self {
            name: e.name().as_ref().to_owned(),
            attributes: e
                .attributes()
                .map(|a| {
                    let a = a.unwrap();
                    let name = a.key.as_ref().to_owned();
                    (name, a.value.into_owned())
                })
                .collect(),
            ..Self::default()
        };
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).expect("well-formed XML") {
                Event::Start(e) => open.push(begun(&e)),
                Event::Empty(e) => open.last_mut().unwrap().children.push(begun(&e)),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(done);
                }
                Event::Text(t) => open.last_mut().unwrap().text.push_str(&t),
                Event::GeneralRef(r) => {
                    let letter = match r.resolve_char_ref().unwrap() {
                        Some(c) => c.to_string(),
                        None => {
                            quick_xml::escape::resolve_predefined_entity(&r).unwrap().to_owned()
                        }
                    };
                    open.last_mut().unwrap().text.push_str(&letter);
                }
                Event::Eof => break,
                _ => {}
            }
            buffer.clear();
        }
        open.pop().unwrap()
    }

    /// All elements of that name below this one, in order.
    pub fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            child.all(name, found);
        }
    }

    pub fn every(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }

    /// The words of a paragraph or a cell, as read.
    pub fn words(&self) -> String {
        let mut text = String::new();
        self.collect(&mut text);
        text
    }

    fn collect(&self, text: &mut String) {
        match self.name.as_str() {
            "w:br" => text.push('\n'),
            "w:t" => text.push_str(&self.text),
            _ => self.children.iter().for_each(|c| c.collect(text)),
        }
    }
}

/// The tables of a Word file with lines: rows of cells' words, headings first.
pub fn word_tables(file: &[u8]) -> Vec<Vec<Vec<String>>> {
    let document = Element::parse(&parts(file)["word/document.xml"]);
    document
        .every("w:tbl")
        .into_iter()
        // those without lines only set things side by side
        .filter(|t| !t.every("w:tblStyle").is_empty())
        .map(|t| {
            t.every("w:tr")
                .iter()
                .map(|row| row.every("w:tc").iter().map(|cell| cell.words()).collect())
                .collect()
        })
        .collect()
}

/// What stands in a cell of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Empty,
    Text(String),
    Figure(Points),
}

/// A sheet: values, and formulas beside them, from its first cell.
pub struct Sheet {
    pub name: String,
    pub values: Vec<Vec<Value>>,
    pub formulas: BTreeMap<(usize, usize), String>,
}

pub fn sheets(file: &[u8]) -> Vec<Sheet> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            assert_eq!(range.start(), Some((0, 0)), "{name} begins at A1");
            let values = range
                .rows()
                .map(|row| {
                    row.iter()
                        .map(|cell| match cell {
                            Data::Empty => Value::Empty,
                            Data::String(s) => Value::Text(s.clone()),
                            Data::Float(n) => Value::Figure(
                                Points::from_decimal(&format!("{n:.4}")).expect("points"),
                            ),
                            Data::Int(n) => {
                                Value::Figure(Points::from_decimal(&n.to_string()).expect("points"))
                            }
                            other => panic!("{name} holds {other:?}"),
                        })
                        .collect()
                })
                .collect();
            let formulas = book.worksheet_formula(&name).unwrap();
            let (top, left) = formulas.start().unwrap_or_default();
            let formulas = formulas
                .used_cells()
                .filter(|(.., f)| !f.is_empty())
                .map(|(r, c, f)| ((r + top as usize, c + left as usize), f.clone()))
                .collect();
            Sheet { name, values, formulas }
        })
        .collect()
}

impl Sheet {
    /// What a formula of sums comes to, reckoned from the cells it names.
    pub fn reckon(&self, formula: &str) -> Points {
        if let Some((from, less)) = formula.split_once('-') {
            return self.reckon(from) - self.reckon(less);
        }
        formula
            .split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == ':'))
            .filter(|range| !range.is_empty() && *range != "SUM")
            .map(|range| {
                let (from, to) = range.split_once(':').unwrap_or((range, range));
                let ((column, first), (same, last)) = (position(from), position(to));
                assert_eq!(column, same, "{range} lies in one column");
                (first..=last)
                    .map(|row| match self.values[row].get(column) {
                        Some(Value::Figure(p)) => *p,
                        _ => Points::ZERO,
                    })
                    .sum::<Points>()
            })
            .sum()
    }
}

/// "D7" is (3, 6).
fn position(cell: &str) -> (usize, usize) {
    let split = cell.find(|c: char| c.is_ascii_digit()).unwrap();
    let (letters, row) = cell.split_at(split);
    let column = letters.bytes().fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1) - 1;
    (column, row.parse::<usize>().unwrap() - 1)
}
