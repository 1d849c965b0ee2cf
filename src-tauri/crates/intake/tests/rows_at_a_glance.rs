//! Rows that a careful person would stop at: merged scores, whole criteria scored, names that come near,
//! symbols, sheets that go on, evidence that covers several rows.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions"
)]

#[macro_use]
mod support;

use rust_xlsxwriter::{Format, Workbook};
use scorebook::plan::Bucket;
use scorebook::{Correction, Finding, ImportPlan};

use support::{
    SNV, blocking, bucket, corrected, has, head, one, plan, plan_bytes, points, problems, row_of,
    scores, xlsx,
};

/// Two criteria with evidence, rows 2 and 3 (0-based 1 and 2); `merge` is a column with its text.
fn merged(column: u16, text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headings =
        ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng", "Giải trình"];
    for (at, heading) in (0..).zip(headings) {
        sheet.write_string(0, at, heading).unwrap();
    }
    let rows = [
        ("1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5),
        ("1.1.2", "Mức độ hoàn thành kế hoạch", 1.5),
        ("1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0),
    ];
    for (at, (code, name, max)) in (1..).zip(rows) {
        sheet.write_string(at, 0, code).unwrap();
        sheet.write_string(at, 1, name).unwrap();
        sheet.write_number(at, 2, max).unwrap();
        if column != 3 {
            sheet.write_number(at, 3, 0.5).unwrap();
        }
    }
    if column == 3 {
        sheet.write_number(3, 3, 1.0).unwrap();
    }
    sheet.merge_range(1, column, 2, column, text, &Format::new()).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn one_score_over_several_criteria_is_a_score_of_none_of_them() {
    let plan = plan_bytes("tep.xlsx", merged(3, "0,5"), Some(SNV));
    assert_eq!(scores(&plan), ["1.2=1"], "the row beside it counts");
    assert_eq!(blocking(&plan), ["merged_score"], "it is one question");
    let criteria = plan.problems.iter().find_map(|p| match &p.finding {
        Finding::MergedScore { criteria, .. } => Some(criteria.len()),
        _ => None,
    });
    assert_eq!(criteria, Some(2), "which names both");
    assert_eq!(
        (bucket(&plan, 2), bucket(&plan, 3)),
        (Some(Bucket::Refused), Some(Bucket::Refused))
    );
}

#[test]
fn a_merged_score_stays_asked_until_each_criterion_has_its_own() {
    let value = |row, score: &str| Correction::Value {
        sheet: "Sheet1".into(),
        row,
        points: Some(points(score)),
        reason: "đã hỏi".into(),
    };
    let with = |corrections: &[Correction]| {
        let file = scorebook::plan::SourceFile::new("tep.xlsx", merged(3, "0,5"));
        intake::plan_submission(
            &intake::Received::read_here(file),
            &support::catalogue(),
            &support::agencies(),
            Some(SNV),
            corrections,
        )
    };
    let half = with(&[value(2, "1.25")]);
    assert_eq!(blocking(&half), ["merged_score"], "the first is still open");
    assert_eq!(scores(&half), ["1.1.2=1.25", "1.2=1"]);
    let whole = with(&[value(1, "0.25"), value(2, "1.25")]);
    assert_eq!(blocking(&whole), Vec::<&str>::new());
    assert_eq!(scores(&whole), ["1.1.1=0.25", "1.1.2=1.25", "1.2=1"]);
}

#[test]
fn evidence_and_explanation_over_several_rows_count_for_all_of_them() {
    for (column, is_evidence) in [(4, true), (5, false)] {
        let plan = plan_bytes("tep.xlsx", merged(column, "Kế hoạch 01"), Some(SNV));
        for code in ["1.1.1", "1.1.2"] {
            let row = row_of(&plan, code).expect("taken");
            let text = if is_evidence { &row.evidence } else { &row.explanation };
            assert_eq!(text, "Kế hoạch 01", "{code}");
        }
        let below = row_of(&plan, "1.2").expect("taken");
        assert_eq!(
            (below.evidence.as_str(), below.explanation.as_str()),
            ("", ""),
            "not for the next"
        );
    }
}

#[test]
fn a_joined_column_of_evidence_and_explanation_is_parted() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng/Giải trình"],
        row![
            "1.1.1",
            "Ban hành kế hoạch đúng thời hạn",
            0.5,
            0.25,
            "Giải trình: Ban hành chậm 3 ngày"
        ],
        row![
            "1.1.2",
            "Mức độ hoàn thành kế hoạch",
            1.5,
            1.0,
            "- TLKC: Báo cáo số 12/BC-SNV\n- Giải trình: còn 02 nhiệm vụ"
        ],
    ]);
    let first = row_of(&plan, "1.1.1").expect("taken");
    assert_eq!((first.evidence.as_str(), first.explanation.as_str()), ("", "Ban hành chậm 3 ngày"));
    let second = row_of(&plan, "1.1.2").expect("taken");
    assert_eq!(
        (second.evidence.as_str(), second.explanation.as_str()),
        ("Báo cáo số 12/BC-SNV", "còn 02 nhiệm vụ")
    );
}

#[test]
fn a_file_that_scores_whole_criteria_is_told_of_each_and_not_taken() {
    let plan = plan(vec![
        head(),
        row!["1.1", "Kế hoạch cải cách hành chính năm", 2.0, 1.5],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]);
    assert_eq!(blocking(&plan), ["parent_score"], "the components of 1.1 have no score");
    assert_eq!(scores(&plan), ["1.2=1"], "1.2 carries points itself");
}

#[test]
fn sums_on_whole_criteria_are_no_question() {
    let plan = plan(vec![
        head(),
        row!["1.1", "Kế hoạch cải cách hành chính năm", 2.0, 2.0],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.5],
    ]);
    assert_eq!(problems(&plan), Vec::<String>::new());
}

#[test]
fn a_name_that_comes_near_a_criterion_is_never_an_option() {
    let plan = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["", "Mức độ hoàn thành KH", 1.5, 1.25],
    ]);
    assert_eq!(blocking(&plan), ["unmatched"]);
    assert_eq!(bucket(&plan, 3), Some(Bucket::Unmatched));
    assert_eq!(plan.questions.len(), 1, "and which it is can be answered");
}

#[test]
fn symbols_are_asked_about_and_not_blank() {
    for text in ["✓", "√", "☒", "●", "\"", "//", "¹", "…", "#", "()", "0,5…", "1½", ">0,5", "~0,5"]
    {
        let plan = one(row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, text]);
        assert_eq!(blocking(&plan), ["unreadable"], "{text:?}");
        assert!(!has(&plan, "blank_score"), "{text:?} is not blank");
    }
}

#[test]
fn points_out_of_the_rows_maximum_are_read() {
    let read = |text: &str| one(row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, text]);
    for text in ["0,5/1", "0.5/1", "0,5 điểm/1 điểm"] {
        assert_eq!(scores(&read(text)), ["1.2=0.5"], "{text}");
    }
    assert_eq!(blocking(&read("2/4")), ["unreadable"], "a share of something else");
    assert_eq!(blocking(&read("1/2")), ["unreadable"]);
}

fn two_sheets(second: Vec<Vec<support::Cell>>) -> ImportPlan {
    let first = vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]];
    plan_bytes("tep.xlsx", xlsx(&[("Trang 1", first), ("Trang 2", second)]), Some(SNV))
}

#[test]
fn a_table_goes_on_on_the_next_sheet_without_its_header() {
    let plan = two_sheets(vec![
        row!["(tiếp theo)"],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.25],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.25", "1.2=1"]);
    assert_eq!(problems(&plan), ["warning continued_table A2"], "and it is told");
}

#[test]
fn a_next_sheet_with_other_columns_is_not_read_on() {
    let plan = two_sheets(vec![
        row!["Mức độ hoàn thành kế hoạch", "1.1.2", 1.5, 1.25],
        row!["Thực hiện chế độ báo cáo định kỳ", "1.2", 1.0, 1.0],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
    assert!(blocking(&plan).contains(&"unmatched"), "figures beside criteria are asked about");
}

#[test]
fn a_file_without_a_score_is_not_taken() {
    let rows = vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, ""]];
    let blank = plan(rows.clone());
    assert_eq!(blocking(&blank), ["no_scores"]);
    assert!(!blank.can_skip_bad_rows());
    let value = Correction::Value {
        sheet: "Bảng".into(),
        row: 1,
        points: Some(points("0.5")),
        reason: "đã hỏi".into(),
    };
    assert_eq!(blocking(&corrected(rows, &[value])), Vec::<&str>::new(), "a score by hand is one");
}

/// A score cell that holds this number under that format.
fn formatted(number: f64, format: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, heading) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])
    {
        sheet.write_string(0, at, heading).unwrap();
    }
    sheet.write_string(1, 0, "1.2").unwrap();
    sheet.write_string(1, 1, "Thực hiện chế độ báo cáo định kỳ").unwrap();
    sheet.write_number(1, 2, 1.0).unwrap();
    let format = Format::new().set_num_format(format);
    sheet.write_number_with_format(1, 3, number, &format).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_score_shown_rounded_is_one_question_for_its_column() {
    let plan_with = |bytes: Vec<u8>, corrections: &[Correction]| {
        let file = scorebook::plan::SourceFile::new("tep.xlsx", bytes);
        intake::plan_submission(
            &intake::Received::read_here(file),
            &support::catalogue(),
            &support::agencies(),
            Some(SNV),
            corrections,
        )
    };
    let asked = plan_with(formatted(0.851_063_829_787_234, "0.00"), &[]);
    assert_eq!(blocking(&asked), ["shown_rounded"], "no score has so many decimals");
    let [question] = asked.questions.as_slice() else { panic!("one question") };
    let shown = [question.options[0].correction.clone()];
    let taken = plan_with(formatted(0.851_063_829_787_234, "0.00"), &shown);
    assert_eq!(scores(&taken), ["1.2=0.85"]);
    let row = row_of(&taken, "1.2").expect("taken");
    assert!(row.raw.starts_with("0.85106"), "the cell's text stays: {}", row.raw);
    assert!(row.correction.is_some(), "and why it is another number");

    let told = plan_with(formatted(0.4999, "0.0"), &[]);
    assert_eq!(scores(&told), ["1.2=0.4999"], "what is stored is points and stands");
    assert_eq!(problems(&told), ["warning shown_rounded D2"], "and it is told");
    let settled = plan_with(formatted(0.4999, "0.0"), &[question.options[1].correction.clone()]);
    assert_eq!(problems(&settled), Vec::<String>::new(), "until the officer has said so");

    let plain = plan_with(formatted(0.75, "0.00"), &[]);
    assert_eq!(problems(&plain), Vec::<String>::new(), "what is shown is what is stored");
}

#[test]
fn a_comment_travels_with_the_file_and_stands_at_its_row() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headings = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Giải trình"];
    for (at, heading) in (0..).zip(headings) {
        sheet.write_string(0, at, heading).unwrap();
    }
    sheet.write_string(1, 0, "1.2").unwrap();
    sheet.write_string(1, 1, "Thực hiện chế độ báo cáo định kỳ").unwrap();
    sheet.write_number(1, 2, 1.0).unwrap();
    sheet.write_number(1, 3, 0.5).unwrap();
    sheet.insert_note(1, 3, &rust_xlsxwriter::Note::new("Đã trừ do chậm")).unwrap();
    let plan = plan_bytes("tep.xlsx", book.save_to_buffer().unwrap(), Some(SNV));
    let [note] = plan.notes.as_slice() else { panic!("one note: {:?}", plan.notes) };
    assert_eq!(note.cell.as_deref(), Some("D2"));
    assert!(note.text.contains("Đã trừ do chậm"), "{}", note.text);
    assert_eq!(
        problems(&plan),
        ["note noted D2"],
        "and the row is not said to lack an explanation"
    );
}
