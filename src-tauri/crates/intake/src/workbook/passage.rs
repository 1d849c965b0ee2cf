//! A cell's text put together from pieces that look different, with its fonts: see [`super::page`].

use super::page::{Look as OnPage, PageText};
use super::{Cell, Unseen};
use crate::legacy;

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) struck: bool,
    /// Raised or lowered, as the marks of footnotes are.
    pub(crate) raised: bool,
    /// Hidden text.
    pub(crate) hidden: bool,
    /// Taken away by a tracked change.
    pub(crate) deleted: bool,
}

impl From<Look> for OnPage {
    fn from(look: Look) -> Self {
        if look.deleted {
            Self::Unseen(Unseen::Deleted)
        } else if look.hidden {
            Self::Unseen(Unseen::HiddenText)
        } else if look.struck {
            Self::Struck
        } else if look.raised {
            Self::Raised
        } else {
            Self::Plain
        }
    }
}

/// A text in the making.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    pieces: Vec<(String, Look)>,
    /// A font of letters from before Unicode.
    font: Option<String>,
}

impl Passage {
    pub(crate) fn push(&mut self, text: &str, look: Look) {
        match self.pieces.last_mut() {
            Some((last, before)) if *before == look => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.pieces.push((text.to_owned(), look)),
        }
    }

    /// Text as it stands on the page.
    pub(crate) fn push_plain(&mut self, text: &str) {
        self.push(text, Look::default());
    }

    pub(crate) fn break_line(&mut self) {
        self.push_plain("\n");
    }

    /// The font of a piece: heard only when it is one of letters from before Unicode.
    pub(crate) fn in_font(&mut self, font: &str) {
        if self.font.is_none() && legacy::of_font(font).is_some() {
            self.font = Some(font.to_owned());
        }
    }

    /// Another text after this one.
    pub(crate) fn append(&mut self, other: Self) {
        other.pieces.iter().for_each(|(text, look)| self.push(text, *look));
        self.font = self.font.take().or(other.font);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Takes line ends off the end.
    pub(crate) fn trim_end(&mut self) {
        while let Some((last, _)) = self.pieces.last_mut() {
            last.truncate(last.trim_end_matches('\n').len());
            if !last.is_empty() {
                break;
            }
            self.pieces.pop();
        }
    }

    /// Does it end in a line's end?
    pub(crate) fn ends_line(&self) -> bool {
        self.pieces.last().is_some_and(|(text, _)| text.ends_with('\n'))
    }

    pub(crate) fn into_cell(mut self) -> Cell {
        self.trim_end();
        let mut page = PageText::default();
        for (text, look) in self.pieces {
            page.push(&text, look.into());
        }
        let mut cell = page.into_cell();
        cell.legacy = legacy::in_font(&cell.text, self.font.as_deref());
        cell
    }
}
