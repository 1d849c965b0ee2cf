//! `sodiem results`: results of earlier years, each kind from its own paper, at any time.

use chrono::NaiveDateTime;
use intake::Beside;
use reading::{Cancel, Reader};
use scorebook::error::file_name;
use scorebook::papers::{PaperChange, ResultsPlan};
use scorebook::plan::SourceFile;
use scorebook::{BaselineKind, Problem, Scorebook};

use crate::Outcome;
use crate::args::{ResultKind, ResultsArgs};
use crate::papers::PaperReport;
use crate::refusal::{Refusal, read};

pub(crate) fn run(args: &ResultsArgs, now: NaiveDateTime) -> Outcome {
    let mut book = Scorebook::open(&args.store)?;
    let year = args.year.unwrap_or(book.year() - 1);
    let kind = args.kind.map(kind);
    let files: Vec<SourceFile> = args
        .files
        .iter()
        .map(|path| Ok(SourceFile::new(file_name(path), read(path)?)))
        .collect::<Result<_, Refusal>>()?;
    let names: Vec<String> = files.iter().map(|f| f.name.clone()).collect();
    let (plans, problems) = plans(&book, files, year, kind)?;
    let blocked = plans.iter().any(|plan| plan.blocking() > 0);
    let mut changes: Vec<PaperChange> = Vec::new();
    if !blocked {
        let told = plans.iter().map(|plan| plan.for_year).max();
        for plan in plans.iter().filter(|plan| Some(plan.for_year) == told) {
            changes.extend(book.foresee_results(plan)?);
        }
        if !args.dry_run && !changes.is_empty() {
            book.apply_results(&plans, now)?;
        }
    }
    book.close()?;
    PaperReport::of(blocked, changes, &problems).tell(args.json, args.dry_run, &names.join(", "))
}

/// The papers as they are read beside the criteria of the year after the results, and of their own year, where the
/// store has them; with the problems, each once.
pub(crate) fn plans(
    book: &Scorebook,
    files: Vec<SourceFile>,
    year: i32,
    kind: Option<BaselineKind>,
) -> Result<(Vec<ResultsPlan>, Vec<Problem>), Refusal> {
    let beside_years = book.years_beside_results(year)?;
    let (mut plans, mut problems) = (Vec::new(), Vec::new());
    let mut reader = Reader::new();
    let province = book.province()?;
    for file in files {
        let received = reader.read(file, &Cancel::default())?;
        for (at, for_year) in beside_years.iter().enumerate() {
            let trees = book.trees_for_results(*for_year, year)?;
            let beside = Beside {
                catalogue: &trees.catalogue,
                earlier: trees.earlier.as_ref().map(|(tree, links)| (tree, links.as_slice())),
                province: &province,
            };
            let plan = intake::plan_results(&received, beside, year, kind);
            if at == 0 {
                problems.extend(plan.problems.iter().cloned());
            }
            plans.push(plan);
        }
    }
    Ok((plans, problems))
}

fn kind(kind: ResultKind) -> BaselineKind {
    match kind {
        ResultKind::Published => BaselineKind::Published,
        ResultKind::Appraised => BaselineKind::Appraised,
        ResultKind::SelfScored => BaselineKind::SelfScored,
    }
}
