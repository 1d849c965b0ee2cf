//! The text of a number cell, and what its page shows of the number.

use compact_str::{CompactString, ToCompactString, format_compact};

use super::format::{NumberFormat, Shown};
use super::page::Look;
use super::{Aside, Cell, Unseen, Value};

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

/// What stands in the sheet: "0.95" shown as a percentage is "95%", which is no number of points.
pub(super) fn percentage(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = format!("{fraction:0<2}");
    let (moved, rest) = fraction.split_at_checked(2).unwrap_or((&fraction, ""));
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{sign}{whole}%") } else { format!("{sign}{whole}.{rest}%") }
}

/// Puts aside what a number's format and look keep off the page.
pub(super) fn present(cell: &mut Cell, format: &NumberFormat, look: Look, hides_zeros: bool) {
    let Value::Number(n) = cell.value else { return };
    if !format.is_general() {
        match format.show(n, &cell.text) {
            Shown::Percentage => *cell = Cell::text(percentage(&cell.text)),
            Shown::Nothing => return cell.hide(Unseen::Format),
            Shown::Other(shown) if shown.ends_with('%') => {
                *cell = Cell::text(format_compact!("{}%", cell.text));
            }
            Shown::Other(shown) => {
                cell.aside = Some(Box::new(Aside { shown, ..Aside::default() }));
            }
            Shown::Itself | Shown::Date => {}
        }
    }
    if hides_zeros && n == 0.0 {
        return cell.hide(Unseen::Format);
    }
    put_aside(cell, look);
}

/// Puts a whole cell aside that is struck out or cannot be seen.
pub(super) fn put_aside(cell: &mut Cell, look: Look) {
    match look {
        Look::Struck => {
            let text = std::mem::take(&mut cell.text);
            cell.value = Value::Text;
            let aside = cell.aside.get_or_insert_default();
            (aside.struck, aside.raw) = (text.clone(), text);
        }
        Look::Unseen(why) => cell.hide(why),
        // a number written high is a number
        Look::Plain | Look::Raised => {}
    }
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
    fn a_percentage_is_what_the_sheet_shows() {
        for (number, shown) in [
            ("0.95", "95%"),
            ("1", "100%"),
            ("0.5", "50%"),
            ("0.125", "12.5%"),
            ("0", "0%"),
            ("-0.05", "-5%"),
        ] {
            assert_eq!(percentage(number), shown, "{number}");
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
