//! `sodiem losses`: what is lost, as text or as JSON.

use chrono::NaiveDate;
use scorebook::crosswalk::Comparison;
use scorebook::decision::{Likelihood, Status};
use scorebook::losses::{ComponentLoss, Coverage, Flag, Totals};
use scorebook::snapshot::{AgencyStatus, Figures};
use scorebook::submission::ScoreState;
use scorebook::{BaselineKind, Code, Losses, Points, Scoring, SourceCell, vi};
use serde::Serialize;

use crate::Outcome;
use crate::args::LossesArgs;
use crate::refusal::print_json;
use crate::store;
use crate::terminal::say;

/// The JSON's shape is a promise to other programs: it lists its fields itself, so that the read model can
/// grow without breaking them. Everything that documents tell of a criterion is in it.
#[derive(Serialize)]
struct LossesReport<'a> {
    year: i32,
    baseline_year: i32,
    baseline_kind: Option<BaselineKind>,
    totals: TotalsReport,
    fields: Vec<FieldReport<'a>>,
    agencies: Vec<AgencyReport<'a>>,
    components: Vec<ComponentReport<'a>>,
}

#[derive(Serialize)]
struct TotalsReport {
    max: Points,
    self_scored_max: Points,
    reported: Points,
    counted: Points,
    baseline: Points,
    change: Points,
    lost: Points,
    scored: u32,
    missing: u32,
    missing_max: Points,
    /// By the office's ruling, or so far only by the body's word.
    not_applicable: u32,
    not_applicable_by_agency: u32,
    not_applicable_max: Points,
}

#[derive(Serialize)]
struct FieldReport<'a> {
    code: &'a Code,
    name: &'a str,
    totals: TotalsReport,
}

#[derive(Serialize)]
struct AgencyReport<'a> {
    name: &'a str,
    /// Its file counts.
    sent: bool,
    /// As its mail or the officer says.
    sent_on: Option<NaiveDate>,
    revision: Option<u32>,
    leads: u32,
    scored: u32,
}

#[derive(Serialize)]
struct ComponentReport<'a> {
    code: &'a Code,
    name: &'a str,
    field: &'a Code,
    max: Points,
    scoring: Scoring,
    coverage: Coverage,
    agency: Option<&'a str>,
    baseline: Option<Points>,
    baseline_max: Option<Points>,
    reported: Option<Points>,
    agreed: Option<Points>,
    counted: Option<Points>,
    lost: Option<Points>,
    change: Option<Points>,
    comparison: Comparison,
    /// In hundredths of a per cent, where the maximum changed.
    change_share: Option<i64>,
    state: ScoreState,
    flags: &'a [Flag],
    source: Option<&'a SourceCell>,
    also_scored_by: Vec<OtherScore<'a>>,
    score_chosen: bool,
    off_scale: bool,
    cut_last_year: Option<Points>,
    status: Status,
    reason: Option<&'a str>,
    cause: Option<String>,
    responsible: Vec<ResponsibleReport<'a>>,
    recoverable: Option<Points>,
    likelihood: Option<Likelihood>,
    remedy: Option<&'a str>,
    due: Option<NaiveDate>,
    asked: Option<&'a str>,
    answer_by: Option<NaiveDate>,
    evidence: Option<&'a str>,
    explanation: Option<&'a str>,
}

#[derive(Serialize)]
struct OtherScore<'a> {
    agency: &'a str,
    points: Points,
}

#[derive(Serialize)]
struct ResponsibleReport<'a> {
    agency: &'a str,
    parts: u32,
    /// In hundredths of a per cent; the shares of a loss add up to 10 000.
    share: i64,
}

pub(crate) fn run(args: &LossesArgs) -> Outcome {
    let book = store::open(&args.store)?;
    let figures = book.figures()?;
    book.close()?;
    if args.json {
        print_json(&report(&figures))?;
    } else {
        print(&figures.losses);
    }
    Ok(true)
}

fn report(figures: &Figures) -> LossesReport<'_> {
    let losses = &figures.losses;
    let fields = losses.nodes.iter().filter(|node| node.depth == 1);
    LossesReport {
        year: losses.year,
        baseline_year: losses.baseline_year,
        baseline_kind: losses.baseline_kind,
        totals: totals(&losses.totals),
        fields: fields
            .map(|f| FieldReport { code: &f.code, name: &f.name, totals: totals(&f.totals) })
            .collect(),
        agencies: figures.agencies.iter().map(agency).collect(),
        components: losses.components.iter().map(component).collect(),
    }
}

fn totals(t: &Totals) -> TotalsReport {
    TotalsReport {
        max: t.max,
        self_scored_max: t.self_scored_max,
        reported: t.reported,
        counted: t.counted,
        baseline: t.baseline,
        change: t.change,
        lost: t.lost,
        scored: t.scored,
        missing: t.missing,
        missing_max: t.missing_max,
        not_applicable: t.not_applicable,
        not_applicable_by_agency: t.not_applicable_by_agency,
        not_applicable_max: t.not_applicable_max,
    }
}

fn agency(a: &AgencyStatus) -> AgencyReport<'_> {
    AgencyReport {
        name: &a.name,
        sent: a.applied_at.is_some(),
        sent_on: a.sent_on,
        revision: a.revision,
        leads: a.leads,
        scored: a.scored,
    }
}

fn component(c: &ComponentLoss) -> ComponentReport<'_> {
    ComponentReport {
        code: &c.code,
        name: &c.name,
        field: &c.field,
        max: c.max,
        scoring: c.scoring,
        coverage: c.coverage(),
        agency: c.agency.as_deref(),
        baseline: c.baseline,
        baseline_max: c.baseline_max,
        reported: c.reported,
        agreed: c.agreed,
        counted: c.counted,
        lost: c.lost,
        change: c.change,
        comparison: c.comparison,
        change_share: c.change_share,
        state: c.state,
        flags: &c.flags,
        source: c.source.as_ref(),
        also_scored_by: c
            .also_scored_by
            .iter()
            .map(|(agency, points)| OtherScore { agency, points: *points })
            .collect(),
        score_chosen: c.score_chosen,
        off_scale: c.off_scale,
        cut_last_year: c.cut_last_year,
        status: c.status,
        reason: said(&c.reason),
        cause: Some(c.cause_text()).filter(|cause| !cause.is_empty()),
        responsible: c
            .responsible
            .iter()
            .map(|r| ResponsibleReport { agency: &r.name, parts: r.parts, share: r.share })
            .collect(),
        recoverable: c.recoverable,
        likelihood: c.likelihood,
        remedy: said(&c.remedy),
        due: c.due,
        asked: said(&c.asked),
        answer_by: c.answer_by,
        evidence: said(&c.evidence),
        explanation: said(&c.explanation),
    }
}

/// What is not there is `null`.
fn said(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn print(losses: &Losses) {
    let t = &losses.totals;
    let kind = losses.baseline_kind.map_or("chưa có", vi::baseline_kind);
    say(format_args!("Năm {}, so với kết quả {kind} năm {}", losses.year, losses.baseline_year));
    say(format_args!(
        "Phần tự chấm: {} trên {} điểm của {} tiêu chí đã chấm; mất {} điểm; còn {} tiêu chí chưa có điểm",
        t.counted, t.self_scored_max, t.scored, t.lost, t.missing
    ));
    if t.not_applicable > 0 {
        say(format_args!(
            "Không áp dụng: {} tiêu chí (tối đa {}), trong đó {} tiêu chí mới do cơ quan đề nghị",
            t.not_applicable, t.not_applicable_max, t.not_applicable_by_agency
        ));
    }
    say(format_args!("Các tiêu chí chưa đạt điểm tối đa, giảm điểm hoặc chưa có điểm:"));
    for c in losses.components.iter().filter(|c| deserves_a_line(c)) {
        say(format_args!("  {}", line(c)));
    }
}

fn deserves_a_line(c: &ComponentLoss) -> bool {
    c.scoring == Scoring::SelfScored && (!c.flags.is_empty() || c.counted.is_none())
}

fn line(c: &ComponentLoss) -> String {
    let score = c.counted.map_or_else(|| vi::coverage(c.coverage()).to_owned(), |p| p.to_string());
    let lost = c.lost.filter(|l| !l.is_zero()).map(|l| format!(", mất {l}")).unwrap_or_default();
    let change =
        c.change.filter(|n| !n.is_zero()).map(|n| format!(", so với năm trước {}", n.signed()));
    let ruled = match c.coverage() {
        Coverage::NotApplicableByOffice => format!(" (lý do: {})", c.reason),
        _ => String::new(),
    };
    let source = c.source.as_ref().map(|s| {
        let corrected =
            s.correction.as_ref().map(|reason| format!(" (ô ghi “{}”, đã sửa: {reason})", s.raw));
        let corrected = corrected.unwrap_or_default();
        format!(" ← {} / {} / {}{corrected}", s.file, s.sheet, s.cell)
    });
    format!(
        "{:<8} {score}{ruled} trên {}{lost}{}; {}; {}{}",
        c.code,
        c.max,
        change.unwrap_or_default(),
        c.agency.as_deref().unwrap_or("chưa phân công"),
        c.name,
        source.unwrap_or_default()
    )
}
