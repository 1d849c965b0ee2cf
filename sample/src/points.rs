//! Points as an integer count of ten-thousandths. Not `scorebook::Points`: what is expected of the product
//! is worked out without it.

use std::iter::Sum;
use std::ops::Sub;

use anyhow::{Context, Result};

const SCALE: i64 = 10_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Points(i64);

impl Points {
    pub(crate) const ZERO: Self = Self(0);

    /// "0.75"; at most four decimals.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        anyhow::ensure!(fraction.len() <= 4, "{text}: more than four decimals");
        let part = |s: &str| {
            s.parse::<i64>().with_context(|| format!("{text:?} is not a number of points"))
        };
        Ok(Self(part(whole)? * SCALE + part(&format!("{fraction:0<4}"))?))
    }

    /// "0.75": a dot, no trailing zeros.
    pub(crate) fn dot(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = (self.0.abs() / SCALE, self.0.abs() % SCALE);
        let text = format!("{sign}{whole}.{fraction:04}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// "0,75": the same with a comma.
    pub(crate) fn comma(self) -> String {
        self.dot().replace('.', ",")
    }

    /// "0,50": a comma and two decimals.
    pub(crate) fn comma2(self) -> String {
        let text = self.comma();
        match text.split_once(',') {
            Some((whole, fraction)) => format!("{whole},{fraction:0<2}"),
            None => format!("{text},00"),
        }
    }

    /// The nearest float, which is what a spreadsheet keeps of it. For writing cells only.
    pub(crate) fn in_cell(self) -> f64 {
        self.dot().parse().unwrap_or(f64::NAN)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.map(|p| p.0).sum())
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for (text, dot, comma2) in
            [("0.5", "0.5", "0,50"), ("10", "10", "10,00"), ("0.2375", "0.2375", "0,2375")]
        {
            let points = Points::parse(text).unwrap();
            assert_eq!(points.dot(), dot, "dot of {text}");
            assert_eq!(points.comma2(), comma2, "comma2 of {text}");
        }
        assert_eq!((Points::ZERO - Points::parse("0.25").unwrap()).dot(), "-0.25", "below zero");
    }
}
