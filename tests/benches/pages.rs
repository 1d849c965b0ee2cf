//! The briefing's PDF: ten pages of the sample province against a fixed 150 ms, a change on the screen, growth with rows,
//! and the whole program against LibreOffice making a PDF of our own Word file.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench may fail loudly, and reports"
)]

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use briefing::form::BriefingForm;
use journeys::stopwatch::{alone, in_turn, ms, tell};
use journeys::{moment, received};
use scorebook::{Points, Scorebook, Snapshot};

/// The goal for a briefing of ten pages, in milliseconds.
const GOAL: f64 = 150.0;

fn sample_snapshot(store: &Path) -> Snapshot {
    let catalogue = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let mut book = Scorebook::create(store, &catalogue, moment()).expect("a store");
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

/// The same at its maximum everywhere: no annex has rows but the first.
fn flawless(snapshot: &Snapshot) -> Snapshot {
    let mut other = snapshot.clone();
    for c in &mut other.figures.losses.components {
        (c.counted, c.reported, c.agreed) = (Some(c.max), Some(c.max), None);
        (c.lost, c.change) = (Some(Points::ZERO), Some(Points::ZERO));
        c.evidence = "Báo cáo".into();
    }
    other
}

/// The same with other words and figures in every row: typst remembers what it has laid out before, in this
/// document and in those before it.
fn reworded(snapshot: &Snapshot, round: u32) -> Snapshot {
    let mut other = snapshot.clone();
    let more = Points::from_ten_thousandths(i64::from(round) * 100);
    for (n, c) in other.figures.losses.components.iter_mut().enumerate() {
        c.name = format!("{} {round}.{n}", c.name);
        c.max = c.max + more;
        for figure in [&mut c.counted, &mut c.reported, &mut c.baseline] {
            *figure = figure.map(|points| points + more);
        }
    }
    other
}

/// A document of its own each time.
fn draw(snapshot: &Snapshot, round: &mut u32) -> usize {
    *round += 1;
    let mut form = BriefingForm::for_figures(&snapshot.figures);
    form.number = Some(round.to_string());
    form.remarks = format!("Lần {round}");
    let snapshot = reworded(snapshot, *round);
    let rendered = briefing::render(&snapshot, &form).expect("drawn");
    black_box(rendered.pdf().expect("written"));
    rendered.page_count()
}

/// The pages of a document of which one field was changed, as the window draws them.
fn preview(snapshot: &Snapshot, round: &mut u32) {
    *round += 1;
    let mut form = BriefingForm::for_figures(&snapshot.figures);
    form.number = Some(round.to_string());
    let pages = briefing::render(snapshot, &form).expect("drawn");
    black_box(pages.page_svg(0));
}

/// Both from the files on the disk to a PDF on the disk; LibreOffice with a profile of its own, made before.
fn against_libreoffice(store: &Path) -> bool {
    let folder = store.parent().expect("a folder");
    let sodiem = |out: &Path| {
        let made = Command::new(journeys::sodiem())
            .args(["briefing", "--store"])
            .arg(store)
            .arg("--out")
            .arg(out)
            .output()
            .expect("sodiem");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    };
    let word = folder.join("a.docx");
    sodiem(&word);
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let libreoffice = || {
        Command::new("soffice")
            .arg(&profile)
            .args(["--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir"])
            .arg(folder.join("theirs"))
            .arg(&word)
            .output()
    };
    if libreoffice().is_err() {
        println!("against LibreOffice: it is not here, nothing was measured");
        return true;
    }
    let ours = folder.join("ours.pdf");
    let floor = || assert!(libreoffice().expect("it was there").status.success(), "a PDF");
    let (ours, theirs) = in_turn(3, || sodiem(&ours), floor);
    tell(
        "the program's PDF against LibreOffice's of the Word file",
        ms(ours),
        ms(theirs),
        "ms",
        0.1,
    )
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.sodiem");
    let snapshot = sample_snapshot(&store);
    let mut round = 0;
    let mut pages = 0;
    let time = ms(alone(9, || pages = draw(&snapshot, &mut round)));
    println!("briefing of the sample province: {pages} pages, {time:.0} ms");
    let short = (1..100).map(|rows| grown(&snapshot, rows)).find(|s| draw(s, &mut round) == 10);
    let short = short.expect("some number of rows fills ten pages");
    let time = ms(alone(9, || {
        draw(&short, &mut round);
    }));
    let mut met = tell("a briefing of ten pages", time, GOAL, "ms", 1.0);
    let time = ms(alone(9, || preview(&snapshot, &mut round)));
    met &= tell("pages after a change of one field", time, 100.0, "ms", 1.0);
    let mut per_row = Vec::new();
    for rows in [250_u16, 500, 1_000, 2_000] {
        let snapshot = flawless(&grown(&snapshot, usize::from(rows)));
        let time = ms(alone(5, || pages = draw(&snapshot, &mut round)));
        println!("an annex of {rows} rows: {pages} pages, {time:.0} ms");
        per_row.push(time / f64::from(rows));
    }
    met &= tell("an annex of 2,000 rows", per_row[3] * 2_000.0, 1_000.0, "ms", 1.0);
    let all = grown(&snapshot, 2_000);
    let time = ms(alone(2, || pages = draw(&all, &mut round)));
    println!("2,000 criteria in all annexes: {pages} pages, {time:.0} ms");
    met &= tell("a row among 2,000 against one among 250", per_row[3], per_row[0], "ms", 1.5);
    met &= against_libreoffice(&store);
    if !met {
        std::process::exit(1);
    }
}
