//! A body's second file takes no score away without a word: what it is to the first is asked, and a supplement
//! keeps the rest, each score with the file whose cell it is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "test code outside of #[test] functions"
)]

mod support;

use scorebook::correction::{Correction, Extent};
use scorebook::difference::Change;
use scorebook::report::Outcome;
use scorebook::{Applied, Error, Finding, ImportPlan, Scorebook, SourceCell};
use support::{at, code, new_book, plan, points};

const BODY: &str = "Sở Tư pháp";

/// A store in which the body scored 1.1.2 and 1.2.1.
fn with_first() -> (tempfile::TempDir, Scorebook) {
    let (folder, mut book) = new_book();
    let first = plan(&book, BODY, "first", &[("1.1.2", Some("0.5")), ("1.2.1", Some("2"))]);
    book.apply(&first, false, at(1)).unwrap();
    (folder, book)
}

/// A second file that scores 1.1.2 only, with that word on what it is.
fn second(book: &Scorebook, score: &str, extent: Option<Extent>) -> ImportPlan {
    let mut second = plan(book, BODY, "second", &[("1.1.2", Some(score)), ("1.2.1", None)]);
    second.file.name = "bo-sung.xlsx".into();
    second.corrections = extent.map(|extent| Correction::Extent { extent }).into_iter().collect();
    second
}

/// "1.2.1=2 from Sở Tư pháp.xlsx" for what counts.
fn counting(book: &Scorebook) -> Vec<String> {
    let of = |c: scorebook::losses::ComponentLoss| {
        let SourceCell { file, .. } = c.source?;
        Some(format!("{}={} from {file}", c.code, c.reported?.to_decimal()))
    };
    book.losses().unwrap().components.into_iter().filter_map(of).collect()
}

#[test]
fn scores_that_would_vanish_are_named_and_nothing_is_written() {
    let (_folder, mut book) = with_first();
    let mut plan = second(&book, "0.5", None);
    assert!(
        matches!(book.apply(&plan, true, at(2)), Err(Error::Blocked { .. })),
        "not even by hand"
    );
    assert_eq!(book.foresee(&plan, false).unwrap(), (Outcome::Refused, None));
    book.compare_with_last(&mut plan).unwrap();
    let [problem] = plan.problems.as_slice() else { panic!("one problem") };
    let Finding::ScoresWouldVanish { revision: 1, scores } = &problem.finding else {
        panic!("{problem:?}")
    };
    let [score] = scores.as_slice() else { panic!("{scores:?}") };
    assert_eq!((score.criterion.clone(), score.cell.as_str()), (code("1.2.1"), "D7"));
    let answers: Vec<_> = plan.questions[0].options.iter().map(|o| o.correction.clone()).collect();
    let extents = [Extent::Supplement, Extent::Replacement];
    assert_eq!(answers, extents.map(|extent| Correction::Extent { extent }), "one key answers");
    assert_eq!(counting(&book).len(), 2, "what was there counts still");
}

#[test]
fn a_supplement_adds_and_keeps_the_rest_with_its_own_file() {
    let (_folder, mut book) = with_first();
    let plan = second(&book, "0.25", Some(Extent::Supplement));
    let difference = book.difference(&plan).unwrap().expect("a file before it");
    let changes: Vec<Change> = difference.changed().map(|row| row.change).collect();
    assert_eq!(changes, [Change::Fallen], "what stays is no change");
    assert_eq!(book.foresee(&plan, false).unwrap(), (Outcome::Applied, Some(2)));
    assert!(matches!(book.apply(&plan, false, at(2)).unwrap(), Applied::Written(_, 2)));
    let after = ["1.1.2=0.25 from bo-sung.xlsx", "1.2.1=2 from Sở Tư pháp.xlsx"];
    assert_eq!(counting(&book), after);
    assert_eq!(book.check(), [], "the journal holds what was kept");
    book.undo(at(3)).unwrap();
    assert_eq!(counting(&book), ["1.1.2=0.5 from Sở Tư pháp.xlsx", "1.2.1=2 from Sở Tư pháp.xlsx"]);
}

#[test]
fn a_supplement_of_a_supplement_keeps_the_first_files_cell() {
    let (_folder, mut book) = with_first();
    let plan = second(&book, "0.25", Some(Extent::Supplement));
    book.apply(&plan, false, at(2)).unwrap();
    let mut third = support::plan(&book, BODY, "third", &[("1.1.2", Some("0.5"))]);
    third.file.name = "bo-sung-2.xlsx".into();
    third.corrections = vec![Correction::Extent { extent: Extent::Supplement }];
    book.apply(&third, false, at(3)).unwrap();
    assert_eq!(counting(&book), ["1.1.2=0.5 from bo-sung-2.xlsx", "1.2.1=2 from Sở Tư pháp.xlsx"]);
}

#[test]
fn a_replacement_takes_the_place_of_the_whole_file() {
    let (_folder, mut book) = with_first();
    let plan = second(&book, "0.25", Some(Extent::Replacement));
    book.apply(&plan, false, at(2)).unwrap();
    assert_eq!(counting(&book), ["1.1.2=0.25 from bo-sung.xlsx"]);
}

#[test]
fn a_file_that_calls_itself_a_supplement_and_only_adds_needs_no_answer() {
    let (_folder, mut book) = new_book();
    let first = plan(&book, BODY, "first", &[("1.2.1", Some("2"))]);
    book.apply(&first, false, at(1)).unwrap();
    let mut adds = plan(&book, BODY, "second", &[("1.1.2", Some("0.5"))]);
    adds.says_supplement = true;
    book.apply(&adds, false, at(2)).unwrap();
    assert_eq!(counting(&book).len(), 2);
    let mut moves = plan(&book, BODY, "third", &[("1.1.2", Some("0.25"))]);
    moves.says_supplement = true;
    assert!(
        matches!(book.apply(&moves, false, at(3)), Err(Error::Blocked { .. })),
        "one that changes a score as well is asked about"
    );
}

#[test]
fn a_file_that_has_every_score_of_the_last_one_is_no_question() {
    let (_folder, mut book) = with_first();
    let mut whole = plan(&book, BODY, "second", &[("1.1.2", Some("0.25")), ("1.2.1", Some("1.5"))]);
    book.compare_with_last(&mut whole).unwrap();
    assert_eq!((whole.problems.len(), whole.questions.len()), (0, 0));
    book.apply(&whole, false, at(2)).unwrap();
    assert_eq!(points("0.25"), book.losses().unwrap().components[1].reported.unwrap());
}

#[test]
fn what_speaks_beside_the_figures_is_kept_with_the_file() {
    use scorebook::plan::{FileNote, FileNoteKind};
    let (_folder, mut book) = new_book();
    let mut first = plan(&book, BODY, "first", &[("1.1.2", Some("0.5"))]);
    first.notes = vec![FileNote {
        sheet: Some("Sheet1".into()),
        cell: Some("D6".into()),
        kind: FileNoteKind::Comment,
        text: "đã trừ 0,25".into(),
    }];
    let Applied::Written(id, _) = book.apply(&first, false, at(1)).unwrap() else {
        panic!("written")
    };
    assert_eq!(book.submission_notes(id).unwrap(), first.notes);
}
