//! From start to ready for input, and the main process's memory, against an empty Tauri window.
//!
//! `cargo xtask bench` gives the display and the programs. Both windows are driven alike, so the driver's
//! share is in both.
#![allow(clippy::expect_used, reason = "a bench may fail loudly")]

use std::path::{Path, PathBuf};

use journeys::driver::{Machine, Window};
use journeys::stopwatch::{in_turn, ms, tell};

const ROUNDS: usize = 7;

/// Proportional set size of the running program, in MB.
fn memory(program: &Path) -> f64 {
    let program = program.canonicalize().expect("a program");
    let process = std::fs::read_dir("/proc")
        .expect("processes")
        .flatten()
        .map(|entry| entry.path())
        .find(|p| std::fs::read_link(p.join("exe")).is_ok_and(|exe| exe == program))
        .expect("it runs");
    let rollup = std::fs::read_to_string(process.join("smaps_rollup")).expect("its memory");
    let pss = rollup.lines().find_map(|l| l.strip_prefix("Pss:")).expect("its share");
    pss.trim().trim_end_matches("kB").trim().parse::<f64>().expect("a number") / 1_024.0
}

fn main() {
    let machine = Machine::new();
    let ours: PathBuf = journeys::program("SODIEM_DESKTOP", "sodiem-desktop");
    let empty = ours.with_file_name("examples").join("empty");
    let (mut of_ours, mut of_empty) = (0.0, 0.0);
    let (with_ours, with_empty) = in_turn(
        ROUNDS,
        || {
            let window = Window::start_program(&machine, &ours);
            of_ours = memory(&ours);
            window.close();
        },
        || {
            let window = Window::start_program(&machine, &empty);
            of_empty = memory(&empty);
            window.close();
        },
    );
    let start = tell("window ready for input", ms(with_ours), ms(with_empty), "ms", 1.5);
    let memory = tell("memory of the main process", of_ours, of_empty, "MB", 1.5);
    if !(start && memory) {
        std::process::exit(1);
    }
}
