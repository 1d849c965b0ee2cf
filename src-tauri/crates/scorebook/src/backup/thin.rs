//! Which backups are kept: all of the last two days, then one a day, a week, a month.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime};

/// Days of which every backup is kept.
const ALL: i64 = 2;
/// Days of which the newest backup is kept.
const DAILY: i64 = 14;
/// Days of which the newest backup of each week is kept; beyond, the newest of each month is, for good.
const WEEKLY: i64 = 70;

/// The places in `taken` of backups that may go. Times in the future are left alone: a clock was wrong.
pub fn to_remove(now: NaiveDateTime, taken: &[NaiveDateTime]) -> Vec<usize> {
    let mut newest_first: Vec<usize> = (0..taken.len()).collect();
    newest_first.sort_by(|a, b| taken[*b].cmp(&taken[*a]));
    let mut seen = BTreeSet::new();
    let mut gone: Vec<usize> = newest_first
        .into_iter()
        .filter(|&at| {
            let time = taken[at];
            let days = (now.date() - time.date()).num_days();
            if days < ALL {
                return false;
            }
            let span = if days < DAILY {
                (0, time.year(), time.ordinal())
            } else if days < WEEKLY {
                (1, time.iso_week().year(), time.iso_week().week())
            } else {
                (2, time.year(), time.month())
            };
            !seen.insert(span)
        })
        .collect();
    gone.sort_unstable();
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(&format!("{text}:00"), "%Y-%m-%d %H:%M:%S").unwrap()
    }

    #[test]
    fn recent_ones_all_stay_then_one_a_day_a_week_a_month() {
        let now = time("2025-01-10 10:00");
        // newest first: the time, and whether it stays
        let table = [
            ("2025-01-11 08:00", true, "a wrong clock's"),
            ("2025-01-10 09:59", true, "today"),
            ("2025-01-10 09:00", true, "today, an earlier one"),
            ("2025-01-09 08:00", true, "yesterday"),
            ("2025-01-09 07:00", true, "yesterday, an earlier one"),
            ("2025-01-08 17:00", true, "the newest of the day before yesterday"),
            ("2025-01-08 08:00", false, "an earlier one of that day"),
            ("2024-12-28 17:00", true, "the newest of a day within two weeks"),
            ("2024-12-28 16:00", false, "an earlier one of that day"),
            ("2024-12-27 17:00", true, "the newest of its week, two weeks ago"),
            ("2024-12-24 17:00", false, "an earlier one of that week"),
            ("2024-12-20 17:00", true, "the newest of the week before"),
            ("2024-11-04 17:00", true, "the newest of its week"),
            ("2024-10-31 17:00", true, "the newest of its month"),
            ("2024-10-02 17:00", false, "an earlier one of that month"),
            ("2023-10-02 17:00", true, "the only one of its month"),
        ];
        let taken: Vec<_> = table.iter().map(|(at, ..)| time(at)).collect();
        let gone = to_remove(now, &taken);
        for (n, (at, stays, what)) in table.iter().enumerate() {
            assert_eq!(!gone.contains(&n), *stays, "{at}: {what}");
        }
    }

    #[test]
    fn the_order_they_are_given_in_does_not_matter_and_thinning_again_removes_nothing() {
        let now = time("2025-01-10 10:00");
        let mut taken: Vec<NaiveDateTime> =
            (0..400).map(|n| now - chrono::Duration::hours(n * 7)).collect();
        taken.reverse();
        let gone = to_remove(now, &taken);
        assert!(!gone.is_empty(), "400 in four months are too many");
        let kept: Vec<_> =
            taken.iter().enumerate().filter(|(n, _)| !gone.contains(n)).map(|(_, t)| *t).collect();
        assert_eq!(to_remove(now, &kept), Vec::<usize>::new(), "what is kept is kept");
        assert!(kept.contains(&now), "the newest stays");
    }
}
