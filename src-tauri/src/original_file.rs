//! A kept original laid out for the system's own program: a copy in the program's folder that cannot be written to,
//! gone at the next start.

use std::path::{Path, PathBuf};

use scorebook::{disk, Error, KeptFile};

use crate::view::Failure;

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
    if let Err(error) = std::fs::remove_dir_all(folder) {
        if error.kind() != std::io::ErrorKind::NotFound {
            tracing::warn!(%error, "copies of originals could not be taken away");
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries(folder).flat_map(|of| entries(&of.path())).map(|file| file.path()).collect()
}

/// Writes the copy, in a folder of its own.
pub(crate) fn lay_out(folder: &Path, kept: &KeptFile) -> Result<PathBuf, Failure> {
    let ending = ending(kept).ok_or_else(|| not_opened(&kept.name))?;
    let name = safe_name(&kept.name);
    let stem = Path::new(&name).file_stem().unwrap_or_default().to_string_lossy();
    let stem: String = stem.chars().take(NAME_LENGTH).collect();
    let path = folder.join(format!("{}.{ending}", stem.trim_end_matches(['.', ' '])));
    let trouble = |e: std::io::Error| Error::io(&path, &e);
    if std::fs::read(&path).is_ok_and(|there| there == kept.bytes) {
        return Ok(path);
    }
    std::fs::create_dir_all(folder).map_err(trouble)?;
    if path.exists() {
        set_writable(&path).map_err(trouble)?;
    }
    disk::write_whole(&path, &kept.bytes)?;
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

/// The ending under which the system may open it: from the content, so that nothing is run for its name. Pages and
/// workbooks with macros are not opened: they could do more than be looked at.
fn ending(kept: &KeptFile) -> Option<&'static str> {
    let named = Path::new(&kept.name).extension()?.to_str()?.to_ascii_lowercase();
    let bytes = kept.bytes.as_slice();
    let of = |endings: &'static [&'static str]| endings.iter().find(|e| **e == named).copied();
    if bytes.starts_with(b"PK\x03\x04") {
        // a workbook named .xls is one of today inside often enough
        if named == "xls" {
            Some("xlsx")
        } else {
            of(&["xlsx", "xlsb", "ods", "docx"])
        }
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        of(&["xls"])
    } else {
        of(&["csv"])
    }
}

/// A received name is text, never a path.
pub(crate) fn safe_name(name: &str) -> String {
    let held = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    name.replace(held, "_")
}

fn not_opened(name: &str) -> Failure {
    Failure {
        code: "original_not_opened".into(),
        message: format!(
            "Chương trình không tự mở loại tệp này (“{name}”), vì tệp có thể tự chạy lệnh. Hãy lưu bản gốc rồi mở bằng \
             chương trình anh/chị tin dùng."
        ),
    }
}

/// The system has no program for it, or would not start it.
pub(crate) fn not_shown(error: &std::io::Error) -> Failure {
    tracing::warn!(%error, "an original could not be shown");
    Failure {
        code: "original_not_shown".into(),
        message:
            "Máy chưa có chương trình mở loại tệp này. Hãy lưu bản gốc rồi chọn chương trình để mở."
                .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(name: &str, bytes: &[u8]) -> KeptFile {
        KeptFile { name: name.into(), revision: 1, bytes: bytes.to_vec() }
    }

    #[test]
    fn a_copy_has_the_very_bytes_cannot_be_written_to_and_is_gone_at_the_next_start() {
        let program = tempfile::tempdir().expect("a folder");
        let folder = folder(program.path());
        let file = kept("../Sở Nội vụ: lần 1.xls", b"PK\x03\x04 bang");
        let path = lay_out(&folder.join("ab"), &file).expect("laid out");
        assert_eq!(path, folder.join("ab").join(".._Sở Nội vụ_ lần 1.xlsx"), "by its content");
        assert_eq!(std::fs::read(&path).expect("it is there"), file.bytes);
        assert!(std::fs::metadata(&path).expect("it").permissions().readonly());
        assert_eq!(lay_out(&folder.join("ab"), &file).expect("again"), path, "and again");
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
            ("a.xls", ole, Some("xls")),
            ("a.csv", b"1;2", Some("csv")),
            ("a.xlsm", zip, None),
            ("a.html", b"<html>", None),
            ("a.exe", b"MZ", None),
            ("a.xlsx", b"MZ", None),
            ("a", zip, None),
        ] {
            assert_eq!(ending(&kept(name, bytes)), wanted, "{name}");
        }
    }
}
