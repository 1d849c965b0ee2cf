//! Headers as tall as they are, and rows that are no part of them.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use rust_xlsxwriter::{Format, Workbook};
use scorebook::plan::{Bucket, ColumnRole};
use support::{SNV, blocking, bucket, head, plan, plan_bytes, problems, scores};

/// A merged group "Điểm số" over "Điểm tối đa" and `below`, then one criterion.
fn grouped(group: &str, below: &str) -> scorebook::ImportPlan {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (column, text) in [(0, "TT"), (1, "Tên tiêu chí"), (4, "Tăng, giảm")] {
        sheet.merge_range(0, column, 1, column, text, &plain).unwrap();
    }
    sheet.merge_range(0, 2, 0, 3, group, &plain).unwrap();
    sheet.write_string(1, 2, "Điểm tối đa").unwrap();
    sheet.write_string(1, 3, below).unwrap();
    sheet.write_string(2, 0, "1.1.1").unwrap();
    sheet.write_string(2, 1, "Ban hành kế hoạch đúng thời hạn").unwrap();
    for (column, points) in [(2, 0.5), (3, 0.25), (4, -0.25)] {
        sheet.write_number(2, column, points).unwrap();
    }
    plan_bytes("a.xlsx", book.save_to_buffer().unwrap(), Some(SNV))
}

#[test]
fn the_maxima_under_a_heading_for_points_are_never_taken_for_the_scores() {
    for group in ["Điểm số", "Kết quả chấm điểm", "Chấm điểm", "Kết quả tự chấm điểm"]
    {
        for below in ["Năm 2024", "Điểm tự chấm", "Điểm đạt được"] {
            let plan = grouped(group, below);
            assert_eq!(scores(&plan), ["1.1.1=0.25"], "{group} / {below}: {:?}", plan.tables);
        }
        let unknown = grouped(group, "Ý kiến khác");
        assert!(
            scores(&unknown).is_empty() || scores(&unknown) == ["1.1.1=0.25"],
            "{group}: the maximum 0.5 is no score: {:?}",
            unknown.tables
        );
    }
}

#[test]
fn a_heading_below_what_seemed_the_score_column_makes_the_table_asked_about() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm", ""],
        row!["", "", "Điểm thẩm định", "Ý kiến"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, ""],
    ]);
    assert_eq!(scores(&plan), Vec::<String>::new(), "an appraisal is no self-score");
    assert_eq!(blocking(&plan), ["no_table"]);
}

#[test]
fn what_is_worked_out_from_scores_is_no_score() {
    for heading in [
        "Tăng, giảm",
        "Điểm bị mất",
        "Mất điểm",
        "Chênh lệch so với điểm tối đa",
        "So sánh với năm 2023",
        "Tỷ lệ điểm tự chấm so với điểm tối đa (%)",
    ] {
        let mut head = head();
        head.push(heading.into());
        let plan =
            plan(vec![head, row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25, 0.1]]);
        assert_eq!(scores(&plan), ["1.1.1=0.25"], "{heading}: {:?}", plan.tables);
        assert_eq!(problems(&plan), Vec::<String>::new(), "{heading}");
    }
}

#[test]
fn a_repeated_header_does_not_swallow_the_row_above_it() {
    // neither row has a figure or a code that tells it from a header
    for above in [
        row!["m)", "Mức độ hoàn thành kế hoạch", "", "Không tự chấm"],
        row!["", "Mức độ hoàn thành kế hoạch", "", "Điều tra XHH"],
    ] {
        let plan = plan(vec![
            head(),
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
            above.clone(),
            head(),
            row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
        ]);
        assert_eq!(scores(&plan), ["1.1.1=0.5", "1.2=1"], "{above:?}");
        let read = plan.rows.iter().find(|r| r.row == 2).expect("the row is read");
        assert!(read.node.is_some(), "{above:?} is a criterion's row: {read:?}");
    }
}

#[test]
fn a_sum_above_a_repeated_header_is_a_sum() {
    let plan = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["", "Cộng lĩnh vực 1", "", "1,25 điểm"],
        head(),
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]);
    assert_eq!(bucket(&plan, 3), Some(Bucket::Totals));
    assert_eq!(problems(&plan), ["warning total_differs D3"], "and it is checked");
}

#[test]
fn the_title_of_a_part_under_the_header_is_no_heading() {
    let plan = plan(vec![
        row!["STT", "Nội dung", "Điểm tối đa", "Điểm tự chấm"],
        row!["", "LĨNH VỰC CHỈ ĐẠO, ĐIỀU HÀNH"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
    ]);
    assert_eq!((plan.tables[0].header_first, plan.tables[0].header_last), (0, 0));
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
}

#[test]
fn a_title_with_words_of_headings_is_no_part_of_the_header() {
    let plan = plan(vec![
        row!["KẾT QUẢ TỰ CHẤM ĐIỂM NĂM 2024", "", "", "Đơn vị: điểm"],
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
    ]);
    assert_eq!(plan.tables[0].header_first, 1, "{:?}", plan.tables);
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
}

#[test]
fn numbered_columns_do_not_make_an_empty_column_a_second_score() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm đơn vị tự xác định"],
        row!["(1)", "(2)", "(3)", "(4)", "(5)"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5, ""],
    ]);
    assert!(!plan.is_blocked(), "{:?}", problems(&plan));
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
    let taken = plan.tables[0].columns.iter().find(|c| c.1 == ColumnRole::Score);
    assert_eq!(taken.map(|c| c.0), Some(3), "the filled one");
}
