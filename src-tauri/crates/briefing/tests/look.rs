//! Writes files to look at: `cargo test -p briefing --test look -- --ignored --nocapture`.
#![allow(
    missing_docs,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "for looking, not for the product"
)]

mod support;

use std::time::Instant;

use briefing::content::{self, DocumentKind};
use briefing::{Typeface, docx, layout, render_in, xlsx};
use scorebook::Snapshot;
use support::{LeafSetup, Year, form, leaf, province};

fn write(name: &str, snapshot: &Snapshot) {
    for run in 1..=2 {
        let begun = Instant::now();
        let document = render_in(snapshot, &form(&snapshot.figures), Typeface::Bundled).unwrap();
        let laid_out = begun.elapsed();
        let pdf = document.pdf().unwrap();
        let written = begun.elapsed();
        let drawn: usize = (0..document.page_count())
            .filter_map(|p| document.page_svg(p))
            .map(|svg| svg.len())
            .sum();
        eprintln!(
            "{name}, run {run}: {} pages, laid out {laid_out:?}, PDF after {written:?} ({} kB), SVG after {:?} ({} kB)",
            document.page_count(),
            pdf.len() / 1_000,
            begun.elapsed(),
            drawn / 1_000
        );
        let folder = std::env::temp_dir();
        std::fs::write(folder.join(format!("briefing-{name}.pdf")), pdf).unwrap();
        let content = content::briefing(snapshot, &form(&snapshot.figures));
        let begun = Instant::now();
        let word = docx::write(&content).unwrap();
        let worded = begun.elapsed();
        let excel = xlsx::write(&content).unwrap();
        eprintln!("{name}: DOCX after {worded:?}, XLSX after {:?}", begun.elapsed());
        std::fs::write(folder.join(format!("briefing-{name}.docx")), word).unwrap();
        std::fs::write(folder.join(format!("briefing-{name}.xlsx")), excel).unwrap();
    }
}

#[test]
#[ignore = "writes files into the temporary folder, to be looked at"]
fn look() {
    write("province", &province().snapshot());

    let mut calm = province();
    calm.sample = false;
    for c in &mut calm.leaves {
        c.agreed = None;
        let few = ["1.3.2", "2.3.1", "7.4.2"].contains(&c.code.to_string().as_str());
        if c.scoring == scorebook::Scoring::SelfScored && !few {
            *c = c.clone().scored(&c.max.to_decimal());
        }
    }
    write("calm", &calm.snapshot());

    let long = "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn ".repeat(11);
    let words = "Nghiêng".repeat(90);
    let story = "Nguyên nhân rất dài, kể lại toàn bộ quá trình thực hiện. ".repeat(120);
    write(
        "extreme",
        &Year::of(vec![
            leaf("1.1", "1").named(&long).scored("0").before("1"),
            leaf("1.2", "1").named(&words).scored("0").by(&words).because(&words),
            leaf("1.3", "1")
                .named("#panic() $x$ *b* <script> a\u{202e}b \u{1f600}")
                .scored("0.0001")
                .because(&story),
            leaf("1.4", "100").scored("12.3456").before("98.7654"),
            leaf("65535.65535.65535.65535", "1").scored("0").by("Sở Tài chính"),
        ])
        .snapshot(),
    );
    write("empty", &Year::default().snapshot());
    for rows in [500, 1_000, 2_000] {
        let leaves = (1..=rows).map(|i| {
            leaf(&format!("{}.{i}", 1 + i / 250), "1").scored(if i % 3 == 0 { "0.5" } else { "1" })
        });
        write(&format!("{rows}-rows"), &Year::of(leaves.collect()).snapshot());
    }
}

/// Every document of the sample-like province, in every form.
#[test]
#[ignore = "writes files into the temporary folder, to be looked at"]
fn look_at_every_kind() {
    let snapshot = province().snapshot();
    for kind in DocumentKind::ALL {
        for (i, piece) in
            content::documents(kind, &snapshot, &form(&snapshot.figures)).iter().enumerate()
        {
            let stem = std::env::temp_dir().join(format!("kind-{}-{i}", kind.slug()));
            let pages = layout::lay_out(&piece.document, Typeface::Bundled).unwrap();
            std::fs::write(stem.with_extension("pdf"), pages.pdf().unwrap()).unwrap();
            std::fs::write(stem.with_extension("docx"), docx::write(&piece.document).unwrap())
                .unwrap();
            if let Ok(excel) = xlsx::write(&piece.document) {
                std::fs::write(stem.with_extension("xlsx"), excel).unwrap();
            }
        }
    }
}
