//! PDF files as other programs find them: sound, tagged, with embedded fonts, bookmarks and text to copy.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test"
)]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use briefing::content::{self, DocumentKind};
use briefing::{Typeface, layout};
use support::office::Element;
use support::{form, paper, province};
use unicode_normalization::UnicodeNormalization;

/// Every document of the province, written.
fn written(folder: &str) -> Vec<PathBuf> {
    let files = written_of(folder, &DocumentKind::ALL);
    assert!(files.len() > 6, "a file of each kind at least");
    files
}

/// The report of the province, written.
fn report(folder: &str) -> PathBuf {
    written_of(folder, &[DocumentKind::Briefing]).remove(0)
}

fn written_of(folder: &str, kinds: &[DocumentKind]) -> Vec<PathBuf> {
    let folder = paper::folder(folder);
    let snapshot = province().snapshot();
    let form = form(&snapshot.figures);
    let mut files = Vec::new();
    for &kind in kinds {
        for (n, piece) in content::documents(kind, &snapshot, &form).iter().enumerate() {
            let pages = layout::lay_out(&piece.document, Typeface::Bundled).unwrap();
            let file = folder.join(format!("{}-{n}.pdf", kind.slug()));
            std::fs::write(&file, pages.pdf().unwrap()).unwrap();
            files.push(file);
        }
    }
    files
}

fn ask(program: &str, arguments: &[&str], file: &Path) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" || program == "qpdf" && arguments.contains(&"--qdf") {
        command.arg("-");
    }
    let done = command.output().unwrap_or_else(|e| {
        panic!("{program} is missing ({e}): the set-up of `cargo xtask test` installs it")
    });
    assert!(done.status.success(), "{program} finds no fault in {}: {done:?}", file.display());
    done
}

fn said(program: &str, arguments: &[&str], file: &Path) -> String {
    String::from_utf8_lossy(&ask(program, arguments, file).stdout).into_owned()
}

#[test]
fn every_file_is_sound_and_archival() {
    for file in written("pdf-sound") {
        let name = file.display();
        let checked = said("qpdf", &["--check"], &file);
        assert!(checked.contains("No syntax or stream encoding errors found"), "{name}: {checked}");
        let facts = said("pdfinfo", &[], &file);
        for fact in ["Tagged:          yes", "Encrypted:       no", "JavaScript:      no"] {
            assert!(facts.contains(fact), "{name}: {fact} in {facts}");
        }
        let fonts = said("pdffonts", &[], &file);
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{name} has fonts");
        for font in fonts {
            assert!(font.contains("+Tinos-"), "{name}: a part of our typeface alone: {font}");
            assert!(
                font.contains(" yes yes yes "),
                "{name}: embedded, subset, with its letters: {font}"
            );
        }
        let source = ask("qpdf", &["--qdf", "--object-streams=disable"], &file).stdout;
        let has = |needle: &str| source.windows(needle.len()).any(|w| w == needle.as_bytes());
        assert!(has("/Lang (vi-VN)"), "{name}: the document's language");
        for never in ["/URI", "/JavaScript", "/Launch", "/EmbeddedFile"] {
            assert!(!has(never), "{name} has no {never}");
        }
    }
}

#[test]
fn the_structure_tells_headings_tables_and_pictures() {
    let structure = said("pdfinfo", &["-struct"], &report("pdf-structure"));
    for (what, element) in [
        ("parts", "\n  H1 "),
        ("clauses", "\n  H2 "),
        ("paragraphs", "\n  P (block)"),
        ("tables", "\n  Table"),
        ("headings of columns", "TH"),
        ("cells", "TD"),
        ("the chart", "Figure"),
    ] {
        assert!(structure.contains(element), "{what} are told as such: no {element:?}");
    }
    // pdfinfo draws the whole page anew for the words of each cell: the annexes but one would take minutes
    let snapshot = province().snapshot();
    let mut document = content::briefing(&snapshot, &form(&snapshot.figures));
    document.annexes.drain(..document.annexes.len() - 1);
    let short = paper::folder("pdf-structure-words").join("short.pdf");
    let pages = layout::lay_out(&document, Typeface::Bundled).unwrap();
    std::fs::write(&short, pages.pdf().unwrap()).unwrap();
    let structure = said("pdfinfo", &["-struct-text"], &short);
    for words in ["I. TÌNH HÌNH TRIỂN KHAI", "Tổng cộng", "Tiến độ gửi kết quả tự chấm"]
    {
        assert!(structure.contains(words), "{words:?} is in the structure");
    }
}

#[test]
fn bookmarks_lead_to_parts_and_annexes() {
    let xml = ask("pdftohtml", &["-xml", "-i", "-stdout"], &report("pdf-bookmarks")).stdout;
    let items = Element::parse(&xml);
    let items: Vec<String> = items.every("item").iter().map(|i| i.text.clone()).collect();
    for wanted in [
        "I. TÌNH HÌNH TRIỂN KHAI",
        "1. Tiến độ gửi kết quả tự chấm",
        "IV. ĐÁNH GIÁ, ĐỀ XUẤT, KIẾN NGHỊ",
        "Phụ lục I ",
        "Phụ lục IV ",
    ] {
        assert!(items.iter().any(|i| i.starts_with(wanted)), "{wanted} among {items:?}");
    }
}

#[test]
fn text_is_copied_as_it_was_meant() {
    for file in written("pdf-text") {
        let text = said("pdftotext", &[], &file);
        let composed: String = text.nfc().collect();
        assert!(text == composed, "{}: letters with their marks, composed", file.display());
        for letter in text.chars() {
            let private = ('\u{e000}'..='\u{f8ff}').contains(&letter) || letter == '\u{fffd}';
            assert!(!private, "{}: {letter:?} is a letter", file.display());
        }
        assert!(text.contains("điểm"), "{}: Vietnamese", file.display());
    }
}
