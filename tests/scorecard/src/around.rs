//! What stands around a table: letterhead, header, signatures, notes, other tables.

use scorebook::{CatalogueNode, Points};

use crate::compose::Desk;
use crate::fill::Sheet;
use crate::layout::{Column, Header};
use crate::notation;
use crate::page::{Cell, Page};
use crate::words;

/// Letterhead and title.
pub(crate) fn above(desk: &mut Desk<'_>, sheet: &mut Sheet) {
    let left = desk.layout.columns_left;
    if desk.layout.rows_above == 0 {
        return;
    }
    let year = if desk.layout.other_year { 2023 } else { 2024 };
    let titles = [
        format!("BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}"),
        format!("BIỂU TỔNG HỢP ĐIỂM TỰ ĐÁNH GIÁ CHỈ SỐ CCHC CẤP TỈNH NĂM {year}"),
        format!("Kết quả tự chấm điểm Chỉ số CCHC năm {year}"),
    ];
    let title = desk.dice.pick(&titles).clone();
    let cited = [
        "(Kèm theo Báo cáo số …/BC-SNV ngày 20/12/2024)",
        "(Kèm theo Công văn số 12 ngày 03 tháng 01 năm 2025)",
        "",
    ];
    let cited = *desk.dice.pick(&cited);
    let page = &mut sheet.page;
    page.write(0, left, "UBND TỈNH SÔNG MÂY");
    page.write(0, left + 3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    page.write(1, left, &desk.agency.name.to_uppercase());
    page.write(1, left + 3, "Độc lập – Tự do – Hạnh phúc");
    page.write(3, left, &title);
    page.write(4, left, cited);
    page.write(6, left, "Đơn vị tính: điểm");
    sheet.row = desk.layout.rows_above;
}

/// The header, one to three rows high.
pub(crate) fn header(desk: &mut Desk<'_>, sheet: &mut Sheet) {
    let left = desk.layout.columns_left;
    let height = match desk.layout.header {
        Header::One => 1,
        Header::Two => 2,
        Header::Three => 3,
    };
    let is_score = |c: Column| {
        matches!(c, Column::Max | Column::Score | Column::Appraisal | Column::Prior | Column::Older)
    };
    let group = *desk.dice.pick(&["Kết quả chấm điểm", "Điểm số", "Kết quả tự chấm điểm"]);
    let group_below = *desk.dice.pick(&["Điểm", "Chấm điểm"]);
    let (top, bottom) = (sheet.row, sheet.row + height - 1);
    let columns: Vec<(u16, Column, String)> =
        (left..).zip(&desk.layout.columns).map(|(at, (c, h))| (at, *c, h.clone())).collect();
    let mut at = 0;
    while at < columns.len() {
        let run = columns[at..].iter().take_while(|(_, c, _)| is_score(*c)).count();
        let (first, _, heading) = &columns[at];
        if height > 1 && run > 1 {
            let last = columns[at + run - 1].0;
            for (row, text) in
                [(top, group), (top + 1, group_below)].into_iter().take(height as usize - 1)
            {
                sheet.page.write(row, *first, text);
                if desk.layout.merges {
                    sheet.page.merges.push((row, *first, row, last));
                }
            }
            for (column, _, heading) in &columns[at..at + run] {
                sheet.page.write(bottom, *column, heading);
            }
            at += run;
        } else {
            sheet.page.write(top, *first, heading);
            if height > 1 && desk.layout.merges {
                sheet.page.merges.push((top, *first, bottom, *first));
            }
            at += 1;
        }
    }
    sheet.row = bottom + 1;
    if desk.layout.numbers_columns {
        for (number, (column, _, _)) in (1..).zip(&columns) {
            sheet.page.write(sheet.row, *column, &format!("({number})"));
        }
        sheet.row += 1;
    }
}

/// Notes, signatures, another table.
pub(crate) fn below(desk: &mut Desk<'_>, sheet: &mut Sheet, fields: &[&CatalogueNode]) {
    let left = desk.layout.columns_left;
    if desk.layout.notes_below {
        sheet.row += 1;
        sheet.page.write(sheet.row, left + 1, "Ghi chú: số liệu tính đến ngày 15/12/2024");
        sheet.row += 1;
    }
    if desk.layout.second_table {
        sheet.row += 2;
        second_table(desk, sheet, fields);
    }
    if desk.layout.signature {
        sheet.row += 1;
        let right = desk.layout.at(Column::Score).unwrap_or(3) + left;
        let signatory = *desk.dice.pick(&words::SIGNATORIES);
        sheet.page.write(sheet.row, right, "Sông Mây, ngày 20 tháng 12 năm 2024");
        sheet.page.write(sheet.row + 1, left, "NGƯỜI LẬP BIỂU");
        sheet.page.write(sheet.row + 1, right, signatory);
        sheet.page.write(sheet.row + 5, right, "Nguyễn Văn Mẫu");
    }
}

fn second_table(desk: &mut Desk<'_>, sheet: &mut Sheet, fields: &[&CatalogueNode]) {
    let left = desk.layout.columns_left;
    match desk.dice.roll(3) {
        0 => {
            row(sheet, left, &["STT", "Tên văn bản", "Số, ký hiệu", "Ngày ban hành"]);
            row(sheet, left, &["1", "Kế hoạch cải cách hành chính", "80/KH-UBND", "18/01/2024"]);
            row(sheet, left, &["2", "Báo cáo kết quả", "12/BC-SNV", "10/12/2024"]);
        }
        1 => {
            row(sheet, left, &["STT", "Nội dung kiến nghị", "Cơ quan trả lời"]);
            row(sheet, left, &["1", "Đề nghị bổ sung kinh phí", "Sở Tài chính"]);
        }
        _ => {
            row(sheet, left, &["STT", "Lĩnh vực", "Điểm tối đa", "Điểm tự chấm"]);
            field_sums(desk, sheet, fields, left);
        }
    }
}

/// A sheet in front with a row per field.
pub(crate) fn summary(desk: &mut Desk<'_>, fields: &[&CatalogueNode]) -> Page {
    let mut sheet = Sheet::new("Tổng hợp");
    row(&mut sheet, 0, &["STT", "Lĩnh vực", "Điểm tối đa", "Điểm tự chấm"]);
    field_sums(desk, &mut sheet, fields, 0);
    sheet.page
}

fn field_sums(desk: &mut Desk<'_>, sheet: &mut Sheet, fields: &[&CatalogueNode], left: u16) {
    let mut whole = Points::ZERO;
    // a field without criteria would stand twice
    for field in fields.iter().filter(|f| !f.is_leaf()) {
        let sum = desk.sum_under(field);
        whole = whole + sum;
        sheet.page.write(sheet.row, left, &field.code.to_string());
        sheet.page.write(sheet.row, left + 1, &field.name);
        sheet.page.put(sheet.row, left + 2, Cell::Number(notation::held(field.max_points)));
        sheet.page.put(sheet.row, left + 3, Cell::Number(notation::held(sum)));
        if desk.adds_up {
            desk.truth.sums.push(((sheet.page.name.clone(), sheet.row), true));
        }
        sheet.row += 1;
    }
    sheet.page.write(sheet.row, left + 1, words::TOTALS[0]);
    sheet.page.put(sheet.row, left + 3, Cell::Number(notation::held(whole)));
    sheet.row += 1;
}

fn row(sheet: &mut Sheet, left: u16, texts: &[&str]) {
    for (column, text) in (left..).zip(texts) {
        sheet.page.write(sheet.row, column, text);
    }
    sheet.row += 1;
}
