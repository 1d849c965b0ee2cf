//! Cơ quan, bộ tiêu chí and the deadlines: who answers for what, and by when.

use chrono::NaiveDate;
use scorebook::agency::AgencyHistory;
use scorebook::deadline::DeadlineKind;
use scorebook::history::PriorResult;
use scorebook::{Agency, AgencyId, Code};

use super::changing::done;
use crate::failure::Failure;
use crate::state::AppState;
use crate::view::CatalogueRow;

pub(crate) fn agencies(app: &AppState) -> Result<Vec<Agency>, Failure> {
    app.with(|session| Ok(session.book()?.agencies()?))
}

pub(crate) fn agency_histories(app: &AppState) -> Result<Vec<AgencyHistory>, Failure> {
    app.with(|session| Ok(session.book()?.agency_histories()?))
}

pub(crate) fn rename_agency(
    app: &AppState,
    agency: AgencyId,
    name: String,
    since: NaiveDate,
) -> Result<String, Failure> {
    app.with(|session| {
        session.book()?.rename_agency(agency, &name, since, app.now())?;
        session.understand_all()?;
        done(session.book()?)
    })
}

pub(crate) fn merge_agencies(
    app: &AppState,
    predecessors: Vec<AgencyId>,
    successor: AgencyId,
    since: NaiveDate,
) -> Result<String, Failure> {
    app.with(|session| {
        session.book()?.merge_agencies(&predecessors, successor, since, app.now())?;
        session.understand_all()?;
        done(session.book()?)
    })
}

pub(crate) fn set_deadline(
    app: &AppState,
    deadline: DeadlineKind,
    date: NaiveDate,
) -> Result<String, Failure> {
    app.with(|session| {
        let book = session.book()?;
        book.set_deadline(deadline, date, app.now())?;
        done(book)
    })
}

pub(crate) fn catalogue(app: &AppState) -> Result<Vec<CatalogueRow>, Failure> {
    app.with(|session| {
        let book = session.book()?;
        let agencies = book.agencies()?;
        let name = |id: &AgencyId| {
            agencies.iter().find(|a| a.id == *id).map(|a| a.name.clone()).unwrap_or_default()
        };
        let row = |node: scorebook::CatalogueNode| CatalogueRow {
            prior: node
                .baselines
                .iter()
                .map(|b| PriorResult { kind: b.kind, points: b.points })
                .collect(),
            partners: node.partners.iter().map(name).collect(),
            code: node.code,
            name: node.name,
            level: node.level,
            max: node.max_points,
            scoring: node.scoring,
            lead: node.lead,
            prior_code: node.prior_code,
            sheet: node.sheet,
            cell: node.cell,
        };
        Ok(book.catalogue()?.nodes.into_iter().map(row).collect())
    })
}

pub(crate) fn set_lead(app: &AppState, code: Code, agency: AgencyId) -> Result<String, Failure> {
    app.with(|session| {
        session.book()?.set_lead(&code, agency, app.now())?;
        session.understand_all()?;
        done(session.book()?)
    })
}
