//! .docx: its tables as sheets, its paragraphs as the rows around them.
//!
//! Text that was struck out with "track changes" is no text any more; what was put in is.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use scorebook::Finding;
use zip::ZipArchive;

use super::flow::{Flow, Grid};
use super::layout::{self, attribute};
use super::lists::Lists;
use super::{Cell, Merge, Workbook, damaged, limits};
use crate::legacy;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut xml = String::new();
    let part = archive.by_name("word/document.xml").map_err(damaged)?;
    part.take(limits::INFLATED_BYTES).read_to_string(&mut xml).map_err(damaged)?;
    let lists = layout::part(&mut archive, "word/numbering.xml");
    let mut document = Document {
        lists: lists.map(|xml| Lists::of(&xml)).unwrap_or_default(),
        ..Document::default()
    };
    let mut reader = quick_xml::Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(element) => {
                if element.local_name().as_ref() == "pPr" {
                    let span = reader.read_to_end(element.name()).map_err(damaged)?;
                    let properties = at(span.start)..at(span.end);
                    document.number(xml.get(properties).unwrap_or_default());
                } else if is_passed_over(element.local_name().as_ref()) {
                    reader.read_to_end(element.name()).map_err(damaged)?;
                } else {
                    document.start(&element)?;
                }
            }
            Event::Empty(element) => {
                let name = element.local_name();
                if !is_passed_over(name.as_ref()) {
                    document.start(&element)?;
                    document.end(name.as_ref())?;
                }
            }
            Event::End(element) => document.end(element.local_name().as_ref())?,
            Event::Text(text) if document.in_text => document.push(&text.xml10_content()),
            Event::CData(text) if document.in_text => document.push(&text.into_inner()),
            Event::GeneralRef(entity) if document.in_text => {
                let escaped = format!("&{};", entity.into_inner());
                document.push(&quick_xml::escape::unescape(&escaped).map_err(damaged)?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !document.ended {
        return Err(damaged("văn bản bị cắt ngang"));
    }
    Ok(document.flow.finish())
}

/// A place in the document, as the parser counts them.
fn at(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// Struck out, moved away, the older of two forms of one drawing, or no text at all.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "pPr"
            | "moveFrom"
            | "Fallback"
            | "instrText"
            | "delText"
            | "delInstrText"
            | "sectPr"
            | "tblPr"
            | "tblGrid"
    )
}

#[derive(Default)]
struct Document {
    flow: Flow,
    lists: Lists,
    tables: Vec<Table>,
    /// The paragraph outside of tables.
    line: String,
    in_text: bool,
    ended: bool,
    /// Has the paragraph nothing yet but the number that Word gives it?
    after_number: bool,
    /// Depth inside of `w:del` around runs.
    deleted: usize,
    /// Inside of a row's own properties, where `w:del` says that the row was taken out.
    in_row_properties: bool,
}

#[derive(Default)]
struct Table {
    grid: Grid,
    row: u32,
    column: u32,
    rows_begun: bool,
    row_deleted: bool,
    cell: Option<Open>,
    /// By first column: the place among the merges of the one that a cell below may carry on.
    upright: BTreeMap<u32, usize>,
}

/// A cell being read.
#[derive(Default)]
struct Open {
    text: String,
    paragraphs: u32,
    span: u32,
    upright: Option<Upright>,
    font: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Upright {
    Begins,
    GoesOn,
}

impl Document {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Finding> {
        let number = |name: &str| attribute(element, name).and_then(|n| n.parse::<u32>().ok());
        match element.local_name().as_ref() {
            "tbl" => {
                if self.tables.len() >= limits::TABLE_DEPTH {
                    return Err(Finding::TooLarge {
                        detail: "bảng lồng trong bảng quá sâu".into(),
                    });
                }
                self.tables.push(Table::default());
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row = if table.rows_begun { table.row + 1 } else { 0 };
                    (table.rows_begun, table.column, table.row_deleted) = (true, 0, false);
                }
            }
            "trPr" => self.in_row_properties = true,
            "gridBefore" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column += number("w:val").unwrap_or(0).min(limits::COLUMNS);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Open { span: 1, ..Open::default() });
                }
            }
            "gridSpan" => {
                if let Some(cell) = self.cell() {
                    cell.span = number("w:val").unwrap_or(1).clamp(1, limits::COLUMNS);
                }
            }
            "vMerge" => {
                if let Some(cell) = self.cell() {
                    let begins = attribute(element, "w:val").as_deref() == Some("restart");
                    cell.upright = Some(if begins { Upright::Begins } else { Upright::GoesOn });
                }
            }
            "del" if self.in_row_properties => {
                if let Some(table) = self.tables.last_mut() {
                    table.row_deleted = true;
                }
            }
            "del" => self.deleted += 1,
            "p" => {
                self.after_number = false;
                if let Some(cell) = self.cell() {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "t" => self.in_text = self.deleted == 0,
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = attribute(element, "w:char");
                let code = code.and_then(|c| u32::from_str_radix(&c, 16).ok());
                if let Some(sign) = code.and_then(char::from_u32) {
                    self.push(sign.encode_utf8(&mut [0; 4]));
                }
            }
            "rFonts" => {
                let font = attribute(element, "w:ascii");
                if let (Some(cell), Some(font)) = (self.cell(), font)
                    && legacy::of_font(&font).is_some()
                {
                    cell.font = Some(font);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Finding> {
        match name {
            "t" => self.in_text = false,
            "trPr" => self.in_row_properties = false,
            "del" if !self.in_row_properties => self.deleted = self.deleted.saturating_sub(1),
            "p" if self.tables.is_empty() => {
                let line = std::mem::take(&mut self.line);
                self.flow.line(&line)?;
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell();
                }
            }
            "tbl" => {
                let Some(table) = self.tables.pop() else { return Ok(()) };
                let mut grid = table.grid;
                grid.height = if table.rows_begun { table.row + 1 } else { 0 };
                match self.cell() {
                    None => self.flow.table(grid)?,
                    // a table inside a cell is that cell's text
                    Some(cell) => push_nested(&mut cell.text, &grid),
                }
            }
            "body" => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    /// Puts a paragraph's own number before it, if its properties say that it has one.
    fn number(&mut self, properties: &str) {
        let (mut list, mut level) = (None, 0);
        let mut reader = quick_xml::Reader::from_str(properties);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = &event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            match element.local_name().as_ref() {
                "numId" => list = attribute(element, "w:val"),
                "ilvl" => {
                    level = attribute(element, "w:val").and_then(|n| n.parse().ok()).unwrap_or(0);
                }
                // what it was before a tracked change
                "pPrChange" => break,
                _ => {}
            }
        }
        if let Some(number) = list.and_then(|list| self.lists.next(&list, level)) {
            self.push(&number);
            self.after_number = true;
        }
    }

    fn cell(&mut self) -> Option<&mut Open> {
        self.tables.last_mut().and_then(|table| table.cell.as_mut())
    }

    fn push(&mut self, text: &str) {
        if self.deleted > 0 {
            return;
        }
        if std::mem::take(&mut self.after_number) {
            self.push(" ");
        }
        match self.tables.last_mut() {
            None => self.line.push_str(text),
            Some(table) => {
                if let Some(cell) = &mut table.cell {
                    cell.text.push_str(text);
                }
            }
        }
    }
}

impl Table {
    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let at = (self.row, self.column);
        let last = self.column.saturating_add(cell.span - 1).min(limits::COLUMNS);
        self.column = last.saturating_add(1);
        self.grid.width = self.grid.width.max(self.column);
        let text = if self.row_deleted { "" } else { cell.text.trim_end_matches('\n') };
        if cell.upright == Some(Upright::GoesOn) {
            let begun = self.upright.get(&at.1).and_then(|n| self.grid.merges.get_mut(*n));
            if let Some(merge) = begun {
                merge.end.0 = self.row;
            }
        } else {
            self.upright.remove(&at.1);
            if cell.upright.is_some() {
                self.upright.insert(at.1, self.grid.merges.len());
            }
            if cell.upright.is_some() || cell.span > 1 {
                self.grid.merges.push(Merge { start: at, end: (self.row, last) });
            }
        }
        if !text.trim().is_empty() {
            let mut content = Cell::text(text);
            content.legacy = legacy::in_font(text, cell.font.as_deref());
            self.grid.cells.insert(at, content);
        }
    }
}

/// Row by row, cells apart by tabs.
fn push_nested(text: &mut String, grid: &Grid) {
    let mut before = None;
    for ((row, _), cell) in &grid.cells {
        if !text.is_empty() {
            text.push(if before == Some(row) { '\t' } else { '\n' });
        }
        text.push_str(&cell.text);
        before = Some(row);
    }
}
