//! `cargo xtask corpus`: hostile spreadsheets of other projects are read or refused, within limits.

use std::process::Command;

use anyhow::Result;

use crate::command::{TEST_FEATURES, cargo, run};
use crate::workspace::Workspace;

/// Builds what it needs, then runs it.
pub(crate) fn corpus(workspace: &Workspace) -> Result<()> {
    run(cargo(workspace)
        .args(["build", "--workspace", "--features", TEST_FEATURES])
        .args(["--bin", "sodiem", "--bin", "corpus"]))?;
    in_test(workspace)
}

/// Runs what the tests were built with. The files are none of the project's and may be absent.
pub(crate) fn in_test(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("..").join("shared").join("corpus");
    if !folder.is_dir() {
        println!("   ../shared/corpus is not here: nothing to read");
        return Ok(());
    }
    run(Command::new(workspace.program("debug", "corpus"))
        .arg(folder)
        .arg(workspace.program("debug", "sodiem")))
}
