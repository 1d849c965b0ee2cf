//! Books as files, from outside: copied while they are held, backed up, put back, recovered, reprinted.

use std::process::{Command, Stdio};

use serde_json::json;

use crate::sodiem::{Office, text};

#[test]
fn backups_are_made_listed_and_put_back() {
    let office = Office::with_submissions();
    let made = office.run(&["backup", "--store", "so.sodiem", "--json"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let backup = made.json()["file"].as_str().expect("its name").to_owned();
    let decided =
        ["decide", "--store", "so.sodiem", "--code", "1.1.1", "--not-applicable", "--reason", "x"];
    assert_eq!(office.run(&decided).code, 0, "a decision after it");
    let listed = office.run(&["backups", "--store", "so.sodiem", "--json"]).json();
    let listed = listed["backups"].as_array().expect("a list").clone();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (&listed[0]["file"], &listed[0]["submissions"], &listed[0]["decisions"]),
        (&json!(backup), &json!(6), &json!(0))
    );
    assert!(listed[0]["at"].is_string() && listed[0]["size"].as_u64() > Some(4096), "{listed:?}");
    let restored = office.run(&["restore", "--store", "so.sodiem", "--from", &backup, "--json"]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let kept = restored.json()["kept"].as_str().expect("what was replaced").to_owned();
    assert_eq!(office.run(&["check", "--store", "so.sodiem"]).code, 0, "it is sound");
    let listed = office.run(&["backups", "--store", "so.sodiem", "--json"]).json();
    let listed = listed["backups"].as_array().expect("a list").clone();
    let of_kept = listed.iter().find(|b| b["file"] == json!(kept)).expect("it is listed");
    assert_eq!(of_kept["decisions"], json!(1), "the decision is kept");
    let stick = office.path("usb");
    std::fs::create_dir(&stick).expect("a folder");
    let made = office.run(&["backup", "--store", "so.sodiem", "--to", text(&stick)]);
    assert_eq!(made.code, 0, "{}", made.err);
    let entries: Vec<_> = std::fs::read_dir(&stick).expect("readable").collect();
    assert_eq!(entries.len(), 1, "one file, nothing beside it");
}

#[test]
fn a_copy_overwrites_nothing_and_makes_no_folder() {
    let office = Office::with_store();
    let copy = |out: &str| office.run(&["copy", "--store", "so.sodiem", "--out", out]);
    assert_eq!(copy("usb.sodiem").code, 0);
    let again = copy("usb.sodiem");
    assert_eq!((again.code, again.err.contains("[already_exists]")), (1, true), "{}", again.err);
    let nowhere = copy("không/usb.sodiem");
    assert_eq!(
        (nowhere.code, nowhere.err.contains("[folder_not_found]")),
        (1, true),
        "{}",
        nowhere.err
    );
}

#[test]
fn a_book_is_copied_and_backed_up_while_another_process_writes_into_it() {
    if std::env::var_os("SODIEM_BUSY_STORE").is_some() {
        write_until_killed();
    }
    let office = Office::with_submissions();
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args([
            "copies::a_book_is_copied_and_backed_up_while_another_process_writes_into_it",
            "--exact",
            "--nocapture",
        ])
        .env("SODIEM_BUSY_STORE", text(&office.store()))
        .stdout(Stdio::piped())
        .spawn()
        .expect("a child");
    let mut lines =
        std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().expect("its words")));
    let began = lines.by_ref().any(|line| line.expect("a line").contains("writing"));
    assert!(began, "the child writes");
    let held = office.run(&["undo", "--store", "so.sodiem"]);
    let (mut opened, mut tries) = (0, 0);
    for n in 0..8 {
        let out = format!("usb-{n}.sodiem");
        let said = office.run(&["copy", "--store", "so.sodiem", "--out", &out]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(office.run(&["check", "--store", &out]).code, 0, "copy {n} is sound");
        // as the system copies it
        let plain = office.path(&format!("chep-{n}.sodiem"));
        std::fs::copy(office.store(), &plain).expect("copied");
        let said = office.run(&["losses", "--store", text(&plain)]);
        tries += 1;
        opened += i32::from(said.code == 0);
        assert!(said.code == 0 || said.err.contains("Lỗi [damaged]"), "{}", said.err);
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    assert!(held.err.contains("[in_use]"), "the child holds it: {}", held.err);
    assert!(opened * 4 >= tries * 3, "{opened} of {tries} plain copies open");
    assert_eq!(office.run(&["check", "--store", "so.sodiem"]).code, 0, "the book is sound");
}

fn write_until_killed() -> ! {
    let store = std::env::var_os("SODIEM_BUSY_STORE").expect("the store");
    let mut book = scorebook::Scorebook::open(std::path::Path::new(&store)).expect("opens");
    let now = journeys::moment();
    for n in 0_i64.. {
        book.transact(&scorebook::Op::SetForm, now, |tx| tx.set_setting("busy", &n))
            .expect("written");
        if n == 1 {
            println!("writing");
        }
        // as when files go in: between two changes there is reading
        book.losses().expect("read");
    }
    unreachable!("killed long before")
}

#[test]
fn a_spoilt_book_is_recovered_from_outside() {
    let office = Office::with_submissions();
    let mut bytes = std::fs::read(office.store()).expect("the book");
    let pages = bytes.len() / 4096;
    bytes[4096 * (pages / 2)..4096 * (pages / 2 + 1)].fill(0xa5);
    scorebook::disk::write_whole(&office.store(), &bytes).expect("spoilt");
    let refused = office.run(&["losses", "--store", "so.sodiem"]);
    assert_eq!(refused.code, 1, "a spoilt book gives no figures");
    let said = office.run(&["recover", "--store", "so.sodiem", "--out", "moi.sodiem", "--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let report = said.json();
    assert_eq!(report["taken"]["submissions"], json!(6), "{report}");
    assert!(report["lost"].is_array() && report["taken"]["journal_entries"].as_u64() > Some(0));
    assert_eq!(office.run(&["check", "--store", "moi.sodiem"]).code, 0, "the new book is sound");
    assert_eq!(std::fs::read(office.store()).expect("it"), bytes, "the old one is as it was");
}

#[test]
fn what_was_written_is_told_when_a_later_file_fails() {
    let office = Office::with_store();
    let mut files = sample::submissions();
    files.truncate(2);
    files.insert(1, office.path("khong-co.xlsx"));
    let said = office.import(&["--json"], &files);
    assert_eq!(said.code, 1, "one of them failed");
    let report = said.json();
    let outcomes: Vec<_> =
        report["files"].as_array().expect("files").iter().map(|f| f["outcome"].clone()).collect();
    assert_eq!(outcomes, [json!("applied"), json!("refused"), json!("applied")]);
}

#[test]
fn a_reprint_has_the_bytes_that_were_saved_and_every_snapshot_stays_in_reach() {
    let office = Office::with_submissions();
    let saved =
        office.run(&["briefing", "--store", "so.sodiem", "--out", "a.pdf", "--number", "05"]);
    assert_eq!(saved.code, 0, "{}", saved.err);
    let decided =
        ["decide", "--store", "so.sodiem", "--code", "1.1.1", "--not-applicable", "--reason", "x"];
    assert_eq!(office.run(&decided).code, 0);
    let newer = office.run(&["briefing", "--store", "so.sodiem", "--out", "b.pdf"]);
    assert_eq!(newer.code, 0, "{}", newer.err);
    let again =
        office.run(&["briefing", "--store", "so.sodiem", "--snapshot", "1", "--out", "c.pdf"]);
    assert_eq!(again.code, 0, "{}", again.err);
    let bytes = |name: &str| std::fs::read(office.path(name)).expect("written");
    assert!(bytes("c.pdf") == bytes("a.pdf"), "what was signed, number and all");
    assert!(bytes("b.pdf") != bytes("a.pdf"), "the newer one is of other figures");
    let listed = office.run(&["snapshots", "--store", "so.sodiem", "--json"]).json();
    let numbers: Vec<_> = listed["snapshots"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|s| s["number"].clone())
        .collect();
    assert_eq!(numbers, [json!(2), json!(1)], "freezing again hides none");
    assert_eq!(listed["snapshots"][1]["documents"][0]["file"], json!("a.pdf"));
}
