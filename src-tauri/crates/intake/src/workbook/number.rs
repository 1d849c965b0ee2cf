//! The text of a number cell.

use compact_str::{CompactString, ToCompactString, format_compact};

use super::{Cell, Value};

/// A number's shortest decimal form: what a person typed, or the noise a formula left, in full.
pub(super) fn number(n: f64) -> Cell {
    Cell::new(plain(n).unwrap_or_else(|| format_compact!("{n}")), Value::Number(n))
}

/// The same for nearly every number of a sheet, in a fraction of the time: at most fifteen digits, four of them
/// after the dot. No two numbers so written are one `f64`, so these digits are the shortest that say it.
#[expect(clippy::float_cmp, reason = "the very number, or none")]
#[expect(clippy::cast_possible_truncation, reason = "it is whole and has fifteen digits")]
fn plain(n: f64) -> Option<CompactString> {
    const UNIT: f64 = 10_000.0;
    let scaled = (n * UNIT).round();
    if scaled / UNIT != n || scaled.abs() >= 1e15 || (n == 0.0 && n.is_sign_negative()) {
        return None;
    }
    let scaled = scaled as i64;
    let (whole, mut rest) = (scaled / 10_000, (scaled % 10_000).abs());
    let mut text = CompactString::const_new(if whole == 0 && n < 0.0 { "-" } else { "" });
    text.push_str(&whole.to_compact_string());
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        let digit = u32::try_from(rest / 1_000).ok()?;
        text.push(char::from_digit(digit, 10)?);
        rest = rest % 1_000 * 10;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_number() -> impl Strategy<Value = f64> {
        let typed = (any::<i64>(), 1_u32..18, 0_i32..8).prop_map(|(n, length, places)| {
            let digits = n % 10_i64.pow(length);
            format!("{digits}e-{places}").parse().expect("a number")
        });
        prop_oneof![typed, any::<f64>(), Just(-0.0), Just(0.1 + 0.2), Just(1e15), Just(-1e-4)]
    }

    proptest! {
        #[test]
        fn the_text_is_the_shortest_that_says_the_number(n in any_number()) {
            let cell = number(n);
            prop_assert_eq!(cell.text.as_str(), n.to_string(), "for {:e}", n);
        }
    }

    #[test]
    fn what_people_type_is_written_as_typed() {
        for text in ["0", "1", "-1", "0.25", "-0.5", "-0.0001", "12.3456", "99999999999.9999"] {
            let n: f64 = text.parse().expect("a number");
            assert_eq!(plain(n).as_deref(), Some(text), "without the long way");
        }
    }
}
