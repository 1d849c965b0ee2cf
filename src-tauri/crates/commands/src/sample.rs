//! The sample province that the program carries. Invented data, marked so on every screen and page.

use scorebook::plan::SourceFile;

macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../sample/files/", $name)).as_slice())
    };
}

/// The year the sample is made for.
pub const YEAR: i32 = 2024;

/// The sample's bộ tiêu chí.
pub fn catalogue() -> SourceFile {
    let (name, bytes) = file!("bo-tieu-chi-2024.xlsx");
    SourceFile::new(name, bytes.to_vec())
}

/// The six bodies' files.
pub fn submissions() -> Vec<SourceFile> {
    let files = [
        file!("SNV_tự chấm CCHC 2024.xlsx"),
        file!("VPUB - Bieu tu danh gia PAR INDEX 2024 (KSTT).xlsx"),
        file!("Tu cham PAR 2024 - So Tu phap.xls"),
        file!("Biểu chấm điểm CCHC 2024_Sở TT&TT.ods"),
        file!("SoTaiChinh_CCHC_2024.csv"),
        file!("Phụ lục kèm công văn - tự chấm CCHC 2024.xlsx"),
    ];
    files.into_iter().map(|(name, bytes)| SourceFile::new(name, bytes.to_vec())).collect()
}
