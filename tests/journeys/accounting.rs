//! Every number leads back to its cell: the kept file is opened again and the cell read anew.

use crate::sodiem::Office;

#[test]
fn every_reported_score_stands_in_the_kept_file_at_its_cell() {
    let office = Office::with_submissions();
    let book = scorebook::Scorebook::open(&office.store()).expect("the store");
    let mut checked = 0;
    for component in book.losses().expect("losses").components {
        let Some(source) = component.source else { continue };
        let file = book.kept_file(&source.sha256).expect("readable").expect("the file is kept");
        let workbook = intake::workbook::read(&file.name, &file.bytes).expect("it is readable");
        let around = intake::surroundings(&workbook, &source.sheet, &source.cell, 0)
            .unwrap_or_else(|| panic!("{} has {}!{}", source.file, source.sheet, source.cell));
        let row = around.rows.first().expect("its row");
        let text = row.marked.map(|at| row.cells[at].as_str()).unwrap_or_default();
        assert_eq!(text, source.raw, "{} in {} at {}", component.code, source.file, source.cell);
        checked += 1;
    }
    assert!(checked > 40, "the sample has many scores: {checked}");
}
