//! What the review screen shows of a year: rows, their sums, and what narrowing further would leave.

use chrono::NaiveDate;

use super::arrange::sort_rows;
use super::facet_counts::Counting;
use super::filter::Missed;
use super::{ComponentLoss, FacetCounts, Filter, Losses, Sort, SortBy, Totals};
use crate::Points;
use crate::text::{Letters, Wanted};

/// The rows' names, worked out once for being searched at every keystroke.
#[derive(Clone, Debug)]
pub struct Names(Vec<Letters>);

/// What a filter leaves.
#[derive(Clone, Debug)]
pub struct ReviewRows<'a> {
    /// The rows, in order.
    pub rows: Vec<&'a ComponentLoss>,
    /// Their sums.
    pub totals: Totals,
    /// Recoverable points among them.
    pub recoverable: Points,
    /// What can be chosen beside the filter.
    pub facet_counts: FacetCounts,
}

/// Where a search found a row: by its code first, then the nearest name.
type Nearness = Option<(usize, bool, usize)>;

impl Losses {
    /// Names of these very rows.
    pub fn names(&self) -> Names {
        Names(self.components.iter().map(|row| Letters::of(&row.name)).collect())
    }

    /// Filters, sorts and counts in one walk. A search in the order of the catalogue puts the nearest first.
    pub fn review<'a>(
        &'a self,
        names: &Names,
        filter: &Filter,
        sort: Sort,
        today: NaiveDate,
    ) -> ReviewRows<'a> {
        let search = Search::of(&filter.text);
        let mut found: Vec<(Nearness, &ComponentLoss)> = Vec::new();
        let mut counting = Counting::of(self);
        for (row, letters) in self.components.iter().zip(&names.0) {
            let Some(nearness) = search.find(row, letters) else { continue };
            match filter.missed(row, today) {
                Missed::None => {
                    found.push((nearness, row));
                    counting.add(row, today);
                }
                Missed::One(part) => counting.add_to(part, row, today),
                Missed::More => {}
            }
        }
        if !search.wanted.is_empty() && sort.by == SortBy::Catalogue {
            found.sort_by_key(|(nearness, _)| *nearness);
        }
        let mut rows: Vec<&ComponentLoss> = found.into_iter().map(|(_, row)| row).collect();
        sort_rows(&mut rows, sort);
        ReviewRows {
            totals: Totals::of(rows.iter().copied()),
            recoverable: rows.iter().filter_map(|row| row.recoverable_points()).sum(),
            facet_counts: counting.done(),
            rows,
        }
    }
}

struct Search<'a> {
    wanted: Wanted,
    /// What was typed, when it can begin a code.
    code: Option<&'a str>,
}

impl<'a> Search<'a> {
    fn of(text: &'a str) -> Self {
        let text = text.trim();
        let code = text.starts_with(|c: char| c.is_ascii_digit()).then_some(text);
        Self { wanted: Wanted::new(text), code }
    }

    /// `None` when the row is not what is looked for.
    fn find(&self, row: &ComponentLoss, letters: &Letters) -> Option<Nearness> {
        if self.wanted.is_empty() || self.code.is_some_and(|c| row.code.to_string().starts_with(c))
        {
            return Some(None);
        }
        self.wanted.distance(letters).map(Some)
    }
}
