//! What the writer of spreadsheets does not do: rows that grow with what is typed into them, and rules in
//! the same order every time.
//!
//! A stored height is needed by programs that do not measure text; but marked as a custom one, which the
//! writer always does, it would stay when a long evidence wraps, and hide it on paper. The rules for cells
//! come out of a hash table.

use std::io::{Cursor, Read, Write};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const FIXED: &str = " customHeight=\"1\"";

/// The same spreadsheet, with these 0-based rows free to grow, and rules from top to bottom.
pub(crate) fn finish(xlsx: &[u8], rows: Range<u32>) -> std::io::Result<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(xlsx))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(xlsx.len())));
    for at in 0..from.len() {
        let mut part = from.by_index(at)?;
        if part.name()? != SHEET {
            to.raw_copy_file(part)?;
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        to.start_file(SHEET, SimpleFileOptions::default())?;
        to.write_all(in_order(&grown(&text, &rows)).as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}

fn grown(sheet: &str, rows: &Range<u32>) -> String {
    const ROW: &str = "<row r=\"";
    let mut parts = sheet.split(ROW);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.split('"').next().and_then(|n| n.parse::<u32>().ok());
        let grows = number.and_then(|n| n.checked_sub(1)).is_some_and(|row| rows.contains(&row));
        text.push_str(ROW);
        // the first is in the row's own tag: cells have no such attribute
        text.push_str(&if grows { part.replacen(FIXED, "", 1) } else { part.to_owned() });
    }
    text
}

/// Rules sorted by their cells.
fn in_order(sheet: &str) -> String {
    const RULE: &str = "<dataValidation ";
    const END: &str = "</dataValidation>";
    let Some((before, rest)) = sheet.split_once(RULE) else { return sheet.to_owned() };
    let Some((rules, after)) = rest.rsplit_once(END) else { return sheet.to_owned() };
    let between = format!("{END}{RULE}");
    let mut rules: Vec<&str> = rules.split(&between).collect();
    rules.sort_by_key(|rule| (row_of(rule), *rule));
    format!("{before}{RULE}{}{END}{after}", rules.join(&between))
}

/// The row of the rule for a cell: 9 of `sqref="E9"`.
fn row_of(rule: &str) -> Option<u32> {
    let cell = rule.split_once("sqref=\"")?.1.split('"').next()?;
    cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_rows_grow() {
        let sheet = r#"<sheetData><row r="1" ht="20" customHeight="1"><c r="A1"/></row><row r="2" ht="30" customHeight="1"/></sheetData>"#;
        assert_eq!(
            grown(sheet, &(1..2)),
            r#"<sheetData><row r="1" ht="20" customHeight="1"><c r="A1"/></row><row r="2" ht="30"/></sheetData>"#,
            "row 2, 0-based 1, keeps its height and may grow; row 1 is fixed"
        );
    }

    #[test]
    fn rules_go_from_top_to_bottom() {
        let rule = |cell: &str| format!("<dataValidation sqref=\"{cell}\"><f/></dataValidation>");
        let of = |cells: [&str; 3]| format!("<a>{}</a>", cells.map(rule).concat());
        assert_eq!(in_order(&of(["E10", "E9", "E100"])), of(["E9", "E10", "E100"]), "by row");
        assert_eq!(in_order("<a></a>"), "<a></a>", "a sheet without rules stays as it is");
    }
}
