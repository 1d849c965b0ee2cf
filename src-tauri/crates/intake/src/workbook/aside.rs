//! What a cell holds and its page does not show, and what makes its value a doubt.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// What was left out of [`super::Cell::text`], and what is to be known of the value. Most cells have none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Aside {
    /// The whole content as in the file, where the page shows less of it or something else; else empty.
    pub raw: CompactString,
    /// Text that is struck out.
    pub struck: CompactString,
    /// Raised or lowered text, such as the marks of footnotes.
    pub raised: CompactString,
    /// Why nobody sees the content, or a part of it.
    pub unseen: Option<Unseen>,
    /// Set when the value is a formula's.
    pub formula: Option<Formula>,
    /// What a number format shows when that is not the number itself: "0,85" for 0.85106…, "-" for 0.
    pub shown: CompactString,
}

/// Why content is not seen on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unseen {
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

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    /// Without "="; empty where the file does not say it at this cell.
    pub text: CompactString,
    /// How far the stored result can be trusted.
    pub result: FormulaResult,
}

/// How far a formula's stored result can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormulaResult {
    /// It is what the workbook shows.
    Stored,
    /// The workbook asks for it to be computed anew, or a program that does not compute stored it: never a score.
    Uncomputed,
    /// It is 0, of a link to an empty cell: never a score.
    OfEmptyCell,
    /// It comes from another workbook, and may be old.
    FromOutside,
}

impl FormulaResult {
    /// May the stored result be no score at all?
    pub fn is_doubtful(self) -> bool {
        matches!(self, Self::Uncomputed | Self::OfEmptyCell)
    }
}

/// What speaks beside the cells of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The 0-based (row, column) of the cell it belongs to, where it belongs to one.
    pub at: Option<(u32, u32)>,
    /// What it is.
    pub kind: NoteKind,
    /// What it says.
    pub text: String,
}

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    /// A comment on a cell or on a place in a document.
    Comment,
    /// A text box or another shape with text.
    TextBox,
    /// A footnote or an endnote.
    Footnote,
}

/// What the reader of the format has to say of the file as a whole, or of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// There are more sheets than are read.
    SheetsCut {
        /// How many are not read.
        left: u32,
    },
    /// A sheet goes on to the right of the last column that is read.
    ColumnsCut {
        /// Which sheet.
        sheet: String,
    },
    /// A sheet shows a picture and no cells.
    OnlyPicture {
        /// Which sheet.
        sheet: String,
    },
    /// A document holds a table as an object of Excel, which is not read.
    EmbeddedTable,
}
