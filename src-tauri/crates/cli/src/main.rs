//! `sodiem`: the main job without a window, for automation and for checking the product from outside.
//!
//! Exit 0: all done. 1: something was refused or found wrong. 2: wrong usage.

mod args;
mod check;
mod documents;
mod import;
mod losses;
mod new;
mod refusal;
mod terminal;

use std::process::ExitCode;

use chrono::NaiveDateTime;
use clap::Parser;

use args::{Arguments, Command};
use refusal::Refusal;
use terminal::complain;

/// Whether everything was done; `Ok(false)` has already said what was refused.
type Outcome = Result<bool, Refusal>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::New(args) => new::run(&args, now()),
        Command::Import(args) => import::run(&args, now()),
        Command::Losses(args) => losses::run(&args),
        Command::Briefing(args) => documents::run(&args, now()),
        Command::Check(args) => check::run(&args),
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
