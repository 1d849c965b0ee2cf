//! Năm: selecting another year, beginning the next, bảng đối chiếu.

use std::collections::BTreeMap;

use scorebook::crosswalk::{Comparison, Link};
use scorebook::error::file_name;
use scorebook::plan::SourceFile;
use scorebook::rollover::RollOver;
use scorebook::{Catalogue, Code, Error, Losses, Scorebook};

use super::book::opened;
use super::changing::{change, done};
use crate::failure::Failure;
use crate::host::Purpose;
use crate::incoming;
use crate::state::AppState;
use crate::view::{Crosswalk, LinkLeaf, LinkRow, StoreInfo};

pub(crate) fn select_year(app: &AppState, year: i32) -> Result<StoreInfo, Failure> {
    app.with(|session| {
        session.book()?.turn_to(year)?;
        session.year_selected()?;
        opened(session)
    })
}

/// Looks at the next year: this year's bộ tiêu chí carried over, or a new one from a file.
pub(crate) fn preview_year(app: &AppState, from_file: bool) -> Result<Option<RollOver>, Failure> {
    let plan = if from_file {
        let picked = app.dialogs().open(Purpose::OpenCatalogue);
        let Some(path) = picked.first() else { return Ok(None) };
        let year = app.with(|session| Ok(session.book()?.year()))?;
        let bytes = reading::bytes_of(path).map_err(|e| Error::io(path, &e))?;
        let received = incoming::alone(SourceFile::new(file_name(path), bytes))?;
        intake::plan_catalogue(&received, year + 1)
    } else {
        app.with(|session| Ok(session.book()?.plan_of_next_year()?))?
    };
    app.with(|session| {
        let foreseen = session.book()?.foresee_roll_over(&plan)?;
        session.next_year = Some((plan, foreseen.clone()));
        Ok(Some(foreseen))
    })
}

/// Begins the year that was looked at, and selects it.
pub(crate) fn begin_year(app: &AppState) -> Result<String, Failure> {
    app.with(|session| {
        let Some((plan, shown)) = session.next_year.take() else {
            return Err(Error::PlanOutdated.into());
        };
        let book = session.book()?;
        // what was shown is what is done, or nothing is
        if book.foresee_roll_over(&plan)? != shown {
            return Err(Error::PlanOutdated.into());
        }
        book.roll_over(&plan, app.now())?;
        session.year_selected()?;
        Ok(format!("Đã mở năm {}.", shown.year))
    })
}

pub(crate) fn crosswalk(app: &AppState) -> Result<Option<Crosswalk>, Failure> {
    app.with(|session| {
        let figures = session.figures()?;
        view(session.book()?, figures.losses())
    })
}

pub(crate) fn decide_link(app: &AppState, link: Link) -> Result<String, Failure> {
    app.with(|session| {
        let book = session.book()?;
        book.decide_link(&link, app.now())?;
        done(book)
    })
}

/// Accepts every proposal that is sure, as one change.
pub(crate) fn accept_sure_links(app: &AppState) -> Result<String, Failure> {
    change(app, |book| book.accept_sure_links(app.now()))
}

fn view(book: &mut Scorebook, losses: &Losses) -> Result<Option<Crosswalk>, Failure> {
    let Some(links) = book.crosswalk()? else { return Ok(None) };
    let (later, year) = (book.catalogue()?, book.year());
    let comparisons: BTreeMap<&Code, Comparison> =
        losses.components.iter().map(|c| (&c.code, c.comparison)).collect();
    book.turn_to(year - 1)?;
    let earlier = book.catalogue();
    book.turn_to(year)?;
    let earlier = earlier?;
    let (before, after) = (leaves(&earlier), leaves(&later));
    let (places, places_before) = (places(&after), places(&before));
    let pick = |codes: &[Code], of: &[LinkLeaf], at: &BTreeMap<Code, usize>| -> Vec<LinkLeaf> {
        codes.iter().filter_map(|code| Some(of[*at.get(code)?].clone())).collect()
    };
    let row = |link: Link| LinkRow {
        sure: link.is_sure_proposal(&earlier, &later),
        kind: link.kind,
        decided: link.decided,
        note: link.note,
        earlier: pick(&link.earlier, &before, &places_before),
        later: pick(&link.later, &after, &places),
        comparison: link.later.first().and_then(|code| comparisons.get(code)).copied(),
    };
    let mut rows: Vec<LinkRow> = links.into_iter().map(row).collect();
    // a decision does not move its row: the next key goes to the next row
    rows.sort_by_key(|row| {
        let place = |leaf: Option<&LinkLeaf>, at: &BTreeMap<Code, usize>| {
            leaf.and_then(|l| at.get(&l.code)).copied().unwrap_or(usize::MAX)
        };
        (place(row.later.first(), &places), place(row.earlier.first(), &places_before))
    });
    let count = |holds: &dyn Fn(&LinkRow) -> bool| {
        u32::try_from(rows.iter().filter(|row| holds(row)).count()).unwrap_or(u32::MAX)
    };
    let compared = |comparison| count(&|row| row.comparison == Some(comparison));
    Ok(Some(Crosswalk {
        earlier_year: year - 1,
        later_year: year,
        undecided: count(&|row| !row.decided),
        sure: count(&|row| row.sure),
        in_points: compared(Comparison::Points),
        as_share: compared(Comparison::Share),
        not_compared: compared(Comparison::None),
        rows,
        earlier: before,
        later: after,
    }))
}

fn leaves(catalogue: &Catalogue) -> Vec<LinkLeaf> {
    let leaf = |n: &scorebook::CatalogueNode| LinkLeaf {
        code: n.code.clone(),
        name: n.name.clone(),
        max: n.max_points,
    };
    catalogue.leaves().map(leaf).collect()
}

fn places(leaves: &[LinkLeaf]) -> BTreeMap<Code, usize> {
    leaves.iter().enumerate().map(|(at, leaf)| (leaf.code.clone(), at)).collect()
}
