//! Under which account and on which machine a change is made, as the system names them.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who and where. What the system does not tell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Author {
    /// The account's name.
    pub account: String,
    /// The machine's name.
    pub machine: String,
}

static DECLARED: OnceLock<Author> = OnceLock::new();

impl Author {
    /// Declares who works with this process; `main` does so once, and every change from then on is that author's. A
    /// second declaration changes nothing.
    pub fn declare(self) {
        let _ = DECLARED.set(self);
    }

    pub(crate) fn declared() -> Option<&'static Self> {
        DECLARED.get()
    }

    /// Asks the system; for `main` only, as the clock.
    pub fn of_this_machine() -> Self {
        let first = |names: &[&str]| {
            names.iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.trim().is_empty()))
        };
        let kernel = || std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
        let tidy = |name: Option<String>| {
            crate::text::tidy(&name.unwrap_or_default()).chars().take(64).collect()
        };
        Self {
            account: tidy(first(&["USERNAME", "USER", "LOGNAME"])),
            machine: tidy(
                first(&["COMPUTERNAME"]).or_else(kernel).or_else(|| first(&["HOSTNAME"])),
            ),
        }
    }
}
