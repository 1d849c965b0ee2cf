//! The main job on the sample province, by the command line: from the bộ tiêu chí and the six
//! departments' files to the losses and the printed briefing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{cargo, output, run};
use crate::workspace::Workspace;

const CATALOGUE: &str = "bo-tieu-chi-2024.xlsx";
const DEPARTMENTS: usize = 6;

/// Text in the first and the very last cell of each sheet: gigabytes for whoever fills in what lies between.
const TOO_LARGE: &str = "tests/journeys/fixtures/o-xa-nhau.xls";

/// Writes the sample province's files again.
pub(crate) fn generate(workspace: &Workspace) -> Result<()> {
    run(cargo(workspace).args(["run", "--package", "sample"]))?;
    println!("  written: sample/files; `git diff --stat sample/files` shows what changed");
    Ok(())
}

/// A way to start `sodiem`: the program itself, or wine with it.
pub(crate) struct Sodiem<'s> {
    /// Makes the command, ready for its arguments.
    pub(crate) start: &'s dyn Fn() -> Command,
    /// Where store and briefing go, from the root of the checkout. Relative and with `/`, so that
    /// the same words mean the same on Linux and under wine.
    pub(crate) folder: String,
}

/// What the job leaves behind.
pub(crate) struct Done {
    pub(crate) store: PathBuf,
    pub(crate) briefing: PathBuf,
}

impl Sodiem<'_> {
    /// The whole job, into a fresh folder.
    pub(crate) fn main_job(&self, workspace: &Workspace) -> Result<Done> {
        let folder = workspace.root.join(&self.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| {
                format!("{} is in use; close the window that shows it", self.folder)
            })?;
        }
        fs::create_dir_all(&folder)?;

        let store = self.store();
        let briefing = format!("{}/bao-cao-nhanh.pdf", self.folder);
        let catalogue = format!("sample/files/{CATALOGUE}");
        run(self
            .sodiem(workspace)
            .args(["new", "--store", &store, "--year", "2024"])
            .args(["--catalogue", &catalogue]))?;
        run(self
            .sodiem(workspace)
            .args(["import", "--store", &store])
            .args(submissions(&workspace.sample_files())?))?;
        run(self.sodiem(workspace).args(["losses", "--store", &store]))?;
        run(self.sodiem(workspace).args(["briefing", "--store", &store, "--out", &briefing]))?;

        let done =
            Done { store: workspace.root.join(&store), briefing: workspace.root.join(&briefing) };
        let bytes = fs::read(&done.briefing).context("no briefing was written")?;
        if !bytes.starts_with(b"%PDF-") {
            bail!("{briefing} is not a PDF");
        }
        Ok(done)
    }

    /// The losses of the job's store, as data.
    pub(crate) fn losses(&self, workspace: &Workspace) -> Result<serde_json::Value> {
        let store = self.store();
        let text = output(self.sodiem(workspace).args(["losses", "--store", &store, "--json"]))?;
        serde_json::from_slice(&text).context("`sodiem losses --json` did not write JSON")
    }

    /// A file whose reading needs more memory than the reading child may have costs a message that names the limit.
    pub(crate) fn refuses_too_large(&self, workspace: &Workspace) -> Result<()> {
        let store = self.store();
        let before = self.losses(workspace)?;
        let done =
            self.sodiem(workspace).args(["import", "--store", &store, TOO_LARGE]).output()?;
        let said = String::from_utf8_lossy(&done.stderr);
        if done.status.code() != Some(1)
            || !said.contains("[too_large]")
            || !said.contains("MB bộ nhớ")
        {
            bail!("{TOO_LARGE} should be refused for its memory: {}, {said}", done.status);
        }
        if self.losses(workspace)? != before {
            bail!("{TOO_LARGE} was refused, yet the losses changed");
        }
        println!("   {}", said.trim());
        Ok(())
    }

    fn store(&self) -> String {
        format!("{}/mau-2024.sodiem", self.folder)
    }

    fn sodiem(&self, workspace: &Workspace) -> Command {
        let mut command = (self.start)();
        command.current_dir(&workspace.root);
        command
    }
}

/// The departments' files: every sheet beside the catalogue, in the order of their names.
fn submissions(folder: &Path) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(folder).context("sample/files is missing; `cargo xtask sample` writes it")?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().into_string().ok();
        names.extend(name.filter(|name| is_submission(name)));
    }
    names.sort();
    if names.len() != DEPARTMENTS {
        bail!("sample/files holds {} departments' files, not {DEPARTMENTS}", names.len());
    }
    Ok(names.iter().map(|name| format!("sample/files/{name}")).collect())
}

fn is_submission(name: &str) -> bool {
    let sheet = Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| ["xlsx", "xls", "ods", "csv"].contains(&extension));
    sheet && name != CATALOGUE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_and_other_files_are_no_submissions() {
        assert!(is_submission("so-noi-vu.xls"));
        assert!(is_submission("so-tai-chinh.csv"));
        assert!(!is_submission(CATALOGUE));
        assert!(!is_submission("README.md"));
        assert!(!is_submission("xlsx"));
    }
}
