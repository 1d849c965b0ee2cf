//! Content → pages, and pages → PDF and SVG.

use chrono::{Datelike, Timelike};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use crate::content::{Document, Properties};
use crate::inspect::{self, Run};
use crate::printable::make_printable;
use crate::world::Desk;
use crate::{Error, Typeface};

/// Vietnam's clock, in minutes east of Greenwich: snapshots carry local time.
const CLOCK_OFFSET: i32 = 7 * 60;

/// How many documents ago a piece of layout may last have been of use before it is forgotten. Remembered pieces
/// make the preview of a small change quick.
const REMEMBER: usize = 5;

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
    if let Some(fields) = data.as_object_mut() {
        fields.insert("typeface".into(), faces.family.into());
    }
    let data = serde_json::to_vec(&data).map_err(|e| Error::Content(e.to_string()))?;
    let pages = typst::compile::<PagedDocument>(&Desk::new(faces, data)).output;
    typst::comemo::evict(REMEMBER);
    let pages = pages.map_err(|e| Error::Layout(messages(&e)))?;
    Ok(Rendered { pages, properties: document.properties.clone() })
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
