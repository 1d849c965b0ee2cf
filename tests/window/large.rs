//! A store of 5,000 criteria: the screens of the book come, and their keys answer. Times are printed, not asserted.
#![allow(clippy::print_stdout, reason = "the times are for people to read")]

use journeys::driver::Machine;
use journeys::driver::keys::DOWN;

use crate::stores::large;

const ALT: &str = "\u{e00a}";

#[test]
fn the_screens_of_the_book_hold_five_thousand_criteria() {
    let machine = Machine::new();
    let store = large(&machine, "lon.sodiem");
    machine.answers(&[std::slice::from_ref(&store)]);
    let window = machine.start();
    window.click("[data-testid=open-store]");
    window.wait_text("[data-testid=status-bar]", "lon.sodiem");
    window.wait("the charts have come", "document.querySelector('[data-testid=step-cause]')");
    window.shot("lon-tong-quan");
    for (key, row) in [("5", "link-row"), ("6", "catalogue-row"), ("8", "journal-row")] {
        window.script("window.asked = performance.now()");
        window.keys(&[ALT, key]);
        window
            .wait("its rows are there", &format!("document.querySelector('[data-testid={row}]')"));
        window.wait(
            "its table has the focus",
            "document.activeElement.getAttribute('role') === 'grid'",
        );
        let came = window.script("return Math.round(performance.now() - window.asked)");
        let drawn = window.count(&format!("[data-testid={row}]"));
        assert!((1..100).contains(&drawn), "only the rows in sight are drawn, not {drawn}");
        window.script(
            "window.slowest = 0; addEventListener('keydown', () => { const at = performance.now();
               requestAnimationFrame(() => requestAnimationFrame(() => {
                 slowest = Math.max(slowest, performance.now() - at); })); }, { capture: true });",
        );
        for _ in 0..20 {
            window.keys(&[DOWN]);
        }
        let slowest = window.script("return Math.round(window.slowest)");
        println!("{row}: came in {came} ms, two frames after a key at most {slowest} ms");
        window.shot(&format!("lon-{row}"));
    }
    // for people to look at, dark and small too
    window.click("[data-testid=theme]");
    window.resize(1366, 768);
    for (key, there) in
        [("1", "step-cause"), ("3", "review-row"), ("5", "link-row"), ("8", "journal-row")]
    {
        window.keys(&[ALT, key]);
        window.wait("it is there", &format!("document.querySelector('[data-testid={there}]')"));
        window.shot(&format!("lon-toi-{there}"));
    }
    window.close();
}
