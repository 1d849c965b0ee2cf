//! Who answers for what, results of earlier years, the list of bodies: each step is one entry, and taken back whole.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]

mod support;

use scorebook::papers::{AssignedLeaf, AssignmentPlan, KindOfResults, ResultRow, ResultsPlan};
use scorebook::plan::SourceFile;
use scorebook::{Agency, AgencyId, BaselineKind, CellRef, Error, Role, ScaleStep, Scorebook};
use support::{agency, at, catalogue_plan, code, new_book, points};

fn lead(book: &Scorebook, of: &str) -> Option<String> {
    let catalogue = book.catalogue().unwrap();
    let id = catalogue.by_code(&code(of)).unwrap().lead?;
    book.agencies().unwrap().into_iter().find(|a| a.id == id).map(|a| a.name)
}

fn names(book: &Scorebook) -> Vec<String> {
    book.agencies().unwrap().into_iter().map(|a| a.name).collect()
}

fn assignment(book: &Scorebook, given: &[(&str, &str)]) -> AssignmentPlan {
    let catalogue = book.catalogue().unwrap();
    let mut agencies: Vec<Agency> = Vec::new();
    let mut leaves = Vec::new();
    for (of, name) in given {
        let known = agencies.iter().find(|a: &&Agency| a.name == *name).map(|a| a.id);
        let id = known.unwrap_or_else(|| {
            let id = AgencyId(i64::try_from(agencies.len()).unwrap());
            agencies.push(Agency { id, name: (*name).into(), aliases: Vec::new() });
            id
        });
        leaves.push(AssignedLeaf {
            node: catalogue.by_code(&code(of)).unwrap().id,
            lead: Some(id),
            partners: None,
            at: CellRef::new("Phân công", 3, 2),
        });
    }
    AssignmentPlan {
        file: SourceFile::new("phan-cong.xlsx", given.len().to_string().into_bytes()),
        year: 2024,
        agencies,
        leaves,
        tables: Vec::new(),
        problems: Vec::new(),
    }
}

#[test]
fn a_paper_of_assignments_is_one_step_with_the_bodies_it_brings() {
    let (_folder, mut book) = new_book();
    let plan =
        assignment(&book, &[("1.1.1", "Sở Y tế"), ("1.3", "Sở Tư pháp"), ("1.2.1", "Sở Tư pháp")]);
    let foreseen = book.foresee_assignment(&plan).unwrap();
    let changes = book.apply_assignment(&plan, at(1)).unwrap();
    assert_eq!(changes, foreseen, "what was shown is what was done");
    assert_eq!(changes.len(), 2, "1.2.1 had that lead already: {changes:?}");
    assert_eq!(
        (changes[0].old.as_deref(), changes[0].new.as_deref()),
        (Some("Sở Nội vụ"), Some("Sở Y tế"))
    );
    assert_eq!(lead(&book, "1.3").as_deref(), Some("Sở Tư pháp"));
    assert_eq!(names(&book), ["Sở Nội vụ", "Sở Tư pháp", "Sở Y tế"]);
    assert_eq!(book.apply_assignment(&plan, at(2)).unwrap(), [], "the same paper changes nothing");
    book.undo(at(3)).unwrap();
    assert_eq!(lead(&book, "1.1.1").as_deref(), Some("Sở Nội vụ"));
    assert_eq!(lead(&book, "1.3"), None);
    assert_eq!(names(&book), ["Sở Nội vụ", "Sở Tư pháp"], "the body it brought is gone, too");
    book.redo(at(4)).unwrap();
    assert_eq!(lead(&book, "1.1.1").as_deref(), Some("Sở Y tế"));
    assert_eq!(book.check(), []);
}

#[test]
fn a_fields_code_gives_all_leaves_below_it_and_can_be_cleared() {
    let (_folder, mut book) = new_book();
    let justice = agency(&book, "Sở Tư pháp");
    let changes = book.assign(&[code("1.1"), code("1.3")], Role::Lead, justice, at(1)).unwrap();
    let codes: Vec<String> = changes.iter().map(|c| c.code.to_string()).collect();
    assert_eq!(codes, ["1.1.1", "1.3"], "1.1.2 was its own already");
    book.clear_assignment(&[code("1")], Role::Lead, at(2)).unwrap();
    assert!(book.catalogue().unwrap().leaves().all(|n| n.lead.is_none()));
    book.undo(at(3)).unwrap();
    assert_eq!(lead(&book, "1.1.1").as_deref(), Some("Sở Tư pháp"), "taken back in one");
    let unknown = book.assign(&[code("9")], Role::Lead, justice, at(4));
    assert!(matches!(unknown, Err(Error::UnknownCriterion { .. })), "{unknown:?}");
}

fn results(
    book: &Scorebook,
    kind: BaselineKind,
    file: &str,
    figures: &[(&str, &str)],
) -> ResultsPlan {
    let catalogue = book.catalogue().unwrap();
    let row = |(of, value): &(&str, &str)| ResultRow {
        node: catalogue.by_code(&code(of)).unwrap().id,
        points: points(value),
        at: CellRef::new("Kết quả", 4, 5),
        raw: value.replace('.', ","),
    };
    ResultsPlan {
        file: SourceFile::new(file, file.as_bytes().to_vec()),
        for_year: 2024,
        year: 2023,
        of: None,
        kinds: vec![KindOfResults { kind, rows: figures.iter().map(row).collect() }],
        tables: Vec::new(),
        problems: Vec::new(),
    }
}

fn baseline(book: &Scorebook, of: &str, kind: BaselineKind) -> Option<String> {
    let catalogue = book.catalogue().unwrap();
    catalogue.by_code(&code(of)).unwrap().baseline(kind).map(|b| b.points.to_decimal())
}

#[test]
fn a_second_paper_of_a_kind_stands_in_the_place_of_the_first() {
    let (_folder, mut book) = new_book();
    let published = BaselineKind::Published;
    let first = results(&book, published, "cong-bo.xlsx", &[("1.1.1", "0.75"), ("1.2.1", "2")]);
    let changes = book.foresee_results(&first).unwrap();
    let told: Vec<(String, Option<&str>, Option<&str>)> =
        changes.iter().map(|c| (c.code.to_string(), c.old.as_deref(), c.new.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("1.1.1".to_owned(), Some("1"), Some("0.75")),
            ("1.1.2".to_owned(), Some("0.5"), None),
            ("1.2.1".to_owned(), None, Some("2")),
            ("1.2.2".to_owned(), Some("1.2"), None),
        ],
        "what the bộ tiêu chí brought of that kind gives way whole"
    );
    book.apply_results(&[first], at(1)).unwrap();
    assert_eq!(baseline(&book, "1.1.1", published).as_deref(), Some("0.75"));
    assert_eq!(baseline(&book, "1.1.2", published), None);
    let second = results(&book, published, "cong-bo-lai.xlsx", &[("1.1.1", "0.5")]);
    book.apply_results(&[second], at(2)).unwrap();
    assert_eq!(baseline(&book, "1.2.1", published), None, "it was not in the second");
    let kept = book.results().unwrap();
    assert_eq!(
        (kept.len(), kept[0].file.as_str(), kept[0].cell.as_str()),
        (1, "cong-bo-lai.xlsx", "F5")
    );
    book.undo(at(3)).unwrap();
    assert_eq!(baseline(&book, "1.2.1", published).as_deref(), Some("2"), "the first is back");
    book.undo(at(4)).unwrap();
    assert_eq!(
        baseline(&book, "1.1.1", published).as_deref(),
        Some("1"),
        "and what came before it"
    );
    assert_eq!(book.check(), []);
}

#[test]
fn the_best_kind_there_is_is_compared_until_the_officer_says_otherwise() {
    let (_folder, mut book) = new_book();
    assert_eq!(book.baseline_kind().unwrap(), Some(BaselineKind::Published));
    book.withdraw_results(2023, BaselineKind::Published, at(1)).unwrap();
    assert_eq!(book.baseline_kind().unwrap(), None, "nothing is left to compare with");
    assert_eq!(baseline(&book, "1.1.1", BaselineKind::Published), None);
    let appraised = results(&book, BaselineKind::Appraised, "tham-dinh.xlsx", &[("1.1.1", "0.5")]);
    book.apply_results(&[appraised], at(2)).unwrap();
    assert_eq!(book.baseline_kind().unwrap(), Some(BaselineKind::Appraised));
}

#[test]
fn another_provinces_results_are_kept_apart() {
    let (_folder, mut book) = new_book();
    let mut theirs =
        results(&book, BaselineKind::Published, "binh-dinh.xlsx", &[("1.1.1", "0.25")]);
    theirs.of = Some("tỉnh Bình Định".into());
    book.apply_results(&[theirs], at(1)).unwrap();
    assert_eq!(
        baseline(&book, "1.1.1", BaselineKind::Published).as_deref(),
        Some("1"),
        "ours stays"
    );
    let other = book.results().unwrap().into_iter().filter(|r| r.of.is_some()).count();
    assert_eq!(other, 1, "and theirs is there");
}

#[test]
fn bodies_are_added_named_otherwise_ordered_and_retired() {
    let (_folder, mut book) = new_book();
    let added = book.add_agencies(&["Công an tỉnh".into(), "Sở Y tế".into()], at(1)).unwrap();
    let taken = book.add_agencies(&["Sở Xây dựng".into(), "STP".into()], at(2));
    assert!(matches!(taken, Err(Error::NameTaken { .. })), "STP is there: {taken:?}");
    assert_eq!(names(&book), ["Sở Nội vụ", "Sở Tư pháp", "Công an tỉnh", "Sở Y tế"], "all or none");
    book.set_aliases(added[1], &["SYT".into(), "Sở Y tế".into()], at(3)).unwrap();
    assert_eq!(book.agencies().unwrap()[3].aliases, ["SYT"]);
    let stolen = book.set_aliases(added[0], &["SYT".into()], at(4));
    assert!(matches!(stolen, Err(Error::NameTaken { .. })), "another's name: {stolen:?}");
    book.order_agencies(&[added[1], added[0]], at(5)).unwrap();
    assert_eq!(names(&book)[..2], ["Sở Y tế", "Công an tỉnh"]);
    book.retire_agency(added[0], at(6).date(), at(6)).unwrap();
    assert_eq!(names(&book), ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"]);
    for minute in 7..11 {
        book.undo(at(minute)).unwrap();
    }
    assert_eq!(names(&book), ["Sở Nội vụ", "Sở Tư pháp"], "each step was one");
}

#[test]
fn the_province_is_named_once_and_can_be_mended() {
    let (_folder, mut book) = new_book();
    book.set_province("thành phố Sông Mây", at(1)).unwrap();
    assert_eq!(book.province().unwrap(), "thành phố Sông Mây");
    book.undo(at(2)).unwrap();
    assert_eq!(book.province().unwrap(), "tỉnh Sông Mây");
}

#[test]
fn scales_are_stored_in_their_order_with_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = catalogue_plan();
    let step = |text: &str, value: Option<&str>| ScaleStep {
        text: text.into(),
        points: value.map(points),
        sheet: "BTC".into(),
        cell: "B11".into(),
    };
    let scale = vec![
        step("Kịp thời: 1", Some("1")),
        step("Theo công thức", None),
        step("Không: 0", Some("0")),
    ];
    plan.catalogue.nodes[2].scale.clone_from(&scale);
    let mut book = Scorebook::create(&folder.path().join("so.sodiem"), &plan, at(0)).unwrap();
    assert_eq!(book.catalogue().unwrap().by_code(&code("1.1.1")).unwrap().scale, scale);
    let next = book.plan_of_next_year().unwrap();
    book.roll_over(&next, at(1)).unwrap();
    assert_eq!(
        book.catalogue().unwrap().by_code(&code("1.1.1")).unwrap().scale,
        scale,
        "the next year keeps them"
    );
}
