//! What offices mail around their sheets beside .zip and .eml: other archives, Outlook's messages, signatures.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::fmt::Write as _;

use intake::container::{self, Opened};
use intake::{Received, plan_submission};
use scorebook::plan::SourceFile;
use scorebook::vi;
use support::compound::{Node, compound, storage, stream};
use support::{SNV, agencies, catalogue, scores};

const SHEET: &[u8] = include_bytes!("fixtures/mot-bang.xlsx");
const MAIL: &[u8] = include_bytes!("fixtures/thu-utf8.eml");

fn open(name: &str, bytes: &[u8]) -> Opened {
    container::open(name, bytes.to_vec()).unwrap()
}

fn refusal(name: &str, bytes: &[u8]) -> &'static str {
    container::open(name, bytes.to_vec()).unwrap_err().code()
}

fn names(opened: &Opened) -> Vec<&str> {
    opened.files.iter().map(|f| f.name.as_str()).collect()
}

fn left(opened: &Opened) -> Vec<(&str, &str)> {
    opened.set_aside.iter().map(|s| (s.name.as_str(), s.what.as_str())).collect()
}

/// Every file inside reads as the same sheet.
fn assert_all_read(opened: &Opened) {
    for file in &opened.files {
        let received = Received::read_here(SourceFile::from(file.clone()));
        let plan = plan_submission(&received, &catalogue(), &agencies(), Some(SNV), &[]);
        assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.25"], "{}", file.name);
    }
}

#[test]
fn archives_of_every_kind_give_their_sheets() {
    let archives: [(&str, &[u8]); 3] = [
        ("7z, LZMA2", include_bytes!("fixtures/nhieu-tep.7z")),
        ("7z, BZip2", include_bytes!("fixtures/nhieu-tep.bzip2.7z")),
        ("7z, PPMd", include_bytes!("fixtures/nhieu-tep.ppmd.7z")),
    ];
    for (kind, bytes) in archives {
        let opened = open("Sở Nội vụ", bytes);
        assert_eq!(names(&opened), ["Bảng tự chấm Sở Nội vụ.xlsx"], "{kind}");
        assert_eq!(
            left(&opened),
            [("Đọc tôi.txt", "văn bản thường")],
            "{kind}: what is no sheet is named"
        );
        assert_eq!(opened.files[0].bytes, SHEET, "{kind}: byte for byte");
        assert_all_read(&opened);
    }
}

#[test]
fn archives_that_are_locked_say_so_and_what_to_do() {
    let locked: [(&str, &[u8]); 2] = [
        ("7z", include_bytes!("fixtures/khoa.7z")),
        ("7z, names too", include_bytes!("fixtures/khoa-ca-ten.7z")),
    ];
    for (kind, bytes) in locked {
        let refused = container::open("a", bytes.to_vec()).unwrap_err();
        assert_eq!(refused.code(), "locked_archive", "{kind}");
        let sentence = vi::finding(&refused);
        assert!(sentence.contains("mật khẩu") && sentence.contains("Hãy"), "{sentence}");
    }
    let mail = mail_with("khoa.7z", include_bytes!("fixtures/khoa.7z"));
    let opened = open("a.eml", &mail);
    assert_eq!(names(&opened), ["mot-bang.xlsx"], "a good sheet beside it is read");
    assert!(
        left(&opened)[0].1.contains("mật khẩu"),
        "the locked one is named: {:?}",
        left(&opened)
    );
}

#[test]
fn a_part_of_an_archive_in_several_says_so() {
    let whole = include_bytes!("fixtures/nhieu-tep.7z");
    assert_eq!(refusal("a.7z.001", &whole[..whole.len() / 2]), "archive_part", "the first part");
    assert_eq!(
        refusal("a.7z.002", &whole[whole.len() / 2..]),
        "archive_part",
        "the second, by its name"
    );
    assert_eq!(refusal("a.z01", b"anything"), "archive_part", "of an old .zip");
}

#[test]
fn damaged_archives_are_damaged_and_never_panic() {
    let archives: [&[u8]; 1] = [include_bytes!("fixtures/nhieu-tep.7z")];
    for good in archives {
        for at in (0..good.len()).step_by(97) {
            let mut bytes = good.to_vec();
            bytes[at] ^= 0x55;
            if let Ok(opened) = container::open("a", bytes) {
                for file in opened.files.iter().filter(|file| {
                    file.name.rsplit_once('.').is_some_and(|(_, ending)| ending == "xlsx")
                }) {
                    assert_eq!(file.bytes, SHEET, "what came out is what went in: checksums hold");
                }
            }
            let _ = container::open("a", good[..at].to_vec());
        }
    }
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn text(id: &str, text: &str) -> Node {
    stream(&format!("__substg1.0_{id}001F"), wide(text))
}

/// Properties of fixed size: number and kind, and eight bytes.
fn properties(header: usize, fixed: &[(u16, u16, u64)]) -> Node {
    let mut bytes = vec![0; header];
    for (id, kind, value) in fixed {
        bytes.extend(kind.to_le_bytes());
        bytes.extend(id.to_le_bytes());
        bytes.extend(6_u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    stream("__properties_version1.0", bytes)
}

/// 7 January 2025, 18:30 in Greenwich, in units of 100 ns since 1601.
const SENT: u64 = (1_736_274_600 + 11_644_473_600) * 10_000_000;

fn attachment(number: u32, long: &str, short: &str, method: u64, data: Vec<Node>) -> Node {
    let mut nodes = vec![properties(8, &[(0x3705, 3, method)])];
    if !long.is_empty() {
        nodes.push(text("3707", long));
    }
    if !short.is_empty() {
        nodes.push(text("3704", short));
    }
    nodes.extend(data);
    storage(&format!("__attach_version1.0_#{number:08X}"), nodes)
}

fn here(bytes: &[u8]) -> Vec<Node> {
    vec![stream("__substg1.0_37010102", bytes)]
}

fn message(header: usize, name: &str, attachments: Vec<Node>) -> Vec<Node> {
    let mut nodes = vec![
        properties(header, &[(0x0039, 0x40, SENT)]),
        text("0042", name),
        text("5D02", "an.nv@example.vn"),
    ];
    nodes.extend(attachments);
    nodes
}

#[test]
fn an_outlook_message_gives_its_sheets_with_sender_and_day() {
    let inner = message(
        24,
        "Trần Thị Bưởi",
        vec![attachment(0, "Bảng trong thư.xlsx", "", 1, here(SHEET))],
    );
    let bytes = compound(message(
        32,
        "Nguyễn Văn Ân",
        vec![
            attachment(0, "Bảng tự chấm – Sở Nội vụ.xlsx", "BANGTU~1.XLS", 1, here(SHEET)),
            attachment(1, "", "CHUKY.PNG", 1, here(b"\x89PNG\r\n")),
            attachment(2, "Trên mạng.xlsx", "", 7, Vec::new()),
            attachment(3, "Thư cũ", "", 5, vec![storage("__substg1.0_3701000D", inner)]),
        ],
    ));
    let opened = open("thư.msg", &bytes);
    assert_eq!(
        names(&opened),
        ["Bảng tự chấm – Sở Nội vụ.xlsx", "Bảng trong thư.xlsx"],
        "the long names"
    );
    let origin = opened.files[0].origin.as_ref().unwrap();
    assert_eq!(origin.container, "thư.msg");
    assert_eq!(origin.sender.as_deref(), Some("Nguyễn Văn Ân <an.nv@example.vn>"));
    assert_eq!(origin.sent_at.unwrap().to_string(), "2025-01-08 01:30:00", "in Vietnam's time");
    let sender = opened.files[1].origin.as_ref().unwrap().sender.as_deref();
    assert_eq!(
        sender,
        Some("Trần Thị Bưởi <an.nv@example.vn>"),
        "a message inside says who wrote it"
    );
    let left = left(&opened);
    assert_eq!(left[0], ("CHUKY.PNG", "tệp ảnh PNG"));
    assert!(left[1].1.contains("liên kết"), "a link is no file, and is named: {left:?}");
    assert_all_read(&opened);
}

#[test]
fn a_table_in_the_text_of_an_outlook_message_is_taken() {
    let html = "<html><body><table><tr><td>STT<td>Tiêu chí<td>Điểm tối đa<td>Điểm tự chấm<tr><td>1.1.1<td>Ban hành kế hoạch đúng thời hạn<td>0,5<td>0,5<tr><td>1.1.2<td>Mức độ hoàn thành kế hoạch<td>1,5<td>1,25</table>";
    let mut nodes = message(32, "Ân", Vec::new());
    nodes.push(stream("__substg1.0_10130102", html));
    let opened = open("a.msg", &compound(nodes));
    assert_eq!(names(&opened), ["Nội dung thư.html"]);
    assert_all_read(&opened);

    // the same as Outlook keeps it: HTML in RTF, not folded up
    let mut rtf =
        String::from("{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\*\\htmltag64 <html><body>}");
    for piece in html["<html><body>".len()..].split_inclusive('>') {
        let (letters, tag) = piece.split_at(piece.find('<').unwrap());
        for letter in letters.encode_utf16() {
            match u8::try_from(letter) {
                Ok(letter) if letter.is_ascii() => rtf.push(char::from(letter)),
                _ => write!(rtf, "\\u{}?", letter.cast_signed()).unwrap(),
            }
        }
        write!(rtf, "{{\\*\\htmltag84 {tag}}}\\htmlrtf \\par \\htmlrtf0 ").unwrap();
    }
    rtf += "}";
    let mut folded = vec![0; 8];
    folded.extend(b"MELA\0\0\0\0");
    folded.extend(rtf.as_bytes());
    let mut nodes = message(32, "Ân", Vec::new());
    nodes.push(stream("__substg1.0_10090102", folded));
    let opened = open("a.msg", &compound(nodes));
    assert_eq!(names(&opened), ["Nội dung thư.html"], "out of its disguise");
    assert_all_read(&opened);
}

fn attribute(level: u8, id: u32, data: &[u8]) -> Vec<u8> {
    let sum = data.iter().fold(0_u16, |sum, b| sum.wrapping_add(u16::from(*b)));
    let length = u32::try_from(data.len()).unwrap();
    [&[level][..], &id.to_le_bytes(), &length.to_le_bytes(), data, &sum.to_le_bytes()].concat()
}

fn winmail(sheet: &[u8]) -> Vec<u8> {
    let name = wide("Bảng tự chấm.xlsx\0");
    let mut properties = 1_u32.to_le_bytes().to_vec();
    properties.extend([0x1F, 0, 0x07, 0x37]);
    properties.extend(1_u32.to_le_bytes());
    properties.extend(u32::try_from(name.len()).unwrap().to_le_bytes());
    properties.extend(&name);
    properties.resize(properties.len().next_multiple_of(4), 0);
    let date: Vec<u8> =
        [2025_u16, 1, 7, 18, 30, 0, 2].into_iter().flat_map(u16::to_le_bytes).collect();
    [
        vec![0x78, 0x9F, 0x3E, 0x22, 1, 0],
        attribute(1, 0x0003_8005, &date),
        attribute(2, 0x0006_9002, &[0; 14]),
        attribute(2, 0x0001_8010, b"BANGTU~1.XLS\0"),
        attribute(2, 0x0006_800F, sheet),
        attribute(2, 0x0006_9005, &properties),
    ]
    .concat()
}

/// A message with the sheet and one more attachment before it.
fn mail_with(name: &str, bytes: &[u8]) -> Vec<u8> {
    use std::fmt::Write;
    let mut mail = String::from(
        "From: =?utf-8?B?w4Ju?= <an@example.vn>\r\nDate: Mon, 6 Jan 2025 08:05:00 +0700\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n",
    );
    for (name, bytes) in [(name, bytes), ("mot-bang.xlsx", SHEET)] {
        write!(mail, "--x\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n").unwrap();
        for line in base64(bytes).as_bytes().chunks(76) {
            mail += std::str::from_utf8(line).unwrap();
            mail += "\r\n";
        }
    }
    (mail + "--x--\r\n").into_bytes()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let at = |n: usize| usize::from(three.get(n).copied().unwrap_or(0));
        let all = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let letter = char::from(LETTERS[all >> (18 - 6 * n) & 63]);
            text.push(if n <= three.len() { letter } else { '=' });
        }
    }
    text
}

#[test]
fn winmail_dat_gives_its_sheets() {
    let opened = open("winmail.dat", &winmail(SHEET));
    assert_eq!(names(&opened), ["Bảng tự chấm.xlsx"], "the long name");
    let origin = opened.files[0].origin.as_ref().unwrap();
    assert_eq!(origin.sent_at.unwrap().to_string(), "2025-01-08 01:30:00");
    assert_all_read(&opened);

    let opened = open("thư.eml", &mail_with("winmail.dat", &winmail(SHEET)));
    assert_eq!(names(&opened), ["Bảng tự chấm.xlsx", "mot-bang.xlsx"], "in a message");
    let origin = opened.files[0].origin.as_ref().unwrap();
    assert_eq!(origin.container, "thư.eml › winmail.dat");
    assert_eq!(origin.sender.as_deref(), Some("Ân <an@example.vn>"), "who sent the message");
    assert_eq!(origin.sent_at.unwrap().to_string(), "2025-01-06 08:05:00", "and when");

    let cut = winmail(SHEET);
    let opened = container::open("winmail.dat", cut[..cut.len() / 2].to_vec());
    assert_eq!(opened.unwrap_err().code(), "no_spreadsheet_inside", "half of one has no sheet");
}

#[test]
fn what_is_signed_is_unwrapped_and_said_to_be_unjudged() {
    let signed: [(&str, &[u8]); 3] = [
        ("bytes", include_bytes!("fixtures/mot-bang.xlsx.p7m")),
        ("of lengths not told", include_bytes!("fixtures/mot-bang.dai.p7m")),
        ("as text", include_bytes!("fixtures/mot-bang.pem.p7m")),
    ];
    for (how, bytes) in signed {
        let opened = open("Bảng tự chấm.xlsx.p7m", bytes);
        assert_eq!(names(&opened), ["Bảng tự chấm.xlsx"], "{how}");
        assert_eq!(opened.files[0].bytes, SHEET, "{how}: byte for byte");
        let origin = opened.files[0].origin.as_ref().unwrap();
        assert_eq!(
            origin.container, "Bảng tự chấm.xlsx.p7m (đã ký số, chữ ký chưa được kiểm tra)",
            "{how}: nobody has judged the signature"
        );
    }
    assert_eq!(
        refusal("a.p7m", include_bytes!("fixtures/ma-hoa.p7m")),
        "locked_archive",
        "enveloped"
    );
    assert_eq!(
        refusal("a.p7s", include_bytes!("fixtures/chi-chu-ky.p7m")),
        "no_spreadsheet_inside",
        "a signature alone"
    );
}

#[test]
fn a_signed_message_gives_what_was_signed() {
    for (how, bytes) in [
        ("opaque", include_bytes!("fixtures/thu-ky.eml").as_slice()),
        ("detached", include_bytes!("fixtures/thu-ky-roi.eml")),
    ] {
        let opened = open("thư.eml", bytes);
        assert_eq!(names(&opened), ["Bảng tự chấm.csv"], "{how}: {:?}", left(&opened));
        let sender = opened.files[0].origin.as_ref().unwrap().sender.as_deref();
        assert_eq!(sender, Some("Ân <an@example.vn>"), "{how}");
        assert_all_read(&opened);
    }
}

#[test]
fn mails_lie_in_mails_and_archives_in_archives() {
    let archive = include_bytes!("fixtures/nhieu-tep.7z");
    let mail = mail_with("nhieu tep.7z", archive);
    let bytes =
        compound(message(32, "Bưởi", vec![attachment(0, "Chuyển tiếp.eml", "", 1, here(&mail))]));
    let opened = open("thư.msg", &bytes);
    assert_eq!(names(&opened), ["Bảng tự chấm Sở Nội vụ.xlsx", "mot-bang.xlsx"]);
    let container = |n: usize| opened.files[n].origin.as_ref().unwrap().container.as_str();
    assert_eq!(container(0), "thư.msg › Chuyển tiếp.eml › nhieu tep.7z");
    let sender = opened.files[0].origin.as_ref().unwrap().sender.as_deref();
    assert_eq!(sender, Some("Ân <an@example.vn>"), "the inner message's");
    assert_all_read(&opened);
}

#[test]
fn broken_messages_never_panic() {
    let msg = compound(message(32, "Ân", vec![attachment(0, "a.xlsx", "", 1, here(SHEET))]));
    let signed = include_bytes!("fixtures/mot-bang.dai.p7m");
    for good in [msg.as_slice(), &winmail(SHEET), signed, MAIL] {
        for at in (0..good.len()).step_by(61) {
            let mut bytes = good.to_vec();
            bytes[at] ^= 0xA5;
            let _ = container::open("a", bytes);
            let _ = container::open("a", good[..at].to_vec());
        }
    }
}
