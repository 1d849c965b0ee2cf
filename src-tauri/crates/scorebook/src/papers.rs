//! The papers a year begins from beside its bộ tiêu chí, understood before anything is written: who answers for
//! what, and results of earlier years.

use serde::{Deserialize, Serialize};

use crate::plan::{PlannedTable, SourceFile};
use crate::{Agency, AgencyId, BaselineKind, CellRef, Code, NodeId, Points, Problem, Severity};

/// One thing that a paper changes of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperChange {
    /// Which criterion.
    pub code: Code,
    /// What of it: "lead", "partner", or the kind of a result ("published", "appraised", "self").
    pub what: String,
    /// As it was; `None` when there was nothing. Points are decimals with a dot.
    pub old: Option<String>,
    /// As it becomes.
    pub new: Option<String>,
}

/// What an assignment says of one leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedLeaf {
    /// Which leaf.
    pub node: NodeId,
    /// Its lead, if the paper says one: an id in [`AssignmentPlan::agencies`].
    pub lead: Option<AgencyId>,
    /// Its partners, if the paper says any.
    pub partners: Option<Vec<AgencyId>>,
    /// Where.
    pub at: CellRef,
}

/// A paper that says which body answers for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentPlan {
    /// The file.
    pub file: SourceFile,
    /// The year it is read for.
    pub year: i32,
    /// The bodies it names; ids index the list.
    pub agencies: Vec<Agency>,
    /// What it says of leaves, in the order of the bộ tiêu chí.
    pub leaves: Vec<AssignedLeaf>,
    /// The tables found.
    pub tables: Vec<PlannedTable>,
    /// What a person should know.
    pub problems: Vec<Problem>,
}

/// One figure of a paper of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// The criterion it stands beside.
    pub node: NodeId,
    /// The points.
    pub points: Points,
    /// Where.
    pub at: CellRef,
    /// The cell's text.
    pub raw: String,
}

/// The figures of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindOfResults {
    /// Which kind.
    pub kind: BaselineKind,
    /// The figures, in the order of the paper.
    pub rows: Vec<ResultRow>,
}

/// A paper of results, as it is read beside the criteria of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultsPlan {
    /// The file.
    pub file: SourceFile,
    /// The year whose criteria the results stand beside.
    pub for_year: i32,
    /// The year of the results.
    pub year: i32,
    /// The province whose results they are; `None` for this one.
    pub of: Option<String>,
    /// The figures by kind.
    pub kinds: Vec<KindOfResults>,
    /// The tables found.
    pub tables: Vec<PlannedTable>,
    /// What a person should know.
    pub problems: Vec<Problem>,
}

/// A result that stands beside a criterion, with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeResult {
    /// Which criterion.
    pub node: NodeId,
    /// The year of the result.
    pub year: i32,
    /// Which kind.
    pub kind: BaselineKind,
    /// The province whose result it is; `None` for this one.
    pub of: Option<String>,
    /// The points.
    pub points: Points,
    /// The paper's name; empty for the store's own scores and for what was typed.
    pub file: String,
    /// Sheet of the cell.
    pub sheet: String,
    /// Address of the cell.
    pub cell: String,
    /// The cell's text.
    pub raw: String,
}

fn blocks(problems: &[Problem]) -> usize {
    problems.iter().filter(|p| p.severity == Severity::Blocking).count()
}

impl AssignmentPlan {
    /// How many problems stand in the way.
    pub fn blocking(&self) -> usize {
        blocks(&self.problems)
    }
}

impl ResultsPlan {
    /// How many problems stand in the way.
    pub fn blocking(&self) -> usize {
        blocks(&self.problems)
    }
}
