//! The scorecard: what all marks come to.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::judge::Mark;

/// Of a hundred files in which asking is never right, so many must be understood without a question.
const GOAL_PER_CENT: usize = 97;

/// Sums of marks.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    files: usize,
    plain: usize,
    understood: usize,
    right: usize,
    asked: usize,
    wrong: usize,
    amiss: usize,
    times: Vec<Duration>,
    by_trait: BTreeMap<String, (usize, usize)>,
}

impl Tally {
    /// Adds one file.
    pub(crate) fn add(&mut self, mark: &Mark, traits: &[String], time: Duration) {
        self.files += 1;
        self.right += mark.right;
        self.asked += mark.asked;
        self.wrong += mark.wrong.len();
        self.amiss += mark.amiss.len();
        self.times.push(time);
        if mark.plain {
            self.plain += 1;
            self.understood += usize::from(mark.is_understood());
            for word in traits {
                let (all, not) = self.by_trait.entry(word.clone()).or_default();
                *all += 1;
                *not += usize::from(!mark.is_understood());
            }
        }
    }

    /// Nothing wrong, and nearly every plain file understood?
    pub(crate) fn is_met(&self) -> bool {
        self.wrong == 0 && self.amiss == 0 && self.understood * 100 >= self.plain * GOAL_PER_CENT
    }

    /// The scorecard in words.
    pub(crate) fn lines(&self, with_traits: bool) -> Vec<String> {
        let mut times = self.times.clone();
        times.sort();
        let middle = times.get(times.len() / 2).copied().unwrap_or_default();
        let longest = times.last().copied().unwrap_or_default();
        let share = (self.understood * 1_000).checked_div(self.plain).unwrap_or(0);
        let mut lines = vec![
            format!("files                              {}", self.files),
            format!("  in which asking is never right   {}", self.plain),
            format!(
                "  of these without a question      {} ({}.{} %, goal ≥ {GOAL_PER_CENT} %)",
                self.understood,
                share / 10,
                share % 10
            ),
            format!("rows right                         {}", self.right),
            format!("rows asked about                   {}", self.asked),
            format!("rows wrong without a word          {} (goal 0)", self.wrong),
            format!("sums and hidden parts amiss        {} (goal 0)", self.amiss),
            format!(
                "time a file, middle and longest    {:.1} ms, {:.1} ms",
                middle.as_secs_f64() * 1_000.0,
                longest.as_secs_f64() * 1_000.0
            ),
        ];
        if with_traits {
            lines.push("asked in vain, by trait:".into());
            let mut traits: Vec<_> =
                self.by_trait.iter().filter(|(_, (_, not))| *not > 0).collect();
            traits.sort_by_key(|(_, (_, not))| std::cmp::Reverse(*not));
            lines.extend(
                traits.iter().map(|(word, (all, not))| format!("  {not:>4} of {all:>4}  {word}")),
            );
        }
        lines
    }
}
