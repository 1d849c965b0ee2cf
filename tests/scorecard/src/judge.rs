//! What the reader made of a file, against its truth.

use std::collections::{BTreeMap, BTreeSet};

use scorebook::plan::{Bucket, PlannedRow};
use scorebook::submission::ScoreState;
use scorebook::{ImportPlan, Severity};

use crate::truth::{Place, Says, TrueRow, Truth};
use crate::world::World;

/// A file's mark.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mark {
    /// Rows with something to say that came out as they are.
    pub(crate) right: usize,
    /// Rows that were asked about.
    pub(crate) asked: usize,
    /// What came out wrong without a word: the reader's one unforgivable fault.
    pub(crate) wrong: Vec<String>,
    /// Sums that were judged wrongly, and hidden parts passed over.
    pub(crate) amiss: Vec<String>,
    /// What stands in the way although nothing in the file is doubtful.
    pub(crate) needless: Vec<String>,
    /// Is asking never right in it?
    pub(crate) plain: bool,
}

impl Mark {
    /// Nothing to complain of?
    pub(crate) fn is_clean(&self) -> bool {
        self.is_understood() && self.amiss.is_empty()
    }

    /// Nothing was asked and nothing is wrong.
    pub(crate) fn is_understood(&self) -> bool {
        self.needless.is_empty() && self.wrong.is_empty()
    }
}

/// Judges one plan.
pub(crate) fn judge(world: &World, truth: &Truth, plan: &ImportPlan) -> Mark {
    let mut mark = Mark { plain: truth.is_plain(), ..Mark::default() };
    let whole = plan
        .problems
        .iter()
        .find(|p| p.severity == Severity::Blocking && !p.finding.is_about_a_row())
        .map(|p| p.finding.code());
    if mark.plain {
        let blocking = plan.problems.iter().filter(|p| p.severity == Severity::Blocking);
        mark.needless = blocking
            .map(|p| {
                let at = p.at.as_ref().map(ToString::to_string).unwrap_or_default();
                format!("{} {at} {:?}", p.finding.code(), p.finding)
            })
            .collect();
    }
    if let (Some(found), Some(agency)) = (plan.agency, truth.agency)
        && found != agency
        && whole.is_none()
    {
        mark.wrong.push(format!("taken for another body's: {found:?}, not {agency:?}"));
    }
    if !truth.asked_whole.is_empty() {
        if !whole.is_some_and(|code| truth.asked_whole.contains(&code)) {
            mark.wrong.push(format!("not asked: {:?}, but {whole:?}", truth.asked_whole));
        }
        return mark;
    }
    // no column was taken for the score: nothing is said of any row yet
    if whole == Some("ambiguous_column") {
        mark.asked += truth.rows.len();
        return mark;
    }
    let told: BTreeSet<Place> = plan
        .problems
        .iter()
        .filter_map(|p| p.at.as_ref())
        .map(|at| (at.sheet.clone(), at.row))
        .collect();
    let blocked: BTreeSet<Place> = plan
        .problems
        .iter()
        .filter(|p| p.severity == Severity::Blocking)
        .filter_map(|p| p.at.as_ref())
        .map(|at| (at.sheet.clone(), at.row))
        .collect();
    let rows: BTreeMap<Place, &PlannedRow> =
        plan.rows.iter().map(|r| ((r.sheet.clone(), r.row), r)).collect();
    for row in &truth.rows {
        let read = rows.get(&row.place).copied();
        let has_word = told.contains(&row.place) || whole.is_some();
        let is_asked = blocked.contains(&row.place) || whole.is_some();
        match verdict(world, row, read, has_word, is_asked) {
            Verdict::Right => mark.right += 1,
            Verdict::Asked => mark.asked += 1,
            Verdict::Wrong(how) => mark.wrong.push(format!(
                "{}!{} {}: {how} ({:?}; {read:?})",
                row.place.0,
                row.place.1 + 1,
                row.why,
                row.says
            )),
        }
    }
    let known: BTreeSet<&Place> = truth.rows.iter().map(|r| &r.place).collect();
    for row in plan.rows.iter().filter(|r| r.state.is_some()) {
        let place = (row.sheet.clone(), row.row);
        if !known.contains(&place) && row.state == Some(ScoreState::Scored) {
            mark.wrong.push(format!("{}!{}: a score from no row: {row:?}", row.sheet, row.row + 1));
        }
    }
    sums(truth, plan, whole.is_some(), &mut mark);
    mark
}

enum Verdict {
    Right,
    Asked,
    Wrong(&'static str),
}

fn verdict(
    world: &World,
    row: &TrueRow,
    read: Option<&PlannedRow>,
    has_word: bool,
    is_asked: bool,
) -> Verdict {
    let node = row.node.and_then(|id| world.catalogue.node(id));
    let state = read.and_then(|r| r.state);
    let points = read.and_then(|r| r.points);
    let on_another = read.is_some_and(|r| r.state.is_some() && r.node != row.node);
    if on_another {
        return Verdict::Wrong("taken on another criterion");
    }
    let not_scored_here = read.is_some_and(|r| r.bucket == Bucket::NotSelfScored)
        && node.is_some_and(|n| n.scoring != Some(scorebook::Scoring::SelfScored));
    match (row.says, state) {
        (Says::Points(p) | Says::AskOr(p), Some(ScoreState::Scored)) if points == Some(p) => {
            Verdict::Right
        }
        (_, Some(ScoreState::Scored)) => Verdict::Wrong("a score that is not in the file"),
        (Says::Blank | Says::AskOrNothing, Some(ScoreState::Blank))
        | (Says::NotApplicable | Says::AskOrNothing, Some(ScoreState::NotApplicable)) => {
            Verdict::Right
        }
        (Says::Blank, None) if not_scored_here => Verdict::Right,
        (Says::Blank | Says::NotApplicable, Some(_)) => Verdict::Wrong("another kind of nothing"),
        (_, Some(_)) => Verdict::Wrong("a score was taken for nothing"),
        (Says::Tell, None) if has_word => Verdict::Right,
        (_, None) if is_asked => Verdict::Asked,
        // the second of two rows that agree is set aside with a word
        (Says::AskOr(_), None) if has_word => Verdict::Asked,
        // nothing is written of it, and nothing stood there
        (Says::AskOrNothing, None) => Verdict::Asked,
        (Says::Blank | Says::NotApplicable, None) => {
            Verdict::Wrong("a blank criterion was passed over")
        }
        (_, None) => Verdict::Wrong("dropped without a word"),
    }
}

fn sums(truth: &Truth, plan: &ImportPlan, whole: bool, mark: &mut Mark) {
    let differing: BTreeSet<Place> = plan
        .problems
        .iter()
        .filter(|p| p.finding.code() == "total_differs")
        .filter_map(|p| p.at.as_ref())
        .map(|at| (at.sheet.clone(), at.row))
        .collect();
    for (place, adds_up) in truth.sums.iter().filter(|_| !whole && plan.agency.is_some()) {
        if differing.contains(place) == *adds_up {
            let how = if *adds_up { "a right sum is doubted" } else { "a wrong sum is not told" };
            mark.amiss.push(format!("{}!{}: {how}", place.0, place.1 + 1));
        }
    }
    if truth.hides && !plan.problems.iter().any(|p| p.finding.code() == "hidden") && !whole {
        mark.amiss.push("hidden parts are not told".into());
    }
}
