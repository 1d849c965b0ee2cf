//! What styles say, those they rest on included ([MS-DOC] 2.9.271).

use super::super::compound::word16;
use super::file::{File, part};

/// Most styles that rest on one another.
const DEPTH: usize = 11;

/// Styles by number.
pub(super) struct Styles(Vec<Option<Style>>);

struct Style {
    /// Number of the style it rests on.
    base: usize,
    paragraph: Vec<u8>,
    character: Vec<u8>,
}

impl Styles {
    /// Of a file; what cannot be read says nothing.
    pub(super) fn of(file: &File) -> Self {
        Self(file.part(part::STYLES).and_then(read).unwrap_or_default())
    }

    /// What a style says of paragraphs.
    pub(super) fn paragraph(&self, style: u16) -> Vec<u8> {
        self.gather(style, |style| &style.paragraph)
    }

    /// What a paragraph's style says of its letters.
    pub(super) fn character_of_paragraph(&self, style: u16) -> Vec<u8> {
        self.gather(style, |style| &style.character)
    }

    /// What a character style says.
    pub(super) fn character(&self, style: u16) -> Vec<u8> {
        self.gather(style, |style| &style.character)
    }

    fn gather(&self, style: u16, what: impl Fn(&Style) -> &[u8]) -> Vec<u8> {
        let mut chain = Vec::new();
        let mut next = usize::from(style);
        while let Some(Some(style)) = self.0.get(next)
            && chain.len() < DEPTH
        {
            chain.push(what(style));
            next = style.base;
        }
        chain.reverse();
        chain.concat()
    }
}

fn read(sheet: &[u8]) -> Option<Vec<Option<Style>>> {
    let header = usize::from(word16(sheet, 0)?);
    let count = word16(sheet, 2)?;
    let fixed = usize::from(word16(sheet, 4)?);
    let mut at = 2 + header;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = word16(sheet, at).map(usize::from) else { break };
        let Some(own) = sheet.get(at + 2..at + 2 + length) else { break };
        at += 2 + length;
        styles.push(style(own, fixed));
    }
    Some(styles)
}

fn style(own: &[u8], fixed: usize) -> Option<Style> {
    let kinds = word16(own, 2)?;
    let (kind, base) = (kinds & 0xF, usize::from(kinds >> 4));
    let name = usize::from(word16(own, fixed)?);
    // name and its final zero, in two bytes each
    let mut at = fixed + 2 + (name + 1) * 2;
    let mut next = || {
        let length = usize::from(word16(own, at)?);
        let said = own.get(at + 2..at + 2 + length)?;
        at += 2 + length + length % 2;
        Some(said)
    };
    let mut style = Style { base, paragraph: Vec::new(), character: Vec::new() };
    match kind {
        1 => {
            style.paragraph = next().and_then(|said| said.get(2..)).unwrap_or_default().to_vec();
            style.character = next().unwrap_or_default().to_vec();
        }
        2 => style.character = next().unwrap_or_default().to_vec(),
        _ => {}
    }
    Some(style)
}
