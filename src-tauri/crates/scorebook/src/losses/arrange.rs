//! Sorting and grouping what a filter leaves. An arrangement never changes a figure.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, ComponentLoss, Losses, Totals};
use crate::decision::CauseId;
use crate::{AgencyId, Code, Points, text};

/// What rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SortBy {
    /// The order of the catalogue; under a search, the nearest first.
    #[default]
    Catalogue,
    /// Name.
    Name,
    /// Lead body.
    Agency,
    /// Điểm tối đa.
    Max,
    /// Last year.
    Baseline,
    /// Điểm tự chấm.
    Reported,
    /// The score that counts.
    Counted,
    /// Mất điểm.
    Lost,
    /// Against last year.
    Change,
    /// Khắc phục được.
    Recoverable,
    /// Where the review stands.
    Status,
    /// The bodies that answer for it, as they are named in the row.
    Responsible,
    /// Nguyên nhân.
    Cause,
    /// Thời hạn.
    Due,
}

/// An order of rows. What a row does not have stands last, either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Largest first.
    pub descending: bool,
}

/// What rows are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum GroupBy {
    /// Lĩnh vực.
    Field,
    /// The lead body.
    Agency,
    /// The bodies that answer for the loss, each with its share of the points; the lead body where none is named.
    Responsible,
    /// Nguyên nhân: the office's list, then the officer's own words.
    Cause,
}

/// Rows that belong together, and their sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Group {
    /// What they share; empty when they share having none.
    pub label: String,
    /// The field, when grouped by field.
    pub field: Option<Code>,
    /// The body, when grouped by one.
    pub agency: Option<AgencyId>,
    /// The cause, when grouped by one of the list.
    pub cause: Option<CauseId>,
    /// The rows, by code.
    pub rows: Vec<Code>,
    /// Their sums. Grouped by responsible bodies, whole rows: see `lost` for the body's share.
    pub totals: Totals,
    /// Points lost; grouped by responsible bodies, the body's share of them.
    pub lost: Points,
    /// Points recoverable; grouped by responsible bodies, the body's share of them.
    pub recoverable: Points,
}

/// Puts rows in that order.
pub(super) fn sort_rows(rows: &mut [&ComponentLoss], sort: Sort) {
    match sort.by {
        SortBy::Catalogue if sort.descending => rows.reverse(),
        SortBy::Catalogue => {}
        _ => rows.sort_by(|a, b| compare(a, b, sort)),
    }
}

fn compare(a: &ComponentLoss, b: &ComponentLoss, sort: Sort) -> Ordering {
    let turned = |order: Ordering| if sort.descending { order.reverse() } else { order };
    let points =
        |x: Option<Points>, y: Option<Points>| present_first(x, y, |x, y| turned(x.cmp(&y)));
    let words = |x: &str, y: &str| {
        present_first(
            Some(x).filter(|t| !t.is_empty()),
            Some(y).filter(|t| !t.is_empty()),
            |x, y| if x == y { Ordering::Equal } else { turned(text::compare(x, y)) },
        )
    };
    match sort.by {
        SortBy::Catalogue => Ordering::Equal,
        SortBy::Name => words(&a.name, &b.name),
        SortBy::Agency => {
            words(a.agency.as_deref().unwrap_or_default(), b.agency.as_deref().unwrap_or_default())
        }
        SortBy::Max => turned(a.max.cmp(&b.max)),
        SortBy::Baseline => points(a.baseline, b.baseline),
        SortBy::Reported => points(a.reported, b.reported),
        SortBy::Counted => points(a.counted, b.counted),
        SortBy::Lost => points(a.lost, b.lost),
        SortBy::Change => points(a.change, b.change),
        SortBy::Recoverable => points(a.recoverable, b.recoverable),
        SortBy::Status => turned(a.status.cmp(&b.status)),
        SortBy::Responsible => words(&a.responsible_text(), &b.responsible_text()),
        SortBy::Cause => words(&a.cause_text(), &b.cause_text()),
        SortBy::Due => present_first(a.due, b.due, |x, y| turned(x.cmp(&y))),
    }
}

fn present_first<T>(a: Option<T>, b: Option<T>, compare: impl Fn(T, T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(a, b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// Rows that share something, each with the part of it that belongs here.
#[derive(Clone, Debug)]
pub struct Gathered<'a> {
    /// What they share; empty when they share having none.
    pub label: &'a str,
    /// The field, when gathered by field.
    pub field: Option<&'a Code>,
    /// The body, when gathered by one.
    pub agency: Option<AgencyId>,
    /// The cause, when gathered by one of the list.
    pub cause: Option<CauseId>,
    /// The rows; of a loss that several bodies answer for, each one's part stands with that body.
    pub answers: Vec<Answer<'a>>,
}

impl<'a> Gathered<'a> {
    /// Points lost; gathered by responsible bodies, the body's share of them.
    pub fn lost(&self) -> Points {
        self.answers.iter().map(|a| a.lost).sum()
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = &'a ComponentLoss> + use<'_, 'a> {
        self.answers.iter().map(|a| a.row)
    }
}

/// Gathers rows. Fields stand in the order of their codes, bodies and causes in Vietnamese order; what has none
/// stands last.
pub fn gather<'a>(
    losses: &'a Losses,
    rows: impl IntoIterator<Item = &'a ComponentLoss>,
    by: GroupBy,
) -> Vec<Gathered<'a>> {
    let fields: BTreeMap<&Code, &str> =
        losses.nodes.iter().map(|node| (&node.code, node.name.as_str())).collect();
    let mut groups: BTreeMap<Key<'a>, Vec<Answer<'a>>> = BTreeMap::new();
    for row in rows {
        for (key, answer) in keys(row, by) {
            groups.entry(key).or_default().push(answer);
        }
    }
    let gathered = groups.into_iter().map(|(key, answers)| {
        let none = Gathered { label: "", field: None, agency: None, cause: None, answers };
        match key {
            Key::Field(code) => Gathered {
                label: fields.get(code).copied().unwrap_or_default(),
                field: Some(code),
                ..none
            },
            Key::Agency(agency, label) => Gathered { label, agency, ..none },
            Key::Cause(cause, label) => Gathered { label, cause, ..none },
        }
    });
    let mut gathered: Vec<Gathered<'a>> = gathered.collect();
    gathered.sort_by(|a, b| {
        let none_last = |g: &Gathered<'a>| (g.label.is_empty(), g.field);
        none_last(a).cmp(&none_last(b)).then_with(|| text::compare(a.label, b.label))
    });
    gathered
}

/// The same with sums, for a screen.
pub fn group(losses: &Losses, rows: &[&ComponentLoss], by: GroupBy) -> Vec<Group> {
    gather(losses, rows.iter().copied(), by)
        .into_iter()
        .map(|group| Group {
            label: group.label.to_owned(),
            field: group.field.cloned(),
            agency: group.agency,
            cause: group.cause,
            rows: group.rows().map(|row| row.code.clone()).collect(),
            totals: Totals::of(group.rows()),
            lost: group.lost(),
            recoverable: group.answers.iter().map(|a| a.recoverable).sum(),
        })
        .collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Field(&'a Code),
    Agency(Option<AgencyId>, &'a str),
    Cause(Option<CauseId>, &'a str),
}

fn keys(row: &ComponentLoss, by: GroupBy) -> Vec<(Key<'_>, Answer<'_>)> {
    let lead = row.agency.as_deref().map(str::trim).unwrap_or_default();
    let whole = |key| {
        let answer = Answer {
            row,
            agency: row.agency_id,
            name: lead,
            parts: (1, 1),
            lost: row.lost.unwrap_or_default(),
            recoverable: row.recoverable_points().unwrap_or_default(),
        };
        vec![(key, answer)]
    };
    match by {
        GroupBy::Field => whole(Key::Field(&row.field)),
        GroupBy::Agency => whole(Key::Agency(row.agency_id.filter(|_| !lead.is_empty()), lead)),
        GroupBy::Cause if row.cause_id.is_some() => {
            whole(Key::Cause(row.cause_id, row.cause_name.trim()))
        }
        GroupBy::Cause => whole(Key::Cause(None, row.cause.trim())),
        GroupBy::Responsible => {
            row.answers().into_iter().map(|a| (Key::Agency(a.agency, a.name), a)).collect()
        }
    }
}
