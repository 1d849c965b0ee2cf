//! .csv: which letters, which separator, then its cells.

use scorebook::Finding;

use super::{Cell, Sheet, Workbook, damaged, letters, within_cells};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Workbook, Finding> {
    let text = letters::decode(bytes);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut sheet = Sheet { name: stem.to_owned(), ..Sheet::default() };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut next_row, mut lines_before) = (0_u64, 0_u64);
    while reader.read_record(&mut record).map_err(damaged)? {
        let lines = reader.position().line() - 1;
        let row = next_row + blank_lines(&record, lines - lines_before);
        let row_in_sheet = u32::try_from(row).unwrap_or(u32::MAX);
        for (column, field) in (0_u32..).zip(record.iter()) {
            sheet.put((row_in_sheet, column), Cell::text(field));
        }
        within_cells(sheet.cells.len())?;
        (next_row, lines_before) = (row + 1, lines);
    }
    Ok(Workbook { sheets: vec![sheet] })
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
