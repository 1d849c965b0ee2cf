//! Correcting a waiting file, and what is remembered of such answers. Nothing here writes a file's scores.

use scorebook::memory::Remembered;
use scorebook::submission::SubmissionId;
use scorebook::{vi, CatalogueNode, Correction, Error};
use tauri::State;

use super::intake::{gone, position};
use crate::clock::now;
use crate::desk::{Basis, Desk, Given, Papers};
use crate::view::{CriterionChoice, Failure, FilePreview, RememberedAnswer};
use crate::{picture, preview};

/// Texts of a waiting file's sheet, as in the file: one array per row, each as long as the sheet is wide.
#[tauri::command(async)]
pub(crate) fn sheet_rows(
    desk: State<'_, Desk>,
    id: u32,
    sheet: String,
    from: u32,
    count: u32,
) -> Result<Vec<Vec<String>>, Failure> {
    desk.with(|papers| {
        let at = position(papers, id)?;
        Ok(picture::rows(&papers.pending[at].received, &sheet, from, count))
    })
}

/// Understands a waiting file anew with one more correction. Nothing is written.
#[tauri::command(async)]
pub(crate) fn correct_file(
    desk: State<'_, Desk>,
    id: u32,
    correction: Correction,
    remember: bool,
) -> Result<FilePreview, Failure> {
    desk.with(|papers| correct(papers, id, correction, remember))
}

fn correct(
    papers: &mut Papers,
    id: u32,
    correction: Correction,
    remember: bool,
) -> Result<FilePreview, Failure> {
    if correction.lacks_reason() {
        return Err(Failure {
            code: "correction_needs_reason".into(),
            message: "Sửa điểm hoặc bỏ một dòng thì phải ghi lý do.".into(),
        });
    }
    anew(papers, id, |given| given.push(Given { correction, remember }))
}

/// Takes one correction of a waiting file back.
#[tauri::command(async)]
pub(crate) fn uncorrect_file(
    desk: State<'_, Desk>,
    id: u32,
    index: u32,
) -> Result<FilePreview, Failure> {
    desk.with(|papers| uncorrect(papers, id, index))
}

fn uncorrect(papers: &mut Papers, id: u32, index: u32) -> Result<FilePreview, Failure> {
    anew(papers, id, |given| {
        if (index as usize) < given.len() {
            given.remove(index as usize);
        }
    })
}

/// Understands a waiting file anew after a change to its corrections.
pub(super) fn anew(
    papers: &mut Papers,
    id: u32,
    change: impl FnOnce(&mut Vec<Given>),
) -> Result<FilePreview, Failure> {
    let at = position(papers, id)?;
    let mut corrections = papers.pending[at].corrections.clone();
    change(&mut corrections);
    papers.book()?;
    let book = papers.open_book().ok_or_else(gone)?;
    let basis = Basis::of(book)?;
    let plan = basis.understand(&basis.known(), &papers.pending[at].received, &corrections);
    let pending = &mut papers.pending[at];
    (pending.corrections, pending.plan) = (corrections, plan);
    let book = papers.open_book().ok_or_else(gone)?;
    preview::file(book, &papers.pending[at])
}

/// What was changed when a file was taken in, a sentence each: from memory first, then for that file.
#[tauri::command(async)]
pub(crate) fn submission_corrections(
    desk: State<'_, Desk>,
    id: SubmissionId,
) -> Result<Vec<String>, Failure> {
    desk.with(|papers| {
        let book = papers.book()?;
        let (kept, agencies) = (book.corrections_of(id)?, book.agencies()?);
        let given = kept.given.iter().map(|c| vi::correction(c, &agencies));
        Ok(kept.remembered.iter().map(vi::recalled).chain(given).collect())
    })
}

/// The leaves of the year's catalogue.
#[tauri::command(async)]
pub(crate) fn criteria(desk: State<'_, Desk>) -> Result<Vec<CriterionChoice>, Failure> {
    desk.with(|papers| {
        let catalogue = papers.book()?.catalogue()?;
        let choice = |n: &CatalogueNode| CriterionChoice {
            code: n.code.clone(),
            name: n.name.clone(),
            max: n.max_points,
        };
        Ok(catalogue.leaves().map(choice).collect())
    })
}

/// What is remembered of bodies' layouts.
#[tauri::command(async)]
pub(crate) fn remembered_answers(desk: State<'_, Desk>) -> Result<Vec<RememberedAnswer>, Failure> {
    desk.with(|papers| {
        let book = papers.book()?;
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
#[tauri::command(async)]
pub(crate) fn forget_answer(desk: State<'_, Desk>, key: String) -> Result<String, Failure> {
    desk.with(|papers| forget(papers, &key))
}

fn forget(papers: &mut Papers, key: &str) -> Result<String, Failure> {
    let id = key.parse().map_err(|_| Error::PlanOutdated)?;
    let forgotten = papers.book()?.forget(id, now())?;
    understand_all(papers)?;
    Ok(format!("Đã {forgotten}."))
}

/// Understands every waiting file anew: what is remembered has changed.
pub(super) fn understand_all(papers: &mut Papers) -> Result<(), Failure> {
    let Some(book) = papers.open_book() else { return Ok(()) };
    let basis = Basis::of(book)?;
    let known = basis.known();
    for pending in &mut papers.pending {
        pending.plan = basis.understand(&known, &pending.received, &pending.corrections);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use intake::Received;
    use scorebook::plan::{Bucket, SourceFile};
    use scorebook::{Points, Scorebook};

    use super::*;
    use crate::commands::intake::{understand, write};
    use crate::sample;

    /// A desk with the sample's store and the named of its files waiting.
    fn desk(folder: &tempfile::TempDir, file: impl Fn(&SourceFile) -> bool) -> Papers {
        let mut papers = Papers::default();
        papers.folder = folder.path().to_owned();
        let plan = intake::plan_catalogue(&Received::read_here(sample::catalogue()), sample::YEAR);
        papers.take(Scorebook::create(&folder.path().join("a.sodiem"), &plan, now()).unwrap());
        for file in sample::submissions().into_iter().filter(|f| file(f)) {
            understand(&mut papers, vec![Received::read_here(file)]).unwrap();
        }
        papers
    }

    fn shown(papers: &Papers, at: usize) -> FilePreview {
        preview::file(papers.open_book().unwrap(), &papers.pending[at]).unwrap()
    }

    fn value(row: &scorebook::plan::PlannedRow, reason: &str) -> Correction {
        let points = Some(Points::ZERO);
        let reason = reason.into();
        Correction::Value { sheet: row.sheet.clone(), row: row.row, points, reason }
    }

    #[test]
    fn a_correction_is_shown_and_taken_back_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut papers = desk(&folder, |f| f.name.starts_with("SNV"));
        let id = papers.pending[0].id;
        let before = papers.pending[0].plan.clone();
        let row = before.rows.iter().find(|r| r.points.is_some()).unwrap().clone();
        let refused = correct(&mut papers, id, value(&row, "  "), false).unwrap_err();
        assert_eq!(refused.code, "correction_needs_reason", "no change without a reason");
        let preview = correct(&mut papers, id, value(&row, "đính chính"), false).unwrap();
        assert_eq!(preview.corrections.len(), 1, "it is listed");
        assert!(preview.corrections[0].text.contains("đính chính"), "with its reason");
        let sheet = preview.sheets.iter().find(|s| s.name == row.sheet).unwrap();
        let mark = sheet.marks.iter().find(|m| m.row == row.row).unwrap();
        assert!(mark.corrected && mark.bucket == Bucket::Scored, "and marked on its row");
        assert_eq!(mark.points, Some(Points::ZERO));
        let preview = uncorrect(&mut papers, id, 0).unwrap();
        assert!(preview.corrections.is_empty());
        assert_eq!(papers.pending[0].plan.hash(), before.hash(), "the plan is the one from before");
        uncorrect(&mut papers, id, 7).unwrap();
        assert_eq!(papers.pending[0].plan.hash(), before.hash(), "there was nothing to take back");
    }

    #[test]
    fn the_same_file_picked_again_keeps_what_was_corrected() {
        let folder = tempfile::tempdir().unwrap();
        let mut papers = desk(&folder, |f| f.name.starts_with("SNV"));
        let (id, plan) = (papers.pending[0].id, papers.pending[0].plan.clone());
        let row = plan.rows.iter().find(|r| r.points.is_some()).unwrap();
        correct(&mut papers, id, value(row, "đính chính"), false).unwrap();
        let corrected = papers.pending[0].plan.hash();
        understand(&mut papers, vec![Received::read_here(plan.file)]).unwrap();
        assert_eq!(papers.pending.len(), 1, "the same bytes wait once");
        assert_eq!(papers.pending[0].plan.hash(), corrected, "with their correction");
    }

    #[test]
    fn the_picture_holds_every_text_of_the_sheet() {
        let folder = tempfile::tempdir().unwrap();
        let papers = desk(&folder, |_| true);
        for (at, pending) in papers.pending.iter().enumerate() {
            let preview = shown(&papers, at);
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
        let mut papers = desk(&folder, |f| f.name.starts_with("SNV"));
        let (id, table) = (papers.pending[0].id, papers.pending[0].plan.tables[0].clone());
        let (column, role, _) = table.columns[0].clone();
        let said =
            Correction::Column { sheet: table.sheet, header: table.header_first, column, role };
        correct(&mut papers, id, said, true).unwrap();
        let memory = |papers: &Papers| papers.open_book().unwrap().memory().unwrap();
        assert!(memory(&papers).is_empty(), "nothing is written before the file is");
        let said = write(&mut papers, 0, false).unwrap();
        assert!(said.contains("Đã nhớ 1 lựa chọn"), "it is said: {said}");
        assert_eq!(memory(&papers).len(), 1);
        let file = papers.pending[0].plan.file.clone();
        papers.pending.clear();
        understand(&mut papers, vec![Received::read_here(file)]).unwrap();
        assert_eq!(shown(&papers, 0).remembered.len(), 1, "it is said that it was applied");
        let key = memory(&papers)[0].id;
        let forgotten = forget(&mut papers, &key.to_string()).unwrap();
        assert!(forgotten.starts_with("Đã quên lựa chọn của Sở Nội vụ"), "{forgotten}");
        assert!(shown(&papers, 0).remembered.is_empty(), "waiting files are understood anew");
        papers.book().unwrap().undo(now()).unwrap();
        assert_eq!(memory(&papers)[0].id, key, "and undo brings it back");
    }
}
