//! How wide text is in Times New Roman, to know where a cell wraps: spreadsheet files store row heights.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Widths of ' ' to '~' in thousandths of the letter size (Liberation Serif, metrically the same).
const ASCII: [u32; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Width in thousandths of the letter size. A mark over or under its letter takes no room.
fn width(text: &str, bold: bool) -> u32 {
    let letter = |c: char| match c {
        'đ' => 500,
        'Đ' => 722,
        c if is_combining_mark(c) => 0,
        c if c.is_ascii() => {
            u32::from(c).checked_sub(32).and_then(|at| ASCII.get(at as usize)).copied().unwrap_or(0)
        }
        c if u32::from(c) < 0x2E80 => 600,
        _ => 1000,
    };
    let regular: u32 = text.nfd().map(letter).sum();
    if bold { regular + regular / 12 } else { regular }
}

/// How many lines a text takes in `room` pixels (at 96 to the inch) with letters of that many points.
pub(crate) fn lines(text: &str, points: u32, bold: bool, room: u32) -> u32 {
    // a pixel is three quarters of a point
    let room = room * 750 / points;
    let space = ASCII[0];
    text.split('\n')
        .map(|paragraph| {
            let (mut lines, mut used) = (1, 0);
            for word in paragraph.split(' ') {
                let width = width(word, bold);
                if used > 0 && used + space + width > room {
                    lines += 1;
                    used = 0;
                }
                used += width + if used > 0 { space } else { 0 };
                // a word longer than the cell is broken
                while used > room && room > 0 {
                    lines += 1;
                    used -= room;
                }
            }
            lines
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_take_no_room() {
        assert_eq!(width("Kế hoạch", false), width("Ke hoach", false), "marks stand over letters");
        assert!(width("Kế hoạch", true) > width("Kế hoạch", false), "bold letters are wider");
    }

    #[test]
    fn text_wraps_at_words_and_long_words_break() {
        assert_eq!(lines("Kế hoạch", 12, false, 200), 1, "it fits");
        assert_eq!(lines("Kế hoạch cải cách hành chính năm", 12, false, 100), 3, "it wraps");
        assert_eq!(lines("a\nb", 12, false, 100), 2, "a line break is a line");
        assert!(lines(&"x".repeat(100), 12, false, 100) > 5, "one long word is broken");
        assert_eq!(lines("", 12, false, 100), 1, "nothing takes one line");
    }
}
