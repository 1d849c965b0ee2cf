//! Opening and making stores; undo and redo.

use intake::Received;
use scorebook::error::file_name;
use scorebook::plan::SourceFile;
use scorebook::{BaselineKind, Error, Op, Scorebook};
use tauri::State;

use super::correction::understand_all;
use crate::clock::now;
use crate::desk::{Desk, Papers};
use crate::dialogs::Purpose;
use crate::view::{CataloguePreview, Failure, StoreInfo};
use crate::{incoming, preview, sample};

fn info(papers: &Papers) -> Result<Option<StoreInfo>, Failure> {
    let Some(book) = papers.open_book() else { return Ok(None) };
    let catalogue = book.catalogue()?;
    let held = |kind: &BaselineKind| catalogue.nodes.iter().any(|n| n.baseline(*kind).is_some());
    Ok(Some(StoreInfo {
        file: file_name(book.path()),
        year: book.year(),
        years: book.years()?,
        baseline_year: book.year() - 1,
        baseline_kind: book.baseline_kind()?,
        baseline_kinds: BaselineKind::ALL.into_iter().filter(held).collect(),
        province: book.province()?,
        is_sample: book.is_sample()?,
        last_saved: book.last_saved()?,
        undoable: book.undoable()?,
        redoable: book.redoable()?,
        snapshot: book.newest_snapshot()?.map(|s| s.code()),
    }))
}

pub(super) fn opened(papers: &Papers) -> Result<StoreInfo, Failure> {
    info(papers)?.ok_or_else(|| Failure::from(Error::PlanOutdated))
}

#[tauri::command(async)]
pub(crate) fn app_state(desk: State<'_, Desk>) -> Result<Option<StoreInfo>, Failure> {
    desk.with(|papers| match papers.trouble.take() {
        Some(trouble) => Err(trouble),
        None => info(papers),
    })
}

#[tauri::command]
pub(crate) async fn open_store(desk: State<'_, Desk>) -> Result<Option<StoreInfo>, Failure> {
    let picked = desk.dialogs.open(Purpose::OpenStore).await;
    let Some(path) = picked.first() else { return Ok(None) };
    desk.with(|papers| {
        papers.open(path)?;
        info(papers)
    })
}

#[tauri::command]
pub(crate) async fn pick_catalogue(
    desk: State<'_, Desk>,
    year: i32,
) -> Result<Option<CataloguePreview>, Failure> {
    let picked = desk.dialogs.open(Purpose::OpenCatalogue).await;
    let Some(path) = picked.first() else { return Ok(None) };
    let bytes = reading::bytes_of(path).map_err(|e| Error::io(path, &e))?;
    let received = incoming::alone(SourceFile::new(file_name(path), bytes))?;
    desk.with(|papers| {
        let plan = intake::plan_catalogue(&received, year);
        let preview = preview::catalogue(&plan);
        papers.catalogue = Some(plan);
        Ok(Some(preview))
    })
}

#[tauri::command]
pub(crate) async fn create_store(desk: State<'_, Desk>) -> Result<Option<StoreInfo>, Failure> {
    let year = desk.with(|papers| Ok(papers.catalogue.as_ref().map(|p| p.catalogue.year)))?;
    let Some(year) = year else { return Ok(None) };
    let picked = desk.dialogs.save(Purpose::SaveStore, &format!("CCHC-{year}.sodiem")).await;
    let Some(path) = picked.first() else { return Ok(None) };
    desk.with(|papers| {
        let Some(plan) = &papers.catalogue else { return Ok(None) };
        let book = Scorebook::create(path, plan, now())?;
        papers.take(book);
        info(papers)
    })
}

/// The sample store, made at the first time and found again later: what was tried in it stays.
#[tauri::command(async)]
pub(crate) fn open_sample(desk: State<'_, Desk>) -> Result<StoreInfo, Failure> {
    desk.with(|papers| {
        let path = papers.folder.join("du-lieu-mau.sodiem");
        if !path.exists() {
            std::fs::create_dir_all(&papers.folder).map_err(|e| Error::io(&papers.folder, &e))?;
            let plan =
                intake::plan_catalogue(&Received::read_here(sample::catalogue()), sample::YEAR);
            Scorebook::create(&path, &plan, now())?.close()?;
        }
        papers.open(&path)?;
        opened(papers)
    })
}

#[tauri::command(async)]
pub(crate) fn undo(desk: State<'_, Desk>) -> Result<Option<String>, Failure> {
    desk.with(|papers| match papers.book()?.undo(now()) {
        Ok(undone) => {
            // what is remembered may have changed with it
            understand_all(papers)?;
            Ok(Some(undone.to_string()))
        }
        Err(Error::NothingToUndo) => Ok(None),
        Err(error) => Err(error.into()),
    })
}

#[tauri::command(async)]
pub(crate) fn redo(desk: State<'_, Desk>) -> Result<Option<String>, Failure> {
    desk.with(|papers| match papers.book()?.redo(now()) {
        Ok(redone) => {
            understand_all(papers)?;
            Ok(Some(redone))
        }
        Err(Error::NothingToRedo) => Ok(None),
        Err(error) => Err(error.into()),
    })
}

#[tauri::command(async)]
pub(crate) fn set_baseline_kind(
    desk: State<'_, Desk>,
    kind: BaselineKind,
) -> Result<StoreInfo, Failure> {
    desk.with(|papers| {
        let op = Op::SetBaselineKind { kind };
        papers.book()?.transact(&op, now(), |tx| tx.set_baseline_kind(kind))?;
        opened(papers)
    })
}
