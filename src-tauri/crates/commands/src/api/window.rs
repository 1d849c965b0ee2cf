//! The window: what it keeps over a restart, and closing it.

use scorebook::error::file_name;

use crate::failure::Failure;
use crate::state::AppState;

/// The window's own state of the open store, as [`keep_view_state`] kept it.
pub(crate) fn view_state(app: &AppState) -> Result<Option<String>, Failure> {
    app.with(|session| Ok(session.kept()?.view()))
}

/// Keeps the window's own state of the named store: where the officer is, and what is half written. Another store may
/// have been opened meanwhile; it is not given what belongs to the last.
pub(crate) fn keep_view_state(app: &AppState, file: String, state: String) -> Result<(), Failure> {
    app.with(|session| {
        if file_name(session.read_book()?.path()) != file {
            return Ok(());
        }
        session.kept()?.put_view(&state)
    })
}

/// How many files wait for confirmation.
pub(crate) fn waiting_count(app: &AppState) -> Result<usize, Failure> {
    app.with(|session| Ok(session.waiting_count()))
}

/// Closes the book, and then the window.
pub(crate) fn close_window(app: &AppState) -> Result<(), Failure> {
    app.finish();
    app.host.window.close();
    Ok(())
}
