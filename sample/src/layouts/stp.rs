//! Sở Tư pháp: no letterhead; the name comes before the code and the score before the maximum; headings with
//! line breaks; codes with a final dot, parents' codes as number cells; "1,5 điểm"; subtotal rows; a name
//! that is not quite the catalogue's.

use anyhow::Result;

use crate::points::Points;
use crate::province::{Body, Node, Province, Scoring, State, scored_under};
use crate::record::Record;
use crate::sheet::{Look, Page, SAMPLE_NOTE, Style, Value, cell, workbook};

const FILE: &str = "Tu cham PAR 2024 - So Tu phap.xls";
const SHEET: &str = "Sheet1";
const SCORE: u16 = 2;

/// As the body sent it. These are the bytes of an .xlsx, for LibreOffice to make an .xls of.
pub(crate) fn write(province: &Province) -> Result<(Vec<u8>, Record)> {
    let (mut page, record, after) = table(province, FILE, &[])?;
    page.signature(after + 1, 5, "GIÁM ĐỐC")?;
    Ok((workbook(vec![page], "Tự chấm PAR 2024 (dữ liệu mẫu)")?, record))
}

/// With four scores that cannot be taken: above the maximum, below zero, words, and a row of no criterion.
pub(crate) fn write_bad(province: &Province) -> Result<Vec<u8>> {
    let bad = [("2.1.1", "1,25"), ("2.2.1", "-0,5"), ("2.3.1", "gần 1 điểm")];
    let (mut page, _, after) = table(province, "over-max.xlsx", &bad)?;
    page.line(0, "SỞ TƯ PHÁP", Style::AboveBold)?;
    let name = "Tổ chức hội thi tìm hiểu pháp luật cho thanh niên";
    let values: [Value; 7] = [
        name.into(),
        "2.3.9.".into(),
        "0,5".into(),
        "0,5".into(),
        "".into(),
        "Kế hoạch (mẫu)".into(),
        "".into(),
    ];
    for (column, value) in (0..).zip(values) {
        page.put(after, column, value, Style::Text(3))?;
    }
    workbook(vec![page], "Tệp lỗi để thử (dữ liệu mẫu)")
}

/// The page, what is on it, and the first free row. `bad` puts other texts into some score cells.
fn table(
    province: &Province,
    file: &'static str,
    bad: &[(&str, &str)],
) -> Result<(Page, Record, u32)> {
    let mut record = Record::new(file, Body::Stp);
    let look = Look { font: "Arial", size: 10.0, ..Look::PLAIN };
    let mut page = Page::new(SHEET, look, &[55.0, 9.0, 11.0, 9.0, 11.0, 40.0, 36.0])?;
    page.line(1, "BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024 (DỮ LIỆU MẪU)", Style::AboveBold)?;
    page.line(2, SAMPLE_NOTE, Style::Note)?;
    let heads = [
        "Tiêu chí,\ntiêu chí thành phần",
        "Mã\ntiêu chí",
        "Điểm\ntự chấm",
        "Điểm\ntối đa",
        "Kết quả\nnăm 2023",
        "Tài liệu\nminh chứng",
        "Ghi chú\n(lý do cụ thể)",
    ];
    for (column, head) in (0..).zip(heads) {
        page.put(3, column, head, Style::Head)?;
    }
    page.header_rows(3, 3)?;

    let rows = province.rows_of(Body::Stp, &["2"]);
    let mut row = 4;
    let mut open: Option<&Node> = None;
    for node in &rows {
        if node.depth() <= 2 {
            close(&mut page, &mut row, open.take(), &rows)?;
        }
        let depth = node.depth();
        let code = match depth {
            1 => Value::from(node.dotted()),
            // typed as a number, as Excel makes of it
            2 => Value::Number(node.dotted().parse()?),
            _ => Value::Text(format!("{}.", node.dotted())),
        };
        let name = match node.dotted().as_str() {
            "2.3.2" => "Xử lý văn bản trái pháp luật được phát hiện khi kiểm tra, rà soát",
            _ => &node.name,
        };
        page.put(row, 0, name, Style::Text(depth))?;
        page.put(row, 1, code, Style::Middle(depth))?;
        let whole = node.leaf.is_some() || node.code[0] == 2;
        page.put(row, 3, whole.then_some(node.max), Style::Number(depth))?;
        if let Some(leaf) = &node.leaf {
            let own = node.is_led_by(Body::Stp);
            let (code, at) = (node.dotted(), cell(row, SCORE));
            let score = leaf.state.filter(|_| own).and_then(State::points);
            let value = match (bad.iter().find(|(c, _)| *c == code), code.as_str(), score) {
                (Some((_, text)), ..) => Value::Text((*text).to_owned()),
                (_, "2.1.2", Some(points)) => Value::Text(format!("{} điểm", points.comma())),
                (_, "2.3.3", Some(points)) => Value::Text(points.comma2()),
                _ => Value::from(score),
            };
            page.put(row, SCORE, value, Style::Number(3))?;
            page.put(row, 4, leaf.results_2023.published, Style::Number(3))?;
            page.put(row, 5, leaf.evidence.as_str(), Style::Text(3))?;
            let note = if leaf.scoring == Scoring::Survey {
                "Điều tra XHH, không tự chấm"
            } else {
                &leaf.explanation
            };
            page.put(row, 6, note, Style::Text(3))?;
            if own {
                record.score(&code, Some(SHEET), &at);
            }
            if code == "2.3.2" {
                record.plant("name_differs", &code, Some(SHEET), &cell(row, 0));
            }
        } else {
            for column in [SCORE, 4, 5, 6] {
                page.put(row, column, "", Style::Text(depth))?;
            }
            if depth == 2 && node.code != [2, 4] && whole {
                open = Some(node);
            }
        }
        row += 1;
    }
    close(&mut page, &mut row, open, &rows)?;
    let total: Points =
        rows.iter().filter(|n| n.depth() == 1).map(|n| scored_under(n, &rows, Body::Stp)).sum();
    total_row(&mut page, row, "TỔNG CỘNG", total)?;
    Ok((page, record, row + 1))
}

/// "Cộng" under the rows of a criterion.
fn close(page: &mut Page, row: &mut u32, open: Option<&Node>, rows: &[&Node]) -> Result<()> {
    if let Some(criterion) = open {
        total_row(page, *row, "Cộng", scored_under(criterion, rows, Body::Stp))?;
        *row += 1;
    }
    Ok(())
}

fn total_row(page: &mut Page, row: u32, words: &str, points: Points) -> Result<()> {
    page.put(row, 0, words, Style::Middle(1))?;
    page.put(row, SCORE, points, Style::Number(1))?;
    for column in [1, 3, 4, 5, 6] {
        page.put(row, column, "", Style::Number(1))?;
    }
    Ok(())
}
