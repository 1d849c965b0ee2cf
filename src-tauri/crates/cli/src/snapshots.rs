//! `sodiem snapshots`: every frozen state of the figures, and the documents that were saved from it.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::args::SnapshotsArgs;
use crate::refusal::print_json;
use crate::terminal::say;
use crate::{Outcome, store};

#[derive(Serialize)]
struct SnapshotsReport {
    snapshots: Vec<SnapshotReport>,
}

#[derive(Serialize)]
struct SnapshotReport {
    number: i64,
    code: String,
    year: i32,
    taken_at: NaiveDateTime,
    documents: Vec<DocumentReport>,
}

#[derive(Serialize)]
struct DocumentReport {
    kind: String,
    agency: Option<String>,
    file: String,
    saved_at: NaiveDateTime,
    size: u64,
    sha256: String,
}

pub(crate) fn run(args: &SnapshotsArgs) -> Outcome {
    let book = store::open(&args.store)?;
    let (lines, saved) = (book.snapshots()?, book.documents()?);
    book.close()?;
    let report = lines.iter().map(|line| SnapshotReport {
        number: line.number,
        code: line.code(),
        year: line.year,
        taken_at: line.taken_at,
        documents: saved
            .iter()
            .filter(|d| d.label.snapshot == line.number)
            .map(|d| DocumentReport {
                kind: d.label.kind.clone(),
                agency: d.label.agency.clone(),
                file: d.name.clone(),
                saved_at: d.saved_at,
                size: d.size,
                sha256: d.sha256.clone(),
            })
            .collect(),
    });
    let report = SnapshotsReport { snapshots: report.collect() };
    if args.json {
        print_json(&report)?;
        return Ok(true);
    }
    if report.snapshots.is_empty() {
        say(format_args!("Sổ chưa có bản chốt số liệu nào."));
    }
    for snapshot in &report.snapshots {
        let at = snapshot.taken_at.format("%d/%m/%Y %H:%M:%S");
        say(format_args!("{:>4}  {at}  {}", snapshot.number, snapshot.code));
        for document in &snapshot.documents {
            let at = document.saved_at.format("%d/%m/%Y %H:%M:%S");
            say(format_args!("        {} (lưu lúc {at})", document.file));
        }
    }
    Ok(true)
}
