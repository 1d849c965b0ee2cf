//! Two hundred years made of a seed, each a whole store: `sodiem losses --json` and the PDF, Word and Excel files of
//! `sodiem briefing` say the same of every criterion, and all of them add up.

use std::process::Command;

use scorebook::Points;
use serde_json::Value;

use crate::generated_books::{self, Kind};
use crate::office_files::{Element, Value as Cell, parts, sheets};
use crate::sodiem::Office;

/// Where there is no figure.
const NONE: &str = "–";

/// A leaf as `losses --json` tells it.
struct Leaf {
    code: String,
    max: Points,
    /// Last year, reported, agreed, what counts where that has a column, lost, change: as a table writes them.
    figures: Vec<String>,
    lost: Option<Points>,
    /// Does Phụ lục II list it?
    listed: bool,
}

fn points(value: &Value) -> Option<Points> {
    (!value.is_null()).then(|| {
        let text = value.as_str().unwrap_or_else(|| panic!("points are text: {value}"));
        Points::from_decimal(text).unwrap_or_else(|| panic!("points: {text}"))
    })
}

fn leaves(losses: &Value) -> Vec<Leaf> {
    let components = losses["components"].as_array().expect("components");
    let own = |c: &Value| c["scoring"] == "self";
    let reviewed = components.iter().any(|c| own(c) && !c["agreed"].is_null());
    let compares = !losses["baseline_kind"].is_null();
    let plain = |p: Option<Points>| p.map_or_else(|| NONE.to_owned(), |p| p.to_string());
    components
        .iter()
        .map(|c| {
            // without a last year its columns go, and without a review those of what was agreed
            let mut figures = Vec::new();
            if compares {
                figures.push(plain(points(&c["baseline"])));
            }
            figures.push(plain(points(&c["reported"])));
            if reviewed {
                figures.extend(["agreed", "counted"].map(|of| plain(points(&c[of]))));
            }
            let change = points(&c["change"]);
            figures.push(plain(points(&c["lost"])));
            if compares {
                figures.push(change.map_or_else(|| NONE.to_owned(), Points::signed));
            }
            let lost = points(&c["lost"]).filter(|_| own(c));
            let fell = own(c) && change.is_some_and(Points::is_negative);
            Leaf {
                code: c["code"].as_str().expect("a code").to_owned(),
                max: points(&c["max"]).expect("a maximum"),
                figures,
                lost,
                listed: own(c) && lost.is_some() && (lost != Some(Points::ZERO) || fell),
            }
        })
        .collect()
}

/// Does this row have those figures side by side, and nothing between them?
fn has(row: &[String], figures: &[String]) -> bool {
    row.windows(figures.len()).any(|run| run == figures)
}

/// The tables of a document by their annex: rows of words.
struct Annexes {
    whole: Vec<Vec<String>>,
    lost: Vec<Vec<String>>,
}

/// Which of the two annexes a heading begins, or that another does.
fn annex_of(heading: &str, at: usize) -> usize {
    match heading {
        "Phụ lục I" => 1,
        "Phụ lục II" => 2,
        label
            if label.starts_with("Phụ lục ")
                && label.chars().skip(8).all(|c| "IVX".contains(c)) =>
        {
            3
        }
        _ => at,
    }
}

fn of_word(file: &[u8]) -> Annexes {
    let root = Element::parse(&parts(file)["word/document.xml"]);
    let mut annexes = Annexes { whole: Vec::new(), lost: Vec::new() };
    let mut at = 0;
    for child in &root.every("w:body")[0].children {
        if child.name != "w:tbl" {
            at = annex_of(child.words().lines().next().unwrap_or_default(), at);
            continue;
        }
        for row in child.every("w:tr") {
            let words = row.every("w:tc").iter().map(|cell| cell.words()).collect();
            match at {
                1 => annexes.whole.push(words),
                2 => annexes.lost.push(words),
                _ => {}
            }
        }
    }
    annexes
}

fn of_excel(file: &[u8]) -> Annexes {
    let sheets = sheets(file);
    let rows = |name: &str| {
        let sheet = sheets.iter().find(|s| s.name == name).expect("its sheet");
        // what a sum comes to is what its cell says
        for ((row, column), formula) in &sheet.formulas {
            let said = &sheet.values[*row][*column];
            assert_eq!(*said, Cell::Figure(sheet.reckon(formula)), "{name}: {formula}");
        }
        let headings: Vec<String> = sheet
            .values
            .iter()
            .find(|r| r.contains(&Cell::Text("Điểm tối đa".into())))
            .map(|row| {
                row.iter()
                    .map(|c| if let Cell::Text(t) = c { t.clone() } else { String::new() })
                    .collect()
            })
            .unwrap_or_default();
        let text = |(at, cell): (usize, &Cell)| match cell {
            Cell::Empty => String::new(),
            Cell::Text(t) => t.clone(),
            Cell::Figure(p) if headings[at].starts_with("So với") => p.signed(),
            Cell::Figure(p) => p.to_string(),
        };
        sheet.values.iter().map(|row| row.iter().enumerate().map(text).collect()).collect()
    };
    Annexes { whole: rows("Phụ lục I"), lost: rows("Phụ lục II") }
}

/// Lines of a page are rows here: names are short.
fn of_pdf(file: &std::path::Path) -> Annexes {
    let done = Command::new("pdftotext")
        .args(["-layout".as_ref(), file.as_os_str(), "-".as_ref()])
        .output()
        .expect("pdftotext; the set-up of `cargo xtask test` installs poppler-utils");
    assert!(done.status.success(), "{} is read", file.display());
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    let mut annexes = Annexes { whole: Vec::new(), lost: Vec::new() };
    let mut at = 0;
    for line in text.lines() {
        at = annex_of(line.trim().trim_start_matches('\u{c}').trim(), at);
        let words = line.split_whitespace().map(str::to_owned).collect();
        match at {
            1 => annexes.whole.push(words),
            2 => annexes.lost.push(words),
            _ => {}
        }
    }
    annexes
}

/// Every criterion's figures, and sums that are those of the rows.
fn says_the_same(what: &str, annexes: &Annexes, losses: &Value) {
    let leaves = leaves(losses);
    let row_of = |rows: &[Vec<String>], leaf: &Leaf| {
        let mut found = rows.iter().filter(|r| r.contains(&leaf.code)).cloned();
        found.next().unwrap_or_else(|| panic!("{what}: no row of {}", leaf.code))
    };
    for leaf in &leaves {
        let row = row_of(&annexes.whole, leaf);
        assert!(
            row.contains(&leaf.max.to_string()),
            "{what}: the maximum of {}: {row:?}",
            leaf.code
        );
        assert!(has(&row, &leaf.figures), "{what}: {:?} of {} in {row:?}", leaf.figures, leaf.code);
    }
    let total = |rows: &[Vec<String>], label: &str| {
        let row = rows.iter().find(|r| r.join(" ").contains(label)).cloned();
        row.unwrap_or_else(|| panic!("{what}: no “{label}”"))
    };
    let said = |key: &str| points(&losses["totals"][key]).expect("a total");
    let lost: Points = leaves.iter().filter_map(|l| l.lost).sum();
    assert_eq!(said("lost"), lost, "{what}: the JSON's losses add up");
    let all = total(&annexes.whole, "Tổng cộng phần tự chấm");
    let scored = leaves.iter().any(|l| l.lost.is_some());
    assert!(all.contains(&said("self_scored_max").to_string()), "{what}: {all:?}");
    assert!(!scored || all.contains(&lost.to_string()), "{what}: {lost} lost in {all:?}");

    let listed: Vec<&Leaf> = leaves.iter().filter(|l| l.listed).collect();
    for leaf in &leaves {
        let there = annexes.lost.iter().any(|r| r.contains(&leaf.code));
        assert_eq!(there, leaf.listed, "{what}: {} in Phụ lục II", leaf.code);
    }
    if listed.is_empty() {
        return;
    }
    for leaf in &listed {
        let row = row_of(&annexes.lost, leaf);
        let figures = &leaf.figures;
        assert!(has(&row, figures), "{what}: {figures:?} of {} in {row:?}", leaf.code);
    }
    let all = total(&annexes.lost, "Tổng cộng");
    let max: Points = listed.iter().map(|l| l.max).sum();
    for sum in [max, lost] {
        assert!(all.contains(&sum.to_string()), "{what}: {sum} in the sums of Phụ lục II: {all:?}");
    }
}

fn check(seed: u64) {
    let office = Office::new();
    generated_books::store(seed, Kind::Plain, &office);
    let losses = office.losses();
    for format in ["pdf", "docx", "xlsx"] {
        let name = format!("bao-cao.{format}");
        let said = office.run(&["briefing", "--store", "so.sodiem", "--out", &name]);
        assert_eq!(said.code, 0, "year {seed}: {}", said.err);
        let path = office.path(&name);
        let annexes = match format {
            "pdf" => of_pdf(&path),
            "docx" => of_word(&std::fs::read(&path).expect("the file")),
            _ => of_excel(&std::fs::read(&path).expect("the file")),
        };
        says_the_same(&format!("year {seed}, {format}"), &annexes, &losses);
    }
}

#[test]
fn two_hundred_stores_say_the_same_numbers_in_json_pdf_word_and_excel() {
    // a core each: most of the time goes to starting programs
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || (0..100).for_each(|n| check(2 * n + half)));
        }
    });
}
