//! What a made file says, kept beside it: the judge knows the answer, the reader does not.

use scorebook::{AgencyId, NodeId, Points};

/// A file with its truth.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    /// File name.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// What it says.
    pub(crate) truth: Truth,
    /// The choices it was made of, for telling failures apart.
    pub(crate) traits: Vec<String>,
}

/// What a file says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Truth {
    /// Rows that carry something of a criterion, or a figure in the score column.
    pub(crate) rows: Vec<TrueRow>,
    /// Sums it declares: the cell, and whether it is the sum of the rows.
    pub(crate) sums: Vec<(Place, bool)>,
    /// Whose it is.
    pub(crate) agency: Option<AgencyId>,
    /// Does anything in it tell whose it is?
    pub(crate) names_agency: bool,
    /// Hidden rows, columns or sheets of the table.
    pub(crate) hides: bool,
    /// The whole file must be asked about: finding codes of which one must block.
    pub(crate) asked_whole: Vec<&'static str>,
}

/// Sheet and 0-based row.
pub(crate) type Place = (String, u32);

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct TrueRow {
    /// Where.
    pub(crate) place: Place,
    /// The criterion it is, if it is one's.
    pub(crate) node: Option<NodeId>,
    /// What its score cell says.
    pub(crate) says: Says,
    /// Why it is as it is, for reports.
    pub(crate) why: &'static str,
}

/// What a row's score cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// These points, without a doubt.
    Points(Points),
    /// Nothing; never zero.
    Blank,
    /// That the criterion does not apply.
    NotApplicable,
    /// Something that a person must decide: taking anything is a guess.
    Ask,
    /// These points to one who sees enough; asking is right as well.
    AskOr(Points),
    /// Nothing or "does not apply" to one who sees enough; asking is right as well.
    AskOrNothing,
    /// A figure that must be told and never taken.
    Tell,
}

impl Truth {
    /// Is asking never right in it?
    pub(crate) fn is_plain(&self) -> bool {
        let plain =
            |row: &TrueRow| matches!(row.says, Says::Points(_) | Says::Blank | Says::NotApplicable);
        self.asked_whole.is_empty() && self.names_agency && self.rows.iter().all(plain)
    }
}
