//! What a person should know of a file and what she is asked, gathered while it is understood.

use std::collections::BTreeMap;

use scorebook::{CellRef, Finding, ImportPlan, Problem, Question, Severity};

/// Problems in the order they were found, and questions by their ids.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    problems: Vec<Problem>,
    questions: BTreeMap<String, Question>,
}

impl Doubts {
    /// Adds what stands in the way of writing the file, or the row.
    pub(crate) fn block(&mut self, at: Option<CellRef>, finding: Finding) {
        self.problems.push(Problem { severity: Severity::Blocking, at, finding });
    }

    /// Adds what a person should look at.
    pub(crate) fn warn(&mut self, at: Option<CellRef>, finding: Finding) {
        self.problems.push(Problem { severity: Severity::Warning, at, finding });
    }

    /// Adds what is worth knowing.
    pub(crate) fn note(&mut self, at: Option<CellRef>, finding: Finding) {
        self.problems.push(Problem { severity: Severity::Note, at, finding });
    }

    /// Asks once for each id.
    pub(crate) fn ask(&mut self, question: impl Into<Option<Question>>) {
        if let Some(question) = question.into() {
            self.questions.entry(question.id.clone()).or_insert(question);
        }
    }

    /// Does anything stand in the way of the file or of a row?
    pub(crate) fn any_blocks(&self) -> bool {
        self.problems.iter().any(|p| p.severity == Severity::Blocking)
    }

    /// Puts them into the plan: problems by weight, questions by place.
    pub(crate) fn write_into(self, plan: &mut ImportPlan) {
        plan.problems.extend(self.problems);
        plan.problems.sort_by_key(|p| p.severity);
        plan.questions.extend(self.questions.into_values());
        let place = |q: &Question| q.at.as_ref().map(|at| (at.sheet.clone(), at.row, at.column));
        plan.questions.sort_by_cached_key(place);
    }
}
