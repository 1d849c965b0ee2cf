//! Small remembered things, as JSON under a key.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Scorebook, Tx};
use crate::{BaselineKind, Result};

impl Scorebook {
    /// The remembered value, if it is there and still of that shape.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let text: Option<String> = self
            .connection
            .query_row("SELECT value FROM setting WHERE key = ?1", [key], |row| row.get(0))
            .optional()?;
        // a setting written by an older version in another shape is as good as absent
        Ok(text.and_then(|t| serde_json::from_str(&t).ok()))
    }
}

impl Tx<'_> {
    /// Remembers a value.
    pub fn set_setting<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        self.sql.execute(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            params![key, serde_json::to_string(value)?],
        )?;
        Ok(())
    }

    /// Chooses which of last year's results is compared.
    pub fn set_baseline_kind(&self, kind: BaselineKind) -> Result<()> {
        let kind: &'static str = kind.into();
        self.sql.execute(
            "UPDATE year SET baseline_kind = ?1 WHERE year = ?2",
            params![kind, self.year],
        )?;
        Ok(())
    }
}
