//! Which column is the score: two that could be are asked about, and figures beside the score are told.

#[macro_use]
mod support;

use scorebook::Finding;
use scorebook::plan::ColumnRole;

use support::{Cell, blocking, corrected, has, plan, problems, scores};

/// The usual table of two criteria with two columns of that heading and those figures.
fn two(first: &str, second: &str, figures: [[f64; 2]; 2]) -> Vec<Vec<Cell>> {
    vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", first, second],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, figures[0][0], figures[0][1]],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, figures[1][0], figures[1][1]],
    ]
}

#[test]
fn two_columns_that_differ_are_asked_about_whatever_they_are_called() {
    for (first, second) in [
        ("Điểm tự chấm", "Điểm đề nghị điều chỉnh"),
        ("Điểm tự chấm", "Điểm thống nhất của lãnh đạo Sở"),
        ("Điểm tự chấm", "Điểm sau rà soát"),
        ("Tự chấm lần 1 (năm 2024)", "Tự chấm lần 2"),
        ("Điểm tự chấm (gửi 15/12/2024)", "Điểm tự chấm (chính thức)"),
        ("Điểm tự chấm theo QĐ 876 năm 2022", "Điểm tự chấm"),
        ("9 tháng đầu năm 2024", "Ước cả năm"),
        ("Điểm quý I", "Điểm cả năm"),
    ] {
        let plan = plan(two(first, second, [[0.5, 0.25], [1.5, 1.5]]));
        assert_eq!(blocking(&plan), ["ambiguous_column"], "{first} / {second}");
        assert_eq!(scores(&plan), Vec::<String>::new(), "nothing is taken: {first} / {second}");
        assert_eq!(plan.questions.len(), 1, "one question: {first} / {second}");
    }
}

#[test]
fn the_message_names_the_criteria_that_differ_with_their_cells() {
    let plan = plan(two("Điểm tự chấm", "Điểm điều chỉnh", [[0.5, 0.25], [1.5, 1.5]]));
    let found = plan.problems.iter().find_map(|p| match &p.finding {
        Finding::AmbiguousColumn { differing, .. } => Some(differing.clone()),
        _ => None,
    });
    let told: Vec<String> = found
        .expect("asked")
        .iter()
        .map(|c| format!("{} {} {}", c.criterion, c.cell, c.raw))
        .collect();
    assert_eq!(told, ["1.1.1 D2 0.5", "1.1.1 E2 0.25"], "and no other");
}

#[test]
fn columns_that_agree_are_no_question() {
    let plan = plan(two("Điểm tự chấm", "Điểm đề nghị", [[0.5, 0.5], [1.5, 1.5]]));
    assert_eq!(blocking(&plan), Vec::<&str>::new());
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.5"]);
}

#[test]
fn a_column_of_another_year_is_no_question() {
    let plan =
        plan(two("Điểm tự chấm năm 2024", "Điểm tự chấm năm 2023", [[0.5, 0.25], [1.5, 1.0]]));
    assert_eq!(blocking(&plan), Vec::<&str>::new());
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.5"]);
}

#[test]
fn an_empty_second_column_is_no_question() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm điều chỉnh"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
    ]);
    assert_eq!(blocking(&plan), Vec::<&str>::new());
    assert_eq!(scores(&plan), ["1.1.1=0.5"]);
}

#[test]
fn a_lone_column_with_a_weak_heading_is_the_score() {
    for heading in [
        "Điểm đề nghị",
        "Đạt được",
        "Điểm thực tế",
        "Tự cho điểm",
        "Điểm thực hiện",
        "Sở Nội vụ chấm",
        "Mức điểm",
    ] {
        let plan = plan(vec![
            row!["STT", "Tiêu chí", "Điểm tối đa", heading],
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        ]);
        assert_eq!(scores(&plan), ["1.1.1=0.5"], "{heading}");
    }
}

#[test]
fn a_lone_column_that_may_hold_no_points_is_asked_about() {
    for (heading, code) in [
        ("Tự chấm (%)", "not_points"),
        ("Tự đánh giá: số điểm còn thiếu", "not_points"),
        ("Tự đánh giá mức độ (1-5)", "not_points"),
        ("Điểm tự chấm 9 tháng", "part_of_year"),
    ] {
        let rows = || {
            vec![
                row!["STT", "Tiêu chí", "Điểm tối đa", heading],
                row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
            ]
        };
        let asked = plan(rows());
        assert_eq!(blocking(&asked), [code], "{heading}");
        assert_eq!(scores(&asked), Vec::<String>::new(), "{heading}");
        let [question] = asked.questions.as_slice() else { panic!("one question: {heading}") };
        let yes = corrected(rows(), &[question.options[0].correction.clone()]);
        assert_eq!(scores(&yes), ["1.1.1=0.5"], "the officer says that it is the score: {heading}");
        let no = corrected(rows(), &[question.options[1].correction.clone()]);
        assert_eq!(
            scores(&no),
            Vec::<String>::new(),
            "the officer says that it is none: {heading}"
        );
    }
}

#[test]
fn another_scale_is_asked_about_and_never_converted() {
    let rows = || {
        vec![
            row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"],
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.05, 0.05],
            row!["1.1.2", "Mức độ hoàn thành kế hoạch", 0.15, 0.15],
            row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 0.1, 0.1],
        ]
    };
    assert_eq!(blocking(&plan(rows())), ["other_scale"]);
    assert!(!plan(rows()).can_skip_bad_rows(), "it is about the whole column");
    let mut mixed = rows();
    mixed[3] = row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 0.1];
    assert_eq!(blocking(&plan(mixed)), Vec::<&str>::new(), "one maximum is ours: no other scale");
}

#[test]
fn a_column_mostly_above_its_maxima_is_asked_about() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tự chấm"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 4.0],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 5.0],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 3.0],
        row!["1.10", "Sáng kiến, giải pháp mới", 1.0],
    ]);
    assert!(blocking(&plan).contains(&"mostly_over_max"), "{:?}", blocking(&plan));
    assert!(!plan.can_skip_bad_rows(), "the fourth is no score either");
}

#[test]
fn points_of_a_part_of_the_year_are_asked_about_though_the_years_agree() {
    for [part, year] in
        [["Điểm quý I", "Điểm cả năm"], ["Tự chấm 9 tháng đầu năm 2024", "Tự chấm ước cả năm"]]
    {
        let plan = plan(vec![
            row!["STT", "Tiêu chí", "Điểm tối đa", part, year],
            row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25, 0.25],
            row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 0.25, 0.25],
        ]);
        assert_eq!(blocking(&plan), ["ambiguous_column"], "{part}");
    }
}

#[test]
fn figures_in_a_column_that_was_not_used_are_told_once() {
    let plan = plan(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Kết quả khác"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5, 0.25],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, 1.5, 1.0],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0, 1.0],
    ]);
    assert_eq!(problems(&plan), ["warning unused_figures D1"]);
    let told = plan.problems.iter().find(|p| p.finding.code() == "unused_figures").expect("told");
    let sentence = scorebook::vi::finding(&told.finding);
    assert!(
        sentence.contains("1.1.1 (ô E2: 0.25)") && sentence.contains("1.1.2 (ô E3: 1)"),
        "{sentence}"
    );
    assert!(!sentence.contains(" 1.2 ("), "the same figure is no other: {sentence}");
}

#[test]
fn the_officer_may_say_what_an_unused_column_is() {
    use scorebook::Correction;
    let rows = vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Kết quả khác"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5, 0.25],
    ];
    let data =
        Correction::Column { sheet: "Bảng".into(), header: 0, column: 4, role: ColumnRole::Data };
    assert!(!has(&corrected(rows, &[data]), "unused_figures"), "it is not told again");
}
