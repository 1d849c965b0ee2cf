//! Cơ quan, bộ tiêu chí and the deadlines: who answers for what, and by when.

use chrono::NaiveDate;
use scorebook::agency::AgencyHistory;
use scorebook::deadline::DeadlineKind;
use scorebook::history::PriorResult;
use scorebook::{AgencyId, Code};
use tauri::State;

use super::correction::understand_all;
use super::done;
use crate::clock::now;
use crate::desk::Desk;
use crate::view::{CatalogueRow, Failure};

#[tauri::command(async)]
pub(crate) fn agency_histories(desk: State<'_, Desk>) -> Result<Vec<AgencyHistory>, Failure> {
    desk.with(|papers| Ok(papers.book()?.agency_histories()?))
}

#[tauri::command(async)]
pub(crate) fn rename_agency(
    desk: State<'_, Desk>,
    agency: AgencyId,
    name: String,
    since: NaiveDate,
) -> Result<String, Failure> {
    desk.with(|papers| {
        papers.book()?.rename_agency(agency, &name, since, now())?;
        understand_all(papers)?;
        done(papers.book()?)
    })
}

#[tauri::command(async)]
pub(crate) fn merge_agencies(
    desk: State<'_, Desk>,
    predecessors: Vec<AgencyId>,
    successor: AgencyId,
    since: NaiveDate,
) -> Result<String, Failure> {
    desk.with(|papers| {
        papers.book()?.merge_agencies(&predecessors, successor, since, now())?;
        understand_all(papers)?;
        done(papers.book()?)
    })
}

#[tauri::command(async)]
pub(crate) fn set_deadline(
    desk: State<'_, Desk>,
    deadline: DeadlineKind,
    date: NaiveDate,
) -> Result<String, Failure> {
    desk.with(|papers| {
        let book = papers.book()?;
        book.set_deadline(deadline, date, now())?;
        done(book)
    })
}

#[tauri::command(async)]
pub(crate) fn catalogue(desk: State<'_, Desk>) -> Result<Vec<CatalogueRow>, Failure> {
    desk.with(|papers| {
        let book = papers.book()?;
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

#[tauri::command(async)]
pub(crate) fn set_lead(
    desk: State<'_, Desk>,
    code: Code,
    agency: AgencyId,
) -> Result<String, Failure> {
    desk.with(|papers| {
        papers.book()?.set_lead(&code, agency, now())?;
        understand_all(papers)?;
        done(papers.book()?)
    })
}
