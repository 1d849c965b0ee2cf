//! `cargo xtask run`: from a bare checkout to the printed briefing and the open window. The job comes before the
//! window is built: it needs neither WebKit nor Node.

use std::env;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::command::{cargo, npm, relative, run as run_command};
use crate::sample_job::{Done, Sodiem};
use crate::setup;
use crate::step::Steps;
use crate::workspace::Workspace;

/// A window that cannot start says so within this time.
const STARTING: Duration = Duration::from_secs(3);

/// Each step needs the one before, so the first failure ends it.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::new();
    // the table says what failed; there is nothing to add to it here
    let _ = take(workspace, &mut steps);
    steps.finish()
}

fn take(workspace: &Workspace, steps: &mut Steps) -> Option<()> {
    steps.run("what the command line needs", || setup::system(&[setup::TO_COMPILE]))?;
    steps.run("build the command line", || build(workspace, &["sodiem"]))?;
    let done = steps.run("the sample province: import, losses, briefing", || {
        let program = workspace.program("debug", "sodiem");
        let start = || Command::new(&program);
        Sodiem { start: &start, folder: "target/sample-run".to_owned() }.main_job(workspace)
    })?;
    let Done { store, briefing } = done;
    println!("\n   store     {}", relative(workspace, &store));
    println!("   briefing  {}", relative(workspace, &briefing));
    if !has_display() {
        steps.not_here("build the window and open it on the store", "there is no display");
        return Some(());
    }
    steps.run("what the window needs", || setup::system(&[setup::TO_BUILD]))?;
    steps.run("npm packages", || setup::npm_packages(workspace))?;
    steps.run("build the UI", || run_command(npm(workspace).args(["run", "build"])))?;
    steps.run("build the window", || build(workspace, &["sodiem-desktop"]))?;
    steps.run("open the window on it", || open_window(workspace, &store))
}

/// Builds programs with the features they get in `cargo xtask test`, so that the two commands share their
/// dependencies' builds: the whole workspace is named, and one small test makes Cargo count the features of
/// test dependencies in.
pub(crate) fn build(workspace: &Workspace, programs: &[&str]) -> Result<()> {
    let named = programs.iter().flat_map(|program| ["--bin", program]);
    run_command(cargo(workspace).args(["build", "--workspace", "--test", "opening"]).args(named))
}

fn has_display() -> bool {
    let named = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Opens the window and leaves it open: it outlives this command.
fn open_window(workspace: &Workspace, store: &Path) -> Result<()> {
    let log = store.with_file_name("window.log");
    let out = File::create(&log).context("could not write beside the store")?;
    let mut command = Command::new(workspace.program("debug", "sodiem-desktop"));
    command.arg(store).stdin(Stdio::null()).stdout(out.try_clone()?).stderr(out);
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // Ctrl+C in this terminal is not meant for the window
        command.process_group(0);
    }
    let mut window = command.spawn().context("could not start the window")?;
    thread::sleep(STARTING);
    match window.try_wait()? {
        None => println!("   the window is open and stays open; close it when you are done"),
        // an open window takes the store over and the second process ends
        Some(status) if status.success() => println!("   the window that was open shows it now"),
        Some(status) => bail!("the window ended with {status}; see {}", relative(workspace, &log)),
    }
    Ok(())
}
