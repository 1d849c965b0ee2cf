//! The one place of the shell that reads the clock.

use chrono::NaiveDateTime;

/// Local time, as it is written into the journal.
#[expect(
    clippy::disallowed_methods,
    reason = "the program's edge: from here on the time is passed in"
)]
pub(crate) fn now() -> NaiveDateTime {
    chrono::Local::now().naive_local()
}
