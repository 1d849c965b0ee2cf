//! Văn phòng UBND tỉnh: the table starts in column B; a header of three merged rows with columns for three
//! years, one of them hidden; Roman codes; answer options with their points and data rows inside the table;
//! scores as text with a comma; evidence and explanation in one column; one criterion forgotten.

use anyhow::Result;

use crate::points::Points;
use crate::province::{Body, Province, Scoring, State, scored_under};
use crate::record::{At, Planted, Record};
use crate::sheet::{Look, Page, SAMPLE_NOTE, Style, cell, workbook};

const FILE: &str = "VPUB - Bieu tu danh gia PAR INDEX 2024 (KSTT).xlsx";

pub(crate) fn write(province: &Province) -> Result<(Vec<u8>, Record)> {
    let mut record = Record::new(FILE, Body::Vp);
    let look = Look { size: 11.0, field_fill: Some(0xFF_F2_CC), ..Look::PLAIN };
    let widths = [2.5, 10.0, 52.0, 9.0, 30.0, 8.0, 8.0, 9.0, 46.0];
    let mut page = Page::new("Bieu 01-VPUB", look, &widths)?;
    page.span((1, 1), (1, 3), "ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY", Style::Above)?;
    page.span((2, 1), (2, 3), "VĂN PHÒNG", Style::AboveBold)?;
    page.put(1, 8, "Biểu số 01", Style::AboveBold)?;
    page.span((4, 1), (4, 8), "BIỂU TỰ ĐÁNH GIÁ, CHẤM ĐIỂM PAR INDEX NĂM 2024", Style::AboveBold)?;
    page.span((5, 1), (5, 8), SAMPLE_NOTE, Style::AboveItalic)?;

    let tall = [
        (1, "SỐ TT"),
        (2, "NỘI DUNG, CÁC TIÊU CHÍ CỤ THỂ"),
        (3, "ĐIỂM CHUẨN"),
        (4, "SỐ LIỆU KÊ KHAI"),
        (8, "TÀI LIỆU KIỂM CHỨNG/\nGIẢI TRÌNH"),
    ];
    for (column, head) in tall {
        page.span((7, column), (9, column), head, Style::Head)?;
    }
    page.span((7, 5), (7, 7), "ĐIỂM TỰ ĐÁNH GIÁ", Style::Head)?;
    page.span((8, 5), (8, 6), "Các năm trước", Style::Head)?;
    page.put(8, 7, "Năm nay", Style::Head)?;
    for (column, head) in (5..).zip(["Năm 2022", "Năm 2023", "Năm 2024"]) {
        page.put(9, column, head, Style::Head)?;
    }
    page.lines(8, 2);
    page.header_rows(7, 9)?;
    page.worksheet().set_column_hidden(5)?;
    let hidden = At { sheet: Some(page.name().to_owned()), cell: cell(9, 5) };
    record.plant_at("hidden", Some(hidden));

    let rows = province.rows_of(Body::Vp, &["3"]);
    let mut row = 10;
    for node in &rows {
        let depth = node.depth();
        let name = if depth == 1 { node.name.to_uppercase() } else { node.name.clone() };
        page.put(row, 1, node.roman(), Style::Middle(depth))?;
        page.put(row, 2, name, Style::Text(depth))?;
        // only lĩnh vực III is here whole, so only its parents carry points
        let whole = node.leaf.is_some() || node.code[0] == 3;
        page.put(
            row,
            3,
            if whole { node.max.comma2() } else { String::new() },
            Style::Middle(depth),
        )?;
        let Some(leaf) = &node.leaf else {
            for column in [4, 5, 6, 8] {
                page.put(row, column, "", Style::Text(depth))?;
            }
            let subtotal = if whole && depth == 2 && node.code[1] != 5 {
                scored_under(node, &rows, Body::Vp).comma2()
            } else {
                String::new()
            };
            page.put(row, 7, subtotal, Style::Middle(depth))?;
            row += 1;
            continue;
        };
        let own = node.is_led_by(Body::Vp);
        page.put(row, 4, leaf.declared.as_str(), Style::Text(3))?;
        let results = leaf.results_2023;
        let comma = |points: Option<Points>| points.map_or(String::new(), Points::comma);
        page.put(row, 5, comma(results.appraised), Style::Middle(3))?;
        page.put(row, 6, comma(results.own), Style::Middle(3))?;
        let score = leaf.state.filter(|_| own).and_then(State::points);
        page.put(row, 7, comma(score), Style::Middle(3))?;
        let note = match (leaf.scoring, own) {
            (Scoring::Survey, _) => "Điều tra xã hội học".to_owned(),
            (_, false) => "Sở Tư pháp chủ trì, tự chấm".to_owned(),
            (_, true) => super::joined(leaf),
        };
        page.put(row, 8, note, Style::Text(3))?;
        if own {
            let (code, at) = (node.dotted(), cell(row, 7));
            record.score(&code, Some(page.name()), &at);
            if score.is_none() {
                record.plant("blank_score", &code, Some(page.name()), &at);
            }
        }
        row += 1;
        for (words, points) in &leaf.options {
            page.put(row, 1, "", Style::Middle(4))?;
            page.put(row, 2, format!("- {words}"), Style::Text(4))?;
            page.put(row, 3, comma(*points), Style::Middle(4))?;
            for column in 4..9 {
                page.put(row, column, "", Style::Text(4))?;
            }
            row += 1;
        }
        if node.dotted() == "3.4.1" {
            for (name, number) in
                [("Số hồ sơ tiếp nhận trong kỳ", "100.000"), ("Số hồ sơ đúng hạn", "99.100")]
            {
                page.put(row, 1, "", Style::Middle(4))?;
                page.put(row, 2, format!("* {name}"), Style::Text(4))?;
                page.put(row, 3, "", Style::Middle(4))?;
                page.put(row, 4, format!("{number} (số minh hoạ)"), Style::Text(4))?;
                for column in 5..9 {
                    page.put(row, column, "", Style::Text(4))?;
                }
                row += 1;
            }
        }
    }
    let total = rows
        .iter()
        .filter(|n| n.depth() == 1)
        .map(|n| scored_under(n, &rows, Body::Vp))
        .sum::<Points>();
    page.put(row, 1, "", Style::Middle(1))?;
    page.put(row, 2, "TỔNG CỘNG", Style::Text(1))?;
    for column in [3, 4, 5, 6, 8] {
        page.put(row, column, "", Style::Text(1))?;
    }
    page.put(row, 7, total.comma2(), Style::Middle(1))?;
    page.span((row + 2, 1), (row + 2, 3), "NGƯỜI LẬP BIỂU", Style::AboveBold)?;
    page.signature(row + 1, 5, "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG")?;
    page.lines(row + 2, 2);

    for (node, leaf) in province.leaves() {
        if node.is_led_by(Body::Vp) && leaf.state == Some(State::Missing) {
            record.planted.push(Planted {
                code: "missing_row",
                criterion: Some(node.dotted()),
                at: None,
            });
        }
    }
    Ok((workbook(vec![page], "Biểu tự đánh giá (dữ liệu mẫu)")?, record))
}
