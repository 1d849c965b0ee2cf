//! Steps: each is announced and timed; one that fails is remembered and the rest goes on; the
//! end is a table.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

enum Outcome {
    Done,
    Failed(String),
    /// Could not be tried because an earlier step failed.
    Blocked(String),
    /// Does not apply to this machine; said, but no failure.
    NotHere(String),
}

struct Step {
    name: String,
    time: Duration,
    outcome: Outcome,
}

/// The steps of one command, in the order they were taken.
pub(crate) struct Steps {
    started: Instant,
    taken: Vec<Step>,
}

impl Steps {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), taken: Vec::new() }
    }

    /// Announces and runs one step. `None` when it failed.
    pub(crate) fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n== {}. {name}", self.taken.len() + 1);
        let started = Instant::now();
        let result = work();
        let time = started.elapsed();
        let (value, outcome) = match result {
            Ok(value) => {
                println!("   done in {}", seconds(time));
                (Some(value), Outcome::Done)
            }
            Err(error) => {
                println!("   FAILED after {}: {error:#}", seconds(time));
                (None, Outcome::Failed(format!("{error:#}")))
            }
        };
        self.taken.push(Step { name: name.to_owned(), time, outcome });
        value
    }

    /// Remembers a step that an earlier failure makes pointless.
    pub(crate) fn blocked(&mut self, name: &str, why: &str) {
        self.without_work(name, Outcome::Blocked(why.to_owned()));
    }

    /// Remembers a step that does not apply to this machine.
    pub(crate) fn not_here(&mut self, name: &str, why: &str) {
        self.without_work(name, Outcome::NotHere(why.to_owned()));
    }

    fn without_work(&mut self, name: &str, outcome: Outcome) {
        let step = Step { name: name.to_owned(), time: Duration::ZERO, outcome };
        println!("\n== {}. {name}\n   {}", self.taken.len() + 1, step.said());
        self.taken.push(step);
    }

    /// Prints the table; an error unless every step that applies here was done.
    pub(crate) fn finish(self) -> Result<()> {
        println!("\n{}", self.table());
        let missed: Vec<&str> =
            self.taken.iter().filter(|step| step.missed()).map(|step| &*step.name).collect();
        if !missed.is_empty() {
            bail!("not all is well: {}", missed.join(", "));
        }
        Ok(())
    }

    fn table(&self) -> String {
        let width = self.taken.iter().map(|step| step.name.chars().count()).max().unwrap_or(0);
        let mut lines: Vec<String> = self
            .taken
            .iter()
            .map(|step| {
                format!("  {:width$}  {:>8}  {}", step.name, seconds(step.time), step.said())
            })
            .collect();
        lines.push(format!("  {:width$}  {:>8}", "all", seconds(self.started.elapsed())));
        lines.join("\n")
    }
}

impl Step {
    fn missed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed(_) | Outcome::Blocked(_))
    }

    fn said(&self) -> String {
        match &self.outcome {
            Outcome::Done => "ok".to_owned(),
            // the whole story stands where the step ran; the table keeps to its first line
            Outcome::Failed(why) => {
                format!("FAILED: {}", why.lines().next().unwrap_or_default())
            }
            Outcome::Blocked(why) => format!("not tried: {why}"),
            Outcome::NotHere(why) => format!("not on this machine: {why}"),
        }
    }
}

fn seconds(time: Duration) -> String {
    let tenths = (time.as_millis() + 50) / 100;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    if whole >= 60 {
        format!("{} min {:02} s", whole / 60, whole % 60)
    } else {
        format!("{whole}.{tenth} s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_does_not_stop_the_rest_but_fails_the_whole() {
        let mut steps = Steps::new();
        assert!(steps.run("lint", || -> Result<()> { bail!("two warnings\nand more") }).is_none());
        assert_eq!(steps.run("tests", || Ok(3)), Some(3), "the rest goes on");
        let table = steps.table();
        assert!(table.contains("FAILED: two warnings"), "{table}");
        assert!(!table.contains("and more"), "one line a step: {table}");
        let error = steps.finish().unwrap_err();
        assert_eq!(error.to_string(), "not all is well: lint");
    }

    #[test]
    fn a_blocked_step_fails_the_whole_and_one_that_does_not_apply_does_not() {
        let mut steps = Steps::new();
        steps.not_here("window", "needs Linux");
        assert!(steps.finish().is_ok());
        let mut steps = Steps::new();
        steps.blocked("window", "the window was not built");
        assert!(steps.finish().is_err());
    }

    #[test]
    fn times_are_short_to_read() {
        assert_eq!(seconds(Duration::from_millis(1_249)), "1.2 s");
        assert_eq!(seconds(Duration::from_millis(59_960)), "1 min 00 s");
        assert_eq!(seconds(Duration::from_secs(754)), "12 min 34 s");
    }
}
