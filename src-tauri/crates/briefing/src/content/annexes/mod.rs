//! Phụ lục: I, the whole table; II, what was lost; then what lacks evidence, the losses by body, and what can be
//! won back, what the review changed, where there is something to list.

mod adjusted;
mod agencies;
mod cells;
mod evidence;
mod heat;
mod lost;
mod outlook;
mod risk;
mod scenario;
mod self_assessment;
mod whole;

use scorebook::Snapshot;
use scorebook::losses::{ComponentLoss, Losses};
use scorebook::snapshot::Figures;

pub(super) use self::cells::{has_baseline, opening_cells, opening_columns};
pub(super) use self::evidence::{without_evidence, without_evidence_title};
pub(super) use self::lost::{Stories, lost};
pub(super) use self::scenario::{chosen as chosen_scenario, sentence as scenario_sentence};
pub(super) use self::self_assessment::self_assessment;
use super::header::{date, number_and_symbol};
use super::{Annex, AnnexKind, Block};
use crate::form::BriefingForm;
use crate::view;
use crate::words;

/// Those of the báo cáo nhanh; one that would list nothing and whose absence the text does not point to is left
/// out.
pub(super) fn annexes(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Annex> {
    let losses = &snapshot.figures.losses;
    let year = losses.year;
    let listed: Vec<&ComponentLoss> = view::listed(losses).collect();
    let mut parts = vec![
        (whole::whole_title(year), whole::whole(losses, form.long)),
        (
            format!("DANH MỤC TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA, MẤT ĐIỂM, GIẢM ĐIỂM NĂM {year}"),
            lost(losses, &listed, Stories::of(form), form.grouping),
        ),
    ];
    if without_evidence_is_listed(losses, form) {
        parts.push((without_evidence_title(year), without_evidence(losses)));
    }
    if by_agency_is_listed(losses, form) {
        parts.push((
            format!(
                "TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA, MẤT ĐIỂM, GIẢM ĐIỂM NĂM {year}\nTHEO CƠ QUAN CHỊU TRÁCH NHIỆM"
            ),
            agencies::by_agency(losses),
        ));
    }
    if recoverable_is_listed(losses, form) {
        parts.push((
            format!("TIÊU CHÍ CÒN KHẮC PHỤC ĐƯỢC, NÂNG ĐIỂM NĂM {year}"),
            outlook::winnable(losses, form.day(snapshot)),
        ));
    }
    if heat::is_worth_it(losses) {
        parts.push((heat::title(year), heat::heat(losses)));
    }
    if risk_is_listed(losses, form) {
        parts.push((risk::title(year), risk::risk(losses)));
    }
    if adjusted_is_listed(losses) {
        parts.push((adjusted::title(year), adjusted::adjusted(losses)));
    }
    if let Some((kept, what_if)) = scenario::chosen(&snapshot.figures, form) {
        let blocks = scenario::blocks(&snapshot.figures, kept, &what_if);
        parts.push((scenario::title(kept, year), blocks));
    }
    numbered(parts, &reference("Báo cáo", form), snapshot)
}

/// The Roman numbers of the annexes that are not always there.
pub(super) struct Numbers {
    /// Without evidence.
    pub(super) evidence: Option<String>,
    /// By body.
    pub(super) agencies: Option<String>,
    /// What can still be won back.
    pub(super) recoverable: Option<String>,
    /// Fields by bodies.
    pub(super) heat: Option<String>,
    /// What the appraisal may cut.
    pub(super) risk: Option<String>,
    /// What the review changed or left open.
    pub(super) adjusted: Option<String>,
    /// The chosen scenario.
    pub(super) scenario: Option<String>,
}

impl Numbers {
    pub(super) fn of(figures: &Figures, form: &BriefingForm) -> Self {
        let losses = &figures.losses;
        let mut last = 2;
        let mut next = |is_there: bool| {
            is_there.then(|| {
                last += 1;
                words::roman(last)
            })
        };
        Self {
            evidence: next(without_evidence_is_listed(losses, form)),
            agencies: next(by_agency_is_listed(losses, form)),
            recoverable: next(recoverable_is_listed(losses, form)),
            heat: next(heat::is_worth_it(losses)),
            risk: next(risk_is_listed(losses, form)),
            adjusted: next(adjusted_is_listed(losses)),
            scenario: next(scenario::chosen(figures, form).is_some()),
        }
    }
}

/// Titles and what stands under them, with Roman numbers when there are several.
pub(super) fn numbered(
    parts: Vec<(String, Vec<Block>)>,
    reference: &str,
    snapshot: &Snapshot,
) -> Vec<Annex> {
    let several = parts.len() > 1;
    parts
        .into_iter()
        .enumerate()
        .map(|(i, (title, blocks))| Annex {
            label: if several {
                format!("Phụ lục {}", words::roman(i + 1))
            } else {
                "Phụ lục".to_owned()
            },
            title,
            reference: reference.to_owned(),
            blocks,
            snapshot_line: super::snapshot_line(snapshot),
        })
        .collect()
}

/// "(Kèm theo Báo cáo số 05/BC-SNV ngày 08 tháng 01 năm 2025 của Sở Nội vụ)".
pub(super) fn reference(what: &str, form: &BriefingForm) -> String {
    format!(
        "(Kèm theo {what} số {} {} của {})",
        number_and_symbol(form),
        date(form),
        words::inline(&form.body)
    )
}

/// Of the long form, and not left out of it.
fn wanted(form: &BriefingForm, annex: AnnexKind) -> bool {
    form.long && !form.left_out.contains(&annex)
}

/// Does Phụ lục III have rows?
fn without_evidence_is_listed(losses: &Losses, form: &BriefingForm) -> bool {
    wanted(form, AnnexKind::WithoutEvidence) && view::without_evidence(losses).next().is_some()
}

/// What may be cut when the ministry appraises, in the long form.
fn risk_is_listed(losses: &Losses, form: &BriefingForm) -> bool {
    form.long && risk::rows(losses).next().is_some()
}

/// What was changed, ruled out or sent back always goes along: it tells of doubts.
fn adjusted_is_listed(losses: &Losses) -> bool {
    adjusted::rows(losses).next().is_some()
}

/// Does Phụ lục IV? One body alone would only see Phụ lục II again.
fn by_agency_is_listed(losses: &Losses, form: &BriefingForm) -> bool {
    wanted(form, AnnexKind::ByAgency) && view::by_body(losses, view::listed(losses)).len() > 1
}

/// Does the last annex? Only where the officer has said what can be won back.
fn recoverable_is_listed(losses: &Losses, form: &BriefingForm) -> bool {
    !form.left_out.contains(&AnnexKind::Recoverable) && view::recoverable(losses).next().is_some()
}
