//! What will be written: one object that is shown, confirmed and applied, verbatim.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use strum::{EnumIter, IntoStaticStr};
use ts_rs::TS;

use crate::correction::{Extent, LayoutAnswer};
use crate::submission::ScoreState;
use crate::{
    Agency, AgencyId, Catalogue, CellRef, Correction, NodeId, Points, Problem, Question, Severity,
};

/// A received file, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, without folder.
    pub name: String,
    /// Its bytes, kept in the store.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// The container it came in, if it came in one.
    pub origin: Option<Origin>,
}

/// Where a file came from: the .zip or .eml that held it, and the message's sender and date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Origin {
    /// The container's name; for one inside another "thư.eml › bảng.zip".
    pub container: String,
    /// "Tên <hộp thư>", when it was a message that said so.
    pub sender: Option<String>,
    /// When the message was sent, in Vietnam's time.
    pub sent_at: Option<NaiveDateTime>,
    /// What the message says, when it says anything.
    #[serde(default)]
    pub message: Option<String>,
    /// What else the container held and was not read: "Công văn.pdf (tệp PDF)".
    pub beside: Vec<String>,
}

impl SourceFile {
    /// Takes the bytes and computes their hash.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let sha256 = hex(&Sha256::digest(&bytes));
        Self { name: name.into(), bytes, sha256, origin: None }
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
        let _ = write!(s, "{b:02x}");
        s
    })
}

/// The one place a row of a file ends up in. The buckets' sum is the number of rows read.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    IntoStaticStr,
    EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Bucket {
    /// A criterion with a score.
    Scored,
    /// A criterion with an empty score cell (or "không áp dụng").
    Blank,
    /// A criterion departments do not score.
    NotSelfScored,
    /// An answer option or data row inside the table.
    Options,
    /// A lĩnh vực or tiêu chí above its components.
    Parents,
    /// A total or subtotal.
    Totals,
    /// Letterhead, header, signature, notes: not part of the table.
    Ignored,
    /// Carries a score and matches no criterion.
    Unmatched,
    /// Matched, with a score that cannot be taken (unreadable, over the maximum, …).
    Refused,
}

/// One row of the file, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRow {
    /// Sheet.
    pub sheet: String,
    /// 0-based row in the sheet.
    pub row: u32,
    /// Where it ends up.
    pub bucket: Bucket,
    /// The code as written, may be empty.
    pub code: String,
    /// The name as written (NFC), may be empty.
    pub name: String,
    /// The criterion it was matched to.
    pub node: Option<NodeId>,
    /// What the body says; set on rows of [`Bucket::Scored`] and [`Bucket::Blank`].
    pub state: Option<ScoreState>,
    /// The score; set exactly when `state` is `Scored`.
    pub points: Option<Points>,
    /// The score cell.
    pub cell: Option<CellRef>,
    /// The score cell's text, untouched.
    pub raw: String,
    /// Tài liệu kiểm chứng, as written.
    pub evidence: String,
    /// Giải trình, as written.
    pub explanation: String,
    /// The officer's reason, where she set the score or left the row out.
    pub correction: Option<String>,
    /// Did the officer say which criterion it is?
    pub matched_by_hand: bool,
}

impl PlannedRow {
    /// Did the officer change how the row itself is understood?
    pub fn is_corrected(&self) -> bool {
        self.correction.is_some() || self.matched_by_hand
    }
}

/// What a column of a table was taken for.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum ColumnRole {
    /// Mã, STT.
    Code,
    /// Tên tiêu chí.
    Name,
    /// Điểm tối đa.
    Max,
    /// Điểm tự chấm of the year at hand.
    Score,
    /// Tài liệu kiểm chứng.
    Evidence,
    /// Giải trình, ghi chú.
    Explanation,
    /// Thẩm định: seen, never taken for a self-score.
    Appraisal,
    /// Số liệu kê khai, cách tính điểm.
    Data,
    /// Last year's points, tự chấm.
    PriorSelf,
    /// Last year's points, thẩm định.
    PriorAppraised,
    /// Last year's points, công bố (or of an unnamed kind).
    PriorPublished,
    /// Last year's code.
    PriorCode,
    /// Hình thức đánh giá: how it is scored, a word per row.
    Scoring,
    /// "x" where self-scored.
    MarkSelf,
    /// "x" where surveyed.
    MarkSurvey,
    /// "x" where scored by the central level.
    MarkCentral,
    /// Cơ quan chủ trì.
    Lead,
    /// Cơ quan phối hợp.
    Partner,
    /// Thang điểm: the options of a criterion, or their points.
    Scale,
    /// Not used.
    Other,
}

/// A table found in a sheet, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedTable {
    /// Sheet.
    pub sheet: String,
    /// First header row, 0-based.
    pub header_first: u32,
    /// Last header row, 0-based (the same when the header has one row).
    pub header_last: u32,
    /// Every column with a heading: 0-based column, what it was taken for, the heading as written.
    pub columns: Vec<(u32, ColumnRole, String)>,
    /// The last row of the table, 0-based; the header's last where it has no row.
    pub last: u32,
}

/// What speaks beside the figures of a file: kept with it, shown at its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileNote {
    /// Which sheet, where it stands on one.
    pub sheet: Option<String>,
    /// The cell it belongs to, "D7".
    pub cell: Option<String>,
    /// What it is.
    pub kind: FileNoteKind,
    /// What it says.
    pub text: String,
}

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum FileNoteKind {
    /// A comment on a cell or on a place in a document.
    Comment,
    /// A text box or another shape with text.
    TextBox,
    /// A footnote or an endnote.
    Footnote,
    /// The text of the message that the file came with.
    Mail,
}

/// How the body was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AgencyBasis {
    /// A person said so.
    Given,
    /// The letterhead names it.
    Letterhead,
    /// The file's name holds it.
    FileName,
    /// It leads the rows that are scored.
    LedRows,
}

/// A body's file, understood, before anything is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportPlan {
    /// The file.
    pub file: SourceFile,
    /// The year it is read for.
    pub year: i32,
    /// Whose it is, if that could be told.
    pub agency: Option<AgencyId>,
    /// How that was told.
    pub agency_basis: Option<AgencyBasis>,
    /// Does the file say of itself that it adds to an earlier one ("bổ sung")?
    pub says_supplement: bool,
    /// The tables found.
    pub tables: Vec<PlannedTable>,
    /// Every row that holds text, in order of sheet and row.
    pub rows: Vec<PlannedRow>,
    /// What speaks beside the figures.
    pub notes: Vec<FileNote>,
    /// What a person should know.
    pub problems: Vec<Problem>,
    /// Doubts that one key answers; each belongs to a blocking problem.
    pub questions: Vec<Question>,
    /// What the officer changed, in order.
    pub corrections: Vec<Correction>,
    /// Answers from earlier files of the body with this layout; applied before `corrections`.
    pub remembered: Vec<Correction>,
    /// Answers to be remembered when the file is written.
    pub remember: Vec<LayoutAnswer>,
}

impl ImportPlan {
    /// Rows per bucket, absent buckets left out.
    pub fn counts(&self) -> BTreeMap<Bucket, u32> {
        let mut counts = BTreeMap::new();
        for row in &self.rows {
            *counts.entry(row.bucket).or_insert(0) += 1;
        }
        counts
    }

    /// Rows in one bucket.
    pub fn count(&self, bucket: Bucket) -> u32 {
        self.counts().get(&bucket).copied().unwrap_or(0)
    }

    /// What a person said it is to the body's last file.
    pub fn extent(&self) -> Option<Extent> {
        let said = |c: &Correction| match c {
            Correction::Extent { extent } => Some(*extent),
            _ => None,
        };
        self.corrections.iter().rev().find_map(said)
    }

    /// Does a problem stand in the way of writing it?
    pub fn is_blocked(&self) -> bool {
        self.problems.iter().any(|p| p.severity == Severity::Blocking)
    }

    /// Can it be written when bad rows are left out? Not when the file as a whole is in doubt, or when
    /// nothing would remain.
    pub fn can_skip_bad_rows(&self) -> bool {
        let whole_file =
            |p: &Problem| p.severity == Severity::Blocking && !p.finding.is_about_a_row();
        self.agency.is_some()
            && !self.problems.iter().any(whole_file)
            && self.rows.iter().any(|r| r.points.is_some())
    }

    /// A hash of everything that would be written: the plan that is shown is the plan that is applied.
    pub fn hash(&self) -> String {
        let file = (&self.file.sha256, &self.file.name, &self.file.origin);
        let read = (self.year, self.agency, &self.rows, &self.problems, &self.notes);
        let said = (&self.corrections, &self.remembered, &self.remember);
        let mut hasher = Sha256::new();
        // JSON is written in crumbs, each of which would cost a call of the hash
        let mut crumbs = std::io::BufWriter::new(&mut hasher);
        // numbers, texts and lists: there is nothing in a plan that JSON cannot say
        let written = serde_json::to_writer(&mut crumbs, &(file, read, said)).map_err(Into::into);
        let written = written.and_then(|()| crumbs.flush());
        debug_assert!(written.is_ok(), "a plan that cannot be hashed: {written:?}");
        drop(crumbs);
        hex(&hasher.finalize())
    }
}

impl crate::Finding {
    /// Is it about one row, so that leaving the row out settles it?
    pub fn is_about_a_row(&self) -> bool {
        matches!(
            self,
            Self::Unreadable { .. }
                | Self::FormulaWithoutValue { .. }
                | Self::FormulaNotComputed { .. }
                | Self::AmbiguousNumber { .. }
                | Self::MergedScore { .. }
                | Self::ParentScore { .. }
                | Self::ShownRounded { .. }
                | Self::OverMax { .. }
                | Self::Negative { .. }
                | Self::DuplicateConflict { .. }
                | Self::Unmatched { .. }
                | Self::CodeNameMismatch { .. }
        )
    }
}

/// A bộ tiêu chí, understood, before anything is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CataloguePlan {
    /// The file.
    pub file: SourceFile,
    /// The province's name if the letterhead gives it: "tỉnh Sông Mây".
    pub province: Option<String>,
    /// Does the file say "dữ liệu mẫu"?
    pub is_sample: bool,
    /// The tree. Node ids count from 0 in `catalogue.nodes`; agency ids index `agencies`.
    pub catalogue: Catalogue,
    /// The bodies named in it, in order of first appearance.
    pub agencies: Vec<Agency>,
    /// The tables found.
    pub tables: Vec<PlannedTable>,
    /// What a person should know. A blocking one means the catalogue is refused.
    pub problems: Vec<Problem>,
}

impl CataloguePlan {
    /// Does a problem stand in the way of using it?
    pub fn is_blocked(&self) -> bool {
        self.problems.iter().any(|p| p.severity == Severity::Blocking)
    }
}
