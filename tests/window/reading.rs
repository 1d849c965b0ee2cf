//! Long readings show and can be stopped; forms go out and are where it was said.

use std::fmt::Write;

use journeys::driver::{Machine, Window};

/// A sheet that takes seconds to read: 30,000 rows of 30 cells.
fn large() -> Vec<u8> {
    let mut text = String::from("Mã;Tiêu chí;Điểm tối đa;Điểm tự chấm\n");
    for row in 0..30_000 {
        let _ = write!(text, "{row}");
        for column in 0..29 {
            let _ = write!(text, ";Nội dung {row}.{column}");
        }
        text.push('\n');
    }
    text.into_bytes()
}

fn at_intake(window: &Window) {
    window.click("[data-testid=open-sample]");
    window.wait_text("[data-testid=sample-mark]", "DỮ LIỆU MẪU");
    window.click("[data-testid=nav-tiep-nhan]");
}

#[test]
fn a_long_reading_shows_leaves_the_window_usable_and_stops_when_told() {
    let machine = Machine::new();
    let slow = machine.path("rat-lon.csv");
    scorebook::disk::write_whole(&slow, &large()).expect("written");
    let own = sample::submissions().into_iter().next().expect("a file of the sample");
    machine.answers(&[&[slow], &[own]]);
    let window = machine.start();
    at_intake(&window);
    window.click("[data-testid=pick-files]");
    window.wait_text("[data-testid=reading]", "rat-lon.csv");
    // the window answers meanwhile
    window.click("[data-testid=nav-tong-quan]");
    window.wait("another screen shows", "document.querySelector('[data-testid=agency-row]')");
    window.shot("reading");
    window.click("[data-testid=cancel-reading]");
    window.wait("the reading has ended", "!document.querySelector('[data-testid=reading]')");
    window.shot("reading-stopped");
    window.click("[data-testid=nav-tiep-nhan]");
    window.wait("the screen shows", "document.querySelector('[data-testid=pick-files]')");
    assert_eq!(window.count("[data-testid=pending-item]"), 0, "a stopped file does not wait");

    window.click("[data-testid=pick-files]");
    window.wait(
        "the next file is read as ever",
        "document.querySelectorAll('[data-testid=pending-item]').length === 1",
    );
}

#[test]
fn forms_are_written_into_the_folder_that_was_picked() {
    let machine = Machine::new();
    let folder = machine.path("bieu");
    std::fs::create_dir(&folder).expect("the folder");
    machine.answers(&[std::slice::from_ref(&folder)]);
    let window = machine.start();
    at_intake(&window);
    window.click("[data-testid=write-forms]");
    window.wait_text("[data-testid=toast]", "Đã ghi 6 biểu mẫu tự chấm");
    window.shot("forms-written");
    let written = std::fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(written, 6, "one for each body");
}
