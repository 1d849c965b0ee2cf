//! Báo cáo: documents of a snapshot, their pages as they print, and their files.

use briefing::content::{self, AddressedDocument, DocumentKind};
use briefing::file::{self, Format};
use briefing::form::BriefingForm;
use briefing::{layout, Rendered, Typeface};
use scorebook::{disk, since, text, Op, Scorebook, Snapshot};
use tauri::{State, WebviewWindow};

use crate::clock::now;
use crate::desk::{Desk, Papers};
use crate::dialogs::Purpose;
use crate::printing;
use crate::view::{BriefingInfo, Failure, PageInfo};

/// The documents drawn last.
pub(crate) struct Paper {
    /// Which drawing it is.
    drawing: u32,
    kind: DocumentKind,
    year: i32,
    /// All of its kind.
    pieces: Vec<AddressedDocument>,
    /// The one whose pages are shown.
    at: usize,
    /// Its pages; none when there is no document.
    pages: Option<Rendered>,
}

fn form(book: &Scorebook) -> Result<BriefingForm, Failure> {
    match book.setting(BriefingForm::SETTING)? {
        Some(form) => Ok(form),
        None => Ok(BriefingForm::for_figures(&book.figures()?)),
    }
}

/// The form for a kind of document: number and date that are remembered are those of the báo cáo nhanh.
fn form_of(kind: DocumentKind, book: &Scorebook) -> Result<BriefingForm, Failure> {
    let form = form(book)?;
    Ok(match kind {
        DocumentKind::Briefing => form,
        _ => BriefingForm { number: None, date: None, ..form },
    })
}

/// Draws the pages of a snapshot's document and keeps them for [`briefing_page`].
fn draw(
    papers: &mut Papers,
    snapshot: &Snapshot,
    kind: DocumentKind,
    agency: Option<&str>,
) -> Result<BriefingInfo, Failure> {
    let book = papers.book()?;
    let figures = book.figures()?;
    let pieces = content::documents(kind, snapshot, &form_of(kind, book)?);
    let at = pieces.iter().position(|p| p.agency.as_deref() == agency).unwrap_or(0);
    let shown = pieces.get(at);
    let pages = shown.map(|p| layout::lay_out(&p.document, Typeface::of_machine())).transpose()?;
    let sizes = pages.iter().flat_map(|p| (0..p.page_count()).filter_map(|n| p.page_size_mm(n)));
    let drawing = papers.drawings + 1;
    let info = BriefingInfo {
        drawing,
        snapshot: snapshot.code(),
        taken_at: snapshot.taken_at,
        baseline: snapshot.figures.losses.baseline_kind,
        stale: figures != snapshot.figures,
        changed: since::changed(&snapshot.figures, &figures),
        kind,
        title: kind.title().to_owned(),
        per_agency: kind.is_per_agency(),
        agencies: pieces.iter().filter_map(|p| p.agency.clone()).collect(),
        agency: shown.and_then(|p| p.agency.clone()),
        scenarios: snapshot.figures.scenarios.iter().map(|s| s.name.clone()).collect(),
        has_table: shown.is_some_and(|p| !p.document.sheets().is_empty()),
        pages: sizes.map(|(width_mm, height_mm)| PageInfo { width_mm, height_mm }).collect(),
    };
    let year = snapshot.figures.losses.year;
    papers.drawings = drawing;
    papers.paper = Some(Paper { drawing, kind, year, pieces, at, pages });
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
pub(crate) fn freeze(desk: State<'_, Desk>) -> Result<(), Failure> {
    desk.with(|papers| {
        papers.book()?.take_snapshot(now())?;
        Ok(())
    })
}

#[tauri::command(async)]
pub(crate) fn briefing(
    desk: State<'_, Desk>,
    kind: DocumentKind,
    agency: Option<String>,
) -> Result<Option<BriefingInfo>, Failure> {
    desk.with(|papers| match papers.book()?.newest_snapshot()? {
        Some(snapshot) => draw(papers, &snapshot, kind, agency.as_deref()).map(Some),
        None => Ok(None),
    })
}

#[tauri::command(async)]
pub(crate) fn briefing_page(
    desk: State<'_, Desk>,
    drawing: u32,
    index: usize,
) -> Result<String, Failure> {
    desk.with(|papers| pages(papers, drawing)?.page_svg(index).ok_or_else(no_pages))
}

/// The pages on which a text stands, with or without diacritics; 0-based.
#[tauri::command(async)]
pub(crate) fn search_pages(
    desk: State<'_, Desk>,
    drawing: u32,
    looked_for: String,
) -> Result<Vec<usize>, Failure> {
    let wanted = text::fold(&looked_for);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    desk.with(|papers| {
        let pages = pages(papers, drawing)?;
        // a line that goes on below is one text
        let says = |n: &usize| text::fold(&pages.page_text(*n)).contains(&wanted);
        Ok((0..pages.page_count()).filter(says).collect())
    })
}

/// Prints what the window has set up for the printer: the pages of the document.
#[tauri::command(async)]
pub(crate) fn print_pages(window: WebviewWindow, desk: State<'_, Desk>) -> Result<(), Failure> {
    printing::print(&window, desk.dialogs.print_to_file()).map_err(|reason| Failure {
        code: "not_printed".into(),
        message: format!(
            "Chưa in được ({reason}). Hãy kiểm tra máy in rồi in lại, hoặc lưu PDF và in từ tệp đó."
        ),
    })
}

/// Saves the document that is shown.
#[tauri::command]
pub(crate) async fn save_briefing(
    desk: State<'_, Desk>,
    drawing: u32,
    format: Format,
) -> Result<Option<String>, Failure> {
    let (bytes, suggested) = desk.with(|papers| {
        let paper = paper(papers, drawing)?;
        let piece = paper.pieces.get(paper.at).ok_or_else(no_pages)?;
        let bytes = match (format, &paper.pages) {
            // those very pages
            (Format::Pdf, Some(pages)) => pages.pdf()?,
            _ => file::write(&piece.document, format)?,
        };
        Ok((bytes, suggested(paper, piece, format)))
    })?;
    let picked = desk.dialogs.save(Purpose::SaveDocument(format), &suggested).await;
    let Some(path) = picked.first() else { return Ok(None) };
    desk.with(|_| Ok(disk::write_whole(path, &bytes)?))?;
    Ok(Some(scorebook::error::file_name(path)))
}

/// Saves the letters to all bodies into a folder; how many. Files of those names are replaced.
#[tauri::command]
pub(crate) async fn save_letters(
    desk: State<'_, Desk>,
    drawing: u32,
    format: Format,
) -> Result<Option<usize>, Failure> {
    let picked = desk.dialogs.open(Purpose::FolderForLetters).await;
    let Some(folder) = picked.first() else { return Ok(None) };
    desk.with(|papers| {
        let paper = paper(papers, drawing)?;
        // all are made before one is written: a fault in one leaves no half of them
        let files = paper.pieces.iter().enumerate().map(|(n, piece)| {
            let bytes = file::write(&piece.document, format)?;
            Ok((file::name(paper.kind, n, piece, format), bytes))
        });
        let files = files.collect::<Result<Vec<_>, Failure>>()?;
        for (name, bytes) in &files {
            disk::write_whole(&folder.join(name), bytes)?;
        }
        Ok(Some(files.len()))
    })
}

/// "bao-cao-nhanh 2024.pdf".
fn suggested(paper: &Paper, piece: &AddressedDocument, format: Format) -> String {
    if piece.agency.is_some() {
        return file::name(paper.kind, paper.at, piece, format);
    }
    format!("{} {}.{}", paper.kind.slug(), paper.year, format.ending())
}

/// What was drawn, if it is that drawing still.
fn paper(papers: &Papers, drawing: u32) -> Result<&Paper, Failure> {
    match &papers.paper {
        Some(paper) if paper.drawing == drawing => Ok(paper),
        Some(_) => Err(Failure {
            code: "drawn_anew".into(),
            message: "Văn bản vừa được dựng lại. Hãy xem lại các trang rồi làm lại.".into(),
        }),
        None => Err(no_pages()),
    }
}

fn pages(papers: &Papers, drawing: u32) -> Result<&Rendered, Failure> {
    paper(papers, drawing)?.pages.as_ref().ok_or_else(no_pages)
}

fn no_pages() -> Failure {
    Failure {
        code: "no_pages".into(),
        message: "Chưa có trang nào. Hãy chốt số liệu trước.".into(),
    }
}
