//! Which criterion a row is: code and name together, never likeness alone.

mod support;

use scorebook::Finding;
use scorebook::plan::Bucket;
use support::{
    Cell, SNV, TTTT, VP, blocking, bucket, has, head, one, plan, plan_for, problems, row_of, scores,
};

#[test]
fn codes_are_read_as_bodies_write_them() {
    for code in ["1.1.1", "1.1.1.", "I.1.1", "I.1.1.", "1,1,1", " 1.1.1 ", "1.1.1)", "1. 1. 1"] {
        let plan = one(row![code, "Ban hành kế hoạch đúng thời hạn", 0.5, "0,5"]);
        assert_eq!(scores(&plan), ["1.1.1=0.5"], "{code:?}: {:?}", problems(&plan));
        assert_eq!(problems(&plan), Vec::<String>::new(), "{code:?} needs no word");
    }
}

#[test]
fn a_number_cell_that_lost_its_zero_is_told_by_its_name() {
    let lost = one(row![1.1, "Sáng kiến, giải pháp mới", 1.5, "1,5"]);
    assert_eq!(scores(&lost), ["1.10=1.5"], "1.1 was 1.10: {:?}", problems(&lost));
    let kept = one(row![1.2, "Thực hiện chế độ báo cáo định kỳ", 1.0, "1"]);
    assert_eq!(scores(&kept), ["1.2=1"]);
}

#[test]
fn a_code_that_became_a_date_is_told_by_its_name() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])
    {
        sheet.write_string(0, column, text).unwrap();
    }
    let date = ExcelDateTime::from_ymd(2024, 2, 1).unwrap();
    let shown = Format::new().set_num_format("d.m");
    sheet.write_datetime_with_format(1, 0, date, &shown).unwrap();
    sheet.write_string(1, 1, "Thực hiện chế độ báo cáo định kỳ").unwrap();
    sheet.write_number(1, 3, 0.5).unwrap();
    let plan = support::plan_bytes("a.xlsx", book.save_to_buffer().unwrap(), Some(SNV));
    assert_eq!(scores(&plan), ["1.2=0.5"], "{:?}", problems(&plan));
}

#[test]
fn spelling_variants_of_a_name_are_the_same_name() {
    for name in [
        "Ban hành kế hoạch đúng thời hạn",
        "BAN HÀNH KẾ HOẠCH ĐÚNG THỜI HẠN",
        "Ban hành  kế hoạch\nđúng thời hạn.",
        "Ban ha\u{300}nh kế hoạch đúng thời hạn",
        "Ban hành kế họach đúng thời hạn",
    ] {
        let plan = one(row!["1.1.1", name, 0.5, "0,5"]);
        assert_eq!(problems(&plan), Vec::<String>::new(), "{name:?}");
    }
    let plan =
        plan_for(VP, vec![head(), row!["2.1.1", "Tỉ lệ hồ sơ giải quyết đúng hạn", 0.75, "0,5"]]);
    assert_eq!(problems(&plan), Vec::<String>::new(), "tỷ/tỉ");
}

#[test]
fn a_name_that_comes_near_is_taken_by_its_code_and_said() {
    let plan = one(row!["1.1.1", "Ban hành kế hoạch CCHC đúng thời hạn", 0.5, "0,5"]);
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
    assert!(
        problems(&plan).iter().any(|p| p.starts_with("warning name_differs")),
        "{:?}",
        problems(&plan)
    );
}

#[test]
fn without_a_code_only_the_whole_name_of_one_criterion_will_do() {
    let plan = one(row!["", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,5"]);
    assert_eq!(scores(&plan), ["1.1.1=0.5"], "the name is one criterion's");
    let near = one(row!["", "Ban hành kế hoạch đúng hạn", 0.5, "0,5"]);
    assert_eq!(blocking(&near), ["unmatched"], "likeness alone is never taken");
    assert_eq!(bucket(&near, 2), Some(Bucket::Unmatched));
    let suggested = near.problems.iter().find_map(|p| match &p.finding {
        Finding::Unmatched { suggestion, .. } => suggestion.clone(),
        _ => None,
    });
    assert!(suggested.is_some_and(|s| s.starts_with("1.1.1 ")), "but it is offered");
}

#[test]
fn a_name_two_criteria_share_needs_its_code() {
    let plan = plan_for(TTTT, vec![head(), row!["", "Chất lượng dịch vụ", 1.0, "0,5"]]);
    assert_eq!(blocking(&plan), ["unmatched"], "3.1.1 or 3.2.1?");
    let plan = plan_for(TTTT, vec![head(), row!["3.2.1", "Chất lượng dịch vụ", 2.0, "0,5"]]);
    assert_eq!(scores(&plan), ["3.2.1=0.5"]);
    let plan = plan_for(TTTT, vec![head(), row!["3.9.9", "Chất lượng dịch vụ", 2.0, "0,5"]]);
    assert_eq!(blocking(&plan), ["unmatched"], "an unknown code does not help");
}

#[test]
fn code_and_name_of_different_criteria_block() {
    let plan = one(row!["1.1.1", "Mức độ hoàn thành kế hoạch", 1.5, "0,5"]);
    assert_eq!(blocking(&plan), ["code_name_mismatch"]);
    assert_eq!(bucket(&plan, 2), Some(Bucket::Refused));
    assert_eq!(scores(&plan), Vec::<String>::new());
}

#[test]
fn two_almost_alike_criteria_are_not_mixed_up() {
    let plan = plan_for(
        VP,
        vec![head(), row!["2.1.1", "Tỷ lệ hồ sơ trực tuyến giải quyết đúng hạn", 0.5, "0,5"]],
    );
    assert_eq!(blocking(&plan), ["code_name_mismatch"]);
    let plan = plan_for(
        VP,
        vec![head(), row!["2.1.1", "Tỷ lệ hồ sơ trực tuyến được giải quyết đúng hạn", 0.5, "0,5"]],
    );
    assert!(
        plan.is_blocked(),
        "nearer to another criterion than to its own: {:?}",
        problems(&plan)
    );
    assert_eq!(scores(&plan), Vec::<String>::new());
}

#[test]
fn an_unknown_code_with_a_unique_name_is_taken_and_said() {
    let plan = one(row!["1.1.9", "Mức độ hoàn thành kế hoạch", 1.5, "0,5"]);
    assert_eq!(scores(&plan), ["1.1.2=0.5"]);
    assert!(has(&plan, "code_unknown"), "{:?}", problems(&plan));
}

#[test]
fn a_row_of_no_criterion_with_a_score_blocks() {
    let plan = one(row!["1.1.7", "Tổ chức hội thi cho thanh niên", 0.5, "0,5"]);
    assert_eq!(problems(&plan), ["blocking unmatched D2"]);
}

#[test]
fn a_code_alone_will_do_where_the_table_has_no_names() {
    let plan =
        plan(vec![row!["Mã tiêu chí", "Điểm tự chấm"], row!["1.1.1", "0,5"], row!["1.1.2", "1"]]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1"]);
}

#[test]
fn code_and_name_in_one_cell_are_parted() {
    let plan = plan(vec![
        row!["Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Tự đánh giá"],
        row!["I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "", ""],
        row!["1.1. Kế hoạch cải cách hành chính năm", 2.0, ""],
        row!["1.1.1. Ban hành kế hoạch đúng thời hạn", 0.5, "0,5"],
        row!["1.2 Thực hiện chế độ báo cáo định kỳ", 1.0, "1"],
    ]);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.2=1"], "{:?}", problems(&plan));
    assert_eq!(plan.count(Bucket::Parents), 2);
}

#[test]
fn the_same_score_twice_is_taken_once_and_different_scores_never() {
    let same = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,5"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,50"],
    ]);
    assert_eq!(scores(&same), ["1.1.1=0.5"]);
    assert!(!same.is_blocked() && has(&same, "duplicate"));
    let differing = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,5"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,25"],
    ]);
    assert_eq!(scores(&differing), Vec::<String>::new());
    assert!(
        blocking(&differing).iter().all(|c| *c == "duplicate_conflict"),
        "{:?}",
        blocking(&differing)
    );
    assert_eq!(differing.count(Bucket::Refused), 2, "neither is taken");
}

#[test]
fn a_refused_score_beside_a_good_one_is_a_conflict_too() {
    let plan = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,25"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "9"],
    ]);
    assert!(plan.is_blocked());
}

#[test]
fn what_departments_do_not_score_is_not_taken() {
    // beside a row that is scored: a file without any is not taken
    let with = |score: &str| {
        let scored = row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0];
        plan(vec![head(), row!["1.3", "Đánh giá của lãnh đạo, quản lý", 1.0, score], scored])
    };
    let plan = with("0,9");
    assert_eq!(bucket(&plan, 2), Some(Bucket::NotSelfScored));
    assert_eq!(problems(&plan), ["warning not_self_scored D2"]);
    assert!(plan.rows[1].state.is_none(), "not written");
    for text in ["", "-", "XHH", "Điều tra XHH", "Không tự chấm"] {
        let plan = with(text);
        assert_eq!(bucket(&plan, 2), Some(Bucket::NotSelfScored), "{text:?}");
        assert_eq!(problems(&plan), Vec::<String>::new(), "{text:?} is no score");
    }
}

#[test]
fn anothers_criterion_is_kept_and_said() {
    let plan = one(row!["2.2", "Công khai thủ tục hành chính", 2.0, "1"]);
    assert_eq!(bucket(&plan, 2), Some(Bucket::Scored));
    assert_eq!(problems(&plan), ["warning outside_scope D2"]);
}

#[test]
fn what_the_body_leads_and_left_out_is_named() {
    let plan = one(row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,5"]);
    let missing: Vec<String> = plan
        .problems
        .iter()
        .filter_map(|p| match &p.finding {
            Finding::MissingRow { criterion, .. } => Some(criterion.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(
        missing,
        ["1.1.2", "1.2", "1.10"],
        "of Sở Nội vụ's own; the surveyed 1.3 is nobody's"
    );
}

#[test]
fn another_maximum_is_said_and_ours_is_used() {
    let plan = one(row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 1.0, "0,5"]);
    assert!(
        problems(&plan).iter().any(|p| p.starts_with("warning max_differs")),
        "{:?}",
        problems(&plan)
    );
    let plan = one(row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 1.0, "0,75"]);
    assert_eq!(blocking(&plan), ["over_max"], "over our maximum, whatever the file says");
}

#[test]
fn a_score_with_nothing_to_show_for_it_is_noted() {
    let wide = |evidence: &str, explanation: &str| {
        let mut head = head();
        head.extend([Cell::from("Tài liệu kiểm chứng"), Cell::from("Giải trình")]);
        let row =
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,5", evidence, explanation];
        plan(vec![head, row])
    };
    assert_eq!(problems(&wide("", "")), ["note no_evidence D2"]);
    assert_eq!(problems(&wide("Kế hoạch số 1", "")), Vec::<String>::new());
    assert_eq!(problems(&wide("", "Không phát sinh")), Vec::<String>::new());
    let row = wide("Kế hoạch số 1", "Đủ");
    let row = row_of(&row, "1.1.1").expect("taken");
    assert_eq!((row.evidence.as_str(), row.explanation.as_str()), ("Kế hoạch số 1", "Đủ"));
    let bare = one(row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,5"]);
    assert_eq!(problems(&bare), Vec::<String>::new(), "a file without such columns is not blamed");
}
