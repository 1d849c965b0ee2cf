//! The figures of the open store, computed once for everything that shows them, until the store changes.

use std::sync::{Arc, OnceLock};

use scorebook::losses::{Conflict, Losses, Names};
use scorebook::snapshot::Figures;
use scorebook::Scorebook;

use crate::view::Failure;

/// The figures as of one state of the store.
pub(crate) struct Known {
    changes: u64,
    pub(crate) figures: Figures,
    /// Names of the losses' rows, for searching them.
    pub(crate) names: Names,
    conflicts: OnceLock<Vec<Conflict>>,
}

impl Known {
    /// The figures of the store: the ones at hand, if they still hold.
    pub(crate) fn of(
        book: &Scorebook,
        at_hand: &mut Option<Arc<Self>>,
    ) -> Result<Arc<Self>, Failure> {
        if let Some(known) = at_hand.as_ref().filter(|known| known.changes == book.changes()) {
            return Ok(Arc::clone(known));
        }
        let figures = book.figures()?;
        let names = figures.losses.names();
        let known =
            Arc::new(Self { changes: book.changes(), figures, names, conflicts: OnceLock::new() });
        *at_hand = Some(Arc::clone(&known));
        Ok(known)
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
