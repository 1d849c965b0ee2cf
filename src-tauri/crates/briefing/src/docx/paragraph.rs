//! Paragraphs and runs, their properties in the order the schema demands.

use std::io;

use super::xml::{Writes, Xml};
use crate::printable::printable;

/// Twentieths of a point, rounded: Word's unit of length.
pub(super) fn twips(mm: f64) -> i32 {
    // lengths of a sheet of paper: far inside the range
    #[expect(clippy::cast_possible_truncation, reason = "at most the length of a sheet of paper")]
    let n = (mm / 25.4 * 1440.0).round() as i32;
    n
}

/// How a paragraph differs from its style. Lengths in twips.
#[derive(Clone, Copy, Default)]
pub(super) struct Paragraph<'a> {
    pub(super) style: Option<&'a str>,
    pub(super) keep_next: bool,
    /// A rule above it, drawn between these indents.
    pub(super) rule_above: bool,
    pub(super) before: Option<i32>,
    pub(super) after: Option<i32>,
    /// Exact height of its lines.
    pub(super) line: Option<i32>,
    pub(super) indent: Option<(i32, i32)>,
    pub(super) align: Option<&'a str>,
    /// Written into the properties of a section's last paragraph.
    pub(super) section: Option<Writes<'a>>,
}

/// How letters differ from their style.
#[derive(Clone, Copy, Default)]
pub(super) struct Letters {
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// In half points.
    pub(super) size: Option<u32>,
}

impl Letters {
    pub(super) fn sized(points: u32) -> Self {
        Self { size: Some(points * 2), ..Self::default() }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn italic(self) -> Self {
        Self { italic: true, ..self }
    }
}

impl Paragraph<'_> {
    /// A paragraph of one run; "\n" in it are line breaks.
    pub(super) fn write(self, x: &mut Xml, letters: Letters, text: &str) -> io::Result<()> {
        self.write_runs(x, letters, |x| run(x, letters, text))
    }

    /// A paragraph of what `runs` writes. `mark` is how the paragraph mark is set: an empty line has its height.
    pub(super) fn write_runs(
        self,
        x: &mut Xml,
        mark: Letters,
        runs: impl FnOnce(&mut Xml) -> io::Result<()>,
    ) -> io::Result<()> {
        x.element("w:p", &[], |x| {
            x.element("w:pPr", &[], |x| self.properties(x, mark))?;
            runs(x)
        })
    }

    fn properties(self, x: &mut Xml, mark: Letters) -> io::Result<()> {
        if let Some(style) = self.style {
            x.empty("w:pStyle", &[("w:val", style)])?;
        }
        if self.keep_next {
            x.empty("w:keepNext", &[])?;
        }
        if self.rule_above {
            x.element("w:pBdr", &[], |x| {
                let black =
                    [("w:val", "single"), ("w:sz", "5"), ("w:space", "0"), ("w:color", "000000")];
                x.empty("w:top", &black)
            })?;
        }
        if self.before.is_some() || self.after.is_some() || self.line.is_some() {
            let (before, after, line) =
                [self.before, self.after, self.line].map(|n| n.map(|n| n.to_string())).into();
            let mut given = Vec::new();
            if let Some(before) = &before {
                given.push(("w:before", before.as_str()));
            }
            if let Some(after) = &after {
                given.push(("w:after", after.as_str()));
            }
            if let Some(line) = &line {
                given.extend([("w:line", line.as_str()), ("w:lineRule", "exact")]);
            }
            x.empty("w:spacing", &given)?;
        }
        if let Some((left, right)) = self.indent {
            let (left, right) = (left.to_string(), right.to_string());
            x.empty("w:ind", &[("w:left", &left), ("w:right", &right), ("w:firstLine", "0")])?;
        }
        if let Some(align) = self.align {
            x.empty("w:jc", &[("w:val", align)])?;
        }
        if mark.size.is_some() {
            letters_properties(x, mark)?;
        }
        if let Some(section) = self.section {
            section(x)?;
        }
        Ok(())
    }
}

/// A run of letters; "\n" in it are line breaks.
pub(super) fn run(x: &mut Xml, letters: Letters, text: &str) -> io::Result<()> {
    // every letter can stand in the file; Word finds a font for those Times New Roman lacks
    let text = printable(text, |_| true);
    for (i, line) in text.split('\n').enumerate() {
        x.element("w:r", &[], |x| {
            letters_properties(x, letters)?;
            if i > 0 {
                x.empty("w:br", &[])?;
            }
            x.element("w:t", &[("xml:space", "preserve")], |x| x.text(line))
        })?;
    }
    Ok(())
}

fn letters_properties(x: &mut Xml, letters: Letters) -> io::Result<()> {
    if !letters.bold && !letters.italic && letters.size.is_none() {
        return Ok(());
    }
    x.element("w:rPr", &[], |x| {
        if letters.bold {
            x.empty("w:b", &[])?;
            x.empty("w:bCs", &[])?;
        }
        if letters.italic {
            x.empty("w:i", &[])?;
            x.empty("w:iCs", &[])?;
        }
        if let Some(size) = letters.size {
            let size = size.to_string();
            x.empty("w:sz", &[("w:val", &size)])?;
            x.empty("w:szCs", &[("w:val", &size)])?;
        }
        Ok(())
    })
}
