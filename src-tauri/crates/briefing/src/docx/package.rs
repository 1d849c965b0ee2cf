//! The parts of a Word file and the archive that holds them.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::chart;
use super::section::{self, FIRST_HEAD, FOOT, SIDE_HEAD, UPRIGHT_HEAD};
use super::xml::Xml;
use crate::content::{Document, Properties};
use crate::printable::printable;

const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");
const FONT_TABLE: &str = include_str!("fontTable.xml");

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(super) fn write(document: &Document) -> io::Result<Vec<u8>> {
    let mark = document.sample_mark.as_deref();
    let drawn = chart::of(document);
    let mut parts: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", content_types(drawn.is_some())?),
        ("_rels/.rels", package_relations()?),
        ("docProps/core.xml", core(&document.properties)?),
        ("docProps/app.xml", app()?),
        ("word/document.xml", super::text(document)?),
        ("word/_rels/document.xml.rels", document_relations(drawn.is_some())?),
        ("word/styles.xml", STYLES.into()),
        ("word/settings.xml", SETTINGS.into()),
        ("word/fontTable.xml", FONT_TABLE.into()),
        ("word/header1.xml", section::head(None, mark)?),
        ("word/header2.xml", section::head(Some(165.0), mark)?),
        ("word/header3.xml", section::head(Some(252.0), mark)?),
        ("word/footer1.xml", section::foot(mark)?),
    ];
    if let Some(drawn) = drawn {
        let taken_at = document.properties.taken_at_utc().format("%Y-%m-%dT%H:%M:%S").to_string();
        let workbook = chart::workbook(drawn, &taken_at).map_err(io::Error::other)?;
        let target = "../embeddings/chart1.xlsx";
        parts.extend([
            (chart::PART, chart::part(drawn)?),
            (
                chart::RELATIONS,
                relations(&[(chart::WORKBOOK_ID, format!("{OFFICE}/package"), target)])?,
            ),
            (chart::WORKBOOK, workbook),
        ]);
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // no time of day: the same content is the same file
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in parts {
        archive.start_file(name, options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types(has_chart: bool) -> io::Result<Vec<u8>> {
    let mut x = Xml::new()?;
    let namespace = format!("{PACKAGE}/content-types");
    x.element("Types", &[("xmlns", &namespace)], |x| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        x.empty("Default", &[("Extension", "rels"), ("ContentType", relations)])?;
        x.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
        if has_chart {
            let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            x.empty("Default", &[("Extension", "xlsx"), ("ContentType", sheet)])?;
        }
        for (part, kind) in [
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
            ("header1", "header"),
            ("header2", "header"),
            ("header3", "header"),
            ("footer1", "footer"),
        ] {
            let (part, kind) = (format!("/word/{part}.xml"), format!("{WORD_TYPE}.{kind}+xml"));
            x.empty("Override", &[("PartName", &part), ("ContentType", &kind)])?;
        }
        if has_chart {
            let drawn = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
            let part = format!("/{}", chart::PART);
            x.empty("Override", &[("PartName", &part), ("ContentType", drawn)])?;
        }
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        x.empty("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", core)])?;
        let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
        x.empty("Override", &[("PartName", "/docProps/app.xml"), ("ContentType", app)])
    })?;
    Ok(x.into_bytes())
}

fn relations(list: &[(&str, String, &str)]) -> io::Result<Vec<u8>> {
    let mut x = Xml::new()?;
    let namespace = format!("{PACKAGE}/relationships");
    x.element("Relationships", &[("xmlns", &namespace)], |x| {
        list.iter().try_for_each(|(id, kind, target)| {
            x.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)])
        })
    })?;
    Ok(x.into_bytes())
}

fn package_relations() -> io::Result<Vec<u8>> {
    relations(&[
        ("rId1", format!("{OFFICE}/officeDocument"), "word/document.xml"),
        ("rId2", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        ("rId3", format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ])
}

fn document_relations(has_chart: bool) -> io::Result<Vec<u8>> {
    let mut list = vec![
        ("rIdStyles", format!("{OFFICE}/styles"), "styles.xml"),
        ("rIdSettings", format!("{OFFICE}/settings"), "settings.xml"),
        ("rIdFonts", format!("{OFFICE}/fontTable"), "fontTable.xml"),
        (FIRST_HEAD, format!("{OFFICE}/header"), "header1.xml"),
        (UPRIGHT_HEAD, format!("{OFFICE}/header"), "header2.xml"),
        (SIDE_HEAD, format!("{OFFICE}/header"), "header3.xml"),
        (FOOT, format!("{OFFICE}/footer"), "footer1.xml"),
    ];
    if has_chart {
        list.push((chart::ID, format!("{OFFICE}/chart"), "charts/chart1.xml"));
    }
    relations(&list)
}

/// Title, author, keywords, and the snapshot's code and hash.
fn core(properties: &Properties) -> io::Result<Vec<u8>> {
    let mut x = Xml::new()?;
    let namespace = format!("{PACKAGE}/metadata/core-properties");
    let namespaces = [
        ("xmlns:cp", namespace.as_str()),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let said = |text: &str| printable(text, |_| true);
    x.element("cp:coreProperties", &namespaces, |x| {
        x.leaf("dc:title", &said(&properties.title))?;
        x.leaf("dc:creator", &said(&properties.author))?;
        x.leaf("cp:keywords", &said(&properties.keywords.join(", ")))?;
        x.leaf("dc:description", &said(&properties.description))?;
        x.leaf("dc:language", "vi-VN")?;
        for name in ["dcterms:created", "dcterms:modified"] {
            x.element(name, &[("xsi:type", "dcterms:W3CDTF")], |x| {
                x.text(&properties.taken_at_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string())
            })?;
        }
        Ok(())
    })?;
    Ok(x.into_bytes())
}

fn app() -> io::Result<Vec<u8>> {
    let mut x = Xml::new()?;
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    x.element("Properties", &[("xmlns", namespace)], |x| x.leaf("Application", "Sổ điểm CCHC"))?;
    Ok(x.into_bytes())
}
