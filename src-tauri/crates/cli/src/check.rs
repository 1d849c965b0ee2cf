//! `sodiem check`: is the store sound, and is everything in it?

use scorebook::{Fault, JournalHead, vi};
use serde::Serialize;

use crate::Outcome;
use crate::args::CheckArgs;
use crate::refusal::print_json;
use crate::store;
use crate::terminal::{complain, say};

#[derive(Serialize)]
struct CheckReport {
    sound: bool,
    /// A sentence each.
    faults: Vec<String>,
    /// The same as data: each with its code, and where.
    found: Vec<Fault>,
    /// The last entry of the journal and its hash.
    head: JournalHead,
    year: i32,
    submissions: usize,
    journal_entries: usize,
}

pub(crate) fn run(args: &CheckArgs) -> Outcome {
    let book = store::look_at(&args.store)?;
    let found = book.check();
    let report = CheckReport {
        sound: found.is_empty(),
        faults: found.iter().map(vi::fault).collect(),
        found,
        head: book.journal_head()?,
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
    for (fault, sentence) in report.found.iter().zip(&report.faults) {
        complain(format_args!("Lỗi [{}]: {sentence}", fault.code()));
    }
    Ok(report.sound)
}
