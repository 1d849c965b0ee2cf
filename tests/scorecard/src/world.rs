//! The bộ tiêu chí that files are made for: the sample province's, and invented ones of other shapes.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use intake::Received;
use scorebook::plan::SourceFile;
use scorebook::text::fold;
use scorebook::{Agency, AgencyId, Catalogue, CatalogueNode, Code, Level, NodeId, Points, Scoring};

use crate::dice::Dice;
use crate::words::{BODIES, OBJECTS, TAILS, TRAPS, VERBS};

/// The year that is scored.
pub(crate) const YEAR: i32 = 2024;

/// A bộ tiêu chí with the bodies it names.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) catalogue: Catalogue,
    pub(crate) agencies: Vec<Agency>,
}

impl World {
    /// The sample province's.
    pub(crate) fn sample() -> Result<Self> {
        let path = sample::catalogue();
        let file = SourceFile::new("bo-tieu-chi.xlsx", std::fs::read(path)?);
        let plan = intake::plan_catalogue(&Received::read_here(file), YEAR);
        ensure!(!plan.is_blocked(), "the sample's bộ tiêu chí is not understood");
        Ok(Self { catalogue: plan.catalogue, agencies: plan.agencies })
    }

    /// An invented one: three to ten fields of one to three levels, some names shared, some almost alike.
    pub(crate) fn invented(dice: &mut Dice) -> Self {
        let mut bodies: Vec<&str> = BODIES.to_vec();
        dice.shuffle(&mut bodies);
        bodies.truncate(dice.between(3, 7));
        let agencies: Vec<Agency> = (0..)
            .zip(&bodies)
            .map(|(id, name)| Agency {
                id: AgencyId(id),
                name: (*name).into(),
                aliases: Vec::new(),
            })
            .collect();
        let mut tree = Tree { nodes: Vec::new(), used: BTreeSet::new() };
        for field in 1..=dice.between(3, 9) {
            tree.field(dice, segment(field), &agencies);
        }
        tree.settle_sums();
        Self { catalogue: Catalogue { year: YEAR, nodes: tree.nodes }, agencies }
    }

    /// Is the name one criterion's alone?
    pub(crate) fn is_unique(&self, node: &CatalogueNode) -> bool {
        let key = name_key(&node.name);
        self.catalogue.nodes.iter().filter(|n| name_key(&n.name) == key).count() == 1
    }

    /// The leaves a body leads and scores itself.
    pub(crate) fn own(&self, agency: AgencyId) -> Vec<&CatalogueNode> {
        let own =
            |n: &&CatalogueNode| n.lead == Some(agency) && n.scoring == Some(Scoring::SelfScored);
        self.catalogue.nodes.iter().filter(own).collect()
    }
}

/// Two names with the same key are one name to a reader that forgives spelling.
pub(crate) fn name_key(name: &str) -> String {
    let bare = name.split(" (").next().unwrap_or(name);
    fold(bare)
        .replace(['/', '&'], " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('y', "i")
}

fn segment(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

struct Tree {
    nodes: Vec<CatalogueNode>,
    used: BTreeSet<String>,
}

impl Tree {
    fn field(&mut self, dice: &mut Dice, number: u16, agencies: &[Agency]) {
        let lead = dice.pick(agencies).id;
        let field = self.add(dice, vec![number], None, None);
        // a field may be a criterion of its own
        if dice.percent(6) {
            self.make_leaf(dice, field, Some(lead));
            return;
        }
        let most = if dice.percent(12) { 12 } else { 6 };
        for criterion in 1..=dice.between(1, most) {
            let number = segment(criterion);
            let at = self.add(
                dice,
                vec![self.nodes[field].code.segments()[0], number],
                Some(field),
                None,
            );
            let lead = if dice.percent(15) { dice.pick(agencies).id } else { lead };
            if dice.percent(45) {
                self.make_leaf(dice, at, Some(lead));
                continue;
            }
            let most = if dice.percent(8) { 11 } else { 4 };
            for component in 1..=dice.between(1, most) {
                let mut code = self.nodes[at].code.segments().to_vec();
                code.push(segment(component));
                let twin = dice.percent(5).then(|| self.some_leaf_name(dice)).flatten();
                let leaf = self.add(dice, code, Some(at), twin);
                let lead = if dice.percent(10) { dice.pick(agencies).id } else { lead };
                self.make_leaf(dice, leaf, Some(lead));
            }
        }
    }

    fn some_leaf_name(&self, dice: &mut Dice) -> Option<String> {
        let leaves: Vec<&CatalogueNode> = self.nodes.iter().filter(|n| n.is_leaf()).collect();
        (!leaves.is_empty()).then(|| dice.pick(&leaves).name.clone())
    }

    fn add(
        &mut self,
        dice: &mut Dice,
        segments: Vec<u16>,
        parent: Option<usize>,
        name: Option<String>,
    ) -> usize {
        let depth = segments.len();
        let name = name.unwrap_or_else(|| self.fresh_name(dice));
        let Some(code) = Code::from_segments(segments) else { return 0 };
        let at = self.nodes.len();
        self.nodes.push(CatalogueNode {
            id: id(at),
            parent: parent.map(id),
            level: [Level::Field, Level::Criterion, Level::Component][(depth - 1).min(2)],
            code,
            name,
            max_points: Points::ZERO,
            scoring: None,
            prior_code: None,
            baselines: Vec::new(),
            lead: None,
            partners: Vec::new(),
            sheet: "Bộ tiêu chí".into(),
            cell: format!("C{}", at + 2),
            scale: Vec::new(),
        });
        at
    }

    /// A name that no other has; one in five differs from another by a word only.
    fn fresh_name(&mut self, dice: &mut Dice) -> String {
        loop {
            let near =
                (dice.percent(20)).then(|| self.nodes.last().map(|n| n.name.clone())).flatten();
            let name = match near {
                Some(other) => format!("{other} {}", dice.pick(&TAILS)),
                None if dice.percent(6) => (*dice.pick(&TRAPS)).to_owned(),
                None => {
                    let (verb, object) = (dice.pick(&VERBS), dice.pick(&OBJECTS));
                    if dice.percent(60) {
                        format!("{verb} {object} {}", dice.pick(&TAILS))
                    } else {
                        format!("{verb} {object}")
                    }
                }
            };
            if name.chars().count() < 150 && self.used.insert(name_key(&name)) {
                return name;
            }
        }
    }

    fn make_leaf(&mut self, dice: &mut Dice, at: usize, lead: Option<AgencyId>) {
        let node = &mut self.nodes[at];
        let scoring = match dice.roll(10) {
            0 => Scoring::Survey,
            1 => Scoring::Central,
            _ => Scoring::SelfScored,
        };
        node.scoring = Some(scoring);
        node.lead = lead.filter(|_| scoring == Scoring::SelfScored);
        let quarters = [1, 2, 2, 2, 3, 4, 4, 4, 5, 6, 6, 8, 8, 10, 12, 16];
        node.max_points = Points::from_ten_thousandths(*dice.pick(&quarters) * 2_500);
    }

    fn settle_sums(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            if let (Some(parent), max) = (self.nodes[at].parent, self.nodes[at].max_points)
                && let Some(parent) = self.nodes.iter_mut().find(|n| n.id == parent)
            {
                parent.max_points = parent.max_points + max;
            }
        }
    }
}

fn id(at: usize) -> NodeId {
    NodeId(i64::try_from(at).unwrap_or(i64::MAX))
}
