//! Word files: the same words and figures as the printed pages, made to be edited on.
//!
//! Elements stand in the order the schema of ECMA-376 demands, because Word refuses a file over it. Widths are
//! in twips, never in shares; the typeface is named, not embedded. Nothing of the clock or of this machine goes
//! in: one snapshot gives the same bytes.

mod chart;
mod front;
mod package;
mod paragraph;
mod section;
mod table;
mod xml;

use std::io;

use self::paragraph::{Letters, Paragraph};
use self::section::Paper;
use self::xml::{Writes, Xml};
use crate::Error;
use crate::content::{Annex, Block, Document};

const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// The document as a Word file.
pub fn write(document: &Document) -> Result<Vec<u8>, Error> {
    package::write(document).map_err(|e| Error::File(e.to_string()))
}

/// `word/document.xml`.
fn text(document: &Document) -> io::Result<Vec<u8>> {
    let mut x = Xml::new()?;
    x.element("w:document", &NAMESPACES, |x| {
        x.element("w:body", &[], |x| {
            if let (Some(header), Some(signature)) = (&document.header, &document.signature) {
                front::heading(x, header)?;
                blocks(x, &document.blocks, 257.0)?;
                front::sign_off(x, document, signature)?;
                // a table cannot end a section; this paragraph is too low to see
                let end = |x: &mut Xml| section::properties(x, Paper::Upright);
                let section: Option<Writes<'_>> =
                    if document.annexes.is_empty() { None } else { Some(&end) };
                let low = Paragraph {
                    style: Some("Tieude"),
                    line: Some(20),
                    section,
                    ..Paragraph::default()
                };
                low.write_runs(x, Letters::sized(1), |_| Ok(()))?;
            }
            let last = document.annexes.len().saturating_sub(1);
            for (i, a) in document.annexes.iter().enumerate() {
                annex(x, a, i == last)?;
            }
            let paper = if document.annexes.is_empty() { Paper::Upright } else { Paper::OnItsSide };
            section::properties(x, paper)
        })
    })?;
    Ok(x.into_bytes())
}

fn annex(x: &mut Xml, annex: &Annex, is_last: bool) -> io::Result<()> {
    let heading = format!("{}\n{}", annex.label, annex.title);
    let heading = heading.trim_start_matches('\n');
    Paragraph { style: Some("Phuluc"), ..Paragraph::default() }.write(
        x,
        Letters::default(),
        heading,
    )?;
    Paragraph { style: Some("Kemtheo"), ..Paragraph::default() }.write(
        x,
        Letters::default(),
        &annex.reference,
    )?;
    front::rule_under_reference(x, &annex.reference)?;
    blocks(x, &annex.blocks, 170.0)?;
    let end = |x: &mut Xml| section::properties(x, Paper::OnItsSide);
    // the last section's properties stand at the end of the body
    let section: Option<Writes<'_>> = if is_last { None } else { Some(&end) };
    Paragraph { style: Some("Ghichu"), section, ..Paragraph::default() }.write(
        x,
        Letters::default(),
        &annex.snapshot_line,
    )
}

/// `page_mm` is the height of the text of a page.
fn blocks(x: &mut Xml, blocks: &[Block], page_mm: f64) -> io::Result<()> {
    for (i, block) in blocks.iter().enumerate() {
        // what announces a list or a table stays with it
        let keep_next = matches!(blocks.get(i + 1), Some(Block::Point { .. } | Block::Table(_)));
        let styled = |style| Paragraph { style: Some(style), ..Paragraph::default() };
        let plain = Letters::default();
        match block {
            Block::Part { number, title } => {
                styled("Heading1").write(x, plain, &format!("{number} {title}"))?;
            }
            Block::Clause { number, title } => {
                styled("Heading2").write(x, plain, &format!("{number} {title}"))?;
            }
            Block::Point { letter, text } => {
                styled("Vanban").write(x, plain, &format!("{letter} {text}"))?;
            }
            Block::Paragraph { text } | Block::Remark { text } => {
                Paragraph { keep_next, ..styled("Vanban") }.write(x, plain, text)?;
            }
            Block::Note { text } => styled("Ghichu").write(x, plain, text)?,
            Block::Chart(c) => chart::place(x, c)?,
            Block::Table(t) => {
                table::write(x, t, page_mm)?;
                if !matches!(blocks.get(i + 1), Some(Block::Note { .. })) {
                    // some air, and two tables in a row would become one
                    Paragraph { style: Some("Tieude"), line: Some(160), ..Paragraph::default() }
                        .write_runs(x, Letters::sized(1), |_| Ok(()))?;
                }
            }
        }
    }
    Ok(())
}
