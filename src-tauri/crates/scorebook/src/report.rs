//! What is told of a file and of its problems, in words and numbers, on screen and in JSON alike.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::plan::{FileNote, Origin};
use crate::{Bucket, Difference, ImportPlan, Problem, Severity, vi};

/// Rows per bucket. `read` is the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RowCounts {
    /// Rows that hold any text.
    pub read: u32,
    /// See [`Bucket::Scored`].
    pub scored: u32,
    /// See [`Bucket::Blank`].
    pub blank: u32,
    /// See [`Bucket::NotSelfScored`].
    pub not_self_scored: u32,
    /// See [`Bucket::Options`].
    pub options: u32,
    /// See [`Bucket::Parents`].
    pub parents: u32,
    /// See [`Bucket::Totals`].
    pub totals: u32,
    /// See [`Bucket::Ignored`].
    pub ignored: u32,
    /// See [`Bucket::Unmatched`].
    pub unmatched: u32,
    /// See [`Bucket::Refused`].
    pub refused: u32,
}

impl RowCounts {
    /// Counts a plan's rows.
    pub fn of(plan: &ImportPlan) -> Self {
        let counts = plan.counts();
        let n = |bucket| counts.get(&bucket).copied().unwrap_or(0);
        Self {
            read: counts.values().sum(),
            scored: n(Bucket::Scored),
            blank: n(Bucket::Blank),
            not_self_scored: n(Bucket::NotSelfScored),
            options: n(Bucket::Options),
            parents: n(Bucket::Parents),
            totals: n(Bucket::Totals),
            ignored: n(Bucket::Ignored),
            unmatched: n(Bucket::Unmatched),
            refused: n(Bucket::Refused),
        }
    }
}

/// A problem with its Vietnamese sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProblemReport {
    /// How much it weighs.
    pub severity: Severity,
    /// Stable code.
    pub code: String,
    /// Sheet, where it has one.
    pub sheet: Option<String>,
    /// Cell, "D7".
    pub cell: Option<String>,
    /// The sentence: what is wrong and what to do.
    pub message: String,
}

impl From<&Problem> for ProblemReport {
    fn from(problem: &Problem) -> Self {
        Self {
            severity: problem.severity,
            code: problem.finding.code().to_owned(),
            sheet: problem.at.as_ref().map(|at| at.sheet.clone()),
            cell: problem.at.as_ref().map(crate::CellRef::a1),
            message: vi::finding(&problem.finding),
        }
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Outcome {
    /// Written (or, on a dry run, would be).
    Applied,
    /// The same bytes are in the store already: nothing to do.
    Unchanged,
    /// Not written.
    Refused,
}

/// One file of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileReport {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The container it came in, if it came in one.
    pub origin: Option<Origin>,
    /// Whose it is.
    pub agency: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// The revision it is (or would be).
    pub revision: Option<u32>,
    /// Its rows.
    pub rows: RowCounts,
    /// Its problems.
    pub problems: Vec<ProblemReport>,
    /// Answers applied from memory, a sentence each.
    pub remembered: Vec<String>,
    /// What speaks beside its figures.
    pub notes: Vec<FileNote>,
    /// What it changes against the body's previous file, if there is one with other content.
    pub difference: Option<Difference>,
}
