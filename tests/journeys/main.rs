//! The product from outside: the command-line program on real files.
#![allow(clippy::print_stdout, reason = "a child of the crash test speaks to its parent")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "in tests, failing is the point")]

mod accounting;
mod command_line;
mod containers;
mod corrections;
mod crash;
mod filling;
mod forms;
mod hostile;
mod refusals;
mod review;
mod sodiem;
