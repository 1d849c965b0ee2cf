//! The bodies that a cell of a bộ tiêu chí names: "Sở TT&TT; VP UBND tỉnh".

use scorebook::text::{fold, tidy};

/// First words of a body's name, folded.
const FIRST_WORDS: [&str; 20] = [
    "so",
    "ubnd",
    "uy ban",
    "hdnd",
    "van phong",
    "vp",
    "ban",
    "cong an",
    "bo",
    "cuc",
    "chi cuc",
    "thanh tra",
    "trung tam",
    "bao hiem",
    "kho bac",
    "ngan hang",
    "toa an",
    "vien",
    "truong",
    "doan",
];

/// Second halves of names that hold a comma of their own.
const AFTER_OWN_COMMA: [&str; 3] = ["the thao", "thuong binh", "nganh"];

/// The names, parted at semicolons, line breaks, commas, and at a slash or "và" before another body.
pub(crate) fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in text.split([';', '\n', '\r']).map(tidy) {
        // a comma parts bodies, but not "Sở Văn hóa, Thể thao và Du lịch"
        let mut of_line: Vec<String> = Vec::new();
        for part in line.split(',') {
            match of_line.last_mut() {
                Some(before) if begins(part, &AFTER_OWN_COMMA) => {
                    before.push(',');
                    before.push_str(part);
                }
                _ => of_line.push(part.to_owned()),
            }
        }
        let whole = of_line.iter().flat_map(|part| at_joints(part));
        let bare = whole.map(|n| n.trim_matches(['-', '+', '*', '•', '.', ' ']).to_owned());
        let mut after_a_department = false;
        for name in bare.filter(|n| n.chars().any(char::is_alphabetic)) {
            // "Sở Nội vụ, Tài chính" are two departments
            let is_short =
                after_a_department && !begins(&name, &FIRST_WORDS) && !is_abbreviation(&name);
            after_a_department = is_short || begins(&name, &["so"]);
            names.push(if is_short { format!("Sở {name}") } else { name });
        }
    }
    names
}

/// Parts "Sở A và Sở B" and "Sở A/Sở B", never "Sở Thông tin và Truyền thông".
fn at_joints(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let joints = ["/", " và "].into_iter().flat_map(|joint| rest.match_indices(joint));
        let before_a_body =
            |(at, joint): &(usize, &str)| begins(&rest[at + joint.len()..], &FIRST_WORDS);
        let Some((at, joint)) = joints.filter(before_a_body).min_by_key(|(at, _)| *at) else {
            break;
        };
        parts.push(rest[..at].to_owned());
        rest = &rest[at + joint.len()..];
    }
    parts.push(rest.to_owned());
    parts
}

fn begins(text: &str, words: &[&str]) -> bool {
    let text = format!("{} ", fold(text));
    words.iter().any(|w| text.starts_with(&format!("{w} ")))
}

/// "SNV", "VPUB", "TT&TT".
fn is_abbreviation(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_and_kept_whole() {
        for (text, parted) in [
            ("Sở Nội vụ", vec!["Sở Nội vụ"]),
            ("Sở TT&TT, Sở KH&ĐT", vec!["Sở TT&TT", "Sở KH&ĐT"]),
            ("Sở Thông tin và Truyền thông", vec!["Sở Thông tin và Truyền thông"]),
            (
                "Sở Thông tin và Truyền thông và Sở Tư pháp",
                vec!["Sở Thông tin và Truyền thông", "Sở Tư pháp"],
            ),
            (
                "Sở Văn hóa, Thể thao và Du lịch, Sở Tư pháp",
                vec!["Sở Văn hóa, Thể thao và Du lịch", "Sở Tư pháp"],
            ),
            ("Sở Nội vụ/Văn phòng UBND tỉnh", vec!["Sở Nội vụ", "Văn phòng UBND tỉnh"]),
            ("Sở Nội vụ, Tài chính, Tư pháp", vec!["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
            ("SNV, STC", vec!["SNV", "STC"]),
            ("- Sở Tài chính\n- Sở Tư pháp;", vec!["Sở Tài chính", "Sở Tư pháp"]),
            ("các sở, ngành", vec!["các sở, ngành"]),
            (" - ", vec![]),
        ] {
            assert_eq!(names(text), parted, "{text:?}");
        }
    }
}
