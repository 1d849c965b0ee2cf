//! A small province for tests of the store: two bodies, one field, five leaves.
#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "this is test code, which clippy cannot see from here"
)]

use chrono::{NaiveDate, NaiveDateTime};
use scorebook::plan::{AgencyBasis, Bucket, PlannedRow, SourceFile};
use scorebook::submission::ScoreState;
use scorebook::{
    Agency, AgencyId, Baseline, BaselineKind, Catalogue, CatalogueNode, CataloguePlan, CellRef,
    Code, ImportPlan, Level, NodeId, Points, Scorebook, Scoring,
};
use tempfile::TempDir;

pub(crate) fn points(text: &str) -> Points {
    Points::from_decimal(text).expect("a canonical number")
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().expect("a canonical code")
}

pub(crate) fn at(minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2024, 12, 20).unwrap().and_hms_opt(9, minute, 0).unwrap()
}

fn node(
    id: i64,
    parent: Option<i64>,
    text: &str,
    max: &str,
    scoring: Option<Scoring>,
    lead: Option<i64>,
    prior: Option<&str>,
) -> CatalogueNode {
    let level = [Level::Field, Level::Criterion, Level::Component][code(text).depth() - 1];
    let baseline = |p: &str| Baseline {
        kind: BaselineKind::Published,
        points: points(p),
        sheet: "BTC".into(),
        cell: format!("F{}", id + 7),
        raw: p.into(),
    };
    CatalogueNode {
        id: NodeId(id),
        parent: parent.map(NodeId),
        level,
        code: code(text),
        name: format!("Tiêu chí {text}"),
        max_points: points(max),
        scoring,
        prior_code: None,
        baselines: prior.map(baseline).into_iter().collect(),
        lead: lead.map(AgencyId),
        partners: Vec::new(),
        sheet: "BTC".into(),
        cell: format!("C{}", id + 7),
        scale: Vec::new(),
    }
}

/// Leaves: 1.1.1 (1, Nội vụ), 1.1.2 (0.5, Tư pháp), 1.2.1 (2, Tư pháp), 1.2.2 (1.5 survey), 1.3 (1, nobody).
pub(crate) fn catalogue_plan() -> CataloguePlan {
    use Scoring::{SelfScored, Survey};
    let agency =
        |id, name: &str| Agency { id: AgencyId(id), name: name.into(), aliases: Vec::new() };
    let nodes = vec![
        node(0, None, "1", "6", None, None, None),
        node(1, Some(0), "1.1", "1.5", None, None, None),
        node(2, Some(1), "1.1.1", "1", Some(SelfScored), Some(0), Some("1")),
        node(3, Some(1), "1.1.2", "0.5", Some(SelfScored), Some(1), Some("0.5")),
        node(4, Some(0), "1.2", "3.5", None, None, None),
        node(5, Some(4), "1.2.1", "2", Some(SelfScored), Some(1), None),
        node(6, Some(4), "1.2.2", "1.5", Some(Survey), None, Some("1.2")),
        node(7, Some(0), "1.3", "1", Some(SelfScored), None, None),
    ];
    CataloguePlan {
        file: SourceFile::new("bo-tieu-chi.xlsx", b"catalogue".to_vec()),
        province: Some("tỉnh Sông Mây".into()),
        is_sample: true,
        catalogue: Catalogue { year: 2024, nodes },
        agencies: vec![agency(0, "Sở Nội vụ"), agency(1, "Sở Tư pháp")],
        tables: Vec::new(),
        problems: Vec::new(),
    }
}

pub(crate) fn new_book() -> (TempDir, Scorebook) {
    let folder = tempfile::tempdir().unwrap();
    let book =
        Scorebook::create(&folder.path().join("so.sodiem"), &catalogue_plan(), at(0)).unwrap();
    (folder, book)
}

pub(crate) fn agency(book: &Scorebook, name: &str) -> AgencyId {
    book.agencies().unwrap().into_iter().find(|a| a.name == name).expect("a known body").id
}

/// A plan with one row per pair: a code and its points (`None` is a blank cell).
pub(crate) fn plan(
    book: &Scorebook,
    body: &str,
    content: &str,
    scores: &[(&str, Option<&str>)],
) -> ImportPlan {
    let catalogue = book.catalogue().unwrap();
    let row = |(n, (text, score)): (usize, &(&str, Option<&str>))| {
        let node = catalogue.by_code(&code(text)).expect("a known criterion");
        let row = u32::try_from(n).unwrap() + 5;
        PlannedRow {
            sheet: "Sheet1".into(),
            row,
            bucket: if score.is_some() { Bucket::Scored } else { Bucket::Blank },
            code: (*text).into(),
            name: node.name.clone(),
            node: Some(node.id),
            state: Some(if score.is_some() { ScoreState::Scored } else { ScoreState::Blank }),
            points: score.map(points),
            cell: Some(CellRef::new("Sheet1", row, 3)),
            raw: score.map(|s| s.replace('.', ",")).unwrap_or_default(),
            evidence: "Kế hoạch 01".into(),
            explanation: String::new(),
            correction: None,
            matched_by_hand: false,
        }
    };
    ImportPlan {
        says_supplement: false,
        notes: Vec::new(),
        file: SourceFile::new(format!("{body}.xlsx"), content.as_bytes().to_vec()),
        year: 2024,
        agency: Some(agency(book, body)),
        agency_basis: Some(AgencyBasis::Given),
        tables: Vec::new(),
        rows: scores.iter().enumerate().map(row).collect(),
        problems: Vec::new(),
        questions: Vec::new(),
        corrections: Vec::new(),
        remembered: Vec::new(),
        remember: Vec::new(),
    }
}
