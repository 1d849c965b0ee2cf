//! .csv: which letters, which separator, then its cells.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};
use scorebook::Finding;

use super::{Cell, Sheet, Workbook, damaged, within_cells};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Workbook, Finding> {
    let text = decode(bytes);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut sheet = Sheet { name: stem.to_owned(), ..Sheet::default() };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut count = 0;
    for record in reader.records() {
        let record = record.map_err(damaged)?;
        // the line it starts on is the row a spreadsheet program shows, unless cells hold line breaks
        let row = sheet_row(count);
        for (column, field) in (0_u32..).zip(record.iter()) {
            sheet.put((row, column), Cell::text(field));
        }
        count += 1;
        within_cells(sheet.cells.len())?;
    }
    Ok(Workbook { sheets: vec![sheet] })
}

fn sheet_row(record: usize) -> u32 {
    u32::try_from(record).unwrap_or(u32::MAX)
}

/// UTF-8, UTF-16 or windows-1258; without a mark at the start, by what decodes and by Vietnamese letters.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let half = bytes.len() / 8;
    let encoding = if zeros(1) > half {
        UTF_16LE
    } else if zeros(0) > half {
        UTF_16BE
    } else {
        guess(bytes)
    };
    encoding.decode(bytes).0.into_owned()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    // without the hint, windows-1258 is taken for 1257
    let guess = detector.guess(Some(b"vn"), true);
    if guess == UTF_8 { WINDOWS_1258 } else { guess }
}

/// The separator that parts most lines into the same number of fields.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(60).collect();
    let score = |separator: &u8| {
        let counts = lines.iter().map(|l| l.bytes().filter(|b| b == separator).count());
        let mut counts: Vec<usize> = counts.filter(|n| *n > 0).collect();
        counts.sort_unstable();
        let median = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let steady = counts.iter().filter(|n| **n == median).count();
        (steady * median.min(3), median)
    };
    // a decimal comma makes commas frequent: the others are preferred when they serve as well
    [b';', b'\t', b','].into_iter().max_by_key(|s| (score(s), *s != b',')).unwrap_or(b',')
}
