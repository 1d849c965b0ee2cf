//! Copies, backups and putting them back: whole, checked, never over another file, and always told.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]
#![allow(clippy::disallowed_methods, reason = "tests lay out files as others leave them")]

mod support;

use std::path::{Path, PathBuf};

use scorebook::{Scorebook, backup, vi};
use support::{at, new_book, plan};
use tempfile::TempDir;

/// A closed book with so many files taken in.
fn book_with(files: u32) -> (TempDir, PathBuf) {
    let (folder, mut book) = new_book();
    take_in(&mut book, 0..files);
    let path = book.path().to_owned();
    book.close().unwrap();
    (folder, path)
}

fn take_in(book: &mut Scorebook, files: std::ops::Range<u32>) {
    for n in files {
        let file = plan(book, "Sở Nội vụ", &format!("tệp {n}"), &[("1.1.1", Some("0.5"))]);
        book.apply(&file, false, at(n)).unwrap();
    }
}

fn held(path: &Path) -> u64 {
    let book = Scorebook::open(path).unwrap();
    let holds = book.holdings().unwrap();
    book.close().unwrap();
    holds.submissions
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_is_whole_overwrites_nothing_and_makes_no_folder() {
    let (folder, path) = book_with(2);
    let out = folder.path().join("usb.sodiem");
    assert_eq!(backup::copy(&path, &out).unwrap().submissions, 2);
    assert_eq!(held(&out), 2, "it is a book");
    assert_eq!(backup::copy(&path, &out).unwrap_err().code(), "already_exists");
    let nowhere = folder.path().join("không có/usb.sodiem");
    assert_eq!(backup::copy(&path, &nowhere).unwrap_err().code(), "folder_not_found");
    assert!(!folder.path().join("không có").exists(), "no folder is made");
    assert_eq!(names(folder.path()), ["so.sodiem", "usb.sodiem"], "nothing else lies there");
}

#[test]
fn an_open_book_backs_itself_up() {
    let (folder, mut book) = new_book();
    take_in(&mut book, 0..3);
    let made = book.back_up(None, at(5)).unwrap();
    take_in(&mut book, 3..4);
    assert_eq!(made.file, folder.path().join("so.sao-luu-20241220-090500.sodiem"));
    assert_eq!(made.holds.unwrap().submissions, 3, "as of then");
    let error = backup::copy(book.path(), &folder.path().join("x.sodiem")).unwrap_err();
    assert_eq!(error.code(), "in_use", "its own copy is made from its connection");
    take_in(&mut book, 4..5);
    book.close().unwrap();
    assert_eq!(held(&made.file), 3);
}

#[test]
fn backups_are_listed_newest_first_with_what_they_hold() {
    let (folder, path) = book_with(1);
    let stick = tempfile::tempdir().unwrap();
    backup::make(&path, None, at(1)).unwrap();
    let mut book = Scorebook::open(&path).unwrap();
    take_in(&mut book, 1..3);
    book.close().unwrap();
    backup::make(&path, None, at(2)).unwrap();
    backup::make(&path, None, at(2)).unwrap();
    backup::make(&path, Some(stick.path()), at(3)).unwrap();
    let listed = |others: &[&Path]| -> Vec<(String, u64)> {
        let name = |b: &backup::Backup| b.file.file_name().unwrap().to_string_lossy().into_owned();
        let backups = backup::list(&path, others).unwrap();
        backups.iter().map(|b| (name(b), b.holds.unwrap().submissions)).collect()
    };
    let own = [
        ("so.sao-luu-20241220-090200.sodiem".to_owned(), 3),
        ("so.sao-luu-20241220-090200-2.sodiem".to_owned(), 3),
        ("so.sao-luu-20241220-090100.sodiem".to_owned(), 1),
    ];
    let mut found = listed(&[]);
    found[..2].sort_by_key(|(name, _)| name.len());
    assert_eq!(found, own, "two of one second have two names");
    assert_eq!(
        listed(&[stick.path()])[0].0,
        "so.sao-luu-20241220-090300.sodiem",
        "another folder's"
    );
    assert_eq!(names(folder.path()).len(), 4, "each is one file");
    let gone = stick.path().join("không có");
    let error = backup::make(&path, Some(&gone), at(4)).unwrap_err();
    assert_eq!(error.code(), "folder_not_found", "a stick that was pulled is said");
}

#[test]
fn restoring_keeps_what_it_replaces_and_can_be_undone_by_it() {
    let (folder, path) = book_with(1);
    let monday = backup::make(&path, None, at(1)).unwrap();
    let mut book = Scorebook::open(&path).unwrap();
    take_in(&mut book, 1..4);
    book.close().unwrap();
    let restored = backup::restore(&path, &monday.file, at(10)).unwrap();
    assert_eq!((held(&path), restored.holds.submissions), (1, 1), "Monday's");
    let kept = restored.kept.unwrap();
    assert_eq!(held(&kept), 4, "Tuesday's is kept");
    let again = backup::restore(&path, &kept, at(11)).unwrap();
    assert_eq!(held(&path), 4, "Tuesday's is back");
    assert_eq!(held(&again.kept.unwrap()), 1, "and Monday's kept");
    assert_eq!(names(folder.path()).len(), 4, "no scrap: {:?}", names(folder.path()));
}

#[test]
fn restoring_works_when_the_book_cannot_be_opened_or_is_not_there() {
    let (folder, path) = book_with(2);
    let good = backup::make(&path, None, at(1)).unwrap();
    let whole = std::fs::read(&path).unwrap();
    for (n, spoilt) in
        [vec![], b"a text".to_vec(), whole[..4096 * 3].to_vec()].into_iter().enumerate()
    {
        let minute = 10 + u32::try_from(n).unwrap();
        scorebook::disk::write_whole(&path, &spoilt).unwrap();
        let restored = backup::restore(&path, &good.file, at(minute)).unwrap();
        assert_eq!(held(&path), 2, "case {n}");
        let kept = std::fs::read(restored.kept.unwrap()).unwrap();
        assert_eq!(kept, spoilt, "case {n}: the spoilt file is kept as it was");
    }
    std::fs::remove_file(&path).unwrap();
    let restored = backup::restore(&path, &good.file, at(20)).unwrap();
    assert_eq!((held(&path), restored.kept), (2, None), "there was nothing to keep");
    drop(folder);
}

#[test]
fn what_is_no_sound_book_is_never_put_in_the_place_of_one() {
    let (folder, path) = book_with(2);
    let before = std::fs::read(&path).unwrap();
    let bad = folder.path().join("x.sodiem");
    for (bytes, code) in [
        (b"a text".to_vec(), "not_a_store"),
        (before[..before.len() / 2].to_vec(), "truncated"),
        (vec![], "truncated"),
    ] {
        scorebook::disk::write_whole(&bad, &bytes).unwrap();
        assert_eq!(backup::restore(&path, &bad, at(1)).unwrap_err().code(), code);
    }
    std::fs::remove_file(&bad).unwrap();
    assert_eq!(backup::restore(&path, &bad, at(1)).unwrap_err().code(), "not_found");
    assert_eq!(backup::restore(&path, &path, at(1)).unwrap_err().code(), "same_file");
    assert_eq!(std::fs::read(&path).unwrap(), before, "not a byte changed");
    assert_eq!(names(folder.path()), ["so.sodiem"], "and nothing was made");
    let held = Scorebook::open(&path).unwrap();
    let other = tempfile::tempdir().unwrap();
    let good = held.back_up(Some(other.path()), at(2)).unwrap();
    assert_eq!(backup::restore(&path, &good.file, at(3)).unwrap_err().code(), "in_use");
}

#[test]
fn a_damaged_book_names_its_newest_sound_backup_and_no_other() {
    let (folder, path) = book_with(1);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    let noise = |bytes: &mut Vec<u8>| bytes[middle..middle + 4096 * 4].fill(0x5a);
    let sound = backup::make(&path, None, at(1)).unwrap();
    let spoilt = backup::make(&path, None, at(2)).unwrap();
    noise(&mut bytes);
    scorebook::disk::write_whole(&path, &bytes).unwrap();
    scorebook::disk::write_whole(&spoilt.file, &bytes).unwrap();
    let error = Scorebook::open(&path).unwrap_err();
    assert_eq!(error.code(), "damaged");
    let told = vi::error(&error);
    assert!(told.contains("so.sao-luu-20241220-090100.sodiem"), "{told}");
    std::fs::remove_file(&sound.file).unwrap();
    let told = vi::error(&Scorebook::open(&path).unwrap_err());
    assert!(!told.contains("so.sao-luu"), "none that is there is sound: {told}");
    drop(folder);
}

#[test]
fn thinning_takes_away_old_ones_of_the_book_and_nothing_else() {
    let (folder, path) = book_with(1);
    let made = backup::make(&path, None, at(1)).unwrap();
    for (day, hour) in [("20241001", "08"), ("20241001", "17"), ("20241002", "08")] {
        let name = format!("so.sao-luu-{day}-{hour}0000.sodiem");
        std::fs::copy(&made.file, folder.path().join(name)).unwrap();
    }
    std::fs::copy(&made.file, folder.path().join("khac.sao-luu-20241001-070000.sodiem")).unwrap();
    let gone = backup::thin_out(&path, folder.path(), at(2)).unwrap();
    assert_eq!(gone.len(), 2, "one of that month stays: {gone:?}");
    assert!(folder.path().join("so.sao-luu-20241002-080000.sodiem").exists(), "the newest");
    assert!(folder.path().join("khac.sao-luu-20241001-070000.sodiem").exists(), "another book's");
    assert!(made.file.exists(), "today's");
}
