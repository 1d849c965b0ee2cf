//! What a number format shows of a number ([ECMA-376] 18.8.30): a percentage, a date, less digits than there are,
//! a dash for zero, or nothing.

use compact_str::CompactString;

/// A number format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NumberFormat {
    kind: Kind,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Kind {
    /// The number as it is.
    #[default]
    General,
    Date,
    Sections(Vec<Section>),
}

/// What a number format shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The number itself.
    Itself,
    /// A hundred times the number, with the sign.
    Percentage,
    /// A date or a time.
    Date,
    /// Nothing.
    Nothing,
    /// Something else.
    Other(CompactString),
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Section {
    condition: Option<(Comparison, f64)>,
    /// Literal text before and after the digits.
    before: String,
    after: String,
    /// Digits before the dot: those that are always shown, and all.
    zeros: usize,
    digits: usize,
    /// Digits after the dot.
    decimals: usize,
    /// Those of them that are always shown.
    decimal_zeros: usize,
    /// How often it is divided by a thousand.
    thousands: usize,
    percent: bool,
    /// "General", or a notation that is not followed: fractions, exponents.
    whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

/// Codes of the formats that every program has by number.
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 5 | 6 => "#,##0",
        4 | 7 | 8 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        37 | 38 => "#,##0 ;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        41 | 42 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        43 | 44 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        14..=22 | 27..=36 | 45..=47 | 50..=58 => "d/m/yyyy",
        _ => "General",
    }
}

impl NumberFormat {
    /// Of the number every program knows it by.
    pub(super) fn of_id(id: u32) -> Self {
        Self::of(built_in(id))
    }

    /// Of its code.
    pub(super) fn of(code: &str) -> Self {
        if code.is_empty() || code.eq_ignore_ascii_case("general") || code == "@" {
            return Self::default();
        }
        let sections = sections(code);
        let kind = match sections {
            Some(sections) => Kind::Sections(sections),
            None => Kind::Date,
        };
        Self { kind }
    }

    /// Does it show every number as it is?
    pub(super) fn is_general(&self) -> bool {
        self.kind == Kind::General
    }

    /// What it shows of a number; `text` is its shortest decimal form.
    pub(super) fn show(&self, n: f64, text: &str) -> Shown {
        match &self.kind {
            Kind::General => Shown::Itself,
            Kind::Date => Shown::Date,
            Kind::Sections(sections) => {
                choose(sections, n).map_or(Shown::Itself, |section| section.show(n, text))
            }
        }
    }
}

fn choose(sections: &[Section], n: f64) -> Option<&Section> {
    if sections.iter().any(|s| s.condition.is_some()) {
        return sections.iter().find(|s| s.condition.is_none_or(|(how, to)| how.holds(n, to)));
    }
    let at = match sections.len() {
        0 | 1 => 0,
        2 => usize::from(n < 0.0),
        _ if n > 0.0 => 0,
        _ if n < 0.0 => 1,
        _ => 2,
    };
    sections.get(at)
}

impl Comparison {
    #[expect(clippy::float_cmp, reason = "a condition names the very number")]
    fn holds(self, n: f64, to: f64) -> bool {
        match self {
            Self::Less => n < to,
            Self::LessOrEqual => n <= to,
            Self::Equal => n == to,
            Self::NotEqual => n != to,
            Self::GreaterOrEqual => n >= to,
            Self::Greater => n > to,
        }
    }

    fn of(text: &str) -> Option<(Self, f64)> {
        let signs = [
            ("<=", Self::LessOrEqual),
            (">=", Self::GreaterOrEqual),
            ("<>", Self::NotEqual),
            ("<", Self::Less),
            (">", Self::Greater),
            ("=", Self::Equal),
        ];
        let (sign, how) = signs.into_iter().find(|(sign, _)| text.starts_with(sign))?;
        Some((how, text[sign.len()..].trim().parse().ok()?))
    }
}

/// A format's sections; `None` for dates and times.
fn sections(code: &str) -> Option<Vec<Section>> {
    let mut sections = vec![Section::default()];
    let mut chars = code.chars().peekable();
    let (mut dot, mut commas) = (false, 0);
    while let Some(c) = chars.next() {
        let at = sections.len() - 1;
        let section = sections.get_mut(at)?;
        if !matches!(c, ',') {
            if !matches!(c, '0' | '#' | '?') {
                section.thousands += std::mem::take(&mut commas);
            }
            commas = 0;
        }
        match c {
            ';' => {
                dot = false;
                sections.push(Section::default());
            }
            '"' => {
                let quoted: String = chars.by_ref().take_while(|c| *c != '"').collect();
                section.literal(&quoted);
            }
            '\\' => {
                let escaped = chars.next().map(String::from).unwrap_or_default();
                section.literal(&escaped);
            }
            // room as wide as the next letter, or filled with it
            '_' => {
                chars.next();
                section.literal(" ");
            }
            '*' => {
                chars.next();
            }
            '[' => {
                let bracket: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if let Some(condition) = Comparison::of(&bracket) {
                    section.condition = Some(condition);
                } else if let Some(currency) = bracket.strip_prefix('$') {
                    section.literal(currency.split('-').next().unwrap_or_default());
                } else if !bracket.is_empty() && bracket.chars().all(|c| "hmsHMS".contains(c)) {
                    return None;
                }
            }
            '0' | '#' | '?' => {
                section.digits += 1;
                if dot {
                    section.decimals += 1;
                    section.decimal_zeros += usize::from(c == '0');
                } else {
                    section.zeros += usize::from(c == '0');
                }
            }
            '.' => dot = true,
            ',' if section.digits > 0 => commas += 1,
            '%' => {
                section.percent = true;
                section.literal("%");
            }
            '/' if section.digits > 0 => section.whole = true,
            'E' if section.digits > 0 && matches!(chars.peek(), Some('+' | '-')) => {
                section.whole = true;
            }
            'G' | 'g' => {
                // "General"
                for _ in 0..6 {
                    if chars.peek().is_some_and(char::is_ascii_alphabetic) {
                        chars.next();
                    }
                }
                section.whole = true;
            }
            '@' => section.whole = true,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' if at == 0 => {
                return None;
            }
            other => section.literal(&other.to_string()),
        }
    }
    let last = sections.len() - 1;
    sections[last].thousands += commas;
    Some(sections)
}

impl Section {
    fn literal(&mut self, text: &str) {
        if self.digits == 0 { &mut self.before } else { &mut self.after }.push_str(text);
    }

    fn show(&self, n: f64, text: &str) -> Shown {
        if self.percent {
            return Shown::Percentage;
        }
        if self.whole {
            return Shown::Itself;
        }
        let around = |digits: &str| format!("{}{digits}{}", self.before, self.after);
        let said = |text: String| {
            let text = text.trim();
            if text.is_empty() { Shown::Nothing } else { Shown::Other(text.into()) }
        };
        if self.digits == 0 {
            return said(around(""));
        }
        if self.thousands > 0 {
            let times = 1000_f64.powi(i32::try_from(self.thousands).unwrap_or(1));
            return said(around(
                &format!("{:.*}", self.decimals.min(15), n / times).replace('.', ","),
            ));
        }
        let rounded = rounded(text.trim_start_matches('-'), self.decimals);
        let is_zero = rounded.bytes().all(|b| matches!(b, b'0' | b'.'));
        if is_zero && self.zeros == 0 && self.decimal_zeros == 0 {
            return said(around(""));
        }
        let same = rounded.trim_end_matches('0').trim_end_matches('.');
        let own = text.trim_start_matches('-');
        let own =
            if own.contains('.') { own.trim_end_matches('0').trim_end_matches('.') } else { own };
        let same = if rounded.contains('.') { same } else { &rounded };
        // "50%" is a percentage whoever puts the sign
        if same == own && !self.after.contains('%') {
            return Shown::Itself;
        }
        let sign = if n < 0.0 && !is_zero { "-" } else { "" };
        said(around(&format!("{sign}{}", rounded.replace('.', ","))))
    }
}

/// Digits with so many decimals, half away from zero.
fn rounded(digits: &str, decimals: usize) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.len() <= decimals {
        return if decimals == 0 {
            whole.to_owned()
        } else {
            format!("{whole}.{fraction:0<decimals$}")
        };
    }
    let up = fraction.as_bytes().get(decimals).is_some_and(|b| *b >= b'5');
    let mut kept: Vec<u8> = whole.bytes().chain(fraction.bytes().take(decimals)).collect();
    let mut carry = up;
    for digit in kept.iter_mut().rev() {
        if !carry {
            break;
        }
        carry = *digit == b'9';
        *digit = if carry { b'0' } else { *digit + 1 };
    }
    if carry {
        kept.insert(0, b'1');
    }
    let kept = String::from_utf8(kept).unwrap_or_default();
    let (whole, fraction) = kept.split_at_checked(kept.len() - decimals).unwrap_or((&kept, ""));
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, n: f64) -> Shown {
        NumberFormat::of(code).show(n, &n.to_string())
    }

    fn other(text: &str) -> Shown {
        Shown::Other(text.into())
    }

    #[test]
    fn a_format_shows_the_number_or_says_what_else() {
        for (code, n, expected) in [
            ("General", 0.85106, Shown::Itself),
            ("0.00", 0.5, Shown::Itself),
            ("0.00", 0.0, Shown::Itself),
            ("0.00", 0.851_063_829_787, other("0,85")),
            ("0.0", 0.75, other("0,8")),
            ("0.0", 0.4999, other("0,5")),
            ("0.00", 0.995, other("1,00")),
            ("0.00", 9.999, other("10,00")),
            ("0", 0.4, other("0")),
            ("#,##0.00", 1234.5, Shown::Itself),
            ("0.00\" điểm\"", 0.5, Shown::Itself),
            ("0%", 0.5, Shown::Percentage),
            ("0.0%;-0.0%", 0.5, Shown::Percentage),
            ("0\"%\"", 50.0, other("50%")),
            ("d/m/yyyy", 45000.0, Shown::Date),
            ("[h]:mm", 1.5, Shown::Date),
            ("[Red]0.00", 0.5, Shown::Itself),
            ("#,##0.00 [$đ-42A]", 0.5, Shown::Itself),
            ("0.00,", 500.0, other("0,50")),
            ("# ?/?", 0.5, Shown::Itself),
        ] {
            assert_eq!(shown(code, n), expected, "{code} of {n}");
        }
    }

    #[test]
    fn a_format_may_hide_a_number() {
        for (code, n, expected) in [
            (";;;", 0.5, Shown::Nothing),
            ("0.00;-0.00;", 0.0, Shown::Nothing),
            ("0.00;-0.00;;@", 0.0, Shown::Nothing),
            ("0.00;-0.00;\"\"", 0.0, Shown::Nothing),
            ("0.00;-0.00;;@", 0.25, Shown::Itself),
            ("[=0]\"\";General", 0.0, Shown::Nothing),
            ("[=0]\"\";General", 0.5, Shown::Itself),
            ("#", 0.0, Shown::Nothing),
            ("#,###", 0.0, Shown::Nothing),
            ("_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", 0.0, other("-")),
            ("0.00;-0.00;\"Không đạt\"", 0.0, other("Không đạt")),
        ] {
            assert_eq!(shown(code, n), expected, "{code} of {n}");
        }
    }
}
