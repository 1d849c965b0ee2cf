//! A criterion's code: "1", "1.2", "1.2.10".

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A canonical criterion code: Arabic numbers joined by dots, no leading zeros, no final dot.
///
/// Orders by its numbers, so that 1.2 comes before 1.10. How bodies write codes ("II.1.2", "1.1.1.") is
/// `intake`'s concern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, as = "String")]
pub struct Code(Vec<u16>);

/// The text is not a canonical code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a criterion code: {0:?}")]
pub struct NotACode(pub String);

impl Code {
    /// From its numbers, outermost first; `None` when there are none.
    pub fn from_segments(segments: Vec<u16>) -> Option<Self> {
        (!segments.is_empty()).then_some(Self(segments))
    }

    /// Its numbers, outermost first.
    pub fn segments(&self) -> &[u16] {
        &self.0
    }

    /// How deep it lies: 1 for a field, 2 for a criterion, 3 for a component.
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// Is it that code, or below it?
    pub fn is_under(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The code one level up, `None` for a field.
    pub fn parent(&self) -> Option<Self> {
        Self::from_segments(self.0[..self.0.len() - 1].to_vec())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: Vec<String> = self.0.iter().map(u16::to_string).collect();
        f.pad(&text.join("."))
    }
}

impl FromStr for Code {
    type Err = NotACode;
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let not_a_code = || NotACode(text.to_owned());
        let segment = |s: &str| {
            let canonical =
                !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()) && !s.starts_with('0');
            canonical.then(|| s.parse().ok()).flatten().ok_or_else(not_a_code)
        };
        text.split('.').map(segment).collect::<Result<Vec<u16>, _>>().map(Self)
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_by_number_not_by_letter() {
        let mut codes: Vec<Code> =
            ["1.10", "1.2", "1", "2", "1.2.1"].map(|c| c.parse().unwrap()).to_vec();
        codes.sort();
        let shown: Vec<String> = codes.iter().map(Code::to_string).collect();
        assert_eq!(shown, ["1", "1.2", "1.2.1", "1.10", "2"], "1.10 is the tenth, not the first");
    }

    #[test]
    fn refuses_what_is_not_canonical() {
        for text in ["", "1.", ".1", "01", "1.a", "1,1", "I", "70000"] {
            assert!(text.parse::<Code>().is_err(), "{text:?} is not canonical");
        }
    }
}
