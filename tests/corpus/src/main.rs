//! `corpus FOLDER [PROGRAM]`: every file below the folder goes through the reading child and the planner,
//! against the sample province's bộ tiêu chí. Each is read, or refused with a reason; the parent never ends
//! early, and no file takes more than 10 seconds or 1 GB. Ends with 1 when one of that does not hold.
//!
//! PROGRAM is the one whose child reads; else this program is its own.
#![allow(clippy::print_stdout, reason = "talking on the terminal is what this program is for")]

mod outcome;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, bail};
use intake::Received;
use scorebook::error::file_name;
use scorebook::plan::{CataloguePlan, SourceFile};

use outcome::Outcome;

fn main() -> Result<ExitCode> {
    reading::serve_if_asked();
    let mut words = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = words.next().context("which folder?")?;
    let program = words.next().map_or_else(std::env::current_exe, Ok)?;
    let mut files = Vec::new();
    gather(&folder, &mut files)?;
    files.sort();
    if files.is_empty() {
        bail!("there is no file in the folder");
    }
    let year = year()?;
    let outcomes = all(&files, &program, &year);
    Ok(if outcome::tell(&outcomes) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The files below a folder, but for what describes them.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_none_or(|ending| ending != "md") {
            files.push(path);
        }
    }
    Ok(())
}

fn year() -> Result<CataloguePlan> {
    let path = sample::catalogue();
    let file = SourceFile::new(file_name(&path), std::fs::read(&path)?);
    Ok(intake::plan_catalogue(&Received::read_here(file), 2024))
}

/// On every core, in no order; the outcomes are in that of the files.
fn all(files: &[PathBuf], program: &Path, year: &CataloguePlan) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = files.get(at) else { return done };
            done.push((at, Outcome::of(path, program, year)));
        }
    };
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut done: Vec<(usize, Outcome)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}
