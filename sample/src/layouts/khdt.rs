//! Sở Kế hoạch và Đầu tư: nothing names the body, only the rows tell; parts A and B above the lĩnh vực, which
//! stand out of order; rows it only helps with, left empty; number cells with float noise beside dotted text;
//! a column of changes; a total that does not add up; a score with neither evidence nor explanation.

use anyhow::Result;

use crate::points::Points;
use crate::province::{Body, Node, Province, State};
use crate::record::{At, Record};
use crate::sheet::{Look, Page, SAMPLE_NOTE, Style, Value, cell, workbook};

const FILE: &str = "Phụ lục kèm công văn - tự chấm CCHC 2024.xlsx";
const SHEET: &str = "Phụ lục";
const SCORE: u16 = 3;
/// Criteria it helps with.
const PARTNER: [&str; 3] = ["1.1.2", "4.3.1", "8.2.4"];

pub(crate) fn write(province: &Province) -> Result<(Vec<u8>, Record)> {
    let mut record = Record::new(FILE, Body::Khdt);
    let look = Look { size: 13.0, ..Look::PLAIN };
    let mut page = Page::new(SHEET, look, &[8.0, 58.0, 9.0, 14.0, 11.0, 11.0, 40.0, 36.0])?;
    page.line(0, "PHỤ LỤC", Style::AboveBold)?;
    page.line(
        1,
        "TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024 (DỮ LIỆU MẪU)",
        Style::AboveBold,
    )?;
    page.line(2, SAMPLE_NOTE, Style::AboveItalic)?;
    let heads = [
        "Số\nTT",
        "Tiêu chí, tiêu chí thành phần",
        "Điểm\ntối đa",
        "Điểm đạt được\nnăm 2024",
        "Điểm\nnăm 2023",
        "Tăng (+),\ngiảm (-)",
        "Tài liệu minh chứng",
        "Ghi chú của đơn vị",
    ];
    for (column, head) in (0..).zip(heads) {
        page.put(4, column, head, Style::Head)?;
    }
    page.header_rows(4, 4)?;

    let mut row = 5;
    part(&mut page, &mut row, "A", "TIÊU CHÍ DO SỞ CHỦ TRÌ")?;
    let own = province.rows_of(Body::Khdt, &[]);
    // VIII before VI
    let (eight, six): (Vec<&Node>, Vec<&Node>) = own.iter().partition(|n| n.code[0] == 8);
    let mut total = Points::ZERO;
    for node in eight.into_iter().chain(six) {
        put_node(&mut page, row, node)?;
        if let Some(leaf) = &node.leaf {
            let (code, at) = (node.dotted(), cell(row, SCORE));
            let score = leaf.state.and_then(State::points);
            let value = match (code.as_str(), score) {
                // what 0,1 + 0,2 and 0,2 * 3 leave in a cell
                ("8.3", _) => Value::Number(0.1 + 0.2),
                ("6.1.1", _) => Value::Number(0.2 * 3.0),
                ("8.2.1" | "8.2.2", Some(points)) => Value::Text(points.dot()),
                _ => Value::from(score),
            };
            page.put(row, SCORE, value, Style::Number(3))?;
            let before = leaf.results_2023.published;
            page.put(row, 4, before, Style::Number(3))?;
            page.put(row, 5, score.zip(before).map(|(now, then)| now - then), Style::Number(3))?;
            page.put(row, 6, leaf.evidence.as_str(), Style::Text(3))?;
            page.put(row, 7, leaf.explanation.as_str(), Style::Text(3))?;
            record.score(&code, Some(SHEET), &at);
            if leaf.evidence.is_empty() && leaf.explanation.is_empty() {
                record.plant("no_evidence", &code, Some(SHEET), &at);
            }
            total = [total, score.unwrap_or_default()].into_iter().sum();
        }
        row += 1;
    }
    part(&mut page, &mut row, "B", "TIÊU CHÍ PHỐI HỢP (cơ quan chủ trì chấm)")?;
    for code in PARTNER {
        let node = province.node(code)?;
        put_node(&mut page, row, node)?;
        let lead = node.leaf.as_ref().and_then(|l| l.lead).map_or("", Body::name);
        page.put(row, 7, format!("{lead} chấm"), Style::Text(3))?;
        row += 1;
    }
    // a total typed before the last correction
    let typed = [total, Points::parse("0.25")?].into_iter().sum::<Points>();
    page.put(row, 0, "", Style::Middle(1))?;
    page.put(row, 1, "Tổng cộng điểm Sở chủ trì", Style::Text(1))?;
    page.put(row, SCORE, typed, Style::Number(1))?;
    for column in [2, 4, 5, 6, 7] {
        page.put(row, column, "", Style::Number(1))?;
    }
    record.plant_at(
        "total_differs",
        Some(At { sheet: Some(SHEET.to_owned()), cell: cell(row, SCORE) }),
    );
    page.signature(row + 2, 6, "GIÁM ĐỐC")?;
    Ok((workbook(vec![page], "Phụ lục tự chấm (dữ liệu mẫu)")?, record))
}

/// Code, name and maximum; the other cells empty.
fn put_node(page: &mut Page, row: u32, node: &Node) -> Result<()> {
    let depth = if node.leaf.is_some() { 3 } else { node.depth() };
    page.put(row, 0, node.roman_field(), Style::Middle(depth))?;
    page.put(row, 1, node.name.as_str(), Style::Text(depth))?;
    page.put(row, 2, node.leaf.is_some().then_some(node.max), Style::Number(depth))?;
    for column in 3..8 {
        page.put(row, column, "", Style::Text(depth))?;
    }
    Ok(())
}

fn part(page: &mut Page, row: &mut u32, letter: &str, name: &str) -> Result<()> {
    page.put(*row, 0, letter, Style::Middle(1))?;
    page.put(*row, 1, name, Style::Text(1))?;
    for column in 2..8 {
        page.put(*row, column, "", Style::Text(1))?;
    }
    *row += 1;
    Ok(())
}
