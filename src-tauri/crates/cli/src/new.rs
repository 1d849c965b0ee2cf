//! `sodiem new`: a store for a year, from the papers there are.

use std::path::Path;

use chrono::NaiveDateTime;
use reading::{Cancel, Reader};
use scorebook::error::file_name;
use scorebook::plan::SourceFile;
use scorebook::{Finding, Points, Scorebook};

use crate::Outcome;
use crate::args::NewArgs;
use crate::papers::complain_of;
use crate::refusal::{Refusal, read};
use crate::results;
use crate::terminal::{complain, say};

pub(crate) fn run(args: &NewArgs, now: NaiveDateTime) -> Outcome {
    let mut reader = Reader::new();
    let mut receive = |path: &Path| -> Result<intake::Received, Refusal> {
        let file = SourceFile::new(file_name(path), read(path)?);
        Ok(reader.read(file, &Cancel::default())?)
    };
    let mut plan = intake::plan_catalogue(&receive(&args.catalogue)?, args.year);
    if !args.assignments.is_empty() {
        // who leads is another paper's to say
        plan.problems.retain(|p| !matches!(p.finding, Finding::NoLead { .. }));
    }
    if complain_of(&plan.file, &plan.problems) {
        complain(format_args!("Bộ tiêu chí “{}” chưa dùng được. Chưa lập sổ.", plan.file.name));
        return Ok(false);
    }
    if let Some(province) = &args.province {
        plan.province = Some(scorebook::text::tidy(province));
    }
    let assignments: Vec<intake::Received> =
        args.assignments.iter().map(|path| receive(path)).collect::<Result<_, _>>()?;
    let results: Vec<SourceFile> = args
        .results
        .iter()
        .map(|path| Ok(SourceFile::new(file_name(path), read(path)?)))
        .collect::<Result<_, Refusal>>()?;
    let mut book = Scorebook::create(&args.store, &plan, now)?;
    let filled = fill(&mut book, args, &assignments, results, now);
    let leaves: Vec<_> = plan.catalogue.leaves().collect();
    let max: Points = leaves.iter().map(|n| n.max_points).sum();
    let count = leaves.len();
    let bodies = book.agencies()?.len();
    book.close()?;
    // a paper that is refused leaves no store behind, half begun
    if !matches!(filled, Ok(true)) {
        std::fs::remove_file(&args.store).map_err(|e| scorebook::Error::io(&args.store, &e))?;
        complain(format_args!("Chưa lập sổ."));
        return filled;
    }
    say(format_args!(
        "Đã lập sổ năm {} tại {}: {count} tiêu chí có điểm, tổng {max} điểm, {bodies} cơ quan.",
        args.year,
        args.store.display(),
    ));
    Ok(true)
}

fn fill(
    book: &mut Scorebook,
    args: &NewArgs,
    assignments: &[intake::Received],
    results: Vec<SourceFile>,
    now: NaiveDateTime,
) -> Outcome {
    for received in assignments {
        let plan = intake::plan_assignment(received, &book.catalogue()?, &book.agencies()?);
        if complain_of(&plan.file, &plan.problems) {
            return Ok(false);
        }
        book.apply_assignment(&plan, now)?;
    }
    for file in results {
        let (plans, problems) = results::plans(book, vec![file.clone()], args.year - 1, None)?;
        if complain_of(&file, &problems) {
            return Ok(false);
        }
        book.apply_results(&plans, now)?;
    }
    // a body that a paper named already is there
    let known = book.agencies()?;
    let new: Vec<String> = args
        .agency
        .iter()
        .filter(|name| crate::import::find_agency(&known, name).is_err())
        .cloned()
        .collect();
    book.add_agencies(&new, now)?;
    Ok(true)
}
