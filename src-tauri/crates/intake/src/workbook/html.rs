//! HTML with tables: what browsers, Word and Excel put on the clipboard, and files named .xls that are web
//! pages inside. Read as browsers read it, whatever is left open or closed twice.

use std::cell::RefCell;

use encoding_rs::Encoding;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use scorebook::Finding;

use super::flow::{Flow, Grid, Inner};
use super::html_looks::{Css, Looks};
use super::page::{Look, PageText};
use super::{Aside, Merge, Unseen, Workbook, letters, limits, number};

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let text = declared(bytes)
        .map_or_else(|| letters::decode(bytes), |encoding| encoding.decode(bytes).0.into_owned());
    // the clipboard's own header, "Version:0.9 …", stands before the first tag
    let page = &text[text.find('<').unwrap_or(0)..];
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    // it pauses for scripts alone, and ours asks for none to be run
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut page = tokenizer.sink.page.into_inner();
    while !page.tables.is_empty() {
        page.close_table();
    }
    page.close_line();
    match page.refusal {
        Some(finding) => Err(finding),
        None => Ok(page.flow.finish()),
    }
}

/// The encoding that a <meta> tag names. UTF-8 that is none, and one byte per letter that a mark or a zero
/// belies, are left to the bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let start = &bytes[..bytes.len().min(4_096)];
    if start.contains(&0) {
        return None;
    }
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let label = start.split("charset=").nth(1)?.trim_start_matches(['"', '\'', ' ']);
    let label = label.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).next()?;
    let named = Encoding::for_label(label.as_bytes())?;
    // legacy letters are sent under these names, and so is windows-1258: the bytes tell
    let says_little = [encoding_rs::UTF_8, encoding_rs::WINDOWS_1252];
    (!says_little.contains(&named)).then_some(named)
}

#[derive(Default)]
struct Sink {
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        if page.refusal.is_some() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => {
                if tag.kind == TagKind::StartTag {
                    page.start(&tag);
                    let raw = match &*tag.name {
                        "script" => Some(RawKind::ScriptData),
                        "style" | "xmp" | "iframe" | "noframes" => Some(RawKind::Rawtext),
                        "title" | "textarea" => Some(RawKind::Rcdata),
                        _ => None,
                    };
                    if let Some(raw) = raw {
                        return TokenSinkResult::RawData(raw);
                    }
                } else {
                    page.end(&tag.name);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Page {
    flow: Flow,
    tables: Vec<Table>,
    line: Text,
    /// How the text at hand looks, by the elements that are open.
    looks: Looks,
    css: Css,
    /// The element whose text is none, such as a style sheet, and that text.
    silent: Option<(String, String)>,
    /// A list of choices being read.
    select: Option<Select>,
    refusal: Option<Finding>,
}

#[derive(Default)]
struct Table {
    grid: Grid,
    row: u32,
    column: u32,
    rows_begun: bool,
    cell: Option<Open>,
    /// By column: the row from which it is free again.
    taken: Vec<u32>,
    /// Columns that `<col>` elements have told of so far.
    told: u32,
}

struct Open {
    text: Text,
    columns: u32,
    rows: u32,
    number: Option<f64>,
    tables: Vec<Grid>,
}

/// A list of choices: what is chosen stands on the page.
#[derive(Default)]
struct Select {
    options: Vec<String>,
    chosen: Option<usize>,
}

/// Text with its white space as a browser shows it.
#[derive(Default)]
struct Text {
    page: PageText,
    space: bool,
}

impl Text {
    fn push(&mut self, text: &str, look: Look) {
        let mut piece = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.space = true;
            } else {
                let before = piece.chars().next_back().or(self.page.shown.chars().next_back());
                if std::mem::take(&mut self.space) && before.is_some_and(|c| c != '\n') {
                    piece.push(' ');
                }
                piece.push(c);
            }
        }
        self.page.push(&piece, look);
    }

    fn line_break(&mut self) {
        self.space = false;
        self.page.push("\n", Look::Plain);
    }

    /// A paragraph begins or ends: a new line, unless there is one.
    fn block(&mut self) {
        self.space = false;
        if !self.page.shown.is_empty() && !self.page.shown.ends_with('\n') {
            self.page.push("\n", Look::Plain);
        }
    }

    fn take(&mut self) -> PageText {
        self.space = false;
        let mut page = std::mem::take(&mut self.page);
        page.trim_end('\n');
        page
    }
}

/// Elements whose text is not shown as text of the page.
const SILENT: [&str; 7] = ["script", "style", "title", "textarea", "xmp", "iframe", "noframes"];

const BLOCKS: [&str; 15] =
    ["p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "center", "dd"];

impl Page {
    fn text(&mut self, text: &str) {
        if let Some((_, silent)) = &mut self.silent {
            silent.push_str(text);
            return;
        }
        if let Some(select) = &mut self.select {
            if let Some(option) = select.options.last_mut() {
                option.push_str(text);
            }
            return;
        }
        self.say(text);
    }

    fn say(&mut self, text: &str) {
        let look = match self.looks.look() {
            // letters nobody sees are told where they could be a figure
            Look::Unseen(Unseen::SameColour) if !text.contains(|c: char| c.is_ascii_digit()) => {
                Look::Plain
            }
            look => look,
        };
        if let Some(to) = self.writing() {
            to.push(text, look);
        }
    }

    /// Where text goes: the open cell, or the page. Between cells it is none.
    fn writing(&mut self) -> Option<&mut Text> {
        match self.tables.last_mut() {
            None => Some(&mut self.line),
            Some(table) => table.cell.as_mut().map(|cell| &mut cell.text),
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if SILENT.contains(&name) {
            self.silent = Some((name.to_owned(), String::new()));
            return;
        }
        self.looks.open(tag, &self.css);
        match name {
            "input" => self.input(tag),
            "select" => self.select = Some(Select::default()),
            "option" => {
                if let Some(select) = &mut self.select {
                    if attribute(tag, "selected").is_some() {
                        select.chosen = Some(select.options.len());
                    }
                    select.options.push(String::new());
                }
            }
            "table" => {
                if self.tables.len() >= limits::TABLE_DEPTH {
                    let detail = "bảng lồng trong bảng quá sâu".into();
                    self.refusal = Some(Finding::TooLarge { detail });
                } else {
                    if self.tables.is_empty() {
                        self.close_line();
                    }
                    self.tables.push(Table::default());
                }
            }
            "col" => {
                if let Some(table) = self.tables.last_mut() {
                    let span = number_of(tag, "span").clamp(1, limits::COLUMNS);
                    let first = table.told;
                    table.told = first.saturating_add(span).min(limits::COLUMNS);
                    if is_hidden(tag) {
                        table.grid.hidden_columns.extend(first..table.told);
                    }
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row();
                    if is_hidden(tag) {
                        table.grid.hidden_rows.insert(table.row);
                    }
                }
            }
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_cell(tag);
                }
            }
            "br" => {
                if let Some(to) = self.writing() {
                    to.line_break();
                }
            }
            _ if BLOCKS.contains(&name) => {
                if let Some(to) = self.writing() {
                    to.block();
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.silent.as_ref().is_some_and(|(silent, _)| silent == name) {
            match self.silent.take() {
                Some((name, text)) if name == "style" => self.css.add(&text),
                // what stands in a box to write in stands on the page
                Some((name, text)) if name == "textarea" => self.say(&text),
                _ => {}
            }
            return;
        }
        self.looks.close(name);
        match name {
            "select" => self.close_select(),
            "table" => self.close_table(),
            "tr" | "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell();
                }
            }
            _ if BLOCKS.contains(&name) => {
                if let Some(to) = self.writing() {
                    to.block();
                }
            }
            _ => {}
        }
    }

    fn close_line(&mut self) {
        let text = self.line.take().into_cell();
        for line in text.text.lines() {
            let put = self.flow.line(line);
            self.refuse(put);
        }
    }

    fn close_table(&mut self) {
        let Some(mut table) = self.tables.pop() else { return };
        table.close_cell();
        let mut grid = table.grid;
        grid.height = if table.rows_begun { table.row + 1 } else { 0 };
        grid.hidden_columns.retain(|column| *column < grid.width);
        match self.tables.last_mut() {
            None => {
                let put = self.flow.table(grid);
                self.refuse(put);
            }
            Some(outer) => {
                if let Some(cell) = &mut outer.cell {
                    cell.tables.push(grid);
                }
            }
        }
    }

    /// What is filled in, ticked or chosen on a saved page.
    fn input(&mut self, tag: &Tag) {
        let kind = attribute(tag, "type").unwrap_or("text").to_ascii_lowercase();
        let ticked = attribute(tag, "checked").is_some();
        match kind.as_str() {
            "hidden" | "submit" | "button" | "image" | "reset" | "file" | "password" => {}
            "checkbox" => self.say(if ticked { "☑" } else { "☐" }),
            "radio" => self.say(if ticked { "◉" } else { "○" }),
            _ => {
                let value = attribute(tag, "value").unwrap_or_default().to_owned();
                self.say(&value);
            }
        }
    }

    fn close_select(&mut self) {
        let Some(mut select) = self.select.take() else { return };
        // a browser shows the first one until another is chosen
        let chosen = select.chosen.unwrap_or(0);
        if chosen < select.options.len() {
            let chosen = select.options.swap_remove(chosen);
            self.say(&chosen);
        }
    }

    fn refuse(&mut self, put: Result<(), Finding>) {
        if let Err(finding) = put {
            self.refusal = Some(finding);
        }
    }
}

impl Table {
    fn begin_row(&mut self) {
        self.close_cell();
        self.row = if self.rows_begun { self.row.saturating_add(1) } else { 0 };
        (self.rows_begun, self.column) = (true, 0);
    }

    fn begin_cell(&mut self, tag: &Tag) {
        self.close_cell();
        if !self.rows_begun {
            self.begin_row();
        }
        let from = self.taken.iter().skip(self.column as usize);
        let taken = from.take_while(|free| **free > self.row).count();
        self.column += u32::try_from(taken).unwrap_or(0);
        self.cell = Some(Open {
            text: Text::default(),
            columns: number_of(tag, "colspan").clamp(1, limits::COLUMNS),
            rows: number_of(tag, "rowspan").clamp(1, 65_534),
            // what Excel and LibreOffice keep beside the number as it is shown
            number: attribute(tag, "x:num")
                .or_else(|| attribute(tag, "sdval"))
                .and_then(|n| n.parse().ok()),
            tables: Vec::new(),
        });
    }

    fn close_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else { return };
        let at = (self.row, self.column);
        let past = self.column.saturating_add(cell.columns).min(limits::COLUMNS);
        if cell.rows > 1 || cell.columns > 1 {
            let end = (self.row.saturating_add(cell.rows - 1), past.saturating_sub(1));
            self.grid.merges.push(Merge { start: at, end });
        }
        if cell.rows > 1 {
            let (first, past) = (self.column as usize, past as usize);
            if self.taken.len() < past {
                self.taken.resize(past, 0);
            }
            if let Some(under) = self.taken.get_mut(first..past) {
                under.fill(self.row.saturating_add(cell.rows));
            }
        }
        self.column = past.max(self.column);
        self.grid.width = self.grid.width.max(self.column);
        let mut page = cell.text.take();
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
        if page.is_empty() || at.1 >= limits::COLUMNS {
            return;
        }
        let mut content = page.into_cell();
        if let Some(n) = cell.number.filter(|n| n.is_finite())
            && content.aside.is_none()
            && is_rounded(&content.text, n)
        {
            let shown = std::mem::take(&mut content.text);
            content = number(n);
            content.aside = Some(Box::new(Aside { shown, ..Aside::default() }));
        }
        if !content.raw().trim().is_empty() {
            self.grid.cells.insert(at, content);
        }
    }
}

/// Does a cell show its number otherwise than it is: rounded, with thousands apart? A date is a number, too, and
/// so are a percentage and the code 1.10: what they show is the better reading.
fn is_rounded(shown: &str, n: f64) -> bool {
    let is_figure = shown.chars().all(|c| c.is_ascii_digit() || "., -\u{a0}".contains(c));
    let same = shown.trim().replace(',', ".").parse::<f64>().is_ok_and(|s| number(s) == number(n));
    is_figure && !same
}

pub(super) fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

fn number_of(tag: &Tag, name: &str) -> u32 {
    attribute(tag, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1)
}

fn is_hidden(tag: &Tag) -> bool {
    let style = attribute(tag, "style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || (&*tag.name == "col" && has_no_width(tag, &style))
}

fn has_no_width(tag: &Tag, style: &str) -> bool {
    attribute(tag, "width").is_some_and(|w| w.trim() == "0")
        || style.split(';').any(|s| matches!(s, "width:0" | "width:0px" | "width:0pt"))
}
