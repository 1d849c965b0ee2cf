//! `expected.json`: what the six files should come to, worked out from `province.csv` alone. Field names are
//! those of `sodiem losses --json`.

use anyhow::Result;
use serde::Serialize;

use crate::points::Points;
use crate::province::{Body, Leaf, Node, Province, Scoring, State};
use crate::record::{Planted, Record};

#[derive(Serialize)]
struct Expected {
    note: &'static str,
    year: u16,
    baseline_year: u16,
    baseline_kind: &'static str,
    totals: Totals,
    fields: Vec<Field>,
    agencies: Vec<Agency>,
    components: Vec<Component>,
    files: Vec<Taken>,
    /// After the revised file is taken in as well.
    after_revision: AfterRevision,
}

#[derive(Serialize)]
struct Totals {
    max: String,
    self_scored_max: String,
    survey_max: String,
    central_max: String,
    /// Sum of the maxima of the scored components.
    scored_max: String,
    reported: String,
    counted: String,
    baseline: String,
    lost: String,
    missing: usize,
    below_max: usize,
    total_loss: usize,
    decreased: usize,
}

#[derive(Serialize)]
struct Field {
    code: String,
    name: String,
    max: String,
    self_scored_max: String,
    counted: String,
    lost: String,
}

#[derive(Serialize)]
struct Agency {
    name: &'static str,
    self_scored_max: String,
    counted: String,
    lost: String,
    scored: usize,
    missing: usize,
}

#[derive(Serialize)]
struct Component {
    code: String,
    name: String,
    max: String,
    scoring: &'static str,
    agency: Option<&'static str>,
    prior_code: Option<String>,
    /// Last year's: self, appraised, published.
    results_2023: [Option<String>; 3],
    baseline: Option<String>,
    reported: Option<String>,
    counted: Option<String>,
    lost: Option<String>,
    change: Option<String>,
    state: &'static str,
    flags: Vec<&'static str>,
    source: Option<Source>,
}

#[derive(Serialize)]
struct Source {
    file: &'static str,
    sheet: Option<String>,
    cell: String,
}

#[derive(Serialize)]
struct Taken {
    file: &'static str,
    agency: &'static str,
    /// Rows of criteria it leads, with a score and without.
    scored: usize,
    blank: usize,
    /// What a reader should find, and nothing else.
    findings: Vec<Planted>,
}

#[derive(Serialize)]
struct AfterRevision {
    file: &'static str,
    agency: &'static str,
    changed: Vec<Changed>,
    totals: Totals,
}

#[derive(Serialize)]
struct Changed {
    code: String,
    before: Option<String>,
    after: Option<String>,
}

/// The state that counts: of the first files, or with the revised one on top.
fn state_of(leaf: &Leaf, revised: bool) -> Option<State> {
    leaf.revised.filter(|_| revised).or(leaf.state)
}

fn scored(leaf: &Leaf, revised: bool) -> Option<Points> {
    state_of(leaf, revised).and_then(State::points)
}

fn flags(node: &Node, leaf: &Leaf, revised: bool) -> Vec<&'static str> {
    let Some(points) = scored(leaf, revised) else { return Vec::new() };
    let mut flags = Vec::new();
    if points < node.max {
        flags.push("below_max");
    }
    if points == Points::ZERO {
        flags.push("total_loss");
    }
    if leaf.results_2023.published.is_some_and(|before| points < before) {
        flags.push("decreased");
    }
    flags
}

/// Sum over the scored leaves of a selection: maxima, scores.
fn sums(province: &Province, revised: bool, which: impl Fn(&Node) -> bool) -> (Points, Points) {
    let chosen = || province.leaves().filter(|(node, _)| which(node));
    let max = chosen()
        .filter(|(_, leaf)| scored(leaf, revised).is_some())
        .map(|(node, _)| node.max)
        .sum();
    let counted = chosen().filter_map(|(_, leaf)| scored(leaf, revised)).sum();
    (max, counted)
}

fn totals(province: &Province, revised: bool) -> Totals {
    let max_of = |scoring| province.max_where(|leaf| leaf.scoring == scoring).dot();
    let (scored_max, counted) = sums(province, revised, |_| true);
    let baselines = province.leaves().filter(|(_, leaf)| scored(leaf, revised).is_some());
    let flagged =
        |flag| province.leaves().filter(|(n, l)| flags(n, l, revised).contains(&flag)).count();
    Totals {
        max: province.max_where(|_| true).dot(),
        self_scored_max: max_of(Scoring::SelfScored),
        survey_max: max_of(Scoring::Survey),
        central_max: max_of(Scoring::Central),
        scored_max: scored_max.dot(),
        reported: counted.dot(),
        counted: counted.dot(),
        baseline: baselines
            .filter_map(|(_, leaf)| leaf.results_2023.published)
            .sum::<Points>()
            .dot(),
        lost: (scored_max - counted).dot(),
        missing: province
            .leaves()
            .filter(|(_, l)| l.lead.is_some() && scored(l, revised).is_none())
            .count(),
        below_max: flagged("below_max"),
        total_loss: flagged("total_loss"),
        decreased: flagged("decreased"),
    }
}

fn self_scored_max(province: &Province, which: impl Fn(&Node) -> bool) -> String {
    let chosen = province.leaves().filter(|(node, leaf)| leaf.lead.is_some() && which(node));
    chosen.map(|(node, _)| node.max).sum::<Points>().dot()
}

fn component(node: &Node, leaf: &Leaf, records: &[Record]) -> Component {
    let points = scored(leaf, false);
    let results = leaf.results_2023;
    let baseline = results.published;
    let code = node.dotted();
    let at = leaf.lead.and_then(|body| records.iter().find(|r| r.body == body));
    let source = at.and_then(|record| {
        let at = record.scores.get(&code)?.clone();
        Some(Source { file: record.file, sheet: at.sheet, cell: at.cell })
    });
    Component {
        name: node.name.clone(),
        max: node.max.dot(),
        scoring: match leaf.scoring {
            Scoring::SelfScored => "self",
            Scoring::Survey => "survey",
            Scoring::Central => "central",
        },
        agency: leaf.lead.map(Body::name),
        prior_code: (!node.code_2023.is_empty()).then(|| node.code_2023.clone()),
        results_2023: [results.own, results.appraised, results.published]
            .map(|p| p.map(Points::dot)),
        baseline: baseline.map(Points::dot),
        reported: points.map(Points::dot),
        counted: points.map(Points::dot),
        lost: points.map(|p| (node.max - p).dot()),
        change: points.zip(baseline).map(|(now, before)| (now - before).dot()),
        state: match leaf.state {
            None => "not_self_scored",
            Some(State::Scored(_)) => "scored",
            Some(State::Blank) => "blank",
            Some(State::Missing) => "missing",
        },
        flags: flags(node, leaf, false),
        source,
        code,
    }
}

/// The JSON. `records` are the six files', `revision` the second file's.
pub(crate) fn write(province: &Province, records: &[Record], revision: &Record) -> Result<Vec<u8>> {
    let fields = province.nodes.iter().filter(|n| n.depth() == 1).map(|field| {
        let (max, counted) = sums(province, false, |n| field.holds(n));
        Field {
            code: field.dotted(),
            name: field.name.clone(),
            max: field.max.dot(),
            self_scored_max: self_scored_max(province, |n| field.holds(n)),
            counted: counted.dot(),
            lost: (max - counted).dot(),
        }
    });
    let agencies = Body::ALL.into_iter().map(|body| {
        let led = || province.leaves().filter(move |(node, _)| node.is_led_by(body));
        let (max, counted) = sums(province, false, |n| n.is_led_by(body));
        let scored = led().filter(|(_, leaf)| scored(leaf, false).is_some()).count();
        Agency {
            name: body.name(),
            self_scored_max: self_scored_max(province, |n| n.is_led_by(body)),
            counted: counted.dot(),
            lost: (max - counted).dot(),
            scored,
            missing: led().count() - scored,
        }
    });
    let files = records.iter().map(|record| {
        let states = || {
            province.leaves().filter(|(n, _)| n.is_led_by(record.body)).filter_map(|(_, l)| l.state)
        };
        Taken {
            file: record.file,
            agency: record.body.name(),
            scored: states().filter(|s| matches!(s, State::Scored(_))).count(),
            blank: states().filter(|s| *s == State::Blank).count(),
            findings: record.planted.clone(),
        }
    });
    let changed = province.leaves().filter(|(_, l)| l.revised.is_some() && l.revised != l.state);
    let points = |state: Option<State>| state.and_then(State::points).map(Points::dot);
    let expected = Expected {
        note: "DỮ LIỆU MẪU, hư cấu. Made by `cargo run -p sample`; do not edit.",
        year: 2024,
        baseline_year: 2023,
        baseline_kind: "published",
        totals: totals(province, false),
        fields: fields.collect(),
        agencies: agencies.collect(),
        components: province.leaves().map(|(node, leaf)| component(node, leaf, records)).collect(),
        files: files.collect(),
        after_revision: AfterRevision {
            file: revision.file,
            agency: revision.body.name(),
            changed: changed
                .map(|(n, l)| Changed {
                    code: n.dotted(),
                    before: points(l.state),
                    after: points(l.revised),
                })
                .collect(),
            totals: totals(province, true),
        },
    };
    let mut bytes = serde_json::to_vec_pretty(&expected)?;
    bytes.push(b'\n');
    Ok(bytes)
}
