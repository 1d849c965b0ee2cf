//! What the window can ask for. Each command is a few lines over the crates.
#![allow(clippy::needless_pass_by_value, reason = "what crosses from the window arrives owned")]

mod book;
mod briefing;
mod correction;
mod decision;
mod forms;
pub(crate) mod intake;
mod journal;
mod office;
mod overview;
mod review;
mod scenario;
mod year;

use scorebook::Scorebook;
use tauri::ipc::Invoke;

pub(crate) use self::briefing::Paper;

use crate::view::Failure;

/// Every command there is.
pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        book::app_state,
        book::open_store,
        book::pick_catalogue,
        book::create_store,
        book::open_sample,
        book::undo,
        book::redo,
        book::set_baseline_kind,
        overview::overview,
        overview::charts,
        office::set_deadline,
        forms::write_forms,
        intake::agencies,
        intake::pick_files,
        intake::pick_sample_files,
        intake::paste_table,
        intake::cancel_reading,
        intake::pending_files,
        intake::set_agency,
        intake::confirm_file,
        intake::confirm_all,
        intake::discard_file,
        intake::submissions,
        intake::submission_problems,
        intake::withdraw_submission,
        correction::sheet_rows,
        correction::correct_file,
        correction::uncorrect_file,
        correction::submission_corrections,
        correction::criteria,
        correction::remembered_answers,
        correction::forget_answer,
        review::review,
        review::review_rows,
        review::criterion,
        review::source_rows,
        review::open_original,
        review::save_original,
        decision::rule,
        decision::set_status,
        decision::choose_score,
        decision::causes,
        decision::add_cause,
        decision::rename_cause,
        decision::retire_cause,
        scenario::what_if,
        scenario::scenarios,
        scenario::save_scenario,
        scenario::drop_scenario,
        briefing::briefing_form,
        briefing::set_briefing_form,
        briefing::freeze,
        briefing::briefing,
        briefing::briefing_page,
        briefing::search_pages,
        briefing::print_pages,
        briefing::save_briefing,
        briefing::save_letters,
        year::turn_to,
        year::foresee_year,
        year::begin_year,
        year::crosswalk,
        year::decide_link,
        year::accept_sure_links,
        office::agency_histories,
        office::rename_agency,
        office::merge_agencies,
        office::catalogue,
        office::set_lead,
        journal::journal,
        journal::check_store,
        journal::export_journal,
    ]
}

/// The change just made, as a message.
fn done(book: &Scorebook) -> Result<String, Failure> {
    let what = book.undoable()?.unwrap_or_default();
    Ok(format!("Đã {what}."))
}
