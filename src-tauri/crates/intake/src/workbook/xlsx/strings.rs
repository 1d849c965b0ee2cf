//! Texts of cells ([ECMA-376] 18.4): whole, or run by run in fonts of their own.

use std::borrow::Cow;

use compact_str::CompactString;
use quick_xml::Reader;
use quick_xml::events::Event;
use scorebook::Finding;

use super::super::page::{Look, PageText};
use super::super::{broken, damaged};
use super::styles::{Font, Style};

/// A text.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) whole: CompactString,
    /// Its runs, if it has fonts of its own: up to which byte, and the font; none is the cell's own.
    pub(super) runs: Vec<(usize, Option<Font>)>,
}

impl Text {
    /// Does it look like the cell, whatever the cell's style?
    pub(super) fn is_plain(&self) -> bool {
        self.runs.is_empty()
    }

    /// What the page says of it in a cell of that style.
    pub(super) fn on_page(&self, style: &Style) -> PageText {
        let mut page = PageText::default();
        if self.runs.is_empty() {
            page.push(&self.whole, style.own_look());
        }
        let mut from = 0;
        for (to, font) in &self.runs {
            let piece = self.whole.get(from..*to).unwrap_or_default();
            let look = font.as_ref().map_or_else(|| style.own_look(), |font| style.look(font));
            // letters nobody sees are told where they could be a figure
            let is_figure = piece.contains(|c: char| c.is_ascii_digit());
            let look =
                if matches!(look, Look::Unseen(_)) && !is_figure { Look::Plain } else { look };
            page.push(piece, look);
            from = *to;
        }
        page
    }
}

/// The workbook's texts, by number.
#[derive(Debug, Default)]
pub(super) struct Strings(Vec<Text>);

impl Strings {
    pub(super) fn of(xml: &str) -> Result<Self, Finding> {
        let mut strings = Vec::new();
        let mut reader = reader(xml);
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Start(element) if element.local_name().as_ref() == "si" => {
                    strings.push(text(&mut reader, "si")?);
                }
                Event::Empty(element) if element.local_name().as_ref() == "si" => {
                    strings.push(Text::default());
                }
                Event::Eof => return Ok(Self(strings)),
                _ => {}
            }
        }
    }

    pub(super) fn get(&self, number: usize) -> Option<&Text> {
        self.0.get(number)
    }
}

pub(super) fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader
}

/// A text up to the end of its element.
pub(super) fn text(reader: &mut Reader<&[u8]>, end: &str) -> Result<Text, Finding> {
    let mut text = Text::default();
    // of the run at hand; without one the whole text is the cell's
    let (mut font, mut in_properties): (Option<Font>, bool) = (None, false);
    let mut has_runs = false;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => match element.local_name().as_ref() {
                // how the text is spoken
                "rPh" => {
                    reader.read_to_end(element.name()).map_err(broken)?;
                }
                "r" => (font, has_runs) = (None, true),
                "rPr" => (font, in_properties) = (Some(Font::default()), true),
                "t" => {
                    let piece = content(reader, "t")?;
                    text.whole.push_str(&piece);
                }
                _ if in_properties => {
                    if let Some(font) = &mut font {
                        font.hear(&element);
                    }
                }
                _ => {}
            },
            Event::Empty(element) if in_properties => {
                if let Some(font) = &mut font {
                    font.hear(&element);
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                "rPr" => in_properties = false,
                "r" => text.runs.push((text.whole.len(), font.take())),
                name if name == end => {
                    if !has_runs {
                        text.runs.clear();
                    }
                    return Ok(text);
                }
                _ => {}
            },
            Event::Eof => return Err(damaged("tệp bị cắt ngang")),
            _ => {}
        }
    }
}

/// The text of an element up to its end, with `_x000D_` and the like put back into letters.
pub(super) fn content<'x>(
    reader: &mut Reader<&'x [u8]>,
    end: &str,
) -> Result<Cow<'x, str>, Finding> {
    let mut text: Cow<'x, str> = Cow::Borrowed("");
    let mut add = |piece: Cow<'x, str>| {
        if text.is_empty() { text = piece } else { text.to_mut().push_str(&piece) }
    };
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Text(piece) => add(piece.xml10_content()),
            Event::CData(piece) => add(Cow::Owned(piece.into_inner().into_owned())),
            Event::GeneralRef(entity) => {
                let escaped = format!("&{};", entity.into_inner());
                let sign = quick_xml::escape::unescape(&escaped).map_err(broken)?;
                add(Cow::Owned(sign.into_owned()));
            }
            Event::End(element) if element.local_name().as_ref() == end => break,
            Event::Eof => return Err(damaged("tệp bị cắt ngang")),
            _ => {}
        }
    }
    Ok(if text.contains("_x") { Cow::Owned(unescaped(&text)) } else { text })
}

/// ST_Xstring ([ECMA-376] 22.9.2.19): `_x000D_` is a line's end, `_x005F_` a low line.
fn unescaped(text: &str) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        done.push_str(before);
        let letter = from
            .get(2..6)
            .filter(|_| from.as_bytes().get(6) == Some(&b'_'))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        if let Some(letter) = letter {
            done.push(letter);
            rest = &from[7..];
        } else {
            done.push_str("_x");
            rest = &from[2..];
        }
    }
    done.push_str(rest);
    done.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_letters_are_letters() {
        for (text, read) in [
            ("Điểm_x000D_\ntự chấm", "Điểm\ntự chấm"),
            ("a_x005F_x000D_", "a_x000D_"),
            ("_xyz_", "_xyz_"),
            ("_x0", "_x0"),
        ] {
            assert_eq!(unescaped(text), read, "{text:?}");
        }
    }
}
