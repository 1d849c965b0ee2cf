//! Tiếp nhận: files are read, shown, confirmed, written.

use chrono::NaiveDateTime;
use intake::{Received, paste};
use scorebook::report::{Outcome, ProblemReport};
use scorebook::submission::{Submission, SubmissionId};
use scorebook::{AgencyId, Applied, Correction};

use super::correction::correct_again;
use crate::failure::Failure;
use crate::host::Purpose;
use crate::pending::GivenCorrection;
use crate::session::Session;
use crate::state::AppState;
use crate::view::FilePreview;
use crate::{incoming, preview, sample};

fn previews(session: &mut Session) -> Result<Vec<FilePreview>, Failure> {
    let book = session.read_book()?;
    session.pending.iter().map(|pending| preview::file(book, pending)).collect()
}

pub(crate) fn pick_files(app: &AppState) -> Result<Vec<FilePreview>, Failure> {
    let paths = app.dialogs().open(Purpose::OpenSubmissions);
    incoming::left_waiting(app)?;
    incoming::files(app, &paths)?;
    app.with(previews)
}

/// Stops the files being read; those read already stay.
pub(crate) fn cancel_reading(app: &AppState) -> Result<(), Failure> {
    app.cancel_reading();
    Ok(())
}

/// The six files of the sample province, in a sample store only.
pub(crate) fn pick_sample_files(app: &AppState) -> Result<Vec<FilePreview>, Failure> {
    app.with(|session| {
        if session.book()?.is_sample()? {
            // our own files, which the program carries
            session
                .understand(sample::submissions().into_iter().map(Received::read_here).collect())?;
        }
        previews(session)
    })
}

/// A table that was pasted into the window: from Word, Excel or a browser.
pub(crate) fn paste_table(
    app: &AppState,
    html: Option<String>,
    text: String,
) -> Result<Vec<FilePreview>, Failure> {
    incoming::file(app, paste::file(html.as_deref(), &text))?;
    app.with(previews)
}

/// Files that waited when the store was last closed are read again first.
pub(crate) fn pending_files(app: &AppState) -> Result<Vec<FilePreview>, Failure> {
    incoming::left_waiting(app)?;
    app.with(previews)
}

pub(crate) fn set_agency(
    app: &AppState,
    id: u32,
    agency: AgencyId,
) -> Result<FilePreview, Failure> {
    app.with(|session| {
        correct_again(session, id, |given| {
            given.retain(|g| !matches!(g.correction, Correction::Agency { .. }));
            given.push(GivenCorrection {
                correction: Correction::Agency { agency },
                remember: false,
            });
        })
    })
}

pub(crate) fn confirm_file(
    app: &AppState,
    id: u32,
    skip_bad_rows: bool,
) -> Result<String, Failure> {
    app.with(|session| {
        let at = session.position(id)?;
        let sentence = write(session, at, skip_bad_rows, app.now())?;
        session.was_written(at);
        session.understand_all()?;
        Ok(sentence)
    })
}

/// Writes every waiting file that nothing stands in the way of; each in its own transaction.
pub(crate) fn confirm_all(app: &AppState) -> Result<String, Failure> {
    app.with(|session| {
        let mut written = 0;
        let mut at = 0;
        while at < session.pending.len() {
            if !is_free(session, at)? {
                at += 1;
                continue;
            }
            write(session, at, false, app.now())?;
            session.was_written(at);
            written += 1;
        }
        // only now: what was shown is what was written
        session.understand_all()?;
        let left = session.pending.len();
        Ok(match left {
            0 => format!("Đã ghi {written} tệp vào sổ."),
            _ => format!("Đã ghi {written} tệp vào sổ; còn {left} tệp có vấn đề phải xử lý."),
        })
    })
}

/// Does nothing stand in the way of a waiting file? Asked anew for each: the last file of a body may be one that was
/// written just now.
fn is_free(session: &mut Session, at: usize) -> Result<bool, Failure> {
    let plan = session.pending[at].plan.clone();
    Ok(!plan.is_blocked() && session.book()?.foresee(&plan, false)?.0 != Outcome::Refused)
}

pub(super) fn write(
    session: &mut Session,
    at: usize,
    skip_bad_rows: bool,
    now: NaiveDateTime,
) -> Result<String, Failure> {
    let plan = session.pending[at].plan.clone();
    let applied = session.book()?.apply(&plan, skip_bad_rows, now)?;
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

pub(crate) fn discard_file(app: &AppState, id: u32) -> Result<(), Failure> {
    app.with(|session| {
        session.discard(id);
        Ok(())
    })
}

pub(crate) fn submissions(app: &AppState) -> Result<Vec<Submission>, Failure> {
    app.with(|session| Ok(session.book()?.submissions()?))
}

pub(crate) fn submission_problems(
    app: &AppState,
    id: SubmissionId,
) -> Result<Vec<ProblemReport>, Failure> {
    app.with(|session| Ok(preview::problems(&session.book()?.submission_problems(id)?)))
}

pub(crate) fn withdraw_submission(app: &AppState, id: SubmissionId) -> Result<String, Failure> {
    app.with(|session| {
        session.book()?.withdraw(id, app.now())?;
        session.forget_written();
        Ok("Đã rút bản tự chấm. Tệp gốc vẫn được lưu trong sổ.".into())
    })
}
