//! Nhật ký.

use scorebook::disk::write_whole;
use scorebook::error::file_name;
use scorebook::journal::{csv, JournalFilter, JournalRow};
use scorebook::vi;
use tauri::State;

use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::view::Failure;

#[tauri::command(async)]
pub(crate) fn journal(
    desk: State<'_, Desk>,
    filter: JournalFilter,
) -> Result<Vec<JournalRow>, Failure> {
    desk.with(|papers| Ok(papers.book()?.journal_rows(&filter)?))
}

/// What `sodiem check` finds wrong with the store; nothing when it is whole.
#[tauri::command(async)]
pub(crate) fn check_store(desk: State<'_, Desk>) -> Result<Vec<String>, Failure> {
    desk.with(|papers| Ok(papers.book()?.check().iter().map(vi::fault).collect()))
}

#[tauri::command]
pub(crate) async fn export_journal(
    desk: State<'_, Desk>,
    filter: JournalFilter,
) -> Result<Option<String>, Failure> {
    let year = desk.with(|papers| Ok(papers.book()?.year()))?;
    let picked = desk.dialogs.save(Purpose::SaveJournal, &format!("Nhat ky {year}.csv")).await;
    let Some(path) = picked.first() else { return Ok(None) };
    let rows = desk.with(|papers| Ok(papers.book()?.journal_rows(&filter)?))?;
    write_whole(path, csv(&rows).as_bytes())?;
    Ok(Some(format!("Đã lưu {} mục nhật ký vào “{}”.", rows.len(), file_name(path))))
}
