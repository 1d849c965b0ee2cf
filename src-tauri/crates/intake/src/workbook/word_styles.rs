//! What a Word document says of its paragraphs' and letters' looks ([ECMA-376] 17.3 and 17.7).

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::Unseen;
use super::package::attribute;
use super::page::Look;

/// How a run of letters looks, as far as its properties say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    struck: Option<bool>,
    struck_twice: Option<bool>,
    raised: Option<bool>,
    hidden: Option<bool>,
    white: Option<bool>,
}

impl Letters {
    /// Takes in an element of `w:rPr`.
    pub(super) fn hear(&mut self, element: &BytesStart<'_>) {
        let value = || attribute(element, "val");
        let is_on = || !matches!(value().as_deref(), Some("0" | "false" | "off"));
        match element.local_name().as_ref() {
            "strike" => self.struck = Some(is_on()),
            "dstrike" => self.struck_twice = Some(is_on()),
            "vanish" | "webHidden" => self.hidden = Some(is_on()),
            "vertAlign" => {
                self.raised = Some(matches!(value().as_deref(), Some("superscript" | "subscript")));
            }
            "color" => self.white = Some(is_white(value().as_deref())),
            _ => {}
        }
    }

    /// With what `under` says where it says nothing itself.
    pub(super) fn over(&self, under: &Self) -> Self {
        Self {
            struck: self.struck.or(under.struck),
            struck_twice: self.struck_twice.or(under.struck_twice),
            raised: self.raised.or(under.raised),
            hidden: self.hidden.or(under.hidden),
            white: self.white.or(under.white),
        }
    }

    /// How they look; on a ground that is not white, white letters are seen.
    pub(super) fn look(&self, text: &str, on_white: bool) -> Look {
        let is = |said: Option<bool>| said == Some(true);
        if is(self.hidden) {
            Look::Unseen(Unseen::HiddenText)
        } else if is(self.struck) || is(self.struck_twice) {
            Look::Struck
        } else if is(self.raised) {
            Look::Raised
        } else if is(self.white) && on_white && text.contains(|c: char| c.is_ascii_digit()) {
            Look::Unseen(Unseen::SameColour)
        } else {
            Look::Plain
        }
    }
}

pub(super) fn is_white(colour: Option<&str>) -> bool {
    colour.is_some_and(|colour| colour.eq_ignore_ascii_case("FFFFFF"))
}

/// A style of paragraphs or letters.
#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    letters: Letters,
    list: Option<String>,
    level: Option<usize>,
}

/// A document's styles, by their ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// How far styles are followed to what they are based on.
const DEPTH: usize = 12;

impl Styles {
    /// Of `word/styles.xml`; what cannot be read says nothing.
    pub(super) fn of(xml: &str) -> Self {
        let mut styles = BTreeMap::<String, Style>::new();
        let mut id = None::<String>;
        let mut in_letters = false;
        let mut reader = quick_xml::Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        while let Ok(event) = reader.read_event() {
            let element = match &event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "style" => id = None,
                        "rPr" => in_letters = false,
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let value = || attribute(element, "val");
            let name = element.local_name();
            if name.as_ref() == "style" {
                id = attribute(element, "styleId");
                if let Some(id) = &id {
                    styles.insert(id.clone(), Style::default());
                }
                continue;
            }
            let Some(style) = id.as_ref().and_then(|id| styles.get_mut(id)) else { continue };
            match name.as_ref() {
                "rPr" => in_letters = matches!(event, Event::Start(_)),
                "basedOn" => style.based_on = value(),
                "numId" => style.list = value(),
                "ilvl" => style.level = value().and_then(|n| n.parse().ok()),
                _ if in_letters => style.letters.hear(element),
                _ => {}
            }
        }
        Self(styles)
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.0.get(id);
        std::iter::successors(first, |style| self.0.get(style.based_on.as_ref()?)).take(DEPTH)
    }

    /// How letters of that style look.
    pub(super) fn letters(&self, id: &str) -> Letters {
        self.chain(id).fold(Letters::default(), |over, style| over.over(&style.letters))
    }

    /// The list and level by which paragraphs of that style are numbered.
    pub(super) fn list(&self, id: &str) -> Option<(String, usize)> {
        let list = self.chain(id).find_map(|style| style.list.clone())?;
        Some((list, self.chain(id).find_map(|style| style.level).unwrap_or(0)))
    }
}
