//! How cells look ([ECMA-376] 18.8): number formats, strikes, raised letters, letters in the colour of the ground.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::Unseen;
use super::super::format::NumberFormat;
use super::super::package::attribute;
use super::super::page::Look;
use crate::legacy;

/// A workbook's cell styles, by number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: Vec<Style>,
}

/// A cell's style.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) format: NumberFormat,
    pub(super) font: Font,
    /// The colour behind the letters.
    pub(super) ground: Colour,
}

/// A font, of a cell or of a run of letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub(super) struck: bool,
    pub(super) raised: bool,
    pub(super) colour: Colour,
    /// Its name, if its letters are from before Unicode.
    pub(super) legacy: Option<String>,
}

/// A colour, as far as two can be told to be the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Colour {
    /// The usual one: black letters, white ground.
    #[default]
    Usual,
    White,
    Black,
    /// Another, by what the file says of it.
    Other(String),
}

impl Colour {
    fn of(element: &BytesStart<'_>) -> Self {
        let value = |name| attribute(element, name);
        let tint = value("tint").filter(|t| t.parse::<f64>().is_ok_and(|t| t != 0.0));
        if let Some(rgb) = value("rgb") {
            let rgb = rgb.to_ascii_uppercase();
            return match rgb.get(rgb.len().saturating_sub(6)..).unwrap_or_default() {
                "FFFFFF" => Self::White,
                "000000" => Self::Black,
                other => Self::Other(other.to_owned()),
            };
        }
        let key = |what: &str, n: &str| Self::Other(format!("{what} {n} {tint:?}"));
        if let Some(theme) = value("theme") {
            return match (theme.as_str(), &tint) {
                ("0", None) => Self::White,
                ("1", None) => Self::Black,
                (n, _) => key("theme", n),
            };
        }
        match value("indexed").as_deref() {
            Some("1" | "9" | "65") => Self::White,
            Some("0" | "8" | "64") => Self::Black,
            Some(n) => key("indexed", n),
            None => Self::Usual,
        }
    }
}

impl Style {
    /// Are letters of that colour seen on this ground?
    pub(super) fn shows(&self, letters: &Colour) -> bool {
        let ground = if self.ground == Colour::Usual { &Colour::White } else { &self.ground };
        let letters = if *letters == Colour::Usual { &Colour::Black } else { letters };
        ground != letters
    }

    /// How letters in that font look on this ground.
    pub(super) fn look(&self, font: &Font) -> Look {
        if font.struck {
            Look::Struck
        } else if font.raised {
            Look::Raised
        } else if self.shows(&font.colour) {
            Look::Plain
        } else {
            Look::Unseen(Unseen::SameColour)
        }
    }

    pub(super) fn own_look(&self) -> Look {
        self.look(&self.font)
    }
}

impl Font {
    /// Takes in what an element inside of `<font>` or `<rPr>` says.
    pub(super) fn hear(&mut self, element: &BytesStart<'_>) {
        let value = attribute(element, "val");
        match element.local_name().as_ref() {
            "strike" => self.struck = !matches!(value.as_deref(), Some("0" | "false" | "off")),
            "vertAlign" => {
                self.raised = matches!(value.as_deref(), Some("superscript" | "subscript"));
            }
            "color" => self.colour = Colour::of(element),
            "name" | "rFont" => {
                self.legacy = value.filter(|name| legacy::of_font(name).is_some());
            }
            _ => {}
        }
    }
}

impl Styles {
    /// Of `styles.xml`; what cannot be read is plain.
    pub(super) fn of(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut formats: BTreeMap<u32, NumberFormat> = BTreeMap::new();
        let (mut fonts, mut grounds): (Vec<Font>, Vec<Colour>) = (Vec::new(), Vec::new());
        // the list at hand; the same elements stand in others, too
        let mut list = String::new();
        let mut solid = false;
        let mut reader = quick_xml::Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        while let Ok(event) = reader.read_event() {
            let element = match &event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::End(element) if element.local_name().as_ref() == list => {
                    list.clear();
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let number = |name| attribute(element, name).and_then(|n| n.parse::<u32>().ok());
            let name = element.local_name();
            match (list.as_str(), name.as_ref()) {
                (
                    "",
                    lists @ ("numFmts" | "fonts" | "fills" | "cellXfs" | "dxfs" | "cellStyleXfs"),
                ) if matches!(event, Event::Start(_)) => {
                    lists.clone_into(&mut list);
                }
                ("numFmts", "numFmt") => {
                    if let (Some(id), Some(code)) =
                        (number("numFmtId"), attribute(element, "formatCode"))
                    {
                        formats.insert(id, NumberFormat::of(&code));
                    }
                }
                ("fonts", "font") => fonts.push(Font::default()),
                ("fonts", _) => {
                    if let Some(font) = fonts.last_mut() {
                        font.hear(element);
                    }
                }
                ("fills", "fill") => grounds.push(Colour::Usual),
                ("fills", "gradientFill") => {
                    if let Some(ground) = grounds.last_mut() {
                        *ground = Colour::Other("gradient".to_owned());
                    }
                }
                ("fills", "patternFill") => {
                    let pattern = attribute(element, "patternType");
                    solid = pattern.as_deref() == Some("solid");
                    if let (Some(ground), Some(pattern)) = (grounds.last_mut(), pattern)
                        && pattern != "none"
                    {
                        *ground = Colour::Other(pattern);
                    }
                }
                ("fills", "fgColor") if solid => {
                    if let Some(ground) = grounds.last_mut() {
                        *ground = Colour::of(element);
                    }
                }
                ("cellXfs", "xf") => {
                    let at = |name| number(name).and_then(|n| usize::try_from(n).ok());
                    let id = number("numFmtId").unwrap_or(0);
                    let format =
                        formats.get(&id).cloned().unwrap_or_else(|| NumberFormat::of_id(id));
                    let font = at("fontId").and_then(|n| fonts.get(n)).cloned();
                    let ground = at("fillId").and_then(|n| grounds.get(n)).cloned();
                    styles.cells.push(Style {
                        format,
                        font: font.unwrap_or_default(),
                        ground: ground.unwrap_or_default(),
                    });
                }
                _ => {}
            }
        }
        styles
    }

    /// The style of that number.
    pub(super) fn get(&self, number: usize) -> Option<&Style> {
        self.cells.get(number)
    }

    /// Is any font from before Unicode?
    pub(super) fn has_legacy(&self) -> bool {
        self.cells.iter().any(|style| style.font.legacy.is_some())
    }
}
