//! Tiếp nhận with a sheet of 5,000 rows and 40 columns: how long a frame takes while it is scrolled is measured in the
//! page and printed beside the frames of the same page standing still; what it shows is asserted.
#![allow(clippy::print_stdout, reason = "figures for people")]

use std::fmt::Write;

use journeys::driver::Machine;

const ROWS: usize = 5_000;
const COLUMNS: usize = 40;

fn sheet() -> Vec<u8> {
    let mut text = String::from("Mã;Tiêu chí, tiêu chí thành phần;Điểm tối đa;Điểm tự chấm");
    for column in 4..COLUMNS {
        let _ = write!(text, ";Tháng {column}");
    }
    text.push('\n');
    for row in 1..ROWS {
        let _ = write!(text, "1.1.{row};Tỷ lệ hồ sơ thứ {row} được giải quyết đúng hạn;0,5;0,25");
        for column in 4..COLUMNS {
            let _ = write!(text, ";{row}.{column}");
        }
        text.push('\n');
    }
    text.into_bytes()
}

#[test]
fn a_sheet_of_two_hundred_thousand_cells_is_scrolled_through() {
    let machine = Machine::new();
    let path = machine.path("SNV nhieu o.csv");
    scorebook::disk::write_whole(&path, &sheet()).expect("written");
    machine.answers(&[&[path]]);
    let window = machine.start();
    window.click("[data-testid=open-sample]");
    window.wait_text("[data-testid=sample-mark]", "DỮ LIỆU MẪU");
    window.click("[data-testid=nav-tiep-nhan]");
    window.click("[data-testid=pick-files]");
    window.wait_text("[data-testid=sheet-row][data-row='2']", "hồ sơ thứ 1 ");
    for (what, call) in [
        ("standing still", "still()"),
        ("by the wheel", "wheel()"),
        ("all the way down", "down()"),
        ("all the way across", "across()"),
    ] {
        let frames = window.script_later(&format!("{MEASURE} {call};"));
        println!("{ROWS} × {COLUMNS} cells, {what}: {frames}");
    }
    window.shot("sheet-5000-scrolled");
    window.wait_text(&format!("[data-testid=sheet-row][data-row='{ROWS}']"), "4999.39");
    assert!(
        window.count("[data-testid=sheet-cell]") < 2_000,
        "only what is in sight, and a little more, is in the page"
    );
    window.close();
}

/// Frames of 120 steps to the end and what they took, in milliseconds.
const MEASURE: &str = "
    const done = arguments[arguments.length - 1];
    const box = document.querySelector('[data-testid=sheet]');
    function frames(move) {
      const times = []; let last = 0, n = 0;
      const step = (now) => { if (last) times.push(now - last); last = now; move(++n / 120);
        if (n < 120) requestAnimationFrame(step);
        else { times.sort((a, b) => a - b); const at = (part) => Math.round(times[Math.floor((times.length - 1) * part)] * 10) / 10;
          done(`median frame ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`); } };
      requestAnimationFrame(step);
    }
    const still = () => frames(() => 0);
    const wheel = () => frames(() => (box.scrollTop += 100));
    const down = () => frames((part) => (box.scrollTop = (box.scrollHeight - box.clientHeight) * part));
    const across = () => frames((part) => (box.scrollLeft = (box.scrollWidth - box.clientWidth) * part));
";
