//! `cargo xtask …`: set-up and chores of the house, in Rust so that they run on Windows too.
//!
//! Each command is one file; [`step`] announces, times and sums up; [`command`] starts other
//! programs and lets their output stream through; [`setup`] finds what a machine lacks.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "talking on the terminal is what this program is for"
)]

mod bench;
mod cases;
mod codes;
mod command;
mod corpus;
mod drill;
mod hygiene;
mod licences;
mod lint;
mod run;
mod sample_job;
mod scorecard;
mod setup;
mod step;
mod test;
mod types;
mod windows;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use workspace::Workspace;

const HELP: &str = "\
cargo xtask <command>

  run        set up, build, do the main job on the sample province, open the window on it
  test       every check: format, licences, lints, Rust tests, UI tests, the real window
  bench      the speed benches, in an optimised build (words after it choose benches)
  corpus     hostile spreadsheets of other projects are read or refused, within limits
  cases      department files of the kinds that broke are read right or asked about
             (words after it choose files, and all that is said of them is shown)
  scorecard  how well files are understood: thousands of made files with known answers
             (--seed N, --files N, --show N failures in full, --keep FOLDER of files that failed)
  drill      the disk fails, fills up or the program is ended at every write of every command that changes a book
  sample     write the sample province's files again
  types      write the TypeScript types again from the Rust ones
  codes      write docs/ma-loi.md again from the sources
  licences   only the licence check
  hygiene    only the check of what the repository must not name
  windows    cross-build the programs for Windows and try the command line under wine
  help       this text
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = words.collect();
    match dispatch(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo xtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<()> {
    let takes_words = matches!(command, "bench" | "cases" | "scorecard");
    if !takes_words && !rest.is_empty() {
        bail!("takes no further words, but was given: {}", rest.join(" "));
    }
    let workspace = Workspace::find()?;
    match command {
        "run" => run::run(&workspace),
        "test" => test::test(&workspace),
        "bench" => bench::bench(&workspace, rest),
        "corpus" => corpus::corpus(&workspace),
        "cases" => cases::cases(&workspace, rest),
        "drill" => drill::drill(&workspace),
        "scorecard" => scorecard::run_with(&workspace, rest),
        "sample" => sample_job::generate(&workspace),
        "types" => types::regenerate(&workspace),
        "codes" => codes::write(&workspace),
        "licences" => {
            licences::check_crates(&workspace).and_then(|()| licences::check_npm(&workspace))
        }
        "hygiene" => hygiene::check(&workspace),
        "windows" => windows::windows(&workspace),
        "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no such command\n\n{HELP}{}", suggestion(other)),
    }
}

/// British and American spelling are both tried by people; only one is listed.
fn suggestion(word: &str) -> &'static str {
    match word {
        "licenses" => "\nDid you mean `licences`?",
        "build" | "start" | "dev" => "\nDid you mean `run`?",
        "check" | "ci" => "\nDid you mean `test`?",
        _ => "",
    }
}
