//! A year that begins from the papers an office holds.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::sodiem::{Office, ProgramOutput, text};

fn paper(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../src-tauri/crates/intake/tests/fixtures/papers")
        .join(name)
}

fn annex() -> PathBuf {
    paper("Phu luc 1 - bo tieu chi (Bo Noi vu).docx")
}

/// A store from the ministry's annex alone.
fn begun() -> Office {
    let office = Office::new();
    let said = office.create(&annex());
    assert_eq!(said.code, 0, "the annex is enough: {}", said.err);
    office
}

fn on(office: &Office, command: &str, more: &[&str]) -> ProgramOutput {
    let mut arguments = vec![command, "--store", "so.sodiem"];
    arguments.extend(more);
    office.run(&arguments)
}

fn catalogue(office: &Office) -> Value {
    on(office, "catalogue", &["--json"]).json()
}

fn node<'a>(tree: &'a Value, code: &str) -> &'a Value {
    let nodes = tree["nodes"].as_array().expect("nodes");
    nodes.iter().find(|n| n["code"] == code).expect("the criterion")
}

fn names(office: &Office) -> Vec<(String, u64)> {
    let listed = on(office, "agencies", &["--json"]).json();
    let of = |a: &Value| (a["name"].as_str().unwrap().to_owned(), a["leads"].as_u64().unwrap());
    listed["agencies"].as_array().expect("agencies").iter().map(of).collect()
}

#[test]
fn the_annex_alone_makes_a_book_that_tells_its_tree_and_scales() {
    let office = begun();
    let tree = catalogue(&office);
    assert_eq!((&tree["year"], &tree["province"]), (&2024.into(), &Value::Null));
    let leaf = node(&tree, "1.1.1");
    assert_eq!(
        (&leaf["level"], &leaf["max"], &leaf["scoring"]),
        (&"component".into(), &"0.5".into(), &"self".into())
    );
    assert_eq!(leaf["scale"][1]["points"], "0.25");
    assert_eq!(node(&tree, "1.1.2")["scale"][1]["points"], Value::Null, "a formula");
    assert_eq!(node(&tree, "1.1")["scoring"], Value::Null, "a parent is not scored");
    assert_eq!((&leaf["lead"], &leaf["results"]), (&Value::Null, &Value::Array(Vec::new())));
    assert_eq!(names(&office), []);
}

#[test]
fn another_year_than_the_papers_is_named() {
    let office = Office::new();
    let said = office.run(&[
        "new",
        "--store",
        "so.sodiem",
        "--year",
        "2026",
        "--catalogue",
        text(&annex()),
    ]);
    assert!(said.err.contains("2024") && said.err.contains("other_year"), "{}", said.err);
}

#[test]
fn all_papers_at_once_make_a_whole_book() {
    let office = Office::new();
    let said = office.run(&[
        "new",
        "--store",
        "so.sodiem",
        "--year",
        "2024",
        "--catalogue",
        text(&annex()),
        "--province",
        "tỉnh Sông Mây",
        "--assignments",
        text(&paper("Phan cong co quan.xlsx")),
        "--results",
        text(&paper("Ket qua nam 2023.xlsx")),
        "--agency",
        "Công an tỉnh",
        "--agency",
        "Sở Nội vụ",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let expected = [("Sở Nội vụ", 7), ("Sở Tư pháp", 2), ("Công an tỉnh", 0)];
    assert_eq!(names(&office), expected.map(|(n, leads)| (n.to_owned(), leads)), "each once");
    let tree = catalogue(&office);
    assert_eq!(tree["province"], "tỉnh Sông Mây");
    let results = node(&tree, "1.1.2")["results"].as_array().expect("results").clone();
    assert_eq!(results.len(), 3, "three kinds");
    let published = results.iter().find(|r| r["kind"] == "published").expect("published");
    assert_eq!(
        (&published["year"], &published["points"], &published["of"]),
        (&2023.into(), &"1.8".into(), &Value::Null)
    );
    let source = &published["source"];
    assert_eq!(
        (&source["file"], &source["cell"]),
        (&"Ket qua nam 2023.xlsx".into(), &"F6".into()),
        "every result leads back to its cell"
    );
    assert_eq!(node(&tree, "1.1")["results"], Value::Array(Vec::new()), "parents are checked only");
    let losses = office.losses();
    assert_eq!(losses["baseline_kind"], "published", "the published result is compared");
    let checked = on(&office, "check", &[]);
    assert_eq!(checked.code, 0, "{}", checked.err);
}

#[test]
fn a_paper_that_is_refused_leaves_no_book_behind() {
    let office = Office::new();
    let said = office.run(&[
        "new",
        "--store",
        "so.sodiem",
        "--year",
        "2024",
        "--catalogue",
        text(&annex()),
        "--assignments",
        text(&annex()),
    ]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(!office.store().exists(), "no store is left half begun");
    assert!(said.err.contains("no_assignment"), "{}", said.err);
}

#[test]
fn criteria_are_assigned_by_codes_and_taken_back_in_one() {
    let office = begun();
    let said = on(&office, "agencies", &["--add", "Sở Nội vụ", "--add", "Sở Tư pháp"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let said = on(&office, "assign", &["--lead", "Sở Tư pháp", "2", "1.1", "--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let report = said.json();
    assert_eq!(report["outcome"], "applied");
    let codes: Vec<&str> =
        report["changes"].as_array().unwrap().iter().map(|c| c["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["1.1.1", "1.1.2", "2.1.1", "2.1.2"], "a field stands for all below it");
    assert_eq!(report["changes"][0]["new"], "Sở Tư pháp");
    let again = on(&office, "assign", &["--lead", "STP", "2", "--json"]).json();
    assert_eq!(again["outcome"], "unchanged", "by its short name, too");
    assert_eq!(on(&office, "assign", &["--partner", "Sở Nội vụ", "2.1.1"]).code, 0);
    assert_eq!(node(&catalogue(&office), "2.1.1")["partners"][0], "Sở Nội vụ");
    let unknown = on(&office, "assign", &["--lead", "Sở Y tế", "2"]);
    assert_eq!(unknown.code, 1, "an unknown body is refused");
    assert!(
        unknown.err.contains("unknown_agency") && unknown.err.contains("Sở Y tế"),
        "{}",
        unknown.err
    );
    assert_eq!(on(&office, "undo", &[]).code, 0);
    assert_eq!(on(&office, "undo", &[]).code, 0);
    assert_eq!(names(&office)[1], ("Sở Tư pháp".into(), 0), "all four were taken back in one");
}

#[test]
fn a_second_paper_of_a_kind_replaces_the_first_and_shows_the_difference() {
    let office = begun();
    let results = paper("Ket qua nam 2023.xlsx");
    let dry = on(&office, "results", &["--dry-run", "--json", text(&results)]).json();
    assert_eq!(
        (&dry["outcome"], dry["changes"].as_array().unwrap().len()),
        (&"applied".into(), 27)
    );
    assert_eq!(
        node(&catalogue(&office), "1.2")["results"].as_array().unwrap().len(),
        0,
        "a dry run writes nothing"
    );
    let only = on(&office, "results", &["--kind", "appraised", "--json", text(&results)]).json();
    assert_eq!(only["changes"].as_array().unwrap().len(), 9, "one kind of three");
    assert_eq!(
        on(&office, "results", &["--json", text(&results)]).json()["changes"]
            .as_array()
            .unwrap()
            .len(),
        18
    );
    let again = on(&office, "results", &["--json", text(&results)]).json();
    assert_eq!(again["outcome"], "unchanged");
    assert_eq!(on(&office, "undo", &[]).code, 0);
    assert_eq!(
        node(&catalogue(&office), "1.2")["results"].as_array().unwrap().len(),
        1,
        "one undo, one paper"
    );
}

#[test]
fn a_score_beside_the_scale_is_a_doubt_with_its_cell() {
    let office = begun();
    on(&office, "assign", &[text(&paper("Phan cong co quan.xlsx"))]);
    let said = office.import(&["--json"], &[paper("SNV - tu cham.xlsx")]);
    assert_eq!(said.code, 0, "{}", said.err);
    let report = said.json();
    let off: Vec<&Value> = report["files"][0]["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|p| p["code"] == "off_scale")
        .collect();
    assert_eq!(off.len(), 1, "1.7 is on the formula, 0.5 a step: {off:?}");
    assert_eq!((&off[0]["cell"], &off[0]["severity"]), (&"D7".into(), &"warning".into()));
}

#[test]
fn a_body_that_a_file_names_can_be_added_with_it() {
    let office = begun();
    let file = paper("SNV - tu cham.xlsx");
    let refused = office.import(&["--json"], std::slice::from_ref(&file));
    assert_eq!(refused.code, 1, "nobody is known yet");
    let problems = refused.json()["files"][0]["problems"].to_string();
    assert!(problems.contains("unknown_agency") && problems.contains("Sở Nội vụ"), "{problems}");
    assert_eq!(names(&office), [], "what is refused changes nothing");
    let said = office.import(&["--add-agency", "--json"], std::slice::from_ref(&file));
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.json()["files"][0]["agency"], "Sở Nội vụ");
    assert_eq!(names(&office), [("Sở Nội vụ".to_owned(), 0)]);
    assert_eq!(office.losses()["totals"]["scored"], 3);
}
