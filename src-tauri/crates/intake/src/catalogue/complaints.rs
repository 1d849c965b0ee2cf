//! What was found wrong, the same complaint of many rows said once with its list.

use scorebook::finding::SumDiffers;
use scorebook::{CellRef, Code, Finding, Problem, Severity};

/// Collects problems.
#[derive(Default)]
pub(crate) struct Complaints {
    pub(crate) problems: Vec<Problem>,
}

impl Complaints {
    /// CodeVerdict one thing.
    pub(crate) fn say(&mut self, severity: Severity, at: Option<CellRef>, finding: Finding) {
        for same in self.problems.iter_mut().filter(|p| p.severity == severity) {
            if joins(&mut same.finding, &finding) {
                return;
            }
        }
        self.problems.push(Problem { severity, at, finding });
    }

    /// Takes problems over as they are.
    pub(crate) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.problems.extend(problems);
    }
}

/// Takes what the new one lists into the one that says the same already.
fn joins(said: &mut Finding, new: &Finding) -> bool {
    use Finding as F;
    let list = |known: &mut Vec<Code>, more: &[Code]| known.extend(more.iter().cloned());
    match (said, new) {
        (F::NoParent { criteria }, F::NoParent { criteria: more })
        | (F::NoMaximum { criteria }, F::NoMaximum { criteria: more })
        | (F::NoLead { criteria }, F::NoLead { criteria: more })
        | (F::UnknownCriteria { criteria }, F::UnknownCriteria { criteria: more })
        | (F::ResultAboveMax { criteria }, F::ResultAboveMax { criteria: more })
        | (F::StepAboveMax { criteria }, F::StepAboveMax { criteria: more }) => {
            list(criteria, more);
        }
        (F::ScoringUnclear { criteria, raw }, F::ScoringUnclear { criteria: more, raw: other })
        | (F::TwoLeads { criteria, raw }, F::TwoLeads { criteria: more, raw: other })
        | (
            F::CollectivePartner { criteria, raw },
            F::CollectivePartner { criteria: more, raw: other },
        ) if raw == other => list(criteria, more),
        (
            F::OptionUnclear { criteria, texts },
            F::OptionUnclear { criteria: more, texts: others },
        ) => {
            list(criteria, more);
            criteria.dedup();
            texts.extend(others.iter().cloned());
        }
        (
            F::AssignedTwice { criteria, agencies },
            F::AssignedTwice { criteria: more, agencies: others },
        ) if agencies == others => list(criteria, more),
        (F::NoCode { names }, F::NoCode { names: more }) => names.extend(more.iter().cloned()),
        (F::ParentSumDiffers { sums }, F::ParentSumDiffers { sums: more })
        | (F::ResultSumDiffers { sums }, F::ResultSumDiffers { sums: more }) => {
            sums.extend(more.iter().cloned());
        }
        _ => return false,
    }
    true
}

/// One parent whose points are not its children's sum.
pub(crate) fn sum_differs(
    criterion: Code,
    declared: scorebook::Points,
    summed: scorebook::Points,
) -> Finding {
    Finding::ParentSumDiffers { sums: vec![SumDiffers { criterion, declared, summed }] }
}
