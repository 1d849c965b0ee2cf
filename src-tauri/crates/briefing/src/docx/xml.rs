//! XML, an element at a time; what is open is closed by its own call, so parts are always well formed.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A part being written.
pub(super) struct Xml(Writer<Vec<u8>>);

/// Something that writes what stands in a cell or ends a section.
pub(super) type Writes<'a> = &'a dyn Fn(&mut Xml) -> io::Result<()>;

/// An attribute's name and value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

impl Xml {
    pub(super) fn new() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self(writer))
    }

    /// `<name …>` what `inner` writes `</name>`.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        inner: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))?;
        inner(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// `<name …/>`.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    /// Text between tags, escaped.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.0.write_event(Event::Text(BytesText::new(&sound(text))))
    }

    /// `<name>text</name>`.
    pub(super) fn leaf(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.element(name, &[], |x| x.text(text))
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

fn start<'n>(name: &'n str, attributes: &[Attribute<'_>]) -> BytesStart<'n> {
    let attributes: Vec<(&str, Cow<'_, str>)> =
        attributes.iter().map(|(name, value)| (*name, sound(value))).collect();
    let pairs = attributes.iter().map(|(name, value)| (*name, value.as_ref()));
    BytesStart::new(name).with_attributes(pairs)
}

/// A part with one of the characters that XML 1.0 forbids does not open: whoever wrote it, it stays out.
fn sound(text: &str) -> Cow<'_, str> {
    let is_forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_forbidden) {
        Cow::Owned(text.replace(is_forbidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_stays_out() {
        let mut xml = Xml::new().expect("a part");
        xml.element("w:t", &[("w:val", "a\u{fffe}")], |x| x.text("b\u{1}\n\u{ffff}"))
            .expect("an element");
        let written = String::from_utf8(xml.into_bytes()).expect("text");
        assert!(
            written.ends_with("<w:t w:val=\"a\u{fffd}\">b\u{fffd}\n\u{fffd}</w:t>"),
            "{written}"
        );
    }
}
