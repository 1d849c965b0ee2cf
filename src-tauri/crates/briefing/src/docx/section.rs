//! Sections: paper, margins, page numbers that begin anew, what stands in the margins.

use std::io;

use super::paragraph::{Letters, Paragraph, twips};
use super::xml::Xml;

/// How a section's paper lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    Upright,
    OnItsSide,
}

/// Relationship ids of the parts in the margins.
pub(super) const FIRST_HEAD: &str = "rIdHeadFirst";
pub(super) const UPRIGHT_HEAD: &str = "rIdHeadUpright";
pub(super) const SIDE_HEAD: &str = "rIdHeadSide";
pub(super) const FOOT: &str = "rIdFoot";

/// `w:sectPr`: a section whose pages are numbered from 1 and whose first page shows no number.
pub(super) fn properties(x: &mut Xml, paper: Paper) -> io::Result<()> {
    let (short, long) = ("11906", "16838");
    x.element("w:sectPr", &[], |x| {
        let head = if paper == Paper::Upright { UPRIGHT_HEAD } else { SIDE_HEAD };
        x.empty("w:headerReference", &[("w:type", "default"), ("r:id", head)])?;
        x.empty("w:headerReference", &[("w:type", "first"), ("r:id", FIRST_HEAD)])?;
        x.empty("w:footerReference", &[("w:type", "default"), ("r:id", FOOT)])?;
        x.empty("w:footerReference", &[("w:type", "first"), ("r:id", FOOT)])?;
        x.empty("w:type", &[("w:val", "nextPage")])?;
        match paper {
            Paper::Upright => x.empty("w:pgSz", &[("w:w", short), ("w:h", long)])?,
            Paper::OnItsSide => {
                x.empty("w:pgSz", &[("w:w", long), ("w:h", short), ("w:orient", "landscape")])?;
            }
        }
        let [top, left, right, edge] = [20.0, 30.0, 15.0, 10.0].map(|mm| twips(mm).to_string());
        x.empty(
            "w:pgMar",
            &[
                ("w:top", &top),
                ("w:right", &right),
                ("w:bottom", &top),
                ("w:left", &left),
                ("w:header", &edge),
                ("w:footer", &edge),
                ("w:gutter", "0"),
            ],
        )?;
        x.empty("w:pgNumType", &[("w:fmt", "decimal"), ("w:start", "1")])?;
        x.empty("w:cols", &[("w:space", "708")])?;
        x.empty("w:titlePg", &[])
    })
}

/// The head of a page: its number in the middle when `width_mm` of text is given, the mark at the right.
pub(super) fn head(width_mm: Option<f64>, mark: Option<&str>) -> io::Result<Vec<u8>> {
    part("w:hdr", |x| {
        x.element("w:p", &[], |x| {
            x.element("w:pPr", &[], |x| {
                x.empty("w:pStyle", &[("w:val", "Header")])?;
                match width_mm {
                    Some(width) => {
                        let (middle, end) =
                            (twips(width / 2.0).to_string(), twips(width).to_string());
                        x.element("w:tabs", &[], |x| {
                            x.empty("w:tab", &[("w:val", "center"), ("w:pos", &middle)])?;
                            x.empty("w:tab", &[("w:val", "right"), ("w:pos", &end)])
                        })
                    }
                    None => x.empty("w:jc", &[("w:val", "right")]),
                }
            })?;
            if width_mm.is_some() {
                x.element("w:r", &[], |x| x.empty("w:tab", &[]))?;
                x.element("w:fldSimple", &[("w:instr", " PAGE ")], |x| {
                    x.element("w:r", &[], |x| x.leaf("w:t", "2"))
                })?;
                if mark.is_some() {
                    x.element("w:r", &[], |x| x.empty("w:tab", &[]))?;
                }
            }
            mark.map_or(Ok(()), |mark| boxed(x, mark))
        })
    })
}

pub(super) fn foot(mark: Option<&str>) -> io::Result<Vec<u8>> {
    part("w:ftr", |x| {
        let line =
            Paragraph { style: Some("Footer"), align: Some("center"), ..Paragraph::default() };
        line.write_runs(x, Letters::default(), |x| mark.map_or(Ok(()), |mark| boxed(x, mark)))
    })
}

/// The mark of sample data: grey, in a frame, as on the printed page.
fn boxed(x: &mut Xml, mark: &str) -> io::Result<()> {
    x.element("w:r", &[], |x| {
        x.element("w:rPr", &[], |x| {
            x.empty("w:b", &[])?;
            x.empty("w:bCs", &[])?;
            x.empty("w:color", &[("w:val", "5A5A5A")])?;
            x.empty("w:sz", &[("w:val", "20")])?;
            x.empty("w:szCs", &[("w:val", "20")])?;
            x.empty(
                "w:bdr",
                &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "5A5A5A")],
            )
        })?;
        x.element("w:t", &[("xml:space", "preserve")], |x| x.text(&format!(" {mark} ")))
    })
}

fn part(root: &str, inner: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut x = Xml::new()?;
    x.element(root, &super::NAMESPACES, inner)?;
    Ok(x.into_bytes())
}
