//! Criterion codes as bodies write them: "1.1.1.", "II.1.2", "1,1", a number, a date.

use scorebook::Code;
use scorebook::text::tidy;

use crate::workbook::{Cell, Value};

/// The codes a cell may mean, likeliest first. More than one where the spreadsheet program lost what was
/// typed: the number 1.1 may have been "1.10", a date may have been "1.2".
pub(crate) fn candidates(cell: &Cell) -> Vec<Code> {
    match cell.value {
        Value::Date(year, month, day) => from_date(year, month, day),
        Value::Number(_) => from_number(&cell.text),
        Value::Text => parse(cell.reading()).into_iter().collect(),
        Value::Error | Value::NoResult => Vec::new(),
    }
}

/// Tables go down to five levels.
const DEEPEST: usize = 5;

/// No code is longer, in bytes, whatever blanks stand around it.
const LONGEST: usize = 40;

/// Reads a written code.
pub(crate) fn parse(text: &str) -> Option<Code> {
    // most texts are words: looking at the first letter costs less than parting them
    let first = text.trim_start().as_bytes().first().copied().unwrap_or(b' ');
    let may_be_one = first.is_ascii_digit() || b"IVX".contains(&first) || !first.is_ascii();
    if text.len() > LONGEST || !may_be_one {
        return None;
    }
    let text = tidy(text);
    let text = text.trim_end_matches(['.', ')', ':', ',', ';', '/', '-']).trim();
    let separators = ['.', ','];
    let mut segments = Vec::new();
    for (at, part) in text.split(separators).enumerate() {
        segments.push(segment(part.trim(), at == 0)?);
    }
    (segments.len() <= DEEPEST).then(|| Code::from_segments(segments)).flatten()
}

fn segment(text: &str, first: bool) -> Option<u16> {
    if !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|n| *n > 0);
    }
    if first { roman(text) } else { None }
}

/// I to XXXIX, in capitals.
fn roman(text: &str) -> Option<u16> {
    const DIGITS: [(&str, u16); 5] = [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let (mut rest, mut value) = (text, 0);
    for (digit, worth) in DIGITS {
        let mut times = 0;
        while let Some(after) = rest.strip_prefix(digit) {
            rest = after;
            value += worth;
            times += 1;
            if times == 3 || worth == 9 || worth == 5 || worth == 4 {
                break;
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

fn from_number(text: &str) -> Vec<Code> {
    let Some(code) = parse(text) else { return Vec::new() };
    let mut candidates = vec![code.clone()];
    // 1.1 may have been typed as 1.10, 1.2 as 1.20
    if let [.., last] = code.segments()
        && code.depth() > 1
        && *last < 100
    {
        let mut tenfold = code.segments().to_vec();
        tenfold.pop();
        tenfold.push(last * 10);
        candidates.extend(Code::from_segments(tenfold));
    }
    candidates
}

/// "1.2" becomes 1 February or 2 January, "1.2.10" 1 February 2010.
fn from_date(year: u16, month: u8, day: u8) -> Vec<Code> {
    let (month, day, short) = (u16::from(month), u16::from(day), year % 100);
    [vec![day, month], vec![month, day], vec![day, month, short], vec![month, day, short]]
        .into_iter()
        .filter(|segments| segments.iter().all(|n| *n > 0))
        .filter_map(Code::from_segments)
        .collect()
}

/// A code at the start of a name, and the name after it: "1.1.1. Ban hành kế hoạch".
pub(crate) fn leading(name: &str) -> Option<(Code, &str)> {
    let name = name.trim_start();
    let end = name.find(char::is_whitespace)?;
    let (word, rest) = name.split_at(end);
    let code = parse(word)?;
    // "2 văn bản …" is a count, not a code; "I. …" and "1.1 …" are codes
    let dotted = word.contains('.') || word.ends_with(')');
    dotted.then(|| (code, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        parse(text).map(|c| c.to_string())
    }

    #[test]
    fn codes_are_read_as_bodies_write_them() {
        for (text, code) in [
            ("1.1.1", "1.1.1"),
            ("1.1.1.", "1.1.1"),
            ("II.1.2", "2.1.2"),
            ("VIII", "8"),
            ("XIV.", "14"),
            ("1,1", "1.1"),
            (" 1.1.10 ", "1.1.10"),
            ("1 . 2", "1.2"),
            ("3)", "3"),
            ("1.1.1.1.1", "1.1.1.1.1"),
        ] {
            assert_eq!(read(text).as_deref(), Some(code), "{text:?}");
        }
        for text in ["", "a)", "A", "-", "*", "1.a", "IIII", "VV", "1.1.1.1.1.1", "0.5", "2024.1"] {
            assert_eq!(read(text), None, "{text:?} is no code");
        }
    }

    #[test]
    fn what_the_spreadsheet_program_lost_has_several_readings() {
        let of = |cell: Cell| candidates(&cell).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(of(Cell::new("1.1", Value::Number(1.1))), ["1.1", "1.10"]);
        let date = Cell::new("02/01/2024", Value::Date(2024, 1, 2));
        assert!(of(date).contains(&"1.2".to_owned()), "a date that was 1.2");
    }

    #[test]
    fn a_code_at_the_start_of_a_name_is_found() {
        assert_eq!(
            leading("1.1.1. Ban hành").map(|(c, n)| (c.to_string(), n)),
            Some(("1.1.1".into(), "Ban hành"))
        );
        assert_eq!(leading("2 văn bản trở lên"), None, "a count is no code");
    }

    proptest! {
        #[test]
        fn every_canonical_code_reads_as_itself(segments in prop::collection::vec(1_u16..200, 1..4)) {
            let code = Code::from_segments(segments).unwrap();
            prop_assert_eq!(parse(&code.to_string()), Some(code.clone()));
            prop_assert_eq!(parse(&format!(" {code}. ")), Some(code));
        }
    }
}
