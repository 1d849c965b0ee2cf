//! Where the table is and what its columns mean, in any layout.

mod support;

use rust_xlsxwriter::{Format, Workbook};
use scorebook::Finding;
use scorebook::plan::ColumnRole as R;
use scorebook::plan::{Bucket, ColumnRole};
use support::{Cell, SNV, blocking, bucket, has, head, plan, plan_bytes, problems, scores, xlsx};

fn criterion(cells: Vec<Cell>) -> Vec<Cell> {
    let mut row = row!["1.1.1", "Ban hành kế hoạch đúng thời hạn"];
    row.extend(cells);
    row
}

#[test]
fn headings_are_found_in_any_order_and_spelling() {
    let plan_of = |head: [&str; 4]| {
        let mut rows = vec![head.iter().map(|h| Cell::from(*h)).collect::<Vec<_>>()];
        rows.push(row!["0,5", "Ban hành kế hoạch đúng thời hạn", 0.5, "1.1.1"]);
        plan(rows)
    };
    for head in [
        ["Điểm tự đánh giá", "Tiêu chí", "Điểm tối đa", "STT"],
        ["ĐIỂM TỰ CHẤM", "NỘI DUNG, CÁC TIÊU CHÍ CỤ THỂ", "ĐIỂM CHUẨN", "SỐ TT"],
        ["Điểm\ntự\nchấm", "Tiêu chí,\ntiêu chí thành phần", "Điểm\ntối đa", "Mã\ntiêu chí"],
        ["Tổng điểm chấm", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Thang điểm", "TT"],
        [
            "Đie\u{302}\u{309}m tu\u{31b}\u{323} cha\u{302}\u{301}m",
            "Tiêu chí",
            "Điểm tối đa",
            "STT",
        ],
        ["Điểm tự chấm năm 2024", "Tên tiêu chí", "Điểm tối đa", "Mã số"],
        ["Điểm đạt được", "Tiêu chí", "Điểm tối đa", "Mã"],
    ] {
        let plan = plan_of(head);
        assert_eq!(
            scores(&plan),
            ["1.1.1=0.5"],
            "{head:?}: {:?} {:?}",
            problems(&plan),
            plan.tables
        );
    }
}

#[test]
fn the_table_may_stand_anywhere() {
    let mut rows = vec![
        row!["", "", "UBND TỈNH SÔNG MÂY"],
        row!["", "", "SỞ NỘI VỤ"],
        vec![],
        row!["", "", "BẢNG TỰ CHẤM ĐIỂM NĂM 2024"],
        vec![],
    ];
    rows.push(row!["", "", "STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"]);
    rows.push(row!["", "", "1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]);
    rows.push(vec![]);
    rows.push(row!["", "", "", "", "", "GIÁM ĐỐC"]);
    let plan = plan(rows);
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
    let taken = plan.rows.iter().find(|r| r.state.is_some()).expect("taken");
    assert_eq!(taken.cell.as_ref().map(scorebook::CellRef::a1).as_deref(), Some("F7"), "absolute");
    assert_eq!((plan.tables[0].header_first, plan.tables[0].columns[0].0), (5, 2));
    assert_eq!(plan.count(Bucket::Ignored), 5, "letterhead, title, header, signature");
}

#[test]
fn a_merged_header_over_two_rows_is_read_downwards() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (column, text) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa"]) {
        sheet.merge_range(0, column, 1, column, text, &plain).unwrap();
    }
    sheet.merge_range(0, 3, 0, 5, "Năm 2023", &plain).unwrap();
    sheet.merge_range(0, 6, 0, 8, "Năm 2024", &plain).unwrap();
    for (column, text) in
        (3..).zip(["Tự chấm", "Thẩm định", "Công bố", "Tự chấm", "Thẩm định", "Ghi chú"])
    {
        sheet.write_string(1, column, text).unwrap();
    }
    sheet.write_string(2, 0, "1.1.1").unwrap();
    sheet.write_string(2, 1, "Ban hành kế hoạch đúng thời hạn").unwrap();
    for (column, points) in (2..).zip([0.5, 0.1, 0.2, 0.3, 0.45, 0.4]) {
        sheet.write_number(2, column, points).unwrap();
    }
    let plan = plan_bytes("a.xlsx", book.save_to_buffer().unwrap(), Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.45"], "this year's own score: {:?}", plan.tables);
    let roles: Vec<ColumnRole> = plan.tables[0].columns.iter().map(|c| c.1).collect();

    assert_eq!(
        roles,
        [
            R::Code,
            R::Name,
            R::Max,
            R::PriorSelf,
            R::PriorAppraised,
            R::PriorPublished,
            R::Score,
            R::Appraisal,
            R::Explanation
        ]
    );
}

#[test]
fn a_merged_header_without_merges_is_read_alike() {
    // as a .csv or an .xls writer without merges leaves it
    let text = "STT;Tiêu chí;Điểm tối đa;Năm 2023;;Năm 2024;;Ghi chú\n\
                ;;;Tự chấm;Thẩm định;Tự chấm;Thẩm định;\n\
                1.1.1;Ban hành kế hoạch đúng thời hạn;0,5;0,1;0,2;0,45;0,4;\n";
    let plan = plan_bytes("SNV.csv", text.as_bytes().to_vec(), Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.45"], "{:?}", plan.tables);
}

#[test]
fn a_three_row_header_is_one_header() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Kết quả chấm điểm", "", "", "Ghi chú"],
        row!["", "", "", "Các năm trước", "", "Năm nay", ""],
        row!["", "", "", "Năm 2022", "Năm 2023", "Tự chấm năm 2024", ""],
        row!["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 5.5, "", "", "", ""],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.1, 0.2, 0.5, ""],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5"], "{:?}", plan.tables);
    assert_eq!(plan.tables.len(), 1, "{:?}", plan.tables);
    assert_eq!(bucket(&plan, 4), Some(Bucket::Parents), "the first row under the header is data");
}

#[test]
fn a_row_that_numbers_the_columns_is_no_data() {
    for numbers in [
        row!["(1)", "(2)", "(3)", "(4)"],
        row![1.0, 2.0, 3.0, 4.0],
        row!["1", "2", "3", "4"],
        row!["A", "B", "1", "2"],
    ] {
        let plan = plan(vec![
            head(),
            numbers.clone(),
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        ]);
        assert_eq!(bucket(&plan, 2), Some(Bucket::Ignored), "{numbers:?}");
        assert_eq!(scores(&plan), ["1.1.1=0.5"], "{numbers:?}");
        assert_eq!(problems(&plan), Vec::<String>::new(), "{numbers:?}");
    }
}

#[test]
fn appraisal_is_never_a_self_score() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định", "Ý kiến hội đồng thẩm định"],
        criterion(vec![0.5.into(), 0.4.into(), "".into()]),
    ]);
    assert_eq!(scores(&plan), Vec::<String>::new());
    assert_eq!(blocking(&plan), ["no_table"], "no column of the body's own");
}

#[test]
fn last_years_score_is_never_this_years() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm năm 2023"],
        criterion(vec![0.5.into(), 0.4.into()]),
    ]);
    assert_eq!(scores(&plan), Vec::<String>::new());
    assert_eq!(blocking(&plan), ["other_year"]);
}

#[test]
fn two_columns_that_could_be_the_score_are_asked_about() {
    let head = row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm tự đánh giá"];
    let both = plan(vec![head.clone(), criterion(vec![0.5.into(), 0.4.into(), 0.5.into()])]);
    assert_eq!(blocking(&both), ["ambiguous_column"]);
    assert_eq!(scores(&both), Vec::<String>::new(), "neither is taken");
    let one = plan(vec![head, criterion(vec![0.5.into(), "".into(), 0.5.into()])]);
    assert!(!one.is_blocked(), "only one holds anything: {:?}", problems(&one));
    assert_eq!(scores(&one), ["1.1.1=0.5"]);
    assert!(has(&one, "ambiguous_column"), "and it is said");
}

#[test]
fn of_several_years_this_one_is_taken() {
    let plan = plan(vec![
        row![
            "STT",
            "Tiêu chí",
            "Điểm tối đa",
            "Điểm tự chấm năm 2022",
            "Điểm tự chấm năm 2023",
            "Điểm tự chấm năm 2024"
        ],
        criterion(vec![0.5.into(), 0.1.into(), 0.2.into(), 0.3.into()]),
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.3"]);
    assert_eq!(problems(&plan), Vec::<String>::new());
}

#[test]
fn a_column_without_a_year_beside_last_years_is_this_years() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm năm 2023", "Điểm tự chấm", "Tăng, giảm"],
        criterion(vec![0.5.into(), 0.1.into(), 0.3.into(), 0.2.into()]),
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.3"], "{:?}", plan.tables);
}

#[test]
fn a_second_table_and_a_repeated_header_go_on() {
    let plan = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        head(),
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
        vec![],
        row!["PHẦN II"],
        row!["Điểm tự chấm", "STT", "Tiêu chí", "Điểm tối đa"],
        row![0.75, "1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1", "1.2=0.75"]);
    assert_eq!(plan.tables.len(), 3);
}

#[test]
fn every_sheet_is_read_and_a_sheet_without_a_table_is_set_aside() {
    let bytes = xlsx(&[
        (
            "Hướng dẫn",
            vec![row!["Các cơ quan chấm điểm theo hướng dẫn"], row!["Không sửa tiêu đề"]],
        ),
        ("LV1", vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]]),
        ("LV1b", vec![head(), row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0]]),
    ]);
    let plan = plan_bytes("a.xlsx", bytes, Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.2=1"]);
    assert_eq!(plan.count(Bucket::Ignored), 4, "the guide's two rows and two headers");
}

#[test]
fn two_running_number_columns_do_not_hide_the_codes() {
    let plan = plan(vec![
        row!["TT", "Mã tiêu chí", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"],
        row![1.0, "3.1.1", "Chất lượng dịch vụ", 1.0, 0.5],
        row![2.0, "3.2.1", "Chất lượng dịch vụ", 2.0, 0.75],
        row![3.0, "1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]);
    assert_eq!(scores(&plan), ["3.1.1=0.5", "3.2.1=0.75", "1.2=1"], "{:?}", problems(&plan));
}

#[test]
fn running_numbers_are_no_codes() {
    let plan = plan(vec![
        head(),
        row![1.0, "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row![2.0, "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
        row![3.0, "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1", "1.2=1"], "{:?}", problems(&plan));
}

#[test]
fn options_parents_totals_and_notes_have_their_buckets() {
    let plan = plan(vec![
        head(),
        row!["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 5.5, 2.0],
        row!["1.1", "Kế hoạch cải cách hành chính năm", 2.0, 1.5],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["", "Ban hành trước 31/12", "0,5", ""],
        row!["", "Ban hành sau 31/12", "0", ""],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
        row!["a)", "Đạt trên 95%", "1,5", ""],
        row!["-", "Số nhiệm vụ hoàn thành", "", ""],
        row!["*", "Ghi rõ số liệu", "", ""],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 0.5],
        row!["", "Tổng cộng", 3.0, 2.0],
        vec![],
        row!["", "Ghi chú: số liệu đến 15/12", "", ""],
        row!["", "", "", "GIÁM ĐỐC"],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1", "1.2=0.5"]);
    assert_eq!(plan.count(Bucket::Parents), 2);
    assert_eq!(plan.count(Bucket::Options), 5);
    assert_eq!(plan.count(Bucket::Totals), 1);
    assert_eq!(plan.count(Bucket::Ignored), 3, "header, note, signature: {:?}", plan.rows);
    assert_eq!(problems(&plan), Vec::<String>::new(), "all sums agree");
}

#[test]
fn parents_and_totals_that_do_not_add_up_are_said_with_their_cells() {
    let plan = plan(vec![
        head(),
        row!["1.1", "Kế hoạch cải cách hành chính năm", 2.0, 2.0],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
        row!["", "Tổng cộng", 3.0, 2.5],
    ]);
    assert_eq!(problems(&plan), ["warning total_differs D2", "warning total_differs D5"]);
}

#[test]
fn a_summary_sheet_is_checked_and_never_counted() {
    let bytes = xlsx(&[
        (
            "Tổng hợp",
            vec![
                row!["STT", "Lĩnh vực", "Điểm tối đa", "Điểm tự chấm"],
                row!["I", "Công tác chỉ đạo, điều hành", 5.5, 1.5],
                row!["II", "Cải cách thủ tục hành chính", 3.25, 1.0],
                row!["", "Tổng cộng", 8.75, 2.5],
            ],
        ),
        (
            "LV1",
            vec![
                head(),
                row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
                row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
            ],
        ),
        ("LV2", vec![head(), row!["2.2", "Công khai thủ tục hành chính", 2.0, 1.0]]),
    ]);
    let plan = plan_bytes("a.xlsx", bytes, Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.2=1", "2.2=1"]);
    assert!(!has(&plan, "total_differs"), "{:?}", problems(&plan));
}

#[test]
fn a_number_on_an_unnumbered_row_is_never_lost_without_a_word() {
    let lone = plan(vec![
        head(),
        row!["1.1", "Kế hoạch cải cách hành chính năm", 2.0, ""],
        row!["", "Một dòng lạ", "", "0,5"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
    ]);
    assert_eq!(bucket(&lone, 3), Some(Bucket::Unmatched));
    assert_eq!(blocking(&lone), ["unmatched"]);
    let option = plan(vec![
        head(),
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.5],
        row!["", "Đạt trên 95%", "1,5", "1,5"],
    ]);
    assert_eq!(
        bucket(&option, 3),
        Some(Bucket::Options),
        "the chosen option of a scored criterion"
    );
    assert!(!option.is_blocked());
    assert!(has(&option, "option_score"), "is said all the same");
    let scored_below = plan(vec![
        head(),
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, ""],
        row!["", "Đạt trên 95%", "1,5", "1,5"],
    ]);
    assert!(
        scored_below.is_blocked(),
        "the criterion itself is blank: {:?}",
        problems(&scored_below)
    );
}

#[test]
fn a_number_beside_the_signature_is_asked_about() {
    let plan = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        vec![],
        row!["", "", "", 7.0],
    ]);
    assert!(plan.is_blocked(), "{:?}", plan.rows);
}

#[test]
fn no_table_says_so_and_accounts_for_the_rows() {
    let plan = plan(vec![row!["Kính gửi: Sở Nội vụ"], row!["Sở đã chấm điểm xong."]]);
    assert_eq!(problems(&plan), ["blocking no_table"]);
    assert_eq!(plan.count(Bucket::Ignored), 2);
}

#[test]
fn a_file_that_speaks_of_another_year_only_is_refused() {
    let rows = |title: &str| {
        vec![row![title], head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]]
    };
    let plan_of = |title: &str| plan(rows(title));
    let other = plan_of("BẢNG TỰ CHẤM ĐIỂM CCHC NĂM 2023");
    assert_eq!(blocking(&other), ["other_year"]);
    assert!(
        other
            .problems
            .iter()
            .any(|p| matches!(p.finding, Finding::OtherYear { found: 2023, expected: 2024 }))
    );
    for title in [
        "BẢNG TỰ CHẤM ĐIỂM CCHC NĂM 2024",
        "BẢNG TỰ CHẤM NĂM 2024 SO VỚI NĂM 2023",
        "(Kèm theo Công văn số 12/SNV-CCHC ngày 03/01/2025)",
        "(Kèm theo Công văn số 12/SNV-CCHC ngày 03 tháng 01 năm 2025)",
        "Theo Quyết định số 876/QĐ-BNV năm 2022 của Bộ Nội vụ",
        "BẢNG TỰ CHẤM ĐIỂM",
    ] {
        assert!(!plan_of(title).is_blocked(), "{title}: {:?}", problems(&plan_of(title)));
    }
}

#[test]
fn hidden_rows_columns_and_sheets_are_read_and_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Bảng").unwrap();
    for (row, cells) in
        (0..).zip([head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]])
    {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, text).unwrap(),
                Cell::Number(n) => sheet.write_number(row, column, n).unwrap(),
                _ => sheet,
            };
        }
    }
    sheet.set_row_hidden(1).unwrap();
    sheet.set_column_hidden(2).unwrap();
    let second = book.add_worksheet().set_name("Ẩn").unwrap();
    second.write_string(0, 0, "STT").unwrap();
    second.write_string(0, 1, "Tiêu chí").unwrap();
    second.write_string(0, 2, "Điểm tự chấm").unwrap();
    second.write_string(1, 0, "1.2").unwrap();
    second.write_string(1, 1, "Thực hiện chế độ báo cáo định kỳ").unwrap();
    second.write_number(1, 2, 1).unwrap();
    second.set_hidden(true);
    let plan = plan_bytes("a.xlsx", book.save_to_buffer().unwrap(), Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.2=1"], "hidden is read");
    let told: Vec<String> = plan
        .problems
        .iter()
        .filter_map(|p| match &p.finding {
            Finding::Hidden { what } => Some(what.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(told.len(), 3, "a row, a column, a sheet: {told:?}");
    assert!(!plan.is_blocked(), "told, not refused");
}

#[test]
fn a_criterion_that_begins_like_a_total_is_none() {
    let mut tree = support::catalogue();
    let leaf = tree.nodes.iter_mut().find(|n| n.code.to_string() == "1.1.2").unwrap();
    leaf.name = "Tổng số nhiệm vụ hoàn thành".into();
    let bytes =
        xlsx(&[("Bảng", vec![head(), row!["1.1.2", "Tổng số nhiệm vụ hoàn thành", 1.5, 1.0]])]);
    let file = scorebook::plan::SourceFile::new("a.xlsx", bytes);
    let plan = intake::plan_submission(
        &intake::Received::read_here(file),
        &tree,
        &support::agencies(),
        Some(SNV),
        &[],
    );
    assert_eq!(scores(&plan), ["1.1.2=1"], "its score is not a sum");
}

#[test]
fn options_numbered_like_fields_are_options() {
    let plan = plan(vec![
        head(),
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
        row!["1", "Đạt trên 95%", "1,5", ""],
        row!["2", "Đạt từ 80% đến 95%", "1", ""],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]);
    assert_eq!(plan.count(Bucket::Options), 2, "{:?}", plan.rows);
    assert_eq!(problems(&plan), Vec::<String>::new());
}

#[test]
fn rows_numbered_within_their_field_are_told_by_name() {
    let plan = plan(vec![
        head(),
        row!["A", "TIÊU CHÍ DO SỞ CHỦ TRÌ", "", ""],
        row!["I", "Công tác chỉ đạo, điều hành", "", ""],
        row!["1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["2", "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
        row!["II", "Cải cách thủ tục hành chính", "", ""],
        row!["1", "Công khai thủ tục hành chính", 2.0, 2.0],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1", "2.2=2"], "{:?}", problems(&plan));
}

#[test]
fn hidden_neighbours_are_told_in_one_line() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])
    {
        sheet.write_string(0, column, text).unwrap();
    }
    for row in 1..6 {
        sheet.write_string(row, 1, "Số liệu").unwrap();
        sheet.set_row_hidden(row).unwrap();
    }
    let plan = plan_bytes("a.xlsx", book.save_to_buffer().unwrap(), Some(SNV));
    assert_eq!(plan.problems.iter().filter(|p| p.finding.code() == "hidden").count(), 1);
}

#[test]
fn a_long_sheet_of_something_else_is_set_aside_quickly() {
    let rows: Vec<Vec<Cell>> = (0..2_000)
        .map(|n| {
            row![
                f64::from(n),
                "Kế hoạch cải cách hành chính của đơn vị trực thuộc tỉnh",
                "Đơn vị",
                "Nội dung công việc"
            ]
        })
        .collect();
    let started = std::time::Instant::now();
    let plan = plan(rows);
    assert_eq!(plan.count(Bucket::Ignored), 2_000);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
