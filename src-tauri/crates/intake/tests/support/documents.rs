//! One sheet of texts between lines, written as the documents that offices mail beside .docx.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use super::compound::{compound, stream};
use super::formats::{SHEET, Texts};

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text with runs of blanks and line ends as OpenDocument writes them.
fn spaced(text: &str) -> String {
    escape(text).replace("  ", " <text:s/>").replace('\n', "<text:line-break/>")
}

/// An .odt with that content.
pub(crate) fn odt_body(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts =
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)];
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a container").into_inner()
}

pub(crate) fn odt(above: &[String], table: &Texts, below: &[String]) -> Vec<u8> {
    let paragraph = |text: &String| format!("<text:p>{}</text:p>", spaced(text));
    let cell = |text: &String| format!("<table:table-cell>{}</table:table-cell>", paragraph(text));
    let row = |row: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
    };
    let lines = |lines: &[String]| lines.iter().map(paragraph).collect::<String>();
    let rows: String = table.iter().map(row).collect();
    odt_body("", &format!("{}<table:table>{rows}</table:table>{}", lines(above), lines(below)))
}

/// Text as RTF writes it.
pub(crate) fn rtf_text(text: &str) -> String {
    let mut written = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit).map(char::from) {
            Ok('\n') => written += "\\line ",
            Ok(sign @ ('{' | '}' | '\\')) => write!(written, "\\{sign}").expect("written"),
            Ok(letter) if letter.is_ascii() => written.push(letter),
            _ => write!(written, "\\u{}?", unit.cast_signed()).expect("written"),
        }
    }
    written
}

/// An .rtf with that body.
pub(crate) fn rtf_body(body: &str) -> Vec<u8> {
    format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset0 Times New Roman;}}{{\\f1\\fnil\\fcharset163 Times New Roman;}}{{\\f2\\fnil\\fcharset0 .VnTime;}}}}\r\n{body}}}").into_bytes()
}

pub(crate) fn rtf(above: &[String], table: &Texts, below: &[String]) -> Vec<u8> {
    let lines = |lines: &[String]| {
        lines
            .iter()
            .map(|l| format!("\\pard\\plain {}\\par\r\n", rtf_text(l)))
            .collect::<Vec<_>>()
            .concat()
    };
    let row = |row: &Vec<String>| {
        let edges: Vec<String> = (1..=row.len()).map(|n| format!("\\cellx{}", n * 1_800)).collect();
        let edges = edges.concat();
        let cells: Vec<String> = row
            .iter()
            .map(|text| format!("\\pard\\plain\\intbl {}\\cell\r\n", rtf_text(text)))
            .collect();
        let cells = cells.concat();
        format!("\\trowd\\trleft0{edges}\r\n{cells}\\row\r\n")
    };
    let rows: String = table.iter().map(row).collect();
    rtf_body(&format!("{}{rows}{}", lines(above), lines(below)))
}

/// An Excel 2003 XML with those rows of elements.
pub(crate) fn spreadsheet_ml(styles: &str, rows: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\r\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:html=\"http://www.w3.org/TR/REC-html40\"><Styles>{styles}</Styles><Worksheet ss:Name=\"{SHEET}\"><Table>{rows}</Table></Worksheet></Workbook>").into_bytes()
}

pub(crate) fn as_spreadsheet_ml(rows: &Texts) -> Vec<u8> {
    let row = |row: &Vec<String>| {
        let mut cells = String::new();
        let mut gap = false;
        for (number, text) in (1..).zip(row) {
            if text.is_empty() {
                gap = true;
                continue;
            }
            let index = if gap { format!(" ss:Index=\"{number}\"") } else { String::new() };
            gap = false;
            let text = escape(text).replace('\n', "&#10;");
            write!(cells, "<Cell{index}><Data ss:Type=\"String\">{text}</Data></Cell>")
                .expect("written");
        }
        format!("<Row>{cells}</Row>")
    };
    spreadsheet_ml("", &rows.iter().map(row).collect::<String>())
}

/// A paragraph of a .doc: its text with its mark, and what is said of it.
struct Paragraph {
    text: String,
    said: Vec<u8>,
}

const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];
const ENDS_ROW: [u8; 3] = [0x17, 0x24, 1];

/// The edges of a row of that many cells.
fn edges(cells: usize) -> Vec<u8> {
    let mut operand = vec![u8::try_from(cells).expect("few cells")];
    for edge in 0..=cells {
        operand.extend(u16::try_from(edge * 1_800).expect("a page").to_le_bytes());
    }
    operand.resize(operand.len() + cells * 20, 0);
    let length = u16::try_from(operand.len() + 1).expect("short").to_le_bytes();
    [&[0x08, 0xD6][..], &length, &operand].concat()
}

pub(crate) fn doc(above: &[String], table: &Texts, below: &[String]) -> Vec<u8> {
    let mut paragraphs = Vec::new();
    let line =
        |text: &String| Paragraph { text: text.replace('\n', "\u{B}") + "\r", said: Vec::new() };
    paragraphs.extend(above.iter().map(line));
    for row in table {
        for cell in row {
            let text = cell.replace('\n', "\u{B}") + "\u{7}";
            paragraphs.push(Paragraph { text, said: IN_TABLE.to_vec() });
        }
        let said = [&IN_TABLE[..], &ENDS_ROW, &edges(row.len())].concat();
        paragraphs.push(Paragraph { text: "\u{7}".into(), said });
    }
    paragraphs.extend(below.iter().map(line));
    paragraphs.push(Paragraph { text: "\r".into(), said: Vec::new() });
    doc_file(&paragraphs)
}

fn doc_file(paragraphs: &[Paragraph]) -> Vec<u8> {
    const TEXT: usize = 2_048;
    let mut text = Vec::new();
    let mut ends = vec![u32::try_from(TEXT).expect("small")];
    for paragraph in paragraphs {
        text.extend(paragraph.text.encode_utf16().flat_map(u16::to_le_bytes));
        ends.push(u32::try_from(TEXT + text.len()).expect("small"));
    }
    let length = u32::try_from(text.len() / 2).expect("small");
    let mut document = vec![0; TEXT];
    document.extend(&text);
    // pages of what is said of paragraphs, two to each so that long rows have room
    let mut listed = Vec::new();
    let mut pages = Vec::new();
    for (number, pair) in paragraphs.chunks(2).enumerate() {
        document.resize(document.len().div_ceil(512) * 512, 0);
        let mut page = vec![0; 512];
        let mut at = 510;
        for (n, paragraph) in pair.iter().enumerate() {
            let mut said = vec![0, 0];
            said.extend(&paragraph.said);
            if said.len().is_multiple_of(2) {
                said.push(0);
            }
            at -= said.len() + 1;
            at -= at % 2;
            page[at] = u8::try_from(said.len().div_ceil(2)).expect("short");
            page[at + 1..=at + said.len()].copy_from_slice(&said);
            page[(pair.len() + 1) * 4 + n * 13] = u8::try_from(at / 2).expect("on the page");
        }
        for n in 0..=pair.len() {
            page[n * 4..n * 4 + 4].copy_from_slice(&ends[number * 2 + n].to_le_bytes());
        }
        page[511] = u8::try_from(pair.len()).expect("two");
        listed.push(ends[number * 2]);
        pages.push(u32::try_from(document.len() / 512).expect("small"));
        document.extend(page);
    }
    listed.push(*ends.last().expect("an end"));
    let mut table = Vec::new();
    let mut parts = Vec::new();
    let mut part = |number: usize, bytes: Vec<u8>| {
        parts.push((number, table.len(), bytes.len()));
        table.extend(bytes);
    };
    let plain = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    part(12, plain(&[ends[0]]));
    part(13, plain(&[listed, pages].concat()));
    let place = u32::try_from(TEXT).expect("small").to_le_bytes();
    let pieces = [&plain(&[0, length])[..], &[0, 0], &place, &[0, 0]].concat();
    let size = u32::try_from(pieces.len()).expect("small").to_le_bytes();
    part(33, [&[2][..], &size, &pieces].concat());
    for (at, value) in [(0, 0xA5EC_u16), (2, 0xC1), (10, 0x0200), (32, 14), (62, 22), (152, 93)] {
        document[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    document[76..80].copy_from_slice(&length.to_le_bytes());
    for (number, from, size) in parts {
        let at = 154 + number * 8;
        document[at..at + 4].copy_from_slice(&u32::try_from(from).expect("small").to_le_bytes());
        document[at + 4..at + 8]
            .copy_from_slice(&u32::try_from(size).expect("small").to_le_bytes());
    }
    compound(vec![stream("WordDocument", document), stream("1Table", table)])
}
