//! The scale of points of a criterion (thang điểm): the option rows of the annex.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Points;

/// One step of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleStep {
    /// What the paper says, without the mark in front: "Ban hành kịp thời: 0,5".
    pub text: String,
    /// What it is worth; `None` for a formula or a range.
    pub points: Option<Points>,
    /// Sheet of the cell.
    pub sheet: String,
    /// The cell of the points, "B10".
    pub cell: String,
}

/// More steps than this are no scale whose sums can be told.
const MOST: usize = 16;

/// Is a score none that the scale can give? Only a scale of fixed steps tells. One of which no step reaches the
/// maximum adds up: any sum of its steps is on it.
pub fn is_off(steps: &[ScaleStep], max: Points, score: Points) -> bool {
    let fixed: Option<Vec<Points>> = steps.iter().map(|step| step.points).collect();
    let Some(fixed) = fixed.filter(|steps| !steps.is_empty() && steps.len() <= MOST) else {
        return false;
    };
    if fixed.contains(&score) {
        return false;
    }
    let adds_up = fixed.iter().all(|points| *points < max);
    !(adds_up && sums(&fixed).contains(&score))
}

fn sums(steps: &[Points]) -> BTreeSet<Points> {
    let mut sums = BTreeSet::from([Points::ZERO]);
    for step in steps {
        let more: Vec<Points> = sums.iter().map(|sum| *sum + *step).collect();
        sums.extend(more);
    }
    sums
}

/// The step a score stands on, and the next one above it: by their places in the scale.
pub fn reached(steps: &[ScaleStep], score: Points) -> (Option<usize>, Option<usize>) {
    let on = steps.iter().position(|step| step.points == Some(score));
    let above = steps.iter().enumerate().filter_map(|(at, s)| Some((s.points?, at)));
    let above = above.filter(|(points, _)| *points > score).min().map(|(_, at)| at);
    (on, above)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(points: &[Option<&str>]) -> Vec<ScaleStep> {
        let step = |points: Option<&str>| ScaleStep {
            text: "một mức".into(),
            points: points.map(|p| Points::from_decimal(p).unwrap()),
            sheet: "s".into(),
            cell: "B1".into(),
        };
        points.iter().copied().map(step).collect()
    }

    fn off(steps: &[ScaleStep], max: &str, score: &str) -> bool {
        let points = |text| Points::from_decimal(text).unwrap();
        is_off(steps, points(max), points(score))
    }

    #[test]
    fn fixed_steps_are_all_there_is() {
        let steps = scale(&[Some("1"), Some("0.5"), Some("0")]);
        assert!(!off(&steps, "1", "0.5"), "a step");
        assert!(off(&steps, "1", "0.4"), "between two steps");
        assert!(off(&steps, "1", "1.5"), "steps that reach the maximum are not added up");
    }

    #[test]
    fn ticks_below_the_maximum_add_up() {
        let steps = scale(&[Some("0.25"), Some("0.25"), Some("0.25")]);
        for on in ["0", "0.25", "0.5", "0.75"] {
            assert!(!off(&steps, "0.75", on), "{on} is a sum of ticks");
        }
        assert!(off(&steps, "0.75", "0.3"), "no sum of ticks");
    }

    #[test]
    fn a_formula_or_an_empty_scale_tells_nothing() {
        assert!(!off(&scale(&[Some("2"), None, Some("0")]), "2", "1.7"), "on the formula");
        assert!(!off(&[], "2", "1.7"), "no scale");
    }

    #[test]
    fn the_step_reached_and_the_one_above_are_told() {
        let steps = scale(&[Some("1"), Some("0.5"), Some("0")]);
        let of = |score| reached(&steps, Points::from_decimal(score).unwrap());
        assert_eq!(of("0.5"), (Some(1), Some(0)));
        assert_eq!(of("0.4"), (None, Some(1)), "no step, and the nearest above");
        assert_eq!(of("1"), (Some(0), None), "nothing above the top");
    }
}
