//! A bộ tiêu chí from the paper that brings it. What does not fit is reported with its cell, never corrected.
//!
//! ```text
//! table → columns (marks, maxima, scale) → rows → tree (nodes, options) → checks
//! ```

mod bodies;
mod checks;
mod columns;
mod complaints;
mod options;
mod results;
mod scoring;
mod tree;

use scorebook::plan::CataloguePlan;
use scorebook::text::{fold, tidy};
use scorebook::{Catalogue, Finding, Problem, Severity};

pub(crate) use self::bodies::Bodies;
pub(crate) use self::columns::is_mark;
pub(crate) use self::complaints::Complaints;
pub(crate) use self::scoring::scoring_word;
use self::tree::Tree;
use crate::checks::encoding::legacy_text;
use crate::legacy;
use crate::received::Received;
use crate::table::{self, Purpose};
use crate::workbook::{Cell, Workbook};
use crate::year;

/// Understands a bộ tiêu chí for that year. Never fails: what is wrong is among the plan's problems.
pub fn plan_catalogue(received: &Received, year: i32) -> CataloguePlan {
    let mut plan = CataloguePlan {
        province: None,
        is_sample: false,
        catalogue: Catalogue { year, nodes: Vec::new() },
        agencies: Vec::new(),
        tables: Vec::new(),
        problems: Vec::new(),
        file: received.file.clone(),
    };
    match &received.workbook {
        Ok(workbook) => understand(&mut plan, workbook, year),
        Err(finding) => {
            let finding = finding.clone();
            plan.problems.push(Problem { severity: Severity::Blocking, at: None, finding });
        }
    }
    plan.problems.sort_by_key(|p| p.severity);
    plan
}

fn understand(plan: &mut CataloguePlan, workbook: &Workbook, year: i32) {
    let mut tree = Tree::default();
    let mut titles: Vec<String> = Vec::new();
    for sheet in &workbook.sheets {
        let mut tables = table::find(sheet, year, Purpose::Catalogue);
        if let Some(first) = tables.first() {
            let above = sheet.cells.above(first.header_first);
            titles.extend(above.flat_map(|cell| cell.reading().lines().map(str::to_owned)));
        }
        for table in &mut tables {
            columns::settle(sheet, table, year);
            tree.table(sheet, table);
        }
        tree.complaints.extend(legacy::marked(sheet).map(legacy_text));
        plan.tables.extend(tables.iter().map(|t| t.planned(sheet)));
    }
    let lines = || workbook.sheets.iter().flat_map(|s| s.cells.values()).map(Cell::reading);
    plan.is_sample = lines().any(|text| fold(text).contains("du lieu mau"));
    plan.province = lines().take(40).flat_map(str::lines).find_map(province);
    if plan.tables.is_empty() {
        tree.complaints.say(Severity::Blocking, None, Finding::NoTable);
    } else {
        if let Some(found) = year::other_than(year, &titles) {
            let finding = Finding::OtherYear { found, expected: year };
            tree.complaints.say(Severity::Warning, None, finding);
        }
        tree.finish();
    }
    plan.catalogue.nodes = tree.nodes;
    plan.agencies = tree.bodies.agencies;
    plan.problems = tree.complaints.problems;
}

/// "UBND TỈNH SÔNG MÂY" is "tỉnh Sông Mây".
pub(crate) fn province(line: &str) -> Option<String> {
    let line = tidy(line);
    let lower = line.to_lowercase();
    let rest = lower.strip_prefix("ubnd ").or_else(|| lower.strip_prefix("ủy ban nhân dân "))?;
    let kind = ["tỉnh ", "thành phố "].into_iter().find(|kind| rest.starts_with(kind))?;
    let name: Vec<String> = rest[kind.len()..].split(' ').map(capitalised).collect();
    (!name.is_empty() && name.len() <= 5).then(|| format!("{kind}{}", name.join(" ")))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letterhead_names_the_province() {
        assert_eq!(province("UBND TỈNH SÔNG MÂY").as_deref(), Some("tỉnh Sông Mây"));
        assert_eq!(
            province("ỦY BAN NHÂN DÂN\u{a0}TỈNH BÌNH ĐỊNH").as_deref(),
            Some("tỉnh Bình Định")
        );
        assert_eq!(province("SỞ NỘI VỤ"), None);
    }
}
