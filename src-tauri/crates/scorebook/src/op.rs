//! The closed list of what can be done to a store. Each is one transaction and one entry of the journal.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::crosswalk::LinkKind;
use crate::deadline::DeadlineKind;
use crate::decision::{Status, Verdict};
use crate::{BaselineKind, Code, Points, Role};

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
        /// The score that counted before.
        #[serde(default)]
        before: Option<Points>,
        /// What was done.
        #[serde(default)]
        verdict: Verdict,
    },
    /// A criterion was moved to another status by hand.
    SetStatus {
        /// Which.
        code: Code,
        /// That one.
        status: Status,
    },
    /// A criterion was given to another body.
    SetLead {
        /// Which.
        code: Code,
        /// Whose it was.
        from: Option<String>,
        /// Whose it is.
        to: String,
    },
    /// A paper of assignments was taken in.
    ApplyAssignment {
        /// Its name.
        file: String,
        /// How many criteria it changed.
        count: u32,
    },
    /// Criteria were given to a body by hand, or taken from all.
    Assign {
        /// Which: a field's or criterion's code stands for all below it.
        codes: Vec<Code>,
        /// As what.
        role: Role,
        /// Whose they are; nobody's, if none.
        to: Option<String>,
    },
    /// A paper of results was taken in.
    ApplyResults {
        /// The year of the results.
        year: i32,
        /// Which kinds.
        kinds: Vec<BaselineKind>,
        /// The papers' names.
        files: Vec<String>,
    },
    /// Results were taken away again.
    WithdrawResults {
        /// The year of the results.
        year: i32,
        /// Which kind.
        kind: BaselineKind,
    },
    /// Bodies were added to the list.
    AddAgencies {
        /// Their names.
        names: Vec<String>,
    },
    /// Other ways a body is written were changed.
    SetAliases {
        /// Whose.
        agency: String,
        /// Those it has now.
        aliases: Vec<String>,
    },
    /// A body is no more, without a successor.
    RetireAgency {
        /// Its name.
        name: String,
        /// From when on.
        since: NaiveDate,
    },
    /// Bodies were put in another order.
    OrderAgencies,
    /// The province's name was set.
    SetProvince {
        /// The name it had.
        from: String,
        /// The name it has.
        to: String,
    },
    /// It was decided whose score of a criterion counts.
    ChooseScore {
        /// Which criterion.
        code: Code,
        /// Whose score.
        agency: String,
    },
    /// A cause was added to the office's list.
    AddCause {
        /// Its words.
        name: String,
    },
    /// A cause of the office's list was put into other words.
    RenameCause {
        /// The old words.
        from: String,
        /// The new ones.
        to: String,
    },
    /// A cause is no longer offered, or offered again.
    RetireCause {
        /// Its words.
        name: String,
        /// No longer offered?
        retired: bool,
    },
    /// A scenario was written down.
    SaveScenario {
        /// Its name.
        name: String,
    },
    /// A scenario was dropped.
    DropScenario {
        /// Its name.
        name: String,
    },
    /// It was decided what became of criteria of the year before.
    DecideLink {
        /// What.
        kind: LinkKind,
        /// Their codes in the year before.
        earlier: Vec<Code>,
        /// Their codes in the year.
        later: Vec<Code>,
    },
    /// Every sure proposal of the crosswalk was accepted.
    AcceptLinks {
        /// How many.
        count: u32,
    },
    /// A body has another name from a day on.
    RenameAgency {
        /// The old name.
        from: String,
        /// The new one.
        to: String,
        /// From when on.
        since: NaiveDate,
    },
    /// Bodies were merged into another.
    MergeAgencies {
        /// Their names.
        merged: Vec<String>,
        /// The successor's name.
        into: String,
        /// From when on.
        since: NaiveDate,
    },
    /// Which of last year's results is compared.
    SetBaselineKind {
        /// That one.
        kind: BaselineKind,
    },
    /// A deadline was moved.
    SetDeadline {
        /// Which.
        deadline: DeadlineKind,
        /// The day it was.
        from: NaiveDate,
        /// The day it is.
        to: NaiveDate,
    },
    /// A remembered answer was forgotten.
    ForgetAnswer {
        /// Whose files it was for.
        agency: String,
        /// Its sentence.
        answer: String,
    },
    /// The day on which a body sent its file was entered.
    SetSentDay {
        /// Whose file.
        agency: String,
        /// Which of the body's files.
        revision: u32,
        /// That day.
        day: NaiveDate,
    },
    /// The form of the briefing was filled in.
    SetForm,
    /// The figures were frozen.
    TakeSnapshot {
        /// The snapshot's number.
        number: i64,
    },
    /// A document was saved and its bytes kept.
    SaveDocument {
        /// The number of the snapshot it was drawn from.
        snapshot: i64,
        /// The file's name.
        file: String,
        /// SHA-256 of its bytes, lower-case hex.
        sha256: String,
    },
    /// A store from before every row was vouched for was taken into that; see `docs/decisions/06-vouching.md`.
    Upgrade {
        /// How many faults it had then.
        faults: usize,
        /// The submissions whose scores no entry vouched for; this one does.
        submissions: Vec<i64>,
    },
    /// An earlier change was taken back.
    Undo {
        /// Its entry in the journal; 0 in entries from before this was noted.
        #[serde(default)]
        entry: i64,
        /// Its sentence, in entries from before the entry alone was noted.
        #[serde(default, rename = "undone", skip_serializing_if = "Option::is_none")]
        told: Option<String>,
    },
    /// A change that was taken back was made again.
    Redo {
        /// The entry that had taken it back.
        entry: i64,
        /// Its sentence, in entries from before the entry alone was noted.
        #[serde(default, rename = "redone", skip_serializing_if = "Option::is_none")]
        told: Option<String>,
    },
    /// An entry of a damaged book that could not be read; it has its number still.
    LostEntry,
    /// The book was put together from what could be read of a damaged one.
    Recover {
        /// How many things could not be read.
        lost: u64,
    },
}

impl Op {
    /// Can [`crate::Scorebook::undo`] take it back? A year's beginning and a frozen snapshot stand.
    pub fn is_undoable(&self) -> bool {
        match self {
            Self::ApplySubmission { .. }
            | Self::WithdrawSubmission { .. }
            | Self::Decide { .. }
            | Self::SetStatus { .. }
            | Self::ChooseScore { .. }
            | Self::SetLead { .. }
            | Self::ApplyAssignment { .. }
            | Self::Assign { .. }
            | Self::ApplyResults { .. }
            | Self::WithdrawResults { .. }
            | Self::AddAgencies { .. }
            | Self::SetAliases { .. }
            | Self::RetireAgency { .. }
            | Self::OrderAgencies
            | Self::SetProvince { .. }
            | Self::AddCause { .. }
            | Self::RenameCause { .. }
            | Self::RetireCause { .. }
            | Self::SaveScenario { .. }
            | Self::DropScenario { .. }
            | Self::DecideLink { .. }
            | Self::AcceptLinks { .. }
            | Self::RenameAgency { .. }
            | Self::MergeAgencies { .. }
            | Self::ForgetAnswer { .. }
            | Self::SetDeadline { .. }
            | Self::SetSentDay { .. }
            | Self::SetBaselineKind { .. } => true,
            Self::CreateYear { .. }
            | Self::SetForm
            | Self::TakeSnapshot { .. }
            | Self::SaveDocument { .. }
            | Self::Upgrade { .. }
            | Self::Undo { .. }
            | Self::Redo { .. }
            | Self::LostEntry
            | Self::Recover { .. } => false,
        }
    }
}
