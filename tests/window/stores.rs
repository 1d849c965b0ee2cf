//! Stores that window tests begin with.

use std::path::PathBuf;

use journeys::driver::Machine;
use journeys::{moment, received};

/// The sample province with all six files taken in.
pub(crate) fn taken(machine: &Machine, name: &str) -> PathBuf {
    let store = machine.path(name);
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let mut book = scorebook::Scorebook::create(&store, &plan, moment()).expect("a store");
    for path in sample::submissions() {
        let plan = intake::plan_submission(
            &received(&path),
            &book.catalogue().expect("its tree"),
            &book.agencies().expect("its bodies"),
            None,
            &[],
        );
        book.apply(&plan, false, moment()).expect("the sample's files are sound");
    }
    book.close().expect("closed");
    store
}
