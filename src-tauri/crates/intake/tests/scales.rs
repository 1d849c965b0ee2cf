//! Scales of points and forms of scoring in the layouts that papers use.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions"
)]

mod support;

use intake::{Received, plan_catalogue};
use rust_xlsxwriter::{Format, Workbook};
use scorebook::plan::SourceFile;
use scorebook::{CataloguePlan, Points, Scoring};
use support::{Cell, xlsx};

fn read(rows: Vec<Vec<Cell>>) -> CataloguePlan {
    let file = SourceFile::new("bo tieu chi.xlsx", xlsx(&[("Bộ tiêu chí", rows)]));
    plan_catalogue(&Received::read_here(file), 2024)
}

/// Points of a criterion's scale, "f" for a formula, with their cells.
fn steps(plan: &CataloguePlan, code: &str) -> Vec<(String, String)> {
    let node = plan.catalogue.by_code(&code.parse().expect("a code")).expect("a criterion");
    let points = |p: Option<Points>| p.map_or_else(|| "f".to_owned(), Points::to_decimal);
    node.scale.iter().map(|s| (points(s.points), s.cell.clone())).collect()
}

fn is(steps: &[(String, String)]) -> Vec<(&str, &str)> {
    steps.iter().map(|(points, cell)| (points.as_str(), cell.as_str())).collect()
}

fn problems(plan: &CataloguePlan) -> Vec<&'static str> {
    plan.problems.iter().map(|p| p.finding.code()).filter(|c| *c != "no_lead").collect()
}

#[test]
fn points_stand_in_the_column_of_maxima() {
    let plan = read(vec![
        row!["STT", "Tiêu chí", "Thang điểm", "Hình thức đánh giá"],
        row!["1", "Lĩnh vực", 1.0, ""],
        row!["1.1", "Ban hành kế hoạch", 1.0, "Tự chấm"],
        row!["", "Ban hành trong quý I", 1.0, ""],
        row!["-", "Ban hành sau quý I", "0,5", ""],
        row!["", "Không ban hành", 0.0, ""],
    ]);
    assert_eq!(is(&steps(&plan, "1.1")), [("1", "C4"), ("0.5", "C5"), ("0", "C6")]);
    assert_eq!(problems(&plan), Vec::<&str>::new());
}

#[test]
fn points_stand_in_a_column_of_their_own() {
    let plan = read(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Thang điểm", "Hình thức đánh giá"],
        row!["1", "Lĩnh vực", 1.0, "", ""],
        row!["1.1", "Ban hành kế hoạch", 1.0, "", "Tự chấm"],
        row!["", "Ban hành trong quý I", "", 1.0, ""],
        row!["", "Không ban hành", "", 0.0, ""],
    ]);
    assert_eq!(is(&steps(&plan, "1.1")), [("1", "D4"), ("0", "D5")]);
    assert_eq!(problems(&plan), Vec::<&str>::new());
}

#[test]
fn one_cell_beside_the_criterion_holds_the_whole_scale() {
    let plan = read(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Hình thức đánh giá"],
        row!["1", "Lĩnh vực", 2.0, "", ""],
        row!["1.1", "Một", 1.0, "- Kịp thời: 1\n- Chậm: 0,5\n- Không: 0", "Tự chấm"],
        row!["1.2", "Hai", 1.0, "(b/a) × 1,0\nTrong đó:\na là tổng số văn bản", "Tự chấm"],
    ]);
    assert_eq!(is(&steps(&plan, "1.1")), [("1", "D3"), ("0.5", "D3"), ("0", "D3")]);
    assert_eq!(is(&steps(&plan, "1.2")), [("f", "D4")], "what a letter stands for is no step");
    assert_eq!(problems(&plan), Vec::<&str>::new());
}

#[test]
fn the_cell_of_the_name_holds_the_whole_scale() {
    let plan = read(vec![
        row!["Nội dung", "Điểm chuẩn", "Tự chấm"],
        row!["I. LĨNH VỰC", 1.0, ""],
        row!["   1.1. Ban hành kế hoạch\n- Kịp thời: 1\n- Không: 0", 1.0, ""],
    ]);
    assert_eq!(is(&steps(&plan, "1.1")), [("1", "A3"), ("0", "A3")]);
    assert_eq!(plan.catalogue.nodes[1].name, "Ban hành kế hoạch");
}

#[test]
fn options_in_a_text_column_with_their_points_behind_them() {
    // the criterion's cells are merged over the rows of its options
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (column, heading) in
        ["STT", "Tiêu chí", "Điểm tối đa", "Nội dung đánh giá", "Mức điểm", "Ghi chú"]
            .iter()
            .enumerate()
    {
        sheet.write(0, u16::try_from(column).unwrap(), *heading).unwrap();
    }
    sheet.write(1, 0, "1").unwrap();
    sheet.write(1, 1, "Lĩnh vực").unwrap();
    sheet.write(1, 2, 1.5).unwrap();
    for (column, text) in [(0, "1.1"), (1, "Ban hành kế hoạch")] {
        sheet.merge_range(2, column, 4, column, text, &plain).unwrap();
    }
    sheet.merge_range(2, 2, 4, 2, "", &plain).unwrap();
    sheet.write(2, 2, 1.0).unwrap();
    for (row, (text, points)) in (2..).zip([("Kịp thời", 1.0), ("Chậm", 0.5), ("Không", 0.0)])
    {
        sheet.write(row, 3, text).unwrap();
        sheet.write(row, 4, points).unwrap();
    }
    sheet.write(5, 0, "1.2").unwrap();
    sheet.write(5, 1, "Khảo sát").unwrap();
    sheet.write(5, 2, 0.5).unwrap();
    sheet.merge_range(5, 5, 6, 5, "Điều tra XHH", &plain).unwrap();
    let file = SourceFile::new("a.xlsx", book.save_to_buffer().unwrap());
    let plan = plan_catalogue(&Received::read_here(file), 2024);
    assert_eq!(
        is(&steps(&plan, "1.1")),
        [("1", "E3"), ("0.5", "E4"), ("0", "E5")],
        "{:?}",
        plan.problems
    );
    assert_eq!(plan.catalogue.nodes.len(), 3, "no option is a criterion");
    assert_eq!(plan.catalogue.nodes[2].scoring, Some(Scoring::Survey));
}

#[test]
fn numbered_options_are_no_criteria() {
    let plan = read(vec![
        row!["Nội dung", "Điểm chuẩn", "Tự chấm"],
        row!["I. LĨNH VỰC", 1.0, ""],
        row!["1.1. Ban hành kế hoạch", 1.0, ""],
        row!["1) Kịp thời: 1", "", ""],
        row!["2) Không: 0", "", ""],
        row!["* Ghi chú: theo Kế hoạch số 12", "", ""],
        row!["- TỔNG CỘNG", "", ""],
    ]);
    assert_eq!(is(&steps(&plan, "1.1")), [("1", "A4"), ("0", "A5")]);
    assert_eq!(plan.catalogue.nodes.len(), 2, "{:?}", plan.problems);
    assert!(!plan.is_blocked(), "{:?}", plan.problems);
}

#[test]
fn what_looks_like_an_option_and_says_no_points_is_named_and_left_out() {
    let plan = read(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Hình thức đánh giá"],
        row!["1", "Lĩnh vực", 1.0, ""],
        row!["1.1", "Ban hành kế hoạch", 1.0, "Tự chấm"],
        row!["", "Kịp thời: 1", "", ""],
        row!["", "Chậm: một nửa", "", ""],
        row!["", "Quá nhiều: 5", "", ""],
    ]);
    assert_eq!(is(&steps(&plan, "1.1")), [("1", "B4"), ("5", "B6")]);
    assert_eq!(problems(&plan), ["option_unclear", "step_above_max"]);
}

#[test]
fn marks_count_whatever_the_group_above_them_is_called() {
    for group in
        ["Phương pháp đánh giá", "Hình thức đánh giá", "Điểm đánh giá", "Thẩm định", "Ghi chú"]
    {
        let plan = read(vec![
            row!["STT", "Tiêu chí", "Điểm tối đa", group, "", ""],
            row!["", "", "", "Điều tra XHH", "Tự đánh giá", "SNV đánh giá"],
            row!["1", "Lĩnh vực", 3.0, "", "", ""],
            row!["1.1", "Một", 1.0, "x", "", ""],
            row!["1.2", "Hai", 1.0, "", "X", ""],
            row!["1.3", "Ba", 1.0, "", "", "x"],
        ]);
        let scoring: Vec<Option<Scoring>> = plan.catalogue.leaves().map(|n| n.scoring).collect();
        assert_eq!(
            scoring,
            [Some(Scoring::Survey), Some(Scoring::SelfScored), Some(Scoring::SelfScored)],
            "{group}"
        );
        assert_eq!(
            problems(&plan),
            ["scoring_unclear"],
            "{group}: who the office scores is a doubt"
        );
    }
}

#[test]
fn a_row_that_says_two_things_is_a_doubt() {
    let plan = read(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Hình thức đánh giá"],
        row!["1", "Lĩnh vực", 2.0, ""],
        row!["1.1", "Tính khả thi (XHH)", 1.0, "Tự chấm"],
        row!["1.2", "Hai", 1.0, "Tự chấm và điều tra XHH"],
    ]);
    assert_eq!(problems(&plan), ["scoring_unclear", "scoring_unclear"], "{:?}", plan.problems);
}

#[test]
fn a_word_above_counts_for_all_below_it() {
    let plan = read(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Ghi chú"],
        row!["1", "Lĩnh vực", 3.0, ""],
        row!["1.1", "Tác động", 2.0, "Điều tra XHH"],
        row!["1.1.1", "Một", 1.0, ""],
        row!["1.1.2", "Hai", 1.0, ""],
        row!["1.2", "Ba", 1.0, ""],
    ]);
    let scoring: Vec<Option<Scoring>> = plan.catalogue.leaves().map(|n| n.scoring).collect();
    assert_eq!(scoring, [Some(Scoring::Survey), Some(Scoring::Survey), Some(Scoring::SelfScored)]);
}

#[test]
fn a_tree_may_be_five_levels_deep() {
    let plan = read(vec![
        row!["Nội dung", "Điểm chuẩn", "Tự chấm"],
        row!["1. LĨNH VỰC", 1.0, ""],
        row!["  1.1. Hai", 1.0, ""],
        row!["    1.1.1. Ba", 1.0, ""],
        row!["      1.1.1.1. Bốn", 1.0, ""],
        row!["        1.1.1.1.1. Năm", "0,4", ""],
        row!["        1.1.1.1.2. Năm nữa", "0,6", ""],
    ]);
    let levels: Vec<String> = plan.catalogue.nodes.iter().map(|n| n.level.to_string()).collect();
    assert_eq!(
        levels,
        ["field", "criterion", "criterion", "criterion", "component", "component"],
        "{:?}",
        plan.problems
    );
}

#[test]
fn fields_and_criteria_may_stand_in_columns_of_their_own() {
    let html = "<html><meta charset=\"utf-8\"><table>\
        <tr><th>Lĩnh vực</th><th>Tiêu chí</th><th>Tiêu chí thành phần</th><th>Điểm tối đa</th>\
        <th>Hình thức đánh giá</th><th>Cơ quan chủ trì</th></tr>\
        <tr><td rowspan=3>1. CHỈ ĐẠO</td><td rowspan=2>1.1. Kế hoạch</td><td>1.1.1. Ban hành</td><td>0,5</td>\
        <td rowspan=2>Tự chấm</td><td>Sở Nội vụ</td></tr>\
        <tr><td>1.1.2. Hoàn thành</td><td>1,5</td><td></td></tr>\
        <tr><td>1.2. Kiểm tra</td><td>1.2.1. Tỷ lệ kiểm tra</td><td>1</td><td>Tự chấm</td><td></td></tr>\
        <tr><td>2. THỂ CHẾ</td><td>2.1. Văn bản</td><td>2.1.1. Tính khả thi</td><td>1</td>\
        <td>Điều tra XHH</td><td></td></tr></table></html>";
    let file = SourceFile::new("a.html", html.as_bytes().to_vec());
    let plan = plan_catalogue(&Received::read_here(file), 2024);
    let read: Vec<(String, String)> = plan
        .catalogue
        .nodes
        .iter()
        .map(|n| (n.code.to_string(), n.max_points.to_decimal()))
        .collect();
    let expected = [
        ("1", "3"),
        ("1.1", "2"),
        ("1.1.1", "0.5"),
        ("1.1.2", "1.5"),
        ("1.2", "1"),
        ("1.2.1", "1"),
        ("2", "1"),
        ("2.1", "1"),
        ("2.1.1", "1"),
    ];
    assert_eq!(read, expected.map(|(c, m)| (c.to_owned(), m.to_owned())), "{:?}", plan.problems);
    let led: Vec<bool> = plan.catalogue.leaves().map(|n| n.lead.is_some()).collect();
    assert_eq!(led, [true, false, false, false], "a body beside a component leads that one only");
}
