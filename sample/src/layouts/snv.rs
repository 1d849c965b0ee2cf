//! Sở Nội vụ: a sheet per lĩnh vực behind a summary sheet, letterhead on each, a header of two merged rows
//! with last year's three results, number cells, subtotals as formulas.

use anyhow::Result;

use crate::points::Points;
use crate::province::{Body, Node, Province, Scoring, scored_under};
use crate::record::Record;
use crate::sheet::{Look, Page, SAMPLE_NOTE, Style, Value, cell, workbook};

const FILE: &str = "SNV_tự chấm CCHC 2024.xlsx";
const LOOK: Look = Look { fill: Some(0xE2_EF_DA), field_fill: Some(0xF2_F2_F2), ..Look::PLAIN };

/// Own fields whole, with what others score in them.
const FIELDS: [(&str, &str); 3] =
    [("1", "LV1 Chỉ đạo"), ("4", "LV4 Bộ máy"), ("5", "LV5 Công chức")];

pub(crate) fn write(province: &Province) -> Result<(Vec<u8>, Record)> {
    let mut record = Record::new(FILE, Body::Snv);
    let rows = province.rows_of(Body::Snv, &FIELDS.map(|(code, _)| code));
    let mut pages = vec![summary(province, &rows)?];
    for (code, sheet) in FIELDS {
        let field = province.node(code)?;
        let inside: Vec<&Node> = rows.iter().copied().filter(|n| field.holds(n)).collect();
        pages.push(field_sheet(sheet, &inside, &mut record)?);
    }
    Ok((workbook(pages, "Tự chấm CCHC 2024 (dữ liệu mẫu)")?, record))
}

fn summary(province: &Province, rows: &[&Node]) -> Result<Page> {
    let mut page = Page::new("Tổng hợp", LOOK, &[8.0, 56.0, 24.0, 24.0])?;
    page.letterhead(0, "SỞ NỘI VỤ", 1)?;
    page.line(3, "TỔNG HỢP KẾT QUẢ TỰ CHẤM ĐIỂM THEO LĨNH VỰC NĂM 2024", Style::AboveBold)?;
    page.line(4, SAMPLE_NOTE, Style::AboveItalic)?;
    page.lines(4, 2);
    for (column, head) in (0..).zip(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm tự chấm"])
    {
        page.put(6, column, head, Style::Head)?;
    }
    let mut row = 7;
    let mut total = Points::ZERO;
    let mut max = Points::ZERO;
    for (code, _) in FIELDS {
        let field = province.node(code)?;
        let scored = scored_under(field, rows, Body::Snv);
        page.put(row, 0, field.roman(), Style::Middle(3))?;
        page.put(row, 1, field.name.as_str(), Style::Text(3))?;
        page.put(row, 2, field.max, Style::Number(3))?;
        page.put(row, 3, scored, Style::Number(3))?;
        total = [total, scored].into_iter().sum();
        max = [max, field.max].into_iter().sum();
        row += 1;
    }
    page.put(row, 0, "", Style::Middle(1))?;
    page.put(row, 1, "Tổng cộng", Style::Text(1))?;
    page.put(row, 2, Value::Formula(format!("=SUM(C8:C{row})"), max), Style::Number(1))?;
    page.put(row, 3, Value::Formula(format!("=SUM(D8:D{row})"), total), Style::Number(1))?;
    Ok(page)
}

fn field_sheet(sheet: &str, rows: &[&Node], record: &mut Record) -> Result<Page> {
    let mut page = Page::new(sheet, LOOK, &[8.0, 48.0, 9.0, 9.0, 9.0, 9.0, 9.0, 38.0, 38.0])?;
    page.letterhead(0, "SỞ NỘI VỤ", 1)?;
    page.line(3, "KẾT QUẢ TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024", Style::AboveBold)?;
    page.line(4, SAMPLE_NOTE, Style::AboveItalic)?;
    let tall = [(0, "Mã TC"), (1, "Lĩnh vực/Tiêu chí/\nTiêu chí thành phần"), (2, "Điểm\ntối đa")];
    for (column, head) in tall {
        page.span((6, column), (7, column), head, Style::Head)?;
    }
    page.span((6, 3), (6, 5), "Kết quả năm 2023", Style::Head)?;
    page.span((6, 6), (6, 8), "Năm 2024", Style::Head)?;
    let low = ["Tự chấm", "Thẩm định", "Công bố", "Tự chấm", "Tài liệu kiểm chứng", "Giải trình"];
    for (column, head) in (3..).zip(low) {
        page.put(7, column, head, Style::Head)?;
    }
    page.header_rows(6, 7)?;

    let first = 8;
    for (row, node) in (first..).zip(rows) {
        let depth = node.depth();
        let name = if depth == 1 { node.name.to_uppercase() } else { node.name.clone() };
        page.put(row, 0, node.roman_field(), Style::Middle(depth))?;
        page.put(row, 1, name, Style::Text(depth))?;
        page.put(row, 2, node.max, Style::Number(depth))?;
        let Some(leaf) = &node.leaf else {
            for column in [3, 4, 5, 7, 8] {
                page.put(row, column, "", Style::Text(depth))?;
            }
            page.put(row, 6, subtotal(first, rows, node), Style::Number(depth))?;
            continue;
        };
        let results = leaf.results_2023;
        for (column, points) in (3..).zip([results.own, results.appraised, results.published]) {
            page.put(row, column, points, Style::Number(3))?;
        }
        let own = node.is_led_by(Body::Snv);
        let points = leaf.state.filter(|_| own).and_then(crate::province::State::points);
        page.put(row, 6, points, Style::Number(3))?;
        let explanation = match (leaf.scoring, leaf.lead) {
            (Scoring::Survey, _) => "Điều tra XHH",
            (_, Some(Body::Vp)) => "Văn phòng UBND tỉnh chấm",
            _ => leaf.explanation.as_str(),
        };
        page.put(row, 7, if own { leaf.evidence.as_str() } else { "" }, Style::Text(3))?;
        page.put(row, 8, explanation, Style::Text(3))?;
        if own {
            let (code, at) = (node.dotted(), cell(row, 6));
            record.score(&code, Some(page.name()), &at);
            if points.is_none() {
                record.plant("blank_score", &code, Some(page.name()), &at);
            }
        }
    }
    let after = first + u32::try_from(rows.len())?;
    page.signature(after + 1, 7, "GIÁM ĐỐC")?;
    Ok(page)
}

/// A parent's score: the sum of its children's cells, as a formula.
fn subtotal(first: u32, rows: &[&Node], parent: &Node) -> Value {
    let child = |n: &&Node| n.depth() == parent.depth() + 1 && parent.holds(n);
    let cells = (first..).zip(rows).filter(|(_, n)| child(n)).map(|(row, _)| cell(row, 6));
    let formula = format!("=SUM({})", cells.collect::<Vec<_>>().join(","));
    Value::Formula(formula, scored_under(parent, rows, Body::Snv))
}
