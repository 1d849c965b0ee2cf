//! What became of a file.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use intake::workbook::limits;
use reading::{Cancel, Reader, Stopped};
use scorebook::error::file_name;
use scorebook::plan::CataloguePlan;
use scorebook::{Severity, vi};

/// Longest time for a file, reading and understanding.
const TIME: Duration = Duration::from_secs(10);

/// How many of the slowest are told.
const SLOWEST: usize = 8;

/// One file's end.
pub(crate) struct Outcome {
    file: String,
    /// The code of what stands against it, or that nothing does.
    reason: String,
    /// The same in words; empty when it was read.
    words: String,
    time: Duration,
    /// Most memory the child held, in bytes, where the system tells it.
    memory: Option<u64>,
    /// What must not happen.
    broken: Option<String>,
}

impl Outcome {
    /// Reads and understands the file.
    pub(crate) fn of(path: &Path, program: &Path, year: &CataloguePlan) -> Self {
        let started = Instant::now();
        let mut reader = Reader::with(program.to_owned(), limits::TIME);
        let mut outcome = Self {
            file: file_name(path),
            reason: "read".into(),
            words: String::new(),
            time: Duration::ZERO,
            memory: None,
            broken: None,
        };
        let understood =
            catch_unwind(AssertUnwindSafe(|| outcome.understand(&mut reader, path, year)));
        if understood.is_err() {
            outcome.broken = Some("understanding it panicked".into());
        }
        outcome.time = started.elapsed();
        outcome.memory = reader.process_id().and_then(most_memory);
        if outcome.time > TIME {
            outcome.broken = Some(format!("took longer than {} s", TIME.as_secs()));
        }
        if outcome.memory.is_some_and(|bytes| bytes > limits::MEMORY_BYTES) {
            outcome.broken = Some("took more memory than it may".into());
        }
        outcome
    }

    fn understand(&mut self, reader: &mut Reader, path: &Path, year: &CataloguePlan) {
        let bytes = match reading::bytes_of(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.broken = Some(format!("not read from the disk: {error}"));
                return;
            }
        };
        let taken = match reader.take(&self.file, bytes, &Cancel::default()) {
            Ok(taken) => taken,
            Err(Stopped::Refused(finding)) => {
                finding.code().clone_into(&mut self.reason);
                self.words = vi::finding(&finding);
                return;
            }
            Err(Stopped::Cancelled) => {
                self.broken = Some("cancelled by nobody".into());
                return;
            }
        };
        for received in &taken.files {
            let plan =
                intake::plan_submission(received, &year.catalogue, &year.agencies, None, &[]);
            if received.workbook.is_ok() {
                continue;
            }
            let blocking = plan.problems.iter().find(|p| p.severity == Severity::Blocking);
            match blocking {
                Some(problem) if problem.finding.code() == "not_read" => {
                    self.broken = Some(vi::finding(&problem.finding));
                }
                Some(problem) => {
                    problem.finding.code().clone_into(&mut self.reason);
                    self.words = vi::finding(&problem.finding);
                }
                None => self.broken = Some("refused without a reason".into()),
            }
        }
    }

    fn line(&self) -> String {
        let memory = self.memory.map_or_else(
            || format!("{:>10}", "ended"),
            |bytes| format!("{:>7} MB", bytes / (1024 * 1024)),
        );
        format!("{:>7} ms {memory}  {:18} {}", self.time.as_millis(), self.reason, self.file)
    }
}

/// Linux says how much of a process was in memory at most.
fn most_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Prints what became of all; whether all is well.
pub(crate) fn tell(outcomes: &[Outcome]) -> bool {
    let mut reasons: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        reasons.entry(&outcome.reason).or_default().push(outcome);
    }
    println!("  {} files", outcomes.len());
    for (reason, of_it) in &reasons {
        println!("  {:>5}  {reason}", of_it.len());
    }
    for reason in ["password_protected", "too_large"] {
        for outcome in reasons.get(reason).into_iter().flatten() {
            println!("  {reason}: {} — {}", outcome.file, outcome.words);
        }
    }
    let mut slowest: Vec<&Outcome> = outcomes.iter().collect();
    slowest.sort_by_key(|outcome| std::cmp::Reverse(outcome.time));
    println!("  the slowest:");
    for outcome in slowest.iter().take(SLOWEST) {
        println!("  {}", outcome.line());
    }
    let most = outcomes.iter().filter(|o| o.memory.is_some()).max_by_key(|o| o.memory);
    if let Some(outcome) = most {
        println!("  the most memory of a child that answered:\n  {}", outcome.line());
    }
    let broken: Vec<_> =
        outcomes.iter().filter_map(|o| Some((&o.file, o.broken.as_ref()?))).collect();
    for (file, why) in &broken {
        println!("  BROKEN: {file}: {why}");
    }
    broken.is_empty()
}
