//! The one list of tables that the journal keeps, and the triggers that keep them. They are made from the tables'
//! columns after every migration, so a column that a migration adds is in the journal without another line.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::Value as Json;

use crate::Result;

/// A table whose rows the journal keeps.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    /// A column too large for the journal, vouched for by a hash in another column. Rows of such a table only arrive;
    /// [`super::Scorebook::undo`] leaves them.
    apart: Option<&'static str>,
}

impl Table {
    /// Are its rows kept as they arrived, whatever is taken back?
    pub(super) fn only_arrives(&self) -> bool {
        self.apart.is_some()
    }
}

const fn changing(name: &'static str) -> Table {
    Table { name, apart: None }
}

const fn arriving(name: &'static str, apart: &'static str) -> Table {
    Table { name, apart: Some(apart) }
}

/// A new table gets its triggers, its undo and its place in [`super::Scorebook::check`] by its name here. A name that
/// the journal holds is looked up here, never trusted.
pub(super) static TABLES: [Table; 24] = [
    changing("setting"),
    changing("year"),
    changing("agency"),
    changing("agency_name"),
    changing("agency_alias"),
    changing("agency_predecessor"),
    changing("catalogue_node"),
    changing("assignment"),
    changing("baseline"),
    changing("submission"),
    changing("remembered"),
    changing("decision"),
    changing("cause"),
    changing("responsible"),
    changing("status_event"),
    changing("counting"),
    changing("scenario"),
    changing("crosswalk"),
    arriving("source_file", "bytes"),
    arriving("snapshot", "figures"),
    arriving("saved_document", "bytes"),
    changing("scale_step"),
    changing("result_paper"),
    changing("result"),
];

/// The table of that name.
pub(super) fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// A table's columns as the file has them now.
#[derive(Debug)]
pub(super) struct Shape {
    /// The columns that the journal keeps, in order.
    pub(super) columns: Vec<String>,
    /// Those of the primary key, in its order.
    pub(super) key: Vec<String>,
    /// Column → the default as it is declared.
    defaults: BTreeMap<String, String>,
}

impl Shape {
    /// `None` when there is no such table (yet).
    pub(super) fn read(sql: &Connection, table: &Table) -> rusqlite::Result<Option<Self>> {
        let mut statement = sql.prepare_cached(
            "SELECT name, pk, dflt_value FROM pragma_table_info(?1) ORDER BY cid",
        )?;
        let mut rows = statement.query([table.name])?;
        let (mut columns, mut key) = (Vec::new(), Vec::new());
        let mut defaults = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            match row.get::<_, i64>(1)? {
                0 => {}
                place => key.push((place, name.clone())),
            }
            if let Some(default) = row.get(2)? {
                defaults.insert(name.clone(), default);
            }
            if Some(name.as_str()) != table.apart {
                columns.push(name);
            }
        }
        key.sort();
        let key = key.into_iter().map(|(_, name)| name).collect();
        Ok((!columns.is_empty()).then_some(Self { columns, key, defaults }))
    }

    /// An expression for the row as the journal keeps it; `prefix` is "NEW.", "OLD." or nothing.
    pub(super) fn json(&self, prefix: &str) -> String {
        let pairs: Vec<String> =
            self.columns.iter().map(|c| format!("'{c}', {prefix}{c}")).collect();
        format!("json_object({})", pairs.join(", "))
    }

    /// What a row holds in a column that came after it.
    pub(super) fn default_of(&self, sql: &Connection, column: &str) -> Result<Json> {
        let declared = self.defaults.get(column).map_or("NULL", String::as_str);
        let text: String =
            sql.query_row(&format!("SELECT json_array({declared})"), [], |row| row.get(0))?;
        let whole: Vec<Json> = serde_json::from_str(&text)?;
        Ok(whole.into_iter().next().unwrap_or_default())
    }

    /// "a = ?1 AND b = ?2" for the key.
    pub(super) fn key_is(&self) -> String {
        let equal: Vec<String> =
            self.key.iter().enumerate().map(|(at, c)| format!("{c} = ?{}", at + 1)).collect();
        equal.join(" AND ")
    }
}

/// Makes every trigger of the journal anew from the columns the tables have now.
pub(super) fn make_triggers(sql: &Connection) -> rusqlite::Result<()> {
    for table in &TABLES {
        let Some(shape) = Shape::read(sql, table)? else { continue };
        for (event, old, new) in
            [("insert", false, true), ("update", true, true), ("delete", true, false)]
        {
            sql.execute_batch(&trigger(table, &shape, event, old, new))?;
        }
    }
    Ok(())
}

/// RAISE stops a write outside an operation whatever conflict clause the statement has; a NOT NULL alone gives way to
/// OR IGNORE.
fn trigger(table: &Table, shape: &Shape, event: &str, old: bool, new: bool) -> String {
    let name = table.name;
    let row = |there: bool, prefix: &str| {
        if there { shape.json(prefix) } else { "NULL".to_owned() }
    };
    let number = format!(
        "{}.{}",
        if new { "NEW" } else { "OLD" },
        shape.key.first().map_or("rowid", String::as_str)
    );
    format!(
        "DROP TRIGGER IF EXISTS {name}_{event};
CREATE TRIGGER {name}_{event} AFTER {event} ON {name} BEGIN
    SELECT RAISE(ABORT, 'no operation is open') WHERE NOT EXISTS (SELECT 1 FROM audit WHERE open = 1);
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), '{name}', {number},
        {},
        {});
END;",
        row(old, "OLD."),
        row(new, "NEW."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables outside the list, each with what keeps it instead.
    const OTHERS: [(&str, &str); 4] = [
        ("audit", "it is the journal"),
        ("change", "it is the journal"),
        ("journal_head", "it is the journal"),
        ("reported", "its rows arrive whole: their entry holds a hash of them"),
    ];

    #[test]
    fn every_table_of_a_store_is_kept_by_the_journal_or_said_not_to_be() {
        let store = crate::store::file::in_memory().unwrap();
        let mut statement = store
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            )
            .unwrap();
        let names = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        for name in names.map(Result::unwrap) {
            let elsewhere = OTHERS.iter().any(|(other, _)| *other == name);
            assert!(
                table(&name).is_some() != elsewhere,
                "{name}: put it into TABLES (store/table.rs), or into OTHERS with what keeps it"
            );
        }
    }

    #[test]
    fn every_column_of_a_table_is_in_its_triggers() {
        let store = crate::store::file::in_memory().unwrap();
        for table in &TABLES {
            let shape = Shape::read(&store, table).unwrap().expect("the table is there");
            assert!(!shape.key.is_empty(), "{}: undo finds a row by its primary key", table.name);
            for (event, prefixes) in
                [("insert", &["NEW"][..]), ("update", &["OLD", "NEW"]), ("delete", &["OLD"])]
            {
                let name = format!("{}_{event}", table.name);
                let text: String = store
                    .query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [&name], |r| {
                        r.get(0)
                    })
                    .unwrap_or_else(|_| {
                        panic!("there is no trigger {name}: is the migration made by `step`?")
                    });
                for column in &shape.columns {
                    for prefix in prefixes {
                        assert!(
                            text.contains(&format!("'{column}', {prefix}.{column}")),
                            "{name} misses {prefix}.{column}: is the migration made by `step`?"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn no_conflict_clause_writes_past_the_journal() {
        let store = crate::store::file::in_memory().unwrap();
        store
            .execute_batch(
                "INSERT INTO audit (id, at, op, open) VALUES (1, '', '', 1);
                 INSERT INTO setting (key, value) VALUES ('a', '1');
                 UPDATE audit SET open = 0, hash = 'x';",
            )
            .unwrap();
        for clause in ["OR IGNORE", "OR REPLACE", "OR FAIL", "OR ROLLBACK", "OR ABORT"] {
            for sql in [
                format!("UPDATE {clause} setting SET value = '2'"),
                format!("INSERT {clause} INTO setting (key, value) VALUES ('b', '1')"),
                format!("INSERT {clause} INTO setting (id, key, value) VALUES (1, 'a', '2')"),
            ] {
                let _ = store.execute(&sql, []);
                let now: (i64, String) = store
                    .query_row("SELECT count(*), max(value) FROM setting", [], |r| {
                        Ok((r.get(0)?, r.get(1)?))
                    })
                    .unwrap();
                assert_eq!(now, (1, "1".to_owned()), "{sql}");
            }
        }
    }
}
