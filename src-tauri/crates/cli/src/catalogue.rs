//! `sodiem catalogue`: the criteria of a year with all that is known of them.

use scorebook::{AgencyId, BaselineKind, Code, Level, Points, Scorebook, Scoring, vi};
use serde::Serialize;

use crate::Outcome;
use crate::args::YearArgs;
use crate::refusal::print_json;
use crate::terminal::say;

#[derive(Serialize)]
struct CatalogueReport {
    year: i32,
    province: Option<String>,
    nodes: Vec<NodeReport>,
}

#[derive(Serialize)]
struct NodeReport {
    code: Code,
    name: String,
    level: Level,
    max: Points,
    scoring: Option<Scoring>,
    lead: Option<String>,
    partners: Vec<String>,
    scale: Vec<StepReport>,
    results: Vec<ResultReport>,
}

#[derive(Serialize)]
struct StepReport {
    text: String,
    points: Option<Points>,
    cell: String,
}

#[derive(Serialize)]
struct ResultReport {
    year: i32,
    kind: BaselineKind,
    of: Option<String>,
    points: Points,
    source: ResultSource,
}

#[derive(Serialize)]
struct ResultSource {
    file: String,
    sheet: String,
    cell: String,
    raw: String,
}

pub(crate) fn run(args: &YearArgs) -> Outcome {
    let mut book = Scorebook::open(&args.store)?;
    if let Some(year) = args.year {
        book.turn_to(year)?;
    }
    let agencies = book.agencies()?;
    let name = |id: &AgencyId| agencies.iter().find(|a| a.id == *id).map(|a| a.name.clone());
    let results = book.results()?;
    let of = |node| {
        let report = |r: &scorebook::papers::NodeResult| ResultReport {
            year: r.year,
            kind: r.kind,
            of: r.of.clone(),
            points: r.points,
            source: ResultSource {
                file: r.file.clone(),
                sheet: r.sheet.clone(),
                cell: r.cell.clone(),
                raw: r.raw.clone(),
            },
        };
        results.iter().filter(|r| r.node == node).map(report).collect()
    };
    let nodes = book.catalogue()?.nodes.into_iter().map(|node| NodeReport {
        lead: node.lead.as_ref().and_then(name),
        partners: node.partners.iter().filter_map(name).collect(),
        results: of(node.id),
        scale: node
            .scale
            .into_iter()
            .map(|s| StepReport { text: s.text, points: s.points, cell: s.cell })
            .collect(),
        code: node.code,
        name: node.name,
        level: node.level,
        max: node.max_points,
        scoring: node.scoring,
    });
    let report = CatalogueReport {
        year: book.year(),
        province: Some(book.province()?).filter(|p| !p.is_empty()),
        nodes: nodes.collect(),
    };
    book.close()?;
    if args.json {
        print_json(&report)?;
        return Ok(true);
    }
    say(format_args!(
        "Bộ tiêu chí năm {}, {}:",
        report.year,
        report.province.as_deref().unwrap_or("chưa ghi tên tỉnh")
    ));
    for node in &report.nodes {
        let scoring = node.scoring.map(|s| format!(" — {}", vi::scoring(s))).unwrap_or_default();
        let lead = node.lead.as_deref().map(|l| format!(" — {l}")).unwrap_or_default();
        let indent = "  ".repeat(node.code.depth());
        say(format_args!("{indent}{} {} — {}{scoring}{lead}", node.code, node.name, node.max));
        for step in &node.scale {
            say(format_args!("{indent}    · {}", step.text));
        }
    }
    Ok(true)
}
