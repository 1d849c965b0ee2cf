//! .xlsx and .xlsm. One pass over each sheet gives its cells and all that the file says beside them: what is
//! merged, hidden, struck out, shown otherwise or not computed. Whatever prefixes, quotes and names of parts a
//! program writes, one reader understands the cells and what is said of them, so that neither escapes.

mod notes;
mod sheet;
mod strings;
mod styles;

use std::collections::BTreeMap;

use scorebook::Finding;

use super::package::{Package, Relation, attribute, each_element};
use super::{FormulaResult, Remark, Sheet, Workbook, damaged, limits};
use sheet::{Link, Read};
use strings::Strings;
use styles::Styles;

/// A sheet's XML by itself.
pub(super) fn trial(data: &[u8]) -> Option<Sheet> {
    let xml = String::from_utf8_lossy(data);
    let styles = Styles::of(&xml);
    let strings = Strings::of(&xml).unwrap_or_default();
    let read = Read::of(&xml, &strings, &styles, &Book::default(), &mut 0);
    read.ok().map(|read| read.sheet)
}

/// What the workbook's own part says.
#[derive(Debug, Default)]
struct Book {
    sheets: Vec<Named>,
    is_1904: bool,
    /// Does it ask for every formula to be computed when it is opened?
    is_uncomputed: bool,
}

#[derive(Debug)]
struct Named {
    name: String,
    hidden: bool,
    relation: String,
}

impl Book {
    fn of(xml: &str) -> Self {
        let mut book = Self::default();
        each_element(xml, |element| match element.local_name().as_ref() {
            "sheet" => {
                // the relation's is the only id with a prefix
                let mut attributes = element.attributes();
                let relation = attributes
                    .with_checks(false)
                    .flatten()
                    .find(|a| a.key.prefix().is_some() && a.key.local_name().as_ref() == "id");
                if let (Some(name), Some(relation)) = (attribute(element, "name"), relation) {
                    let hidden = attribute(element, "state").is_some_and(|s| s != "visible");
                    let relation = relation.value.as_ref().to_owned();
                    book.sheets.push(Named { name, hidden, relation });
                }
            }
            "workbookPr" => book.is_1904 = is_set(attribute(element, "date1904")),
            "calcPr" => {
                book.is_uncomputed = is_set(attribute(element, "fullCalcOnLoad"));
            }
            _ => {}
        });
        book
    }
}

fn is_set(value: Option<String>) -> bool {
    value.is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut package = Package::open(bytes)?;
    let of_kind = |relations: &[Relation], kind: &str| {
        relations.iter().find(|r| r.kind == kind).map(|r| r.target.clone())
    };
    let main = of_kind(&package.relations(""), "officeDocument")
        .unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let main = if let Some(xml) = package.text(&main)? {
        (main, xml)
    } else {
        let usual = "xl/workbook.xml".to_owned();
        let xml = package.text(&usual)?.ok_or_else(|| damaged("tệp thiếu phần bảng tính"))?;
        (usual, xml)
    };
    let book = Book::of(&main.1);
    if book.sheets.is_empty() {
        return Err(damaged("tệp không có trang tính nào"));
    }
    let relations = package.relations(&main.0);
    let mut text = |kind: &str, usual: &str| {
        let name = of_kind(&relations, kind).unwrap_or_else(|| usual.to_owned());
        package.text(&name)
    };
    let styles = Styles::of(&text("styles", "xl/styles.xml")?.unwrap_or_default());
    let strings = text("sharedStrings", "xl/sharedStrings.xml")?;
    let strings = Strings::of(strings.as_deref().unwrap_or_default())?;

    let mut workbook = Workbook::default();
    let (mut links, mut count, mut formulas) = (Vec::new(), 0, Formulas::default());
    let places: BTreeMap<&str, &Relation> =
        relations.iter().map(|relation| (relation.id.as_str(), relation)).collect();
    for named in book.sheets.iter().take(limits::SHEETS) {
        // chart sheets and the like have no cells
        let Some(place) = places.get(named.relation.as_str()).filter(|r| r.kind == "worksheet")
        else {
            continue;
        };
        let Some(xml) = package.text(&place.target)? else { continue };
        let mut read = Read::of(&xml, &strings, &styles, &book, &mut count)?;
        let mut sheet = std::mem::take(&mut read.sheet);
        (sheet.name, sheet.hidden) = (named.name.clone(), named.hidden);
        let has_picture = notes::add(&mut package, &place.target, &mut sheet);
        if has_picture && sheet.cells.len() < A_FEW_CELLS {
            workbook.remarks.push(Remark::OnlyPicture { sheet: sheet.name.clone() });
        }
        if read.is_cut {
            workbook.remarks.push(Remark::ColumnsCut { sheet: sheet.name.clone() });
        }
        let at = workbook.sheets.len();
        links.extend(read.links.into_iter().map(|link| (at, link)));
        formulas.add(at, &read.zeros, read.others);
        workbook.sheets.push(sheet);
    }
    if let Some(left) = book.sheets.len().checked_sub(limits::SHEETS).filter(|left| *left > 0) {
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        workbook.remarks.push(Remark::SheetsCut { left });
    }
    follow(&mut workbook, links);
    formulas.judge(&mut workbook);
    Ok(workbook)
}

/// A sheet of fewer cells than this beside a picture holds no table.
pub(super) const A_FEW_CELLS: usize = 12;

/// Doubts a 0 that comes from a cell that holds nothing.
fn follow(workbook: &mut Workbook, links: Vec<(usize, Link)>) {
    let sheets: BTreeMap<String, usize> =
        workbook.sheets.iter().enumerate().map(|(at, s)| (s.name.to_lowercase(), at)).collect();
    for (at, link) in links {
        let to = match &link.sheet {
            None => Some(at),
            Some(name) => sheets.get(&name.to_lowercase()).copied(),
        };
        let there = to.and_then(|to| workbook.sheets[to].cells.get(link.to));
        if there.is_none() {
            doubt(&mut workbook.sheets[at], link.at, FormulaResult::OfEmptyCell);
        }
    }
}

fn doubt(sheet: &mut Sheet, at: (u32, u32), result: FormulaResult) {
    let cell = sheet.cells.get_mut(at);
    if let Some(formula) = cell.and_then(|c| c.aside.as_mut()).and_then(|a| a.formula.as_mut())
        && !formula.result.is_doubtful()
    {
        formula.result = result;
    }
}

/// Results of formulas: where every one is 0, a program that does not compute stored them.
#[derive(Default)]
struct Formulas {
    zeros: Vec<(usize, (u32, u32))>,
    others: usize,
}

impl Formulas {
    /// Fewer zeros than this are no habit of a program.
    const MANY: usize = 3;

    fn add(&mut self, sheet: usize, zeros: &[(u32, u32)], others: usize) {
        self.zeros.extend(zeros.iter().map(|at| (sheet, *at)));
        self.others += others;
    }

    fn judge(self, workbook: &mut Workbook) {
        if self.others == 0 && self.zeros.len() >= Self::MANY {
            for (sheet, at) in self.zeros {
                doubt(&mut workbook.sheets[sheet], at, FormulaResult::Uncomputed);
            }
        }
    }
}
