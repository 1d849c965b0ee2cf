//! `cargo xtask drill`: every place at which a command writes, syncs or renames, and at each of them the disk fails,
//! fills up, or the program is ended. `cargo xtask test` takes a part of them.

use anyhow::{Result, bail};

use crate::command::{TEST_FEATURES, cargo, run};
use crate::setup;
use crate::workspace::Workspace;

pub(crate) fn drill(workspace: &Workspace) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("the faults are injected by a preloaded library, on Linux");
    }
    setup::system(&[setup::TO_BUILD])?;
    let build = ["build", "--workspace", "--tests", "--features", TEST_FEATURES, "--bin", "sodiem"];
    run(cargo(workspace).args(build))?;
    run(cargo(workspace)
        .args(["test", "--workspace", "--features", TEST_FEATURES, "--test", "journeys"])
        .args(["--", "drill::", "--nocapture"])
        .env("SODIEM_DRILL", "all")
        .env("SODIEM", workspace.program("debug", "sodiem")))
}
