//! A body that a file's letterhead names and the store does not know yet.

use scorebook::agency::usual_name;
use scorebook::text::{fold, tidy};

use crate::assigned;

/// First words of bodies that send files, folded; "bộ", "ban hành" and the like begin titles.
const SENDERS: [&str; 17] = [
    "so",
    "van phong",
    "vp",
    "cong an",
    "cuc",
    "chi cuc",
    "thanh tra",
    "trung tam",
    "bao hiem",
    "kho bac",
    "thue",
    "ngan hang",
    "buu dien",
    "ban quan ly",
    "ban dan toc",
    "uy ban nhan dan huyen",
    "ubnd huyen",
];

/// The name, when one line of the letterhead is a body's name and nothing else.
pub(crate) fn unknown_body(lines: &[String]) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines.iter().take(12).map(|line| tidy(line)) {
        let folded = fold(&line);
        let words = folded.split(' ').count();
        let is_name = (3..=10).contains(&words) || words == 2 && folded.starts_with("so ");
        let begins = SENDERS.iter().any(|first| folded.starts_with(&format!("{first} ")));
        let plain = !line.contains(|c: char| c.is_ascii_digit() || ":;/".contains(c));
        let one = assigned::names(&line).len() == 1;
        if is_name && begins && plain && one && !folded.contains(" kinh gui") {
            found.push(usual_name(&line));
        }
    }
    found.dedup();
    match found.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Option<String> {
        unknown_body(&lines.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_letterhead_names_a_body() {
        assert_eq!(
            of(&["UBND TỈNH SÔNG MÂY", "SỞ GIAO THÔNG VẬN TẢI", "BIỂU TỰ CHẤM ĐIỂM NĂM 2024"]),
            Some("Sở Giao thông vận tải".into())
        );
        assert_eq!(
            of(&["UBND TỈNH SÔNG MÂY", "Kính gửi: Sở Nội vụ"]),
            None,
            "an addressee is none"
        );
        assert_eq!(of(&["VĂN PHÒNG"]), None, "whose office is not said");
        assert_eq!(of(&["SỞ Y TẾ", "SỞ TƯ PHÁP"]), None, "two say nothing");
    }
}
