//! Old .xls files that are wrong or locked, and what sheets hide.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::collections::BTreeSet;

use intake::workbook::{self, Merge};
use support::binary::{self, Made};
use support::{SNV, plan_bytes, problems};

const XLS: &[u8] = include_bytes!("fixtures/mot-bang.xls");
const SECTOR: usize = 512;

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

fn refusal(bytes: &[u8]) -> &'static str {
    workbook::read("a.xls", bytes).unwrap_err().code()
}

/// Where the entry of that sector is in the table of sectors.
fn entry(bytes: &[u8], sector: usize) -> usize {
    (word(bytes, 76) + 1) * SECTOR + sector * 4
}

/// Where the directory's entry of the workbook is.
fn book(bytes: &[u8]) -> usize {
    let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).position(|w| w == name).unwrap()
}

#[test]
fn sectors_that_turn_in_a_circle_are_refused_at_once() {
    let started = std::time::Instant::now();
    let directory = word(XLS, 48);
    let workbook = word(XLS, book(XLS) + 116);
    for (start, what) in [(directory, "the directory"), (workbook, "the workbook")] {
        let mut bytes = XLS.to_vec();
        let at = entry(&bytes, start);
        bytes[at..at + 4].copy_from_slice(&u32::try_from(start).unwrap().to_le_bytes());
        // as long as a file may say it is
        let size = book(&bytes) + 120;
        bytes[size..size + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(refusal(&bytes), "damaged_file", "{what} leads back to itself");
    }
    assert!(started.elapsed().as_secs() < 2, "before anyone follows them: {:?}", started.elapsed());
}

#[test]
fn a_file_of_one_kilobyte_cannot_ask_for_gigabytes() {
    // header; a table of sectors in which the directory's own leads to itself
    let mut bytes = XLS[..SECTOR].to_vec();
    bytes[48..52].copy_from_slice(&0_u32.to_le_bytes());
    bytes[76..80].copy_from_slice(&0_u32.to_le_bytes());
    bytes.resize(2 * SECTOR, 0);
    assert_eq!(refusal(&bytes), "damaged_file");
}

#[test]
fn a_locked_workbook_is_told_from_a_damaged_one() {
    // the record after BOF, whatever it is, becomes FILEPASS with each of its two methods
    let begins = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00];
    let stream = XLS.windows(begins.len()).position(|w| w == begins).unwrap();
    let second = stream + 4 + usize::from(XLS[stream + 2]);
    for (method, what) in [(0_u8, "XOR"), (1, "RC4")] {
        let mut bytes = XLS.to_vec();
        bytes[second..second + 2].copy_from_slice(&0x002F_u16.to_le_bytes());
        bytes[second + 4] = method;
        assert_eq!(refusal(&bytes), "password_protected", "{what}");
    }
}

#[test]
fn hidden_rows_and_columns_are_told_in_every_format() {
    let files: [(&str, &[u8]); 3] = [
        ("a.xlsx", include_bytes!("fixtures/an-dong-cot.xlsx")),
        ("a.ods", include_bytes!("fixtures/an-dong-cot.ods")),
        ("a.xls", include_bytes!("fixtures/an-dong-cot.xls")),
    ];
    for (name, bytes) in files {
        let book = workbook::read(name, bytes).unwrap();
        let sheet = book.sheets.iter().find(|s| s.name == "Bảng").unwrap();
        assert!(
            sheet.hidden_rows.contains(&3) && !sheet.hidden_rows.contains(&4),
            "{name}: {:?}",
            sheet.hidden_rows
        );
        assert_eq!(sheet.hidden_columns, BTreeSet::from([3]), "{name}");
        assert_eq!(sheet.merges, [Merge { start: (2, 0), end: (2, 1) }], "{name}");
        assert_eq!(
            book.sheets[0].hidden_rows,
            BTreeSet::new(),
            "{name}: another sheet hides nothing"
        );
        let told: Vec<String> = problems(&plan_bytes(name, bytes.to_vec(), Some(SNV)));
        for at in ["warning hidden A4", "warning hidden D3"] {
            assert!(told.contains(&at.to_owned()), "{name}: {told:?}");
        }
    }
}

#[test]
fn binary_sheets_tell_what_they_hide_and_show_as_percentages() {
    let texts = ["Mã", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"].map(str::to_owned).to_vec();
    let made = Made {
        texts: vec![texts],
        hidden_rows: vec![2],
        hidden_columns: vec![1],
        percentages: vec![((1, 3), 0.95), ((2, 3), 1.0)],
    };
    for (name, bytes) in [("a.xls", binary::xls(&made)), ("a.xlsb", binary::xlsb(&made))] {
        let book = workbook::read(name, &bytes).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.text(0, 1), "Tiêu chí", "{name}: texts");
        assert_eq!(sheet.hidden_rows, BTreeSet::from([2]), "{name}: rows");
        assert_eq!(sheet.hidden_columns, BTreeSet::from([1]), "{name}: columns");
        assert_eq!((sheet.text(1, 3), sheet.text(2, 3)), ("95%", "100%"), "{name}: as it is shown");
    }
}

#[test]
fn an_ods_shows_percentages_as_such() {
    let content = "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"0.95\"><text:p>0,95</text:p></table:table-cell><table:table-cell office:value-type=\"percentage\" office:value=\"0.95\"><text:p>95%</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let book = workbook::read("a.ods", &support::formats::ods_content(content)).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!((sheet.text(0, 0), sheet.text(0, 1)), ("0.95", "95%"), "the number, the percentage");
}

#[test]
fn hidden_rows_without_end_cost_nothing() {
    let content = "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row><table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let book = workbook::read("a.ods", &support::formats::ods_content(content)).unwrap();
    assert_eq!(book.sheets[0].hidden_rows, BTreeSet::new(), "they lie below everything");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_flipped_bytes_make_it_panic_or_hang(
        flips in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), 0_u8..), 1..6)
    ) {
        let mut bytes = XLS.to_vec();
        // header, table of sectors and directory: what leads the reader
        let leading: Vec<usize> = (0..SECTOR)
            .chain(entry(XLS, 0)..entry(XLS, 0) + SECTOR)
            .chain((word(XLS, 48) + 1) * SECTOR..(word(XLS, 48) + 2) * SECTOR)
            .collect();
        for (at, value) in flips {
            bytes[leading[at.index(leading.len())]] = value;
        }
        let _ = workbook::read("a.xls", &bytes);
    }
}
