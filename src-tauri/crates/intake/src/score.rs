//! ScoreValue a score cell. What is not plainly a number of points is said, never guessed.

use scorebook::Points;
use scorebook::correction::DecimalSign;
use scorebook::text::{fold, tidy};

use crate::workbook::{Cell, Value};

/// What a score cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ScoreValue {
    /// A number of points.
    Points(Points),
    /// Nothing, or a word for nothing. Not zero.
    Blank,
    /// "Không áp dụng".
    NotApplicable,
    /// "1.234": a decimal or a thousands mark.
    Ambiguous,
    /// A formula without its result.
    NoResult,
    /// Anything else.
    Unreadable,
}

/// Words that stand for an empty cell, folded.
const NOTHING: [&str; 11] = [
    "kcd",
    "khong cham",
    "khong tu cham",
    "khong cham diem",
    "khong danh gia",
    "chua cham",
    "chua co",
    "chua co so lieu",
    "khong co so lieu",
    "chua danh gia",
    "kcdl",
];

/// Words for "does not apply", folded.
const NOT_APPLICABLE: [&str; 4] = ["khong ap dung", "kad", "khong phat sinh", "n/a"];

/// Which decimal marks a column's plain numbers use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notation {
    comma: bool,
    dot: bool,
    /// A person said which, and the other one groups thousands.
    certain: bool,
}

impl Notation {
    /// That sign, by a person's word.
    pub(crate) fn certain(sign: DecimalSign) -> Self {
        let comma = sign == DecimalSign::Comma;
        Self { comma, dot: !comma, certain: true }
    }

    /// Looks through a column's texts for numbers that can be read in one way only.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut notation = Self::default();
        // no number is longer, and looking costs less than reading
        let short = |t: &&str| t.len() <= 40 && t.contains([',', '.']);
        for text in texts.filter(short) {
            if let Some(mark) = plain_mark(text) {
                notation.comma |= mark == ',';
                notation.dot |= mark == '.';
                continue;
            }
            let text = bare(text);
            if let Some((whole, fraction)) = text.split_once([',', '.'])
                && digits(whole)
                && digits(fraction)
                && (fraction.len() != 3 || whole.len() > 3 || whole == "0")
            {
                notation.comma |= text.contains(',');
                notation.dot |= text.contains('.');
            }
        }
        notation
    }
}

/// The decimal mark of "0,75" and the like: the commonest form, read without rewriting it.
fn plain_mark(text: &str) -> Option<char> {
    let (whole, fraction) = text.split_once([',', '.'])?;
    let is_plain = digits(whole) && digits(fraction) && fraction.len() < 3;
    let mark = if text.contains(',') { ',' } else { '.' };
    is_plain.then_some(mark)
}

/// "0,75", "1": what can be read in one way only, and is read without rewriting it.
fn plain(text: &str) -> Option<Points> {
    match plain_mark(text) {
        Some(',') => Points::from_decimal(&text.replacen(',', ".", 1)),
        Some(_) => Points::from_decimal(text),
        None if digits(text) => Points::from_decimal(text),
        None => None,
    }
}

/// More than any score or sum of scores, in points: what is larger is something else (and sums stay sums).
const ABSURD: Points = Points::from_ten_thousandths(1_000_000 * 10_000);

/// Reads a cell.
pub(crate) fn read(cell: Option<&Cell>, notation: Notation) -> ScoreValue {
    let Some(cell) = cell else { return ScoreValue::Blank };
    if cell.is_uncomputed() {
        return ScoreValue::NoResult;
    }
    let reading = match cell.value {
        // the shortest form of few decimals is the number itself; only noise needs looking at
        Value::Number(n) => Points::from_decimal(&cell.text)
            .or_else(|| exact(n))
            .map_or(ScoreValue::Unreadable, ScoreValue::Points),
        Value::Text => text(cell.reading(), notation),
        Value::NoResult => ScoreValue::NoResult,
        Value::Date(..) | Value::Error => ScoreValue::Unreadable,
    };
    match reading {
        ScoreValue::Points(points) if points > ABSURD || points < -ABSURD => ScoreValue::Unreadable,
        other => other,
    }
}

/// What the file shows of a number that it stores otherwise, where that reads as points.
pub(crate) fn shown(cell: &Cell) -> Option<Points> {
    let shown = cell.aside.as_ref().map(|aside| aside.shown.as_str())?;
    let sign = if shown.contains(',') { DecimalSign::Comma } else { DecimalSign::Dot };
    match number(&bare(shown), Notation::certain(sign)) {
        ScoreValue::Points(points) if matches!(cell.value, Value::Number(_)) => Some(points),
        _ => None,
    }
}

/// Does a text read as a number of points, in one way or another?
pub(crate) fn is_figure(text: &str) -> bool {
    // most texts are words, and looking costs less than reading
    text.len() <= 40
        && text.trim_start().starts_with(|c: char| c.is_ascii_digit() || ",.-+−".contains(c))
        && matches!(
            number(&bare(text), Notation::default()),
            ScoreValue::Points(_) | ScoreValue::Ambiguous
        )
}

/// A stored number as points: four decimals, less the noise of binary fractions (0.30000000000000004).
fn exact(n: f64) -> Option<Points> {
    let text = format!("{n:.9}");
    let (kept, noise) = text.split_at(text.len().checked_sub(5)?);
    (noise == "00000").then(|| Points::from_decimal(kept)).flatten()
}

/// Reads a cell's text alone.
pub(crate) fn read_text(text: &str, notation: Notation) -> ScoreValue {
    self::text(text, notation)
}

fn text(text: &str, notation: Notation) -> ScoreValue {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return plain(text).map_or_else(|| number(&bare(text), notation), ScoreValue::Points);
    }
    let folded = fold(text);
    let is_nothing = if folded.is_empty() {
        // a tick, a dot or a ditto mark says something
        text.chars().all(is_blank_mark)
    } else {
        NOTHING.contains(&folded.as_str()) && !tidy(text).contains(['*', '?', '!'])
    };
    if is_nothing {
        return ScoreValue::Blank;
    }
    if NOT_APPLICABLE.contains(&folded.as_str()) {
        return ScoreValue::NotApplicable;
    }
    number(&bare(text), notation)
}

/// White space, or a dash, which stands for an empty cell.
fn is_blank_mark(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '-' | '‐'..='―' | '−' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

/// Without white space around and beside the decimal mark, unit and full stop behind, plus and apostrophe
/// before, in the usual digits: "0, 50 điểm." is "0,50".
fn bare(text: &str) -> String {
    let mut lower = tidy(text).to_lowercase();
    if lower.contains(|c: char| ('！'..='～').contains(&c)) {
        let usual = |c: char| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        };
        lower = lower.chars().map(usual).collect();
    }
    let bare = lower.trim_start_matches(['\'', '’', '‘']);
    let bare = bare.strip_suffix("điểm").or_else(|| bare.strip_suffix('đ')).unwrap_or(bare);
    let bare = bare.trim().replace('−', "-");
    let bare = bare.strip_prefix('+').unwrap_or(&bare).trim();
    let is_mark = |c: char| matches!(c, ',' | '.');
    // "0,5." ends a sentence; "1," may have lost its decimals
    let bare = match bare.strip_suffix(is_mark) {
        Some(rest) if rest.contains(is_mark) => rest,
        _ => bare,
    };
    match bare.split_once(is_mark) {
        Some((whole, fraction)) if whole.ends_with(' ') || fraction.starts_with(' ') => {
            let (whole, fraction) = (whole.trim_end(), fraction.trim_start());
            let mark = if bare.contains(',') { ',' } else { '.' };
            // figures on both sides, and no other mark: else it is a list
            if digits(whole) && digits(fraction) {
                format!("{whole}{mark}{fraction}")
            } else {
                bare.to_owned()
            }
        }
        _ => bare.to_owned(),
    }
}

/// "0,5/1" where 1 is the row's maximum. Two whole numbers are only read where they cannot be a fraction.
pub(crate) fn out_of(text: &str, max: Points) -> Option<Points> {
    let (own, of) = text.split_once('/')?;
    let points = |text: &str| match number(&bare(text), Notation::default()) {
        ScoreValue::Points(points) => Some(points),
        _ => None,
    };
    let is_written_as_points = text.contains([',', '.']) || fold(text).contains("diem");
    let is_one = max == Points::from_ten_thousandths(10_000);
    let (own, of) = (points(own)?, points(of)?);
    (of == max && own <= max && (is_one || is_written_as_points)).then_some(own)
}

fn number(text: &str, notation: Notation) -> ScoreValue {
    let (sign, unsigned) =
        text.strip_prefix('-').map_or(("", text), |rest| ("-", rest.trim_start()));
    let marks: Vec<(usize, char)> =
        unsigned.char_indices().filter(|(_, c)| matches!(c, ',' | '.')).collect();
    let (whole, fraction) = match marks.as_slice() {
        [] => (unsigned.to_owned(), ""),
        [(at, mark)] => {
            let (whole, fraction) = (&unsigned[..*at], &unsigned[at + 1..]);
            let decimal_here = if *mark == ',' { notation.comma } else { notation.dot };
            let could_group = fraction.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
            if could_group && digits(whole) && digits(fraction) && !decimal_here {
                if !notation.certain {
                    return ScoreValue::Ambiguous;
                }
                (format!("{whole}{fraction}"), "")
            } else {
                (whole.to_owned(), fraction)
            }
        }
        // "1.234,50": the last mark is the decimal one, the others group by three
        [.., (at, mark)] => {
            let (whole, fraction) = (&unsigned[..*at], &unsigned[at + 1..]);
            let grouped = !whole.contains(*mark)
                && whole
                    .split([',', '.'])
                    .enumerate()
                    .all(|(n, g)| digits(g) && (n == 0 || g.len() == 3));
            if !grouped {
                return ScoreValue::Unreadable;
            }
            (whole.replace([',', '.'], ""), fraction)
        }
    };
    let whole = if whole.is_empty() && !fraction.is_empty() { "0".to_owned() } else { whole };
    let no_fraction = fraction.is_empty() && !text.ends_with([',', '.']);
    if !digits(&whole) || !(no_fraction || digits(fraction)) {
        return ScoreValue::Unreadable;
    }
    let fraction = fraction.trim_end_matches('0');
    let canonical = if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    };
    Points::from_decimal(&canonical).map_or(ScoreValue::Unreadable, ScoreValue::Points)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str) -> ScoreValue {
        super::text(text, Notation::default())
    }

    fn number_cell(n: f64) -> ScoreValue {
        super::read(Some(&Cell::new(format!("{n}"), Value::Number(n))), Notation::default())
    }

    fn points(text: &str) -> ScoreValue {
        ScoreValue::Points(Points::from_decimal(text).unwrap())
    }

    #[test]
    fn numbers_are_read_in_both_habits() {
        for (text, value) in [
            ("0,75", "0.75"),
            ("0.75", "0.75"),
            (".5", "0.5"),
            (",5", "0.5"),
            ("1,5 điểm", "1.5"),
            ("0,50 ĐIỂM", "0.5"),
            ("1,5đ", "1.5"),
            ("03", "3"),
            ("\u{a0}2,00 ", "2"),
            ("-1", "-1"),
            ("−0,25", "-0.25"),
            ("1.234,50", "1234.5"),
            ("0,125", "0.125"),
            ("0", "0"),
        ] {
            assert_eq!(plain(text), points(value), "{text:?}");
        }
    }

    #[test]
    fn nothing_is_not_zero() {
        for text in ["", "  ", "-", "–", "KCĐ", "Không chấm", "chưa có số liệu"] {
            assert_eq!(plain(text), ScoreValue::Blank, "{text:?}");
        }
        assert_eq!(plain("Không áp dụng"), ScoreValue::NotApplicable);
        assert_eq!(read(None, Notation::default()), ScoreValue::Blank);
    }

    #[test]
    fn the_ways_of_hands_and_machines_are_read() {
        for (text, value) in [
            ("0, 5", "0.5"),
            ("0 ,5", "0.5"),
            ("0,5.", "0.5"),
            ("'0,5", "0.5"),
            ("０,５", "0.5"),
            ("０．７５", "0.75"),
            ("0,50000", "0.5"),
            ("0, 75 điểm", "0.75"),
            ("-0", "0"),
        ] {
            assert_eq!(plain(text), points(value), "{text:?}");
        }
        for text in ["✓", "√", "☒", "●", "\"", "//", "¹", "…", "#", "()", "0,5…", "0,5;", "–0,25"]
        {
            assert_eq!(plain(text), ScoreValue::Unreadable, "{text:?} is not nothing");
        }
        for text in ["0, 5, 1", "1, 5; 2", "0,5 1"] {
            assert_eq!(plain(text), ScoreValue::Unreadable, "{text:?}");
        }
    }

    #[test]
    fn points_out_of_the_maximum_are_read_and_fractions_are_not() {
        let one = Points::from_decimal("1").unwrap();
        let two = Points::from_decimal("2").unwrap();
        let half = Points::from_decimal("0.5");
        assert_eq!(out_of("0,5/1", one), half);
        assert_eq!(out_of("0.5/1", one), half);
        assert_eq!(out_of("0,5 điểm/1 điểm", one), half);
        assert_eq!(out_of("0,5/2", one), None, "2 is not the maximum");
        assert_eq!(out_of("1/2", two), None, "a half, or one of two");
        assert_eq!(out_of("1,0/2", two), Some(one));
    }

    #[test]
    fn what_is_no_number_is_said() {
        for text in [
            "hai", "1/1", "½", "100%", "x", "#REF!", "1,2,3", "0,12345", "1 5", "1e3", "5-7", "?",
            "1,",
        ] {
            assert_eq!(plain(text), ScoreValue::Unreadable, "{text:?}");
        }
    }

    #[test]
    fn three_decimals_are_asked_unless_the_column_tells() {
        assert_eq!(plain("1,234"), ScoreValue::Ambiguous);
        assert_eq!(plain("1.234"), ScoreValue::Ambiguous);
        let commas = Notation::of(["0,5", "1,25"].into_iter());
        assert_eq!(
            super::text("1,234", commas),
            points("1.234"),
            "the column writes decimal commas"
        );
        assert_eq!(super::text("1.234", commas), ScoreValue::Ambiguous, "of dots it says nothing");
    }

    #[test]
    fn binary_noise_is_no_digit() {
        assert_eq!(exact(0.1 + 0.2), Points::from_decimal("0.3"), "0.30000000000000004");
        assert_eq!(exact(0.12345), None, "a fifth decimal is not noise");
        assert_eq!(exact(f64::NAN), None, "nor is this a number");
        assert_eq!(exact(1e300), None, "nor are these points");
        assert_eq!(number_cell(0.1 + 0.2), points("0.3"), "as a cell");
        assert_eq!(number_cell(0.12345), ScoreValue::Unreadable, "as a cell");
        assert_eq!(number_cell(1e300), ScoreValue::Unreadable, "as a cell");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(n in 0_i64..10_000_000) {
            let points = Points::from_ten_thousandths(n);
            let commas = Notation { comma: true, ..Notation::default() };
            prop_assert_eq!(super::text(&points.to_string(), commas), ScoreValue::Points(points));
        }

        #[test]
        fn the_short_way_reads_numbers_as_the_long_one(n in -10_000_000_i64..10_000_000, sign in "[,.]") {
            let n = f64::from(i32::try_from(n).unwrap()) / 1e4;
            prop_assert_eq!(Points::from_decimal(&format!("{n}")), exact(n));
            let text = format!("{:.2}", n.abs()).replace('.', &sign);
            prop_assert_eq!(
                super::text(&text, Notation::default()),
                super::number(&bare(&text), Notation::default())
            );
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,24}") {
            let _ = plain(&text);
        }
    }
}
