//! `sodiem journal`: what was done to the store, newest first.

use scorebook::journal::{ChangedRow, JournalFilter, JournalRow, csv};
use serde::Serialize;

use crate::Outcome;
use crate::args::JournalArgs;
use crate::refusal::print_json;
use crate::store;
use crate::terminal::{say, say_whole};

#[derive(Serialize)]
struct JournalReport {
    entries: Vec<JournalRow>,
}

pub(crate) fn run(args: &JournalArgs) -> Outcome {
    let book = store::open(&args.store)?;
    if let Some(entry) = args.entry {
        let rows = book.rows_of_entry(entry)?;
        book.close()?;
        if args.json {
            print_json(&rows)?;
        } else {
            rows.iter().for_each(print_row);
        }
        return Ok(true);
    }
    let filter = JournalFilter {
        text: args.text.clone(),
        code: args.code.clone(),
        from: args.from,
        to: args.to,
        kinds: Vec::new(),
    };
    let mut entries = book.journal_rows(&filter)?;
    if let Some(other) = &args.beside {
        let other = store::open(other)?;
        let common = book.common_entry(&other)?;
        entries.retain(|row| row.id > common);
        let mut others = other.journal_rows(&filter)?;
        others.retain(|row| row.id > common);
        book.close()?;
        other.close()?;
        return beside(args.json, common, entries, others);
    }
    book.close()?;
    if args.json {
        print_json(&JournalReport { entries })?;
    } else if args.csv {
        say_whole(csv(&entries).trim_end());
    } else {
        entries.iter().for_each(print);
    }
    Ok(true)
}

/// Two journals from where they part, newest first.
#[derive(Serialize)]
struct Parted {
    common: i64,
    here: Vec<JournalRow>,
    there: Vec<JournalRow>,
}

fn beside(json: bool, common: i64, here: Vec<JournalRow>, there: Vec<JournalRow>) -> Outcome {
    if json {
        print_json(&Parted { common, here, there })?;
        return Ok(true);
    }
    match (common, here.is_empty(), there.is_empty()) {
        (0, ..) => say(format_args!("Hai sổ không có mục nhật ký nào chung.")),
        (_, true, true) => say(format_args!("Hai sổ giống nhau đến mục cuối, số {common}.")),
        (_, true, false) => say(format_args!("Sổ này là bản cũ hơn: hết ở mục {common}.")),
        (_, false, true) => say(format_args!("Sổ kia là bản cũ hơn: hết ở mục {common}.")),
        _ => say(format_args!("Hai sổ giống nhau đến mục {common}, từ đó mỗi sổ ghi một khác.")),
    }
    for (title, rows) in [("Sổ này:", &here), ("Sổ kia:", &there)] {
        if !rows.is_empty() {
            say(format_args!("{title}"));
            rows.iter().for_each(print);
        }
    }
    Ok(true)
}

/// A row as it is stored, column by column.
fn print_row(row: &ChangedRow) {
    say(format_args!("{} ({}), dòng {}", row.name, row.table, row.row));
    for column in &row.columns {
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".into());
        say(format_args!(
            "       {}: {} → {}",
            column.column,
            shown(&column.before),
            shown(&column.after)
        ));
    }
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
    if let Some(author) = &row.author {
        say(format_args!("       {} ở máy {}", author.account, author.machine));
    }
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
