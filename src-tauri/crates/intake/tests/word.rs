//! Tables in Word documents.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use intake::workbook::{self, Merge, Sheet, Unseen};
use scorebook::plan::AgencyBasis;
use support::formats::{docx, docx_body, docx_lists};
use support::{SNV, plan_bytes, problems, scores};

const DOCUMENT: &[u8] = include_bytes!("fixtures/bang-trong-van-ban.docx");

fn sheets(body: &str) -> Vec<Sheet> {
    workbook::read("a.docx", &docx_body(body)).unwrap().sheets
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|c| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(c))).collect();
    format!("<w:tr>{}</w:tr>", cells.concat())
}

#[test]
fn a_document_reads_like_a_sheet() {
    let plan = plan_bytes("a.docx", DOCUMENT.to_vec(), None);
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.25"], "{:#?}", plan.problems);
    assert_eq!(
        (plan.agency, plan.agency_basis),
        (Some(SNV), Some(AgencyBasis::Letterhead)),
        "the letterhead's own table tells whose it is"
    );
    assert_eq!(plan.tables.len(), 1);
    assert_eq!(
        plan.tables[0].sheet, "Bảng 1",
        "letterhead and signature are no tables of their own"
    );
    let read = plan.rows.iter().map(|r| r.name.as_str()).collect::<Vec<_>>();
    assert!(read.contains(&"Ban hành kế hoạch đúng thời hạn"), "a line break in a cell: {read:?}");
    assert!(read.contains(&"GIÁM ĐỐC"), "what follows is accounted for: {read:?}");
}

#[test]
fn a_file_of_another_year_is_noticed_by_its_title() {
    let table = row(&["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])
        + &row(&["1.1.1", "Ban hành kế hoạch đúng thời hạn", "0,5", "0,5"]);
    let body = paragraph("BẢNG TỰ CHẤM ĐIỂM NĂM 2023") + &format!("<w:tbl>{table}</w:tbl>");
    let plan = plan_bytes("a.docx", docx_body(&body), Some(SNV));
    assert!(problems(&plan).contains(&"blocking other_year".to_owned()), "{:?}", problems(&plan));
}

#[test]
fn merged_cells_are_merges() {
    let body = "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>C</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>D</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr><w:tc><w:p><w:r><w:t>E</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let sheet = &sheets(body)[0];
    assert_eq!(
        sheet.merges,
        [Merge { start: (0, 0), end: (1, 0) }, Merge { start: (0, 1), end: (0, 2) }]
    );
    let cells: Vec<_> = sheet.cells.iter().map(|(at, c)| (at, c.text.as_str())).collect();
    assert_eq!(cells, [((0, 0), "A"), ((0, 1), "B"), ((1, 1), "C"), ((1, 2), "D"), ((2, 2), "E")]);
}

#[test]
fn struck_out_text_is_gone_and_put_in_text_is_there() {
    let changed = "<w:tc><w:p><w:del><w:r><w:delText>0,5</w:delText></w:r><w:r><w:t>0,6</w:t></w:r></w:del><w:ins><w:r><w:t>0,25</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>!</w:t></w:r></w:moveTo></w:p></w:tc>";
    let gone = format!(
        "<w:tr><w:trPr><w:del/></w:trPr>{changed}<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
    );
    let body = format!(
        "<w:tbl><w:tr>{changed}<w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>{gone}</w:tbl>"
    );
    let sheet = &sheets(&body)[0];
    let cells: Vec<_> = sheet.cells.iter().map(|(at, c)| (at, c.text.as_str())).collect();
    assert_eq!(
        cells,
        [((0, 0), "0,25!"), ((0, 2), "a"), ((1, 0), ""), ((1, 1), "")],
        "a row that was struck out is gone whole from the page"
    );
    let unseen = |row, column| sheet.cell(row, column)?.aside.as_ref()?.unseen;
    assert_eq!(unseen(1, 1), Some(Unseen::Deleted), "and is kept beside it");
    assert_eq!(sheet.raw(1, 1), "x");
}

#[test]
fn breaks_tabs_hyphens_and_entities_are_kept() {
    let body = "<w:tbl><w:tr><w:tc><w:tcPr><w:tabs><w:tab/></w:tabs></w:tcPr><w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>&lt;d&gt; &amp; &#273;</w:t></w:r></w:p><w:p><w:r><w:instrText>PAGE</w:instrText><w:t>e</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let text = sheets(body)[0].text(0, 0).to_owned();
    assert_eq!(text.trim_start_matches('\t'), "a\nb\tc-<d> & đ\ne");
}

#[test]
fn a_table_in_a_cell_is_that_cells_text() {
    let inner = format!("<w:tbl>{}{}</w:tbl><w:p/>", row(&["1", "2", "3"]), row(&["4", "", "6"]));
    let body = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ngoài</w:t></w:r></w:p>{inner}</w:tc><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>z</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    );
    let sheets = sheets(&body);
    assert_eq!(sheets.len(), 1, "no sheet of its own");
    assert_eq!(sheets[0].text(0, 0), "ngoài\n1\t2\t3\n4\t6");
    assert_eq!(sheets[0].text(0, 2), "z");
}

#[test]
fn tables_are_sheets_and_a_cut_table_is_one() {
    let table = |rows: String| format!("<w:tbl>{rows}</w:tbl>");
    let body = [
        paragraph("Đầu"),
        table(row(&["a", "b", "c"])),
        paragraph(""),
        table(row(&["d", "e", "f"])),
        paragraph("Giữa"),
        table(row(&["g", "h", "i"])),
        paragraph("Cuối"),
    ]
    .concat();
    let sheets = sheets(&body);
    let told: Vec<_> = sheets
        .iter()
        .map(|s| {
            let cells = s.cells.iter().map(|((r, c), cell)| format!("{r}.{c}={}", cell.text));
            (s.name.as_str(), cells.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Bảng 1", "0.0=Đầu 1.0=a 1.1=b 1.2=c 2.0=d 2.1=e 2.2=f".to_owned()),
            ("Bảng 2", "0.0=Giữa 1.0=g 1.1=h 1.2=i 2.0=Cuối".to_owned()),
        ]
    );
}

#[test]
fn a_catalogue_may_come_in_a_document() {
    let lines = [
        ["STT", "Tiêu chí", "Điểm tối đa", "Cơ quan chủ trì"],
        ["1", "Công tác chỉ đạo", "2", ""],
        ["1.1", "Kế hoạch", "2", "Sở Nội vụ"],
    ];
    let rows: Vec<Vec<String>> =
        lines.iter().map(|l| l.iter().map(|c| (*c).to_owned()).collect()).collect();
    let file = scorebook::plan::SourceFile::new(
        "bộ tiêu chí.docx",
        docx(&["UBND TỈNH SÔNG MÂY".to_owned()], &rows, &[]),
    );
    let plan = intake::plan_catalogue(&intake::Received::read_here(file), support::YEAR);
    assert!(!plan.is_blocked(), "{:?}", plan.problems);
    assert_eq!(plan.catalogue.nodes.len(), 2);
    assert_eq!(plan.province.as_deref(), Some("tỉnh Sông Mây"));
}

#[test]
fn what_is_no_whole_document_is_refused_with_its_reason() {
    let code = |bytes: &[u8]| workbook::read("a.docx", bytes).unwrap_err().code();
    assert_eq!(code(&DOCUMENT[..DOCUMENT.len() / 2]), "damaged_file", "half of it");
    assert_eq!(code(&docx_body("<w:p>")), "damaged_file", "its XML does not close");
    assert_eq!(code(&docx_body("")), "empty_file", "no text");
    let deep = "<w:tbl><w:tr><w:tc>".repeat(5_000) + &"</w:tc></w:tr></w:tbl>".repeat(5_000);
    assert_eq!(code(&docx_body(&deep)), "too_large", "tables in tables without end");
    let wide: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut doc = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    doc.resize(512, 0);
    doc.extend(wide);
    let refused = workbook::read("a.doc", &doc).unwrap_err();
    let sentence = scorebook::vi::finding(&refused);
    assert!(sentence.contains(".doc không mở được"), "what is left of an old .doc: {sentence}");
    assert!(sentence.contains("hoặc .docx"), "and how it can come in: {sentence}");
}

/// Three levels as Word numbers them, "I", "1.1" and "a)", and bullets.
const LISTS: &str = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"1.1.%2.\"/></w:lvl><w:lvl w:ilvl=\"2\"><w:start w:val=\"3\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%3)\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>";

fn numbered(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn numbers_that_word_counts_by_itself_are_read() {
    let items = [
        (1, 0, "a"),
        (1, 1, ""),
        (1, 1, "b"),
        (1, 2, "c"),
        (1, 0, ""),
        (1, 1, ""),
        (2, 0, ""),
        (3, 0, "d"),
        (0, 0, "e"),
    ];
    let cells: Vec<String> = items
        .iter()
        .map(|(list, level, text)| {
            format!("<w:tr><w:tc>{}</w:tc><w:tc/><w:tc/></w:tr>", numbered(*list, *level, text))
        })
        .collect();
    let body = format!("<w:tbl>{}</w:tbl>", cells.concat());
    let sheets = workbook::read("a.docx", &docx_lists(&body, LISTS)).unwrap().sheets;
    let texts: Vec<&str> = (0..9).map(|row| sheets[0].text(row, 0)).collect();
    assert_eq!(
        texts,
        ["I a", "1.1.1.", "1.1.2. b", "c) c", "II", "1.1.1.", "V", "d", "e"],
        "levels begin anew under the next one; bullets and list 0 have no number"
    );
}

#[test]
fn codes_that_word_counts_by_itself_match_their_criteria() {
    let line = |name: &str, score: &str| {
        format!(
            "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>",
            numbered(1, 1, ""),
            paragraph(name),
            paragraph(score)
        )
    };
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&["STT", "Tiêu chí", "Điểm tự chấm"]),
        line("Ban hành kế hoạch đúng thời hạn", "0,5"),
        line("Mức độ hoàn thành kế hoạch", "1")
    );
    let plan = plan_bytes("a.docx", docx_lists(&body, LISTS), Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1"]);
    assert_eq!(support::row_of(&plan, "1.1.2").unwrap().code, "1.1.2.", "as it stands on the page");
}
