//! The parts of an Office file (.xlsx, .xlsb, .docx): found in whatever case and with whatever slashes they are
//! named, and by the relations between them ([ECMA-376] part 2).

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesStart, Event};
use scorebook::Finding;
use zip::ZipArchive;

use super::{broken, limits};

/// Room that is made for a part before it is read; a larger one grows as it comes, whatever it claims.
const LIKELY: u64 = 1024 * 1024;

/// A file's parts.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    places: BTreeMap<String, usize>,
}

/// What a part is to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: "worksheet", "styles", "comments". Strict files differ before it.
    pub(super) kind: String,
    /// The part's name, as [`Package::part`] finds it.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Finding> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let mut places = BTreeMap::new();
        for (at, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                places.insert(plain(&name), at);
            }
        }
        Ok(Self { archive, places })
    }

    /// A part's bytes; nothing where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Finding> {
        let Some(at) = self.places.get(&plain(name)) else { return Ok(None) };
        let part = self.archive.by_index(*at).map_err(broken)?;
        let mut bytes = Vec::with_capacity(usize::try_from(part.size().min(LIKELY)).unwrap_or(0));
        part.take(limits::INFLATED_BYTES).read_to_end(&mut bytes).map_err(broken)?;
        Ok(Some(bytes))
    }

    /// A part of text. Letters that are none become marks: the rest can be read all the same.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Finding> {
        Ok(self.part(name)?.map(text))
    }

    /// The same of a part without which the file can be read, too.
    pub(super) fn text_if_sound(&mut self, name: &str) -> Option<String> {
        self.text(name).ok().flatten()
    }

    /// Which parts a part names.
    pub(super) fn relations(&mut self, of: &str) -> Vec<Relation> {
        let of = plain(of);
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", &of));
        let list = if folder.is_empty() {
            format!("_rels/{name}.rels")
        } else {
            format!("{folder}/_rels/{name}.rels")
        };
        let Some(xml) = self.text_if_sound(&list) else { return Vec::new() };
        let mut relations = Vec::new();
        each_element(&xml, |element| {
            if element.local_name().as_ref() != "Relationship"
                || attribute(element, "TargetMode").is_some_and(|mode| mode == "External")
            {
                return;
            }
            if let (Some(id), Some(kind), Some(target)) =
                (attribute(element, "Id"), attribute(element, "Type"), attribute(element, "Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { id, kind, target: resolved(folder, &target) });
            }
        });
        relations
    }
}

/// A part's name without what programs write differently.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A target as its relation's folder sees it.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn text(bytes: Vec<u8>) -> String {
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => UTF_16LE.decode(&bytes).0.into_owned(),
        [0xFE, 0xFF, ..] => UTF_16BE.decode(&bytes).0.into_owned(),
        [0xEF, 0xBB, 0xBF, ..] => UTF_8.decode(&bytes).0.into_owned(),
        _ => String::from_utf8(bytes).unwrap_or_else(|e| UTF_8.decode(e.as_bytes()).0.into_owned()),
    }
}

/// Visits every element of a small part, up to what cannot be read.
pub(super) fn each_element(xml: &str, mut visit: impl FnMut(&BytesStart<'_>)) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// An attribute by its name, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(found.value.as_ref()).ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_however_they_are_written() {
        for target in
            ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "..\\xl\\worksheets\\sheet1.xml"]
        {
            assert_eq!(resolved("xl", target), "xl/worksheets/sheet1.xml", "{target}");
        }
        assert_eq!(plain("XL\\Worksheets\\Sheet1.XML"), "xl/worksheets/sheet1.xml");
    }
}
