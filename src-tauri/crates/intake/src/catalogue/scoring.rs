//! How a row says it is scored: marks under headings, a word in a column of its own, "(XHH)" in the name, a note.

use scorebook::plan::ColumnRole;
use scorebook::text::fold;
use scorebook::{CellRef, Scoring};

use super::columns::is_mark;
use crate::table::Table;
use crate::workbook::Sheet;

/// What a row says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// How it is scored, where that is clear.
    pub(super) scoring: Option<Scoring>,
    /// Where it contradicts itself or cannot be understood: the words.
    pub(super) raw: String,
    /// Where.
    pub(super) at: CellRef,
    /// Said by a mark or a word in a column for it, not by a note or the name.
    pub(super) in_its_column: bool,
}

/// Reads what a row says of its scoring. `fallback` is where to point to when nothing says anything.
pub(super) fn of_row(
    sheet: &Sheet,
    table: &Table,
    row: u32,
    name: &str,
    fallback: &CellRef,
) -> Said {
    let mut said: Vec<(Scoring, String, CellRef, bool)> = Vec::new();
    let mut unclear: Option<(String, CellRef)> = None;
    for (role, scoring) in [
        (ColumnRole::MarkSelf, Scoring::SelfScored),
        (ColumnRole::MarkSurvey, Scoring::Survey),
        (ColumnRole::MarkCentral, Scoring::Central),
    ] {
        for column in table.all(role) {
            let (at, text) = covering(sheet, row, column);
            if !matches!(text.trim(), "" | "-" | "–" | "0") {
                said.push((scoring, text.trim().to_owned(), at, true));
            }
        }
    }
    for column in table.all(ColumnRole::Scoring) {
        let (at, text) = covering(sheet, row, column);
        if text.trim().is_empty() || is_mark(&text) {
            continue;
        }
        match scoring_word(&text) {
            Some(scoring) => said.push((scoring, text, at, true)),
            None => unclear = Some((text, at)),
        }
    }
    if let Some(scoring) = in_name(name) {
        said.push((scoring, name.to_owned(), fallback.clone(), false));
    }
    for role in [ColumnRole::Explanation, ColumnRole::Data, ColumnRole::Other] {
        for column in table.all(role) {
            let (at, text) = covering(sheet, row, column);
            if let Some(scoring) = in_note(&text) {
                said.push((scoring, text, at, false));
            }
        }
    }
    let agreed = said.iter().all(|(scoring, ..)| *scoring == said[0].0);
    match (said.first(), unclear) {
        (Some((scoring, _, at, in_its_column)), None) if agreed => Said {
            scoring: Some(*scoring),
            raw: String::new(),
            at: at.clone(),
            in_its_column: *in_its_column,
        },
        (Some((.., at, _)), None) => {
            let words: Vec<&str> = said.iter().map(|(_, text, ..)| text.as_str()).collect();
            Said { scoring: None, raw: words.join("; "), at: at.clone(), in_its_column: true }
        }
        (_, Some((raw, at))) => Said { scoring: None, raw, at, in_its_column: true },
        (None, None) => {
            Said { scoring: None, raw: String::new(), at: fallback.clone(), in_its_column: false }
        }
    }
}

/// The text that stands there, and its cell: what a merged cell says, it says for every row it covers.
fn covering(sheet: &Sheet, row: u32, column: u32) -> (CellRef, String) {
    let (row, column) = sheet.origin(row, column);
    (CellRef::new(&sheet.name, row, column), sheet.reading(row, column).to_owned())
}

/// What a word says of who scores: "Tự chấm", "Điều tra XHH", "Bộ Nội vụ chấm"; `None` when it says two things.
pub(crate) fn scoring_word(text: &str) -> Option<Scoring> {
    let mut text = fold(text);
    for denied in
        ["khong tu cham", "khong tu danh gia", "khong phai tu cham", "khong phai tu danh gia"]
    {
        text = text.replace(denied, "");
    }
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let survey = has(&["dieu tra", "xhh", "khao sat", "xa hoi hoc"]);
    let own = has(&["tu cham", "tu danh gia"]);
    if survey && own {
        None
    } else if survey {
        Some(Scoring::Survey)
    } else if has(&["trung uong", "bo noi vu", "bnv"]) {
        Some(Scoring::Central)
    } else if own {
        Some(Scoring::SelfScored)
    } else {
        None
    }
}

/// "Tính khả thi của văn bản (XHH)".
fn in_name(name: &str) -> Option<Scoring> {
    let parts = name.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    let survey = |part: &str| {
        let folded = fold(part);
        let words = folded.split(' ').count();
        words <= 6
            && (folded.contains("xhh") || folded.contains("xa hoi hoc"))
            && !folded.contains("khong")
    };
    parts.into_iter().any(survey).then_some(Scoring::Survey)
}

/// A note that says how a row is scored and little else: "Điều tra XHH", "Bộ Nội vụ chấm".
fn in_note(text: &str) -> Option<Scoring> {
    let mut found = None;
    for part in text.split(['\n', ';', '.']) {
        let folded = fold(part);
        let short = !folded.is_empty() && folded.split(' ').count() <= 8;
        let plain =
            !folded.contains("khong") && !folded.contains("chua") && !folded.contains("nam 20");
        if !short || !plain {
            continue;
        }
        let scored = ["cham", "danh gia", "tham dinh"].iter().any(|w| folded.contains(w));
        let said = match scoring_word(part) {
            Some(Scoring::Survey) => Some(Scoring::Survey),
            other => other.filter(|_| scored),
        };
        if said.is_some() {
            if found.is_some() && found != said {
                return None;
            }
            found = said;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_scoring_are_understood() {
        assert_eq!(scoring_word("Tự chấm"), Some(Scoring::SelfScored));
        assert_eq!(scoring_word("Điều tra XHH"), Some(Scoring::Survey));
        assert_eq!(scoring_word("Bộ Nội vụ chấm"), Some(Scoring::Central));
        assert_eq!(scoring_word("khác"), None);
        assert_eq!(scoring_word("Không tự chấm (điều tra XHH)"), Some(Scoring::Survey));
        assert_eq!(scoring_word("Tự đánh giá và điều tra XHH"), None, "two things at once");
    }

    #[test]
    fn names_and_notes_tell_when_they_say_nothing_else() {
        assert_eq!(in_name("Tính khả thi của văn bản (XHH)"), Some(Scoring::Survey));
        assert_eq!(
            in_name("Công khai kết quả điều tra xã hội học"),
            None,
            "a survey is its subject"
        );
        assert_eq!(in_note("Điều tra XHH"), Some(Scoring::Survey));
        assert_eq!(in_note("Bộ Nội vụ chấm"), Some(Scoring::Central));
        assert_eq!(in_note("Theo hướng dẫn của Bộ Nội vụ"), None);
        assert_eq!(
            in_note("Kết quả điều tra XHH năm 2023 là 1,5 điểm"),
            None,
            "it tells of another year"
        );
    }
}
