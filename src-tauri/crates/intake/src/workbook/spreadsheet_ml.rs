//! Excel 2003 XML ("SpreadsheetML"): what Excel of the time saved as "XML Spreadsheet", and what many programs
//! write under the name .xls.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use scorebook::Finding;

use super::format::NumberFormat;
use super::layout::{self, Layout};
use super::number::number;
use super::package::attribute as said;
use super::page;
use super::passage::{Look, Passage};
use super::{Cell, Merge, Sheet, Value, Workbook, broken, damaged, letters, limits, within_cells};

/// The name space of its elements.
pub(super) const NAMESPACE: &str = "urn:schemas-microsoft-com:office:spreadsheet";

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let xml = letters::decode(bytes);
    let mut book = Book::default();
    let mut reader = quick_xml::Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => book.start(&element),
            Event::Empty(element) => {
                book.start(&element);
                book.end(element.local_name().as_ref())?;
            }
            Event::End(element) => book.end(element.local_name().as_ref())?,
            Event::Text(text) => book.text(&text.xml10_content()),
            Event::CData(text) => book.text(&text.into_inner()),
            Event::GeneralRef(entity) => {
                let escaped = format!("&{};", entity.into_inner());
                book.text(&quick_xml::escape::unescape(&escaped).map_err(broken)?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !book.ended {
        return Err(damaged("tệp XML bị cắt ngang"));
    }
    Ok(Workbook { sheets: book.sheets, ..Workbook::default() })
}

#[derive(Clone, Default)]
struct Style {
    look: Look,
    font: Option<String>,
    format: NumberFormat,
}

#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    styles: BTreeMap<String, Style>,
    /// The style being described.
    style: Option<String>,
    sheet: Sheet,
    layout: Layout,
    filled: Vec<((u32, u32), Cell)>,
    count: usize,
    /// The next row and column; the next of the columns' descriptions.
    row: u32,
    column: u32,
    described: u32,
    cell: Option<Open>,
    /// Looks of the pieces of a cell's text.
    looks: Vec<Look>,
    in_data: bool,
    /// Depth inside of comments.
    in_comment: bool,
    /// Is text the value of <Visible>?
    in_visible: bool,
    ended: bool,
}

#[derive(Default)]
struct Open {
    text: Passage,
    kind: String,
    formula: Option<String>,
    style: Option<String>,
    has_data: bool,
}

impl Book {
    fn start(&mut self, element: &BytesStart<'_>) {
        let index = |name: &str| said(element, name).and_then(|n| n.parse::<u32>().ok());
        let is_set = |name: &str| said(element, name).as_deref() == Some("1");
        match element.local_name().as_ref() {
            "Style" => {
                self.style = said(element, "ID");
                let parent = said(element, "Parent").unwrap_or_else(|| "Default".into());
                if let Some(id) = &self.style {
                    let own = self.styles.get(&parent).cloned().unwrap_or_default();
                    self.styles.insert(id.clone(), own);
                }
            }
            "Font" if self.in_data => {
                // HTML's, around a piece of text
                let look = self.looks.last().copied().unwrap_or_default();
                self.looks.push(look);
            }
            "Font" => {
                if let Some(style) = self.style.as_ref().and_then(|id| self.styles.get_mut(id)) {
                    style.look.struck = is_set("StrikeThrough");
                    style.look.raised = said(element, "VerticalAlign")
                        .is_some_and(|align| align == "Superscript" || align == "Subscript");
                    style.font = said(element, "FontName");
                }
            }
            "NumberFormat" => {
                if let Some(style) = self.style.as_ref().and_then(|id| self.styles.get_mut(id)) {
                    let format = said(element, "Format").unwrap_or_default();
                    style.format = NumberFormat::of(code(&format));
                }
            }
            "Worksheet" => {
                self.sheet =
                    Sheet { name: said(element, "Name").unwrap_or_default(), ..Sheet::default() };
                (self.row, self.column, self.described) = (0, 0, 0);
            }
            "Column" => {
                let from = index("Index").map_or(self.described, |n| n.max(1) - 1);
                let past = from.saturating_add(index("Span").unwrap_or(0)).saturating_add(1);
                if is_set("Hidden") {
                    let columns = from.min(limits::COLUMNS)..past.min(limits::COLUMNS);
                    self.layout.hidden_columns.extend(columns);
                }
                self.described = past;
            }
            "Row" => {
                self.row = index("Index").map_or(self.row, |n| n.max(1) - 1);
                self.column = 0;
                let span = index("Span").unwrap_or(0);
                let is_flat = said(element, "Height").is_some_and(|h| h.parse() == Ok(0_u32));
                if is_set("Hidden") || is_flat {
                    let past = self.row.saturating_add(span).saturating_add(1);
                    self.layout.hidden_rows.push(self.row..past);
                }
            }
            "Cell" => {
                self.column = index("Index").map_or(self.column, |n| n.max(1) - 1);
                let at = (self.row, self.column);
                let (down, across) =
                    (index("MergeDown").unwrap_or(0), index("MergeAcross").unwrap_or(0));
                if down > 0 || across > 0 {
                    let end = (at.0.saturating_add(down), at.1.saturating_add(across));
                    self.layout.merges.push(Merge { start: at, end });
                }
                self.cell = Some(Open {
                    formula: said(element, "Formula"),
                    style: said(element, "StyleID"),
                    ..Open::default()
                });
            }
            "Comment" => self.in_comment = true,
            "Data" if !self.in_comment => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = said(element, "Type").unwrap_or_default();
                    cell.has_data = true;
                    self.in_data = true;
                    let style = cell.style.as_deref().unwrap_or("Default");
                    let style = self.styles.get(style).cloned().unwrap_or_default();
                    if let Some(font) = &style.font {
                        cell.text.in_font(font);
                    }
                    self.looks = vec![style.look];
                }
            }
            name if self.in_data => {
                let mut look = self.looks.last().copied().unwrap_or_default();
                match name {
                    "S" | "Strike" | "Del" => look.struck = true,
                    "Sup" | "Sub" => look.raised = true,
                    _ => {}
                }
                self.looks.push(look);
            }
            "Visible" => self.in_visible = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Finding> {
        match name {
            "Data" if self.in_data => self.in_data = false,
            _ if self.in_data => drop(self.looks.pop()),
            "Comment" => self.in_comment = false,
            "Visible" => self.in_visible = false,
            "Style" => self.style = None,
            "Cell" => {
                if let Some(open) = self.cell.take() {
                    let at = (self.row, self.column);
                    if let Some(cell) = self.content(open) {
                        self.count += 1;
                        within_cells(self.count)?;
                        self.filled.push((at, cell));
                    }
                    // what a merged cell covers across is passed over
                    let covered = self.layout.merges.last().filter(|merge| merge.start == at);
                    self.column = covered.map_or(at.1, |merge| merge.end.1).saturating_add(1);
                }
            }
            "Row" => self.row = self.row.saturating_add(1),
            "Worksheet" => {
                let mut sheet = std::mem::take(&mut self.sheet);
                sheet.fill(std::mem::take(&mut self.filled));
                std::mem::take(&mut self.layout).give_to(&mut sheet);
                if self.sheets.len() < limits::SHEETS {
                    self.sheets.push(sheet);
                }
            }
            "Workbook" => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_data {
            if let Some(cell) = &mut self.cell {
                cell.text.push(text, self.looks.last().copied().unwrap_or_default());
            }
        } else if self.in_visible {
            self.sheet.hidden = text.trim().starts_with("SheetHidden")
                || text.trim().starts_with("SheetVeryHidden");
        }
    }

    fn content(&mut self, open: Open) -> Option<Cell> {
        if !open.has_data {
            let formula = open.formula?;
            return Some(Cell::new(formula, Value::NoResult));
        }
        let style = open.style.as_deref().unwrap_or("Default");
        let format = self.styles.get(style).map(|style| style.format.clone()).unwrap_or_default();
        let mut cell = open.text.into_cell();
        match open.kind.as_str() {
            "Number" => {
                if let Ok(value) = cell.text.trim().parse::<f64>() {
                    cell = number(value);
                    if !format.is_general() {
                        let style = layout::Style { format, look: page::Look::Plain };
                        self.layout.looks.push(((self.row, self.column), style));
                    }
                }
            }
            "DateTime" => {
                if let Some((year, month, day)) = date(&cell.text) {
                    let shown = format!("{day:02}/{month:02}/{year}");
                    cell = Cell::new(shown, Value::Date(year, month, day));
                }
            }
            // no number of points
            "Boolean" => {
                cell = Cell::text(if cell.text.trim() == "0" { "FALSE" } else { "TRUE" });
            }
            "Error" => cell.value = Value::Error,
            _ => {}
        }
        Some(cell)
    }
}

/// The code of a format that is known by a name.
fn code(format: &str) -> &str {
    match format {
        "Percent" => "0.00%",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Currency" | "Euro Currency" | "Scientific" | "General Number" => "General",
        "General Date" | "Long Date" | "Medium Date" | "Short Date" | "Long Time"
        | "Medium Time" | "Short Time" => "d/m/yyyy",
        other => other,
    }
}

/// "2024-12-31T00:00:00.000".
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.split('T').next()?.split('-');
    let mut part = || parts.next();
    Some((part()?.parse().ok()?, part()?.parse().ok()?, part()?.parse().ok()?))
}
