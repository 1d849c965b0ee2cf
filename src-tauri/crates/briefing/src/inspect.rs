//! What stands where on a page: for searching in the preview, and for what a page must hold.

use typst::layout::{Frame, FrameItem, Point};
use typst::text::FontStyle;

/// A run of letters set in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its text.
    pub text: String,
    /// Left end, from the left edge of the paper.
    pub left_mm: f64,
    /// Right end.
    pub right_mm: f64,
    /// The line it stands on, from the top edge of the paper.
    pub baseline_mm: f64,
    /// Size of its letters.
    pub size_pt: f64,
    /// Bold?
    pub bold: bool,
    /// Italic?
    pub italic: bool,
}

pub(crate) fn runs(page: &Frame) -> Vec<Run> {
    let mut found = Vec::new();
    walk(page, Point::zero(), &mut |item, at| {
        if let FrameItem::Text(text) = item {
            let variant = text.font.font().info().variant;
            found.push(Run {
                text: text.text.to_string(),
                left_mm: at.x.to_mm(),
                right_mm: (at.x + text.width()).to_mm(),
                baseline_mm: at.y.to_mm(),
                size_pt: text.size.to_pt(),
                bold: variant.weight.to_number() >= 600,
                italic: variant.style == FontStyle::Italic,
            });
        }
    });
    found
}

/// The text of a page, a line for each line on it.
pub(crate) fn text(page: &Frame) -> String {
    let mut text = String::new();
    let mut line: Option<Run> = None;
    for run in runs(page) {
        match &line {
            Some(before) if (before.baseline_mm - run.baseline_mm).abs() > 0.5 => text.push('\n'),
            // runs of one line touch, unless something stands between them
            Some(before) if run.left_mm - before.right_mm > 0.5 => text.push(' '),
            _ => {}
        }
        text.push_str(&run.text);
        line = Some(run);
    }
    text
}

/// The template turns nothing, so a group only shifts what is in it.
fn walk(frame: &Frame, origin: Point, see: &mut impl FnMut(&FrameItem, Point)) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, at + Point::new(group.transform.tx, group.transform.ty), see);
            }
            item => see(item, at),
        }
    }
}
