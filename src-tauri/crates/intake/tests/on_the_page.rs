//! Spreadsheets: only what stands on the page is read, and the rest is kept beside it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use intake::workbook::FormulaResult::{FromOutside, OfEmptyCell, Stored, Uncomputed};
use intake::workbook::{self, Aside, NoteKind, Sheet, Unseen, Value};
use rust_xlsxwriter::{Color, Format, FormatScript, Formula, Note, Shape, Workbook};
use support::formats::ods_content;
use support::{SNV, edit_parts, plan_bytes};

fn read(name: &str, bytes: &[u8]) -> Sheet {
    workbook::read(name, bytes).unwrap().sheets.swap_remove(0)
}

fn aside(sheet: &Sheet, row: u32, column: u32) -> Aside {
    sheet.cell(row, column).and_then(|cell| cell.aside.as_deref()).cloned().unwrap_or_default()
}

fn struck() -> Format {
    Format::new().set_font_strikethrough()
}

fn raised() -> Format {
    Format::new().set_font_script(FormatScript::Superscript)
}

#[test]
fn struck_text_is_no_score_and_what_stands_beside_it_counts() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.write_number_with_format(0, 0, 0.5, &struck()).unwrap();
    sheet.write_string_with_format(1, 0, "0,5", &struck()).unwrap();
    sheet.write_rich_string(2, 0, &[(&struck(), "0,5"), (&plain, "0")]).unwrap();
    sheet.write_rich_string(3, 0, &[(&plain, "0"), (&struck(), "7"), (&plain, "5")]).unwrap();
    // runs that look plain in a cell that is struck out
    sheet
        .write_rich_string_with_format(4, 0, &[(&plain, "1"), (&plain, " điểm")], &struck())
        .unwrap();
    let sheet = read("a.xlsx", &book.save_to_buffer().unwrap());
    for (row, text, raw, out) in [
        (0, "", "0.5", "0.5"),
        (1, "", "0,5", "0,5"),
        (2, "0", "0,50", "0,5"),
        (3, "0 5", "075", "7"),
    ] {
        assert_eq!(sheet.text(row, 0), text, "on the page in row {row}");
        assert_eq!(sheet.raw(row, 0), raw, "in the file in row {row}");
        assert_eq!(aside(&sheet, row, 0).struck, out, "struck out in row {row}");
    }
    assert_eq!(sheet.cell(0, 0).unwrap().value, Value::Text, "no number is left to be read");
    assert!(sheet.text(4, 0).contains("điểm"), "a run says itself how it looks");
}

#[test]
fn raised_marks_are_no_digits() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.write_rich_string(0, 0, &[(&plain, "0,5"), (&raised(), "1")]).unwrap();
    sheet.write_rich_string(1, 0, &[(&plain, "2.1.1"), (&raised(), "(2)")]).unwrap();
    sheet.write_number_with_format(2, 0, 0.5, &raised()).unwrap();
    let sheet = read("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!((sheet.text(0, 0), sheet.raw(0, 0)), ("0,5", "0,51"));
    assert_eq!(aside(&sheet, 0, 0).raised, "1");
    assert_eq!(sheet.text(1, 0), "2.1.1", "in codes, too");
    assert_eq!(sheet.text(2, 0), "0.5", "a number written high is a number");
}

#[test]
fn what_a_format_does_not_show_is_not_on_the_page() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = |code: &str| Format::new().set_num_format(code);
    let white = Format::new().set_font_color(Color::White);
    let on_blue = white.clone().set_background_color(Color::Blue);
    for (row, n, look) in [
        (0, 0.5, format(";;;")),
        (1, 0.0, format("0.00;-0.00;")),
        (2, 0.25, format("0.00;-0.00;")),
        (3, 0.5, white.clone()),
        (4, 0.5, on_blue),
        (5, 0.851_063_829_787, format("0.00")),
        (6, 0.0, format("_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-")),
        (7, 0.5, format("0%")),
    ] {
        sheet.write_number_with_format(row, 0, n, &look).unwrap();
    }
    sheet.write_string_with_format(8, 0, "Điểm tự chấm", &white).unwrap();
    sheet.write_string_with_format(9, 0, "0,5", &white).unwrap();
    let sheet = read("a.xlsx", &book.save_to_buffer().unwrap());
    let texts: Vec<&str> = (0..10).map(|row| sheet.text(row, 0)).collect();
    assert_eq!(
        texts,
        ["", "", "0.25", "", "0.5", "0.851063829787", "0", "50%", "Điểm tự chấm", ""],
        "a heading in white may stand on a ground that a table's style gives it"
    );
    for (row, why) in
        [(0, Unseen::Format), (1, Unseen::Format), (3, Unseen::SameColour), (9, Unseen::SameColour)]
    {
        assert_eq!(aside(&sheet, row, 0).unseen, Some(why), "row {row}");
    }
    assert_eq!(aside(&sheet, 5, 0).shown, "0,85", "less digits are shown than there are");
    assert_eq!(aside(&sheet, 6, 0).shown, "-", "a dash is shown, a zero is there");
}

#[test]
fn hidden_zeros_and_rows_and_columns_without_size_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_number(0, 0, 0).unwrap();
    sheet.write_number(1, 0, 0.5).unwrap();
    sheet.write_number(2, 0, 0.5).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let bytes = edit_parts(&bytes, |part| {
        part.replace("<sheetView ", "<sheetView showZeros=\"0\" ")
            .replace(
                "<sheetData>",
                "<cols><col min=\"3\" max=\"3\" width=\"0\" customWidth=\"1\"/></cols><sheetData>",
            )
            .replace("<row r=\"2\"", "<row ht=\"0\" customHeight=\"1\" r=\"2\"")
    });
    let sheet = read("a.xlsx", &bytes);
    assert_eq!((sheet.text(0, 0), sheet.raw(0, 0)), ("", "0"), "the sheet hides its zeros");
    assert_eq!(aside(&sheet, 0, 0).unseen, Some(Unseen::Format));
    assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&1], "a row of height 0");
    assert_eq!(sheet.hidden_columns.iter().collect::<Vec<_>>(), [&2], "a column of width 0");
}

#[test]
fn what_lies_under_a_merge_is_not_on_the_page() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..4 {
        sheet.write_number(row, 0, 0.25).unwrap();
    }
    let bytes = edit_parts(&book.save_to_buffer().unwrap(), |part| {
        let merges = "</sheetData><mergeCells count='1'><mergeCell ref='A1:B3'/></mergeCells>";
        part.replace("</sheetData>", merges)
    });
    let sheet = read("a.xlsx", &bytes);
    let texts: Vec<&str> = (0..4).map(|row| sheet.text(row, 0)).collect();
    assert_eq!(texts, ["0.25", "", "", "0.25"], "the upper left cell alone is seen");
    assert_eq!(aside(&sheet, 1, 0).unseen, Some(Unseen::Covered));
    assert_eq!(sheet.raw(2, 0), "0.25", "what is there stays to be seen");
}

#[test]
fn results_that_the_workbook_does_not_stand_by_are_told() {
    let formulas = |full: bool, results: [&str; 4]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, (formula, result)) in
            (0..).zip(["=0.25+0.25", "=A9", "=SUM(B1:B3)", "=[1]Sheet1!A1"].iter().zip(results))
        {
            sheet.write_formula(row, 0, Formula::new(*formula).set_result(result)).unwrap();
        }
        let bytes = edit_parts(&book.save_to_buffer().unwrap(), |part| {
            if full { part.to_owned() } else { part.replace("fullCalcOnLoad=\"1\"", "") }
        });
        let sheet = read("a.xlsx", &bytes);
        let result = |row| aside(&sheet, row, 0).formula.map(|formula| formula.result);
        [0, 1, 2, 3].map(result)
    };
    assert_eq!(
        formulas(false, ["0.5", "0", "1", "0.75"]),
        [Some(Stored), Some(OfEmptyCell), Some(Stored), Some(FromOutside)],
        "a link to an empty cell gives 0"
    );
    assert_eq!(
        formulas(true, ["0.5", "1", "1", "0.5"]),
        [Some(Uncomputed), Some(Uncomputed), Some(Uncomputed), Some(FromOutside)],
        "the workbook asks for all to be computed anew, which another workbook's cells cannot be"
    );
    assert_eq!(
        formulas(false, ["0", "0", "0", "0"])[0],
        Some(Uncomputed),
        "a program that does not compute stores 0 for every formula"
    );
}

#[test]
fn comments_and_text_boxes_are_kept() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_number(2, 3, 0.5).unwrap();
    sheet.insert_note(2, 3, &Note::new("Đã trừ 0,5 vì nộp chậm")).unwrap();
    sheet.insert_shape(4, 1, &Shape::textbox().set_text("Điểm này chưa chính thức")).unwrap();
    let sheet = read("a.xlsx", &book.save_to_buffer().unwrap());
    let notes: Vec<_> = sheet
        .notes
        .iter()
        .map(|n| {
            (n.at, n.kind, n.text.contains("nộp chậm") || n.text == "Điểm này chưa chính thức")
        })
        .collect();
    assert_eq!(
        notes,
        [(Some((2, 3)), NoteKind::Comment, true), (Some((4, 1)), NoteKind::TextBox, true)],
        "{:?}",
        sheet.notes
    );
}

/// A workbook of one sheet, however its parts are written.
fn written(edit: impl Fn(&str) -> String) -> Sheet {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let percent = Format::new().set_num_format("0%");
    sheet.write_string(0, 0, "Điểm").unwrap();
    sheet.write_number_with_format(0, 1, 0.5, &percent).unwrap();
    sheet.write_number(1, 0, 0.25).unwrap();
    read("a.xlsx", &edit_parts(&book.save_to_buffer().unwrap(), edit))
}

/// "warning off_page D2: …" of what is said of the score cells.
fn said(bytes: Vec<u8>) -> Vec<String> {
    let plan = plan_bytes("a.xlsx", bytes, Some(SNV));
    let told = ["off_page", "formula_not_computed", "from_other_file", "hidden"];
    let here = plan.problems.iter().filter(|p| told.contains(&p.finding.code()));
    let tell = |p: &scorebook::Problem| {
        let severity: &str = p.severity.into();
        let names = ["1.1.1", "1.1.2"].into_iter();
        let sentence = scorebook::vi::finding(&p.finding);
        let named: Vec<&str> = names.filter(|code| sentence.contains(code)).collect();
        format!("{severity} {} {}", p.finding.code(), named.join(" "))
    };
    here.map(tell).collect()
}

/// Two criteria, their scores put in by the test.
fn table(put: impl Fn(&mut rust_xlsxwriter::Worksheet, u32)) -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])
    {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (row, (code, name, max)) in (1..).zip([
        ("1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5),
        ("1.1.2", "Mức độ hoàn thành kế hoạch", 1.5),
    ]) {
        sheet.write_string(row, 0, code).unwrap();
        sheet.write_string(row, 1, name).unwrap();
        sheet.write_number(row, 2, max).unwrap();
        put(sheet, row);
    }
    book
}

#[test]
fn what_is_not_on_the_page_is_told_with_its_criterion() {
    let mut book = table(|sheet, row| {
        sheet.write_number_with_format(row, 3, 0.5, &struck()).unwrap();
    });
    assert_eq!(
        said(book.save_to_buffer().unwrap()),
        ["warning off_page 1.1.1", "warning off_page 1.1.2"],
        "struck out"
    );
    let mut book = table(|sheet, row| {
        let hidden = Format::new().set_num_format(";;;");
        sheet.write_number_with_format(row, 3, 0.5, &hidden).unwrap();
    });
    let bytes = book.save_to_buffer().unwrap();
    let plan = plan_bytes("a.xlsx", bytes.clone(), Some(SNV));
    assert_eq!(support::scores(&plan), Vec::<String>::new(), "what nobody sees is no score");
    assert_eq!(said(bytes).len(), 2, "and it is told");
}

#[test]
fn results_that_are_not_computed_are_no_scores() {
    let mut book = table(|sheet, row| {
        sheet.write_formula(row, 3, Formula::new("=C2*1").set_result("0.5")).unwrap();
    });
    assert_eq!(
        said(book.save_to_buffer().unwrap()),
        ["blocking formula_not_computed 1.1.1", "blocking formula_not_computed 1.1.2"],
        "the writer asks for all to be computed anew"
    );
}

#[test]
fn hidden_rows_and_columns_name_the_criteria_scored_there() {
    let mut book = table(|sheet, row| {
        sheet.write_number(row, 3, 0.5).unwrap();
        if row == 2 {
            sheet.set_row_hidden(row).unwrap();
        }
    });
    assert_eq!(said(book.save_to_buffer().unwrap()), ["warning hidden 1.1.2"]);
    let mut book = table(|sheet, row| {
        sheet.write_number(row, 3, 0.5).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    assert_eq!(said(book.save_to_buffer().unwrap()), ["warning hidden 1.1.1 1.1.2"]);
}

/// A writing of the same XML, and how to come to it.
type Way<'a> = (&'a str, &'a dyn Fn(&str) -> String);

#[test]
fn every_writing_of_the_same_xml_reads_alike() {
    let prefixed = |part: &str| {
        if !part.contains("<worksheet") {
            return part.to_owned();
        }
        let part = part.replace("xmlns=", "xmlns:x=");
        let mut tags = String::new();
        for (n, piece) in part.split('<').enumerate() {
            if n > 0 {
                tags.push('<');
            }
            match piece.strip_prefix('/') {
                Some(rest) if n > 0 => {
                    tags.push_str("/x:");
                    tags.push_str(rest);
                }
                _ if n > 0 && !piece.starts_with(['?', '!']) => {
                    tags.push_str("x:");
                    tags.push_str(piece);
                }
                _ => tags.push_str(piece),
            }
        }
        tags
    };
    let without_places = |part: &str| {
        ["A1", "B1", "A2"]
            .iter()
            .fold(part.to_owned(), |part, at| part.replace(&format!(" r=\"{at}\""), ""))
    };
    let ways: [Way<'_>; 4] = [
        ("as the writer has it", &str::to_owned),
        ("with a prefix", &prefixed),
        ("in single quotes", &|part| part.replace('"', "'")),
        ("without the places of cells", &without_places),
    ];
    for (way, edit) in ways {
        let sheet = written(edit);
        let texts = [sheet.text(0, 0), sheet.text(0, 1), sheet.text(1, 0)];
        assert_eq!(texts, ["Điểm", "50%", "0.25"], "{way}");
    }
}

#[test]
fn an_ods_tells_what_its_page_shows() {
    let cells = "<table:table-row>\
        <table:table-cell office:value-type=\"float\" office:value=\"0.5\"><text:p>0,5</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"currency\" office:value=\"0.5\"><text:p>0,50 đ</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"0.851063\"><text:p>0,85</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"0.5\"><text:p/></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p><text:span text:style-name=\"T1\">0,5</text:span>0</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>0,5<text:span text:style-name=\"T2\">1</text:span></text:p></table:table-cell>\
        <table:table-cell table:style-name=\"ce1\" office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"><office:annotation><dc:creator>A</dc:creator><text:p>Nộp chậm</text:p></office:annotation><text:p>50%</text:p></table:table-cell>\
        </table:table-row>";
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:dc=\"d\"><office:automatic-styles>\
        <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
        <style:style style:name=\"ce1\" style:family=\"table-cell\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        </office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"A\">{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let sheet = read("a.ods", &ods_content(&content));
    let texts: Vec<&str> = (0..8).map(|column| sheet.text(0, column)).collect();
    assert_eq!(texts, ["0.5", "0.5", "0.851063", "", "0", "0,5", "", "50%"]);
    assert_eq!(aside(&sheet, 0, 2).shown, "0,85");
    assert_eq!(aside(&sheet, 0, 3).unseen, Some(Unseen::Format));
    assert_eq!(aside(&sheet, 0, 4).struck, "0,5");
    assert_eq!(aside(&sheet, 0, 6).struck, "1", "a whole cell");
    let notes: Vec<_> = sheet.notes.iter().map(|n| (n.at, n.text.as_str())).collect();
    assert_eq!(notes, [(Some((0, 7)), "Nộp chậm")], "a comment is no text of its cell");
}
