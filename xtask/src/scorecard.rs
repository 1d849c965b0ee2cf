//! `cargo xtask scorecard`: files are made with their truth, read by the product, and judged.

use std::process::Command;

use anyhow::Result;

use crate::command::{TEST_FEATURES, cargo, run};
use crate::workspace::Workspace;

/// What `cargo xtask test` asks for: the same files every time.
const IN_TEST: [&str; 6] = ["--seed", "2024", "--files", "300", "--show", "5"];

/// Builds and runs it with those words.
pub(crate) fn run_with(workspace: &Workspace, words: &[String]) -> Result<()> {
    run(cargo(workspace).args([
        "build",
        "--workspace",
        "--features",
        TEST_FEATURES,
        "--bin",
        "scorecard",
    ]))?;
    run(Command::new(workspace.program("debug", "scorecard")).args(words))
}

/// Runs the one that the tests were built with.
pub(crate) fn in_test(workspace: &Workspace) -> Result<()> {
    run(Command::new(workspace.program("debug", "scorecard")).args(IN_TEST))
}
