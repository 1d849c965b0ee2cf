//! One sheet of texts, written in every format that a test can write.

use std::io::{Cursor, Write};

use unicode_normalization::UnicodeNormalization;

use super::{Cell, xlsx};

/// A sheet: rows of texts, empty where there is none.
pub(crate) type Texts = Vec<Vec<String>>;

pub(crate) const SHEET: &str = "Bảng 1";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a container").into_inner()
}

pub(crate) fn as_xlsx(rows: &Texts) -> Vec<u8> {
    let rows =
        rows.iter().map(|row| row.iter().map(|t| Cell::from(t.as_str())).collect()).collect();
    xlsx(&[(SHEET, rows)])
}

pub(crate) fn as_csv(rows: &Texts, separator: char) -> String {
    let field = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |row: &Vec<String>| {
        row.iter().map(field).collect::<Vec<_>>().join(&separator.to_string()) + "\r\n"
    };
    rows.iter().map(line).collect()
}

pub(crate) fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xFEFF_u16).into_iter().chain(text.encode_utf16());
    units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

pub(crate) fn as_ods(rows: &Texts) -> Vec<u8> {
    let cell = |text: &String| {
        if text.is_empty() {
            return "<table:table-cell/>".to_owned();
        }
        let lines: Vec<String> =
            text.split('\n').map(|l| format!("<text:p>{}</text:p>", escape(l))).collect();
        let lines = lines.concat();
        format!("<table:table-cell office:value-type=\"string\">{lines}</table:table-cell>")
    };
    let row = |row: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
    };
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"{SHEET}\">{}</table:table></office:spreadsheet></office:body></office:document-content>",
        rows.iter().map(row).collect::<String>()
    );
    ods_content(&content)
}

/// An .ods with that content.
pub(crate) fn ods_content(content: &str) -> Vec<u8> {
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", content),
    ])
}

/// A document with that body.
pub(crate) fn docx_body(body: &str) -> Vec<u8> {
    docx_lists(body, "<w:numbering/>")
}

/// A document with that body and those lists.
pub(crate) fn docx_lists(body: &str, lists: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/numbering.xml", lists),
    ])
}

fn paragraph(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|l| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(l)))
        .collect();
    format!("<w:p><w:r>{}</w:r></w:p>", lines.join("<w:br/>"))
}

/// A document of lines, a table and lines.
pub(crate) fn docx(above: &[String], table: &Texts, below: &[String]) -> Vec<u8> {
    let cell = |text: &String| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text));
    let row =
        |row: &Vec<String>| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    let lines = |lines: &[String]| lines.iter().map(|l| paragraph(l)).collect::<String>();
    let rows: String = table.iter().map(row).collect();
    docx_body(&format!("{}<w:tbl><w:tblPr/>{rows}</w:tbl>{}", lines(above), lines(below)))
}

pub(crate) fn as_html(rows: &Texts) -> String {
    let cell = |text: &String| format!("<td>{}</td>", escape(text).replace('\n', "<br>"));
    let row = |row: &Vec<String>| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
    format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=utf-8><style>td {{mso-number-format:\"\\@\"}}</style></head><body><!--StartFragment--><table>{}</table><!--EndFragment--></body></html>",
        rows.iter().map(row).collect::<String>()
    )
}

/// Codes of TCVN 5712 VN3, each before its letter (`domain.md` §7.1).
const TCVN3: &str = "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \u{ad}ư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ ¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư";

/// Text as a .VnTime document has it, seen in a Unicode program.
pub(crate) fn in_tcvn3(text: &str) -> String {
    let mut written = String::new();
    for letter in text.chars() {
        let lower = letter.to_lowercase().next().expect("a letter");
        match (code(letter), code(lower)) {
            (Some(code), _) => written.push(code),
            // a capital with a tone: the plain capital, then the letter with the tone
            (None, Some(code)) if letter.is_uppercase() => {
                let plain = without_tone(letter);
                written.push(self::code(plain).unwrap_or(plain));
                written.push(code);
            }
            _ => written.push(letter),
        }
    }
    written
}

fn code(letter: char) -> Option<char> {
    TCVN3.split(' ').find_map(|pair| {
        let mut both = pair.chars();
        let code = both.next()?;
        (both.next() == Some(letter)).then_some(code)
    })
}

fn is_tone(c: char) -> bool {
    "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(c)
}

fn without_tone(letter: char) -> char {
    let plain = std::iter::once(letter).nfd().filter(|c| !is_tone(*c));
    plain.nfc().next().expect("a letter")
}

/// Those letters as the bytes that a program of the time writes.
pub(crate) fn latin_bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of one byte")).collect()
}

/// Text in windows-1258, its tones as marks of their own.
pub(crate) fn in_1258(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letter in text.nfc() {
        let text = letter.to_string();
        let (whole, _, lossy) = encoding_rs::WINDOWS_1258.encode(&text);
        if !lossy {
            bytes.extend(whole.iter());
            continue;
        }
        let plain = without_tone(letter).to_string();
        let tones: String = std::iter::once(letter).nfd().filter(|c| is_tone(*c)).collect();
        for part in [plain, tones] {
            let (part, _, lossy) = encoding_rs::WINDOWS_1258.encode(&part);
            assert!(!lossy, "{letter} has a place in 1258");
            bytes.extend(part.iter());
        }
    }
    bytes
}
