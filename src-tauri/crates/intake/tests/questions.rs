//! A doubt is asked with its answers, each answer settles it, and an answer may be remembered.
#![allow(clippy::expect_used, reason = "test code outside of #[test] functions")]

mod support;

use intake::{CatalogueIndex, Received, plan_submission};
use scorebook::memory::Remembered;
use scorebook::plan::SourceFile;
use scorebook::{Correction, ImportPlan, Question};
use support::{Cell, SNV, VP, agencies, blocking, catalogue, head, scores, xlsx};

fn received(rows: Vec<Vec<Cell>>) -> Received {
    Received::read_here(SourceFile::new("tep.xlsx", xlsx(&[("Bảng", rows)])))
}

fn read(
    received: &Received,
    given: Option<scorebook::AgencyId>,
    said: &[Correction],
) -> ImportPlan {
    plan_submission(received, &catalogue(), &agencies(), given, said)
}

fn only(plan: &ImportPlan) -> Question {
    let [question] = plan.questions.as_slice() else { panic!("one doubt: {:?}", plan.questions) };
    question.clone()
}

/// The blocking problems before, and after each of the answers.
fn answered(
    rows: Vec<Vec<Cell>>,
    given: Option<scorebook::AgencyId>,
) -> (Question, Vec<ImportPlan>) {
    let received = received(rows);
    let plan = read(&received, given, &[]);
    assert!(plan.is_blocked(), "a question belongs to what stands in the way");
    let question = only(&plan);
    assert!(question.options.len() <= Question::MOST, "a key for each answer");
    let proposed = question.options.iter().filter(|o| o.proposed).count();
    assert!(proposed <= 1, "at most one proposal");
    let after = question.options.iter().map(|o| {
        let plan = read(&received, given, std::slice::from_ref(&o.correction));
        assert!(plan.questions.iter().all(|q| q.id != question.id), "“{}” answers it", o.label);
        plan
    });
    let after = after.collect();
    (question, after)
}

#[test]
fn how_a_number_is_read_is_asked_once_for_its_column() {
    let rows = vec![
        head(),
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, "1.234"],
        row!["1.10", "Sáng kiến, giải pháp mới", 1.5, "1.111"],
    ];
    let (question, after) = answered(rows, Some(SNV));
    assert!(question.rememberable);
    let at = question.at.expect("a cell");
    assert_eq!((at.row, at.column), (1, 3));
    let labels: Vec<&str> = question.options.iter().map(|o| o.label.as_str()).collect();
    assert_eq!(labels, ["Dấu phẩy: 1234,00 điểm", "Dấu chấm: 1,234 điểm"]);
    assert!(question.options[1].proposed, "the reading within the maximum is proposed");
    assert_eq!(scores(&after[1]), ["1.1.2=1.234", "1.10=1.111"], "both numbers are settled");
    assert_eq!(blocking(&after[0]), ["over_max", "over_max"], "the other reading is checked too");
}

#[test]
fn a_name_that_two_criteria_share_is_asked() {
    let rows = vec![head(), row!["", "Chất lượng dịch vụ", "", 0.5]];
    let (question, after) = answered(rows, Some(support::TTTT));
    assert_eq!(question.options.len(), 3, "the two, and neither: {:?}", question.options);
    assert_eq!(scores(&after[0]), ["3.1.1=0.5"]);
    assert_eq!(scores(&after[1]), ["3.2.1=0.5"]);
    assert_eq!(scores(&after[2]), [] as [&str; 0], "left out");
    assert!(question.options.iter().all(|o| !o.proposed), "neither is likelier");
}

#[test]
fn a_code_that_contradicts_its_name_is_asked() {
    let rows = vec![head(), row!["1.2", "Sáng kiến, giải pháp mới", 1.0, 1.0]];
    let (question, after) = answered(rows, Some(SNV));
    assert_eq!(scores(&after[0]), ["1.10=1"], "by its name");
    assert_eq!(scores(&after[1]), ["1.2=1"], "by its code");
    assert!(question.options[0].proposed, "a name is rarely a slip");
}

#[test]
fn which_of_two_columns_is_the_score_is_asked() {
    let rows = vec![
        row!["STT", "Tiêu chí", "Điểm tự chấm", "Điểm tự đánh giá"],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.25, 0.5],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", "", 1.0],
    ];
    let (question, after) = answered(rows, Some(SNV));
    assert!(question.options[0].proposed, "the fuller column is proposed");
    assert_eq!(scores(&after[0]), ["1.1.1=0.5", "1.2=1"]);
    assert_eq!(scores(&after[1]), ["1.1.1=0.25"]);
}

#[test]
fn which_of_two_rows_of_one_criterion_counts_is_asked() {
    let rows = vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25],
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
    ];
    let (question, after) = answered(rows, Some(SNV));
    assert_eq!(scores(&after[0]), ["1.1.1=0.25"]);
    assert_eq!(scores(&after[1]), ["1.1.1=0.5"]);
    assert!(question.options.iter().all(|o| !o.proposed), "only the body knows");
}

#[test]
fn whose_file_it_is_is_asked() {
    let rows = vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.25],
        row!["2.2", "Công khai thủ tục hành chính", 2.0, 2.0],
    ];
    let (question, after) = answered(rows, None);
    assert_eq!(question.options.len(), agencies().len(), "every body");
    assert!(after.iter().all(|plan| !plan.is_blocked()), "each answer settles it");
    assert!(!question.rememberable, "the next file may be another's");
}

fn ambiguous(raw: &str) -> Received {
    received(vec![head(), row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, raw]])
}

fn in_store(plan: &ImportPlan) -> Vec<Remembered> {
    let agency = plan.agency.expect("a body");
    let remembered = |(id, answer)| Remembered { id, agency, answer };
    (1..).zip(plan.remember.iter().cloned()).map(remembered).collect()
}

#[test]
fn a_remembered_answer_is_applied_to_the_next_file_and_said() {
    let first = ambiguous("1.234");
    let answer = only(&read(&first, Some(SNV), &[])).options[1].correction.clone();
    let mut plan = read(&first, Some(SNV), std::slice::from_ref(&answer));
    plan.keep(&[answer]);
    let memory = in_store(&plan);
    assert_eq!(memory.len(), 1);
    let next = |given, rows| {
        let received = received(rows);
        CatalogueIndex::new(&catalogue(), &agencies()).plan_with_memory(
            &received,
            Some(given),
            &[],
            &memory,
        )
    };
    let rows = |heading| {
        vec![
            vec![],
            row!["", "", "", ""],
            head_with(heading),
            row!["1.10", "Sáng kiến, giải pháp mới", 1.5, "1.125"],
        ]
    };
    let plan = next(SNV, rows("Điểm tự chấm"));
    assert_eq!(scores(&plan), ["1.10=1.125"], "the table may stand elsewhere");
    assert_eq!(
        plan.remembered.iter().map(scorebook::vi::recalled).collect::<Vec<_>>(),
        ["Đã áp dụng lựa chọn đã nhớ: Bảng: cột D dùng dấu chấm làm dấu thập phân."]
    );
    assert!(plan.corrections.is_empty(), "it is no correction of this file");
    assert_eq!(blocking(&next(VP, rows("Điểm tự chấm"))), ["ambiguous_number"], "another body's");
    assert_eq!(
        blocking(&next(SNV, rows("Điểm tự đánh giá"))),
        ["ambiguous_number"],
        "another layout"
    );
}

fn head_with(score: &str) -> Vec<Cell> {
    row!["STT", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa", score]
}

#[test]
fn what_the_officer_says_of_this_file_comes_before_what_is_remembered() {
    let first = ambiguous("1.234");
    let options = only(&read(&first, Some(SNV), &[])).options;
    let mut plan = read(&first, Some(SNV), &[options[0].correction.clone()]);
    plan.keep(&[options[0].correction.clone()]);
    let memory = in_store(&plan);
    let own = [options[1].correction.clone()];
    let plan = CatalogueIndex::new(&catalogue(), &agencies()).plan_with_memory(
        &first,
        Some(SNV),
        &own,
        &memory,
    );
    assert_eq!(scores(&plan), ["1.1.2=1.234"]);
    assert!(plan.remembered.is_empty(), "and it is not said that memory was applied");
}

#[test]
fn a_row_is_remembered_by_its_code_and_name() {
    let rows = |name: &str| received(vec![head(), row!["7", name, "", 0.25]]);
    let first = rows("Một việc không ai biết");
    let said =
        [Correction::Match { sheet: "Bảng".into(), row: 1, criterion: "1.1.1".parse().unwrap() }];
    let mut plan = read(&first, Some(SNV), &said);
    plan.keep(&said);
    let memory = in_store(&plan);
    let next = |name: &str| {
        CatalogueIndex::new(&catalogue(), &agencies()).plan_with_memory(
            &rows(name),
            Some(SNV),
            &[],
            &memory,
        )
    };
    assert_eq!(scores(&next("Một việc không ai biết")), ["1.1.1=0.25"]);
    assert_eq!(scores(&next("Một việc khác")), [] as [&str; 0], "another name is another row");
}

#[test]
fn what_holds_for_one_file_alone_is_not_remembered() {
    let first = ambiguous("1.234");
    let said = [
        Correction::Exclude { sheet: "Bảng".into(), row: 1, reason: "nhầm".into() },
        Correction::Value { sheet: "Bảng".into(), row: 1, points: None, reason: "nhầm".into() },
        Correction::Agency { agency: SNV },
        Correction::Header { sheet: "Bảng".into(), first: 0, last: 0 },
    ];
    let mut plan = read(&first, Some(SNV), &said);
    plan.keep(&said);
    assert!(plan.remember.is_empty(), "{:?}", plan.remember);
}

/// The usual table as a .VnTime document has it (TCVN3).
fn in_old_letters() -> Vec<Vec<Cell>> {
    vec![
        row!["STT", "Tiªu chÝ", "§iÓm tèi ®a", "§iÓm tù chÊm"],
        row!["1.1.1", "Ban hµnh kÕ ho¹ch ®óng thêi h¹n", "0,5", "0,25"],
        row!["1.2", "Thùc hiÖn chÕ ®é b¸o c¸o ®Þnh kú", "1", "1"],
    ]
}

#[test]
fn old_letters_are_asked_about_and_the_answer_is_remembered() {
    let file = received(in_old_letters());
    let plain = read(&file, Some(SNV), &[]);
    let question = only(&plain);
    assert_eq!(question.options.len(), 3, "TCVN3, VNI, or as it stands");
    assert!(question.options[0].proposed, "as it was read is proposed");
    assert_eq!(scores(&plain), ["1.1.1=0.25", "1.2=1"], "the proposal needs no answer");
    let as_it_stands = read(&file, Some(SNV), &[question.options[2].correction.clone()]);
    assert_eq!(scores(&as_it_stands), [] as [&str; 0], "as they stand the headings say nothing");
    let said = [question.options[0].correction.clone()];
    let mut plan = read(&file, Some(SNV), &said);
    assert!(plan.questions.is_empty(), "answered");
    assert_eq!(plan.rows, plain.rows, "as it was read");
    assert!(!support::has(&plan, "correction_not_applied"));
    plan.keep(&said);
    let memory = in_store(&plan);
    let next = CatalogueIndex::new(&catalogue(), &agencies()).plan_with_memory(
        &file,
        Some(SNV),
        &[],
        &memory,
    );
    assert!(next.questions.is_empty(), "asked once");
    assert_eq!(next.remembered, said);
    let modern = received(vec![head_with("Điểm tự chấm")]);
    let idle = read(&modern, Some(SNV), &said);
    assert!(support::has(&idle, "correction_not_applied"), "there are no old letters");
}
