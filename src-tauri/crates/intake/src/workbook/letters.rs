//! Which letters a text file's bytes are: UTF-8, UTF-16, windows-1258, or an encoding from before Unicode.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use crate::legacy;

/// By the mark at the start, by what decodes, by Vietnamese syllables. TCVN3 and VNI come out as the Latin
/// letters they show in a Unicode program: what they mean is told cell by cell.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return text.to_owned();
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let latin = WINDOWS_1252.decode(bytes).0;
    let modern = WINDOWS_1258.decode(bytes).0;
    match legacy::of_text(&latin, &modern) {
        Some(_) => latin.into_owned(),
        None => guess(bytes).decode(bytes).0.into_owned(),
    }
}

/// UTF-16 with a mark, or without: then every other byte of digits, blanks and separators is zero.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let start = &bytes[..bytes.len().min(4_096)];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    // Vietnamese letters may have a zero in the other place, but few do
    let (big, little) = (zeros(0), zeros(1));
    let many = start.len() / 16 + 1;
    if little > many && little > big * 4 {
        Some(UTF_16LE)
    } else if big > many && big > little * 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    // without the hint, windows-1258 is taken for 1257
    let guess = detector.guess(Some(b"vn"), true);
    if guess == UTF_8 { WINDOWS_1258 } else { guess }
}
