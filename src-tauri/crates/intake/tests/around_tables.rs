//! What stands beside a score table: other tables, sums, numbers of rows. Nothing of it is a score, and no
//! score among it is lost.

mod support;

use scorebook::plan::Bucket;
use support::{Cell, SNV, blocking, bucket, head, plan, plan_bytes, problems, scores, xlsx};

fn scored() -> Vec<Vec<Cell>> {
    vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]]
}

#[test]
fn tables_of_other_things_below_are_set_aside() {
    for other in [
        vec![
            row!["STT", "Tên văn bản", "Số, ký hiệu", "Ngày ban hành"],
            row!["1", "Kế hoạch cải cách hành chính năm", "80/KH-UBND", "18/01/2024"],
            row!["2", "Báo cáo kết quả", "12/BC-SNV", "10/12/2024"],
        ],
        vec![
            row!["STT", "Nội dung kiến nghị", "Số lượng", "Cơ quan trả lời"],
            row!["1", "Đề nghị bổ sung kinh phí", 3.0, "Sở Tài chính"],
        ],
        vec![
            row!["STT", "Tiêu chí", "Điểm bị mất", "Nguyên nhân"],
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.25, "Chậm 05 ngày"],
        ],
        vec![
            row!["STT", "Tiêu chí", "Điểm tối đa", "Năm 2023"],
            row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.25],
        ],
    ] {
        let mut rows = scored();
        rows.push(vec![]);
        rows.extend(other.clone());
        let plan = plan(rows);
        assert_eq!(problems(&plan), Vec::<String>::new(), "{other:?}");
        assert_eq!(scores(&plan), ["1.1.1=0.5"], "{other:?}");
    }
}

#[test]
fn a_score_under_a_heading_that_is_not_understood_is_asked_about_wherever_it_stands() {
    let unknown = vec![
        row!["STT", "Tiêu chí", "Điểm TĐG"],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", "1,25"],
    ];
    let mut below = scored();
    below.push(vec![]);
    below.extend(unknown.clone());
    let below = plan(below);
    assert_eq!(problems(&below), ["blocking unmatched C5"], "below the table");
    assert_eq!(bucket(&below, 5), Some(Bucket::Unmatched));

    let on_another =
        plan_bytes("a.xlsx", xlsx(&[("Bảng 1", scored()), ("Bảng 2", unknown)]), Some(SNV));
    assert_eq!(blocking(&on_another), ["unmatched"], "on a sheet of its own");
    assert_eq!(scores(&on_another), ["1.1.1=0.5"]);

    let unheaded = plan_bytes(
        "a.xlsx",
        xlsx(&[
            ("Bảng 1", scored()),
            ("Bảng 2", vec![row!["", "1.1.2", "Mức độ hoàn thành kế hoạch", 1.25]]),
        ]),
        Some(SNV),
    );
    assert_eq!(blocking(&unheaded), ["unmatched"], "without any heading");
}

#[test]
fn a_figure_outside_of_the_tables_is_left_out_when_the_officer_says_so() {
    let mut rows = scored();
    rows.push(vec![]);
    rows.push(row!["STT", "Tiêu chí", "Điểm TĐG"]);
    rows.push(row!["1.1.2", "Mức độ hoàn thành kế hoạch", "1,25"]);
    let file = scorebook::plan::SourceFile::new("a.xlsx", xlsx(&[("Bảng", rows)]));
    let left_out = scorebook::Correction::Exclude {
        sheet: "Bảng".into(),
        row: 4,
        reason: "Bảng tham khảo".into(),
    };
    let plan = intake::plan_submission(
        &intake::Received::read_here(file),
        &support::catalogue(),
        &support::agencies(),
        Some(SNV),
        &[left_out],
    );
    assert_eq!(problems(&plan), Vec::<String>::new());
    assert_eq!(bucket(&plan, 5), Some(Bucket::Ignored));
}

#[test]
fn a_table_of_the_criteria_and_their_maxima_is_no_question() {
    let plan = plan_bytes(
        "a.xlsx",
        xlsx(&[
            ("Tự chấm", scored()),
            (
                "Bộ tiêu chí",
                vec![
                    row!["STT", "Tiêu chí", "Điểm tối đa"],
                    row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5],
                    row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5],
                ],
            ),
        ]),
        Some(SNV),
    );
    assert_eq!(problems(&plan), Vec::<String>::new());
}

#[test]
fn a_total_is_known_in_whatever_column_it_is_named() {
    for total in [
        row!["Tổng cộng", "", "", "", 0.5],
        row!["", "Tổng cộng", "", "", 0.5],
        row!["", "", "TỔNG ĐIỂM", "", 0.5],
    ] {
        let plan = plan(vec![
            row!["TT", "Mã tiêu chí", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"],
            row![1.0, "1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
            total.clone(),
        ]);
        assert_eq!(bucket(&plan, 3), Some(Bucket::Totals), "{total:?}");
        assert_eq!(problems(&plan), Vec::<String>::new(), "{total:?}");
    }
}

#[test]
fn rows_are_counted_also_where_the_first_numbers_are_those_of_fields() {
    // 1 is the first field's number as well; the table goes on where another ended
    let plan = plan(vec![
        head(),
        row![1.0, "Công tác chỉ đạo, điều hành", 5.5, ""],
        row![2.0, "Kế hoạch cải cách hành chính năm", 2.0, ""],
        row![3.0, "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["1", "Ban hành trước 31/12", "0,5", ""],
        row!["2", "Ban hành sau 31/12", "0", ""],
        head(),
        row![4.0, "Mức độ hoàn thành kế hoạch", 1.5, 1.0],
    ]);
    assert_eq!(problems(&plan), Vec::<String>::new());
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1"]);
}

#[test]
fn codes_in_the_names_are_read_beside_counted_rows() {
    let plan = plan(vec![
        head(),
        row![1.0, "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 5.5, ""],
        row![2.0, "1.1.1. Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row![3.0, "3.1.1. Chất lượng dịch vụ", 1.0, 0.5],
        row![4.0, "1.1.2 Mức độ hoàn thành kế hoạch", 1.5, ""],
    ]);
    assert_eq!(blocking(&plan), Vec::<&str>::new(), "{:?}", problems(&plan));
    assert_eq!(scores(&plan), ["1.1.1=0.5", "3.1.1=0.5"], "3.1.1 shares its name with 3.2.1");
    assert_eq!(bucket(&plan, 5), Some(Bucket::Blank), "a blank criterion is one still");
}

#[test]
fn a_code_that_stands_twice_in_a_row_is_one_code() {
    let plan =
        plan(vec![head(), row!["1.1.1", "1.1.1. Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]]);
    assert_eq!(problems(&plan), Vec::<String>::new());
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
}

#[test]
fn a_name_that_two_criteria_share_is_no_option_of_the_row_above() {
    let plan = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["", "Chất lượng dịch vụ", 1.0, 1.0],
    ]);
    assert_eq!(blocking(&plan), ["unmatched"], "3.1.1 or 3.2.1: asked, not set aside");
}

#[test]
fn one_number_beside_the_wrong_name_does_not_make_all_numbers_counts() {
    let mut tree = support::catalogue();
    for node in tree.nodes.iter_mut().filter(|n| n.code.depth() == 1) {
        node.scoring = Some(scorebook::Scoring::SelfScored);
        node.lead = Some(SNV);
    }
    tree.nodes.retain(|n| n.code.depth() == 1 || n.code.to_string() == "2.2");
    let rows = vec![
        head(),
        row!["1", "Công tác chỉ đạo, điều hành", 5.5, 1.0],
        row!["2", "Công khai thủ tục hành chính", 3.25, 1.0],
        row!["3", "Hiện đại hoá hành chính", 3.0, 1.0],
    ];
    let file = scorebook::plan::SourceFile::new("a.xlsx", xlsx(&[("Bảng", rows)]));
    let plan = intake::plan_submission(
        &intake::Received::read_here(file),
        &tree,
        &support::agencies(),
        Some(SNV),
        &[],
    );
    assert_eq!(blocking(&plan), ["code_name_mismatch"], "2 has points, and another name");
}

#[test]
fn options_numbered_like_fields_are_options_whatever_their_names_come_near_to() {
    let plan = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["1", "Ban hành kế hoạch đúng hạn", "0,5", ""],
        row!["2", "Ban hành kế hoạch chậm thời hạn", "0", ""],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]);
    assert_eq!(problems(&plan), Vec::<String>::new());
    assert_eq!(plan.count(Bucket::Options), 2);
}
