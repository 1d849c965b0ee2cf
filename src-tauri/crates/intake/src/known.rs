//! What understanding goes by: a year's criteria and bodies, prepared once for all of a batch's files.

use scorebook::memory::Remembered;
use scorebook::{Agency, AgencyId, Catalogue, Correction, ImportPlan};

use crate::body::Keyed;
use crate::matching::Matcher;
use crate::plan::plan;
use crate::received::Received;

/// A year's criteria and bodies, with their names made comparable.
#[derive(Debug)]
pub struct Known<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) agencies: &'a [Agency],
    pub(crate) matcher: Matcher<'a>,
    pub(crate) bodies: Vec<Keyed<'a>>,
}

impl<'a> Known<'a> {
    /// Prepares them.
    pub fn new(catalogue: &'a Catalogue, agencies: &'a [Agency]) -> Self {
        let matcher = Matcher::new(catalogue);
        let bodies = agencies.iter().map(Keyed::new).collect();
        Self { catalogue, agencies, matcher, bodies }
    }

    /// The body with that id.
    pub fn agency(&self, id: AgencyId) -> Option<&'a Agency> {
        self.agencies.iter().find(|a| a.id == id)
    }

    /// Understands a body's file, see [`crate::plan_submission`].
    pub fn plan(
        &self,
        received: &Received,
        given: Option<AgencyId>,
        corrections: &[Correction],
    ) -> ImportPlan {
        plan(received, self, given, &[], corrections)
    }

    /// The same, with what is remembered of the body's layouts. That needs the body, which the file may tell,
    /// so the file is first understood without.
    pub fn plan_with_memory(
        &self,
        received: &Received,
        given: Option<AgencyId>,
        corrections: &[Correction],
        memory: &[Remembered],
    ) -> ImportPlan {
        let plain = self.plan(received, given, corrections);
        let recalled = plain.recall(memory);
        if recalled.is_empty() {
            return plain;
        }
        let with = plan(received, self, given, &recalled, corrections);
        // answers of one body must not turn its file into another's
        if with.agency == plain.agency { with } else { plain }
    }
}
