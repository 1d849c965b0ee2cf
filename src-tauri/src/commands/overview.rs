//! Tổng quan.

use chrono::{NaiveDate, NaiveDateTime};
use scorebook::losses::{ComponentLoss, Losses};
use scorebook::snapshot::Figures;
use scorebook::{Points, Scoring};
use tauri::State;

use crate::clock::now;
use crate::desk::{Desk, Papers};
use crate::view::{AgencyCard, Deadline, Failure, Overview};

/// How many of the largest losses are listed.
const LARGEST: usize = 10;

#[tauri::command(async)]
pub(crate) fn overview(desk: State<'_, Desk>) -> Result<Overview, Failure> {
    let at_hand = desk.with(Papers::at_hand)?;
    Ok(build(&at_hand.figures, now()))
}

fn build(figures: &Figures, now: NaiveDateTime) -> Overview {
    let losses = &figures.losses;
    let scored = losses.agencies.iter().filter(|a| a.totals.self_scored > 0);
    let cards = scored.filter_map(|a| Some((a.agency_id?, a))).zip(&figures.agencies).map(
        |((id, agency), status)| AgencyCard {
            id,
            status: status.clone(),
            totals: agency.totals.clone(),
        },
    );
    Overview {
        deadlines: deadlines(losses.year, now.date()),
        agencies: cards.collect(),
        share: losses.totals.counted.share_of(losses.totals.self_scored_max),
        survey_max: max_of(losses, Scoring::Survey),
        central_max: max_of(losses, Scoring::Central),
        fields: losses.nodes.iter().filter(|n| n.depth == 1).cloned().collect(),
        largest: largest(losses),
        totals: losses.totals.clone(),
    }
}

/// The dispatch's two dates (`seed/`: before 25/12 of the year, before 10/01 of the next).
fn deadlines(year: i32, today: NaiveDate) -> Vec<Deadline> {
    let dates = [
        ("Các cơ quan gửi điểm tự chấm", NaiveDate::from_ymd_opt(year, 12, 25)),
        ("Báo cáo nhanh UBND tỉnh", NaiveDate::from_ymd_opt(year + 1, 1, 10)),
    ];
    dates
        .into_iter()
        .filter_map(|(label, date)| Some((label, date?)))
        .map(|(label, date)| Deadline {
            label: label.into(),
            date,
            days_left: (date - today).num_days(),
        })
        .collect()
}

fn max_of(losses: &Losses, scoring: Scoring) -> Points {
    losses.components.iter().filter(|c| c.scoring == scoring).map(|c| c.max).sum()
}

fn largest(losses: &Losses) -> Vec<ComponentLoss> {
    let mut lost: Vec<&ComponentLoss> =
        losses.components.iter().filter(|c| c.lost.is_some_and(|l| l > Points::ZERO)).collect();
    lost.sort_by(|a, b| b.lost.cmp(&a.lost).then_with(|| a.code.cmp(&b.code)));
    lost.into_iter().take(LARGEST).cloned().collect()
}
