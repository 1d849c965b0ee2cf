//! One file per check: each goes from classified rows, sheets or tables to problems and questions. A check
//! may refuse a row that the classifier took; none takes a row that the classifier refused.

pub(crate) mod columns;
pub(crate) mod duplicates;
pub(crate) mod encoding;
pub(crate) mod headless;
pub(crate) mod hidden;
pub(crate) mod merged;
pub(crate) mod notes;
pub(crate) mod nothing;
pub(crate) mod page;
pub(crate) mod parents;
pub(crate) mod scale;
pub(crate) mod scope;
pub(crate) mod strays;
pub(crate) mod totals;
pub(crate) mod unused;
