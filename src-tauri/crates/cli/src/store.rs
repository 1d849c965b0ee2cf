//! Opening a store, and saying at once what was found beside it.

use std::path::Path;

use scorebook::{Scorebook, vi};

use crate::refusal::Refusal;
use crate::terminal::complain;

/// Opens a store that is whole; one that is not is refused, and can still be looked at, restored or recovered.
pub(crate) fn open(path: &Path) -> Result<Scorebook, Refusal> {
    Ok(told(Scorebook::open(path)?))
}

/// Opens a store to look at it, whole or not.
pub(crate) fn look_at(path: &Path) -> Result<Scorebook, Refusal> {
    Ok(told(Scorebook::inspect(path)?))
}

fn told(book: Scorebook) -> Scorebook {
    for log in book.set_aside() {
        complain(format_args!("{}", vi::set_aside(log)));
    }
    book
}
