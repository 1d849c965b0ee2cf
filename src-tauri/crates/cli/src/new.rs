//! `sodiem new`: a store for a year, from its bộ tiêu chí.

use chrono::NaiveDateTime;
use reading::{Cancel, Reader};
use scorebook::error::file_name;
use scorebook::plan::SourceFile;
use scorebook::report::ProblemReport;
use scorebook::{Points, Scorebook, Severity, vi};

use crate::Outcome;
use crate::args::NewArgs;
use crate::refusal::read;
use crate::terminal::{complain, say};

pub(crate) fn run(args: &NewArgs, now: NaiveDateTime) -> Outcome {
    let file = SourceFile::new(file_name(&args.catalogue), read(&args.catalogue)?);
    let plan = intake::plan_catalogue(&Reader::new().read(file, &Cancel::default())?, args.year);
    for problem in &plan.problems {
        let report = ProblemReport::from(problem);
        let place = crate::import::place(&report);
        complain(format_args!(
            "{} [{}] {}: {}{}",
            plan.file.name,
            report.code,
            vi::severity(problem.severity),
            place,
            report.message
        ));
    }
    if plan.problems.iter().any(|p| p.severity == Severity::Blocking) {
        complain(format_args!("Bộ tiêu chí “{}” chưa dùng được. Chưa lập sổ.", plan.file.name));
        return Ok(false);
    }
    let leaves: Vec<_> = plan.catalogue.leaves().collect();
    let max: Points = leaves.iter().map(|n| n.max_points).sum();
    let count = leaves.len();
    Scorebook::create(&args.store, &plan, now)?.close()?;
    say(format_args!(
        "Đã lập sổ năm {} tại {}: {count} tiêu chí có điểm, tổng {max} điểm, {} cơ quan.",
        args.year,
        args.store.display(),
        plan.agencies.len()
    ));
    Ok(true)
}
