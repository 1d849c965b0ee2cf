//! What the officer changes about how a file is understood: each kind does what it says, says so when it
//! finds nothing to change, and leaves nothing when it is taken back.
#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use intake::{Received, plan_submission};
use proptest::prelude::*;
use scorebook::correction::DecimalSign;
use scorebook::plan::{Bucket, ColumnRole, SourceFile};
use scorebook::submission::ScoreState;
use scorebook::{Correction, Finding, ImportPlan};
use support::{
    Cell, SNV, TTTT, agencies, blocking, bucket, catalogue, corrected, has, head, points, problems,
    row_of, scores, xlsx,
};

const SHEET: &str = "Bảng";

fn header(first: u32, last: u32) -> Correction {
    Correction::Header { sheet: SHEET.into(), first, last }
}

fn column(header: u32, column: u32, role: ColumnRole) -> Correction {
    Correction::Column { sheet: SHEET.into(), header, column, role }
}

fn matched(row: u32, code: &str) -> Correction {
    Correction::Match { sheet: SHEET.into(), row, criterion: code.parse().unwrap() }
}

fn excluded(row: u32) -> Correction {
    Correction::Exclude { sheet: SHEET.into(), row, reason: "ghi nhầm".into() }
}

fn value(row: u32, text: Option<&str>) -> Correction {
    let reason = "theo công văn đính chính".into();
    Correction::Value { sheet: SHEET.into(), row, points: text.map(points), reason }
}

fn notation(header: u32, column: u32, notation: DecimalSign) -> Correction {
    Correction::Notation { sheet: SHEET.into(), header, column, notation }
}

/// Two columns that could be the score, both filled.
fn two_scores() -> Vec<Vec<Cell>> {
    vec![
        row!["STT", "Tiêu chí", "Điểm tự chấm", "Điểm tự đánh giá"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.25, 0.5],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.0, 1.5],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", "", 1.0],
    ]
}

#[test]
fn rows_that_no_word_tells_are_a_header_when_the_officer_says_so() {
    let rows = vec![
        row!["Biểu số 01", "", ""],
        row!["Số", "Các việc đã làm", "Mức"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.25],
    ];
    assert_eq!(blocking(&support::plan(rows.clone())), ["no_table"], "no word is known");
    let said = [header(1, 1)];
    let plan = corrected(rows.clone(), &said);
    assert_eq!(blocking(&plan), ["no_score_column"], "a header alone tells no column");
    assert_eq!(scores(&plan), [] as [&str; 0], "and nothing is read from it");
    let said = [
        header(1, 1),
        column(1, 0, ColumnRole::Code),
        column(1, 1, ColumnRole::Name),
        column(1, 2, ColumnRole::Score),
    ];
    let plan = corrected(rows, &said);
    assert_eq!(blocking(&plan), [] as [&str; 0], "now it is understood");
    assert_eq!(scores(&plan), ["1.1.1=0.25"]);
}

#[test]
fn a_header_that_was_seen_elsewhere_gives_way_to_the_officers() {
    let rows = vec![
        row!["STT", "Tiêu chí", "Điểm", ""],
        row!["", "", "tối đa", "tự chấm"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25],
    ];
    let plan = corrected(rows, &[header(0, 1)]);
    let table = &plan.tables[0];
    assert_eq!((table.header_first, table.header_last), (0, 1), "{:?}", plan.tables);
    assert_eq!(plan.tables.len(), 1, "one header, one table");
    assert_eq!(scores(&plan), ["1.1.1=0.25"]);
}

#[test]
fn every_row_is_accounted_for_between_headers() {
    let rows = || {
        vec![
            head(),
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25],
            row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"],
            row!["Mã", "Nội dung", "Tối đa", "Tự chấm"],
            row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
        ]
    };
    for said in [vec![header(3, 3)], vec![header(2, 2), header(3, 3)], vec![header(1, 1)]] {
        let plan = corrected(rows(), &said);
        let read: Vec<u32> = plan.rows.iter().map(|r| r.row).collect();
        assert_eq!(read, [0, 1, 2, 3, 4], "each row once, in order, with {said:?}");
    }
}

#[test]
fn below_the_header_the_officer_named_stand_rows() {
    let rows = vec![
        head(),
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25],
    ];
    let plan = corrected(rows, &[header(0, 0)]);
    assert_eq!(plan.tables.len(), 1, "the row below is no header of its own");
    assert_eq!(scores(&plan), ["1.1.1=0.25"]);
}

#[test]
fn a_column_means_what_the_officer_says() {
    assert_eq!(blocking(&support::plan(two_scores())), ["ambiguous_column"]);
    let plan = corrected(two_scores(), &[column(0, 2, ColumnRole::Score)]);
    assert_eq!(blocking(&plan), [] as [&str; 0]);
    assert_eq!(scores(&plan), ["1.1.1=0.25", "1.1.2=1"]);
    let plan = corrected(two_scores(), &[column(0, 2, ColumnRole::Appraisal)]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.5", "1.2=1"], "the other one is left");
    let both = [column(0, 2, ColumnRole::Score), column(0, 3, ColumnRole::Score)];
    let plan = corrected(two_scores(), &both);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.5", "1.2=1"], "the later word counts");
}

#[test]
fn a_header_repeated_below_follows_the_first() {
    let mut rows = two_scores();
    rows.push(row!["STT", "Tiêu chí", "Điểm tự chấm", "Điểm tự đánh giá"]);
    rows.push(row!["1.10", "Sáng kiến, giải pháp mới", 1.5, 1.0]);
    let plan = corrected(rows.clone(), &[column(0, 2, ColumnRole::Score)]);
    assert_eq!(blocking(&plan), [] as [&str; 0], "the same headings are not asked about twice");
    assert!(scores(&plan).contains(&"1.10=1.5".to_owned()), "{:?}", scores(&plan));
    let below = [column(0, 2, ColumnRole::Score), column(4, 3, ColumnRole::Score)];
    let plan = corrected(rows, &below);
    assert!(scores(&plan).contains(&"1.10=1".to_owned()), "unless it is told its own");
}

#[test]
fn a_table_whose_score_column_is_taken_away_is_not_read() {
    let rows = || vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25]];
    let sheets = [("Bảng", rows()), ("Phụ lục", rows())];
    let read = |corrections: &[Correction]| {
        let received = Received::read_here(SourceFile::new("tep.xlsx", xlsx(&sheets)));
        plan_submission(&received, &catalogue(), &agencies(), Some(SNV), corrections)
    };
    let away = Correction::Column {
        sheet: "Phụ lục".into(),
        header: 0,
        column: 3,
        role: ColumnRole::Other,
    };
    let plan = read(&[away]);
    assert_eq!(blocking(&plan), [] as [&str; 0]);
    assert!(has(&plan, "no_score_column"), "it is told that nothing is read there");
    assert!(!has(&plan, "duplicate"), "the other sheet alone counts: {:?}", problems(&plan));
    let all = read(&[column(0, 3, ColumnRole::Other)]);
    assert!(all.is_blocked(), "a file of which nothing is read is not taken in");
}

#[test]
fn a_row_is_the_criterion_the_officer_says() {
    let rows = vec![head(), row!["", "Một việc không ai biết", "", 0.25]];
    assert_eq!(blocking(&support::plan(rows.clone())), ["unmatched"]);
    let plan = corrected(rows, &[matched(1, "1.1.1")]);
    assert_eq!(blocking(&plan), [] as [&str; 0]);
    let row = row_of(&plan, "1.1.1").expect("taken");
    assert!(row.matched_by_hand, "and it shows that a person said so");
    assert_eq!(row.points, Some(points("0.25")));
}

#[test]
fn an_excluded_row_stays_out_with_its_reason() {
    let rows = vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
    ];
    assert!(blocking(&support::plan(rows.clone())).contains(&"duplicate_conflict"));
    let plan = corrected(rows, &[excluded(1)]);
    assert_eq!(blocking(&plan), [] as [&str; 0]);
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
    assert_eq!(bucket(&plan, 2), Some(Bucket::Ignored));
    assert_eq!(plan.rows[1].correction.as_deref(), Some("ghi nhầm"));
    let read: u32 = plan.counts().values().sum();
    assert_eq!(read, 3, "it is still among the rows that were read");
}

#[test]
fn a_corrected_score_keeps_the_cells_text_and_is_checked_like_any() {
    let rows =
        || vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "hai phần ba"]];
    assert_eq!(blocking(&support::plan(rows())), ["unreadable"]);
    let plan = corrected(rows(), &[value(1, Some("0.25"))]);
    assert_eq!(blocking(&plan), [] as [&str; 0]);
    let row = row_of(&plan, "1.1.1").expect("taken");
    assert_eq!((row.points, row.raw.as_str()), (Some(points("0.25")), "hai phần ba"));
    assert_eq!(row.correction.as_deref(), Some("theo công văn đính chính"));
    let over = corrected(rows(), &[value(1, Some("0.75"))]);
    assert_eq!(blocking(&over), ["over_max"], "a person's slip is caught as well");
    let blank = corrected(rows(), &[value(1, None)]);
    let row = row_of(&blank, "1.1.1").expect("there");
    assert_eq!((row.state, row.points), (Some(ScoreState::Blank), None), "blank, not zero");
}

#[test]
fn sums_in_the_file_are_checked_against_what_the_file_says() {
    let rows = vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
        row!["", "Tổng cộng", "", 1.25],
    ];
    let plan = corrected(rows, &[value(1, Some("0.5"))]);
    assert!(!has(&plan, "total_differs"), "the body added up its own figures rightly");
}

#[test]
fn a_decimal_sign_decides_what_the_column_does_not() {
    let rows = |raw: &str| vec![head(), row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, raw]];
    assert_eq!(blocking(&support::plan(rows("1.234"))), ["ambiguous_number"]);
    let dot = corrected(rows("1.234"), &[notation(0, 3, DecimalSign::Dot)]);
    assert_eq!(scores(&dot), ["1.1.2=1.234"]);
    let comma = corrected(rows("1.234"), &[notation(0, 3, DecimalSign::Comma)]);
    assert_eq!(blocking(&comma), ["over_max"], "1.234 is then more than a thousand");
    let comma = corrected(rows("1,234"), &[notation(0, 3, DecimalSign::Comma)]);
    assert_eq!(scores(&comma), ["1.1.2=1.234"]);
    let plain = corrected(rows("0.5"), &[notation(0, 3, DecimalSign::Comma)]);
    assert_eq!(scores(&plain), ["1.1.2=0.5"], "what reads in one way only stays so");
}

#[test]
fn the_body_the_officer_names_comes_before_all() {
    let plan = corrected(
        vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25]],
        &[Correction::Agency { agency: TTTT }],
    );
    assert_eq!(plan.agency, Some(TTTT));
    assert!(has(&plan, "outside_scope"), "its rows are checked as that body's");
}

#[test]
fn a_correction_that_finds_nothing_is_told() {
    let rows = || {
        vec![
            head(),
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25],
            row!["", "Tổng cộng", "", 0.25],
        ]
    };
    for idle in [
        header(90, 91),
        column(40, 1, ColumnRole::Score),
        notation(40, 1, DecimalSign::Dot),
        matched(1, "9.9"),
        matched(1, "1.1"),
        matched(70, "1.1.1"),
        excluded(70),
        value(70, None),
        value(2, Some("1")),
        Correction::Agency { agency: scorebook::AgencyId(99) },
    ] {
        let plan = corrected(rows(), std::slice::from_ref(&idle));
        let told = plan
            .problems
            .iter()
            .any(|p| matches!(&p.finding, Finding::CorrectionNotApplied { .. }));
        assert!(told, "{idle:?} changed nothing and nobody said so");
        assert_eq!(scores(&plan), ["1.1.1=0.25"], "{idle:?}");
    }
    let done = corrected(rows(), &[value(1, Some("0.5"))]);
    assert!(!has(&done, "correction_not_applied"), "one that took effect is not");
}

/// A sheet with something for every kind of correction.
fn mixed() -> Vec<Vec<Cell>> {
    vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,25", "KH 01"],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, "1.234", ""],
        row!["1.2", "Sáng kiến, giải pháp mới", 1.0, 1.0, ""],
        row!["", "Chất lượng dịch vụ", 1.0, 0.5, ""],
        row!["1.10", "Sáng kiến, giải pháp mới", 1.5, "chưa rõ", ""],
        row!["", "Tổng cộng", "", 3.0, ""],
    ]
}

fn any_correction() -> impl Strategy<Value = Correction> {
    let roles = prop::sample::select(vec![
        ColumnRole::Score,
        ColumnRole::Max,
        ColumnRole::Name,
        ColumnRole::Evidence,
        ColumnRole::Other,
    ]);
    let codes = prop::sample::select(vec!["1.1.1", "1.1.2", "1.2", "1.10", "3.1.1", "1", "7.7"]);
    let signs = prop::sample::select(vec![DecimalSign::Comma, DecimalSign::Dot]);
    prop_oneof![
        (0_u32..4, 0_u32..2).prop_map(|(first, height)| header(first, first + height)),
        (0_u32..3, 0_u32..6, roles).prop_map(|(h, c, role)| column(h, c, role)),
        (0_u32..9, codes).prop_map(|(row, code)| matched(row, code)),
        (0_u32..9).prop_map(excluded),
        (0_u32..9, prop::option::of(0_i64..20_000)).prop_map(|(row, n)| Correction::Value {
            sheet: SHEET.into(),
            row,
            points: n.map(scorebook::Points::from_ten_thousandths),
            reason: "lý do".into(),
        }),
        (0_u32..2, 2_u32..5, signs).prop_map(|(h, c, sign)| notation(h, c, sign)),
    ]
}

fn received() -> Received {
    Received::read_here(SourceFile::new("tep.xlsx", xlsx(&[(SHEET, mixed())])))
}

fn read(received: &Received, corrections: &[Correction]) -> ImportPlan {
    plan_submission(received, &catalogue(), &agencies(), Some(SNV), corrections)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// A correction that is taken back leaves nothing, whatever stands before it.
    #[test]
    fn taken_back_the_plan_is_the_one_from_before(
        before in prop::collection::vec(any_correction(), 0..4),
        one in any_correction(),
    ) {
        let received = received();
        let mut given = before.clone();
        given.push(one);
        let with = read(&received, &given);
        given.pop();
        prop_assert_eq!(read(&received, &given).hash(), read(&received, &before).hash());
        prop_assert_ne!(with.hash(), read(&received, &before).hash(), "a plan names its corrections");
    }

    /// No correction changes what stands in the file, nor loses a row, nor lets a score above its maximum by.
    #[test]
    fn the_files_own_text_is_never_touched(given in prop::collection::vec(any_correction(), 0..6)) {
        let received = received();
        let workbook = received.workbook.as_ref().unwrap();
        let plan = read(&received, &given);
        let rows: Vec<u32> = plan.rows.iter().map(|r| r.row).collect();
        prop_assert_eq!(rows, workbook.sheets[0].rows(), "every row once, in order");
        let catalogue = catalogue();
        for row in &plan.rows {
            if let Some(cell) = &row.cell {
                prop_assert_eq!(&row.raw, workbook.sheets[0].text(cell.row, cell.col));
            }
            if let Some(points) = row.points {
                let node = row.node.and_then(|id| catalogue.node(id)).unwrap();
                prop_assert!(points <= node.max_points && !points.is_negative());
            }
        }
    }

    /// Corrections of different rows do not depend on their order.
    #[test]
    fn different_rows_in_any_order(
        mut given in prop::collection::vec((1_u32..7, 0_i64..10_000), 0..5)
            .prop_map(|all| all.into_iter().collect::<std::collections::BTreeMap<_, _>>())
            .prop_map(|all| all.into_iter().collect::<Vec<_>>())
    ) {
        let correct = |(row, n): &(u32, i64)| Correction::Value {
            sheet: SHEET.into(),
            row: *row,
            points: Some(scorebook::Points::from_ten_thousandths(*n)),
            reason: "lý do".into(),
        };
        let received = received();
        let forth: Vec<Correction> = given.iter().map(correct).collect();
        let one = read(&received, &forth);
        given.reverse();
        let back: Vec<Correction> = given.iter().map(correct).collect();
        prop_assert_eq!(one.rows, read(&received, &back).rows);
    }
}
