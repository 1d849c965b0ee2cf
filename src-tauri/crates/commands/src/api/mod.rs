//! The commands' functions: a few lines each over the crates. [`crate::list`] declares them.
#![allow(clippy::needless_pass_by_value, reason = "what crosses from the window arrives owned")]
#![allow(clippy::unnecessary_wraps, reason = "every command answers a result")]

pub(crate) mod book;
pub(crate) mod briefing;
mod changing;
pub(crate) mod correction;
pub(crate) mod decision;
pub(crate) mod forms;
pub(crate) mod intake;
pub(crate) mod journal;
pub(crate) mod office;
pub(crate) mod overview;
pub(crate) mod review;
pub(crate) mod scenario;
pub(crate) mod window;
pub(crate) mod year;
