//! A .zip and an e-mail, from the command line into the store.

use std::io::Write;
use std::path::PathBuf;

use scorebook::Scorebook;

use crate::sodiem::Office;

/// A .zip with one of the sample's files and a letter beside it.
fn zip(office: &Office) -> PathBuf {
    let file = sample::submissions().remove(0);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let name = scorebook::error::file_name(&file);
    for (name, bytes) in
        [(name.as_str(), std::fs::read(&file).unwrap()), ("Công văn.pdf", b"%PDF-1.7\n".to_vec())]
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let path = office.path("Gửi Sở Nội vụ.zip");
    scorebook::disk::write_whole(&path, &zip.finish().unwrap().into_inner()).unwrap();
    path
}

#[test]
fn a_container_is_taken_in_file_by_file_with_where_it_came_from() {
    let office = Office::with_store();
    let path = zip(&office);
    let said = office.import(&["--json"], std::slice::from_ref(&path));
    assert_eq!(said.code, 0, "{}", said.err);
    let report = said.json();
    assert_eq!(report["files"].as_array().map(Vec::len), Some(1));
    let file = &report["files"][0];
    assert_eq!(file["outcome"], "applied");
    assert_eq!(file["origin"]["container"], "Gửi Sở Nội vụ.zip");
    assert_eq!(report["set_aside"][0]["name"], "Công văn.pdf", "what was not read is named");
    let noted = file["problems"].as_array().unwrap().iter().any(|p| p["code"] == "not_read_beside");
    assert!(noted, "beside the file, too: {file}");

    let book = Scorebook::open(&office.store()).unwrap();
    let kept = book.submissions().unwrap().remove(0);
    assert_eq!(kept.origin.unwrap().container, "Gửi Sở Nội vụ.zip", "the store keeps it");
    book.close().unwrap();

    let again = office.import(&[], &[path]);
    assert_eq!(again.code, 0, "{}", again.err);
    for told in
        ["không thay đổi", "Nằm trong “Gửi Sở Nội vụ.zip”", "Công văn.pdf — không đọc: tệp PDF"]
    {
        assert!(again.out.contains(told), "{told} in {}", again.out);
    }
}

#[test]
fn a_container_with_nothing_to_read_is_refused() {
    let office = Office::with_store();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a.pdf", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"%PDF-1.7").unwrap();
    let path = office.path("a.zip");
    scorebook::disk::write_whole(&path, &zip.finish().unwrap().into_inner()).unwrap();
    let said = office.import(&["--json"], &[path]);
    assert_eq!(said.code, 1, "a refused file is exit 1");
    assert_eq!(said.json()["files"][0]["problems"][0]["code"], "no_spreadsheet_inside");
    assert!(said.err.contains("“a.pdf”"), "{}", said.err);
}
