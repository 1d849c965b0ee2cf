//! The main job without a mouse, and what a restart finds.

use journeys::driver::Machine;
use journeys::driver::keys::{CONTROL, DOWN, ENTER, ESCAPE, TAB};
use journeys::{moment, received};

#[test]
fn the_main_job_goes_by_keyboard_and_survives_a_restart() {
    let machine = Machine::new();
    let store = machine.path("phim.sodiem");
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let mut book = scorebook::Scorebook::create(&store, &plan, moment()).expect("a store");
    for path in sample::submissions() {
        let plan = intake::plan_submission(
            &received(&path),
            &book.catalogue().expect("its tree"),
            &book.agencies().expect("its bodies"),
            None,
            &[],
        );
        book.apply(&plan, false, moment()).expect("the sample's files are sound");
    }
    let first =
        book.losses().expect("its losses").components.into_iter().find(|c| c.reported.is_some());
    let first = first.expect("a scored criterion").code.to_string();
    book.close().expect("closed");
    machine.answers(&[std::slice::from_ref(&store)]);

    let window = machine.start();
    window.script("document.querySelector('[data-testid=open-store]').focus()");
    window.keys(&[ENTER]);
    window.wait_text("[data-testid=status-bar]", "phim.sodiem");
    window.keys(&[CONTROL, "3"]);
    window
        .wait("rows are there", "document.querySelectorAll('[data-testid=review-row]').length > 5");
    window.keys(&["/"]);
    window.wait("the search has the focus", "document.activeElement.dataset.testid === 'search'");
    for key in first.chars() {
        window.keys(&[&key.to_string()]);
    }
    let row = format!("[data-testid=review-row][data-code=\"{first}\"]");
    window.wait("the row is found", &format!("document.querySelector('{row}')"));
    window.keys(&[ESCAPE]);
    window.keys(&[DOWN]);
    window.wait("the detail opens", "document.querySelector('[data-testid=agreed]')");
    window.keys(&[ENTER]);
    window.wait(
        "the agreed points have the focus",
        "document.activeElement.dataset.testid === 'agreed'",
    );
    window.script("document.activeElement.select()");
    window.keys(&["0"]);
    // the recoverable points lie between
    window.keys(&[TAB]);
    window.keys(&[TAB]);
    window.wait("the reason has the focus", "document.activeElement.dataset.testid === 'reason'");
    for key in "thiếu".chars() {
        window.keys(&[&key.to_string()]);
    }
    window.keys(&[CONTROL, "s"]);
    window.wait("it is acknowledged", "document.querySelector('[data-testid=toast]')");
    window.shot("keyboard-decided");
    window.close();
    assert_eq!(agreed(&store, &first).as_deref(), Some("0"), "the decision is on the disk");

    let window = machine.start();
    window.wait_text("[data-testid=status-bar]", "phim.sodiem");
    window.keys(&[CONTROL, "z"]);
    window.wait("the undo is acknowledged", "document.querySelector('[data-testid=toast]')");
    window.close();
    assert_eq!(agreed(&store, &first), None, "undo works after a restart");
}

fn agreed(store: &std::path::Path, code: &str) -> Option<String> {
    let book = scorebook::Scorebook::open(store).expect("the store is free");
    let decision = book.decision(&code.parse().expect("a code")).expect("its decision");
    decision.agreed.map(scorebook::Points::to_decimal)
}
