//! Bad input in the window: a clear message, and nothing changed.

use journeys::driver::Machine;

#[test]
fn bad_files_are_refused_with_their_reason_and_nothing_is_written() {
    let machine = Machine::new();
    let bad = ["not-a-spreadsheet.xlsx", "empty.xlsx", "over-max.xlsx"].map(sample::bad);
    machine.answers(&[&bad]);
    let window = machine.start();
    window.click("[data-testid=open-sample]");
    window.wait_text("[data-testid=sample-mark]", "DỮ LIỆU MẪU");
    window.click("[data-testid=nav-tiep-nhan]");
    window.click("[data-testid=pick-files]");
    window.wait(
        "all three are listed",
        "document.querySelectorAll('[data-testid=pending-item]').length === 3",
    );
    window.click("[data-testid=pending-item]:nth-of-type(1)");
    window.wait("the problem is told", "document.querySelector('[data-testid=problem-item]')");
    window.wait(
        "it cannot be written",
        "document.querySelector('[data-testid=confirm-file]').disabled \
         || document.querySelector('[data-testid=confirm-file]').getAttribute('aria-disabled') === 'true'",
    );
    window.shot("intake-refused");
    assert_eq!(
        window.script("return document.querySelector('[data-testid=confirm-all]').disabled"),
        true,
        "nor with the others: none of them can be"
    );
    assert_eq!(window.count("[data-testid=submission-item]"), 0, "nothing was written");
}

#[test]
fn a_store_that_is_not_ours_is_named_and_the_window_goes_on() {
    let machine = Machine::new();
    let foreign = machine.path("la.sodiem");
    scorebook::disk::write_whole(&foreign, b"not a database at all, only text of some length")
        .expect("written");
    machine.answers(&[&[foreign]]);
    let window = machine.start();
    window.click("[data-testid=open-store]");
    window.wait_text("[data-testid=failure]", "la.sodiem");
    window.shot("failure");
}
