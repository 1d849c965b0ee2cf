//! .doc, .odt, .rtf and Excel 2003 XML: what stands on the page, and what only looks like it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use intake::workbook::{self, Merge, Sheet, Value};
use support::documents::{odt_body, rtf_body, spreadsheet_ml};
use support::{SNV, plan_bytes, problems, scores};

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    workbook::read("a", bytes).unwrap().sheets
}

fn cells(sheet: &Sheet) -> Vec<((u32, u32), &str)> {
    sheet.cells.iter().map(|(at, c)| (at, c.text.as_str())).collect()
}

const WRITTEN: [(&str, &[u8]); 3] = [
    (".doc", include_bytes!("fixtures/mot-van-ban.doc")),
    (".odt", include_bytes!("fixtures/mot-van-ban.odt")),
    (".rtf", include_bytes!("fixtures/mot-van-ban.rtf")),
];

#[test]
fn documents_that_an_office_program_wrote_are_read() {
    for (kind, bytes) in WRITTEN {
        let sheets = sheets(bytes);
        assert_eq!(sheets.len(), 1, "{kind}: one table, and text around it");
        let sheet = &sheets[0];
        assert!(
            cells(sheet).iter().any(|(_, text)| *text == "UBND TỈNH SÔNG MÂY\nSỞ NỘI VỤ"),
            "{kind}: a letterhead in a table: {:?}",
            cells(sheet)
        );
        let head = cells(sheet).into_iter().find(|(_, text)| *text == "Điểm tự chấm").unwrap().0;
        assert_eq!(head.1, 3, "{kind}: in its column");
        let below = |n: u32| sheet.text(head.0 + n, 3).to_owned();
        assert_eq!(
            [below(2), below(3), below(4)],
            ["0,5", "1,25", "0,75"],
            "{kind}: neither what is struck out nor a footnote's mark is a digit"
        );
        let wide = Merge { start: (head.0 + 1, 0), end: (head.0 + 1, 3) };
        assert!(
            sheet.merges.contains(&wide),
            "{kind}: a heading over all columns: {:?}",
            sheet.merges
        );
        let plan = plan_bytes("a", bytes.to_vec(), None);
        assert_eq!(
            scores(&plan),
            ["1.1.1=0.5", "1.1.2=1.25", "1.2=0.75"],
            "{kind}: {:?}",
            problems(&plan)
        );
        assert!(plan.agency.is_some(), "{kind}: its letterhead tells whose it is");
    }
}

#[test]
fn half_a_document_is_none() {
    for (kind, bytes) in WRITTEN {
        for part in [bytes.len() / 2, bytes.len() * 9 / 10] {
            let read = workbook::read("a", &bytes[..part]);
            assert!(
                read.is_err(),
                "{kind}: cut after {part} bytes: {:?}",
                read.map(|w| w.sheets.len())
            );
        }
    }
}

#[test]
fn merged_cells_of_rtf_are_merges() {
    let body = "\\trowd\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000 \\pard\\intbl A\\cell B\\cell \\cell\\row\
                \\trowd\\clvmrg\\cellx1000\\cellx2000\\cellx3000 \\pard\\intbl \\cell C\\cell D\\cell\\row\
                \\trowd\\trleft1000\\cellx3000 \\pard\\intbl E\\cell\\row\\pard\\par";
    let sheet = &sheets(&rtf_body(body))[0];
    assert_eq!(
        cells(sheet),
        [((0, 0), "A"), ((0, 1), "B"), ((1, 1), "C"), ((1, 2), "D"), ((2, 1), "E")]
    );
    let merge = |start, end| Merge { start, end };
    for expected in [merge((0, 0), (1, 0)), merge((0, 1), (0, 2)), merge((2, 1), (2, 2))] {
        assert!(sheet.merges.contains(&expected), "{expected:?} in {:?}", sheet.merges);
    }
}

/// A row of three cells, the first with that text.
fn rtf_cell(text: &str) -> String {
    let sheet = sheets(&rtf_body(&format!(
        "\\trowd\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl {text}\\cell x\\cell y\\cell\\row"
    )));
    sheet[0].text(0, 0).to_owned()
}

#[test]
fn only_what_is_on_the_page_is_text_of_rtf() {
    for (text, shown, why) in [
        ("{\\strike 1,5}1,25", "1,25", "struck out"),
        ("{\\striked1 1,5}1,25", "1,25", "struck out twice"),
        ("0,5{\\super 1}", "0,5", "a footnote's mark"),
        ("0,5{\\up6 1}", "0,5", "raised"),
        ("{\\v 9}0,5", "0,5", "hidden"),
        ("{\\deleted 1,5}{\\revised 1,25}", "1,25", "tracked changes"),
        ("0,5{\\*\\annotation ghi \\par}{\\footnote chú}", "0,5", "comments and footnotes"),
        ("{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}", "7", "a field shows its result"),
        ("{\\listtext\\pard\\plain 1.1.1\\tab}T\\'ean", "1.1.1 Tên", "a list's number"),
        ("a\\~b\\_c\\'e2\\line d", "a\u{a0}b-câ\u{a0}".trim_end_matches('\u{a0}'), "signs"),
        ("\\uc2\\u7897??\\uc0\\u7871 x", "ộếx", "letters with what stands in for them"),
        ("{\\f1 B\\'f4\\'f2}", "Bô\u{323}", "windows-1258"),
        ("\\{a\\}\\\\", "{a}\\", "braces"),
        ("{\\*\\unknown 1}0,5", "0,5", "what may be passed over"),
        ("\\bin3 {}}0,5", "0,5", "bytes that are no text"),
        ("0,5\\par", "0,5", "an empty line at the end"),
        ("0\\'", "0", "half a letter"),
    ] {
        let read = rtf_cell(text);
        let read = read.lines().next().unwrap_or_default();
        assert_eq!(read, shown, "{why}: {text}");
    }
}

#[test]
fn a_table_in_a_cell_of_rtf_is_that_cells_text() {
    let body = "\\trowd\\cellx1000\\cellx2000\\cellx3000 \\pard\\intbl ngo\\'e0i\\par\
                \\pard\\intbl\\itap2 1\\nestcell 2\\nestcell{\\*\\nesttableprops\\trowd\\cellx300\\cellx600\\nestrow}{\\nonesttables\\par}\
                \\pard\\intbl\\itap2 3\\nestcell 4\\nestcell{\\*\\nesttableprops\\trowd\\cellx300\\cellx600\\nestrow}\
                \\pard\\intbl\\itap1 \\cell b\\cell c\\cell\\row";
    let sheet = &sheets(&rtf_body(body))[0];
    assert_eq!(cells(sheet), [((0, 0), "ngoài\n1\t2\n3\t4"), ((0, 1), "b"), ((0, 2), "c")]);
}

#[test]
fn only_what_is_on_the_page_is_text_of_odt() {
    let styles = "<style:style style:name=\"S\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
                  <style:style style:name=\"S2\" style:family=\"text\" style:parent-style-name=\"S\"/>\
                  <style:style style:name=\"R\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
                  <style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
                  <text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/><text:list-level-style-number text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:list-style>";
    let cell = |inner: &str| {
        let body = format!(
            "<table:table><table:table-row><table:table-cell>{inner}</table:table-cell><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>"
        );
        sheets(&odt_body(styles, &body))[0].text(0, 0).to_owned()
    };
    for (inner, shown, why) in [
        (
            "<text:p><text:span text:style-name=\"S\">1,5</text:span>1,25</text:p>",
            "1,25",
            "struck out",
        ),
        (
            "<text:p><text:span text:style-name=\"S2\">1,5</text:span>1,25</text:p>",
            "1,25",
            "by the style it rests on",
        ),
        (
            "<text:p>0,5<text:span text:style-name=\"R\">1</text:span></text:p>",
            "0,5",
            "a footnote's mark",
        ),
        (
            "<text:p>0,5<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>chú</text:p></text:note-body></text:note></text:p>",
            "0,5",
            "a footnote",
        ),
        (
            "<text:p>0,5<office:annotation><text:p>ghi</text:p></office:annotation></text:p>",
            "0,5",
            "a comment",
        ),
        ("<text:p><text:span text:style-name=\"H\">9</text:span>0,5</text:p>", "0,5", "hidden"),
        (
            "<text:p>a <text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d</text:p>",
            "a   b\tc\nd",
            "blanks",
        ),
        ("<text:p>a\n   b</text:p><text:p>c</text:p>", "a b\nc", "the file's own lines are none"),
        (
            "<text:list text:style-name=\"L\"><text:list-item><text:p>Tên</text:p></text:list-item></text:list>",
            "1. Tên",
            "a list's number",
        ),
    ] {
        assert_eq!(cell(inner), shown, "{why}");
    }
}

#[test]
fn cells_of_odt_that_are_repeated_or_spanned_stand_in_their_places() {
    let body = "<table:table><table:table-column table:number-columns-repeated=\"4\"/>\
        <table:table-row><table:table-cell table:number-rows-spanned=\"2\"><text:p>A</text:p></table:table-cell><table:table-cell table:number-columns-spanned=\"2\"><text:p>B</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>C</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell><text:p>D</text:p></table:table-cell></table:table-row></table:table>";
    let sheet = &sheets(&odt_body("", body))[0];
    assert_eq!(cells(sheet), [((0, 0), "A"), ((0, 1), "B"), ((0, 3), "C"), ((1, 3), "D")]);
    let merge = |start, end| Merge { start, end };
    assert_eq!(sheet.merges, [merge((0, 0), (1, 0)), merge((0, 1), (0, 2))]);
}

#[test]
fn excel_2003_xml_is_a_sheet() {
    let styles = "<Style ss:ID=\"Default\"/><Style ss:ID=\"S\"><Font ss:StrikeThrough=\"1\"/></Style><Style ss:ID=\"P\"><NumberFormat ss:Format=\"0%\"/></Style>";
    let rows = "<Column ss:Hidden=\"1\" ss:Index=\"6\"/>\
        <Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">gộp</Data></Cell><Cell><Data ss:Type=\"Number\">0.5</Data></Cell></Row>\
        <Row ss:Index=\"4\" ss:Hidden=\"1\"><Cell ss:Index=\"3\"><Data ss:Type=\"Number\">1.25</Data></Cell><Cell ss:Formula=\"=1+1\"/><Cell ss:StyleID=\"P\"><Data ss:Type=\"Number\">0.95</Data></Cell></Row>\
        <Row><Cell ss:StyleID=\"S\"><Data ss:Type=\"Number\">7</Data></Cell><Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><S>1,5</S><Font>1,25</Font><Sup>2</Sup></ss:Data></Cell><Cell><Data ss:Type=\"DateTime\">2024-12-31T00:00:00.000</Data></Cell><Cell><Data ss:Type=\"Boolean\">1</Data><Comment><ss:Data>ghi chú</ss:Data></Comment></Cell><Cell><Data ss:Type=\"Error\">#REF!</Data></Cell></Row>";
    let sheet = &sheets(&spreadsheet_ml(styles, rows))[0];
    let told: Vec<_> = sheet
        .cells
        .iter()
        .map(|(at, c)| (at, c.text.as_str(), c.value))
        .filter(|(_, text, _)| !text.is_empty())
        .collect();
    assert_eq!(
        told,
        [
            ((0, 0), "gộp", Value::Text),
            ((0, 2), "0.5", Value::Number(0.5)),
            ((3, 2), "1.25", Value::Number(1.25)),
            ((3, 3), "=1+1", Value::NoResult),
            ((3, 4), "95%", Value::Text),
            ((4, 1), "1,25", Value::Text),
            ((4, 2), "31/12/2024", Value::Date(2024, 12, 31)),
            ((4, 3), "TRUE", Value::Text),
            ((4, 4), "#REF!", Value::Error),
        ]
    );
    assert_eq!(sheet.merges, [Merge { start: (0, 0), end: (0, 1) }]);
    assert!(sheet.hidden_rows.contains(&3), "a hidden row: {:?}", sheet.hidden_rows);
    assert!(sheet.hidden_columns.contains(&5), "a hidden column: {:?}", sheet.hidden_columns);
    let cut = spreadsheet_ml(styles, rows);
    assert!(workbook::read("a", &cut[..cut.len() - 40]).is_err(), "half of one is none");
}

#[test]
fn scores_of_excel_2003_xml_are_read() {
    let text = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let head: String = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"].map(text).concat();
    let rows = format!(
        "<Row>{head}</Row><Row>{}{}<Cell><Data ss:Type=\"Number\">0.5</Data></Cell><Cell><Data ss:Type=\"Number\">0.25</Data></Cell></Row>",
        text("1.1.1"),
        text("Ban hành kế hoạch đúng thời hạn")
    );
    let plan = plan_bytes("a.xls", spreadsheet_ml("", &rows), Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.25"], "{:?}", problems(&plan));
}

#[test]
fn what_is_older_or_locked_is_named() {
    let mut old = include_bytes!("fixtures/mot-van-ban.doc").to_vec();
    let fib = old.windows(4).position(|w| w[..2] == [0xEC, 0xA5]).unwrap();
    old[fib..fib + 2].copy_from_slice(&[0xDC, 0xA5]);
    let refused = workbook::read("a.doc", &old).unwrap_err();
    assert!(scorebook::vi::finding(&refused).contains("Word 95"), "{refused:?}");
    let mut locked = include_bytes!("fixtures/mot-van-ban.doc").to_vec();
    locked[fib + 11] |= 1;
    assert_eq!(workbook::read("a.doc", &locked).unwrap_err().code(), "password_protected");
}

#[test]
fn no_changed_byte_makes_a_document_panic() {
    for (_, good) in WRITTEN {
        for at in (0..good.len()).step_by(53) {
            let mut bytes = good.to_vec();
            bytes[at] ^= 0x5A;
            let _ = workbook::read("a", &bytes);
        }
    }
}
