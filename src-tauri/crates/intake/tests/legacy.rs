//! TCVN3 and VNI cells among Unicode ones: read, kept as they stand, and told of.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use intake::CatalogueIndex;
use intake::legacy::{Encoding, convert, detect};
use intake::workbook;
use proptest::prelude::*;
use scorebook::{Finding, Severity};
use support::formats::in_tcvn3;
use support::{SNV, head, plan_bytes, problems, row_of, scores, xlsx};

fn mixed() -> Vec<u8> {
    xlsx(&[(
        "Bảng",
        vec![
            row![
                "STT",
                "Tiªu chÝ, tiªu chÝ thµnh phÇn",
                "§iÓm tèi ®a",
                "Điểm tự chấm",
                "Tài liệu kiểm chứng"
            ],
            row!["1.1.1", "Ban hµnh kÕ ho¹ch ®óng thêi h¹n", 0.5, 0.5, "KÕ ho¹ch sè 12"],
            row!["1.1.2", "Möùc ñoä hoaøn thaønh keá hoaïch", 1.5, 1.25, "Báo cáo số 7"],
            row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, "Kh«ng ¸p dông", ""],
        ],
    )])
}

#[test]
fn legacy_cells_match_their_criteria_and_keep_their_text() {
    let plan = plan_bytes("a.xlsx", mixed(), Some(SNV));
    assert_eq!(scores(&plan), ["1.1.1=0.5", "1.1.2=1.25"], "{:?}", plan.problems);
    let row = row_of(&plan, "1.2").unwrap();
    assert_eq!(row.raw, "Kh«ng ¸p dông", "the cell's text is untouched");
    assert!(row.points.is_none(), "and was understood: {row:?}");
    assert_eq!(row_of(&plan, "1.1.1").unwrap().evidence, "Kế hoạch số 12");
    let others: Vec<String> =
        problems(&plan).into_iter().filter(|p| !p.contains("legacy_text")).collect();
    assert_eq!(others, ["note no_evidence D2"; 0], "no name differs from its criterion's");
}

#[test]
fn a_sheet_tells_of_its_legacy_letters_once() {
    let plan = plan_bytes("a.xlsx", mixed(), Some(SNV));
    let told: Vec<_> = plan.problems.iter().filter(|p| p.finding.code() == "legacy_text").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].severity, Severity::Warning);
    assert_eq!(told[0].at.as_ref().unwrap().a1(), "B1", "the first cell");
    let expected = Finding::LegacyText {
        encoding: "TCVN3".into(),
        before: "Tiªu chÝ, tiªu chÝ thµnh phÇn".into(),
        after: "Tiêu chí, tiêu chí thành phần".into(),
        count: 6,
    };
    assert_eq!(told[0].finding, expected, "with what it was and what it is read as");
}

#[test]
fn a_unicode_file_is_told_nothing() {
    let bytes =
        xlsx(&[("Bảng", vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]])]);
    assert!(!support::has(&plan_bytes("a.xlsx", bytes, Some(SNV)), "legacy_text"));
}

#[test]
fn a_person_may_say_otherwise() {
    let mut book = workbook::read("a.xlsx", &mixed()).unwrap();
    book.take_letters_as(None);
    assert_eq!(
        book.sheets[0].reading(1, 1),
        "Ban hµnh kÕ ho¹ch ®óng thêi h¹n",
        "fine as it stands"
    );
    let mut book = workbook::read("a.xlsx", &mixed()).unwrap();
    book.take_letters_as(Some(Encoding::Tcvn3));
    assert_eq!(book.sheets[0].reading(1, 1), "Ban hành kế hoạch đúng thời hạn");
    assert_eq!(book.sheets[0].text(1, 1), "Ban hµnh kÕ ho¹ch ®óng thêi h¹n", "the text stays");
    assert_eq!(book.sheets[0].reading(3, 1), "Thực hiện chế độ báo cáo định kỳ", "so does Unicode");
}

#[test]
fn a_font_is_heard_where_letters_leave_a_doubt() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, font) in (0..).zip([".VnTime", "Times New Roman", "VNI-Times"]) {
        let format = rust_xlsxwriter::Format::new().set_font_name(font);
        sheet.write_string_with_format(row, 0, "cã", &format).unwrap();
        sheet.write_string_with_format(row, 1, "Công tác", &format).unwrap();
    }
    let book = workbook::read("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let readings =
        |column| (0..3).map(|row| book.sheets[0].reading(row, column)).collect::<Vec<_>>();
    assert_eq!(readings(0), ["có", "cã", "cã"], "no VNI either: a mark without its vowel");
    assert_eq!(readings(1), ["Công tác"; 3], "letters that are plain Vietnamese are believed");
}

#[test]
fn a_catalogue_is_read_in_legacy_letters_too() {
    let bytes = xlsx(&[(
        "Bảng",
        vec![
            row!["STT", "Tiªu chÝ", "§iÓm tèi ®a", "C¬ quan chñ tr×"],
            row!["1", "C«ng t¸c chØ ®¹o", 2.0, ""],
            row!["1.1", "KÕ ho¹ch c¶i c¸ch", 2.0, "Së Néi vô"],
        ],
    )]);
    let file = scorebook::plan::SourceFile::new("a.xlsx", bytes);
    let plan = intake::plan_catalogue(&intake::Received::read_here(file), support::YEAR);
    assert!(!plan.is_blocked(), "{:?}", plan.problems);
    assert_eq!(plan.agencies[0].name, "Sở Nội vụ");
    assert!(plan.problems.iter().any(|p| p.finding.code() == "legacy_text"), "and says so");
}

const SENTENCES: [&str; 10] = [
    "Ban hành kế hoạch đúng thời hạn",
    "Tỷ lệ hồ sơ giải quyết đúng hạn",
    "Ủy ban nhân dân tỉnh",
    "quyết định của Giám đốc Sở Thông tin và Truyền thông",
    "khuyến khích người dân, doanh nghiệp nộp hồ sơ trực tuyến",
    "ngoằn ngoèo, khuỷu tay, huỷ bỏ, quỹ, thuở, giường, yểm trợ",
    "chuyển đổi số; hoạch định; nghiêm túc; rượu; quằn quại; xoong",
    "Ước, Ế ẩm, Ẩn, Ổn, Ỷ lại, Ăn, Ấn, Ưu",
    "đặt, cắt, bật, kết, biết, một, ướt, chợt, suốt, lụt, nứt, huýt",
    "ắng, ẳng, ẵng, ặng, ằng, ấng, ầng, ẩng, ẫng, ậng",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_in_tcvn3_is_read_back(sentence in prop::sample::select(SENTENCES.to_vec())) {
        let written = in_tcvn3(sentence);
        prop_assert_eq!(convert(&written, Encoding::Tcvn3), sentence);
        prop_assert_eq!(detect(&written, None), Some(Encoding::Tcvn3), "{}", written);
        prop_assert_eq!(detect(sentence, Some("VNI-Times")), None, "{} is Unicode", sentence);
    }

    #[test]
    fn any_text_is_converted_without_panic(text in "\\PC{0,24}", font in "[.Vvn][nN][iT]?-?[A-Z]?") {
        let _ = detect(&text, Some(&font));
        let _ = convert(&text, Encoding::Tcvn3);
        let _ = convert(&text, Encoding::Vni);
        if text.chars().any(|c| ('\u{1ea0}'..='\u{1ef9}').contains(&c)) {
            prop_assert_eq!(detect(&text, Some(&font)), None, "it has letters of Unicode");
        }
    }
}

#[test]
fn the_officers_word_on_the_letters_is_taken() {
    use scorebook::correction::{Correction, LegacyEncoding};
    let told = |bytes: Vec<u8>, encoding| {
        let received =
            intake::Received::read_here(scorebook::plan::SourceFile::new("a.xlsx", bytes));
        let (catalogue, agencies) = (support::catalogue(), support::agencies());
        let corrections = [Correction::Encoding { encoding }];
        let plan = CatalogueIndex::new(&catalogue, &agencies).plan_with_memory(
            &received,
            Some(SNV),
            &corrections,
            &[],
        );
        let codes = ["legacy_text", "correction_not_applied"];
        (scores(&plan), codes.map(|code| support::has(&plan, code)))
    };
    let both = vec!["1.1.1=0.5".to_owned(), "1.1.2=1.25".to_owned()];
    let (read, said) = told(mixed(), LegacyEncoding::Tcvn3);
    assert_eq!(
        (read, said),
        (both, [true, false]),
        "the VNI name is read wrongly, and its code counts"
    );
    let (_, said) = told(mixed(), LegacyEncoding::Unicode);
    assert_eq!(said, [false, false], "fine as it stands: nothing is said any more");
    let plain =
        xlsx(&[("Bảng", vec![head(), row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5]])]);
    assert_eq!(told(plain, LegacyEncoding::Vni).1, [false, true], "there is nothing to be changed");
}
