//! Which criterion a row is: by code and name together. Likeness ranks suggestions and never decides.

use std::collections::HashMap;

use rapidfuzz::fuzz::{Args, RatioBatchComparator};
use scorebook::text::fold;
use scorebook::{Catalogue, CatalogueNode, Code, Level, NodeId};

use crate::codes;
use crate::numbering::CodeVerdict;

/// A row's criterion, or why it has none.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Match<'a> {
    /// Code and name agree.
    Sure(&'a CatalogueNode),
    /// The code's criterion, under a name that differs a little.
    ByCode(&'a CatalogueNode),
    /// The name's criterion; the row has no code, or one that no criterion has.
    ByName(&'a CatalogueNode),
    /// Code and name belong to different criteria.
    Contradiction { by_code: &'a CatalogueNode, by_name: Option<&'a CatalogueNode> },
    /// Neither is known.
    None,
}

impl<'a> Match<'a> {
    /// The criterion, if it is one that carries points.
    pub(crate) fn leaf(&self) -> Option<&'a CatalogueNode> {
        match self {
            Self::Sure(node) | Self::ByCode(node) | Self::ByName(node) => {
                Some(*node).filter(|node| node.is_leaf())
            }
            Self::Contradiction { .. } | Self::None => None,
        }
    }
}

/// How alike a name must be to that of its code: below, the code may be a slip.
const ALIKE: f64 = 0.62;

/// Finds criteria of one catalogue.
#[derive(Debug)]
pub(crate) struct Matcher<'a> {
    /// In order of the names' keys; criteria that share a name stand side by side.
    names: Vec<Named<'a>>,
    /// Places in `names`.
    codes: HashMap<&'a Code, usize>,
    nodes: HashMap<NodeId, &'a CatalogueNode>,
}

/// A criterion by its name's key.
#[derive(Debug)]
struct Named<'a> {
    key: String,
    node: &'a CatalogueNode,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue) -> Self {
        let named = |node: &'a CatalogueNode| Named { key: key(&node.name), node };
        let mut names: Vec<Named<'a>> = catalogue.nodes.iter().map(named).collect();
        names.sort_by(|a, b| a.key.cmp(&b.key));
        let codes = names.iter().enumerate().map(|(at, n)| (&n.node.code, at)).collect();
        let nodes = catalogue.nodes.iter().map(|n| (n.id, n)).collect();
        Self { names, codes, nodes }
    }

    /// The criterion with that id.
    pub(crate) fn node(&self, id: NodeId) -> Option<&'a CatalogueNode> {
        self.nodes.get(&id).copied()
    }

    /// The criterion with that code.
    pub(crate) fn by_code(&self, code: &Code) -> Option<&'a CatalogueNode> {
        self.coded(code).map(|named| named.node)
    }

    fn coded(&self, code: &Code) -> Option<&Named<'a>> {
        self.codes.get(code).map(|at| &self.names[*at])
    }

    /// The criterion of a row with those possible codes and that name.
    pub(crate) fn find(&self, codes: &[Code], name: &str) -> Match<'a> {
        let mut coded: Vec<&Named<'a>> = codes.iter().filter_map(|c| self.coded(c)).collect();
        // 1 January is 1.1 whichever comes first
        coded.dedup_by_key(|named| named.node.id);
        // most rows carry the very name, and comparing that costs nothing
        if let [same] = coded.as_slice()
            && same.node.name == name
        {
            return Match::Sure(same.node);
        }
        let key = key(name);
        if key.is_empty() && codes.is_empty() {
            return Match::None;
        }
        let mut both = coded.iter().filter(|c| c.key == key);
        match (both.next(), both.next()) {
            (Some(both), None) => return Match::Sure(both.node),
            // a date that was 1.2 or 2.1, and both are named so
            (Some(one), Some(other)) => {
                return Match::Contradiction { by_code: one.node, by_name: Some(other.node) };
            }
            _ => {}
        }
        let named = self.named(&key);
        match (coded.as_slice(), named) {
            ([], [only]) => Match::ByName(only.node),
            ([], _) => Match::None,
            ([only], []) if key.is_empty() => Match::ByCode(only.node),
            (several, []) => self.by_likeness(several, &key),
            ([first, ..], [other, ..]) => {
                Match::Contradiction { by_code: first.node, by_name: Some(other.node) }
            }
        }
    }

    /// Whether a code that was read beside a name is that name's: for telling codes from row numbers.
    pub(crate) fn judge_code(&self, codes: &[Code], name: &str) -> CodeVerdict {
        let bare = codes::leading(name).map_or(name, |(_, rest)| rest);
        match self.find(codes, bare) {
            // without a name to go by, a code of a criterion is one; a field's may as well be a row number
            Match::ByCode(node) if bare.trim().is_empty() && node.level == Level::Field => {
                CodeVerdict::Nothing
            }
            Match::Sure(node) | Match::ByCode(node) if !node.is_leaf() => CodeVerdict::Above,
            Match::Sure(_) | Match::ByCode(_) => CodeVerdict::Yes,
            Match::ByName(_) => CodeVerdict::No,
            // that a name comes near another proves nothing
            Match::Contradiction { by_code, by_name: Some(_) } if self.knows(bare) => {
                if by_code.is_leaf() { CodeVerdict::Contradicts } else { CodeVerdict::No }
            }
            Match::Contradiction { .. } | Match::None => CodeVerdict::Nothing,
        }
    }

    /// Is it a criterion's name, be it one that several share?
    pub(crate) fn knows(&self, name: &str) -> bool {
        !self.named(&key(name)).is_empty()
    }

    /// The leaf that a cell names, by its whole name or by a code of two numbers or more: wherever it stands.
    pub(crate) fn leaf(&self, codes: &[Code], text: &str) -> Option<&'a CatalogueNode> {
        let bare = codes::leading(text).map_or(text, |(_, rest)| rest);
        // a name is no shorter than two words, and no longer than any name
        let named = if bare.trim().contains(' ') && bare.len() < 2_000 {
            self.named(&key(bare)).iter().map(|n| n.node).find(|n| n.is_leaf())
        } else {
            None
        };
        let deep = codes.iter().filter(|c| c.depth() > 1);
        named.or_else(|| deep.filter_map(|c| self.by_code(c)).find(|node| node.is_leaf()))
    }

    /// The criterion whose name comes nearest, if any comes near: to be offered, never taken.
    pub(crate) fn suggest(&self, name: &str) -> Option<&'a CatalogueNode> {
        self.likeliest(&key(name)).map(|(node, _)| node)
    }

    /// Does a name come near that of a criterion that carries points, other than this one?
    pub(crate) fn comes_near_another(&self, name: &str, than: &CatalogueNode) -> bool {
        let key = key(name);
        if key.is_empty() {
            return false;
        }
        let nearest = self.likeliest(&key);
        nearest.is_some_and(|(node, _)| node.is_leaf() && node.id != than.id)
    }

    /// The criteria that share exactly that name.
    pub(crate) fn of_name(&self, name: &str) -> Vec<&'a CatalogueNode> {
        self.named(&key(name)).iter().map(|n| n.node).collect()
    }

    /// The criteria of exactly that name.
    fn named(&self, key: &str) -> &[Named<'a>] {
        if key.is_empty() {
            return &[];
        }
        let names = &self.names;
        let from = names.partition_point(|n| n.key.as_str() < key);
        let same = names[from..].iter().take_while(|n| n.key == key).count();
        &names[from..from + same]
    }

    /// The code is known, the name is not: good if the name is nearest to the code's own.
    fn by_likeness(&self, coded: &[&Named<'a>], key: &str) -> Match<'a> {
        let alike = |named: &Named<'_>| likeness(key, &named.key);
        let nearest = coded.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
        let Some(nearest) = nearest else { return Match::None };
        let is_nearest = |node: &CatalogueNode| node.id == nearest.node.id;
        let best = self.likeliest(key);
        let another_is_nearer =
            best.is_some_and(|(node, score)| !is_nearest(node) && score > alike(nearest));
        let another_is_as_near =
            coded.iter().any(|c| !is_nearest(c.node) && alike(c) >= alike(nearest));
        if alike(nearest) >= ALIKE && !another_is_nearer && !another_is_as_near {
            Match::ByCode(nearest.node)
        } else {
            Match::Contradiction {
                by_code: nearest.node,
                by_name: best.map(|(node, _)| node).filter(|node| !is_nearest(node)),
            }
        }
    }

    fn likeliest(&self, key: &str) -> Option<(&'a CatalogueNode, f64)> {
        let to_all = RatioBatchComparator::new(key.chars());
        let near = Args::default().score_cutoff(ALIKE);
        let scored = self
            .names
            .iter()
            .filter_map(|n| Some((n.node, to_all.similarity_with_args(n.key.chars(), &near)?)));
        scored.max_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// The share of letters two names have in common, in order (the indel ratio).
fn likeness(a: &str, b: &str) -> f64 {
    rapidfuzz::fuzz::ratio(a.chars(), b.chars())
}

/// A name made comparable: no diacritics (so tone placement does not matter), y as i (kỹ/kĩ), no
/// punctuation, no "(0,5 điểm)" behind it.
pub(crate) fn key(name: &str) -> String {
    let name = name.trim();
    let bare = match name.rfind('(') {
        Some(at) if name.ends_with(')') && fold(&name[at..]).ends_with("diem") => &name[..at],
        _ => name,
    };
    let mut key = fold(bare);
    if key.contains(['/', '&']) {
        key = key.replace(['/', '&'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if key.contains('y') { key.replace('y', "i") } else { key }
}
