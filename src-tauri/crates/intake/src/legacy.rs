//! Vietnamese from before Unicode: TCVN3 (.VnTime) and VNI text, which a Unicode program shows as Latin
//! letters. Told cell by cell, by the letters first and by the font where they leave a doubt; never converted
//! silently: a cell keeps its text, and its reading stands beside it.
//!
//! Tables after TCVN 5712:1993 (VN3) and the VNI Windows letters (`domain.md` §7.1).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use scorebook::CellRef;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::workbook::{Sheet, Workbook};

/// An encoding of Vietnamese letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// TCVN 5712 VN3, also called ABC: fonts named .VnTime, .VnArial and the like.
    Tcvn3,
    /// VNI Windows: fonts named VNI-Times and the like.
    Vni,
}

impl Encoding {
    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
        }
    }
}

/// What a cell's text is, read in its encoding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Legacy {
    /// The encoding it was taken for.
    pub encoding: Encoding,
    /// The text in Unicode.
    pub reading: String,
}

/// Tells which encoding a cell's text is in; `None` is Unicode. The letters decide; the name of the font is
/// only heard when they can be read both ways, for most files name such a font somewhere.
pub fn detect(text: &str, font: Option<&str>) -> Option<Encoding> {
    if text.is_ascii() || has_unicode_letters(text) {
        return None;
    }
    let plain = fit(text);
    // every word is Vietnamese as it stands: only a font could say otherwise
    if plain.share() == 100 && font.is_none() {
        return None;
    }
    let best = [Encoding::Tcvn3, Encoding::Vni]
        .map(|encoding| (encoding, fit(&convert(text, encoding))))
        .into_iter()
        .max_by_key(|(_, fit)| (fit.share(), fit.good))?;
    if best.1.is_good() && best.1.share() > plain.share() {
        return Some(best.0);
    }
    let by_font = of_font(font?)?;
    (fit(&convert(text, by_font)).share() >= plain.share().max(1)).then_some(by_font)
}

/// The encoding that a font's name stands for: ".VnTime" and "VnTime", "VNI-Times".
pub fn of_font(font: &str) -> Option<Encoding> {
    let name = font.trim().to_ascii_lowercase();
    if name.starts_with("vni") {
        Some(Encoding::Vni)
    } else if name.starts_with(".vn") || name.starts_with("vn") {
        Some(Encoding::Tcvn3)
    } else {
        None
    }
}

/// Text in that encoding as Unicode. What has no place in the encoding stays.
pub fn convert(text: &str, encoding: Encoding) -> String {
    let converted = match encoding {
        Encoding::Tcvn3 => from_tcvn3(text),
        Encoding::Vni => from_vni(text),
    };
    converted.split_inclusive(|c: char| !c.is_alphabetic()).map(in_one_case).collect()
}

/// May a text be in another encoding than its letters alone tell, so that its font is worth knowing?
pub(crate) fn is_doubtful(text: &str) -> bool {
    !text.is_ascii() && !has_unicode_letters(text) && detect(text, None).is_none()
}

/// A cell's reading, if its text is not Unicode.
pub(crate) fn in_font(text: &str, font: Option<&str>) -> Option<Box<Legacy>> {
    let encoding = detect(text, font)?;
    Some(Box::new(Legacy { encoding, reading: convert(text, encoding) }))
}

/// Marks every cell that is written in such letters and is not marked yet.
pub(crate) fn mark(workbook: &mut Workbook) {
    for cell in workbook.sheets.iter_mut().flat_map(|s| s.cells.values_mut()) {
        if cell.legacy.is_none() {
            cell.legacy = in_font(&cell.text, None);
        }
    }
}

impl Workbook {
    /// Has any cell letters from before Unicode?
    pub fn has_legacy(&self) -> bool {
        self.sheets.iter().flat_map(|s| s.cells.values()).any(|cell| cell.legacy.is_some())
    }

    /// The workbook with a person's word on its letters: all marked cells are in that encoding, or, with
    /// `None`, are fine as they stand.
    pub fn take_letters_as(&mut self, encoding: Option<Encoding>) {
        for cell in self.sheets.iter_mut().flat_map(|s| s.cells.values_mut()) {
            if cell.legacy.is_some() {
                let read = |encoding| Legacy { encoding, reading: convert(&cell.text, encoding) };
                cell.legacy = encoding.map(read).map(Box::new);
            }
        }
    }
}

/// Cells of a sheet that are written in such letters: the first of them, its encoding, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The first cell.
    pub at: CellRef,
    /// Its encoding.
    pub encoding: Encoding,
    /// Its text, as in the file.
    pub before: String,
    /// Its text in Unicode.
    pub after: String,
    /// How many cells of the sheet are so.
    pub count: usize,
}

/// What a person is told of a sheet's letters, if there is anything to tell.
pub fn marked(sheet: &Sheet) -> Option<Marked> {
    let mut cells = sheet.cells.iter().filter_map(|(at, c)| Some((at, c, c.legacy.as_ref()?)));
    let ((row, column), cell, legacy) = cells.next()?;
    Some(Marked {
        at: CellRef::new(&sheet.name, row, column),
        encoding: legacy.encoding,
        before: cell.text.to_string(),
        after: legacy.reading.clone(),
        count: 1 + cells.count(),
    })
}

/// Which encoding a whole file of bytes is in: `latin` is it read as Western letters, `modern` as
/// windows-1258. `None` when the latter is Vietnamese at least as well.
pub(crate) fn of_text(latin: &str, modern: &str) -> Option<Encoding> {
    let sample = |text: &str| text.chars().take(20_000).collect::<String>();
    let latin = sample(latin);
    let modern = fit(&sample(modern));
    let fits = [Encoding::Tcvn3, Encoding::Vni]
        .map(|encoding| (encoding, fit(&convert(&latin, encoding))));
    let best = fits.into_iter().max_by_key(|(_, fit)| fit.share())?;
    (best.1.is_good() && best.1.share() > modern.share()).then_some(best.0)
}

/// Letters that only Unicode text has: beyond Latin-1, or tone marks of their own.
fn has_unicode_letters(text: &str) -> bool {
    // the first two ranges are letters throughout, and nearly all there is
    let is_letter = |c: char| {
        matches!(c, '\u{100}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
            || c > '\u{ff}' && (c.is_alphabetic() || is_combining_mark(c))
    };
    text.chars().any(is_letter)
}

/// How well a text's words with letters beyond ASCII are Vietnamese syllables.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    good: usize,
    all: usize,
}

impl Fit {
    /// In hundredths.
    fn share(self) -> usize {
        (self.good * 100).checked_div(self.all).unwrap_or(0)
    }

    /// Mostly Vietnamese: names and slips apart.
    fn is_good(self) -> bool {
        self.good > 0 && self.share() >= 70
    }
}

fn fit(text: &str) -> Fit {
    let mut fit = Fit::default();
    let words = text.split(|c: char| {
        c.is_ascii() && !c.is_ascii_alphabetic()
            || matches!(c, '\u{a0}' | '–' | '—' | '“' | '”' | '…')
    });
    // a letter alone may be a sign: « and £ are letters in TCVN3
    for word in words.filter(|w| !w.is_ascii() && w.chars().nth(1).is_some()) {
        fit.all += 1;
        fit.good += usize::from(is_syllable(word));
    }
    fit
}

/// Is it one Vietnamese syllable, as its letters go? At most one tone; before a stop, only sharp or heavy.
fn is_syllable(word: &str) -> bool {
    let mut letters = String::with_capacity(word.len());
    let mut tone = None;
    for c in word.nfc().collect::<String>().to_lowercase().chars() {
        let (letter, mark) = without_tone(c);
        if mark.is_some() && tone.replace(mark).is_some() {
            return false;
        }
        letters.push(letter);
    }
    let starts = INITIALS.iter().filter(|initial| letters.starts_with(**initial));
    starts.into_iter().any(|initial| {
        RIMES.contains(&letters[initial.len()..])
            && (!ends_in_stop(&letters) || matches!(tone, Some(Some('\u{301}' | '\u{323}'))))
    })
}

fn ends_in_stop(letters: &str) -> bool {
    ["c", "ch", "p", "t"].iter().any(|stop| letters.ends_with(stop))
}

/// A letter without its tone, and the tone.
fn without_tone(c: char) -> (char, Option<char>) {
    let mut tone = None;
    let rest: String = std::iter::once(c)
        .nfd()
        .filter(|part| {
            let is_tone = matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            if is_tone {
                tone = Some(*part);
            }
            !is_tone
        })
        .nfc()
        .collect();
    let mut letters = rest.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => (letter, tone),
        _ => (c, None),
    }
}

const INITIALS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x",
];

/// Vowels with the endings they take.
static RIMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let of = |vowels: &str, ends: &str| {
        let ends: Vec<&str> = ends.split(' ').collect();
        let rimes = |vowel: &str| {
            ends.iter().map(|end| format!("{vowel}{}", end.trim_matches('_'))).collect::<Vec<_>>()
        };
        vowels.split(' ').flat_map(rimes).collect::<Vec<_>>()
    };
    [
        of("a oa", "_ c ch m n ng nh p t i o y"),
        of("a", "u"),
        of("ă oă", "c m n ng p t"),
        of("â", "c m n ng p t u y"),
        of("uâ", "n ng t y"),
        of("e oe", "_ m n o t c ng p"),
        of("ê", "_ ch m n nh p t u"),
        of("uê", "_ ch nh n"),
        of("i", "_ a ch m n nh p t u"),
        of("iê yê", "c m n ng p t u"),
        of("o", "_ c m n ng p t i"),
        of("oo", "c ng"),
        of("ô", "_ c m n ng p t i"),
        of("ơ", "_ m n p t i"),
        of("uô", "c m n ng p t i"),
        of("ươ", "c m n ng p t i u"),
        of("u", "_ a c m n ng p t i y ơ"),
        of("uy", "_ a ch n nh p t u"),
        of("uyê", "n t"),
        of("ư", "_ a c m n ng t i u"),
        of("y", "_ t"),
        // after q, the u is part of the beginning
        of("ua uă ui uo ue", "_ c ch m n ng nh o t y i"),
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// Lower-case letters of TCVN3 with what a Unicode program shows for them, then the capitals.
const TCVN3: [(char, char); 74] = [
    ('µ', 'à'),
    ('¸', 'á'),
    ('¶', 'ả'),
    ('·', 'ã'),
    ('¹', 'ạ'),
    ('¨', 'ă'),
    ('»', 'ằ'),
    ('¾', 'ắ'),
    ('¼', 'ẳ'),
    ('½', 'ẵ'),
    ('Æ', 'ặ'),
    ('©', 'â'),
    ('Ç', 'ầ'),
    ('Ê', 'ấ'),
    ('È', 'ẩ'),
    ('É', 'ẫ'),
    ('Ë', 'ậ'),
    ('®', 'đ'),
    ('Ì', 'è'),
    ('Ð', 'é'),
    ('Î', 'ẻ'),
    ('Ï', 'ẽ'),
    ('Ñ', 'ẹ'),
    ('ª', 'ê'),
    ('Ò', 'ề'),
    ('Õ', 'ế'),
    ('Ó', 'ể'),
    ('Ô', 'ễ'),
    ('Ö', 'ệ'),
    ('×', 'ì'),
    ('Ý', 'í'),
    ('Ø', 'ỉ'),
    ('Ü', 'ĩ'),
    ('Þ', 'ị'),
    ('ß', 'ò'),
    ('ã', 'ó'),
    ('á', 'ỏ'),
    ('â', 'õ'),
    ('ä', 'ọ'),
    ('«', 'ô'),
    ('å', 'ồ'),
    ('è', 'ố'),
    ('æ', 'ổ'),
    ('ç', 'ỗ'),
    ('é', 'ộ'),
    ('¬', 'ơ'),
    ('ê', 'ờ'),
    ('í', 'ớ'),
    ('ë', 'ở'),
    ('ì', 'ỡ'),
    ('î', 'ợ'),
    ('ï', 'ù'),
    ('ó', 'ú'),
    ('ñ', 'ủ'),
    ('ò', 'ũ'),
    ('ô', 'ụ'),
    ('\u{ad}', 'ư'),
    ('õ', 'ừ'),
    ('ø', 'ứ'),
    ('ö', 'ử'),
    ('÷', 'ữ'),
    ('ù', 'ự'),
    ('ú', 'ỳ'),
    ('ý', 'ý'),
    ('û', 'ỷ'),
    ('ü', 'ỹ'),
    ('þ', 'ỵ'),
    ('¡', 'Ă'),
    ('¢', 'Â'),
    ('§', 'Đ'),
    ('£', 'Ê'),
    ('¤', 'Ô'),
    ('¥', 'Ơ'),
    ('¦', 'Ư'),
];

fn from_tcvn3(text: &str) -> String {
    let mut converted = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        let c = TCVN3.iter().find(|(shown, _)| *shown == c).map_or(c, |(_, letter)| *letter);
        // a capital with a tone is the capital and, after it, the lower-case letter with the tone
        let (bare, tone) = without_tone(c);
        let doubled = tone.is_some()
            && converted.chars().last().is_some_and(|before| {
                before.is_uppercase() && before.to_lowercase().eq(std::iter::once(bare))
            });
        if doubled {
            converted.pop();
            converted.extend(c.to_uppercase());
        } else {
            converted.push(c);
        }
    }
    converted
}

/// Letters of VNI that stand alone.
const VNI_ALONE: [(char, char); 14] = [
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('æ', 'ỉ'),
    ('Æ', 'Ỉ'),
    ('ó', 'ĩ'),
    ('Ó', 'Ĩ'),
    ('ò', 'ị'),
    ('Ò', 'Ị'),
    ('î', 'ỵ'),
    ('Î', 'Ỵ'),
];

/// Marks of VNI that follow a vowel: the mark, and what it puts on the vowel.
const VNI_MARKS: [(char, &str); 16] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
];
const VNI_BREVE_HEAVY: (char, &str) = ('ë', "\u{306}\u{323}");

fn from_vni(text: &str) -> String {
    let mut converted = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let letter = VNI_ALONE.iter().find(|(shown, _)| *shown == c).map_or(c, |(_, to)| *to);
        let mark = letters.peek().and_then(|next| vni_mark(letter, *next));
        match mark {
            Some(mark) => {
                let marked: String = std::iter::once(letter).chain(mark.chars()).nfc().collect();
                converted.push_str(&marked);
                letters.next();
            }
            None => converted.push(letter),
        }
    }
    converted
}

/// What the letter after a vowel puts on it, if that is a mark of this vowel.
fn vni_mark(vowel: char, next: char) -> Option<&'static str> {
    let lower = next.to_lowercase().next()?;
    let (_, mark) =
        VNI_MARKS.iter().chain(std::iter::once(&VNI_BREVE_HEAVY)).find(|(m, _)| *m == lower)?;
    let takes = match mark.chars().next()? {
        '\u{302}' => "aeo",
        '\u{306}' => "a",
        _ => "aeouyơư",
    };
    let vowel = vowel.to_lowercase().next()?;
    takes.contains(vowel).then_some(*mark)
}

/// Capitals were a font's (.VnTimeH) or typed for the plain letters alone: a word whose plain letters all are
/// capitals is in capitals.
fn in_one_case(word: &str) -> String {
    let plain = || word.chars().filter(char::is_ascii_alphabetic);
    if plain().count() >= 2 && plain().all(|c| c.is_ascii_uppercase()) {
        word.to_uppercase()
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_of_both_encodings_is_converted() {
        for (tcvn3, vni, unicode) in [
            ("§iÓm tèi ®a", "Ñieåm toái ña", "Điểm tối đa"),
            ("§iÓm tù ®¸nh gi¸", "Ñieåm töï ñaùnh giaù", "Điểm tự đánh giá"),
            ("Tiªu chÝ thµnh phÇn", "Tieâu chí thaønh phaàn", "Tiêu chí thành phần"),
            ("Tµi liÖu kiÓm chøng", "Taøi lieäu kieåm chöùng", "Tài liệu kiểm chứng"),
            ("Th\u{ad}êng xuyªn", "Thöôøng xuyeân", "Thường xuyên"),
            (
                "kû luËt, kü thuËt, ý kiÕn",
                "kyû luaät, kyõ thuaät, yù kieán",
                "kỷ luật, kỹ thuật, ý kiến",
            ),
            ("S¸ng kiÕn gi¶i ph¸p", "Saùng kieán giaûi phaùp", "Sáng kiến giải pháp"),
        ] {
            assert_eq!(convert(tcvn3, Encoding::Tcvn3), unicode, "TCVN3");
            assert_eq!(convert(vni, Encoding::Vni), unicode, "VNI");
            assert_eq!(detect(tcvn3, None), Some(Encoding::Tcvn3), "{tcvn3}");
            assert_eq!(detect(vni, None), Some(Encoding::Vni), "{vni}");
            assert_eq!(detect(unicode, Some(".VnTime")), None, "{unicode} is Unicode in any font");
        }
    }

    #[test]
    fn capitals_are_read_in_both_their_habits() {
        assert_eq!(convert("A¸ £Õ ¦ù", Encoding::Tcvn3), "Á Ế Ự", "capital and tone");
        assert_eq!(convert("UBND TØNH S¤NG M¢Y", Encoding::Tcvn3), "UBND TỈNH SÔNG MÂY");
        assert_eq!(convert("UÛY BAN NHAÂN DAÂN TÆNH", Encoding::Vni), "ỦY BAN NHÂN DÂN TỈNH");
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in [
            "",
            "Ban hanh ke hoach",
            "0,5",
            "100%",
            "Café",
            "M²",
            "§ 5",
            "«Báo cáo»",
            "± 0,5",
            "50 °C",
            "®",
            "Công tác",
            "chính trị",
            "Báo cáo số 12",
            "à",
            "có",
            "Nghị quyết",
            "=A1+1",
            "<script>é</script>",
            "Đã làm",
            "Sở Nội vụ",
            "không",
            "quý I",
            "hoá đơn",
            "Không áp dụng",
            "ý kiến",
            "São Paulo",
            "Zürich",
            "naïve",
            "Phòng ban",
            "thôn, xã",
            "Có",
        ] {
            assert_eq!(detect(text, None), None, "{text:?}");
        }
    }

    #[test]
    fn a_font_decides_only_where_letters_leave_a_doubt() {
        assert_eq!(detect("cã", None), None, "a Vietnamese syllable as it stands");
        assert_eq!(detect("cã", Some(".VnTime")), Some(Encoding::Tcvn3), "có, in that font");
        assert_eq!(detect("Công tác", Some(".VnTime")), None, "no syllables in TCVN3");
        assert_eq!(detect("Cong tac", Some(".VnTime")), None, "nothing to convert");
        assert_eq!(of_font("VnTime"), Some(Encoding::Tcvn3), "without its dot");
        assert_eq!(of_font("Times New Roman"), None);
    }
}
