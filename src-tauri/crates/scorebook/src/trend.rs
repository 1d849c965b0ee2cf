//! Years side by side: what each scored, and the criteria that can be followed through all of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::crosswalk::{Comparison, Earlier};
use crate::{Catalogue, Code, Losses, Points, Scoring};

/// Points reached of a maximum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Reached {
    /// Criteria.
    pub rows: u32,
    /// The scores that count.
    pub counted: Points,
    /// Their maximum.
    pub max: Points,
    /// The share, in hundredths of a per cent.
    pub share: Option<i64>,
}

/// One year of a trend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrendYear {
    /// The year.
    pub year: i32,
    /// All its self-scored criteria with a score: what they are changes from year to year.
    pub all: Reached,
    /// The criteria that are the same in every year: like with like.
    pub like: Reached,
}

/// Years side by side, earliest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Trend {
    /// The years.
    pub years: Vec<TrendYear>,
    /// How `like` compares: in points while every maximum stayed, as a share where one changed, not at all when no
    /// criterion can be followed through every year.
    pub comparison: Comparison,
}

/// A year as the trend reads it.
#[derive(Debug)]
pub struct YearRead {
    /// Its catalogue.
    pub catalogue: Catalogue,
    /// Its losses.
    pub losses: Losses,
    /// What its criteria were the year before, where that year is known.
    pub earlier: Option<Earlier>,
}

/// Code → the score that counts, and its maximum.
type Scores = BTreeMap<Code, (Points, Points)>;

/// Years side by side; `read` is in the order of the years, earliest first.
pub fn trend(read: &[YearRead]) -> Trend {
    let scores: Vec<Scores> = read.iter().map(|year| scores(&year.losses)).collect();
    let followed = followed(read, &scores);
    let mut comparison = if followed.is_empty() { Comparison::None } else { Comparison::Points };
    for codes in &followed {
        let mut maxima = codes.iter().zip(&scores).filter_map(|(code, of)| Some(of.get(code)?.1));
        let first = maxima.next();
        if maxima.any(|max| Some(max) != first) {
            comparison = Comparison::Share;
        }
    }
    let years = read.iter().zip(&scores).enumerate().map(|(at, (year, scores))| TrendYear {
        year: year.losses.year,
        all: reached(scores.values()),
        like: reached(followed.iter().filter_map(|codes| scores.get(&codes[at]))),
    });
    Trend { years: years.collect(), comparison }
}

fn scores(losses: &Losses) -> Scores {
    let scored = losses.components.iter().filter(|c| c.scoring == Scoring::SelfScored);
    scored.filter_map(|c| Some((c.code.clone(), (c.counted?, c.max)))).collect()
}

fn reached<'a>(scores: impl Iterator<Item = &'a (Points, Points)>) -> Reached {
    let mut sum = Reached::default();
    for (counted, max) in scores {
        sum.rows += 1;
        sum.counted = sum.counted + *counted;
        sum.max = sum.max + *max;
    }
    sum.share = sum.counted.share_of(sum.max);
    sum
}

/// The criteria that have a score in every year, each as its codes from the first year to the last.
fn followed(read: &[YearRead], scores: &[Scores]) -> Vec<Vec<Code>> {
    let Some(last) = scores.last() else { return Vec::new() };
    let mut chains: Vec<Vec<Code>> = last.keys().map(|code| vec![code.clone()]).collect();
    for at in (1..read.len()).rev() {
        let year = &read[at];
        let nodes: BTreeMap<&Code, _> = year.catalogue.leaves().map(|n| (&n.code, n)).collect();
        chains.retain_mut(|codes| {
            let before = (|| {
                let node = nodes.get(codes.last()?)?;
                Some(year.earlier.as_ref()?.before(node)?.code.clone())
            })();
            let scored = before.filter(|code| scores[at - 1].contains_key(code));
            scored.is_some_and(|code| {
                codes.push(code);
                true
            })
        });
    }
    for codes in &mut chains {
        codes.reverse();
    }
    chains
}
