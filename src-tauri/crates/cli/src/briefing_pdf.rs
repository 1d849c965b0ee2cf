//! `sodiem briefing`: freezes the figures and writes the báo cáo nhanh.

use briefing::form::BriefingForm;
use chrono::NaiveDateTime;
use scorebook::Scorebook;

use crate::Outcome;
use crate::args::BriefingArgs;
use crate::refusal::Refusal;
use crate::terminal::say;

pub(crate) fn run(args: &BriefingArgs, now: NaiveDateTime) -> Outcome {
    let mut book = Scorebook::open(&args.store)?;
    let snapshot = book.take_snapshot(now)?;
    let remembered = book.setting(BriefingForm::SETTING)?;
    let mut form = remembered.unwrap_or_else(|| BriefingForm::for_figures(&snapshot.figures));
    book.close()?;
    form.date = args.date.or(form.date);
    form.number = args.number.clone().or(form.number);
    let rendered = briefing::render(&snapshot, &form).map_err(|e| refused(&e))?;
    let pdf = rendered.pdf().map_err(|e| refused(&e))?;
    scorebook::disk::write_whole(&args.out, &pdf)?;
    say(format_args!(
        "Đã ghi báo cáo nhanh {} trang vào {} (bản chốt số liệu {}).",
        rendered.page_count(),
        args.out.display(),
        snapshot.code()
    ));
    Ok(true)
}

fn refused(error: &briefing::Error) -> Refusal {
    Refusal {
        code: "briefing_failed".into(),
        message: format!("Không dựng được văn bản: {error}."),
    }
}
