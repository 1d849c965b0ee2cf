//! Opening and making stores; undo and redo.

use std::path::{Path, PathBuf};

use intake::Received;
use scorebook::error::file_name;
use scorebook::plan::SourceFile;
use scorebook::{BaselineKind, Error, Op, Scorebook};

use crate::failure::Failure;
use crate::host::Purpose;
use crate::kept::key;
use crate::session::Session;
use crate::state::AppState;
use crate::view::{CataloguePreview, RecentBook, StoreInfo, Trouble};
use crate::{incoming, preview, recent, sample};

fn info(session: &Session) -> Result<Option<StoreInfo>, Failure> {
    let Some(book) = session.open_book() else { return Ok(None) };
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

pub(super) fn opened(session: &Session) -> Result<StoreInfo, Failure> {
    info(session)?.ok_or_else(|| Failure::from(Error::PlanOutdated))
}

pub(crate) fn app_state(app: &AppState) -> Result<Option<StoreInfo>, Failure> {
    app.with(|session| info(session))
}

pub(crate) fn open_store(app: &AppState) -> Result<Option<StoreInfo>, Failure> {
    let picked = app.dialogs().open(Purpose::OpenStore);
    let Some(path) = picked.first() else { return Ok(None) };
    open(app, path).map(Some)
}

/// Opens a store in place of the present one.
fn open(app: &AppState, path: &Path) -> Result<StoreInfo, Failure> {
    app.with(|session| {
        session.open(path)?;
        opened(session)
    })
}

/// Stores that were open lately, newest first.
pub(crate) fn recent_books(app: &AppState) -> Result<Vec<RecentBook>, Failure> {
    app.with(|session| {
        let open = session.open_book().map(|b| b.path().to_owned());
        let view = |path: PathBuf| RecentBook {
            key: key(&path),
            file: file_name(&path),
            folder: path.parent().unwrap_or(Path::new("")).display().to_string(),
            is_there: path.is_file(),
            is_open: open.as_ref() == Some(&path),
        };
        Ok(recent::read(&session.folder).into_iter().map(view).collect())
    })
}

/// Opens a store of that list.
pub(crate) fn open_recent(app: &AppState, key: String) -> Result<StoreInfo, Failure> {
    let list = app.with(|session| Ok(recent::read(&session.folder)))?;
    let path = list.into_iter().find(|path| crate::kept::key(path) == key);
    open(app, &path.ok_or_else(|| Failure::from(Error::PlanOutdated))?)
}

/// The store that could not be opened, if that is why none is open.
pub(crate) fn trouble(app: &AppState) -> Result<Option<Trouble>, Failure> {
    app.with(|session| {
        Ok(session.trouble().map(|(path, failure)| Trouble {
            file: file_name(path),
            folder: path.parent().unwrap_or(Path::new("")).display().to_string(),
            failure: failure.clone(),
        }))
    })
}

/// Closes the open store; the first screen comes.
pub(crate) fn close_book(app: &AppState) -> Result<(), Failure> {
    app.with(Session::close)
}

pub(crate) fn pick_catalogue(
    app: &AppState,
    year: i32,
) -> Result<Option<CataloguePreview>, Failure> {
    let picked = app.dialogs().open(Purpose::OpenCatalogue);
    let Some(path) = picked.first() else { return Ok(None) };
    let bytes = reading::bytes_of(path).map_err(|e| Error::io(path, &e))?;
    let received = incoming::alone(SourceFile::new(file_name(path), bytes))?;
    app.with(|session| {
        let plan = intake::plan_catalogue(&received, year);
        let preview = preview::catalogue(&plan);
        session.catalogue = Some(plan);
        Ok(Some(preview))
    })
}

pub(crate) fn create_store(app: &AppState) -> Result<Option<StoreInfo>, Failure> {
    let year = app.with(|session| Ok(session.catalogue.as_ref().map(|p| p.catalogue.year)))?;
    let Some(year) = year else { return Ok(None) };
    let picked = app.dialogs().save(Purpose::SaveStore, &format!("CCHC-{year}.sodiem"));
    let Some(path) = picked else { return Ok(None) };
    app.with(|session| {
        let Some(plan) = &session.catalogue else { return Ok(None) };
        let book = Scorebook::create(&path, plan, app.now())?;
        session.take(book);
        info(session)
    })
}

/// The sample store, made at the first time and found again later: what was tried in it stays.
pub(crate) fn open_sample(app: &AppState) -> Result<StoreInfo, Failure> {
    app.with(|session| {
        let path = session.folder.join("du-lieu-mau.sodiem");
        if !path.exists() {
            std::fs::create_dir_all(&session.folder).map_err(|e| Error::io(&session.folder, &e))?;
            let plan =
                intake::plan_catalogue(&Received::read_here(sample::catalogue()), sample::YEAR);
            Scorebook::create(&path, &plan, app.now())?.close()?;
        }
        session.open(&path)?;
        opened(session)
    })
}

pub(crate) fn undo(app: &AppState) -> Result<Option<String>, Failure> {
    app.with(|session| match session.book()?.undo(app.now()) {
        Ok(undone) => {
            session.follow_undo()?;
            Ok(Some(undone.to_string()))
        }
        Err(Error::NothingToUndo) => Ok(None),
        Err(error) => Err(error.into()),
    })
}

pub(crate) fn redo(app: &AppState) -> Result<Option<String>, Failure> {
    app.with(|session| match session.book()?.redo(app.now()) {
        Ok(redone) => {
            session.follow_undo()?;
            Ok(Some(redone))
        }
        Err(Error::NothingToRedo) => Ok(None),
        Err(error) => Err(error.into()),
    })
}

pub(crate) fn set_baseline_kind(app: &AppState, kind: BaselineKind) -> Result<StoreInfo, Failure> {
    app.with(|session| {
        let op = Op::SetBaselineKind { kind };
        session.book()?.transact(&op, app.now(), |tx| tx.set_baseline_kind(kind))?;
        opened(session)
    })
}
