//! The product from outside: the command-line program on real files.
#![allow(clippy::print_stdout, reason = "a child of the crash test speaks to its parent")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "in tests, failing is the point")]

mod accounting;
mod command_line;
mod containers;
mod copies;
mod corrections;
mod crash;
#[cfg(target_os = "linux")]
mod drill;
mod filling;
mod forms;
mod generated_books;
mod hostile;
#[path = "../../src-tauri/crates/briefing/tests/support/office.rs"]
#[expect(dead_code, unreachable_pub, reason = "the reader of the crate that writes these files")]
mod office_files;
mod refusals;
mod review;
mod same_numbers;
mod sodiem;
mod true_sentences;
mod year;
