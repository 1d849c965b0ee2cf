//! What the office can move: its deadlines; and what it can look back on: its bodies' names and places.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use chrono::NaiveDate;
use scorebook::deadline::DeadlineKind;
use scorebook::journal::{JournalFilter, JournalKind};
use support::{agency, at, new_book};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn deadlines_are_the_dispatchs_until_the_office_moves_them() {
    let (_folder, mut book) = new_book();
    let kind = DeadlineKind::SelfScores;
    assert_eq!(book.deadline(kind).unwrap(), day(2024, 12, 25));
    assert_eq!(book.deadline(DeadlineKind::Briefing).unwrap(), day(2025, 1, 10));
    book.set_deadline(kind, day(2024, 12, 27), at(1)).unwrap();
    assert_eq!(book.deadline(kind).unwrap(), day(2024, 12, 27));
    assert_eq!(book.deadline(DeadlineKind::Briefing).unwrap(), day(2025, 1, 10), "only that one");
    let entries = book.journal().unwrap().len();
    book.set_deadline(kind, day(2024, 12, 27), at(2)).unwrap();
    assert_eq!(book.journal().unwrap().len(), entries, "the same day is no change");
    assert_eq!(
        book.undo(at(4)).unwrap().what,
        "dời hạn “Các cơ quan gửi điểm tự chấm” từ 25/12/2024 sang 27/12/2024"
    );
    assert_eq!(book.deadline(kind).unwrap(), day(2024, 12, 25), "taken back");
    let office = JournalFilter { kinds: vec![JournalKind::Office], ..JournalFilter::default() };
    assert_eq!(book.journal_rows(&office).unwrap().len(), 1, "the journal knows what it is about");
    book.redo(at(5)).unwrap();
    let plan = book.plan_of_next_year().unwrap();
    book.roll_over(&plan, at(6)).unwrap();
    assert_eq!(book.deadline(kind).unwrap(), day(2025, 12, 25), "each year has its own");
    book.turn_to(2024).unwrap();
    assert_eq!(book.deadline(kind).unwrap(), day(2024, 12, 27), "the year before keeps its own");
}

#[test]
fn a_bodys_history_has_every_name_and_what_became_of_it() {
    let (_folder, mut book) = new_book();
    let (noi_vu, tu_phap) = (agency(&book, "Sở Nội vụ"), agency(&book, "Sở Tư pháp"));
    book.rename_agency(noi_vu, "Sở Nội vụ và Tư pháp", day(2025, 3, 1), at(1)).unwrap();
    book.merge_agencies(&[tu_phap], noi_vu, day(2025, 3, 1), at(2)).unwrap();
    let histories = book.agency_histories().unwrap();
    assert_eq!(histories.len(), 2, "a merged body stays in the list");
    let (successor, merged) = (&histories[0], &histories[1]);
    assert_eq!(successor.name.as_deref(), Some("Sở Nội vụ"), "2024 has the name of its time");
    let names: Vec<_> = successor.names.iter().map(|n| (n.name.as_str(), n.from, n.to)).collect();
    assert_eq!(
        names,
        [
            ("Sở Nội vụ và Tư pháp", Some(day(2025, 3, 1)), None),
            ("Sở Nội vụ", None, Some(day(2025, 2, 28))),
        ]
    );
    assert!(successor.aliases.is_empty(), "an old name is no alias to be listed again");
    assert_eq!(successor.leads, 1);
    assert_eq!(successor.predecessors.len(), 1);
    assert_eq!(successor.predecessors[0].agency, tu_phap);
    assert!(successor.successor.is_none(), "nothing took its place");
    let into = merged.successor.as_ref().unwrap();
    assert_eq!(
        (into.agency, into.name.as_str(), into.since),
        (noi_vu, "Sở Nội vụ và Tư pháp", Some(day(2025, 3, 1)))
    );
    assert_eq!(
        (merged.name.as_deref(), merged.leads),
        (Some("Sở Tư pháp"), 2),
        "still there in 2024"
    );
    let plan = book.plan_of_next_year().unwrap();
    book.roll_over(&plan, at(3)).unwrap();
    let later = book.agency_histories().unwrap();
    assert_eq!((later[1].name.as_deref(), later[1].leads), (None, 0), "and no more in 2025");
    assert_eq!(later[0].leads, 3, "its criteria followed");
}
