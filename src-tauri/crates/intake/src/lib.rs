//! Reading what bodies send: a file's bytes become an import plan. Nothing here writes.
//!
//! ```text
//! archives, messages → container (files)
//! bytes → workbook (cells) → table (header, columns) → rows + matching → classify → checks → plan
//! ```

mod agency;
mod around;
mod assigned;
mod assignment;
mod catalogue;
mod checks;
mod classify;
mod codes;
mod column_numbers;
pub mod container;
mod continued;
mod corrections;
mod doubts;
#[doc(hidden)]
pub mod fuzzing;
mod heading;
mod index;
pub mod legacy;
mod letterhead;
mod matching;
mod numbering;
pub mod paste;
mod plan;
mod questions;
mod received;
mod results;
mod rows;
mod score;
mod table;
mod texts;
mod versions;
pub mod workbook;
mod year;

pub use around::{Around, AroundRow, surroundings};
pub use assignment::plan_assignment;
pub use catalogue::plan_catalogue;
pub use index::CatalogueIndex;
pub use plan::plan_submission;
pub use received::Received;
pub use results::{Beside, plan_results};
pub use versions::mark_versions;
