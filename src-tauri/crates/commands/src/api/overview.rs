//! Tổng quan.

use chrono::NaiveDate;
use scorebook::deadline::DeadlineKind;
use scorebook::losses::{ComponentLoss, GroupBy, Losses, waterfall};
use scorebook::snapshot::Figures;
use scorebook::{Points, Scorebook, Scoring, vi};

use crate::failure::Failure;
use crate::state::AppState;
use crate::view::{AgencyCard, Charts, Deadline, Overview};

/// How many of the largest losses are listed.
const LARGEST: usize = 10;

/// Two years are a comparison; from three on there is a trend.
const TREND_FROM: usize = 3;

pub(crate) fn overview(app: &AppState) -> Result<Overview, Failure> {
    let now = app.now();
    let (figures, deadlines) =
        app.with(|session| Ok((session.figures()?, deadlines(session.read_book()?, now.date())?)))?;
    Ok(build(&figures.figures, deadlines))
}

fn build(figures: &Figures, deadlines: Vec<Deadline>) -> Overview {
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
        deadlines,
        agencies: cards.collect(),
        share: losses.totals.counted.share_of(losses.totals.self_scored_max),
        survey_max: max_of(losses, Scoring::Survey),
        central_max: max_of(losses, Scoring::Central),
        fields: losses.nodes.iter().filter(|n| n.depth == 1).cloned().collect(),
        largest: largest(losses),
        totals: losses.totals.clone(),
    }
}

fn deadlines(book: &Scorebook, today: NaiveDate) -> Result<Vec<Deadline>, Failure> {
    let mut deadlines = Vec::new();
    for kind in DeadlineKind::ALL {
        let date = book.deadline(kind)?;
        deadlines.push(Deadline {
            kind,
            label: vi::deadline(kind).into(),
            date,
            days_left: (date - today).num_days(),
        });
    }
    deadlines.sort_by_key(|d| d.date);
    Ok(deadlines)
}

/// The charts; apart, because the screen does not wait for them.
pub(crate) fn charts(app: &AppState) -> Result<Charts, Failure> {
    app.with(|session| {
        let figures = session.figures()?;
        let book = session.book()?;
        let trend = if book.years()?.iter().filter(|y| **y <= book.year()).count() >= TREND_FROM {
            Some(book.trend()?)
        } else {
            None
        };
        Ok(Charts {
            by_agency: waterfall(figures.losses(), GroupBy::Agency),
            by_cause: waterfall(figures.losses(), GroupBy::Cause),
            trend,
        })
    })
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
