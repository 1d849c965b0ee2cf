//! Rà soát: what the table shows, one criterion, and the way back to its cell.

use scorebook::error::file_name;
use scorebook::losses::{group, Group};
use scorebook::{disk, Code, Error};
use tauri::State;

use crate::clock::now;
use crate::desk::{Desk, Papers};
use crate::dialogs::Purpose;
use crate::view::{Criterion, Failure, Review, ReviewAsked, ReviewRow, SourceRow, SourceRows};
use crate::{original_file, originals};

/// Rows shown above and below the marked one.
const NEIGHBOURS: u32 = 2;

/// Every row of the year: fetched once after a change, and shown by [`review`].
#[tauri::command(async)]
pub(crate) fn review_rows(desk: State<'_, Desk>) -> Result<Vec<ReviewRow>, Failure> {
    desk.with(|papers| Ok(ReviewRow::all(papers.at_hand()?.losses(), now().date())))
}

#[tauri::command(async)]
pub(crate) fn review(desk: State<'_, Desk>, asked: ReviewAsked) -> Result<Review, Failure> {
    let at_hand = desk.with(Papers::at_hand)?;
    let losses = at_hand.losses();
    let look = losses.review(&at_hand.names, &asked.filter, asked.sort, now().date());
    let groups: Vec<Group> =
        asked.group.map(|by| group(losses, &look.rows, by)).unwrap_or_default();
    Ok(Review {
        codes: look.rows.iter().map(|row| row.code.clone()).collect(),
        groups,
        totals: look.totals,
        recoverable: look.recoverable,
        offers: look.facet_counts,
    })
}

#[tauri::command(async)]
pub(crate) fn criterion(desk: State<'_, Desk>, code: Code) -> Result<Criterion, Failure> {
    desk.with(|papers| {
        let at_hand = papers.at_hand()?;
        let book = papers.book()?;
        let row = at_hand.losses().components.iter().find(|row| row.code == code);
        let row = row.ok_or_else(|| Error::UnknownCriterion { code: code.clone() })?.clone();
        Ok(Criterion {
            reopened: row.is_reopened(),
            history: book.history(&code)?,
            conflict: at_hand.conflicts(book)?.iter().find(|c| c.code == code).cloned(),
            row,
        })
    })
}

/// A body's file around one of its cells. It is read in a child, and waits off the threads of the commands.
#[tauri::command]
pub(crate) async fn source_rows(
    app: tauri::AppHandle,
    sha256: String,
    sheet: String,
    cell: String,
) -> Result<Option<SourceRows>, Failure> {
    let look = move || around(&app, &sha256, &sheet, &cell);
    tauri::async_runtime::spawn_blocking(look).await.map_err(|_| crate::desk::unexpected())?
}

fn around(
    app: &tauri::AppHandle,
    sha256: &str,
    sheet: &str,
    cell: &str,
) -> Result<Option<SourceRows>, Failure> {
    let desk = tauri::Manager::state::<Desk>(app);
    let Some(original) = originals::read(&desk, sha256)? else { return Ok(None) };
    let Ok(workbook) = &original.workbook else { return Ok(None) };
    let Some(around) = intake::surroundings(workbook, sheet, cell, NEIGHBOURS) else {
        return Ok(None);
    };
    let rows = around.rows.into_iter().map(|row| SourceRow {
        marked: row.marked.and_then(|at| u32::try_from(at).ok()),
        number: row.number,
        cells: row.cells,
    });
    Ok(Some(SourceRows { columns: around.columns, rows: rows.collect() }))
}

/// Hands a body's file, as it was received, to the system's program for its kind: a copy that cannot be written to,
/// since what is kept never changes.
#[tauri::command]
pub(crate) async fn open_original(
    app: tauri::AppHandle,
    sha256: String,
) -> Result<Option<String>, Failure> {
    let open = move || {
        let desk = tauri::Manager::state::<Desk>(&app);
        let (kept, folder) = desk.with(|papers| {
            Ok((papers.book()?.kept_file(&sha256)?, original_file::folder(&papers.folder)))
        })?;
        let Some(kept) = kept else { return Ok(None) };
        let copy = original_file::lay_out(&folder, &kept)?;
        desk.dialogs.show(&copy).map_err(|error| original_file::not_shown(&error))?;
        Ok(Some(format!("Đang mở bản gốc “{}” (bản chỉ đọc).", kept.name)))
    };
    tauri::async_runtime::spawn_blocking(open).await.map_err(|_| crate::desk::unexpected())?
}

/// Writes a body's file, as it was received, where the officer says.
#[tauri::command]
pub(crate) async fn save_original(
    desk: State<'_, Desk>,
    sha256: String,
) -> Result<Option<String>, Failure> {
    let kept = desk.with(|papers| Ok(papers.book()?.kept_file(&sha256)?))?;
    let Some(kept) = kept else { return Ok(None) };
    let picked =
        desk.dialogs.save(Purpose::SaveOriginal, &original_file::safe_name(&kept.name)).await;
    let Some(path) = picked.first() else { return Ok(None) };
    disk::write_whole(path, &kept.bytes)?;
    Ok(Some(format!("Đã lưu bản gốc vào “{}”.", file_name(path))))
}
