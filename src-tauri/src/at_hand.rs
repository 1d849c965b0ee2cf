//! The figures of the open store, computed once for everything that shows them, until the store changes.

use std::sync::{Arc, OnceLock};

use scorebook::losses::{Conflict, Losses, Names};
use scorebook::snapshot::Figures;
use scorebook::Scorebook;

use crate::view::Failure;

/// The figures as of one state of the store.
pub(crate) struct AtHand {
    changes: u64,
    pub(crate) figures: Figures,
    /// Names of the losses' rows, for searching them.
    pub(crate) names: Names,
    conflicts: OnceLock<Vec<Conflict>>,
}

impl AtHand {
    /// The figures of the store: the ones at hand, if they still hold.
    pub(crate) fn of(book: &Scorebook, last: &mut Option<Arc<Self>>) -> Result<Arc<Self>, Failure> {
        if let Some(at_hand) = last.as_ref().filter(|at_hand| at_hand.changes == book.changes()) {
            return Ok(Arc::clone(at_hand));
        }
        let figures = book.figures()?;
        let names = figures.losses.names();
        let at_hand =
            Arc::new(Self { changes: book.changes(), figures, names, conflicts: OnceLock::new() });
        *last = Some(Arc::clone(&at_hand));
        Ok(at_hand)
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
