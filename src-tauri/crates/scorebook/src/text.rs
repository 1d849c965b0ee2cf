//! Vietnamese text, made comparable: NFC at the door, folded for matching only, never for printing.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::locale;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// NFC, with no-break and zero-width spaces made plain, runs of white space made one, trimmed.
///
/// U+00AD stays: in TCVN3 text it is the letter ư (`domain.md` §7.1).
pub fn tidy(text: &str) -> String {
    // most text needs nothing done to it, and looking costs far less than normalising
    if is_tidy(text) {
        return text.to_owned();
    }
    let mut tidied = String::with_capacity(text.len());
    if text.chars().all(|c| is_composed(c) || c.is_whitespace()) {
        text.chars().for_each(|c| push(&mut tidied, c));
    } else {
        text.nfc().filter(|c| !is_zero_width(*c)).for_each(|c| push(&mut tidied, c));
    }
    if tidied.ends_with(' ') {
        tidied.pop();
    }
    tidied
}

/// Is it plainly NFC and single-spaced? "No" may be wrong, "yes" never is.
fn is_tidy(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        match c {
            ' ' if !after_space => after_space = true,
            c if is_composed(c) => after_space = false,
            _ => return false,
        }
    }
    !after_space || text.is_empty()
}

/// Printing letters and signs that NFC leaves as they are beside each other. "No" may be wrong, "yes" never is.
fn is_composed(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{a1}'..='\u{2ff}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2010}'..='\u{2027}')
}

/// Lower case without any diacritics, punctuation as spaces: "Điểm tối đa:" is "diem toi da".
///
/// For finding headings and names; two texts that fold alike may still be different ("Tư pháp", "tự pháp").
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 1);
    let mut rare = String::new();
    // a space is only due before the next letter: none in front, none twice, none at the end
    let mut space = false;
    for c in text.chars() {
        let letter = LATIN.get(c as usize).copied().unwrap_or(0);
        if letter == b' ' {
            space = true;
        } else if letter != 0 {
            if std::mem::take(&mut space) && !folded.is_empty() {
                folded.push(' ');
            }
            folded.push(char::from(letter));
        } else {
            rare.clear();
            fold_char(c, &mut rare);
            for letter in rare.chars() {
                if letter.is_whitespace() {
                    space = true;
                } else {
                    if std::mem::take(&mut space) && !folded.is_empty() {
                        folded.push(' ');
                    }
                    folded.push(letter);
                }
            }
        }
    }
    folded
}

/// What letters fold to, up to the end of the Vietnamese ones: an ASCII letter, or 0 when it is anything else.
static LATIN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let ascii = |c: char| {
        let mut folded = String::new();
        fold_char(c, &mut folded);
        if let [letter] = folded.as_bytes() { *letter } else { 0 }
    };
    ('\0'..='\u{1eff}').map(ascii).collect()
});

fn fold_char(c: char, folded: &mut String) {
    decompose_canonical(c, |part| {
        if is_combining_mark(part) || is_zero_width(part) {
            return;
        }
        folded.extend(part.to_lowercase().map(|c| match c {
            'đ' => 'd',
            c if c.is_alphanumeric() || matches!(c, '%' | '&' | '/') => c,
            _ => ' ',
        }));
    });
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}')
}

/// Adds a letter; white space only once, and not in front.
fn push(to: &mut String, c: char) {
    if !c.is_whitespace() {
        to.push(c);
    } else if !to.is_empty() && !to.ends_with(' ') {
        to.push(' ');
    }
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

/// Vietnamese order by CLDR: "Đ" after "D", "Ă" after "A", tones after letters.
pub fn compare(a: &str, b: &str) -> Ordering {
    static VIETNAMESE: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
        let vietnamese = locale!("vi");
        CollatorBorrowed::try_new(vietnamese.into(), CollatorOptions::default()).ok()
    });
    match &*VIETNAMESE {
        Some(collator) => collator.compare(a, b),
        None => a.cmp(b),
    }
}

/// A text's letters without and with their diacritics, worked out once for being searched many times.
#[derive(Clone, Debug)]
pub struct Letters(Vec<(char, char)>);

impl Letters {
    /// Of that text.
    pub fn of(text: &str) -> Self {
        Self(letters(text))
    }
}

/// A text that is looked for without diacritics, told how near each find comes.
#[derive(Clone, Debug)]
pub struct Wanted {
    letters: Vec<(char, char)>,
}

impl Wanted {
    /// Looks for that text.
    pub fn new(text: &str) -> Self {
        Self { letters: letters(text) }
    }

    /// Is anything looked for?
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// How far the nearest find in a text is from what was typed: letters with other diacritics first, then
    /// whether it begins inside a word, then how far from the beginning. `None` when it is not found.
    pub fn distance(&self, Letters(letters): &Letters) -> Option<(usize, bool, usize)> {
        let found = |(at, window): (usize, &[(char, char)])| {
            let pairs = || window.iter().zip(&self.letters);
            let inside = at > 0 && letters.get(at - 1).is_some_and(|(bare, _)| *bare != ' ');
            pairs()
                .all(|((a, _), (b, _))| a == b)
                .then(|| (pairs().filter(|((_, a), (_, b))| a != b).count(), inside, at))
        };
        letters.windows(self.letters.len().max(1)).enumerate().filter_map(found).min()
    }
}

/// Letters without and with their diacritics, in pairs; words are kept apart by one space.
fn letters(text: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = Vec::new();
    let mut bare = String::new();
    for c in text.nfc() {
        bare.clear();
        fold_char(c, &mut bare);
        for b in bare.chars() {
            let marked = if b == ' ' { ' ' } else { c.to_lowercase().next().unwrap_or(c) };
            if b != ' ' || pairs.last().is_some_and(|(last, _)| *last != ' ') {
                pairs.push((b, marked));
            }
        }
    }
    if pairs.last().is_some_and(|(last, _)| *last == ' ') {
        pairs.pop();
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quick_ways_give_what_the_plain_ones_give(text in "[\\PC\\u{ad}\\u{a0}\\u{300}-\\u{323}ạ-ỹÀ-ỹ\t\n ]{0,24}") {
            let kept = |c: &char| !is_zero_width(*c);
            let plain: String = text.nfc().filter(kept).collect();
            let plain: Vec<&str> = plain.split_whitespace().collect();
            prop_assert_eq!(tidy(&text), plain.join(" "));

            let bare: String = text
                .nfd()
                .filter(|c| !is_combining_mark(*c))
                .filter(kept)
                .flat_map(char::to_lowercase)
                .map(|c| match c {
                    'đ' => 'd',
                    c if c.is_alphanumeric() || matches!(c, '%' | '&' | '/') => c,
                    _ => ' ',
                })
                .collect();
            let bare: Vec<&str> = bare.split_whitespace().collect();
            prop_assert_eq!(fold(&text), bare.join(" "));
        }
    }

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
    fn names_stand_in_vietnamese_order() {
        let mut names =
            ["Đất đai", "Dân tộc", "Ẩm thực", "An ninh", "Ăn uống", "Ê-đê", "Em", "Dự án"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            ["An ninh", "Ăn uống", "Ẩm thực", "Dân tộc", "Dự án", "Đất đai", "Em", "Ê-đê"],
            "a, ă, â; d before đ; e before ê"
        );
    }

    #[test]
    fn exact_accents_come_nearest() {
        let near = |wanted: &str, text: &str| Wanted::new(wanted).distance(&Letters::of(text));
        let exact = near("tư pháp", "Sở Tư pháp");
        assert!(exact < near("tư pháp", "Tự pháp"), "ư is not ự");
        assert!(
            exact.is_some() && near("tu phap", "Sở Tư pháp").is_some(),
            "found without accents"
        );
        assert_eq!(near("tư pháp", "Sở Nội vụ"), None, "not there");
        assert!(near("an", "An ninh") < near("an", "Ban an toàn"), "the beginning comes first");
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
