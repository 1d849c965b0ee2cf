//! Numbers that Word puts before paragraphs by itself ([ECMA-376] 17.9): they stand on the page and nowhere in
//! the text, and are often a score table's codes.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::package::attribute;

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document, counting.
#[derive(Debug, Default)]
pub(super) struct Lists {
    patterns: BTreeMap<String, Pattern>,
    /// A paragraph names a list, a list its pattern; lists of one pattern count on together.
    members: BTreeMap<String, List>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
}

#[derive(Debug, Default)]
struct Pattern {
    levels: BTreeMap<usize, Level>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// "%1.%2.", each number by its level.
    text: String,
    /// The style whose paragraphs are of this level.
    style: String,
}

#[derive(Debug, Default)]
struct List {
    pattern: String,
    /// By level: where this list begins anew, if it has not yet.
    restarts: BTreeMap<usize, u32>,
}

impl Lists {
    /// Of `word/numbering.xml`; what cannot be read has no numbers.
    pub(super) fn of(xml: &str) -> Self {
        let mut lists = Self::default();
        let (mut pattern, mut list, mut level) = (None::<String>, None::<String>, 0_usize);
        let mut reader = quick_xml::Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            let element = match &event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => break,
                _ => continue,
            };
            let value = || attribute(element, "val");
            let number = |name| attribute(element, name).and_then(|n| n.parse::<usize>().ok());
            match element.local_name().as_ref() {
                "abstractNum" => {
                    (pattern, list) = (attribute(element, "abstractNumId"), None);
                }
                "num" => (pattern, list) = (None, attribute(element, "numId")),
                "abstractNumId" => {
                    if let (Some(list), Some(pattern)) = (&list, value()) {
                        lists.members.entry(list.clone()).or_default().pattern = pattern;
                    }
                }
                "lvl" | "lvlOverride" => level = number("ilvl").unwrap_or(0).min(LEVELS - 1),
                "startOverride" => {
                    if let (Some(list), Some(start)) = (&list, value().and_then(|n| n.parse().ok()))
                    {
                        let list = lists.members.entry(list.clone()).or_default();
                        list.restarts.insert(level, start);
                    }
                }
                name @ ("start" | "numFmt" | "lvlText" | "pStyle") => {
                    let (Some(pattern), Some(value)) = (&pattern, value()) else { continue };
                    let levels = &mut lists.patterns.entry(pattern.clone()).or_default().levels;
                    let level = levels.entry(level).or_default();
                    match name {
                        "start" => level.start = value.parse().ok(),
                        "numFmt" => level.format = value,
                        "pStyle" => level.style = value,
                        _ => level.text = value,
                    }
                }
                _ => {}
            }
        }
        lists
    }

    /// The level that a list gives to paragraphs of that style.
    pub(super) fn level_of(&self, list: &str, style: &str) -> Option<usize> {
        let pattern = self.patterns.get(&self.members.get(list)?.pattern)?;
        pattern.levels.iter().find(|(_, level)| level.style == style).map(|(at, _)| *at)
    }

    /// Says how a level of a pattern is written: its first number, its format by the names of Word's files, and its
    /// text with "%1" for the number of the first level.
    pub(super) fn define(
        &mut self,
        pattern: &str,
        level: usize,
        start: Option<u32>,
        format: &str,
        text: &str,
    ) {
        if level < LEVELS {
            let (format, text) = (format.to_owned(), text.to_owned());
            let own = Level { start, format, text, style: String::new() };
            self.patterns.entry(pattern.to_owned()).or_default().levels.insert(level, own);
        }
    }

    /// Says that a list is of that pattern.
    pub(super) fn member(&mut self, list: &str, pattern: &str) {
        pattern.clone_into(&mut self.members.entry(list.to_owned()).or_default().pattern);
    }

    /// Gives a list a pattern of its own, as the one it had, to be changed.
    pub(super) fn derive(&mut self, list: &str, pattern: &str) {
        let Some(member) = self.members.get_mut(list) else { return };
        if member.pattern != pattern {
            let levels = self.patterns.get(&member.pattern).map(|p| p.levels.clone());
            self.patterns
                .insert(pattern.to_owned(), Pattern { levels: levels.unwrap_or_default() });
            pattern.clone_into(&mut member.pattern);
        }
    }

    /// Says where a level of a list begins anew.
    pub(super) fn restart(&mut self, list: &str, level: usize, start: u32) {
        self.members.entry(list.to_owned()).or_default().restarts.insert(level, start);
    }

    /// The number before the next paragraph of that list and 0-based level; `None` for bullets and for lists
    /// that the document does not describe.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let list = self.members.get_mut(list)?;
        let levels = &self.patterns.get(&list.pattern)?.levels;
        let counts = self.counts.entry(list.pattern.clone()).or_default();
        let start = |level: usize| levels.get(&level).and_then(|l| l.start).unwrap_or(1);
        let next = match list.restarts.remove(&level) {
            Some(restart) => restart,
            None => counts[level].map_or_else(|| start(level), |n| n.saturating_add(1)),
        };
        counts[level] = Some(next);
        counts[level + 1..].fill(None);
        let own = levels.get(&level)?;
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut text = own.text.clone();
        for (at, count) in counts.iter().enumerate() {
            let format = levels.get(&at).map_or("", |l| l.format.as_str());
            let count = count.unwrap_or_else(|| start(at));
            text = text.replace(&format!("%{}", at + 1), &written(count, format));
        }
        Some(text)
    }
}

fn written(n: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperLetter" => letters(n),
        "lowerLetter" => letters(n).to_lowercase(),
        "decimalZero" => format!("{n:02}"),
        _ => n.to_string(),
    }
}

fn roman(mut n: u32) -> String {
    const DIGITS: [(&str, u32); 13] = [
        ("M", 1_000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if n > 3_999 {
        return n.to_string();
    }
    let mut text = String::new();
    for (digit, worth) in DIGITS {
        while n >= worth {
            text.push_str(digit);
            n -= worth;
        }
    }
    text
}

/// A to Z, then AA to ZZ, as Word counts.
fn letters(n: u32) -> String {
    let Some(from_zero) = n.checked_sub(1) else { return String::new() };
    let letter = char::from_u32(u32::from('A') + from_zero % 26).unwrap_or('A');
    let times = (from_zero / 26 + 1).min(20);
    (0..times).map(|_| letter).collect()
}
