//! A sheet in one pass ([ECMA-376] 18.3.1).

use std::ops::Range;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use compact_str::CompactString;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use scorebook::Finding;

use super::super::format::Shown;
use super::super::number::present;
use super::super::page::Look;
use super::super::{
    Cell, Formula, FormulaResult, Merge, Sheet, Value, broken, damaged, excel, limits, number,
    position, within_cells,
};
use super::strings::{self, Strings, Text};
use super::styles::{Style, Styles};
use super::{Book, is_set};
use crate::legacy;

/// What a sheet's part says.
#[derive(Default)]
pub(super) struct Read {
    pub(super) sheet: Sheet,
    /// Formulas that are a link and gave 0.
    pub(super) links: Vec<Link>,
    /// Where formulas gave 0, and how many gave another number.
    pub(super) zeros: Vec<(u32, u32)>,
    pub(super) others: usize,
    /// Are there cells beyond the last column that is read?
    pub(super) is_cut: bool,
    /// Runs of hidden rows; of a few bytes a file can make a million.
    hidden_rows: Vec<Range<u32>>,
}

/// A formula that names one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) at: (u32, u32),
    /// Its sheet; none for the own one.
    pub(super) sheet: Option<String>,
    pub(super) to: (u32, u32),
}

/// What the cells are read with.
struct With<'a> {
    strings: &'a Strings,
    styles: &'a Styles,
    book: &'a Book,
    plain: Style,
    hides_zeros: bool,
    hears_fonts: bool,
}

impl Read {
    pub(super) fn of(
        xml: &str,
        strings: &Strings,
        styles: &Styles,
        book: &Book,
        count: &mut usize,
    ) -> Result<Self, Finding> {
        let mut read = Self::default();
        let mut with = With {
            strings,
            styles,
            book,
            plain: Style::default(),
            hides_zeros: false,
            hears_fonts: styles.has_legacy(),
        };
        let mut cells = Vec::new();
        // where the next row and cell stand if they do not say so
        let (mut row, mut column, mut rows_hidden) = (0_u32, 0_u32, false);
        let mut next_row = 0_u32;
        let mut reader = strings::reader(xml);
        loop {
            let event = reader.read_event().map_err(broken)?;
            let (element, is_empty) = match &event {
                Event::Start(element) => (element, false),
                Event::Empty(element) => (element, true),
                Event::Eof => break,
                _ => continue,
            };
            match element.local_name().as_ref() {
                "c" => {
                    let said = Said::by(element);
                    let at = said.at.unwrap_or((row, column));
                    column = at.1.saturating_add(1);
                    let held = if is_empty { Held::default() } else { Held::of(&mut reader)? };
                    if at.1 >= limits::COLUMNS {
                        read.is_cut |= !held.is_empty();
                        continue;
                    }
                    if let Some(cell) = read.cell(at, &said, held, &with) {
                        *count += 1;
                        within_cells(*count)?;
                        cells.push((at, cell));
                    }
                }
                "row" => {
                    let (number, hidden) = row_of(element, rows_hidden);
                    row = number.unwrap_or(next_row);
                    (next_row, column) = (row.saturating_add(1), 0);
                    if hidden {
                        read.hidden_rows.push(row..row.saturating_add(1));
                    }
                }
                "mergeCell" => {
                    let area = super::attribute(element, "ref");
                    read.sheet.merges.extend(area.as_deref().and_then(merge));
                }
                "col" => read.columns(element),
                "sheetView" => {
                    let zeros = super::attribute(element, "showZeros");
                    with.hides_zeros |= matches!(zeros.as_deref(), Some("0" | "false" | "off"));
                }
                "sheetFormatPr" => {
                    rows_hidden = is_set(super::attribute(element, "zeroHeight"));
                }
                _ => {}
            }
        }
        read.sheet.fill(cells);
        let rows = read.sheet.cells.positions().next_back().map_or(0, |(row, _)| row + 1);
        let hidden = std::mem::take(&mut read.hidden_rows).into_iter();
        read.sheet.hidden_rows = hidden.flat_map(|run| run.start..run.end.min(rows)).collect();
        Ok(read)
    }

    fn columns(&mut self, element: &BytesStart<'_>) {
        let value = |name| super::attribute(element, name);
        let number = |name| value(name).and_then(|n| n.parse::<u32>().ok());
        let no_width = value("width").and_then(|w| w.parse::<f64>().ok()).is_some_and(|w| w <= 0.0);
        if let (true, Some(min @ 1..), Some(max)) =
            (is_set(value("hidden")) || no_width, number("min"), number("max"))
        {
            self.sheet.hidden_columns.extend(min - 1..max.min(limits::COLUMNS));
        }
    }

    /// A cell; nothing when there is nothing in it.
    fn cell(&mut self, at: (u32, u32), said: &Said, held: Held, with: &With<'_>) -> Option<Cell> {
        let style = with.styles.get(said.style).unwrap_or(&with.plain);
        let is_formula = held.formula.is_some();
        let mut cell = match content(said, &held, style, with) {
            Some(cell) => cell,
            // the empty text is a result, too
            None if is_formula && (said.kind != Kind::FormulaText || held.value.is_none()) => {
                let formula = held.formula.as_deref().unwrap_or_default();
                let formula = if formula.is_empty() { "…" } else { formula };
                return Some(Cell::new(format!("={formula}"), Value::NoResult));
            }
            None => return None,
        };
        present(&mut cell, &style.format, style.own_look(), with.hides_zeros);
        if with.hears_fonts
            && legacy::is_doubtful(&cell.text)
            && let Some(font) = style.font.legacy.as_deref()
        {
            cell.legacy = legacy::in_font(&cell.text, Some(font));
        }
        if let Some(text) = held.formula {
            self.formula(at, &mut cell, text, with);
        }
        Some(cell)
    }

    fn formula(&mut self, at: (u32, u32), cell: &mut Cell, text: String, with: &With<'_>) {
        let is_zero = cell.raw() == "0";
        let link = link(&text);
        let from_outside = text.contains('[') && outside(&text);
        let result = if from_outside && is_zero && link.is_some() {
            FormulaResult::OfEmptyCell
        } else if from_outside {
            // Excel itself has no more than the stored result until it is told to look
            FormulaResult::FromOutside
        } else if with.book.is_uncomputed {
            FormulaResult::Uncomputed
        } else {
            FormulaResult::Stored
        };
        if is_zero {
            if let Some((sheet, to)) = link.filter(|_| !from_outside) {
                self.links.push(Link { at, sheet, to });
            }
            self.zeros.push(at);
        } else {
            self.others += 1;
        }
        let aside = cell.aside.get_or_insert_default();
        aside.formula = Some(Formula { text: CompactString::from(text), result });
    }
}

/// What a cell's own element says.
struct Said {
    at: Option<(u32, u32)>,
    style: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    FormulaText,
    Inline,
    Bool,
    Error,
    Date,
}

impl Said {
    fn by(element: &BytesStart<'_>) -> Self {
        let mut said = Self { at: None, style: 0, kind: Kind::Number };
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.local_name().as_ref() {
                "r" => said.at = position(value),
                "s" => said.style = value.parse().unwrap_or(0),
                "t" => {
                    said.kind = match value {
                        "s" => Kind::Shared,
                        "str" => Kind::FormulaText,
                        "inlineStr" => Kind::Inline,
                        "b" => Kind::Bool,
                        "e" => Kind::Error,
                        "d" => Kind::Date,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        said
    }
}

/// The row's 0-based number, if it has one, and whether it is hidden.
fn row_of(element: &BytesStart<'_>, all_hidden: bool) -> (Option<u32>, bool) {
    let (mut number, mut hidden, mut has_height) = (None, false, false);
    for attribute in element.attributes().with_checks(false).flatten() {
        let value = attribute.value.as_ref();
        match attribute.key.local_name().as_ref() {
            "r" => number = value.parse::<u32>().ok().and_then(|n| n.checked_sub(1)),
            "hidden" => hidden = matches!(value, "1" | "true" | "on"),
            "ht" => {
                let height = value.parse::<f64>().unwrap_or(1.0);
                hidden |= height <= 0.0;
                has_height = height > 0.0;
            }
            _ => {}
        }
    }
    (number, hidden || (all_hidden && !has_height))
}

/// What a cell holds.
#[derive(Default)]
struct Held {
    value: Option<String>,
    text: Option<Text>,
    formula: Option<String>,
}

impl Held {
    fn of(reader: &mut Reader<&[u8]>) -> Result<Self, Finding> {
        let mut held = Self::default();
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => held.value = Some(strings::content(reader, "v")?.into_owned()),
                    "f" => held.formula = Some(strings::content(reader, "f")?.into_owned()),
                    "is" => held.text = Some(strings::text(reader, "is")?),
                    _ => {}
                },
                Event::Empty(element) => match element.local_name().as_ref() {
                    "f" => held.formula = Some(String::new()),
                    "v" => held.value = Some(String::new()),
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "c" => return Ok(held),
                Event::Eof => return Err(damaged("tệp bị cắt ngang")),
                _ => {}
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.value.as_ref().is_none_or(String::is_empty) && self.text.is_none()
    }
}

fn content(said: &Said, held: &Held, style: &Style, with: &With<'_>) -> Option<Cell> {
    if let Some(text) = &held.text {
        return text_cell(text, style);
    }
    let value = held.value.as_deref()?;
    match said.kind {
        Kind::FormulaText | Kind::Inline => {
            let text = Text { whole: value.into(), ..Text::default() };
            text_cell(&text, style)
        }
        _ if value.trim().is_empty() => None,
        Kind::Shared => {
            let text = value.trim().parse().ok().and_then(|n: usize| with.strings.get(n))?;
            text_cell(text, style)
        }
        Kind::Bool => {
            Some(Cell::text(if matches!(value.trim(), "1" | "true") { "TRUE" } else { "FALSE" }))
        }
        Kind::Error => Some(Cell::new(value, Value::Error)),
        Kind::Date => excel::content(&DataRef::DateTimeIso(value.to_owned())),
        Kind::Number => match value.trim().parse::<f64>() {
            Ok(n) if n.is_finite() => number_cell(n, style, with.book.is_1904),
            _ => text_cell(&Text { whole: value.into(), ..Text::default() }, style),
        },
    }
}

fn number_cell(n: f64, style: &Style, is_1904: bool) -> Option<Cell> {
    let cell = number(n);
    if style.format.is_general() || style.format.show(n, &cell.text) != Shown::Date {
        return Some(cell);
    }
    let date = ExcelDateTime::new(n, ExcelDateTimeType::DateTime, is_1904);
    excel::content(&DataRef::DateTime(date))
}

/// A text as its cell's page shows it.
fn text_cell(text: &Text, style: &Style) -> Option<Cell> {
    if text.whole.is_empty() {
        return None;
    }
    if text.is_plain() {
        let look = style.own_look();
        let is_figure = || text.whole.contains(|c: char| c.is_ascii_digit());
        let is_plain = match look {
            Look::Plain | Look::Raised => true,
            // white letters on a ground that a table's style colours are headings
            Look::Unseen(_) => !is_figure(),
            Look::Struck => false,
        };
        if is_plain {
            return Some(Cell::text(text.whole.clone()));
        }
    }
    Some(text.on_page(style).into_cell())
}

/// "B2:D3".
fn merge(area: &str) -> Option<Merge> {
    let (start, end) = area.split_once(':')?;
    Some(Merge { start: position(start)?, end: position(end)? })
}

/// Does a formula name another workbook: "[1]Sheet1!A1", "'[bang.xlsx]Tự chấm'!A1"?
fn outside(formula: &str) -> bool {
    formula.split('[').skip(1).any(|rest| {
        rest.split_once(']')
            .is_some_and(|(_, after)| after.contains('!') && !after.starts_with([',', ')', ']']))
    })
}

/// The one cell a formula names, and its sheet.
fn link(formula: &str) -> Option<(Option<String>, (u32, u32))> {
    let formula = formula.trim().trim_start_matches(['=', '+']);
    let (sheet, cell) = match formula.rsplit_once('!') {
        None => (None, formula),
        Some((sheet, cell)) => {
            let sheet = match sheet.strip_prefix('\'').and_then(|s| s.strip_suffix('\'')) {
                Some(quoted) => quoted.replace("''", "'"),
                None if sheet.contains(['(', ',', '+', '-', '*', '/', '\'']) => return None,
                None => sheet.to_owned(),
            };
            (Some(sheet), cell)
        }
    };
    let cell = cell.replace('$', "").to_ascii_uppercase();
    Some((sheet, position(&cell)?))
}
