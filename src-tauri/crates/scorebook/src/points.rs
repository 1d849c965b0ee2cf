//! Points, exactly: an integer count of ten-thousandths of a point.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// An exact number of points, in ten-thousandths (1 point = 10 000). Never a float.
///
/// It crosses to JSON and TypeScript as a decimal string with a dot and no trailing zeros (`"0.75"`), and is
/// shown to people with two decimals and a decimal comma ([`fmt::Display`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
#[ts(export, as = "String")]
pub struct Points(i64);

const SCALE: i64 = 10_000;

impl Points {
    /// No points: a real score, not a blank.
    pub const ZERO: Self = Self(0);

    /// From a count of ten-thousandths.
    pub const fn from_ten_thousandths(n: i64) -> Self {
        Self(n)
    }

    /// The count of ten-thousandths, as it is stored.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// Reads the canonical form, `-?digits[.digits]` with at most four decimals; `None` for anything else.
    ///
    /// This is for our own JSON and command line. What people write in cells is read by `intake`.
    pub fn from_decimal(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let has_dot = digits.contains('.');
        if whole.is_empty()
            || !all_digits(whole)
            || !all_digits(fraction)
            || fraction.len() > 4
            || (has_dot && fraction.is_empty())
        {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let tenfold = |n: i64, digit: u8| n * 10 + i64::from(digit - b'0');
        let fraction = fraction.bytes().chain(*b"0000").take(4).fold(0, tenfold);
        let n = whole.checked_mul(SCALE)?.checked_add(fraction)?;
        Some(Self(if negative { -n } else { n }))
    }

    /// The canonical form that [`Points::from_decimal`] reads.
    pub fn to_decimal(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let n = self.0.unsigned_abs();
        let (whole, fraction) = (n / SCALE.unsigned_abs(), n % SCALE.unsigned_abs());
        if fraction == 0 {
            format!("{sign}{whole}")
        } else {
            let fraction = format!("{fraction:04}");
            format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
        }
    }

    /// With its sign, as a loss or gain is shown: "−0,25", "+0,25", "0,00".
    pub fn signed(self) -> String {
        match self.0 {
            0 => self.to_string(),
            n if n > 0 => format!("+{self}"),
            _ => format!("−{}", Self(-self.0)),
        }
    }

    /// Is it below zero?
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Is it exactly zero?
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// `self` as a share of `whole` in hundredths of a per cent (9143 = 91,43 %), rounded half away from
    /// zero; `None` when `whole` is zero.
    pub fn share_of(self, whole: Self) -> Option<i64> {
        if whole.0 == 0 {
            return None;
        }
        let (num, den) = (i128::from(self.0) * 10_000, i128::from(whole.0));
        let half = den.abs() / 2 * num.signum() * den.signum();
        i64::try_from((num + half * den.signum()) / den).ok()
    }
}

/// Two decimals and a decimal comma, rounded half away from zero: "0,75", "-1,50".
///
/// Should more than two decimals be significant, all of them are shown: a printed number is never a
/// silently rounded one.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let n = self.0.unsigned_abs();
        let (whole, fraction) = (n / SCALE.unsigned_abs(), n % SCALE.unsigned_abs());
        let fraction = format!("{fraction:04}");
        let shown = fraction.trim_end_matches('0');
        let shown = if shown.len() < 2 { &fraction[..2] } else { shown };
        f.pad(&format!("{sign}{whole},{shown}"))
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_decimal())
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_decimal(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("not a number of points: {text:?}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shown_with_two_decimals_and_a_comma() {
        for (n, shown) in
            [(7_500, "0,75"), (0, "0,00"), (-15_000, "-1,50"), (333, "0,0333"), (12_000, "1,20")]
        {
            assert_eq!(Points(n).to_string(), shown, "{n} ten-thousandths");
        }
        assert_eq!(Points(-2_500).signed(), "−0,25", "a loss carries a true minus sign");
        assert_eq!(Points(2_500).signed(), "+0,25", "a gain carries a plus sign");
    }

    #[test]
    fn refuses_what_is_not_canonical() {
        for text in ["", "1,5", ".5", "1.", "1.23456", "1e3", "+1", " 1", "99999999999999999999"] {
            assert_eq!(Points::from_decimal(text), None, "{text:?} is not canonical");
        }
    }

    #[test]
    fn shares_round_half_away_from_zero() {
        let p = Points::from_ten_thousandths;
        assert_eq!(p(914_300).share_of(p(1_000_000)), Some(9_143), "91,43 %");
        assert_eq!(p(1).share_of(p(3)), Some(3_333), "a third");
        assert_eq!(p(2).share_of(p(3)), Some(6_667), "two thirds round up");
        assert_eq!(p(2).share_of(Points::ZERO), None, "no share of nothing");
    }

    proptest! {
        #[test]
        fn decimal_form_round_trips(n in -1_000_000_000_i64..1_000_000_000) {
            prop_assert_eq!(Points::from_decimal(&Points(n).to_decimal()), Some(Points(n)));
        }
    }
}
