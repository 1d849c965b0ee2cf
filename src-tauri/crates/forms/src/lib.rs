//! Biểu mẫu tự chấm: one .xlsx per body to fill in and send back. It holds the criteria that the body leads
//! and scores itself, with their lĩnh vực and tiêu chí above them; `intake` reads it without a question.
//!
//! ```text
//! Catalogue + bodies → Form (what it says) → write (bytes) → save (files)
//! ```

mod book;
mod cells;
mod finish;
mod folder;
mod form;
mod lettering;
mod sheet;
mod style;
mod words;

pub use book::write;
pub use folder::{Saved, file_names, save};
pub use form::{Content, Form, Line, Year};
