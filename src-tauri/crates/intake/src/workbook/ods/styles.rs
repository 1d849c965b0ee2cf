//! How text of an .ods looks, by its styles ([OpenDocument] 1.3 part 3, 16 and 20).

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::Unseen;
use super::super::package::attribute;
use super::super::page::Look;
use crate::legacy;

/// The styles of a file, by their names.
#[derive(Debug, Default)]
pub(crate) struct Styles(BTreeMap<String, Style>);

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    struck: Option<bool>,
    raised: Option<bool>,
    hidden: Option<bool>,
    colour: Option<String>,
    ground: Option<String>,
    /// A font from before Unicode.
    font: Option<String>,
    /// Is the sheet, row or column of that style not shown?
    hides: bool,
}

/// How far a style is followed to what it is made from.
const DEPTH: usize = 8;

impl Styles {
    /// Takes in the styles of a part.
    pub(super) fn hear(&mut self, xml: &str) {
        let mut name = None::<String>;
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        while let Ok(event) = reader.read_event() {
            let element = match &event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "style" => name = None,
                        "automatic-styles" if self.0.len() > 1_000_000 => return,
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => return,
                _ => continue,
            };
            match element.local_name().as_ref() {
                // what comes after is no style
                "spreadsheet" => return,
                "style" if element.name().prefix().is_some_and(|p| p.as_ref() == "style") => {
                    name = attribute(element, "name");
                    if let Some(name) = &name {
                        let parent = attribute(element, "parent-style-name");
                        self.0.insert(name.clone(), Style { parent, ..Style::default() });
                    }
                }
                _ => {
                    if let Some(style) = name.as_ref().and_then(|name| self.0.get_mut(name)) {
                        style.hear(element);
                    }
                }
            }
        }
    }

    fn chain(&self, name: &str) -> impl Iterator<Item = &Style> {
        let first = self.0.get(name);
        std::iter::successors(first, |style| self.0.get(style.parent.as_ref()?)).take(DEPTH)
    }

    fn said<T>(&self, name: &str, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        self.chain(name).find_map(what)
    }

    /// How letters of a cell in that style look.
    pub(super) fn look(&self, name: &str) -> Look {
        let colour = self.said(name, |s| s.colour.clone());
        let ground = self.said(name, |s| s.ground.clone());
        let is_white = colour.as_deref().is_some_and(|c| c.eq_ignore_ascii_case("#ffffff"));
        let on_white = ground
            .as_deref()
            .is_none_or(|g| g == "transparent" || g.eq_ignore_ascii_case("#ffffff"));
        if self.said(name, |s| s.hidden) == Some(true) {
            Look::Unseen(Unseen::HiddenText)
        } else if self.said(name, |s| s.struck) == Some(true) {
            Look::Struck
        } else if is_white && on_white {
            Look::Unseen(Unseen::SameColour)
        } else {
            Look::Plain
        }
    }

    /// How letters of a span in that style look inside of others.
    pub(super) fn span(&self, name: &str, around: Look) -> Look {
        let said = |what: fn(&Style) -> Option<bool>| self.said(name, what);
        if said(|s| s.hidden) == Some(true) {
            Look::Unseen(Unseen::HiddenText)
        } else if said(|s| s.struck) == Some(true) {
            Look::Struck
        } else if said(|s| s.raised) == Some(true) {
            Look::Raised
        } else if said(|s| s.struck) == Some(false) && around == Look::Struck {
            Look::Plain
        } else {
            around
        }
    }

    /// The span's font, if its letters are from before Unicode.
    pub(super) fn legacy_font(&self, name: &str) -> Option<String> {
        self.said(name, |s| s.font.clone())
    }

    /// Is the sheet, row or column of that style not shown?
    pub(super) fn hides(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|style| style.hides)
    }
}

impl Style {
    fn hear(&mut self, element: &BytesStart<'_>) {
        let is_none = |length: &str| {
            let digits = length.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse::<f64>().is_ok_and(|n| n <= 0.0)
        };
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match (element.local_name().as_ref(), attribute.key.local_name().as_ref()) {
                ("text-properties", "text-line-through-style" | "text-line-through-type") => {
                    self.struck = Some(value != "none");
                }
                ("text-properties", "text-position") => {
                    // "super 58%", "33% 58%"
                    let at = value.split_whitespace().next().unwrap_or_default();
                    self.raised = Some(!matches!(at, "0%" | "0"));
                }
                ("text-properties", "display") => self.hidden = Some(value == "none"),
                ("text-properties", "color") => self.colour = Some(value.to_owned()),
                ("text-properties", "font-name" | "font-family") => {
                    let font = value.trim_matches(['\'', '"']);
                    self.font = legacy::of_font(font).is_some().then(|| font.to_owned());
                }
                ("table-cell-properties", "background-color") => {
                    self.ground = Some(value.to_owned());
                }
                ("table-properties", "display") => self.hides |= value == "false",
                ("table-row-properties", "row-height")
                | ("table-column-properties", "column-width") => {
                    self.hides |= is_none(value);
                }
                _ => {}
            }
        }
    }
}
