//! Evidence and explanation of a row: from their columns, from a cell merged over several rows, or parted where
//! one column holds both.

use scorebook::plan::ColumnRole;
use scorebook::text::{fold, tidy};

use crate::table::Table;
use crate::workbook::{Merge, Sheet};

/// The columns of a table that hold evidence or explanation.
pub(crate) struct TextColumns<'a> {
    sheet: &'a Sheet,
    columns: Vec<TextColumn>,
}

struct TextColumn {
    at: u32,
    kind: Kind,
    /// Areas over several rows.
    merges: Vec<Merge>,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Evidence,
    Explanation,
    /// The column's heading names both.
    Both,
}

impl<'a> TextColumns<'a> {
    pub(crate) fn of(sheet: &'a Sheet, table: &Table) -> Self {
        let columns = table.columns.iter().filter_map(|column| {
            let kind = match column.role {
                ColumnRole::Evidence if names_explanation(&column.heading) => Kind::Both,
                ColumnRole::Evidence => Kind::Evidence,
                ColumnRole::Explanation => Kind::Explanation,
                _ => return None,
            };
            let covers = |m: &&Merge| m.end.0 > m.start.0 && m.start.1 == column.at;
            let merges = sheet.merges.iter().filter(covers).copied().collect();
            Some(TextColumn { at: column.at, kind, merges })
        });
        Self { sheet, columns: columns.collect() }
    }

    /// Evidence and explanation of a row.
    pub(crate) fn of_row(&self, row: u32) -> (String, String) {
        let (mut evidence, mut explanation) = (String::new(), String::new());
        for column in &self.columns {
            let over = column.merges.iter().find(|m| (m.start.0..=m.end.0).contains(&row));
            let text = self.sheet.reading(over.map_or(row, |m| m.start.0), column.at);
            match column.kind {
                Kind::Evidence => add(&mut evidence, &tidy(text)),
                Kind::Explanation => add(&mut explanation, &tidy(text)),
                Kind::Both => {
                    for (kind, part) in parts(text) {
                        let is_evidence = kind == Kind::Evidence;
                        add(if is_evidence { &mut evidence } else { &mut explanation }, &part);
                    }
                }
            }
        }
        (evidence, explanation)
    }
}

fn add(all: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !all.is_empty() {
        all.push_str("; ");
    }
    all.push_str(text);
}

fn names_explanation(heading: &str) -> bool {
    let heading = fold(heading);
    ["giai trinh", "thuyet minh", "ly do", "dien giai"].iter().any(|w| heading.contains(w))
}

/// What a part of such a text begins with, folded.
const MARKS: [(&str, Kind); 13] = [
    ("giai trinh", Kind::Explanation),
    ("thuyet minh", Kind::Explanation),
    ("dien giai", Kind::Explanation),
    ("ly do", Kind::Explanation),
    ("ghi chu", Kind::Explanation),
    ("nguyen nhan", Kind::Explanation),
    ("tai lieu kiem chung", Kind::Evidence),
    ("tai lieu minh chung", Kind::Evidence),
    ("minh chung", Kind::Evidence),
    ("kiem chung", Kind::Evidence),
    ("tlkc", Kind::Evidence),
    ("tai lieu", Kind::Evidence),
    ("ho so", Kind::Evidence),
];

/// First words of a line that gives a reason, folded.
const REASONS: [&str; 7] =
    ["do ", "vi ", "con ", "chua ", "trong nam khong", "khong phat sinh", "nguyen nhan"];

/// The parts of a text that may hold both, in order: by what they are marked with; unmarked lines by how they begin.
fn parts(text: &str) -> Vec<(Kind, String)> {
    let mut parts = Vec::new();
    let mut current = None;
    for line in text.lines().flat_map(marked_pieces) {
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || "-–•*+".contains(c));
        let (kind, rest) = match mark(bare) {
            Some((kind, rest)) => {
                current = Some(kind);
                (kind, rest)
            }
            None => (current.unwrap_or_else(|| unmarked(bare)), line),
        };
        let rest = tidy(rest);
        if !rest.is_empty() {
            parts.push((kind, rest));
        }
    }
    parts
}

/// A line, parted before each mark within it: "TLKC: Báo cáo. Giải trình: còn …".
fn marked_pieces(line: &str) -> Vec<&str> {
    let mut starts = vec![0];
    for (at, c) in line.char_indices() {
        let after = at + c.len_utf8();
        if matches!(c, '.' | ';' | ' ' | '(' | ',') && mark(&line[after..]).is_some() {
            // "Tài liệu kiểm chứng" holds shorter marks: a piece begins where no mark is open
            let open = starts.last().map_or("", |last| &line[*last..after]);
            if !is_only_words_of_a_mark(open) {
                starts.push(after);
            }
        }
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    starts.iter().zip(ends).map(|(from, to)| &line[*from..to]).collect()
}

fn is_only_words_of_a_mark(text: &str) -> bool {
    let text = fold(text);
    text.is_empty() || MARKS.iter().any(|(words, _)| words.starts_with(text.as_str()))
}

/// The mark a piece begins with, up to its colon, and what follows.
fn mark(piece: &str) -> Option<(Kind, &str)> {
    let colon = piece.find(':')?;
    // no mark is longer
    if colon > 60 {
        return None;
    }
    let words = fold(&piece[..colon]);
    let marks = MARKS.iter().find(|(mark, _)| words == *mark)?;
    Some((marks.1, &piece[colon + 1..]))
}

fn unmarked(line: &str) -> Kind {
    let line = format!("{} ", fold(line));
    if REASONS.iter().any(|w| line.starts_with(w)) { Kind::Explanation } else { Kind::Evidence }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (String, String) {
        let (mut evidence, mut explanation) = (String::new(), String::new());
        for (kind, part) in parts(text) {
            add(if kind == Kind::Evidence { &mut evidence } else { &mut explanation }, &part);
        }
        (evidence, explanation)
    }

    #[test]
    fn a_joined_text_is_parted_by_its_marks() {
        for (text, evidence, explanation) in [
            (
                "Tài liệu kiểm chứng: Báo cáo số 12\nGiải trình: còn 2 nhiệm vụ",
                "Báo cáo số 12",
                "còn 2 nhiệm vụ",
            ),
            ("- TLKC: Kế hoạch 5\n- Giải trình: chậm", "Kế hoạch 5", "chậm"),
            ("Giải trình: Còn 02/24 nhiệm vụ", "", "Còn 02/24 nhiệm vụ"),
            ("Báo cáo số 12; Giải trình: chậm 3 ngày", "Báo cáo số 12;", "chậm 3 ngày"),
            ("- Báo cáo số 12\n- Kế hoạch số 5", "- Báo cáo số 12; - Kế hoạch số 5", ""),
            ("Do trình chậm", "", "Do trình chậm"),
            ("xem file", "xem file", ""),
        ] {
            assert_eq!(of(text), (evidence.to_owned(), explanation.to_owned()), "{text:?}");
        }
    }
}
