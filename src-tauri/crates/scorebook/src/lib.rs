//! The score book: the domain of Sổ điểm CCHC and its one `SQLite` file.
//!
//! Words are those of the glossary in `ARCHITECTURE.md`. Nothing here knows of windows, spreadsheets or
//! pages. Everything that changes the file goes through [`Scorebook::transact`].

pub mod agency;
pub mod author;
pub mod backup;
pub mod catalogue;
pub mod code;
pub mod correction;
pub mod crosswalk;
pub mod deadline;
pub mod decision;
pub mod difference;
pub mod disk;
pub mod document;
pub mod error;
pub mod fault;
pub mod finding;
pub mod history;
pub mod journal;
pub mod losses;
pub mod memory;
pub mod op;
pub mod papers;
pub mod plan;
pub mod points;
pub mod recover;
pub mod report;
pub mod rollover;
pub mod scale;
pub mod since;
pub mod snapshot;
pub mod source;
mod store;
pub mod submission;
pub mod text;
pub mod trend;
pub mod vi;

pub use agency::{Agency, AgencyId};
pub use author::Author;
pub use catalogue::{
    Baseline, BaselineKind, Catalogue, CatalogueNode, Level, NodeId, Role, Scoring,
};
pub use code::Code;
pub use correction::{Correction, Question};
pub use difference::Difference;
pub use error::{Error, Result};
pub use fault::Fault;
pub use finding::{Finding, OffPage, Problem, Severity};
pub use losses::Losses;
pub use op::Op;
pub use plan::{Bucket, CataloguePlan, ImportPlan};
pub use points::Points;
pub use scale::ScaleStep;
pub use snapshot::Snapshot;
pub use source::{CellRef, SourceCell};
pub use store::{
    Applied, AuditEntry, Corrections, JournalHead, KeptFile, ResultTrees, Scorebook, SetAside, Tx,
    Undone,
};
