//! What an .xls says of a sheet beside its cells: hidden rows and columns ([MS-XLS] 2.4.53 and 2.4.221), and
//! numbers shown as percentages (2.4.126 and 2.4.353). The reader of its cells does not tell.

use encoding_rs::UTF_16LE;

use super::layout::{Layout, Layouts};
use super::{compound, limits};

const BOF: [u16; 4] = [0x0009, 0x0209, 0x0409, 0x0809];
const EOF: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const COLUMNS: u16 = 0x007D;
const ROW: u16 = 0x0208;
const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const SEVERAL_RK: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;

/// By sheet name. What cannot be read is taken as plain: the cells themselves are read all the same.
pub(super) fn layouts(bytes: &[u8]) -> Layouts {
    let Some(stream) = compound::workbook(bytes) else { return Layouts::new() };
    // 8-bit names before BIFF8 (version 0x0600)
    let is_biff8 = word(&stream, 4) == Some(0x0600);
    let globals = || Records { rest: &stream };
    let percent = if is_biff8 { percent_styles(globals()) } else { Vec::new() };
    let sheets = globals().filter(|(kind, _)| *kind == SHEET).filter_map(|(_, body)| {
        let at = usize::try_from(u32::from_le_bytes(body.get(..4)?.try_into().ok()?)).ok()?;
        Some((name(body.get(6..)?, is_biff8)?, of_sheet(stream.get(at..)?, &percent)))
    });
    sheets.take(limits::SHEETS).collect()
}

/// The styles that show a percentage, by number. 9 and 10 are formats of every program.
fn percent_styles(globals: Records<'_>) -> Vec<u16> {
    let mut formats = vec![9, 10];
    let mut styles = Vec::new();
    for (kind, body) in globals {
        match kind {
            // its letters take a byte or two each; a percent sign is one of either
            FORMAT if body.get(5..).is_some_and(|code| code.contains(&b'%')) => {
                formats.extend(word(body, 0));
            }
            STYLE => styles.extend(word(body, 2)),
            _ => {}
        }
    }
    let numbered = (0..).zip(styles);
    numbered.filter(|(_, format)| formats.contains(format)).map(|(style, _)| style).collect()
}

/// A short string: its length, in BIFF8 whether its letters take two bytes, and the letters.
fn name(bytes: &[u8], is_biff8: bool) -> Option<String> {
    let (length, rest) = bytes.split_first()?;
    let length = usize::from(*length);
    if !is_biff8 {
        return Some(rest.get(..length)?.iter().copied().map(char::from).collect());
    }
    let (wide, letters) = rest.split_first()?;
    if wide & 1 == 1 {
        let letters = letters.get(..length * 2)?;
        Some(UTF_16LE.decode_without_bom_handling(letters).0.into_owned())
    } else {
        Some(letters.get(..length)?.iter().copied().map(char::from).collect())
    }
}

fn of_sheet(stream: &[u8], percent: &[u16]) -> Layout {
    let mut layout = Layout::default();
    let is_percent = |style: Option<u16>| style.is_some_and(|style| percent.contains(&style));
    for (kind, body) in (Records { rest: stream }) {
        match kind {
            COLUMNS if word(body, 8).is_some_and(|flags| flags & 1 == 1) => {
                if let (Some(first), Some(last)) = (word(body, 0), word(body, 2)) {
                    let last = u32::from(last).min(limits::COLUMNS);
                    layout.hidden_columns.extend(u32::from(first)..=last);
                }
            }
            ROW if word(body, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                let row = word(body, 0).map(u32::from);
                layout.hidden_rows.extend(row.map(|row| row..row + 1));
            }
            NUMBER | RK | FORMULA if is_percent(word(body, 4)) => {
                let at = word(body, 0).zip(word(body, 2));
                layout.percentages.extend(at.map(|(row, column)| (row.into(), column.into())));
            }
            SEVERAL_RK => {
                let (Some(row), Some(first)) = (word(body, 0), word(body, 2)) else { continue };
                // six bytes a cell, the style first; the last column's number ends the record
                let cells = body.get(4..body.len().saturating_sub(2)).unwrap_or_default();
                let columns = u32::from(first)..;
                let shown =
                    columns.zip(cells.chunks_exact(6)).filter(|(_, c)| is_percent(word(c, 0)));
                layout.percentages.extend(shown.map(|(column, _)| (row.into(), column)));
            }
            _ => {}
        }
    }
    layout
}

/// The records of a sheet or of the workbook, up to their end.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (word(self.rest, 0)?, usize::from(word(self.rest, 2)?));
        let body = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        if kind == EOF {
            self.rest = &[];
            return None;
        }
        Some((kind, body))
    }
}

/// Does the stream ask for a password? FILEPASS comes right after BOF, write protection apart.
pub(super) fn asks_for_password(stream: &[u8]) -> bool {
    const FILEPASS: u16 = 0x002F;
    let mut records = Records { rest: stream };
    records.next().is_some_and(|(kind, _)| BOF.contains(&kind))
        && records.take(8).any(|(kind, _)| kind == FILEPASS)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}
