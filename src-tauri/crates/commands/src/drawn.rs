//! The documents drawn last: what is saved is what is shown.

use briefing::Rendered;
use briefing::content::{AddressedDocument, DocumentKind};
use briefing::file::{self, Format};

use crate::failure::Failure;

/// The documents of one kind, and the pages of the one that is shown.
pub(crate) struct DrawnDocuments {
    /// Which drawing it is.
    pub(crate) drawing: u32,
    pub(crate) kind: DocumentKind,
    pub(crate) year: i32,
    /// All of its kind.
    pub(crate) pieces: Vec<AddressedDocument>,
    /// The one whose pages are shown.
    pub(crate) at: usize,
    /// Its pages; none when there is no document.
    pub(crate) pages: Option<Rendered>,
}

impl DrawnDocuments {
    /// The document that is shown.
    pub(crate) fn shown(&self) -> Result<&AddressedDocument, Failure> {
        self.pieces.get(self.at).ok_or_else(no_pages)
    }

    /// The pages that are shown.
    pub(crate) fn pages(&self) -> Result<&Rendered, Failure> {
        self.pages.as_ref().ok_or_else(no_pages)
    }

    /// A name for the file of the document that is shown: "bao-cao-nhanh 2024.pdf".
    pub(crate) fn suggested_name(&self, format: Format) -> Result<String, Failure> {
        let piece = self.shown()?;
        if piece.agency.is_some() {
            return Ok(file::name(self.kind, self.at, piece, format));
        }
        Ok(format!("{} {}.{}", self.kind.slug(), self.year, format.ending()))
    }
}

/// Nothing was drawn, or nothing there is to be drawn.
pub(crate) fn no_pages() -> Failure {
    Failure::new("no_pages", "Chưa có trang nào. Hãy chốt số liệu trước.")
}
