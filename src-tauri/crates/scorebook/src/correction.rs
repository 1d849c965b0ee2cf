//! What the officer changes about how a file is understood, and the doubts the reader asks her about.
//!
//! Corrections are applied in order and kept with the submission; a later one wins over an earlier one of
//! the same place. Rows and columns are 0-based numbers in the sheet.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use ts_rs::TS;

use crate::plan::ColumnRole;
use crate::{AgencyId, Code, Points};

/// One change to how a file is understood. A closed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Correction {
    /// These rows are a header.
    Header {
        /// Which sheet.
        sheet: String,
        /// First row of the header.
        first: u32,
        /// Last row of the header.
        last: u32,
    },
    /// A column of a table, and of tables with the same headings below it, means this.
    Column {
        /// Which sheet.
        sheet: String,
        /// First header row of the table.
        header: u32,
        /// Which column.
        column: u32,
        /// What it means.
        role: ColumnRole,
    },
    /// This row is that criterion.
    Match {
        /// Which sheet.
        sheet: String,
        /// Which row.
        row: u32,
        /// The criterion's code.
        criterion: Code,
    },
    /// This row is left out.
    Exclude {
        /// Which sheet.
        sheet: String,
        /// Which row.
        row: u32,
        /// Why, never empty.
        reason: String,
    },
    /// This row's score is this. The text of the cell stays as it is.
    Value {
        /// Which sheet.
        sheet: String,
        /// Which row.
        row: u32,
        /// The score; none is a blank.
        points: Option<Points>,
        /// Why, never empty.
        reason: String,
    },
    /// The decimal sign of a column, and of the same column of tables with the same headings below it.
    Notation {
        /// Which sheet.
        sheet: String,
        /// First header row of the table.
        header: u32,
        /// Which column.
        column: u32,
        /// The sign.
        notation: DecimalSign,
    },
    /// Where the file shows a column's figures rounded: whether what it shows is the score, or what it stores.
    Shown {
        /// Which sheet.
        sheet: String,
        /// First header row of the table.
        header: u32,
        /// Which column.
        column: u32,
        /// What it shows.
        take: bool,
    },
    /// The file's text outside of Unicode is in this encoding.
    Encoding {
        /// Which.
        encoding: LegacyEncoding,
    },
    /// It is this body's file.
    Agency {
        /// Whose.
        agency: AgencyId,
    },
    /// What the file is to the body's last one.
    Extent {
        /// Which.
        extent: Extent,
    },
}

/// What a file is to the one that its body sent before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Extent {
    /// It adds to it: scores it does not have stay as they are.
    Supplement,
    /// It takes its place: scores it does not have are gone.
    Replacement,
}

/// Which sign parts whole points from decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum DecimalSign {
    /// "0,5"
    Comma,
    /// "0.5"
    Dot,
}

/// How letters were stored before Unicode (`domain.md` §7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum LegacyEncoding {
    /// TCVN 5712:1993, fonts named .VnTime.
    Tcvn3,
    /// VNI for Windows, fonts named VNI-Times.
    Vni,
    /// The text is fine as it stands.
    Unicode,
}

/// A doubt that one key answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Question {
    /// Stable within the file.
    pub id: String,
    /// The reason, as a Vietnamese sentence.
    pub why: String,
    /// The cell it arose at.
    pub at: Option<QuestionPlace>,
    /// The answers, at most [`Question::MOST`].
    pub options: Vec<Answer>,
    /// May the answer be remembered for the body and this layout?
    pub rememberable: bool,
}

impl Question {
    /// Keys 1 to 9 answer.
    pub const MOST: usize = 9;
}

/// A cell by its 0-based numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct QuestionPlace {
    /// Which sheet.
    pub sheet: String,
    /// Which row.
    pub row: u32,
    /// Which column.
    pub column: u32,
}

/// One answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, rename = "QuestionOption")]
pub struct Answer {
    /// What it says.
    pub label: String,
    /// What choosing it adds.
    pub correction: Correction,
    /// Is it the reader's own proposal?
    pub proposed: bool,
}

impl Correction {
    /// The sheet it is about, if it is about one.
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Self::Header { sheet, .. }
            | Self::Column { sheet, .. }
            | Self::Match { sheet, .. }
            | Self::Exclude { sheet, .. }
            | Self::Value { sheet, .. }
            | Self::Notation { sheet, .. }
            | Self::Shown { sheet, .. } => Some(sheet),
            Self::Encoding { .. } | Self::Agency { .. } | Self::Extent { .. } => None,
        }
    }

    /// Is a reason asked for and not given?
    pub fn lacks_reason(&self) -> bool {
        match self {
            Self::Exclude { reason, .. } | Self::Value { reason, .. } => reason.trim().is_empty(),
            _ => false,
        }
    }
}

/// An answer that holds for every file of a body with the same headings in the same columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutAnswer {
    /// [`crate::plan::PlannedTable::layout`].
    pub layout: String,
    /// The headings, for a person to know the layout by.
    pub headings: String,
    /// The answer.
    pub choice: Choice,
}

/// What can be remembered: a correction without the place in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Choice {
    /// See [`Correction::Column`].
    Column {
        /// Which column.
        column: u32,
        /// What it means.
        role: ColumnRole,
    },
    /// See [`Correction::Notation`].
    Notation {
        /// Which column.
        column: u32,
        /// The sign.
        notation: DecimalSign,
    },
    /// See [`Correction::Encoding`].
    Encoding {
        /// Which.
        encoding: LegacyEncoding,
    },
    /// See [`Correction::Match`]: rows of exactly this code and name.
    Match {
        /// The code as written, may be empty.
        code: String,
        /// The name as written.
        name: String,
        /// The criterion.
        criterion: Code,
    },
}
