//! Codes listed in a text: "2.1, 2.2.1–2.2.3 và lĩnh vực III".

use scorebook::{Catalogue, CatalogueNode, Code};

use crate::codes;

/// What a list of codes says.
#[derive(Debug, Default)]
pub(super) struct Listed<'a> {
    /// The criteria it names, ranges spelled out.
    pub(super) nodes: Vec<&'a CatalogueNode>,
    /// Codes that no criterion has.
    pub(super) unknown: Vec<Code>,
    /// Words that are no codes.
    pub(super) words: usize,
}

/// Words that stand between codes and say nothing.
const BETWEEN: [&str; 24] = [
    "va", "den", "tu", "cac", "tieu", "chi", "thanh", "phan", "tctp", "tc", "linh", "vuc", "muc",
    "so", "ma", "gom", "bao", "toan", "bo", "thuoc", "cham", "diem", "nhom", "phu",
];

/// Reads the codes a text lists.
pub(super) fn read<'a>(text: &str, catalogue: &'a Catalogue) -> Listed<'a> {
    let dashed: String =
        text.chars().map(|c| if matches!(c, '–' | '—' | '−' | '÷') { '-' } else { c }).collect();
    let spaced = dashed.replace([',', ';', '(', ')', '+'], " ").replace('-', " - ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut listed = Listed::default();
    let mut last: Option<Code> = None;
    let mut to = false;
    for (at, word) in words.iter().enumerate() {
        let folded = scorebook::text::fold(word);
        if *word == "-" || folded == "den" {
            to = last.is_some();
            continue;
        }
        let counts = words.get(at + 1).is_some_and(|next| {
            let next = scorebook::text::fold(next);
            matches!(next.as_str(), "tieu" | "diem" | "tctp" | "%") || next.starts_with("diem")
        });
        let roman_ok = word.starts_with(|c: char| c.is_ascii_digit())
            || at > 0
                && matches!(scorebook::text::fold(words[at - 1]).as_str(), "vuc" | "muc" | "phan");
        let code = codes::parse(word)
            .filter(|code| roman_ok && !word.starts_with('0') && !(counts && code.depth() == 1));
        let Some(code) = code else {
            to = false;
            if !BETWEEN.contains(&folded.as_str()) && !folded.is_empty() {
                listed.words += 1;
            }
            continue;
        };
        match last.take().filter(|_| std::mem::take(&mut to)) {
            Some(from) => listed.range(&from, &code, catalogue),
            None => listed.one(&code, catalogue),
        }
        last = Some(code);
    }
    listed
}

impl<'a> Listed<'a> {
    fn one(&mut self, code: &Code, catalogue: &'a Catalogue) {
        match catalogue.by_code(code) {
            Some(node) => self.nodes.push(node),
            None => self.unknown.push(code.clone()),
        }
    }

    /// From one code, which is listed already, to another: all of their depth between them.
    fn range(&mut self, from: &Code, to: &Code, catalogue: &'a Catalogue) {
        // "2.2.1–3" is "2.2.1–2.2.3"
        let to = match (from.parent(), to.segments()) {
            (Some(parent), [last]) if from.depth() > 1 => {
                let mut whole = parent.segments().to_vec();
                whole.push(*last);
                Code::from_segments(whole).unwrap_or_else(|| to.clone())
            }
            _ => to.clone(),
        };
        if to < *from || catalogue.by_code(&to).is_none() {
            self.unknown.push(to);
            return;
        }
        let depth = from.depth().min(to.depth());
        let between = |n: &&CatalogueNode| {
            n.code > *from
                && n.code <= to
                && !n.code.is_under(from)
                && (n.code.depth() == depth
                    || n.is_leaf() && n.code.depth() < depth
                    || n.code == to)
        };
        self.nodes.extend(catalogue.nodes.iter().filter(between));
    }
}
