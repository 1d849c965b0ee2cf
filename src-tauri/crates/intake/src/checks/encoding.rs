//! Letters from before Unicode: told once per sheet, and asked about until a person has said what they are.

use scorebook::{Finding, Problem, Severity};

use crate::corrections::CorrectionIndex;
use crate::doubts::Doubts;
use crate::legacy::{self, Marked};
use crate::questions;
use crate::workbook::Sheet;

/// Tells of a sheet's letters from before Unicode.
pub(crate) fn check(sheet: &Sheet, corrections: &CorrectionIndex<'_>, doubts: &mut Doubts) {
    let Some(marked) = legacy::marked(sheet) else { return };
    if corrections.letters().is_none() {
        doubts.ask(questions::encoding(&marked));
    }
    let problem = legacy_text(marked);
    doubts.warn(problem.at, problem.finding);
}

/// What is said of a sheet's letters from before Unicode.
pub(crate) fn legacy_text(marked: Marked) -> Problem {
    let finding = Finding::LegacyText {
        encoding: marked.encoding.name().to_owned(),
        before: marked.before,
        after: marked.after,
        count: u32::try_from(marked.count).unwrap_or(u32::MAX),
    };
    Problem { severity: Severity::Warning, at: Some(marked.at), finding }
}
