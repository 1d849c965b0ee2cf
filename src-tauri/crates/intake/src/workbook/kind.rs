//! What a file is, by its content: names lie (one in ten .xls is an .xlsx inside).

use std::io::Cursor;

use scorebook::Finding;
use zip::ZipArchive;

use super::compound::Storage;
use super::package::Package;
use super::{broken, compound, inflate, letters, spreadsheet_ml};

/// A format we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// .docx.
    Word,
    /// .doc of Word 97 and later.
    Doc,
    Odt,
    Rtf,
    /// Excel 2003 XML.
    SpreadsheetMl,
    /// A web page, whatever its name.
    Html,
    /// Comma, semicolon or tab separated.
    Text,
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Starts of files that are no spreadsheets, and their names.
const OTHERS: [(&[u8], &str); 7] = [
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh PNG"),
    (b"\xFF\xD8\xFF", "tệp ảnh JPEG"),
    (b"GIF8", "tệp ảnh GIF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xBC\xAF", "tệp nén 7-Zip"),
    (b"MZ", "tệp chương trình"),
];

/// How a .zip that is no document is named.
pub(crate) const ARCHIVE: &str = "tệp nén";

pub(crate) fn of(bytes: &[u8]) -> Result<Kind, Finding> {
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
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Ok(Kind::Rtf);
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
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    inflate::within_limit(&mut archive)?;
    let names: Vec<String> =
        archive.file_names().flatten().map(|n| n.to_ascii_lowercase()).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if has("xl/workbook.xml") || names.iter().any(|n| n.starts_with("xl/")) {
        Ok(Kind::Xlsx)
    } else if has("word/document.xml") {
        Ok(Kind::Word)
    } else if has("ppt/presentation.xml") {
        Err(other("tệp trình chiếu"))
    } else if has("content.xml") {
        open_document(bytes)
    } else if has("[content_types].xml") {
        Ok(Kind::Xlsx)
    } else {
        Err(other(ARCHIVE))
    }
}

/// A file of OpenDocument says itself what it is ([ODF 1.3] part 2, 3.3).
fn open_document(bytes: &[u8]) -> Result<Kind, Finding> {
    let kind = Package::open(bytes)?.text_if_sound("mimetype").unwrap_or_default();
    let kind = kind.trim().trim_start_matches("application/vnd.oasis.opendocument.");
    if kind.starts_with("text") {
        Ok(Kind::Odt)
    } else if kind.starts_with("presentation") {
        Err(other("tệp trình chiếu"))
    } else if kind.starts_with("graphics") {
        Err(other("tệp hình vẽ"))
    } else {
        Ok(Kind::Ods)
    }
}

/// An OLE compound file: an old .xls, or a box around something else.
fn compound(bytes: &[u8]) -> Result<Kind, Finding> {
    let names = compound::names(bytes);
    let holds = |name: &str| {
        if !names.is_empty() {
            return names.iter().any(|n| n == name);
        }
        // what is left of a broken one may tell still; names are UTF-16
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).step_by(2).any(|w| w == wide)
    };
    let outermost = Storage::root(bytes);
    // a sheet may hold a document, and a document a sheet
    let is_outermost = |name: &str| match &outermost {
        Some(root) => root.names().any(|n| n == name),
        None => holds(name),
    };
    if holds("EncryptedPackage") {
        Err(Finding::PasswordProtected)
    } else if is_outermost("__properties_version1.0") {
        Err(other("thư Outlook (.msg)"))
    } else if is_outermost("WordDocument") {
        Ok(Kind::Doc)
    } else if is_outermost("PowerPoint Document") {
        Err(other("tệp trình chiếu"))
    } else if is_outermost("MatOST") {
        Err(other(
            "văn bản Microsoft Works (.wps); hãy mở bằng chương trình đã tạo ra nó rồi lưu thành .docx",
        ))
    } else {
        compound::check(bytes)?;
        Ok(Kind::Xls)
    }
}

fn text(bytes: &[u8]) -> Result<Kind, Finding> {
    let utf16 = letters::utf16(bytes);
    let start = &bytes[..bytes.len().min(1_024)];
    let start = utf16.map_or_else(|| String::from_utf8_lossy(start), |utf16| utf16.decode(start).0);
    let start = start.trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let start = start.as_str();
    if start.starts_with('<')
        && start.contains("workbook")
        && start.contains(spreadsheet_ml::NAMESPACE)
    {
        return Ok(Kind::SpreadsheetMl);
    }
    if start.starts_with("<?xml") && !start.contains("<html") {
        return Err(other("tệp XML; hãy mở bằng Excel rồi lưu thành .xlsx"));
    }
    if start.starts_with("mime-version:") {
        return Err(other("trang web một tệp (.mht); hãy mở bằng Excel rồi lưu thành .xlsx"));
    }
    if let Some(with_table) = page(start, bytes) {
        return if with_table {
            Ok(Kind::Html)
        } else {
            Err(other("trang web không có bảng nào"))
        };
    }
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C);
    if utf16.is_none() && bytes.iter().take(4_096).any(|b| control(&b)) {
        return Err(other(""));
    }
    Ok(Kind::Text)
}

/// Does a text begin as web pages and the clipboard's HTML do, and does it hold a table?
fn page(start: &str, bytes: &[u8]) -> Option<bool> {
    // letters of UTF-16 have a zero between them
    let holds = |tag: &str| {
        let wide: Vec<u8> = tag.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let narrow = tag.as_bytes();
        bytes.windows(narrow.len()).any(|w| w.eq_ignore_ascii_case(narrow))
            || bytes
                .windows(wide.len() - 1)
                .any(|w| w.eq_ignore_ascii_case(&wide[..wide.len() - 1]))
    };
    let is_page = ["<!doctype html", "<html"].iter().any(|tag| start.starts_with(tag));
    let begins = is_page || start.starts_with('<') || start.starts_with("version:");
    let with_table = begins && holds("<table");
    (is_page || with_table).then_some(with_table)
}
