//! Where things lie in a .doc: the text in pieces, and what is said of runs of it.

use scorebook::Finding;

use super::super::compound::{Storage, word, word16};
use super::{WINDOWS_1252, damaged};

/// The streams of a .doc, and where its text lies.
pub(super) struct File {
    document: Vec<u8>,
    pub(super) table: Vec<u8>,
    /// What is too long for its place: drawings, and the rows of wide tables.
    data: Vec<u8>,
    pub(super) pieces: Vec<Piece>,
    /// Letters of the main text; headers, footnotes and comments come after them.
    pub(super) length: usize,
    characters: Vec<Run>,
    paragraphs: Vec<Run>,
}

/// A stretch of text that lies in one place.
pub(super) struct Piece {
    /// The first byte.
    start: usize,
    /// Bytes of a letter: 1 or 2.
    pub(super) width: usize,
    /// In letters.
    pub(super) length: usize,
    /// What a quick save changed of all of it, as properties.
    pub(super) modified: Vec<u8>,
}

impl Piece {
    /// Where the letter of that number lies.
    pub(super) fn place(&self, letter: usize) -> usize {
        self.start.saturating_add(letter.saturating_mul(self.width))
    }
}

/// Bytes of text for which the same is said.
struct Run {
    start: usize,
    end: usize,
    /// Where it is said: in the document's stream.
    said: std::ops::Range<usize>,
}

/// What is said of a paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct SaidOfParagraph<'a> {
    /// Number of its style.
    pub(super) style: u16,
    pub(super) sprms: &'a [u8],
}

/// Tables of the file by their place in its header ([MS-DOC] 2.5.6).
pub(super) mod part {
    pub(in super::super) const STYLES: usize = 1;
    pub(in super::super) const CHARACTERS: usize = 12;
    pub(in super::super) const PARAGRAPHS: usize = 13;
    pub(in super::super) const FONTS: usize = 15;
    pub(in super::super) const PIECES: usize = 33;
    pub(in super::super) const LISTS: usize = 73;
    pub(in super::super) const LIST_USES: usize = 74;
}

const PAGE: usize = 512;

impl File {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Finding> {
        let broken = || damaged("văn bản .doc không mở được");
        let root = Storage::root(bytes).ok_or_else(broken)?;
        let document = root.stream("WordDocument").ok_or_else(broken)?;
        let flags = word16(&document, 10).ok_or_else(broken)?;
        if word16(&document, 0) != Some(0xA5EC) || word16(&document, 2) < Some(0xC1) {
            return Err(Finding::NotASpreadsheet {
                detail: "văn bản của Word 95 hoặc cũ hơn; hãy mở bằng Word rồi lưu thành .docx"
                    .into(),
            });
        }
        if flags & 0x0100 != 0 {
            return Err(Finding::PasswordProtected);
        }
        let table = root.stream(if flags & 0x0200 == 0 { "0Table" } else { "1Table" });
        let mut file = Self {
            table: table.ok_or_else(broken)?,
            data: root.stream("Data").unwrap_or_default(),
            length: word(&document, 76).and_then(|n| usize::try_from(n).ok()).ok_or_else(broken)?,
            document,
            pieces: Vec::new(),
            characters: Vec::new(),
            paragraphs: Vec::new(),
        };
        file.pieces = file.read_pieces().ok_or_else(broken)?;
        file.characters = file.runs(part::CHARACTERS, false).ok_or_else(broken)?;
        file.paragraphs = file.runs(part::PARAGRAPHS, true).ok_or_else(broken)?;
        Ok(file)
    }

    /// Where a table of the header's list begins in the table stream, and how long it is.
    pub(super) fn place(&self, number: usize) -> Option<(usize, usize)> {
        let at = 154 + number * 8;
        Some((word(&self.document, at)? as usize, word(&self.document, at + 4)? as usize))
    }

    pub(super) fn part(&self, number: usize) -> Option<&[u8]> {
        let (from, length) = self.place(number)?;
        self.table.get(from..from.checked_add(length)?)
    }

    fn read_pieces(&self) -> Option<Vec<Piece>> {
        let all = self.part(part::PIECES)?;
        let (mut at, mut changes) = (0, Vec::new());
        while all.get(at) == Some(&1) {
            let length = usize::from(word16(all, at + 1)?);
            changes.push(all.get(at + 3..at + 3 + length)?);
            at += 3 + length;
        }
        if all.get(at) != Some(&2) {
            return None;
        }
        let list = all.get(at + 5..)?;
        let list = &list[..list.len().min(word(all, at + 1)? as usize)];
        let count = list.len().checked_sub(4)? / 12;
        let mut pieces = Vec::with_capacity(count);
        for number in 0..count {
            let (from, to) = (word(list, number * 4)?, word(list, number * 4 + 4)?);
            let descriptor = (count + 1) * 4 + number * 8;
            let place = word(list, descriptor + 2)?;
            let narrow = place & 0x4000_0000 != 0;
            let place = (place & 0x3FFF_FFFF) as usize;
            let change = word16(list, descriptor + 6)?;
            let modified = if change & 1 == 0 {
                short_change(change)
            } else {
                changes.get(usize::from(change >> 1)).map(|c| c.to_vec()).unwrap_or_default()
            };
            let piece = Piece {
                start: if narrow { place / 2 } else { place },
                width: if narrow { 1 } else { 2 },
                length: to.checked_sub(from)? as usize,
                modified,
            };
            // text that lies outside of the file is not there
            if piece.place(piece.length) > self.document.len() {
                return None;
            }
            pieces.push(piece);
        }
        Some(pieces)
    }

    /// Letters of a piece, as units of UTF-16.
    pub(super) fn units(&self, piece: &Piece, from: usize, count: usize) -> Vec<u16> {
        let bytes =
            self.document.get(piece.place(from)..piece.place(from + count)).unwrap_or_default();
        if piece.width == 1 {
            return WINDOWS_1252.decode_without_bom_handling(bytes).0.encode_utf16().collect();
        }
        bytes.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect()
    }

    /// What is said of runs of text, on pages of 512 bytes that a table lists.
    fn runs(&self, number: usize, of_paragraphs: bool) -> Option<Vec<Run>> {
        let list = self.part(number)?;
        let count = list.len().checked_sub(4)? / 8;
        let mut runs = Vec::new();
        for number in 0..count {
            let page = word(list, (count + 1) * 4 + number * 4)? & 0x003F_FFFF;
            let from = (page as usize).checked_mul(PAGE)?;
            let Some(page) = self.document.get(from..from.checked_add(PAGE)?) else { continue };
            let each = usize::from(page[PAGE - 1]);
            let step = if of_paragraphs { 13 } else { 1 };
            for run in 0..each {
                let (Some(start), Some(end), Some(at)) = (
                    word(page, run * 4),
                    word(page, run * 4 + 4),
                    page.get((each + 1) * 4 + run * step),
                ) else {
                    break;
                };
                let said = said(page, usize::from(*at) * 2, of_paragraphs).unwrap_or(0..0);
                let said = said.start + from..said.end + from;
                runs.push(Run { start: start as usize, end: end as usize, said });
            }
        }
        runs.sort_by_key(|run| run.start);
        Some(runs)
    }

    /// Where the run ends that a place in the text lies in, and what is said of its letters.
    pub(super) fn character(&self, place: usize) -> (usize, &[u8]) {
        let (end, said) = find(&self.characters, place);
        (end, self.document.get(said).unwrap_or_default())
    }

    /// The same of its paragraph.
    pub(super) fn paragraph(&self, place: usize) -> (usize, SaidOfParagraph<'_>) {
        let (end, said) = find(&self.paragraphs, place);
        let said = self.document.get(said).unwrap_or_default();
        let of = SaidOfParagraph {
            style: word16(said, 0).unwrap_or(0),
            sprms: said.get(2..).unwrap_or_default(),
        };
        (end, of)
    }

    /// Properties too long for their page, which lie apart ([MS-DOC] 2.9.210).
    pub(super) fn far(&self, place: u32) -> Option<&[u8]> {
        let place = place as usize;
        let length = usize::from(word16(&self.data, place)?);
        self.data.get(place + 2..place + 2 + length)
    }

    /// Names of fonts.
    pub(super) fn fonts(&self) -> Vec<String> {
        let mut fonts = Vec::new();
        let Some(list) = self.part(part::FONTS) else { return fonts };
        let count = word16(list, 0).unwrap_or(0);
        let mut at = 4;
        for _ in 0..count {
            let Some(length) = list.get(at) else { break };
            let end = at + 1 + usize::from(*length);
            let name = list.get(at + 40..end).unwrap_or_default();
            let units = name.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]]));
            let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
            fonts.push(String::from_utf16_lossy(&units));
            at = end;
        }
        fonts
    }
}

/// Where on a page it is said, after the length of what is said.
fn said(page: &[u8], at: usize, of_paragraphs: bool) -> Option<std::ops::Range<usize>> {
    if at == 0 {
        return None;
    }
    let first = usize::from(*page.get(at)?);
    let (from, length) = if !of_paragraphs {
        (at + 1, first)
    } else if first > 0 {
        (at + 1, first * 2 - 1)
    } else {
        (at + 2, usize::from(*page.get(at + 1)?) * 2)
    };
    (from + length < PAGE).then_some(from..from + length)
}

fn find(runs: &[Run], place: usize) -> (usize, std::ops::Range<usize>) {
    let next = runs.partition_point(|run| run.start <= place);
    match next.checked_sub(1).map(|n| &runs[n]) {
        Some(run) if place < run.end => (run.end, run.said.clone()),
        _ => (runs.get(next).map_or(usize::MAX, |run| run.start), 0..0),
    }
}

/// A change in two bytes ([MS-DOC] 2.9.215): of those that matter here, as a property.
fn short_change(change: u16) -> Vec<u8> {
    let [_, value] = change.to_le_bytes();
    let property: u16 = match (change >> 1) & 0x7F {
        0x41 => 0x0800,
        0x57 => 0x0837,
        0x5C => 0x083C,
        0x68 => 0x2A48,
        0x73 => 0x2A53,
        _ => return Vec::new(),
    };
    let [low, high] = property.to_le_bytes();
    vec![low, high, value]
}
