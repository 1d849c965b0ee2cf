//! The briefing's PDF: the sample province against a fixed 150 ms, and growth with rows.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench may fail loudly, and reports"
)]

use std::hint::black_box;

use briefing::form::BriefingForm;
use journeys::stopwatch::{alone, ms, tell};
use journeys::{moment, received};
use scorebook::{Scorebook, Snapshot};

/// The goal for the sample province, in milliseconds.
const GOAL: f64 = 150.0;

fn sample_snapshot() -> Snapshot {
    let folder = tempfile::tempdir().expect("a folder");
    let catalogue = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let mut book =
        Scorebook::create(&folder.path().join("a.sodiem"), &catalogue, moment()).expect("a store");
    let (tree, agencies) = (book.catalogue().expect("tree"), book.agencies().expect("bodies"));
    for path in sample::submissions() {
        let plan = intake::plan_submission(&received(&path), &tree, &agencies, None, &[]);
        book.apply(&plan, false, moment()).expect("applied");
    }
    book.take_snapshot(moment()).expect("a snapshot")
}

/// The same province with its leaves repeated until there are that many.
fn grown(snapshot: &Snapshot, rows: usize) -> Snapshot {
    let mut grown = snapshot.clone();
    let leaves = snapshot.figures.losses.components.iter().cycle().take(rows);
    grown.figures.losses.components = leaves.cloned().collect();
    grown.figures.losses.components.sort_by(|a, b| a.code.cmp(&b.code));
    grown
}

fn draw(snapshot: &Snapshot, round: &mut u32) -> usize {
    // a document of its own each time: typst remembers what it has laid out before
    *round += 1;
    let mut form = BriefingForm::for_figures(&snapshot.figures);
    form.number = Some(round.to_string());
    form.remarks = format!("Lần {round}");
    let rendered = briefing::render(snapshot, &form).expect("drawn");
    black_box(rendered.pdf().expect("written"));
    rendered.page_count()
}

fn main() {
    let snapshot = sample_snapshot();
    let mut round = 0;
    let mut pages = 0;
    let time = ms(alone(9, || pages = draw(&snapshot, &mut round)));
    println!("briefing of the sample province: {pages} pages, {time:.0} ms");
    let mut met = tell("briefing PDF", time, GOAL, "ms", 1.0);
    let mut per_row = Vec::new();
    for rows in [250_u16, 500, 1_000, 2_000] {
        let snapshot = grown(&snapshot, usize::from(rows));
        let time = ms(alone(3, || {
            draw(&snapshot, &mut round);
        }));
        println!("{rows} rows: {time:.0} ms, {:.3} ms a row", time / f64::from(rows));
        per_row.push(time / f64::from(rows));
    }
    met &= tell("a row among 2,000 against one among 250", per_row[3], per_row[0], "ms", 1.5);
    if !met {
        std::process::exit(1);
    }
}
