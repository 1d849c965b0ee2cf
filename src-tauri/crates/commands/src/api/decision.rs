//! Rà soát: what the officer decides.

use scorebook::decision::{Cause, CauseId, Decision, Status, Verdict};
use scorebook::{AgencyId, Code};

use super::changing::change;
use crate::failure::Failure;
use crate::state::AppState;

/// Decides on a criterion. Without a decision, what is decided already stays beside the verdict.
pub(crate) fn decide(
    app: &AppState,
    code: Code,
    verdict: Verdict,
    decision: Option<Decision>,
) -> Result<String, Failure> {
    change(app, |book| {
        let decision = match decision {
            Some(decision) => decision,
            None => book.decision(&code)?,
        };
        book.rule(&code, verdict, &decision, app.now())
    })
}

pub(crate) fn set_status(
    app: &AppState,
    code: Code,
    status: Status,
    reason: String,
) -> Result<String, Failure> {
    change(app, |book| book.set_status(&code, status, &reason, app.now()))
}

pub(crate) fn choose_score(
    app: &AppState,
    code: Code,
    agency: AgencyId,
    reason: String,
) -> Result<String, Failure> {
    change(app, |book| book.choose_score(&code, agency, &reason, app.now()))
}

pub(crate) fn causes(app: &AppState) -> Result<Vec<Cause>, Failure> {
    app.with(|session| Ok(session.book()?.causes()?))
}

pub(crate) fn add_cause(app: &AppState, name: String) -> Result<String, Failure> {
    change(app, |book| book.add_cause(&name, app.now()))
}

pub(crate) fn rename_cause(app: &AppState, id: CauseId, name: String) -> Result<String, Failure> {
    change(app, |book| book.rename_cause(id, &name, app.now()))
}

pub(crate) fn retire_cause(app: &AppState, id: CauseId, retired: bool) -> Result<String, Failure> {
    change(app, |book| book.retire_cause(id, retired, app.now()))
}
