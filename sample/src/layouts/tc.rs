//! Sở Tài chính: a .csv as a Vietnamese Excel saves it (UTF-8 with a mark, semicolons, decimal commas, CRLF);
//! line breaks inside cells; one maximum that is not the catalogue's.

use anyhow::Result;

use crate::points::Points;
use crate::province::{Body, Province, Scoring, State};
use crate::record::Record;
use crate::sheet::{SAMPLE_NOTE, cell};

const FILE: &str = "SoTaiChinh_CCHC_2024.csv";
const COLUMNS: usize = 7;
const MAX: u16 = 3;
const SCORE: u16 = 5;

pub(crate) fn write(province: &Province) -> Result<(Vec<u8>, Record)> {
    let mut record = Record::new(FILE, Body::Tc);
    let mut lines: Vec<[String; COLUMNS]> = Vec::new();
    let words = |words: &[&str]| {
        let mut line: [String; COLUMNS] = Default::default();
        for (cell, word) in line.iter_mut().zip(words) {
            (*word).clone_into(cell);
        }
        line
    };
    lines.push(words(&["UBND TỈNH SÔNG MÂY"]));
    lines.push(words(&["SỞ TÀI CHÍNH"]));
    lines.push(words(&[]));
    lines.push(words(&["", "BẢNG TỔNG HỢP TỰ ĐÁNH GIÁ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024"]));
    lines.push(words(&["", SAMPLE_NOTE]));
    lines.push(words(&[
        "Số TT",
        "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
        "Cơ quan chủ trì",
        "Điểm tối đa",
        "Điểm năm 2023",
        "Điểm tự đánh giá\nnăm 2024",
        "Tài liệu kiểm chứng/Giải trình",
    ]));
    let mut total = Points::ZERO;
    for node in province.rows_of(Body::Tc, &["6.1.3", "6.3"]) {
        let Some(leaf) = &node.leaf else {
            let name = if node.depth() == 1 { node.name.to_uppercase() } else { node.name.clone() };
            lines.push(words(&[&node.roman_field(), &name]));
            continue;
        };
        let row = u32::try_from(lines.len())?;
        let code = node.dotted();
        let own = node.is_led_by(Body::Tc);
        let max = match code.as_str() {
            "6.2.2" => {
                record.plant("max_differs", &code, None, &cell(row, MAX));
                "0,75".to_owned()
            }
            _ => node.max.comma2(),
        };
        let score = leaf.state.filter(|_| own).and_then(State::points);
        let note = match leaf.scoring {
            Scoring::SelfScored => super::joined(leaf),
            Scoring::Survey => "Điều tra xã hội học".to_owned(),
            Scoring::Central => "Bộ Tài chính chấm".to_owned(),
        };
        lines.push(words(&[
            &code,
            &node.name,
            leaf.lead.map_or("", Body::name),
            &max,
            &leaf.results_2023.published.map_or(String::new(), Points::comma2),
            &score.map_or(String::new(), Points::comma2),
            &note,
        ]));
        if own {
            record.score(&code, None, &cell(row, SCORE));
            total = [total, score.unwrap_or_default()].into_iter().sum();
        }
    }
    lines.push(words(&["", "Tổng cộng", "", "", "", &total.comma2()]));
    lines.push(words(&[]));
    lines.push(words(&["", "", "", "", "", "", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"]));

    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    for line in &lines {
        writer.write_record(line)?;
    }
    writer.flush()?;
    drop(writer);
    Ok((bytes, record))
}
