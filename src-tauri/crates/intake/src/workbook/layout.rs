//! What an .xlsx or .ods says of a sheet beside its cells: merged areas, hidden rows and columns, percentages.
//!
//! The reader tells nothing of the latter and reads the sheet once more for the former; here the few tags
//! that matter are looked for in the text, which costs little beside reading the cells.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::ops::Range;

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use scorebook::Finding;

use super::{Cell, Merge, Sheet, Value, damaged, limits, position};

/// A sheet's layout.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) merges: Vec<Merge>,
    /// Runs of rows; of a few bytes an .ods can make a million.
    pub(super) hidden_rows: Vec<Range<u32>>,
    pub(super) hidden_columns: BTreeSet<u32>,
    /// Cells that show a percentage.
    pub(super) percentages: Vec<(u32, u32)>,
}

impl Layout {
    /// Tells the sheet what is known of it. Rows below its last one are left out.
    pub(super) fn give_to(self, sheet: &mut Sheet) {
        let rows = sheet.cells.positions().next_back().map_or(0, |(row, _)| row + 1);
        let hidden = self.hidden_rows.into_iter();
        for at in &self.percentages {
            if let Some(cell) = sheet.cells.get_mut(*at)
                && let Value::Number(_) = cell.value
            {
                *cell = Cell::text(percentage(&cell.text));
            }
        }
        sheet.merges = self.merges;
        sheet.hidden_rows = hidden.flat_map(|run| run.start..run.end.min(rows)).collect();
        sheet.hidden_columns = self.hidden_columns;
    }
}

/// Sheets' layouts by their names.
pub(super) type Layouts = BTreeMap<String, Layout>;

/// From this size on, looking for layouts takes longer than starting a thread for it.
const LARGE: usize = 256 * 1024;

/// Looks for layouts, in a large file while the cells are read: both unfold the same parts.
pub(super) fn beside<T>(
    bytes: &[u8],
    layouts: impl FnOnce(&[u8]) -> Layouts + Send,
    cells: impl FnOnce() -> Result<T, Finding>,
) -> Result<(T, Layouts), Finding> {
    if bytes.len() < LARGE {
        return Ok((cells()?, layouts(bytes)));
    }
    std::thread::scope(|scope| {
        let layouts = scope.spawn(|| layouts(bytes));
        let cells = cells()?;
        Ok((cells, layouts.join().map_err(|_| damaged("trình đọc dừng giữa chừng"))?))
    })
}

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// By sheet name. What cannot be read is taken as plain: the cells themselves are read all the same.
pub(super) fn in_xlsx(bytes: &[u8]) -> Layouts {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return BTreeMap::new() };
    let targets = targets(&mut archive, "xl/_rels/workbook.xml.rels");
    let percent = percent_styles(&bytes_of(&mut archive, "xl/styles.xml").unwrap_or_default());
    sheets(&mut archive)
        .into_iter()
        .filter_map(|(name, id)| {
            Some((name, of_sheet(&bytes_of(&mut archive, targets.get(&id)?)?, &percent)))
        })
        .collect()
}

/// The cell styles that show a number as a percentage, by the number cells name them with.
fn percent_styles(styles: &[u8]) -> Vec<usize> {
    let says = |text: &str| memmem::find(styles, text.as_bytes()).is_some();
    if !says("numFmtId=\"9\"") && !says("numFmtId=\"10\"") && !says("%") {
        return Vec::new();
    }
    let mut formats = BTreeSet::from(["9".to_owned(), "10".to_owned()]);
    each_tag_with(styles, "<numFmt ", |tag| {
        if let (Some(id), Some(code)) = (attribute(tag, "numFmtId"), attribute(tag, "formatCode"))
            && code.contains('%')
        {
            formats.insert(id);
        }
    });
    let mut found = Vec::new();
    let Some(start) = memmem::find(styles, b"<cellXfs") else { return found };
    let cells = &styles[start..];
    let cells = &cells[..memmem::find(cells, b"</cellXfs>").unwrap_or(cells.len())];
    let mut number = 0;
    each_tag_with(cells, "<xf ", |tag| {
        if attribute(tag, "numFmtId").is_some_and(|id| formats.contains(&id)) {
            found.push(number);
        }
        number += 1;
    });
    found
}

/// Room that is made for a part before it is read; a larger one grows as it comes, whatever it claims.
const LIKELY: u64 = 1024 * 1024;

pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    String::from_utf8(bytes_of(archive, name)?).ok()
}

/// A part in which few tags are looked for: it is not worth proving to be text.
fn bytes_of(archive: &mut Archive<'_>, name: &str) -> Option<Vec<u8>> {
    let part = archive.by_name(name).ok()?;
    let mut bytes = Vec::with_capacity(usize::try_from(part.size().min(LIKELY)).unwrap_or(0));
    part.take(limits::INFLATED_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Sheet names with their relationship ids, in order.
fn sheets(archive: &mut Archive<'_>) -> Vec<(String, String)> {
    let mut sheets = Vec::new();
    if let Some(workbook) = part(archive, "xl/workbook.xml") {
        each_element(&workbook, |element| {
            if element.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) =
                    (attribute(element, "name"), attribute(element, "r:id"))
            {
                sheets.push((name, id));
            }
        });
    }
    sheets
}

/// The parts that a workbook's relationships name, by their ids.
pub(super) fn targets(archive: &mut Archive<'_>, relations: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    if let Some(relations) = part(archive, relations) {
        each_element(&relations, |element| {
            if let (Some(id), Some(target)) =
                (attribute(element, "Id"), attribute(element, "Target"))
            {
                let target = target.trim_start_matches('/');
                let whole = if target.starts_with("xl/") {
                    target.to_owned()
                } else {
                    format!("xl/{target}")
                };
                targets.insert(id, whole);
            }
        });
    }
    targets
}

pub(super) fn of_sheet(part: &[u8], percent: &[usize]) -> Layout {
    let mut layout = Layout::default();
    for style in percent {
        each_tag_with(part, &format!(" s=\"{style}\""), |tag| {
            let at = attribute(tag, "r").as_deref().and_then(position);
            layout.percentages.extend(at.filter(|_| tag.local_name().as_ref() == "c"));
        });
    }
    each_tag_with(part, "mergeCell ", |tag| {
        let area = attribute(tag, "ref");
        layout.merges.extend(area.as_deref().and_then(merge));
    });
    each_tag_with(part, " hidden=", |tag| {
        if !matches!(attribute(tag, "hidden").as_deref(), Some("1" | "true")) {
            return;
        }
        let number = |name| attribute(tag, name).and_then(|n| n.parse::<u32>().ok());
        match tag.local_name().as_ref() {
            "row" => {
                layout.hidden_rows.extend(number("r").and_then(|n| Some(n.checked_sub(1)?..n)));
            }
            "col" => {
                if let (Some(min @ 1..), Some(max)) = (number("min"), number("max")) {
                    layout.hidden_columns.extend(min - 1..max.min(limits::COLUMNS));
                }
            }
            _ => {}
        }
    });
    layout
}

/// "B2:D3".
fn merge(area: &str) -> Option<Merge> {
    let (start, end) = area.split_once(':')?;
    Some(Merge { start: position(start)?, end: position(end)? })
}

/// Visits every tag that holds the text.
fn each_tag_with(xml: &[u8], text: &str, mut visit: impl FnMut(&BytesStart<'_>)) {
    for at in memmem::find_iter(xml, text) {
        let Some(start) = memchr::memrchr(b'<', &xml[..=at]) else { continue };
        let mut reader = quick_xml::Reader::from_reader(&xml[start..]);
        if let Ok(Event::Start(tag) | Event::Empty(tag)) = reader.read_event() {
            visit(&tag);
        }
    }
}

fn each_element(xml: &str, mut visit: impl FnMut(&BytesStart<'_>)) {
    let mut reader = quick_xml::Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::Eof => return,
            _ => {}
        }
    }
}

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(attribute.value.as_ref()).ok().map(std::borrow::Cow::into_owned)
}

/// What an element of an .ods says of itself, found in one pass over its attributes: there are many elements.
struct Said {
    /// How often it stands there.
    columns: u32,
    rows: u32,
    /// Rows and columns it covers.
    spanned: (u32, u32),
    hidden: bool,
    percentage: bool,
}

impl Said {
    fn by(element: &BytesStart<'_>) -> Self {
        let mut said =
            Self { columns: 1, rows: 1, spanned: (1, 1), hidden: false, percentage: false };
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            let times = || value.parse().unwrap_or(1).max(1);
            match attribute.key.as_ref() {
                "table:number-columns-repeated" => said.columns = times(),
                "table:number-rows-repeated" => said.rows = times(),
                "table:number-columns-spanned" => said.spanned.1 = times(),
                "table:number-rows-spanned" => said.spanned.0 = times(),
                "table:visibility" => said.hidden = matches!(value, "collapse" | "filter"),
                "office:value-type" => said.percentage = value == "percentage",
                _ => {}
            }
        }
        said
    }
}

/// By sheet name, as [`in_xlsx`].
pub(super) fn in_ods(bytes: &[u8]) -> Layouts {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return BTreeMap::new() };
    let Some(content) = part(&mut archive, "content.xml") else { return BTreeMap::new() };
    let mut layouts = BTreeMap::new();
    // of the table being read: its name, and the next row and column
    let mut name = String::new();
    let (mut row, mut column, mut repeated) = (0_u32, 0_u32, 1_u32);
    let mut layout = Layout::default();
    let mut reader = quick_xml::Reader::from_str(&content);
    while let Ok(event) = reader.read_event() {
        let (element, is_empty) = match &event {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::End(element) => {
                match element.local_name().as_ref() {
                    "table-row" => row = row.saturating_add(repeated),
                    "table" => {
                        layouts.insert(std::mem::take(&mut name), std::mem::take(&mut layout));
                    }
                    _ => {}
                }
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let said = Said::by(element);
        match element.local_name().as_ref() {
            "table" => {
                name = attribute(element, "table:name").unwrap_or_default();
                (row, column) = (0, 0);
            }
            "table-column" => {
                let past = column.saturating_add(said.columns);
                if said.hidden {
                    layout
                        .hidden_columns
                        .extend(column.min(limits::COLUMNS)..past.min(limits::COLUMNS));
                }
                column = past;
            }
            "table-row" => {
                repeated = said.rows;
                if said.hidden {
                    layout.hidden_rows.push(row..row.saturating_add(repeated));
                }
                column = 0;
                if is_empty {
                    row = row.saturating_add(repeated);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let (down, across) = said.spanned;
                if down > 1 || across > 1 {
                    let end = (row.saturating_add(down - 1), column.saturating_add(across - 1));
                    layout.merges.push(Merge { start: (row, column), end });
                }
                let past = column.saturating_add(said.columns);
                if said.percentage {
                    let columns = column.min(limits::COLUMNS)..past.min(limits::COLUMNS);
                    layout.percentages.extend(columns.map(|column| (row, column)));
                }
                column = past;
            }
            _ => {}
        }
    }
    layouts
}

/// What stands in the sheet: "0.95" shown as a percentage is "95%", which is no number of points.
fn percentage(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = format!("{fraction:0<2}");
    let (moved, rest) = fraction.split_at_checked(2).unwrap_or((&fraction, ""));
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{sign}{whole}%") } else { format!("{sign}{whole}.{rest}%") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_what_the_sheet_shows() {
        for (number, shown) in [
            ("0.95", "95%"),
            ("1", "100%"),
            ("0.5", "50%"),
            ("0.125", "12.5%"),
            ("0", "0%"),
            ("-0.05", "-5%"),
        ] {
            assert_eq!(percentage(number), shown, "{number}");
        }
    }
}
