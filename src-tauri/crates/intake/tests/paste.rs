//! Tables from the clipboard, and web pages under other names.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::collections::BTreeSet;

use intake::workbook::{self, Merge, Sheet, Value};
use intake::{paste, plan_submission};
use support::{SNV, agencies, catalogue, plan_bytes, problems, scores};

/// What Excel puts on the clipboard, shortened: comments, wrapped lines, styles, spans.
const EXCEL: &str = "Version:1.0\r\nStartHTML:0000000166\r\nEndHTML:0000003000\r\n\r\n<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\r\n<head>\r\n<meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\r\n<style>\r\n<!--table {mso-displayed-decimal-separator:\"\\,\";}\r\n-->\r\n</style>\r\n</head>\r\n<body link=\"#0563C1\">\r\n<table border=0 cellpadding=0 style='border-collapse:\r\n collapse'>\r\n<!--StartFragment-->\r\n <col width=64 span=2 style='width:48pt'>\r\n <col width=64 style='display:none;mso-width-source:userset'>\r\n <tr height=20>\r\n  <td rowspan=2 class=xl65 style='height:15.0pt'>STT</td>\r\n  <td rowspan=2>Tiêu chí, tiêu chí\r\n  thành phần</td>\r\n  <td rowspan=2>Ghi chú</td>\r\n  <td colspan=2>Điểm</td>\r\n </tr>\r\n <tr><td>Điểm tối đa</td><td>Điểm tự chấm</td></tr>\r\n <tr style='display:none'>\r\n  <td>1.1.1</td><td>Ban hành <b>kế</b> hoạch<br>\r\n    đúng thời hạn</td><td></td><td align=right x:num=\"0.5\">0,5</td><td x:num=\"0.333333333\">0,33</td></tr>\r\n <tr><td x:num=\"1.1\">1.10</td><td>Sáng kiến, giải pháp m&#7899;i &lt;&amp;&gt;</td><td></td><td x:num>1,5</td><td x:num=\"1.25\">1,25</td></tr>\r\n<!--EndFragment-->\r\n</table>\r\n</body>\r\n</html>";

/// A fragment as Word 365 writes it: namespaced paragraphs, proofing marks, nested spans.
const WORD: &str = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator content=\"Microsoft Word 15\"><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--><style>p.MsoNormal{margin:0}</style></head><body lang=EN-US><!--StartFragment--><p class=MsoNormal><b>SỞ NỘI VỤ<o:p></o:p></b></p><table class=MsoTableGrid><tr><td><p class=MsoNormal><span lang=VI>STT<o:p></o:p></span></p></td><td><p>Tiêu chí</p></td><td><p>Điểm tối đa</p></td><td><p>Điểm tự chấm</p></td></tr><tr><td><p>1.1.1</p></td><td><p>Ban hành kế</p><p>hoạch đúng thời hạn<o:p>&nbsp;</o:p></p></td><td><p>0,5</p></td><td><p>0,5</p></td></tr></table><p>GIÁM ĐỐC</p><!--EndFragment--></body></html>";

fn sheet(html: &str) -> Sheet {
    let mut received = paste::received(Some(html), "").workbook.unwrap();
    assert_eq!(received.sheets.len(), 1);
    received.sheets.remove(0)
}

fn texts(sheet: &Sheet) -> Vec<((u32, u32), &str)> {
    sheet.cells.iter().map(|(at, cell)| (at, cell.text.as_str())).collect()
}

#[test]
fn a_table_copied_in_excel_reads_as_it_stood() {
    let sheet = sheet(EXCEL);
    assert_eq!(
        sheet.merges,
        [
            Merge { start: (0, 0), end: (1, 0) },
            Merge { start: (0, 1), end: (1, 1) },
            Merge { start: (0, 2), end: (1, 2) },
            Merge { start: (0, 3), end: (0, 4) },
        ]
    );
    assert_eq!(sheet.text(0, 1), "Tiêu chí, tiêu chí thành phần", "a line that was wrapped");
    assert_eq!(sheet.text(1, 4), "Điểm tự chấm", "beside cells that reach down");
    assert_eq!(sheet.text(2, 1), "Ban hành kế hoạch\nđúng thời hạn", "a line break of its own");
    assert_eq!(sheet.cell(2, 4).unwrap().value, Value::Number(0.333_333_333), "not as rounded");
    assert_eq!(sheet.text(3, 0), "1.10", "a code is what it shows, though its number is 1.1");
    assert_eq!(sheet.text(3, 1), "Sáng kiến, giải pháp mới <&>");
    assert_eq!(sheet.hidden_rows, BTreeSet::from([2]));
    assert_eq!(sheet.hidden_columns, BTreeSet::from([2]));
}

#[test]
fn a_table_copied_in_word_becomes_a_plan() {
    let received = paste::received(Some(WORD), "không dùng");
    assert_eq!(received.file.bytes, WORD.as_bytes(), "the clipboard's own bytes are kept");
    assert_eq!(received.file.name, "Dán từ bảng tạm.html");
    let plan = plan_submission(&received, &catalogue(), &agencies(), None, &[]);
    assert_eq!(scores(&plan), ["1.1.1=0.5"], "{:?}", plan.problems);
    assert_eq!(plan.agency, Some(SNV), "the line above the table tells whose it is");
    assert_eq!(plan.rows.last().unwrap().name, "", "the signature under it is accounted for");
    assert_eq!(plan.rows.len(), 4, "{:?}", plan.rows);
}

#[test]
fn text_is_taken_where_there_is_no_table() {
    let text = "STT\tTiêu chí\tĐiểm tối đa\tĐiểm tự chấm\tTài liệu kiểm chứng\r\n1.1.1\tBan hành kế hoạch đúng thời hạn\t0,5\t0,5\t\"Kế hoạch 1;\nKế hoạch \"\"2\"\"\"\r\n1.1.2\tMức độ hoàn thành kế hoạch\t1,5\t\t\r\n";
    for html in [None, Some("<html><body><p>1.1.1 0,5</p></body></html>")] {
        let received = paste::received(html, text);
        assert_eq!(received.file.name, "Dán từ bảng tạm.txt");
        let plan = plan_submission(&received, &catalogue(), &agencies(), Some(SNV), &[]);
        assert_eq!(scores(&plan), ["1.1.1=0.5"]);
        let row = support::row_of(&plan, "1.1.1").unwrap();
        assert_eq!(row.evidence, "Kế hoạch 1; Kế hoạch \"2\"", "a cell of two lines");
        assert!(
            support::row_of(&plan, "1.1.2").is_some_and(|r| r.points.is_none()),
            "blank is not 0"
        );
    }
    assert_eq!(paste::received(None, "").workbook.unwrap_err().code(), "empty_file");
}

#[test]
fn tags_left_open_close_themselves() {
    let open = sheet("<table><tr><td>a<td>b<th>c<tr><td>d<td>e<td>f");
    let closed = sheet(
        "<table><tbody><tr><td>a</td><td>b</td><th>c</th></tr><tr><td>d</td><td>e</td><td>f</td></tr></tbody></table>",
    );
    assert_eq!(texts(&open), texts(&closed));
    assert_eq!(
        texts(&open),
        [((0, 0), "a"), ((0, 1), "b"), ((0, 2), "c"), ((1, 0), "d"), ((1, 1), "e"), ((1, 2), "f")]
    );
}

#[test]
fn scripts_styles_and_comments_are_no_text() {
    let sheet = sheet(
        "<title>t</title><script>document.write('<table>')</script><style>td{}</style><table><tr><td>a<!-- <b> --><script>1</script><td>&lt;script&gt;alert(1)&lt;/script&gt;<td>c</table>",
    );
    assert_eq!(
        texts(&sheet),
        [((0, 0), "a"), ((0, 1), "<script>alert(1)</script>"), ((0, 2), "c")]
    );
}

#[test]
fn a_table_in_a_cell_is_that_cells_text() {
    let sheet = sheet("<table><tr><td>a<table><tr><td>1<td>2<td>3</table><td>b<td>c</table>");
    assert_eq!(texts(&sheet), [((0, 0), "a\n1\t2\t3"), ((0, 1), "b"), ((0, 2), "c")]);
}

#[test]
fn spans_without_end_cost_nothing() {
    let started = std::time::Instant::now();
    let row = "<tr><td colspan=4294967295 rowspan=4294967295>a<td>b";
    let found =
        workbook::read("a.html", format!("<table>{}", row.repeat(20_000)).as_bytes()).unwrap();
    assert_eq!(found.sheets[0].cells.len(), 1, "what lies beyond the last column is not read");
    let deep = "<table><tr><td>".repeat(100_000);
    assert_eq!(workbook::read("a.html", deep.as_bytes()).unwrap_err().code(), "too_large");
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn an_xls_that_is_a_web_page_inside_is_read() {
    let table = "<table><tr><td>STT<td>Tiêu chí<td>Điểm tối đa<td>Điểm tự chấm<tr><td>1.1.1<td>Ban hành kế hoạch đúng thời hạn<td>0,5<td>0,5</table>";
    let page = |charset: &str| {
        format!("<html><head><meta charset=\"{charset}\"></head><body>{table}</body></html>")
    };
    let utf8 = page("utf-8").into_bytes();
    let wide = support::formats::utf16(&page("utf-16"), true, true);
    let old = support::formats::in_1258(&page("windows-1258"));
    let tcvn3 = support::formats::latin_bytes(&support::formats::in_tcvn3(&page("windows-1252")));
    for (bytes, letters) in
        [(utf8, "UTF-8"), (wide, "UTF-16"), (old, "windows-1258"), (tcvn3, "TCVN3")]
    {
        let plan = plan_bytes("Sở Nội vụ.xls", bytes, None);
        assert_eq!(scores(&plan), ["1.1.1=0.5"], "{letters}: {:?}", problems(&plan));
    }
}

#[test]
fn other_texts_with_tags_are_refused_with_their_advice() {
    for (bytes, says) in [
        ("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:example:other\"/>", "lưu thành .xlsx"),
        ("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", ".mht"),
        ("<html><body>Không có gì</body></html>", "không có bảng"),
    ] {
        let refused = workbook::read("a.xls", bytes.as_bytes()).unwrap_err();
        let sentence = scorebook::vi::finding(&refused);
        assert_eq!(refused.code(), "not_a_spreadsheet");
        assert!(sentence.contains(says), "{sentence}");
    }
}
