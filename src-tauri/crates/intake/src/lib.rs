//! Reading what bodies send: a file's bytes become an import plan. Nothing here writes.
//!
//! ```text
//! .zip, .eml → container (files)
//! bytes → workbook (cells) → table (header, columns) → rows + matching → plan
//! ```

mod around;
mod assigned;
mod body;
mod catalogue;
mod codes;
pub mod container;
mod edits;
mod heading;
mod known;
pub mod legacy;
mod matching;
mod numbering;
mod outside;
pub mod paste;
mod plan;
mod questions;
mod reader;
mod received;
mod rows;
mod score;
mod table;
mod totals;
#[doc(hidden)]
pub mod trial;
pub mod workbook;
mod year;

pub use around::{Around, AroundRow, surroundings};
pub use catalogue::plan_catalogue;
pub use known::Known;
pub use plan::plan_submission;
pub use received::Received;
