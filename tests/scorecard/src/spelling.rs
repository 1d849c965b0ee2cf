//! The many ways the same Vietnamese words are typed.

use unicode_normalization::UnicodeNormalization;

use crate::dice::Dice;

/// How a file's author types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// As in the bộ tiêu chí.
    Plain,
    /// Letters and marks apart (some machines and converters).
    Decomposed,
    /// hoá for hóa, kĩ for kỹ.
    OtherTones,
    /// Blanks that are none, doubled blanks, line breaks.
    Blanks,
    /// A bit of everything.
    Mixed,
}

pub(crate) const HANDS: [Hand; 7] = [
    Hand::Plain,
    Hand::Plain,
    Hand::Plain,
    Hand::Decomposed,
    Hand::OtherTones,
    Hand::Blanks,
    Hand::Mixed,
];

/// The text as that hand types it.
pub(crate) fn typed(text: &str, hand: Hand, dice: &mut Dice) -> String {
    match hand {
        Hand::Plain => text.to_owned(),
        Hand::Decomposed => text.nfd().collect(),
        Hand::OtherTones => other_tones(text),
        Hand::Blanks => odd_blanks(text, dice),
        Hand::Mixed => match dice.roll(6) {
            0 => text.nfd().collect(),
            1 => other_tones(text),
            2 => odd_blanks(text, dice),
            3 => format!("{text}{}", dice.pick(&[".", ";", ":", " "])),
            4 => text.replace(" - ", " – ").replace(", ", ","),
            _ => text.to_owned(),
        },
    }
}

fn other_tones(text: &str) -> String {
    let pairs = [
        ("hoá", "hóa"),
        ("hóa", "hoá"),
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("kỷ", "kỉ"),
        ("Tỷ", "Tỉ"),
        ("tỷ", "tỉ"),
        ("Xử lý", "Xử lí"),
        ("quản lý", "quản lí"),
        ("quy ", "qui "),
    ];
    let mut typed = text.to_owned();
    for (from, to) in pairs {
        if typed.contains(from) {
            typed = typed.replace(from, to);
            break;
        }
    }
    typed
}

fn odd_blanks(text: &str, dice: &mut Dice) -> String {
    let mut typed = String::new();
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            let blank = *dice.pick(&[" ", " ", " ", "\u{a0}", "  ", "\n", " \u{200b}"]);
            typed.push_str(blank);
        }
        typed.push_str(word);
    }
    if dice.percent(20) {
        typed.insert(0, ' ');
    }
    typed
}
