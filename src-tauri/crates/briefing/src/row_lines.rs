//! How many lines the rows of a table take, where that can be told before they are set: the typesetter sets a row
//! whose height it must find out twice, and long annexes are nothing but rows.
//!
//! Told only when no doubt is left: a text must come out with the same number of lines in a column [`DOUBT`] narrower
//! and in one as much wider, for the machine's own typeface may differ a little from the bundled one, whose letters
//! are measured. (Documents are set without kerning, so a line is as wide as its letters.) Every other row is measured
//! by the typesetter.

use serde_json::Value;

use crate::content::CELL_PADDING_MM;
use crate::typeface::Ruler;

/// The share of a column's width within which nothing is taken for certain.
const DOUBT: f64 = 0.02;

/// Puts the number of lines (`"lines"`, or null) into every row of every table of a document's data, whose text is
/// as it will stand on the page.
pub(crate) fn count(data: &mut Value) {
    if let Some(blocks) = data.get_mut("blocks") {
        count_in(blocks);
    }
    for annex in data.get_mut("annexes").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(blocks) = annex.get_mut("blocks") {
            count_in(blocks);
        }
    }
}

fn count_in(blocks: &mut Value) {
    for block in blocks.as_array_mut().into_iter().flatten() {
        if block.get("block").and_then(Value::as_str) != Some("table") {
            continue;
        }
        let widths: Vec<f64> = block["columns"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|column| column["width_mm"].as_f64())
            .collect();
        let size = block["text_size"].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        let [regular, bold] = [false, true].map(|bold| Ruler::new(size, bold));
        for row in block["rows"].as_array_mut().into_iter().flatten() {
            let ruler = if row["kind"] == "component" { &regular } else { &bold };
            let lines = if row["may_split"] == true { None } else { of_row(row, &widths, ruler) };
            row["lines"] = lines.into();
        }
    }
}

/// The lines of the tallest cell; `None` if one of them is in doubt or there is nothing to set.
fn of_row(row: &Value, widths: &[f64], ruler: &Ruler) -> Option<u32> {
    let mut at = 0;
    let mut most = 0;
    for cell in row["cells"].as_array()? {
        let span = usize::try_from(cell["span"].as_u64()?).ok()?;
        let width: f64 = widths.get(at..at + span)?.iter().sum();
        at += span;
        let room = width - 2.0 * CELL_PADDING_MM;
        for_certain(cell["text"].as_str()?, room, cell["aside"] == true, ruler)
            .map(|lines| most = most.max(lines))?;
    }
    (most > 0).then_some(most)
}

/// The lines of a text; `None` when in doubt. Slanted text is only known to fit on one line: it has no ruler.
fn for_certain(text: &str, room_mm: f64, slanted: bool, ruler: &Ruler) -> Option<u32> {
    if text.is_empty() {
        return Some(0);
    }
    let narrow = room_mm / (1.0 + DOUBT);
    text.split('\n')
        .map(|line| {
            let whole = ruler.known_width_mm(line)?;
            if whole <= narrow {
                return Some(1);
            }
            let breaks_at_spaces_only = line.chars().all(breaks_only_if_space)
                && line.split(' ').all(|word| !word.is_empty())
                && line.split(' ').all(|word| ruler.width_mm(word) <= narrow);
            if slanted || !breaks_at_spaces_only {
                return None;
            }
            let lines = ruler.lines(line, narrow);
            (lines == ruler.lines(line, room_mm * (1.0 + DOUBT))).then_some(lines)
        })
        .sum()
}

/// Letters, digits and marks between which a line is never broken (Unicode's rules of line breaking, UAX #14), and
/// the space, where it is.
fn breaks_only_if_space(c: char) -> bool {
    matches!(c, ' ' | '0'..='9' | 'A'..='Z' | 'a'..='z' | ',' | '.' | ';' | ':')
        || (('\u{c0}'..='\u{1ef9}').contains(&c) && c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_beyond_doubt_is_counted() {
        let ruler = Ruler::new(11, false);
        let word = ruler.width_mm("điểm");
        let room = word * 2.5;
        for (text, slanted, lines) in [
            ("", false, Some(0)),
            ("điểm", false, Some(1)),
            ("–", false, Some(1)),
            ("điểm-điểm", true, Some(1)),
            ("điểm điểm điểm", false, Some(2)),
            ("điểm\nđiểm điểm điểm", false, Some(3)),
            ("điểm điểm điểm", true, None),
            ("điểm điểm điểm-điểm", false, None),
            ("điểm  điểm điểm", false, None),
            ("điểmđiểmđiểm", false, None),
            ("điểm \u{4e00}", false, None),
        ] {
            assert_eq!(for_certain(text, room, slanted, &ruler), lines, "{text:?}");
        }
        let exact = ruler.width_mm("điểm điểm");
        assert_eq!(for_certain("điểm điểm", exact, false, &ruler), None, "it may fit or not");
    }
}
