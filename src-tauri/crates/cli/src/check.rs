//! `sodiem check`: is the store sound, and is everything in it?

use scorebook::Scorebook;
use serde::Serialize;

use crate::Outcome;
use crate::args::CheckArgs;
use crate::refusal::print_json;
use crate::terminal::{complain, say};

#[derive(Serialize)]
struct CheckReport {
    sound: bool,
    faults: Vec<String>,
    year: i32,
    submissions: usize,
    journal_entries: usize,
}

pub(crate) fn run(args: &CheckArgs) -> Outcome {
    let book = Scorebook::open(&args.store)?;
    let faults = book.check()?;
    let report = CheckReport {
        sound: faults.is_empty(),
        faults,
        year: book.year(),
        submissions: book.submissions()?.len(),
        journal_entries: book.journal()?.len(),
    };
    book.close()?;
    if args.json {
        print_json(&report)?;
    } else if report.sound {
        say(format_args!(
            "Sổ năm {} tốt: {} bản tự chấm, {} mục nhật ký, mọi tệp gốc và bản chốt đều khớp mã kiểm tra.",
            report.year, report.submissions, report.journal_entries
        ));
    }
    for fault in &report.faults {
        complain(format_args!("Lỗi: {fault}"));
    }
    Ok(report.sound)
}
