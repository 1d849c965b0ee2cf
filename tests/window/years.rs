//! A new year begun, its crosswalk decided by keyboard, and what a restart finds of it.

use journeys::driver::Machine;
use journeys::driver::keys::{DOWN, ENTER};

use crate::stores::taken;

#[test]
fn a_new_year_is_begun_and_its_crosswalk_decided_by_keyboard() {
    let machine = Machine::new();
    let store = taken(&machine, "nam.sodiem");
    machine.answers(&[std::slice::from_ref(&store)]);
    let window = machine.start();
    window.click("[data-testid=open-store]");
    window.wait_text("[data-testid=status-bar]", "nam.sodiem");

    window.keys(&["\u{e00a}", "5"]);
    window.wait_text("main", "Sổ không có năm 2023");
    window.shot("years-first");
    window.click("[data-testid=next-year]");
    window.wait(
        "the button to begin has the focus",
        "document.activeElement.dataset.testid === 'begin-year'",
    );
    window.wait_text("[data-testid=next-year-preview]", "Năm 2024 giữ nguyên trong sổ");
    window.shot("years-preview");
    window.keys(&[ENTER]);
    window.wait_text("[data-testid=status-bar]", "Năm 2025");
    window.wait("the crosswalk is there", "document.querySelector('[data-testid=link-row]')");
    let undecided = |window: &journeys::driver::Window| -> u64 {
        let text = window.text("[data-testid=undecided]");
        text.split(' ').next().and_then(|n| n.parse().ok()).expect("a count of open rows")
    };
    let open = undecided(&window);
    window
        .wait("the table has the focus", "document.activeElement.getAttribute('role') === 'grid'");
    window.keys(&["c"]);
    window.wait_text("[data-testid=undecided]", &format!("{} trên", open - 1));
    window.keys(&[DOWN]);
    window.keys(&["c"]);
    window.wait_text("[data-testid=undecided]", &format!("{} trên", open - 2));
    window.shot("years-crosswalk");
    // all that are sure at once, and taken back at once
    window.wait("they are offered", "document.querySelector('[data-testid=accept-sure]')");
    window.click("[data-testid=accept-sure]");
    window.wait_text("[data-testid=undo]", "đề xuất chắc chắn");
    window.wait_text("[data-testid=undecided]", "Đã quyết định cả");
    window.shot("years-accepted");
    window.keys(&["\u{e009}", "z"]);
    window.wait_text("[data-testid=undecided]", &format!("{} trên", open - 2));

    // the shell works in the new year, and in the old one again
    window.keys(&["\u{e00a}", "1"]);
    window.wait_text("#results", "năm 2025");
    window.keys(&["\u{e00a}", "3"]);
    window.wait("its criteria are there", "document.querySelector('[data-testid=review-row]')");
    window.keys(&["\u{e00a}", "5"]);
    window.click("[data-testid=year-2024]");
    window.wait_text("[data-testid=status-bar]", "Năm 2024");
    window.keys(&["\u{e00a}", "1"]);
    window.wait_text("body", "6/6");
    window.close();

    let mut book = scorebook::Scorebook::open(&store).expect("the store is whole and free");
    assert!(book.check().is_empty(), "nothing is wrong with it");
    assert_eq!((book.year(), book.years().expect("its years")), (2025, vec![2024, 2025]));
    let links = book.crosswalk().expect("it can be read").expect("two years");
    assert_eq!(links.iter().filter(|l| l.decided).count(), 2, "two were decided, none besides");
    book.turn_to(2024).expect("the old year");
    assert_eq!(book.submissions().expect("its files").len(), 6, "is as it was");
    book.close().expect("closed");

    let again = machine.start();
    again.wait_text("[data-testid=status-bar]", "Năm 2025");
    again.keys(&["\u{e00a}", "5"]);
    again.wait_text("[data-testid=undecided]", &format!("{} trên", open - 2));
    again.close();
}
