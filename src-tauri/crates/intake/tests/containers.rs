//! Files that hold files: each spreadsheet inside is read, everything else is named.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::io::Write;

use intake::container::{self, Opened};
use intake::{Received, plan_submission};
use scorebook::plan::SourceFile;
use support::{SNV, agencies, catalogue, scores};

const ZIP: &[u8] = include_bytes!("fixtures/nhieu-tep.zip");
const MAIL: &[u8] = include_bytes!("fixtures/thu-utf8.eml");
const MAIL_1258: &[u8] = include_bytes!("fixtures/thu-windows-1258.eml");
const FORWARDED: &[u8] = include_bytes!("fixtures/thu-chuyen-tiep.eml");
const SHEET: &[u8] = include_bytes!("fixtures/mot-bang.xlsx");

fn open(name: &str, bytes: &[u8]) -> Opened {
    container::open(name, bytes.to_vec()).unwrap()
}

fn refusal(bytes: &[u8]) -> &'static str {
    container::open("a", bytes.to_vec()).unwrap_err().code()
}

fn names(opened: &Opened) -> Vec<&str> {
    opened.files.iter().map(|f| f.name.as_str()).collect()
}

fn beside(opened: &Opened) -> Vec<(&str, &str)> {
    opened.set_aside.iter().map(|s| (s.name.as_str(), s.what.as_str())).collect()
}

/// Every file inside reads as the same sheet.
fn assert_all_read(opened: &Opened) {
    for file in &opened.files {
        let received = Received::read_here(SourceFile::from(file.clone()));
        let plan = plan_submission(&received, &catalogue(), &agencies(), Some(SNV), &[]);
        assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.25"], "{}", file.name);
        assert_eq!(plan.file.origin, file.origin, "the plan keeps where it came from");
    }
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_plain_file_is_its_own_only_attachment() {
    for bytes in [SHEET, b"%PDF-1.7", b"", b"a;b\n1;2\n", include_bytes!("fixtures/mot-bang.xls")] {
        let opened = open("tep", bytes);
        assert_eq!(names(&opened), ["tep"], "readable or not, the reader tells");
        assert_eq!(opened.files[0].origin, None, "it came as it is");
        assert_eq!(opened.files[0].bytes, bytes, "its bytes are untouched");
    }
}

#[test]
fn a_zip_gives_its_sheets_and_names_the_rest() {
    let opened = open("Sở Nội vụ.zip", ZIP);
    assert_eq!(names(&opened), ["Bảng tự chấm Sở Nội vụ.xlsx", "Bảng tự chấm.xls"]);
    assert_eq!(
        beside(&opened),
        [("Công văn 12.pdf", "tệp PDF"), ("Đọc tôi.txt", "văn bản thường")]
    );
    let origin = opened.files[0].origin.as_ref().unwrap();
    assert_eq!(origin.container, "Sở Nội vụ.zip");
    assert_eq!((&origin.sender, origin.sent_at), (&None, None), "a .zip does not say");
    assert_all_read(&opened);
}

#[test]
fn an_e_mail_gives_its_sheets_with_sender_and_date() {
    let opened = open("thư.eml", MAIL);
    let inside = [
        "Bảng tự chấm – Sở Nội vụ.xlsx",
        "Bảng tự chấm Sở Nội vụ.xlsx",
        "Bảng tự chấm.xls",
        "bang.csv",
    ];
    assert_eq!(names(&opened), inside, "RFC 2231 names; those of the .zip in their place");
    let left = [
        ("Công văn 12.pdf", "tệp PDF"),
        ("Đọc tôi.txt", "văn bản thường"),
        ("chữ ký.png", "tệp ảnh PNG"),
    ];
    assert_eq!(beside(&opened), left);
    for (file, container) in opened.files.iter().zip([
        "thư.eml",
        "thư.eml › nhiều tệp.zip",
        "thư.eml › nhiều tệp.zip",
        "thư.eml",
    ]) {
        let origin = file.origin.as_ref().unwrap();
        assert_eq!(origin.container, container, "{}", file.name);
        assert_eq!(origin.sender.as_deref(), Some("Nguyễn Văn Ân <an.nv@example.vn>"));
        assert_eq!(
            origin.sent_at.unwrap().to_string(),
            "2025-01-07 01:30:00",
            "18:30 in Greenwich is the next day in Vietnam"
        );
    }
    assert_all_read(&opened);
}

#[test]
fn vietnamese_names_of_windows_1258_are_read() {
    let opened = open("a.eml", MAIL_1258);
    assert_eq!(
        names(&opened),
        ["Biểu tự chấm.xlsx", "Bảng tự chấm.csv", "Bảng nối.csv"],
        "RFC 2047; RFC 2231; both, when one of them comes in pieces"
    );
    let origin = opened.files[0].origin.as_ref().unwrap();
    assert_eq!(origin.sender.as_deref(), Some("Trần Thị Bưởi <buoi@example.vn>"));
    assert_eq!(origin.sent_at.unwrap().to_string(), "2025-01-06 08:05:00", "as the sender's clock");
    assert_all_read(&opened);
}

#[test]
fn a_forwarded_message_says_who_wrote_it_first() {
    let opened = open("a.eml", FORWARDED);
    assert_eq!(opened.files.len(), 4, "all of the inner message's: {:?}", names(&opened));
    for file in &opened.files {
        let sender = file.origin.as_ref().unwrap().sender.as_deref();
        assert_eq!(sender, Some("Nguyễn Văn Ân <an.nv@example.vn>"), "{}", file.name);
    }
    assert_all_read(&opened);
}

#[test]
fn a_table_in_the_message_itself_is_taken() {
    let mail = "From: a@example.vn\r\nDate: Mon, 6 Jan 2025 08:05:00 +0700\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Xin gửi</p><table><tr><td>STT<td>Tiêu chí<td>Điểm tối đa<td>Điểm tự chấm<tr><td>1.1.1<td>Ban hành kế hoạch đúng thời hạn<td>0,5<td>0,5<tr><td>1.1.2<td>Mức độ hoàn thành kế hoạch<td>1,5<td>1,25</table>";
    let opened = open("a.eml", mail.as_bytes());
    assert_eq!(names(&opened), ["Nội dung thư.html"]);
    assert_all_read(&opened);
}

#[test]
fn a_container_without_a_sheet_is_refused_by_its_contents() {
    let bytes = zip(&[("a.pdf", b"%PDF-1.7"), ("b.png", b"\x89PNG\r\n")]);
    let refused = container::open("a.zip", bytes).unwrap_err();
    let sentence = scorebook::vi::finding(&refused);
    assert_eq!(refused.code(), "no_spreadsheet_inside");
    assert!(sentence.contains("“a.pdf”, “b.png”"), "{sentence}");
    assert_eq!(refusal(&zip(&[])), "no_spreadsheet_inside", "nothing at all");
}

#[test]
fn containers_lie_four_deep_and_no_deeper() {
    let one = zip(&[("a.xlsx", SHEET)]);
    let two = zip(&[("b.zip", &one)]);
    let four = zip(&[("c.zip", &zip(&[("c.zip", &two)]))]);
    let five = zip(&[("c.zip", &four), ("a.xlsx", SHEET)]);
    assert_eq!(names(&open("d.zip", &four)), ["a.xlsx"], "a .zip in a .zip in a .zip in a .zip");
    let opened = open("e.zip", &five);
    assert_eq!(names(&opened), ["a.xlsx"], "the one that is not too deep");
    assert_eq!(
        beside(&opened),
        [("b.zip", "tệp nén hoặc thư nằm quá sâu; hãy giải nén rồi nhập")],
        "the other is named"
    );
}

#[test]
fn bombs_and_crowds_are_refused() {
    let many: Vec<(String, &[u8])> =
        (0..301).map(|n| (format!("{n}.csv"), b"a;b".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    assert_eq!(refusal(&zip(&many)), "too_large", "301 files");
    assert_eq!(open("a.zip", &zip(&many[..300])).files.len(), 300, "300 are read");

    let large = vec![b' '; 65 * 1024 * 1024];
    let bomb = zip(&[("a.csv", &large)]);
    assert!(bomb.len() < 200_000, "it is small");
    assert_eq!(refusal(&bomb), "too_large", "one file of 65 MB");

    let large = vec![b' '; 60 * 1024 * 1024];
    let inner = zip(&[("a.csv", &large), ("b.csv", &large), ("c.csv", &large)]);
    let nested: Vec<(&str, &[u8])> =
        ["1.zip", "2.zip", "3.zip", "4.zip"].map(|n| (n, inner.as_slice())).to_vec();
    assert_eq!(refusal(&zip(&nested)), "too_large", "720 MB in small ones inside one");
}

#[test]
fn a_zip_that_lies_about_its_sizes_is_not_unfolded_further() {
    let mut bytes = zip(&[("a.csv", &vec![b'a'; 60 * 1024 * 1024])]);
    let size = (60_u32 * 1024 * 1024).to_le_bytes();
    let places: Vec<usize> =
        (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let started = std::time::Instant::now();
    let refused = container::open("a.zip", bytes).unwrap_err();
    assert_eq!(refused.code(), "no_spreadsheet_inside", "its one file did not come out whole");
    assert!(started.elapsed().as_secs() < 5, "told early: {:?}", started.elapsed());
}

#[test]
fn a_path_in_a_container_is_only_a_name() {
    let bytes = zip(&[("../../etc/a.csv", b"a;b"), ("C:\\x\\b.csv", b"a;b"), ("/c.csv", b"a;b")]);
    assert_eq!(names(&open("a.zip", &bytes)), ["a.csv", "b.csv", "c.csv"]);
}

#[test]
fn names_in_the_letters_of_an_older_windows_are_read() {
    // "Tự chấm.csv": the archive holds bytes of windows-1258 and no mark of UTF-8
    let (name, _, _) = encoding_rs::WINDOWS_1258.encode("Tư\u{323} châ\u{301}m.csv");
    let stand_in = "T12345678.csv";
    assert_eq!(stand_in.len(), name.len(), "of the same length");
    let mut bytes = zip(&[(stand_in, b"a;b")]);
    let places: Vec<usize> = (0..bytes.len() - name.len())
        .filter(|at| bytes[*at..*at + name.len()] == *stand_in.as_bytes())
        .collect();
    for at in places {
        bytes[at..at + name.len()].copy_from_slice(&name);
    }
    assert_eq!(names(&open("a.zip", &bytes)), ["Tự chấm.csv"]);
}

#[test]
fn what_cannot_be_opened_says_why() {
    let mut locked = zip(&[("a.csv", b"a;b")]);
    for signature in [b"PK\x03\x04", b"PK\x01\x02"] {
        let at = locked.windows(4).position(|w| w == signature).unwrap();
        let flags = at + if signature[2] == 3 { 6 } else { 8 };
        locked[flags] |= 1;
    }
    assert_eq!(refusal(&locked), "locked_archive", "every member is encrypted");

    let protected = {
        let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        ole.resize(512, 0);
        ole.extend(wide);
        ole
    };
    let opened = open("a.zip", &zip(&[("a.xlsx", &protected)]));
    assert_eq!(
        names(&opened),
        ["a.xlsx"],
        "a sheet under a password is a sheet: its reader refuses it"
    );
}

#[test]
fn a_broken_attachment_is_named_as_broken() {
    let mail = String::from_utf8_lossy(MAIL).into_owned();
    let cut = mail.find("UEsDB").unwrap() + 2_000;
    let opened = container::open("a.eml", mail.as_bytes()[..cut].to_vec());
    match opened {
        Err(refused) => assert_eq!(refused.code(), "no_spreadsheet_inside"),
        Ok(opened) => {
            let received = Received::read_here(SourceFile::from(opened.files[0].clone()));
            assert!(received.workbook.is_err(), "half a sheet is none");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_flipped_byte_makes_it_panic(at in proptest::prelude::any::<proptest::sample::Index>(), value in 0_u8..) {
        for good in [ZIP, MAIL_1258] {
            let mut bytes = good.to_vec();
            let at = at.index(bytes.len());
            bytes[at] = value;
            let _ = container::open("a", bytes);
        }
    }
}
