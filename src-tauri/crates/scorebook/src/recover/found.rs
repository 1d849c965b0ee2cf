//! The rows of a damaged file, by table.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;

use super::pages::{PageRows, Pages, RawRow};

/// What a table's rows look like.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    /// Without row numbers.
    pub(crate) keyed: bool,
}

/// A column of a STRICT table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// "INTEGER", "TEXT", "BLOB".
    pub(crate) kind: String,
    pub(crate) required: bool,
    /// Rows from before it was added do without it.
    pub(crate) has_default: bool,
    /// Is it the row's number, which is not among the values?
    pub(crate) is_rowid: bool,
}

/// A damaged file, taken apart.
pub(crate) struct Found {
    pages: Pages,
}

/// Rows by table, and what was not understood.
pub(crate) struct Rows {
    pub(crate) by_table: BTreeMap<String, Vec<Vec<Value>>>,
    /// Rows of known tables that could not be read.
    pub(crate) spoilt: BTreeMap<String, usize>,
}

impl Found {
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self { pages: Pages::of(bytes) }
    }

    /// The version of the book, if its first page tells.
    pub(crate) fn version(&self) -> Option<usize> {
        self.pages.version()
    }

    /// Every row of these tables. Pages that no table leads to are told by the look of their rows.
    pub(crate) fn rows(&self, tables: &[Table]) -> Rows {
        let roots = self.pages.tables();
        let mut owner: BTreeMap<usize, &Table> = BTreeMap::new();
        for table in tables {
            let root = roots.get(&table.name).copied();
            for page in root.into_iter().flat_map(|root| self.pages.tree(root)) {
                owner.insert(page, table);
            }
        }
        let free = self.pages.free();
        let mut all = Rows { by_table: BTreeMap::new(), spoilt: BTreeMap::new() };
        let mut seen: BTreeSet<(String, i64)> = BTreeSet::new();
        for number in (1..=self.pages.count()).filter(|n| !free.contains(n)) {
            let led = owner.get(&number).copied();
            let Some(page) = self.pages.rows(number) else { continue };
            let Some(table) = led.or_else(|| alike(&page, tables)) else { continue };
            *all.spoilt.entry(table.name.clone()).or_default() += page.spoilt;
            for row in page.rows {
                let number = row.rowid;
                let Some(values) = table.fit(row) else {
                    if led.is_some() {
                        *all.spoilt.entry(table.name.clone()).or_default() += 1;
                    }
                    continue;
                };
                if number.is_none_or(|id| seen.insert((table.name.clone(), id))) {
                    all.by_table.entry(table.name.clone()).or_default().push(values);
                }
            }
        }
        all
    }
}

/// The one table that all rows of a page could be of.
fn alike<'t>(page: &PageRows, tables: &'t [Table]) -> Option<&'t Table> {
    if page.rows.is_empty() {
        return None;
    }
    let fits = |table: &&Table| {
        table.keyed == page.keyed && page.rows.iter().all(|row| table.fit(row.clone()).is_some())
    };
    let mut fitting = tables.iter().filter(fits);
    let first = fitting.next()?;
    // the one with the most columns says the most; two alike say nothing
    let mut best = (first, false);
    for table in fitting {
        let more = table.columns.len().cmp(&best.0.columns.len());
        match more {
            std::cmp::Ordering::Greater => best = (table, false),
            std::cmp::Ordering::Equal => best.1 = true,
            std::cmp::Ordering::Less => {}
        }
    }
    (!best.1).then_some(best.0)
}

impl Table {
    /// The row's values, in the order of the columns; `None` when it cannot be of this table. Rows from before a column
    /// was added end early.
    fn fit(&self, row: RawRow) -> Option<Vec<Value>> {
        let mut values = row.values;
        if values.is_empty() || values.len() > self.columns.len() {
            return None;
        }
        let missing = &self.columns[values.len()..];
        if missing.iter().any(|column| column.required && !column.has_default) {
            return None;
        }
        for (column, value) in self.columns.iter().zip(&mut values) {
            if column.is_rowid {
                if *value != Value::Null {
                    return None;
                }
                *value = Value::Integer(row.rowid?);
                continue;
            }
            let fits = match value {
                Value::Null => !column.required,
                Value::Integer(_) => column.kind == "INTEGER",
                Value::Text(text) => column.kind == "TEXT" && column.holds(text),
                Value::Blob(_) => column.kind == "BLOB",
                Value::Real(_) => false,
            };
            if !fits {
                return None;
            }
        }
        Some(values)
    }
}

impl Column {
    /// Could this text be of a column of that name? Tells tables apart whose columns are of the same kinds.
    fn holds(&self, text: &str) -> bool {
        match self.name.as_str() {
            "sha256" | "hash" => {
                text.is_empty() || (text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()))
            }
            "at" | "taken_at" | "received_at" | "applied_at" | "decided_at" | "saved_at" => {
                text.len() == 19 && text.as_bytes()[10] == b'T'
            }
            "status" | "role" | "level" | "scoring" | "state" | "kind" | "tbl" => {
                let word = |b: u8| b.is_ascii_lowercase() || b == b'_' || b == b'-';
                text.len() <= 24 && text.bytes().all(word)
            }
            _ => true,
        }
    }
}
