//! What a score cell says: numbers, nothing, and what must be asked.

mod support;

use scorebook::Finding;
use scorebook::plan::Bucket;
use scorebook::submission::ScoreState;
use support::{Cell, blocking, bucket, has, head, one, plan, points, problems, row_of, scores};

fn with_score(score: impl Into<Cell>) -> scorebook::ImportPlan {
    let mut row = row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5];
    row.push(score.into());
    one(row)
}

#[test]
fn every_habit_of_writing_a_number_is_read_exactly() {
    for (text, value) in [
        ("0,75", "0.75"),
        ("0.75", "0.75"),
        (".5", "0.5"),
        ("1,5 điểm", "1.5"),
        ("0,50 đ", "0.5"),
        ("1,5 Đ", "1.5"),
        ("01", "1"),
        ("\u{a0}1,25\u{a0}", "1.25"),
        ("1,25\n", "1.25"),
        ("0", "0"),
        ("1,00", "1"),
        ("0,3333", "0.3333"),
    ] {
        let plan = with_score(text);
        assert_eq!(scores(&plan), [format!("1.1.2={value}")], "{text:?}: {:?}", problems(&plan));
    }
}

#[test]
fn number_cells_lose_their_binary_noise_and_keep_their_text() {
    let plan = with_score(0.1 + 0.2);
    let row = row_of(&plan, "1.1.2").expect("taken");
    assert_eq!(row.points, Some(points("0.3")), "the noise is no digit");
    assert_eq!(row.raw, "0.30000000000000004", "the cell's text stays as it was");
    assert_eq!(
        scores(&with_score(1.0 / 3.0)),
        Vec::<String>::new(),
        "a third is not four decimals"
    );
    assert_eq!(blocking(&with_score(1.0 / 3.0)), ["unreadable"], "and is asked about");
}

#[test]
fn blank_and_words_for_nothing_are_never_zero() {
    for text in ["", "-", "–", "KCĐ", "Không chấm", "chưa có số liệu", "Chưa chấm", "\u{a0}"]
    {
        let plan = with_score(text);
        assert_eq!(bucket(&plan, 2), Some(Bucket::Blank), "{text:?}");
        let row = row_of(&plan, "1.1.2").expect("the row is known");
        assert_eq!(row.state, Some(ScoreState::Blank), "{text:?}");
        assert_eq!(row.points, None, "{text:?} is not zero");
        let told = ["blocking no_scores", "warning blank_score D2"];
        assert_eq!(
            problems(&plan),
            told,
            "{text:?} is pointed out, and a file of nothing is not taken"
        );
    }
    assert_eq!(row_of(&with_score("-"), "1.1.2").expect("known").raw, "-", "the text is kept");
}

#[test]
fn does_not_apply_is_a_state_of_its_own() {
    for text in ["Không áp dụng", "KAD"] {
        let plan = with_score(text);
        assert_eq!(bucket(&plan, 2), Some(Bucket::Blank), "{text:?}");
        assert_eq!(
            row_of(&plan, "1.1.2").expect("known").state,
            Some(ScoreState::NotApplicable),
            "{text:?}"
        );
    }
}

#[test]
fn what_is_no_number_blocks_with_its_cell() {
    for text in [
        "½",
        "1/1",
        "100%",
        "x",
        "gần 1 điểm",
        "0,5-1",
        "1e0",
        "#REF!",
        "0,5/1,25",
        "12/01/2024",
        "900000000000000",
    ] {
        let plan = with_score(text);
        assert_eq!(problems(&plan), ["blocking unreadable D2"], "{text:?}");
        assert_eq!(bucket(&plan, 2), Some(Bucket::Refused), "{text:?}");
        assert!(plan.rows[1].state.is_none(), "{text:?} is not written");
    }
}

#[test]
fn a_formula_without_its_result_is_a_problem_on_its_cell() {
    let plan = with_score(Cell::Formula("=C2-0.25", None));
    assert_eq!(problems(&plan), ["blocking formula_without_value D2"]);
    let plan = with_score(Cell::Formula("=C2-0.25", Some("1.25")));
    assert_eq!(scores(&plan), ["1.1.2=1.25"], "a stored result is read");
}

#[test]
fn an_error_value_blocks() {
    let plan = with_score(Cell::Formula("=1/0", Some("#DIV/0!")));
    assert_eq!(problems(&plan), ["blocking unreadable D2"]);
}

#[test]
fn three_decimals_are_decided_by_the_columns_habit() {
    let alone = with_score("1,234");
    assert!(scores(&alone) == ["1.1.2=1.234"] || blocking(&alone) == ["ambiguous_number"]);
    let among_commas = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,25"],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, "1,234"],
    ]);
    assert_eq!(
        scores(&among_commas),
        ["1.1.1=0.25", "1.1.2=1.234"],
        "the column writes decimal commas"
    );
    let among_dots = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0.25"],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, "1,234"],
    ]);
    assert_eq!(
        blocking(&among_dots),
        ["ambiguous_number"],
        "a dot column does not explain a comma"
    );
}

#[test]
fn over_the_maximum_and_below_zero_are_refused_as_written() {
    let over = with_score("1,75");
    assert_eq!(problems(&over), ["blocking over_max D2"]);
    assert!(
        over.problems.iter().any(|p| matches!(&p.finding,
            Finding::OverMax { reported, max, .. } if *reported == points("1.75") && *max == points("1.5"))),
        "the typed figure is told, not replaced by the maximum"
    );
    assert_eq!(problems(&with_score("-0,5")), ["blocking negative D2"]);
    assert_eq!(problems(&with_score(-0.5)), ["blocking negative D2"]);
    assert!(!has(&with_score("1,5"), "over_max"), "the maximum itself is fine");
}

#[test]
fn skipping_bad_rows_leaves_the_good_ones() {
    let plan = plan(vec![
        head(),
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, "0,75"],
        row!["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, "1,5"],
    ]);
    assert!(plan.is_blocked() && plan.can_skip_bad_rows(), "one bad row of two");
    assert_eq!(scores(&plan), ["1.1.2=1.5"]);
}
