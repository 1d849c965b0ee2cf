//! Opening a store, and saying at once when it is not as the program left it.

use std::path::Path;

use scorebook::{Scorebook, vi};

use crate::refusal::Refusal;
use crate::terminal::complain;

/// Opens a store and looks it over. A store with faults is opened all the same: what to do with it is for people.
pub(crate) fn open(path: &Path) -> Result<Scorebook, Refusal> {
    let book = Scorebook::open(path)?;
    let faults = book.check();
    if !faults.is_empty() {
        complain(format_args!("{}", vi::faults_found(faults.len())));
    }
    Ok(book)
}
