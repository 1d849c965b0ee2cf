//! Documents as files: formats, names, bytes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::content::{AddressedDocument, Document, DocumentKind};
use crate::{Error, Typeface, docx, layout, xlsx};

/// What a document is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Format {
    /// To print and to sign.
    Pdf,
    /// To go on writing.
    Docx,
    /// The tables, with live sums.
    Xlsx,
}

impl Format {
    /// The ending of its files, without dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

/// The bytes of a document's file; a PDF in Times New Roman where the machine has it. [`Error::NoTable`] for Excel
/// when the document has no table.
pub fn write(document: &Document, format: Format) -> Result<Vec<u8>, Error> {
    match format {
        Format::Pdf => layout::lay_out(document, Typeface::of_machine())?.pdf(),
        Format::Docx => docx::write(document),
        Format::Xlsx => xlsx::write(document),
    }
}

/// "cong-van 01 Sở Tư pháp.docx": the number keeps names apart that differ only in what a file may not be called.
/// `index` is the piece's place among those of its kind, from 0.
pub fn name(kind: DocumentKind, index: usize, piece: &AddressedDocument, format: Format) -> String {
    let ending = format.ending();
    let Some(agency) = &piece.agency else { return format!("{}.{ending}", kind.slug()) };
    let agency: String = agency
        .trim()
        .chars()
        .map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c })
        // a name of a file takes 255 bytes, a letter up to three
        .take(70)
        .collect();
    format!("{} {:02} {}.{ending}", kind.slug(), index + 1, agency.trim_end_matches([' ', '.']))
}
