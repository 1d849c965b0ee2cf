//! How the text of a web page looks, by the elements that are open around it and the style sheet they name.

use std::collections::BTreeMap;

use html5ever::tokenizer::Tag;

use super::Unseen;
use super::html::attribute;
use super::page::Look;

/// The classes of a page's style sheets that say how text looks.
#[derive(Debug, Default)]
pub(super) struct Css(BTreeMap<String, Said>);

/// What a declaration says of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Said {
    struck: Option<bool>,
    raised: Option<bool>,
    unseen: Option<bool>,
    white: Option<bool>,
    /// Has it a ground that is not white?
    on_colour: Option<bool>,
}

impl Said {
    fn over(self, under: Self) -> Self {
        Self {
            struck: self.struck.or(under.struck),
            raised: self.raised.or(under.raised),
            unseen: self.unseen.or(under.unseen),
            white: self.white.or(under.white),
            on_colour: self.on_colour.or(under.on_colour),
        }
    }

    fn of(declarations: &str) -> Self {
        let mut said = Self::default();
        for (name, value) in declarations.split(';').filter_map(|d| d.split_once(':')) {
            let value = value.trim().to_ascii_lowercase();
            let is_white = matches!(
                value.as_str(),
                "white" | "#fff" | "#ffffff" | "rgb(255,255,255)" | "rgb(255, 255, 255)"
            );
            match name.trim().to_ascii_lowercase().as_str() {
                "text-decoration" | "text-decoration-line" => {
                    said.struck = Some(value.contains("line-through"));
                }
                "text-line-through" => said.struck = Some(value != "none"),
                "vertical-align" => {
                    said.raised = Some(matches!(value.as_str(), "super" | "sub"));
                }
                "display" if value == "none" => said.unseen = Some(true),
                "visibility" => said.unseen = Some(matches!(value.as_str(), "hidden" | "collapse")),
                "mso-hide" => said.unseen = Some(value == "all"),
                "color" => said.white = Some(is_white),
                "background" | "background-color" => {
                    let none = matches!(value.as_str(), "none" | "transparent" | "auto");
                    said.on_colour = Some(!is_white && !none);
                }
                _ => {}
            }
        }
        said
    }
}

impl Css {
    /// Takes in a style sheet: rules of one class, such as Excel and Word write.
    pub(super) fn add(&mut self, sheet: &str) {
        let sheet = sheet.replace("<!--", "").replace("-->", "");
        for rule in sheet.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            let said = Said::of(declarations);
            for selector in selectors.split(',') {
                // "td.xl65" and ".xl65"; what says more than a class is not followed
                let selector = selector.trim();
                if let Some((element, class)) = selector.split_once('.')
                    && !class.contains([' ', '.', ':', '>'])
                    && !element.contains([' ', '>'])
                {
                    let known = self.0.entry(class.to_owned()).or_default();
                    *known = said.over(*known);
                }
            }
        }
    }

    fn of(&self, tag: &Tag) -> Said {
        let classes = attribute(tag, "class").unwrap_or_default();
        let said = classes.split_whitespace().filter_map(|class| self.0.get(class));
        let said = said.fold(Said::default(), |under, over| over.over(under));
        Said::of(attribute(tag, "style").unwrap_or_default()).over(said)
    }
}

/// The open elements.
#[derive(Debug, Default)]
pub(super) struct Looks(Vec<(String, Said)>);

/// Elements that hold nothing.
const VOID: [&str; 12] =
    ["br", "col", "hr", "img", "input", "link", "meta", "wbr", "area", "base", "embed", "param"];

/// More elements than this inside of one another are none that a person wrote.
const DEEPEST: usize = 512;

impl Looks {
    pub(super) fn open(&mut self, tag: &Tag, css: &Css) {
        let name: &str = &tag.name;
        if VOID.contains(&name) || tag.self_closing || self.0.len() >= DEEPEST {
            return;
        }
        match name {
            "td" | "th" => self.end(&["td", "th"], &["tr", "table"]),
            "tr" => self.end(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => self.end(&["tbody", "thead", "tfoot"], &["table"]),
            "p" => self.end(&["p"], &["td", "th", "div", "table"]),
            "li" => self.end(&["li"], &["ul", "ol", "td", "th"]),
            _ => {}
        }
        let own = css.of(tag);
        let by_name = match name {
            "del" | "s" | "strike" => Said { struck: Some(true), ..Said::default() },
            "sup" | "sub" => Said { raised: Some(true), ..Said::default() },
            _ => Said::default(),
        };
        let hidden = attribute(tag, "hidden").is_some();
        let by_name = if hidden { Said { unseen: Some(true), ..by_name } } else { by_name };
        let around = self.0.last().map(|(_, said)| *said).unwrap_or_default();
        // a line through holds for all that is inside; what is not shown stays so
        let is = |said: Option<bool>| said == Some(true);
        let mut said = own.over(by_name).over(around);
        if is(around.struck) {
            said.struck = Some(true);
        }
        if is(around.unseen) {
            said.unseen = Some(true);
        }
        // rows and columns that are not shown are told of as such
        if matches!(name, "tr" | "table" | "tbody" | "thead") && !is(around.unseen) {
            said.unseen = None;
        }
        self.0.push((name.to_owned(), said));
    }

    /// Ends an element of those names that was left open, if it lies inside of the last of the others.
    fn end(&mut self, names: &[&str], inside: &[&str]) {
        let last =
            |names: &[&str]| self.0.iter().rposition(|(open, _)| names.contains(&open.as_str()));
        if let Some(at) = last(names)
            && last(inside).is_none_or(|around| around < at)
        {
            self.0.truncate(at);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if let Some(at) = self.0.iter().rposition(|(open, _)| open == name) {
            self.0.truncate(at);
        }
    }

    pub(super) fn look(&self) -> Look {
        let Some((_, said)) = self.0.last() else { return Look::Plain };
        let is = |said: Option<bool>| said == Some(true);
        if is(said.unseen) {
            Look::Unseen(Unseen::HiddenText)
        } else if is(said.struck) {
            Look::Struck
        } else if is(said.raised) {
            Look::Raised
        } else if is(said.white) && !is(said.on_colour) {
            Look::Unseen(Unseen::SameColour)
        } else {
            Look::Plain
        }
    }
}
