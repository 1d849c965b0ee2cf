//! What an option of a scale is worth: "Ban hành kịp thời: 0,5", "Từ 0,25 đến 0,5 điểm", "theo công thức b/a × 1,0".

use scorebook::Points;
use scorebook::text::{fold, tidy};

use crate::score::{self, Notation, ScoreValue};

/// What an option says of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worth {
    /// So many.
    Points(Points),
    /// A formula or a range: no number of its own.
    Formula,
    /// Nothing that can be read.
    Unsaid,
}

/// An option as it stands on paper, without the mark in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) text: String,
    pub(super) worth: Worth,
}

/// Marks in front of an option.
const MARKS: [char; 14] =
    ['-', '–', '—', '−', '+', '•', '*', '●', '○', '▪', '◦', '·', '\u{f0b7}', '►'];

/// The options a cell holds, each in a line of its own or parted by semicolons.
pub(super) fn choices(text: &str, notation: Notation) -> Vec<Choice> {
    let lines: Vec<(bool, String)> =
        text.lines().map(marked).filter(|(_, line)| !line.is_empty()).collect();
    let has_marks = lines.iter().any(|(mark, _)| *mark);
    let mut choices: Vec<Choice> = Vec::new();
    for (mark, line) in lines {
        // a line that goes on where the one before was broken off
        let goes_on = choices.last().is_some_and(|before: &Choice| {
            before.worth == Worth::Unsaid
                && !before.text.ends_with(':')
                && !is_note(&before.text)
                && !mark
                && (has_marks || !begins_anew(&line))
        });
        let goes_on_marked = has_marks && !mark && !choices.is_empty() && !begins_anew(&line);
        if let Some(before) = choices.last_mut().filter(|_| goes_on || goes_on_marked) {
            before.text = format!("{} {line}", before.text);
            before.worth = worth(&before.text, notation);
        } else {
            choices.push(Choice { worth: worth(&line, notation), text: line });
        }
    }
    choices.into_iter().flat_map(|choice| parted(choice, notation)).collect()
}

/// Does a line begin as a sentence does?
fn begins_anew(line: &str) -> bool {
    line.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// "Đúng hạn: 1; quá hạn: 0" are two options.
fn parted(choice: Choice, notation: Notation) -> Vec<Choice> {
    let parts: Vec<Choice> = choice
        .text
        .split(';')
        .map(tidy)
        .filter(|part| !part.is_empty())
        .map(|part| Choice { worth: worth(&part, notation), text: part })
        .collect();
    let all_tell = parts.len() > 1 && parts.iter().all(|part| part.worth != Worth::Unsaid);
    if all_tell { parts } else { vec![choice] }
}

/// Is there a mark in front, and the line without it.
pub(super) fn marked(line: &str) -> (bool, String) {
    let line = tidy(line);
    let bare = line.trim_start_matches(|c| MARKS.contains(&c));
    if bare.len() < line.len() {
        // "-0,5" is a number
        let is_number = bare.starts_with(|c: char| c.is_ascii_digit()) && !line.contains(' ');
        return if is_number { (false, line) } else { (true, bare.trim_start().to_owned()) };
    }
    if let Some((mark, rest)) = line.split_once(' ') {
        let letter = mark.trim_start_matches('(');
        let closed = letter.strip_suffix([')', '.', '/']);
        let is_mark = closed.is_some_and(|l| {
            l.chars().count() == 1
                && l.chars().all(char::is_alphanumeric)
                && (mark.ends_with(')') || !l.chars().all(char::is_uppercase))
        });
        if is_mark {
            return (true, rest.trim_start().to_owned());
        }
    }
    (false, line)
}

/// A name with options below it in its own cell: the name, and the text of the options.
pub(super) fn beside_name(text: &str, notation: Notation) -> (String, String) {
    let lines: Vec<&str> = text.lines().collect();
    for at in 1..lines.len() {
        let (mark, line) = marked(lines[at]);
        let begins = mark || matches!(worth(&line, notation), Worth::Points(_));
        let rest = lines[at..].join("\n");
        if begins && choices(&rest, notation).iter().any(|c| c.worth != Worth::Unsaid) {
            // the title of the options is no part of the name
            let head: Vec<String> = lines[..at].iter().map(|l| tidy(l)).collect();
            let last = head.last().is_some_and(|l| at > 1 && l.ends_with(':'));
            let head = if last { &head[..at - 1] } else { &head[..] };
            return (tidy(&head.join(" ")), rest);
        }
    }
    (tidy(text), String::new())
}

/// Is it a note, the title of the options, or what a letter of a formula stands for? None of these is an option.
pub(super) fn is_note(text: &str) -> bool {
    let folded = fold(text);
    let starts = |words: &[&str]| words.iter().any(|w| folded.starts_with(w));
    let variable = {
        let mut words = folded.split(' ');
        words.next().is_some_and(|w| w.len() == 1 && w.starts_with(|c: char| c.is_alphabetic()))
            && (matches!(words.next(), Some("la"))
                || text.chars().nth(1).is_some_and(|c| ":= ".contains(c)))
    };
    text.ends_with(':')
        || variable
        || (text.starts_with('(') && text.ends_with(')'))
        || starts(&["trong do", "ghi chu", "luu y", "vi du", "nguoi lap", "noi nhan", "thu truong"])
}

/// What an option is worth by its words.
pub(super) fn worth(text: &str, notation: Notation) -> Worth {
    let text = tidy(text);
    let text = text.trim_end_matches(['.', ';', ',', ' ']);
    let lower = text.to_lowercase();
    if ["mỗi ", "cứ "].iter().any(|w| lower.starts_with(w))
        && lower.contains(|c: char| c.is_ascii_digit())
    {
        return Worth::Formula;
    }
    for joint in [':', '='] {
        if let Some((_, rest)) = lower.rsplit_once(joint)
            && let Some(worth) = amount(rest, notation)
        {
            return worth;
        }
    }
    let unit = |t: &str| t.ends_with("điểm") || t.ends_with('đ');
    if let Some((_, inner)) = lower.strip_suffix(')').and_then(|t| t.rsplit_once('('))
        && unit(inner.trim())
        && let Some(worth) = amount(inner, notation)
    {
        return worth;
    }
    if is_formula(&lower) {
        return Worth::Formula;
    }
    // "được 0,5 điểm", "– 0,5": the last words
    if let Some((_, rest)) = lower.rsplit_once([',', '-', '–', '—']).filter(|_| unit(&lower))
        && let Some(worth @ Worth::Formula) = amount(rest, notation)
    {
        return worth;
    }
    if unit(&lower) {
        let words: Vec<&str> = lower.split(' ').collect();
        // a range ends so, too: "từ 0,25 đến 0,5 điểm"
        for count in (2..=words.len().min(7)).rev() {
            let last = words[words.len() - count..].join(" ");
            if let Some(worth) = amount(&last, notation) {
                return worth;
            }
        }
    }
    for dash in [" - ", " – ", " — "] {
        if let Some((_, rest)) = lower.rsplit_once(dash)
            && rest.contains([',', '.'])
            && let Some(worth) = amount(rest, notation)
        {
            return worth;
        }
    }
    Worth::Unsaid
}

/// Words in front of a number of points.
const BEFORE: [&str; 9] = ["được", "đạt", "cho", "chấm", "tính", "cộng", "thì", "là", "số"];

/// An amount and nothing else: "0,5", "được 0,5 điểm", "0 – 0,5", "tối đa 1 điểm".
fn amount(text: &str, notation: Notation) -> Option<Worth> {
    let text = text.trim().trim_matches(['(', ')', ' ']);
    if text.is_empty() || text.chars().count() > 40 {
        return None;
    }
    if text.starts_with("trừ")
        || ["điểm/", "đ/", "điểm cho mỗi", "điểm mỗi"].iter().any(|w| text.contains(w))
    {
        return text.contains(|c: char| c.is_ascii_digit()).then_some(Worth::Formula);
    }
    let mut words: Vec<&str> = text.split(' ').filter(|w| !w.is_empty()).collect();
    while words.first().is_some_and(|w| BEFORE.contains(w) || (*w == "điểm" && words.len() > 1))
    {
        words.remove(0);
    }
    let bounded = words.len() > 2
        && matches!((words[0], words[1]), ("tối", "đa" | "thiểu") | ("không", "quá"));
    let bare = if bounded { words[2..].join(" ") } else { words.join(" ") };
    if let Some(points) = number(&bare, notation) {
        return Some(if bounded { Worth::Formula } else { Worth::Points(points) });
    }
    let range = bare.strip_prefix("từ ").unwrap_or(&bare);
    let between = ["đến", "-", "–", "—"].iter().find_map(|joint| range.split_once(joint));
    let (from, to) = between?;
    (number(from, notation).is_some() && number(to, notation).is_some()).then_some(Worth::Formula)
}

/// Digits, one decimal mark at most, a unit: no percentage, no date.
fn number(text: &str, notation: Notation) -> Option<Points> {
    let text = text.trim();
    let bare = text.strip_suffix("điểm").or_else(|| text.strip_suffix('đ')).unwrap_or(text).trim();
    let is_number = !bare.is_empty()
        && bare.len() <= 7
        && bare.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
    match is_number.then(|| score::read_text(bare, notation)) {
        Some(ScoreValue::Points(points)) => Some(points),
        _ => None,
    }
}

fn is_formula(lower: &str) -> bool {
    let folded = fold(lower);
    let has = |words: &[&str]| words.iter().any(|w| folded.contains(w));
    let product = lower.contains('×')
        || lower.contains(" x ") && lower.contains(|c: char| c.is_ascii_digit())
        || lower.contains('*');
    product
        || has(&[
            "cong thuc",
            "ty le thuan",
            "tinh theo ty le",
            "cham theo ty le",
            "tuong ung voi ty le",
        ])
        || ["b/a", "a/b"].iter().any(|w| lower.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Worth {
        worth(text, Notation::default())
    }

    fn points(text: &str) -> Worth {
        Worth::Points(Points::from_decimal(text).unwrap())
    }

    #[test]
    fn options_are_worth_what_they_say() {
        for (text, said) in [
            ("Ban hành kịp thời: 0,5", "0.5"),
            ("Ban hành kịp thời: 0.5 điểm;", "0.5"),
            ("trên 90%: 2", "2"),
            ("70% – 90%: 1", "1"),
            ("Dưới 70%: 0", "0"),
            ("Từ 20% - dưới 30%: 0,5", "0.5"),
            ("Đúng hạn (trước 15/12/2024): 0,5", "0.5"),
            ("Ban hành kịp thời (0,5 điểm)", "0.5"),
            ("Đạt từ 95% trở lên được 1,0 điểm", "1"),
            ("Đạt từ 95% trở lên thì được tính 01 điểm.", "1"),
            ("Ban hành trước 31/12 = 0,25", "0.25"),
            ("Ban hành kịp thời – 0,5", "0.5"),
            ("Mở cửa lúc 7:30: 0,5", "0.5"),
            ("Thực hiện đầy đủ ở mỗi huyện: 1", "1"),
            ("Có 02 sáng kiến: 2đ", "2"),
        ] {
            assert_eq!(plain(text), points(said), "{text}");
        }
    }

    #[test]
    fn formulas_and_ranges_have_no_number_of_their_own() {
        for text in [
            "Dưới 100%: tính theo công thức b/a x 1,0",
            "Hoàn thành từ 70% - dưới 100% kế hoạch thì điểm đánh giá được tính theo công thức: (Tỷ lệ % hoàn thành x 2)/100%",
            "(b/a) × 1,0",
            "Tỷ lệ thuận theo kết quả",
            "Mỗi quy chế đạt 0,5",
            "Cứ chậm 01 ngày: trừ 0,1",
            "Sáng kiến được công nhận: 0,25 điểm/sáng kiến",
            "Thực hiện một phần: từ 0,25 đến 0,5 điểm",
            "Thực hiện một phần: 0 - 0,5",
            "Có sáng kiến: tối đa 1 điểm",
            "Thực hiện một phần từ 0,25 đến 0,5 điểm",
            "Hoàn thành từ 85% đến dưới 100% kế hoạch thì tính theo công thức",
        ] {
            assert_eq!(plain(text), Worth::Formula, "{text}");
        }
    }

    #[test]
    fn what_says_no_points_is_not_given_any() {
        for text in [
            "Không ban hành",
            "Tỷ lệ hoàn thành: 100%",
            "Trong năm 2024",
            "Ban hành trước ngày 31/12/2024",
            "Đạt từ 20 - 30%",
            "Số văn bản đã ban hành",
            "Theo Kế hoạch số 12",
        ] {
            assert_eq!(plain(text), Worth::Unsaid, "{text}");
        }
    }

    #[test]
    fn a_cell_of_several_lines_holds_several_options() {
        let texts = |text: &str| -> Vec<(String, Worth)> {
            let choices = choices(text, Notation::default());
            choices.into_iter().map(|c| (c.text, c.worth)).collect()
        };
        let both = vec![
            ("Ban hành kịp thời: 0,5".to_owned(), points("0.5")),
            ("Không ban hành: 0".to_owned(), points("0")),
        ];
        assert_eq!(texts("- Ban hành kịp thời: 0,5\n- Không ban hành: 0"), both);
        assert_eq!(texts("Ban hành kịp thời: 0,5\nKhông ban hành: 0"), both);
        assert_eq!(texts("Ban hành kịp thời: 0,5; Không ban hành: 0"), both);
        assert_eq!(
            texts("a) Ban hành\nkịp thời: 0,5\nb) Không ban hành: 0"),
            both,
            "a broken line"
        );
        assert_eq!(texts("Ban hành\nkịp thời: 0,5\nKhông ban hành: 0"), both, "without marks");
    }

    #[test]
    fn a_name_ends_where_its_options_begin() {
        let parted = |text: &str| beside_name(text, Notation::default());
        assert_eq!(
            parted("Ban hành kế hoạch\n- Kịp thời: 0,5\n- Không: 0"),
            ("Ban hành kế hoạch".into(), "- Kịp thời: 0,5\n- Không: 0".into())
        );
        assert_eq!(
            parted("Sở Lao động\n- Thương binh và Xã hội"),
            ("Sở Lao động - Thương binh và Xã hội".into(), String::new()),
            "a mark alone makes no option"
        );
    }
}
