//! What a paper of the year did, told alike for assignments and results.

use scorebook::papers::PaperChange;
use scorebook::plan::SourceFile;
use scorebook::report::{Outcome as FileOutcome, ProblemReport};
use scorebook::{Code, Problem, Severity, vi};
use serde::Serialize;

use crate::Outcome;
use crate::import::place;
use crate::refusal::print_json;
use crate::terminal::{complain, say};

/// A problem with the criteria it is about.
#[derive(Serialize)]
pub(crate) struct PaperProblem {
    #[serde(flatten)]
    report: ProblemReport,
    codes: Vec<Code>,
}

impl From<&Problem> for PaperProblem {
    fn from(problem: &Problem) -> Self {
        Self { report: ProblemReport::from(problem), codes: problem.finding.criteria() }
    }
}

/// What became of papers.
#[derive(Serialize)]
pub(crate) struct PaperReport {
    pub(crate) outcome: FileOutcome,
    pub(crate) changes: Vec<PaperChange>,
    pub(crate) problems: Vec<PaperProblem>,
}

impl PaperReport {
    /// On a dry run, or of what was written.
    pub(crate) fn of(blocked: bool, changes: Vec<PaperChange>, problems: &[Problem]) -> Self {
        let outcome = if blocked {
            FileOutcome::Refused
        } else if changes.is_empty() {
            FileOutcome::Unchanged
        } else {
            FileOutcome::Applied
        };
        let changes = if blocked { Vec::new() } else { changes };
        Self { outcome, changes, problems: problems.iter().map(PaperProblem::from).collect() }
    }

    /// Says it.
    pub(crate) fn tell(&self, json: bool, dry_run: bool, files: &str) -> Outcome {
        if json {
            print_json(self)?;
        } else {
            let what = match (self.outcome, dry_run) {
                (FileOutcome::Applied, false) => "đã ghi",
                (FileOutcome::Applied, true) => "ghi được",
                (FileOutcome::Unchanged, _) => "không có gì thay đổi",
                (FileOutcome::Refused, _) => "không nhận",
            };
            say(format_args!("{files}: {what}, {} thay đổi", self.changes.len()));
            for change in &self.changes {
                say(format_args!("  {}", vi::paper_change(change)));
            }
        }
        for problem in &self.problems {
            let blocks = problem.report.severity == Severity::Blocking;
            // in JSON everything is said already; what is refused is said here in any case
            if !json || blocks {
                complain(format_args!(
                    "{files} [{}] {}: {}{}",
                    problem.report.code,
                    vi::severity(problem.report.severity),
                    place(&problem.report),
                    problem.report.message
                ));
            }
        }
        if self.outcome == FileOutcome::Refused {
            complain(format_args!("Không nhận {files}. Chưa ghi gì."));
        }
        Ok(self.outcome != FileOutcome::Refused)
    }
}

/// A paper's problems on stderr; does one of them stand in the way?
pub(crate) fn complain_of(file: &SourceFile, problems: &[Problem]) -> bool {
    for problem in problems {
        let report = ProblemReport::from(problem);
        complain(format_args!(
            "{} [{}] {}: {}{}",
            file.name,
            report.code,
            vi::severity(problem.severity),
            place(&report),
            report.message
        ));
    }
    problems.iter().any(|p| p.severity == Severity::Blocking)
}
