//! `cargo xtask cases`: department files of the kinds that broke are read right or asked about.

use std::process::Command;

use anyhow::Result;

use crate::command::{TEST_FEATURES, cargo, run};
use crate::workspace::Workspace;

/// Builds what it needs, then judges the files whose names hold one of the words. The files are none of the
/// project's and may be absent.
pub(crate) fn cases(workspace: &Workspace, words: &[String]) -> Result<()> {
    let folder = workspace.root.join("..").join("shared").join("cases");
    if !folder.is_dir() {
        println!("   ../shared/cases is not here: nothing to judge");
        return Ok(());
    }
    run(cargo(workspace)
        .args(["build", "--workspace", "--features", TEST_FEATURES])
        .args(["--bin", "cases"]))?;
    run(Command::new(workspace.program("debug", "cases")).arg(folder).args(words))
}
