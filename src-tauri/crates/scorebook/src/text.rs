//! Vietnamese text, made comparable: NFC at the door, folded for matching only, never for printing.

use unicode_normalization::UnicodeNormalization;

/// NFC, with no-break and zero-width spaces made plain, runs of white space made one, trimmed.
///
/// U+00AD stays: in TCVN3 text it is the letter ư (`domain.md` §7.1).
pub fn tidy(text: &str) -> String {
    let spaced: String = text
        .nfc()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}'))
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower case without any diacritics, punctuation as spaces: "Điểm tối đa:" is "diem toi da".
///
/// For finding headings and names; two texts that fold alike may still be different ("Tư pháp", "tự pháp").
pub fn fold(text: &str) -> String {
    let bare: String = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .filter(|c| !matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'đ' => 'd',
            c if c.is_alphanumeric() || matches!(c, '%' | '&' | '/') => c,
            _ => ' ',
        })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A body's name made comparable: folded, with the usual abbreviations written out, so that
/// "VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh" and "VĂN PHÒNG UBND TỈNH" are one.
pub fn agency_key(name: &str) -> String {
    let folded = fold(name).replace('&', " va ");
    let mut words: Vec<&str> = Vec::new();
    for word in folded.split_whitespace() {
        match word {
            "ubnd" => words.extend(["uy", "ban", "nhan", "dan"]),
            "hdnd" => words.extend(["hoi", "dong", "nhan", "dan"]),
            "vp" | "vpub" => words.extend(["van", "phong"]),
            "tttt" => words.extend(["thong", "tin", "va", "truyen", "thong"]),
            "khdt" => words.extend(["ke", "hoach", "va", "dau", "tu"]),
            "khcn" => words.extend(["khoa", "hoc", "va", "cong", "nghe"]),
            "tt" => words.extend(["thong", "tin"]),
            "kh" => words.extend(["ke", "hoach"]),
            "dt" => words.extend(["dau", "tu"]),
            "cn" => words.extend(["cong", "nghe"]),
            "snv" => words.extend(["so", "noi", "vu"]),
            "stp" => words.extend(["so", "tu", "phap"]),
            "stc" => words.extend(["so", "tai", "chinh"]),
            other => words.push(other),
        }
    }
    let key = words.join(" ");
    // "TT&TT" unfolds to "thong tin va thong tin", "KH&CN" to "ke hoach va cong nghe"
    key.replace("thong tin va thong tin", "thong tin va truyen thong")
        .replace("ke hoach va cong nghe", "khoa hoc va cong nghe")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_keeps_every_letter_and_makes_nfc() {
        assert_eq!(
            tidy("Đie\u{302}\u{309}m \u{a0} tối\nđa\u{200b}"),
            "Điểm tối đa",
            "NFD, spaces, line break"
        );
        assert_eq!(tidy("t\u{ad}"), "t\u{ad}", "U+00AD is a letter in TCVN3");
    }

    #[test]
    fn fold_makes_capitals_and_tones_one() {
        assert_eq!(fold("ĐIỂM TỰ ĐÁNH GIÁ"), "diem tu danh gia", "capitals");
        assert_eq!(fold("Điểm tự đánh giá:"), "diem tu danh gia", "punctuation");
    }

    #[test]
    fn a_bodys_names_have_one_key() {
        for (a, b) in [
            ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
            ("Sở TT&TT", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
            ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
            ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
            ("SNV", "Sở Nội vụ"),
        ] {
            assert_eq!(agency_key(a), agency_key(b), "{a} is {b}");
        }
        assert_ne!(agency_key("Sở Tư pháp"), agency_key("Sở Tài chính"), "two bodies stay two");
    }
}
