//! Files of every kind, told by their content; cells where they stand.

mod support;

use intake::workbook::{self, Value};
use rust_xlsxwriter::Workbook;
use scorebook::plan::SourceFile;
use support::{Cell, SNV, edit_parts, head, plan_bytes, problems, row_of, scores, xlsx};

const CSV: &str = "STT;Tiêu chí;Điểm tối đa;Điểm tự chấm\n1.1.1;Ban hành kế hoạch đúng thời hạn;0,5;0,25\n1.1.2;Mức độ hoàn thành kế hoạch;1,5;1\n";

fn read_csv(bytes: Vec<u8>) -> Vec<String> {
    let plan = plan_bytes("Sở Nội vụ.csv", bytes, Some(SNV));
    assert_eq!(problems(&plan), Vec::<String>::new(), "{:?}", plan.rows);
    scores(&plan)
}

#[test]
fn csv_is_read_in_every_encoding_that_offices_save() {
    let expected = ["1.1.1=0.25", "1.1.2=1"];
    let utf16 = |little: bool, mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xFEFF_u16);
        let units = mark.into_iter().chain(CSV.encode_utf16());
        units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(CSV.as_bytes());
    assert_eq!(read_csv(CSV.into()), expected, "UTF-8");
    assert_eq!(read_csv(marked), expected, "UTF-8 with a mark");
    assert_eq!(read_csv(utf16(true, true)), expected, "UTF-16, as Excel's Unicode text");
    assert_eq!(read_csv(utf16(false, true)), expected, "UTF-16, big end first");
    assert_eq!(read_csv(CSV.replace('\n', "\r\n").into()), expected, "CRLF");
    assert_eq!(read_csv(CSV.replace('\n', "\r").into()), expected, "CR alone, old Macs");
}

#[test]
fn csv_in_windows_1258_is_read() {
    // 1258 writes tones as combining marks after the letter
    let text: String = CSV
        .chars()
        .flat_map(|c| match c {
            'ố' => vec!['ô', '\u{301}'],
            'ế' => vec!['ê', '\u{301}'],
            'ạ' => vec!['a', '\u{323}'],
            'ự' => vec!['ư', '\u{323}'],
            'ấ' => vec!['â', '\u{301}'],
            'ờ' => vec!['ơ', '\u{300}'],
            'ứ' => vec!['ư', '\u{301}'],
            'ộ' => vec!['ô', '\u{323}'],
            'ể' => vec!['ê', '\u{309}'],
            c => vec![c],
        })
        .collect();
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1258.encode(&text);
    assert!(!lossy, "every letter has a place in 1258");
    assert_eq!(read_csv(bytes.into_owned()), ["1.1.1=0.25", "1.1.2=1"]);
}

#[test]
fn csv_is_read_with_every_separator() {
    let commas = CSV
        .replace("0,5", "\"0,5\"")
        .replace("0,25", "\"0,25\"")
        .replace("1,5", "\"1,5\"")
        .replace(';', ",");
    assert_eq!(read_csv(commas.into()), ["1.1.1=0.25", "1.1.2=1"], "commas, decimals quoted");
    assert_eq!(read_csv(CSV.replace(';', "\t").into()), ["1.1.1=0.25", "1.1.2=1"], "tabs");
    assert_eq!(
        read_csv(format!("sep=;\n{CSV}").into()),
        ["1.1.1=0.25", "1.1.2=1"],
        "Excel's first line"
    );
}

#[test]
fn csv_rows_keep_their_numbers() {
    let text = format!("UBND TỈNH SÔNG MÂY\n\n\"SỞ\nNỘI VỤ\"\n\n{CSV}");
    let plan = plan_bytes("a.csv", text.into(), Some(SNV));
    let row = row_of(&plan, "1.1.1").expect("taken");
    let cell = row.cell.as_ref().expect("its cell");
    assert_eq!(
        (cell.sheet.as_str(), cell.a1().as_str()),
        ("a", "D6"),
        "blank lines count, as in a spreadsheet"
    );
}

#[test]
fn csv_with_a_quote_inside_a_cell_loses_nothing() {
    let text = "STT;Tiêu chí;Điểm tự chấm;Ghi chú\n1.1.1;Ban hành kế hoạch đúng thời hạn;0,5;Theo \"mẫu\n1.1.2;Mức độ hoàn thành kế hoạch;1;\n";
    let plan = plan_bytes("a.csv", text.into(), Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1"], "{:?}", plan.rows);
}

#[test]
fn the_name_does_not_decide_the_reader() {
    let bytes =
        xlsx(&[("Bảng", vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]])]);
    for name in ["a.xls", "a.csv", "a.ods", "a", "a.pdf"] {
        assert_eq!(scores(&plan_bytes(name, bytes.clone(), Some(SNV))), ["1.1.1=0.5"], "{name}");
    }
    assert_eq!(
        scores(&plan_bytes("a.xlsx", CSV.into(), Some(SNV))),
        ["1.1.1=0.25", "1.1.2=1"],
        "text named .xlsx"
    );
}

#[test]
fn two_cells_at_the_ends_of_a_sheet_cost_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "đầu").unwrap();
    sheet.write_string(1_048_575, 16_383, "cuối").unwrap();
    sheet.write_string(1_048_575, 3, "dưới").unwrap();
    let workbook = workbook::read("a.xlsx", &book.save_to_buffer().unwrap()).expect("read");
    assert_eq!(workbook.sheets[0].text(1_048_575, 3), "dưới", "at its own place");
}

#[test]
fn cells_say_what_they_hold() {
    let bytes = xlsx(&[(
        "Bảng",
        vec![row!["chữ", 1.5, Cell::Formula("=A1", None), Cell::Formula("=1/0", Some("#DIV/0!"))]],
    )]);
    let workbook = workbook::read("a.xlsx", &bytes).expect("read");
    let value = |column| workbook.sheets[0].cell(0, column).expect("a cell").value;
    assert_eq!(value(0), Value::Text);
    assert_eq!(value(1), Value::Number(1.5));
    assert_eq!(value(2), Value::NoResult);
    assert_eq!(value(3), Value::Error);
}

#[test]
fn inline_strings_are_text_like_any_other() {
    let bytes = xlsx(&[(
        "Bảng",
        vec![
            head(),
            row![
                "1.1.1",
                "Ban hành kế hoạch đúng thời hạn",
                0.5,
                Cell::Formula("=\"0,5\"", Some("0,5"))
            ],
        ],
    )]);
    assert_eq!(scores(&plan_bytes("a.xlsx", bytes, Some(SNV))), ["1.1.1=0.5"]);
}

#[test]
fn a_sheet_that_cannot_be_read_is_not_passed_over() {
    let bytes = xlsx(&[
        ("Bảng", vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]]),
        ("Bảng 2", vec![head(), row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0]]),
    ]);
    let broken = edit_parts(&bytes, |part| match part.find("<v>1</v>") {
        Some(at) if part.contains("<worksheet") => part[..at].to_owned(),
        _ => part.to_owned(),
    });
    let plan = plan_submission(broken);
    assert!(plan.is_blocked(), "half a file is not a file: {:?}", scores(&plan));
}

fn plan_submission(bytes: Vec<u8>) -> scorebook::ImportPlan {
    intake::plan_submission(
        &intake::Received::read_here(SourceFile::new("a.xlsx", bytes)),
        &support::catalogue(),
        &support::agencies(),
        Some(SNV),
        &[],
    )
}
