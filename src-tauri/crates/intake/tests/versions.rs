//! Several files of one body at once: told, and chosen by what they say of themselves.

#[macro_use]
mod support;

use intake::mark_versions;
use scorebook::ImportPlan;

use support::{SNV, blocking, head, plan_bytes, problems, xlsx};

fn file(name: &str, score: f64) -> ImportPlan {
    let rows = vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, score]];
    plan_bytes(name, xlsx(&[("Bảng", rows)]), Some(SNV))
}

#[test]
fn the_version_that_says_it_is_newer_counts_whatever_the_order() {
    for names in [["SNV.xlsx", "SNV (sửa lại).xlsx"], ["SNV lần 1.xlsx", "SNV lần 2.xlsx"]]
    {
        let [old, new] = names;
        for order in [[0, 1], [1, 0]] {
            let both = [file(old, 0.25), file(new, 0.5)];
            let mut plans = order.map(|at: usize| both[at].clone());
            mark_versions(&mut plans);
            let of = |name: &str| plans.iter().find(|p| p.file.name == name).expect("both");
            assert_eq!(blocking(of(old)), ["two_versions"], "{names:?}");
            assert_eq!(problems(of(new)), ["warning two_versions"], "{names:?}");
        }
    }
}

#[test]
fn versions_that_do_not_say_are_both_asked_about() {
    let mut plans = [file("SNV.xlsx", 0.25), file("Sở Nội vụ.xlsx", 0.5)];
    mark_versions(&mut plans);
    assert!(plans.iter().all(|plan| blocking(plan) == ["two_versions"]));
}

#[test]
fn the_same_scores_twice_and_supplements_are_no_versions() {
    let mut same = [file("SNV.xlsx", 0.5), file("SNV bản in.xlsx", 0.5)];
    mark_versions(&mut same);
    assert!(same.iter().all(|plan| problems(plan).is_empty()), "they say the same");
    let mut supplement = [file("SNV.xlsx", 0.25), file("SNV bổ sung.xlsx", 0.5)];
    mark_versions(&mut supplement);
    assert!(supplement.iter().all(|plan| problems(plan).is_empty()), "one adds to the other");
    assert!(supplement[1].says_supplement);
}
