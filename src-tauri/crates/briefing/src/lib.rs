//! Documents: frozen figures in, PDF, page images, Word and Excel out.
//!
//! [`content::documents`] decides what each document says, [`layout`] puts it on paper as
//! Nghị định 30/2020/NĐ-CP demands (`template.typ`), [`docx`] and [`xlsx`] write the same words and figures
//! into files for an office to go on with. Foreign text reaches the typesetter only as data, never
//! as source; nothing is downloaded and no file but Times New Roman's own is opened.

pub mod content;
pub mod docx;
mod error;
pub mod file;
pub mod form;
pub mod inspect;
pub mod layout;
mod printable;
mod row_lines;
pub mod sentences;
mod typeface;
mod view;
pub mod words;
mod world;
pub mod xlsx;

use scorebook::Snapshot;

pub use error::Error;
pub use form::BriefingForm;
pub use layout::Rendered;
pub use typeface::Typeface;

/// The báo cáo nhanh of these figures, set in Times New Roman where the machine has it, else in Tinos.
pub fn render(snapshot: &Snapshot, form: &BriefingForm) -> Result<Rendered, Error> {
    render_in(snapshot, form, Typeface::of_machine())
}

/// The same in a typeface of choice: [`Typeface::Bundled`] gives the same bytes on every machine.
pub fn render_in(
    snapshot: &Snapshot,
    form: &BriefingForm,
    typeface: Typeface,
) -> Result<Rendered, Error> {
    layout::lay_out(&content::briefing(snapshot, form), typeface)
}
