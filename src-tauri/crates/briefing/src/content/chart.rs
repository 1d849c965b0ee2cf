//! The chart of the text: what each field lost, the most first.

use scorebook::Points;
use scorebook::losses::{Losses, NodeLoss};
use serde::Serialize;

use super::Block;
use crate::words;

/// Bars lying beside their labels, each with its figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// What it shows, above it.
    pub title: String,
    /// The same in words, for readers that cannot see it.
    pub alternative: String,
    /// What the figures are, where a program asks for a name of the series.
    #[serde(skip)]
    pub series: String,
    /// The longest first.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Whose.
    pub label: String,
    /// Its figure as it is told.
    pub figure: String,
    /// Its length in thousandths of the longest.
    pub length: u32,
    /// Its figure.
    #[serde(skip)]
    pub points: Points,
}

/// Below two fields with losses a chart would say no more than the sentence above it.
const FEWEST: usize = 2;

/// What each field lost; none where fewer than two lost anything.
pub(super) fn by_field(losses: &Losses) -> Option<Block> {
    let mut fields: Vec<&NodeLoss> = losses
        .nodes
        .iter()
        .filter(|n| n.depth == 1 && n.totals.scored > 0 && n.totals.lost > Points::ZERO)
        .collect();
    if fields.len() < FEWEST {
        return None;
    }
    fields.sort_by_key(|n| std::cmp::Reverse(n.totals.lost));
    let longest = fields.first().map_or(1, |n| n.totals.lost.ten_thousandths());
    let bars: Vec<Bar> = fields
        .iter()
        .map(|n| {
            let points = n.totals.lost;
            let length = points.ten_thousandths() * 1_000 / longest;
            Bar {
                label: words::running(&n.name),
                figure: points.to_string(),
                // a loss too small to see is still a loss
                length: u32::try_from(length).unwrap_or(0).max(4),
                points,
            }
        })
        .collect();
    let told: Vec<String> = bars.iter().map(|b| format!("{}: {}", b.label, b.figure)).collect();
    Some(Block::Chart(Chart {
        title: format!("Biểu đồ: Điểm mất theo lĩnh vực năm {} (điểm)", losses.year),
        alternative: format!(
            "Biểu đồ thanh, điểm mất theo lĩnh vực năm {}: {}.",
            losses.year,
            told.join("; ")
        ),
        series: format!("Mất điểm năm {}", losses.year),
        bars,
    }))
}
