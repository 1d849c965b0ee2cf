//! A bộ tiêu chí of any size, and a file that scores all of it.

use std::fmt::Write;

use intake::Received;
use scorebook::plan::SourceFile;
use scorebook::{
    Agency, AgencyId, Baseline, BaselineKind, Catalogue, CatalogueNode, CataloguePlan, Code, Level,
    NodeId, Points, Scoring,
};

const ONE_POINT: Points = Points::from_ten_thousandths(10_000);

/// So many fields, each with so many criteria of so many leaves of a point each.
pub fn catalogue(fields: u16, criteria: u16, leaves: u16) -> CataloguePlan {
    let mut nodes = Vec::new();
    for field in 1..=fields {
        let above = add(&mut nodes, None, &[field], Level::Field);
        for criterion in 1..=criteria {
            let parent = add(&mut nodes, Some(above), &[field, criterion], Level::Criterion);
            for leaf in 1..=leaves {
                add(&mut nodes, Some(parent), &[field, criterion, leaf], Level::Component);
            }
        }
    }
    CataloguePlan {
        file: SourceFile::new("bo-tieu-chi.xlsx", b"bench".to_vec()),
        province: None,
        is_sample: true,
        catalogue: Catalogue { year: 2024, nodes },
        agencies: vec![Agency {
            id: AgencyId(0), name: "Sở Nội vụ".into(), aliases: Vec::new()
        }],
        tables: Vec::new(),
        problems: Vec::new(),
    }
}

fn add(
    nodes: &mut Vec<CatalogueNode>,
    parent: Option<NodeId>,
    code: &[u16],
    level: Level,
) -> NodeId {
    let id = NodeId(i64::try_from(nodes.len()).expect("few"));
    let leaf = level == Level::Component;
    let code = Code::from_segments(code.to_vec()).expect("a code");
    let baseline = Baseline {
        kind: BaselineKind::Published,
        points: ONE_POINT,
        sheet: "BTC".into(),
        cell: "F9".into(),
        raw: "1".into(),
    };
    nodes.push(CatalogueNode {
        id,
        parent,
        level,
        name: name(&code),
        code,
        max_points: ONE_POINT,
        scoring: leaf.then_some(Scoring::SelfScored),
        prior_code: None,
        baselines: if leaf { vec![baseline] } else { Vec::new() },
        lead: leaf.then_some(AgencyId(0)),
        partners: Vec::new(),
        sheet: "BTC".into(),
        cell: "C9".into(),
        scale: Vec::new(),
    });
    id
}

fn name(code: &Code) -> String {
    let what = [
        "được giải quyết đúng hạn",
        "được số hóa",
        "tiếp nhận trực tuyến",
        "thanh toán trực tuyến",
    ];
    let at = code.segments().iter().map(|n| usize::from(*n)).sum::<usize>() % what.len();
    format!("Tỷ lệ hồ sơ {} {code}", what[at])
}

/// A body's file with a row for each leaf: some at the maximum, some below, some at 0, some blank.
pub fn submission(catalogue: &Catalogue) -> Received {
    let mut table = String::from(
        "SỞ NỘI VỤ\nSTT,Tiêu chí thành phần,Điểm tối đa,Điểm tự chấm,Tài liệu kiểm chứng,Giải trình\n",
    );
    for (at, leaf) in catalogue.leaves().enumerate() {
        let score = ["1.00", "0.75", "0.50", "1.00", "0.25", "0.00", "1.00", ""][at % 8];
        let _ = writeln!(table, "{},{},1.00,{score},Báo cáo số {at}/BC-SNV,", leaf.code, leaf.name);
    }
    Received::read_here(SourceFile::new("so-noi-vu.csv", table.into_bytes()))
}
