//! The review from outside: decisions, their journal, and what a new file does to them.

use serde_json::{Value, json};

use crate::sodiem::Office;

fn decide(office: &Office, arguments: &[&str]) -> crate::sodiem::ProgramOutput {
    let mut all = vec!["decide", "--store", "so.sodiem"];
    all.extend(arguments);
    office.run(&all)
}

/// The row of that code in the losses.
fn row(office: &Office, code: &str) -> Value {
    let losses = office.losses();
    let rows = losses["components"].as_array().expect("leaves").clone();
    rows.into_iter().find(|c| c["code"] == code).expect("the leaf")
}

/// A self-scored leaf of a body whose revised file moves its score, else of any body.
fn losing(office: &Office) -> String {
    let losses = office.losses();
    let rows = losses["components"].as_array().expect("leaves");
    let row = rows
        .iter()
        .find(|c| c["scoring"] == "self" && c["lost"].as_str().is_some_and(|l| l != "0"))
        .expect("a loss");
    row["code"].as_str().expect("a code").to_owned()
}

fn journal(office: &Office, options: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["journal", "--store", "so.sodiem", "--json"];
    arguments.extend(options);
    let said = office.run(&arguments);
    assert_eq!(said.code, 0, "{}", said.err);
    said.json()["entries"].as_array().expect("entries").clone()
}

#[test]
fn losses_tell_status_cause_responsible_and_recoverable() {
    let office = Office::with_submissions();
    let code = losing(&office);
    let before = row(&office, &code);
    assert_eq!(before["status"], "not_reviewed", "nobody has looked yet");
    for key in ["cause", "recoverable"] {
        assert_eq!(before[key], Value::Null, "{key} is not said yet");
    }
    assert_eq!(before["responsible"], json!([]));
    let said = decide(
        &office,
        &[
            "--code",
            &code,
            "--agree",
            "0",
            "--reason",
            "không có tài liệu",
            "--cause",
            "Thiếu tài liệu kiểm chứng",
            "--remedy",
            "bổ sung",
            "--due",
            "2024-12-31",
            "--recoverable",
            "0.1",
            "--responsible",
            "Sở Tài chính=2",
            "--responsible",
            "Sở Nội vụ",
        ],
    );
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains(&code), "it says what was done: {}", said.out);
    let after = row(&office, &code);
    assert_eq!(after["status"], "agreed");
    assert_eq!((&after["agreed"], &after["counted"]), (&json!("0"), &json!("0")));
    assert_eq!(after["reported"], before["reported"], "what the body said stays");
    assert_eq!(after["cause"], "Thiếu tài liệu kiểm chứng", "chosen from the office's list");
    assert_eq!(after["recoverable"], "0.1");
    assert_eq!(after["reason"], "không có tài liệu");
    assert_eq!((&after["remedy"], &after["due"]), (&json!("bổ sung"), &json!("2024-12-31")));
    assert_eq!(after["coverage"], "scored");
    assert_eq!(
        after["responsible"],
        json!([
            { "agency": "Sở Tài chính", "parts": 2, "share": 6667 },
            { "agency": "Sở Nội vụ", "parts": 1, "share": 3333 }
        ])
    );
}

#[test]
fn sending_back_asks_and_what_is_not_given_stays() {
    let office = Office::with_submissions();
    let code = losing(&office);
    let said = decide(&office, &["--code", &code, "--accept", "--remedy", "bổ sung văn bản"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let said = decide(
        &office,
        &["--code", &code, "--send-back", "Vì sao chưa đạt?", "--due", "2024-12-28"],
    );
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(row(&office, &code)["status"], "awaiting_explanation");
    let newest = &journal(&office, &["--code", &code])[0];
    let details = newest["details"].as_array().expect("details");
    let after =
        |field: &str| details.iter().find(|d| d["field"] == field).map(|d| d["after"].clone());
    assert_eq!(after("nội dung đề nghị giải trình"), Some(json!("Vì sao chưa đạt?")));
    assert_eq!(after("hạn giải trình"), Some(json!("2024-12-28")));
    assert_eq!(after("giải pháp"), None, "the remedy was not touched");
}

#[test]
fn what_is_ruled_not_applicable_is_told_apart_and_asked_of_nobody() {
    let office = Office::with_submissions();
    let code = losing(&office);
    let (before, was) = (office.losses(), row(&office, &code));
    let said = decide(&office, &["--code", &code, "--not-applicable", "--reason", "tỉnh không có"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let (after, is) = (office.losses(), row(&office, &code));
    assert_eq!(is["coverage"], "not_applicable_by_office");
    assert_eq!(is["reason"], "tỉnh không có");
    assert_eq!((&is["counted"], &is["lost"]), (&Value::Null, &Value::Null));
    let points = |of: &Value, key: &str| {
        let text = of[key].as_str().unwrap_or("0");
        scorebook::Points::from_decimal(text).expect("points")
    };
    for key in ["counted", "lost"] {
        let (before, after) = (points(&before["totals"], key), points(&after["totals"], key));
        assert_eq!(after, before - points(&was, key), "{key} leaves it out");
    }
    let number = |of: &Value, key: &str| of["totals"][key].as_u64().expect("a number");
    assert_eq!(number(&after, "missing"), number(&before, "missing"), "no score is owed on it");
    assert_eq!(number(&after, "not_applicable"), number(&before, "not_applicable") + 1);
    assert_eq!(
        after["totals"]["self_scored_max"], before["totals"]["self_scored_max"],
        "the maximum stands"
    );
    let said = office.run(&["losses", "--store", "so.sodiem"]);
    assert!(said.out.contains("không áp dụng (lý do: tỉnh không có)"), "{}", said.out);
}

#[test]
fn the_day_of_sending_is_the_officers_entry_and_never_the_imports_clock() {
    let office = Office::with_store();
    let files = sample::submissions();
    let body = "Sở Tư pháp";
    let days = |office: &Office| -> Vec<(String, Value)> {
        let losses = office.losses();
        let bodies = losses["agencies"].as_array().expect("bodies").clone();
        bodies
            .into_iter()
            .map(|b| (b["name"].as_str().expect("a name").to_owned(), b["sent_on"].clone()))
            .collect()
    };
    let said = office.import(&["--sent", "Sở Tư pháp=2024-12-20"], &files);
    assert_eq!(said.code, 0, "{}", said.err);
    for (name, day) in days(&office) {
        let expected = if name == body { json!("2024-12-20") } else { Value::Null };
        assert_eq!(day, expected, "{name}");
    }
    for (given, code) in
        [("Sở Không Có=2024-12-20", 1), ("Sở Tư pháp=20/12/2024", 2), ("Sở Tư pháp", 2)]
    {
        let before = days(&office);
        let said = office.import(&["--sent", given], &files);
        assert_eq!(said.code, code, "{given}: {}", said.err);
        assert_eq!(days(&office), before, "{given}: nothing was written");
    }
}

#[test]
fn what_may_not_be_decided_is_refused_with_its_code() {
    let office = Office::with_submissions();
    let code = losing(&office);
    let before = journal(&office, &[]).len();
    for (arguments, exit, code) in [
        (&["--code", &code, "--agree", "0"][..], 1, "reason_required"),
        (&["--code", &code, "--agree", "99", "--reason", "x"], 1, "out_of_range"),
        (&["--code", &code, "--not-applicable"], 1, "reason_required"),
        (&["--code", "99.9", "--accept"], 1, "unknown_criterion"),
        (&["--code", &code, "--accept", "--responsible", "Sở Không Có"], 1, "unknown_agency"),
        (&["--code", &code], 2, "verdict"),
        (&["--code", &code, "--accept", "--agree", "0.5"], 2, "--agree"),
        (&["--code", &code, "--agree", "0,5"], 2, "0.25"),
    ] {
        let said = decide(&office, arguments);
        assert_eq!(said.code, exit, "{arguments:?}: {}", said.err);
        assert!(
            said.err.contains(code) || exit == 2,
            "{arguments:?} is told as {code}: {}",
            said.err
        );
    }
    assert_eq!(journal(&office, &[]).len(), before, "nothing was written");
}

#[test]
fn a_revised_file_reopens_what_was_agreed_and_the_journal_says_so() {
    let office = Office::with_submissions();
    let losses = office.losses();
    for c in losses["components"].as_array().expect("leaves") {
        if c["agency"] == "Sở Thông tin và Truyền thông" && c["reported"].is_string() {
            let said =
                decide(&office, &["--code", c["code"].as_str().expect("a code"), "--accept"]);
            assert_eq!(said.code, 0, "{}", said.err);
        }
    }
    let before = office.losses();
    let said = office.import(&["--json"], &[sample::revision()]);
    assert_eq!(said.code, 0, "{}", said.err);
    let after = office.losses();
    let pairs = before["components"].as_array().expect("leaves").iter();
    let mut reopened = 0;
    for (old, new) in pairs.zip(after["components"].as_array().expect("leaves")) {
        if old["status"] != "agreed" {
            continue;
        }
        let moved = old["reported"] != new["reported"];
        let expected = if moved { "in_review" } else { "agreed" };
        assert_eq!(new["status"], expected, "{}", new["code"]);
        assert_eq!(new["agreed"], old["agreed"], "the agreed points of {} stay", new["code"]);
        reopened += u32::from(moved);
    }
    assert!(reopened > 0, "the revised file moves at least one agreed score");
    let newest = journal(&office, &[]).remove(0);
    assert_eq!(newest["kind"], "submission");
    let told = newest["details"].as_array().expect("details").len();
    assert_eq!(told, usize::try_from(reopened).expect("few"), "one line per criterion reopened");
}

#[test]
fn a_decision_is_taken_back_and_made_again_by_name() {
    let office = Office::with_submissions();
    let code = losing(&office);
    assert_eq!(decide(&office, &["--code", &code, "--agree", "0", "--reason", "x"]).code, 0);
    let decided = row(&office, &code);
    let undone = office.run(&["undo", "--store", "so.sodiem"]);
    assert!(undone.out.contains(&format!("điều chỉnh tiêu chí {code}")), "{}", undone.out);
    assert_eq!(row(&office, &code)["agreed"], Value::Null, "it is taken back");
    let redone = office.run(&["redo", "--store", "so.sodiem"]);
    assert!(redone.out.contains(&format!("điều chỉnh tiêu chí {code}")), "{}", redone.out);
    assert_eq!(row(&office, &code), decided, "and stands as before");
    let nothing = office.run(&["redo", "--store", "so.sodiem"]);
    assert_eq!(nothing.code, 1, "nothing is left to be made again");
    assert!(nothing.err.contains("nothing_to_redo"), "{}", nothing.err);
}

#[test]
fn the_journal_is_told_in_words_json_and_csv_and_check_finds_it_altered() {
    let office = Office::with_submissions();
    let code = losing(&office);
    assert_eq!(decide(&office, &["--code", &code, "--agree", "0", "--reason", "x"]).code, 0);
    let entries = journal(&office, &[]);
    assert_eq!(entries.len(), 8, "the year, six files, one decision");
    let ids: Vec<i64> = entries.iter().filter_map(|e| e["id"].as_i64()).collect();
    assert_eq!(ids, [8, 7, 6, 5, 4, 3, 2, 1], "newest first");
    assert!(
        entries.iter().all(|e| e["hash"].as_str().is_some_and(|h| h.len() == 64)),
        "each sealed"
    );
    let words = office.run(&["journal", "--store", "so.sodiem", "--text", "dieu chinh"]);
    assert!(words.out.contains("điều chỉnh tiêu chí"), "{}", words.out);
    let table = office.run(&["journal", "--store", "so.sodiem", "--csv"]);
    let mut reader = csv::Reader::from_reader(table.out.trim_start_matches('\u{feff}').as_bytes());
    assert!(reader.records().count() >= 8, "a line per entry at least");
    let connection = rusqlite::Connection::open(office.store()).expect("the store");
    connection
        .execute_batch(
            "DROP TRIGGER audit_is_kept; UPDATE audit SET at = '2024-01-01T00:00:00' WHERE id = 3",
        )
        .expect("somebody dates an entry back");
    drop(connection);
    let said = office.run(&["check", "--store", "so.sodiem"]);
    assert_eq!(said.code, 1, "the tampering is found");
    assert!(said.err.contains("mục nhật ký số 3"), "and named: {}", said.err);
}
