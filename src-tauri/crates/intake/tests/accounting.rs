//! Every row that holds text ends in exactly one bucket, whatever the sheet looks like.

mod support;

use std::collections::BTreeSet;

use proptest::prelude::*;
use scorebook::plan::Bucket;
use scorebook::submission::ScoreState;
use support::{Cell, SNV, catalogue, head, plan_bytes, xlsx};

/// Rows as they come in real sheets, and some that never should.
fn any_row() -> impl Strategy<Value = Vec<Cell>> {
    let codes = prop::sample::select(vec![
        "", "1", "I", "1.1", "1.1.1", "1.1.1.", "1.2", "1.10", "2.1.1", "3.1.1", "9.9", "a)", "-",
        "*", "Tổng", "(1)",
    ]);
    let names = prop::sample::select(vec![
        "",
        "Công tác chỉ đạo, điều hành",
        "Kế hoạch cải cách hành chính năm",
        "Ban hành kế hoạch đúng thời hạn",
        "Mức độ hoàn thành kế hoạch",
        "Chất lượng dịch vụ",
        "Đạt trên 95%",
        "Tổng cộng",
        "Cộng",
        "Ghi chú:",
        "(2)",
        "Tiêu chí",
        "Đánh giá của lãnh đạo, quản lý",
    ]);
    let scores = prop_oneof![
        prop::sample::select(vec![
            "",
            "-",
            "0",
            "0,5",
            "0.25",
            "1,234",
            "9",
            "-1",
            "x",
            "½",
            "KCĐ",
            "không áp dụng",
            "Điểm tự chấm",
            "GIÁM ĐỐC"
        ])
        .prop_map(Cell::from),
        (0.0_f64..3.0).prop_map(Cell::from),
        Just(Cell::Formula("=1+1", None)),
    ];
    (codes, names, scores, any::<bool>()).prop_map(|(code, name, score, shifted)| {
        let mut row = row![code, name, 0.5];
        row.push(score);
        if shifted {
            row.insert(0, Cell::Empty);
        }
        row
    })
}

fn any_sheet() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    let line = prop_oneof![
        8 => any_row(),
        1 => Just(head()),
        1 => Just(vec![]),
        1 => Just(row!["SỞ NỘI VỤ"]),
    ];
    (any::<bool>(), prop::collection::vec(line, 0..14)).prop_map(|(headed, mut lines)| {
        if headed {
            lines.insert(0, head());
        }
        lines
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_in_exactly_one_bucket(sheets in prop::collection::vec(any_sheet(), 1..3)) {
        let names = ["Một", "Hai"];
        let named: Vec<(&str, Vec<Vec<Cell>>)> = names.into_iter().zip(sheets).collect();
        let bytes = xlsx(&named);
        let rows_in_file = intake::workbook::read("a.xlsx", &bytes)
            .map(|w| w.sheets.iter().flat_map(|s| s.rows().into_iter().map(|r| (s.name.clone(), r)).collect::<Vec<_>>()).collect::<BTreeSet<_>>())
            .unwrap_or_default();
        let plan = plan_bytes("a.xlsx", bytes, Some(SNV));
        let in_plan: Vec<(String, u32)> = plan.rows.iter().map(|r| (r.sheet.clone(), r.row)).collect();
        prop_assert_eq!(in_plan.iter().cloned().collect::<BTreeSet<_>>(), rows_in_file, "the very rows of the file");
        prop_assert_eq!(in_plan.len(), plan.counts().values().sum::<u32>() as usize);
        prop_assert_eq!(in_plan.len(), in_plan.iter().collect::<BTreeSet<_>>().len(), "no row twice");

        let tree = catalogue();
        let mut seen = BTreeSet::new();
        for row in &plan.rows {
            match row.bucket {
                Bucket::Scored => {
                    prop_assert_eq!(row.state, Some(ScoreState::Scored));
                    let max = row.node.and_then(|id| tree.node(id)).map(|n| n.max_points);
                    prop_assert!(row.points <= max && row.points.is_some() && row.cell.is_some());
                }
                Bucket::Blank => prop_assert!(matches!(row.state, Some(ScoreState::Blank | ScoreState::NotApplicable)) && row.points.is_none()),
                _ => prop_assert!(row.state.is_none() && row.points.is_none(), "{:?} is written", row),
            }
            if row.state.is_some() {
                prop_assert!(seen.insert(row.node), "a criterion is written once");
            }
            if matches!(row.bucket, Bucket::Refused | Bucket::Unmatched) {
                let told = plan.problems.iter().any(|p| p.at.is_some() && p.at == row.cell);
                prop_assert!(told, "a row left out has its reason: {:?}", row);
            }
        }
        if plan.tables.is_empty() {
            prop_assert!(plan.is_blocked());
        }
    }

    #[test]
    fn no_number_in_the_score_column_is_lost_without_a_word(rows in prop::collection::vec(any_row(), 1..10)) {
        let mut all = vec![head()];
        all.extend(rows);
        let plan = plan_bytes("a.xlsx", xlsx(&[("Một", all)]), Some(SNV));
        for row in &plan.rows {
            let is_number = row.cell.is_some() && row.raw.parse::<f64>().is_ok();
            let told = plan.problems.iter().any(|p| p.at.is_some() && p.at == row.cell);
            if is_number && matches!(row.bucket, Bucket::Ignored | Bucket::Options) {
                prop_assert!(told, "{:?}", row);
            }
        }
    }
}
