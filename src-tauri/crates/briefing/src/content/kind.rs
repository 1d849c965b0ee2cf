//! The documents there are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document that can be made of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DocumentKind {
    /// Báo cáo nhanh.
    Briefing,
    /// Công văn đề nghị khắc phục, one for each body concerned.
    RemedyLetter,
    /// Công văn đề nghị bố trí lịch họp.
    MeetingRequest,
    /// Phiếu yêu cầu giải trình, one for each body concerned.
    ExplanationRequest,
    /// Báo cáo kết quả tự đánh giá, chấm điểm for the ministry.
    MinistryReport,
    /// Bảng tổng hợp, the tables alone.
    SummaryTable,
}

impl DocumentKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Briefing,
        Self::RemedyLetter,
        Self::MeetingRequest,
        Self::ExplanationRequest,
        Self::MinistryReport,
        Self::SummaryTable,
    ];

    /// Its name on the command line and in identifiers.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Briefing => "bao-cao-nhanh",
            Self::RemedyLetter => "cong-van",
            Self::MeetingRequest => "lich-hop",
            Self::ExplanationRequest => "giai-trinh",
            Self::MinistryReport => "bao-cao-bo",
            Self::SummaryTable => "bang-tong-hop",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Briefing => "báo cáo nhanh",
            Self::RemedyLetter => "công văn đề nghị khắc phục",
            Self::MeetingRequest => "công văn đề nghị bố trí lịch họp",
            Self::ExplanationRequest => "phiếu yêu cầu giải trình",
            Self::MinistryReport => "báo cáo kết quả tự đánh giá, chấm điểm",
            Self::SummaryTable => "bảng tổng hợp",
        }
    }

    /// Is there one for each body concerned?
    pub const fn is_per_agency(self) -> bool {
        matches!(self, Self::RemedyLetter | Self::ExplanationRequest)
    }
}

/// An annex of the báo cáo nhanh that can be left out; the whole table and the list of losses always go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AnnexKind {
    /// Criteria without evidence, with what was said of them.
    WithoutEvidence,
    /// Losses by the body that leads.
    ByAgency,
    /// What can still be won back.
    Recoverable,
}

/// A part of the báo cáo nhanh's text that can be left out. What tells of doubts (what has no score or no evidence),
/// the sums and the requests always go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Section {
    /// Who sent their scores, and when.
    Progress,
    /// The table by field and what is said of it.
    Fields,
    /// The chart by field.
    Chart,
    /// Losses by the body that leads.
    ByAgency,
    /// The largest losses, one by one.
    Largest,
    /// What the figures come to in the officer's judgement.
    Assessment,
}

/// What the rows of Phụ lục II are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Grouping {
    /// Lĩnh vực.
    Field,
    /// The body that leads.
    Agency,
    /// Nguyên nhân.
    Cause,
}
