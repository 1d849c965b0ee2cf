//! Numbers that Word puts before paragraphs by itself, as a .doc keeps them ([MS-DOC] 2.9.129 and on).

use super::super::compound::{word, word16};
use super::super::lists::Lists;
use super::file::{File, part};

/// The file's lists; what cannot be read has no numbers.
pub(super) fn of(file: &File) -> Lists {
    let mut lists = Lists::default();
    let _ = patterns(file, &mut lists);
    let _ = uses(file, &mut lists);
    lists
}

/// Each list's own number, as a pattern.
fn patterns(file: &File, lists: &mut Lists) -> Option<()> {
    let (from, _) = file.place(part::LISTS)?;
    let all = file.table.get(from..)?;
    let count = usize::from(word16(all, 0)?);
    let mut at = 2 + count * 28;
    for number in 0..count {
        let list = 2 + number * 28;
        let id = word(all, list)?;
        let is_simple = all.get(list + 26)? & 1 != 0;
        for level in 0..if is_simple { 1 } else { 9 } {
            at += self::level(all.get(at..)?, &id.to_string(), level, lists)?;
        }
    }
    Some(())
}

/// A level of a list; how many bytes it takes.
fn level(bytes: &[u8], pattern: &str, level: usize, lists: &mut Lists) -> Option<usize> {
    let start = word(bytes, 0)?;
    let format = match *bytes.get(4)? {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        22 => "decimalZero",
        23 => "bullet",
        255 => "none",
        _ => "decimal",
    };
    let text_at = 28 + usize::from(*bytes.get(24)?) + usize::from(*bytes.get(25)?);
    let length = usize::from(word16(bytes, text_at)?);
    let units = bytes.get(text_at + 2..text_at + 2 + length * 2)?.chunks_exact(2);
    let mut text = String::new();
    for unit in char::decode_utf16(units.map(|c| u16::from_le_bytes([c[0], c[1]]))) {
        match unit.unwrap_or(char::REPLACEMENT_CHARACTER) {
            // the number of a level stands where its own number is
            place if u32::from(place) < 9 => {
                text.push('%');
                text.extend(char::from_digit(u32::from(place) + 1, 10));
            }
            letter => text.push(letter),
        }
    }
    lists.define(pattern, level, Some(start), format, &text);
    Some(text_at + 2 + length * 2)
}

/// Paragraphs name a use of a list, by its number.
fn uses(file: &File, lists: &mut Lists) -> Option<()> {
    let all = file.part(part::LIST_USES)?;
    let count = word(all, 0)? as usize;
    let mut at = 4 + count.checked_mul(16)?;
    for number in 0..count {
        let own = 4 + number * 16;
        let id = word(all, own)?;
        let name = (number + 1).to_string();
        lists.member(&name, &id.to_string());
        let changes = *all.get(own + 12)?;
        at += 4;
        for _ in 0..changes {
            let (start, flags) = (word(all, at)?, word(all, at + 4)?);
            at += 8;
            let at_level = (flags & 0xF) as usize;
            if flags & 0x20 != 0 {
                // a level written anew, for this use
                let pattern = format!("{id}/{name}");
                lists.derive(&name, &pattern);
                at += level(all.get(at..)?, &pattern, at_level, lists)?;
            } else if flags & 0x10 != 0 {
                lists.restart(&name, at_level, start);
            }
        }
    }
    Some(())
}
