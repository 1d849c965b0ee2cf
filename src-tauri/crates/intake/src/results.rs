//! Results of an earlier year from a paper of their own: which kind each column is, and beside which criterion each
//! row stands. A row in doubt is left out and named.

use std::collections::{BTreeMap, BTreeSet};

use scorebook::crosswalk::{Link, LinkKind};
use scorebook::finding::SumDiffers;
use scorebook::papers::{KindOfResults, ResultRow, ResultsPlan};
use scorebook::plan::ColumnRole;
use scorebook::text::{fold, tidy};
use scorebook::{
    BaselineKind, Catalogue, CatalogueNode, CellRef, Code, Finding, NodeId, Points, Problem,
    Severity,
};

use crate::catalogue::{Complaints, province};
use crate::checks::encoding::legacy_text;
use crate::heading::year_in;
use crate::legacy;
use crate::matching::{Match, Matcher, key};
use crate::numbering::Numbering;
use crate::received::Received;
use crate::rows::{self, Row};
use crate::score::{self, Notation, ScoreValue};
use crate::table::{self, Purpose, Table};
use crate::workbook::{Sheet, Workbook};
use crate::year;

/// What a paper of results is read beside.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The criteria the results are to stand beside.
    pub catalogue: &'a Catalogue,
    /// The criteria of the results' own year, and what became of them, where that year is in the store.
    pub earlier: Option<(&'a Catalogue, &'a [Link])>,
    /// The province of the store, "tỉnh Sông Mây"; empty when it is not known.
    pub province: &'a str,
}

/// Understands a paper of results of that year. `kind` is what a person said they are. Never fails: what is wrong is
/// among the plan's problems.
pub fn plan_results(
    received: &Received,
    beside: Beside<'_>,
    year: i32,
    kind: Option<BaselineKind>,
) -> ResultsPlan {
    let mut plan = ResultsPlan {
        file: received.file.clone(),
        for_year: beside.catalogue.year,
        year,
        of: None,
        kinds: Vec::new(),
        tables: Vec::new(),
        problems: Vec::new(),
    };
    match &received.workbook {
        Ok(workbook) => understand(&mut plan, workbook, beside, kind),
        Err(finding) => {
            let finding = finding.clone();
            plan.problems.push(Problem { severity: Severity::Blocking, at: None, finding });
        }
    }
    plan.problems.sort_by_key(|p| p.severity);
    plan
}

fn understand(
    plan: &mut ResultsPlan,
    workbook: &Workbook,
    beside: Beside<'_>,
    kind: Option<BaselineKind>,
) {
    let mut read = Read {
        beside,
        matcher: Matcher::new(beside.earlier.map_or(beside.catalogue, |(earlier, _)| earlier)),
        complaints: Complaints::default(),
        figures: BTreeMap::new(),
        parents: Vec::new(),
        left_out: BTreeSet::new(),
        unclear: Vec::new(),
    };
    let mut titles: Vec<String> = Vec::new();
    for sheet in &workbook.sheets {
        read.complaints.extend(legacy::marked(sheet).map(legacy_text));
        let mut tables = table::find(sheet, plan.year + 1, Purpose::Results);
        let above: Vec<String> = tables.first().map_or_else(Vec::new, |first| {
            let above = sheet.cells.above(first.header_first);
            above.flat_map(|cell| cell.reading().lines().map(str::to_owned)).collect()
        });
        for table in &mut tables {
            read.table(sheet, table, plan.year, kind, &above);
        }
        titles.extend(above);
        plan.tables.extend(tables.iter().map(|t| t.planned(sheet)));
    }
    plan.of = other_province(&titles, beside.province);
    if let Some(found) = year::other_than(plan.year, &titles) {
        let finding = Finding::OtherYear { found, expected: plan.year };
        read.complaints.say(Severity::Blocking, None, finding);
    }
    if !read.unclear.is_empty() && read.figures.is_empty() {
        let finding = Finding::KindUnclear { headings: std::mem::take(&mut read.unclear) };
        read.complaints.say(Severity::Blocking, None, finding);
    } else if read.figures.is_empty() {
        read.complaints.say(Severity::Blocking, None, Finding::NoResults);
    }
    read.check_parents();
    plan.kinds = read.kinds();
    plan.problems = read.complaints.problems;
}

/// What a column of results is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heading {
    Kind(BaselineKind),
    /// "Kết quả năm 2023": of some kind.
    Unsaid,
}

fn heading(text: &str, year: i32) -> Option<Heading> {
    let folded = fold(text);
    let has = |words: &[&str]| words.iter().any(|w| folded.contains(w));
    if year_in(&folded).is_some_and(|named| named != year)
        || text.contains('%')
        || has(&[
            "toi da",
            "diem chuan",
            "thang diem",
            "mat diem",
            "bi mat",
            "chenh lech",
            "so sanh",
            "ty le",
            "xep hang",
            "xep loai",
            "tang giam",
            "bi tru",
            "diem tru",
            "y kien",
            "ghi chu",
            "giai trinh",
            "kiem chung",
            "minh chung",
            "ly do",
            "dieu tra",
            "xhh",
            "xa hoi hoc",
            "tieu chi",
            "noi dung",
        ])
    {
        return None;
    }
    match kind_said(&folded) {
        Some(kind) => Some(Heading::Kind(kind)),
        None if has(&["diem", "ket qua"]) || year_in(&folded).is_some() || folded == "chi so" => {
            Some(Heading::Unsaid)
        }
        None => None,
    }
}

/// The kind that folded words say.
fn kind_said(folded: &str) -> Option<BaselineKind> {
    let has = |words: &[&str]| words.iter().any(|w| folded.contains(w));
    if has(&["cong bo"]) {
        Some(BaselineKind::Published)
    } else if has(&["tham dinh", "hoi dong", "hdtd"]) {
        Some(BaselineKind::Appraised)
    } else if has(&["tu cham", "tu danh gia", "tu xac dinh", "don vi cham", "co quan cham"]) {
        Some(BaselineKind::SelfScored)
    } else {
        None
    }
}

/// The kind that a title names, if it names one.
fn kind_in_titles(titles: &[String]) -> Option<BaselineKind> {
    let mut kinds: Vec<BaselineKind> =
        titles.iter().filter_map(|title| kind_said(&fold(title))).collect();
    kinds.sort_unstable();
    kinds.dedup();
    match kinds.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The one other province that the titles name; none when they name this one, or when this one is not known.
fn other_province(titles: &[String], own: &str) -> Option<String> {
    if own.is_empty() {
        return None;
    }
    let mut named: Vec<String> =
        titles.iter().filter_map(|t| province(t).or_else(|| in_title(t))).collect();
    named.sort();
    named.dedup_by(|a, b| fold(a) == fold(b));
    match named.as_slice() {
        [only] if fold(only) != fold(own) => Some(only.clone()),
        _ => None,
    }
}

/// "KẾT QUẢ CHỈ SỐ CCHC NĂM 2023 CỦA TỈNH BÌNH ĐỊNH".
fn in_title(title: &str) -> Option<String> {
    let lower = tidy(title).to_lowercase();
    let at =
        [" của tỉnh ", " của thành phố "].iter().find_map(|words| Some(lower.find(words)? + 6))?;
    let rest: Vec<&str> = lower.get(at..)?.trim().split(' ').take(4).collect();
    let name: Vec<&str> =
        rest.iter().copied().take_while(|w| !matches!(*w, "năm" | "theo" | "và" | "-")).collect();
    province(&format!("ubnd {}", name.join(" ").trim_end_matches([',', '.', ';', ')'])))
}

#[derive(Clone, Debug)]
struct Figure {
    points: Points,
    at: CellRef,
    raw: String,
}

struct Read<'a> {
    beside: Beside<'a>,
    /// Of the results' own year where that is known, else of the criteria themselves.
    matcher: Matcher<'a>,
    complaints: Complaints,
    figures: BTreeMap<(BaselineKind, NodeId), Figure>,
    /// Figures of rows above others: checked, never taken.
    parents: Vec<(BaselineKind, Code, NodeId, Figure)>,
    left_out: BTreeSet<(BaselineKind, NodeId)>,
    unclear: Vec<String>,
}

impl<'a> Read<'a> {
    fn table(
        &mut self,
        sheet: &Sheet,
        table: &mut Table,
        year: i32,
        wanted: Option<BaselineKind>,
        above: &[String],
    ) {
        let is_value = |role: ColumnRole| {
            !matches!(
                role,
                ColumnRole::Code | ColumnRole::Name | ColumnRole::Max | ColumnRole::PriorCode
            )
        };
        let filled = |column: u32| {
            table.rows.iter().any(|row| {
                matches!(
                    score::read(sheet.cell(*row, column), Notation::default()),
                    ScoreValue::Points(_) | ScoreValue::Ambiguous
                )
            })
        };
        let headed: Vec<(usize, Heading)> = table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, c)| is_value(c.role) && filled(c.at))
            .filter_map(|(at, c)| Some((at, heading(&c.heading, year)?)))
            .collect();
        let said: Vec<(usize, BaselineKind)> = headed
            .iter()
            .filter_map(|(at, h)| match h {
                Heading::Kind(kind) => Some((*at, *kind)),
                Heading::Unsaid => None,
            })
            .collect();
        let unsaid: Vec<usize> =
            headed.iter().filter(|(_, h)| *h == Heading::Unsaid).map(|(at, _)| *at).collect();
        let mut columns: Vec<(usize, BaselineKind)> =
            match (wanted, said.as_slice(), unsaid.as_slice()) {
                (Some(kind), [], [only]) => vec![(*only, kind)],
                (Some(kind), ..) => said.into_iter().filter(|(_, k)| *k == kind).collect(),
                (None, [], [only]) => {
                    kind_in_titles(above).map(|kind| (*only, kind)).into_iter().collect()
                }
                (None, ..) => said,
            };
        // two columns of one kind are a question
        let twice: Vec<BaselineKind> = columns
            .iter()
            .filter(|(_, kind)| columns.iter().filter(|(_, k)| k == kind).count() > 1)
            .map(|(_, kind)| *kind)
            .collect();
        for (at, _) in columns.iter().filter(|(_, kind)| twice.contains(kind)) {
            self.unclear.push(table.columns[*at].heading.clone());
        }
        columns.retain(|(_, kind)| !twice.contains(kind));
        if columns.is_empty() {
            self.unclear.extend(unsaid.iter().map(|at| table.columns[*at].heading.clone()));
            return;
        }
        for (at, kind) in &columns {
            table.columns[*at].role = match kind {
                BaselineKind::Published => ColumnRole::PriorPublished,
                BaselineKind::Appraised => ColumnRole::PriorAppraised,
                BaselineKind::SelfScored => ColumnRole::PriorSelf,
            };
        }
        let columns: Vec<(u32, BaselineKind, Notation)> = columns
            .iter()
            .map(|(at, kind)| {
                let column = table.columns[*at].at;
                let texts = table.rows.iter().map(|row| sheet.text(*row, column));
                (column, *kind, Notation::of(texts))
            })
            .collect();
        let numbering =
            Numbering::of(sheet, table, |codes, name| self.matcher.judge_code(codes, name));
        for row in rows::read(sheet, table, numbering) {
            if !row.numbers_columns {
                self.row(sheet, &row, &columns);
            }
        }
    }

    fn row(&mut self, sheet: &Sheet, row: &Row, columns: &[(u32, BaselineKind, Notation)]) {
        let holds =
            columns.iter().any(|(column, ..)| !sheet.text(row.at, *column).trim().is_empty());
        if !holds || row.is_total() && row.codes.is_empty() {
            return;
        }
        let first = CellRef::new(&sheet.name, row.at, columns[0].0);
        let Some(node) = self.node(row, &first) else { return };
        for (column, kind, notation) in columns {
            let at = CellRef::new(&sheet.name, row.at, *column);
            let raw = sheet.text(row.at, *column).to_owned();
            let doubt = match score::read(sheet.cell(row.at, *column), *notation) {
                ScoreValue::Points(points) => {
                    self.figure(node, *kind, Figure { points, at, raw });
                    continue;
                }
                ScoreValue::Blank | ScoreValue::NotApplicable => continue,
                ScoreValue::Ambiguous => Finding::AmbiguousNumber { raw },
                ScoreValue::NoResult => Finding::FormulaWithoutValue { formula: raw },
                ScoreValue::Unreadable => Finding::Unreadable { raw },
            };
            self.complaints.say(Severity::Warning, Some(at), doubt);
        }
    }

    fn figure(&mut self, node: &CatalogueNode, kind: BaselineKind, figure: Figure) {
        let at = Some(figure.at.clone());
        if !node.is_leaf() {
            return self.parents.push((kind, node.code.clone(), node.id, figure));
        }
        let criterion = node.code.clone();
        if figure.points.is_negative() {
            let finding = Finding::Negative { criterion, reported: figure.points };
            return self.complaints.say(Severity::Warning, at, finding);
        }
        if figure.points > node.max_points {
            let finding = Finding::ResultAboveMax { criteria: vec![criterion] };
            self.left_out.insert((kind, node.id));
            return self.complaints.say(Severity::Warning, at, finding);
        }
        match self.figures.get(&(kind, node.id)) {
            Some(known) if known.points != figure.points => {
                let finding = Finding::DuplicateConflict { criterion, first: known.at.to_string() };
                self.figures.remove(&(kind, node.id));
                self.left_out.insert((kind, node.id));
                self.complaints.say(Severity::Warning, at, finding);
            }
            Some(_) => {}
            None if self.left_out.contains(&(kind, node.id)) => {}
            None => {
                self.figures.insert((kind, node.id), figure);
            }
        }
    }

    /// The criterion a row stands beside, or the doubt about it.
    fn node(&mut self, row: &Row, at: &CellRef) -> Option<&'a CatalogueNode> {
        let catalogue = self.beside.catalogue;
        if self.beside.earlier.is_none() {
            // the bộ tiêu chí itself may say which code it had
            let name = key(&row.name);
            let before = catalogue.nodes.iter().find(|n| {
                n.prior_code.as_ref().is_some_and(|code| row.codes.contains(code))
                    && (name.is_empty() || key(&n.name) == name)
            });
            if before.is_some() {
                return before;
            }
        }
        let place = Some(at.clone());
        let found = match self.matcher.find(&row.codes, &row.name) {
            Match::Sure(node) => node,
            Match::ByName(node) => {
                if !row.code.is_empty() {
                    let finding = Finding::CodeUnknown {
                        criterion: node.code.clone(),
                        found: row.code.clone(),
                    };
                    self.complaints.say(Severity::Warning, place, finding);
                }
                node
            }
            Match::ByCode(node) => {
                if !row.name.is_empty() {
                    let finding = Finding::NameDiffers {
                        criterion: node.code.clone(),
                        found: row.name.clone(),
                    };
                    self.complaints.say(Severity::Warning, place, finding);
                }
                node
            }
            Match::Contradiction { by_code, by_name } => {
                let finding = Finding::CodeNameMismatch {
                    code: by_code.code.to_string(),
                    by_code: by_code.name.clone(),
                    by_name: by_name.map_or_else(|| row.name.clone(), |n| n.name.clone()),
                };
                self.complaints.say(Severity::Warning, place, finding);
                return None;
            }
            Match::None => {
                // options and notes below a criterion have no code
                if !row.codes.is_empty() || row.max.is_some() {
                    let text = tidy(&format!("{} {}", row.code, row.name));
                    let finding = Finding::Unmatched { row: text, suggestion: None };
                    self.complaints.say(Severity::Warning, place, finding);
                }
                return None;
            }
        };
        match self.beside.earlier {
            None => Some(found),
            Some((_, links)) => became(found, links, catalogue),
        }
    }

    /// A parent's figure is the sum of its leaves' figures, where all of them have one.
    fn check_parents(&mut self) {
        let catalogue = match self.beside.earlier {
            // sums of another tree cannot be checked here
            Some((earlier, _)) if earlier.year != self.beside.catalogue.year => return,
            _ => self.beside.catalogue,
        };
        for (kind, code, id, figure) in std::mem::take(&mut self.parents) {
            let leaves: Vec<&CatalogueNode> =
                catalogue.leaves().filter(|n| n.code.is_under(&code) && n.id != id).collect();
            let of = |n: &&CatalogueNode| self.figures.get(&(kind, n.id)).map(|f| f.points);
            let figures: Vec<Points> = leaves.iter().filter_map(of).collect();
            let summed: Points = figures.iter().copied().sum();
            if figures.len() == leaves.len() && summed != figure.points {
                let differs = SumDiffers { criterion: code, declared: figure.points, summed };
                let finding = Finding::ResultSumDiffers { sums: vec![differs] };
                self.complaints.say(Severity::Warning, Some(figure.at), finding);
            }
        }
    }

    fn kinds(&self) -> Vec<KindOfResults> {
        let mut kinds = Vec::new();
        for kind in BaselineKind::ALL {
            let row = |node: &CatalogueNode| {
                let figure = self.figures.get(&(kind, node.id))?;
                Some(ResultRow {
                    node: node.id,
                    points: figure.points,
                    at: figure.at.clone(),
                    raw: figure.raw.clone(),
                })
            };
            let rows: Vec<ResultRow> = self.beside.catalogue.leaves().filter_map(row).collect();
            if !rows.is_empty() {
                kinds.push(KindOfResults { kind, rows });
            }
        }
        kinds
    }
}

/// What a criterion of the results' year is in the year they stand beside: only where one became one.
fn became<'a>(
    found: &CatalogueNode,
    links: &[Link],
    catalogue: &'a Catalogue,
) -> Option<&'a CatalogueNode> {
    if !found.is_leaf() {
        return None;
    }
    let link = links.iter().find(|link| link.earlier.contains(&found.code))?;
    let one = matches!(link.kind, LinkKind::Same | LinkKind::Renamed | LinkKind::Reweighted);
    match link.later.as_slice() {
        [code] if one => catalogue.by_code(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_the_kind() {
        let of = |text: &str| heading(text, 2023);
        assert_eq!(of("Kết quả công bố"), Some(Heading::Kind(BaselineKind::Published)));
        assert_eq!(of("Điểm thẩm định năm 2023"), Some(Heading::Kind(BaselineKind::Appraised)));
        assert_eq!(of("Điểm tự chấm"), Some(Heading::Kind(BaselineKind::SelfScored)));
        assert_eq!(of("Kết quả năm 2023"), Some(Heading::Unsaid));
        assert_eq!(of("Kết quả năm 2022"), None, "another year");
        assert_eq!(of("Điểm tối đa"), None);
        assert_eq!(of("Tỷ lệ đạt (%)"), None);
    }

    #[test]
    fn another_province_is_told_apart() {
        let titles = |line: &str| vec![line.to_owned()];
        let own = "tỉnh Sông Mây";
        assert_eq!(other_province(&titles("UBND TỈNH SÔNG MÂY"), own), None);
        assert_eq!(
            other_province(&titles("KẾT QUẢ CHỈ SỐ CCHC CỦA TỈNH BÌNH ĐỊNH NĂM 2023"), own),
            Some("tỉnh Bình Định".into())
        );
        assert_eq!(
            other_province(&titles("UBND TỈNH BÌNH ĐỊNH"), ""),
            None,
            "this one is not known"
        );
    }
}
