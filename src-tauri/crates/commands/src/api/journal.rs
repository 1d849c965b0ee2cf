//! Nhật ký.

use scorebook::disk::write_whole;
use scorebook::error::file_name;
use scorebook::journal::{JournalFilter, JournalRow, csv};
use scorebook::vi;

use crate::failure::Failure;
use crate::host::Purpose;
use crate::state::AppState;

pub(crate) fn journal(app: &AppState, filter: JournalFilter) -> Result<Vec<JournalRow>, Failure> {
    app.with(|session| Ok(session.book()?.journal_rows(&filter)?))
}

/// What `sodiem check` finds wrong with the store; nothing when it is whole.
pub(crate) fn check_store(app: &AppState) -> Result<Vec<String>, Failure> {
    app.with(|session| Ok(session.book()?.check().iter().map(vi::fault).collect()))
}

pub(crate) fn export_journal(
    app: &AppState,
    filter: JournalFilter,
) -> Result<Option<String>, Failure> {
    let year = app.with(|session| Ok(session.book()?.year()))?;
    let picked = app.dialogs().save(Purpose::SaveJournal, &format!("Nhat ky {year}.csv"));
    let Some(path) = picked else { return Ok(None) };
    let rows = app.with(|session| Ok(session.book()?.journal_rows(&filter)?))?;
    write_whole(&path, csv(&rows).as_bytes())?;
    Ok(Some(format!("Đã lưu {} mục nhật ký vào “{}”.", rows.len(), file_name(&path))))
}
