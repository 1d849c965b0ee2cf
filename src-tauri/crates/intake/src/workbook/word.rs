//! .docx: its tables as sheets, its paragraphs as the rows around them.
//!
//! Text that a tracked change took away is no text any more, what it put in is; nor are letters that are struck
//! out, raised or hidden, and what stands for something nobody filled in.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use scorebook::Finding;

use super::flow::{Flow, Grid, Inner};
use super::lists::Lists;
use super::package::{Package, attribute};
use super::page::{Look, PageText};
use super::word_styles::{Letters, Styles, is_white};
use super::{Merge, Note, NoteKind, Remark, Unseen, Workbook, broken, damaged, limits};
use crate::legacy;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut package = Package::open(bytes)?;
    let main = "word/document.xml";
    let xml = package.text(main)?.ok_or_else(|| damaged("tệp thiếu phần văn bản"))?;
    let part = |package: &mut Package<'_>, name: &str| {
        package.text_if_sound(&format!("word/{name}.xml")).unwrap_or_default()
    };
    let mut document = Document {
        lists: Lists::of(&part(&mut package, "numbering")),
        styles: Styles::of(&part(&mut package, "styles")),
        comments: texts(&part(&mut package, "comments"), "comment"),
        footnotes: texts(&part(&mut package, "footnotes"), "footnote"),
        endnotes: texts(&part(&mut package, "endnotes"), "endnote"),
        ..Document::default()
    };
    let mut reader = quick_xml::Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => {
                let name = element.local_name();
                let is_properties = matches!(name.as_ref(), "pPr" | "sdtPr");
                if is_properties || is_passed_over(name.as_ref()) {
                    let span = reader.read_to_end(element.name()).map_err(broken)?;
                    let inside = xml.get(at(span.start)..at(span.end)).unwrap_or_default();
                    match name.as_ref() {
                        "pPr" => document.paragraph(inside),
                        "sdtPr" => document.control(inside),
                        _ => {}
                    }
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
                document.push(&quick_xml::escape::unescape(&escaped).map_err(broken)?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !document.ended {
        return Err(damaged("văn bản bị cắt ngang"));
    }
    let mut workbook = document.flow.finish();
    if document.embeds_table {
        workbook.remarks.push(Remark::EmbeddedTable);
    }
    Ok(workbook)
}

/// The texts of comments or footnotes, by their ids.
fn texts(xml: &str, name: &str) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let (mut id, mut text, mut in_text) = (String::new(), String::new(), false);
    let mut reader = quick_xml::Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => in_text = true,
                local if local == name => {
                    id = attribute(&element, "id").unwrap_or_default();
                    text.clear();
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "p" => text.push('\n'),
                local if local == name => {
                    texts.insert(std::mem::take(&mut id), text.trim().to_owned());
                }
                _ => {}
            },
            Event::Text(piece) if in_text => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(entity) if in_text => {
                let escaped = format!("&{};", entity.into_inner());
                text.push_str(&quick_xml::escape::unescape(&escaped).unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    texts
}

/// A place in the document, as the parser counts them.
fn at(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// Moved away, as it was before a change, the older of two forms of one drawing, or no text at all.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "moveFrom"
            | "Fallback"
            | "instrText"
            | "delInstrText"
            | "rPrChange"
            | "tcPrChange"
            | "trPrChange"
            | "sectPr"
            | "tblPr"
            | "tblGrid"
    )
}

#[derive(Default)]
struct Document {
    flow: Flow,
    lists: Lists,
    styles: Styles,
    comments: BTreeMap<String, String>,
    footnotes: BTreeMap<String, String>,
    endnotes: BTreeMap<String, String>,
    tables: Vec<Table>,
    /// The paragraph outside of tables, and what speaks about it.
    line: PageText,
    line_notes: Vec<Note>,
    in_text: bool,
    ended: bool,
    /// Has the paragraph nothing yet but the number that Word gives it?
    after_number: bool,
    /// Was the end of the last paragraph taken away, so that the next one goes on in it?
    goes_on: bool,
    /// Depth inside of `w:del` around runs.
    deleted: usize,
    /// Inside of a row's own properties, where `w:del` says that the row was taken out.
    in_row_properties: bool,
    in_run_properties: bool,
    letters: LettersHere,
    /// Of each form field around: does it only stand for what nobody filled in?
    controls: Vec<bool>,
    /// A form field of the old kind being read.
    field: Option<Field>,
    /// Text boxes being read, each with what it stands in.
    boxes: Vec<Boxed>,
    embeds_table: bool,
}

/// How the letters at hand look, by what says so.
#[derive(Clone, Default)]
struct LettersHere {
    run: Letters,
    run_style: Letters,
    paragraph: Letters,
    /// Has the run or the paragraph a ground of its own?
    on_colour: bool,
}

/// What a text box stands in, laid aside while it is read.
#[derive(Default)]
struct Boxed {
    tables: Vec<Table>,
    line: PageText,
    letters: LettersHere,
    /// What the box says.
    text: String,
}

/// A form field of Word 97: what it shows is told apart from the text.
#[derive(Default)]
struct Field {
    entries: Vec<String>,
    chosen: usize,
    ticked: Option<bool>,
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
    text: PageText,
    paragraphs: u32,
    span: u32,
    upright: Option<Upright>,
    font: Option<String>,
    deleted: bool,
    on_colour: bool,
    tables: Vec<Grid>,
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
                    table.column += number("val").unwrap_or(0).min(limits::COLUMNS);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Open { span: 1, ..Open::default() });
                }
            }
            "gridSpan" => {
                if let Some(cell) = self.cell() {
                    cell.span = number("val").unwrap_or(1).clamp(1, limits::COLUMNS);
                }
            }
            "vMerge" => {
                if let Some(cell) = self.cell() {
                    let begins = attribute(element, "val").as_deref() == Some("restart");
                    cell.upright = Some(if begins { Upright::Begins } else { Upright::GoesOn });
                }
            }
            "del" if self.in_row_properties => {
                if let Some(table) = self.tables.last_mut() {
                    table.row_deleted = true;
                }
            }
            "del" => self.deleted += 1,
            "cellDel" => {
                if let Some(cell) = self.cell() {
                    cell.deleted = true;
                }
            }
            "shd" => {
                let fill = attribute(element, "fill");
                let coloured = fill.is_some_and(|f| f != "auto" && !is_white(Some(&f)));
                if self.in_run_properties {
                    self.letters.on_colour |= coloured;
                } else if let Some(cell) = self.cell() {
                    cell.on_colour |= coloured;
                }
            }
            "p" => {
                self.after_number = false;
                self.letters = LettersHere::default();
                let goes_on = std::mem::take(&mut self.goes_on);
                if let Some(cell) = self.cell() {
                    if cell.paragraphs > 0 && !goes_on {
                        cell.text.push("\n", Look::Plain);
                    }
                    cell.paragraphs += 1;
                }
            }
            "r" => {
                self.letters.run = Letters::default();
                self.letters.run_style = Letters::default();
                self.letters.on_colour = false;
            }
            "rPr" => self.in_run_properties = true,
            "rStyle" => {
                let style = attribute(element, "val");
                self.letters.run_style =
                    style.map(|id| self.styles.letters(&id)).unwrap_or_default();
            }
            "t" | "delText" => self.in_text = true,
            "sdt" => self.controls.push(false),
            "txbxContent" => {
                self.boxes.push(Boxed {
                    tables: std::mem::take(&mut self.tables),
                    line: std::mem::take(&mut self.line),
                    letters: std::mem::take(&mut self.letters),
                    text: String::new(),
                });
            }
            "ffData" => self.field = Some(Field::default()),
            "commentReference" | "footnoteReference" | "endnoteReference" => {
                self.note_of(element);
            }
            "OLEObject" => {
                let program = attribute(element, "ProgID").unwrap_or_default();
                self.embeds_table |= program.starts_with("Excel");
            }
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = attribute(element, "char");
                let code = code.and_then(|c| u32::from_str_radix(&c, 16).ok());
                if let Some(sign) = code.and_then(char::from_u32) {
                    self.push(sign.encode_utf8(&mut [0; 4]));
                }
            }
            name if self.field.is_some() => {
                let value = attribute(element, "val");
                if let Some(field) = &mut self.field {
                    field.hear(name, value);
                }
            }
            _ if self.in_run_properties && element.local_name().as_ref() != "rFonts" => {
                self.letters.run.hear(element);
            }
            "rFonts" => {
                let font = attribute(element, "ascii");
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
            "t" | "delText" => self.in_text = false,
            "trPr" => self.in_row_properties = false,
            "rPr" => self.in_run_properties = false,
            "del" if !self.in_row_properties && !self.in_run_properties => {
                self.deleted = self.deleted.saturating_sub(1);
            }
            "sdt" => {
                self.controls.pop();
            }
            "ffData" => {
                if let Some(shown) = self.field.take().and_then(Field::shown) {
                    self.push(&shown);
                }
            }
            "p" if self.tables.is_empty() && !self.goes_on => self.close_line()?,
            "txbxContent" => self.close_box()?,
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
                    Some(cell) => cell.tables.push(grid),
                }
            }
            "body" => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    fn close_line(&mut self) -> Result<(), Finding> {
        let line = std::mem::take(&mut self.line);
        if let Some(open) = self.boxes.last_mut() {
            open.text.push_str(&line.shown);
            open.text.push('\n');
            return Ok(());
        }
        self.flow.line_cell(line.into_cell())?;
        for note in std::mem::take(&mut self.line_notes) {
            self.flow.note(note);
        }
        Ok(())
    }

    /// A text box speaks about the cell it stands in; elsewhere it is text of the page.
    fn close_box(&mut self) -> Result<(), Finding> {
        let Some(open) = self.boxes.pop() else { return Ok(()) };
        (self.tables, self.line, self.letters) = (open.tables, open.line, open.letters);
        let text = open.text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if self.tables.is_empty() {
            for line in text.lines() {
                self.flow.line(line)?;
            }
        } else {
            self.note(NoteKind::TextBox, text.to_owned());
        }
        Ok(())
    }

    fn note_of(&mut self, element: &BytesStart<'_>) {
        let (from, kind) = match element.local_name().as_ref() {
            "commentReference" => (&self.comments, NoteKind::Comment),
            "footnoteReference" => (&self.footnotes, NoteKind::Footnote),
            _ => (&self.endnotes, NoteKind::Footnote),
        };
        let text = attribute(element, "id").and_then(|id| from.get(&id)).cloned();
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.note(kind, text);
        }
    }

    fn note(&mut self, kind: NoteKind, text: String) {
        let mut note = Note { at: None, kind, text };
        // what stands in a table of a cell speaks about that cell
        if let Some(table) = self.tables.first_mut() {
            note.at = Some((table.row, table.column));
            table.grid.notes.push(note);
        } else {
            self.line_notes.push(note);
        }
    }

    /// What a paragraph's properties say: its own number, how its letters look, whether its end was taken away.
    fn paragraph(&mut self, properties: &str) {
        let (mut list, mut level, mut style) = (None, None, None);
        let mut in_letters = false;
        let mut reader = quick_xml::Reader::from_str(properties);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = &event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            let value = || attribute(element, "val");
            match element.local_name().as_ref() {
                "numId" => list = value(),
                "ilvl" => level = value().and_then(|n| n.parse().ok()),
                "pStyle" => style = value(),
                "rPr" => in_letters = true,
                "del" if in_letters => self.goes_on = true,
                // what it was before a tracked change
                "pPrChange" => break,
                _ => {}
            }
        }
        if let Some(style) = style {
            self.letters.paragraph = self.styles.letters(&style);
            if list.is_none()
                && let Some((of_style, at)) = self.styles.list(&style)
            {
                level = level.or_else(|| self.lists.level_of(&of_style, &style)).or(Some(at));
                list = Some(of_style);
            }
        }
        if let Some(number) = list.and_then(|list| self.lists.next(&list, level.unwrap_or(0))) {
            self.push(&number);
            self.after_number = true;
        }
    }

    /// What a form field's properties say: that it shows only what stands for an answer.
    fn control(&mut self, properties: &str) {
        if let Some(is_placeholder) = self.controls.last_mut() {
            *is_placeholder = properties.contains("showingPlcHdr");
        }
    }

    fn cell(&mut self) -> Option<&mut Open> {
        self.tables.last_mut().and_then(|table| table.cell.as_mut())
    }

    fn look(&mut self, text: &str) -> Look {
        if self.deleted > 0 {
            return Look::Unseen(Unseen::Deleted);
        }
        if self.controls.contains(&true) {
            return Look::Unseen(Unseen::Placeholder);
        }
        let on_colour = self.letters.on_colour || self.cell().is_some_and(|cell| cell.on_colour);
        let here = &self.letters;
        here.run.over(&here.run_style).over(&here.paragraph).look(text, !on_colour)
    }

    fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.after_number) {
            self.push(" ");
        }
        let look = self.look(text);
        match self.tables.last_mut() {
            None => self.line.push(text, look),
            Some(table) => {
                if let Some(cell) = &mut table.cell {
                    cell.text.push(text, look);
                }
            }
        }
    }
}

impl Field {
    fn hear(&mut self, name: &str, value: Option<String>) {
        let is_on = !matches!(value.as_deref(), Some("0" | "false" | "off"));
        match name {
            "listEntry" => self.entries.extend(value),
            "result" => self.chosen = value.and_then(|n| n.parse().ok()).unwrap_or(0),
            "checkBox" => self.ticked = Some(false),
            "checked" => self.ticked = Some(is_on),
            "default" if self.ticked.is_some() => self.ticked = Some(is_on),
            "default" => self.chosen = value.and_then(|n| n.parse().ok()).unwrap_or(0),
            _ => {}
        }
    }

    /// What stands on the page: the entry that was chosen, or the box.
    fn shown(mut self) -> Option<String> {
        match self.ticked {
            Some(true) => Some("☒".to_owned()),
            Some(false) => Some("☐".to_owned()),
            None if self.chosen < self.entries.len() => Some(self.entries.swap_remove(self.chosen)),
            None => None,
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
        let mut page = cell.text;
        page.trim_end('\n');
        if !cell.tables.is_empty() {
            let text = page.shown.clone();
            for table in &cell.tables {
                if !page.is_empty() {
                    page.push("\n", Look::Plain);
                }
                page.push(&table.as_text(), Look::Plain);
            }
            self.grid.inner.insert(at, Inner { text, tables: cell.tables });
        }
        if page.is_empty() {
            return;
        }
        let mut content = page.into_cell();
        if self.row_deleted || cell.deleted {
            content.hide(Unseen::Deleted);
        }
        content.legacy = legacy::in_font(&content.text, cell.font.as_deref());
        if !content.raw().trim().is_empty() {
            self.grid.cells.insert(at, content);
        }
    }
}
