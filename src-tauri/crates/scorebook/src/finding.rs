//! What the reader found that a person should know: errors as data. The Vietnamese sentence is made in
//! [`crate::vi`].

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use ts_rs::TS;

use crate::{CellRef, Code, Points};

/// How much a problem weighs.
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
pub enum Severity {
    /// The file (or, when bad rows are skipped, the row) is not taken in until a person has decided.
    Blocking,
    /// It is taken in; a person should look.
    Warning,
    /// Worth knowing.
    Note,
}

/// One finding, with its cell where it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How much it weighs.
    pub severity: Severity,
    /// Where.
    pub at: Option<CellRef>,
    /// What.
    pub finding: Finding,
}

/// A criterion with one of its cells, "D6", and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionCell {
    /// Which criterion.
    pub criterion: Code,
    /// The cell's address within the problem's sheet.
    pub cell: String,
    /// The cell's text.
    pub raw: String,
}

/// Why content of a cell is not on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffPage {
    /// It is struck out.
    Struck,
    /// It is a raised or lowered mark.
    Raised,
    /// It lies under a merged area.
    Covered,
    /// A number format shows nothing, or the sheet hides its zeros.
    Format,
    /// Its letters have the colour of the ground.
    SameColour,
    /// It is hidden text.
    HiddenText,
    /// It stands for what nobody filled in.
    Placeholder,
    /// A tracked change took it away.
    Deleted,
}

/// What was found. [`Finding::code`] is stable and documented in `docs/ma-loi.md`; the fields are what the
/// sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Finding {
    // --- the file as a whole ---
    /// Not a spreadsheet of a kind we read; `detail` names what it seems to be.
    NotASpreadsheet {
        /// What the content looks like, in Vietnamese, may be empty.
        detail: String,
    },
    /// No bytes, or no cell with text.
    EmptyFile,
    /// It claims to be a spreadsheet and cannot be read.
    DamagedFile {
        /// The reader's own words.
        detail: String,
    },
    /// Encrypted: a password would be needed.
    PasswordProtected,
    /// An archive or a message that is encrypted, or whose every file is.
    LockedArchive,
    /// One part of an archive in several, or an archive that was cut off.
    ArchivePart,
    /// Larger than the limits of the reader.
    TooLarge {
        /// Which limit, in Vietnamese.
        detail: String,
    },
    /// An archive or a message without a spreadsheet inside.
    NoSpreadsheetInside {
        /// Names of what it holds.
        names: Vec<String>,
    },
    /// The archive or message that held the file held others, which are no spreadsheets.
    NotReadBeside {
        /// Their names, and what they are.
        names: Vec<String>,
    },
    /// In a text with separators, a row is not parted as the headings are: a comma both parts fields and marks
    /// decimals, or a separator stands inside a field.
    SeparatorUnclear {
        /// 1-based row.
        row: u32,
    },
    /// In a text with separators, a quotation mark opens a field that does not end, or ends too late.
    QuoteUnclosed {
        /// 1-based line.
        line: u32,
    },
    /// A sheet shows a picture, perhaps a scan, and hardly a cell.
    OnlyPicture {
        /// Which sheet.
        sheet: String,
    },
    /// A document holds a table as an object of Excel, which is not read.
    EmbeddedTable,
    /// A part of the file lies beyond what is read.
    NotAllRead {
        /// Which, in Vietnamese.
        what: String,
    },
    /// The reader could not do its work; nothing is said about the file.
    NotRead {
        /// Why, in Vietnamese.
        detail: String,
    },
    /// No table with a code or name column and a score column.
    NoTable,
    /// Whose file it is could not be told.
    NoAgency,
    /// Letterhead, file name and rows point to different bodies.
    AgencyUnclear {
        /// The names found, most likely first.
        candidates: Vec<String>,
    },
    /// The named body is not in the store's list.
    UnknownAgency {
        /// The name as given, or as the letterhead has it.
        name: String,
    },
    /// The file speaks of another year.
    OtherYear {
        /// The year found in the file.
        found: i32,
        /// The year of the store.
        expected: i32,
    },
    /// Two columns could be the score; `taken` names the one proposed.
    AmbiguousColumn {
        /// Headings in question.
        headings: Vec<String>,
        /// The one that was taken.
        taken: String,
        /// What the columns say, where they differ.
        #[serde(default)]
        differing: Vec<CriterionCell>,
    },
    /// The only column that could be the score names a part of the year.
    PartOfYear {
        /// Its heading.
        heading: String,
    },
    /// The only column that could be the score says that it holds no points: a share, a step, what is missing.
    NotPoints {
        /// Its heading.
        heading: String,
    },
    /// Most scores of a column are above their maxima.
    MostlyOverMax {
        /// Its heading.
        heading: String,
    },
    /// Every maximum in the table is the same multiple of the catalogue's: another scale.
    OtherScale {
        /// The code of the first of them.
        criterion: Code,
        /// Its maximum in the file.
        found: Points,
        /// In the catalogue.
        expected: Points,
    },
    /// Columns that were not used hold figures that may be scores. Told once per table.
    UnusedFigures {
        /// Their headings, or letters.
        headings: Vec<String>,
        /// The figures.
        figures: Vec<CriterionCell>,
    },
    /// A sheet without a header goes on with the table of the sheet before.
    ContinuedTable {
        /// The sheet before.
        after: String,
    },
    /// A comment, a text box or a footnote speaks beside the figures.
    Noted {
        /// What it says.
        text: String,
    },
    /// The message that the file came with speaks of scores.
    MailText {
        /// What it says.
        text: String,
    },
    /// No row of the file has a score that can be read.
    NoScores,
    /// Two files taken in together are versions of one body's table.
    TwoVersions {
        /// The other file.
        other: String,
        /// Does the other one count, as far as they say themselves? None where they do not say.
        other_counts: Option<bool>,
    },
    /// Scores of the body's last file are absent from this one, or blank.
    ScoresWouldVanish {
        /// The last file's revision.
        revision: u32,
        /// The scores.
        scores: Vec<CriterionCell>,
    },
    /// A table has no column of scores; nothing is read from it.
    NoScoreColumn,
    /// A correction found nothing to correct.
    CorrectionNotApplied {
        /// Which, in Vietnamese.
        what: String,
    },
    /// The sheet, rows or columns are hidden in the file; they were read.
    Hidden {
        /// What is hidden, in Vietnamese.
        what: String,
    },

    /// Cells are written in letters from before Unicode (TCVN3, VNI); they were read in that encoding, their
    /// text is kept as it is. Said once per sheet, at the first of them.
    LegacyText {
        /// "TCVN3" or "VNI".
        encoding: String,
        /// The first cell's text as in the file.
        before: String,
        /// As it was read.
        after: String,
        /// How many cells of the sheet are so.
        count: u32,
    },

    // --- a row ---
    /// The score cell holds something that is not a number of points.
    Unreadable {
        /// The cell's text.
        raw: String,
    },
    /// A score cell holds something that its page does not show; it is not read.
    OffPage {
        /// Which criterion, if the row is known to be one's.
        criterion: Option<Code>,
        /// Why it is not on the page.
        why: OffPage,
        /// What is not on the page.
        text: String,
        /// What is, and was read; may be empty.
        read: String,
    },
    /// A formula's stored result that the file itself does not stand by.
    FormulaNotComputed {
        /// Which criterion.
        criterion: Code,
        /// What is stored.
        stored: String,
        /// Is it the 0 of a link to an empty cell? Else all is to be computed anew.
        of_empty_cell: bool,
    },
    /// A score that a formula takes from another workbook: what is stored may be old. It was read.
    FromOtherFile {
        /// Which criterion.
        criterion: Code,
    },
    /// A formula whose value is not stored in the file.
    FormulaWithoutValue {
        /// The formula.
        formula: String,
    },
    /// "1.234" or "1,234": decimal or thousands, and the column does not tell.
    AmbiguousNumber {
        /// The cell's text.
        raw: String,
    },
    /// One score cell covers the rows of several criteria.
    MergedScore {
        /// Which criteria.
        criteria: Vec<Code>,
        /// The cell's text.
        raw: String,
    },
    /// A score on a criterion whose components have none: points live on components.
    ParentScore {
        /// Which criterion.
        criterion: Code,
        /// The cell's text.
        raw: String,
    },
    /// The file shows the score rounded and stores something else.
    ShownRounded {
        /// Which criterion.
        criterion: Code,
        /// What the file shows.
        shown: String,
        /// What it stores.
        stored: String,
    },
    /// The score is above the maximum.
    OverMax {
        /// Which criterion.
        criterion: Code,
        /// The score.
        reported: Points,
        /// The maximum.
        max: Points,
    },
    /// The score is below zero.
    Negative {
        /// Which criterion.
        criterion: Code,
        /// The score.
        reported: Points,
    },
    /// A score for a criterion that departments do not score; not taken.
    NotSelfScored {
        /// Which criterion.
        criterion: Code,
        /// The cell's text.
        raw: String,
    },
    /// A body scored a criterion that another leads; kept, not counted.
    OutsideScope {
        /// Which criterion.
        criterion: Code,
        /// The lead's name.
        lead: String,
    },
    /// The criterion stands twice in the file with the same score.
    Duplicate {
        /// Which criterion.
        criterion: Code,
        /// The first place, "Sheet1!D7".
        first: String,
    },
    /// The criterion stands twice in the file with different scores.
    DuplicateConflict {
        /// Which criterion.
        criterion: Code,
        /// The first place.
        first: String,
    },
    /// The row carries a score and matches no criterion.
    Unmatched {
        /// The row's text, code and name.
        row: String,
        /// The likeliest criterion, "1.2.3 Name", if any comes near.
        suggestion: Option<String>,
    },
    /// The row's code and its name belong to different criteria.
    CodeNameMismatch {
        /// The code in the row.
        code: String,
        /// The criterion with that code.
        by_code: String,
        /// The criterion with that name.
        by_name: String,
    },
    /// The row's code is no criterion's; matched by its name.
    CodeUnknown {
        /// Which criterion.
        criterion: Code,
        /// The code in the file.
        found: String,
    },
    /// A row under a criterion that has its own score repeats a figure in the score column; not taken.
    OptionScore {
        /// The criterion above it.
        criterion: Code,
        /// The cell's text.
        raw: String,
    },
    /// The row's name is not that of its code, but comes near; matched by code.
    NameDiffers {
        /// Which criterion.
        criterion: Code,
        /// The name in the file.
        found: String,
    },
    /// The row's own maximum is not the catalogue's.
    MaxDiffers {
        /// Which criterion.
        criterion: Code,
        /// In the file.
        found: Points,
        /// In the catalogue.
        expected: Points,
    },
    /// The score is no step of the criterion's scale, which has fixed steps only.
    OffScale {
        /// Which criterion.
        criterion: Code,
        /// The score.
        reported: Points,
        /// The steps.
        steps: Vec<Points>,
    },
    /// A criterion the body leads has no row in the file.
    MissingRow {
        /// Which criterion.
        criterion: Code,
        /// Its name.
        name: String,
    },
    /// A criterion the body leads stands in the file with an empty score.
    BlankScore {
        /// Which criterion.
        criterion: Code,
    },
    /// A score with neither evidence nor explanation (Công văn 384/BNV-CCHC, 28/01/2021).
    NoEvidence {
        /// Which criterion.
        criterion: Code,
    },
    /// A total in the file is not the sum of its rows.
    TotalDiffers {
        /// What the file says.
        declared: Points,
        /// The sum of the rows.
        summed: Points,
    },

    // --- a catalogue ---
    /// A code stands twice.
    RepeatedCode {
        /// The code.
        criterion: Code,
        /// The first place.
        first: String,
    },
    /// Codes whose parent is not in the table.
    NoParent {
        /// The codes.
        criteria: Vec<Code>,
    },
    /// Parents' points are not their children's sums.
    ParentSumDiffers {
        /// Each of them.
        sums: Vec<SumDiffers>,
    },
    /// Leaves without a maximum.
    NoMaximum {
        /// The codes.
        criteria: Vec<Code>,
    },
    /// How leaves are scored is not said, or cannot be understood; taken as self-scored.
    ScoringUnclear {
        /// The codes.
        criteria: Vec<Code>,
        /// The text of each; empty when nothing is said.
        raw: String,
    },
    /// Rows with points but no code.
    NoCode {
        /// The rows' names.
        names: Vec<String>,
    },
    /// Two bodies lead one criterion; the first is taken, the others take part.
    TwoLeads {
        /// The codes.
        criteria: Vec<Code>,
        /// The text of each.
        raw: String,
    },
    /// Self-scored leaves without a lead body.
    NoLead {
        /// The codes.
        criteria: Vec<Code>,
    },
    /// Words for many bodies at once ("các cơ quan, đơn vị"), which are no body of their own; not taken.
    CollectivePartner {
        /// The codes.
        criteria: Vec<Code>,
        /// The words.
        raw: String,
    },
    /// Rows that look like options of a scale, without points that can be read; left out of it.
    OptionUnclear {
        /// The criteria above them.
        criteria: Vec<Code>,
        /// Their texts.
        texts: Vec<String>,
    },
    /// The paper assigns nothing.
    NoAssignment,
    /// A paper gives criteria to two bodies in two places; neither is taken.
    AssignedTwice {
        /// The codes.
        criteria: Vec<Code>,
        /// The bodies.
        agencies: Vec<String>,
    },
    /// A paper names codes that no criterion of the year has.
    UnknownCriteria {
        /// The codes.
        criteria: Vec<Code>,
    },
    /// The paper holds no results.
    NoResults,
    /// Of which kind (published, appraised, self-scored) results are is not said.
    KindUnclear {
        /// The headings in question.
        headings: Vec<String>,
    },
    /// Results are above this year's maximum; left out.
    ResultAboveMax {
        /// The codes.
        criteria: Vec<Code>,
    },
    /// A parent's result is not the sum of its leaves' results; it is checked, never taken.
    ResultSumDiffers {
        /// Each of them.
        sums: Vec<SumDiffers>,
    },
    /// A step of a scale is worth more than the criterion's maximum.
    StepAboveMax {
        /// The criteria.
        criteria: Vec<Code>,
    },
}

/// A parent whose points are not its children's sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumDiffers {
    /// Which parent.
    pub criterion: Code,
    /// What it declares.
    pub declared: Points,
    /// What its children add to.
    pub summed: Points,
}

impl Finding {
    /// The stable code: "over_max".
    pub fn code(&self) -> &'static str {
        self.into()
    }

    /// The criteria a problem of a paper of the year is about.
    pub fn criteria(&self) -> Vec<Code> {
        match self {
            Self::NoParent { criteria }
            | Self::NoMaximum { criteria }
            | Self::ScoringUnclear { criteria, .. }
            | Self::TwoLeads { criteria, .. }
            | Self::NoLead { criteria }
            | Self::CollectivePartner { criteria, .. }
            | Self::OptionUnclear { criteria, .. }
            | Self::AssignedTwice { criteria, .. }
            | Self::UnknownCriteria { criteria }
            | Self::ResultAboveMax { criteria }
            | Self::StepAboveMax { criteria } => criteria.clone(),
            Self::ParentSumDiffers { sums } | Self::ResultSumDiffers { sums } => {
                sums.iter().map(|differs| differs.criterion.clone()).collect()
            }
            Self::RepeatedCode { criterion, .. }
            | Self::OverMax { criterion, .. }
            | Self::OffScale { criterion, .. }
            | Self::Negative { criterion, .. }
            | Self::DuplicateConflict { criterion, .. }
            | Self::NameDiffers { criterion, .. }
            | Self::CodeUnknown { criterion, .. } => vec![criterion.clone()],
            Self::CodeNameMismatch { code, .. } => code.parse().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}
