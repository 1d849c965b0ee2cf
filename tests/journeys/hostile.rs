//! A hostile file costs a message: the child that reads it may end in any way, the program goes on.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use intake::workbook::limits;
use reading::{Cancel, Reader, Stopped};
use scorebook::Finding;

use crate::sodiem::Office;

/// Four sheets with text in their first and their very last cell.
fn far_apart() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("journeys/fixtures/o-xa-nhau.xls")
}

fn good() -> Vec<u8> {
    std::fs::read(&sample::submissions()[0]).expect("the sample is there")
}

#[test]
fn a_file_that_needs_too_much_memory_is_refused_and_the_one_beside_it_is_taken() {
    let office = Office::with_store();
    let files = [far_apart(), sample::submissions()[0].clone()];
    let said = office.import(&["--json"], &files);
    assert_eq!(said.code, 1, "one was refused: {}", said.err);
    let report = said.json();
    let (bad, good) = (&report["files"][0], &report["files"][1]);
    assert_eq!(bad["outcome"], "refused", "the hostile one: {bad}");
    assert_eq!(bad["problems"][0]["code"], "too_large", "with its reason: {bad}");
    assert!(said.err.contains("1024 MB bộ nhớ"), "the limit is named: {}", said.err);
    assert!(said.err.contains("o-xa-nhau.xls"), "and the file: {}", said.err);
    assert_eq!(good["outcome"], "applied", "the good one is written all the same: {good}");
}

#[test]
fn a_file_that_needs_too_much_memory_changes_nothing() {
    let office = Office::with_submissions();
    let before = office.losses();
    assert_eq!(office.import(&[], &[far_apart()]).code, 1, "it is refused");
    assert_eq!(office.losses(), before, "and nothing was written");
}

#[test]
fn a_hostile_file_in_a_zip_does_not_take_the_others_with_it() {
    let office = Office::with_store();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in
        [("a.xls", std::fs::read(far_apart()).expect("the fixture")), ("b.xlsx", good())]
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        zip.write_all(&bytes).expect("written");
    }
    let bytes = zip.finish().expect("a zip").into_inner();
    let path = office.path("hai-tep.zip");
    scorebook::disk::write_whole(&path, &bytes).expect("saved");
    let report = office.import(&["--json"], &[path]).json();
    let outcomes: Vec<_> = report["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| (file["file"].as_str(), file["outcome"].as_str()))
        .collect();
    assert_eq!(
        outcomes,
        [(Some("a.xls"), Some("refused")), (Some("b.xlsx"), Some("applied"))],
        "each for itself: {report}"
    );
}

#[test]
fn a_bo_tieu_chi_that_needs_too_much_memory_makes_no_store() {
    let office = Office::new();
    let said = office.create(&far_apart());
    assert_eq!(said.code, 1, "it is refused");
    assert!(said.err.contains("too_large"), "with its reason: {}", said.err);
    assert!(!office.store().exists(), "no store was made");
}

#[test]
fn a_file_larger_than_the_limit_is_refused_by_its_size() {
    let office = Office::with_store();
    let path = office.path("lon.csv");
    let file = std::fs::File::create(&path).expect("a file");
    // sparse: it takes no room on the disk
    file.set_len(8 * 1024 * 1024 * 1024).expect("eight gigabytes");
    let said = office.import(&[], &[path]);
    assert_eq!(said.code, 1, "it is refused");
    assert!(said.err.contains("[too_large]") && said.err.contains("64 MB"), "{}", said.err);
}

#[test]
fn the_window_is_a_child_that_reads_too() {
    let program = journeys::program("SODIEM_DESKTOP", "sodiem-desktop");
    let mut reader = Reader::with(program, limits::TIME);
    let taken = reader.take("a.xlsx", good(), &Cancel::default()).expect("taken");
    assert!(taken.files[0].workbook.is_ok(), "it needs no display: {:?}", taken.files[0].workbook);
}

#[test]
fn what_the_child_reads_is_what_would_be_read_here() {
    let mut reader = Reader::with(journeys::sodiem(), limits::TIME);
    for path in sample::submissions() {
        let here = journeys::received(&path);
        let there = reader.read(here.file.clone(), &Cancel::default()).expect("read");
        assert_eq!(there.workbook, here.workbook, "cell by cell: {}", path.display());
    }
}

#[test]
fn a_program_that_does_not_read_is_told_as_such() {
    let mut reader = Reader::with(PathBuf::from("khong-co-chuong-trinh"), limits::TIME);
    let taken = reader.take("a.xlsx", good(), &Cancel::default()).expect("taken");
    let finding = taken.files[0].workbook.as_ref().expect_err("nobody read it");
    assert_eq!(finding.code(), "not_read", "not the file's fault");
}

/// A child that is held still, as one that works without end looks from outside.
#[cfg(unix)]
fn held(time: Duration) -> Reader {
    let mut reader = Reader::with(journeys::sodiem(), time);
    reader.take("a.xlsx", good(), &Cancel::default()).expect("a child is there and reads");
    let child = reader.process_id().expect("it is kept").to_string();
    let status = Command::new("kill").args(["-STOP", &child]).status().expect("kill");
    assert!(status.success(), "the child stands still");
    reader
}

#[cfg(unix)]
#[test]
fn a_child_that_does_not_finish_is_ended_and_the_next_file_is_read() {
    // more than a pipe holds: a child that does not even listen must not hold the parent up
    let large = vec![b'x'; 1024 * 1024];
    let mut reader = held(Duration::from_secs(3));
    let taken = reader.take("a.csv", large, &Cancel::default()).expect("taken");
    let finding = taken.files[0].workbook.as_ref().expect_err("it did not finish");
    let expected = Finding::TooLarge { detail: "đọc quá 3 giây vẫn chưa xong".into() };
    assert_eq!(*finding, expected, "the limit is named");
    let next = reader.take("b.xlsx", good(), &Cancel::default()).expect("taken");
    assert!(next.files[0].workbook.is_ok(), "a new child reads the next file");
}

#[cfg(unix)]
#[test]
fn a_reading_is_stopped_when_asked() {
    let mut reader = held(Duration::from_hours(1));
    let cancel = Cancel::default();
    let stopped = thread::scope(|scope| {
        scope.spawn(|| cancel.cancel());
        reader.take("a.xlsx", good(), &cancel)
    });
    assert_eq!(stopped.err(), Some(Stopped::Cancelled), "long before its time is over");
}
