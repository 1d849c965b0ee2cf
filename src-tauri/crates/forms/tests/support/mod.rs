//! A form taken apart: what its XML parts say, as text to compare.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{Cursor, Read};

/// A part of the container, as text.
pub(crate) fn part(xlsx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).expect("a container");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("XML");
    text
}

/// Everything of the sheet that a person or a program meets: cells, rules, protection, print set-up.
pub(crate) fn told(xlsx: &[u8]) -> String {
    let sheet = part(xlsx, "xl/worksheets/sheet1.xml");
    let (before, rest) = sheet.split_once("<sheetData>").expect("cells");
    let (data, after) = rest.split_once("</sheetData>").expect("their end");
    let mut told = String::from("cells\n");
    told.push_str(&cells(data, &texts(xlsx), &looks(xlsx)));
    told.push_str("\nsheet\n");
    // in front of the cells: view, panes, columns; behind: protection, merges, rules, page
    for tag in tags(before).chain(tags(after)).filter(|t| !t.starts_with(['?', '/'])) {
        let _ = writeln!(told, "  {tag}");
    }
    told.push_str("\nnames\n");
    let workbook = part(xlsx, "xl/workbook.xml");
    for name in between(&workbook, "<definedName ", "</definedName>") {
        let _ = writeln!(told, "  {name}");
    }
    told
}

/// "A9 0.00## unlocked: text" for every cell, and the height of every row.
fn cells(data: &str, texts: &[String], looks: &[String]) -> String {
    let mut told = String::new();
    for row in between(data, "<row ", "</row>") {
        let (attributes, cells) = row.split_once('>').expect("a row's tag");
        let fixed = if attributes.contains("customHeight") { "fixed" } else { "grows" };
        let height = attribute(attributes, "ht").unwrap_or("default");
        let number = attribute(attributes, "r").expect("its number");
        let _ = writeln!(told, "  row {number}: {height} {fixed}");
        for cell in cells.split("<c ").skip(1) {
            let at = attribute(cell, "r").expect("an address");
            let look: usize = attribute(cell, "s").map_or(0, |s| s.parse().expect("a style"));
            let value = between(cell, "<v>", "</v>").next();
            let value = match (attribute(cell, "t"), value) {
                (Some("s"), Some(index)) => texts[index.parse::<usize>().expect("a text")].clone(),
                (_, value) => value.unwrap_or_default().to_owned(),
            };
            let formula = between(cell, "<f>", "</f>").next();
            let formula = formula.map(|f| format!(" = {f} →")).unwrap_or_default();
            let look = &looks[look];
            if !value.is_empty() || !formula.is_empty() || !look.is_empty() {
                let _ = writeln!(told, "    {at}{look}:{formula} {value}");
            }
        }
    }
    told
}

/// Per style: number format and whether the cell may be changed.
fn looks(xlsx: &[u8]) -> Vec<String> {
    let styles = part(xlsx, "xl/styles.xml");
    let formats: BTreeMap<&str, &str> = tags(&styles)
        .filter(|t| t.starts_with("numFmt "))
        .filter_map(|t| Some((attribute(t, "numFmtId")?, attribute(t, "formatCode")?)))
        .collect();
    let used = between(&styles, "<cellXfs", "</cellXfs>").next().expect("styles");
    let mut looks: Vec<String> = Vec::new();
    for tag in tags(used) {
        if tag.starts_with("xf ") {
            let format = attribute(tag, "numFmtId").and_then(|id| formats.get(id));
            looks.push(format.map(|f| format!(" {f}")).unwrap_or_default());
        } else if tag.starts_with("protection ") && tag.contains("locked=\"0\"") {
            looks.last_mut().expect("its style").push_str(" unlocked");
        }
    }
    looks
}

fn texts(xlsx: &[u8]) -> Vec<String> {
    let strings = part(xlsx, "xl/sharedStrings.xml");
    between(&strings, "<si><t", "</t></si>")
        .map(|t| t.split_once('>').expect("a text").1.to_owned())
        .collect()
}

/// The fonts that any cell uses.
pub(crate) fn fonts(xlsx: &[u8]) -> Vec<String> {
    let styles = part(xlsx, "xl/styles.xml");
    between(&styles, "<font>", "</font>")
        .filter_map(|font| tags(font).find(|t| t.starts_with("name ")))
        .filter_map(|tag| attribute(tag, "val").map(str::to_owned))
        .collect()
}

fn tags(xml: &str) -> impl Iterator<Item = &str> {
    xml.split('<').skip(1).map(|t| t.trim_end_matches('>').trim_end_matches('/'))
}

fn between<'a>(text: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(from).skip(1).filter_map(move |t| t.split(to).next())
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag
        .find(&format!(" {name}=\""))
        .map(|at| at + name.len() + 3)
        .or_else(|| tag.strip_prefix(name)?.starts_with("=\"").then_some(name.len() + 2))?;
    tag[from..].split('"').next()
}
