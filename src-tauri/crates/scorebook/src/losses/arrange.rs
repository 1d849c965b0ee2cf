//! Sorting and grouping what a filter leaves. An arrangement never changes a figure.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ComponentLoss, Losses, Totals};
use crate::decision::{CauseId, split};
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
    /// The bodies that answer for the loss, each with its share of the points.
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

/// Gathers rows. Fields stand in the order of their codes, bodies and causes in Vietnamese order; what has none
/// stands last.
pub fn group(losses: &Losses, rows: &[&ComponentLoss], by: GroupBy) -> Vec<Group> {
    let fields: BTreeMap<&Code, &str> =
        losses.nodes.iter().map(|node| (&node.code, node.name.as_str())).collect();
    let mut groups: BTreeMap<Key<'_>, Group> = BTreeMap::new();
    for row in rows {
        for (key, lost, recoverable) in keys(row, by) {
            let group = groups.entry(key).or_insert_with_key(|key| key.group(&fields));
            group.rows.push(row.code.clone());
            group.totals.add(row);
            group.lost = group.lost + lost;
            group.recoverable = group.recoverable + recoverable;
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by(|a, b| {
        let label = |g: &'_ Group| (g.label.is_empty(), g.field.clone());
        label(a).cmp(&label(b)).then_with(|| text::compare(&a.label, &b.label))
    });
    groups
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Field(&'a Code),
    Agency(Option<AgencyId>, &'a str),
    Cause(Option<CauseId>, &'a str),
}

impl Key<'_> {
    fn group(&self, fields: &BTreeMap<&Code, &str>) -> Group {
        let mut group = Group {
            label: String::new(),
            field: None,
            agency: None,
            cause: None,
            rows: Vec::new(),
            totals: Totals::default(),
            lost: Points::ZERO,
            recoverable: Points::ZERO,
        };
        match *self {
            Self::Field(code) => {
                group.label.push_str(fields.get(code).copied().unwrap_or_default());
                group.field = Some(code.clone());
            }
            Self::Agency(id, name) => {
                group.agency = id;
                group.label.push_str(name);
            }
            Self::Cause(id, name) => {
                group.cause = id;
                group.label.push_str(name);
            }
        }
        group
    }
}

fn keys(row: &ComponentLoss, by: GroupBy) -> Vec<(Key<'_>, Points, Points)> {
    let (lost, gain) = (row.lost.unwrap_or_default(), row.recoverable.unwrap_or_default());
    let whole = |key| vec![(key, lost, gain)];
    match by {
        GroupBy::Field => whole(Key::Field(&row.field)),
        GroupBy::Agency => {
            whole(Key::Agency(row.agency_id, row.agency.as_deref().unwrap_or_default()))
        }
        GroupBy::Cause if row.cause_id.is_some() => {
            whole(Key::Cause(row.cause_id, &row.cause_name))
        }
        GroupBy::Cause => whole(Key::Cause(None, &row.cause)),
        GroupBy::Responsible if row.responsible.is_empty() => whole(Key::Agency(None, "")),
        GroupBy::Responsible => {
            let parts: Vec<u32> = row.responsible.iter().map(|r| r.parts).collect();
            let shares = split(lost, &parts).into_iter().zip(split(gain, &parts));
            let keys = row.responsible.iter().map(|r| Key::Agency(Some(r.agency), r.name.as_str()));
            keys.zip(shares).map(|(key, (lost, gain))| (key, lost, gain)).collect()
        }
    }
}
