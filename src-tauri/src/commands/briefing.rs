//! Báo cáo: the pages as they print.

use briefing::form::BriefingForm;
use scorebook::{disk, Op, Scorebook, Snapshot};
use tauri::State;

use crate::clock::now;
use crate::desk::{Desk, Papers};
use crate::dialogs::Purpose;
use crate::view::{BriefingInfo, Failure, PageInfo};

fn form(book: &Scorebook) -> Result<BriefingForm, Failure> {
    match book.setting(BriefingForm::SETTING)? {
        Some(form) => Ok(form),
        None => Ok(BriefingForm::for_figures(&book.figures()?)),
    }
}

/// Draws the pages of a snapshot and keeps them for [`briefing_page`].
fn draw(papers: &mut Papers, snapshot: &Snapshot) -> Result<BriefingInfo, Failure> {
    let book = papers.book()?;
    let stale = book.is_stale(snapshot)?;
    let pages = briefing::render(snapshot, &form(book)?)?;
    let sizes = (0..pages.page_count()).filter_map(|n| pages.page_size_mm(n));
    let info = BriefingInfo {
        snapshot: snapshot.code(),
        taken_at: snapshot.taken_at,
        stale,
        pages: sizes.map(|(width_mm, height_mm)| PageInfo { width_mm, height_mm }).collect(),
    };
    papers.pages = Some(pages);
    Ok(info)
}

#[tauri::command(async)]
pub(crate) fn briefing_form(desk: State<'_, Desk>) -> Result<BriefingForm, Failure> {
    desk.with(|papers| form(papers.book()?))
}

#[tauri::command(async)]
pub(crate) fn set_briefing_form(desk: State<'_, Desk>, form: BriefingForm) -> Result<(), Failure> {
    desk.with(|papers| {
        papers
            .book()?
            .transact(&Op::SetForm, now(), |tx| tx.set_setting(BriefingForm::SETTING, &form))?;
        Ok(())
    })
}

#[tauri::command(async)]
pub(crate) fn freeze(desk: State<'_, Desk>) -> Result<BriefingInfo, Failure> {
    desk.with(|papers| {
        let snapshot = papers.book()?.take_snapshot(now())?;
        draw(papers, &snapshot)
    })
}

#[tauri::command(async)]
pub(crate) fn briefing(desk: State<'_, Desk>) -> Result<Option<BriefingInfo>, Failure> {
    desk.with(|papers| match papers.book()?.newest_snapshot()? {
        Some(snapshot) => draw(papers, &snapshot).map(Some),
        None => Ok(None),
    })
}

#[tauri::command(async)]
pub(crate) fn briefing_page(desk: State<'_, Desk>, index: usize) -> Result<String, Failure> {
    desk.with(|papers| papers.pages.as_ref().and_then(|p| p.page_svg(index)).ok_or_else(no_pages))
}

#[tauri::command]
pub(crate) async fn save_briefing(desk: State<'_, Desk>) -> Result<Option<String>, Failure> {
    let (pdf, year) = desk.with(|papers| {
        let pdf = papers.pages.as_ref().ok_or_else(no_pages)?.pdf()?;
        Ok((pdf, papers.book()?.year()))
    })?;
    let suggested = format!("Bao cao nhanh CCHC {year}.pdf");
    let picked = desk.dialogs.save(Purpose::SaveBriefing, &suggested).await;
    let Some(path) = picked.first() else { return Ok(None) };
    desk.with(|_| Ok(disk::write_whole(path, &pdf)?))?;
    Ok(Some(scorebook::error::file_name(path)))
}

fn no_pages() -> Failure {
    Failure {
        code: "no_pages".into(),
        message: "Chưa có trang nào. Hãy chốt số liệu trước.".into(),
    }
}
