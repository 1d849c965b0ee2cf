//! A small catalogue, and files made in memory to read against it.
#![allow(dead_code, unused_macros, reason = "each test file uses its part")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has failed")]

pub(crate) mod binary;
pub(crate) mod compound;
pub(crate) mod documents;
pub(crate) mod formats;

use std::io::{Cursor, Read, Write};

use intake::{Received, plan_submission};
use rust_xlsxwriter::{Formula, Workbook};
use scorebook::plan::{Bucket, PlannedRow, SourceFile};
use scorebook::{
    Agency, AgencyId, Catalogue, CatalogueNode, Correction, ImportPlan, Level, NodeId, Points,
    Scoring, Severity,
};

pub(crate) const SNV: AgencyId = AgencyId(1);
pub(crate) const VP: AgencyId = AgencyId(2);
pub(crate) const TTTT: AgencyId = AgencyId(3);
pub(crate) const TC: AgencyId = AgencyId(4);

/// The year the small catalogue is for.
pub(crate) const YEAR: i32 = 2024;

/// Code, name, maximum, scoring, lead. Fields and criteria with children have no scoring.
type Line = (&'static str, &'static str, &'static str, Option<Scoring>, Option<AgencyId>);

const OWN: Option<Scoring> = Some(Scoring::SelfScored);
const SURVEY: Option<Scoring> = Some(Scoring::Survey);

const LINES: [Line; 17] = [
    ("1", "Công tác chỉ đạo, điều hành", "5.5", None, None),
    ("1.1", "Kế hoạch cải cách hành chính năm", "2", None, None),
    ("1.1.1", "Ban hành kế hoạch đúng thời hạn", "0.5", OWN, Some(SNV)),
    ("1.1.2", "Mức độ hoàn thành kế hoạch", "1.5", OWN, Some(SNV)),
    ("1.2", "Thực hiện chế độ báo cáo định kỳ", "1", OWN, Some(SNV)),
    ("1.3", "Đánh giá của lãnh đạo, quản lý", "1", SURVEY, None),
    ("1.10", "Sáng kiến, giải pháp mới", "1.5", OWN, Some(SNV)),
    ("2", "Cải cách thủ tục hành chính", "3.25", None, None),
    ("2.1", "Kết quả giải quyết hồ sơ", "1.25", None, None),
    ("2.1.1", "Tỷ lệ hồ sơ giải quyết đúng hạn", "0.75", OWN, Some(VP)),
    ("2.1.2", "Tỷ lệ hồ sơ trực tuyến giải quyết đúng hạn", "0.5", OWN, Some(VP)),
    ("2.2", "Công khai thủ tục hành chính", "2", OWN, Some(VP)),
    ("3", "Hiện đại hoá hành chính", "3", None, None),
    ("3.1", "Chính quyền điện tử", "1", None, None),
    ("3.1.1", "Chất lượng dịch vụ", "1", OWN, Some(TTTT)),
    ("3.2", "Chính quyền số", "2", None, None),
    ("3.2.1", "Chất lượng dịch vụ", "2", OWN, Some(TTTT)),
];

pub(crate) fn points(text: &str) -> Points {
    Points::from_decimal(text).expect("a number of points")
}

pub(crate) fn catalogue() -> Catalogue {
    let mut nodes: Vec<CatalogueNode> = Vec::new();
    for (id, (code, name, max, scoring, lead)) in (1..).zip(LINES) {
        let code: scorebook::Code = code.parse().expect("a code");
        let parent = code.parent().and_then(|p| nodes.iter().find(|n| n.code == p)).map(|n| n.id);
        let level = [Level::Field, Level::Criterion, Level::Component][code.depth() - 1];
        nodes.push(CatalogueNode {
            id: NodeId(id),
            parent,
            level,
            code,
            name: name.into(),
            max_points: points(max),
            scoring,
            prior_code: None,
            baselines: Vec::new(),
            lead,
            partners: Vec::new(),
            sheet: "Bộ tiêu chí".into(),
            cell: format!("C{id}"),
            scale: Vec::new(),
        });
    }
    Catalogue { year: YEAR, nodes }
}

pub(crate) fn agencies() -> Vec<Agency> {
    ["Sở Nội vụ", "Văn phòng UBND tỉnh", "Sở Thông tin và Truyền thông", "Sở Tài chính"]
        .iter()
        .zip(1..)
        .map(|(name, id)| Agency { id: AgencyId(id), name: (*name).into(), aliases: Vec::new() })
        .collect()
}

/// A cell to write.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    Text(String),
    Number(f64),
    /// A formula with the result its program stored, if it stored one.
    Formula(&'static str, Option<&'static str>),
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }
}

impl From<f64> for Cell {
    fn from(n: f64) -> Self {
        Self::Number(n)
    }
}

/// A row of cells of mixed kinds.
#[macro_export]
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::support::Cell::from($cell)),*] };
}

/// An .xlsx of those sheets.
pub(crate) fn xlsx(sheets: &[(&str, Vec<Vec<Cell>>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a sheet name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(text) => sheet.write_string(row, column, text).map(|_| ()),
                    Cell::Number(n) => sheet.write_number(row, column, *n).map(|_| ()),
                    Cell::Formula(formula, result) => {
                        let formula =
                            Formula::new(*formula).set_result(result.unwrap_or(NO_RESULT));
                        sheet.write_formula(row, column, formula).map(|_| ())
                    }
                    Cell::Empty => Ok(()),
                }
                .expect("a cell");
            }
        }
    }
    without_results(&book.save_to_buffer().expect("a workbook"))
}

/// What stands for a result that is not stored, until [`without_results`] takes it out.
const NO_RESULT: &str = "KHONG-LUU";

/// The writer always stores a result, and asks for all to be computed anew; a file that Excel has saved does
/// neither.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    edit_parts(bytes, |part| {
        part.replace(&format!("<v>{NO_RESULT}</v>"), "").replace(" fullCalcOnLoad=\"1\"", "")
    })
}

/// The container with every XML part rewritten.
pub(crate) fn edit_parts(bytes: &[u8], edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a container");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let name = part.name().expect("a name").to_string();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        to.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        to.write_all(edit(&text).as_bytes()).expect("written");
    }
    to.finish().expect("a container").into_inner()
}

/// The headings most tests use.
pub(crate) fn head() -> Vec<Cell> {
    row!["STT", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Điểm tự chấm"]
}

/// Understands the bytes as Sở Nội vụ's file.
pub(crate) fn plan_bytes(name: &str, bytes: Vec<u8>, given: Option<AgencyId>) -> ImportPlan {
    plan_submission(
        &Received::read_here(SourceFile::new(name, bytes)),
        &catalogue(),
        &agencies(),
        given,
        &[],
    )
}

/// Understands one sheet "Bảng" as that body's file.
pub(crate) fn plan_for(agency: AgencyId, rows: Vec<Vec<Cell>>) -> ImportPlan {
    plan_bytes("tep.xlsx", xlsx(&[("Bảng", rows)]), Some(agency))
}

/// Understands one sheet "Bảng" as Sở Nội vụ's file.
pub(crate) fn plan(rows: Vec<Vec<Cell>>) -> ImportPlan {
    plan_for(SNV, rows)
}

/// Understands one sheet "Bảng" as Sở Nội vụ's file, with these corrections.
pub(crate) fn corrected(rows: Vec<Vec<Cell>>, corrections: &[Correction]) -> ImportPlan {
    let file = SourceFile::new("tep.xlsx", xlsx(&[("Bảng", rows)]));
    let received = Received::read_here(file);
    plan_submission(&received, &catalogue(), &agencies(), Some(SNV), corrections)
}

/// One criterion row under the usual headings.
pub(crate) fn one(row: Vec<Cell>) -> ImportPlan {
    plan(vec![head(), row])
}

/// "blocking over_max D2" for every problem but those about rows that are merely absent.
pub(crate) fn problems(plan: &ImportPlan) -> Vec<String> {
    let tell = |p: &scorebook::Problem| {
        let severity: &str = p.severity.into();
        let at = p.at.as_ref().map(|at| format!(" {}", at.a1())).unwrap_or_default();
        format!("{severity} {}{at}", p.finding.code())
    };
    plan.problems.iter().filter(|p| p.finding.code() != "missing_row").map(tell).collect()
}

/// The codes of problems that block.
pub(crate) fn blocking(plan: &ImportPlan) -> Vec<&'static str> {
    let blocks = |p: &&scorebook::Problem| p.severity == Severity::Blocking;
    plan.problems.iter().filter(blocks).map(|p| p.finding.code()).collect()
}

pub(crate) fn has(plan: &ImportPlan, code: &str) -> bool {
    plan.problems.iter().any(|p| p.finding.code() == code)
}

/// The row a criterion was taken from.
pub(crate) fn row_of<'a>(plan: &'a ImportPlan, code: &str) -> Option<&'a PlannedRow> {
    let catalogue = catalogue();
    let node = catalogue.by_code(&code.parse().expect("a code")).expect("in the catalogue").id;
    plan.rows.iter().find(|r| r.node == Some(node) && r.state.is_some())
}

/// "1.1.1=0.5" for every row that would be written with a score.
pub(crate) fn scores(plan: &ImportPlan) -> Vec<String> {
    let catalogue = catalogue();
    let tell = |r: &PlannedRow| {
        let code = &catalogue.node(r.node?)?.code;
        Some(format!("{code}={}", r.points?.to_decimal()))
    };
    plan.rows.iter().filter_map(tell).collect()
}

/// The bucket of a 1-based row of the first sheet.
pub(crate) fn bucket(plan: &ImportPlan, number: u32) -> Option<Bucket> {
    plan.rows.iter().find(|r| r.row + 1 == number).map(|r| r.bucket)
}
