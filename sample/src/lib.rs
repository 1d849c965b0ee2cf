//! Where the sample province's files are, for tests, benches and `cargo xtask run`.
//!
//! The files are made by `cargo run -p sample` from `province.csv` and kept under version control.
//! Everything in them is invented and says so ("DỮ LIỆU MẪU").

use std::path::{Path, PathBuf};

/// The bodies' files, by name, in order of name.
const SUBMISSIONS: [&str; 6] = [
    "Biểu chấm điểm CCHC 2024_Sở TT&TT.ods",
    "Phụ lục kèm công văn - tự chấm CCHC 2024.xlsx",
    "SNV_tự chấm CCHC 2024.xlsx",
    "SoTaiChinh_CCHC_2024.csv",
    "Tu cham PAR 2024 - So Tu phap.xls",
    "VPUB - Bieu tu danh gia PAR INDEX 2024 (KSTT).xlsx",
];

/// The folder `sample/files`.
pub fn files_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("files")
}

/// The bộ tiêu chí of 2024, with the results of 2023.
pub fn catalogue() -> PathBuf {
    files_dir().join("bo-tieu-chi-2024.xlsx")
}

/// The six bodies' files, in order of name.
pub fn submissions() -> Vec<PathBuf> {
    SUBMISSIONS.iter().map(|name| files_dir().join(name)).collect()
}

/// A second file of Sở Thông tin và Truyền thông: two scores changed, a blank one filled.
pub fn revision() -> PathBuf {
    files_dir().join("ban-sua-doi").join("Biểu chấm điểm CCHC 2024_Sở TT&TT (lần 2).ods")
}

/// A bad file of `files/hong`, by its name: `bad("empty.xlsx")`.
pub fn bad(name: &str) -> PathBuf {
    files_dir().join("hong").join(name)
}

/// What the six files should come to, leaf by leaf, worked out from `province.csv` without the product.
pub fn expected() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("expected.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_there() {
        let mut all = submissions();
        all.extend([catalogue(), revision(), expected(), bad("empty.xlsx"), bad("password.xlsx")]);
        for path in all {
            assert!(path.is_file(), "{} is missing: cargo run -p sample", path.display());
        }
    }

    #[test]
    fn submissions_are_sorted() {
        assert!(submissions().is_sorted(), "callers rely on the order");
    }
}
