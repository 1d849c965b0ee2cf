//! Bad input: a clear Vietnamese message that names the file and what to do, exit 1, nothing changed.

use crate::sodiem::Office;

#[test]
fn bad_files_are_refused_with_their_reason() {
    let office = Office::with_store();
    let before = office.losses();
    for (name, code) in [
        ("not-a-spreadsheet.xlsx", "not_a_spreadsheet"),
        ("empty.xlsx", "empty_file"),
        ("damaged.xlsx", "damaged_file"),
        ("password.xlsx", "password_protected"),
        ("no-table.xlsx", "no_table"),
        ("no-body.xlsx", "no_agency"),
    ] {
        let said = office.import(&["--json"], &[sample::bad(name)]);
        assert_eq!(said.code, 1, "{name} is refused");
        let report = said.json();
        let file = &report["files"][0];
        assert_eq!(file["outcome"], "refused", "{name}");
        let codes: Vec<_> =
            file["problems"].as_array().expect("problems").iter().map(|p| &p["code"]).collect();
        assert!(codes.iter().any(|c| **c == code), "{name} is told as {code}: {codes:?}");
        assert!(said.err.contains(name), "the message names the file: {}", said.err);
        assert_eq!(office.losses(), before, "{name} changed nothing");
    }
}

#[test]
fn a_file_whose_body_is_not_told_is_taken_when_a_person_says_whose_it_is() {
    let office = Office::with_store();
    let said = office.import(&["--agency", "sở tư pháp", "--json"], &[sample::bad("no-body.xlsx")]);
    assert_eq!(said.json()["files"][0]["agency"], "Sở Tư pháp", "{}", said.err);
}

#[test]
fn a_body_not_in_the_year_is_refused() {
    let office = Office::with_store();
    let said = office.import(&["--agency", "Sở Du lịch"], &sample::submissions()[..1]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("unknown_agency") && said.err.contains("Sở Du lịch"), "{}", said.err);
}

#[test]
fn a_catalogue_with_repeated_codes_makes_no_store() {
    let office = Office::new();
    let said = office.create(&sample::bad("repeated-codes.xlsx"));
    assert_eq!(said.code, 1);
    assert!(said.err.contains("repeated_code"), "{}", said.err);
    assert!(!office.store().exists(), "no store was made");
}

#[test]
fn stores_that_cannot_be_used_are_named() {
    let office = Office::with_store();
    std::fs::copy(sample::catalogue(), office.path("la.sodiem")).expect("a file that is no store");
    let connection = rusqlite::Connection::open(office.path("moi.sodiem")).expect("a newer store");
    connection.pragma_update(None, "application_id", 0x534F_4449).expect("ours");
    connection.pragma_update(None, "user_version", 99).expect("newer");
    connection.execute_batch("CREATE TABLE t (x)").expect("something in it");
    drop(connection);
    for (store, code) in [
        ("la.sodiem", "not_a_store"),
        ("moi.sodiem", "newer_store"),
        ("khong-co.sodiem", "not_found"),
    ] {
        let said = office.run(&["losses", "--store", store]);
        assert_eq!(said.code, 1, "{store}");
        assert!(said.err.contains(code) && said.err.contains(store), "{store}: {}", said.err);
    }
    let _held = scorebook::Scorebook::open(&office.store()).expect("somebody holds it");
    let said = office.run(&["losses", "--store", "so.sodiem"]);
    assert_eq!(said.code, 1, "a store opened twice");
    assert!(said.err.contains("in_use"), "{}", said.err);
}

#[test]
fn a_new_store_never_replaces_a_file() {
    let office = Office::with_submissions();
    let before = office.losses();
    let said = office.create(&sample::catalogue());
    assert_eq!(said.code, 1);
    assert!(said.err.contains("already_exists"), "{}", said.err);
    assert_eq!(office.losses(), before, "the old store is whole");
}
