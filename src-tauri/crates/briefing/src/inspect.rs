//! What stands where on a page: for searching in the preview, and for measuring pages against the decree.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::text::FontStyle;
use typst::visualize::Geometry;

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

/// A straight rule across the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Left end, from the left edge of the paper.
    pub left_mm: f64,
    /// Right end.
    pub right_mm: f64,
    /// Its height, from the top edge of the paper.
    pub at_mm: f64,
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

pub(crate) fn rules(page: &Frame) -> Vec<Rule> {
    let mut found = Vec::new();
    walk(page, Point::zero(), &mut |item, at| {
        if let FrameItem::Shape(shape, _) = item
            && let Geometry::Line(to) = shape.geometry
            && to.y == Abs::zero()
        {
            found.push(Rule {
                left_mm: at.x.to_mm(),
                right_mm: (at.x + to.x).to_mm(),
                at_mm: at.y.to_mm(),
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
