//! `sodiem losses`: what is lost, as text or as JSON.

use scorebook::decision::Status;
use scorebook::losses::{ComponentLoss, Flag, Totals};
use scorebook::submission::ScoreState;
use scorebook::{BaselineKind, Code, Losses, Points, Scoring, SourceCell, vi};
use serde::Serialize;

use crate::Outcome;
use crate::args::LossesArgs;
use crate::refusal::print_json;
use crate::store;
use crate::terminal::say;

/// The JSON's shape is a promise to other programs: it lists its fields itself, so that the read model can
/// grow without breaking them.
#[derive(Serialize)]
struct LossesReport<'a> {
    year: i32,
    baseline_year: i32,
    baseline_kind: Option<BaselineKind>,
    totals: TotalsReport,
    components: Vec<ComponentReport<'a>>,
}

#[derive(Serialize)]
struct TotalsReport {
    max: Points,
    self_scored_max: Points,
    reported: Points,
    counted: Points,
    baseline: Points,
    lost: Points,
    missing: u32,
}

#[derive(Serialize)]
struct ComponentReport<'a> {
    code: &'a Code,
    name: &'a str,
    max: Points,
    scoring: Scoring,
    agency: Option<&'a str>,
    baseline: Option<Points>,
    reported: Option<Points>,
    agreed: Option<Points>,
    counted: Option<Points>,
    lost: Option<Points>,
    change: Option<Points>,
    state: ScoreState,
    flags: &'a [Flag],
    source: Option<&'a SourceCell>,
    status: Status,
    cause: Option<String>,
    responsible: Vec<ResponsibleReport<'a>>,
    recoverable: Option<Points>,
}

#[derive(Serialize)]
struct ResponsibleReport<'a> {
    agency: &'a str,
    /// In hundredths of a per cent.
    share: i64,
}

pub(crate) fn run(args: &LossesArgs) -> Outcome {
    let book = store::open(&args.store)?;
    let losses = book.losses()?;
    book.close()?;
    if args.json {
        print_json(&report(&losses))?;
    } else {
        print(&losses);
    }
    Ok(true)
}

fn report(losses: &Losses) -> LossesReport<'_> {
    let Totals { max, self_scored_max, reported, counted, baseline, lost, missing, .. } =
        losses.totals;
    LossesReport {
        year: losses.year,
        baseline_year: losses.baseline_year,
        baseline_kind: losses.baseline_kind,
        totals: TotalsReport { max, self_scored_max, reported, counted, baseline, lost, missing },
        components: losses.components.iter().map(component).collect(),
    }
}

fn component(c: &ComponentLoss) -> ComponentReport<'_> {
    ComponentReport {
        code: &c.code,
        name: &c.name,
        max: c.max,
        scoring: c.scoring,
        agency: c.agency.as_deref(),
        baseline: c.baseline,
        reported: c.reported,
        agreed: c.agreed,
        counted: c.counted,
        lost: c.lost,
        change: c.change,
        state: c.state,
        flags: &c.flags,
        source: c.source.as_ref(),
        status: c.status,
        cause: Some(c.cause_text()).filter(|cause| !cause.is_empty()),
        responsible: c
            .responsible
            .iter()
            .map(|r| ResponsibleReport { agency: &r.name, share: r.share })
            .collect(),
        recoverable: c.recoverable,
    }
}

fn print(losses: &Losses) {
    let t = &losses.totals;
    let kind = losses.baseline_kind.map_or("chưa có", vi::baseline_kind);
    say(format_args!("Năm {}, so với kết quả {kind} năm {}", losses.year, losses.baseline_year));
    say(format_args!(
        "Phần tự chấm: {} trên {} điểm của {} tiêu chí đã chấm; mất {} điểm; còn {} tiêu chí chưa có điểm",
        t.counted, t.self_scored_max, t.scored, t.lost, t.missing
    ));
    say(format_args!("Các tiêu chí chưa đạt điểm tối đa, giảm điểm hoặc chưa có điểm:"));
    for c in losses.components.iter().filter(|c| deserves_a_line(c)) {
        say(format_args!("  {}", line(c)));
    }
}

fn deserves_a_line(c: &ComponentLoss) -> bool {
    c.scoring == Scoring::SelfScored && (!c.flags.is_empty() || c.counted.is_none())
}

fn line(c: &ComponentLoss) -> String {
    let score = c.counted.map_or_else(|| vi::state(c.state).to_owned(), |p| p.to_string());
    let lost = c.lost.filter(|l| !l.is_zero()).map(|l| format!(", mất {l}")).unwrap_or_default();
    let change =
        c.change.filter(|n| !n.is_zero()).map(|n| format!(", so với năm trước {}", n.signed()));
    let source = c.source.as_ref().map(|s| {
        let corrected =
            s.correction.as_ref().map(|reason| format!(" (ô ghi “{}”, đã sửa: {reason})", s.raw));
        let corrected = corrected.unwrap_or_default();
        format!(" ← {} / {} / {}{corrected}", s.file, s.sheet, s.cell)
    });
    format!(
        "{:<8} {score} trên {}{lost}{}; {}; {}{}",
        c.code,
        c.max,
        change.unwrap_or_default(),
        c.agency.as_deref().unwrap_or("chưa phân công"),
        c.name,
        source.unwrap_or_default()
    )
}
