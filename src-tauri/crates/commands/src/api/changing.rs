//! Changes to the open store, told as a sentence.

use scorebook::Scorebook;

use crate::failure::Failure;
use crate::state::AppState;

/// Makes a change; what was done, as a sentence.
pub(super) fn change<T>(
    app: &AppState,
    work: impl FnOnce(&mut Scorebook) -> scorebook::Result<T>,
) -> Result<String, Failure> {
    app.with(|session| {
        let book = session.book()?;
        let before = book.changes();
        work(book)?;
        let done = book.undoable()?.filter(|_| book.changes() != before);
        Ok(done.map_or_else(|| "Không có gì thay đổi.".into(), |done| format!("Đã {done}.")))
    })
}

/// The change just made, as a sentence.
pub(super) fn done(book: &Scorebook) -> Result<String, Failure> {
    let what = book.undoable()?.unwrap_or_default();
    Ok(format!("Đã {what}."))
}
