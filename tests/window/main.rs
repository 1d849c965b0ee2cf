//! The real window, driven by WebDriver: what a person sees and does.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "in tests, failing is the point")]

mod access;
mod briefing;
mod corrections;
mod keyboard;
mod large;
mod main_job;
mod many_cells;
mod many_rows;
mod office;
mod offline;
mod printing;
mod reading;
mod refusals;
mod review;
mod stores;
mod years;
