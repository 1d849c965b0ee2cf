//! The real window, driven by WebDriver: what a person sees and does.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "in tests, failing is the point")]

mod access;
mod corrections;
mod keyboard;
mod large;
mod main_job;
mod office;
mod refusals;
mod stores;
mod years;
