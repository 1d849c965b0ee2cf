//! What an .xls says of a sheet beside its cells: hidden rows and columns ([MS-XLS] 2.4.53 and 2.4.221), number
//! formats and fonts of cells (2.4.126, 2.4.122 and 2.4.353), runs of letters in texts (2.4.265), comments
//! (2.4.179). The reader of its cells does not tell.

use std::collections::BTreeMap;

use encoding_rs::UTF_16LE;

use super::format::NumberFormat;
use super::layout::{Layout, Layouts, Style};
use super::page::Look;
use super::{Note, NoteKind, Unseen, compound, limits};

const BOF: [u16; 4] = [0x0009, 0x0209, 0x0409, 0x0809];
const EOF: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const COLUMNS: u16 = 0x007D;
const ROW: u16 = 0x0208;
const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const STRINGS: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const SHARED_STRING: u16 = 0x00FD;
const RK: u16 = 0x027E;
const SEVERAL_RK: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;
const WINDOW: u16 = 0x023E;
const OBJECT: u16 = 0x005D;
const TEXT: u16 = 0x01B6;
const NOTE: u16 = 0x001C;

/// By sheet name. What cannot be read is taken as plain: the cells themselves are read all the same.
pub(super) fn layouts(bytes: &[u8]) -> Layouts {
    let Some(stream) = compound::workbook(bytes) else { return Layouts::new() };
    // 8-bit names before BIFF8 (version 0x0600)
    let is_biff8 = word(&stream, 4) == Some(0x0600);
    let globals = || Records { rest: &stream };
    let looks = if is_biff8 { Looks::of(globals()) } else { Looks::default() };
    let sheets = globals().filter(|(kind, _)| *kind == SHEET).filter_map(|(_, body)| {
        let at = usize::try_from(u32::from_le_bytes(body.get(..4)?.try_into().ok()?)).ok()?;
        Some((name(body.get(6..)?, is_biff8)?, of_sheet(stream.get(at..)?, &looks)))
    });
    sheets.take(limits::SHEETS).collect()
}

/// What the workbook says of its cells' looks.
#[derive(Default)]
struct Looks {
    fonts: Vec<Font>,
    styles: Vec<Style>,
    /// The font of each style.
    fonts_of_styles: Vec<usize>,
    /// By number of the text: its runs, from which letter on, and in which font.
    runs: BTreeMap<u32, Vec<(usize, usize)>>,
}

#[derive(Clone, Copy, Default)]
struct Font {
    look: Look,
    is_white: bool,
}

/// Colours by number: white, once fixed and once in the palette.
const WHITE: [u16; 2] = [1, 9];

impl Looks {
    fn of(globals: Records<'_>) -> Self {
        let mut looks = Self::default();
        let mut formats: BTreeMap<u16, NumberFormat> = BTreeMap::new();
        let mut strings: Vec<&[u8]> = Vec::new();
        let mut before = 0;
        for (kind, body) in globals {
            match kind {
                FONT => {
                    let struck = word(body, 2).is_some_and(|flags| flags & 8 != 0);
                    let raised = word(body, 8).is_some_and(|script| matches!(script, 1 | 2));
                    let look = match (struck, raised) {
                        (true, _) => Look::Struck,
                        (false, true) => Look::Raised,
                        (false, false) => Look::Plain,
                    };
                    let is_white = word(body, 4).is_some_and(|colour| WHITE.contains(&colour));
                    looks.fonts.push(Font { look, is_white });
                }
                FORMAT => {
                    if let (Some(id), Some(code)) = (word(body, 0), body.get(2..).and_then(text)) {
                        formats.insert(id, NumberFormat::of(&code));
                    }
                }
                STYLE => {
                    let id = word(body, 2).unwrap_or(0);
                    let format =
                        formats.get(&id).cloned().unwrap_or_else(|| NumberFormat::of_id(id.into()));
                    let number = word(body, 0).unwrap_or(0);
                    looks.fonts_of_styles.push(usize::from(number));
                    let font = looks.font(number);
                    // the pattern behind the letters, and its colour
                    let pattern = body.get(17).map_or(0, |byte| byte >> 2);
                    let ground = word(body, 18).map_or(64, |colours| colours & 0x7F);
                    let on_white = pattern == 0 || (pattern == 1 && WHITE.contains(&ground));
                    let look = match font.look {
                        Look::Plain if font.is_white && on_white => {
                            Look::Unseen(Unseen::SameColour)
                        }
                        look => look,
                    };
                    looks.styles.push(Style { format, look });
                }
                STRINGS => strings.push(body),
                CONTINUE if before == STRINGS => {
                    strings.push(body);
                    continue;
                }
                _ => {}
            }
            before = kind;
        }
        looks.runs = Strings { parts: &strings, part: 0, at: 8 }.runs();
        looks
    }

    /// Fonts are counted without the fourth.
    fn font(&self, number: u16) -> Font {
        let at = if number > 4 { number - 1 } else { number };
        self.fonts.get(usize::from(at)).copied().unwrap_or_default()
    }

    /// How the letters of a text in a cell of that style look, where not all look plain.
    fn of_text(&self, text: u32, style: u16) -> Option<Vec<(usize, Look)>> {
        let runs = self.runs.get(&text)?;
        let own = self.fonts_of_styles.get(usize::from(style)).copied().unwrap_or(0);
        let look = |font: usize| self.font(u16::try_from(font).unwrap_or(0)).look;
        let looks: Vec<(usize, Look)> = std::iter::once((0, look(own)))
            .chain(runs.iter().map(|(from, font)| (*from, look(*font))))
            .collect();
        looks.iter().any(|(_, look)| *look != Look::Plain).then_some(looks)
    }
}

/// The workbook's texts, which may be parted in the middle of any of them.
struct Strings<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl Strings<'_> {
    /// The runs of each text that has any.
    fn runs(mut self) -> BTreeMap<u32, Vec<(usize, usize)>> {
        let mut all = BTreeMap::new();
        for number in 0.. {
            let Some(runs) = self.text() else { break };
            if !runs.is_empty() {
                all.insert(number, runs);
            }
        }
        all
    }

    fn text(&mut self) -> Option<Vec<(usize, usize)>> {
        let mut letters = usize::from(self.word()?);
        let flags = self.byte()?;
        let mut width = usize::from(flags & 1) + 1;
        let count = if flags & 8 != 0 { self.word()? } else { 0 };
        let more = if flags & 4 != 0 {
            usize::from(self.word()?) + (usize::from(self.word()?) << 16)
        } else {
            0
        };
        while letters > 0 {
            let here = self.parts.get(self.part)?.len().saturating_sub(self.at) / width;
            let taken = here.min(letters);
            self.at += taken * width;
            letters -= taken;
            if letters > 0 {
                // what follows says anew how wide its letters are
                (self.part, self.at) = (self.part + 1, 0);
                width = usize::from(self.byte()? & 1) + 1;
            }
        }
        let mut runs = Vec::new();
        for _ in 0..count {
            runs.push((usize::from(self.word()?), usize::from(self.word()?)));
        }
        for _ in 0..more {
            self.byte()?;
        }
        Some(runs)
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.parts.get(self.part)?.len() {
            (self.part, self.at) = (self.part + 1, 0);
        }
        let byte = self.parts[self.part][self.at];
        self.at += 1;
        Some(byte)
    }

    fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }
}

/// A text of BIFF8: its length in two bytes, whether its letters take two, and the letters.
fn text(bytes: &[u8]) -> Option<String> {
    let length = usize::from(word(bytes, 0)?);
    letters(*bytes.get(2)?, bytes.get(3..)?, length)
}

fn letters(flags: u8, bytes: &[u8], length: usize) -> Option<String> {
    if flags & 1 == 1 {
        let bytes = bytes.get(..length * 2)?;
        Some(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())
    } else {
        Some(bytes.get(..length)?.iter().copied().map(char::from).collect())
    }
}

/// A short string: its length, in BIFF8 whether its letters take two bytes, and the letters.
fn name(bytes: &[u8], is_biff8: bool) -> Option<String> {
    let (length, rest) = bytes.split_first()?;
    let length = usize::from(*length);
    if !is_biff8 {
        return Some(rest.get(..length)?.iter().copied().map(char::from).collect());
    }
    let (flags, rest) = rest.split_first()?;
    letters(*flags, rest, length)
}

fn of_sheet(stream: &[u8], looks: &Looks) -> Layout {
    let mut layout = Layout::default();
    let style = |number: Option<u16>| {
        let style = looks.styles.get(usize::from(number?))?;
        (!style.is_plain()).then(|| style.clone())
    };
    let mut notes = Notes::default();
    for (kind, body) in (Records { rest: stream }) {
        notes.hear(kind, body);
        match kind {
            COLUMNS => {
                let hidden = word(body, 8).is_some_and(|flags| flags & 1 == 1);
                if let (true, Some(first), Some(last)) =
                    (hidden || word(body, 4) == Some(0), word(body, 0), word(body, 2))
                {
                    let last = u32::from(last).min(limits::COLUMNS);
                    layout.hidden_columns.extend(u32::from(first)..=last);
                }
            }
            ROW => {
                let hidden = word(body, 12).is_some_and(|flags| flags & 0x20 != 0);
                // the highest bit says that the height is the usual one
                if hidden || word(body, 6) == Some(0) {
                    let row = word(body, 0).map(u32::from);
                    layout.hidden_rows.extend(row.map(|row| row..row + 1));
                }
            }
            WINDOW => layout.hides_zeros = word(body, 0).is_some_and(|flags| flags & 0x10 == 0),
            NUMBER | RK | FORMULA | LABEL | SHARED_STRING => {
                let Some((row, column)) = word(body, 0).zip(word(body, 2)) else { continue };
                let at = (u32::from(row), u32::from(column));
                layout.looks.extend(style(word(body, 4)).map(|style| (at, style)));
                if kind == SHARED_STRING
                    && let (Some(style), Some(number)) = (word(body, 4), body.get(6..10))
                    && let Ok(number) = number.try_into()
                    && let Some(runs) = looks.of_text(u32::from_le_bytes(number), style)
                {
                    layout.runs.push((at, runs));
                }
            }
            SEVERAL_RK => {
                let (Some(row), Some(first)) = (word(body, 0), word(body, 2)) else { continue };
                // six bytes a cell, the style first; the last column's number ends the record
                let cells = body.get(4..body.len().saturating_sub(2)).unwrap_or_default();
                let columns = u32::from(first)..;
                let styled = columns.zip(cells.chunks_exact(6)).filter_map(|(column, cell)| {
                    Some(((u32::from(row), column), style(word(cell, 0))?))
                });
                layout.looks.extend(styled);
            }
            _ => {}
        }
    }
    layout.notes = notes.done();
    layout
}

/// Comments: the text is an object's, the cell stands in a record of its own.
#[derive(Default)]
struct Notes {
    object: u16,
    texts: BTreeMap<u16, String>,
    /// Letters of the text that the next record holds.
    awaited: Option<usize>,
    places: Vec<(u32, u32, u16)>,
}

impl Notes {
    fn hear(&mut self, kind: u16, body: &[u8]) {
        let awaited = self.awaited.take();
        match kind {
            OBJECT => self.object = word(body, 6).unwrap_or(0),
            TEXT => self.awaited = word(body, 10).map(usize::from).filter(|n| *n > 0),
            CONTINUE => {
                if let (Some(length), Some((flags, rest))) = (awaited, body.split_first()) {
                    let length = length.min(rest.len() / (usize::from(flags & 1) + 1));
                    let text = letters(*flags, rest, length).unwrap_or_default();
                    self.texts.insert(self.object, text);
                }
            }
            NOTE => {
                if let (Some(row), Some(column), Some(object)) =
                    (word(body, 0), word(body, 2), word(body, 6))
                {
                    self.places.push((row.into(), column.into(), object));
                }
            }
            _ => {}
        }
    }

    fn done(mut self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (row, column, object) in std::mem::take(&mut self.places) {
            let text = self.texts.remove(&object).unwrap_or_default();
            if !text.trim().is_empty() {
                let text = text.trim().to_owned();
                notes.push(Note { at: Some((row, column)), kind: NoteKind::Comment, text });
            }
        }
        let boxes = self.texts.into_values().filter(|text| !text.trim().is_empty());
        notes.extend(boxes.map(|text| Note { at: None, kind: NoteKind::TextBox, text }));
        notes
    }
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
