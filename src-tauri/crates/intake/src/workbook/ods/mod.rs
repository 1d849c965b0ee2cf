//! .ods ([OpenDocument] 1.3 part 3, 9): one pass over the content gives cells, what is merged, hidden or struck
//! out, and what a cell shows beside what it holds: both stand in the file.

mod styles;

use std::collections::BTreeSet;
use std::ops::Range;

use compact_str::CompactString;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use scorebook::Finding;

use super::number::{percentage, put_aside};
use super::package::{Package, attribute};
use super::page::{Look, PageText};
use super::{
    Aside, Cell, Formula, FormulaResult, Merge, Note, NoteKind, Remark, Sheet, Unseen, Value,
    Workbook, broken, damaged, excel, limits, number, within_cells,
};
use crate::legacy;
pub(super) use styles::Styles;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut package = Package::open(bytes)?;
    let manifest = package.text_if_sound("META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Finding::PasswordProtected);
    }
    let content =
        package.text("content.xml")?.ok_or_else(|| damaged("tệp thiếu phần bảng tính"))?;
    let mut styles = Styles::default();
    styles.hear(&package.text_if_sound("styles.xml").unwrap_or_default());
    styles.hear(&content);
    let settings = package.text_if_sound("settings.xml").unwrap_or_default();
    content_of(&content, &styles, hides_zeros(&settings))
}

/// Do the settings of the view say that zeros are not shown?
fn hides_zeros(settings: &str) -> bool {
    let said = settings.split("\"ShowZeroValues\"").skip(1);
    said.filter_map(|rest| rest.split('>').nth(1)).any(|value| value.starts_with("false"))
}

/// The sheets of that XML.
pub(super) fn content_of(
    xml: &str,
    styles: &Styles,
    hides_zeros: bool,
) -> Result<Workbook, Finding> {
    let mut pass =
        Pass { styles, hides_zeros, workbook: Workbook::default(), table: None, count: 0, left: 0 };
    let mut depth = 0_usize;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        let event = reader.read_event().map_err(broken)?;
        let (element, is_empty) = match &event {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::End(element) => {
                match element.local_name().as_ref() {
                    "table" => {
                        depth = depth.saturating_sub(1);
                        if depth == 0 {
                            pass.close_table();
                        }
                    }
                    "table-row" => pass.close_row()?,
                    _ => {}
                }
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let name = element.local_name();
        match name.as_ref() {
            "table" if element.name().prefix().is_some_and(|p| p.as_ref() == "table") => {
                if depth == 0 {
                    pass.open_table(element);
                }
                if is_empty {
                    if depth == 0 {
                        pass.close_table();
                    }
                } else {
                    depth += 1;
                }
            }
            "table-source" => pass.is_copy(),
            "table-column" => pass.column(&Said::by(element)),
            "table-row" => {
                pass.open_row(&Said::by(element));
                if is_empty {
                    pass.close_row()?;
                }
            }
            "table-cell" | "covered-table-cell" if pass.table.is_some() => {
                let said = Said::by(element);
                let held = if is_empty {
                    Held::default()
                } else {
                    let end = name.as_ref().to_owned();
                    Held::of(&mut reader, &end, styles, pass.look(&said))?
                };
                pass.cell(&said, held)?;
            }
            "image" => pass.picture(),
            _ => {}
        }
    }
    if pass.left > 0 {
        pass.workbook.remarks.push(Remark::SheetsCut { left: pass.left });
    }
    if pass.workbook.sheets.is_empty() {
        return Err(damaged("tệp không có trang tính nào"));
    }
    Ok(pass.workbook)
}

struct Pass<'a> {
    styles: &'a Styles,
    hides_zeros: bool,
    workbook: Workbook,
    table: Option<Table>,
    count: usize,
    /// Sheets that are not read.
    left: u32,
}

/// A sheet being read.
#[derive(Default)]
struct Table {
    sheet: Sheet,
    cells: Vec<((u32, u32), Cell)>,
    row: u32,
    rows: u32,
    column: u32,
    columns_told: u32,
    in_row: Vec<(Range<u32>, Cell)>,
    hidden_rows: Vec<Range<u32>>,
    /// Styles of columns, for cells without one of their own.
    column_styles: Vec<(Range<u32>, String)>,
    has_picture: bool,
    /// It holds copies of another workbook's cells.
    is_copy: bool,
    is_cut: bool,
}

impl Pass<'_> {
    fn open_table(&mut self, element: &BytesStart<'_>) {
        let mut table = Table::default();
        table.sheet.name = attribute(element, "name").unwrap_or_default();
        let style = attribute(element, "style-name").unwrap_or_default();
        table.sheet.hidden = self.styles.hides(&style);
        self.table = Some(table);
    }

    fn is_copy(&mut self) {
        if let Some(table) = &mut self.table {
            table.is_copy = table.sheet.name.starts_with("'file:");
        }
    }

    fn picture(&mut self) {
        if let Some(table) = &mut self.table {
            table.has_picture = true;
        }
    }

    fn close_table(&mut self) {
        let Some(mut table) = self.table.take().filter(|t| !t.is_copy) else { return };
        if self.workbook.sheets.len() >= limits::SHEETS {
            self.left += 1;
            return;
        }
        let mut sheet = table.sheet;
        sheet.fill(std::mem::take(&mut table.cells));
        let rows = sheet.cells.positions().next_back().map_or(0, |(row, _)| row + 1);
        let hidden = table.hidden_rows.into_iter();
        sheet.hidden_rows = hidden.flat_map(|run| run.start..run.end.min(rows)).collect();
        if table.has_picture && sheet.cells.len() < super::xlsx::A_FEW_CELLS {
            self.workbook.remarks.push(Remark::OnlyPicture { sheet: sheet.name.clone() });
        }
        if table.is_cut {
            self.workbook.remarks.push(Remark::ColumnsCut { sheet: sheet.name.clone() });
        }
        self.workbook.sheets.push(sheet);
    }

    fn column(&mut self, said: &Said) {
        let Some(table) = &mut self.table else { return };
        let first = table.columns_told.min(limits::COLUMNS);
        table.columns_told = table.columns_told.saturating_add(said.columns);
        let columns = first..table.columns_told.min(limits::COLUMNS);
        if said.hidden || self.styles.hides(&said.style) {
            table.sheet.hidden_columns.extend(columns.clone());
        }
        if !said.cell_style.is_empty() {
            table.column_styles.push((columns, said.cell_style.clone()));
        }
    }

    fn open_row(&mut self, said: &Said) {
        let Some(table) = &mut self.table else { return };
        (table.rows, table.column) = (said.rows, 0);
        if said.hidden || self.styles.hides(&said.style) {
            table.hidden_rows.push(table.row..table.row.saturating_add(said.rows));
        }
    }

    fn close_row(&mut self) -> Result<(), Finding> {
        let Some(table) = &mut self.table else { return Ok(()) };
        let in_row = std::mem::take(&mut table.in_row);
        if !in_row.is_empty() {
            for row in table.row..table.row.saturating_add(table.rows) {
                for (columns, cell) in &in_row {
                    self.count += columns.len();
                    within_cells(self.count)?;
                    table.cells.extend(columns.clone().map(|column| ((row, column), cell.clone())));
                }
            }
        }
        table.row = table.row.saturating_add(std::mem::replace(&mut table.rows, 1));
        Ok(())
    }

    fn look(&self, said: &Said) -> Look {
        let column_style = self.table.as_ref().and_then(|table| {
            let at = table.column_styles.iter().find(|(of, _)| of.contains(&table.column));
            at.map(|(_, style)| style.as_str())
        });
        let style =
            if said.style.is_empty() { column_style.unwrap_or_default() } else { &said.style };
        self.styles.look(style)
    }

    fn cell(&mut self, said: &Said, held: Held) -> Result<(), Finding> {
        let look = self.look(said);
        let hides_zeros = self.hides_zeros;
        let Some(table) = &mut self.table else { return Ok(()) };
        let at = (table.row, table.column);
        let past = at.1.saturating_add(said.columns);
        table.column = past;
        let (down, across) = said.spanned;
        if down > 1 || across > 1 {
            let end = (at.0.saturating_add(down - 1), at.1.saturating_add(across - 1));
            table.sheet.merges.push(Merge { start: at, end });
        }
        for (kind, text) in &held.notes {
            table.sheet.notes.push(Note { at: Some(at), kind: *kind, text: text.clone() });
        }
        table.has_picture |= held.has_picture;
        let Some(cell) = content(said, held, look, hides_zeros) else { return Ok(()) };
        if cell.raw().trim().is_empty() {
            return Ok(());
        }
        table.is_cut |= past > limits::COLUMNS && said.columns == 1;
        let columns = at.1.min(limits::COLUMNS)..past.min(limits::COLUMNS);
        if !columns.is_empty() {
            within_cells(columns.len().saturating_mul(said.rows as usize))?;
            table.in_row.push((columns, cell));
        }
        Ok(())
    }
}

/// What an element says of itself, found in one pass over its attributes: there are many elements.
#[derive(Default)]
struct Said {
    /// How often it stands there.
    columns: u32,
    rows: u32,
    /// Rows and columns it covers.
    spanned: (u32, u32),
    hidden: bool,
    kind: String,
    is_error: bool,
    value: Option<String>,
    formula: Option<String>,
    style: String,
    cell_style: String,
}

impl Said {
    fn by(element: &BytesStart<'_>) -> Self {
        let mut said = Self { columns: 1, rows: 1, spanned: (1, 1), ..Self::default() };
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            let times = || value.parse().unwrap_or(1).max(1);
            let text = || {
                quick_xml::escape::unescape(value)
                    .map(std::borrow::Cow::into_owned)
                    .unwrap_or_default()
            };
            match attribute.key.as_ref() {
                "table:number-columns-repeated" => said.columns = times(),
                "table:number-rows-repeated" => said.rows = times(),
                "table:number-columns-spanned" => said.spanned.1 = times(),
                "table:number-rows-spanned" => said.spanned.0 = times(),
                "table:visibility" => said.hidden = matches!(value, "collapse" | "filter"),
                "office:value-type" => value.clone_into(&mut said.kind),
                "calcext:value-type" => said.is_error = value == "error",
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => said.value = Some(text()),
                "table:formula" => said.formula = Some(text()),
                "table:style-name" => said.style = text(),
                "table:default-cell-style-name" => said.cell_style = text(),
                _ => {}
            }
        }
        said
    }
}

/// What a cell holds.
#[derive(Default)]
struct Held {
    page: PageText,
    has_paragraphs: bool,
    notes: Vec<(NoteKind, String)>,
    has_picture: bool,
    fonts: BTreeSet<String>,
}

impl Held {
    fn of(
        reader: &mut Reader<&[u8]>,
        end: &str,
        styles: &Styles,
        own: Look,
    ) -> Result<Self, Finding> {
        let mut held = Self::default();
        // the looks of the spans around, the cell's own the outermost
        let mut looks = vec![own];
        let mut note: Option<(NoteKind, String)> = None;
        let mut paragraphs = 0;
        loop {
            let event = reader.read_event().map_err(broken)?;
            let mut piece = None::<String>;
            match &event {
                Event::Start(element) | Event::Empty(element) => {
                    let is_start = matches!(event, Event::Start(_));
                    match element.local_name().as_ref() {
                        "p" | "h" if note.is_none() => {
                            held.has_paragraphs = true;
                            if paragraphs > 0 {
                                held.page.push("\n", Look::Plain);
                            }
                            paragraphs += 1;
                        }
                        "span" if is_start => {
                            let style = attribute(element, "style-name").unwrap_or_default();
                            held.fonts.extend(styles.legacy_font(&style));
                            let around = looks.last().copied().unwrap_or_default();
                            looks.push(styles.span(&style, around));
                        }
                        "annotation" if is_start => note = Some((NoteKind::Comment, String::new())),
                        "text-box" | "custom-shape" | "rect" if is_start && note.is_none() => {
                            note = Some((NoteKind::TextBox, String::new()));
                        }
                        // who wrote the comment, and when
                        "creator" | "date" | "creator-initials" | "date-string" if is_start => {
                            reader.read_to_end(element.name()).map_err(broken)?;
                        }
                        "image" => held.has_picture = true,
                        "s" => {
                            let count =
                                attribute(element, "c").and_then(|n| n.parse().ok()).unwrap_or(1);
                            piece = Some(" ".repeat(usize::min(count, 1_000)));
                        }
                        "tab" => piece = Some("\t".to_owned()),
                        "line-break" => piece = Some("\n".to_owned()),
                        _ => {}
                    }
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "span" if looks.len() > 1 => {
                        looks.pop();
                    }
                    "p" if note.is_some() => {
                        piece = Some("\n".to_owned());
                    }
                    "annotation" | "text-box" | "custom-shape" | "rect" => {
                        let done = note.take().map(|(kind, text)| (kind, text.trim().to_owned()));
                        held.notes.extend(done.filter(|(_, text)| !text.is_empty()));
                    }
                    name if name == end => return Ok(held),
                    _ => {}
                },
                Event::Text(text) if note.is_some() || paragraphs > 0 => {
                    // white space of the file's own layout is one blank, as everywhere in XML of text
                    piece = Some(text.xml10_content().replace(['\n', '\r'], " "));
                }
                Event::CData(text) => piece = Some(text.clone().into_inner().into_owned()),
                Event::GeneralRef(entity) => {
                    let escaped = format!("&{};", entity.clone().into_inner());
                    let sign = quick_xml::escape::unescape(&escaped).map_err(broken)?;
                    piece = Some(sign.into_owned());
                }
                Event::Eof => return Err(damaged("tệp bị cắt ngang")),
                _ => {}
            }
            let Some(piece) = piece else { continue };
            if let Some((_, text)) = &mut note {
                text.push_str(&piece);
                continue;
            }
            let look = looks.last().copied().unwrap_or_default();
            // letters nobody sees are told where they could be a figure
            let is_figure = piece.contains(|c: char| c.is_ascii_digit());
            let unseen = look == Look::Unseen(Unseen::SameColour);
            held.page.push(&piece, if unseen && !is_figure { Look::Plain } else { look });
        }
    }
}

fn content(said: &Said, held: Held, look: Look, hides_zeros: bool) -> Option<Cell> {
    let font = held.fonts.iter().next().cloned();
    let shown = held.page.shown.trim().to_owned();
    let value = said.value.as_deref().unwrap_or_default();
    let mut cell = match said.kind.as_str() {
        "float" | "currency" | "percentage" => {
            let n: f64 = value.trim().parse().ok().filter(|n: &f64| n.is_finite())?;
            let mut cell = number(n);
            if said.kind == "percentage" {
                cell = Cell::text(percentage(&cell.text));
            } else if (held.has_paragraphs && held.page.is_empty()) || (hides_zeros && n == 0.0) {
                cell.hide(Unseen::Format);
            } else if held.page.is_plain() && !shown.is_empty() && !shows(&shown, &cell.text) {
                cell.aside = Some(Box::new(Aside { shown: shown.into(), ..Aside::default() }));
            }
            if !cell.text.is_empty() {
                put_aside(&mut cell, look);
            }
            cell
        }
        "date" => excel::content(&calamine::DataRef::DateTimeIso(value.to_owned()))?,
        "time" => Cell::text(if shown.is_empty() { value } else { &shown }),
        "boolean" => Cell::text(if value == "true" { "TRUE" } else { "FALSE" }),
        "" if said.formula.is_some() && held.page.is_empty() => {
            return Some(Cell::new(format!("={}", formula(said)), Value::NoResult));
        }
        _ if held.page.is_empty() => {
            let mut page = PageText::default();
            page.push(value, look);
            page.into_cell()
        }
        _ => held.page.into_cell(),
    };
    if said.is_error {
        cell.value = Value::Error;
    }
    if font.is_some() {
        cell.legacy = legacy::in_font(&cell.text, font.as_deref());
    }
    if said.formula.is_some() {
        let formula =
            Formula { text: CompactString::from(formula(said)), result: FormulaResult::Stored };
        cell.aside.get_or_insert_default().formula = Some(formula);
    }
    Some(cell)
}

/// Without the name of its language.
fn formula(said: &Said) -> &str {
    let formula = said.formula.as_deref().unwrap_or_default();
    formula.split_once('=').map_or(formula, |(_, formula)| formula)
}

/// Does what a cell shows say the number it holds?
fn shows(shown: &str, number: &str) -> bool {
    let digits: String =
        shown.chars().filter(|c| c.is_ascii_digit() || ",.-".contains(*c)).collect();
    let digits = digits.trim_end_matches(['.', ',']);
    let n: Option<f64> = number.parse().ok();
    let decimal = digits
        .rsplit_once([',', '.'])
        .map(|(whole, fraction)| format!("{}.{fraction}", whole.replace([',', '.'], "")));
    let mut groups = digits.split([',', '.']);
    let is_grouped = groups.next().is_some() && groups.all(|group| group.len() == 3);
    let whole = is_grouped.then(|| digits.replace([',', '.'], ""));
    [decimal.or_else(|| whole.clone()), whole]
        .iter()
        .flatten()
        .any(|text| text.parse::<f64>().ok().zip(n).is_some_and(|(a, b)| (a - b).abs() < 1e-12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_shows_its_number_in_the_habits_of_the_place() {
        for (shown, number) in [
            ("0,5", "0.5"),
            ("0.50", "0.5"),
            ("1.234,5", "1234.5"),
            ("1.234", "1234"),
            ("0,5 đ", "0.5"),
            ("-1", "-1"),
        ] {
            assert!(shows(shown, number), "{shown} is {number}");
        }
        for (shown, number) in [("0,85", "0.851063"), ("-", "0"), ("1", "0.995")] {
            assert!(!shows(shown, number), "{shown} is not {number}");
        }
    }
}
