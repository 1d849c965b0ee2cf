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
    /// Công văn đề nghị giải trình, one for each body concerned.
    ExplanationRequest,
    /// Báo cáo kết quả tự đánh giá, chấm điểm for the ministry.
    MinistryReport,
    /// Bảng tổng hợp, the tables alone.
    SummaryTable,
    /// Dự thảo Thông báo kết luận of the meeting.
    Conclusion,
    /// Công văn đôn đốc, one for each body that has sent nothing.
    Reminder,
}

impl DocumentKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Briefing,
        Self::RemedyLetter,
        Self::MeetingRequest,
        Self::ExplanationRequest,
        Self::MinistryReport,
        Self::SummaryTable,
        Self::Conclusion,
        Self::Reminder,
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
            Self::Conclusion => "thong-bao",
            Self::Reminder => "don-doc",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Briefing => "báo cáo nhanh",
            Self::RemedyLetter => "công văn đề nghị khắc phục",
            Self::MeetingRequest => "công văn đề nghị bố trí lịch họp",
            Self::ExplanationRequest => "công văn đề nghị giải trình",
            Self::MinistryReport => "báo cáo kết quả tự đánh giá, chấm điểm",
            Self::SummaryTable => "bảng tổng hợp",
            Self::Conclusion => "dự thảo thông báo kết luận",
            Self::Reminder => "công văn đôn đốc",
        }
    }

    /// Does it need scores? It tells what was put together, or asks about it.
    pub const fn needs_scores(self) -> bool {
        matches!(
            self,
            Self::RemedyLetter | Self::MeetingRequest | Self::ExplanationRequest | Self::Conclusion
        )
    }

    /// Is there one for each body concerned?
    pub const fn is_per_agency(self) -> bool {
        matches!(self, Self::RemedyLetter | Self::ExplanationRequest | Self::Reminder)
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
