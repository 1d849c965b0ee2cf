//! Hidden rows and columns of an .xlsx, which the reader does not tell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::limits;

/// What a sheet hides.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    pub(super) rows: BTreeSet<u32>,
    pub(super) columns: BTreeSet<u32>,
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// By sheet name. What cannot be read is taken as not hidden: the cells themselves are read all the same.
pub(super) fn in_xlsx(bytes: &[u8]) -> BTreeMap<String, Hidden> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return BTreeMap::new() };
    let targets = targets(&mut archive);
    sheets(&mut archive)
        .into_iter()
        .filter_map(|(name, id)| {
            let part = part(&mut archive, targets.get(&id)?)?;
            // cheap: most sheets hide nothing
            part.contains("hidden=").then(|| (name, of_sheet(&part)))
        })
        .collect()
}

fn part(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let mut text = String::new();
    let part = archive.by_name(name).ok()?;
    part.take(limits::INFLATED_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
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
            true
        });
    }
    sheets
}

fn targets(archive: &mut Archive<'_>) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    if let Some(relations) = part(archive, "xl/_rels/workbook.xml.rels") {
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
            true
        });
    }
    targets
}

fn of_sheet(part: &str) -> Hidden {
    let mut hidden = Hidden::default();
    each_element(part, |element| {
        let is_hidden = matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"));
        let number = |name| attribute(element, name).and_then(|n| n.parse::<u32>().ok());
        match element.local_name().as_ref() {
            "row" if is_hidden => hidden.rows.extend(number("r").and_then(|n| n.checked_sub(1))),
            "col" if is_hidden => {
                if let (Some(min @ 1..), Some(max)) = (number("min"), number("max")) {
                    hidden.columns.extend(min - 1..max.min(limits::COLUMNS));
                }
            }
            _ => {}
        }
        true
    });
    hidden
}

fn each_element(xml: &str, mut visit: impl FnMut(&BytesStart<'_>) -> bool) {
    let mut reader = quick_xml::Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        let go_on = match event {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::Eof => false,
            _ => true,
        };
        if !go_on {
            return;
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(attribute.value.as_ref()).ok().map(std::borrow::Cow::into_owned)
}
