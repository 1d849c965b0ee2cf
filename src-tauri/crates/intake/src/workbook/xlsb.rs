//! What an .xlsb says of a sheet beside its cells, see [`super::layout`]; the reader of its cells tells none of
//! it. Parts are records of a number, a length and a body ([MS-XLSB] 2.1.4).

use std::collections::BTreeMap;

use encoding_rs::UTF_16LE;

use super::format::NumberFormat;
use super::layout::{Layout, Layouts, Style};
use super::package::Package;
use super::page::Look;
use super::{Merge, limits};

// [MS-XLSB] 2.3.2
const ROW: u32 = 0;
const CELL_RK: u32 = 2;
const CELL_TEXT: u32 = 6;
const CELL_SHARED: u32 = 7;
const FORMULA_TEXT: u32 = 8;
const CELL_REAL: u32 = 5;
const FORMULA_NUMBER: u32 = 9;
const FONT: u32 = 43;
const FORMAT: u32 = 44;
const STYLE: u32 = 47;
const COLUMNS: u32 = 60;
const SHEET: u32 = 156;
const MERGE: u32 = 176;
const BEGIN_CELL_STYLES: u32 = 617;
const END_CELL_STYLES: u32 = 618;

/// By sheet name. What cannot be read is taken as plain: the cells themselves are read all the same.
pub(super) fn layouts(bytes: &[u8]) -> Layouts {
    let Ok(mut package) = Package::open(bytes) else { return Layouts::new() };
    let relations = package.relations("xl/workbook.bin");
    let mut part = |name: &str| package.part(name).ok().flatten();
    let styles = styles(&part("xl/styles.bin").unwrap_or_default());
    let book = part("xl/workbook.bin").unwrap_or_default();
    let sheets = Records(&book).filter(|(kind, _)| *kind == SHEET);
    let sheets: Vec<(String, String)> =
        sheets.filter_map(|(_, body)| name_and_relation(body)).collect();
    sheets
        .into_iter()
        .take(limits::SHEETS)
        .filter_map(|(name, id)| {
            let relation = relations.iter().find(|relation| relation.id == id)?;
            Some((name, of_sheet(&part(&relation.target)?, &styles)))
        })
        .collect()
}

/// BrtBundleSh: state, number, relationship, name.
fn name_and_relation(body: &[u8]) -> Option<(String, String)> {
    let (relation, rest) = string(body.get(8..)?)?;
    Some((string(rest)?.0, relation))
}

/// The cell styles, by number.
pub(super) fn styles(styles: &[u8]) -> Vec<Style> {
    let mut formats: BTreeMap<u32, NumberFormat> = BTreeMap::new();
    let (mut cells, mut fonts, mut of_cells) = (Vec::new(), Vec::new(), false);
    for (kind, body) in Records(styles) {
        match kind {
            FORMAT => {
                let code = body.get(2..).and_then(string);
                if let (Some((code, _)), Some(id)) = (code, word(body, 0)) {
                    formats.insert(id, NumberFormat::of(&code));
                }
            }
            // its third word holds bit by bit what it is, a strike the fourth
            FONT => {
                let struck = word(body, 2).is_some_and(|flags| flags & 8 != 0);
                fonts.push(if struck { Look::Struck } else { Look::Plain });
            }
            BEGIN_CELL_STYLES => of_cells = true,
            END_CELL_STYLES => of_cells = false,
            STYLE if of_cells => {
                let id = word(body, 2).unwrap_or(0);
                let format = formats.get(&id).cloned().unwrap_or_else(|| NumberFormat::of_id(id));
                let font = word(body, 4).and_then(|n| usize::try_from(n).ok());
                let look = font.and_then(|n| fonts.get(n)).copied().unwrap_or_default();
                cells.push(Style { format, look });
            }
            _ => {}
        }
    }
    cells
}

pub(super) fn of_sheet(part: &[u8], styles: &[Style]) -> Layout {
    let mut layout = Layout::default();
    let mut row = 0;
    for (kind, body) in Records(part) {
        match kind {
            ROW => {
                row = long(body, 0).unwrap_or(row);
                if body.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    layout.hidden_rows.push(row..row.saturating_add(1));
                }
            }
            COLUMNS if body.get(16).is_some_and(|flags| flags & 1 != 0) => {
                if let (Some(first), Some(last)) = (long(body, 0), long(body, 4)) {
                    let past = last.saturating_add(1).min(limits::COLUMNS);
                    layout.hidden_columns.extend(first.min(past)..past);
                }
            }
            CELL_RK | CELL_REAL | FORMULA_NUMBER | CELL_TEXT | CELL_SHARED | FORMULA_TEXT => {
                // the style takes three bytes, the fourth is of something else
                let style = long(body, 4).and_then(|s| usize::try_from(s & 0x00FF_FFFF).ok());
                let style = style.and_then(|n| styles.get(n)).filter(|style| !style.is_plain());
                if let (Some(style), Some(column)) = (style, long(body, 0)) {
                    layout.looks.push(((row, column), style.clone()));
                }
            }
            MERGE => {
                if let [Some(top), Some(bottom), Some(left), Some(right)] =
                    [0, 4, 8, 12].map(|at| long(body, at))
                {
                    layout.merges.push(Merge { start: (top, left), end: (bottom, right) });
                }
            }
            _ => {}
        }
    }
    layout
}

/// A part's records, up to one that is cut off.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        // the number keeps the marks of its bytes in the specification; here only what they say is kept
        let kind = self.number(2)?;
        let length = usize::try_from(self.number(4)?).ok()?;
        let (body, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some((kind, body))
    }
}

impl Records<'_> {
    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for at in 0..most {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// A wide string, and what follows it.
fn string(bytes: &[u8]) -> Option<(String, &[u8])> {
    let letters = usize::try_from(long(bytes, 0)?).ok()?.checked_mul(2)?;
    let (letters, rest) = bytes.get(4..)?.split_at_checked(letters)?;
    Some((UTF_16LE.decode_without_bom_handling(letters).0.into_owned(), rest))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 2)?.try_into().ok().map(|word| u32::from(u16::from_le_bytes(word)))
}
