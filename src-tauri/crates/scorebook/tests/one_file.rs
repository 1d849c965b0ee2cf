//! A book is one file: what a copy of it holds, what lies beside it, what is said when it is no longer there.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]
#![allow(clippy::disallowed_methods, reason = "tests lay out files as others leave them")]

mod support;

use std::path::Path;

use rusqlite::Connection;
use scorebook::Scorebook;
use scorebook::decision::{Decision, Verdict};
use support::{at, catalogue_plan, code, new_book, plan, points};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_of_the_file_alone_holds_every_change_as_soon_as_it_is_acknowledged() {
    let (folder, mut book) = new_book();
    let copy = folder.path().join("usb.sodiem");
    for n in 1..20_u32 {
        let content = format!("tệp {n}");
        let score = if n % 2 == 0 { "0.5" } else { "1" };
        let file = plan(&book, "Sở Nội vụ", &content, &[("1.1.1", Some(score))]);
        book.apply(&file, false, at(n)).unwrap();
        std::fs::copy(book.path(), &copy).unwrap();
        let copied = Scorebook::open(&copy).unwrap();
        assert_eq!(copied.submissions().unwrap().len(), n as usize, "after file {n}");
        copied.close().unwrap();
    }
    book.close().unwrap();
    assert_eq!(names(folder.path()), ["so.sodiem", "usb.sodiem"], "nothing lies beside them");
}

#[test]
fn a_book_whose_file_was_deleted_says_so_instead_of_acknowledging() {
    let (folder, mut book) = new_book();
    std::fs::remove_file(book.path()).unwrap();
    let error = book.add_cause("Khác nữa", at(1)).unwrap_err();
    assert_eq!(error.code(), "store_gone", "{error}");
    drop(book);
    assert_eq!(names(folder.path()), Vec::<String>::new(), "and no other file is made");
}

#[test]
fn a_book_whose_file_was_replaced_says_so_and_leaves_the_other_file_alone() {
    let (folder, mut book) = new_book();
    let path = book.path().to_owned();
    let other = folder.path().join("khac.sodiem");
    Scorebook::create(&other, &catalogue_plan(), at(0)).unwrap().close().unwrap();
    std::fs::rename(&other, &path).unwrap();
    let before = std::fs::read(&path).unwrap();
    let error = book.add_cause("Khác nữa", at(1)).unwrap_err();
    assert_eq!(error.code(), "store_replaced", "{error}");
    drop(book);
    assert_eq!(std::fs::read(&path).unwrap(), before, "not a byte of it changed");
}

#[test]
fn a_row_that_is_not_as_the_journal_says_is_never_written_to() {
    let (_folder, mut book) = new_book();
    let decision =
        Decision { agreed: Some(points("0.25")), reason: "thiếu".into(), ..Decision::default() };
    book.rule(&code("1.1.1"), Verdict::Record, &decision, at(1)).unwrap();
    let path = book.path().to_owned();
    book.close().unwrap();
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("DROP TRIGGER decision_update; UPDATE decision SET agreed = 9000")
        .unwrap();
    connection.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    assert_eq!(Scorebook::open(&path).unwrap_err().code(), "damaged");
    let faults = Scorebook::inspect(&path).unwrap().check();
    assert!(!faults.is_empty(), "it can be looked at, and is found");
    let error = Scorebook::inspect(&path).unwrap().add_cause("Khác nữa", at(2)).unwrap_err();
    assert_eq!(error.code(), "no_permission", "a book that is looked at is not written to");
    assert_eq!(std::fs::read(&path).unwrap(), before, "not a byte changed");
}

#[test]
fn a_file_cut_at_any_page_is_never_opened_as_something_else() {
    let (folder, mut book) = new_book();
    book.apply(&plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.5"))]), false, at(1)).unwrap();
    let whole = std::fs::read(book.path()).unwrap();
    book.close().unwrap();
    let path = folder.path().join("cut.sodiem");
    for pages in 0..whole.len() / 4096 {
        scorebook::disk::write_whole(&path, &whole[..pages * 4096]).unwrap();
        let error = Scorebook::open(&path).unwrap_err();
        assert_eq!(error.code(), "truncated", "{pages} pages: {error}");
    }
    // cut inside of a page, and inside of the header
    for bytes in [3, 99, 4097, whole.len() - 1] {
        scorebook::disk::write_whole(&path, &whole[..bytes]).unwrap();
        let error = Scorebook::open(&path).unwrap_err();
        assert_eq!(error.code(), "truncated", "{bytes} bytes: {error}");
    }
}

#[test]
fn what_a_process_that_was_ended_left_half_made_is_gone_after_the_next_start() {
    let (folder, book) = new_book();
    let path = book.path().to_owned();
    book.close().unwrap();
    // no process has so high a number
    let scrap = folder.path().join(".sodiem-999999999-abc");
    std::fs::create_dir(&scrap).unwrap();
    std::fs::write(scrap.join("so.sodiem"), b"half").unwrap();
    std::fs::write(folder.path().join(".sodiem-999999999-tmp"), b"half").unwrap();
    let own = folder.path().join(format!(".sodiem-{}-x", std::process::id()));
    std::fs::write(&own, b"ours").unwrap();
    std::fs::write(folder.path().join(".sodiem-của-ai"), b"someone's").unwrap();
    Scorebook::open(&path).unwrap().close().unwrap();
    let left = names(folder.path());
    assert!(!left.iter().any(|name| name.contains("999999999")), "{left:?}");
    assert!(own.exists(), "what is being made now stays");
    assert!(left.contains(&".sodiem-của-ai".to_owned()), "what is not ours stays");
}
