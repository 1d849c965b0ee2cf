//! What a file is, by its content: names lie (one in ten .xls is an .xlsx inside).

use std::io::Cursor;

use scorebook::Finding;
use zip::ZipArchive;

use super::{damaged, limits};

/// A format we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// Comma, semicolon or tab separated.
    Text,
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Starts of files that are no spreadsheets, and their names.
const OTHERS: [(&[u8], &str); 8] = [
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh PNG"),
    (b"\xFF\xD8\xFF", "tệp ảnh JPEG"),
    (b"GIF8", "tệp ảnh GIF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xBC\xAF", "tệp nén 7-Zip"),
    (b"{\\rtf", "văn bản RTF"),
    (b"MZ", "tệp chương trình"),
];

pub(super) fn of(bytes: &[u8]) -> Result<Kind, Finding> {
    if bytes.starts_with(b"PK") {
        return zipped(bytes);
    }
    if bytes.starts_with(OLE) {
        return compound(bytes);
    }
    // BIFF2 to BIFF5 without a container
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) && bytes.get(3) == Some(&0) {
        return Ok(Kind::Xls);
    }
    if let Some((_, name)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(other(name));
    }
    text(bytes)
}

fn other(detail: &str) -> Finding {
    Finding::NotASpreadsheet { detail: detail.into() }
}

fn zipped(bytes: &[u8]) -> Result<Kind, Finding> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut inflated = 0_u64;
    for index in 0..archive.len() {
        inflated = inflated.saturating_add(archive.by_index_raw(index).map_err(damaged)?.size());
    }
    if inflated > limits::INFLATED_BYTES {
        return Err(Finding::TooLarge {
            detail: "nội dung giải nén lớn hơn 512 MB".into()
        });
    }
    let names: Vec<String> =
        archive.file_names().flatten().map(|n| n.to_ascii_lowercase()).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if has("xl/workbook.xml") || names.iter().any(|n| n.starts_with("xl/")) {
        Ok(Kind::Xlsx)
    } else if has("word/document.xml") {
        Err(other("văn bản Word"))
    } else if has("ppt/presentation.xml") {
        Err(other("tệp trình chiếu"))
    } else if has("content.xml") {
        Ok(Kind::Ods)
    } else if has("[content_types].xml") {
        Ok(Kind::Xlsx)
    } else {
        Err(other("tệp nén"))
    }
}

/// An OLE compound file: an old .xls, or a box around something else. Stream names are UTF-16.
fn compound(bytes: &[u8]) -> Result<Kind, Finding> {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).step_by(2).any(|w| w == wide)
    };
    if holds("EncryptedPackage") {
        Err(Finding::PasswordProtected)
    } else if holds("WordDocument") && !holds("Workbook") {
        Err(other("văn bản Word"))
    } else {
        Ok(Kind::Xls)
    }
}

fn text(bytes: &[u8]) -> Result<Kind, Finding> {
    let start =
        String::from_utf8_lossy(&bytes[..bytes.len().min(1_024)]).trim_start().to_lowercase();
    let start = start.trim_start_matches('\u{feff}');
    if ["<!doctype html", "<html", "<table"].iter().any(|tag| start.starts_with(tag)) {
        return Err(other("trang HTML; hãy mở bằng Excel rồi lưu thành .xlsx"));
    }
    if start.starts_with("<?xml") {
        return Err(other("tệp XML; hãy mở bằng Excel rồi lưu thành .xlsx"));
    }
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C);
    if !utf16 && bytes.iter().take(4_096).any(|b| control(&b)) {
        return Err(other(""));
    }
    Ok(Kind::Text)
}
