//! Sở Thông tin và Truyền thông: letters decomposed (NFD) throughout; a running number before the code; how
//! each row is scored in a column of its own, "Không tự chấm" as the score of surveyed rows; a column of
//! differences; a second file with two scores changed and a blank one filled.

use anyhow::Result;

use crate::points::Points;
use crate::province::{Body, Province, Scoring, State};
use crate::record::Record;
use crate::sheet::{Look, Page, SAMPLE_NOTE, Style, Value, cell, workbook};

const FILE: &str = "Biểu chấm điểm CCHC 2024_Sở TT&TT.ods";
const SECOND: &str = "Biểu chấm điểm CCHC 2024_Sở TT&TT (lần 2).ods";
const SHEET: &str = "Biểu chấm điểm";
const SCORE: u16 = 5;

/// The first file or, `second`, the revised one. The bytes of an .xlsx, for LibreOffice to make an .ods of.
pub(crate) fn write(province: &Province, second: bool) -> Result<(Vec<u8>, Record)> {
    let mut record = Record::new(if second { SECOND } else { FILE }, Body::Tttt);
    let look = Look { font: "Arial", size: 10.0, fill: Some(0xFC_E4_D6), nfd: true, ..Look::PLAIN };
    let mut page = Page::new(SHEET, look, &[6.0, 9.0, 50.0, 17.0, 9.0, 13.0, 11.0, 38.0, 36.0])?;
    page.letterhead(0, "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 2)?;
    let title = if second {
        "BIỂU CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH NĂM 2024 (CHỈNH SỬA LẦN 2)"
    } else {
        "BIỂU CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH NĂM 2024"
    };
    page.line(3, title, Style::AboveBold)?;
    page.line(4, SAMPLE_NOTE, Style::AboveItalic)?;
    let tall = [
        (0, "TT"),
        (1, "Mã tiêu chí"),
        (2, "Lĩnh vực/Tiêu chí/Tiêu chí thành phần"),
        (3, "Hình thức đánh giá"),
        (7, "Tài liệu minh chứng"),
        (8, "Giải trình"),
    ];
    for (column, head) in tall {
        page.span((6, column), (7, column), head, Style::Head)?;
    }
    page.span((6, 4), (6, 6), "Điểm năm 2024", Style::Head)?;
    for (column, head) in (4..).zip(["Tối đa", "Tự chấm", "Chênh lệch"]) {
        page.put(7, column, head, Style::Head)?;
    }
    page.header_rows(6, 7)?;

    let rows = province.rows_of(Body::Tttt, &["7.1.6", "7.5"]);
    let mut row = 8;
    let mut total = Points::ZERO;
    for (number, node) in (1..).zip(&rows) {
        let depth = node.depth();
        // this office writes "hóa" for "hoá"
        let name = node.name.replace("hoá", "hóa");
        page.put(row, 0, Value::Number(f64::from(number)), Style::Middle(depth))?;
        page.put(row, 1, node.dotted(), Style::Middle(depth))?;
        page.put(row, 2, if depth == 1 { name.to_uppercase() } else { name }, Style::Text(depth))?;
        let Some(leaf) = &node.leaf else {
            for column in 3..9 {
                page.put(row, column, "", Style::Text(depth))?;
            }
            row += 1;
            continue;
        };
        let own = node.is_led_by(Body::Tttt);
        let way = match leaf.scoring {
            Scoring::SelfScored => "Tự đánh giá",
            Scoring::Survey => "Điều tra XHH",
            Scoring::Central => "Trung ương chấm",
        };
        page.put(row, 3, way, Style::Middle(3))?;
        page.put(row, 4, node.max, Style::Number(3))?;
        let state = if second { leaf.revised } else { leaf.state };
        let score = state.and_then(State::points);
        let code = node.dotted();
        let value = match (own, code.as_str(), score) {
            (false, ..) => Value::from("Không tự chấm"),
            (_, "7.1.1", Some(points)) => Value::Text(points.comma2()),
            (_, "7.3.2", Some(points)) => {
                Value::Text(points.dot().trim_start_matches('0').to_owned())
            }
            _ => Value::from(score),
        };
        page.put(row, SCORE, value, Style::Number(3))?;
        page.put(row, 6, score.map(|p| p - node.max), Style::Number(3))?;
        page.put(row, 7, leaf.evidence.as_str(), Style::Text(3))?;
        let explanation = match (second, code.as_str()) {
            (true, "7.1.2") => "Rà soát lại, còn 02 hệ thống chưa kết nối ổn định",
            (true, "7.1.5") => "Đã phê duyệt đủ hồ sơ cấp độ",
            (true, "7.3.1") => "Bổ sung số liệu của Bưu điện tỉnh, đạt mức tối thiểu",
            _ => &leaf.explanation,
        };
        page.put(row, 8, explanation, Style::Text(3))?;
        if own {
            let at = cell(row, SCORE);
            record.score(&code, Some(SHEET), &at);
            if score.is_none() {
                record.plant("blank_score", &code, Some(SHEET), &at);
            }
            total = [total, score.unwrap_or_default()].into_iter().sum();
        }
        row += 1;
    }
    for column in [0, 1, 3, 4, 6, 7, 8] {
        page.put(row, column, "", Style::Text(1))?;
    }
    page.put(row, 2, "Tổng điểm tự chấm", Style::Text(1))?;
    page.put(row, SCORE, total, Style::Number(1))?;
    page.signature(row + 2, 7, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")?;
    page.lines(row + 3, 2);
    Ok((workbook(vec![page], "Biểu chấm điểm (dữ liệu mẫu)")?, record))
}
