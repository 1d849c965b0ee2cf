//! What can go wrong between content and paper. All of it is a defect of ours: no content is refused.

/// A document could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The content did not turn into data for the template.
    #[error("content is not data: {0}")]
    Content(String),
    /// The template did not lay out.
    #[error("layout failed: {0}")]
    Layout(String),
    /// The pages were refused by the PDF writer, which enforces PDF/A-2a and PDF/UA-1.
    #[error("PDF refused: {0}")]
    Pdf(String),
    /// The Word or Excel writer failed.
    #[error("file not written: {0}")]
    File(String),
    /// The document has no table, so there is nothing to make sheets of.
    #[error("no table")]
    NoTable,
}

impl Error {
    /// For looking up the sentence that people see.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Content(_) => "briefing_content",
            Self::Layout(_) => "briefing_layout",
            Self::Pdf(_) => "briefing_pdf",
            Self::File(_) => "briefing_file",
            Self::NoTable => "briefing_no_table",
        }
    }
}
