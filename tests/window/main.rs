//! The real window, driven by WebDriver: what a person sees and does.

mod keyboard;
mod main_job;
mod refusals;
