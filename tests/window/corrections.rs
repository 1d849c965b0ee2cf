//! A file is corrected over the picture of its sheet, by mouse and by keyboard, before it is written.

use journeys::driver::keys::{CONTROL, DOWN, ENTER, ESCAPE, HOME, LEFT, TAB};
use journeys::driver::{Machine, Window};
use journeys::{moment, received};
use scorebook::plan::Bucket;

#[test]
fn a_file_is_corrected_by_mouse_and_by_keyboard_before_it_is_written() {
    let machine = Machine::new();
    let store = machine.path("chinh.sodiem");
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let book = scorebook::Scorebook::create(&store, &plan, moment()).expect("a store");
    let path = sample::submissions().into_iter().nth(1).expect("a file of the sample");
    let plan = intake::plan_submission(
        &received(&path),
        &book.catalogue().expect("its tree"),
        &book.agencies().expect("its bodies"),
        None,
        &[],
    );
    // two rows of scores of the first sheet, and the criteria they are
    let scored: Vec<_> = plan.rows.iter().filter(|r| r.bucket == Bucket::Scored).take(2).collect();
    let catalogue = book.catalogue().expect("its tree");
    let code = |at: usize| {
        let node = scored[at].node.and_then(|id| catalogue.node(id));
        node.expect("a scored row is a criterion").code.to_string()
    };
    let (changed, left_out) = (code(0), code(1));
    assert!(
        scored[0].points.is_some_and(|p| p != scorebook::Points::ZERO),
        "the score that is changed is not 0 before"
    );
    let (first, second) = (scored[0].row + 1, scored[1].row + 1);
    book.close().expect("closed");
    machine.answers(&[std::slice::from_ref(&store), std::slice::from_ref(&path)]);

    let window = machine.start();
    window.click("[data-testid=open-store]");
    window.wait_text("[data-testid=status-bar]", "chinh.sodiem");
    window.click("[data-testid=nav-tiep-nhan]");
    window.click("[data-testid=pick-files]");
    let row = |number: u32| format!("[data-testid=sheet-row][data-row='{number}']");
    window.wait("the sheet shows", &format!("document.querySelector(\"{}\")", row(first)));
    window.wait("the sheet has the focus", "document.activeElement.dataset.testid === 'sheet'");
    window.shot("sheet");

    // by mouse: a meaning is looked at and left as it is, a score is set
    window.click("[data-testid=column-head][data-role=score]");
    window.wait(
        "the present meaning is ticked and has the focus",
        "document.activeElement.dataset.id === 'score' && document.activeElement.ariaChecked === 'true'",
    );
    window.shot("sheet-column");
    window.keys(&[ESCAPE]);
    window.wait("the menu is gone", "!document.querySelector('[data-testid=menu]')");
    window.click(&format!("{} [data-testid=row-head]", row(first)));
    window.click("[data-testid=menu-item][data-id=value]");
    window.wait(
        "the points have the focus",
        "document.activeElement.dataset.testid === 'value-points'",
    );
    window.script("document.activeElement.select()");
    window.keys(&["0"]);
    window.type_into("[data-testid=value-reason]", "Cơ quan đính chính");
    window.shot("sheet-value");
    window.click("[data-testid=value-apply]");
    corrections(&window, 1);
    window.wait_text(&format!("{} [data-testid=row-head]", row(first)), "0,00");

    // by keyboard: down the row numbers to the second row, which is left out
    window
        .wait("the sheet has the focus again", "document.activeElement.dataset.testid === 'sheet'");
    window.keys(&[CONTROL, HOME]);
    window.keys(&[LEFT]);
    for _ in 1..second {
        window.keys(&[DOWN]);
    }
    window.wait_text("[data-testid=cell-bar]", &format!("Dòng {second}"));
    window.keys(&[ENTER]);
    window.wait("its menu opens", "document.activeElement.dataset.id === 'value'");
    window.keys(&[DOWN]);
    window.keys(&[DOWN]);
    window.keys(&[ENTER]);
    window.wait(
        "the reason has the focus",
        "document.activeElement.dataset.testid === 'exclude-reason'",
    );
    for key in "trùng".chars() {
        window.keys(&[&key.to_string()]);
    }
    window.keys(&[ENTER]);
    corrections(&window, 2);

    // taken back, and done again
    window.keys(&[CONTROL, "z"]);
    corrections(&window, 1);
    window.keys(&[ENTER]);
    window.wait("its menu opens again", "document.activeElement.dataset.id === 'value'");
    window.keys(&[DOWN]);
    window.keys(&[DOWN]);
    window.keys(&[ENTER]);
    window.wait(
        "the reason has the focus again",
        "document.activeElement.dataset.testid === 'exclude-reason'",
    );
    window.keys(&["x"]);
    window.keys(&[TAB]);
    window.keys(&[TAB]);
    window.keys(&[ENTER]);
    corrections(&window, 2);
    window.shot("sheet-corrected");
    window.keys(&[CONTROL, ENTER]);
    window.wait(
        "it is written",
        "document.querySelectorAll('[data-testid=submission-item]').length === 1",
    );
    window.wait_text("[data-testid=submission-correction]", "Cơ quan đính chính");
    window.shot("sheet-written");
    window.close();

    let book = scorebook::Scorebook::open(&store).expect("the store is whole and free");
    let losses = book.losses().expect("its losses");
    let reported = |code: &str| {
        let found = losses.components.iter().find(|c| c.code.to_string() == code);
        found.expect("the criterion is there").reported
    };
    assert_eq!(
        reported(&changed),
        Some(scorebook::Points::ZERO),
        "the score is what the officer said"
    );
    assert_eq!(reported(&left_out), None, "the row that was left out does not count");
}

#[test]
fn a_table_is_pasted_where_no_field_has_the_focus() {
    let machine = Machine::new();
    let store = machine.path("dan.sodiem");
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let book = scorebook::Scorebook::create(&store, &plan, moment()).expect("a store");
    book.close().expect("closed");
    let path = sample::submissions().into_iter().nth(1).expect("a file of the sample");
    machine.answers(&[std::slice::from_ref(&store), std::slice::from_ref(&path)]);

    let window = machine.start();
    window.click("[data-testid=open-store]");
    window.wait_text("[data-testid=status-bar]", "dan.sodiem");
    window.click("[data-testid=nav-tiep-nhan]");
    window.click("[data-testid=pick-files]");
    window.wait("the sheet shows", "document.querySelector('[data-testid=sheet-cell]')");
    // what is copied in a field of the window is on the clipboard of the machine
    window.click("[data-testid=agency]");
    window.keys(&[CONTROL, "a"]);
    window.keys(&[CONTROL, "c"]);
    window.keys(&[CONTROL, "v"]);
    assert_eq!(window.count("[data-testid=pending-item]"), 1, "a field pastes for itself");
    window.keys(&[ESCAPE]);
    window.script("document.querySelector('[data-testid=sheet]').focus()");
    window.keys(&[CONTROL, "v"]);
    window.wait(
        "the pasted text waits as a file",
        "document.querySelectorAll('[data-testid=pending-item]').length === 2",
    );
    window.shot("pasted");
    window.close();
}

/// So many corrections are listed.
fn corrections(window: &Window, many: usize) {
    window.wait(
        &format!("{many} corrections are listed"),
        &format!("document.querySelectorAll('[data-testid=correction-item]').length === {many}"),
    );
}
