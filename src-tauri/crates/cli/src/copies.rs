//! `sodiem copy`, `backup`, `backups`, `restore`, `recover`: books as files.

use std::path::Path;

use chrono::NaiveDateTime;
use scorebook::backup::{self, Backup, Holdings};
use scorebook::error::file_name;
use scorebook::recover;
use scorebook::vi;
use serde::Serialize;

use crate::Outcome;
use crate::args::{BackupArgs, BackupsArgs, CopyArgs, RecoverArgs, RestoreArgs};
use crate::refusal::print_json;
use crate::terminal::{complain, say};

#[derive(Serialize)]
struct BackupReport {
    file: String,
    at: NaiveDateTime,
    size: u64,
    submissions: Option<u64>,
    decisions: Option<u64>,
}

#[derive(Serialize)]
struct BackupsReport {
    backups: Vec<BackupReport>,
}

#[derive(Serialize)]
struct RestoreReport {
    /// The backup of what was replaced.
    kept: Option<String>,
    submissions: u64,
    decisions: u64,
}

pub(crate) fn copy(args: &CopyArgs) -> Outcome {
    let holds = backup::copy(&args.store, &args.out)?;
    say(format_args!("Đã chép sổ vào {} ({}), đã kiểm tra.", args.out.display(), told(holds)));
    Ok(true)
}

pub(crate) fn back_up(args: &BackupArgs, now: NaiveDateTime) -> Outcome {
    let made = backup::make(&args.store, args.to.as_deref(), now)?;
    if args.json {
        print_json(&report(&made))?;
    } else {
        say(format_args!("Đã sao lưu vào {}, đã kiểm tra.", line(&made)));
    }
    Ok(true)
}

pub(crate) fn list(args: &BackupsArgs) -> Outcome {
    let backups = backup::list(&args.store, &[])?;
    if args.json {
        print_json(&BackupsReport { backups: backups.iter().map(report).collect() })?;
    } else if backups.is_empty() {
        say(format_args!("Chưa có bản sao lưu nào của sổ này trong thư mục của sổ."));
    } else {
        for backup in &backups {
            say(format_args!("{}", line(backup)));
        }
    }
    Ok(true)
}

pub(crate) fn restore(args: &RestoreArgs, now: NaiveDateTime) -> Outcome {
    let restored = backup::restore(&args.store, &args.from, now)?;
    for log in &restored.set_aside {
        complain(format_args!("{}", vi::set_aside(log)));
    }
    let kept = restored.kept.as_deref().map(|kept| kept.display().to_string());
    if args.json {
        print_json(&RestoreReport {
            kept,
            submissions: restored.holds.submissions,
            decisions: restored.holds.decisions,
        })?;
        return Ok(true);
    }
    say(format_args!(
        "Đã khôi phục {} từ {} ({}).",
        file_name(&args.store),
        args.from.display(),
        told(restored.holds)
    ));
    if let Some(kept) = kept {
        say(format_args!("Sổ trước khi khôi phục được giữ ở {kept}."));
    }
    Ok(true)
}

pub(crate) fn recover(args: &RecoverArgs, now: NaiveDateTime) -> Outcome {
    let recovered = recover::recover(&args.store, &args.out, now)?;
    if args.json {
        print_json(&recovered)?;
        return Ok(true);
    }
    let taken = &recovered.taken;
    say(format_args!(
        "Đã lấy lại vào {}: {} bản tự chấm, {} quyết định, {} tệp gốc, {} mục nhật ký.",
        args.out.display(),
        taken.submissions,
        taken.decisions,
        taken.originals,
        taken.journal_entries
    ));
    if recovered.lost.is_empty() {
        say(format_args!("Không mất gì."));
    } else {
        say(format_args!("Không lấy lại được:"));
        recovered.lost.iter().for_each(|what| say(format_args!("  {what}")));
    }
    Ok(true)
}

fn report(backup: &Backup) -> BackupReport {
    BackupReport {
        file: shown(&backup.file),
        at: backup.at,
        size: backup.size,
        submissions: backup.holds.map(|h| h.submissions),
        decisions: backup.holds.map(|h| h.decisions),
    }
}

fn line(backup: &Backup) -> String {
    let holds = backup.holds.map_or_else(|| "không đọc được".to_owned(), told);
    format!(
        "{} ({}, {} KB, {holds})",
        shown(&backup.file),
        backup.at.format("%d/%m/%Y %H:%M:%S"),
        backup.size.div_ceil(1024)
    )
}

fn told(holds: Holdings) -> String {
    format!("{} bản tự chấm, {} quyết định", holds.submissions, holds.decisions)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
