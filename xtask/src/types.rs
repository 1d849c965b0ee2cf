//! The TypeScript types of what crosses to the window: ts-rs writes them to `target/ts-types` when
//! the tests run, the committed ones lie in `ui/src/shell/types`, and the two must be the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{TEST_FEATURES, cargo, run};
use crate::setup;
use crate::workspace::Workspace;

/// File name → text.
type Files = BTreeMap<String, String>;

/// Writes the committed types again from the Rust ones.
pub(crate) fn regenerate(workspace: &Workspace) -> Result<()> {
    setup::system(&[setup::TO_BUILD])?;
    allow_building_without_ui(workspace)?;
    forget_generated(workspace)?;
    // ts-rs writes in tests of this name
    run(cargo(workspace)
        .args(["test", "--workspace", "--features", TEST_FEATURES, "--lib", "--bins"])
        .arg("export_bindings"))?;

    let wanted = read(&generated(workspace))?;
    if wanted.is_empty() {
        bail!("no type was written to target/ts-types");
    }
    let folder = committed(workspace);
    fs::create_dir_all(&folder)?;
    let present = read(&folder)?;
    for name in present.keys().filter(|name| !wanted.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    for name in wanted.keys() {
        let target = folder.join(name);
        fs::create_dir_all(target.parent().unwrap_or(&folder))?;
        fs::copy(generated(workspace).join(name), target)?;
    }
    let changes = differences(&wanted, &present);
    println!("  ui/src/shell/types: {} types, {} changed", wanted.len(), changes.len());
    for change in changes {
        println!("    {change}");
    }
    Ok(())
}

/// To be called before the tests: a type that is gone from Rust must not linger.
pub(crate) fn forget_generated(workspace: &Workspace) -> Result<()> {
    let folder = generated(workspace);
    if folder.exists() {
        fs::remove_dir_all(&folder).context("target/ts-types cannot be emptied")?;
    }
    Ok(())
}

/// Whether the tests came so far as to write types.
pub(crate) fn were_written(workspace: &Workspace) -> bool {
    generated(workspace).exists()
}

/// To be called after the tests: what they wrote is what is committed.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let wanted = read(&generated(workspace))?;
    let changes = differences(&wanted, &read(&committed(workspace))?);
    if !changes.is_empty() {
        bail!(
            "ui/src/shell/types is not current; `cargo xtask types` writes it\n    {}",
            changes.join("\n    ")
        );
    }
    println!("   {} types are current", wanted.len());
    Ok(())
}

/// The window does not compile without the UI's build; for types and tests of the crates an empty
/// page does. The next build of the UI replaces it.
pub(crate) fn allow_building_without_ui(workspace: &Workspace) -> Result<()> {
    let dist = workspace.ui().join("dist");
    if !dist.join("index.html").exists() {
        fs::create_dir_all(&dist)?;
        fs::copy(
            workspace.root.join("xtask").join("src").join("empty-page.html"),
            dist.join("index.html"),
        )
        .context("could not put an empty page where the UI's build belongs")?;
    }
    Ok(())
}

/// `.cargo/config.toml` says so to ts-rs.
fn generated(workspace: &Workspace) -> PathBuf {
    workspace.root.join("target").join("ts-types")
}

fn committed(workspace: &Workspace) -> PathBuf {
    workspace.ui().join("src").join("shell").join("types")
}

/// The types in a folder and below it; none where there is no folder.
fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    if folder.exists() {
        read_into(folder, "", &mut files)?;
    }
    Ok(files)
}

fn read_into(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().display());
        if entry.file_type()?.is_dir() {
            read_into(&entry.path(), &format!("{name}/"), files)?;
        } else if Path::new(&name).extension().is_some_and(|extension| extension == "ts") {
            // a checkout on Windows may have turned the line ends
            let text = fs::read_to_string(entry.path())?.replace("\r\n", "\n");
            files.insert(name, text);
        }
    }
    Ok(())
}

/// One line for each file that differs.
fn differences(wanted: &Files, present: &Files) -> Vec<String> {
    let missing_or_old = wanted.iter().filter_map(|(name, text)| match present.get(name) {
        None => Some(format!("{name} is missing")),
        Some(old) if old != text => Some(format!("{name} is out of date")),
        Some(_) => None,
    });
    let stale = present
        .keys()
        .filter(|name| !wanted.contains_key(*name))
        .map(|name| format!("{name} has no Rust type"));
    missing_or_old.chain(stale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn missing_changed_and_stale_types_are_each_named() {
        let wanted = files(&[("A.ts", "a"), ("B.ts", "b"), ("C.ts", "c")]);
        let present = files(&[("A.ts", "a"), ("B.ts", "old"), ("D.ts", "d")]);
        assert_eq!(
            differences(&wanted, &present),
            ["B.ts is out of date", "C.ts is missing", "D.ts has no Rust type"]
        );
        assert!(differences(&wanted, &wanted).is_empty());
    }
}
