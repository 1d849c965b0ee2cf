//! A file is corrected, compared with the previous one, written, and taken back: also after a restart.

use intake::{CatalogueIndex, Received};
use journeys::{moment, received};
use scorebook::correction::{Correction, DecimalSign};
use scorebook::difference::Change;
use scorebook::plan::ColumnRole;
use scorebook::{Applied, Scorebook};

use crate::sodiem::Office;

fn understood(book: &Scorebook, file: &Received, said: &[Correction]) -> scorebook::ImportPlan {
    let catalogue = book.catalogue().expect("a catalogue");
    let (agencies, memory) = (book.agencies().expect("bodies"), book.memory().expect("a memory"));
    CatalogueIndex::new(&catalogue, &agencies).plan_with_memory(file, None, said, &memory)
}

#[test]
fn undo_takes_the_last_file_back_and_says_what_stays() {
    let office = Office::with_submissions();
    let before = office.losses();
    assert_eq!(office.import(&[], &[sample::revision()]).code, 0);
    assert_ne!(office.losses(), before, "the newer file counts");
    let said = office.run(&["undo", "--store", "so.sodiem"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("ghi bản tự chấm lần 2 của Sở Thông tin và Truyền thông"),
        "it says which change: {}",
        said.out
    );
    assert!(said.out.contains("vẫn được lưu trong sổ"), "and what stays: {}", said.out);
    assert_eq!(office.losses(), before, "every figure is as it was");
    for _ in 0..6 {
        assert_eq!(office.run(&["undo", "--store", "so.sodiem"]).code, 0);
    }
    let said = office.run(&["undo", "--store", "so.sodiem"]);
    assert_eq!(said.code, 1, "nothing is left");
    assert!(said.err.contains("nothing_to_undo"), "{}", said.err);
    let said = office.run(&["check", "--store", "so.sodiem"]);
    assert_eq!(said.code, 0, "the store is sound: {}", said.out);
}

#[test]
fn a_dry_run_says_what_the_file_would_change() {
    let office = Office::with_submissions();
    let said = office.import(&["--dry-run", "--json"], &[sample::revision()]);
    let report = said.json();
    let difference = &report["files"][0]["difference"];
    assert_eq!(difference["revision"], 1);
    let rows = difference["rows"].as_array().expect("rows");
    let changed: Vec<_> = rows.iter().filter(|r| r["change"] != "same").collect();
    assert_eq!(changed.len(), 3, "two scores changed, a blank one filled: {changed:?}");
    assert_eq!(changed.iter().filter(|r| r["change"] == "filled").count(), 1);
    let said = office.import(&["--dry-run"], &[sample::revision()]);
    assert!(said.out.contains("So với bản lần 1"), "{}", said.out);
    assert!(said.out.contains("3 tiêu chí thay đổi"), "{}", said.out);
    let again = office.import(&["--dry-run", "--json"], &[sample::submissions()[0].clone()]);
    assert!(again.json()["files"][0]["difference"].is_null(), "the file itself is no difference");
}

#[test]
fn a_corrected_file_is_written_leads_back_to_its_cell_and_can_be_undone_after_a_restart() {
    let office = Office::with_submissions();
    let before = office.losses();
    let mut book = Scorebook::open(&office.store()).expect("the store");
    let file = received(&sample::revision());
    let plain = understood(&book, &file, &[]);
    let row = plain.rows.iter().find(|r| r.points.is_some()).expect("a scored row").clone();
    let table = plain.tables.first().expect("a table");
    let score = table.columns.iter().find(|(_, role, _)| *role == ColumnRole::Score);
    let reason = "văn phòng sở xác nhận ngày 21/12".to_owned();
    let said = [
        Correction::Value {
            sheet: row.sheet.clone(),
            row: row.row,
            points: Some(scorebook::Points::ZERO),
            reason: reason.clone(),
        },
        Correction::Notation {
            sheet: table.sheet.clone(),
            header: table.header_first,
            column: score.expect("a score column").0,
            notation: DecimalSign::Comma,
        },
    ];
    let mut plan = understood(&book, &file, &said);
    plan.keep(&said);
    let difference = book.difference(&plan).expect("read").expect("a previous file");
    assert!(difference.rows.iter().any(|r| r.change == Change::Fallen), "the zero is shown");
    let applied = book.apply(&plan, false, moment()).expect("written");
    assert!(matches!(applied, Applied::Written(_, 2)));
    book.close().expect("closed");

    let losses = office.losses();
    let components = losses["components"].as_array().expect("leaves");
    let corrected: Vec<_> =
        components.iter().filter(|c| c["source"]["correction"].is_string()).collect();
    let [only] = corrected.as_slice() else { panic!("one figure was corrected: {corrected:?}") };
    assert_eq!(only["source"]["correction"], reason, "its reason is told");
    assert_eq!(only["source"]["raw"], row.raw, "with the text of its cell");
    assert_eq!(only["reported"], "0");

    let book = Scorebook::open(&office.store()).expect("a restart");
    let next = understood(&book, &received(&sample::submissions()[0]), &[]);
    assert_eq!(next.remembered.len(), 1, "the answer holds for the body's next file");
    book.close().expect("closed");

    assert_eq!(office.run(&["undo", "--store", "so.sodiem"]).code, 0);
    assert_eq!(office.losses(), before, "every figure is as it was");
    let book = Scorebook::open(&office.store()).expect("a restart");
    assert!(book.memory().expect("a memory").is_empty(), "nothing is remembered of it");
}
