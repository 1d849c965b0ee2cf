//! Plans, as the window shows them.

use scorebook::plan::{CataloguePlan, ImportPlan, PlannedTable};
use scorebook::report::{ProblemReport, RowCounts};
use scorebook::{Agency, Level, Points, Problem, Scorebook, Scoring, source, vi};

use crate::failure::Failure;
use crate::pending::Pending;
use crate::picture;
use crate::view::{CataloguePreview, ColumnView, CorrectionView, FilePreview, RowView, TableView};

/// A waiting file.
pub(crate) fn file(book: &Scorebook, pending: &Pending) -> Result<FilePreview, Failure> {
    let plan = &pending.plan;
    let (catalogue, agencies) = (book.catalogue()?, book.agencies()?);
    let (outcome, revision) = book.foresee(plan, false)?;
    let (vanishing, extent) = book.vanishing(plan)?.unzip();
    let rows = plan.rows.iter().map(|row| RowView {
        sheet: row.sheet.clone(),
        row: row.row + 1,
        bucket: row.bucket,
        code: row.code.clone(),
        name: row.name.clone(),
        criterion: row.node.and_then(|id| catalogue.node(id)).map(|n| n.code.clone()),
        points: row.points,
        cell: row.cell.as_ref().map(scorebook::CellRef::a1),
        raw: row.raw.clone(),
    });
    Ok(FilePreview {
        id: pending.id,
        file: plan.file.name.clone(),
        size: u32::try_from(plan.file.bytes.len()).unwrap_or(u32::MAX),
        agency: plan.agency,
        agency_name: agencies.iter().find(|a| Some(a.id) == plan.agency).map(|a| a.name.clone()),
        agency_basis: plan.agency_basis,
        outcome,
        can_skip_bad_rows: plan.is_blocked() && plan.can_skip_bad_rows() && vanishing.is_none(),
        revision,
        rows: RowCounts::of(plan),
        tables: tables(&plan.tables),
        row_list: rows.collect(),
        problems: problems(&vanishing.into_iter().chain(plan.problems.clone()).collect::<Vec<_>>()),
        sheets: picture::sheets(&catalogue, &pending.received, plan),
        questions: plan.questions.iter().cloned().chain(extent).collect(),
        corrections: corrections(plan, &agencies),
        remembered: plan.remembered.iter().map(vi::recalled).collect(),
        difference: book.difference(plan)?,
    })
}

fn corrections(plan: &ImportPlan, agencies: &[Agency]) -> Vec<CorrectionView> {
    let view =
        |(index, correction)| CorrectionView { index, text: vi::correction(correction, agencies) };
    (0..).zip(&plan.corrections).map(view).collect()
}

/// A bộ tiêu chí that was read.
pub(crate) fn catalogue(plan: &CataloguePlan) -> CataloguePreview {
    let count = |level| plan.catalogue.nodes.iter().filter(|n| n.level == level).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let max = |only: Option<Scoring>| -> Points {
        plan.catalogue
            .leaves()
            .filter(|n| only.is_none() || n.scoring == only)
            .map(|n| n.max_points)
            .sum()
    };
    CataloguePreview {
        file: plan.file.name.clone(),
        year: plan.catalogue.year,
        is_sample: plan.is_sample,
        province: plan.province.clone(),
        fields: number(count(Level::Field)),
        criteria: number(count(Level::Criterion)),
        components: number(count(Level::Component)),
        max: max(None),
        self_scored_max: max(Some(Scoring::SelfScored)),
        agencies: plan.agencies.iter().map(|a| a.name.clone()).collect(),
        tables: tables(&plan.tables),
        problems: problems(&plan.problems),
        usable: !plan.is_blocked(),
    }
}

/// Gravest first, else in the order of the file.
pub(crate) fn problems(problems: &[Problem]) -> Vec<ProblemReport> {
    let mut reports: Vec<ProblemReport> = problems.iter().map(ProblemReport::from).collect();
    reports.sort_by_key(|p| p.severity);
    reports
}

fn tables(tables: &[PlannedTable]) -> Vec<TableView> {
    let header = |t: &PlannedTable| {
        if t.header_first == t.header_last {
            (t.header_first + 1).to_string()
        } else {
            format!("{}–{}", t.header_first + 1, t.header_last + 1)
        }
    };
    let columns = |t: &PlannedTable| {
        let column = |(col, role, heading): &(u32, _, String)| ColumnView {
            letter: source::column_letters(*col),
            heading: heading.clone(),
            role: *role,
            role_text: vi::column(*role).to_owned(),
        };
        t.columns.iter().map(column).collect()
    };
    tables
        .iter()
        .map(|t| TableView { sheet: t.sheet.clone(), header: header(t), columns: columns(t) })
        .collect()
}
