//! An annex as it was read, beside its truth.

use std::collections::BTreeSet;

use intake::Received;
use scorebook::plan::SourceFile;
use scorebook::{CataloguePlan, Finding, Points};

use crate::annex::{Annex, Component};

/// What came of one annex.
#[derive(Debug, Default)]
pub(crate) struct AnnexMark {
    /// Wrong without a word.
    pub(crate) wrong: Vec<String>,
    /// Wrong or missing, and said.
    pub(crate) told: Vec<String>,
    pub(crate) components: usize,
    pub(crate) steps: usize,
}

/// Reads it for 2024 and compares.
pub(crate) fn judge(annex: &Annex) -> AnnexMark {
    let received = Received::read_here(SourceFile::new(annex.name.clone(), annex.bytes.clone()));
    let plan = intake::plan_catalogue(&received, 2024);
    let mut mark = AnnexMark::default();
    let doubted: BTreeSet<String> = plan
        .problems
        .iter()
        .filter(|p| !matches!(p.finding, Finding::NoLead { .. }))
        // that the rest of a paper is self-scored is noted, and no doubt
        .filter(|p| p.severity != scorebook::Severity::Note)
        .flat_map(|p| p.finding.criteria())
        .map(|code| code.to_string())
        .collect();
    let mut say = |code: &str, what: String| {
        let known = plan.is_blocked() || doubted.contains(code);
        if known { mark.told.push(what) } else { mark.wrong.push(what) }
    };
    let read: BTreeSet<String> = plan.catalogue.leaves().map(|n| n.code.to_string()).collect();
    let made: BTreeSet<String> = annex.components.iter().map(|c| c.code.clone()).collect();
    for code in read.symmetric_difference(&made) {
        say(code, format!("{code}: {}", if made.contains(code) { "missing" } else { "made up" }));
    }
    for component in annex.components.iter().filter(|c| read.contains(&c.code)) {
        for what in differences(&plan, component) {
            say(&component.code, format!("{}: {what}", component.code));
        }
    }
    mark.components = annex.components.len();
    mark.steps = annex.components.iter().map(|c| c.steps.len()).sum();
    mark
}

fn differences(plan: &CataloguePlan, component: &Component) -> Vec<String> {
    let Some(node) = plan.catalogue.nodes.iter().find(|n| n.code.to_string() == component.code)
    else {
        return Vec::new();
    };
    let mut differences = Vec::new();
    if node.max_points != component.max {
        differences.push(format!("maximum {} for {}", node.max_points, component.max));
    }
    if node.scoring != Some(component.scoring) {
        differences.push(format!("scored {:?} for {:?}", node.scoring, component.scoring));
    }
    let points = |p: Option<Points>| p.map_or_else(|| "f".to_owned(), Points::to_decimal);
    let read: Vec<String> = node.scale.iter().map(|s| points(s.points)).collect();
    let made: Vec<String> = component.steps.iter().map(|(_, p)| points(*p)).collect();
    if read != made {
        differences.push(format!("steps {read:?} for {made:?}"));
    } else if let Some((step, (words, _))) = node
        .scale
        .iter()
        .zip(&component.steps)
        .find(|(s, (words, _))| !s.text.starts_with(words.as_str()))
    {
        differences.push(format!("step “{}” for “{words}”", step.text));
    }
    differences
}
