//! One and the same sheet gives one and the same plan, in whatever format it comes.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use proptest::prelude::*;
use scorebook::ImportPlan;
use support::binary::{as_xls, as_xlsb};
use support::documents::{as_spreadsheet_ml, doc, odt, rtf};
use support::formats::{
    SHEET, Texts, as_csv, as_html, as_ods, as_xlsx, docx, in_1258, in_tcvn3, latin_bytes, utf16,
};
use support::{plan_bytes, scores};

/// What a plan says, row by row, and what is to be said of it.
#[derive(Debug, PartialEq)]
struct Told {
    rows: Vec<String>,
    problems: Vec<String>,
}

/// `raw` is left out where the file's letters are not those of Unicode: there it is kept as it stands.
fn told(plan: &ImportPlan, with_raw: bool) -> Told {
    let rows = plan.rows.iter().map(|r| {
        let raw = if with_raw { r.raw.as_str() } else { "" };
        let cell = r.cell.as_ref().map(ToString::to_string);
        format!(
            "{} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {raw:?} {:?} {:?}",
            r.sheet,
            r.row,
            r.bucket,
            r.code,
            r.name,
            r.node,
            r.state,
            r.points,
            cell,
            r.evidence,
            r.explanation
        )
    });
    let problems = plan.problems.iter().filter(|p| p.finding.code() != "legacy_text");
    let problems = problems.map(|p| format!("{:?} {:?} {}", p.severity, p.at, p.finding.code()));
    Told { rows: rows.collect(), problems: problems.collect() }
}

fn agree(name: &str, bytes: Vec<u8>, expected: &Told, with_raw: bool) -> Result<(), TestCaseError> {
    let plan = plan_bytes(name, bytes, None);
    prop_assert_eq!(&told(&plan, with_raw), expected, "{}", name);
    Ok(())
}

const CRITERIA: [(&str, &str, &str); 8] = [
    ("1", "Công tác chỉ đạo, điều hành", "5,5"),
    ("1.1.1", "Ban hành kế hoạch đúng thời hạn", "0,5"),
    ("1.1.2", "Mức độ hoàn thành kế hoạch", "1,5"),
    ("1.2", "Thực hiện chế độ báo cáo định kỳ", "1"),
    ("1.3", "Đánh giá của lãnh đạo, quản lý", "1"),
    ("1.10", "Sáng kiến, giải pháp mới", "1,5"),
    ("2.1.1", "Tỷ lệ hồ sơ giải quyết đúng hạn", "0,75"),
    ("2.2", "Công khai thủ tục hành chính", "2"),
];

fn a_row() -> impl Strategy<Value = Vec<String>> {
    let score = prop::sample::select(vec![
        "",
        "0,5",
        "0,25 điểm",
        "1/1",
        "2",
        "Không áp dụng",
        "chưa có số liệu",
        "1.234",
        "x",
        "-1",
        "=1+1",
    ]);
    let evidence = prop::sample::select(vec![
        "",
        "Kế hoạch số 12/KH-SNV",
        "Báo cáo số 7\nBáo cáo số 8",
        "Nói \"đúng hạn\"; <b>xem</b> & ghi",
        "Đã hoàn thành đúng thời hạn; mười văn bản",
    ]);
    (prop::sample::select(CRITERIA.to_vec()), score, evidence, any::<bool>()).prop_map(
        |((code, name, max), score, evidence, with_code)| {
            let code = if with_code { code } else { "" };
            [code, name, max, score, evidence].map(str::to_owned).to_vec()
        },
    )
}

fn a_sheet() -> impl Strategy<Value = (Vec<String>, Texts, Vec<String>)> {
    let letterhead = prop::sample::subsequence(
        vec![
            "UBND TỈNH SÔNG MÂY",
            "SỞ NỘI VỤ",
            "",
            "BẢNG TỰ CHẤM ĐIỂM NĂM 2024",
            "Kính gửi: Sở Tài chính",
        ],
        0..=5,
    );
    let under = prop::sample::subsequence(vec!["Người lập biểu", "GIÁM ĐỐC"], 0..=2);
    (letterhead, prop::collection::vec(a_row(), 1..8), under).prop_map(|(above, rows, below)| {
        let own = |lines: Vec<&str>| lines.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let head = [
            "STT",
            "Tiêu chí, tiêu chí thành phần",
            "Điểm tối đa",
            "Điểm tự chấm",
            "Tài liệu kiểm chứng",
        ];
        let mut table = vec![head.map(str::to_owned).to_vec()];
        table.extend(rows);
        (own(above), table, own(below))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_format_gives_the_same_plan((above, table, below) in a_sheet()) {
        let line = |text: &String| vec![text.clone(), String::new(), String::new(), String::new(), String::new()];
        let rows: Texts =
            above.iter().map(line).chain(table.clone()).chain(below.iter().map(line)).collect();
        let name = format!("{SHEET}.csv");
        let expected = plan_bytes("a.xlsx", as_xlsx(&rows), None);
        let (with_raw, without) = (told(&expected, true), told(&expected, false));

        agree("a.xlsm", as_xlsx(&rows), &with_raw, true)?;
        agree("a.xlsb", as_xlsb(&rows), &with_raw, true)?;
        agree("a.xls", as_xls(&rows), &with_raw, true)?;
        agree("a.ods", as_ods(&rows), &with_raw, true)?;
        agree("a.xml", as_spreadsheet_ml(&rows), &with_raw, true)?;
        agree("a.docx", docx(&above, &table, &below), &with_raw, true)?;
        agree("a.odt", odt(&above, &table, &below), &with_raw, true)?;
        agree("a.rtf", rtf(&above, &table, &below), &with_raw, true)?;
        agree("a.doc", doc(&above, &table, &below), &with_raw, true)?;
        agree("a.html", as_html(&rows).into_bytes(), &with_raw, true)?;
        let page = format!("Version:0.9\r\nStartHTML:0000000105\r\n{}", as_html(&rows));
        agree("dán", page.into_bytes(), &with_raw, true)?;
        for separator in [';', ',', '\t'] {
            let csv = as_csv(&rows, separator);
            agree(&name, csv.clone().into_bytes(), &with_raw, true)?;
            agree(&name, format!("\u{feff}{csv}").into_bytes(), &with_raw, true)?;
            for (little, mark) in [(true, true), (false, true), (true, false), (false, false)] {
                agree(&name, utf16(&csv, little, mark), &with_raw, true)?;
            }
            agree(&name, in_1258(&csv), &without, false)?;
            agree(&name, latin_bytes(&in_tcvn3(&csv)), &without, false)?;
        }
    }
}

#[test]
fn sheets_that_an_office_program_wrote_agree() {
    let files: [(&str, &[u8]); 4] = [
        ("mot-bang.xlsx", include_bytes!("fixtures/mot-bang.xlsx")),
        ("mot-bang.xls", include_bytes!("fixtures/mot-bang.xls")),
        ("mot-bang.ods", include_bytes!("fixtures/mot-bang.ods")),
        ("Bảng 1.csv", include_bytes!("fixtures/mot-bang.csv")),
    ];
    let plans = files.map(|(name, bytes)| (name, plan_bytes(name, bytes.to_vec(), None)));
    let (_, first) = &plans[0];
    assert_eq!(scores(first), ["1.1.1=0.5", "1.1.2=1.25"], "{:?}", first.problems);
    assert!(first.agency.is_some(), "its letterhead tells whose it is");
    for (name, plan) in &plans {
        assert_eq!(told(plan, true), told(first, true), "{name}");
    }
}
