//! The officer's decision on a criterion: agreed points with a reason, cause, remedy, who answers, by when,
//! what can be won back. Where the review stands is a [`Status`], which is not a score.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};
use ts_rs::TS;

use crate::{AgencyId, Code, Error, NodeId, Points, Result, Scoring};

/// What the officer decided on a criterion. All of it is optional; agreed points need a reason when they
/// differ from what the body reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Decision {
    /// Điểm thống nhất.
    pub agreed: Option<Points>,
    /// Why the agreed points are what they are.
    pub reason: String,
    /// Nguyên nhân mất điểm, in the officer's own words.
    pub cause: String,
    /// Giải pháp khắc phục.
    pub remedy: String,
    /// Thời hạn khắc phục.
    pub due: Option<NaiveDate>,
    /// Nguyên nhân mất điểm, from the office's list.
    #[serde(default)]
    pub cause_id: Option<CauseId>,
    /// Who answers for the loss.
    #[serde(default)]
    pub responsible: Vec<Responsible>,
    /// Khắc phục được: points that can still be won back.
    #[serde(default)]
    pub recoverable: Option<Points>,
    /// How likely that is.
    #[serde(default)]
    pub likelihood: Option<Likelihood>,
    /// Notes that go nowhere else.
    #[serde(default)]
    pub notes: String,
    /// What the body is asked to explain.
    #[serde(default)]
    pub asked: String,
    /// By when it is asked to.
    #[serde(default)]
    pub answer_by: Option<NaiveDate>,
}

/// A body that answers for a loss, with its part of it: three bodies with 2, 1 and 1 parts answer for a
/// half and two quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Responsible {
    /// Which body.
    pub agency: AgencyId,
    /// Its parts, 1 or more.
    pub parts: u32,
}

/// Splits points among parts, exactly: what rounding leaves over goes, a ten-thousandth each, to the largest
/// remainders, first come first served.
pub fn split(points: Points, parts: &[u32]) -> Vec<Points> {
    let whole: i128 = parts.iter().map(|p| i128::from(*p)).sum();
    if whole == 0 {
        return vec![Points::ZERO; parts.len()];
    }
    let total = i128::from(points.ten_thousandths());
    let mut shares: Vec<(i128, i128)> = parts
        .iter()
        .map(|p| total * i128::from(*p))
        .map(|n| (n.div_euclid(whole), n.rem_euclid(whole)))
        .collect();
    let given: i128 = shares.iter().map(|(n, _)| n).sum();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(shares.get(*at).map(|(_, left)| *left)));
    let left = usize::try_from(total - given).unwrap_or(0);
    for at in order.into_iter().take(left) {
        if let Some((n, _)) = shares.get_mut(at) {
            *n += 1;
        }
    }
    shares
        .into_iter()
        .map(|(n, _)| Points::from_ten_thousandths(i64::try_from(n).unwrap_or(i64::MAX)))
        .collect()
}

/// Where the review of a criterion stands.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Status {
    /// Chưa rà soát.
    #[default]
    NotReviewed,
    /// Đang rà soát.
    InReview,
    /// Chờ giải trình: sent back to the body.
    AwaitingExplanation,
    /// Đã thống nhất.
    Agreed,
    /// Không áp dụng.
    NotApplicable,
}

/// How likely lost points can be won back.
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
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Likelihood {
    /// Cao.
    High,
    /// Trung bình.
    Medium,
    /// Thấp.
    Low,
}

/// What the officer does with a criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Verdict {
    /// Writes down what the decision says; new agreed points, if any, are agreed.
    #[default]
    Record,
    /// Takes the reported score as it is.
    Accept,
    /// Agrees on other points; a reason is required.
    Adjust,
    /// Sends the criterion back: what is asked is required.
    SendBack,
    /// The criterion does not apply; a reason is required.
    NotApplicable,
}

/// One change of status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StatusEvent {
    /// When, local time.
    pub at: NaiveDateTime,
    /// The status from then on.
    pub status: Status,
    /// Why.
    pub reason: String,
}

/// A cause's identity in the office's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export, as = "i64")]
pub struct CauseId(pub i64);

/// A cause of losses in the office's list. It is never deleted, since decisions name it; it can be retired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Cause {
    /// Identity.
    pub id: CauseId,
    /// Its words.
    pub name: String,
    /// No longer offered.
    pub retired: bool,
}

/// A criterion as it stands before a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) node: NodeId,
    pub(crate) code: Code,
    pub(crate) max: Points,
    pub(crate) scoring: Option<Scoring>,
    pub(crate) reported: Option<Points>,
    pub(crate) agreed: Option<Points>,
    pub(crate) status: Status,
}

impl Status {
    /// What a decision alone says when no change of status was ever noted.
    pub(crate) fn of(decision: Option<&Decision>) -> Self {
        match decision {
            None => Self::NotReviewed,
            Some(Decision { agreed: Some(_), .. }) => Self::Agreed,
            Some(_) => Self::InReview,
        }
    }
}

/// What a verdict makes of a decision: the decision to be written, the new status, and its reason. Refuses
/// what is not allowed.
pub(crate) fn settle(
    standing: &Standing,
    verdict: Verdict,
    decision: &Decision,
) -> Result<(Decision, Status, String)> {
    let code = || standing.code.clone();
    if standing.scoring != Some(Scoring::SelfScored) {
        return Err(Error::NotDecidable { code: code() });
    }
    let mut decision = decision.clone();
    let status = match verdict {
        Verdict::Record => match (decision.agreed, standing.status) {
            // a remark beside points that were agreed before agrees on nothing anew
            (Some(agreed), status) if standing.agreed == Some(agreed) => status,
            (Some(_), _) => Status::Agreed,
            (None, Status::NotReviewed | Status::Agreed) => Status::InReview,
            (None, status) => status,
        },
        Verdict::Accept => {
            decision.agreed =
                Some(standing.reported.ok_or_else(|| Error::NothingToAccept { code: code() })?);
            Status::Agreed
        }
        Verdict::Adjust => {
            if decision.agreed.is_none() {
                return Err(Error::PointsRequired { code: code() });
            }
            if decision.reason.trim().is_empty() {
                return Err(Error::ReasonRequired { code: code() });
            }
            Status::Agreed
        }
        Verdict::SendBack => {
            if decision.asked.trim().is_empty() {
                return Err(Error::QuestionRequired { code: code() });
            }
            Status::AwaitingExplanation
        }
        Verdict::NotApplicable => {
            if decision.reason.trim().is_empty() {
                return Err(Error::ReasonRequired { code: code() });
            }
            decision.agreed = None;
            Status::NotApplicable
        }
    };
    check(standing, &decision)?;
    let reason = match verdict {
        Verdict::SendBack => decision.asked.trim(),
        _ => decision.reason.trim(),
    };
    let reason = reason.to_owned();
    Ok((decision, status, reason))
}

fn check(standing: &Standing, decision: &Decision) -> Result<()> {
    let code = || standing.code.clone();
    if let Some(agreed) = decision.agreed {
        if agreed.is_negative() || agreed > standing.max {
            return Err(Error::OutOfRange { code: code(), max: standing.max });
        }
        if standing.reported != Some(agreed) && decision.reason.trim().is_empty() {
            return Err(Error::ReasonRequired { code: code() });
        }
    }
    if decision.recoverable.is_some_and(|r| r.is_negative() || r > standing.max) {
        return Err(Error::RecoverableOutOfRange { code: code(), max: standing.max });
    }
    let bodies = &decision.responsible;
    let twice = |r: &Responsible| bodies.iter().filter(|b| b.agency == r.agency).count() > 1;
    if bodies.iter().any(|r| r.parts == 0 || twice(r)) {
        return Err(Error::BadShares { code: code() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_halved_goes_to_the_first() {
        let p = Points::from_ten_thousandths;
        assert_eq!(split(p(2_501), &[1, 1]), [p(1_251), p(1_250)]);
        assert_eq!(split(p(10_000), &[2, 1, 1]), [p(5_000), p(2_500), p(2_500)]);
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_whole(n in -100_000_i64..100_000, parts in prop::collection::vec(1_u32..9, 1..6)) {
            let shares = split(Points::from_ten_thousandths(n), &parts);
            prop_assert_eq!(shares.iter().copied().sum::<Points>(), Points::from_ten_thousandths(n));
        }
    }
}
