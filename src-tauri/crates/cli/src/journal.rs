//! `sodiem journal`: what was done to the store, newest first.

use scorebook::Scorebook;
use scorebook::journal::{JournalFilter, JournalRow, csv};
use serde::Serialize;

use crate::Outcome;
use crate::args::JournalArgs;
use crate::refusal::print_json;
use crate::terminal::say;

#[derive(Serialize)]
struct JournalReport {
    entries: Vec<JournalRow>,
}

pub(crate) fn run(args: &JournalArgs) -> Outcome {
    let book = Scorebook::open(&args.store)?;
    let filter = JournalFilter {
        text: args.text.clone(),
        code: args.code.clone(),
        from: args.from,
        to: args.to,
        kinds: Vec::new(),
    };
    let entries = book.journal_rows(&filter)?;
    book.close()?;
    if args.json {
        print_json(&JournalReport { entries })?;
    } else if args.csv {
        say(format_args!("{}", csv(&entries).trim_end()));
    } else {
        entries.iter().for_each(print);
    }
    Ok(true)
}

fn print(row: &JournalRow) {
    let taken_back =
        row.undone_by.map(|by| format!(" (đã hoàn tác ở mục {by})")).unwrap_or_default();
    say(format_args!(
        "{:>5}  {}  {}{taken_back}",
        row.id,
        row.at.format("%d/%m/%Y %H:%M:%S"),
        row.sentence
    ));
    for detail in &row.details {
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".into());
        let place = detail.code.as_ref().map(|c| format!("{c}, ")).unwrap_or_default();
        say(format_args!(
            "       {place}{}: {} → {}",
            detail.field,
            shown(&detail.before),
            shown(&detail.after)
        ));
    }
}
