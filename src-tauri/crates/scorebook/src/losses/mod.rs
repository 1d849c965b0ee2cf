//! The read model that the review screen, the command line and the briefing share: what is lost, where.

mod arrange;
mod compute;
mod conflict;
mod coverage;
mod facet_counts;
mod filter;
mod responsibility;
mod review_query;
mod scenario;
mod waterfall;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use ts_rs::TS;

use crate::crosswalk::Comparison;
use crate::decision::{CauseId, Likelihood, Status};
use crate::submission::ScoreState;
use crate::{AgencyId, BaselineKind, Code, Points, Scoring, SourceCell};
use chrono::{NaiveDate, NaiveDateTime};

pub use self::arrange::{Gathered, Group, GroupBy, Sort, SortBy, gather, group};
pub(crate) use self::compute::counting_agency;
pub use self::compute::{Inputs, ReportedScore, compute};
pub use self::conflict::{Conflict, ScoreChoice, Side, conflicts};
pub use self::coverage::Coverage;
pub use self::facet_counts::{FacetCount, FacetCounts};
pub use self::responsibility::Answer;
pub use self::review_query::{Names, ReviewRows};
pub use self::scenario::{FieldWhatIf, Scenario, WhatIf, what_if};
pub use self::waterfall::{Waterfall, WaterfallStep, waterfall};

/// Why a criterion deserves a look.
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
pub enum Flag {
    /// Chưa đạt tối đa: the score that counts is below the maximum.
    BelowMax,
    /// Mất toàn bộ: the score that counts is 0 and the maximum is not.
    TotalLoss,
    /// Giảm: the score that counts is below the baseline.
    Decreased,
}

/// One leaf of the catalogue, with everything known of its score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ComponentLoss {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// The field's code.
    pub field: Code,
    /// Điểm tối đa.
    pub max: Points,
    /// Who scores it.
    pub scoring: Scoring,
    /// The lead body's name.
    pub agency: Option<String>,
    /// The lead body.
    pub agency_id: Option<AgencyId>,
    /// Last year's points of the compared kind; for survey and central leaves too.
    pub baseline: Option<Points>,
    /// Điểm tự chấm.
    pub reported: Option<Points>,
    /// Điểm thống nhất.
    pub agreed: Option<Points>,
    /// The score that counts: agreed, else reported.
    pub counted: Option<Points>,
    /// `max − counted`.
    pub lost: Option<Points>,
    /// `counted − baseline`.
    pub change: Option<Points>,
    /// What the lead body said.
    pub state: ScoreState,
    /// Why it deserves a look.
    pub flags: Vec<Flag>,
    /// The cell the reported score came from.
    pub source: Option<SourceCell>,
    /// Evidence as sent.
    pub evidence: String,
    /// Explanation as sent.
    pub explanation: String,
    /// The officer's reason for the agreed points.
    pub reason: String,
    /// Nguyên nhân.
    pub cause: String,
    /// Giải pháp.
    pub remedy: String,
    /// Thời hạn.
    pub due: Option<NaiveDate>,
    /// Other bodies that scored it too: their names and points, kept and not counted.
    pub also_scored_by: Vec<(String, Points)>,
    /// Where the review stands; not a score.
    #[serde(default)]
    pub status: Status,
    /// Why it stands there: what is asked, or what moved after it was agreed.
    #[serde(default)]
    pub status_reason: String,
    /// Since when.
    #[serde(default)]
    pub status_at: Option<NaiveDateTime>,
    /// Nguyên nhân, from the office's list.
    #[serde(default)]
    pub cause_id: Option<CauseId>,
    /// Its words; empty when none is chosen.
    #[serde(default)]
    pub cause_name: String,
    /// Who answers for the loss.
    #[serde(default)]
    pub responsible: Vec<ResponsibleShare>,
    /// Khắc phục được.
    #[serde(default)]
    pub recoverable: Option<Points>,
    /// How likely that is.
    #[serde(default)]
    pub likelihood: Option<Likelihood>,
    /// Notes.
    #[serde(default)]
    pub notes: String,
    /// What the body was asked.
    #[serde(default)]
    pub asked: String,
    /// By when.
    #[serde(default)]
    pub answer_by: Option<NaiveDate>,
    /// How the score is compared with last year's.
    #[serde(default)]
    pub comparison: Comparison,
    /// The maximum it had last year, where the store holds that year.
    #[serde(default)]
    pub baseline_max: Option<Points>,
    /// Where the maximum changed: the share of the maximum now less the one last year, in hundredths of a per
    /// cent (−250 is 2,5 percentage points down). `change` is empty then.
    #[serde(default)]
    pub change_share: Option<i64>,
    /// Was it decided whose score counts?
    #[serde(default)]
    pub score_chosen: bool,
    /// Is the score that counts none that the criterion's scale can give?
    #[serde(default)]
    pub off_scale: bool,
    /// By how much last year's self-score was above what the appraisal (else the published result) left of it.
    /// `None` where nothing was cut or either is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cut_last_year: Option<Points>,
}

impl ComponentLoss {
    /// Was it agreed, and opened again since?
    pub fn is_reopened(&self) -> bool {
        self.status == Status::InReview && self.agreed.is_some()
    }

    /// The bodies that the office named, as a table lists them.
    pub fn responsible_text(&self) -> String {
        let names: Vec<&str> = self.responsible.iter().map(|body| body.name.as_str()).collect();
        names.join(", ")
    }

    /// The cause as it is said: the list's words, the officer's own after them.
    pub fn cause_text(&self) -> String {
        match (self.cause_name.as_str(), self.cause.as_str()) {
            ("", own) => own.to_owned(),
            (listed, "") => listed.to_owned(),
            (listed, own) => format!("{listed}: {own}"),
        }
    }
}

/// A body that answers for a loss, with its share of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ResponsibleShare {
    /// Which body.
    pub agency: AgencyId,
    /// Its parts.
    pub parts: u32,
    /// Its name.
    pub name: String,
    /// Its share in hundredths of a per cent: 3333 is 33,33 %. The shares of a loss add up to 100 %.
    pub share: i64,
}

/// Sums over self-scored leaves: `self_scored = scored + missing + not_applicable`, and
/// `self_scored_max = counted + lost + missing_max + not_applicable_max`. `lost` and `baseline` cover only
/// leaves with a counted score, so that `lost = max − counted` and the comparison holds row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Totals {
    /// Maximum of all leaves, survey and central ones included.
    pub max: Points,
    /// Maximum of the self-scored leaves.
    pub self_scored_max: Points,
    /// Sum of the reported scores, those of leaves that the office ruled not applicable included.
    pub reported: Points,
    /// Sum of the scores that count.
    pub counted: Points,
    /// Sum of the baselines of the leaves that are compared in points.
    pub baseline: Points,
    /// `counted − baseline` over the leaves that are compared in points.
    pub change: Points,
    /// Leaves that are compared in points, so that `change` compares like with like.
    pub compared: u32,
    /// Points lost on leaves with a counted score.
    pub lost: Points,
    /// Self-scored leaves.
    pub self_scored: u32,
    /// Self-scored leaves with a counted score.
    pub scored: u32,
    /// Self-scored leaves that owe one (blank or no row).
    pub missing: u32,
    /// Maximum of the leaves that owe a score.
    #[serde(default)]
    pub missing_max: Points,
    /// Self-scored leaves that do not apply: by the office's ruling, or so far only by the body's word.
    #[serde(default)]
    pub not_applicable: u32,
    /// Of those, the ones that the office has not ruled on: a doubt.
    #[serde(default)]
    pub not_applicable_by_agency: u32,
    /// Maximum of the leaves that do not apply. It is in `self_scored_max` still: maxima never shrink.
    #[serde(default)]
    pub not_applicable_max: Points,
    /// Leaves below their maximum.
    pub below_max: u32,
    /// Leaves at 0.
    pub total_loss: u32,
    /// Leaves below the baseline.
    pub decreased: u32,
}

/// Sums of a lĩnh vực or tiêu chí.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NodeLoss {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Depth: 1 a field, 2 a criterion.
    pub depth: u32,
    /// Sums of the leaves below it.
    pub totals: Totals,
}

/// Sums of the leaves a body leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AgencyLoss {
    /// Whose; `None` gathers leaves without a lead body.
    pub agency_id: Option<AgencyId>,
    /// Name.
    pub name: String,
    /// Sums.
    pub totals: Totals,
}

/// Everything lost in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Losses {
    /// The year that is scored.
    pub year: i32,
    /// The year compared with.
    pub baseline_year: i32,
    /// Which of its results; `None` when the store has none.
    pub baseline_kind: Option<BaselineKind>,
    /// Sums.
    pub totals: Totals,
    /// By lĩnh vực and tiêu chí, in the order of the catalogue (a field before its criteria).
    pub nodes: Vec<NodeLoss>,
    /// By lead body.
    pub agencies: Vec<AgencyLoss>,
    /// Every leaf, in the order of the catalogue.
    pub components: Vec<ComponentLoss>,
}

/// A narrowing that the review screen offers. Several combine: a row must pass all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Facet {
    /// Chưa đạt điểm tối đa.
    BelowMax,
    /// Mất toàn bộ điểm.
    TotalLoss,
    /// Giảm so với năm trước.
    Decreased,
    /// Thiếu điểm: self-scored, without a score.
    Missing,
    /// Không thuộc phần tự chấm.
    NotSelfScored,
    /// Mất điểm, chưa nêu nguyên nhân.
    WithoutCause,
    /// Chưa có cơ quan chủ trì: self-scored, and no body leads it.
    WithoutLead,
    /// Mất điểm, chưa rõ cơ quan chịu trách nhiệm.
    WithoutResponsible,
    /// Hai cơ quan cùng chấm.
    ScoredByOthers,
    /// Đã có điểm thống nhất.
    Agreed,
    /// Thiếu tài liệu kiểm chứng: scored, and no evidence was sent.
    WithoutEvidence,
    /// Chưa rà soát.
    NotReviewed,
    /// Chờ giải trình.
    AwaitingExplanation,
    /// Khắc phục được.
    Recoverable,
    /// Quá hạn: points are still lost after their due date, or an explanation is still awaited after its.
    Overdue,
    /// Hai cơ quan chấm khác nhau, and it is not decided whose score counts.
    ScoresDiffer,
    /// Điểm không có trong thang điểm.
    OffScale,
}

/// What the review screen shows of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Filter {
    /// Facets, all of which must hold.
    pub facets: Vec<Facet>,
    /// Only below this lĩnh vực or tiêu chí.
    pub under: Option<Code>,
    /// Only what this body leads.
    pub agency: Option<AgencyId>,
    /// Only rows whose code or name holds this text, diacritics aside.
    pub text: String,
    /// Only what this body answers for: named by the office, else as the lead body.
    #[ts(optional)]
    pub responsible: Option<AgencyId>,
    /// Only what has this cause.
    #[ts(optional)]
    pub cause: Option<CauseId>,
    /// Only what has this cause in the officer's own words, and none of the list.
    #[ts(optional)]
    pub own_cause: Option<String>,
    /// Only what stands there.
    #[ts(optional)]
    pub status: Option<Status>,
    /// Only losses of at least this many points.
    #[ts(optional)]
    pub lost_from: Option<Points>,
}
