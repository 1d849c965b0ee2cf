//! The bodies that a paper names, each once however it is written.

use scorebook::papers::AssignedLeaf;
use scorebook::text::agency_key;
use scorebook::{Agency, AgencyId};

use crate::assigned;

/// Bodies in order of first appearance; ids index the list.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    pub(crate) agencies: Vec<Agency>,
}

/// What a cell names.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// Bodies.
    pub(crate) bodies: Vec<AgencyId>,
    /// Words for many at once, which are no body of their own: "các cơ quan, đơn vị".
    pub(crate) collective: Vec<String>,
}

impl Bodies {
    /// Beginning with bodies that are known already.
    pub(crate) fn of(known: &[Agency]) -> Self {
        let numbered =
            known.iter().zip(0..).map(|(a, id)| Agency { id: AgencyId(id), ..a.clone() });
        Self { agencies: numbered.collect() }
    }

    /// Is it one of a body's names?
    pub(crate) fn knows(&self, name: &str) -> bool {
        let key = agency_key(name);
        let is_it = |a: &Agency| {
            agency_key(&a.name) == key || a.aliases.iter().any(|alias| agency_key(alias) == key)
        };
        self.agencies.iter().any(is_it)
    }

    /// The list without those of the first `known` that no leaf names.
    pub(crate) fn used(self, known: usize, leaves: &[AssignedLeaf]) -> Vec<Agency> {
        let named = |id: AgencyId| {
            leaves.iter().any(|leaf| {
                leaf.lead == Some(id) || leaf.partners.as_ref().is_some_and(|p| p.contains(&id))
            })
        };
        let is_known = |a: &Agency| usize::try_from(a.id.0).is_ok_and(|at| at < known);
        self.agencies.into_iter().filter(|a| named(a.id) || !is_known(a)).collect()
    }

    /// The bodies a cell names; new ones are added.
    pub(crate) fn named(&mut self, text: &str) -> Named {
        let mut named = Named::default();
        for name in assigned::names(text) {
            if assigned::is_collective(&name) {
                named.collective.push(name);
            } else {
                let id = self.body(name);
                if !named.bodies.contains(&id) {
                    named.bodies.push(id);
                }
            }
        }
        named
    }

    /// The body of that name, added when it is new.
    pub(crate) fn body(&mut self, name: String) -> AgencyId {
        let key = agency_key(&name);
        let is_it = |a: &&mut Agency| {
            agency_key(&a.name) == key || a.aliases.iter().any(|alias| agency_key(alias) == key)
        };
        if let Some(known) = self.agencies.iter_mut().find(is_it) {
            if known.name != name && !known.aliases.contains(&name) {
                known.aliases.push(name);
            }
            return known.id;
        }
        let id = AgencyId(i64::try_from(self.agencies.len()).unwrap_or(i64::MAX));
        self.agencies.push(Agency { id, name, aliases: Vec::new() });
        id
    }
}
