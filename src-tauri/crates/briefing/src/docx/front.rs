//! The heading of the first page and the signature block, in the decree's order and sizes.

use std::io;

use super::paragraph::{Letters, Paragraph, twips};
use super::table::side_by_side;
use super::xml::Xml;
use crate::content::{Document, Header, Signature};
use crate::printable::printable;
use crate::typeface::Ruler;

/// Left and right halves of the heading.
const LEFT_MM: f64 = 66.0;
const RIGHT_MM: f64 = 99.0;
/// The text between its margins.
const TEXT_MM: f64 = 165.0;
/// The same of an annex, which lies on its side.
const LANDSCAPE_MM: f64 = 252.0;
/// Room for signature and seal.
const SIGNATURE_MM: f64 = 26.0;

const CENTRED: Paragraph<'static> = Paragraph {
    style: Some("Tieude"),
    keep_next: false,
    rule_above: false,
    before: None,
    after: None,
    line: None,
    indent: None,
    align: Some("center"),
    section: None,
};

pub(super) fn heading(x: &mut Xml, header: &Header) -> io::Result<()> {
    let bodies = |x: &mut Xml| {
        if !header.parent_body.is_empty() {
            CENTRED.write(x, Letters::sized(13), &header.parent_body)?;
        }
        CENTRED.write(x, Letters::sized(13).bold(), &header.body)?;
        // between a third and a half of the text above it
        let widest = header.body.lines().map(|l| bold_mm(l, 13)).fold(0.0, f64::max);
        rule(x, LEFT_MM, widest.min(LEFT_MM) * 0.4)
    };
    let nation = |x: &mut Xml| {
        CENTRED.write(x, Letters::sized(13).bold(), &header.nation)?;
        CENTRED.write(x, Letters::sized(14).bold(), &header.motto)?;
        // as long as the text above it
        rule(x, RIGHT_MM, bold_mm(&header.motto, 14))
    };
    let is_letter = header.kind.is_none();
    let number = |x: &mut Xml| {
        // on one line with the date beside it, though of smaller size
        let before = Some(twips(2.0) + 20);
        Paragraph { before, ..CENTRED }.write(x, Letters::sized(13), &header.number_line)?;
        if is_letter {
            Paragraph { before: Some(120), ..CENTRED }.write(
                x,
                Letters::sized(13),
                &header.subject,
            )?;
        }
        Ok(())
    };
    let place_and_date = |x: &mut Xml| {
        let before = Some(twips(2.0));
        let letters = Letters::sized(14).italic();
        Paragraph { before, ..CENTRED }.write(x, letters, &header.place_and_date)
    };
    let (left, right) = (twips(LEFT_MM), twips(RIGHT_MM));
    side_by_side(
        x,
        &[[(left, &bodies), (right, &nation)], [(left, &number), (right, &place_and_date)]],
    )?;
    if let Some(kind) = &header.kind {
        Paragraph { style: Some("Title"), before: Some(twips(6.5)), ..CENTRED }.write(
            x,
            Letters::default(),
            kind,
        )?;
        subject(x, &header.subject)?;
    }
    addressees(x, header)
}

/// In lines of about the same length, over its rule.
fn subject(x: &mut Xml, text: &str) -> io::Result<()> {
    let whole = bold_mm(text, 14);
    let lines = (whole / 130.0).ceil().max(1.0);
    let (a_line, box_mm) =
        if lines > 1.0 { (whole / lines, whole / lines + 12.0) } else { (whole, TEXT_MM) };
    let side = twips(((TEXT_MM - box_mm) / 2.0).max(0.0));
    Paragraph { indent: Some((side, side)), ..CENTRED }.write(
        x,
        Letters::sized(14).bold(),
        text,
    )?;
    rule(x, TEXT_MM, a_line * 0.4)
}

fn addressees(x: &mut Xml, header: &Header) -> io::Result<()> {
    let before = Some(twips(4.8));
    if header.addressee.is_empty() {
        return Ok(());
    }
    if header.addressees.is_empty() {
        return Paragraph { before, after: Some(twips(3.2)), ..CENTRED }.write(
            x,
            Letters::default(),
            &header.addressee,
        );
    }
    // the names stand under the colon
    let side = twips(40.0);
    let names = side + twips(Ruler::new(14, false).width_mm(&header.addressee));
    let left = Paragraph { align: Some("left"), ..CENTRED };
    Paragraph { before, indent: Some((side, 0)), ..left }.write(
        x,
        Letters::default(),
        &header.addressee,
    )?;
    let last = header.addressees.len() - 1;
    for (i, name) in header.addressees.iter().enumerate() {
        let after = (i == last).then(|| twips(3.2));
        Paragraph { after, indent: Some((names, 0)), ..left }.write(x, Letters::default(), name)?;
    }
    Ok(())
}

/// The last paragraph with the signature, never apart.
pub(super) fn sign_off(x: &mut Xml, document: &Document, signature: &Signature) -> io::Result<()> {
    Paragraph { style: Some("Vanban"), keep_next: true, ..Paragraph::default() }.write(
        x,
        Letters::default(),
        &document.closing,
    )?;
    let before = Some(twips(6.0));
    let left = Paragraph { style: Some("Tieude"), ..Paragraph::default() };
    let recipients = |x: &mut Xml| {
        let label = Letters::sized(12).bold().italic();
        Paragraph { before, ..left }.write(x, label, "Nơi nhận:")?;
        document.recipients.iter().try_for_each(|r| left.write(x, Letters::sized(11), r))
    };
    let signed = |x: &mut Xml| {
        let letters = Letters::sized(14).bold();
        let mut first = Paragraph { before, ..CENTRED };
        if let Some(authority) = &signature.authority {
            first.write(x, letters, authority)?;
            first = CENTRED;
        }
        first.write(x, letters, &signature.title)?;
        Paragraph { before: Some(twips(SIGNATURE_MM)), ..CENTRED }.write(
            x,
            letters,
            &signature.name,
        )
    };
    let half = twips(TEXT_MM / 2.0);
    side_by_side(x, &[[(half, &recipients), (half, &signed)]])
}

/// The rule under "(Kèm theo …)" of an annex.
pub(super) fn rule_under_reference(x: &mut Xml, reference: &str) -> io::Result<()> {
    let words = Ruler::new(14, false).width_mm(&printable(reference, |_| true));
    rule(x, LANDSCAPE_MM, (words * 0.4).min(60.0))
}

/// A rule of that length in the middle of that width: the upper border of a line too low to see.
fn rule(x: &mut Xml, width_mm: f64, length_mm: f64) -> io::Result<()> {
    let side = twips(((width_mm - length_mm) / 2.0).max(0.0));
    let line = Paragraph {
        rule_above: true,
        before: Some(twips(0.8)),
        line: Some(20),
        indent: Some((side, side)),
        ..CENTRED
    };
    line.write_runs(x, Letters::sized(1), |_| Ok(()))
}

fn bold_mm(text: &str, size_pt: u32) -> f64 {
    Ruler::new(size_pt, true).width_mm(&printable(text, |_| true))
}
