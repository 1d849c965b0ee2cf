//! The decree's measures, element by element, on the printed page: in our PDF, and in what LibreOffice prints of our
//! Word file. Both are measured from the file, in millimetres and points.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test"
)]

mod support;

use std::path::{Path, PathBuf};

use briefing::content::{self, Document, DocumentKind, Table};
use briefing::{BriefingForm, Typeface, docx, layout};
use scorebook::Snapshot;
use support::paper::{self, Line, Page, Picture, Rule};
use support::{LeafSetup, Year, form, leaf, province};

/// A document printed both ways.
struct Printed {
    ours: PathBuf,
    words: PathBuf,
}

impl Printed {
    fn both(&self) -> [(&'static str, &Path); 2] {
        [("our PDF", &self.ours), ("Word in LibreOffice", &self.words)]
    }
}

/// Prints documents both ways, LibreOffice all at once: it takes seconds to start.
fn print(folder: &str, documents: &[Document]) -> Vec<Printed> {
    let folder = paper::folder(folder);
    let mut ours = Vec::new();
    let mut words = Vec::new();
    for (n, document) in documents.iter().enumerate() {
        let pdf = folder.join(format!("{n}-ours.pdf"));
        let pages = layout::lay_out(document, Typeface::Bundled).unwrap();
        std::fs::write(&pdf, pages.pdf().unwrap()).unwrap();
        let word = folder.join(format!("{n}.docx"));
        std::fs::write(&word, docx::write(document).unwrap()).unwrap();
        ours.push(pdf);
        words.push(word);
    }
    let words = paper::by_libreoffice(&folder, &words);
    ours.into_iter().zip(words).map(|(ours, words)| Printed { ours, words }).collect()
}

fn one(kind: DocumentKind, snapshot: &Snapshot, form: &BriefingForm) -> Document {
    content::documents(kind, snapshot, form).into_iter().next().expect("a document").document
}

fn near(a: f64, b: f64, by: f64) -> bool {
    (a - b).abs() <= by
}

/// Left and right edges of the text of a page that stands, and its middle.
const LEFT: f64 = 30.0;
const RIGHT: f64 = 195.0;
const MIDDLE: f64 = 112.5;

/// What an element must be: how it begins, its size between, bold, italic.
type Element<'a> = (&'a str, [f64; 2], bool, bool);

fn elements(what: &str, page: &Page, wanted: &[Element<'_>]) {
    for (text, [least, most], bold, italic) in wanted {
        let line = page.line(text);
        assert!(
            line.size_pt >= least - 0.1 && line.size_pt <= most + 0.1,
            "{what}: {text:?} is {} points, not {least} to {most}",
            line.size_pt
        );
        assert_eq!((line.bold, line.italic), (*bold, *italic), "{what}: {text:?}: bold, italic");
    }
}

/// The rule under a line: a share of its length, centred on it.
fn ruled(what: &str, line: &Line, rules: &[Rule], shares: [f64; 2]) {
    let rule = rules
        .iter()
        .find(|r| {
            r.at > line.top + 1.0
                && r.at < line.bottom + 5.0
                && near(f64::midpoint(r.left, r.right), line.middle(), 1.5)
        })
        .unwrap_or_else(|| panic!("{what}: a rule under {line:?} among {rules:?}"));
    let share = (rule.right - rule.left) / (line.right - line.left);
    assert!(
        share >= shares[0] && share <= shares[1],
        "{what}: the rule under {:?} is {share} of it, not {shares:?}",
        line.text
    );
}

/// Paper, the two columns of the heading, number and date on one line: in every document.
fn heading(what: &str, page: &Page, rules: &[Rule], body: &str) {
    elements(
        what,
        page,
        &[
            (body, [12.0, 13.0], true, false),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", [12.0, 13.0], true, false),
            ("Độc lập - Tự do - Hạnh phúc", [13.0, 14.0], true, false),
            ("Số: 05/", [13.0, 13.0], false, false),
            ("Sông Mây, ngày 08 tháng 01 năm 2025", [13.0, 14.0], false, true),
            ("Kính gửi:", [13.0, 14.0], false, false),
        ],
    );
    assert!(near(page.width, 210.0, 0.5) && near(page.height, 297.0, 0.5), "{what}: A4 upright");
    let (motto, body, number) = (page.line("Độc lập - Tự do"), page.line(body), page.line("Số:"));
    let nation = page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert!(near(nation.middle(), motto.middle(), 1.0), "{what}: tiêu ngữ stands under quốc hiệu");
    assert!(nation.left > body.right, "{what}: cơ quan at the left, quốc hiệu at the right");
    let first =
        page.lines.iter().find(|l| !l.is_marginal() && l.left < nation.left).expect("a body");
    assert!(near(first.top, nation.top, 0.6), "{what}: both columns begin alike: {first:?}");
    assert!(near(body.middle(), number.middle(), 2.0), "{what}: the number under its body");
    let date = page.lines.iter().find(|l| l.italic && l.text.contains("ngày")).expect("a date");
    assert!(near(number.bottom, date.bottom, 0.6), "{what}: number and date on one line");
    assert!(near(date.middle(), motto.middle(), 2.0), "{what}: the date under tiêu ngữ");
    ruled(what, motto, rules, [0.97, 1.03]);
    ruled(what, body, rules, [0.3, 0.52]);
}

/// The running text: first line 1,27 cm in, justified from 30 to 195 mm, single to one and a half lines apart,
/// paragraphs 6 points more.
fn running_text(what: &str, page: &Page, first: &str, next: &str) {
    let at = page.lines.iter().position(|l| l.text.starts_with(first)).expect("a paragraph");
    let (first, second) = (&page.lines[at], &page.lines[at + 1]);
    assert!(near(first.left, LEFT + 12.7, 0.4), "{what}: first line 1,27 cm in: {first:?}");
    assert!(near(second.left, LEFT, 0.4), "{what}: text from 30 mm: {second:?}");
    // a line of our PDF ends in its space, which stands beyond the edge
    let full = page.lines.iter().filter(|l| near(l.left, LEFT, 0.4) && l.size_pt > 13.5);
    let edge = full.filter(|l| l.right > RIGHT - 0.6 && l.right < RIGHT + 1.6).count();
    assert!(edge > 2, "{what}: text is set out to 15 mm from the edge");
    let pitch = (second.top - first.top) / 25.4 * 72.0 / first.size_pt;
    // a single line of Times is 1,15 of its size
    assert!((1.14..=1.5 * 1.15).contains(&pitch), "{what}: lines are {pitch} of their size apart");
    let after =
        page.lines.iter().position(|l| l.text.starts_with(next)).expect("another paragraph");
    let gap =
        (page.lines[after].top - page.lines[after - 1].top) / 25.4 * 72.0 - pitch * first.size_pt;
    assert!(gap >= 5.6, "{what}: paragraphs are {gap} points further apart than lines");
}

/// Nơi nhận at the left, level with the signer's title at the right.
fn sign_off(what: &str, pages: &[Page], name: &str) {
    let page = pages
        .iter()
        .find(|p| p.lines.iter().any(|l| l.text == name && l.bold))
        .unwrap_or_else(|| panic!("{what}: {name} signs"));
    elements(
        what,
        page,
        &[
            ("Nơi nhận:", [12.0, 12.0], true, true),
            ("- Như trên;", [11.0, 11.0], false, false),
            ("KT. GIÁM ĐỐC", [13.0, 14.0], true, false),
            ("PHÓ GIÁM ĐỐC", [13.0, 14.0], true, false),
            (name, [13.0, 14.0], true, false),
        ],
    );
    let (label, authority) = (page.line("Nơi nhận:"), page.line("KT. GIÁM ĐỐC"));
    assert!(near(label.left, LEFT, 0.5), "{what}: Nơi nhận begins at the left edge");
    assert!(near(label.bottom, authority.bottom, 2.0), "{what}: level with the authority");
    let (title, signed) = (page.line("PHÓ GIÁM ĐỐC"), page.line(name));
    assert!(near(title.middle(), signed.middle(), 0.8), "{what}: the name under the title");
    assert!(signed.top - title.bottom > 20.0, "{what}: room to sign and seal");
    assert!(
        page.lines.iter().any(|l| l.text.ends_with("./.")),
        "{what}: the last words, ending in ./., stand on the page of the signature"
    );
}

#[test]
fn a_report_measures_as_the_decree_says_on_paper_and_from_word() {
    let snapshot = province().snapshot();
    let form = form(&snapshot.figures);
    let printed = print("paper-report", &[one(DocumentKind::Briefing, &snapshot, &form)]);
    for (what, pdf) in printed[0].both() {
        let pages = paper::pages(pdf);
        let (page, rules) = (&pages[0], paper::rules(pdf, 0));
        heading(what, page, &rules, "SỞ NỘI VỤ");
        elements(
            what,
            page,
            &[
                ("UBND TỈNH SÔNG MÂY", [12.0, 13.0], false, false),
                ("Số: 05/BC-SNV", [13.0, 13.0], false, false),
                ("BÁO CÁO NHANH", [13.0, 14.0], true, false),
                ("Kết quả tự chấm điểm", [13.0, 14.0], true, false),
                ("Kính gửi: Ủy ban nhân dân tỉnh Sông Mây.", [13.0, 14.0], false, false),
                ("Thực hiện Công văn", [13.0, 14.0], false, false),
                ("I. TÌNH HÌNH TRIỂN KHAI", [13.0, 14.0], true, false),
                ("1. Tiến độ gửi", [13.0, 14.0], true, false),
            ],
        );
        for centred in ["BÁO CÁO NHANH", "chính năm 2024 của", "Kính gửi:"] {
            assert!(near(page.line(centred).middle(), MIDDLE, 1.2), "{what}: {centred} is centred");
        }
        ruled(what, page.line("chính năm 2024 của"), &rules, [0.3, 0.52]);
        // the first page has the box of answers; two paragraphs follow each other on the next
        running_text(what, &pages[1], "Bộ tiêu chí năm 2024 gồm", "Trong 82 tiêu chí tự chấm");
        sign_off(what, &pages, "Trần Thị Hòa");

        // numbers: from the second page, in the middle of the top margin, anew in each annex
        let mut expected = 0;
        for (n, page) in pages.iter().enumerate() {
            let label = page.lines.iter().find(|l| {
                l.text
                    .strip_prefix("Phụ lục ")
                    .is_some_and(|n| n.chars().all(|c| "IVX".contains(c)))
            });
            expected = if n == 0 || label.is_some() { 1 } else { expected + 1 };
            let number =
                page.lines.iter().find(|l| l.bottom < 20.5 && l.text.trim().parse::<u32>().is_ok());
            let shown = number.map(|l| l.text.trim().parse::<u32>().unwrap());
            assert_eq!(shown, (expected > 1).then_some(expected), "{what}: page {n} of the file");
            let middle = f64::midpoint(30.0, page.width - 15.0);
            if let Some(number) = number {
                assert!(near(number.middle(), middle, 1.0), "{what}, page {n}: centred");
                assert!(
                    (12.9..=14.1).contains(&number.size_pt),
                    "{what}, page {n}: 13 to 14 points"
                );
                assert!(!number.bold && !number.italic, "{what}, page {n}: upright");
            }
            let Some(label) = label else { continue };
            assert!(page.width > page.height, "{what}: {} lies on its side", label.text);
            assert!(
                label.bold && near(label.size_pt, 14.0, 0.1),
                "{what}: {}: 14 bold",
                label.text
            );
            assert!(near(label.middle(), middle, 1.2), "{what}: {} is centred", label.text);
            let title = page.lines.iter().find(|l| l.top > label.top + 1.0).expect("a title");
            assert!(title.bold && title.text == title.text.to_uppercase(), "{what}: {title:?}");
            let reference = page.line("(Kèm theo Báo cáo số 05/BC-SNV");
            assert!(reference.italic && (12.9..=14.1).contains(&reference.size_pt), "{what}");
        }
        holds(what, pdf, &pages);
    }
}

#[test]
fn the_ministrys_report_has_the_committees_heading() {
    let snapshot = province().snapshot();
    let report = one(DocumentKind::MinistryReport, &snapshot, &form(&snapshot.figures));
    for (what, pdf) in print("paper-ministry", &[report])[0].both() {
        let pages = paper::pages(pdf);
        let (page, rules) = (&pages[0], paper::rules(pdf, 0));
        heading(what, page, &rules, "TỈNH SÔNG MÂY");
        elements(
            what,
            page,
            &[
                ("ỦY BAN NHÂN DÂN", [12.0, 13.0], true, false),
                ("Số: 05/BC-UBND", [13.0, 13.0], false, false),
                ("BÁO CÁO", [13.0, 14.0], true, false),
                ("Kính gửi: Bộ Nội vụ.", [13.0, 14.0], false, false),
            ],
        );
        holds(what, pdf, &pages);
    }
}

#[test]
fn letters_measure_as_the_decree_says_on_paper_and_from_word() {
    let snapshot = province().snapshot();
    let form = form(&snapshot.figures);
    let kinds = [
        DocumentKind::RemedyLetter,
        DocumentKind::MeetingRequest,
        DocumentKind::ExplanationRequest,
    ];
    let printed = print("paper-letters", &kinds.map(|kind| one(kind, &snapshot, &form)));
    for (kind, printed) in kinds.iter().zip(&printed) {
        for (what, pdf) in printed.both() {
            let what = &format!("{kind:?}, {what}");
            let pages = paper::pages(pdf);
            let (page, rules) = (&pages[0], paper::rules(pdf, 0));
            heading(what, page, &rules, "SỞ NỘI VỤ");
            elements(what, page, &[("UBND TỈNH SÔNG MÂY", [12.0, 13.0], false, false)]);
            sign_off(what, &pages, "Trần Thị Hòa");
            holds(what, pdf, &pages);
            if *kind == DocumentKind::ExplanationRequest {
                continue;
            }
            // the matter of a công văn stands upright under its number, 6 points lower
            let (number, matter) = (page.line("Số:"), page.line("V/v"));
            assert!((11.9..=13.1).contains(&matter.size_pt), "{what}: {matter:?}");
            assert!(!matter.bold && !matter.italic, "{what}: the matter is upright");
            assert!(
                near(number.middle(), matter.middle(), 2.5),
                "{what}: it stands under the number"
            );
            let gap = (matter.top - number.top) / 25.4 * 72.0 - 13.0 * 1.15;
            assert!((3.0..9.0).contains(&gap), "{what}: {gap} points below the number");
            assert!(!page.letters().contains("CÔNGVĂN"), "{what}: no name of a kind");
        }
    }
}

/// Nothing stands outside the margins, neither letters nor anything else in the picture; no heading and no table's
/// announcement stands last on its page.
fn holds(what: &str, pdf: &Path, pages: &[Page]) {
    let pictures = paper::pictures(pdf, 60, None);
    assert_eq!(pictures.len(), pages.len(), "{what}: a picture of each page");
    for (n, page) in pages.iter().enumerate() {
        let (left, right) = (30.0, page.width - 15.0);
        let own = || page.lines.iter().filter(|l| !l.is_marginal());
        for line in own() {
            assert!(
                line.left > left - 0.5 && line.right < right + 1.7,
                "{what}, page {n}: {line:?} stands outside {left} to {right}"
            );
            assert!(
                line.bottom > 20.0 && line.bottom < page.height - 17.5,
                "{what}, page {n}: {line:?} stands in a margin of {}",
                page.height
            );
        }
        let Picture { width, dots } = &pictures[n];
        let width = *width;
        let scale = width as f64 / page.width;
        for (y, row) in dots.chunks(width).enumerate() {
            let dark = |x: &usize| row[*x] < 128;
            let (from, to) = (((left - 1.0) * scale) as usize, ((right + 1.0) * scale) as usize);
            let outside = (0..from).chain(to..width).find(dark);
            assert_eq!(outside, None, "{what}, page {n}: the side margins are white at {y}");
        }
        let last = own().max_by(|a, b| a.top.total_cmp(&b.top)).expect("words");
        let announces = last.text.starts_with("Đơn vị tính") || last.text.ends_with("như sau:");
        // LibreOffice 7.4 leaves a heading behind when two lines of the paragraph after it no longer fit, keepNext or not
        let by_us = !what.ends_with("LibreOffice");
        let heads = by_us && last.bold && near(last.left, 42.7, 0.6) && last.size_pt > 13.5;
        assert!(
            !announces && !heads,
            "{what}, page {n}: {:?} is left alone at the foot",
            last.text
        );
    }
}

#[test]
fn pages_hold_whatever_is_put_on_them_on_paper_and_from_word() {
    let long = "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn ".repeat(11);
    let unbroken = "Nghiêng".repeat(90);
    let unusual = "Kết quả “số hóa” ½ ≥ 95 % – Đắk Lắk, Krông Pắc; Ẵ Ẫ Ỡ Ữ ợ ặ ộ";
    let many = |rows: u32| {
        Year::of(
            (1..=rows)
                .map(|i| {
                    let c = leaf(&format!("{}.{i}", 1 + i / 250), "1").before("1").by("Sở Tư pháp");
                    // some rows are tall, so that they meet the foot of a page in every way
                    let name =
                        ["Ngắn", "Tên dài vừa phải của một tiêu chí thành phần ", &long[..200]];
                    let c = c.named(&format!("{} {i}", name[i as usize % 3]));
                    if i % 3 == 0 {
                        c.scored("1")
                    } else {
                        c.scored("0.5").because("Thiếu hồ sơ")
                    }
                })
                .collect(),
        )
    };
    let cases = [
        ("no rows", Year::default()),
        (
            "names of 600 letters",
            Year::of(vec![
                leaf("1.1", "1").named(&long).scored("0").before("1").by("Sở Tư pháp"),
                leaf("1.2", "1").named(&unbroken).scored("0").by(&unbroken).because(&unbroken),
                leaf("2.1", "1")
                    .named(unusual)
                    .scored("0.3333")
                    .by("Sở Nội vụ")
                    .remedy(&long, None),
            ]),
        ),
        ("one body with everything", many(90)),
        ("two thousand rows", many(2_000)),
    ];
    let documents: Vec<Document> = cases
        .into_iter()
        .map(|(_, year)| {
            let snapshot = year.snapshot();
            one(DocumentKind::Briefing, &snapshot, &form(&snapshot.figures))
        })
        .collect();
    for (n, (document, printed)) in
        documents.iter().zip(print("paper-hold", &documents)).enumerate()
    {
        for (what, pdf) in printed.both() {
            let what = &format!("case {n}, {what}");
            let pages = paper::pages(pdf);
            holds(what, pdf, &pages);
            sign_off(what, &pages, "Trần Thị Hòa");
            whole_rows(what, document, pdf);
        }
    }
}

/// Every row of the annexes stands on one page: its tallest words are found together in their column, on the page of
/// the row before or on the next.
fn whole_rows(what: &str, document: &Document, pdf: &Path) {
    let words = paper::words(pdf);
    let mut pages = words.iter();
    let mut page = pages.next().expect("a page");
    for annex in &document.annexes {
        for block in &annex.blocks {
            let content::Block::Table(table) = block else { continue };
            let mut columns = by_column(page, table);
            for row in table.rows.iter().filter(|r| !r.may_split) {
                let cells = row.cells.iter().enumerate().filter(|(_, c)| c.span == 1);
                let Some((at, tallest)) = cells.max_by_key(|(_, c)| c.text.len()) else { continue };
                let letters: String = tallest.text.split_whitespace().collect();
                let column = Table::column_of(row, at);
                while !columns[column].contains(&letters) {
                    page = pages.next().unwrap_or_else(|| {
                        panic!("{what}, {}: a row is split: {letters:.60}…", annex.label)
                    });
                    columns = by_column(page, table);
                }
            }
        }
    }
}

/// The letters of a page by the column of the table they stand in.
fn by_column(words: &[paper::Word], table: &Table) -> Vec<String> {
    let mut edge = 30.0;
    let column = |column: &content::Column| {
        let from = edge;
        edge += f64::from(column.width_mm);
        let here = words.iter().filter(|w| w.middle >= from && w.middle < edge);
        here.map(|w| w.text.as_str()).collect()
    };
    table.columns.iter().map(column).collect()
}
