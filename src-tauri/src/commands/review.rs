//! Rà soát.

use chrono::NaiveDate;
use scorebook::decision::Decision;
use scorebook::losses::{ComponentLoss, Filter, Losses, Sort, Totals};
use scorebook::plan::SourceFile;
use scorebook::Code;
use tauri::State;

use crate::clock::now;
use crate::desk::Desk;
use crate::incoming;
use crate::view::{Failure, Review, SourceRow, SourceRows};

/// Rows shown above and below the marked one.
const NEIGHBOURS: u32 = 2;

#[tauri::command(async)]
pub(crate) fn review(desk: State<'_, Desk>, filter: Filter) -> Result<Review, Failure> {
    desk.with(|papers| Ok(narrow(papers.book()?.losses()?, &filter, now().date())))
}

fn narrow(losses: Losses, filter: &Filter, today: NaiveDate) -> Review {
    let rows: Vec<ComponentLoss> =
        losses.arranged(filter, Sort::default(), today).into_iter().cloned().collect();
    Review {
        totals: Totals::of(&rows),
        rows,
        facets: losses.facets(today),
        tree: losses.nodes,
        agencies: losses.agencies,
    }
}

/// The sheet around the cell a criterion's score was read from.
#[tauri::command(async)]
pub(crate) fn source_rows(
    desk: State<'_, Desk>,
    code: Code,
) -> Result<Option<SourceRows>, Failure> {
    let Some((source, file)) = desk.with(|papers| Ok(papers.book()?.source_of(&code)?))? else {
        return Ok(None);
    };
    let received = incoming::alone(SourceFile::new(file.name, file.bytes))?;
    let Ok(workbook) = &received.workbook else { return Ok(None) };
    let Some(around) = intake::surroundings(workbook, &source.sheet, &source.cell, NEIGHBOURS)
    else {
        return Ok(None);
    };
    let rows = around.rows.into_iter().map(|row| SourceRow {
        marked: row.marked.and_then(|at| u32::try_from(at).ok()),
        number: row.number,
        cells: row.cells,
    });
    Ok(Some(SourceRows {
        file: received.file.name,
        revision: file.revision,
        sheet: source.sheet,
        cell: source.cell,
        columns: around.columns,
        rows: rows.collect(),
    }))
}

#[tauri::command(async)]
pub(crate) fn decision(desk: State<'_, Desk>, code: Code) -> Result<Decision, Failure> {
    desk.with(|papers| Ok(papers.book()?.decision(&code)?))
}

#[tauri::command(async)]
pub(crate) fn decide(
    desk: State<'_, Desk>,
    code: Code,
    decision: Decision,
) -> Result<String, Failure> {
    desk.with(|papers| {
        papers.book()?.decide(&code, &decision, now())?;
        Ok(match decision.agreed {
            Some(agreed) => format!("Đã thống nhất tiêu chí {code}: {agreed} điểm."),
            None => format!("Đã ghi nhận xét tiêu chí {code}."),
        })
    })
}
