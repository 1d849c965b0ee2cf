//! Licences of everything we build on: Rust crates from `cargo metadata`, npm packages from the
//! UI's lock file. One allow list, and a list of named exceptions, each with its reason.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use spdx::{Expression, LicenseReq, ParseMode};

use crate::command::{cargo, output};
use crate::workspace::Workspace;

/// Permissive licences: they ask for no more than their own text beside the program.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
    // the terms of zlib and BSD
    "bzip2-1.0.6",
];

struct Exception {
    /// Of a package, or of a family of them where it ends in `*`.
    name: &'static str,
    /// As the package names it; `None` where it names none.
    licence: Option<&'static str>,
    reason: &'static str,
}

const MPL: Option<&str> = Some("MPL-2.0");
const UNCHANGED: &str = "file-level copyleft: used unchanged, and its sources are public";
const BUILD_TOOL: &str = "a tool of the UI's build; nothing of it is in the product";

/// One entry a package, so that a new one is looked at before it is taken.
const EXCEPTIONS: &[Exception] = &[
    Exception { name: "cssparser", licence: MPL, reason: UNCHANGED },
    Exception { name: "cssparser-macros", licence: MPL, reason: UNCHANGED },
    Exception { name: "dtoa-short", licence: MPL, reason: UNCHANGED },
    Exception { name: "option-ext", licence: MPL, reason: UNCHANGED },
    Exception { name: "selectors", licence: MPL, reason: UNCHANGED },
    Exception { name: "lightningcss", licence: MPL, reason: BUILD_TOOL },
    // one package for each platform
    Exception { name: "lightningcss-*", licence: MPL, reason: BUILD_TOOL },
    Exception {
        name: "svelte-toolbelt",
        licence: None,
        reason: "its manifest names no licence; the LICENSE file it ships is MIT",
    },
];

/// Something we build on.
struct Package {
    name: String,
    version: String,
    licence: Option<String>,
}

/// Every crate of the lock file, for every platform.
pub(crate) fn check_crates(workspace: &Workspace) -> Result<()> {
    let text = output(cargo(workspace).args(["metadata", "--format-version", "1", "--quiet"]))?;
    let metadata = serde_json::from_slice(&text).context("cargo metadata is not JSON")?;
    report("crates", &crates(&metadata)?)
}

/// Every package of the UI's lock file, those of the build included.
pub(crate) fn check_npm(workspace: &Workspace) -> Result<()> {
    let text = fs::read(workspace.ui().join("package-lock.json"))
        .context("ui/package-lock.json cannot be read")?;
    let lock = serde_json::from_slice(&text).context("ui/package-lock.json is not JSON")?;
    report("npm packages", &npm_packages(&lock)?)
}

fn report(what: &str, packages: &[Package]) -> Result<()> {
    if packages.is_empty() {
        bail!("no {what} were found, which cannot be");
    }
    let refused: Vec<String> = packages.iter().filter_map(|it| refusal(it).err()).collect();
    if !refused.is_empty() {
        bail!("{} of {} {what}:\n    {}", refused.len(), packages.len(), refused.join("\n    "));
    }
    let excepted: BTreeSet<&str> =
        packages.iter().filter_map(exception).map(|exception| exception.reason).collect();
    println!("   {} {what} have an allowed licence", packages.len());
    for reason in excepted {
        let names: BTreeSet<&str> = packages
            .iter()
            .filter(|it| exception(it).is_some_and(|exception| exception.reason == reason))
            .map(|it| it.name.as_str())
            .collect();
        println!("   by exception ({reason}): {}", join(&names));
    }
    Ok(())
}

fn join(names: &BTreeSet<&str>) -> String {
    names.iter().copied().collect::<Vec<_>>().join(", ")
}

fn crates(metadata: &Value) -> Result<Vec<Package>> {
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    packages.iter().map(|it| package(&it["name"], it)).collect()
}

fn npm_packages(lock: &Value) -> Result<Vec<Package>> {
    let packages =
        lock["packages"].as_object().context("the lock file is not of version 2 or 3")?;
    packages
        .iter()
        // "" is the UI itself; links are folders of our own
        .filter(|(path, it)| !path.is_empty() && it["link"] != Value::Bool(true))
        .map(|(path, it)| {
            let name = path.rsplit("node_modules/").next().unwrap_or(path);
            package(&Value::from(name), it)
        })
        .collect()
}

fn package(name: &Value, it: &Value) -> Result<Package> {
    Ok(Package {
        name: name.as_str().context("a package without a name")?.to_owned(),
        version: it["version"].as_str().unwrap_or("?").to_owned(),
        licence: it["license"].as_str().map(str::to_owned),
    })
}

/// Why the package may not be used.
fn refusal(package: &Package) -> Result<(), String> {
    let Package { name, version, licence } = package;
    if exception(package).is_some() {
        return Ok(());
    }
    let Some(licence) = licence else {
        return Err(format!("{name} {version} names no licence"));
    };
    let expression = Expression::parse_mode(licence, ParseMode::LAX)
        .map_err(|_| format!("{name} {version}: \"{licence}\" is not a licence expression"))?;
    if expression.evaluate(allowed) {
        Ok(())
    } else {
        Err(format!("{name} {version}: {licence} is not allowed"))
    }
}

fn allowed(licence: &LicenseReq) -> bool {
    ALLOWED.contains(&licence.to_string().as_str())
}

/// An exception holds for what it names, under the one licence it was granted for.
fn exception(package: &Package) -> Option<&'static Exception> {
    EXCEPTIONS.iter().find(|it| {
        let named = match it.name.strip_suffix('*') {
            Some(family) => package.name.starts_with(family),
            None => package.name == it.name,
        };
        named && it.licence == package.licence.as_deref()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn judged(name: &str, licence: Option<&str>) -> Result<(), String> {
        let licence = licence.map(str::to_owned);
        refusal(&Package { name: name.to_owned(), version: "1.0.0".to_owned(), licence })
    }

    #[test]
    fn a_copyleft_crate_is_refused_by_name() {
        let why = judged("readline", Some("GPL-3.0-or-later")).unwrap_err();
        assert_eq!(why, "readline 1.0.0: GPL-3.0-or-later is not allowed");
        assert!(judged("glibc", Some("LGPL-2.1-only")).is_err());
        assert!(judged("server", Some("AGPL-3.0")).is_err());
    }

    #[test]
    fn of_a_choice_one_allowed_side_is_enough() {
        assert!(judged("r-efi", Some("MIT OR Apache-2.0 OR LGPL-2.1-or-later")).is_ok());
        assert!(judged("old", Some("GPL-2.0/MIT")).is_ok(), "the slash of old manifests is OR");
    }

    #[test]
    fn of_two_that_both_hold_both_must_be_allowed() {
        assert!(judged("both", Some("MIT AND GPL-2.0-only")).is_err());
        assert!(judged("both", Some("(MIT OR Apache-2.0) AND Unicode-3.0")).is_ok());
    }

    #[test]
    fn an_exception_to_a_licence_counts_as_part_of_it() {
        assert!(judged("llvm", Some("Apache-2.0 WITH LLVM-exception")).is_ok());
        assert!(judged("gcc", Some("GPL-3.0 WITH GCC-exception-3.1")).is_err());
    }

    #[test]
    fn no_licence_and_an_unknown_one_are_refused() {
        assert_eq!(judged("bare", None).unwrap_err(), "bare 1.0.0 names no licence");
        assert!(judged("own", Some("SEE LICENSE IN COPYING")).is_err());
        assert!(
            judged("closed", Some("UNLICENSED")).is_err(),
            "npm's word for all rights reserved"
        );
    }

    #[test]
    fn a_named_exception_holds_for_that_package_and_that_licence_only() {
        assert!(judged("selectors", Some("MPL-2.0")).is_ok());
        assert!(judged("selectors", Some("GPL-3.0-only")).is_err());
        assert!(judged("someone-else", Some("MPL-2.0")).is_err());
        assert!(judged("lightningcss-linux-x64-gnu", Some("MPL-2.0")).is_ok());
        assert!(judged("svelte-toolbelt", None).is_ok());
        assert!(judged("svelte-toolbelt", Some("GPL-3.0")).is_err());
    }

    #[test]
    fn crates_are_read_from_cargo_metadata() {
        let metadata = json!({"packages": [
            {"name": "good", "version": "1.2.3", "license": "MIT"},
            {"name": "bad", "version": "0.1.0", "license": "GPL-2.0"},
            {"name": "file-only", "version": "0.1.0", "license": null, "license_file": "COPYING"},
        ]});
        let found = crates(&metadata).unwrap();
        let error = report("crates", &found).unwrap_err().to_string();
        assert!(error.starts_with("2 of 3 crates:"), "{error}");
        assert!(error.contains("bad 0.1.0") && error.contains("file-only"), "{error}");
    }

    #[test]
    fn npm_packages_are_read_from_the_lock_file_nested_ones_too() {
        let lock = json!({"packages": {
            "": {"name": "ui"},
            "node_modules/a": {"version": "1.0.0", "license": "MIT"},
            "node_modules/a/node_modules/@s/b": {"version": "2.0.0", "license": "GPL-3.0"},
            "node_modules/own": {"link": true},
        }});
        let found = npm_packages(&lock).unwrap();
        let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["a", "@s/b"]);
        assert!(report("npm packages", &found).is_err());
    }

    #[test]
    fn nothing_found_is_no_pass() {
        assert!(report("crates", &[]).is_err());
    }
}
