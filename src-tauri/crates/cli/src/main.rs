//! `sodiem`: the main job without a window, for automation and for checking the product from outside.
//!
//! Exit 0: all done. 1: something was refused or found wrong. 2: wrong usage.

mod agencies;
mod args;
mod assign;
mod catalogue;
mod check;
mod copies;
mod decide;
mod documents;
mod form_files;
mod import;
mod journal;
mod losses;
mod new;
mod papers;
mod refusal;
mod results;
mod snapshots;
mod store;
mod terminal;
mod undo;

use std::process::ExitCode;

use chrono::NaiveDateTime;
use clap::Parser;

use args::{Arguments, Command};
use refusal::Refusal;
use terminal::complain;

/// Whether everything was done; `Ok(false)` has already said what was refused.
type Outcome = Result<bool, Refusal>;

fn main() -> ExitCode {
    reading::serve_if_asked();
    let arguments = Arguments::parse();
    scorebook::Author::of_this_machine().declare();
    let outcome = match arguments.command {
        Command::New(args) => new::run(&args, now()),
        Command::Catalogue(args) => catalogue::run(&args),
        Command::Agencies(args) => agencies::run(&args, now()),
        Command::Assign(args) => assign::run(&args, now()),
        Command::Results(args) => results::run(&args, now()),
        Command::Forms(args) => form_files::run(&args),
        Command::Import(args) => import::run(&args, now()),
        Command::Losses(args) => losses::run(&args),
        Command::Briefing(args) => documents::run(&args, now()),
        Command::Decide(args) => decide::run(&args, now()),
        Command::Journal(args) => journal::run(&args),
        Command::Copy(args) => copies::copy(&args),
        Command::Backup(args) => copies::back_up(&args, now()),
        Command::Backups(args) => copies::list(&args),
        Command::Restore(args) => copies::restore(&args, now()),
        Command::Recover(args) => copies::recover(&args, now()),
        Command::Snapshots(args) => snapshots::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Undo(args) => undo::run(&args, now()),
        Command::Redo(args) => undo::again(&args, now()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(refusal) => {
            complain(format_args!("{refusal}"));
            ExitCode::from(1)
        }
    }
}

/// The one place that reads the clock.
#[expect(
    clippy::disallowed_methods,
    reason = "the program's edge: from here on the time is passed in"
)]
fn now() -> NaiveDateTime {
    chrono::Local::now().naive_local()
}
