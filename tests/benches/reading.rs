//! Reading and matching the six sample files, against bare calamine and csv on the same bytes; the same of ten
//! files of strangers, read in the child; what understanding and showing cost beside reading; and how the time
//! grows with the rows of one file.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench may fail loudly, and reports"
)]

use std::cell::LazyCell;
use std::fmt::Write;
use std::hint::black_box;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader};
use intake::{CatalogueIndex, Received};
use journeys::stopwatch::{in_turn, ms, tell};
use journeys::{moment, received};
use reading::Cancel;
use scorebook::plan::SourceFile;
use scorebook::report::ProblemReport;
use scorebook::{Agency, Catalogue, Scorebook};

/// Files that people made for their own ends, large and small, among the hostile ones of `../shared/corpus/poi`.
const STRANGERS: [&str; 10] = [
    "44891.xls",
    "53446.xls",
    "51585.xlsx",
    "CVLKRA-KYC_Download_File_Structure_V3.1.xlsx",
    "StructuredRefs-lots-with-lookups.xlsx",
    "angelo.edu_content_files_19555-nsse-2011-multiyear-benchmark.xls",
    "bug62181.xlsx",
    "com.aida-tour.www_SPO_files_maldives%20august%20october.xls",
    "florida_data.ashx.xls",
    "no_drawing_patriarch.xlsx",
];

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
    // this program is its own reading child
    reading::serve_if_asked();
    let folder = tempfile::tempdir().expect("a folder");
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let book =
        Scorebook::create(&folder.path().join("a.sodiem"), &plan, moment()).expect("a store");
    let (catalogue, agencies) = (book.catalogue().expect("tree"), book.agencies().expect("bodies"));
    let files: Vec<SourceFile> = sample::submissions().iter().map(|p| received(p).file).collect();
    let ours = || {
        // as `sodiem import` does it, but for the child
        let known = LazyCell::new(|| CatalogueIndex::new(&catalogue, &agencies));
        let done: Result<(), ()> = reading::ahead(
            &files,
            |file| Received::read_here((*file).clone()),
            |_, received| {
                black_box(known.plan(&received, None, &[]));
                Ok(())
            },
        );
        done.expect("nothing fails");
    };
    let floor = || {
        for file in &files {
            black_box(bare(file));
        }
    };
    // both take a thousandth of a second or two: enough rounds that both meet their best
    let (ours, floor) = in_turn(600, ours, floor);
    let fast = tell("reading and matching six files", ms(ours), ms(floor), "ms", 2.0);

    let foreign = strangers();
    let shown = hundred(&book, &catalogue, &agencies);

    // ten times the rows may take little more than ten times as long
    let (few, many) = (long(&catalogue, 2_000), long(&catalogue, 20_000));
    let understand = |received: &Received| {
        black_box(intake::plan_submission(received, &catalogue, &agencies, None, &[]));
    };
    let (many, few) = in_turn(5, || understand(&many), || understand(&few));
    let linear = tell("understanding 20,000 rows against 2,000", ms(many), ms(few), "ms", 13.0);
    if !(fast && foreign && shown && linear) {
        std::process::exit(1);
    }
}

/// Ten files through the child, whose start is counted once in every round.
fn strangers() -> bool {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/poi");
    let read = |name: &&str| {
        let path = folder.join(format!("test-data__spreadsheet__{name}"));
        std::fs::read(path).map(|bytes| SourceFile::new(*name, bytes)).ok()
    };
    let files: Vec<SourceFile> = STRANGERS.iter().filter_map(read).collect();
    if files.len() < STRANGERS.len() {
        println!(
            "reading ten files of strangers: ../shared/corpus is not here, nothing was measured"
        );
        return true;
    }
    let ours = || {
        let mut reader = reading::Reader::new();
        for file in &files {
            black_box(reader.read(file.clone(), &Cancel::default()).expect("an answer"));
        }
    };
    let floor = || {
        for file in &files {
            black_box(bare(file));
        }
    };
    let (ours, floor) = in_turn(7, ours, floor);
    tell("reading ten files of strangers in the child", ms(ours), ms(floor), "ms", 2.0)
}

/// A hundred files of 300 rows, as they would wait in Tiếp nhận: read, understood, and written out for the
/// window; against their reading alone.
fn hundred(book: &Scorebook, catalogue: &Catalogue, agencies: &[Agency]) -> bool {
    let file = long(catalogue, 300).file;
    let mut reader = reading::Reader::new();
    let mut read = || reader.read(file.clone(), &Cancel::default()).expect("an answer");
    let memory = book.memory().expect("memory");
    let understand = |received: &Received| {
        let known = CatalogueIndex::new(catalogue, agencies);
        let plan = known.plan_with_memory(received, None, &[], &memory);
        let difference = book.difference(&plan).expect("a difference");
        let rows = plan.rows.iter().map(|r| (r.row, r.bucket, &r.code, &r.name, &r.raw));
        let rows: Vec<_> = rows.collect();
        let problems: Vec<_> = plan.problems.iter().map(ProblemReport::from).collect();
        black_box(serde_json::to_vec(&(rows, problems, &difference)).expect("JSON"));
    };
    let read_all: Vec<Received> = (0..100).map(|_| read()).collect();
    let (both, alone) = in_turn(
        5,
        || {
            for received in &read_all {
                understand(received);
            }
        },
        || {
            for _ in 0..100 {
                black_box(read());
            }
        },
    );
    let all = ms(both) + ms(alone);
    tell("taking in 100 files of 300 rows against reading them", all, ms(alone), "ms", 3.0)
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
