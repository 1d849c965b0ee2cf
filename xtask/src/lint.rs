//! Clippy's lints, from the same build that the tests run on: `cargo clippy` would compile Tauri and typst a second time.

use std::process::Command;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::command::{cargo, output, run};
use crate::workspace::Workspace;

/// Cargo whose compiler for our own crates is clippy's: it builds as rustc does, and warns.
pub(crate) fn linting_cargo(workspace: &Workspace) -> Command {
    let mut command = cargo(workspace);
    linting(&mut command);
    command
}

/// As [`linting_cargo`], for a command that starts a Cargo of its own.
pub(crate) fn linting(command: &mut Command) -> &mut Command {
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
}

/// Builds, and shows what the compiler and clippy say.
pub(crate) fn build(workspace: &Workspace, words: &[&str]) -> Result<()> {
    run(linting_cargo(workspace).args(["build", "--workspace"]).args(words))
}

/// An error when there was a warning in that build, whose messages Cargo has kept: nothing is compiled again.
pub(crate) fn nothing_said(workspace: &Workspace, words: &[&str]) -> Result<()> {
    let told = output(
        linting_cargo(workspace)
            .args(["build", "--workspace", "--quiet", "--message-format=json"])
            .args(words),
    )?;
    let warnings = warnings(&String::from_utf8_lossy(&told));
    if !warnings.is_empty() {
        bail!("{} warnings:\n{}", warnings.len(), warnings.join("\n"));
    }
    Ok(())
}

/// The warnings among Cargo's messages, as a person reads them; each once, though a file is built for several targets.
fn warnings(messages: &str) -> Vec<String> {
    let mut warnings: Vec<String> = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-message")
        .filter(|message| {
            let spans = message["message"]["spans"].as_array();
            message["message"]["level"] == "warning" && spans.is_some_and(|spans| !spans.is_empty())
        })
        .filter_map(|message| message["message"]["rendered"].as_str().map(str::to_owned))
        .collect();
    warnings.sort();
    warnings.dedup();
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_counted_once_and_other_messages_are_none() {
        let warning = r#"{"reason":"compiler-message","message":{"level":"warning","spans":[{"line":1}],"rendered":"unused"}}"#;
        let sum = r#"{"reason":"compiler-message","message":{"level":"warning","spans":[],"rendered":"1 warning"}}"#;
        let artifact = r#"{"reason":"compiler-artifact","target":{"name":"intake"}}"#;
        let messages = [warning, artifact, sum, warning].join("\n");
        assert_eq!(warnings(&messages), ["unused"]);
        assert!(warnings(artifact).is_empty(), "a clean build says nothing");
    }
}
