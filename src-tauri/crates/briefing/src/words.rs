//! Numbers, dates and lists as Vietnamese administrative documents write them (`domain.md` §4).

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use scorebook::Points;

/// A blank to be filled in by hand or by the system that numbers documents.
pub const BLANK: &str = "…";

/// A cell without a figure. Never "0": no score is not a score of nothing.
pub const NO_FIGURE: &str = "–";

/// The letters of points a), b), c), d), đ), e), g)…: the Vietnamese alphabet as the decree itself runs,
/// without f, j, w, z and without ă, â, ê, ô, ơ, ư.
const POINT_LETTERS: [&str; 22] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "x",
];

/// A count in a sentence: below ten with a leading zero, "05", as is the habit of such documents.
pub fn count(n: usize) -> String {
    format!("{n:02}")
}

/// "ngày 05 tháng 01 năm 2025", "ngày 15 tháng 6 năm 2025": zeros before days below 10 and months 1 and 2 only.
pub fn long_date(date: NaiveDate) -> String {
    let month = match date.month() {
        m @ 1..=2 => format!("{m:02}"),
        m => m.to_string(),
    };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// "ngày … tháng … năm …", for a document without its date yet: nobody knows in which year it will be signed.
pub fn blank_date() -> String {
    format!("ngày {BLANK} tháng {BLANK} năm {BLANK}")
}

/// "05/01/2025", for tables and brackets.
pub fn short_date(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// "16 giờ 30 phút ngày 26 tháng 12 năm 2024".
pub fn moment(at: NaiveDateTime) -> String {
    format!("{:02} giờ {:02} phút {}", at.hour(), at.minute(), long_date(at.date()))
}

/// "90,07%" from hundredths of a per cent.
pub fn percent(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "−" } else { "" };
    let n = hundredths.unsigned_abs();
    format!("{sign}{},{:02}%", n / 100, n % 100)
}

/// "61,25 điểm".
pub fn points(p: Points) -> String {
    format!("{p} điểm")
}

/// "tăng 0,25 điểm", "giảm 0,25 điểm", "giữ nguyên".
pub fn change(p: Points) -> String {
    if p.is_zero() {
        "giữ nguyên".into()
    } else if p.is_negative() {
        format!("giảm {}", points(-p))
    } else {
        format!("tăng {}", points(p))
    }
}

/// "tăng 2,50 điểm phần trăm", from hundredths of a per cent.
pub fn share_change(hundredths: i64) -> String {
    let number = percent(hundredths.abs());
    let number = number.trim_end_matches('%');
    match hundredths {
        0 => "giữ nguyên".into(),
        ..0 => format!("giảm {number} điểm phần trăm"),
        _ => format!("tăng {number} điểm phần trăm"),
    }
}

/// "A", "A và B", "A, B và C".
pub fn and_list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} và {}", first.join(", "), last.as_ref())
        }
    }
}

/// The letter of the point with that index from 0: a, b, c, d, đ, e, g … x, then aa, ab …
pub fn point_letter(index: usize) -> String {
    let n = POINT_LETTERS.len();
    let last = POINT_LETTERS[index % n];
    match index / n {
        0 => last.to_owned(),
        above => format!("{}{last}", point_letter(above - 1)),
    }
}

/// 1 is "I".
pub fn roman(mut n: usize) -> String {
    let mut text = String::new();
    for (value, digits) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while n >= value {
            text.push_str(digits);
            n -= value;
        }
    }
    text
}

/// Somebody's words made part of a sentence of ours: lines joined by "; ", no full stop at the end.
pub fn inline(text: &str) -> String {
    text.lines().map(bare).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Not more than about `most` letters of it, cut between words; with "…" and where the rest stands, if cut.
pub fn clipped(text: &str, most: usize, rest: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = &text[..cut];
    let kept = kept.rsplit_once(char::is_whitespace).map_or(kept, |(before, _)| before);
    format!("{}… (đầy đủ tại {rest})", bare(kept))
}

/// Without white space around and without closing punctuation.
pub fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ';', ',', ':']).trim_end()
}

/// With a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// With a small first letter, for what goes on within a sentence.
pub fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Short forms with vowels; those of consonants alone (TTHC, CNTT) are known by that.
const SHORT_FORMS: [&str; 16] = [
    "UBND", "PAR", "INDEX", "SIPAS", "PAPI", "PCI", "DDCI", "ISO", "ICT", "OCOP", "I", "II", "III",
    "IV", "VI", "IX",
];

/// Names that keep a capital within a sentence (Phụ lục II of Nghị định 30/2020/NĐ-CP).
const PROPER: [(&str, &str); 5] = [
    ("thủ tướng", "Thủ tướng"),
    ("chính phủ", "Chính phủ"),
    ("trung ương", "Trung ương"),
    ("quốc hội", "Quốc hội"),
    ("việt nam", "Việt Nam"),
];

/// A name as running text writes it: one that stands wholly in capitals, as headings of fields do, gets them
/// only where a sentence has them. Other names stay as they are.
pub fn running(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.split_whitespace().count() < 2 {
        return name.to_owned();
    }
    let words: Vec<String> = name
        .split(' ')
        .map(|word| if is_short_form(word) { word.to_owned() } else { word.to_lowercase() })
        .collect();
    let mut text = words.join(" ");
    for (lower, proper) in PROPER {
        text = text.replace(lower, proper);
    }
    capitalised(&text)
}

fn is_short_form(word: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let has_vowel = letters.nfd().any(|c| "AEIOUY".contains(c));
    letters.is_empty() || !has_vowel || SHORT_FORMS.contains(&letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(n: i64) -> Points {
        Points::from_ten_thousandths(n)
    }

    #[test]
    fn dates_carry_zeros_only_where_the_decree_wants_them() {
        for (y, m, d, written) in [
            (2025, 1, 5, "ngày 05 tháng 01 năm 2025"),
            (2025, 2, 10, "ngày 10 tháng 02 năm 2025"),
            (2025, 3, 9, "ngày 09 tháng 3 năm 2025"),
            (2024, 12, 26, "ngày 26 tháng 12 năm 2024"),
        ] {
            let date = NaiveDate::from_ymd_opt(y, m, d).unwrap();
            assert_eq!(
                long_date(date),
                written,
                "Nghị định 30: zeros before days < 10 and months 1, 2"
            );
        }
        assert_eq!(blank_date(), "ngày … tháng … năm …", "blanks for what is not known");
    }

    #[test]
    fn capitals_of_headings_do_not_shout_in_sentences() {
        for (name, written) in [
            ("CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "Cải cách thủ tục hành chính"),
            ("KIỂM SOÁT TTHC CỦA UBND TỈNH", "Kiểm soát TTHC của UBND tỉnh"),
            (
                "XÂY DỰNG CHÍNH PHỦ ĐIỆN TỬ, CHÍNH PHỦ SỐ",
                "Xây dựng Chính phủ điện tử, Chính phủ số",
            ),
            ("PHÁT TRIỂN KINH TẾ - XÃ HỘI", "Phát triển kinh tế - xã hội"),
            ("Cải cách TTHC", "Cải cách TTHC"),
            ("TTHC", "TTHC"),
            ("", ""),
        ] {
            assert_eq!(running(name), written, "{name:?}");
        }
    }

    #[test]
    fn letters_run_as_in_the_decree() {
        let run: Vec<String> = (0..8).map(point_letter).collect();
        assert_eq!(run, ["a", "b", "c", "d", "đ", "e", "g", "h"], "no f, and đ after d");
        assert_eq!(point_letter(22), "aa", "after x");
        assert_eq!(point_letter(23), "ab", "and on");
    }

    #[test]
    fn changes_have_words() {
        assert_eq!(change(p(2_500)), "tăng 0,25 điểm", "gain");
        assert_eq!(change(p(-2_500)), "giảm 0,25 điểm", "the word carries the sign");
        assert_eq!(change(p(0)), "giữ nguyên", "no change");
    }

    #[test]
    fn lists_end_in_va() {
        assert_eq!(and_list::<&str>(&[]), "", "none");
        assert_eq!(and_list(&["A"]), "A", "one");
        assert_eq!(and_list(&["A", "B"]), "A và B", "two");
        assert_eq!(and_list(&["A", "B", "C"]), "A, B và C", "three");
    }

    #[test]
    fn percents_have_two_decimals_and_a_comma() {
        assert_eq!(percent(9_143), "91,43%", "as the ministry publishes it");
        assert_eq!(percent(10_000), "100,00%", "all");
        assert_eq!(percent(5), "0,05%", "little");
    }

    #[test]
    fn roman_numbers() {
        for (n, text) in [(1, "I"), (4, "IV"), (8, "VIII"), (9, "IX"), (14, "XIV")] {
            assert_eq!(roman(n), text, "{n}");
        }
    }

    #[test]
    fn long_words_of_others_are_cut_between_words_and_say_so() {
        assert_eq!(clipped("Chậm báo cáo", 12, "Phụ lục II"), "Chậm báo cáo", "short enough");
        assert_eq!(
            clipped("Chậm báo cáo", 8, "Phụ lục II"),
            "Chậm… (đầy đủ tại Phụ lục II)",
            "between words"
        );
        assert_eq!(
            clipped("Nghiêng", 3, "Phụ lục II"),
            "Ngh… (đầy đủ tại Phụ lục II)",
            "one long word"
        );
    }

    #[test]
    fn others_words_fit_into_our_sentence() {
        assert_eq!(
            inline("Chậm báo cáo.\r\n\n Thiếu số liệu; "),
            "Chậm báo cáo; Thiếu số liệu",
            "lines and stops"
        );
    }
}
