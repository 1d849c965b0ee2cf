//! Pages and files: foreign text, extremes, the same bytes again. `paper.rs` takes the decree's measures.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, reason = "a test")]

mod support;

use std::time::Instant;

use briefing::content::{self, DocumentKind};
use briefing::inspect::Run;
use briefing::{BriefingForm, Rendered, Typeface, layout, render_in};
use scorebook::Snapshot;
use support::{LeafSetup, Year, form, leaf, province};

fn rendered(snapshot: &Snapshot) -> Rendered {
    render_in(snapshot, &form(&snapshot.figures), Typeface::Bundled).expect("it lays out")
}

fn run<'a>(runs: &'a [Run], text: &str) -> &'a Run {
    runs.iter()
        .find(|r| r.text.starts_with(text))
        .unwrap_or_else(|| panic!("{text:?} is on the page"))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.3
}

/// Nothing stands outside the margins: all letters of all pages, page numbers and the sample mark aside.
fn nothing_runs_off(document: &Rendered) {
    for page in 0..document.page_count() {
        let (width, height) = document.page_size_mm(page).unwrap();
        for run in document.page_runs(page) {
            if run.text == "DỮ LIỆU MẪU"
                || (run.baseline_mm < 20.0 && run.text.parse::<u32>().is_ok())
            {
                continue;
            }
            let inside = run.left_mm > 29.9
                && run.right_mm < width - 14.9
                && run.baseline_mm > 20.0
                && run.baseline_mm < height - 19.9;
            assert!(
                inside,
                "page {page}: {run:?} stands outside the margins of {width} × {height}"
            );
        }
    }
}

#[test]
fn every_document_stays_within_its_margins() {
    let long = "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn ".repeat(11);
    let unbroken = "Nghiêng".repeat(90);
    let hostile = Year::of(vec![
        leaf("1.1", "1").named(&long).scored("0").before("1").by("Sở Tư pháp"),
        leaf("1.2", "1").named(&unbroken).scored("0").by(&unbroken).because(&unbroken),
        leaf("2.1", "1").named("#panic() \u{1f600}").scored("0.3333").by("Sở Nội vụ"),
    ]);
    let one_body = Year::of(
        (1..=60).map(|i| leaf(&format!("1.{i}"), "1").scored("0.5").before("1")).collect(),
    );
    for (what, year) in [
        ("the province", province()),
        ("nothing", Year::default()),
        ("hostile", hostile),
        ("one body", one_body),
    ] {
        let snapshot = year.snapshot();
        for kind in DocumentKind::ALL {
            for piece in content::documents(kind, &snapshot, &form(&snapshot.figures)) {
                let document = layout::lay_out(&piece.document, Typeface::Bundled)
                    .unwrap_or_else(|e| panic!("{what}, {kind:?}: {e}"));
                nothing_runs_off(&document);
                document.pdf().unwrap_or_else(|e| panic!("{what}, {kind:?}: {e}"));
            }
        }
    }
}

#[test]
fn the_signature_keeps_company() {
    // one more paragraph at a time, so that the block meets the foot of the page in every way
    for paragraphs in 0..12 {
        let snapshot = Year::of(vec![leaf("1.1", "1").scored("1")]).snapshot();
        let form = BriefingForm {
            remarks: "Ý kiến thêm.\n".repeat(paragraphs),
            ..form(&snapshot.figures)
        };
        let document = render_in(&snapshot, &form, Typeface::Bundled).unwrap();
        let page = (0..document.page_count())
            .find(|p| document.page_text(*p).contains("Trần Thị Hòa"))
            .expect("signed");
        let text = document.page_text(page);
        for part in
            ["Trên đây là báo cáo nhanh", "./.", "Nơi nhận:", "- Lưu: VT, CCHC.", "KT. GIÁM ĐỐC"]
        {
            assert!(
                text.contains(part),
                "{paragraphs} paragraphs: {part:?} stands with the name:\n{text}"
            );
        }
        let runs = document.page_runs(page);
        let (label, title) = (run(&runs, "Nơi nhận"), run(&runs, "KT. GIÁM ĐỐC"));
        assert!(
            (label.baseline_mm - title.baseline_mm).abs() < 2.0,
            "Nơi nhận is level with the signer's title"
        );
        assert!(label.bold && label.italic && near(label.size_pt, 12.0), "label: 12, bold italic");
        assert!(near(run(&runs, "- Như trên").size_pt, 11.0), "list: 11");
    }
}

#[test]
fn foreign_text_is_only_ever_text() {
    let names = [
        "#panic()",
        "$x$ *b* _i_ `c` = @a",
        "<script>alert(1)</script>",
        "a\u{202e}b",
        "#import \"x\"",
        "\\u{41} // /* ~",
        "mặt \u{1f600} cười",
    ];
    let leaves = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            leaf(&format!("1.{}", i + 1), "1")
                .named(name)
                .scored("0")
                .by(name)
                .because(name)
                .remedy(name, None)
        })
        .collect();
    let mut snapshot = Year::of(leaves).snapshot();
    snapshot.figures.province = "tỉnh #panic()".into();
    let mut form = form(&snapshot.figures);
    form.remarks = names.join("\n");
    form.recipients = names.map(str::to_owned).to_vec();
    form.signer_name = "#panic()".into();
    form.number = Some("#1".into());
    let document = render_in(&snapshot, &form, Typeface::Bundled).unwrap();
    document.pdf().expect("a PDF");
    let text: String =
        (0..document.page_count()).map(|p| document.page_text(p)).collect::<Vec<_>>().join("\n");
    for shown in [
        "#panic()",
        "$x$ *b* _i_ `c` = @a",
        "<script>alert(1)</script>",
        "a[U+202E]b",
        "#import \"x\"",
        "\\u{41} // /* ~",
        "mặt [U+1F600] cười",
    ] {
        assert!(text.contains(shown), "{shown:?} stands on paper as it is");
    }
}

#[test]
fn a_reprint_has_the_same_bytes() {
    let snapshot = province().snapshot();
    let first = rendered(&snapshot).pdf().unwrap();
    let again = rendered(&snapshot).pdf().unwrap();
    assert!(first == again, "two prints of one snapshot are one file");
    assert!(first.starts_with(b"%PDF-1.7"), "a PDF");
    let has = |needle: &str| first.windows(needle.len()).any(|w| w == needle.as_bytes());
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "/MarkInfo",
        "<rdf:li>vi-VN</rdf:li>",
        "2024-01-9f2c41",
        "2024-12-26T16:30:00+07:00",
        "Sở Nội vụ tỉnh Sông Mây",
    ] {
        assert!(has(part), "{part} is in the file");
    }
    let mut other = snapshot.clone();
    other.hash.replace_range(..1, "0");
    assert!(rendered(&other).pdf().unwrap() != first, "another snapshot is another file");
}

#[test]
fn every_page_of_a_sample_says_so() {
    let snapshot = province().snapshot();
    let document = rendered(&snapshot);
    for page in 0..document.page_count() {
        assert!(document.page_text(page).contains("DỮ LIỆU MẪU"), "page {page}");
    }
    let mut real = snapshot;
    real.figures.is_sample = false;
    let document = rendered(&real);
    for page in 0..document.page_count() {
        assert!(
            !document.page_text(page).contains("DỮ LIỆU MẪU"),
            "page {page} of a real one does not"
        );
    }
}

#[test]
fn page_images_need_nothing_from_outside() {
    let document = rendered(&province().snapshot());
    for page in 0..document.page_count() {
        let svg = document.page_svg(page).unwrap();
        assert!(
            svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"),
            "page {page} is one svg element"
        );
        for outside in [
            "<text",
            "font-family",
            "@font-face",
            "<image",
            "<script",
            "<foreignObject",
            "url(http",
            "href=\"http",
        ] {
            assert!(!svg.contains(outside), "page {page} has no {outside}");
        }
        let addresses: Vec<&str> =
            svg.match_indices("http").map(|(i, _)| &svg[i..(i + 32).min(svg.len())]).collect();
        assert!(
            addresses.iter().all(|a| a.starts_with("http://www.w3.org/")),
            "only names of namespaces: {addresses:?}"
        );
    }
    assert!(document.page_svg(document.page_count()).is_none(), "there is no page after the last");
}

#[test]
fn pages_hold_whatever_is_put_on_them() {
    let long = "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn ".repeat(11);
    let no_spaces = "Nghiêng".repeat(90);
    let deep = "65535.65535.65535.65535";
    let huge = "Nguyên nhân rất dài, kể lại toàn bộ quá trình thực hiện. ".repeat(120);
    let leaves = vec![
        leaf("1.1", "1").named(&long).scored("0").before("1"),
        leaf("1.2", "1").named(&no_spaces).scored("0").by(&no_spaces).because(&no_spaces),
        leaf("1.3", "1")
            .named(&long)
            .scored("0.0001")
            .because(&huge)
            .remedy(&huge, Some(support::date(2025, 1, 3))),
        leaf("1.4", "100").scored("12.3456").before("98.7654"),
        leaf(deep, "1").scored("0").by("Sở Tài chính"),
    ];
    let mut snapshot = Year::of(leaves).snapshot();
    snapshot.figures.is_sample = true;
    let mut form = form(&snapshot.figures);
    form.remarks = no_spaces.clone();
    form.recipients = vec![long.clone(), no_spaces];
    form.parent_body = long.clone();
    form.signer_name = "Tôn Nữ Hoàng ".repeat(8);
    let document = render_in(&snapshot, &form, Typeface::Bundled).unwrap();
    nothing_runs_off(&document);
    document.pdf().expect("a PDF");
}

#[test]
fn rows_are_not_split_and_headings_come_again() {
    let name = "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn ".repeat(9);
    let leaves = (1..=40)
        .map(|i| leaf(&format!("1.{i}"), "1").named(&format!("Đầu {name}cuối {i}.")).scored("0.5"))
        .collect();
    let document = rendered(&Year::of(leaves).snapshot());
    let pages: Vec<String> = (0..document.page_count())
        .map(|p| document.page_text(p).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let annex = pages.iter().position(|t| t.contains("Phụ lục I BẢNG")).unwrap();
    for (page, text) in pages.iter().enumerate().skip(annex) {
        assert_eq!(
            text.matches("Đầu Tỷ").count(),
            text.matches("cuối ").count(),
            "rows of page {page} begin and end on it"
        );
        let rows = text.contains("cuối ") || text.contains("Tổng cộng");
        assert!(
            !rows || text.contains("Tiêu chí, tiêu chí thành phần"),
            "page {page} repeats the heading of its table"
        );
        let alone = text.contains("Tổng cộng") && !text.contains("cuối ");
        assert!(!alone, "the total on page {page} does not stand alone");
    }
}

#[test]
fn two_thousand_rows_hold() {
    let leaves: Vec<_> = (1..=2_000)
        .map(|i| {
            leaf(&format!("{}.{i}", 1 + i / 250), "1").scored(if i % 3 == 0 { "0.5" } else { "1" })
        })
        .collect();
    let snapshot = Year::of(leaves).snapshot();
    let begun = Instant::now();
    let document = rendered(&snapshot);
    document.pdf().expect("a PDF");
    assert!(
        begun.elapsed().as_secs() < 30,
        "not a matter of minutes, even unoptimised: {:?}",
        begun.elapsed()
    );
    nothing_runs_off(&document);
}

#[test]
fn an_empty_year_is_still_a_document() {
    let document = rendered(&Year::default().snapshot());
    assert_eq!(document.page_count(), 4, "two pages of text and two annexes");
    document.pdf().expect("a PDF");
    nothing_runs_off(&document);
}
