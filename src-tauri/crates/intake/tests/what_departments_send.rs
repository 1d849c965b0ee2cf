//! The list of what departments really send, where no other test has the line.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use scorebook::plan::Bucket;
use scorebook::{ImportPlan, Level};
use support::{SNV, blocking, bucket, head, one, plan, plan_bytes, plan_for, problems, scores};

/// One criterion whose score cell is written by `put`.
fn with_cell(put: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> ImportPlan {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])
    {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_string(1, 0, "1.1.2").unwrap();
    sheet.write_string(1, 1, "Mức độ hoàn thành kế hoạch").unwrap();
    sheet.write_number(1, 2, 1.5).unwrap();
    put(sheet);
    plan_bytes("a.xlsx", book.save_to_buffer().unwrap(), Some(SNV))
}

#[test]
fn a_percentage_in_the_score_column_is_asked_and_never_read_as_points() {
    for (format, n, shown) in
        [("0%", 0.95, "95%"), ("0.00%", 1.0, "100%"), ("#,##0.0%", 0.125, "12.5%")]
    {
        let look = Format::new().set_num_format(format);
        let plan = with_cell(|sheet| {
            sheet.write_number_with_format(1, 3, n, &look).unwrap();
        });
        assert_eq!(problems(&plan), ["blocking unreadable D2"], "{format} shows {shown}");
        assert_eq!(plan.rows[1].raw, shown, "the raw text is what the sheet shows");
        assert_eq!(scores(&plan), Vec::<String>::new());
    }
    let plain = Format::new().set_num_format("0.00").set_bold();
    let plan = with_cell(|sheet| {
        sheet.write_number_with_format(1, 3, 0.95, &plain).unwrap();
    });
    assert_eq!(scores(&plan), ["1.1.2=0.95"], "another format changes nothing");
}

#[test]
fn a_score_that_became_a_date_is_asked() {
    // "1.5" typed where days come first
    let date = ExcelDateTime::from_ymd(2024, 5, 1).unwrap();
    let look = Format::new().set_num_format("d.m");
    let plan = with_cell(|sheet| {
        sheet.write_datetime_with_format(1, 3, &date, &look).unwrap();
    });
    assert_eq!(problems(&plan), ["blocking unreadable D2"]);
}

#[test]
fn fields_may_stand_in_any_order() {
    let plan = plan(vec![
        head(),
        row!["III", "HIỆN ĐẠI HOÁ HÀNH CHÍNH", 3.0, ""],
        row!["3.2.1", "Chất lượng dịch vụ", 2.0, 1.5],
        row!["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 5.5, ""],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
        row!["II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", 3.25, ""],
        row!["2.2", "Công khai thủ tục hành chính", 2.0, 0.5],
    ]);
    assert_eq!(scores(&plan), ["3.2.1=1.5", "1.2=1", "2.2=0.5"]);
    assert_eq!(blocking(&plan), Vec::<&str>::new());
    let tree = support::catalogue();
    let fields = plan.rows.iter().filter(|r| {
        let node = r.node.and_then(|id| tree.node(id));
        node.is_some_and(|n| n.level == Level::Field) && r.bucket == Bucket::Parents
    });
    assert_eq!(fields.count(), 3, "each field is known");
}

#[test]
fn letters_stand_above_roman_numbers_above_codes_above_letters() {
    let plan = plan(vec![
        head(),
        row!["A", "TIÊU CHÍ TỰ CHẤM", "", ""],
        row!["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 5.5, ""],
        row!["1.1", "Kế hoạch cải cách hành chính năm", 2.0, ""],
        row!["a)", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["b)", "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
        row!["B", "TIÊU CHÍ ĐIỀU TRA XÃ HỘI HỌC", "", ""],
        row!["1.3", "Đánh giá của lãnh đạo, quản lý", 1.0, ""],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1", "1.2=1"], "a) and b) are told by name");
    assert_eq!(problems(&plan), Vec::<String>::new());
    assert_eq!(bucket(&plan, 9), Some(Bucket::NotSelfScored));
}

#[test]
fn a_child_with_the_number_of_another_field_is_taken_by_nothing_but_its_name() {
    // as one real screen has it: 3.1.1 and 3.2 under field I
    let unknown = plan(vec![
        head(),
        row!["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 5.5, ""],
        row!["3.4", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]);
    assert_eq!(scores(&unknown), ["1.2=1"], "no criterion has the number 3.4");
    assert_eq!(problems(&unknown), ["warning code_unknown D3"], "and it is said");
    let taken = plan(vec![
        head(),
        row!["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 5.5, ""],
        row!["3.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
    ]);
    assert_eq!(blocking(&taken), ["code_name_mismatch"], "3.1.1 is another: asked");
}

#[test]
fn leading_zeros_and_units_change_no_number() {
    for (text, value) in [("03", "3"), ("02 điểm", "2"), ("0,50 điểm", "0.5"), ("1,5đ", "1.5")]
    {
        let tree_max = 3.0;
        let plan = plan_for(
            support::VP,
            vec![head(), row!["2.2", "Công khai thủ tục hành chính", tree_max, text]],
        );
        let over = text == "03";
        let expected: Vec<String> = if over { vec![] } else { vec![format!("2.2={value}")] };
        assert_eq!(scores(&plan), expected, "{text}");
        if over {
            assert_eq!(blocking(&plan), ["over_max"], "three points of two, not 0,3");
        }
    }
}

#[test]
fn a_column_of_dots_tells_what_its_dots_mean() {
    let rows = |habit: &str, doubtful: &str| {
        plan(vec![
            head(),
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, habit],
            row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, doubtful],
        ])
    };
    assert_eq!(scores(&rows("0.25", "1.234")), ["1.1.1=0.25", "1.1.2=1.234"]);
    assert_eq!(scores(&rows("0,25", "1,234")), ["1.1.1=0.25", "1.1.2=1.234"]);
    for (habit, doubtful) in [("0,25", "1.234"), ("0.25", "1,234"), ("0", "1.234"), ("0", "1,234")]
    {
        let plan = rows(habit, doubtful);
        assert_eq!(blocking(&plan), ["ambiguous_number"], "{doubtful} among {habit}");
    }
}

#[test]
fn blanks_that_are_none_and_line_breaks_do_not_part_a_name_from_its_criterion() {
    for name in [
        "Ban\u{a0}hành kế hoạch\u{200b} đúng thời hạn",
        "\u{feff}Ban hành kế hoạch\r\nđúng  thời hạn\u{a0}",
        "Ban hành kế hoạch đúng thời hạn (0,5 điểm)",
        "- Ban hành kế hoạch đúng thời hạn;",
    ] {
        let plan = one(row!["1.1.1", name, 0.5, "0,5"]);
        assert_eq!(problems(&plan), Vec::<String>::new(), "{name:?}");
    }
}

/// A catalogue in which 1.2 and 2.1 have one name, and a row of that name whose code became a date.
#[test]
fn a_date_that_was_either_of_two_codes_of_one_name_is_asked() {
    let mut tree = support::catalogue();
    let name = "Thực hiện chế độ báo cáo định kỳ";
    let other = tree.nodes.iter_mut().find(|n| n.code.to_string() == "2.2").unwrap();
    other.name = name.into();
    let mut twin = other.clone();
    twin.id = scorebook::NodeId(99);
    twin.code = "2.1".parse().unwrap();
    tree.nodes.retain(|n| !n.code.to_string().starts_with("2.1"));
    tree.nodes.push(twin);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])
    {
        sheet.write_string(0, column, text).unwrap();
    }
    let date = ExcelDateTime::from_ymd(2024, 2, 1).unwrap();
    let look = Format::new().set_num_format("d.m");
    sheet.write_datetime_with_format(1, 0, &date, &look).unwrap();
    sheet.write_string(1, 1, name).unwrap();
    sheet.write_number(1, 3, 0.5).unwrap();
    let file = scorebook::plan::SourceFile::new("a.xlsx", book.save_to_buffer().unwrap());
    let plan = intake::plan_submission(
        &intake::Received::read_here(file),
        &tree,
        &support::agencies(),
        Some(SNV),
        &[],
    );
    assert_eq!(blocking(&plan), ["code_name_mismatch"], "1.2 and 2.1 are both named so");
}
