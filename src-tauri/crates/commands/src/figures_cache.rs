//! The figures of the open store, computed once for everything that shows them, until the store changes.

use std::sync::{Arc, OnceLock};

use scorebook::Scorebook;
use scorebook::losses::{Conflict, Losses, Names};
use scorebook::snapshot::Figures;

use crate::failure::Failure;

/// The figures as of one state and one year of the store.
pub(crate) struct FiguresCache {
    changes: u64,
    pub(crate) figures: Figures,
    /// Names of the losses' rows, for searching them.
    pub(crate) names: Names,
    conflicts: OnceLock<Vec<Conflict>>,
}

impl FiguresCache {
    /// The figures of the store: the ones at hand, if they still hold.
    pub(crate) fn of(book: &Scorebook, last: &mut Option<Arc<Self>>) -> Result<Arc<Self>, Failure> {
        let holds = |cached: &&Arc<Self>| {
            cached.changes == book.changes() && cached.losses().year == book.year()
        };
        if let Some(cached) = last.as_ref().filter(holds) {
            return Ok(Arc::clone(cached));
        }
        let figures = book.figures()?;
        let names = figures.losses.names();
        let cached =
            Arc::new(Self { changes: book.changes(), figures, names, conflicts: OnceLock::new() });
        *last = Some(Arc::clone(&cached));
        Ok(cached)
    }

    pub(crate) fn losses(&self) -> &Losses {
        &self.figures.losses
    }

    /// Criteria scored by two bodies.
    pub(crate) fn conflicts(&self, book: &Scorebook) -> Result<&[Conflict], Failure> {
        if let Some(conflicts) = self.conflicts.get() {
            return Ok(conflicts);
        }
        let conflicts = book.conflicts()?;
        Ok(self.conflicts.get_or_init(|| conflicts))
    }
}

#[cfg(test)]
mod tests {
    use intake::Received;
    use scorebook::Scoring;
    use scorebook::decision::Status;

    use super::*;
    use crate::sample;
    use crate::state::tests::now;

    #[test]
    fn figures_are_computed_again_only_after_a_change() -> Result<(), Failure> {
        let Ok(folder) = tempfile::tempdir() else { panic!("a temporary folder") };
        let plan = intake::plan_catalogue(&Received::read_here(sample::catalogue()), sample::YEAR);
        let mut book = Scorebook::create(&folder.path().join("so.sodiem"), &plan, now())?;
        let mut last = None;
        let first = FiguresCache::of(&book, &mut last)?;
        assert!(Arc::ptr_eq(&first, &FiguresCache::of(&book, &mut last)?), "they are at hand");
        let codes = first.losses().components.iter().filter(|c| c.scoring == Scoring::SelfScored);
        let Some(code) = codes.map(|c| c.code.clone()).next() else { panic!("a self-scored leaf") };
        book.set_status(&code, Status::InReview, "", now())?;
        let second = FiguresCache::of(&book, &mut last)?;
        let row = second.losses().components.iter().find(|c| c.code == code);
        assert_eq!(row.map(|c| c.status), Some(Status::InReview), "a change is seen at once");
        book.undo(now())?;
        let third = FiguresCache::of(&book, &mut last)?;
        assert_eq!(third.losses(), first.losses(), "and so is taking it back");
        let next = book.plan_of_next_year()?;
        book.roll_over(&next, now())?;
        assert_eq!(FiguresCache::of(&book, &mut last)?.losses().year, sample::YEAR + 1);
        book.turn_to(sample::YEAR)?;
        assert_eq!(
            FiguresCache::of(&book, &mut last)?.losses(),
            first.losses(),
            "turning to another year changes nothing in the store, and yet its figures are others"
        );
        Ok(())
    }
}
