//! Reading what bodies send: a file's bytes become an import plan. Nothing here writes.
//!
//! ```text
//! bytes → workbook (cells) → table (header, columns) → rows + matching → plan
//! ```

mod around;
mod assigned;
mod body;
mod catalogue;
mod codes;
mod edits;
mod heading;
mod matching;
mod numbering;
mod outside;
mod plan;
mod questions;
mod reader;
mod received;
mod rows;
mod score;
mod table;
mod totals;
pub mod workbook;
mod year;

pub use around::{Around, AroundRow, surroundings};
pub use catalogue::plan_catalogue;
pub use plan::{plan_submission, plan_with_memory};
pub use received::Received;
