//! Báo cáo: documents of a snapshot, their pages as they print, and their files.

use briefing::content::{self, DocumentKind};
use briefing::file::{self, Format};
use briefing::form::BriefingForm;
use briefing::{Typeface, layout};
use scorebook::{Op, Scorebook, Snapshot, disk, since, text};

use crate::drawn::{DrawnDocuments, no_pages};
use crate::failure::Failure;
use crate::host::Purpose;
use crate::session::Session;
use crate::state::AppState;
use crate::view::{BriefingInfo, PageInfo};

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
    session: &mut Session,
    snapshot: &Snapshot,
    kind: DocumentKind,
    agency: Option<&str>,
) -> Result<BriefingInfo, Failure> {
    let book = session.read_book()?;
    let figures = book.figures()?;
    let pieces = content::documents(kind, snapshot, &form_of(kind, book)?);
    let at = pieces.iter().position(|p| p.agency.as_deref() == agency).unwrap_or(0);
    let shown = pieces.get(at);
    let pages = shown.map(|p| layout::lay_out(&p.document, Typeface::of_machine())).transpose()?;
    let sizes = pages.iter().flat_map(|p| (0..p.page_count()).filter_map(|n| p.page_size_mm(n)));
    let mut info = BriefingInfo {
        drawing: 0,
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
    info.drawing =
        session.put_drawn(|drawing| DrawnDocuments { drawing, kind, year, pieces, at, pages });
    Ok(info)
}

pub(crate) fn briefing_form(app: &AppState) -> Result<BriefingForm, Failure> {
    app.with(|session| form(session.book()?))
}

pub(crate) fn set_briefing_form(app: &AppState, form: BriefingForm) -> Result<(), Failure> {
    app.with(|session| {
        session
            .book()?
            .transact(&Op::SetForm, app.now(), |tx| tx.set_setting(BriefingForm::SETTING, &form))?;
        Ok(())
    })
}

pub(crate) fn freeze(app: &AppState) -> Result<(), Failure> {
    app.with(|session| {
        session.book()?.take_snapshot(app.now())?;
        Ok(())
    })
}

pub(crate) fn briefing(
    app: &AppState,
    kind: DocumentKind,
    agency: Option<String>,
) -> Result<Option<BriefingInfo>, Failure> {
    app.with(|session| match session.book()?.newest_snapshot()? {
        Some(snapshot) => draw(session, &snapshot, kind, agency.as_deref()).map(Some),
        None => Ok(None),
    })
}

pub(crate) fn briefing_page(app: &AppState, drawing: u32, index: usize) -> Result<String, Failure> {
    app.with(|session| session.drawn(drawing)?.pages()?.page_svg(index).ok_or_else(no_pages))
}

/// The pages on which a text stands, with or without diacritics; 0-based.
pub(crate) fn search_pages(
    app: &AppState,
    drawing: u32,
    looked_for: String,
) -> Result<Vec<usize>, Failure> {
    let wanted = text::fold(&looked_for);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    app.with(|session| {
        let pages = session.drawn(drawing)?.pages()?;
        // a line that goes on below is one text
        let says = |n: &usize| text::fold(&pages.page_text(*n)).contains(&wanted);
        Ok((0..pages.page_count()).filter(says).collect())
    })
}

/// Prints what the window has set up for the printer: the pages of the document.
pub(crate) fn print_pages(app: &AppState) -> Result<(), Failure> {
    app.host.printer.print().map_err(|reason| {
        let message = format!(
            "Chưa in được ({reason}). Hãy kiểm tra máy in rồi in lại, hoặc lưu PDF và in từ tệp đó."
        );
        Failure::new("not_printed", message)
    })
}

/// Saves the document that is shown.
pub(crate) fn save_briefing(
    app: &AppState,
    drawing: u32,
    format: Format,
) -> Result<Option<String>, Failure> {
    let (bytes, suggested) = app.with(|session| {
        let drawn = session.drawn(drawing)?;
        let bytes = match (format, &drawn.pages) {
            // those very pages
            (Format::Pdf, Some(pages)) => pages.pdf()?,
            _ => file::write(&drawn.shown()?.document, format)?,
        };
        Ok((bytes, drawn.suggested_name(format)?))
    })?;
    let picked = app.dialogs().save(Purpose::SaveDocument(format), &suggested);
    let Some(path) = picked else { return Ok(None) };
    disk::write_whole(&path, &bytes)?;
    Ok(Some(scorebook::error::file_name(&path)))
}

/// Saves the letters to all bodies into a folder; how many. Files of those names are replaced.
pub(crate) fn save_letters(
    app: &AppState,
    drawing: u32,
    format: Format,
) -> Result<Option<usize>, Failure> {
    let picked = app.dialogs().open(Purpose::FolderForLetters);
    let Some(folder) = picked.first() else { return Ok(None) };
    app.with(|session| {
        let drawn = session.drawn(drawing)?;
        // all are made before one is written: a fault in one leaves no half of them
        let files = drawn.pieces.iter().enumerate().map(|(n, piece)| {
            let bytes = file::write(&piece.document, format)?;
            Ok((file::name(drawn.kind, n, piece, format), bytes))
        });
        let files = files.collect::<Result<Vec<_>, Failure>>()?;
        for (name, bytes) in &files {
            disk::write_whole(&folder.join(name), bytes)?;
        }
        Ok(Some(files.len()))
    })
}
