//! Reading and matching the six sample files, against bare calamine and csv on the same bytes; and how the
//! time grows with the rows of one file.
#![allow(clippy::expect_used, reason = "a bench may fail loudly")]

use std::fmt::Write;
use std::hint::black_box;
use std::io::Cursor;

use calamine::{Data, Reader};
use intake::{Known, Received};
use journeys::stopwatch::{in_turn, ms, tell};
use journeys::{moment, received};
use scorebook::plan::SourceFile;
use scorebook::{Catalogue, Scorebook};

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
        let known = Known::new(&catalogue, &agencies);
        for file in &files {
            black_box(known.plan(&Received::read_here(file.clone()), None, &[]));
        }
    };
    let floor = || {
        for file in &files {
            black_box(bare(file));
        }
    };
    let (ours, floor) = in_turn(20, ours, floor);
    let fast = tell("reading and matching six files", ms(ours), ms(floor), "ms", 2.0);

    // ten times the rows may take little more than ten times as long
    let (few, many) = (long(&catalogue, 2_000), long(&catalogue, 20_000));
    let understand = |received: &Received| {
        black_box(intake::plan_submission(received, &catalogue, &agencies, None, &[]));
    };
    let (many, few) = in_turn(5, || understand(&many), || understand(&few));
    let linear = tell("understanding 20,000 rows against 2,000", ms(many), ms(few), "ms", 13.0);
    if !fast || !linear {
        std::process::exit(1);
    }
}

/// A file of so many rows: the criteria over and over, an option and a blank row under each, headers and
/// sums between.
fn long(catalogue: &Catalogue, rows: usize) -> Received {
    let mut text = String::from("STT;Tiêu chí;Điểm tối đa;Điểm tự chấm;Giải trình\n");
    let nodes = catalogue.nodes.iter().cycle();
    for (at, node) in nodes.enumerate().take(rows / 2) {
        let _ = writeln!(text, "{};{};;;", node.code, node.name.replace(';', ","));
        text.push_str("-;Đạt trên 95%;1,5;;Theo báo cáo của các đơn vị\n");
        if at % 500 == 499 {
            text.push_str(";Tổng cộng;;0;\nSTT;Tiêu chí;Điểm tối đa;Điểm tự chấm;Giải trình\n");
        }
    }
    Received::read_here(SourceFile::new("SNV_dai.csv", text.into_bytes()))
}
