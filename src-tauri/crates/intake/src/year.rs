//! Which year a file is about, by the lines above its tables.

use scorebook::text::fold;

use crate::heading::year_in;

/// Words of lines that cite a document or a date; the year in them is not the file's.
const CITES: [&str; 12] = [
    "quyet dinh",
    "cong van",
    "nghi dinh",
    "nghi quyet",
    "thong tu",
    "van ban so",
    "ke hoach so",
    "to trinh",
    "can cu",
    "kem theo",
    "giai doan",
    "ngay",
];

/// The other year that the titles speak of, when none of them speaks of `year`.
pub(crate) fn other_than(year: i32, lines: &[String]) -> Option<i32> {
    let titles = lines.iter().map(|line| title(line)).filter(|line| line.contains("nam 20"));
    let titles = titles.filter(|line| {
        let padded = format!(" {line} ");
        !CITES.iter().any(|words| padded.contains(&format!(" {words} ")))
    });
    let years: Vec<i32> = titles
        .flat_map(|line| {
            line.split("nam ")
                .skip(1)
                .filter_map(|rest| year_in(rest.get(..4)?))
                .collect::<Vec<_>>()
        })
        .collect();
    if years.contains(&year) { None } else { years.into_iter().max() }
}

/// A line without what it cites behind the title: "… NĂM 2024 (Kèm theo Quyết định số …)".
fn title(line: &str) -> String {
    let head = line.split('(').next().unwrap_or(line);
    let folded = fold(if fold(head).contains("nam 20") { head } else { line });
    let ends = [" kem theo ", " ban hanh kem "].iter().filter_map(|words| folded.find(words)).min();
    let head = ends.map_or(folded.as_str(), |end| &folded[..end]);
    if head.contains("nam 20") { head.to_owned() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_tells_and_a_citation_does_not() {
        let of = |line: &str| other_than(2024, &[line.to_owned()]);
        assert_eq!(of("BẢNG TỰ CHẤM ĐIỂM NĂM 2023"), Some(2023));
        assert_eq!(of("Kết quả năm 2024 so với năm 2023"), None);
        assert_eq!(
            of("BẢNG TIÊU CHÍ CẤP TỈNH NĂM 2025 (Kèm theo Quyết định số 892 năm 2024)"),
            Some(2025),
            "what it cites stands behind the title"
        );
        assert_eq!(of("Kèm theo Công văn ngày 03 tháng 01 năm 2025"), None);
        assert_eq!(of("Theo Quyết định số 876 năm 2022"), None);
        assert_eq!(of("Sông Mây, ngày 20 tháng 12 năm 2025"), None);
        assert_eq!(of("Không nói gì"), None);
    }
}
