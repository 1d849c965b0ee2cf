//! What a machine must have, how each thing is found, and how it is installed or asked for.
//!
//! Each need is probed for itself (a pkg-config module, a program), never by a package's name, so
//! the same list serves machines without apt, which are told what to install.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{cargo, npm, on_path, output, run, succeeds};
use crate::workspace::Workspace;

/// The version the window tests were written against.
const TAURI_DRIVER: &str = "2.1.0";
/// Vite 8 asks for it.
const OLDEST_NODE: (u32, u32) = (20, 19);

enum Probe {
    /// A module pkg-config knows.
    Module(&'static str),
    /// A program on the PATH.
    Program(&'static str),
    /// Any of these files exists.
    File(&'static [&'static str]),
}

/// One thing a machine must have, and the Debian or Ubuntu package that brings it.
pub(crate) struct Need {
    probe: Probe,
    package: &'static str,
}

const fn module(name: &'static str, package: &'static str) -> Need {
    Need { probe: Probe::Module(name), package }
}

const fn program(name: &'static str, package: &'static str) -> Need {
    Need { probe: Probe::Program(name), package }
}

/// To compile the command line: SQLite is C.
pub(crate) const TO_COMPILE: &[Need] = &[program("cc", "build-essential")];

/// To build the window on Linux.
pub(crate) const TO_BUILD: &[Need] = &[
    program("cc", "build-essential"),
    program("pkg-config", "pkg-config"),
    module("webkit2gtk-4.1", "libwebkit2gtk-4.1-dev"),
    module("gtk+-3.0", "libgtk-3-dev"),
    module("librsvg-2.0", "librsvg2-dev"),
];

/// To drive the window on Linux without a screen, to look into the PDFs, and to open our Word and Excel files.
pub(crate) const TO_TEST: &[Need] = &[
    program("WebKitWebDriver", "webkit2gtk-driver"),
    program("Xvfb", "xvfb"),
    program("xvfb-run", "xvfb"),
    program("xauth", "xauth"),
    program("dbus-run-session", "dbus"),
    program("dbus-launch", "dbus-x11"),
    program("pdftotext", "poppler-utils"),
    program("qpdf", "qpdf"),
    program("import", "imagemagick"),
    Need { probe: Probe::File(WRITER), package: "libreoffice-writer-nogui" },
    Need { probe: Probe::File(CALC), package: "libreoffice-calc-nogui" },
];

/// LibreOffice comes in parts that share one program.
const WRITER: &[&str] = &[
    "/usr/lib/libreoffice/program/libswlo.so",
    "/usr/lib64/libreoffice/program/libswlo.so",
    "/opt/libreoffice/program/libswlo.so",
];
const CALC: &[&str] = &[
    "/usr/lib/libreoffice/program/libsclo.so",
    "/usr/lib64/libreoffice/program/libsclo.so",
    "/opt/libreoffice/program/libsclo.so",
];

/// To build for Windows from Linux, and to try the result.
pub(crate) const TO_CROSS: &[Need] = &[
    program("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64"),
    program("x86_64-w64-mingw32-g++", "g++-mingw-w64-x86-64"),
    program("x86_64-w64-mingw32-windres", "binutils-mingw-w64-x86-64"),
    Need { probe: Probe::File(WINE), package: "wine64" },
];

/// Where wine's 64-bit loader lies; Debian keeps it off the PATH.
pub(crate) const WINE: &[&str] =
    &["/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/local/bin/wine64", "/usr/bin/wine"];

impl Need {
    fn met(&self) -> bool {
        match self.probe {
            Probe::Module(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
            Probe::Program(name) => on_path(name).is_some(),
            Probe::File(paths) => paths.iter().any(|path| fs::exists(path).unwrap_or(false)),
        }
    }

    fn said(&self) -> String {
        let what = match self.probe {
            Probe::Module(name) => format!("the development files of {name}"),
            Probe::Program(name) => format!("the program {name}"),
            Probe::File(paths) => format!("one of {}", paths.join(", ")),
        };
        format!("{what} (Debian and Ubuntu: {})", self.package)
    }
}

/// Installs what is missing with apt-get where we may, and says what to install where we may not.
/// Other systems than Linux bring what the window needs.
pub(crate) fn system(lists: &[&[Need]]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        println!("   nothing to install on this system");
        return Ok(());
    }
    let missing = missing(lists);
    if missing.is_empty() {
        println!("   everything is there");
        return Ok(());
    }
    for need in &missing {
        println!("   missing: {}", need.said());
    }
    let packages = packages(&missing);
    if on_path("apt-get").is_none() {
        bail!("install what is missing (listed above) with this system's package manager");
    }
    let Some(mut as_root) = root() else {
        bail!(
            "this user may not install packages; run\n  sudo apt-get install -y {}\nthen again",
            packages.join(" ")
        );
    };
    // not every image has package lists, and old ones name files that are gone
    run(as_root().args(["apt-get", "-q", "update"]))?;
    run(as_root()
        .args(["apt-get", "-q", "-o", "DPkg::Lock::Timeout=180", "install", "-y"])
        .arg("--no-install-recommends")
        .args(&packages))?;
    let still: Vec<String> = self::missing(lists).iter().map(|need| need.said()).collect();
    if !still.is_empty() {
        bail!("apt-get went through, but these are still missing: {}", still.join(", "));
    }
    Ok(())
}

fn missing<'n>(lists: &[&'n [Need]]) -> Vec<&'n Need> {
    lists.iter().flat_map(|list| list.iter()).filter(|need| !need.met()).collect()
}

fn packages(needs: &[&Need]) -> Vec<&'static str> {
    let mut packages: Vec<&str> = needs.iter().map(|need| need.package).collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

/// How to start a program as root without a question: as we are, or by sudo without a password.
fn root() -> Option<impl FnMut() -> Command> {
    let plain = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim_ascii() == b"0");
    let sudo = !plain && succeeds(Command::new("sudo").args(["-n", "true"]));
    (plain || sudo).then_some(move || {
        let mut command = Command::new(if sudo { "sudo" } else { "env" });
        if sudo {
            command.args(["-n", "env"]);
        }
        command.arg("DEBIAN_FRONTEND=noninteractive");
        command
    })
}

/// rustfmt and clippy; a minimal Rust lacks them.
pub(crate) fn rust_components(workspace: &Workspace) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(cargo(workspace).args([subcommand, "--version"])) {
            run(Command::new("rustup").args(["component", "add", component]))
                .with_context(|| format!("Rust's component {component} is missing"))?;
        }
    }
    Ok(())
}

/// The UI's packages, as its lock file names them. A copy of the lock file among the installed
/// packages says what they were installed from.
pub(crate) fn npm_packages(workspace: &Workspace) -> Result<()> {
    let said = output(Command::new("node").arg("--version"))
        .context("Node is missing; install Node 20.19 or newer from nodejs.org")?;
    let said = String::from_utf8_lossy(&said);
    if node_version(&said).is_none_or(|version| version < OLDEST_NODE) {
        let (major, minor) = OLDEST_NODE;
        bail!("Node is {}, and the UI needs {major}.{minor} or newer", said.trim());
    }
    let lock = workspace.ui().join("package-lock.json");
    let stamp = workspace.ui().join("node_modules").join(".installed-from.json");
    let wanted = fs::read(&lock).context("ui/package-lock.json cannot be read")?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        println!("   the installed packages are those of the lock file");
        return Ok(());
    }
    run(npm(workspace).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::copy(&lock, &stamp).context("could not note what was installed")?;
    Ok(())
}

/// "v20.20.2" → (20, 20)
fn node_version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// tauri-driver of the one version, in the target folder and not among the user's own programs.
pub(crate) fn tauri_driver(workspace: &Workspace) -> Result<PathBuf> {
    let tools = workspace.target.join("tools");
    let driver = tools.join("bin").join(format!("tauri-driver{}", std::env::consts::EXE_SUFFIX));
    let installed = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    if driver.is_file() && installed.contains(&format!("\"tauri-driver {TAURI_DRIVER} ")) {
        println!("   tauri-driver {TAURI_DRIVER} is there");
        return Ok(driver);
    }
    run(cargo(workspace)
        .args(["install", "tauri-driver", "--version", TAURI_DRIVER, "--locked", "--root"])
        .arg(&tools))?;
    Ok(driver)
}

/// WebKitGTK's own driver, which tauri-driver talks to.
pub(crate) fn webkit_driver() -> Result<PathBuf> {
    on_path("WebKitWebDriver").context("WebKitWebDriver is missing (package webkit2gtk-driver)")
}

/// Wine's 64-bit loader.
pub(crate) fn wine() -> Result<PathBuf> {
    WINE.iter().map(PathBuf::from).find(|path| path.is_file()).context("wine64 is missing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_brings_two_things_is_named_once() {
        let needs = [program("xvfb-run", "xvfb"), program("Xvfb", "xvfb"), program("a", "b")];
        assert_eq!(packages(&needs.iter().collect::<Vec<_>>()), ["b", "xvfb"]);
    }

    #[test]
    fn what_is_not_there_is_found_missing() {
        assert!(!program("no-such-program-anywhere", "x").met());
        assert!(!Need { probe: Probe::File(&["/no/such/file"]), package: "x" }.met());
    }

    #[test]
    fn node_says_its_version_with_a_v() {
        assert_eq!(node_version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(node_version("20"), None);
        assert!(node_version("v8.9.1").is_some_and(|version| version < OLDEST_NODE));
    }
}
