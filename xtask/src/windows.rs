//! `cargo xtask windows`: both programs for Windows, built on Linux, and the command line's main job
//! tried under wine. The window itself cannot be tried here: wine has no WebView2.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command::{cargo, npm, output, relative, run};
use crate::sample_job::Sodiem;
use crate::setup;
use crate::step::Steps;
use crate::workspace::Workspace;

const TARGET: &str = "x86_64-pc-windows-gnu";
const LOADER: &str = "WebView2Loader.dll";

/// Each step needs the one before, so the first failure ends it.
pub(crate) fn windows(workspace: &Workspace) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("this cross-builds from Linux; on Windows itself use `cargo xtask run`");
    }
    let mut steps = Steps::new();
    // the table says what failed; there is nothing to add to it here
    let _ = take(workspace, &mut steps);
    steps.finish()
}

fn take(workspace: &Workspace, steps: &mut Steps) -> Option<()> {
    let folder = workspace.root.join("target").join("windows");
    steps.run(&format!("Rust's standard library for {TARGET}"), rust_target)?;
    steps.run("what this machine needs", || setup::system(&[setup::TO_BUILD, setup::TO_CROSS]))?;
    steps.run("build the UI", || {
        setup::npm_packages(workspace)?;
        run(npm(workspace).args(["run", "build"]))
    })?;
    steps.run("build for Windows", || build(workspace))?;
    steps.run("gather in target/windows", || gather(workspace, &folder))?;
    let there = steps.run("the main job under wine", || under_wine(workspace, &folder))?;
    steps.run("the same figures as on Linux", || {
        let here = on_linux(workspace)?;
        match first_difference(&here, &there, "losses") {
            None => {
                println!("   `losses --json` is the same");
                Ok(())
            }
            Some(difference) => bail!("Linux and Windows differ at {difference}"),
        }
    })
}

fn rust_target() -> Result<()> {
    let listed = output(Command::new("rustup").args(["target", "list", "--installed"]))
        .context("rustup manages Rust's targets, and it is missing")?;
    if String::from_utf8_lossy(&listed).lines().any(|line| line == TARGET) {
        println!("   it is installed");
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!(
            "rustup could not fetch Rust's standard library for {TARGET}. Nothing for Windows can \
             be built on this machine until `rustup target add {TARGET}` works (it needs Rust's \
             download server)"
        )
    })
}

fn build(workspace: &Workspace) -> Result<()> {
    run(cargo(workspace).args(["build", "--release", "--target", TARGET]).args([
        "--package",
        "sodiem-cli",
        "--package",
        "sodiem-desktop",
    ]))
}

/// What goes to a Windows machine, and nothing else, side by side.
fn gather(workspace: &Workspace, folder: &Path) -> Result<()> {
    let built = workspace.target.join(TARGET).join("release");
    fs::create_dir_all(folder)?;
    let parts =
        [("sodiem.exe", "sodiem.exe"), ("sodiem-desktop.exe", "so-diem.exe"), (LOADER, LOADER)];
    for (from, to) in parts {
        let (source, copy) = (built.join(from), folder.join(to));
        let bytes = fs::copy(&source, &copy)
            .with_context(|| format!("{} was not built", relative(workspace, &source)))?;
        println!("   {}  {} kB", relative(workspace, &copy), bytes / 1000);
    }
    Ok(())
}

/// Runs the job with the .exe and hands back its losses.
fn under_wine(workspace: &Workspace, folder: &Path) -> Result<Value> {
    let trial = folder.join("trial");
    fs::create_dir_all(&trial)?;
    let program = trial.join("sodiem.exe");
    fs::copy(folder.join("sodiem.exe"), &program)?;
    run(Command::new("x86_64-w64-mingw32-gcc")
        .current_dir(&workspace.root)
        .args(["-shared", "-O1", "-s", "xtask/src/windows/bcryptprimitives.c", "-o"])
        .arg(trial.join("bcryptprimitives.dll"))
        .arg("-ladvapi32"))?;

    let wine = setup::wine()?;
    let prefix = wine_prefix(&trial)?;
    let start = || {
        let mut command = Command::new(&wine);
        command
            .arg(&program)
            .env("WINEPREFIX", &prefix)
            .env("WINEDEBUG", "-all")
            // no offers to download .NET and a browser
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
            .env_remove("DISPLAY");
        command
    };
    let sodiem = Sodiem { start: &start, folder: "target/windows/sample-run".to_owned() };
    sodiem.main_job(workspace)?;
    // there the limit is our own allocator's, not the system's
    sodiem.refuses_too_large(workspace)?;
    sodiem.losses(workspace)
}

/// A Windows of its own for the trial; nothing of the user's is touched.
fn wine_prefix(trial: &Path) -> Result<PathBuf> {
    let prefix = trial.join("wine");
    fs::create_dir_all(&prefix)?;
    Ok(prefix)
}

/// The same job by this machine's own program.
fn on_linux(workspace: &Workspace) -> Result<Value> {
    crate::run::build(workspace, &["sodiem"])?;
    let program = workspace.program("debug", "sodiem");
    let start = || Command::new(&program);
    let sodiem = Sodiem { start: &start, folder: "target/windows/sample-run-linux".to_owned() };
    sodiem.main_job(workspace)?;
    sodiem.losses(workspace)
}

/// Where two pieces of data first differ, and how.
fn first_difference(here: &Value, there: &Value, at: &str) -> Option<String> {
    match (here, there) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => a
            .iter()
            .find_map(|(key, value)| first_difference(value, &b[key], &format!("{at}.{key}"))),
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .enumerate()
            .find_map(|(index, (a, b))| first_difference(a, b, &format!("{at}[{index}]"))),
        _ if here == there => None,
        _ => Some(format!("{at}: {here} here, {there} there")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_difference_is_named_by_its_place() {
        let here =
            json!({"totals": {"lost": "1.5"}, "components": [{"code": "1.1"}, {"code": "1.2"}]});
        let mut there = here.clone();
        assert_eq!(first_difference(&here, &there, "losses"), None);
        there["components"][1]["code"] = json!("1.3");
        assert_eq!(
            first_difference(&here, &there, "losses").unwrap(),
            "losses.components[1].code: \"1.2\" here, \"1.3\" there"
        );
        there["components"] = json!([]);
        assert!(first_difference(&here, &there, "losses").is_some(), "a missing row is one too");
    }
}
