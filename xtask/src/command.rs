//! Starting other programs: what is started is shown, its output streams through.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Features of the build that tests use. Every Cargo call of [`crate::test`] names the whole
/// workspace and these, so that features unify the same way each time and Tauri and typst are
/// compiled once; the window's file dialogs are answered by the tests.
pub(crate) const TEST_FEATURES: &str = "sodiem-desktop/scripted-dialogs";

/// The Cargo that runs us, in the workspace.
pub(crate) fn cargo(workspace: &Workspace) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&workspace.root);
    forget_our_package(&mut command);
    command
}

/// npm, in the UI's folder.
pub(crate) fn npm(workspace: &Workspace) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(workspace.ui());
    forget_our_package(&mut command);
    command
}

/// `cargo run` tells us about the package `xtask`; a Cargo below us that saw it would build some
/// dependencies again.
fn forget_our_package(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
}

/// Shows the command, runs it, and is an error unless it exits with 0.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    println!("  $ {}", shown(command));
    let status = command
        .status()
        .with_context(|| format!("could not start {}", command.get_program().display()))?;
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs the command quietly and hands back what it wrote; its errors stream through.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {}", command.get_program().display()))?;
    if !output.status.success() {
        bail!("`{}` ended with {}", shown(command), output.status);
    }
    Ok(output.stdout)
}

/// Whether the command can be started and exits with 0; nothing of it is shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A program on the PATH.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(&file)).find(|path| path.is_file())
}

/// A path as it is best shown: from the root of the checkout where it lies inside.
pub(crate) fn relative<'p>(workspace: &Workspace, path: &'p Path) -> std::path::Display<'p> {
    path.strip_prefix(&workspace.root).unwrap_or(path).display()
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut text = program.file_stem().unwrap_or(program.as_os_str()).display().to_string();
    for word in command.get_args() {
        let word = word.to_string_lossy();
        text.push(' ');
        if word.is_empty() || word.contains(' ') {
            text.push('"');
            text.push_str(&word);
            text.push('"');
        } else {
            text.push_str(&word);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_command_can_be_typed_again() {
        let mut command = Command::new("xvfb-run");
        command.args(["-a", "-s", "-screen 0 1366x768x24"]);
        assert_eq!(shown(&command), "xvfb-run -a -s \"-screen 0 1366x768x24\"");
    }
}
