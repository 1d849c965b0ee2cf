//! Correcting a waiting file, and what is remembered of such answers. Nothing here writes a file's scores.

use chrono::NaiveDateTime;
use scorebook::memory::Remembered;
use scorebook::submission::SubmissionId;
use scorebook::{CatalogueNode, Correction, Error, vi};

use crate::failure::Failure;
use crate::pending::GivenCorrection;
use crate::session::Session;
use crate::state::AppState;
use crate::view::{CriterionChoice, FilePreview, RememberedAnswer};
use crate::{picture, preview};

/// Texts of a waiting file's sheet, as in the file: one array per row, each as long as the sheet is wide.
pub(crate) fn sheet_rows(
    app: &AppState,
    id: u32,
    sheet: String,
    from: u32,
    count: u32,
) -> Result<Vec<Vec<String>>, Failure> {
    app.with(|session| {
        let at = session.position(id)?;
        Ok(picture::rows(&session.pending[at].received, &sheet, from, count))
    })
}

/// Understands a waiting file anew with one more correction. Nothing is written.
pub(crate) fn correct_file(
    app: &AppState,
    id: u32,
    correction: Correction,
    remember: bool,
) -> Result<FilePreview, Failure> {
    app.with(|session| correct(session, id, correction, remember))
}

fn correct(
    session: &mut Session,
    id: u32,
    correction: Correction,
    remember: bool,
) -> Result<FilePreview, Failure> {
    if correction.lacks_reason() {
        return Err(Failure::new(
            "correction_needs_reason",
            "Sửa điểm hoặc bỏ một dòng thì phải ghi lý do.",
        ));
    }
    correct_again(session, id, |given| given.push(GivenCorrection { correction, remember }))
}

/// Takes one correction of a waiting file back.
pub(crate) fn uncorrect_file(app: &AppState, id: u32, index: u32) -> Result<FilePreview, Failure> {
    app.with(|session| uncorrect(session, id, index))
}

fn uncorrect(session: &mut Session, id: u32, index: u32) -> Result<FilePreview, Failure> {
    correct_again(session, id, |given| {
        if (index as usize) < given.len() {
            given.remove(index as usize);
        }
    })
}

/// Understands a waiting file anew after a change to its corrections.
pub(super) fn correct_again(
    session: &mut Session,
    id: u32,
    change: impl FnOnce(&mut Vec<GivenCorrection>),
) -> Result<FilePreview, Failure> {
    let at = session.position(id)?;
    session.correct(at, change)?;
    preview::file(session.read_book()?, &session.pending[at])
}

/// What was changed when a file was taken in, a sentence each: from memory first, then for that file.
pub(crate) fn submission_corrections(
    app: &AppState,
    id: SubmissionId,
) -> Result<Vec<String>, Failure> {
    app.with(|session| {
        let book = session.book()?;
        let (kept, agencies) = (book.corrections_of(id)?, book.agencies()?);
        let given = kept.given.iter().map(|c| vi::correction(c, &agencies));
        Ok(kept.remembered.iter().map(vi::recalled).chain(given).collect())
    })
}

/// The leaves of the year's catalogue.
pub(crate) fn criteria(app: &AppState) -> Result<Vec<CriterionChoice>, Failure> {
    app.with(|session| {
        let catalogue = session.book()?.catalogue()?;
        let choice = |n: &CatalogueNode| CriterionChoice {
            code: n.code.clone(),
            name: n.name.clone(),
            max: n.max_points,
        };
        Ok(catalogue.leaves().map(choice).collect())
    })
}

/// What is remembered of bodies' layouts.
pub(crate) fn remembered_answers(app: &AppState) -> Result<Vec<RememberedAnswer>, Failure> {
    app.with(|session| {
        let book = session.book()?;
        let agencies = book.agencies()?;
        let name = |id| agencies.iter().find(|a| a.id == id).map(|a| a.name.clone());
        let view = |m: Remembered| RememberedAnswer {
            agency: name(m.agency).unwrap_or_default(),
            layout: m.answer.headings,
            text: vi::choice(&m.answer.choice),
            key: m.id.to_string(),
        };
        Ok(book.memory()?.into_iter().map(view).collect())
    })
}

/// Forgets one remembered answer; undoable. Waiting files are understood anew without it.
pub(crate) fn forget_answer(app: &AppState, key: String) -> Result<String, Failure> {
    app.with(|session| forget(session, &key, app.now()))
}

fn forget(session: &mut Session, key: &str, now: NaiveDateTime) -> Result<String, Failure> {
    let id = key.parse().map_err(|_| Error::PlanOutdated)?;
    let forgotten = session.book()?.forget(id, now)?;
    session.understand_all()?;
    Ok(format!("Đã {forgotten}."))
}

#[cfg(test)]
mod tests {
    use intake::Received;
    use scorebook::plan::{Bucket, SourceFile};
    use scorebook::{Points, Scorebook};

    use super::*;
    use crate::api::intake::write;
    use crate::sample;
    use crate::state::tests::now;

    /// A session with the sample's store and the named of its files waiting.
    fn session(folder: &tempfile::TempDir, file: impl Fn(&SourceFile) -> bool) -> Session {
        let mut session = Session::default();
        session.folder = folder.path().to_owned();
        let plan = intake::plan_catalogue(&Received::read_here(sample::catalogue()), sample::YEAR);
        session.take(Scorebook::create(&folder.path().join("a.sodiem"), &plan, now()).unwrap());
        for file in sample::submissions().into_iter().filter(|f| file(f)) {
            session.understand(vec![Received::read_here(file)]).unwrap();
        }
        session
    }

    fn shown(session: &Session, at: usize) -> FilePreview {
        preview::file(session.open_book().unwrap(), &session.pending[at]).unwrap()
    }

    fn value(row: &scorebook::plan::PlannedRow, reason: &str) -> Correction {
        let points = Some(Points::ZERO);
        let reason = reason.into();
        Correction::Value { sheet: row.sheet.clone(), row: row.row, points, reason }
    }

    #[test]
    fn a_correction_is_shown_and_taken_back_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = session(&folder, |f| f.name.starts_with("SNV"));
        let id = session.pending[0].id;
        let before = session.pending[0].plan.clone();
        let row = before.rows.iter().find(|r| r.points.is_some()).unwrap().clone();
        let refused = correct(&mut session, id, value(&row, "  "), false).unwrap_err();
        assert_eq!(refused.code, "correction_needs_reason", "no change without a reason");
        let preview = correct(&mut session, id, value(&row, "đính chính"), false).unwrap();
        assert_eq!(preview.corrections.len(), 1, "it is listed");
        assert!(preview.corrections[0].text.contains("đính chính"), "with its reason");
        let sheet = preview.sheets.iter().find(|s| s.name == row.sheet).unwrap();
        let mark = sheet.marks.iter().find(|m| m.row == row.row).unwrap();
        assert!(mark.corrected && mark.bucket == Bucket::Scored, "and marked on its row");
        assert_eq!(mark.points, Some(Points::ZERO));
        let preview = uncorrect(&mut session, id, 0).unwrap();
        assert!(preview.corrections.is_empty());
        assert_eq!(
            session.pending[0].plan.hash(),
            before.hash(),
            "the plan is the one from before"
        );
        uncorrect(&mut session, id, 7).unwrap();
        assert_eq!(session.pending[0].plan.hash(), before.hash(), "there was nothing to take back");
    }

    #[test]
    fn the_same_file_picked_again_keeps_what_was_corrected() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = session(&folder, |f| f.name.starts_with("SNV"));
        let (id, plan) = (session.pending[0].id, session.pending[0].plan.clone());
        let row = plan.rows.iter().find(|r| r.points.is_some()).unwrap();
        correct(&mut session, id, value(row, "đính chính"), false).unwrap();
        let corrected = session.pending[0].plan.hash();
        session.understand(vec![Received::read_here(plan.file)]).unwrap();
        assert_eq!(session.pending.len(), 1, "the same bytes wait once");
        assert_eq!(session.pending[0].plan.hash(), corrected, "with their correction");
    }

    #[test]
    fn the_picture_holds_every_text_of_the_sheet() {
        let folder = tempfile::tempdir().unwrap();
        let session = session(&folder, |_| true);
        for (at, pending) in session.pending.iter().enumerate() {
            let preview = shown(&session, at);
            let workbook = pending.received.workbook.as_ref().unwrap();
            let read: usize = preview.sheets.iter().map(|s| s.marks.len()).sum();
            assert_eq!(
                read, preview.rows.read as usize,
                "a mark for every row of {}",
                preview.file
            );
            for (head, sheet) in preview.sheets.iter().zip(&workbook.sheets) {
                let texts = picture::rows(&pending.received, &head.name, 0, 500);
                assert_eq!(texts.len(), head.rows.min(500) as usize, "{}", preview.file);
                assert!(texts.iter().all(|row| row.len() == head.columns as usize));
                for ((row, column), cell) in sheet.cells.iter() {
                    assert_eq!(texts[row as usize][column as usize], cell.text);
                }
                assert!(picture::rows(&pending.received, &head.name, head.rows, 9).is_empty());
            }
        }
    }

    #[test]
    fn a_remembered_answer_is_written_with_its_file_and_forgotten_by_key() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = session(&folder, |f| f.name.starts_with("SNV"));
        let (id, table) = (session.pending[0].id, session.pending[0].plan.tables[0].clone());
        let (column, role, _) = table.columns[0].clone();
        let said =
            Correction::Column { sheet: table.sheet, header: table.header_first, column, role };
        correct(&mut session, id, said, true).unwrap();
        let memory = |session: &Session| session.open_book().unwrap().memory().unwrap();
        assert!(memory(&session).is_empty(), "nothing is written before the file is");
        let said = write(&mut session, 0, false, now()).unwrap();
        assert!(said.contains("Đã nhớ 1 lựa chọn"), "it is said: {said}");
        assert_eq!(memory(&session).len(), 1);
        let file = session.pending[0].plan.file.clone();
        session.pending.clear();
        session.understand(vec![Received::read_here(file)]).unwrap();
        assert_eq!(shown(&session, 0).remembered.len(), 1, "it is said that it was applied");
        let key = memory(&session)[0].id;
        let forgotten = forget(&mut session, &key.to_string(), now()).unwrap();
        assert!(forgotten.starts_with("Đã quên lựa chọn của Sở Nội vụ"), "{forgotten}");
        assert!(shown(&session, 0).remembered.is_empty(), "waiting files are understood anew");
        session.book().unwrap().undo(now()).unwrap();
        assert_eq!(memory(&session)[0].id, key, "and undo brings it back");
    }
}
