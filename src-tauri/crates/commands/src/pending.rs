//! Files that wait for confirmation: understood, not written.

use intake::{CatalogueIndex, Received};
use scorebook::memory::Remembered;
use scorebook::plan::ImportPlan;
use scorebook::{Agency, Catalogue, Correction, Scorebook};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// A file waiting for confirmation.
pub(crate) struct Pending {
    /// Names it until it is confirmed or put away.
    pub(crate) id: u32,
    pub(crate) received: Received,
    /// What the officer changed, in order.
    pub(crate) corrections: Vec<GivenCorrection>,
    pub(crate) plan: ImportPlan,
    /// It was written once, and that was undone.
    pub(crate) undone: bool,
}

/// A correction of a waiting file.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct GivenCorrection {
    pub(crate) correction: Correction,
    /// To be remembered for the body and the layout.
    pub(crate) remember: bool,
}

/// What files are understood by: read from the store once for all that wait.
pub(crate) struct PlanContext {
    catalogue: Catalogue,
    agencies: Vec<Agency>,
    memory: Vec<Remembered>,
}

impl PlanContext {
    pub(crate) fn of(book: &Scorebook) -> Result<Self, Failure> {
        let (catalogue, agencies) = (book.catalogue()?, book.agencies()?);
        Ok(Self { catalogue, agencies, memory: book.memory()? })
    }

    /// Prepared for any number of files.
    pub(crate) fn known(&self) -> CatalogueIndex<'_> {
        CatalogueIndex::new(&self.catalogue, &self.agencies)
    }

    /// Understands a file from the start, with these corrections.
    pub(crate) fn understand(
        &self,
        known: &CatalogueIndex<'_>,
        received: &Received,
        given: &[GivenCorrection],
    ) -> ImportPlan {
        let corrections: Vec<Correction> = given.iter().map(|g| g.correction.clone()).collect();
        let kept = given.iter().filter(|g| g.remember).map(|g| g.correction.clone());
        let mut plan = known.plan_with_memory(received, None, &corrections, &self.memory);
        plan.keep(&kept.collect::<Vec<_>>());
        plan
    }
}
