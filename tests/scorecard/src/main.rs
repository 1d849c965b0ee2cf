//! `scorecard [--seed N] [--files N] [--annexes N] [--show N] [--keep FOLDER]`: how well files are understood.
//!
//! Files are made with their truth, in layouts thrown together by seeded dice, read by the product's own
//! reader against the sample province's bộ tiêu chí and invented ones, and judged. Ends with 1 when a row
//! came out wrong without a word, or fewer than 97 % of the plain files were understood without a question.
#![allow(clippy::print_stdout, reason = "talking on the terminal is what this program is for")]

mod annex;
mod annex_judge;
mod around;
mod compose;
mod dice;
mod fill;
mod judge;
mod layout;
mod notation;
mod page;
mod spelling;
mod tally;
mod truth;
mod words;
mod world;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use intake::Received;
use scorebook::disk::write_whole;
use scorebook::plan::SourceFile;

use dice::Dice;
use judge::Mark;
use tally::Tally;
use truth::Made;
use world::World;

/// What was asked for.
struct Wish {
    seed: u64,
    files: u64,
    /// How many tables of criteria.
    annexes: u64,
    /// How many failures are told in full.
    show: usize,
    /// Where files that failed are kept, to be looked at.
    keep: Option<PathBuf>,
}

fn main() -> Result<ExitCode> {
    let wish = wish(std::env::args().skip(1))?;
    let sample = World::sample()?;
    let started = Instant::now();
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let done: Vec<Result<Vec<Done>>> = std::thread::scope(|scope| {
        let (sample, wish) = (&sample, &wish);
        let run = |worker: u64| {
            move || {
                (0..wish.files)
                    .filter(|n| n % workers == worker)
                    .map(|n| one(sample, wish.seed, n))
                    .collect()
            }
        };
        let handles: Vec<_> = (0..workers).map(|worker| scope.spawn(run(worker))).collect();
        handles
            .into_iter()
            .map(|handle| {
                handle.join().unwrap_or_else(|_| bail!("the reader or a writer panicked"))
            })
            .collect()
    });
    let mut all: Vec<Done> =
        done.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    all.sort_by_key(|d| d.number);

    let mut tally = Tally::default();
    let mut shown = 0;
    for done in &all {
        tally.add(&done.mark, &done.made.traits, done.time);
        if !done.mark.is_clean() && shown < wish.show {
            shown += 1;
            tell(done);
            if let Some(folder) = &wish.keep {
                std::fs::create_dir_all(folder)?;
                let name = format!("{:05}-{}", done.number, done.made.name);
                write_whole(&folder.join(&name), &done.made.bytes)?;
                write_whole(&folder.join(format!("{name}.txt")), done.told.as_bytes())?;
            }
        }
    }
    println!("seed {}, {} s", wish.seed, started.elapsed().as_secs());
    for line in tally.lines(wish.show > 0) {
        println!("{line}");
    }
    let annexes_are_right = annexes(&wish)?;
    Ok(if tally.is_met() && annexes_are_right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Tables of criteria: is nothing in them wrong without a word?
fn annexes(wish: &Wish) -> Result<bool> {
    let (mut wrong, mut told, mut components, mut steps, mut shown) = (0, 0, 0, 0, 0);
    for number in 0..wish.annexes {
        let made = annex::make(wish.seed, number)?;
        let mark = annex_judge::judge(&made);
        components += mark.components;
        steps += mark.steps;
        wrong += mark.wrong.len();
        told += mark.told.len();
        if !(mark.wrong.is_empty() && mark.told.is_empty()) && shown < wish.show {
            shown += 1;
            println!("== annex {number} {} {}", made.name, made.layout);
            for (kind, lines) in [("WRONG", &mark.wrong), ("told", &mark.told)] {
                for line in lines.iter().take(4) {
                    println!("   {kind}: {line}");
                }
            }
            if let Some(folder) = &wish.keep {
                std::fs::create_dir_all(folder)?;
                write_whole(&folder.join(&made.name), &made.bytes)?;
            }
        }
    }
    println!(
        "annexes {}: wrong without a word {wrong} of {components} components and {steps} steps; said {told}",
        wish.annexes
    );
    Ok(wrong == 0)
}

struct Done {
    number: u64,
    made: Made,
    mark: Mark,
    time: Duration,
    /// What the reader made of it, row by row, for those who look into a failure.
    told: String,
}

fn one(sample: &World, seed: u64, number: u64) -> Result<Done> {
    let mut dice = Dice::new(seed, number);
    let invented;
    let world = if dice.percent(50) {
        sample
    } else {
        invented = World::invented(&mut dice);
        &invented
    };
    let made = compose::file(world, dice)?;
    let started = Instant::now();
    let received = Received::read_here(SourceFile::new(made.name.clone(), made.bytes.clone()));
    let plan = intake::plan_submission(&received, &world.catalogue, &world.agencies, None, &[]);
    let time = started.elapsed();
    let mark = judge::judge(world, &made.truth, &plan);
    let told = if mark.is_clean() { String::new() } else { told(&plan) };
    Ok(Done { number, made, mark, time, told })
}

fn told(plan: &scorebook::ImportPlan) -> String {
    let rows = plan.rows.iter().map(|r| format!("{r:?}"));
    let tables = plan.tables.iter().map(|t| format!("{t:?}"));
    tables
        .chain(rows)
        .chain(plan.problems.iter().map(|p| format!("{p:?}")))
        .collect::<Vec<_>>()
        .join("\n")
}

fn tell(done: &Done) {
    println!("== file {} {} {:?}", done.number, done.made.name, done.made.traits);
    let mark = &done.mark;
    for (kind, lines) in [("WRONG", &mark.wrong), ("amiss", &mark.amiss), ("asked", &mark.needless)]
    {
        for line in lines.iter().take(4) {
            println!("   {kind}: {line}");
        }
        if lines.len() > 4 {
            println!("   {kind}: and {} more", lines.len() - 4);
        }
    }
}

fn wish(mut words: impl Iterator<Item = String>) -> Result<Wish> {
    let mut wish = Wish { seed: 1, files: 1_000, annexes: 500, show: 0, keep: None };
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--seed" => wish.seed = value.parse()?,
            "--files" => wish.files = value.parse()?,
            "--annexes" => wish.annexes = value.parse()?,
            "--show" => wish.show = value.parse()?,
            "--keep" => wish.keep = Some(value.into()),
            other => {
                bail!("unknown word {other}; known: --seed, --files, --annexes, --show, --keep")
            }
        }
    }
    Ok(wish)
}
