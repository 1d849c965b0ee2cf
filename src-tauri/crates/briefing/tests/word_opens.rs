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
use std::path::Path;
use std::process::Command;

use briefing::content::{self, DocumentKind};
use briefing::{Typeface, docx, layout};
use support::{form, province};

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

fn read(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let done = command.output().unwrap_or_else(|e| {
        panic!(
            "{program} is missing ({e}): the set-up of `cargo xtask test` installs poppler-utils"
        )
    });
    assert!(done.status.success(), "{program} reads {}", file.display());
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn page_count(file: &Path) -> usize {
    let said = read("pdfinfo", &[], file);
    let line = said.lines().find_map(|l| l.strip_prefix("Pages:")).expect("a page count");
    line.trim().parse().expect("a number")
}

#[test]
fn every_word_file_opens_in_libreoffice_with_the_same_figures() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word-opens");
    // what an earlier run left must not pass for this one's
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
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

    // Times New Roman's measures on every machine: pages are counted
    let tinos = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let fonts = folder.join("fonts.conf");
    let conf = format!(
        "<?xml version=\"1.0\"?><fontconfig><dir>{}</dir><cachedir>{}</cachedir><alias binding=\"same\">\
         <family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias></fontconfig>",
        tinos.display(),
        folder.join("font-cache").display()
    );
    std::fs::write(&fonts, conf).unwrap();
    let out = folder.join("out");
    let done = Command::new("soffice")
        .env("FONTCONFIG_FILE", &fonts)
        // a profile of its own: neither the user's settings nor a running LibreOffice matter
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&out)
        .args(written.iter().map(|w| &w.1))
        .output()
        .unwrap_or_else(|e| {
            panic!("LibreOffice is missing ({e}): the set-up of `cargo xtask test` installs libreoffice-writer-nogui")
        });
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!said.contains("Error"), "LibreOffice has nothing to say: {said}");

    for (stem, _, ours, wanted) in &written {
        let pdf = out.join(format!("{stem}.pdf"));
        // it exits 0 even when it could not read a file
        assert!(pdf.is_file(), "LibreOffice turned {stem}.docx into a PDF: {said}");
        let theirs = page_count(&pdf);
        assert!(
            pages_allowed(*ours).contains(&theirs),
            "{stem}: {theirs} pages in LibreOffice, {ours} in our PDF"
        );
        let found = figures(&read("pdftotext", &["-layout"], &pdf));
        assert_eq!(found, *wanted, "{stem}: the same figures in LibreOffice and in our PDF");
    }
}
