//! Foreign text is only text: it comes out of every format as it went in.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use intake::workbook;
use support::formats::{as_csv, as_html, as_ods, as_xlsx, docx, utf16};
use support::{SNV, plan_bytes, row_of};

fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "@SUM(A1)",
        "-2+3",
        "<script>alert(1)</script>",
        "</w:t></w:p><w:p>",
        "&lt;b&gt; &amp;amp; &#60;",
        "#let x = read(\"/etc/passwd\") #image(\"a.png\")",
        "$ sqrt(2) $ *đậm* _nghiêng_ `mã`",
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
        "]]> <!-- --> %ENTITY;",
        "\u{202e}xslx.exe",
        "\u{2066}a\u{2069}",
        "'; DROP TABLE reported; --",
        "../../../etc/passwd",
        "{{7*7}} ${7*7} %s %n",
        "👩‍👩‍👧‍👦 e\u{301}",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("x".repeat(32_767));
    texts.push("Đ".repeat(32_767));
    texts
}

#[test]
fn hostile_texts_are_read_as_they_stand() {
    for text in hostile() {
        let rows = vec![vec!["a".to_owned(), text.clone(), "c".to_owned()]];
        let csv = as_csv(&rows, ';');
        let files = [
            ("a.xlsx", as_xlsx(&rows)),
            ("a.ods", as_ods(&rows)),
            ("a.docx", docx(&[], &rows, &[])),
            ("a.html", as_html(&rows).into_bytes()),
            ("a.csv", csv.clone().into_bytes()),
            ("b.csv", utf16(&csv, true, true)),
        ];
        for (name, bytes) in files {
            let book = workbook::read(name, &bytes).unwrap();
            let found = book.sheets[0].text(0, 1);
            let start: String = text.chars().take(60).collect();
            assert!(
                found == text,
                "{name}: {start} became {}",
                found.chars().take(60).collect::<String>()
            );
            assert_eq!(
                book.sheets[0].cell(0, 1).unwrap().value,
                workbook::Value::Text,
                "{name}: {start}"
            );
        }
    }
}

#[test]
fn hostile_texts_pass_through_the_plan_as_evidence() {
    for text in hostile() {
        let head = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng"];
        let row = ["1.1.1", "Ban hành kế hoạch đúng thời hạn", "0,5", "0,5", &text];
        let rows = vec![head.map(str::to_owned).to_vec(), row.map(str::to_owned).to_vec()];
        let plan = plan_bytes("a.docx", docx(&[], &rows, &[]), Some(SNV));
        let row = row_of(&plan, "1.1.1").unwrap();
        assert_eq!(
            row.evidence,
            scorebook::text::tidy(&text),
            "in one Unicode form, and nothing else"
        );
        assert_eq!(row.points, Some(support::points("0.5")));
    }
}

#[test]
fn a_hostile_score_is_kept_and_refused() {
    for text in hostile().into_iter().filter(|t| !t.starts_with("+1") && !t.starts_with("-2")) {
        let row = ["1.1.1", "Ban hành kế hoạch đúng thời hạn", "0,5", &text];
        let head = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"];
        let rows = vec![head.map(str::to_owned).to_vec(), row.map(str::to_owned).to_vec()];
        let plan = plan_bytes("a.xlsx", as_xlsx(&rows), Some(SNV));
        let read = plan.rows.iter().find(|r| r.row == 1).unwrap();
        assert_eq!(read.raw, text, "as in the file");
        assert_eq!(
            support::blocking(&plan),
            ["unreadable"],
            "{}",
            text.chars().take(60).collect::<String>()
        );
    }
}
