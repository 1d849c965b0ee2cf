//! Several files of one body in one call, archive or message: which of them counts, by what they say of
//! themselves.

use std::cmp::Ordering;

use scorebook::text::fold;
use scorebook::{Finding, ImportPlan, NodeId, Points, Problem, Severity};

/// Does a file's name or title say that it only adds to an earlier one?
pub(crate) fn is_supplement(text: &str) -> bool {
    let words = spaced(text);
    words.contains(" bo sung ")
        && !words.contains(" da bo sung ")
        && !words.contains(" sua doi bo sung ")
}

/// Tells of files that are versions of one body's table, and keeps all but the newest from being written; all
/// of them where they do not say which that is. A supplement is no version.
pub fn mark_versions(plans: &mut [ImportPlan]) {
    let mut told: Vec<(usize, Problem)> = Vec::new();
    for first in 0..plans.len() {
        for second in first + 1..plans.len() {
            let (a, b) = (&plans[first], &plans[second]);
            if !are_versions(a, b) {
                continue;
            }
            let newer = compare(a, b);
            let problem = |other: &ImportPlan, order: Ordering| {
                let other_counts = match order {
                    Ordering::Less => Some(true),
                    Ordering::Greater => Some(false),
                    Ordering::Equal => None,
                };
                let severity = match other_counts {
                    Some(false) => Severity::Warning,
                    _ => Severity::Blocking,
                };
                let finding = Finding::TwoVersions { other: other.file.name.clone(), other_counts };
                Problem { severity, at: None, finding }
            };
            let (of_first, of_second) = (problem(b, newer), problem(a, newer.reverse()));
            told.push((first, of_first));
            told.push((second, of_second));
        }
    }
    for (at, problem) in told {
        plans[at].problems.insert(0, problem);
        plans[at].problems.sort_by_key(|p| p.severity);
    }
}

/// Of one body, with scores that are not the same.
fn are_versions(a: &ImportPlan, b: &ImportPlan) -> bool {
    let same_body = a.agency.is_some() && a.agency == b.agency;
    if !same_body || a.says_supplement || b.says_supplement || a.file.sha256 == b.file.sha256 {
        return false;
    }
    let (of_a, of_b) = (scores(a), scores(b));
    let in_both = of_a.iter().any(|(node, _)| of_b.iter().any(|(other, _)| node == other));
    in_both && of_a != of_b
}

fn scores(plan: &ImportPlan) -> Vec<(NodeId, Points)> {
    let mut scores: Vec<(NodeId, Points)> =
        plan.rows.iter().filter_map(|row| Some((row.node?, row.points?))).collect();
    scores.sort_unstable();
    scores
}

/// Which is newer by what it says of itself: a number of its version, then a word, then the day its message
/// was sent.
fn compare(a: &ImportPlan, b: &ImportPlan) -> Ordering {
    let sent = |plan: &ImportPlan| plan.file.origin.as_ref().and_then(|origin| origin.sent_at);
    let (of_a, of_b) = (Version::of(&a.file.name), Version::of(&b.file.name));
    let by_name = of_a.number.cmp(&of_b.number).then(of_a.word.cmp(&of_b.word));
    by_name.then_with(|| match (sent(a), sent(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => Ordering::Equal,
    })
}

/// What a file's name says of its version.
#[derive(Debug, PartialEq, Eq)]
struct Version {
    /// "lần 2", "v3"; without one 1, as the first is seldom numbered.
    number: u32,
    word: Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    /// "dự thảo", "bản cũ".
    Older,
    None,
    /// "đã sửa", "chính thức".
    Newer,
}

const OLDER: [&str; 6] = [" du thao ", " ban nhap ", " nhap ", " cu ", " ban dau ", " draft "];
const NEWER: [&str; 14] = [
    " da sua ",
    " sua ",
    " sua lai ",
    " chinh sua ",
    " dieu chinh ",
    " cap nhat ",
    " chinh thuc ",
    " hoan thien ",
    " da bo sung ",
    " ban moi ",
    " moi ",
    " thay the ",
    " dinh chinh ",
    " final ",
];

impl Version {
    fn of(name: &str) -> Self {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let spaced = spaced(stem);
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let after = |word: &str| {
            let at = words.iter().position(|w| *w == word)?;
            words.get(at + 1)?.parse::<u32>().ok()
        };
        let short = words.iter().find_map(|w| w.strip_prefix('v')?.parse::<u32>().ok());
        let number = after("lan").or_else(|| after("ver")).or_else(|| after("version")).or(short);
        let has = |all: &[&str]| all.iter().any(|w| spaced.contains(w));
        let word = match (has(&OLDER), has(&NEWER)) {
            (true, false) => Word::Older,
            (false, true) => Word::Newer,
            _ => Word::None,
        };
        Self { number: number.unwrap_or(1), word }
    }
}

/// Folded words with a space on either side.
fn spaced(text: &str) -> String {
    format!(" {} ", fold(&text.replace(['_', '-', '.', '(', ')'], " ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_which_version_they_are() {
        let order = |a: &str, b: &str| {
            let (a, b) = (Version::of(a), Version::of(b));
            a.number.cmp(&b.number).then(a.word.cmp(&b.word))
        };
        assert_eq!(order("STP tự chấm.xlsx", "STP tự chấm (sửa lại).xlsx"), Ordering::Less);
        assert_eq!(order("STP lần 2.xlsx", "STP lần 1.xlsx"), Ordering::Greater);
        assert_eq!(order("STP_v2.xlsx", "STP.xlsx"), Ordering::Greater);
        assert_eq!(order("STP dự thảo.xlsx", "STP.xlsx"), Ordering::Less);
        assert_eq!(order("STP.xlsx", "Sở Tư pháp.xlsx"), Ordering::Equal, "they do not say");
    }

    #[test]
    fn a_supplement_says_so() {
        assert!(is_supplement("STP - bổ sung điểm.xlsx"));
        assert!(is_supplement("BẢNG TỰ CHẤM BỔ SUNG"));
        assert!(!is_supplement("STP đã bổ sung.xlsx"), "what was completed is whole");
        assert!(!is_supplement("STP.xlsx"));
    }
}
