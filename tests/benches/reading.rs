//! Reading and matching the six sample files, against bare calamine and csv on the same bytes.
#![allow(clippy::expect_used, reason = "a bench may fail loudly")]

use std::hint::black_box;
use std::io::Cursor;

use calamine::{Data, Reader};
use journeys::stopwatch::{in_turn, ms, tell};
use journeys::{moment, received};
use scorebook::Scorebook;
use scorebook::plan::SourceFile;

/// Every cell of the file, as text or number, and nothing more.
#[expect(clippy::disallowed_methods, reason = "the floor is the reader as it comes")]
fn bare(file: &SourceFile) -> usize {
    if file.name.rsplit_once('.').is_some_and(|(_, ending)| ending == "csv") {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(b';')
            .from_reader(file.bytes.as_slice());
        return reader.records().map(|r| r.expect("a record").len()).sum();
    }
    let mut book =
        calamine::open_workbook_auto_from_rs(Cursor::new(&file.bytes)).expect("a workbook");
    let mut cells = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        cells += range.used_cells().filter(|(_, _, c)| **c != Data::Empty).count();
    }
    cells
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let book =
        Scorebook::create(&folder.path().join("a.sodiem"), &plan, moment()).expect("a store");
    let (catalogue, agencies) = (book.catalogue().expect("tree"), book.agencies().expect("bodies"));
    let files: Vec<SourceFile> = sample::submissions().iter().map(|p| received(p).file).collect();
    let ours = || {
        for file in &files {
            black_box(intake::plan_submission(
                &intake::Received::read_here(file.clone()),
                &catalogue,
                &agencies,
                None,
                &[],
            ));
        }
    };
    let floor = || {
        for file in &files {
            black_box(bare(file));
        }
    };
    let (ours, floor) = in_turn(20, ours, floor);
    if !tell("reading and matching six files", ms(ours), ms(floor), "ms", 2.0) {
        std::process::exit(1);
    }
}
