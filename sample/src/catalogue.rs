//! The bộ tiêu chí of 2024 with the results of 2023.

use anyhow::Result;

use crate::points::Points;
use crate::province::Province;
use crate::sheet::{Look, Page, SAMPLE_NOTE, Style, Value, workbook};

/// As it is.
pub(crate) fn write(province: &Province) -> Result<Vec<u8>> {
    write_with(province, |code| code)
}

/// With two codes that stand twice: 1.1.2 became 1.1.1, and 4.3.3 became 4.3.2.
pub(crate) fn write_with_repeated_codes(province: &Province) -> Result<Vec<u8>> {
    write_with(province, |code| match code.as_str() {
        "1.1.2" => "1.1.1".to_owned(),
        "4.3.3" => "4.3.2".to_owned(),
        _ => code,
    })
}

fn write_with(province: &Province, code_of: impl Fn(String) -> String) -> Result<Vec<u8>> {
    let look =
        Look { size: 11.0, fill: Some(0xDD_EB_F7), field_fill: Some(0xF2_F2_F2), ..Look::PLAIN };
    let widths = [7.0, 52.0, 9.0, 15.0, 22.0, 26.0, 11.0, 9.0, 9.0, 9.0];
    let mut page = Page::new("Bo tieu chi 2024", look, &widths)?;
    page.letterhead(0, "SỞ NỘI VỤ", 1)?;
    let title = "BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP TỈNH NĂM 2024 (DỮ LIỆU MẪU)";
    page.line(3, title, Style::AboveBold)?;
    page.line(4, SAMPLE_NOTE, Style::AboveItalic)?;

    let heads = [
        "STT",
        "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
        "Điểm tối đa",
        "Hình thức đánh giá",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Mã tiêu chí năm 2023",
    ];
    for (column, head) in (0..).zip(heads) {
        page.span((6, column), (7, column), head, Style::Head)?;
    }
    page.span((6, 7), (6, 9), "Năm 2023", Style::Head)?;
    for (column, head) in (7..).zip(["Tự chấm", "Thẩm định", "Công bố"]) {
        page.put(7, column, head, Style::Head)?;
    }
    page.header_rows(6, 7)?;

    let mut row = 8;
    for node in &province.nodes {
        let depth = node.depth();
        let name = if depth == 1 { node.name.to_uppercase() } else { node.name.clone() };
        page.put(row, 0, code_of(node.roman_field()), Style::Middle(depth))?;
        page.put(row, 1, name, Style::Text(depth))?;
        page.put(row, 2, node.max, Style::Number(depth))?;
        let leaf = node.leaf.as_ref();
        // on a leaf the last columns are not bold, however high it stands
        let plain = if leaf.is_some() { 3 } else { depth };
        page.put(row, 3, leaf.map_or("", |l| l.scoring.word()), Style::Middle(plain))?;
        let lead = leaf.and_then(|l| l.lead).map_or("", |body| body.name());
        page.put(row, 4, lead, Style::Text(plain))?;
        page.put(
            row,
            5,
            leaf.map_or(String::new(), |l| l.partners.join("; ")),
            Style::Text(plain),
        )?;
        page.put(row, 6, node.code_2023.as_str(), Style::Middle(plain))?;
        let results = leaf.map(|l| l.results_2023).unwrap_or_default();
        for (column, points) in (7..).zip([results.own, results.appraised, results.published]) {
            page.put(row, column, points, Style::Number(plain))?;
        }
        row += 1;
    }
    page.put(row, 0, "", Style::Middle(1))?;
    page.put(row, 1, "Tổng cộng", Style::Text(1))?;
    let total: Points = province.max_where(|_| true);
    page.put(row, 2, Value::from(total), Style::Number(1))?;
    for column in 3..10 {
        page.put(row, column, "", Style::Number(1))?;
    }
    page.signature(row + 2, 5, "GIÁM ĐỐC")?;
    workbook(vec![page], "Bộ tiêu chí 2024 (dữ liệu mẫu)")
}
