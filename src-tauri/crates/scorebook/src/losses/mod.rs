//! The read model that the review screen, the command line and the briefing share: what is lost, where.

mod compute;
mod filter;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use ts_rs::TS;

use crate::submission::ScoreState;
use crate::{AgencyId, BaselineKind, Code, Points, Scoring, SourceCell};
use chrono::NaiveDate;

pub use self::compute::{Inputs, ReportedScore, compute};

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
}

/// Sums over self-scored leaves. `lost` and `baseline` cover only leaves with a counted score, so that
/// `lost = max − counted` and the comparison holds row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Totals {
    /// Maximum of all leaves, survey and central ones included.
    pub max: Points,
    /// Maximum of the self-scored leaves.
    pub self_scored_max: Points,
    /// Sum of the reported scores.
    pub reported: Points,
    /// Sum of the scores that count.
    pub counted: Points,
    /// Sum of the baselines of the leaves with a counted score and a baseline.
    pub baseline: Points,
    /// `counted − baseline` over the leaves that have both.
    pub change: Points,
    /// Leaves that have both, so that `change` compares like with like.
    pub compared: u32,
    /// Points lost on leaves with a counted score.
    pub lost: Points,
    /// Self-scored leaves.
    pub self_scored: u32,
    /// Self-scored leaves with a counted score.
    pub scored: u32,
    /// Self-scored leaves without one (blank or no row).
    pub missing: u32,
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
    /// Hai cơ quan cùng chấm.
    ScoredByOthers,
    /// Đã có điểm thống nhất.
    Agreed,
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
}
