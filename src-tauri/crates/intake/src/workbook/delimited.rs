//! .csv: which letters, which separator, then its cells.

use scorebook::Finding;

use super::{Cell, Remark, Sheet, Workbook, broken, letters, limits, quotes, within_cells};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut text = letters::decode(bytes);
    // line ends of an old Mac
    if !text.contains('\n') && text.contains('\r') {
        text = text.replace('\r', "\n");
    }
    let (told, text) = told_separator(&text);
    let separator = told.unwrap_or_else(|| separator(text));
    let mut records = Vec::new();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut sheet = Sheet { name: stem.to_owned(), ..Sheet::default() };
    let mut is_cut = false;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut next_row, mut lines_before) = (0_u64, 0_u64);
    while reader.read_record(&mut record).map_err(broken)? {
        let lines = reader.position().line() - 1;
        let row = next_row + blank_lines(&record, lines - lines_before);
        let row_in_sheet = u32::try_from(row).unwrap_or(u32::MAX);
        for (column, field) in (0_u32..).zip(record.iter()) {
            is_cut |= column >= limits::COLUMNS && !field.trim().is_empty();
            sheet.put((row_in_sheet, column), Cell::text(bare(field)));
        }
        within_cells(sheet.cells.len())?;
        records.push(Record::of(&record, row_in_sheet));
        (next_row, lines_before) = (row + 1, lines);
    }
    quotes::check(text, separator)?;
    if let Some(row) = torn(&records, separator) {
        return Err(Finding::SeparatorUnclear { row: row.saturating_add(1) });
    }
    let remarks = is_cut.then(|| Remark::ColumnsCut { sheet: sheet.name.clone() });
    Ok(Workbook { sheets: vec![sheet], remarks: remarks.into_iter().collect() })
}

/// The separator that Excel is told of in a first line, "sep=;", and the text after that line, which it does
/// not show.
fn told_separator(text: &str) -> (Option<u8>, &str) {
    let told = text.trim_start_matches('\u{feff}');
    let (line, rest) = told.split_once('\n').unwrap_or((told, ""));
    let line = line.trim_end_matches('\r').trim_matches('"');
    match line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP=")) {
        Some(sign) if sign.len() == 1 => (sign.bytes().next(), rest),
        Some("\\t") => (Some(b'\t'), rest),
        _ => (None, text),
    }
}

/// `="2.1.1"` keeps a spreadsheet program from making a date of it.
fn bare(field: &str) -> &str {
    field.trim().strip_prefix("=\"").and_then(|f| f.strip_suffix('"')).unwrap_or(field)
}

/// What a record is like, to be compared with others.
struct Record {
    row: u32,
    fields: usize,
    /// Without empty fields at its end.
    filled: usize,
    has_figure: bool,
    /// Do two neighbours look like the parts of one number: "0", "75"?
    has_parts: bool,
}

impl Record {
    fn of(record: &csv::StringRecord, row: u32) -> Self {
        let is_figure = |field: &str| {
            let field = field.trim();
            !field.is_empty()
                && field.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        };
        let short = |field: &str| {
            let field = field.trim();
            (1..=4).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_digit())
        };
        let mut before = false;
        let mut has_parts = false;
        for field in record {
            let is_part = short(field);
            has_parts |= is_part && before;
            before = is_part;
        }
        Self {
            row,
            fields: record.len(),
            filled: (1..)
                .zip(record)
                .filter(|(_, f)| !f.trim().is_empty())
                .last()
                .map_or(0, |(n, _)| n),
            has_figure: record.iter().any(is_figure),
            has_parts,
        }
    }
}

/// A row that cannot be laid under the headings: it is longer than every row of words, or commas part the
/// fields of some rows into more than those of others where they may stand within numbers.
fn torn(records: &[Record], separator: u8) -> Option<u32> {
    let widest = records.iter().filter(|r| !r.has_figure).map(|r| r.fields).max()?;
    if widest < 3 {
        return None;
    }
    let data = || records.iter().filter(|r| r.has_figure);
    if let Some(long) = data().find(|r| r.filled > widest) {
        return Some(long.row);
    }
    let uneven = data().any(|r| r.fields != widest);
    data().find(|r| separator == b',' && uneven && r.has_parts).map(|r| r.row)
}

/// How many of the lines that were read for a record stood blank before it. The parser passes over them,
/// but they are rows in a spreadsheet program; a line break inside a cell is none.
fn blank_lines(record: &csv::StringRecord, lines_read: u64) -> u64 {
    let breaks: usize = record.iter().map(|field| field.matches('\n').count()).sum();
    lines_read.saturating_sub(1 + breaks as u64)
}

/// The separator that parts most lines into the same number of fields.
fn separator(text: &str) -> u8 {
    const SEPARATORS: [u8; 3] = [b';', b'\t', b','];
    let score = |separator: usize, lines: &[[usize; 3]]| {
        let mut counts: Vec<usize> =
            lines.iter().map(|line| line[separator]).filter(|n| *n > 0).collect();
        counts.sort_unstable();
        let median = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let steady = counts.iter().filter(|n| **n == median).count();
        (steady * median.min(3), median)
    };
    let lines = separators_by_line(text, SEPARATORS);
    // a decimal comma makes commas frequent: the others are preferred when they serve as well
    let best = (0..3).max_by_key(|at| (score(*at, &lines), SEPARATORS[*at] != b','));
    best.map_or(b',', |at| SEPARATORS[at])
}

/// How often each separator stands in each of the first lines; not counting what stands in quotes, where a
/// cell may hold line breaks as well.
fn separators_by_line(text: &str, separators: [u8; 3]) -> Vec<[usize; 3]> {
    let mut lines: Vec<[usize; 3]> = Vec::new();
    let (mut line, mut quoted, mut filled) = ([0; 3], false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' | b'\r' if !quoted => {
                if filled {
                    lines.push(line);
                }
                if lines.len() == 60 {
                    return lines;
                }
                (line, filled) = ([0; 3], false);
            }
            b'"' => quoted = !quoted,
            _ if quoted => filled = true,
            _ => {
                filled |= !byte.is_ascii_whitespace();
                if let Some(at) = separators.iter().position(|s| *s == byte) {
                    line[at] += 1;
                }
            }
        }
    }
    // a quote that is never closed tells nothing of where lines end
    if quoted && lines.is_empty() {
        return separators_by_line(&text.replace('"', ""), separators);
    }
    if filled {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        let book = read("a.csv", bytes).unwrap();
        book.sheets[0].cells.iter().map(|((r, c), cell)| (r, c, cell.text.to_string())).collect()
    }

    #[test]
    fn rows_are_those_of_a_spreadsheet_program() {
        let bytes = "a;b\n\n\"hai\ndòng\";c\n;\nd;e\n".as_bytes();
        let found: Vec<_> =
            cells(bytes).into_iter().map(|(r, c, t)| (r, c, t.replace('\n', "|"))).collect();
        let expected =
            [(0, 0, "a"), (0, 1, "b"), (2, 0, "hai|dòng"), (2, 1, "c"), (4, 0, "d"), (4, 1, "e")];
        assert_eq!(found, expected.map(|(r, c, t)| (r, c, t.to_owned())));
    }

    #[test]
    fn letters_and_separators_are_told_from_the_bytes() {
        let utf16: Vec<u8> =
            "Mã\tĐiểm\n1.1\t0,5\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let expected = [(0, 0, "Mã"), (0, 1, "Điểm"), (1, 0, "1.1"), (1, 1, "0,5")];
        let expected = expected.map(|(r, c, t)| (r, c, t.to_owned()));
        assert_eq!(cells(&utf16), expected, "UTF-16 without a mark, tabs");
        assert_eq!(
            cells("\u{feff}Mã;Điểm\n1.1;0,5\n".as_bytes()),
            expected,
            "UTF-8 with a mark, semicolons"
        );
        assert_eq!(
            cells("Mã,Điểm\n1.1,\"0,5\"\n".as_bytes()),
            expected,
            "commas, with a decimal comma quoted"
        );
        assert_eq!(
            cells("Mã\tĐiểm\n1.1\t\"0,5\n\"\n1.2\t\"1,\n2,\n3\"\n".as_bytes()).len(),
            6,
            "what stands in quotes parts nothing"
        );
    }
}
