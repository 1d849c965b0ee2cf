//! Text made fit for paper: nothing of it is lost, reordered or left as an empty box.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

/// Text as it will stand on the page, in NFC.
///
/// Line breaks of all kinds become "\n". A letter the typeface lacks, a control character, or a mark that turns
/// the direction of text is shown by its number, "[U+202E]": a name must not be able to print as another name.
pub(crate) fn printable(text: &str, has: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.nfc() {
        let returned = std::mem::replace(&mut after_return, c == '\r');
        match c {
            '\n' if returned => {}
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            // without width and without meaning in Vietnamese
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            // a possible hyphen; the typesetter knows it
            '\u{ad}' => out.push(c),
            c if turns_text(c)
                || is_no_letter(c)
                || is_private(c)
                || !(c == '\u{a0}' || has(c)) =>
            {
                // writing to a String cannot fail
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn turns_text(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Control characters, and the two places of Unicode that are none: XML holds neither.
fn is_no_letter(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Every text in a value.
pub(crate) fn make_printable(value: &mut serde_json::Value, has: &impl Fn(char) -> bool) {
    match value {
        serde_json::Value::String(text) => *text = printable(text, has),
        serde_json::Value::Array(items) => {
            for item in items {
                make_printable(item, has);
            }
        }
        serde_json::Value::Object(fields) => {
            for field in fields.values_mut() {
                make_printable(field, has);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hides_and_nothing_turns() {
        let has = |c: char| c.is_ascii() || "Điểm tối đa".contains(c);
        for (text, shown) in [
            ("#panic() $x$ *b* <script>", "#panic() $x$ *b* <script>"),
            ("a\u{202e}b", "a[U+202E]b"),
            ("a\0b\u{7f}", "a[U+0000]b[U+007F]"),
            ("a\u{fffe}b\u{ffff}", "a[U+FFFE]b[U+FFFF]"),
            ("\u{1f600}", "[U+1F600]"),
            ("\u{e001}", "[U+E001]"),
            ("a\r\nb\rc\u{2028}d\n\ne", "a\nb\nc\nd\n\ne"),
            ("a\u{200b}b\u{feff}", "ab"),
            ("a\tb", "a b"),
            ("Đie\u{302}\u{309}m", "Điểm"),
        ] {
            assert_eq!(printable(text, has), shown, "{text:?}");
        }
    }
}
