//! A kept original laid out for the system's own program: a copy in the program's folder that cannot be written to,
//! gone at the next start.

use std::path::{Path, PathBuf};

use scorebook::{Error, KeptFile, disk};

use crate::failure::Failure;

/// Letters of a name that are kept: Windows counts the whole path.
const NAME_LENGTH: usize = 80;

/// Where the copies lie.
pub(crate) fn folder(of_the_program: &Path) -> PathBuf {
    of_the_program.join("ban-goc-dang-xem")
}

/// Takes the copies of the last time away. One that is still open in another program stays until the next time.
pub(crate) fn clear(folder: &Path) {
    for copy in files(folder) {
        let _ = set_writable(&copy);
    }
    if let Err(error) = std::fs::remove_dir_all(folder)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "copies of originals could not be taken away");
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries(folder).flat_map(|of| entries(&of.path())).map(|file| file.path()).collect()
}

/// Writes the copy, in a folder of its own that is named by the hash of the very bytes, never by what a store says.
pub(crate) fn lay_out(folder: &Path, kept: &KeptFile) -> Result<PathBuf, Failure> {
    let folder = folder.join(kept.sha256());
    let ending = ending(kept).ok_or_else(|| not_opened(&kept.name))?;
    let name = safe_name(&kept.name);
    let stem = Path::new(&name).file_stem().unwrap_or_default().to_string_lossy();
    let stem: String = stem.chars().take(NAME_LENGTH).collect();
    let path = folder.join(format!("{}.{ending}", stem.trim_end_matches(['.', ' '])));
    let trouble = |e: std::io::Error| Error::io(&path, &e);
    if std::fs::read(&path).is_ok_and(|there| there == kept.bytes) {
        return Ok(path);
    }
    std::fs::create_dir_all(&folder).map_err(trouble)?;
    if path.exists() {
        set_writable(&path).map_err(trouble)?;
    }
    disk::write_whole(&path, &kept.bytes)?;
    mark_as_from_outside(&path);
    let mut permissions = std::fs::metadata(&path).map_err(trouble)?.permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).map_err(trouble)?;
    Ok(path)
}

#[allow(
    clippy::permissions_set_readonly_false,
    reason = "our own copy, about to be replaced or taken away"
)]
fn set_writable(path: &Path) -> std::io::Result<()> {
    let mut permissions = std::fs::metadata(path)?.permissions();
    permissions.set_readonly(false);
    std::fs::set_permissions(path, permissions)
}

/// Windows opens a file with this mark guarded (Word and Excel in their protected view). It is a second stream of the
/// file, which only NTFS keeps: where there is none, the file is opened as any other.
fn mark_as_from_outside(path: &Path) {
    if cfg!(windows) {
        use std::io::Write;
        let mut stream = path.as_os_str().to_owned();
        stream.push(":Zone.Identifier");
        let marked = std::fs::File::create(stream)
            .and_then(|mut file| file.write_all(b"[ZoneTransfer]\r\nZoneId=3\r\n"));
        if let Err(error) = marked {
            tracing::warn!(%error, "a copy of an original could not be marked as from outside");
        }
    }
}

/// The ending under which the system may open it: from the content, so that nothing is run for its name. What could do
/// more than be looked at is not opened: pages, macros of either kind, text that a spreadsheet program would compute.
fn ending(kept: &KeptFile) -> Option<&'static str> {
    if can_run(&kept.bytes) {
        return None;
    }
    let named = Path::new(&kept.name).extension()?.to_str()?.to_ascii_lowercase();
    let bytes = kept.bytes.as_slice();
    let of = |endings: &'static [&'static str]| endings.iter().find(|e| **e == named).copied();
    if bytes.starts_with(b"PK\x03\x04") {
        // a workbook named .xls is one of today inside often enough
        if named == "xls" { Some("xlsx") } else { of(&["xlsx", "xlsb", "ods", "docx", "odt"]) }
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        of(&["xls", "doc"])
    } else {
        of(&["csv"])
    }
}

/// Does it hold macros, or text that begins a formula? Names of the parts of a zip stand in it as they are; streams of a
/// compound file are named in UTF-16; a macro sheet of an old .xls is a BOUNDSHEET of type 1 ([MS-XLS] 2.4.28). Rather
/// once too often: the file can still be saved.
fn can_run(bytes: &[u8]) -> bool {
    let holds = |part: &[u8]| bytes.windows(part.len()).any(|at| at.eq_ignore_ascii_case(part));
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    if bytes.starts_with(b"PK\x03\x04") {
        [&b"vbaProject"[..], b"macrosheets/", b"dialogsheets/", b"Basic/", b"Scripts/"]
            .into_iter()
            .any(holds)
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        let macro_sheet = |at: &[u8]| {
            at[..2] == [0x85, 0] && at[2] < 0x80 && at[3] == 0 && at[8] < 3 && at[9] == 1
        };
        holds(&wide("_VBA_PROJECT")) || bytes.windows(10).any(macro_sheet)
    } else {
        let cell = |text: &[u8]| {
            let text = text.trim_ascii();
            let text = text.strip_prefix(b"\"").unwrap_or(text).trim_ascii_start();
            matches!(text, [b'=' | b'@', ..] | [b'+' | b'-', b'A'..=b'Z' | b'a'..=b'z' | b'(', ..])
        };
        bytes.split(|b| matches!(b, b'\n' | b'\r' | b',' | b';' | b'\t' | 0)).any(cell)
    }
}

/// A received name is text, never a path: nothing in it ends a folder, turns the reading direction or names a device.
pub(crate) fn safe_name(name: &str) -> String {
    let held = |c: char| {
        c.is_control()
            || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let name = name.replace(held, "_");
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    let is_device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || numbered("COM")
        || numbered("LPT");
    if is_device { format!("_{name}") } else { name }
}

fn not_opened(name: &str) -> Failure {
    let message = format!(
        "Chương trình không tự mở loại tệp này (“{name}”), vì tệp có thể tự chạy lệnh. Hãy lưu bản gốc rồi mở bằng \
         chương trình anh/chị tin dùng."
    );
    Failure::new("original_not_opened", message)
}

/// The system has no program for it, or would not start it.
pub(crate) fn not_shown(error: &std::io::Error) -> Failure {
    tracing::warn!(%error, "an original could not be shown");
    Failure::new(
        "original_not_shown",
        "Máy chưa có chương trình mở loại tệp này. Hãy lưu bản gốc rồi chọn chương trình để mở.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(name: &str, bytes: &[u8]) -> KeptFile {
        KeptFile::new(name.into(), 1, bytes.to_vec())
    }

    #[test]
    fn a_copy_has_the_very_bytes_cannot_be_written_to_and_is_gone_at_the_next_start() {
        let program = tempfile::tempdir().expect("a folder");
        let folder = folder(program.path());
        let file = kept("../Sở Nội vụ: lần 1.xls", b"PK\x03\x04 bang");
        let path = lay_out(&folder, &file).expect("laid out");
        let own = folder.join(file.sha256());
        assert_eq!(path, own.join(".._Sở Nội vụ_ lần 1.xlsx"), "by its content");
        assert_eq!(std::fs::read(&path).expect("it is there"), file.bytes);
        assert!(std::fs::metadata(&path).expect("it").permissions().readonly());
        assert_eq!(lay_out(&folder, &file).expect("again"), path, "and again");
        clear(&folder);
        assert!(!folder.exists(), "nothing of it stays");
    }

    #[test]
    fn only_what_can_do_no_more_than_be_looked_at_is_opened() {
        let zip = b"PK\x03\x04";
        let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
        for (name, bytes, wanted) in [
            ("a.XLSX", &zip[..], Some("xlsx")),
            ("a.ods", zip, Some("ods")),
            ("a.docx", zip, Some("docx")),
            ("a.odt", zip, Some("odt")),
            ("a.xls", ole, Some("xls")),
            ("a.doc", ole, Some("doc")),
            ("a.rtf", b"{\\rtf1}", None),
            ("a.csv", b"1;2", Some("csv")),
            ("a.xlsm", zip, None),
            ("a.html", b"<html>", None),
            ("a.exe", b"MZ", None),
            ("a.xlsx", b"MZ", None),
            ("a", zip, None),
            ("a.xlsx", b"PK\x03\x04 xl/vbaProject.bin", None),
            ("a.xlsx", b"PK\x03\x04 xl/macrosheets/sheet1.xml", None),
            ("a.ods", b"PK\x03\x04 Basic/Standard/script-lb.xml", None),
            (
                "a.xls",
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0",
                None,
            ),
            ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x85\0\x0e\0....\x01\x01", None),
            ("a.csv", b"1;2\n\"=cmd|' /C calc'!A0\";3", None),
            ("a.csv", b"1,@SUM(A1)", None),
            ("a.csv", "1.1;-0,5;Sở Nội vụ".as_bytes(), Some("csv")),
        ] {
            assert_eq!(ending(&kept(name, bytes)), wanted, "{name}");
        }
    }

    #[test]
    fn a_received_name_is_never_a_path_a_device_or_turned_round() {
        for (name, wanted) in [
            ("../../x.xlsx", ".._.._x.xlsx"),
            ("C:\\a|b.xls", "C__a_b.xls"),
            ("\u{202e}xslx.exe", "_xslx.exe"),
            ("a\nb.csv", "a_b.csv"),
            ("NUL.xlsx", "_NUL.xlsx"),
            ("com1.csv", "_com1.csv"),
            ("Commune 1.csv", "Commune 1.csv"),
        ] {
            assert_eq!(safe_name(name), wanted, "{name:?}");
        }
    }
}
