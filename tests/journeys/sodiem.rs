//! Runs the built `sodiem` in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// What a call said and how it ended.
pub(crate) struct ProgramOutput {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl ProgramOutput {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|e| panic!("not JSON: {e}\n{}\n{}", self.out, self.err))
    }
}

/// A store in a temporary folder.
pub(crate) struct Office {
    folder: TempDir,
}

impl Office {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// An office whose store holds the sample's bộ tiêu chí.
    pub(crate) fn with_store() -> Self {
        let office = Self::new();
        let said = office.create(&sample::catalogue());
        assert_eq!(said.code, 0, "the sample's bộ tiêu chí is sound: {}", said.err);
        office
    }

    /// An office that has taken in all six files.
    pub(crate) fn with_submissions() -> Self {
        let office = Self::with_store();
        let said = office.import(&[], &sample::submissions());
        assert_eq!(said.code, 0, "the sample's files are sound: {}", said.err);
        office
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.path("so.sodiem")
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> ProgramOutput {
        let output = Command::new(journeys::sodiem())
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .expect("sodiem is built (`cargo build -p sodiem-cli`)");
        ProgramOutput {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    pub(crate) fn create(&self, catalogue: &Path) -> ProgramOutput {
        self.run(&["new", "--store", "so.sodiem", "--year", "2024", "--catalogue", text(catalogue)])
    }

    pub(crate) fn import(&self, options: &[&str], files: &[PathBuf]) -> ProgramOutput {
        let mut arguments = vec!["import", "--store", "so.sodiem"];
        arguments.extend(options);
        arguments.extend(files.iter().map(|f| text(f)));
        self.run(&arguments)
    }

    pub(crate) fn losses(&self) -> Value {
        let said = self.run(&["losses", "--store", "so.sodiem", "--json"]);
        assert_eq!(said.code, 0, "{}", said.err);
        said.json()
    }
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
