//! `cases FOLDER [WORD…]`: the folder's `cases.json` lists files with what a careful person takes from them.
//! Each is read and understood as the product does it, and judged by the folder's README: a number is
//! written as it stands or asked about, `null` writes nothing, a clear file is not refused. With words, only
//! files whose name holds one of them, and all that is said of them. Ends with 1 when a case is at fault.
#![allow(clippy::print_stdout, reason = "talking on the terminal is what this program is for")]

mod judge;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use intake::{Received, container};
use scorebook::plan::{CataloguePlan, SourceFile};
use scorebook::{Code, ImportPlan, Points, vi};
use serde::Deserialize;

/// One file of `cases.json`.
#[derive(Deserialize)]
pub(crate) struct Case {
    file: String,
    /// Whose file it is.
    agency: String,
    /// "read", or "right or asked".
    must: String,
    /// By criterion: the points that stand there, or nothing.
    expect: BTreeMap<String, Option<String>>,
    note: String,
}

impl Case {
    pub(crate) fn expected(&self) -> Result<Vec<(Code, Option<Points>)>> {
        let points = |text: &String| Points::from_decimal(text).context("points in cases.json");
        let one = |(code, said): (&String, &Option<String>)| {
            Ok((
                code.parse().ok().context("a code in cases.json")?,
                said.as_ref().map(points).transpose()?,
            ))
        };
        self.expect.iter().map(one).collect()
    }
}

fn main() -> Result<ExitCode> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().context("which folder?")?);
    let words: Vec<String> = words.collect();
    let cases: Vec<Case> = serde_json::from_slice(&std::fs::read(folder.join("cases.json"))?)?;
    let year = year(&folder)?;
    let (mut judged, mut at_fault) = (0, 0);
    for case in &cases {
        if !words.is_empty() && !words.iter().any(|word| case.file.contains(word.as_str())) {
            continue;
        }
        judged += 1;
        let plans = plans(&folder, case, &year)?;
        let faults = judge::faults(case, &plans, &year)?;
        if !faults.is_empty() {
            at_fault += 1;
            println!("{}  ({})", case.file, case.note);
        } else if !words.is_empty() {
            println!("{}: sound", case.file);
        }
        for fault in faults {
            println!("   {fault}");
        }
        if !words.is_empty() {
            plans.iter().for_each(tell);
        }
    }
    println!("{judged} files, {at_fault} at fault");
    Ok(if at_fault == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn year(folder: &Path) -> Result<CataloguePlan> {
    let name = "bo-tieu-chi-2024.xlsx";
    let file = SourceFile::new(name, std::fs::read(folder.join(name))?);
    Ok(intake::plan_catalogue(&Received::read_here(file), 2024))
}

/// What became of a file.
pub(crate) enum Understood {
    /// It was opened; this is what is planned of a file in it.
    Plan(Box<ImportPlan>),
    /// It was not.
    Refused(scorebook::Finding),
}

fn plans(folder: &Path, case: &Case, year: &CataloguePlan) -> Result<Vec<Understood>> {
    let path = folder.join(&case.file);
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let name = scorebook::error::file_name(&path);
    let opened = match container::open(&name, bytes) {
        Ok(opened) => opened,
        Err(finding) => return Ok(vec![Understood::Refused(finding)]),
    };
    let plan = |attachment: container::Attachment| {
        let received = Received::read_here(attachment.into());
        let plan =
            |given| intake::plan_submission(&received, &year.catalogue, &year.agencies, given, &[]);
        let alone = plan(None);
        // who does not say whose it is gets asked; the rest is judged as if that were answered
        let owner = year.agencies.iter().find(|a| a.name == case.agency).map(|a| a.id);
        if alone.agency.is_none() { plan(owner) } else { alone }
    };
    let mut plans: Vec<ImportPlan> = opened.files.into_iter().map(plan).collect();
    intake::mark_versions(&mut plans);
    Ok(plans.into_iter().map(|plan| Understood::Plan(Box::new(plan))).collect())
}

fn tell(understood: &Understood) {
    match understood {
        Understood::Refused(finding) => println!("   refused: {}", vi::finding(finding)),
        Understood::Plan(plan) => {
            println!("   -- {}", plan.file.name);
            for row in plan.rows.iter().filter(|row| row.node.is_some() || row.points.is_some()) {
                println!(
                    "   row {} {:?} {} {:?} {:?}",
                    row.row + 1,
                    row.bucket,
                    row.code,
                    row.points,
                    row.raw
                );
            }
            for problem in &plan.problems {
                let at = problem.at.as_ref().map(ToString::to_string).unwrap_or_default();
                println!("   {:?} {at} {}", problem.severity, vi::finding(&problem.finding));
            }
            for question in &plan.questions {
                println!("   question {}", question.id);
            }
        }
    }
}
