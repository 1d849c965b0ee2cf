//! Word and Excel files: the same numbers in all of them, well formed, with the same bytes again.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, reason = "a test")]

mod support;

use briefing::content::{self, Annex, Block, Document, DocumentKind, Table};
use briefing::{Error, Typeface, docx, layout, xlsx};
use scorebook::{Points, Snapshot};
use support::office::{Element, Sheet, Value, parts, sheets, word_tables};
use support::{LeafSetup, Year, chart, form, generated, leaf, province};

fn every_document(snapshot: &Snapshot) -> Vec<(DocumentKind, Document)> {
    DocumentKind::ALL
        .into_iter()
        .flat_map(|kind| {
            content::documents(kind, snapshot, &form(&snapshot.figures))
                .into_iter()
                .map(move |piece| (kind, piece.document))
        })
        .collect()
}

fn tables(blocks: &[Block]) -> impl Iterator<Item = &Table> {
    blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
}

/// The tables that stand on paper, in order.
fn printed(document: &Document) -> Vec<&Table> {
    let text: &[Block] = if document.header.is_some() { &document.blocks } else { &[] };
    let annexes = document.annexes.iter().flat_map(|a| tables(&a.blocks));
    tables(text).chain(annexes).collect()
}

fn word_says_the_same(document: &Document, what: &str) {
    let read = word_tables(&docx::write(document).unwrap());
    let printed = printed(document);
    assert_eq!(read.len(), printed.len(), "{what}: as many tables");
    for (read, table) in read.iter().zip(printed) {
        let headings: Vec<&str> = table.columns.iter().map(|c| c.heading.as_str()).collect();
        assert_eq!(read[0], headings, "{what}: headings");
        for (read, row) in read[1..].iter().zip(&table.rows) {
            let cells: Vec<&str> = row.cells.iter().map(|c| c.text.as_str()).collect();
            assert_eq!(*read, cells, "{what}: a row of {}", table.summary);
        }
        assert_eq!(read.len() - 1, table.rows.len(), "{what}: as many rows");
    }
}

fn excel_says_the_same(document: &Document, what: &str) {
    let wanted = document.sheets();
    let file = match xlsx::write(document) {
        Err(Error::NoTable) if wanted.is_empty() => return,
        file => file.unwrap(),
    };
    let read = sheets(&file);
    let names: Vec<&str> = read.iter().map(|s| s.name.as_str()).collect();
    let labels: Vec<&str> = wanted.iter().map(|a| a.label.as_str()).collect();
    assert_eq!(names, labels, "{what}: a sheet for each table");
    for (sheet, annex) in read.iter().zip(&wanted) {
        sheet_says_the_same(sheet, annex, what);
    }
}

fn sheet_says_the_same(sheet: &Sheet, annex: &Annex, what: &str) {
    for table in tables(&annex.blocks) {
        let first = Value::Text(table.columns[0].heading.clone());
        let heading = sheet.values.iter().position(|row| row[0] == first).expect("its heading");
        for (i, row) in table.rows.iter().enumerate() {
            let at = heading + 1 + i;
            for (n, cell) in row.cells.iter().enumerate() {
                let column = Table::column_of(row, n);
                let read = &sheet.values[at][column];
                let place = format!("{what}, {}: row {at}, column {column}", sheet.name);
                match cell.points {
                    Some(points) => assert_eq!(*read, Value::Figure(points), "{place}"),
                    None if cell.text.is_empty() => {
                        assert!(matches!(read, Value::Empty), "{place}: {read:?}");
                    }
                    None => assert_eq!(*read, Value::Text(cell.text.clone()), "{place}"),
                }
                let formula = sheet.formulas.get(&(at, column));
                if let Some(formula) = formula {
                    let sum = sheet.reckon(formula);
                    assert_eq!(Some(sum), cell.points, "{place}: {formula} is what stands there");
                }
                let should_sum = !row.sums.is_empty()
                    && cell.points.is_some_and(|p| !p.is_zero())
                    && table.columns[column].heading != "STT";
                assert!(formula.is_some() || !should_sum, "{place}: a live sum");
            }
        }
    }
    let of_tables: usize =
        sheet.formulas.keys().filter(|(row, _)| *row < sheet.values.len()).count();
    assert_eq!(of_tables, sheet.formulas.len(), "{what}: no formula elsewhere");
}

fn pdf_says_the_same(document: &Document, what: &str) {
    let pages = layout::lay_out(document, Typeface::Bundled).unwrap();
    let words: Vec<String> =
        (0..pages.page_count()).map(|p| pages.page_text(p)).collect::<Vec<_>>();
    let text = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    for table in printed(document) {
        for row in &table.rows {
            // figures that stand side by side are read side by side
            for run in row.cells.split(|c| c.points.is_none()).filter(|run| run.len() > 1) {
                let figures: Vec<&str> = run.iter().map(|c| c.text.as_str()).collect();
                let figures = figures.join(" ");
                assert!(text.contains(&figures), "{what}: {figures} in {}", table.summary);
            }
        }
    }
}

#[test]
fn all_files_of_the_province_say_the_same_numbers() {
    for (kind, document) in every_document(&province().snapshot()) {
        let what = format!("{kind:?} {}", document.properties.title);
        word_says_the_same(&document, &what);
        excel_says_the_same(&document, &what);
        pdf_says_the_same(&document, &what);
    }
}

#[test]
fn files_of_two_hundred_generated_years_say_the_same_numbers() {
    for seed in 0..200 {
        let snapshot = generated::year(seed).snapshot();
        let documents = every_document(&snapshot);
        let losses = &snapshot.figures.losses;
        for (kind, document) in &documents {
            let what = format!("year {seed}, {kind:?}");
            word_says_the_same(document, &what);
            excel_says_the_same(document, &what);
            // laying out takes longest: every tenth year on paper
            if seed % 10 == 0 {
                pdf_says_the_same(document, &what);
            }
        }
        let whole = &documents[0].1.annexes[0];
        let table = tables(&whole.blocks).next().unwrap();
        for c in &losses.components {
            let row = table
                .rows
                .iter()
                .find(|r| r.cells[0].text == c.code.to_string())
                .expect("every leaf has its row");
            let told: Vec<Option<Points>> = row.cells.iter().map(|c| c.points).collect();
            for (figure, name) in [
                (Some(c.max), "max"),
                (c.baseline, "baseline"),
                (c.reported, "reported"),
                (c.agreed, "agreed"),
                (c.lost, "lost"),
                (c.change, "change"),
            ] {
                assert!(
                    figure.is_none() || told.contains(&figure),
                    "year {seed}: {name} of {} is in the table: {told:?}",
                    c.code
                );
            }
        }
    }
}

/// Children as the schema orders them, of the elements we write.
const ORDER: [(&str, &[&str]); 14] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pBdr",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:bdr",
            "w:lang",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblDescription",
        ],
    ),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:shd", "w:vAlign"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:semiHidden",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("wp:inline", &["wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"]),
    ("c:chartSpace", &["c:roundedCorners", "c:chart", "c:spPr", "c:txPr", "c:externalData"]),
    ("c:plotArea", &["c:layout", "c:barChart", "c:catAx", "c:valAx"]),
    ("c:barChart", &["c:barDir", "c:grouping", "c:varyColors", "c:ser", "c:gapWidth", "c:axId"]),
    (
        "c:ser",
        &["c:idx", "c:order", "c:tx", "c:spPr", "c:invertIfNegative", "c:dLbls", "c:cat", "c:val"],
    ),
    (
        "c:dLbl",
        &[
            "c:idx",
            "c:tx",
            "c:dLblPos",
            "c:showLegendKey",
            "c:showVal",
            "c:showCatName",
            "c:showSerName",
            "c:showPercent",
            "c:showBubbleSize",
        ],
    ),
    (
        "c:catAx",
        &[
            "c:axId",
            "c:scaling",
            "c:delete",
            "c:axPos",
            "c:majorTickMark",
            "c:minorTickMark",
            "c:tickLblPos",
            "c:spPr",
            "c:txPr",
            "c:crossAx",
            "c:crosses",
            "c:auto",
            "c:lblAlgn",
            "c:tickLblSkip",
            "c:noMultiLvlLbl",
        ],
    ),
    (
        "c:valAx",
        &[
            "c:axId",
            "c:scaling",
            "c:delete",
            "c:axPos",
            "c:majorTickMark",
            "c:minorTickMark",
            "c:tickLblPos",
            "c:crossAx",
            "c:crosses",
            "c:crossBetween",
        ],
    ),
];

#[test]
fn a_word_file_keeps_to_the_schema() {
    for (kind, document) in every_document(&province().snapshot()) {
        let parts = parts(&docx::write(&document).unwrap());
        for (name, part) in parts.iter().filter(|(name, _)| !name.starts_with("word/embeddings/")) {
            let root = Element::parse(part);
            for (parent, order) in ORDER {
                for element in root.every(parent) {
                    let places: Vec<usize> = element
                        .children
                        .iter()
                        .map(|c| {
                            order.iter().position(|o| *o == c.name).unwrap_or_else(|| {
                                panic!("{kind:?} {name}: {} in {parent} is in the list", c.name)
                            })
                        })
                        .collect();
                    assert!(places.is_sorted(), "{kind:?} {name}: {parent} {:?}", element.children);
                }
            }
        }
        let root = Element::parse(&parts["word/document.xml"]);
        for cell in root.every("w:tc") {
            let last = cell.children.last().map(|c| c.name.as_str());
            assert_eq!(last, Some("w:p"), "{kind:?}: a cell ends in a paragraph");
        }
        for table in root.every("w:tbl") {
            let grid: i32 = table
                .every("w:gridCol")
                .iter()
                .map(|c| c.attributes[0].1.parse::<i32>().unwrap())
                .sum();
            for row in table.every("w:tr") {
                let width: i32 = row
                    .every("w:tcW")
                    .iter()
                    .map(|w| {
                        assert_eq!(w.attributes[1].1, "dxa", "widths in twips");
                        w.attributes[0].1.parse::<i32>().unwrap()
                    })
                    .sum();
                assert_eq!(width, grid, "{kind:?}: cells fill the row");
            }
        }
    }
}

#[test]
fn word_repeats_headings_keeps_rows_whole_and_numbers_annexes_apart() {
    let snapshot = province().snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let file = parts(&docx::write(&document).unwrap());
    let root = Element::parse(&file["word/document.xml"]);
    let lined: Vec<&Element> =
        root.every("w:tbl").into_iter().filter(|t| !t.every("w:tblStyle").is_empty()).collect();
    assert_eq!(
        lined.len(),
        2 + document.annexes.len(),
        "the box, the table by field and the annexes"
    );
    for table in lined {
        let rows = table.every("w:tr");
        let heads = rows.iter().filter(|r| !r.every("w:tblHeader").is_empty()).count();
        assert_eq!(heads, 1, "one row comes again on each page");
        assert!(!rows[0].every("w:tblHeader").is_empty(), "and it is the first");
        assert!(rows.iter().all(|r| !r.every("w:cantSplit").is_empty()), "no row is split");
    }
    let sections = root.every("w:sectPr");
    assert_eq!(sections.len(), 1 + document.annexes.len(), "the text and the annexes");
    for (i, section) in sections.iter().enumerate() {
        let attribute = |element: &str, name: &str| {
            section.every(element)[0].attributes.iter().find(|a| a.0 == name).map(|a| a.1.clone())
        };
        let on_its_side = attribute("w:pgSz", "w:orient").is_some();
        assert_eq!(on_its_side, i > 0, "section {i}: annexes lie on their side");
        assert_eq!(attribute("w:pgNumType", "w:start").as_deref(), Some("1"), "from 1");
        assert_eq!(section.every("w:titlePg").len(), 1, "no number on the first page");
        // 20 mm above and below, 30 left, 15 right, in twentieths of a point
        for (side, twips) in
            [("w:top", "1134"), ("w:bottom", "1134"), ("w:left", "1701"), ("w:right", "850")]
        {
            assert_eq!(attribute("w:pgMar", side).as_deref(), Some(twips), "{side}");
        }
    }
    let styles: Vec<String> =
        root.every("w:pStyle").iter().map(|s| s.attributes[0].1.clone()).collect();
    for style in ["Heading1", "Heading2", "Title", "Phuluc"] {
        assert!(styles.iter().any(|s| s == style), "{style} is used");
    }
    let defined = Element::parse(&file["word/styles.xml"]);
    for used in &styles {
        let there = defined
            .every("w:style")
            .iter()
            .any(|s| s.attributes.iter().any(|a| a.0 == "w:styleId" && a.1 == *used));
        assert!(there, "style {used} is defined");
    }
    for heading in ["Heading1", "Heading2"] {
        let style = defined
            .every("w:style")
            .into_iter()
            .find(|s| s.attributes.iter().any(|a| a.1 == heading));
        let kept = style.expect("its style").every("w:keepNext");
        assert_eq!(kept.len(), 1, "{heading} stays with what it is above");
    }
    let properties = String::from_utf8(file["docProps/core.xml"].clone()).unwrap();
    for told in [snapshot.code(), snapshot.hash.clone(), "2024-12-26T09:30:00Z".into()] {
        assert!(properties.contains(&told), "file properties tell {told}");
    }
}

#[test]
fn the_words_of_a_word_file_are_those_of_the_document() {
    for (kind, document) in every_document(&province().snapshot()) {
        let Some(header) = &document.header else { continue };
        let file = parts(&docx::write(&document).unwrap());
        let said: Vec<String> = Element::parse(&file["word/document.xml"])
            .every("w:p")
            .iter()
            .map(|p| p.words())
            .collect();
        let mut wanted = vec![
            header.number_line.clone(),
            header.place_and_date.clone(),
            header.subject.clone(),
            header.addressee.clone(),
            document.closing.clone(),
        ];
        wanted.extend(document.recipients.iter().cloned());
        wanted.extend(document.annexes.iter().map(|a| a.reference.clone()));
        for block in document.blocks.iter().chain(document.annexes.iter().flat_map(|a| &a.blocks)) {
            wanted.push(match block {
                Block::Part { number, title } | Block::Clause { number, title } => {
                    format!("{number} {title}")
                }
                Block::Point { letter, text } => format!("{letter} {text}"),
                Block::Paragraph { text } | Block::Remark { text } | Block::Note { text } => {
                    text.clone()
                }
                Block::Chart(chart) => chart.title.clone(),
                Block::Table(_) => continue,
            });
        }
        for text in wanted {
            assert!(said.contains(&text), "{kind:?}: {text:?} is a paragraph of the file");
        }
    }
}

#[test]
fn a_chart_in_word_shows_its_figures_and_carries_them_to_be_edited() {
    let snapshot = province().snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let chart = chart(&document);
    let file = parts(&docx::write(&document).unwrap());
    let root = Element::parse(&file["word/charts/chart1.xml"]);
    let values = |of: &str| -> Vec<String> {
        root.every(of)[0].every("c:v").iter().map(|v| v.text.clone()).collect()
    };
    let labels: Vec<&str> = chart.bars.iter().map(|b| b.label.as_str()).collect();
    assert_eq!(values("c:cat"), labels, "a label for each bar");
    let decimals: Vec<String> = chart.bars.iter().map(|b| b.points.to_decimal()).collect();
    assert_eq!(values("c:val"), decimals, "and its length");
    let shown: Vec<String> =
        root.every("c:dLbl").iter().map(|l| l.every("a:t")[0].text.clone()).collect();
    let figures: Vec<&str> = chart.bars.iter().map(|b| b.figure.as_str()).collect();
    assert_eq!(shown, figures, "told with a decimal comma, whatever the machine's manner is");
    let placed = Element::parse(&file["word/document.xml"]);
    let told = placed.every("wp:docPr")[0].attributes.iter().find(|a| a.0 == "descr").unwrap();
    assert_eq!(told.1, chart.alternative, "in words, for readers that cannot see it");

    let sheet = &sheets(&file["word/embeddings/chart1.xlsx"])[0];
    let rows: Vec<Vec<Value>> = chart
        .bars
        .iter()
        .map(|b| vec![Value::Text(b.label.clone()), Value::Figure(b.points)])
        .collect();
    assert_eq!(sheet.values[1..], rows, "the workbook behind it holds the same");
    for name in ["word/_rels/document.xml.rels", "word/charts/_rels/chart1.xml.rels"] {
        for relation in Element::parse(&file[name]).every("Relationship") {
            let target = relation.attributes.iter().find(|a| a.0 == "Target").unwrap();
            let base = if name.contains("charts") { "word/charts/" } else { "word/" };
            let target = format!("{base}{}", target.1).replace("charts/../", "");
            assert!(file.contains_key(&target), "{name} leads to {target}");
        }
    }
}

#[test]
fn files_have_the_same_bytes_again() {
    let snapshot = province().snapshot();
    let again = every_document(&snapshot);
    for ((kind, first), (_, second)) in every_document(&snapshot).iter().zip(&again) {
        assert!(
            docx::write(first).unwrap() == docx::write(second).unwrap(),
            "{kind:?}: one Word file"
        );
        let (first, second) = (xlsx::write(first), xlsx::write(second));
        assert!(first == second, "{kind:?}: one Excel file");
    }
}

#[test]
fn foreign_text_is_only_text_in_files_too() {
    let names = [
        "=1+1",
        "@SUM(A1)",
        "http://example.invalid/",
        "<w:p/> & ]]> \"x\"",
        "_x0041_",
        "a\u{0}b\u{202e}c",
        "1.10",
    ];
    let leaves = (1..)
        .zip(names)
        .map(|(i, name)| leaf(&format!("1.{i}"), "1").named(name).scored("0").because(name))
        .collect();
    let snapshot = Year::of(leaves).snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let shown = names.map(|n| if n.contains('\0') { "a[U+0000]b[U+202E]c" } else { n });
    let annex = &word_tables(&docx::write(&document).unwrap())[2];
    let words: Vec<&str> = annex.iter().map(|row| row[1].as_str()).collect();
    for name in shown {
        assert!(words.contains(&name), "{name:?} stands in Word as it is: {words:?}");
    }
    let file = xlsx::write(&document).unwrap();
    let sheet = &sheets(&file)[2];
    for name in shown {
        let there = sheet.values.iter().any(|row| row[1] == Value::Text(name.to_owned()));
        assert!(there, "{name:?} stands in Excel as it is");
    }
    let formulas: Vec<&String> = sheet.formulas.values().collect();
    let ours = |f: &&String| f.chars().all(|c| c.is_ascii_alphanumeric() || "(),:-".contains(c));
    assert!(formulas.iter().all(ours), "no formula but ours: {formulas:?}");
    let links = parts(&file).keys().filter(|name| name.contains("worksheets/_rels")).count();
    assert_eq!(links, 0, "no link to anywhere");
}

#[test]
fn an_excel_sheet_is_ready_to_print_and_to_filter() {
    let snapshot = province().snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let file = parts(&xlsx::write(&document).unwrap());
    let sheet = String::from_utf8(file["xl/worksheets/sheet2.xml"].clone()).unwrap();
    for (what, written) in [
        ("A4 on its side", "paperSize=\"9\""),
        ("A4 on its side", "orientation=\"landscape\""),
        ("as wide as the paper, as long as it is", "fitToHeight=\"0\""),
        ("frozen panes", "state=\"frozen\""),
        ("paged on its own", "useFirstPageNumber=\"1\""),
        ("a filter", "<autoFilter "),
        ("live sums", "<f>SUM("),
    ] {
        assert!(sheet.contains(written), "{what}: {written}");
    }
    let book = String::from_utf8(file["xl/workbook.xml"].clone()).unwrap();
    assert!(book.contains("_xlnm.Print_Titles"), "headings are printed on each page");
    let styles = String::from_utf8(file["xl/styles.xml"].clone()).unwrap();
    assert!(styles.contains("0.00##"), "two decimals, more only where they count");
    let core = String::from_utf8(file["docProps/core.xml"].clone()).unwrap();
    assert!(core.contains(&snapshot.hash), "the snapshot's hash is in the properties");
}

#[test]
fn files_hold_whatever_is_put_into_them() {
    let long = "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn ".repeat(11);
    let story = "Nguyên nhân rất dài. ".repeat(2_000);
    let many = (1..=2_000)
        .map(|i| {
            let c = leaf(&format!("{}.{i}", 1 + i / 250), "1");
            if i % 3 == 0 { c.before("0.5") } else { c.scored("0.5").before("1") }
        })
        .collect();
    let years = [
        ("nothing", Year::default()),
        ("long names", Year::of(vec![leaf("1.1", "1").named(&long).scored("0").because(&story)])),
        ("two thousand rows", Year::of(many)),
    ];
    for (what, year) in years {
        for (kind, document) in every_document(&year.snapshot()) {
            let what = format!("{what}, {kind:?}");
            word_says_the_same(&document, &what);
            if !what.starts_with("long") {
                excel_says_the_same(&document, &what);
            }
            xlsx::write(&document)
                .map(|_| ())
                .or_else(|e| if e == Error::NoTable { Ok(()) } else { Err(e) })
                .unwrap();
        }
    }
}
