//! The bộ tiêu chí from a spreadsheet: read in any layout, checked, never corrected.

mod support;

use intake::{Received, plan_catalogue};
use scorebook::plan::SourceFile;
use scorebook::{BaselineKind, CataloguePlan, Level, Scoring, Severity};
use support::{Cell, points, xlsx};

fn read(rows: Vec<Vec<Cell>>) -> CataloguePlan {
    plan_catalogue(
        &Received::read_here(SourceFile::new("bo tieu chi.xlsx", xlsx(&[("Bộ tiêu chí", rows)]))),
        2024,
    )
}

fn head() -> Vec<Cell> {
    row![
        "STT",
        "Tiêu chí",
        "Điểm tối đa",
        "Hình thức đánh giá",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp"
    ]
}

fn small() -> Vec<Vec<Cell>> {
    vec![
        head(),
        row!["I", "Công tác chỉ đạo, điều hành", 3.0, "", "", ""],
        row!["1.1", "Kế hoạch", 2.0, "", "", ""],
        row![
            "1.1.1",
            "Ban hành kế hoạch",
            0.5,
            "Tự chấm",
            "Sở Nội vụ",
            "VP UBND tỉnh; Sở Tài chính"
        ],
        row!["1.1.2", "Hoàn thành kế hoạch", 1.5, "Tự đánh giá", "SNV", ""],
        row!["1.2", "Đánh giá của lãnh đạo", 1.0, "Điều tra XHH", "", ""],
        row!["", "Tổng cộng", 3.0, "", "", ""],
    ]
}

fn told(plan: &CataloguePlan) -> Vec<String> {
    let tell = |p: &scorebook::Problem| {
        let severity: &str = p.severity.into();
        let at = p.at.as_ref().map(|at| format!(" {}", at.a1())).unwrap_or_default();
        format!("{severity} {}{at}", p.finding.code())
    };
    plan.problems.iter().map(tell).collect()
}

#[test]
fn the_tree_is_built_by_codes() {
    let plan = read(small());
    assert_eq!(told(&plan), Vec::<String>::new());
    let shape: Vec<(String, Level, Option<Scoring>)> =
        plan.catalogue.nodes.iter().map(|n| (n.code.to_string(), n.level, n.scoring)).collect();
    assert_eq!(
        shape,
        [
            ("1".into(), Level::Field, None),
            ("1.1".into(), Level::Criterion, None),
            ("1.1.1".into(), Level::Component, Some(Scoring::SelfScored)),
            ("1.1.2".into(), Level::Component, Some(Scoring::SelfScored)),
            ("1.2".into(), Level::Component, Some(Scoring::Survey)),
        ],
        "a leaf is a component however deep it lies"
    );
    let leaf = &plan.catalogue.nodes[2];
    assert_eq!(
        (leaf.max_points, leaf.cell.as_str(), leaf.sheet.as_str()),
        (points("0.5"), "C4", "Bộ tiêu chí")
    );
    assert_eq!(leaf.parent, Some(plan.catalogue.nodes[1].id));
}

#[test]
fn a_bodys_many_names_are_one_body() {
    let plan = read(small());
    let names: Vec<&str> = plan.agencies.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Sở Nội vụ", "VP UBND tỉnh", "Sở Tài chính"]);
    let ids: Vec<i64> = plan.agencies.iter().map(|a| a.id.0).collect();
    assert_eq!(ids, [0, 1, 2], "ids index the list");
    let leaf = &plan.catalogue.nodes[2];
    assert_eq!(
        (leaf.lead.map(|a| a.0), leaf.partners.iter().map(|a| a.0).collect::<Vec<_>>()),
        (Some(0), vec![1, 2])
    );
    assert_eq!(plan.catalogue.nodes[3].lead.map(|a| a.0), Some(0), "SNV is Sở Nội vụ");
}

#[test]
fn several_bodies_in_a_cell_are_parted_but_one_name_is_not() {
    let bodies = |partners: &str| {
        let mut rows = small();
        rows[3] = row!["1.1.1", "Ban hành kế hoạch", 0.5, "Tự chấm", "Sở Nội vụ", partners];
        let plan = read(rows);
        let leaf = plan.catalogue.nodes[2].clone();
        leaf.partners
            .iter()
            .map(|id| plan.agencies[usize::try_from(id.0).unwrap()].name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(bodies("Sở Thông tin và Truyền thông"), ["Sở Thông tin và Truyền thông"]);
    assert_eq!(bodies("Sở TT&TT, Sở KH&ĐT"), ["Sở TT&TT", "Sở KH&ĐT"]);
    assert_eq!(bodies("Sở Tài chính\nSở Tư pháp"), ["Sở Tài chính", "Sở Tư pháp"]);
    assert_eq!(bodies("- Sở Tài chính\n- Sở Tư pháp;"), ["Sở Tài chính", "Sở Tư pháp"]);
    assert_eq!(
        bodies("Sở Văn hóa, Thể thao và Du lịch; Sở Tư pháp"),
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Tư pháp"]
    );
    assert_eq!(
        bodies("Sở Lao động - Thương binh và Xã hội"),
        ["Sở Lao động - Thương binh và Xã hội"]
    );
    assert_eq!(bodies("Sở Tài chính và Sở Tư pháp"), ["Sở Tài chính", "Sở Tư pháp"]);
    assert_eq!(bodies(""), Vec::<String>::new());
    assert_eq!(bodies("-"), Vec::<String>::new());
}

#[test]
fn marks_in_columns_say_how_a_row_is_scored() {
    let plan = read(vec![
        row!["STT", "Tiêu chí", "Điểm tối đa", "Tự đánh giá", "Điều tra XHH", "Cơ quan chủ trì"],
        row!["1", "Lĩnh vực", 3.0, "", "", ""],
        row!["1.1", "Một", 1.0, "x", "", "Sở Nội vụ"],
        row!["1.2", "Hai", 1.0, "", "X", ""],
        row!["1.3", "Ba", 1.0, "", "", "Sở Nội vụ"],
    ]);
    let scoring: Vec<Option<Scoring>> = plan.catalogue.leaves().map(|n| n.scoring).collect();
    assert_eq!(
        scoring,
        [Some(Scoring::SelfScored), Some(Scoring::Survey), Some(Scoring::SelfScored)]
    );
    assert_eq!(told(&plan).len(), 1, "{:?}", told(&plan));
    assert!(
        told(&plan)[0].starts_with("warning scoring_unclear"),
        "no mark: taken as self-scored, and said"
    );
}

#[test]
fn last_years_three_results_keep_their_cells() {
    let plan = read(vec![
        row![
            "STT",
            "Tiêu chí",
            "Điểm tối đa",
            "Hình thức đánh giá",
            "Cơ quan chủ trì",
            "Năm 2023",
            "",
            "",
            "Mã năm 2023"
        ],
        row!["", "", "", "", "", "Tự chấm", "Thẩm định", "Công bố", ""],
        row!["1", "Lĩnh vực", 1.0, "", "", "", "", "", ""],
        row!["1.1", "Một", 1.0, "Tự chấm", "Sở Nội vụ", "1,00", 0.75, "0.5", "1.4"],
    ]);
    let leaf = plan.catalogue.leaves().next().expect("a leaf");
    let of = |kind| leaf.baseline(kind).map(|b| (b.points, b.cell.as_str(), b.raw.as_str()));
    assert_eq!(of(BaselineKind::SelfScored), Some((points("1"), "F4", "1,00")));
    assert_eq!(of(BaselineKind::Appraised), Some((points("0.75"), "G4", "0.75")));
    assert_eq!(of(BaselineKind::Published), Some((points("0.5"), "H4", "0.5")));
    assert_eq!(leaf.prior_code.as_ref().map(ToString::to_string).as_deref(), Some("1.4"));
}

#[test]
fn what_cannot_be_used_blocks() {
    let mut repeated = small();
    repeated[4] = row!["1.1.1", "Hoàn thành kế hoạch", 1.5, "Tự chấm", "SNV", ""];
    assert!(told(&read(repeated)).contains(&"blocking repeated_code C5".to_owned()));

    let mut orphan = small();
    orphan[4] = row!["1.7.2", "Hoàn thành kế hoạch", 1.5, "Tự chấm", "SNV", ""];
    assert!(told(&read(orphan)).contains(&"blocking no_parent C5".to_owned()));

    let mut unmeasured = small();
    unmeasured[4] = row!["1.1.2", "Hoàn thành kế hoạch", "", "Tự chấm", "SNV", ""];
    assert!(told(&read(unmeasured)).contains(&"blocking no_maximum C5".to_owned()));

    let mut garbled = small();
    garbled[4] = row!["1.1.2", "Hoàn thành kế hoạch", "một rưỡi", "Tự chấm", "SNV", ""];
    assert!(read(garbled).is_blocked(), "a maximum that cannot be read is none");
}

#[test]
fn what_does_not_add_up_is_said_and_kept() {
    let mut rows = small();
    rows[2] = row!["1.1", "Kế hoạch", 2.5, "", "", ""];
    rows[6] = row!["", "Tổng cộng", 100.0, "", "", ""];
    let plan = read(rows);
    let told = told(&plan);
    assert!(told.contains(&"warning parent_sum_differs C2".to_owned()), "{told:?}");
    let sums = plan.problems.iter().find(|p| p.finding.code() == "parent_sum_differs");
    let parents: Vec<String> =
        sums.unwrap().finding.criteria().iter().map(ToString::to_string).collect();
    assert_eq!(parents, ["1", "1.1"], "every parent is in the list of the one complaint");
    assert!(told.contains(&"warning total_differs C7".to_owned()), "{told:?}");
    assert!(!plan.is_blocked());
    assert_eq!(plan.catalogue.nodes[1].max_points, points("2.5"), "as declared, not corrected");
}

#[test]
fn what_is_unclear_is_said() {
    let mut rows = small();
    rows[3] = row!["1.1.1", "Ban hành kế hoạch", 0.5, "Khác", "", ""];
    let plan = read(rows);
    assert!(told(&plan).contains(&"warning scoring_unclear D4".to_owned()), "{:?}", told(&plan));
    assert!(told(&plan).iter().any(|t| t.starts_with("warning no_lead")), "{:?}", told(&plan));
    let mut two = small();
    two[3] = row!["1.1.1", "Ban hành kế hoạch", 0.5, "Tự chấm", "Sở Nội vụ; Sở Tư pháp", ""];
    let plan = read(two);
    assert!(told(&plan).contains(&"warning two_leads E4".to_owned()), "{:?}", told(&plan));
}

#[test]
fn option_rows_are_no_criteria() {
    let mut rows = small();
    rows.insert(4, row!["", "Ban hành trước 31/12", 0.5, "", "", ""]);
    rows.insert(5, row!["-", "Ban hành sau 31/12", 0.25, "", "", ""]);
    rows.insert(6, row!["a)", "Không ban hành", 0.0, "", "", ""]);
    let plan = read(rows);
    assert_eq!(
        plan.catalogue.nodes.len(),
        5,
        "{:?}",
        plan.catalogue.nodes.iter().map(|n| n.code.to_string()).collect::<Vec<_>>()
    );
    assert!(!plan.is_blocked(), "{:?}", told(&plan));
}

#[test]
fn the_number_of_decimal_digits_excel_lost_comes_back() {
    let mut rows = vec![head(), row![1.0, "Lĩnh vực", 11.0, "", "", ""]];
    for n in 1..=11_u8 {
        // typed as numbers: 1.10 is stored as 1.1
        let typed: f64 = format!("1.{n}").parse().unwrap();
        let mut row = row![typed];
        row.push(Cell::from(format!("Tiêu chí số {n}").as_str()));
        row.extend(row![1.0, "Tự chấm", "Sở Nội vụ", ""]);
        rows.push(row);
    }
    let plan = read(rows);
    let codes: Vec<String> = plan.catalogue.leaves().map(|n| n.code.to_string()).collect();
    assert_eq!(codes.len(), 11, "{codes:?} {:?}", told(&plan));
    assert_eq!(codes[9], "1.10", "by its place after 1.9");
}

#[test]
fn the_province_and_the_sample_mark_are_read() {
    let mut rows = vec![row!["UBND TỈNH SÔNG MÂY"], row!["BỘ TIÊU CHÍ (DỮ LIỆU MẪU)"]];
    rows.extend(small());
    let plan = read(rows);
    assert_eq!(plan.province.as_deref(), Some("tỉnh Sông Mây"));
    assert!(plan.is_sample);
    let plain = read(small());
    assert!(plain.province.is_none() && !plain.is_sample);
}

#[test]
fn one_sheet_per_field_is_one_catalogue() {
    let bytes = xlsx(&[
        (
            "I",
            vec![
                head(),
                row!["I", "Lĩnh vực một", 1.0, "", "", ""],
                row!["1.1", "Một", 1.0, "Tự chấm", "Sở Nội vụ", ""],
            ],
        ),
        (
            "II",
            vec![
                head(),
                row!["II", "Lĩnh vực hai", 2.0, "", "", ""],
                row!["2.1", "Hai", 2.0, "Tự chấm", "Sở Tư pháp", ""],
            ],
        ),
    ]);
    let plan = plan_catalogue(&Received::read_here(SourceFile::new("a.xlsx", bytes)), 2024);
    assert_eq!(plan.catalogue.nodes.len(), 4);
    assert!(plan.problems.iter().all(|p| p.severity != Severity::Blocking));
}

#[test]
fn children_may_stand_before_their_parent_in_no_tree() {
    let mut rows = small();
    rows.swap(2, 3);
    let plan = read(rows);
    assert!(
        told(&plan).contains(&"blocking no_parent C3".to_owned())
            || plan.catalogue.nodes[1].code.to_string() == "1.1",
        "{:?}",
        told(&plan)
    );
}

#[test]
fn no_table_blocks() {
    let plan = read(vec![row!["Kính gửi: Sở Nội vụ"]]);
    assert_eq!(told(&plan), ["blocking no_table"]);
}
