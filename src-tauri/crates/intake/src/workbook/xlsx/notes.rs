//! What speaks beside a sheet's cells: comments, and shapes with text. Whether there is a picture is told, too.

use std::collections::BTreeSet;

use quick_xml::events::Event;

use super::super::package::{Package, attribute};
use super::super::{Note, NoteKind, Sheet, position};
use super::strings;

/// Adds them to the sheet. Does it show a picture?
pub(super) fn add(package: &mut Package<'_>, part: &str, sheet: &mut Sheet) -> bool {
    let relations = package.relations(part);
    let mut of_kind = |kind: &str| -> Vec<String> {
        let found = relations.iter().filter(|r| r.kind == kind);
        found.filter_map(|r| package.text_if_sound(&r.target)).collect()
    };
    let mut notes: Vec<Note> = of_kind("threadedComment")
        .iter()
        .flat_map(|xml| comments(xml, "threadedComment"))
        .collect();
    let threaded: BTreeSet<Option<(u32, u32)>> = notes.iter().map(|note| note.at).collect();
    let plain = of_kind("comments");
    let plain = plain.iter().flat_map(|xml| comments(xml, "comment"));
    // programs that know no threads are shown a copy
    notes.extend(plain.filter(|note| !threaded.contains(&note.at)));
    let mut has_picture = false;
    for xml in of_kind("drawing") {
        has_picture |= shapes(&xml, &mut notes);
    }
    notes.sort_by_key(|note| note.at);
    sheet.notes = notes;
    has_picture
}

fn comments(xml: &str, name: &str) -> Vec<Note> {
    let mut notes = Vec::new();
    let (mut at, mut text) = (None, String::new());
    let mut reader = strings::reader(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                local if local == name => {
                    at = attribute(&element, "ref").as_deref().and_then(position);
                    text.clear();
                }
                "rPh" => {
                    let _ = reader.read_to_end(element.name());
                }
                // in a thread the text stands there by itself
                local @ ("t" | "text") if local == "t" || name == "threadedComment" => {
                    let local = local.to_owned();
                    if let Ok(piece) = strings::content(&mut reader, &local) {
                        text.push_str(&piece);
                    }
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == name => {
                let said = scorebook::text::tidy(&text);
                if !said.is_empty() {
                    notes.push(Note { at, kind: NoteKind::Comment, text: said });
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    notes
}

/// Adds shapes with text, each at the cell that its upper left corner lies on.
fn shapes(xml: &str, notes: &mut Vec<Note>) -> bool {
    let (mut has_picture, mut in_from) = (false, false);
    let (mut row, mut column) = (None, None);
    let mut text = String::new();
    let mut reader = strings::reader(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                    (row, column) = (None, None);
                    text.clear();
                }
                "from" => in_from = true,
                "pic" => has_picture = true,
                local @ ("row" | "col" | "t") => {
                    let local = local.to_owned();
                    let Ok(piece) = strings::content(&mut reader, &local) else { continue };
                    match local.as_str() {
                        "row" if in_from => row = piece.trim().parse::<u32>().ok(),
                        "col" if in_from => column = piece.trim().parse::<u32>().ok(),
                        "t" => text.push_str(&piece),
                        _ => {}
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "from" => in_from = false,
                "p" => text.push('\n'),
                "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                    let said = text.trim();
                    if !said.is_empty() {
                        let (at, text) = (row.zip(column), said.to_owned());
                        notes.push(Note { at, kind: NoteKind::TextBox, text });
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    has_picture
}
