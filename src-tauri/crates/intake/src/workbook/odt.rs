//! .odt: its tables as sheets, its paragraphs as the rows around them ([ODF 1.3]).

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use scorebook::Finding;

use super::flow::{Flow, Grid};
use super::lists::Lists;
use super::package::{Package, attribute};
use super::passage::{Look, Passage};
use super::{Merge, Workbook, broken, damaged, limits, within_cells};

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut package = Package::open(bytes)?;
    let encrypted = package
        .text_if_sound("META-INF/manifest.xml")
        .is_some_and(|manifest| manifest.contains("encryption-data"));
    if encrypted {
        return Err(Finding::PasswordProtected);
    }
    let missing = || damaged("văn bản thiếu phần nội dung");
    let content = package.text("content.xml")?.ok_or_else(missing)?;
    let mut document = Document::default();
    if let Some(styles) = package.text_if_sound("styles.xml") {
        document.styles.learn(&styles);
    }
    document.styles.learn(&content);
    document.lists = std::mem::take(&mut document.styles.lists);
    let mut reader = quick_xml::Reader::from_str(&content);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => {
                if is_passed_over(element.local_name().as_ref()) {
                    reader.read_to_end(element.name()).map_err(broken)?;
                } else {
                    document.start(&element)?;
                }
            }
            Event::Empty(element) if !is_passed_over(element.local_name().as_ref()) => {
                document.start(&element)?;
                document.end(element.local_name().as_ref())?;
            }
            Event::End(element) => document.end(element.local_name().as_ref())?,
            Event::Text(text) => document.text(&text.xml10_content()),
            Event::CData(text) => document.text(&text.into_inner()),
            Event::GeneralRef(entity) => {
                let escaped = format!("&{};", entity.into_inner());
                document.text(&quick_xml::escape::unescape(&escaped).map_err(broken)?);
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

/// What a tracked change took away, comments, notes at the foot of the page, and what is no text.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "note"
            | "automatic-styles"
            | "font-face-decls"
            | "scripts"
            | "forms"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "title"
            | "desc"
            | "event-listeners"
            | "object"
            | "binary-data"
    )
}

/// Looks and fonts by the name of their style, those it rests on included.
#[derive(Default)]
struct Styles {
    own: BTreeMap<String, Style>,
    lists: Lists,
}

#[derive(Clone, Default)]
struct Style {
    parent: Option<String>,
    struck: Option<bool>,
    raised: Option<bool>,
    hidden: Option<bool>,
    font: Option<String>,
}

/// Most styles that rest on one another.
const STYLE_DEPTH: usize = 32;

impl Styles {
    fn learn(&mut self, xml: &str) {
        let (mut name, mut list) = (None::<String>, None::<String>);
        let mut reader = quick_xml::Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            let element = match &event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "style" => name = None,
                        "list-style" => list = None,
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            match element.local_name().as_ref() {
                "style" => {
                    name = attribute(element, "name");
                    if let Some(name) = &name {
                        let style = Style {
                            parent: attribute(element, "parent-style-name"),
                            ..Style::default()
                        };
                        self.own.insert(name.clone(), style);
                    }
                }
                "text-properties" => {
                    if let Some(style) = name.as_ref().and_then(|name| self.own.get_mut(name)) {
                        style.hear(element);
                    }
                }
                "list-style" => {
                    list = attribute(element, "name");
                    if let Some(list) = &list {
                        self.lists.member(list, list);
                    }
                }
                level @ ("list-level-style-number" | "list-level-style-bullet") => {
                    if let Some(list) = &list {
                        self.learn_level(list, element, level.ends_with("bullet"));
                    }
                }
                "body" => break,
                _ => {}
            }
        }
    }

    fn learn_level(&mut self, list: &str, element: &BytesStart<'_>, is_bullet: bool) {
        let number = |name: &str| attribute(element, name).and_then(|n| n.parse::<usize>().ok());
        let level = number("level").unwrap_or(1).max(1) - 1;
        let format = match attribute(element, "num-format").as_deref() {
            _ if is_bullet => "bullet",
            Some("I") => "upperRoman",
            Some("i") => "lowerRoman",
            Some("A") => "upperLetter",
            Some("a") => "lowerLetter",
            Some("1") => "decimal",
            _ => "none",
        };
        let shown = number("display-levels").unwrap_or(1).clamp(1, level + 1);
        let numbers: Vec<String> =
            (level + 2 - shown..=level + 1).map(|level| format!("%{level}")).collect();
        let part = |name: &str| attribute(element, name).unwrap_or_default();
        // newer programs say the whole pattern
        let pattern = attribute(element, "num-list-format")
            .map(|pattern| pattern.replace("%%", "%"))
            .filter(|pattern| pattern.contains('%'));
        let text = match pattern {
            Some(pattern) => simple(&pattern),
            None => format!("{}{}{}", part("num-prefix"), numbers.join("."), part("num-suffix")),
        };
        let start = number("start-value").and_then(|n| n.try_into().ok());
        self.lists.define(list, level, start, format, &text);
    }

    fn look(&self, name: Option<&str>, under: Look) -> (Look, Option<&str>) {
        let (mut struck, mut raised, mut hidden, mut font) = (None, None, None, None);
        let mut next = name;
        for _ in 0..STYLE_DEPTH {
            let Some(style) = next.and_then(|name| self.own.get(name)) else { break };
            struck = struck.or(style.struck);
            raised = raised.or(style.raised);
            hidden = hidden.or(style.hidden);
            font = font.or(style.font.as_deref());
            next = style.parent.as_deref();
        }
        let look = Look {
            struck: struck.unwrap_or(under.struck),
            raised: raised.unwrap_or(under.raised),
            hidden: hidden.unwrap_or(under.hidden),
            deleted: under.deleted,
        };
        (look, font)
    }
}

/// "%1%.%2%" as "%1.%2".
fn simple(pattern: &str) -> String {
    let mut simple = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        simple.push_str(before);
        match after.split_once('%') {
            Some((number, after)) if number.bytes().all(|b| b.is_ascii_digit()) => {
                simple.push('%');
                simple.push_str(number);
                rest = after;
            }
            _ => rest = after,
        }
    }
    simple + rest
}

impl Style {
    fn hear(&mut self, element: &BytesStart<'_>) {
        let line = ["text-line-through-style", "text-line-through-type"]
            .into_iter()
            .find_map(|name| attribute(element, name));
        if let Some(line) = line {
            self.struck = Some(line != "none");
        }
        if let Some(position) = attribute(element, "text-position") {
            let shift = position.split(' ').next().unwrap_or_default();
            self.raised = Some(!matches!(shift, "0%" | "0" | ""));
        }
        if let Some(display) = attribute(element, "display") {
            self.hidden = Some(display == "none");
        }
        if let Some(font) =
            attribute(element, "font-name").or_else(|| attribute(element, "font-family"))
        {
            self.font = Some(font.trim_matches('\'').to_owned());
        }
    }
}

#[derive(Default)]
struct Document {
    flow: Flow,
    styles: Styles,
    lists: Lists,
    tables: Vec<Table>,
    line: Passage,
    /// Looks of the paragraph and the spans in it.
    looks: Vec<Look>,
    /// Depth inside of paragraphs: a text box in one holds others.
    paragraphs: usize,
    /// Lists around, by the name of their style.
    around: Vec<Option<String>>,
    /// Is the next paragraph the first of its list item?
    begins_item: bool,
    /// Did the last piece of text end in a blank that stands for others?
    after_blank: bool,
    ended: bool,
}

#[derive(Default)]
struct Table {
    grid: Grid,
    row: u32,
    column: u32,
    rows_begun: bool,
    /// How often the row stands there.
    repeated: u32,
    cell: Option<Open>,
}

/// A cell being read.
struct Open {
    text: Passage,
    paragraphs: u32,
    repeated: u32,
    spanned: (u32, u32),
}

impl Document {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Finding> {
        let number = |name: &str| attribute(element, name).and_then(|n| n.parse::<u32>().ok());
        match element.local_name().as_ref() {
            "table" => {
                if self.tables.len() >= limits::TABLE_DEPTH {
                    return Err(Finding::TooLarge {
                        detail: "bảng lồng trong bảng quá sâu".into(),
                    });
                }
                self.tables.push(Table::default());
            }
            "table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row = if table.rows_begun { table.row + table.repeated } else { 0 };
                    (table.rows_begun, table.column) = (true, 0);
                    // rows of documents are not repeated by the thousand, whatever is said
                    table.repeated = number("number-rows-repeated").unwrap_or(1).clamp(1, 10_000);
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    let times = |name: &str| number(name).unwrap_or(1).clamp(1, 10_000);
                    table.cell = Some(Open {
                        text: Passage::default(),
                        paragraphs: 0,
                        repeated: times("number-columns-repeated").min(limits::COLUMNS),
                        spanned: (
                            times("number-rows-spanned"),
                            times("number-columns-spanned").min(limits::COLUMNS),
                        ),
                    });
                }
            }
            "p" | "h" => {
                let style = attribute(element, "style-name");
                let under = self.looks.last().copied().unwrap_or_default();
                self.begin_paragraph(style.as_deref(), under);
            }
            "span" | "a" => {
                let style = attribute(element, "style-name");
                let under = self.looks.last().copied().unwrap_or_default();
                let (look, font) = self.styles.look(style.as_deref(), under);
                let font = font.map(str::to_owned);
                self.looks.push(look);
                if let Some(font) = font {
                    self.passage().in_font(&font);
                }
            }
            "list" => {
                let own = attribute(element, "style-name");
                let inherited = self.around.last().cloned().flatten();
                self.around.push(own.or(inherited));
            }
            "list-item" => self.begins_item = true,
            "s" if self.paragraphs > 0 => {
                let count = number("c").unwrap_or(1).min(1_000) as usize;
                self.push(&" ".repeat(count));
                self.after_blank = false;
            }
            "tab" if self.paragraphs > 0 => self.push("\t"),
            "line-break" if self.paragraphs > 0 => self.push("\n"),
            _ => {}
        }
        Ok(())
    }

    fn begin_paragraph(&mut self, style: Option<&str>, under: Look) {
        let (look, font) = self.styles.look(style, under);
        let font = font.map(str::to_owned);
        self.looks.push(look);
        self.after_blank = true;
        self.paragraphs += 1;
        if self.paragraphs > 1 {
            // of a text box
            self.passage().break_line();
        } else if let Some(cell) = self.cell() {
            if cell.paragraphs > 0 {
                cell.text.break_line();
            }
            cell.paragraphs += 1;
        }
        if let Some(font) = font {
            self.passage().in_font(&font);
        }
        if std::mem::take(&mut self.begins_item)
            && let Some(Some(list)) = self.around.last()
            && let Some(number) = self.lists.next(list, self.around.len() - 1)
        {
            self.push(&format!("{} ", number.trim_end()));
            self.after_blank = true;
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Finding> {
        match name {
            "p" | "h" => {
                self.looks.pop();
                self.paragraphs = self.paragraphs.saturating_sub(1);
                if self.paragraphs == 0 && self.tables.is_empty() {
                    let line = std::mem::take(&mut self.line);
                    self.flow.line_cell(line.into_cell())?;
                }
            }
            "span" | "a" => drop(self.looks.pop()),
            "list" => drop(self.around.pop()),
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell()?;
                }
            }
            "table" => {
                let Some(table) = self.tables.pop() else { return Ok(()) };
                let mut grid = table.grid;
                grid.height = if table.rows_begun { table.row + table.repeated } else { 0 };
                match self.cell() {
                    None => self.flow.table(grid)?,
                    // a table inside a cell is that cell's text
                    Some(cell) => push_nested(&mut cell.text, &grid),
                }
            }
            "text" if self.tables.is_empty() => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self) -> Option<&mut Open> {
        self.tables.last_mut().and_then(|table| table.cell.as_mut())
    }

    fn passage(&mut self) -> &mut Passage {
        match self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.line,
        }
    }

    fn push(&mut self, text: &str) {
        let look = self.looks.last().copied().unwrap_or_default();
        self.passage().push(text, look);
    }

    /// Runs of blanks and line ends in the file are one blank, and none at the start of a paragraph.
    fn text(&mut self, text: &str) {
        if self.paragraphs == 0 {
            return;
        }
        let mut kept = String::with_capacity(text.len());
        for letter in text.chars() {
            if matches!(letter, ' ' | '\t' | '\r' | '\n') {
                if !self.after_blank {
                    kept.push(' ');
                }
                self.after_blank = true;
            } else {
                kept.push(letter);
                self.after_blank = false;
            }
        }
        self.push(&kept);
    }
}

impl Table {
    fn close_cell(&mut self) -> Result<(), Finding> {
        let Some(open) = self.cell.take() else { return Ok(()) };
        let at = (self.row, self.column);
        self.column = self.column.saturating_add(open.repeated).min(limits::COLUMNS);
        self.grid.width = self.grid.width.max(self.column);
        let (down, across) = open.spanned;
        if down > 1 || across > 1 {
            let end = (at.0.saturating_add(down - 1), at.1.saturating_add(across - 1));
            self.grid.merges.push(Merge { start: at, end });
        }
        let cell = open.text.into_cell();
        if cell.raw().trim().is_empty() {
            return Ok(());
        }
        for row in at.0..at.0.saturating_add(self.repeated.max(1)) {
            for column in at.1..self.column {
                self.grid.cells.insert((row, column), cell.clone());
            }
            within_cells(self.grid.cells.len())?;
        }
        Ok(())
    }
}

/// Row by row, cells apart by tabs.
fn push_nested(text: &mut Passage, grid: &Grid) {
    let mut before = None;
    for ((row, _), cell) in &grid.cells {
        if !text.is_empty() {
            text.push_plain(if before == Some(row) { "\t" } else { "\n" });
        }
        text.push_plain(&cell.text);
        before = Some(row);
    }
}
