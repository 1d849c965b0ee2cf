//! The disk fails, fills up, or the program is ended, at every write, sync and rename of each command: what it did is
//! done or not, what it said is so, and nothing is left lying about after the next start. The whole of it is
//! `cargo xtask drill`; every test run takes a part.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::sodiem::{Office, text};

/// At most so many places of each command and kind of fault, spread over all of them; all when `SODIEM_DRILL` is set.
const PLACES: usize = 9;

const KINDS: [&str; 4] = ["kill", "half", "error", "full"];

/// A folder with a book as the commands find it, and the files they need.
struct Ground {
    folder: TempDir,
    faults: PathBuf,
}

/// Prepared once.
static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::with_store();
    let files = sample::submissions();
    assert_eq!(office.import(&[], &files[..2]).code, 0, "two files");
    let decided = [
        "decide",
        "--store",
        "so.sodiem",
        "--code",
        "1.1.1",
        "--agree",
        "0.1",
        "--reason",
        "thiếu",
    ];
    let said = office.run(&decided);
    assert_eq!(said.code, 0, "{}", said.err);
    let copied = office.run(&["copy", "--store", "so.sodiem", "--out", "thu-hai.sodiem"]);
    assert_eq!(copied.code, 0, "{}", copied.err);
    assert_eq!(office.import(&[], &files[2..3]).code, 0, "a third file");
    for name in ["so.sodiem", "thu-hai.sodiem"] {
        std::fs::copy(office.path(name), folder.path().join(name)).expect("copied");
    }
    std::fs::copy(&files[3], folder.path().join("tep.xlsx")).expect("copied");
    std::fs::copy(sample::catalogue(), folder.path().join("btc.xlsx")).expect("copied");
    let faults = folder.path().join("faults.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("journeys/fixtures/faults.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o", text(&faults), text(&source), "-ldl"])
        .status()
        .expect("a C compiler");
    assert!(built.success(), "the faults are built");
    Ground { folder, faults }
});

/// What is in a book, as `check` tells; `None` when it refuses it.
fn check(folder: &Path, name: &str) -> Option<Value> {
    let output = Command::new(journeys::sodiem())
        .args(["check", "--json", "--store", name])
        .current_dir(folder)
        .output()
        .expect("sodiem is built");
    let report: Value = serde_json::from_slice(&output.stdout).ok()?;
    (report["sound"] == true).then_some(report)
}

fn fresh() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["so.sodiem", "thu-hai.sodiem", "tep.xlsx", "btc.xlsx"] {
        std::fs::copy(GROUND.folder.path().join(name), folder.path().join(name)).expect("copied");
    }
    folder
}

struct Ended {
    /// `None` when it was killed.
    code: Option<i32>,
    said: String,
}

fn run(folder: &Path, arguments: &[&str], kind: &str, at: usize, count: Option<&Path>) -> Ended {
    let mut command = Command::new(journeys::sodiem());
    command
        .args(arguments)
        .current_dir(folder)
        .env("LD_PRELOAD", &GROUND.faults)
        .env("FAULT_FOLDER", folder.canonicalize().expect("a path"))
        .env("FAULT_KIND", kind)
        .env("FAULT_AT", at.to_string());
    if let Some(count) = count {
        command.env("FAULT_COUNT", count);
    }
    let output = command.output().expect("sodiem is built");
    Ended {
        code: output.status.code(),
        said: String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.retain(|name| !matches!(name.as_str(), "thu-hai.sodiem" | "tep.xlsx" | "btc.xlsx"));
    names.sort();
    names
}

/// Runs a command with a fault at each place; `judge` looks at the folder after the next start.
fn drill(arguments: &[&str], judge: impl Fn(&Path, &Ended, &str)) {
    let counted = fresh();
    let count = GROUND.folder.path().join(format!("{}.count", arguments[0]));
    let _ = std::fs::remove_file(&count);
    let ended = run(counted.path(), arguments, "", 0, Some(&count));
    assert_eq!(ended.code, Some(0), "without a fault it is done: {}", ended.said);
    let counts = std::fs::read_to_string(&count).expect("places were counted");
    let places: usize = counts.lines().filter_map(|l| l.parse().ok()).max().expect("a number");
    let step = if std::env::var_os("SODIEM_DRILL").is_some() { 1 } else { places.div_ceil(PLACES) };
    let mut tried = 0;
    for kind in KINDS {
        for at in (1..=places).step_by(step) {
            let folder = fresh();
            let ended = run(folder.path(), arguments, kind, at, None);
            let what = format!("{} {kind} at {at} of {places}: {}", arguments[0], ended.said);
            judge(folder.path(), &ended, &what);
            tried += 1;
        }
    }
    println!("{}: {places} places, {tried} faults, all as said", arguments[0]);
}

/// A change of the book itself: before or after it, never between.
fn change(arguments: &[&str]) {
    let done = fresh();
    assert_eq!(run(done.path(), arguments, "", 0, None).code, Some(0), "without a fault");
    let entries = |folder: &Path, name: &str| {
        check(folder, name).map(|report| report["journal_entries"].as_u64().expect("a number"))
    };
    let before = entries(fresh().path(), "so.sodiem").expect("sound");
    let after = entries(done.path(), "so.sodiem").expect("sound");
    drill(arguments, |folder, ended, what| {
        // the one file alone, as a stick gets it
        let stick = tempfile::tempdir().expect("a folder");
        std::fs::copy(folder.join("so.sodiem"), stick.path().join("so.sodiem")).expect("copied");
        let copied = entries(stick.path(), "so.sodiem");
        let found = entries(folder, "so.sodiem").unwrap_or_else(|| panic!("not sound: {what}"));
        assert!(found == before || found == after, "{found} entries: {what}");
        match ended.code {
            Some(0) => assert_eq!(found, after, "it was acknowledged: {what}"),
            Some(_) if ended.said.contains("[fate_unknown]") => {}
            Some(_) => assert_eq!(found, before, "it was refused: {what}"),
            None => {}
        }
        if ended.code == Some(0) {
            assert_eq!(copied, Some(after), "and is in the one file: {what}");
        }
        assert!(copied.is_none_or(|c| c == before || c == after), "{copied:?}: {what}");
        assert_eq!(names(folder), ["so.sodiem"], "nothing is left: {what}");
    });
}

#[test]
fn importing_a_file_is_done_or_not() {
    change(&["import", "--store", "so.sodiem", "tep.xlsx"]);
}

#[test]
fn deciding_is_done_or_not() {
    change(&[
        "decide",
        "--store",
        "so.sodiem",
        "--code",
        "1.1.1",
        "--agree",
        "0.2",
        "--reason",
        "đủ",
    ]);
}

#[test]
fn undoing_is_done_or_not() {
    change(&["undo", "--store", "so.sodiem"]);
}

/// A new file: there and whole, or not there.
fn making(arguments: &[&str], made: impl Fn(&str) -> bool) {
    drill(arguments, |folder, ended, what| {
        assert!(check(folder, "so.sodiem").is_some(), "the book is sound: {what}");
        let names = names(folder);
        let new: Vec<&String> = names.iter().filter(|name| made(name)).collect();
        assert_eq!(new.len() + 1, names.len(), "nothing else is left: {names:?}, {what}");
        for name in &new {
            assert!(check(folder, name).is_some(), "{name} is whole: {what}");
        }
        if ended.code == Some(0) {
            assert_eq!(new.len(), 1, "it was said to be there: {what}");
        }
    });
}

#[test]
fn a_backup_is_there_whole_or_not_at_all() {
    making(&["backup", "--store", "so.sodiem"], |name| name.starts_with("so.sao-luu-"));
}

#[test]
fn a_copy_is_there_whole_or_not_at_all() {
    making(&["copy", "--store", "so.sodiem", "--out", "usb.sodiem"], |name| name == "usb.sodiem");
}

#[test]
fn a_new_book_is_there_whole_or_not_at_all() {
    let arguments = ["new", "--store", "moi.sodiem", "--year", "2024", "--catalogue", "btc.xlsx"];
    making(&arguments, |name| name == "moi.sodiem");
}

#[test]
fn restoring_is_done_or_not_and_what_it_replaces_is_kept() {
    let arguments = ["restore", "--store", "so.sodiem", "--from", "thu-hai.sodiem"];
    drill(&arguments, |folder, ended, what| {
        let submissions = |name: &str| {
            let report = check(folder, name).unwrap_or_else(|| panic!("{name} not sound: {what}"));
            report["submissions"].as_u64().expect("a number")
        };
        let now = submissions("so.sodiem");
        let names = names(folder);
        let kept: Vec<&String> = names.iter().filter(|n| n.starts_with("so.sao-luu-")).collect();
        assert_eq!(kept.len() + 1, names.len(), "nothing else is left: {names:?}, {what}");
        for name in &kept {
            assert_eq!(submissions(name), 3, "{name} is the present state: {what}");
        }
        match (now, ended.code) {
            (2, _) => assert_eq!(kept.len(), 1, "what was replaced is kept: {what}"),
            (3, Some(0)) => panic!("it was said to be restored: {what}"),
            (3, _) => {}
            (other, _) => panic!("{other} files taken in: {what}"),
        }
    });
}
