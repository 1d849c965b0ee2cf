//! Every Word file opens in LibreOffice: turned into a PDF there, it says what our own PDF says.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test"
)]

mod support;

use std::collections::BTreeSet;

use briefing::content::{self, DocumentKind};
use briefing::{Typeface, docx, layout};
use support::{form, paper, province};

/// LibreOffice breaks lines and rows by its own rules and often in another typeface: a page more or less for each
/// seven is its doing; beyond that something of ours is set differently.
fn pages_allowed(ours: usize) -> std::ops::RangeInclusive<usize> {
    let slack = ours.div_ceil(7);
    ours - slack..=ours + slack
}

/// Numbers with decimals, "12,50": page numbers and dates are not among them.
fn figures(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_digit() && c != ',')
        .filter(|word| {
            word.split_once(',').is_some_and(|(whole, part)| {
                !whole.is_empty() && part.len() == 2 && part.chars().all(|c| c.is_ascii_digit())
            })
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_word_file_opens_in_libreoffice_with_the_same_figures() {
    let folder = paper::folder("word-opens");
    let snapshot = province().snapshot();
    let mut written = Vec::new();
    for kind in DocumentKind::ALL {
        let pieces = content::documents(kind, &snapshot, &form(&snapshot.figures));
        assert!(!pieces.is_empty(), "the province has a {}", kind.slug());
        for (i, piece) in pieces.iter().enumerate() {
            let stem = format!("{}-{i}", kind.slug());
            let pages = layout::lay_out(&piece.document, Typeface::Bundled).unwrap();
            let word = folder.join(format!("{stem}.docx"));
            std::fs::write(&word, docx::write(&piece.document).unwrap()).unwrap();
            let text: String = (0..pages.page_count()).map(|p| pages.page_text(p) + "\n").collect();
            written.push((stem, word, pages.page_count(), figures(&text)));
        }
    }

    let words: Vec<_> = written.iter().map(|w| w.1.clone()).collect();
    let printed = paper::by_libreoffice(&folder, &words);
    for ((stem, _, ours, wanted), pdf) in written.iter().zip(&printed) {
        let theirs = paper::page_count(pdf);
        assert!(
            pages_allowed(*ours).contains(&theirs),
            "{stem}: {theirs} pages in LibreOffice, {ours} in our PDF"
        );
        let found = figures(&paper::text(pdf));
        assert_eq!(found, *wanted, "{stem}: the same figures in LibreOffice and in our PDF");
    }
}
