//! What understanding goes by: a year's criteria and bodies, prepared once for all of a batch's files.

use scorebook::{Agency, AgencyId, Catalogue};

use crate::agency::AgencyNames;
use crate::matching::Matcher;

/// A year's criteria and bodies, with their names made comparable.
#[derive(Debug)]
pub struct CatalogueIndex<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) agencies: &'a [Agency],
    pub(crate) matcher: Matcher<'a>,
    pub(crate) names: Vec<AgencyNames<'a>>,
}

impl<'a> CatalogueIndex<'a> {
    /// Prepares them.
    pub fn new(catalogue: &'a Catalogue, agencies: &'a [Agency]) -> Self {
        let matcher = Matcher::new(catalogue);
        let names = agencies.iter().map(AgencyNames::new).collect();
        Self { catalogue, agencies, matcher, names }
    }

    /// The body with that id.
    pub fn agency(&self, id: AgencyId) -> Option<&'a Agency> {
        self.agencies.iter().find(|a| a.id == id)
    }
}
