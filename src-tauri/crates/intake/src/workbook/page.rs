//! Of a cell's pieces of text, what its page says: the pieces that are struck out, raised or unseen are put
//! aside, and what stood on either side of them is not joined to one number.

use compact_str::CompactString;

use super::{Aside, Cell, Unseen, Value};

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    /// It stands on the page.
    #[default]
    Plain,
    /// It is struck out.
    Struck,
    /// It is raised or lowered.
    Raised,
    /// Nobody sees it.
    Unseen(Unseen),
}

/// A longer raised text is no mark: it is the text itself, written high.
const LONGEST_MARK: usize = 6;

/// A cell's text, piece by piece.
#[derive(Debug, Default)]
pub(super) struct PageText {
    pub(super) shown: String,
    raw: String,
    struck: String,
    raised: String,
    unseen: Option<Unseen>,
    /// Was something put aside since the last piece that is shown?
    gap: bool,
}

impl PageText {
    pub(super) fn push(&mut self, text: &str, look: Look) {
        if text.is_empty() {
            return;
        }
        if look == Look::Plain {
            if self.gap {
                self.gap = false;
                let joins =
                    |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ",.".contains(c));
                if joins(self.shown.chars().next_back()) && joins(text.chars().next()) {
                    self.shown.push(' ');
                }
            }
            self.shown.push_str(text);
            if !self.raw.is_empty() {
                self.raw.push_str(text);
            }
            return;
        }
        if self.raw.is_empty() {
            self.raw.clone_from(&self.shown);
        }
        self.raw.push_str(text);
        self.gap = true;
        match look {
            Look::Struck => self.struck.push_str(text),
            Look::Raised => self.raised.push_str(text),
            Look::Unseen(why) => self.unseen = Some(why),
            Look::Plain => {}
        }
    }

    /// Does it hold nothing, seen or not?
    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty() && self.raw.is_empty()
    }

    /// Does all of it stand on the page?
    pub(super) fn is_plain(&self) -> bool {
        self.raw.is_empty()
    }

    /// Takes the end off, where it is of these letters.
    pub(super) fn trim_end(&mut self, c: char) {
        self.shown.truncate(self.shown.trim_end_matches(c).len());
        self.raw.truncate(self.raw.trim_end_matches(c).len());
    }

    /// The cell.
    pub(super) fn into_cell(mut self) -> Cell {
        if self.raw.is_empty() {
            return Cell::new(self.shown, Value::Text);
        }
        let is_raised_alone = self.shown.trim().is_empty() && self.struck.is_empty();
        if is_raised_alone
            && self.unseen.is_none()
            && self.raised.trim().chars().count() > LONGEST_MARK
        {
            return Cell::new(self.raw, Value::Text);
        }
        if self.struck.trim().is_empty() && self.raised.trim().is_empty() && self.unseen.is_none() {
            return Cell::new(self.raw, Value::Text);
        }
        if self.shown.trim().is_empty() {
            self.shown.clear();
        }
        let mut cell = Cell::new(self.shown, Value::Text);
        cell.aside = Some(Box::new(Aside {
            raw: CompactString::from(self.raw),
            struck: CompactString::from(self.struck.trim()),
            raised: CompactString::from(self.raised.trim()),
            unseen: self.unseen,
            ..Aside::default()
        }));
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(pieces: &[(&str, Look)]) -> Cell {
        let mut text = PageText::default();
        for (piece, look) in pieces {
            text.push(piece, *look);
        }
        text.into_cell()
    }

    #[test]
    fn what_is_struck_or_raised_is_not_on_the_page() {
        let struck = cell(&[("0,5", Look::Struck), ("0", Look::Plain)]);
        assert_eq!(struck.text, "0", "what stands beside it counts");
        assert_eq!(struck.raw(), "0,50", "and the whole stays to be seen");
        assert_eq!(struck.aside.map(|a| a.struck), Some("0,5".into()));
        let raised = cell(&[("0,5", Look::Plain), ("1", Look::Raised)]);
        assert_eq!((raised.text.as_str(), raised.raw()), ("0,5", "0,51"), "a mark is no digit");
    }

    #[test]
    fn what_stood_apart_is_not_joined() {
        let cell = cell(&[("0", Look::Plain), ("7", Look::Struck), ("5", Look::Plain)]);
        assert_eq!(cell.text, "0 5", "never 05");
    }

    #[test]
    fn a_text_written_high_is_no_mark() {
        let cell = cell(&[("Ban hành kế hoạch", Look::Raised)]);
        assert_eq!((cell.text.as_str(), cell.aside), ("Ban hành kế hoạch", None));
    }
}
