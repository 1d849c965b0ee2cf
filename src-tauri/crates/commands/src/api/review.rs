//! Rà soát: what the table shows, one criterion, and the way back to its cell.

use std::sync::Arc;

use intake::Received;
use scorebook::error::file_name;
use scorebook::losses::{Group, group};
use scorebook::plan::SourceFile;
use scorebook::{Code, Error, disk};

use crate::failure::Failure;
use crate::host::Purpose;
use crate::session::Session;
use crate::state::AppState;
use crate::view::{Criterion, Review, ReviewAsked, ReviewRow, SourceRow, SourceRows};
use crate::{incoming, original_file};

/// Rows shown above and below the marked one.
const NEIGHBOURS: u32 = 2;

/// Every row of the year: fetched once after a change, and shown by [`review`].
pub(crate) fn review_rows(app: &AppState) -> Result<Vec<ReviewRow>, Failure> {
    app.with(|session| Ok(ReviewRow::all(session.figures()?.losses(), app.now().date())))
}

pub(crate) fn review(app: &AppState, asked: ReviewAsked) -> Result<Review, Failure> {
    let figures = app.with(Session::figures)?;
    let losses = figures.losses();
    let look = losses.review(&figures.names, &asked.filter, asked.sort, app.now().date());
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

pub(crate) fn criterion(app: &AppState, code: Code) -> Result<Criterion, Failure> {
    app.with(|session| {
        let figures = session.figures()?;
        let book = session.read_book()?;
        let row = figures.losses().components.iter().find(|row| row.code == code);
        let row = row.ok_or_else(|| Error::UnknownCriterion { code: code.clone() })?.clone();
        Ok(Criterion {
            reopened: row.is_reopened(),
            history: book.history(&code)?,
            conflict: figures.conflicts(book)?.iter().find(|c| c.code == code).cloned(),
            row,
        })
    })
}

/// A body's file around one of its cells.
pub(crate) fn source_rows(
    app: &AppState,
    sha256: String,
    sheet: String,
    cell: String,
) -> Result<Option<SourceRows>, Failure> {
    let Some(original) = original(app, &sha256)? else { return Ok(None) };
    let Ok(workbook) = &original.workbook else { return Ok(None) };
    let Some(around) = intake::surroundings(workbook, &sheet, &cell, NEIGHBOURS) else {
        return Ok(None);
    };
    let rows = around.rows.into_iter().map(|row| SourceRow {
        marked: row.marked.and_then(|at| u32::try_from(at).ok()),
        number: row.number,
        cells: row.cells,
    });
    Ok(Some(SourceRows { columns: around.columns, rows: rows.collect() }))
}

/// A body's file as it was received, read again in a child.
fn original(app: &AppState, sha256: &str) -> Result<Option<Arc<Received>>, Failure> {
    if let Some(file) = app.originals.get(sha256) {
        return Ok(Some(file));
    }
    let Some(kept) = app.with(|session| Ok(session.book()?.kept_file(sha256)?))? else {
        return Ok(None);
    };
    let file = Arc::new(incoming::alone(SourceFile::new(kept.name, kept.bytes))?);
    app.originals.keep(sha256.to_owned(), &file);
    Ok(Some(file))
}

/// Hands a body's file, as it was received, to the system's program for its kind: a copy that cannot be written to,
/// since what is kept never changes.
pub(crate) fn open_original(app: &AppState, sha256: String) -> Result<Option<String>, Failure> {
    let (kept, folder) = app.with(|session| {
        Ok((session.book()?.kept_file(&sha256)?, original_file::folder(&session.folder)))
    })?;
    let Some(kept) = kept else { return Ok(None) };
    let copy = original_file::lay_out(&folder, &kept)?;
    app.dialogs().show(&copy).map_err(|error| original_file::not_shown(&error))?;
    Ok(Some(format!("Đang mở bản gốc “{}” (bản chỉ đọc).", kept.name)))
}

/// Writes a body's file, as it was received, where the officer says.
pub(crate) fn save_original(app: &AppState, sha256: String) -> Result<Option<String>, Failure> {
    let kept = app.with(|session| Ok(session.book()?.kept_file(&sha256)?))?;
    let Some(kept) = kept else { return Ok(None) };
    let picked = app.dialogs().save(Purpose::SaveOriginal, &original_file::safe_name(&kept.name));
    let Some(path) = picked else { return Ok(None) };
    disk::write_whole(&path, &kept.bytes)?;
    Ok(Some(format!("Đã lưu bản gốc vào “{}”.", file_name(&path))))
}
