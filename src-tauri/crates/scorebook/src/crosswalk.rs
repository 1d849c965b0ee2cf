//! Bảng đối chiếu: what became of the criteria of one year in the next, and whether their scores compare.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use ts_rs::TS;

use crate::{Catalogue, CatalogueNode, Code, Error, Points, Result, text};

/// What became of criteria.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum LinkKind {
    /// Giữ nguyên.
    Same,
    /// Đổi tên hoặc đổi mã, cùng nội dung và điểm tối đa.
    Renamed,
    /// Đổi điểm tối đa: compared as a share of the maximum.
    Reweighted,
    /// Tách: one became several.
    Split,
    /// Gộp: several became one.
    Merged,
    /// Mới.
    New,
    /// Bỏ.
    Dropped,
}

/// Criteria of the earlier year and what they are in the later one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Link {
    /// What became of them.
    pub kind: LinkKind,
    /// Codes in the earlier year.
    pub earlier: Vec<Code>,
    /// Codes in the later year.
    pub later: Vec<Code>,
    /// Decided by a person; else only proposed.
    #[serde(default)]
    pub decided: bool,
    /// The person's note.
    #[serde(default)]
    pub note: String,
}

/// How a score is compared with last year's.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Comparison {
    /// In points: same criterion, same maximum.
    #[default]
    Points,
    /// As a share of the maximum, which changed.
    Share,
    /// Not at all: the criterion is new, split or merged, or nobody has decided yet what it was.
    None,
}

/// A leaf of the earlier year, as much of it as comparing needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierLeaf {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Điểm tối đa.
    pub max: Points,
}

/// The earlier year, as much of it as comparing needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    leaves: BTreeMap<Code, EarlierLeaf>,
    decided: BTreeMap<Code, (LinkKind, Vec<Code>)>,
}

impl Earlier {
    /// From the earlier year's leaves and what a person decided of them.
    pub fn new(leaves: Vec<EarlierLeaf>, links: &[Link]) -> Self {
        let decided = links
            .iter()
            .filter(|link| link.decided)
            .flat_map(|link| link.later.iter().map(move |code| (code, link)))
            .map(|(code, link)| (code.clone(), (link.kind, link.earlier.clone())))
            .collect();
        Self { leaves: leaves.into_iter().map(|leaf| (leaf.code.clone(), leaf)).collect(), decided }
    }

    /// What the leaf was, where that is sure: decided one to one, named by the catalogue, or the same by code and
    /// name.
    pub fn before(&self, node: &CatalogueNode) -> Option<&EarlierLeaf> {
        use LinkKind::{Renamed, Reweighted, Same};
        if let Some((kind, codes)) = self.decided.get(&node.code) {
            return match (kind, codes.as_slice()) {
                (Same | Renamed | Reweighted, [only]) => self.leaves.get(only),
                _ => None,
            };
        }
        let named = node.prior_code.is_some();
        let leaf = self.leaves.get(node.prior_code.as_ref().unwrap_or(&node.code));
        // the catalogue's own word on its prior code is a person's; a code that only happens to be the same is not
        leaf.filter(|leaf| named || is_same_name(&leaf.name, &node.name))
    }

    /// How a leaf's score compares, and the maximum it had, where that is known. A baseline that came with the
    /// catalogue compares as its makers say, as long as nothing in the store speaks against it.
    pub fn comparison(&self, node: &CatalogueNode) -> (Comparison, Option<Points>) {
        if let Some(leaf) = self.before(node) {
            return (by_maximum(leaf.max, node.max_points), Some(leaf.max));
        }
        let code = node.prior_code.as_ref().unwrap_or(&node.code);
        if self.decided.contains_key(&node.code) || self.leaves.contains_key(code) {
            (Comparison::None, None)
        } else {
            (Comparison::Points, None)
        }
    }
}

fn by_maximum(before: Points, now: Points) -> Comparison {
    if before == now { Comparison::Points } else { Comparison::Share }
}

fn is_same_name(a: &str, b: &str) -> bool {
    text::tidy(a).to_lowercase() == text::tidy(b).to_lowercase()
}

/// Does the link say something sound of these two years?
pub fn check(link: &Link, earlier: &Catalogue, later: &Catalogue) -> Result<()> {
    for (codes, catalogue) in [(&link.earlier, earlier), (&link.later, later)] {
        for code in codes {
            let leaf = catalogue.by_code(code).filter(|n| n.is_leaf());
            leaf.ok_or_else(|| Error::UnknownCriterion { code: code.clone() })?;
        }
    }
    let sound = match link.kind {
        LinkKind::Same | LinkKind::Renamed | LinkKind::Reweighted => {
            (link.earlier.len(), link.later.len()) == (1, 1)
        }
        LinkKind::Split => link.earlier.len() == 1 && link.later.len() > 1,
        LinkKind::Merged => link.earlier.len() > 1 && link.later.len() == 1,
        LinkKind::New => link.earlier.is_empty() && !link.later.is_empty(),
        LinkKind::Dropped => !link.earlier.is_empty() && link.later.is_empty(),
    };
    if sound { Ok(()) } else { Err(Error::BadLink) }
}

/// Proposes what became of the leaves that nobody has decided on: by the catalogue's own prior code, by name,
/// by code with a name that comes near. Every leaf of both years stands in exactly one link. Decided links come
/// first, then the later year's order, then what was dropped.
pub fn propose(earlier: &Catalogue, later: &Catalogue, decided: &[Link]) -> Vec<Link> {
    let mut links = decided.to_vec();
    let mut gone: BTreeSet<&Code> = decided.iter().flat_map(|l| &l.earlier).collect();
    let settled: BTreeSet<&Code> = decided.iter().flat_map(|l| &l.later).collect();
    let mut by_name: BTreeMap<String, Vec<&CatalogueNode>> = BTreeMap::new();
    let mut by_code: BTreeMap<&Code, &CatalogueNode> = BTreeMap::new();
    for leaf in earlier.leaves() {
        by_name.entry(text::tidy(&leaf.name).to_lowercase()).or_default().push(leaf);
        by_code.insert(&leaf.code, leaf);
    }
    let open: Vec<&CatalogueNode> = later.leaves().filter(|l| !settled.contains(&l.code)).collect();
    let mut found: BTreeMap<&Code, &CatalogueNode> = BTreeMap::new();
    // the surest first, so that a weaker sign never takes what a stronger one points to
    for sign in 0..4 {
        for leaf in &open {
            if found.contains_key(&leaf.code) {
                continue;
            }
            let same_code = by_code.get(leaf.prior_code.as_ref().unwrap_or(&leaf.code)).copied();
            let candidate = match sign {
                0 => same_code.filter(|_| leaf.prior_code.is_some()),
                1 => same_code.filter(|before| is_same_name(&before.name, &leaf.name)),
                2 => match by_name.get(&text::tidy(&leaf.name).to_lowercase()).map(Vec::as_slice) {
                    Some([only]) => Some(*only),
                    _ => None,
                },
                _ => same_code.filter(|before| come_near(&before.name, &leaf.name)),
            };
            if let Some(before) = candidate.filter(|c| !gone.contains(&c.code)) {
                gone.insert(&before.code);
                found.insert(&leaf.code, before);
            }
        }
    }
    let proposed =
        |kind, earlier, later| Link { kind, earlier, later, decided: false, note: String::new() };
    for leaf in open {
        links.push(match found.get(&leaf.code) {
            None => proposed(LinkKind::New, vec![], vec![leaf.code.clone()]),
            Some(before) => {
                let kind = if before.max_points != leaf.max_points {
                    LinkKind::Reweighted
                } else if before.code == leaf.code && is_same_name(&before.name, &leaf.name) {
                    LinkKind::Same
                } else {
                    LinkKind::Renamed
                };
                proposed(kind, vec![before.code.clone()], vec![leaf.code.clone()])
            }
        });
    }
    let dropped = earlier.leaves().filter(|leaf| !gone.contains(&leaf.code));
    links.extend(dropped.map(|leaf| proposed(LinkKind::Dropped, vec![leaf.code.clone()], vec![])));
    links
}

/// Is a leaf what the other was, by its catalogue's own word or by its very name? A name that only comes near is a
/// proposal to look at.
pub(crate) fn is_sure(before: &CatalogueNode, leaf: &CatalogueNode) -> bool {
    leaf.prior_code.as_ref() == Some(&before.code) || is_same_name(&before.name, &leaf.name)
}

impl Link {
    /// Is it a proposal that needs no looking at: one to one, and the same by the catalogue's own word or by name?
    /// What is new or gone may have been split or merged, so it is never sure.
    pub fn is_sure_proposal(&self, earlier: &Catalogue, later: &Catalogue) -> bool {
        let ([before], [leaf]) = (self.earlier.as_slice(), self.later.as_slice()) else {
            return false;
        };
        let both = earlier.by_code(before).zip(later.by_code(leaf));
        !self.decided && both.is_some_and(|(before, leaf)| is_sure(before, leaf))
    }
}

/// At least two thirds of the words in common. Only ever a proposal.
fn come_near(a: &str, b: &str) -> bool {
    let (a, b) = (text::fold(a), text::fold(b));
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    3 * a.intersection(&b).count() >= 2 * a.len().max(b.len())
}
