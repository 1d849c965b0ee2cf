//! Now that all rows are known: which nodes are leaves, how they are scored, whether the points add up.

use scorebook::finding::SumDiffers;
use scorebook::{Code, Finding, Level, NodeId, Points, Scoring, Severity};

use super::complaints::sum_differs;
use super::tree::Tree;

impl Tree {
    /// Settles and checks the nodes.
    pub(super) fn finish(&mut self) {
        let parents: Vec<NodeId> = self.nodes.iter().filter_map(|n| n.parent).collect();
        for at in 0..self.nodes.len() {
            let is_parent = parents.contains(&self.nodes[at].id);
            self.nodes[at].level = match (self.nodes[at].code.depth(), is_parent) {
                (1, _) => Level::Field,
                (_, true) => Level::Criterion,
                (_, false) => Level::Component,
            };
        }
        // those below are summed first
        for at in (0..self.nodes.len()).rev() {
            if parents.contains(&self.nodes[at].id) && self.lacks_maximum(at) {
                // a parent may leave its points out: nothing is declared, nothing can disagree
                self.nodes[at].max_points = self.summed(at);
            }
        }
        let is_parent: Vec<bool> = self.nodes.iter().map(|n| parents.contains(&n.id)).collect();
        for at in (0..is_parent.len()).filter(|at| is_parent[*at]) {
            self.check_parent(at);
        }
        for at in (0..is_parent.len()).filter(|at| !is_parent[*at]) {
            self.settle_leaf(at);
        }
        self.check_total();
        if self.nodes.is_empty() {
            self.complaints.say(Severity::Blocking, None, Finding::NoTable);
        }
    }

    fn lacks_maximum(&self, at: usize) -> bool {
        self.without_max.iter().any(|(code, _)| *code == self.nodes[at].code)
    }

    fn summed(&self, at: usize) -> Points {
        let id = self.nodes[at].id;
        self.nodes.iter().filter(|n| n.parent == Some(id)).map(|n| n.max_points).sum()
    }

    fn check_parent(&mut self, at: usize) {
        let (code, declared) = (self.nodes[at].code.clone(), self.nodes[at].max_points);
        let (summed, place) = (self.summed(at), self.places.get(&code).cloned());
        if declared != summed {
            let finding = sum_differs(code.clone(), declared, summed);
            self.complaints.say(Severity::Warning, place, finding);
        }
        self.check_results(at);
        // a scale is a component's
        let texts: Vec<String> = self.nodes[at].scale.drain(..).map(|step| step.text).collect();
        if !texts.is_empty() {
            let finding = Finding::OptionUnclear { criteria: vec![code.clone()], texts };
            self.complaints.say(Severity::Warning, self.places.get(&code).cloned(), finding);
        }
    }

    /// A parent's results are checked against its leaves' and not taken.
    fn check_results(&mut self, at: usize) {
        let code = self.nodes[at].code.clone();
        for baseline in std::mem::take(&mut self.nodes[at].baselines) {
            let has_children = |id: NodeId| self.nodes.iter().any(|n| n.parent == Some(id));
            let leaves: Vec<Option<Points>> = self
                .nodes
                .iter()
                .filter(|n| n.code != code && n.code.is_under(&code) && !has_children(n.id))
                .map(|n| n.baseline(baseline.kind).map(|b| b.points))
                .collect();
            let Some(figures) = leaves.into_iter().collect::<Option<Vec<Points>>>() else {
                continue;
            };
            let summed: Points = figures.into_iter().sum();
            if summed != baseline.points {
                let criterion = code.clone();
                let differs = SumDiffers { criterion, declared: baseline.points, summed };
                let finding = Finding::ResultSumDiffers { sums: vec![differs] };
                let place = self.places.get(&code).cloned();
                self.complaints.say(Severity::Warning, place, finding);
            }
        }
    }

    fn settle_leaf(&mut self, at: usize) {
        let code = self.nodes[at].code.clone();
        let one = || vec![code.clone()];
        if let Some((_, place)) = self.without_max.iter().find(|(c, _)| *c == code).cloned() {
            let finding = Finding::NoMaximum { criteria: one() };
            self.complaints.say(Severity::Blocking, Some(place), finding);
        }
        let max = self.nodes[at].max_points;
        let above = self.nodes[at].scale.iter().find(|s| s.points.is_some_and(|p| p > max));
        if let Some(step) = above {
            let place = self.places.get(&code).cloned().map(|mut place| {
                place.sheet.clone_from(&step.sheet);
                if let Some((row, col)) = crate::workbook::position(&step.cell) {
                    (place.row, place.col) = (row, col);
                }
                place
            });
            let finding = Finding::StepAboveMax { criteria: one() };
            self.complaints.say(Severity::Warning, place, finding);
        }
        let scoring = self.settle_scoring(&code);
        self.inherit_lead(at);
        if scoring == Scoring::SelfScored && self.nodes[at].lead.is_none() {
            let place = self.places.get(&code).cloned();
            let finding = Finding::NoLead { criteria: one() };
            self.complaints.say(Severity::Warning, place, finding);
        }
        self.nodes[at].scoring = Some(scoring);
    }

    /// How a leaf is scored: by its own row, else by the nearest row above that says so for all below it, else it
    /// is taken as self-scored, and said.
    fn settle_scoring(&mut self, code: &Code) -> Scoring {
        let Some(said) = self.said.get(code).cloned() else { return Scoring::SelfScored };
        if let Some(scoring) = said.scoring {
            return scoring;
        }
        let mut above = code.parent().filter(|_| said.raw.is_empty());
        while let Some(parent) = above {
            if let Some(scoring) = self.said.get(&parent).and_then(|s| s.scoring) {
                // where others below it speak for themselves, it does not speak for all
                let others_speak = self.said.iter().any(|(other, said)| {
                    other.is_under(&parent) && *other != parent && said.scoring.is_some()
                });
                if !others_speak {
                    return scoring;
                }
                break;
            }
            above = parent.parent();
        }
        // a paper that marks what is surveyed, in notes or names, says of the rest that it is not
        let by_column = self.said.values().any(|s| s.in_its_column);
        let by_note = self.said.values().any(|s| s.scoring.is_some());
        let severity = if !by_column && by_note && said.raw.is_empty() {
            Severity::Note
        } else {
            Severity::Warning
        };
        let finding = Finding::ScoringUnclear { criteria: vec![code.clone()], raw: said.raw };
        self.complaints.say(severity, Some(said.at), finding);
        Scoring::SelfScored
    }

    /// A body written on a criterion or field leads what lies below it.
    fn inherit_lead(&mut self, at: usize) {
        let mut above = self.nodes[at].parent;
        while self.nodes[at].lead.is_none() {
            let Some(parent) = above.and_then(|id| self.nodes.iter().find(|n| n.id == id)) else {
                return;
            };
            let (lead, partners) = (parent.lead, parent.partners.clone());
            above = parent.parent;
            if lead.is_some() {
                self.nodes[at].lead = lead;
                if self.nodes[at].partners.is_empty() {
                    self.nodes[at].partners = partners;
                }
            }
        }
    }

    fn check_total(&mut self) {
        let summed: Points =
            self.nodes.iter().filter(|n| n.parent.is_none()).map(|n| n.max_points).sum();
        if let Some((declared, at)) = self.declared_total.clone().filter(|(d, _)| *d != summed) {
            self.complaints.say(Severity::Warning, at, Finding::TotalDiffers { declared, summed });
        }
    }
}
