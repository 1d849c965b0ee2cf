//! Where things are.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The checkout, and where Cargo builds it.
pub(crate) struct Workspace {
    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder: `target`, or what `CARGO_TARGET_DIR` says.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Found from where this program's sources are, which Cargo says when it runs us.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").context("start this as `cargo xtask`")?;
        let xtask = PathBuf::from(manifest);
        let root = xtask.parent().context("xtask has no parent folder")?.to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |dir| root.join(PathBuf::from(dir)));
        Ok(Self { root, target })
    }

    /// The window's sources.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The sample province's committed files.
    pub(crate) fn sample_files(&self) -> PathBuf {
        self.root.join("sample").join("files")
    }

    /// A program of ours as Cargo built it for this machine; `profile` is `debug` or `release`.
    pub(crate) fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}
