//! Files that must be refused with a clear word, `files/hong`. ASCII names.

use anyhow::Result;

use crate::province::{Body, Province, State};
use crate::sheet::{Look, Page, SAMPLE_NOTE, Style, workbook};

/// A PNG of one white pixel.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B,
    0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0x0F, 0x00, 0x01,
    0x01, 0x01, 0x00, 0x1B, 0xB6, 0xEE, 0x56, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE,
    0x42, 0x60, 0x82,
];

/// Every bad file that needs no LibreOffice, by name. `whole` is a good .xlsx.
pub(crate) fn write(province: &Province, whole: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>> {
    Ok(vec![
        ("empty.xlsx", Vec::new()),
        ("not-a-spreadsheet.xlsx", PNG.to_vec()),
        ("damaged.xlsx", whole[..whole.len() * 3 / 5].to_vec()),
        ("no-table.xlsx", no_table()?),
        ("no-body.xlsx", no_body(province)?),
        ("repeated-codes.xlsx", crate::catalogue::write_with_repeated_codes(province)?),
        ("over-max.xlsx", crate::layouts::stp::write_bad(province)?),
    ])
}

/// A letter and a list of people: nothing to score.
fn no_table() -> Result<Vec<u8>> {
    let mut page = Page::new("Sheet1", Look::PLAIN, &[8.0, 40.0, 30.0])?;
    page.line(0, "DANH SÁCH CÁN BỘ ĐẦU MỐI (DỮ LIỆU MẪU)", Style::AboveBold)?;
    page.line(1, SAMPLE_NOTE, Style::Note)?;
    for (row, line) in (3..).zip([
        ["STT", "Họ và tên", "Phòng"],
        ["1", "Nguyễn Văn Mẫu", "Phòng Cải cách hành chính"],
        ["2", "Trần Thị Ví Dụ", "Văn phòng"],
    ]) {
        for (column, text) in (0..).zip(line) {
            page.put(row, column, text, if row == 3 { Style::Head } else { Style::Text(3) })?;
        }
    }
    workbook(vec![page], "Danh sách (dữ liệu mẫu)")
}

/// A good table without a letterhead, its rows led by the six bodies in equal parts.
fn no_body(province: &Province) -> Result<Vec<u8>> {
    let mut page = Page::new("Sheet1", Look::PLAIN, &[9.0, 60.0, 12.0, 12.0, 40.0])?;
    page.line(0, "BẢNG TỰ CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH NĂM 2024 (DỮ LIỆU MẪU)", Style::AboveBold)?;
    page.line(1, SAMPLE_NOTE, Style::Note)?;
    let heads = ["Mã tiêu chí", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng"];
    for (column, head) in (0..).zip(heads) {
        page.put(3, column, head, Style::Head)?;
    }
    let mut row = 4;
    for body in Body::ALL {
        let scored = province.leaves().filter(|(node, leaf)| {
            node.is_led_by(body)
                && matches!(leaf.state, Some(State::Scored(_)))
                && !leaf.evidence.is_empty()
        });
        for (node, leaf) in scored.take(3) {
            page.put(row, 0, node.dotted(), Style::Middle(3))?;
            page.put(row, 1, node.name.as_str(), Style::Text(3))?;
            page.put(row, 2, node.max, Style::Number(3))?;
            page.put(row, 3, leaf.state.and_then(State::points), Style::Number(3))?;
            page.put(row, 4, leaf.evidence.as_str(), Style::Text(3))?;
            row += 1;
        }
    }
    workbook(vec![page], "Bảng tự chấm (dữ liệu mẫu)")
}
