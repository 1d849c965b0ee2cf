//! Tỉnh Sông Mây, which does not exist: `province.csv`, read and checked. Every file follows from it.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::points::Points;

/// A body that scores: the key in `province.csv` and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Body {
    Snv,
    Vp,
    Stp,
    Tttt,
    Tc,
    Khdt,
}

impl Body {
    pub(crate) const ALL: [Self; 6] =
        [Self::Snv, Self::Vp, Self::Stp, Self::Tttt, Self::Tc, Self::Khdt];

    fn key(self) -> &'static str {
        match self {
            Self::Snv => "SNV",
            Self::Vp => "VP",
            Self::Stp => "STP",
            Self::Tttt => "TTTT",
            Self::Tc => "TC",
            Self::Khdt => "KHDT",
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Snv => "Sở Nội vụ",
            Self::Vp => "Văn phòng UBND tỉnh",
            Self::Stp => "Sở Tư pháp",
            Self::Tttt => "Sở Thông tin và Truyền thông",
            Self::Tc => "Sở Tài chính",
            Self::Khdt => "Sở Kế hoạch và Đầu tư",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.key() == key)
    }
}

/// Who gives a leaf's points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scoring {
    SelfScored,
    Survey,
    Central,
}

impl Scoring {
    /// The word in the catalogue.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::SelfScored => "Tự chấm",
            Self::Survey => "Điều tra XHH",
            Self::Central => "Trung ương chấm",
        }
    }
}

/// What the lead body's file says of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Scored(Points),
    /// A row with an empty score.
    Blank,
    /// No row at all.
    Missing,
}

impl State {
    fn parse(text: &str) -> Result<Self> {
        Ok(match text {
            "blank" => Self::Blank,
            "missing" => Self::Missing,
            points => Self::Scored(Points::parse(points)?),
        })
    }

    pub(crate) fn points(self) -> Option<Points> {
        match self {
            Self::Scored(points) => Some(points),
            Self::Blank | Self::Missing => None,
        }
    }
}

/// The results of 2023.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Results2023 {
    pub(crate) own: Option<Points>,
    pub(crate) appraised: Option<Points>,
    pub(crate) published: Option<Points>,
}

/// What makes a node a leaf.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) scoring: Scoring,
    pub(crate) lead: Option<Body>,
    /// Names, written out.
    pub(crate) partners: Vec<String>,
    pub(crate) results_2023: Results2023,
    /// In the body's first file; `None` when bodies do not score it.
    pub(crate) state: Option<State>,
    /// In the body's second file, where there is one.
    pub(crate) revised: Option<State>,
    /// Số liệu kê khai.
    pub(crate) declared: String,
    /// Answer options and their points.
    pub(crate) options: Vec<(String, Option<Points>)>,
    pub(crate) evidence: String,
    pub(crate) explanation: String,
}

/// A lĩnh vực, tiêu chí or tiêu chí thành phần.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Numbers of the code, outermost first.
    pub(crate) code: Vec<usize>,
    pub(crate) name: String,
    /// A parent's is the sum of its leaves.
    pub(crate) max: Points,
    /// The code of 2023; empty when it is new.
    pub(crate) code_2023: String,
    pub(crate) leaf: Option<Leaf>,
}

impl Node {
    pub(crate) fn depth(&self) -> usize {
        self.code.len()
    }

    /// "3.4.10"
    pub(crate) fn dotted(&self) -> String {
        self.code.iter().map(usize::to_string).collect::<Vec<_>>().join(".")
    }

    /// "III.4.10"
    pub(crate) fn roman(&self) -> String {
        let rest = self.code[1..].iter().map(usize::to_string);
        std::iter::once(roman(self.code[0]).to_owned()).chain(rest).collect::<Vec<_>>().join(".")
    }

    /// Roman for a field, dotted below it.
    pub(crate) fn roman_field(&self) -> String {
        if self.depth() == 1 { self.roman() } else { self.dotted() }
    }

    pub(crate) fn is_led_by(&self, body: Body) -> bool {
        self.leaf.as_ref().is_some_and(|leaf| leaf.lead == Some(body))
    }

    /// Is this node `other` or above it?
    pub(crate) fn holds(&self, other: &Self) -> bool {
        other.code.starts_with(&self.code)
    }
}

/// 1 to 8 as a Roman numeral.
pub(crate) fn roman(n: usize) -> &'static str {
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"].get(n - 1).copied().unwrap_or("?")
}

/// The whole tree, a parent before its children.
pub(crate) struct Province {
    pub(crate) nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Line {
    code: String,
    name: String,
    max: String,
    scoring: String,
    lead: String,
    partners: String,
    code_2023: String,
    self_2023: String,
    appraised_2023: String,
    published_2023: String,
    score: String,
    revised: String,
    declared: String,
    options: String,
    evidence: String,
    explanation: String,
}

impl Province {
    /// Reads and checks `province.csv`.
    pub(crate) fn read(text: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let mut nodes = Vec::new();
        for line in reader.deserialize() {
            let line: Line = line?;
            let code = line.code.clone();
            nodes.push(Node::try_from(line).with_context(|| format!("province.csv, {code}"))?);
        }
        let maxima: Vec<Points> = nodes
            .iter()
            .map(|n| nodes.iter().filter(|m| m.leaf.is_some() && n.holds(m)).map(|m| m.max).sum())
            .collect();
        for (node, max) in nodes.iter_mut().zip(maxima) {
            node.max = max;
        }
        let province = Self { nodes };
        province.check()?;
        Ok(province)
    }

    fn check(&self) -> Result<()> {
        for (i, node) in self.nodes.iter().enumerate() {
            let code = node.dotted();
            let parent = &node.code[..node.depth() - 1];
            ensure!(
                parent.is_empty() || self.nodes[..i].iter().any(|n| n.code == parent),
                "{code}: no parent"
            );
            ensure!(!self.nodes[..i].iter().any(|n| n.code == node.code), "{code} stands twice");
            ensure!(node.max > Points::ZERO, "{code}: no points");
            let Some(leaf) = &node.leaf else { continue };
            ensure!((leaf.scoring == Scoring::SelfScored) == leaf.lead.is_some(), "{code}: lead");
            ensure!(leaf.lead.is_some() == leaf.state.is_some(), "{code}: score");
            let results = leaf.results_2023;
            for points in [
                leaf.state.and_then(State::points),
                results.own,
                results.appraised,
                results.published,
            ] {
                ensure!(points.is_none_or(|p| p <= node.max), "{code}: above its maximum");
            }
        }
        let total = self.max_where(|_| true).dot();
        ensure!(total == "100", "the leaves add up to {total}, not 100");
        Ok(())
    }

    /// The leaves, each with what makes it one.
    pub(crate) fn leaves(&self) -> impl Iterator<Item = (&Node, &Leaf)> {
        self.nodes.iter().filter_map(|node| Some((node, node.leaf.as_ref()?)))
    }

    /// Sum of the maxima of some leaves.
    pub(crate) fn max_where(&self, which: impl Fn(&Leaf) -> bool) -> Points {
        self.leaves().filter(|(_, leaf)| which(leaf)).map(|(node, _)| node.max).sum()
    }

    /// The node with that code.
    pub(crate) fn node(&self, code: &str) -> Result<&Node> {
        self.nodes
            .iter()
            .find(|n| n.dotted() == code)
            .with_context(|| format!("province.csv has no {code}"))
    }

    /// The rows of a body's file: the leaves it leads and those named in `also` (whole branches), under their
    /// parents; without the leaves that it forgot.
    pub(crate) fn rows_of(&self, body: Body, also: &[&str]) -> Vec<&Node> {
        let wanted = |node: &Node| {
            let code = node.dotted();
            let named = also.iter().any(|a| code == *a || code.starts_with(&format!("{a}.")));
            let forgotten =
                node.leaf.as_ref().is_some_and(|leaf| leaf.state == Some(State::Missing));
            node.leaf.is_some() && !forgotten && (named || node.is_led_by(body))
        };
        let holds_wanted =
            |node: &&Node| self.nodes.iter().any(|leaf| wanted(leaf) && node.holds(leaf));
        self.nodes.iter().filter(holds_wanted).collect()
    }
}

/// A body's points under a node, of its first file.
pub(crate) fn scored_under(node: &Node, rows: &[&Node], body: Body) -> Points {
    let under = rows.iter().filter(|n| node.holds(n) && n.is_led_by(body));
    under.filter_map(|n| n.leaf.as_ref()?.state?.points()).sum()
}

impl TryFrom<Line> for Node {
    type Error = anyhow::Error;

    fn try_from(line: Line) -> Result<Self> {
        let code = line.code.split('.').map(str::parse).collect::<Result<Vec<usize>, _>>()?;
        ensure!((1..=3).contains(&code.len()) && (1..=8).contains(&code[0]), "code");
        let points = |text: &str| (!text.is_empty()).then(|| Points::parse(text)).transpose();
        let state = |text: &str| (!text.is_empty()).then(|| State::parse(text)).transpose();
        let scoring = match line.scoring.as_str() {
            "" => None,
            "self" => Some(Scoring::SelfScored),
            "survey" => Some(Scoring::Survey),
            "central" => Some(Scoring::Central),
            other => bail!("scoring {other:?}"),
        };
        let partner =
            |key: &str| Body::from_key(key).map_or_else(|| key.to_owned(), |b| b.name().to_owned());
        let option = |text: &str| -> Result<(String, Option<Points>)> {
            let (words, value) = text.split_once('=').context("option without =")?;
            Ok((words.to_owned(), points(value)?))
        };
        let leaf = match scoring {
            None => None,
            Some(scoring) => Some(Leaf {
                scoring,
                lead: Body::from_key(&line.lead),
                partners: line
                    .partners
                    .split(", ")
                    .filter(|p| !p.is_empty())
                    .map(partner)
                    .collect(),
                results_2023: Results2023 {
                    own: points(&line.self_2023)?,
                    appraised: points(&line.appraised_2023)?,
                    published: points(&line.published_2023)?,
                },
                state: state(&line.score)?,
                revised: state(&line.revised)?,
                declared: line.declared,
                options: line
                    .options
                    .split('|')
                    .filter(|o| !o.is_empty())
                    .map(option)
                    .collect::<Result<_>>()?,
                evidence: line.evidence.replace("# ", "\n"),
                explanation: line.explanation,
            }),
        };
        let max = points(&line.max)?.unwrap_or_default();
        Ok(Self { code, name: line.name, max, code_2023: line.code_2023, leaf })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn province() -> Province {
        Province::read(include_str!("../province.csv")).unwrap()
    }

    #[test]
    fn fields_have_the_totals_of_the_only_published_set() {
        let province = province();
        let totals: Vec<String> =
            province.nodes.iter().filter(|n| n.depth() == 1).map(|n| n.max.dot()).collect();
        assert_eq!(totals, ["10", "10", "14.5", "11", "16", "7", "16", "15.5"], "domain.md 1.3");
        assert_eq!(
            province.max_where(|l| l.scoring == Scoring::Survey).dot(),
            "32",
            "surveyed points"
        );
        assert_eq!(province.nodes.iter().filter(|n| n.depth() == 2).count(), 39, "criteria");
    }

    #[test]
    fn codes_are_written_in_every_way() {
        let province = province();
        let node = province.node("3.4.10").unwrap();
        assert_eq!(
            (node.dotted().as_str(), node.roman().as_str()),
            ("3.4.10", "III.4.10"),
            "below a field"
        );
        assert_eq!(province.node("8").unwrap().roman_field(), "VIII", "a field");
    }

    #[test]
    fn a_body_gets_its_leaves_under_their_parents() {
        let province = province();
        let codes: Vec<String> =
            province.rows_of(Body::Khdt, &[]).iter().map(|n| n.dotted()).collect();
        let all = ["6", "6.1", "6.1.1", "8", "8.2", "8.2.1", "8.2.2", "8.2.3", "8.2.5", "8.3"];
        assert_eq!(codes, all, "led leaves and what stands above them");
        let vp = province.rows_of(Body::Vp, &[]);
        assert!(!vp.iter().any(|n| n.dotted() == "7.1.4"), "the forgotten one has no row");
    }
}
