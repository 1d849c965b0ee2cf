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

/// Words for bodies of one sort that go on after "các …": "UBND các huyện, thị xã, thành phố".
const MANY_MORE: [&str; 17] = [
    "ban",
    "nganh",
    "ban nganh",
    "doan the",
    "don vi",
    "dia phuong",
    "huyen",
    "thi xa",
    "thanh pho",
    "xa",
    "phuong",
    "thi tran",
    "cap huyen",
    "cap xa",
    "to chuc",
    "hoi",
    "co quan",
];

/// Words behind them that say nothing more.
const WHERE: [&str; 7] = [
    " truc thuoc tinh",
    " thuoc tinh",
    " trong tinh",
    " cua tinh",
    " lien quan",
    " co lien quan",
    " tren dia ban tinh",
];

/// Is a text one or more of those words and nothing else?
fn is_more_of_many(text: &str) -> bool {
    let folded = fold(text);
    let bare = WHERE.iter().find_map(|tail| folded.strip_suffix(tail)).unwrap_or(&folded);
    bare.split(" va ").all(|part| {
        let part = part.trim().trim_start_matches("cac ").trim();
        MANY_MORE.contains(&part)
    })
}

/// Does a name speak of many bodies: "các sở", "UBND các huyện"?
fn is_many(name: &str) -> bool {
    let folded = format!(" {} ", fold(name));
    folded.contains(" cac ") || folded.contains(" cap huyen ") || folded.contains(" cap xa ")
}

/// Words for many bodies at once, no body of their own: "các cơ quan, đơn vị". "UBND các huyện, thị xã, thành
/// phố" is one: it answers for criteria as one.
pub(crate) fn is_collective(name: &str) -> bool {
    let folded = fold(name);
    ["cac ", "tat ca cac ", "toan bo cac ", "moi ", "nhung "].iter().any(|w| folded.starts_with(w))
        || ["co quan don vi", "co quan lien quan", "don vi lien quan", "co quan don vi lien quan"]
            .contains(&folded.as_str())
}

/// First words of a body's name as they are written: "Số" and "Bản" begin criteria, "Sở" and "Ban" bodies.
const BODY: [&str; 34] = [
    "sở",
    "so",
    "ubnd",
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "hđnd",
    "hội đồng nhân dân",
    "văn phòng",
    "van phong",
    "vp",
    "ban quản lý",
    "ban dân tộc",
    "ban tổ chức",
    "ban tuyên giáo",
    "ban chỉ đạo",
    "công an",
    "bộ chỉ huy",
    "cục",
    "chi cục",
    "thanh tra tỉnh",
    "thanh tra thành phố",
    "trung tâm",
    "bảo hiểm xã hội",
    "kho bạc",
    "ngân hàng nhà nước",
    "tòa án",
    "toà án",
    "viện kiểm sát",
    "thuế tỉnh",
    "trường",
    "tỉnh đoàn",
    "đài phát thanh",
    "bưu điện",
    "điện lực",
];

/// Does a name begin as a body's does, and speak of one?
pub(crate) fn is_a_body(name: &str) -> bool {
    let name = tidy(name);
    let lower = name.to_lowercase();
    let begins = BODY.iter().any(|first| {
        lower.strip_prefix(first).is_some_and(|rest| rest.starts_with(' ') && rest.trim().len() > 1)
    });
    let short = is_abbreviation(&name)
        && name.starts_with('S')
        && (3..=6).contains(&name.chars().count())
        && !name.contains(' ');
    (begins || short) && !is_collective(&name)
}

/// The names, parted at semicolons, line breaks, commas, and at a slash or "và" before another body.
pub(crate) fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in text.split([';', '\n', '\r']).map(tidy) {
        // a comma parts bodies, but not "Sở Văn hóa, Thể thao và Du lịch"
        let mut of_line: Vec<String> = Vec::new();
        for part in line.split(',') {
            match of_line.last_mut() {
                Some(before)
                    if begins(part, &AFTER_OWN_COMMA)
                        || is_many(before) && is_more_of_many(part) =>
                {
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
            let is_short = after_a_department
                && !begins(&name, &FIRST_WORDS)
                && !is_abbreviation(&name)
                && !is_many(&name);
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
    fn criteria_are_no_bodies() {
        for body in
            ["Sở Tư pháp", "SỞ Y TẾ", "STP", "UBND các huyện, thị xã", "Văn phòng UBND tỉnh"]
        {
            assert!(is_a_body(body), "{body}");
        }
        for other in [
            "Số thủ tục hành chính liên thông",
            "Ban hành kế hoạch",
            "Bản tự chấm",
            "Thanh tra, kiểm tra công vụ",
            "Các cơ quan, đơn vị",
            "Sở",
        ] {
            assert!(!is_a_body(other), "{other}");
        }
    }

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
            ("Các sở, ban, ngành", vec!["Các sở, ban, ngành"]),
            ("UBND các huyện, thị xã, thành phố", vec!["UBND các huyện, thị xã, thành phố"]),
            (
                "Sở Nội vụ, UBND các huyện, thị xã, thành phố; Công an tỉnh",
                vec!["Sở Nội vụ", "UBND các huyện, thị xã, thành phố", "Công an tỉnh"],
            ),
            ("Sở Nội vụ, các cơ quan, đơn vị", vec!["Sở Nội vụ", "các cơ quan, đơn vị"]),
            (" - ", vec![]),
        ] {
            assert_eq!(names(text), parted, "{text:?}");
        }
    }
}
