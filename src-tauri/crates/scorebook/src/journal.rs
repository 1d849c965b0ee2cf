//! Nhật ký as people read it: a sentence per entry, what it changed, narrowed and exported.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};
use ts_rs::TS;

use crate::{Author, Code, Op, text};

/// What an entry is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum JournalKind {
    /// Bodies' files.
    Submission,
    /// Decisions on criteria.
    Review,
    /// The office's lists and choices.
    Office,
    /// Frozen figures and documents.
    Document,
    /// Years and their catalogues.
    Year,
    /// Taking back and making again.
    Undo,
}

/// One field that an entry changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalDetail {
    /// On which criterion.
    pub code: Option<Code>,
    /// The field, in Vietnamese.
    pub field: String,
    /// As it was; `None` when there was nothing.
    pub before: Option<String>,
    /// As it became.
    pub after: Option<String>,
}

/// One row of a table that an entry changed, in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangedRow {
    /// The table's name in the store.
    pub table: String,
    /// What it holds, in Vietnamese.
    pub name: String,
    /// The number of the row.
    pub row: i64,
    /// The columns that differ; all, where the row came or went.
    pub columns: Vec<ChangedColumn>,
}

/// One column of a changed row, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangedColumn {
    /// Its name in the store.
    pub column: String,
    /// As it was; `None` for a row that came.
    pub before: Option<String>,
    /// As it became; `None` for a row that went.
    pub after: Option<String>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalRow {
    /// Counts from 1.
    pub id: i64,
    /// Local time.
    pub at: NaiveDateTime,
    /// Who did it and where; none in entries from before that was noted.
    pub author: Option<Author>,
    /// What was done: "điều chỉnh tiêu chí 1.2.3 từ 0,50 xuống 0,25 điểm".
    pub sentence: String,
    /// What it is about.
    pub kind: JournalKind,
    /// The criterion it is about, if it is about one.
    pub code: Option<Code>,
    /// The entry that took it back.
    pub undone_by: Option<i64>,
    /// SHA-256 over the hash of the entry before and this one's content.
    pub hash: String,
    /// What it changed of criteria.
    pub details: Vec<JournalDetail>,
}

/// A narrowing of the journal; all of it must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct JournalFilter {
    /// Only entries whose sentence holds this text, diacritics aside.
    pub text: String,
    /// Only what changed this criterion.
    pub code: Option<Code>,
    /// From this day.
    pub from: Option<NaiveDate>,
    /// To the end of this day.
    pub to: Option<NaiveDate>,
    /// Only these kinds; all when empty.
    pub kinds: Vec<JournalKind>,
}

impl JournalFilter {
    /// Does the entry pass?
    pub fn passes(&self, row: &JournalRow) -> bool {
        let wanted = text::fold(&self.text);
        let about = |code: &Code| {
            row.code.as_ref() == Some(code)
                || row.details.iter().any(|d| d.code.as_ref() == Some(code))
        };
        (wanted.is_empty() || text::fold(&row.sentence).contains(&wanted))
            && self.code.as_ref().is_none_or(about)
            && self.from.is_none_or(|day| row.at.date() >= day)
            && self.to.is_none_or(|day| row.at.date() <= day)
            && (self.kinds.is_empty() || self.kinds.contains(&row.kind))
    }
}

impl Op {
    /// What it is about, for the journal's filter.
    pub fn kind(&self) -> JournalKind {
        match self {
            Self::ApplySubmission { .. }
            | Self::WithdrawSubmission { .. }
            | Self::SetSentDay { .. } => JournalKind::Submission,
            Self::Decide { .. }
            | Self::SetStatus { .. }
            | Self::SetLead { .. }
            | Self::ChooseScore { .. } => JournalKind::Review,
            Self::ApplyAssignment { .. }
            | Self::Assign { .. }
            | Self::ApplyResults { .. }
            | Self::WithdrawResults { .. }
            | Self::SetProvince { .. }
            | Self::CreateYear { .. }
            | Self::DecideLink { .. }
            | Self::AcceptLinks { .. }
            | Self::Upgrade { .. }
            | Self::LostEntry
            | Self::Recover { .. } => JournalKind::Year,
            Self::AddAgencies { .. }
            | Self::SetAliases { .. }
            | Self::RetireAgency { .. }
            | Self::OrderAgencies
            | Self::AddCause { .. }
            | Self::RenameCause { .. }
            | Self::RetireCause { .. }
            | Self::SaveScenario { .. }
            | Self::DropScenario { .. }
            | Self::ForgetAnswer { .. }
            | Self::RenameAgency { .. }
            | Self::MergeAgencies { .. }
            | Self::SetDeadline { .. }
            | Self::SetBaselineKind { .. } => JournalKind::Office,
            Self::SetForm | Self::TakeSnapshot { .. } | Self::SaveDocument { .. } => {
                JournalKind::Document
            }
            Self::Undo { .. } | Self::Redo { .. } => JournalKind::Undo,
        }
    }

    /// The criterion it is about, if it is about one.
    pub fn code(&self) -> Option<&Code> {
        match self {
            Self::Decide { code, .. }
            | Self::SetStatus { code, .. }
            | Self::SetLead { code, .. }
            | Self::ChooseScore { code, .. } => Some(code),
            _ => None,
        }
    }
}

/// The rows as CSV (RFC 4180, with a byte order mark, so that a spreadsheet program reads it as UTF-8). A text
/// that a spreadsheet program would take for a formula is led by an apostrophe.
pub fn csv(rows: &[JournalRow]) -> String {
    let mut out = String::from("\u{feff}");
    line(
        &mut out,
        &[
            "Mục",
            "Thời gian",
            "Nội dung",
            "Tiêu chí",
            "Trường",
            "Trước",
            "Sau",
            "Hoàn tác ở mục",
            "Mã kiểm tra",
            "Tài khoản",
            "Máy",
        ],
    );
    for row in rows {
        let head = [
            row.id.to_string(),
            row.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            row.sentence.clone(),
        ];
        let author = row.author.clone().unwrap_or_default();
        let tail = [
            row.undone_by.map(|n| n.to_string()).unwrap_or_default(),
            row.hash.clone(),
            author.account,
            author.machine,
        ];
        let code = |code: &Option<Code>| code.as_ref().map(Code::to_string).unwrap_or_default();
        let middle: Vec<[String; 4]> = if row.details.is_empty() {
            vec![[code(&row.code), String::new(), String::new(), String::new()]]
        } else {
            row.details
                .iter()
                .map(|d| {
                    let said = |text: &Option<String>| text.clone().unwrap_or_default();
                    [code(&d.code), d.field.clone(), said(&d.before), said(&d.after)]
                })
                .collect()
        };
        for part in &middle {
            let cells: Vec<&str> =
                head.iter().chain(part).chain(&tail).map(String::as_str).collect();
            line(&mut out, &cells);
        }
    }
    out
}

fn line(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push('"');
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            out.push('\'');
        }
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}
