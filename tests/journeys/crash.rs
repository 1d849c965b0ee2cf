//! Nothing acknowledged is ever lost: the process is killed between and during writes.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::sodiem::{Office, text};

/// A child that decides without end and says each decision after it is acknowledged.
const ROUNDS: usize = 8;

#[test]
fn what_was_acknowledged_before_a_kill_is_there_after_it() {
    if std::env::var_os("SODIEM_CRASH_STORE").is_some() {
        decide_until_killed();
    }
    let office = Office::with_submissions();
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args([
                "crash::what_was_acknowledged_before_a_kill_is_there_after_it",
                "--exact",
                "--nocapture",
            ])
            .env("SODIEM_CRASH_STORE", text(&office.store()))
            .stdout(Stdio::piped())
            .spawn()
            .expect("a child");
        let mut acknowledged = None;
        for line in BufReader::new(child.stdout.take().expect("its words")).lines() {
            let line = line.expect("a line");
            if let Some(n) = line.strip_prefix("acknowledged ").and_then(|n| n.parse::<i64>().ok())
            {
                acknowledged = Some(n);
                // another moment each round, while it goes on writing
                if n >= i64::try_from(3 + round).expect("small") {
                    break;
                }
            }
        }
        child.kill().expect("killed");
        child.wait().expect("gone");
        let acknowledged = acknowledged.expect("it wrote something");
        let book =
            scorebook::Scorebook::open(&office.store()).expect("the store opens after a kill");
        assert!(book.check().is_empty(), "and is sound");
        let kept = book.setting::<i64>("crash").expect("readable").unwrap_or(-1);
        assert!(kept >= acknowledged, "{acknowledged} was acknowledged, {kept} is on the disk");
    }
}

fn decide_until_killed() -> ! {
    let store = std::env::var_os("SODIEM_CRASH_STORE").expect("the store");
    let mut book = scorebook::Scorebook::open(std::path::Path::new(&store)).expect("opens");
    let day = chrono::NaiveDate::from_ymd_opt(2024, 12, 20).expect("a day");
    let now = day.and_hms_opt(9, 30, 0).expect("a time");
    for n in 0_i64.. {
        book.transact(&scorebook::Op::SetForm, now, |tx| tx.set_setting("crash", &n))
            .expect("written");
        println!("acknowledged {n}");
    }
    unreachable!("killed long before")
}
