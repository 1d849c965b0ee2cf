//! The commands of the window over standard streams, a line of JSON each, so that tests of the UI run on the real ones.
//!
//! In: `{"id":1,"start":{"folder":"…","store":"…","now":"2024-12-20T16:30:00"}}`, `{"id":2,"dialog":["…"]}` (the answer to
//! the next dialog), `{"id":3,"command":"review","args":{…}}`.
//! Out: `{"id":3,"answer":…}`, `{"id":3,"failure":{…}}`, `{"event":"reading","payload":…}`.

use std::collections::VecDeque;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use chrono::{NaiveDateTime, TimeDelta};
use commands::host::{Clock, Dialogs, Event, Events, Host, Printer, Purpose, Window};
use commands::{AppState, Failure, list};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Asked {
    id: u64,
    #[serde(flatten)]
    what: What,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    Start(Start),
    Dialog(Vec<PathBuf>),
    #[serde(untagged)]
    Command {
        command: String,
        #[serde(default)]
        args: Value,
    },
}

#[derive(Deserialize)]
struct Start {
    folder: PathBuf,
    store: Option<PathBuf>,
    now: NaiveDateTime,
}

type Answers = Arc<Mutex<VecDeque<Vec<PathBuf>>>>;

fn main() -> io::Result<()> {
    reading::serve_if_asked();
    let answers = Answers::default();
    let mut state: Option<Arc<AppState>> = None;
    let mut running: Vec<thread::JoinHandle<()>> = Vec::new();
    for line in io::stdin().lock().lines() {
        let Asked { id, what } = serde_json::from_str(&line?)?;
        match what {
            What::Start(start) => {
                locked(&answers).clear();
                // the last session is closed before the next begins: its store is then one file
                for command in running.drain(..) {
                    let _ = command.join();
                }
                drop(state.take());
                let started = Arc::new(AppState::new(host(start.now, &answers)));
                started.start(start.folder, start.store);
                state = Some(started);
                answer(id, Ok("null".into()));
            }
            What::Dialog(paths) => {
                locked(&answers).push_back(paths);
                answer(id, Ok("null".into()));
            }
            What::Command { command, args } => {
                let Some(state) = state.clone() else {
                    return Err(io::Error::other("a command came before a start"));
                };
                // as in the window: a command that waits does not keep another from being answered
                running.retain(|command| !command.is_finished());
                running.push(thread::spawn(move || {
                    let args = if args.is_null() { json!({}) } else { args };
                    answer(id, list::answer(&state, &command, &args));
                }));
            }
        }
    }
    Ok(())
}

fn host(now: NaiveDateTime, answers: &Answers) -> Host {
    Host {
        dialogs: Box::new(Script(Arc::clone(answers))),
        printer: Box::new(NoPaper),
        events: Box::new(Lines),
        window: Box::new(Lines),
        clock: Box::new(Ticking { start: now, seconds: AtomicI64::new(0) }),
    }
}

fn locked(answers: &Answers) -> std::sync::MutexGuard<'_, VecDeque<Vec<PathBuf>>> {
    answers.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(id: u64, answer: Result<String, Failure>) {
    match answer {
        Ok(answer) => write(&format!(r#"{{"id":{id},"answer":{answer}}}"#)),
        Err(failure) => write(&json!({ "id": id, "failure": failure }).to_string()),
    }
}

/// A line at a time, whole.
fn write(line: &str) {
    let mut out = io::stdout().lock();
    // who does not listen any more has ended, and so will this process
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Answers dialogs in the order in which the test said. A dialog that it did not expect is a fault of the test.
struct Script(Answers);

impl Script {
    fn next(&self, purpose: Purpose) -> Vec<PathBuf> {
        let Some(answer) = locked(&self.0).pop_front() else {
            panic!("the test has no answer for the dialog “{}”", purpose.words().title)
        };
        answer
    }
}

impl Dialogs for Script {
    fn open(&self, purpose: Purpose) -> Vec<PathBuf> {
        self.next(purpose)
    }

    fn save(&self, purpose: Purpose, _suggested: &str) -> Option<PathBuf> {
        self.next(purpose).into_iter().next()
    }

    fn show(&self, _file: &Path) -> io::Result<()> {
        Ok(())
    }
}

struct NoPaper;

impl Printer for NoPaper {
    fn print(&self) -> Result<(), String> {
        Ok(())
    }
}

struct Lines;

impl Events for Lines {
    fn tell(&self, event: Event) {
        let (event, payload) = event.parts();
        write(&json!({ "event": event, "payload": payload }).to_string());
    }
}

impl Window for Lines {
    fn close(&self) {
        write(&json!({ "event": "closed", "payload": null }).to_string());
    }
}

/// A second passes each time that it is asked: what is done in order has its times in order.
struct Ticking {
    start: NaiveDateTime,
    seconds: AtomicI64,
}

impl Clock for Ticking {
    fn now(&self) -> NaiveDateTime {
        let passed = TimeDelta::seconds(self.seconds.fetch_add(1, Ordering::Relaxed));
        self.start + passed
    }
}
