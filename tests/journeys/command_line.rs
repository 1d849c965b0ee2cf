//! The main job, and the promises of the JSON.

use std::path::Path;

use serde_json::{Value, json};

use crate::sodiem::{Office, text};

fn expected() -> Value {
    let bytes = std::fs::read(sample::expected()).expect("the sample's expected results");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn every_figure_of_the_sample_is_the_one_its_makers_expect() {
    let office = Office::with_submissions();
    let losses = office.losses();
    let expected = expected();
    let leaves = expected["components"].as_array().expect("expected leaves");
    let components = losses["components"].as_array().expect("leaves");
    assert_eq!(components.len(), leaves.len(), "every leaf is there");
    for (is, should) in components.iter().zip(leaves) {
        for key in ["code", "max", "scoring", "agency", "reported", "state"] {
            assert_eq!(is[key], should[key], "{key} of {}", should["code"]);
        }
    }
    for key in ["self_scored_max", "counted", "lost", "baseline", "missing"] {
        assert_eq!(losses["totals"][key], expected["totals"][key], "total {key}");
    }
}

#[test]
fn losses_hold_row_by_row_and_every_score_names_its_cell() {
    let losses = Office::with_submissions().losses();
    let points = |v: &Value| v.as_str().and_then(scorebook::Points::from_decimal);
    let mut lost = scorebook::Points::ZERO;
    for c in losses["components"].as_array().expect("leaves") {
        if let Some(counted) = points(&c["counted"]) {
            let by_hand = points(&c["max"]).expect("a maximum") - counted;
            assert_eq!(points(&c["lost"]), Some(by_hand), "lost = max − counted at {}", c["code"]);
            lost = lost + by_hand;
            for key in ["file", "sha256", "sheet", "cell", "raw"] {
                let text = c["source"][key].as_str().unwrap_or_default();
                assert!(!text.is_empty(), "{} names the {key} of its source", c["code"]);
            }
        } else {
            assert_eq!(c["lost"], Value::Null, "no score, no loss at {}", c["code"]);
        }
    }
    assert_eq!(points(&losses["totals"]["lost"]), Some(lost), "the total is the sum of the rows");
}

#[test]
fn import_says_what_became_of_every_row() {
    let office = Office::with_store();
    let said = office.import(&["--json"], &sample::submissions());
    assert_eq!(said.code, 0, "{}", said.err);
    let report = said.json();
    let files = report["files"].as_array().expect("files");
    assert_eq!(files.len(), 6);
    for file in files {
        assert_eq!(file["outcome"], "applied", "{}", file["file"]);
        assert_eq!(file["revision"], 1, "{}", file["file"]);
        let rows = file["rows"].as_object().expect("counts");
        let sum: u64 =
            rows.iter().filter(|(k, _)| *k != "read").filter_map(|(_, v)| v.as_u64()).sum();
        assert_eq!(
            Some(sum),
            rows["read"].as_u64(),
            "the buckets of {} add up to its rows",
            file["file"]
        );
        assert!(rows["scored"].as_u64() > Some(0), "{} has scores", file["file"]);
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let office = Office::with_store();
    let before = office.losses();
    let said = office.import(&["--dry-run", "--json"], &sample::submissions());
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.json()["files"][0]["outcome"], "applied", "it says what would happen");
    assert_eq!(office.losses(), before, "and nothing did");
}

#[test]
fn the_same_file_changes_nothing_and_a_newer_one_is_the_next_revision() {
    let office = Office::with_submissions();
    let before = office.losses();
    let said = office.import(&["--json"], &sample::submissions());
    assert_eq!(said.code, 0, "{}", said.err);
    let again = said.json();
    assert!(
        again["files"].as_array().expect("files").iter().all(|f| f["outcome"] == "unchanged"),
        "the same bytes are recognised: {again}"
    );
    assert_eq!(office.losses(), before, "nothing changed");
    let said = office.import(&["--json"], &[sample::revision()]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(
        said.json()["files"][0]["revision"],
        2,
        "a newer file of a body is its next revision"
    );
    assert_ne!(office.losses(), before, "its scores count");
}

#[test]
fn a_bad_row_stops_the_file_unless_it_is_told_to_skip() {
    let office = Office::with_store();
    let bad = [sample::bad("over-max.xlsx")];
    let before = office.losses();
    let said = office.import(&["--json"], &bad);
    assert_eq!(said.code, 1, "a refused file is exit 1");
    let file = &said.json()["files"][0];
    assert_eq!(file["outcome"], "refused");
    let codes: Vec<&str> = file["problems"]
        .as_array()
        .expect("problems")
        .iter()
        .filter(|p| p["severity"] == "blocking")
        .inspect(|p| assert!(p["cell"].is_string(), "each names its cell: {p}"))
        .filter_map(|p| p["code"].as_str())
        .collect();
    for code in ["over_max", "negative", "unreadable", "unmatched"] {
        assert!(codes.contains(&code), "{code} is told: {codes:?}");
    }
    assert_eq!(office.losses(), before, "nothing was written");
    let said = office.import(&["--skip-bad-rows", "--json"], &bad);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.json()["files"][0]["outcome"], "applied", "the good rows are in");
}

#[test]
fn the_briefing_is_a_pdf_that_says_the_same_totals() {
    let office = Office::with_submissions();
    let said = office.run(&[
        "briefing",
        "--store",
        "so.sodiem",
        "--out",
        "bc.pdf",
        "--date",
        "2025-01-08",
        "--number",
        "05",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let pdf = std::fs::read(office.path("bc.pdf")).expect("the PDF");
    assert!(pdf.starts_with(b"%PDF-"), "it is a PDF");
    let text = std::process::Command::new("pdftotext")
        .args(["-layout", text(&office.path("bc.pdf")), "-"])
        .output()
        .expect("pdftotext (Debian's poppler-utils; `cargo xtask test` installs it)");
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    let losses = office.losses();
    for key in ["counted", "self_scored_max", "lost"] {
        let points = losses["totals"][key]
            .as_str()
            .and_then(scorebook::Points::from_decimal)
            .expect("points");
        assert!(text.contains(&points.to_string()), "the page says {key} = {points}");
    }
    for words in
        ["BÁO CÁO", "Số: 05/BC-SNV", "ngày 08 tháng 01 năm 2025", "DỮ LIỆU MẪU", "Phụ lục I"]
    {
        assert!(
            text.contains(words),
            "the page says {words:?}:\n{}",
            &text[..2_000.min(text.len())]
        );
    }
}

/// The documents by their names on the command line, and the endings each can have.
#[test]
fn every_document_is_written_in_every_form_it_has() {
    let office = Office::with_submissions();
    for (kind, endings) in [
        ("bao-cao-nhanh", &["pdf", "docx", "xlsx"][..]),
        ("lich-hop", &["pdf", "docx"]),
        ("bao-cao-bo", &["pdf", "docx", "xlsx"]),
        ("bang-tong-hop", &["pdf", "docx", "xlsx"]),
    ] {
        for ending in endings {
            let out = format!("{kind}.{ending}");
            let said =
                office.run(&["briefing", "--store", "so.sodiem", "--kind", kind, "--out", &out]);
            assert_eq!(said.code, 0, "{out}: {}", said.err);
            let bytes = std::fs::read(office.path(&out)).expect("the file");
            let begins: &[u8] = if *ending == "pdf" { b"%PDF-" } else { b"PK" };
            assert!(bytes.starts_with(begins), "{out} is what its name says");
        }
    }
    let out = ["briefing", "--store", "so.sodiem", "--kind", "lich-hop", "--out", "a.xlsx"];
    let said = office.run(&out);
    assert_eq!(said.code, 1, "a letter without a table is no Excel file");
    assert!(said.err.contains("[briefing_no_table]"), "and that is said: {}", said.err);
    assert!(!office.path("a.xlsx").exists(), "nothing is written");
    let said = office.run(&["briefing", "--store", "so.sodiem", "--out", "a.doc"]);
    assert!(said.err.contains("[unclear_format]"), "an unknown ending is refused: {}", said.err);
}

#[test]
fn letters_to_several_bodies_go_into_a_folder() {
    let office = Office::with_submissions();
    let letter = ["briefing", "--store", "so.sodiem", "--kind", "cong-van", "--out"];
    let said = office.run(&[&letter[..], &["thu", "--format", "docx"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let mut names: Vec<String> = std::fs::read_dir(office.path("thu"))
        .expect("the folder")
        .map(|e| e.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() > 1, "a file for each body: {names:?}");
    assert!(
        names.iter().all(|n| Path::new(n).extension().is_some_and(|e| e == "docx")),
        "in the wanted form: {names:?}"
    );
    assert!(
        !names.iter().any(|n| n.contains("Sở Nội vụ")),
        "the issuing body writes no letter to itself: {names:?}"
    );
    let said = office.run(&[&letter[..], &["mot.pdf"]].concat());
    assert!(said.err.contains("[needs_folder]"), "several letters are no one file: {}", said.err);
    let said = office.run(&[&letter[..], &["mot.pdf", "--agency", "Sở Tư pháp"]].concat());
    assert_eq!(said.code, 0, "one body, one file: {}", said.err);
    let said = office.run(&[&letter[..], &["thu", "--number", "5"]].concat());
    assert!(said.err.contains("[one_number_for_many]"), "numbers are not shared: {}", said.err);
}

/// Every figure of `losses --json` stands in the row of its criterion, in the PDF and in the Excel file.
#[test]
fn the_files_and_the_json_tell_the_same_figures() {
    let office = Office::with_submissions();
    for out in ["bc.pdf", "bc.xlsx"] {
        let said = office.run(&["briefing", "--store", "so.sodiem", "--out", out]);
        assert_eq!(said.code, 0, "{}", said.err);
    }
    let printed = std::process::Command::new("pdftotext")
        .args(["-layout", text(&office.path("bc.pdf")), "-"])
        .output()
        .expect("pdftotext (Debian's poppler-utils; `cargo xtask test` installs it)");
    let printed = String::from_utf8(printed.stdout).expect("UTF-8");
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(office.path("bc.xlsx")).expect("our own file");
    #[expect(clippy::disallowed_methods, reason = "our own file, in a test")]
    let sheet = calamine::Reader::worksheet_range(&mut book, "Phụ lục I").expect("its sheet");
    let losses = office.losses();
    let components = losses["components"].as_array().expect("components");
    assert!(components.len() > 50, "the sample province");
    for c in components {
        let code = c["code"].as_str().expect("a code");
        let row = sheet
            .rows()
            .find(|row| row.first().and_then(calamine::DataType::get_string) == Some(code))
            .unwrap_or_else(|| panic!("{code} has a row in Excel"));
        let keys = ["max", "baseline", "reported", "agreed", "lost", "change"];
        for key in keys {
            let Some(points) = c[key].as_str().and_then(scorebook::Points::from_decimal) else {
                continue;
            };
            let there = row.iter().any(|cell| {
                matches!(cell, calamine::Data::Float(n)
                    if scorebook::Points::from_decimal(&format!("{n:.4}")) == Some(points))
            });
            assert!(there, "Excel, {code}: {key} = {points}");
            let shown = if key == "change" { points.signed() } else { points.to_string() };
            let line = |l: &&str| {
                let mut words = l.split_whitespace();
                words.any(|w| w == code) && words.any(|w| w == shown)
            };
            assert!(printed.lines().any(|l| line(&l)), "PDF, {code}: {key} = {shown}");
        }
    }
}

#[test]
fn check_finds_a_sound_store_sound_and_a_changed_one_not() {
    let office = Office::with_submissions();
    let said = office.run(&["check", "--store", "so.sodiem", "--json"]);
    assert_eq!((said.code, &said.json()["sound"]), (0, &json!(true)), "{}", said.err);
    let connection = rusqlite::Connection::open(office.store()).expect("the store");
    connection
        .execute_batch(
            "DROP TRIGGER source_file_is_kept; DROP TRIGGER source_file_update;
             UPDATE source_file SET bytes = x'00' WHERE id = 1",
        )
        .expect("somebody tampers with a kept file");
    drop(connection);
    let said = office.run(&["check", "--store", "so.sodiem", "--json"]);
    assert_eq!((said.code, &said.json()["sound"]), (1, &json!(false)), "the tampering is found");
}

#[test]
fn wrong_usage_is_exit_2() {
    let office = Office::new();
    for arguments in [&["import"][..], &["nonsense"], &["losses"], &["new", "--store", "a.sodiem"]]
    {
        assert_eq!(office.run(arguments).code, 2, "{arguments:?}");
    }
}
