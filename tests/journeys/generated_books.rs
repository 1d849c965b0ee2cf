//! Books made of a seed: whole stores, with what bodies sent and what the officer decided.

use std::fmt::Write;

use chrono::NaiveDateTime;
use intake::Received;
use scorebook::decision::{Decision, Responsible, Verdict};
use scorebook::plan::SourceFile;
use scorebook::{
    Agency, AgencyId, Baseline, BaselineKind, Catalogue, CatalogueNode, CataloguePlan, Code,
    Finding, Level, NodeId, Points, Scorebook, Scoring,
};

use crate::sodiem::Office;

pub(crate) const BODIES: [&str; 3] = ["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính"];
/// A plain congruential generator: the same years on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// All, nothing, a half, or a third that leaves decimals to lose.
    fn part(&mut self, max: Points) -> Points {
        match self.roll(5) {
            0 | 1 => max,
            2 => Points::ZERO,
            3 => Points::from_ten_thousandths(max.ten_thousandths() / 3),
            _ => Points::from_ten_thousandths(max.ten_thousandths() / 2),
        }
    }
}

fn catalogue(dice: &mut Dice) -> CataloguePlan {
    let compared = dice.roll(4) > 0;
    let mut nodes: Vec<CatalogueNode> = Vec::new();
    for field in 1..=1 + dice.roll(3) {
        let above = add(&mut nodes, None, &[field], Level::Field);
        for criterion in 1..=1 + dice.roll(2) {
            let parent = add(&mut nodes, Some(above), &[field, criterion], Level::Criterion);
            for leaf in 1..=1 + dice.roll(4) {
                let id = add(&mut nodes, Some(parent), &[field, criterion, leaf], Level::Component);
                let max = Points::from_ten_thousandths(2_500 * (1 + dice.roll(8)).cast_signed());
                let scoring = match dice.roll(8) {
                    0 => Scoring::Survey,
                    1 => Scoring::Central,
                    _ => Scoring::SelfScored,
                };
                let before = (compared && dice.roll(4) > 0).then(|| dice.part(max));
                for above in [id, parent, above] {
                    let node = node(&mut nodes, above);
                    node.max_points = node.max_points + max;
                }
                let node = node(&mut nodes, id);
                node.scoring = Some(scoring);
                node.lead =
                    (scoring == Scoring::SelfScored).then(|| AgencyId(dice.roll(3).cast_signed()));
                node.baselines = before
                    .map(|points| Baseline {
                        kind: BaselineKind::Published,
                        points,
                        sheet: "BTC".into(),
                        cell: "F9".into(),
                        raw: points.to_decimal(),
                    })
                    .into_iter()
                    .collect();
            }
        }
    }
    CataloguePlan {
        file: SourceFile::new("bo-tieu-chi.xlsx", b"generated".to_vec()),
        province: Some("tỉnh Sông Mây".into()),
        is_sample: false,
        catalogue: Catalogue { year: 2024, nodes },
        agencies: (0..)
            .zip(BODIES)
            .map(|(id, name)| Agency { id: AgencyId(id), name: name.into(), aliases: Vec::new() })
            .collect(),
        tables: Vec::new(),
        problems: Vec::new(),
    }
}

fn node(nodes: &mut [CatalogueNode], id: NodeId) -> &mut CatalogueNode {
    nodes.iter_mut().find(|n| n.id == id).expect("it was added")
}

fn add(
    nodes: &mut Vec<CatalogueNode>,
    parent: Option<NodeId>,
    code: &[u64],
    level: Level,
) -> NodeId {
    let id = NodeId(i64::try_from(nodes.len()).expect("few"));
    let code: Vec<u16> = code.iter().map(|n| u16::try_from(*n).expect("small")).collect();
    let code = Code::from_segments(code).expect("a code");
    nodes.push(CatalogueNode {
        id,
        parent,
        level,
        name: format!("Nội dung số {code}"),
        code,
        max_points: Points::ZERO,
        scoring: None,
        prior_code: None,
        baselines: Vec::new(),
        lead: None,
        partners: Vec::new(),
        sheet: "BTC".into(),
        cell: "C9".into(),
        scale: Vec::new(),
    });
    id
}

const HEADINGS: &str =
    "STT,Tiêu chí thành phần,Điểm tối đa,Điểm tự chấm,Tài liệu kiểm chứng,Giải trình";

/// What a body sends of the criteria it leads; some of them blank.
fn submission(dice: &mut Dice, catalogue: &Catalogue, body: &Agency, kind: Kind) -> Received {
    let mut table = format!("{}\n{HEADINGS}\n", body.name.to_uppercase());
    for leaf in catalogue.leaves().filter(|l| l.lead == Some(body.id)) {
        let score =
            if dice.roll(6) == 0 { String::new() } else { dice.part(leaf.max_points).to_decimal() };
        let proof = if dice.roll(4) == 0 { "" } else { "Báo cáo số 1/BC" };
        let max = leaf.max_points.to_decimal();
        let (score, explained) = match (kind, dice.roll(8)) {
            (Kind::Whole, 0) => ("KAD".to_owned(), ""),
            (Kind::Whole, 1..4) => (score, "Đang hoàn thiện"),
            _ => (score, ""),
        };
        let _ = writeln!(table, "{},{},{max},{score},{proof},{explained}", leaf.code, leaf.name);
    }
    Received::read_here(SourceFile::new("tu-cham.csv", table.into_bytes()))
}

/// What the bodies of a generated year do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Scores and agreed points alone.
    Plain,
    /// Everything an office meets: rulings, explanations, bodies that answer in parts, deadlines past and to come,
    /// rows sent back, maxima that shrank; and now and then one body alone, all at its maximum, all lost.
    Whole,
}

/// A store of that seed, with what the bodies sent and what the officer decided.
pub(crate) fn store(seed: u64, kind: Kind, office: &Office) {
    let mut dice = Dice(seed);
    for _ in 0..4 {
        dice.roll(2);
    }
    let mut plan = catalogue(&mut dice);
    if kind == Kind::Whole {
        unusual(seed, &mut dice, &mut plan);
    }
    let moment = journeys::moment();
    let mut book = Scorebook::create(&office.store(), &plan, moment).expect("a store");
    let tree = book.catalogue().expect("tree");
    let bodies = book.agencies().expect("bodies");
    for body in &bodies {
        let leads = tree.leaves().any(|l| l.lead == Some(body.id));
        if !leads || dice.roll(6) == 0 {
            continue;
        }
        let received = match (kind, seed % 10) {
            (Kind::Whole, 7) => whole_submission(&tree, body, |max| max),
            (Kind::Whole, 8) => whole_submission(&tree, body, |_| Points::ZERO),
            _ => submission(&mut dice, &tree, body, kind),
        };
        let plan = intake::plan_submission(&received, &tree, &bodies, Some(body.id), &[]);
        // a body that left everything blank, or has nothing to score, has sent nothing that counts
        if plan.problems.iter().any(|p| matches!(p.finding, Finding::NoScores)) {
            continue;
        }
        book.apply(&plan, false, moment).expect("a sound file");
        if kind == Kind::Whole && dice.roll(2) == 0 {
            let day = moment.date() - chrono::TimeDelta::days(dice.roll(9).cast_signed());
            book.set_sent_day(body.id, day, moment).expect("it has sent");
        }
    }
    let reviewed = dice.roll(2) == 0;
    let own = tree.leaves().filter(|l| l.scoring == Some(Scoring::SelfScored));
    for leaf in own.filter(|_| reviewed) {
        if dice.roll(3) > 0 {
            continue;
        }
        match kind {
            Kind::Plain => {
                let decision = Decision {
                    agreed: Some(dice.part(leaf.max_points)),
                    reason: "theo hồ sơ".into(),
                    cause: "thiếu minh chứng".into(),
                    ..Decision::default()
                };
                book.rule(&leaf.code, Verdict::Record, &decision, moment).expect("decided");
            }
            Kind::Whole => decide(&mut dice, &mut book, leaf, &bodies, moment),
        }
    }
    book.close().expect("closed");
}

/// Years at their edges, by the last digit of their seed: one body for all, none at all, maxima that shrank.
fn unusual(seed: u64, dice: &mut Dice, plan: &mut CataloguePlan) {
    let own = plan.catalogue.nodes.iter_mut().filter(|n| n.scoring == Some(Scoring::SelfScored));
    for node in own {
        match seed % 10 {
            4 => node.lead = Some(AgencyId(1)),
            5 => node.lead = Some(AgencyId(0)),
            6 if dice.roll(3) == 0 => node.lead = None,
            _ => {}
        }
        if dice.roll(8) == 0 {
            for baseline in &mut node.baselines {
                baseline.points = node.max_points + Points::from_ten_thousandths(2_500);
                baseline.raw = baseline.points.to_decimal();
            }
        }
    }
}

fn decide(
    dice: &mut Dice,
    book: &mut Scorebook,
    leaf: &CatalogueNode,
    bodies: &[Agency],
    moment: NaiveDateTime,
) {
    let day =
        |dice: &mut Dice| moment.date() + chrono::TimeDelta::days(dice.roll(20).cast_signed() - 10);
    let mut decision = Decision::default();
    for body in bodies {
        if dice.roll(3) == 0 {
            let parts = 1 + u32::try_from(dice.roll(3)).expect("small");
            decision.responsible.push(Responsible { agency: body.id, parts });
        }
    }
    if dice.roll(2) == 0 {
        decision.cause = "thiếu minh chứng".into();
    }
    if dice.roll(2) == 0 {
        decision.remedy = "bổ sung hồ sơ".into();
        decision.due = Some(day(dice));
    }
    decision.recoverable = match dice.roll(3) {
        0 => None,
        1 => Some(Points::ZERO),
        _ => Some(dice.part(leaf.max_points)),
    };
    let verdict = match dice.roll(5) {
        0 => {
            decision.reason = "tỉnh không có đối tượng này".into();
            Verdict::NotApplicable
        }
        1 => {
            decision.asked = "Vì sao chưa đạt?".into();
            decision.answer_by = Some(day(dice));
            Verdict::SendBack
        }
        2 => Verdict::Record,
        _ => {
            decision.agreed = Some(dice.part(leaf.max_points));
            decision.reason = "theo hồ sơ".into();
            Verdict::Adjust
        }
    };
    book.rule(&leaf.code, verdict, &decision, moment).expect("decided");
}

/// A body that scores everything it leads in one way.
fn whole_submission(
    catalogue: &Catalogue,
    body: &Agency,
    score: impl Fn(Points) -> Points,
) -> Received {
    let mut table = format!("{}\n{HEADINGS}\n", body.name.to_uppercase());
    for leaf in catalogue.leaves().filter(|l| l.lead == Some(body.id)) {
        let (max, score) = (leaf.max_points.to_decimal(), score(leaf.max_points).to_decimal());
        let _ = writeln!(table, "{},{},{max},{score},Báo cáo số 1/BC,", leaf.code, leaf.name);
    }
    Received::read_here(SourceFile::new("tu-cham.csv", table.into_bytes()))
}
