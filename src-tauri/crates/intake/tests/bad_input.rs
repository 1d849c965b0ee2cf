//! What is no readable spreadsheet: a finding that names the reason, never a panic.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use intake::{Received, plan_catalogue, plan_submission};
use proptest::prelude::*;
use scorebook::plan::SourceFile;
use support::{SNV, agencies, catalogue, edit_parts, head, xlsx};

fn findings(bytes: &[u8]) -> (Vec<&'static str>, Vec<&'static str>) {
    let file = || SourceFile::new("tệp.xlsx", bytes.to_vec());
    let submission =
        plan_submission(&Received::read_here(file()), &catalogue(), &agencies(), Some(SNV), &[]);
    let tree = plan_catalogue(&Received::read_here(file()), support::YEAR);
    assert!(submission.is_blocked() && tree.is_blocked(), "neither can be applied");
    let codes =
        |problems: &[scorebook::Problem]| problems.iter().map(|p| p.finding.code()).collect();
    (codes(&submission.problems), codes(&tree.problems))
}

fn assert_finding(bytes: &[u8], code: &'static str, why: &str) {
    assert_eq!(findings(bytes), (vec![code], vec![code]), "{why}");
}

fn good() -> Vec<u8> {
    xlsx(&[("Bảng", vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]])])
}

/// A zip with those parts.
fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn files_of_other_kinds_are_named() {
    for (bytes, what) in [
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".as_slice(), "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "JPEG"),
        (b"<html><p>1.1.1</p></html>", "HTML without a table"),
        (b"\xEF\xBB\xBF<!DOCTYPE html><html></html>", "HTML"),
        (b"<?xml version=\"1.0\"?><Workbook/>", "XML"),
        (b"\0\x01\x02\x03\x04\x05\x06\x07 noise", "noise"),
    ] {
        assert_finding(bytes, "not_a_spreadsheet", what);
    }
    assert_finding(&container(&[("a.txt", b"a")]), "not_a_spreadsheet", "a .zip");
}

#[test]
fn nothing_is_said_to_be_nothing() {
    assert_finding(b"", "empty_file", "no bytes");
    assert_finding(b"\n\n ; ;\n", "empty_file", "no text");
    assert_finding(&xlsx(&[("Sheet1", vec![])]), "empty_file", "no cells");
}

#[test]
fn a_cut_or_garbled_file_is_damaged() {
    let good = good();
    assert_finding(&good[..good.len() / 2], "damaged_file", "half of it arrived");
    let garbled = edit_parts(&good, |part| part.replace("<sheetData>", "<sheetData"));
    assert_finding(&garbled, "damaged_file", "its XML does not close");
    assert_finding(&container(&[("xl/workbook.xml", b"")]), "damaged_file", "a hollow .xlsx");
    assert_finding(&container(&[("content.xml", b"<a>")]), "damaged_file", "a hollow .ods");
    assert_finding(b"{\\rtf1\\ansi", "damaged_file", "an .rtf that is cut");
    let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    ole.resize(600, 0);
    assert_finding(&ole, "damaged_file", "a hollow .xls");
}

#[test]
fn a_password_is_asked_to_be_taken_off() {
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    ole.resize(512, 0);
    ole.extend(stream);
    assert_finding(&ole, "password_protected", "an .xlsx with a password is an OLE file");
    let manifest = br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="9"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let ods = container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"\x01\x02\x03"),
    ]);
    assert_finding(&ods, "password_protected", "an .ods says so in its manifest");
}

#[test]
fn a_small_file_that_unfolds_to_much_is_refused() {
    let bomb = vec![b' '; 600 * 1024 * 1024];
    let zip =
        container(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &bomb)]);
    drop(bomb);
    assert!(zip.len() < 2_000_000, "it is small");
    assert_finding(&zip, "too_large", "600 MB in a small file");
}

#[test]
fn an_ods_that_repeats_cells_without_end_is_refused_or_read_quickly() {
    let repeated = |rows: u32, columns: u32| {
        let content = format!(
            r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#
        );
        container(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let started = std::time::Instant::now();
    assert_finding(&repeated(1_048_576, 16_384), "too_large", "seventeen thousand million cells");
    assert_finding(&repeated(u32::MAX, u32::MAX), "too_large", "more still");
    assert!(
        started.elapsed().as_secs() < 20,
        "told before they are unfolded: {:?}",
        started.elapsed()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = plan_submission(&Received::read_here(SourceFile::new("a", bytes)), &catalogue(), &agencies(), None, &[]);
    }

    #[test]
    fn no_flipped_byte_makes_it_panic(at in any::<prop::sample::Index>(), value in any::<u8>()) {
        let mut bytes = good();
        let at = at.index(bytes.len());
        bytes[at] = value;
        let _ = plan_submission(&Received::read_here(SourceFile::new("a.xlsx", bytes)), &catalogue(), &agencies(), None, &[]);
    }
}
