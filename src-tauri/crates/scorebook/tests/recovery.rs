//! A new book from a damaged one: all that lies on sound pages, and a list of what does not.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]
#![allow(clippy::disallowed_methods, reason = "tests lay out files as others leave them")]

mod support;

use std::path::PathBuf;

use scorebook::Scorebook;
use scorebook::decision::{Decision, Verdict};
use scorebook::document::DocumentLabel;
use scorebook::recover::recover;
use support::{at, code, new_book, plan, points};
use tempfile::TempDir;

const PAGE: usize = 4096;

/// A closed book: three files of which one is large, decisions, undo, snapshots, a document.
fn book() -> (TempDir, PathBuf) {
    let (folder, mut book) = new_book();
    for (n, size) in [10, 20_000, 30].into_iter().enumerate() {
        let content = format!("tệp {n} {}", "x".repeat(size));
        let file = plan(&book, "Sở Tư pháp", &content, &[("1.1.2", Some("0.25")), ("1.2.1", None)]);
        book.apply(&file, false, at(1)).unwrap();
    }
    for (n, leaf) in ["1.1.1", "1.1.2", "1.2.1"].into_iter().cycle().take(30).enumerate() {
        let agreed = Some(points(if n % 2 == 0 { "0.25" } else { "0.5" }));
        let reason = format!("lý do số {n}, {}", "dài ".repeat(20));
        let decision = Decision { agreed, reason, ..Decision::default() };
        book.rule(&code(leaf), Verdict::Record, &decision, at(2)).unwrap();
    }
    book.undo(at(3)).unwrap();
    book.redo(at(3)).unwrap();
    book.undo(at(3)).unwrap();
    let snapshot = book.take_snapshot(at(4)).unwrap();
    let label = DocumentLabel {
        snapshot: snapshot.number,
        kind: "bao-cao-nhanh".into(),
        agency: None,
        format: "pdf".into(),
    };
    book.keep_document(&label, "bao-cao.pdf", &vec![7; 9_000], at(5)).unwrap();
    assert_eq!(book.check(), [], "sound as written");
    let path = book.path().to_owned();
    book.close().unwrap();
    (folder, path)
}

#[test]
fn a_sound_book_is_recovered_whole() {
    let (folder, path) = book();
    let out = folder.path().join("moi.sodiem");
    let recovered = recover(&path, &out, at(9)).unwrap();
    assert_eq!(recovered.lost, Vec::<String>::new());
    let taken = recovered.taken;
    assert_eq!((taken.submissions, taken.decisions, taken.originals), (3, 3, 4));
    assert_eq!(taken.journal_entries, 39);
}

#[test]
fn from_a_book_with_any_one_page_spoilt_comes_a_sound_one_with_all_that_is_on_the_others() {
    let (folder, path) = book();
    let whole = std::fs::read(&path).unwrap();
    let spoilt = folder.path().join("hong.sodiem");
    let out = folder.path().join("moi.sodiem");
    let mut told = 0;
    // all of them take minutes
    let step = if std::env::var_os("SODIEM_DRILL").is_some() { 1 } else { 9 };
    let pages = (0..whole.len() / PAGE).step_by(step);
    for (page, noise) in pages.flat_map(|page| [(page, 0), (page, 0x5a)]) {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(noise);
        scorebook::disk::write_whole(&spoilt, &bytes).unwrap();
        let what = format!("page {} filled with {noise:#x}", page + 1);
        let recovered = recover(&spoilt, &out, at(9)).unwrap_or_else(|e| panic!("{what}: {e}"));
        assert_eq!(std::fs::read(&spoilt).unwrap(), bytes, "{what}: the old one is not touched");
        let book = Scorebook::open(&out).unwrap_or_else(|e| panic!("{what}: {e}"));
        assert_eq!(book.check(), [], "{what}");
        let taken = &recovered.taken;
        // of each kind at most what lay on the one page
        assert!(taken.originals >= 1, "{what}: {recovered:?}");
        let missing = (4 - taken.originals) + (3 - taken.decisions.min(3));
        if missing > 0 || taken.journal_entries < 39 {
            assert!(!recovered.lost.is_empty(), "{what}: what is missing is told: {recovered:?}");
            told += 1;
        }
        assert_eq!(taken.decisions, 3, "{what}: decisions are in the journal, too: {recovered:?}");
        assert_eq!(taken.submissions, 3, "{what}: {recovered:?}");
        // it goes on as a book does
        let mut book = book;
        book.add_cause("Khác nữa", at(10)).unwrap();
        book.undo(at(11)).unwrap();
        book.close().unwrap();
        std::fs::remove_file(&out).unwrap();
    }
    assert!(told > 0, "some pages hold what nothing else does");
}

#[test]
fn a_file_with_nothing_of_ours_gives_no_book() {
    let folder = tempfile::tempdir().unwrap();
    let (text, out) = (folder.path().join("a.sodiem"), folder.path().join("b.sodiem"));
    std::fs::write(&text, "một văn bản ".repeat(2_000)).unwrap();
    assert_eq!(recover(&text, &out, at(1)).unwrap_err().code(), "nothing_to_recover");
    assert!(!out.exists(), "no new file");
}

#[test]
fn recovering_overwrites_nothing() {
    let (_folder, path) = book();
    assert_eq!(recover(&path, &path, at(1)).unwrap_err().code(), "already_exists");
}
