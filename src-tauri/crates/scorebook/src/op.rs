//! The closed list of what can be done to a store. Each is one transaction and one entry of the journal.

use serde::{Deserialize, Serialize};

use crate::{BaselineKind, Code, Points};

/// One change, named. The sentence is [`crate::vi::op`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Op {
    /// A year's bộ tiêu chí was taken in.
    CreateYear {
        /// Which year.
        year: i32,
    },
    /// A body's file was taken in.
    ApplySubmission {
        /// Whose.
        agency: String,
        /// Its name.
        file: String,
        /// Which of the body's files.
        revision: u32,
    },
    /// A body's file was taken out again; it is kept and no longer counts.
    WithdrawSubmission {
        /// Whose.
        agency: String,
        /// Which of the body's files.
        revision: u32,
    },
    /// The officer decided on a criterion.
    Decide {
        /// Which.
        code: Code,
        /// The agreed points, if any.
        agreed: Option<Points>,
    },
    /// Which of last year's results is compared.
    SetBaselineKind {
        /// That one.
        kind: BaselineKind,
    },
    /// A remembered answer was forgotten.
    ForgetAnswer {
        /// Whose files it was for.
        agency: String,
        /// Its sentence.
        answer: String,
    },
    /// The form of the briefing was filled in.
    SetForm,
    /// The figures were frozen.
    TakeSnapshot {
        /// The snapshot's number.
        number: i64,
    },
    /// An earlier change was taken back.
    Undo {
        /// Its sentence.
        undone: String,
    },
}

impl Op {
    /// Can [`crate::Scorebook::undo`] take it back? A year's beginning and a frozen snapshot stand.
    pub fn is_undoable(&self) -> bool {
        match self {
            Self::ApplySubmission { .. }
            | Self::WithdrawSubmission { .. }
            | Self::Decide { .. }
            | Self::ForgetAnswer { .. }
            | Self::SetBaselineKind { .. } => true,
            Self::CreateYear { .. }
            | Self::SetForm
            | Self::TakeSnapshot { .. }
            | Self::Undo { .. } => false,
        }
    }
}
