//! Whatever is changed in a store behind the program's back is found, or changes nothing that is read.

#![allow(clippy::unwrap_used, reason = "test code outside of #[test] functions")]
#![allow(clippy::print_stdout, reason = "the table of outcomes is what a person runs this for")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::types::Value;
use scorebook::correction::{Choice, DecimalSign, LayoutAnswer};
use scorebook::decision::{Decision, Likelihood, Responsible, Verdict};
use scorebook::document::DocumentLabel;
use scorebook::journal::JournalFilter;
use scorebook::losses::Scenario;
use scorebook::papers::{KindOfResults, ResultRow, ResultsPlan};
use scorebook::plan::{CataloguePlan, SourceFile};
use scorebook::{BaselineKind, CellRef, Code, Fault, Op, ScaleStep, Scorebook};
use support::{agency, at, catalogue_plan, code, new_book, plan, points};
use tempfile::TempDir;

/// A year of which one criterion has a scale.
fn catalogue_with_a_scale() -> CataloguePlan {
    let mut catalogue = catalogue_plan();
    catalogue.catalogue.nodes[2].scale.push(ScaleStep {
        text: "Kịp thời: 1".into(),
        points: Some(points("1")),
        sheet: "BTC".into(),
        cell: "B11".into(),
    });
    catalogue
}

/// A closed store with something in every table.
fn full() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = catalogue_with_a_scale();
    let path = folder.path().join("so.sodiem");
    let mut book = Scorebook::create(&path, &catalogue, at(0)).unwrap();
    let results = ResultsPlan {
        file: SourceFile::new("cong-bo.xlsx", b"cong bo".to_vec()),
        for_year: 2024,
        year: 2023,
        of: None,
        kinds: vec![KindOfResults {
            kind: BaselineKind::Published,
            rows: vec![ResultRow {
                node: book.catalogue().unwrap().by_code(&code("1.1.1")).unwrap().id,
                points: points("0.75"),
                at: CellRef::new("Kết quả", 4, 5),
                raw: "0,75".into(),
            }],
        }],
        tables: Vec::new(),
        problems: Vec::new(),
    };
    book.apply_results(&[results], at(0)).unwrap();
    let mut first =
        plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("0.5")), ("1.1.2", Some("0.25"))]);
    first.remember.push(LayoutAnswer {
        layout: "ab".into(),
        headings: "STT · Điểm".into(),
        choice: Choice::Notation { column: 3, notation: DecimalSign::Comma },
    });
    book.apply(&first, false, at(1)).unwrap();
    let other = plan(&book, "Sở Tư pháp", "b", &[("1.1.2", Some("0.5")), ("1.2.1", None)]);
    book.apply(&other, false, at(2)).unwrap();
    let decision = Decision {
        agreed: Some(points("0.25")),
        reason: "thiếu tài liệu".into(),
        cause: "chậm".into(),
        cause_id: book.causes().unwrap().first().map(|c| c.id),
        remedy: "bổ sung".into(),
        due: NaiveDate::from_ymd_opt(2025, 1, 5),
        recoverable: Some(points("0.25")),
        likelihood: Some(Likelihood::High),
        responsible: vec![Responsible { agency: agency(&book, "Sở Nội vụ"), parts: 1 }],
        notes: "ghi chú".into(),
        ..Decision::default()
    };
    book.rule(&code("1.1.1"), Verdict::Adjust, &decision, at(3)).unwrap();
    book.choose_score(&code("1.1.2"), agency(&book, "Sở Nội vụ"), "chủ trì", at(4)).unwrap();
    book.add_cause("Khác nữa", at(5)).unwrap();
    book.save_scenario(&Scenario { name: "A".into(), ticked: [code("1.1.1")].into() }, at(6))
        .unwrap();
    book.set_lead(&code("1.3"), agency(&book, "Sở Nội vụ"), at(7)).unwrap();
    let since = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
    let renamed = agency(&book, "Sở Tư pháp");
    book.rename_agency(renamed, "Sở Tư pháp tỉnh", since, at(8)).unwrap();
    book.transact(&Op::SetForm, at(9), |tx| tx.set_setting("form", &"a")).unwrap();
    let snapshot = book.take_snapshot(at(10)).unwrap().number;
    // of one body, so that every column says something
    let label = DocumentLabel {
        snapshot,
        kind: "de-nghi-giai-trinh".into(),
        agency: Some("Sở Nội vụ".into()),
        format: "pdf".into(),
    };
    book.keep_document(&label, "de-nghi.pdf", b"%PDF", at(10)).unwrap();
    book.undo(at(11)).unwrap();
    book.redo(at(12)).unwrap();
    let next = book.plan_of_next_year().unwrap();
    book.roll_over(&next, at(13)).unwrap();
    book.accept_sure_links(at(14)).unwrap();
    let into = agency(&book, "Sở Nội vụ");
    book.merge_agencies(&[renamed], into, NaiveDate::from_ymd_opt(2025, 3, 1).unwrap(), at(15))
        .unwrap();
    assert_eq!(book.check(), [], "sound as written");
    let path = book.path().to_owned();
    book.close().unwrap();
    (folder, path)
}

/// Changes the store as somebody would who knows it: without guards, which are all in their place again afterwards.
fn unguarded<T>(path: &Path, work: impl FnOnce(&Connection) -> T) -> T {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    connection.pragma_update(None, "ignore_check_constraints", true).unwrap();
    connection.execute_batch("PRAGMA synchronous = OFF; BEGIN").unwrap();
    let mut triggers = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid")
        .unwrap();
    let triggers: Vec<(String, String)> = triggers
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    let value = work(&connection);
    for (_, sql) in &triggers {
        connection.execute_batch(sql).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
    value
}

fn faults(path: &Path) -> Vec<Fault> {
    match Scorebook::inspect(path) {
        Ok(book) => book.check(),
        Err(error) => vec![Fault::PagesDamaged { detail: format!("not opened: {error}") }],
    }
}

/// Table → its columns.
fn tables(connection: &Connection) -> BTreeMap<String, Vec<String>> {
    let mut statement = connection
        .prepare(
            "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid",
        )
        .unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pair in statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap() {
        let (table, column): (String, String) = pair.unwrap();
        tables.entry(table).or_default().push(column);
    }
    tables
}

#[test]
fn every_value_of_every_table_that_is_changed_is_found() {
    let (_folder, path) = full();
    let whole = std::fs::read(&path).unwrap();
    let tables = tables(&Connection::open(&path).unwrap());
    let (mut tried, mut missed) = (0, Vec::new());
    for (table, columns) in &tables {
        for column in columns {
            scorebook::disk::write_whole(&path, &whole).unwrap();
            let changed = unguarded(&path, |sql| {
                let first = format!("SELECT {column} FROM {table} LIMIT 1");
                let old: Value = sql.query_row(&first, [], |r| r.get(0)).unwrap_or_else(|_| {
                    panic!("nothing is in {table}: this test must put something there")
                });
                let new = match old {
                    Value::Integer(n) => Value::Integer(n + 1_000),
                    Value::Text(text) => Value::Text(format!("{text} ")),
                    Value::Blob(mut bytes) => {
                        bytes.push(0);
                        Value::Blob(bytes)
                    }
                    Value::Null | Value::Real(_) => Value::Text("1".into()),
                };
                let place = match table.as_str() {
                    "baseline" | "reported" => {
                        let key = if table == "baseline" { "node_id" } else { "submission_id" };
                        format!("{key} = (SELECT {key} FROM {table} LIMIT 1)")
                    }
                    _ => format!("rowid = (SELECT rowid FROM {table} LIMIT 1)"),
                };
                let sql_text = format!("UPDATE OR REPLACE {table} SET {column} = ?1 WHERE {place}");
                sql.execute(&sql_text, [new]).is_ok()
            });
            // a type that the column refuses is no change
            if changed {
                tried += 1;
                if faults(&path).is_empty() {
                    missed.push(format!("{table}.{column}"));
                }
            }
        }
    }
    assert!(tried > 100, "nearly every column was tried: {tried}");
    assert_eq!(missed, Vec::<String>::new(), "changed without a word");
}

#[test]
fn a_row_that_is_taken_away_or_put_in_is_found_in_every_table() {
    let (_folder, path) = full();
    let whole = std::fs::read(&path).unwrap();
    let mut missed = Vec::new();
    for (table, columns) in &tables(&Connection::open(&path).unwrap()) {
        scorebook::disk::write_whole(&path, &whole).unwrap();
        unguarded(&path, |sql| {
            let key = &columns[0];
            let newest =
                format!("DELETE FROM {table} WHERE {key} = (SELECT max({key}) FROM {table})");
            assert!(sql.execute(&newest, []).unwrap() > 0, "{table} has rows");
        });
        if faults(&path).is_empty() {
            missed.push(format!("{table}: taken away"));
        }
        scorebook::disk::write_whole(&path, &whole).unwrap();
        let added = unguarded(&path, |sql| {
            let values: Vec<String> = columns
                .iter()
                .enumerate()
                .map(|(at, c)| match (at, c.as_str()) {
                    (0, _) => format!("(SELECT max({c}) + 1 FROM {table})"),
                    (_, "sha256" | "key" | "alias" | "name" | "code") => format!("{c} || 'x'"),
                    (_, "revision") => format!("{c} + 100"),
                    _ => c.clone(),
                })
                .collect();
            let copy =
                format!("INSERT INTO {table} SELECT {} FROM {table} LIMIT 1", values.join(", "));
            sql.execute(&copy, []).unwrap_or(0)
        });
        if added > 0 && faults(&path).is_empty() {
            missed.push(format!("{table}: put in"));
        }
    }
    assert_eq!(missed, Vec::<String>::new(), "without a word");
}

#[test]
fn no_single_statement_passes_the_guards() {
    let (_folder, path) = full();
    let before = faults(&path);
    assert_eq!(before, [], "sound to begin with");
    let connection = Connection::open(&path).unwrap();
    let mut passed = Vec::new();
    for (table, columns) in &tables(&connection) {
        for clause in ["", "OR IGNORE", "OR REPLACE", "OR FAIL"] {
            for column in columns {
                let sql = format!("UPDATE {clause} {table} SET {column} = {column}");
                if connection.execute(&sql, []).is_ok_and(|rows| rows > 0) {
                    passed.push(sql);
                }
            }
            let copy = format!("INSERT {clause} INTO {table} SELECT * FROM {table}");
            if connection.execute(&copy, []).is_ok_and(|rows| rows > 0) {
                passed.push(copy);
            }
        }
        let sql = format!("DELETE FROM {table}");
        if connection.execute(&sql, []).is_ok_and(|rows| rows > 0) {
            passed.push(sql);
        }
    }
    // whether an entry was taken back is checked against the entries, not guarded
    passed.retain(|sql| !sql.contains("SET undone_by"));
    assert_eq!(passed, Vec::<String>::new(), "the store itself refuses");
}

#[test]
fn an_end_that_is_cut_off_shows_a_shorter_chain_and_a_cut_without_care_a_fault() {
    let (_folder, path) = full();
    let book = Scorebook::inspect(&path).unwrap();
    let head = book.journal_head().unwrap();
    book.close().unwrap();
    let cut = |sql: &Connection| {
        sql.execute("DELETE FROM change WHERE audit_id = (SELECT max(id) FROM audit)", []).unwrap();
        sql.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", []).unwrap();
    };
    unguarded(&path, cut);
    let missing = Fault::EntryMissing { entry: head.entry };
    assert!(faults(&path).contains(&missing), "the head says that there was one more");
    unguarded(&path, |sql| {
        sql.execute(
            "UPDATE journal_head SET (entry, hash) = (SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1)",
            [],
        )
        .unwrap();
    });
    let book = Scorebook::inspect(&path).unwrap();
    assert!(!book.holds(&head).unwrap(), "a head that was noted elsewhere is no longer in it");
    let now = book.journal_head().unwrap();
    assert!(book.holds(&now).unwrap(), "its own is");
}

#[test]
fn a_book_whose_journal_was_cut_is_not_written_to_and_the_gap_is_seen() {
    let (_folder, path) = full();
    unguarded(&path, |sql| {
        sql.execute("DELETE FROM change WHERE audit_id = (SELECT max(id) FROM audit)", []).unwrap();
        sql.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", []).unwrap();
    });
    assert_eq!(Scorebook::open(&path).unwrap_err().code(), "damaged", "it is not written to");
    let mut book = Scorebook::inspect(&path).unwrap();
    let gap = book.journal_head().unwrap().entry;
    assert!(book.add_cause("Sau khi bị cắt", at(20)).is_err(), "nor when it is looked at");
    assert!(book.check().contains(&Fault::EntryMissing { entry: gap }), "the gap stays");
}

#[test]
fn a_part_that_cannot_be_read_is_a_fault_and_the_others_go_on() {
    let (_folder, path) = full();
    unguarded(&path, |sql| {
        sql.execute("UPDATE submission SET counts = CAST(x'ff' AS TEXT)", []).unwrap();
        sql.execute("UPDATE snapshot SET figures = figures || ' '", []).unwrap();
    });
    let faults = faults(&path);
    assert!(faults.contains(&Fault::SnapshotAltered { number: 1 }), "{faults:?}");
    assert!(faults.len() >= 2, "and the rows that no text is in: {faults:?}");
}

#[test]
fn two_copies_that_went_their_own_ways_part_where_they_did() {
    let (folder, path) = full();
    let copy = folder.path().join("ban-sao.sodiem");
    std::fs::copy(&path, &copy).unwrap();
    let mut here = Scorebook::open(&path).unwrap();
    let mut there = Scorebook::open(&copy).unwrap();
    let end = here.journal_head().unwrap();
    assert_eq!(here.common_entry(&there).unwrap(), end.entry, "as long as they are the same");
    here.add_cause("Ở đây", at(20)).unwrap();
    assert_eq!(here.common_entry(&there).unwrap(), end.entry, "one is further on");
    assert!(!there.holds(&here.journal_head().unwrap()).unwrap(), "the other is behind");
    there.add_cause("Ở kia", at(21)).unwrap();
    there.add_cause("Ở kia nữa", at(22)).unwrap();
    assert_eq!(here.common_entry(&there).unwrap(), end.entry, "they part after that entry");
    let other = folder.path().join("khac.sodiem");
    let stranger = Scorebook::create(&other, &catalogue_with_a_scale(), at(0)).unwrap();
    assert_eq!(here.common_entry(&stranger).unwrap(), 1, "two books of one catalogue begin alike");
}

/// Everything that is read out of a store, as one text.
fn read(path: &Path) -> Option<String> {
    let mut book = Scorebook::inspect(path).ok()?;
    let mut all = Vec::new();
    for year in book.years().ok()? {
        book.turn_to(year).ok()?;
        all.push(format!(
            "{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
            book.losses().ok()?,
            book.catalogue().ok()?,
            book.agencies().ok()?,
            book.submissions().ok()?,
            book.causes().ok()?,
            book.scenarios().ok()?,
            book.newest_snapshot().ok()?,
        ));
    }
    all.push(format!("{:?}", book.journal_rows(&JournalFilter::default()).ok()?));
    Some(all.concat())
}

/// `FLIPS=1000` tries more of them.
#[test]
fn a_flipped_bit_is_found_or_changes_nothing_that_is_read() {
    let (_folder, path) = full();
    let whole = std::fs::read(&path).unwrap();
    let truth = read(&path).expect("it can be read");
    let count: usize = std::env::var("FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(120);
    let bits = whole.len() * 8;
    let (mut refused, mut found, mut harmless) = (0, 0, 0);
    let mut at = 7_919;
    for n in 0..count {
        // a fixed walk over the whole file
        at = (at + bits / count + 104_729 * (n % 13)) % bits;
        let mut bytes = whole.clone();
        bytes[at / 8] ^= 1 << (at % 8);
        scorebook::disk::write_whole(&path, &bytes).unwrap();
        match Scorebook::inspect(&path) {
            Err(_) => refused += 1,
            Ok(book) => {
                let faults = book.check();
                book.close().unwrap();
                // whatever it holds, reading it ends in an answer or a refusal
                let said = read(&path);
                if faults.is_empty() {
                    assert_eq!(said.as_ref(), Some(&truth), "bit {at} goes unseen");
                    harmless += 1;
                } else {
                    found += 1;
                }
            }
        }
        for side in ["-wal", "-shm", "-journal"] {
            let mut name = path.as_os_str().to_owned();
            name.push(side);
            let _ = std::fs::remove_file(name);
        }
    }
    println!("{count} bits: {refused} not opened, {found} found, {harmless} harmless");
    assert_eq!(refused + found + harmless, count);
}

#[test]
fn a_book_of_three_thousand_entries_decides_as_fast_as_an_empty_one() {
    let scored = || {
        let (folder, mut book) = new_book();
        let file = plan(&book, "Sở Nội vụ", "a", &[("1.1.1", Some("1"))]);
        book.apply(&file, false, at(1)).unwrap();
        (folder, book)
    };
    let which: Code = code("1.1.1");
    let decide = |book: &mut Scorebook, n: i64| {
        let agreed = Some(scorebook::Points::from_ten_thousandths(n % 9_000));
        let decision = Decision { agreed, reason: "lý do".into(), ..Decision::default() };
        let begun = std::time::Instant::now();
        book.rule(&which, Verdict::Record, &decision, at(2)).unwrap();
        begun.elapsed()
    };
    let ((_folder, mut long), (_other, mut short)) = (scored(), scored());
    for n in 1..3_000 {
        decide(&mut long, n);
    }
    // by turns, so that a machine with other things to do slows both alike
    let times: Vec<_> =
        (3_000..3_040).map(|n| (decide(&mut long, n), decide(&mut short, n))).collect();
    let after_many = times.iter().map(|(long, _)| *long).min().unwrap();
    let after_few = times.iter().map(|(_, short)| *short).min().unwrap();
    assert!(after_many < after_few * 2, "{after_many:?} after {after_few:?}");
}
