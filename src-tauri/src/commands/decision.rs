//! Rà soát: what the officer decides.

use scorebook::decision::{Cause, CauseId, Decision, Status, Verdict};
use scorebook::{AgencyId, Code, Scorebook};
use tauri::State;

use crate::clock::now;
use crate::desk::Desk;
use crate::view::Failure;

/// Makes a change; what was done, as a sentence.
pub(super) fn change<T>(
    desk: &Desk,
    work: impl FnOnce(&mut Scorebook) -> scorebook::Result<T>,
) -> Result<String, Failure> {
    desk.with(|papers| {
        let book = papers.book()?;
        let before = book.changes();
        work(book)?;
        let done = book.undoable()?.filter(|_| book.changes() != before);
        Ok(done.map_or_else(|| "Không có gì thay đổi.".into(), |done| format!("Đã {done}.")))
    })
}

/// Rules on a criterion. Without a decision, what is decided already stays beside the verdict.
#[tauri::command(async)]
pub(crate) fn rule(
    desk: State<'_, Desk>,
    code: Code,
    verdict: Verdict,
    decision: Option<Decision>,
) -> Result<String, Failure> {
    change(&desk, |book| {
        let decision = match decision {
            Some(decision) => decision,
            None => book.decision(&code)?,
        };
        book.rule(&code, verdict, &decision, now())
    })
}

#[tauri::command(async)]
pub(crate) fn set_status(
    desk: State<'_, Desk>,
    code: Code,
    status: Status,
    reason: String,
) -> Result<String, Failure> {
    change(&desk, |book| book.set_status(&code, status, &reason, now()))
}

#[tauri::command(async)]
pub(crate) fn choose_score(
    desk: State<'_, Desk>,
    code: Code,
    agency: AgencyId,
    reason: String,
) -> Result<String, Failure> {
    change(&desk, |book| book.choose_score(&code, agency, &reason, now()))
}

#[tauri::command(async)]
pub(crate) fn causes(desk: State<'_, Desk>) -> Result<Vec<Cause>, Failure> {
    desk.with(|papers| Ok(papers.book()?.causes()?))
}

#[tauri::command(async)]
pub(crate) fn add_cause(desk: State<'_, Desk>, name: String) -> Result<String, Failure> {
    change(&desk, |book| book.add_cause(&name, now()))
}

#[tauri::command(async)]
pub(crate) fn rename_cause(
    desk: State<'_, Desk>,
    id: CauseId,
    name: String,
) -> Result<String, Failure> {
    change(&desk, |book| book.rename_cause(id, &name, now()))
}

#[tauri::command(async)]
pub(crate) fn retire_cause(
    desk: State<'_, Desk>,
    id: CauseId,
    retired: bool,
) -> Result<String, Failure> {
    change(&desk, |book| book.retire_cause(id, retired, now()))
}
