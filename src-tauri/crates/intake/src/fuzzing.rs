//! Every parser of ours, to be tried with any bytes: by `tests/parsers.rs` on what is kept in `fuzz/corpus`
//! and changes of it, and by hand with `cargo fuzz`. None may panic, and what each promises is checked.

use std::sync::LazyLock;

use scorebook::plan::{CataloguePlan, SourceFile};
use scorebook::report::RowCounts;
use scorebook::{Code, Points};

use crate::received::Received;
use crate::score::Notation;
use crate::workbook::fuzzing as files;
use crate::{codes, container, heading, score};

/// A parser by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All of them; the names are those of `fuzz/fuzz_targets` and `fuzz/corpus`.
pub const TARGETS: [Target; 17] = [
    ("code", code),
    ("codes", codes),
    ("compound", files::compound),
    ("container", container),
    ("delimited", files::delimited),
    ("doc", files::doc),
    ("heading", heading),
    ("html", files::html),
    ("layout", files::layout),
    ("odt", files::odt),
    ("plan", plan),
    ("points", points),
    ("rtf", files::rtf),
    ("score", score),
    ("spreadsheet_ml", files::spreadsheet_ml),
    ("word", files::word),
    ("xlsb", files::xlsb),
];

/// Runs the parser of that name.
pub fn run(name: &str, data: &[u8]) {
    if let Some((_, target)) = TARGETS.iter().find(|(target, _)| *target == name) {
        files::kind(data);
        target(data);
    }
}

/// A canonical code is written as it was read.
fn code(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(code) = text.parse::<Code>() {
        assert_eq!(code.to_string(), text, "one code, one writing");
    }
}

/// A code as people write it becomes a canonical one.
fn codes(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(code) = codes::parse(&text) {
        assert_eq!(code.to_string().parse(), Ok(code), "a code that is found is canonical");
    }
    if let Some((_, name)) = codes::leading(&text) {
        assert!(text.contains(name), "the name is part of the text");
    }
}

/// Points are written as they are read.
fn points(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(points) = Points::from_decimal(&text) {
        assert_eq!(Points::from_decimal(&points.to_decimal()), Some(points), "{text}");
    }
}

/// A score cell, whatever the column's decimal sign.
fn score(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for notation in [Notation::default(), Notation::of(text.lines())] {
        let _ = score::read_text(&text, notation);
    }
    let _ = score::is_figure(&text);
}

/// A heading.
fn heading(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = heading::meaning(&text, YEAR);
    let _ = heading::year_in(&text);
}

/// An archive, a message or a signed file.
fn container(data: &[u8]) {
    if let Ok(opened) = container::open("a", data.to_vec()) {
        assert!(!opened.files.is_empty(), "what is opened holds a file");
    }
}

const YEAR: i32 = 2024;

/// A small bộ tiêu chí to understand sheets against.
const CATALOGUE: &str = "Mã;Tên tiêu chí;Điểm tối đa;Cách chấm;Cơ quan chủ trì\n\
    1;Công tác chỉ đạo, điều hành;2,5;;\n\
    1.1;Kế hoạch cải cách hành chính;2;;\n\
    1.1.1;Ban hành kế hoạch đúng thời hạn;0,5;Tự chấm;Sở Nội vụ\n\
    1.1.2;Mức độ hoàn thành kế hoạch;1,5;Tự chấm;Sở Nội vụ\n\
    1.2;Chế độ báo cáo;0,5;Tự chấm;Văn phòng UBND tỉnh\n";

static YEAR_OF_TRIAL: LazyLock<CataloguePlan> = LazyLock::new(|| {
    let file = SourceFile::new("bo-tieu-chi.csv", CATALOGUE.as_bytes().to_vec());
    crate::plan_catalogue(&Received::read_here(file), YEAR)
});

/// A sheet, as a text with separators: every row ends in one bucket.
fn plan(data: &[u8]) {
    let received = Received::read_here(SourceFile::new("a.csv", data.to_vec()));
    let year = &*YEAR_OF_TRIAL;
    let plan = crate::plan_submission(&received, &year.catalogue, &year.agencies, None, &[]);
    if let Ok(workbook) = &received.workbook {
        let with_text: usize = workbook.sheets.iter().map(|s| s.rows().len()).sum();
        assert_eq!(plan.rows.len(), with_text, "every row that holds text is in the plan, once");
    }
    let counts = RowCounts::of(&plan);
    assert_eq!(counts.read as usize, plan.rows.len(), "the buckets add up");
    let _ = crate::plan_catalogue(&received, YEAR);
}
