//! What became of the figures since they were frozen.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use crate::losses::{ComponentLoss, ResponsibleShare};
use crate::snapshot::{AgencyStatus, Figures};
use crate::{Code, Points, vi};

/// One thing that is not as it was when the figures were frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Changed {
    /// The criterion; none when it is about a body's file.
    pub code: Option<Code>,
    /// The criterion's or the body's name.
    pub name: String,
    /// What of it, in a word or two.
    pub what: String,
    /// As it was; empty when there was nothing.
    pub before: String,
    /// As it is; empty when there is nothing.
    pub now: String,
}

/// A part of a criterion, its name and what it is now.
type Part = (&'static str, fn(&ComponentLoss) -> String);

/// What of a criterion documents tell.
const PARTS: [Part; 18] = [
    ("tên", |c| c.name.clone()),
    ("điểm tối đa", |c| points(Some(c.max))),
    ("cơ quan chủ trì", |c| c.agency.clone().unwrap_or_default()),
    ("điểm năm trước", |c| points(c.baseline)),
    ("tự chấm", |c| {
        c.reported.map_or_else(|| vi::state(c.state).to_owned(), |p| points(Some(p)))
    }),
    ("thống nhất", |c| points(c.agreed)),
    ("lý do", |c| c.reason.clone()),
    ("mất điểm", |c| points(c.lost)),
    ("tình trạng", |c| vi::status(c.status).to_owned()),
    ("nguyên nhân", ComponentLoss::cause_text),
    ("giải pháp", |c| c.remedy.clone()),
    ("thời hạn", |c| day(c.due)),
    ("khắc phục được", |c| points(c.recoverable)),
    ("cơ quan chịu trách nhiệm", |c| {
        let whole: u32 = c.responsible.iter().map(|r| r.parts).sum();
        let part = |r: &ResponsibleShare| match c.responsible.len() {
            1 => r.name.clone(),
            _ => format!("{} ({}/{whole})", r.name, r.parts),
        };
        c.responsible.iter().map(part).collect::<Vec<_>>().join(", ")
    }),
    ("đề nghị giải trình", |c| c.asked.clone()),
    ("hạn giải trình", |c| day(c.answer_by)),
    ("tài liệu kiểm chứng", |c| c.evidence.clone()),
    ("giải trình", |c| c.explanation.clone()),
];

/// What differs, criterion by criterion in the order of the bộ tiêu chí, then body by body.
pub fn changed(frozen: &Figures, now: &Figures) -> Vec<Changed> {
    let mut changed = Vec::new();
    let before: BTreeMap<&Code, &ComponentLoss> =
        frozen.losses.components.iter().map(|c| (&c.code, c)).collect();
    for c in &now.losses.components {
        let was = before.get(&c.code).copied();
        for (what, of) in PARTS {
            let (before, now) = (was.map(of).unwrap_or_default(), of(c));
            if before != now {
                let (code, name) = (Some(c.code.clone()), c.name.clone());
                changed.push(Changed { code, name, what: what.into(), before, now });
            }
        }
    }
    let kept = |all: &Figures| {
        all.scenarios.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join("; ")
    };
    if frozen.scenarios != now.scenarios {
        let (before, now) = (kept(frozen), kept(now));
        changed.push(Changed {
            code: None,
            name: String::new(),
            what: "phương án".into(),
            before,
            now,
        });
    }
    let files: BTreeMap<&str, &AgencyStatus> =
        frozen.agencies.iter().map(|a| (a.name.as_str(), a)).collect();
    for body in &now.agencies {
        let before = files.get(body.name.as_str()).map(|a| file(a)).unwrap_or_default();
        let now = file(body);
        if before != now {
            let (name, what) = (body.name.clone(), "bản tự chấm".to_owned());
            changed.push(Changed { code: None, name, what, before, now });
        }
    }
    changed
}

fn points(points: Option<Points>) -> String {
    points.map(|p| p.to_string()).unwrap_or_default()
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|d| d.format("%d/%m/%Y").to_string()).unwrap_or_default()
}

/// "lần 2, tệp.xlsx".
fn file(body: &AgencyStatus) -> String {
    match (body.revision, &body.file) {
        (Some(revision), Some(file)) => {
            let sent = body.sent_on.map(|day| format!(", gửi ngày {}", self::day(Some(day))));
            format!("lần {revision}, {file}{}", sent.unwrap_or_default())
        }
        _ => String::new(),
    }
}
