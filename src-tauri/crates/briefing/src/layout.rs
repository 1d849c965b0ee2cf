//! Content → pages, and pages → PDF and SVG.

use chrono::{Datelike, Timelike};
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use crate::content::{Document, Properties};
use crate::inspect::{self, Run};
use crate::printable::make_printable;
use crate::typeface::Faces;
use crate::world::Desk;
use crate::{Error, Typeface, row_lines};

/// Vietnam's clock, in minutes east of Greenwich: snapshots carry local time.
const CLOCK_OFFSET: i32 = 7 * 60;

/// How many documents ago a piece of layout may last have been of use before it is forgotten. Remembered pieces
/// make the preview of a small change quick, but a long annex leaves some 100 MB of them.
const REMEMBER: usize = 2;

/// Pages, ready to be written.
pub struct Rendered {
    pages: PagedDocument,
    properties: Properties,
}

/// Lays a document out.
pub fn lay_out(document: &Document, typeface: Typeface) -> Result<Rendered, Error> {
    let faces = typeface.faces();
    let mut data = serde_json::to_value(document).map_err(|e| Error::Content(e.to_string()))?;
    make_printable(&mut data, &|c| faces.has(c));
    row_lines::count(&mut data);
    if let Some(fields) = data.as_object_mut() {
        fields.insert("typeface".into(), faces.family.into());
    }
    Ok(Rendered { pages: pages_of(&data, faces)?, properties: document.properties.clone() })
}

fn pages_of(data: &Value, faces: &'static Faces) -> Result<PagedDocument, Error> {
    let data = serde_json::to_vec(data).map_err(|e| Error::Content(e.to_string()))?;
    let pages = typst::compile::<PagedDocument>(&Desk::new(faces, data)).output;
    typst::comemo::evict(REMEMBER);
    pages.map_err(|e| Error::Layout(messages(&e)))
}

impl Rendered {
    /// The PDF file: PDF/A-2a and PDF/UA-1, with the snapshot's time and identity, so that a reprint has the
    /// same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|e| Error::Pdf(e.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(self.properties.identifier.clone()),
            creator: Smart::Custom(Some("Sổ điểm CCHC".into())),
            timestamp: timestamp(&self.properties),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.pages, &options).map_err(|e| Error::Pdf(messages(&e)))
    }

    /// How many pages, annexes included.
    pub fn page_count(&self) -> usize {
        self.pages.pages().len()
    }

    /// A page as a self-contained SVG: letters are outlines, nothing is referred to outside. `None` when there
    /// is no such page.
    pub fn page_svg(&self, index: usize) -> Option<String> {
        self.pages.pages().get(index).map(|page| typst_svg::svg(page, &SvgOptions::default()))
    }

    /// A page's width and height in millimetres: annexes lie on their side.
    pub fn page_size_mm(&self, index: usize) -> Option<(f64, f64)> {
        self.pages
            .pages()
            .get(index)
            .map(|page| (page.frame.width().to_mm(), page.frame.height().to_mm()))
    }

    /// A page's text, line by line; empty when there is no such page.
    pub fn page_text(&self, index: usize) -> String {
        self.pages.pages().get(index).map(|page| inspect::text(&page.frame)).unwrap_or_default()
    }

    /// The runs of letters on a page and where they stand.
    pub fn page_runs(&self, index: usize) -> Vec<Run> {
        self.pages.pages().get(index).map(|page| inspect::runs(&page.frame)).unwrap_or_default()
    }

    /// What the file's properties say.
    pub fn properties(&self) -> &Properties {
        &self.properties
    }
}

fn timestamp(properties: &Properties) -> Option<Timestamp> {
    let at = properties.taken_at;
    let part = |n: u32| u8::try_from(n).ok();
    let datetime = Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )?;
    Timestamp::new_local(datetime, CLOCK_OFFSET)
}

fn messages(diagnostics: &[SourceDiagnostic]) -> String {
    diagnostics.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// Pages are laid out on one thread and shown from another.
const _: () = {
    const fn crosses_threads<T: Send + Sync>() {}
    crosses_threads::<Rendered>();
};

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Words of 1 to 60 to a text, the same each time; capitals, long words and marks among them.
    fn texts() -> impl Iterator<Item = String> {
        const WORDS: [&str; 16] = [
            "Tỷ", "lệ", "hồ", "sơ", "giải", "quyết", "đúng", "hạn,", "ƯU", "AVATAR", "To",
            "Nghiêng", "cấp;", "VĂN", "2024", "f",
        ];
        let mut state = 7_u32;
        let mut next = move |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            usize::try_from(state >> 8).unwrap_or(0) % below
        };
        std::iter::repeat_with(move || {
            let words = [1, 4, 12, 60][next(4)];
            let text: Vec<&str> = (0..=next(words)).map(|_| WORDS[next(WORDS.len())]).collect();
            text.join(" ")
        })
    }

    /// What the template is given for an annex of 600 rows of all kinds.
    fn long_annex() -> Value {
        let kinds = ["component", "component", "criterion", "component", "field"];
        let mut texts = texts();
        let mut cell =
            |span, aside| json!({ "text": texts.next(), "span": span, "aside": aside, "shade": 0 });
        let rows: Vec<Value> = (0..600)
            .map(|n: usize| {
                let cells = if n % 5 == 2 {
                    json!([cell(1, false), cell(2, false), cell(1, false)])
                } else {
                    json!([
                        cell(1, false),
                        cell(1, false),
                        cell(1, n.is_multiple_of(7)),
                        cell(1, false)
                    ])
                };
                let kind = kinds[n % 5];
                json!({ "kind": kind, "cells": cells, "may_split": false, "leads": kind != "component" })
            })
            .collect();
        let column = |width, align| json!({ "heading": "Cột", "width_mm": width, "align": align });
        json!({
            "typeface": "Tinos", "sample_mark": null, "header": null, "blocks": [],
            "properties": { "title": "", "author": "", "keywords": [], "description": "" },
            "annexes": [{
                "label": "Phụ lục", "title": "", "reference": "", "snapshot_line": "",
                "blocks": [{
                    "block": "table", "unit": "điểm", "text_size": 11, "rows": rows,
                    "columns": [
                        column(90, "left"), column(40, "left"), column(22, "right"), column(60, "center"),
                    ],
                }],
            }],
        })
    }

    #[test]
    fn rows_whose_lines_are_counted_stand_where_they_would_when_measured() {
        let faces = Typeface::Bundled.faces();
        let mut counted = long_annex();
        row_lines::count(&mut counted);
        let mut measured = counted.clone();
        let mut told = 0;
        for row in measured["annexes"][0]["blocks"][0]["rows"].as_array_mut().into_iter().flatten()
        {
            told += usize::from(!row["lines"].is_null());
            row["lines"] = Value::Null;
        }
        assert!((200..600).contains(&told), "some are counted, some are in doubt: {told} of 600");
        let [counted, measured] =
            [counted, measured].map(|data| pages_of(&data, faces).map_err(|e| e.to_string()));
        let (counted, measured) = (counted.as_ref().unwrap(), measured.as_ref().unwrap());
        assert_eq!(counted.pages().len(), measured.pages().len(), "as many pages");
        for (n, (a, b)) in counted.pages().iter().zip(measured.pages()).enumerate() {
            for (a, b) in inspect::runs(&a.frame).iter().zip(&inspect::runs(&b.frame)) {
                let apart = (a.baseline_mm - b.baseline_mm).abs();
                assert!(a.text == b.text && apart < 0.001, "page {n}: {a:?} and measured {b:?}");
            }
        }
    }
}
