//! Which criterion a row is: by code and name together. Likeness ranks suggestions and never decides.

use std::collections::HashMap;

use scorebook::text::fold;
use scorebook::{Catalogue, CatalogueNode, Code};

/// A row's criterion, or why it has none.
#[derive(Clone, Debug)]
pub(crate) enum Match<'a> {
    /// Code and name agree.
    Sure(&'a CatalogueNode),
    /// The code's criterion, under a name that differs a little.
    ByCode(&'a CatalogueNode),
    /// The name's criterion; the row has no code, or one that no criterion has.
    ByName(&'a CatalogueNode),
    /// Code and name belong to different criteria.
    Contradiction { by_code: &'a CatalogueNode, by_name: Option<&'a CatalogueNode> },
    /// Neither is known; the likeliest, if any comes near.
    None(Option<&'a CatalogueNode>),
}

/// How alike a name must be to that of its code: below, the code may be a slip.
const ALIKE: f64 = 0.62;

/// Finds criteria of one catalogue.
pub(crate) struct Matcher<'a> {
    by_code: HashMap<&'a Code, &'a CatalogueNode>,
    by_name: HashMap<String, Vec<&'a CatalogueNode>>,
    keys: Vec<(String, &'a CatalogueNode)>,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue) -> Self {
        let keys: Vec<(String, &CatalogueNode)> =
            catalogue.nodes.iter().map(|n| (key(&n.name), n)).collect();
        let mut by_name: HashMap<String, Vec<&CatalogueNode>> = HashMap::new();
        for (key, node) in &keys {
            by_name.entry(key.clone()).or_default().push(node);
        }
        Self { by_code: catalogue.nodes.iter().map(|n| (&n.code, n)).collect(), by_name, keys }
    }

    /// The criterion of a row with those possible codes and that name.
    pub(crate) fn find(&self, codes: &[Code], name: &str) -> Match<'a> {
        let key = key(name);
        let named = self.named(&key);
        let coded: Vec<&CatalogueNode> =
            codes.iter().filter_map(|c| self.by_code.get(c).copied()).collect();
        if let Some(both) = coded.iter().find(|c| named.iter().any(|n| n.id == c.id)) {
            return Match::Sure(both);
        }
        match (coded.as_slice(), named) {
            ([], [only]) => Match::ByName(only),
            ([], _) => Match::None(self.likeliest(&key).map(|(node, _)| node)),
            ([only], []) if key.is_empty() => Match::ByCode(only),
            (several, []) => self.by_likeness(several, &key),
            ([first, ..], [other, ..]) => {
                Match::Contradiction { by_code: first, by_name: Some(other) }
            }
        }
    }

    fn named(&self, key: &str) -> &[&'a CatalogueNode] {
        if key.is_empty() { &[] } else { self.by_name.get(key).map_or(&[], Vec::as_slice) }
    }

    /// The code is known, the name is not: good if the name is nearest to the code's own.
    fn by_likeness(&self, coded: &[&'a CatalogueNode], key: &str) -> Match<'a> {
        let alike = |node: &CatalogueNode| likeness(key, &self::key(&node.name));
        let nearest = coded.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
        let Some(nearest) = nearest else { return Match::None(None) };
        let best = self.likeliest(key);
        let another_is_nearer =
            best.is_some_and(|(node, score)| node.id != nearest.id && score > alike(nearest));
        if alike(nearest) >= ALIKE && !another_is_nearer {
            Match::ByCode(nearest)
        } else {
            Match::Contradiction {
                by_code: nearest,
                by_name: best.map(|(node, _)| node).filter(|node| node.id != nearest.id),
            }
        }
    }

    fn likeliest(&self, key: &str) -> Option<(&'a CatalogueNode, f64)> {
        let scored = self.keys.iter().map(|(known, node)| (*node, likeness(key, known)));
        scored.filter(|(_, score)| *score >= ALIKE).max_by(|a, b| a.1.total_cmp(&b.1))
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
    fold(bare)
        .replace(['/', '&'], " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('y', "i")
}
