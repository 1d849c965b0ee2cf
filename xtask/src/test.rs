//! `cargo xtask test`: every check there is, the cheapest first. A failure does not stop the rest.
//!
//! On a clean checkout most of the time goes into compiling Tauri and typst, once: clippy's compiler builds what the
//! tests run on ([`lint`]), and every call names the same features ([`TEST_FEATURES`]).

use anyhow::Result;

use crate::bench::on_virtual_display;
use crate::command::{TEST_FEATURES, cargo, npm, run};
use crate::lint::{self, linting, linting_cargo};
use crate::setup;
use crate::step::Steps;
use crate::workspace::Workspace;
use crate::{codes, corpus, hygiene, licences, scorecard, types};

const CORPUS: &str = "hostile files are read or refused (corpus)";
const SCORECARD: &str = "300 made files are understood (scorecard)";
const NO_NPM: &str = "the npm packages are missing";
const UI_TESTS: &str = "UI tests, on the program's own commands";
const WINDOW_TESTS: &str = "journeys/window";
/// What is built: first as it is shipped, then as it is tested, which stays in `target`.
const BUILDS: [&[&str]; 2] = [
    &["--all-targets"],
    &["--all-targets", "--features", TEST_FEATURES, "--features", WINDOW_TESTS],
];
const WINDOW: &str = "the real window: import, review, briefing";

pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::new();
    source_checks(workspace, &mut steps);
    let ui = ui_checks(workspace, &mut steps);
    rust_checks(workspace, &mut steps, &ui);
    steps.finish()
}

fn source_checks(workspace: &Workspace, steps: &mut Steps) {
    let format = "format of the Rust sources";
    if steps.run("rustfmt and clippy", || setup::rust_components(workspace)).is_some() {
        steps.run(format, || run(cargo(workspace).args(["fmt", "--all", "--check"])));
    } else {
        steps.blocked(format, "rustfmt is missing");
    }
    steps.run("no registry, no machine named", || hygiene::check(workspace));
    steps.run("docs/ma-loi.md is current", || codes::check(workspace));
    steps.run("licences of the crates", || licences::check_crates(workspace));
    steps.run("licences of the npm packages", || licences::check_npm(workspace));
}

/// What became of the UI before its tests.
struct Ui {
    /// Its npm packages are there.
    packages: bool,
    built: bool,
}

fn ui_checks(workspace: &Workspace, steps: &mut Steps) -> Ui {
    let scripts = [
        ("types of the UI (svelte-check)", "check"),
        ("lint of the UI", "lint"),
        ("build the UI", "build"),
    ];
    if steps.run("npm packages", || setup::npm_packages(workspace)).is_none() {
        for (name, _) in scripts {
            steps.blocked(name, NO_NPM);
        }
        return Ui { packages: false, built: false };
    }
    let mut last = None;
    for (name, script) in scripts {
        last = steps.run(name, || run(npm(workspace).args(["run", script])));
    }
    Ui { packages: true, built: last.is_some() }
}

fn rust_checks(workspace: &Workspace, steps: &mut Steps, ui: &Ui) {
    let build = "build the programs and the tests";
    let clippy = "lint of the Rust sources (clippy)";
    let tests = "Rust tests";
    let current = "TypeScript types are current";
    let needed = || {
        setup::system(&[setup::TO_BUILD, setup::TO_TEST])?;
        types::allow_building_without_ui(workspace)
    };
    if steps.run("what this machine needs", needed).is_none() {
        for name in [build, clippy, UI_TESTS, tests, current, SCORECARD, CORPUS, WINDOW] {
            steps.blocked(name, "packages are missing");
        }
        return;
    }
    if steps
        .run(build, || BUILDS.iter().try_for_each(|words| lint::build(workspace, words)))
        .is_none()
    {
        for name in [clippy, UI_TESTS, tests, current, SCORECARD, CORPUS, WINDOW] {
            steps.blocked(name, "it does not build");
        }
        return;
    }
    steps.run(clippy, || BUILDS.iter().try_for_each(|words| lint::nothing_said(workspace, words)));
    if ui.packages {
        steps.run(UI_TESTS, || {
            run(npm(workspace)
                .args(["run", "test"])
                .env("SODIEM_TEST_HOST", workspace.program("debug", "test-host")))
        });
    } else {
        steps.blocked(UI_TESTS, NO_NPM);
    }
    let ran = steps.run(tests, || {
        types::forget_generated(workspace)?;
        run(linting_cargo(workspace)
            .args(["test", "--workspace", "--features", TEST_FEATURES])
            .arg("--no-fail-fast")
            .env("SODIEM", workspace.program("debug", "sodiem")))
    });
    // a failing test elsewhere does not keep the types from being written
    if ran.is_some() || types::were_written(workspace) {
        steps.run(current, || types::check(workspace));
    } else {
        steps.blocked(current, "the tests did not run");
    }
    steps.run(SCORECARD, || scorecard::in_test(workspace));
    steps.run(CORPUS, || corpus::in_test(workspace));
    if !cfg!(target_os = "linux") {
        steps.not_here(WINDOW, "its driver is WebKitGTK's, on Linux");
    } else if ui.built {
        steps.run(WINDOW, || drive_window(workspace));
    } else {
        steps.blocked(WINDOW, "the UI was not built");
    }
}

/// The tests start tauri-driver themselves, on fresh ports, from what is named here.
fn drive_window(workspace: &Workspace) -> Result<()> {
    let tauri_driver = setup::tauri_driver(workspace)?;
    let webkit_driver = setup::webkit_driver()?;
    run(linting(&mut on_virtual_display(workspace))
        .args(["test", "--workspace", "--test", "window"])
        .args(["--features", TEST_FEATURES, "--features", WINDOW_TESTS])
        .args(["--", "--test-threads=1", "--nocapture"])
        .env("TAURI_DRIVER", tauri_driver)
        .env("WEBKIT_DRIVER", webkit_driver)
        .env("SODIEM", workspace.program("debug", "sodiem"))
        .env("SODIEM_DESKTOP", workspace.program("debug", "sodiem-desktop")))
}
