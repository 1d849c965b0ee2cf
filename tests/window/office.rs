//! Deadlines, leads, names of bodies, and the journal that tells of them.

use journeys::driver::Machine;
use journeys::driver::keys::{CONTROL, DOWN, ENTER, TAB};

use crate::stores::taken;

const ALT: &str = "\u{e00a}";

#[test]
fn what_the_office_changes_is_in_the_journal_and_in_its_export() {
    let machine = Machine::new();
    let store = taken(&machine, "phong.sodiem");
    let csv = machine.path("nhat-ky.csv");
    machine.answers(&[std::slice::from_ref(&store), std::slice::from_ref(&csv)]);
    let window = machine.start();
    window.click("[data-testid=open-store]");
    window.wait_text("[data-testid=status-bar]", "phong.sodiem");
    window.wait("the charts have come", "document.querySelector('[data-testid=step-agency]')");
    window.shot("overview-charts");
    window.script(
        "document.querySelector('[data-testid=step-cause]').scrollIntoView({ block: 'center' })",
    );
    window.shot("overview-waterfalls");

    // a deadline
    window.click("[data-testid=deadline-self_scores]");
    window.wait(
        "the field has the focus",
        "document.activeElement.dataset.testid === 'deadline-date'",
    );
    window.shot("overview-deadline");
    window.keys(&[CONTROL, "a"]);
    window.type_into("[data-testid=deadline-date]", "27/12/2024");
    window.keys(&[ENTER]);
    window.wait_text("[data-testid=deadline-self_scores]", "27/12/2024");
    window.wait_text("[data-testid=toast]", "từ 25/12/2024 sang 27/12/2024");

    // a step of the waterfall leads to its rows
    window.click("[data-testid=step-agency]");
    window.wait(
        "its rows are there",
        "document.querySelectorAll('[data-testid=review-row]').length > 0",
    );

    // another lead, by keyboard
    window.keys(&[ALT, "6"]);
    window
        .wait("the table has the focus", "document.activeElement.getAttribute('role') === 'grid'");
    window.shot("catalogue");
    window.keys(&[DOWN]);
    window.keys(&[DOWN]);
    window.keys(&[ENTER]);
    window.wait("bodies are offered", "document.querySelector('[role=menu]')");
    window.shot("catalogue-lead");
    window.keys(&[DOWN]);
    window.keys(&[ENTER]);
    window.wait_text("[data-testid=toast]", "Đã ");
    window.wait(
        "the table has the focus again",
        "document.activeElement.getAttribute('role') === 'grid'",
    );

    // another name
    window.keys(&[ALT, "7"]);
    window.wait("bodies are there", "document.querySelector('[data-testid=agency-item]')");
    window.type_into("[data-testid=rename-to]", "Sở Nội vụ mới");
    window.keys(&[TAB]);
    window.type_into("[data-testid=rename-since]", "01/03/2025");
    window.keys(&[ENTER]);
    window.wait_text("[data-testid=agency-detail]", "28/02/2025");
    window.shot("agencies");

    // the journal
    window.keys(&[ALT, "8"]);
    window.wait(
        "the store is whole",
        "document.querySelector('[data-testid=journal-check]').dataset.whole === 'true'",
    );
    window.wait_text("[data-testid=journal-row]", "đổi tên");
    window.shot("journal");
    window.click("[data-testid=journal-kind-review]");
    window.wait_text("[data-testid=journal-count]", "1 mục");
    window.click("[data-testid=journal-export]");
    window.wait_text("[data-testid=toast]", "nhat-ky.csv");
    window.close();

    let text = std::fs::read_to_string(&csv).expect("the journal was written");
    assert!(text.starts_with('\u{feff}'), "a spreadsheet program reads it as UTF-8");
    // one entry: a body that took part and leads now is taken from the one list and put into the other
    let entries: std::collections::BTreeSet<&str> =
        text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(entries.len(), 1, "the filter holds for the file, too: {text}");
    let book = scorebook::Scorebook::open(&store).expect("the store is whole and free");
    assert!(book.check().is_empty(), "nothing is wrong with it");
}
