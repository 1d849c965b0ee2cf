//! `cargo xtask bench`: the speed benches of `tests/benches`, in an optimised build.

use std::process::Command;

use anyhow::Result;

use crate::command::{cargo, run};
use crate::setup;
use crate::workspace::Workspace;

/// Runs them all, or those whose names are given. The window's bench needs a display; on Linux a
/// virtual one serves, so that the figures of two machines can be compared.
pub(crate) fn bench(workspace: &Workspace, names: &[String]) -> Result<()> {
    setup::system(&[setup::TO_BUILD, setup::TO_TEST])?;
    setup::npm_packages(workspace)?;
    run(crate::command::npm(workspace).args(["run", "build"]))?;
    run(cargo(workspace).args(["build", "--release", "--workspace", "--examples"]).args([
        "--bin",
        "sodiem",
        "--bin",
        "sodiem-desktop",
    ]))?;

    let mut command = on_virtual_display(workspace);
    command.args(["bench", "--workspace", "--no-fail-fast"]);
    if names.is_empty() {
        command.args(["--bench", "*"]);
    }
    for name in names {
        command.args(["--bench", name]);
    }
    command
        .env("TAURI_DRIVER", setup::tauri_driver(workspace)?)
        .env("SODIEM", workspace.program("release", "sodiem"))
        .env("SODIEM_DESKTOP", workspace.program("release", "sodiem-desktop"));
    run(&mut command)
}

/// Cargo, under a screen of the size the product is designed for and a message bus of its own.
pub(crate) fn on_virtual_display(workspace: &Workspace) -> Command {
    let cargo = cargo(workspace);
    if !cfg!(target_os = "linux") {
        return cargo;
    }
    let mut command = Command::new("xvfb-run");
    command.args(["-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--"]);
    command.arg(cargo.get_program()).current_dir(&workspace.root);
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}
