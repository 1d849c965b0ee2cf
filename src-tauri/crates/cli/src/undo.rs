//! `sodiem undo` takes back the last change that can be taken back; `sodiem redo` makes it again.

use chrono::NaiveDateTime;

use crate::Outcome;
use crate::args::UndoArgs;
use crate::store;
use crate::terminal::say;

pub(crate) fn run(args: &UndoArgs, now: NaiveDateTime) -> Outcome {
    let mut book = store::open(&args.store)?;
    let undone = book.undo(now)?;
    book.close()?;
    say(format_args!("Đã hoàn tác: {}.", undone.what));
    for stays in &undone.stays {
        say(format_args!("{stays}."));
    }
    Ok(true)
}

pub(crate) fn again(args: &UndoArgs, now: NaiveDateTime) -> Outcome {
    let mut book = store::open(&args.store)?;
    let redone = book.redo(now)?;
    book.close()?;
    say(format_args!("Đã làm lại: {redone}."));
    Ok(true)
}
