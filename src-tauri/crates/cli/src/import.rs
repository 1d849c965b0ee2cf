//! `sodiem import`: bodies' files, each written whole or not at all.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};
use intake::container::SetAside;
use intake::{CatalogueIndex, Received};
use reading::{Cancel, Reader, Taken};
use scorebook::error::file_name;
use scorebook::report::{FileReport, Outcome as FileOutcome, ProblemReport, RowCounts};
use scorebook::{
    Agency, AgencyId, Applied, Error, Finding, ImportPlan, Scorebook, Severity, text, vi,
};
use serde::Serialize;

use crate::Outcome;
use crate::args::ImportArgs;
use crate::refusal::{Refusal, print_json, read};
use crate::store;
use crate::terminal::{complain, say};

#[derive(Serialize)]
struct ImportReport {
    files: Vec<FileReport>,
    /// What lay beside the spreadsheets in a .zip or .eml.
    set_aside: Vec<SetAside>,
}

pub(crate) fn run(args: &ImportArgs, now: NaiveDateTime) -> Outcome {
    let mut book = store::open(&args.store)?;
    let (catalogue, agencies) = (book.catalogue()?, book.agencies()?);
    let given = match args.agency.as_deref().map(|name| find_agency(&agencies, name)) {
        Some(Err(refusal)) if !args.add_agency => return Err(refusal),
        Some(found) => found.ok(),
        None => None,
    };
    let sent = sent_days(&agencies, args)?;
    // put in order while the first file is read
    let known = LazyCell::new(|| CatalogueIndex::new(&catalogue, &agencies));
    let mut report = ImportReport { files: Vec::new(), set_aside: Vec::new() };
    let mut reader = Reader::for_a_run();
    // whoever waits at a terminal has Ctrl+C
    let cancel = Cancel::default();
    let take = |path: &&PathBuf| -> Result<Taken, Refusal> {
        Ok(reader.take(&file_name(path), read(path)?, &cancel)?)
    };
    let memory = book.memory()?;
    let mut plans: Vec<ImportPlan> = Vec::new();
    // files of bodies that are added with them
    let mut newcomers: BTreeMap<usize, (Received, String)> = BTreeMap::new();
    // where each file's plan stands, or why it has none
    let mut arrived: Vec<Result<usize, FileReport>> = Vec::new();
    reading::ahead(&args.files, take, |path, taken| -> Result<(), Refusal> {
        match taken {
            Err(refusal) => arrived.push(Err(refused(file_name(path), refusal))),
            Ok(taken) => {
                for file in &taken.files {
                    let plan = known.plan_with_memory(file, given, &args.corrections(), &memory);
                    if let Some(name) = new_body(&plan, given, args) {
                        newcomers.insert(plans.len(), (file.clone(), name));
                    }
                    arrived.push(Ok(plans.len()));
                    plans.push(plan);
                }
                report.set_aside.extend(taken.set_aside);
            }
        }
        Ok(())
    })?;
    intake::mark_versions(&mut plans);
    // a supplement adds to the file it came with
    let mut order: Vec<usize> = (0..plans.len()).collect();
    order.sort_by_key(|at| plans[*at].says_supplement);
    let mut reports: BTreeMap<usize, FileReport> = BTreeMap::new();
    for at in order {
        let name = plans[at].file.name.clone();
        let done = match newcomers.get(&at) {
            Some((received, name)) => with_new_body(&mut book, received, name, args, now),
            None => import_file(&mut book, &known, &mut plans[at], args, now),
        };
        // a file that fails is a refused one: what was written before it and after it is told all the same
        reports.insert(at, done.unwrap_or_else(|refusal| refused(name, refusal)));
    }
    report.files.extend(arrived.into_iter().filter_map(|arrived| match arrived {
        Ok(at) => reports.remove(&at),
        Err(unread) => Some(unread),
    }));
    let mut days = sent.into_iter().filter(|_| !args.dry_run);
    // what was written is reported, whatever becomes of the days
    let entered = days.try_for_each(|(agency, day)| book.set_sent_day(agency, day, now));
    let closed = book.close();
    if args.json {
        print_json(&report)?;
    } else {
        report.files.iter().for_each(|file| print_file(file, args.dry_run));
        for beside in &report.set_aside {
            say(format_args!("{} — không đọc: {}", beside.name, beside.what));
            say(format_args!("  {}", vi::origin(&beside.origin)));
        }
    }
    for file in report.files.iter().filter(|f| f.outcome == FileOutcome::Refused) {
        complain(format_args!("Không nhận “{}”:", file.file));
        for problem in file.problems.iter().filter(|p| p.severity == Severity::Blocking) {
            complain(format_args!("  [{}] {}{}", problem.code, place(problem), problem.message));
        }
    }
    entered?;
    closed?;
    Ok(report.files.iter().all(|f| f.outcome != FileOutcome::Refused))
}

/// The days that were given, under their bodies; an unknown body is refused before anything is written.
fn sent_days(
    agencies: &[Agency],
    args: &ImportArgs,
) -> Result<Vec<(AgencyId, NaiveDate)>, Refusal> {
    args.sent.iter().map(|(name, day)| Ok((find_agency(agencies, name)?, *day))).collect()
}

pub(crate) fn find_agency(agencies: &[Agency], name: &str) -> Result<AgencyId, Refusal> {
    let key = text::agency_key(name);
    let is_named = |a: &&Agency| {
        text::agency_key(&a.name) == key
            || a.aliases.iter().any(|alias| text::agency_key(alias) == key)
    };
    agencies.iter().find(is_named).map(|a| a.id).ok_or_else(|| {
        let finding = scorebook::Finding::UnknownAgency { name: name.to_owned() };
        let known: Vec<_> = agencies.iter().map(|a| a.name.as_str()).collect();
        let mut message = vi::finding(&finding);
        if !known.is_empty() {
            message = format!("{message} Các cơ quan trong sổ: {}.", known.join("; "));
        }
        Refusal { code: finding.code().to_owned(), message }
    })
}

fn import_file(
    book: &mut Scorebook,
    known: &CatalogueIndex<'_>,
    plan: &mut ImportPlan,
    args: &ImportArgs,
    now: NaiveDateTime,
) -> Result<FileReport, Refusal> {
    finish(book, plan, args, now, |id| known.agency(id).map(|a| a.name.clone()))
}

/// The body to be added with a file, if one is to be.
fn new_body(plan: &ImportPlan, given: Option<AgencyId>, args: &ImportArgs) -> Option<String> {
    if !args.add_agency || given.is_some() {
        return None;
    }
    let named = plan.problems.iter().find_map(|p| match &p.finding {
        Finding::UnknownAgency { name } => Some(name.clone()),
        _ => None,
    });
    args.agency.as_deref().map(text::tidy).or(named)
}

/// Takes in a file of a body that is not in the store: the body is added only when the file is taken.
fn with_new_body(
    book: &mut Scorebook,
    received: &Received,
    name: &str,
    args: &ImportArgs,
    now: NaiveDateTime,
) -> Result<FileReport, Refusal> {
    let catalogue = book.catalogue()?;
    let mut agencies = book.agencies()?;
    let memory = book.memory()?;
    // an earlier file of the same batch may have brought it
    let known = find_agency(&agencies, name).ok();
    let mut id = known.unwrap_or(AgencyId(i64::MAX));
    if known.is_none() {
        agencies.push(Agency { id, name: name.to_owned(), aliases: Vec::new() });
    }
    let trial = CatalogueIndex::new(&catalogue, &agencies).plan_with_memory(
        received,
        Some(id),
        &args.corrections(),
        &memory,
    );
    let taken = !trial.is_blocked() || args.skip_bad_rows && trial.can_skip_bad_rows();
    if known.is_none() && taken && !args.dry_run {
        let added = book.add_agencies(&[name.to_owned()], now)?;
        id = added.first().copied().unwrap_or(id);
        agencies = book.agencies()?;
    }
    let mut plan = CatalogueIndex::new(&catalogue, &agencies).plan_with_memory(
        received,
        Some(id),
        &args.corrections(),
        &memory,
    );
    finish(book, &mut plan, args, now, |id| {
        agencies.iter().find(|a| a.id == id).map(|a| a.name.clone())
    })
}

fn finish(
    book: &mut Scorebook,
    plan: &mut ImportPlan,
    args: &ImportArgs,
    now: NaiveDateTime,
    name: impl Fn(AgencyId) -> Option<String>,
) -> Result<FileReport, Refusal> {
    book.compare_with_last(plan)?;
    let plan = &*plan;
    let difference = book.difference(plan)?;
    let (outcome, revision) = if args.dry_run {
        book.foresee(plan, args.skip_bad_rows)?
    } else {
        match book.apply(plan, args.skip_bad_rows, now) {
            Ok(Applied::Written(_, revision)) => (FileOutcome::Applied, Some(revision)),
            Ok(Applied::Unchanged(revision)) => (FileOutcome::Unchanged, Some(revision)),
            Err(Error::Blocked { .. } | Error::NoAgency) => (FileOutcome::Refused, None),
            Err(error) => return Err(error.into()),
        }
    };
    Ok(FileReport {
        file: plan.file.name.clone(),
        sha256: plan.file.sha256.clone(),
        origin: plan.file.origin.clone(),
        agency: plan.agency.and_then(name),
        outcome,
        revision,
        rows: RowCounts::of(plan),
        problems: plan.problems.iter().map(ProblemReport::from).collect(),
        remembered: plan.remembered.iter().map(vi::recalled).collect(),
        notes: plan.notes.clone(),
        difference,
    })
}

/// A file that could not be read from the disk, holds nothing to read, or could not be written.
fn refused(file: String, refusal: Refusal) -> FileReport {
    FileReport {
        file,
        sha256: String::new(),
        origin: None,
        agency: None,
        outcome: FileOutcome::Refused,
        revision: None,
        rows: RowCounts::default(),
        problems: vec![ProblemReport {
            severity: Severity::Blocking,
            code: refusal.code,
            sheet: None,
            cell: None,
            message: refusal.message,
        }],
        remembered: Vec::new(),
        notes: Vec::new(),
        difference: None,
    }
}

/// "Sheet1!D7: ", or nothing.
pub(crate) fn place(problem: &ProblemReport) -> String {
    match (&problem.sheet, &problem.cell) {
        (Some(sheet), Some(cell)) => format!("{sheet}!{cell}: "),
        (Some(sheet), None) => format!("{sheet}: "),
        _ => String::new(),
    }
}

fn print_file(file: &FileReport, dry_run: bool) {
    let rows = &file.rows;
    let what = match (file.outcome, dry_run) {
        (FileOutcome::Applied, false) => "đã ghi",
        (FileOutcome::Applied, true) => "ghi được",
        (FileOutcome::Unchanged, _) => "đã có trong sổ, không thay đổi",
        (FileOutcome::Refused, _) => "không nhận",
    };
    let revision = file.revision.map(|r| format!(", lần {r}")).unwrap_or_default();
    say(format_args!(
        "{} — {}: {what}{revision}",
        file.file,
        file.agency.as_deref().unwrap_or("chưa rõ cơ quan")
    ));
    if let Some(origin) = &file.origin {
        say(format_args!("  {}", vi::origin(origin)));
    }
    say(format_args!(
        "  {} dòng: {} có điểm, {} để trống, {} không tự chấm, {} phương án, {} cấp trên, {} dòng cộng, {} ngoài bảng, {} không khớp, {} không nhận",
        rows.read,
        rows.scored,
        rows.blank,
        rows.not_self_scored,
        rows.options,
        rows.parents,
        rows.totals,
        rows.ignored,
        rows.unmatched,
        rows.refused
    ));
    for sentence in &file.remembered {
        say(format_args!("  {sentence}"));
    }
    for note in &file.notes {
        say(format_args!("  {}", vi::note(note)));
    }
    if let (Some(difference), true) = (&file.difference, dry_run) {
        for line in vi::difference(difference) {
            say(format_args!("  {line}"));
        }
    }
    for problem in file.problems.iter().filter(|p| p.severity != Severity::Note) {
        say(format_args!(
            "  {} [{}] {}{}",
            vi::severity(problem.severity),
            problem.code,
            place(problem),
            problem.message
        ));
    }
}
