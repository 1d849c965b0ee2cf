//! Tiếp nhận: files are read, shown, confirmed, written.

use intake::{paste, Received};
use scorebook::report::ProblemReport;
use scorebook::submission::{Submission, SubmissionId};
use scorebook::{Agency, AgencyId, Applied, Correction};
use tauri::{async_runtime, AppHandle, State};

use super::correction::{anew, understand_all};
use crate::clock::now;
use crate::desk::{unexpected, Basis, Desk, Given, Papers};
use crate::dialogs::Purpose;
use crate::view::{Failure, FilePreview};
use crate::{incoming, preview, sample};

/// Understands files and lays them on the desk. Nothing is written.
pub(crate) fn understand(papers: &mut Papers, files: Vec<Received>) -> Result<(), Failure> {
    let basis = Basis::of(papers.book()?)?;
    let known = basis.known();
    for received in files {
        // the same file picked once more must not take the officer's corrections with it
        let corrections = papers.corrections_of(&received.file.sha256);
        let plan = basis.understand(&known, &received, &corrections);
        papers.put_pending(received, corrections, plan);
    }
    Ok(())
}

fn previews(papers: &mut Papers) -> Result<Vec<FilePreview>, Failure> {
    papers.book()?;
    let Some(book) = papers.open_book() else { return Ok(Vec::new()) };
    papers.pending.iter().map(|pending| preview::file(book, pending)).collect()
}

#[tauri::command(async)]
pub(crate) fn agencies(desk: State<'_, Desk>) -> Result<Vec<Agency>, Failure> {
    desk.with(|papers| Ok(papers.book()?.agencies()?))
}

#[tauri::command]
pub(crate) async fn pick_files(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Result<Vec<FilePreview>, Failure> {
    let paths = desk.dialogs.open(Purpose::OpenSubmissions).await;
    let read = async_runtime::spawn_blocking(move || incoming::files(&app, &paths)).await;
    read.unwrap_or_else(|_| Err(unexpected()))?;
    desk.with(previews)
}

/// Stops the files being read; those read already stay.
#[tauri::command(async)]
pub(crate) fn cancel_reading(desk: State<'_, Desk>) {
    desk.cancel_reading();
}

/// The six files of the sample province, in a sample store only.
#[tauri::command(async)]
pub(crate) fn pick_sample_files(desk: State<'_, Desk>) -> Result<Vec<FilePreview>, Failure> {
    desk.with(|papers| {
        if papers.book()?.is_sample()? {
            // our own files, which the program carries
            understand(
                papers,
                sample::submissions().into_iter().map(Received::read_here).collect(),
            )?;
        }
        previews(papers)
    })
}

/// A table that was pasted into the window: from Word, Excel or a browser.
#[tauri::command(async)]
pub(crate) fn paste_table(
    desk: State<'_, Desk>,
    html: Option<String>,
    text: String,
) -> Result<Vec<FilePreview>, Failure> {
    incoming::file(&desk, paste::file(html.as_deref(), &text))?;
    desk.with(previews)
}

#[tauri::command(async)]
pub(crate) fn pending_files(desk: State<'_, Desk>) -> Result<Vec<FilePreview>, Failure> {
    desk.with(previews)
}

#[tauri::command(async)]
pub(crate) fn set_agency(
    desk: State<'_, Desk>,
    id: u32,
    agency: AgencyId,
) -> Result<FilePreview, Failure> {
    desk.with(|papers| {
        anew(papers, id, |given| {
            given.retain(|g| !matches!(g.correction, Correction::Agency { .. }));
            given.push(Given { correction: Correction::Agency { agency }, remember: false });
        })
    })
}

#[tauri::command(async)]
pub(crate) fn confirm_file(
    desk: State<'_, Desk>,
    id: u32,
    skip_bad_rows: bool,
) -> Result<String, Failure> {
    desk.with(|papers| {
        let at = position(papers, id)?;
        let sentence = write(papers, at, skip_bad_rows)?;
        papers.pending.remove(at);
        understand_all(papers)?;
        Ok(sentence)
    })
}

/// Writes every waiting file that nothing stands in the way of; each in its own transaction.
#[tauri::command(async)]
pub(crate) fn confirm_all(desk: State<'_, Desk>) -> Result<String, Failure> {
    desk.with(|papers| {
        let mut written = 0;
        let mut at = 0;
        while at < papers.pending.len() {
            if papers.pending[at].plan.is_blocked() {
                at += 1;
                continue;
            }
            write(papers, at, false)?;
            papers.pending.remove(at);
            written += 1;
        }
        // only now: what was shown is what was written
        understand_all(papers)?;
        let left = papers.pending.len();
        Ok(match left {
            0 => format!("Đã ghi {written} tệp vào sổ."),
            _ => format!("Đã ghi {written} tệp vào sổ; còn {left} tệp có vấn đề phải xử lý."),
        })
    })
}

pub(super) fn write(
    papers: &mut Papers,
    at: usize,
    skip_bad_rows: bool,
) -> Result<String, Failure> {
    let plan = papers.pending[at].plan.clone();
    let applied = papers.book()?.apply(&plan, skip_bad_rows, now())?;
    let file = &plan.file.name;
    Ok(match applied {
        Applied::Written(_, revision) => {
            let kept = match plan.remember.len() {
                0 => String::new(),
                n => format!(" Đã nhớ {n} lựa chọn cho tệp sau cùng mẫu của cơ quan này."),
            };
            format!("Đã ghi “{file}” vào sổ, lần {revision}.{kept}")
        }
        Applied::Unchanged(revision) => {
            format!("“{file}” đã có trong sổ (lần {revision}), không thay đổi gì.")
        }
    })
}

#[tauri::command(async)]
pub(crate) fn discard_file(desk: State<'_, Desk>, id: u32) -> Result<(), Failure> {
    desk.with(|papers| {
        papers.pending.retain(|p| p.id != id);
        Ok(())
    })
}

#[tauri::command(async)]
pub(crate) fn submissions(desk: State<'_, Desk>) -> Result<Vec<Submission>, Failure> {
    desk.with(|papers| Ok(papers.book()?.submissions()?))
}

#[tauri::command(async)]
pub(crate) fn submission_problems(
    desk: State<'_, Desk>,
    id: SubmissionId,
) -> Result<Vec<ProblemReport>, Failure> {
    desk.with(|papers| Ok(preview::problems(&papers.book()?.submission_problems(id)?)))
}

#[tauri::command(async)]
pub(crate) fn withdraw_submission(
    desk: State<'_, Desk>,
    id: SubmissionId,
) -> Result<String, Failure> {
    desk.with(|papers| {
        papers.book()?.withdraw(id, now())?;
        Ok("Đã rút bản tự chấm. Tệp gốc vẫn được lưu trong sổ.".into())
    })
}

pub(super) fn position(papers: &Papers, id: u32) -> Result<usize, Failure> {
    papers.pending.iter().position(|p| p.id == id).ok_or_else(gone)
}

pub(super) fn gone() -> Failure {
    Failure {
        code: "no_such_file".into(),
        message: "Tệp này không còn trong danh sách chờ.".into(),
    }
}
