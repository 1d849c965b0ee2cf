//! The forms open in LibreOffice: it reads every one, and what it saves again is the same form.
#![allow(clippy::expect_used, reason = "a test that cannot be set up has failed")]

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use forms::Year;
use intake::workbook::{self, Value};
use scorebook::BaselineKind;
use scorebook::deadline::DeadlineKind;
use scorebook::plan::SourceFile;

/// How often the first sheet holds the tag.
fn count(xlsx: &[u8], tag: &str) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).expect("a container");
    let mut sheet = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").expect("the first sheet");
    part.read_to_string(&mut sheet).expect("XML");
    sheet.matches(tag).count()
}

#[test]
fn every_form_opens_in_libreoffice_and_is_saved_by_it_unchanged() {
    let bytes = std::fs::read(sample::catalogue()).expect("the sample's bộ tiêu chí");
    let file = SourceFile::new("bo-tieu-chi-2024.xlsx", bytes);
    let plan = intake::plan_catalogue(&intake::Received::read_here(file), 2024);
    let causes = ["Chưa hoàn thành trong năm".to_owned(), "Thiếu tài liệu kiểm chứng".to_owned()];
    let year = Year {
        catalogue: &plan.catalogue,
        agencies: &plan.agencies,
        prior: Some(BaselineKind::Published),
        province: plan.province.as_deref().unwrap_or_default(),
        due: DeadlineKind::SelfScores.of_the_dispatch(2024),
        causes: &causes,
        is_sample: true,
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("forms-open");
    // what an earlier run left must not pass for this one's
    let _ = std::fs::remove_dir_all(&folder);
    let saved = folder.join("saved");
    std::fs::create_dir_all(&folder).expect("a folder");
    let written = forms::save(&year.forms(), &folder, false).expect("the forms");
    let written: Vec<_> = written.into_iter().map(|form| folder.join(form.file)).collect();
    assert_eq!(written.len(), 6, "one for each body");

    let done = Command::new("soffice")
        // a profile of its own: neither the user's settings nor a running LibreOffice matter
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(&saved)
        .args(&written)
        .output()
        .expect("LibreOffice, which the set-up of `cargo xtask test` installs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!said.contains("Error"), "LibreOffice has nothing to say: {said}");

    for path in &written {
        let name = path.file_name().expect("a name");
        let ours = std::fs::read(path).expect("our form");
        let theirs = std::fs::read(saved.join(name)).expect("LibreOffice read it and saved it");
        let read = |bytes: &[u8]| workbook::read("bieu.xlsx", bytes).expect("readable").sheets;
        let (before, after) = (read(&ours), read(&theirs));
        assert_eq!(
            before.iter().map(|s| (&s.name, s.hidden)).collect::<Vec<_>>(),
            after.iter().map(|s| (&s.name, s.hidden)).collect::<Vec<_>>(),
            "the same sheets in {}",
            name.display()
        );
        for (before, after) in before.iter().zip(&after) {
            // a sum is worked out when it is opened
            for (at, cell) in before.cells.iter().filter(|(_, c)| c.value != Value::NoResult) {
                let there = after.cells.get(at).map(|c| c.text.as_str());
                assert_eq!(there, Some(cell.text.as_str()), "{at:?} in {}", name.display());
            }
        }
        for tag in ["<dataValidation ", "<sheetProtection "] {
            assert_eq!(count(&theirs, tag), count(&ours, tag), "{tag} in {}", name.display());
        }
    }
}
