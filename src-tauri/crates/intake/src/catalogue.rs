//! A bộ tiêu chí from a spreadsheet, through the same reader as submissions. What does not fit is reported
//! with its cell, never corrected.

use std::collections::BTreeMap;

use scorebook::plan::{CataloguePlan, ColumnRole};
use scorebook::text::{agency_key, fold, tidy};
use scorebook::{
    Agency, AgencyId, Baseline, BaselineKind, Catalogue, CatalogueNode, CellRef, Code, Finding,
    Level, NodeId, Points, Problem, Scoring, Severity,
};

use crate::assigned;
use crate::checks::encoding::legacy_text;
use crate::codes;
use crate::legacy;
use crate::numbering::{CodeVerdict, Numbering};
use crate::received::Received;
use crate::rows::{self, Row};
use crate::score::{self, Notation, ScoreValue};
use crate::table::{self, Purpose, Table};
use crate::workbook::{Cell, Sheet, Workbook};

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
    let mut builder = Builder::default();
    for sheet in &workbook.sheets {
        let tables = table::find(sheet, year, Purpose::Catalogue);
        for table in &tables {
            builder.table(sheet, table);
        }
        builder.problems.extend(legacy::marked(sheet).map(legacy_text));
        plan.tables.extend(tables.iter().map(|t| t.planned(sheet)));
    }
    let lines = || workbook.sheets.iter().flat_map(|s| s.cells.values()).map(Cell::reading);
    plan.is_sample = lines().any(|text| fold(text).contains("du lieu mau"));
    plan.province = lines().take(40).flat_map(str::lines).find_map(province);
    if plan.tables.is_empty() {
        builder.say(Severity::Blocking, None, Finding::NoTable);
    } else {
        builder.finish();
    }
    plan.catalogue.nodes = builder.nodes;
    plan.agencies = builder.agencies;
    plan.problems = builder.problems;
}

/// "UBND TỈNH SÔNG MÂY" is "tỉnh Sông Mây".
fn province(line: &str) -> Option<String> {
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

/// Collects nodes row by row.
#[derive(Default)]
struct Builder {
    nodes: Vec<CatalogueNode>,
    /// Where each code stood first.
    places: BTreeMap<Code, CellRef>,
    /// Leaves or parents without a maximum, and how each said it is scored.
    without_max: Vec<(Code, CellRef)>,
    scoring: BTreeMap<Code, (Option<Scoring>, String, CellRef)>,
    declared_total: Option<(Points, Option<CellRef>)>,
    agencies: Vec<Agency>,
    problems: Vec<Problem>,
}

impl Builder {
    fn say(&mut self, severity: Severity, at: Option<CellRef>, finding: Finding) {
        self.problems.push(Problem { severity, at, finding });
    }

    fn table(&mut self, sheet: &Sheet, table: &Table) {
        let Some(max_column) = table.column(ColumnRole::Max) else { return };
        // of several columns of numbers, the codes are those that go down a tree
        let numbering = Numbering::of(sheet, table, |codes, _| {
            if codes.iter().any(|c| c.depth() > 1) {
                CodeVerdict::Yes
            } else {
                CodeVerdict::Nothing
            }
        });
        for row in rows::read(sheet, table, numbering) {
            let at = CellRef::new(&sheet.name, row.at, max_column);
            if row.codes.is_empty() && row.is_total() {
                if let Some(total) = row.max {
                    self.declared_total = Some((total, Some(at)));
                }
            } else if !row.numbers_columns {
                self.row(sheet, table, &row, at);
            }
        }
    }

    fn row(&mut self, sheet: &Sheet, table: &Table, row: &Row, at: CellRef) {
        let Some(code) = self.code(row) else {
            // an option row carries points and no code; a row whose code cannot be read is a doubt
            if row.max.is_some() && !row.code.is_empty() && !is_letter(&row.code) {
                self.say(Severity::Warning, Some(at), Finding::NoCode { name: row.name.clone() });
            }
            return;
        };
        if row.name.is_empty() && row.max.is_none() {
            return;
        }
        if let Some(first) = self.places.get(&code) {
            let first = first.to_string();
            self.say(
                Severity::Blocking,
                Some(at),
                Finding::RepeatedCode { criterion: code, first },
            );
            return;
        }
        let level = match code.depth() {
            1 => Level::Field,
            2 => Level::Criterion,
            _ => Level::Component,
        };
        let parent =
            code.parent().map(|p| (self.nodes.iter().find(|n| n.code == p).map(|n| n.id), p));
        if let Some((None, _)) = &parent {
            let finding = Finding::NoParent { criterion: code.clone() };
            self.say(Severity::Blocking, Some(at.clone()), finding);
        }
        if row.max.is_none() {
            self.without_max.push((code.clone(), at.clone()));
        }
        self.scoring.insert(code.clone(), scoring(sheet, table, row.at, &at));
        let (lead, partners) = self.assigned(sheet, table, row.at, &code);
        self.places.insert(code.clone(), at.clone());
        let baselines = self.baselines(sheet, table, row.at);
        self.nodes.push(CatalogueNode {
            id: NodeId(i64::try_from(self.nodes.len()).unwrap_or(i64::MAX)),
            parent: parent.and_then(|(id, _)| id),
            level,
            name: row.name.clone(),
            max_points: row.max.unwrap_or_default(),
            scoring: None,
            prior_code: prior_code(sheet, table, row.at),
            baselines,
            lead,
            partners,
            sheet: sheet.name.clone(),
            cell: at.a1(),
            code,
        });
    }

    /// The row's code. A number that lost its zero (1.10 stored as 1.1) is told by what stood before it.
    fn code(&self, row: &Row) -> Option<Code> {
        match row.codes.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            [first, others @ ..] => {
                let follows = |code: &&Code| {
                    let before = self.nodes.iter().rev().find(|n| n.code.depth() == code.depth());
                    before.is_some_and(|b| {
                        let (b, c) = (b.code.segments(), code.segments());
                        b[..b.len() - 1] == c[..c.len() - 1] && c[c.len() - 1] == b[b.len() - 1] + 1
                    })
                };
                if self.places.contains_key(first) || !follows(&first) {
                    Some(others.iter().find(follows).unwrap_or(first).clone())
                } else {
                    Some(first.clone())
                }
            }
        }
    }

    fn baselines(&mut self, sheet: &Sheet, table: &Table, row: u32) -> Vec<Baseline> {
        let kinds = [
            (ColumnRole::PriorPublished, BaselineKind::Published),
            (ColumnRole::PriorAppraised, BaselineKind::Appraised),
            (ColumnRole::PriorSelf, BaselineKind::SelfScored),
        ];
        let mut baselines = Vec::new();
        for (role, kind) in kinds {
            let Some(column) = table.column(role) else { continue };
            let notation = Notation::of(table.rows.iter().map(|r| sheet.text(*r, column)));
            let raw = sheet.text(row, column).to_owned();
            let at = CellRef::new(&sheet.name, row, column);
            match score::read(sheet.cell(row, column), notation) {
                ScoreValue::Points(points) => {
                    baselines.push(Baseline {
                        kind,
                        points,
                        sheet: at.sheet.clone(),
                        cell: at.a1(),
                        raw,
                    });
                }
                ScoreValue::Blank | ScoreValue::NotApplicable => {}
                ScoreValue::Ambiguous => {
                    self.say(Severity::Warning, Some(at), Finding::AmbiguousNumber { raw });
                }
                ScoreValue::NoResult => {
                    self.say(
                        Severity::Warning,
                        Some(at),
                        Finding::FormulaWithoutValue { formula: raw },
                    );
                }
                ScoreValue::Unreadable => {
                    self.say(Severity::Warning, Some(at), Finding::Unreadable { raw });
                }
            }
        }
        baselines
    }

    fn assigned(
        &mut self,
        sheet: &Sheet,
        table: &Table,
        row: u32,
        code: &Code,
    ) -> (Option<AgencyId>, Vec<AgencyId>) {
        let text = |role| table.column(role).map(|c| (sheet.reading(row, c).to_owned(), c));
        let mut leads: Vec<AgencyId> = Vec::new();
        if let Some((raw, column)) = text(ColumnRole::Lead) {
            leads = self.bodies(&raw);
            if leads.len() > 1 {
                let at = CellRef::new(&sheet.name, row, column);
                self.say(
                    Severity::Warning,
                    Some(at),
                    Finding::TwoLeads { criterion: code.clone(), raw },
                );
            }
        }
        let mut partners: Vec<AgencyId> = leads.iter().skip(1).copied().collect();
        if let Some((raw, _)) = text(ColumnRole::Partner) {
            partners.extend(self.bodies(&raw));
        }
        let lead = leads.first().copied();
        let mut seen = Vec::new();
        partners.retain(|p| {
            let fresh = Some(*p) != lead && !seen.contains(p);
            seen.push(*p);
            fresh
        });
        (lead, partners)
    }

    /// The bodies a cell names; new ones are added.
    fn bodies(&mut self, text: &str) -> Vec<AgencyId> {
        assigned::names(text).into_iter().map(|name| self.body(name)).collect()
    }

    fn body(&mut self, name: String) -> AgencyId {
        let key = agency_key(&name);
        if let Some(known) = self.agencies.iter_mut().find(|a| agency_key(&a.name) == key) {
            if known.name != name && !known.aliases.contains(&name) {
                known.aliases.push(name);
            }
            return known.id;
        }
        let id = AgencyId(i64::try_from(self.agencies.len()).unwrap_or(i64::MAX));
        self.agencies.push(Agency { id, name, aliases: Vec::new() });
        id
    }

    /// Now that all rows are known: which nodes are leaves, and whether the points add up.
    fn finish(&mut self) {
        let parents: Vec<NodeId> = self.nodes.iter().filter_map(|n| n.parent).collect();
        for at in 0..self.nodes.len() {
            if parents.contains(&self.nodes[at].id) {
                self.check_parent(at);
            } else {
                self.settle_leaf(at);
            }
        }
        self.check_total();
        if self.nodes.is_empty() {
            self.say(Severity::Blocking, None, Finding::NoTable);
        }
    }

    fn check_parent(&mut self, at: usize) {
        let node = &self.nodes[at];
        let (code, declared) = (node.code.clone(), node.max_points);
        let summed: Points =
            self.nodes.iter().filter(|n| n.parent == Some(node.id)).map(|n| n.max_points).sum();
        let place = self.places.get(&code).cloned();
        if self.without_max.iter().any(|(c, _)| *c == code) {
            // a parent may leave its points out: nothing is declared, nothing can disagree
            self.nodes[at].max_points = summed;
        } else if declared != summed {
            self.say(
                Severity::Warning,
                place,
                Finding::ParentSumDiffers { criterion: code, declared, summed },
            );
        }
    }

    fn settle_leaf(&mut self, at: usize) {
        let code = self.nodes[at].code.clone();
        if let Some((_, place)) = self.without_max.iter().find(|(c, _)| *c == code).cloned() {
            self.say(
                Severity::Blocking,
                Some(place),
                Finding::NoMaximum { criterion: code.clone() },
            );
        }
        let Some((said, raw, place)) = self.scoring.get(&code).cloned() else { return };
        if said.is_none() {
            let finding = Finding::ScoringUnclear { criterion: code.clone(), raw };
            self.say(Severity::Warning, Some(place.clone()), finding);
        }
        let scoring = said.unwrap_or(Scoring::SelfScored);
        self.inherit_lead(at);
        if scoring == Scoring::SelfScored && self.nodes[at].lead.is_none() {
            self.say(Severity::Warning, Some(place), Finding::NoLead { criterion: code });
        }
        self.nodes[at].scoring = Some(scoring);
    }

    /// A body written on a criterion or field leads what lies below it.
    fn inherit_lead(&mut self, at: usize) {
        let mut above = self.nodes[at].parent;
        while self.nodes[at].lead.is_none() {
            let Some(parent) = above.and_then(|id| self.nodes.iter().find(|n| n.id == id)) else {
                return;
            };
            let (lead, partners) = (parent.lead, parent.partners.clone());
            above = parent.parent;
            if lead.is_some() {
                self.nodes[at].lead = lead;
                if self.nodes[at].partners.is_empty() {
                    self.nodes[at].partners = partners;
                }
            }
        }
    }

    fn check_total(&mut self) {
        let summed: Points =
            self.nodes.iter().filter(|n| n.parent.is_none()).map(|n| n.max_points).sum();
        if let Some((declared, at)) = self.declared_total.clone().filter(|(d, _)| *d != summed) {
            self.say(Severity::Warning, at, Finding::TotalDiffers { declared, summed });
        }
    }
}

/// "a", "b)", "-": the mark of an option row.
fn is_letter(code: &str) -> bool {
    code.trim_end_matches([')', '.']).chars().count() <= 1
}

fn prior_code(sheet: &Sheet, table: &Table, row: u32) -> Option<Code> {
    let cell = sheet.cell(row, table.column(ColumnRole::PriorCode)?)?;
    codes::candidates(cell).into_iter().next()
}

/// How a row says it is scored: a word, or an "x" in one of the columns.
fn scoring(
    sheet: &Sheet,
    table: &Table,
    row: u32,
    at: &CellRef,
) -> (Option<Scoring>, String, CellRef) {
    let marks = [
        (ColumnRole::MarkSelf, Scoring::SelfScored),
        (ColumnRole::MarkSurvey, Scoring::Survey),
        (ColumnRole::MarkCentral, Scoring::Central),
    ];
    let marked: Vec<Scoring> = marks
        .into_iter()
        .filter(|(role, _)| {
            table.column(*role).is_some_and(|c| !sheet.text(row, c).trim().is_empty())
        })
        .map(|(_, scoring)| scoring)
        .collect();
    if let [only] = marked.as_slice() {
        return (Some(*only), String::new(), at.clone());
    }
    let Some(column) = table.column(ColumnRole::Scoring) else {
        return (None, String::new(), at.clone());
    };
    let raw = sheet.text(row, column).to_owned();
    let place = CellRef::new(&sheet.name, row, column);
    (scoring_word(&raw), raw, place)
}

/// What a word says of who scores: "Tự chấm", "Điều tra XHH", "Bộ Nội vụ chấm".
pub(crate) fn scoring_word(text: &str) -> Option<Scoring> {
    let text = fold(text);
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if has(&["dieu tra", "xhh", "khao sat", "xa hoi hoc"]) {
        Some(Scoring::Survey)
    } else if has(&["trung uong", "bo noi vu", "bnv"]) {
        Some(Scoring::Central)
    } else if has(&["tu cham", "tu danh gia"]) {
        Some(Scoring::SelfScored)
    } else {
        None
    }
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

    #[test]
    fn words_for_scoring_are_understood() {
        assert_eq!(scoring_word("Tự chấm"), Some(Scoring::SelfScored));
        assert_eq!(scoring_word("Điều tra XHH"), Some(Scoring::Survey));
        assert_eq!(scoring_word("Bộ Nội vụ chấm"), Some(Scoring::Central));
        assert_eq!(scoring_word("khác"), None);
    }
}
